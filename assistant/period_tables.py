"""Volumes of tables whose rows follow each other in time, "Year | Calls | Chats" or "Month | Calls | Chats".

Their heads name the channels, and each row counts a year or a month of all of them: of years the last is the case, of
months their mean. What a person tells has a row for each channel, which is how the reader takes tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.document_topics import worded
from assistant.reading import Change, find_facts
from assistant.reading.rate_words import words as per_words
from assistant.reading.time_words import words as time_words
from assistant.reading.words import dictionary_forms, words

_TABLE = re.compile(r"(?:^[ \t]*\|.*\|[ \t]*(?:\n|\Z)){3,}", re.MULTILINE)
_RULE = re.compile(r"[\s|:-]+")
_YEAR = re.compile(r"(?:[^\W\d]{1,3}\s?)?(20[0-4]\d)(?:\s?(?:г\.?|год))?", re.IGNORECASE)
_MONTH = re.compile(r"([^\W\d]+)\.?(?:[\s,]+20[0-4]\d(?:\s?г\.?)?)?")
_COUNT = re.compile(r"\d{1,3}(?:[ \u00a0\u202f,]\d{3})+|\d+")
_MONTHS_OF_YEAR = 12
_FEWEST_MONTHS = 3
_MOST_IN_HEAD = 3  # words beside the channel that a column of volumes is called by


@dataclass(frozen=True)
class _Column:
    channel: str
    head: str
    at: int


def volumes_by_period(text: str, heading: str, language: str) -> tuple[list[Change], str]:
    """The monthly volumes that tables of years or months of a passage tell, and the text without these tables."""
    changes: list[Change] = []
    for table in _TABLE.finditer(text):
        rows = [_cells(line) for line in table[0].strip("\n").split("\n") if not _RULE.fullmatch(line)]
        told = list(_volumes(rows, heading, language))
        if told:
            changes += told
            text = text.replace(table[0], "\n")
    return changes, text


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _volumes(rows: Sequence[Sequence[str]], heading: str, language: str) -> Iterator[Change]:
    head, body = rows[0], [row for row in rows[1:] if len(row) == len(rows[0])]
    columns = [column for at, cell in enumerate(head[1:], 1) if (column := _column(cell, at, language))]
    years = {int(year[1]): row for row in body if (year := _YEAR.fullmatch(row[0]))}
    months = [row for row in body if _is_month(row[0])]
    for column in columns:
        if years:
            latest = years[max(years)][column.at]
            shared = 1 if _forms(f"{heading} {head[0]} {column.head}") & worded("monthly") else _MONTHS_OF_YEAR
            amounts, words_ = [_count(latest)], latest
        elif len(months) >= _FEWEST_MONTHS:
            amounts, shared = [_count(row[column.at]) for row in months], len(months)
            total = next((row[column.at] for row in body if is_total(row[0])), None)
            words_ = total if total and _count(total) == sum(filter(None, amounts)) else column.head
        else:
            return
        if all(amounts):
            volume = round(sum(filter(None, amounts)) / shared, 2)
            path = f"channels.{column.channel}.contacts_per_month"
            yield Change("set", path, int(volume) if volume.is_integer() else volume, text=words_)


def _column(head: str, at: int, language: str) -> _Column | None:
    """The channel whose volumes a column has; None for lengths of time, shares and sums of money."""
    facts = find_facts(head, language)
    channels = {str(fact.value) for fact in facts if fact.kind == "channel"}
    counted = find_facts(f"5 {head}", language)
    beside = [word for word in words(head) if word.is_word]
    if len(channels) != 1 or any(fact.kind in ("duration", "money", "percent") for fact in counted):
        return None
    if "%" in head or len(beside) > _MOST_IN_HEAD or _forms(head) & worded("not_counted"):
        return None
    return _Column(channels.pop(), head, at)


def _is_month(cell: str) -> bool:
    found = _MONTH.fullmatch(cell)
    if found is None:
        return False
    return found[1].lower() in time_words().months or found[1] in time_words().capital_months


def is_total(row: str) -> bool:
    """Whether a row of a table, or the cell it begins with, says that it adds up the others."""
    first = row.strip().strip("|").partition("|")[0]
    return any(word.lower in per_words().totals for word in words(first))


def _count(cell: str) -> int | None:
    return int(re.sub(r"\D", "", cell)) if _COUNT.fullmatch(cell) else None


def _forms(text: str) -> set[str]:
    return {form for word in words(text) if word.is_word for form in dictionary_forms(word.lower)}
