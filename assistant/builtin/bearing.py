"""The part of a passage that bears a question: of a person's own document nobody wants the whole price list read out,
nor ten clauses where one answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.document_lines import Asked, headed_lines, lines_of
from assistant.period_tables import is_total
from assistant.quoting import sentences

_ROW = re.compile(r"^\s*\|.*\|\s*$")
_RULE = re.compile(r"^\s*\|[\s:|-]+\|\s*$")
_FEWEST_ROWS = 2
_MOST_ALIKE = 2
_SHORT_ENOUGH = 160  # characters of a passage that is told whole
_FIGURE = re.compile(r"\d")


def bearing_part(text: str, query: str, language: str) -> str:
    """The rows or the sentences of a passage that have most in common with a question, as they stand in it.

    The passage itself where it is short or no part of it stands out.
    """
    asked = Asked.of(query, language)
    if told := _telling_part(text, asked):
        return told
    rows = bearing_rows(text, query, language)
    if rows != text or len(text) <= _SHORT_ENOUGH or _ROW.match(text.split("\n")[0]):
        return rows
    pieces = [piece for piece in sentences(text) if not _ROW.match(piece)]
    shares = [asked.shared(piece) for piece in pieces]
    most = max(shares, default=0)
    if not most or shares.count(most) > _MOST_ALIKE:
        return text
    # Of sentences that say as much of the question, those with a figure more likely hold the answer.
    best = [piece for piece, share in zip(pieces, shares, strict=True) if share == most]
    return "\n".join(piece for piece in best if _FIGURE.search(piece)) or "\n".join(best)


def _telling_part(text: str, asked: Asked) -> str:
    """The sentences that tell most plainly what is asked of a document, or the rows under the head of their table."""
    plainly = [
        (line, head, asked.told(told, head), asked.shared(told, head)) for line, told, head in headed_lines(text)
    ]
    plainest = max((told for *_, told, _ in plainly), default=0)
    best = [each for each in plainly if plainest and each[2] == plainest]
    if asked.of_a_count and any(is_total(line) for line, *_ in best):
        best = [each for each in best if is_total(each[0])]
    closest = max((shared for *_, shared in best), default=0)
    told: list[str] = []
    for line, head, *_, shared in best:
        if head:
            told += [] if head in told else [head, _rule_under(text, head)]
            told.append(line)
        elif shared == closest:
            told.append(line.strip())
    return "\n".join(told)


def _rule_under(text: str, head: str) -> str:
    return text[text.index(head) + len(head) :].lstrip("\n").partition("\n")[0]


def bearing_rows(text: str, query: str, language: str) -> str:
    """The header of a table with the rows that have most in common with a question, each as it stands in the text.

    The text itself where no row stands out, or where a sentence beside the table says as much as its rows.
    """
    asked, read = Asked.of(query, language), dict(lines_of(text))

    def common(line: str) -> int:
        return asked.shared(read.get(line, line))

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
