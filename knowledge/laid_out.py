"""Tables of a PDF, which keeps where words stand and not that they are cells: found by the blank columns between them.

A page is given as lines in which words stand about where they stand on it. Lines that follow one another and leave the
same columns blank are the rows of a table; it is written out in Markdown, as tables of other kinds of files are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile, zip_longest
from statistics import median

from knowledge.markdown_tables import table_lines
from knowledge.wrapped_lines import unwrapped

_GAP = re.compile(r" {2,}")
_NARROWEST_GAP = 2  # characters
_LONGEST_CELL = 34  # characters, of a usual cell of some column: two columns of prose are longer
_MOST_COLUMNS = 12
_MARK = re.compile(r"(?:[-–—*•·▪●o]|\(?\w{1,3}[.)]|\d{1,2}(?:\.\d{1,2})*\.?)")
_FEWEST = 2  # columns
_SHORTEST_PROSE = 3  # lines
_HEAD_LINES = 2  # that may be wider than the columns under them, or begin above the line all columns have begun on
_MOST_BLANK = 2  # lines between two rows


@dataclass
class _Block:
    """Rows found so far: their lines, and which columns of the page all of them leave blank."""

    lines: list[str]
    blank: list[bool]

    def columns(self) -> list[list[str]]:
        """The cells of every column that are not blank."""
        rows = [self.cells_of(line) for line in self.lines if line.strip()]
        return [[cell for cell in column if cell] for column in zip(*rows, strict=True)]

    def cells_of(self, line: str) -> list[str]:
        """A line cut where the columns part."""
        return [line[start:end].strip() for start, end in self._places()]

    def _places(self) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        start: int | None = None
        for at, blank in enumerate([*self.blank, True, True]):
            if not blank:
                start = at if start is None else start
                end = at + 1
            elif start is not None and at - end + 1 >= _NARROWEST_GAP:
                found.append((start, end))
                start = None
        return found

    @property
    def rows(self) -> int:
        """Number of lines that are not blank."""
        return sum(bool(line.strip()) for line in self.lines)

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self._places())

    def with_line(self, line: str) -> _Block:
        """The block with one more line."""
        return _Block([*self.lines, line], _both_blank(self.blank, _blank(line)))

    def after(self, skipped: int) -> _Block:
        """The block with blank lines before its last line."""
        return _Block([*self.lines[:-1], *[""] * skipped, self.lines[-1]], self.blank) if skipped else self


def with_tables(page: str) -> str | None:
    """A page with its tables in Markdown, other lines without the room between words; None if it has no table.

    Two columns of prose beside a table are written one after the other.
    """
    lines = page.split("\n")
    written: list[str] = []
    at = tables = 0
    while at < len(lines):
        block, end = _block_at(lines, at)
        if block is not None and _is_table(block) and len(rows := _rows(block)) > 1:
            written.extend(["", *table_lines(rows), ""])
            tables += 1
            at = end
        elif block is not None and _is_prose(block):
            for column in block.columns():
                written.extend([unwrapped("\n".join(column)), ""])
            at = end
        else:
            written.append(" ".join(lines[at].split()))
            at += 1
    return "\n".join(written) if tables else None


def _block_at(lines: Sequence[str], start: int) -> tuple[_Block | None, int]:
    """The lines from one on that leave the same columns blank, and the line after them; None if there is but one."""
    if not _may_begin(lines, start):
        return None, start
    block = _Block([lines[start]], _blank(lines[start]))
    end = start + 1
    for at in range(start + 1, len(lines)):
        line, skipped = lines[at], at - end
        if not line.strip():
            continue
        longer = block.with_line(line)
        in_head = block.rows <= _HEAD_LINES
        shrinks = longer.width < (_FEWEST - (block.rows < _HEAD_LINES) if in_head else block.width)
        if skipped > _MOST_BLANK or shrinks or _stands_alone(longer, lines, at, after_blank=skipped > 0):
            break
        block, end = longer.after(skipped), at + 1
    return (block, end) if block.rows > 1 and _FEWEST <= block.width <= _MOST_COLUMNS else (None, start)


def _may_begin(lines: Sequence[str], start: int) -> bool:
    """Whether a line has several cells, or is part of a head above them."""
    if len(_GAP.split(lines[start].strip())) > 1:
        return True
    following = takewhile(str.strip, lines[start + 1 : start + 1 + _HEAD_LINES])
    return lines[start].startswith("  ") and any(len(_GAP.split(line.strip())) > 1 for line in following)


def _stands_alone(block: _Block, lines: Sequence[str], at: int, *, after_blank: bool) -> bool:
    """Whether a line is no part of the rows above it: one text, which runs over no row after it."""
    filled = [bool(cell) for cell in block.cells_of(lines[at])]
    if sum(filled) > 1:
        return False
    following = lines[at + 1] if at + 1 < len(lines) else ""
    goes_on = bool(following.strip()) and block.with_line(following).width == block.width
    return (after_blank and not goes_on) or (filled[0] and len(lines[at].strip()) > _LONGEST_CELL)


def _is_table(block: _Block) -> bool:
    """Whether the columns are of cells: not of prose, and not the marks of a list beside its items."""
    columns = block.columns()
    if len(columns) == _FEWEST and all(_MARK.fullmatch(cell) for cell in columns[0]):
        return False
    usual = _usual_lengths(columns)
    return len(usual) > 1 and min(usual[1:]) <= _LONGEST_CELL


def _is_prose(block: _Block) -> bool:
    usual = _usual_lengths(block.columns())
    return block.rows >= _SHORTEST_PROSE and len(usual) > 1 and min(usual) > _LONGEST_CELL


def _usual_lengths(columns: Sequence[Sequence[str]]) -> list[float]:
    return [median(map(len, column)) for column in columns if len(column) > 1]


def _rows(block: _Block) -> list[list[str]]:
    """The rows of a table, their cells whole: where blank lines part the rows, what stands between two is one row."""
    groups = [
        [block.cells_of(line) for line in lines]
        for filled, lines in groupby(block.lines, key=lambda line: bool(line.strip()))
        if filled
    ]
    if len(groups) > 1 and all(len(group) == 1 or any("" in cells for cells in group) for group in groups):
        return [_run_on(group) for group in groups]
    return _whole([cells for group in groups for cells in group])


def _whole(lines: Sequence[list[str]]) -> list[list[str]]:
    """Rows out of lines that nothing parts: a line without a first cell, or with nothing but one, is a part."""
    rows: list[list[str]] = []
    begun: list[list[str]] = []  # the beginning of a first cell that is higher than its row
    for place, cells in enumerate(lines):
        following = lines[place + 1] if place + 1 < len(lines) else ["", ""]
        if not cells[0] and rows and not begun:
            rows[-1] = _run_on([rows[-1], cells])
        elif cells[0] and not any(cells[1:]) and rows and not begun:
            if any(following[1:]) and (not following[0] or following[0][0].islower()):
                begun = [cells]
            else:
                rows[-1] = _run_on([rows[-1], cells])
        else:
            rows.append(_run_on([*begun, cells]))
            begun = []
    return rows


def _run_on(lines: Sequence[Sequence[str]]) -> list[str]:
    return [" ".join(filter(None, parts)) for parts in zip(*lines, strict=True)]


def _blank(line: str) -> list[bool]:
    return [each.isspace() for each in line.rstrip()]


def _both_blank(one: Sequence[bool], other: Sequence[bool]) -> list[bool]:
    """Columns that two lines leave blank; beyond its end a line is blank."""
    return [first and second for first, second in zip_longest(one, other, fillvalue=True)]
