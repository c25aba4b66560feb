"""Tables as Markdown has them: what tables of all kinds of files become."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence


def table_lines(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of a table: a first row without a figure is its header, else its header is empty."""
    filled = [row for row in rows if any(row)]
    if len(filled) > 1 and re.search(r"\d", "".join(filled[0])):
        filled = [[""] * len(filled[0]), *filled]
    for number, row in enumerate(filled):
        yield f"| {' | '.join(row)} |"
        if number == 0 and len(filled) > 1:
            yield f"|{' --- |' * len(row)}"
