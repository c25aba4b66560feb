"""Rows of a table that bear a question: of a person's own document nobody wants the whole price list read out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.quoting import sentences, stems

_ROW = re.compile(r"^\s*\|.*\|\s*$")
_RULE = re.compile(r"^\s*\|[\s:|-]+\|\s*$")
_FEWEST_ROWS = 2


def bearing_rows(text: str, query: str, language: str) -> str:
    """The header of a table with the rows that have most in common with a question, each as it stands in the text.

    The text itself where no row stands out, or where a sentence beside the table says as much as its rows.
    """
    asked = stems(query, language)

    def common(line: str) -> int:
        return len(asked & stems(line, language))

    best, told = 0, text
    for header, rows in _tables(text.split("\n")):
        shares = [common(row) for row in rows]
        most = max(shares)
        if most > max(best, min(shares)):
            best = most
            told = "\n".join([*header, *(row for row, share in zip(rows, shares, strict=True) if share == most)])
    beside = (common(sentence) for sentence in sentences(text) if not _ROW.match(sentence))
    return told if best > max(beside, default=0) else text


def _tables(lines: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Header with its rule, and rows, of every table that has a header and several rows."""
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and _ROW.match(lines[end]):
            end += 1
        if end - start >= 2 + _FEWEST_ROWS and _RULE.match(lines[start + 1]):
            yield lines[start : start + 2], lines[start + 2 : end]
        start = max(end, start + 1)
