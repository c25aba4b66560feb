"""Tables drawn with bars: what the head of a column says holds for every number below it.

"| Channel | Contacts/week | AHT, min |" makes the numbers of the second column volumes per week, those of the third
minutes.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from assistant.reading import durations
from assistant.reading.found import Found
from assistant.reading.tokens import Token
from assistant.reading.volumes import TIME_UNITS, per_at

_BAR = "|"
_YEAR = re.compile(r"(?:FY)?20[0-4]\d", re.IGNORECASE)
_CELL = 4  # words of the first cell of a row
_FEWEST = 2  # bars of a row
_PAST = "past"  # what a column of an earlier year counts
_LAST = 9999


def read_columns(tokens: list[Token], found: list[Found]) -> None:
    """Give the bare numbers of tables the rate or the unit of time of their columns."""
    if not any(token.low == _BAR for token in tokens):
        return
    past: set[int] = set()
    starts = {item.start: item for item in found if item.kind == "number" and item.unit is None}
    heads: dict[int, tuple[str, str]] = {}
    for row in _rows(tokens):
        numbers = [(column, starts[k]) for column, cell in enumerate(row) for k in cell if k in starts]
        if all(_YEAR.fullmatch(tokens[item.start].text) for _, item in numbers):
            heads = _heads(tokens, row) or heads
        for column, item in numbers:
            kind, unit = heads.get(column, ("", ""))
            if kind == _PAST:
                past.add(item.start)
            elif kind == "rate" and not item.per:
                item.value = {"value": item.value, "per": unit}
                item.kind, item.per = "volume", unit
            elif kind == "unit" and isinstance(item.value, int | float):
                item.kind, item.value, item.unit = "duration", item.value * durations.UNIT_SECONDS[unit], unit
    found[:] = [item for item in found if item.kind != "number" or item.start not in past]


def _rows(tokens: list[Token]) -> Iterator[list[range]]:
    """Yield the cells of every line that has bars, as ranges of tokens."""
    first = 0
    for k in range(1, len(tokens) + 1):
        if k < len(tokens) and not tokens[k].newline and not _run_on(tokens, k):
            continue
        bars = [j for j in range(first, k) if tokens[j].low == _BAR]
        if len(bars) >= _FEWEST:
            edges = [first - 1, *bars, k]
            cells = [range(a + 1, b) for a, b in itertools.pairwise(edges)]
            yield cells[1:] if not cells[0] else cells
        first = k


def _run_on(tokens: list[Token], k: int) -> bool:
    """A row of a table that was copied into one line: "… | 240. Chat | 15,000 | 420."."""
    ended = tokens[k - 1].low == "." and tokens[k].kind == "word" and tokens[k].text[0].isupper()
    return ended and any(token.low == _BAR for token in tokens[k + 1 : k + _CELL])


def _year(tokens: list[Token], cell: range) -> int | None:
    """The one year that a cell names."""
    years = {int(tokens[k].text[-4:]) for k in cell if _YEAR.fullmatch(tokens[k].text)}
    return years.pop() if len(years) == 1 else None


def _heads(tokens: list[Token], row: list[range]) -> dict[int, tuple[str, str]]:
    """What each column counts: a rate, or a unit of time. Of years side by side the last one counts."""
    heads: dict[int, tuple[str, str]] = {}
    years = {column: year for column, cell in enumerate(row) if (year := _year(tokens, cell)) is not None}
    told = [rate[0] for cell in row for k in cell if (rate := per_at(tokens, k)) and rate[0] in TIME_UNITS]
    for column, cell in enumerate(row):
        rates = [rate[0] for k in cell if (rate := per_at(tokens, k)) and rate[0] in TIME_UNITS]
        units = [unit[0] for k in cell if (unit := durations.unit_at(tokens, k, loose=True))]
        if not rates and column in years:
            rates = told[:1] or ["year"]  # "Contacts per month | 2024 | 2025"
        if rates and years.get(column, _LAST) < max(years.values(), default=0):
            heads[column] = (_PAST, rates[0])
        elif rates:
            heads[column] = ("rate", rates[0])
        elif units and units[0] in {"second", "minute"}:
            heads[column] = ("unit", units[0])
    return heads
