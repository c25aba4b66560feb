"""Tables as Markdown has them: what tables of all kinds of files become."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FIGURE = re.compile(r"[\d\s.,%–-]+")


def table_lines(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of a table: a first row without a figure but of years is its header, else its header is empty."""
    filled = [row for row in rows if any(row)]
    if len(filled) > 1 and re.search(r"\d", " ".join(_without_years(filled[0]))):
        filled = [[""] * len(filled[0]), *filled]
    for number, row in enumerate(filled):
        yield f"| {' | '.join(row)} |"
        if number == 0 and len(filled) > 1:
            yield f"|{' --- |' * len(row)}"


def _without_years(row: Sequence[str]) -> list[str]:
    """The cells of a row that name a column, without years in them; a year that begins a row of figures stays one."""
    named = [cell for cell in row[1:] if cell and not _FIGURE.fullmatch(cell)]
    return [_YEAR.sub("", cell) for cell in row] if named or _YEAR.sub("", row[0]).strip() else list(row)
