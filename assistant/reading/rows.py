"""Tables written into one line, "Channel | Volume | AHT: Voice | 18,400 | 250; Chat | 3,000 | 360", laid out in rows.

The space after a sign between two rows becomes the end of a line, so the text keeps its length and every offset its
place.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import pairwise

_BREAKS = re.compile(r"(\|\||[;:]|\.(?=\s+[A-ZА-ЯЁ«\"])|\s[—–-])(?=\s)")
_LABELS = re.compile(r":(?=\s)")  # one of them ends the head of a table; more of them name cells
_SLASH = re.compile(r"(?<=\s)/(?=\s)")
_BAR = re.compile(r"\|")
_HEADS = 2  # "Annex B: Channel | Volume: …"
_THOUSANDS = re.compile(r"(?<![0-9])[0-9]{1,3},[0-9]{3}(?![0-9])")
_WORDS = 5  # of a cell
_TWO, _MANY = 2, 3  # a table of two columns has three rows at least
_FEWEST = 2  # rows of a table; cells beside the first where they are parted by slashes


@lru_cache(maxsize=256)
def laid_out(text: str) -> str:
    """Return the text with each row of a table on a line of its own; it has the same length."""
    text = _bars_drawn(text)
    if "|" not in text and " / " not in text:
        return text
    lines = text.split("\n")
    return "\n".join(_in_rows(_in_rows(line, _SLASH, _FEWEST), _BAR, 1) for line in lines)


def _bars_drawn(text: str) -> str:
    """The text with bars in tables whose cells are parted by another sign: "Phone;3000;240", one row a line."""
    for sign in ";\t,":
        if sign not in text:
            continue
        lines = text.split("\n")
        cells = [_cells(line, sign) for line in lines]
        for at, count in enumerate(cells):
            alike = count and count in (cells[at - 1 : at] + cells[at + 1 : at + 2])
            if alike and cells.count(count) >= (_FEWEST if count > _TWO else _MANY):
                lines[at] = lines[at].replace(sign, "|")
        text = "\n".join(lines)
    return text


def _cells(line: str, sign: str) -> int:
    """How many cells a row has; 0 where the line is none: "3,000 calls;", or a sentence with a semicolon."""
    cells = line.strip(" \r").split(sign)
    whole = len(cells) > 1 and all(0 < len(cell.split()) <= _WORDS for cell in cells)
    if sign == "," and (len(cells) <= _TWO or _THOUSANDS.search(line) or any(cell[0] == " " for cell in cells if cell)):
        return 0  # "3,000 calls, 400 chats, 90 e-mails"
    return len(cells) if whole else 0


def _in_rows(line: str, parted: re.Pattern[str], fewest: int) -> str:
    """A line with its rows parted, where several pieces of it have the same number of cells."""
    pieces = _pieces(line)
    plain = line.replace("||", "  ")
    cells = [len(parted.findall(plain, start, end)) for start, end in pieces]
    counted = Counter(n for n in cells if n >= fewest)
    common, times = counted.most_common(1)[0] if counted else (0, 0)
    if times < _FEWEST:
        return line
    signs = list(line)
    for at, (start, end) in enumerate(pieces):
        if cells[at] != common:
            continue
        for place in [m.start() for m in parted.finditer(line, start, end)]:
            signs[place] = "|"
        if at and (cells[at - 1] == common or line[start - 1] != ":"):
            signs[start] = "\n"
        if at + 1 < len(pieces) and line[end - 1] != ":":
            signs[end] = "\n"
    return "".join(signs).replace("||", "  ")


def _pieces(line: str) -> list[tuple[int, int]]:
    """What stands between the signs that may part rows: where each piece begins and where its sign ends."""
    heads = len(_LABELS.findall(line))
    ends = [match.end() for match in _BREAKS.finditer(line) if match[1] != ":" or heads <= _HEADS]
    edges = [0, *ends, len(line)]
    return [(a, b) for a, b in pairwise(edges) if a < b]
