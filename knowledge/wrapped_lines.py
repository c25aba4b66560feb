"""Lines broken where the page ended, joined into the lines that were written: what a PDF or a letter breaks at its
margin is one sentence to whoever reads or quotes it.
"""

from __future__ import annotations

import re
from itertools import pairwise

_FULL = 0.72  # of the longest line: a line that ran to the margin
_NARROWEST = 45  # characters: what is shorter is a list or verse, and broken on purpose
_BEGINS = re.compile(
    r"\s*(?:[-–—*•·▪●>|#]|\(?\d{1,2}(?:\.\d{1,2})*[.)]\s|\d{1,2}(?:\.\d{1,2})+\s|\(?[a-zа-я]\)\s|\w[\w ]{0,30}:\s)"
)
_ENDS = re.compile(r"[.!?:;|]\s*$")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad]\s*$")


_HEADING = re.compile(
    r"(?:(?:\d{1,2}(?:\.\d{1,2})*\.?|[IVX]{1,4}\.)\s+)?[A-ZА-ЯЁ][^\d.!?;:,|]{2,60}(?:\((?:FY)?20\d\d\))?\s*"
)
_CLOSED = re.compile(r"[.!?;)]\s*$")


def headed(text: str) -> str:
    """The text with the lines that can only be headings marked as such: a PDF keeps their words and not their size.

    A heading is short, has no figure but its number and a year, ends like no sentence, and stands between the end of
    one and the beginning of another.
    """
    lines = text.split("\n")
    marked: list[str] = []
    for at, line in enumerate(lines):
        before = lines[at - 1] if at else "."
        after = next((each for each in lines[at + 1 :] if each.strip()), "")
        between = not before.strip() or _CLOSED.search(before) or (bool(marked) and marked[-1].startswith("## "))
        whole = bool(_HEADING.fullmatch(line)) and between and bool(after) and not after.lstrip()[0].islower()
        marked.append(f"## {line.strip()}" if whole else line)
    return "\n".join(marked)


def unwrapped(text: str) -> str:
    """The text with its broken lines joined; everything else stays as it is."""
    lines = text.split("\n")
    margin = _margin(lines)
    if margin < _NARROWEST:
        return text
    joined = [lines[0]]
    for before, line in pairwise(lines):
        if _goes_on(before, line, margin):
            whole = joined[-1].rstrip()
            broken = _HYPHEN.search(whole) and line.lstrip()[:1].islower()
            joined[-1] = (_HYPHEN.sub("", whole) if broken else f"{whole} ") + line.lstrip()
        else:
            joined.append(line)
    return "\n".join(joined)


def _margin(lines: list[str]) -> int:
    """How long the lines of a text are that run to its margin: the length that nine of ten do not pass."""
    lengths = sorted(len(line.rstrip()) for line in lines if line.strip())
    return lengths[int(len(lengths) * 0.9)] if lengths and lengths[-1] <= 2 * lengths[int(len(lengths) * 0.9)] else 0


def _goes_on(before: str, line: str, margin: int) -> bool:
    """Whether a line goes on with what the one before it broke off."""
    if not line.strip() or len(before.rstrip()) < _FULL * margin or _BEGINS.match(line):
        return False
    return not _ENDS.search(before) or line.lstrip()[:1].islower()
