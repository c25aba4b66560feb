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
from assistant.reading.rate_words import period_forms
from assistant.reading.rate_words import words as per_words
from assistant.reading.tables_summed import add_rows
from assistant.reading.time_words import words as time_words
from assistant.reading.tokens import Token
from assistant.reading.volumes import TIME_UNITS, per_at

_BAR = "|"
_OTHER_PERIODS = ("day", "week", "quarter", "half_year", "year", "shift")
_YEAR = re.compile(r"(?:FY)?20[0-4]\d", re.IGNORECASE)
_CELL = 4  # words of the first cell of a row
_FEWEST = 2  # bars of a row
_SIGN = 1  # a sign that ends a row
_PAST = "past"  # what a column of an earlier year counts
_LAST = 9999


def read_columns(tokens: list[Token], found: list[Found]) -> None:
    """Give the bare numbers of tables the rate or the unit of time of their columns."""
    if not any(token.low == _BAR for token in tokens):
        return
    past = _numbers_of_rows(tokens, found)
    starts = {item.start: item for item in found if item.kind == "number" and item.unit is None}
    heads: dict[int, tuple[str, str]] = {}
    placed, periods = {item.start: item for item in found}, set[int]()
    by_period: dict[int, str] = {}
    for row in _rows(tokens):
        by_period = _counted_by(tokens, row) or by_period
        past |= _averaged(tokens, row, by_period, starts)
        periods |= _rated_by_cells(tokens, row, placed)
        numbers = [(column, starts[k]) for column, cell in enumerate(row) for k in cell if k in starts]
        if all(_YEAR.fullmatch(tokens[item.start].text) for _, item in numbers):
            heads = _heads(tokens, row) or heads
        if any(heads.get(column, ("", ""))[0] == "rate" for column, _ in numbers):
            past |= _shares_beside(row, heads, placed)
        for column, item in numbers:
            kind, unit = heads.get(column) or _by_label(tokens, row, column)
            if kind == _PAST:
                past.add(item.start)
            elif kind == "rate" and not item.per:
                item.value = {"value": item.value, "per": unit}
                item.kind, item.per = "volume", unit
            elif kind == "unit" and isinstance(item.value, int | float):
                item.kind, item.value, item.unit = "duration", item.value * durations.UNIT_SECONDS[unit], unit
    left_out = ("number", "percent")
    found[:] = [i for i in found if i.start not in periods and (i.kind not in left_out or i.start not in past)]
    _add_up(tokens, found)


def _add_up(tokens: list[Token], found: list[Found]) -> None:
    """The rows below a head that says what is counted, added up."""
    rows = list(_rows(tokens))
    for at, row in enumerate(rows):
        rated = [column for column, (kind, _) in _heads(tokens, row).items() if kind == "rate"]
        sized = [len(other) == len(row) for other in rows[at + 1 :]]
        body = rows[at + 1 : at + 1 + (sized.index(False) if False in sized else len(sized))]
        if len(rated) == 1 and len(body) >= _FEWEST:
            add_rows(tokens, row, body, rated[0], found)
            return


def _numbers_of_rows(tokens: list[Token], found: list[Found]) -> set[int]:
    """Where the numbers of rows stand, the 1, 2, 3 of "1 | calls a month | 26,000": they count nothing."""
    starts = {item.start: item for item in found if item.kind == "number" and item.unit is None}
    firsts = [row[0].start for row in _rows(tokens) if row and len(row[0]) == 1 and row[0].start in starts]
    values = [starts[at].value for at in firsts]
    in_order = len(values) >= _FEWEST and values == list(range(1, len(values) + 1))
    return set(firsts) if in_order else set()


def _counted_by(tokens: list[Token], row: list[range]) -> dict[int, str]:
    """ "Month | calls | chats": the columns that count contacts, and the period that the first one names."""
    period = per_at(tokens, row[0].start, bare=True) if row and row[0] else None
    if period is None or period[0] not in TIME_UNITS or period[1] < row[0].stop - _SIGN:
        return {}
    cells = [(column, cell) for column, cell in enumerate(row) if column]
    return {column: period[0] for column, cell in cells if any(tokens[k].low in per_words().counted for k in cell)}


def _averaged(tokens: list[Token], row: list[range], by_period: dict[int, str], starts: dict[int, Found]) -> set[int]:
    """ "On average in 2024 | 8,000" below "Month | calls": contacts of a month. Returns where the year stands."""
    labelled = bool(row) and any(tokens[k].kind == "word" and not _YEAR.fullmatch(tokens[k].text) for k in row[0])
    averaged = labelled and any(tokens[k].low in per_words().averaged for k in row[0])
    if not labelled or not (averaged or by_period):
        return set()
    if averaged:
        for column, cell in enumerate(row):
            item = starts.get(cell.start) if cell else None
            if item is not None and column in by_period and isinstance(item.value, int | float) and not item.per:
                unit = by_period[column]
                item.value, item.kind, item.per = {"value": item.value, "per": unit}, "volume", unit
    return {k for k in row[0] if _YEAR.fullmatch(tokens[k].text)}


def _rated_by_cells(tokens: list[Token], row: list[range], placed: dict[int, Found]) -> set[int]:
    """ "ZAR 4.10 | per minute", «год | 186 000»: the rate of a cell stands in the one beside it, by itself.

    Returns where quantities begin that only name such a period: «год» is no length of a contract.
    """
    named: set[int] = set()
    for before, cell in itertools.pairwise(row):
        sums = [item for k in before if (item := placed.get(k)) and item.kind == "money" and not item.per]
        rate = per_at(tokens, cell.start) if cell else None
        if rate and sums and rate[1] >= cell.stop - _SIGN:
            sums[-1].per = rate[0]
        item = placed.get(cell.start)
        period = per_at(tokens, before.start, bare=True) if before else None
        whole = item is not None and item.kind == "number" and not item.unit and item.end >= cell.stop - _SIGN
        if item is not None and period and period[0] in TIME_UNITS and period[1] == before.stop and whole:
            item.value, item.kind, item.per = {"value": item.value, "per": period[0]}, "volume", period[0]
            named |= set(before)
    return named


def _by_label(tokens: list[Token], row: list[range], column: int) -> tuple[str, str]:
    """ "Emails a week | 300": the rate that ends the cell before a number."""
    before = row[column - 1] if column else range(0)
    rates = [rate[0] for k in before if (rate := per_at(tokens, k)) and rate[1] == before.stop]
    return ("rate", rates[-1]) if rates and rates[-1] in TIME_UNITS else ("", "")


def _shares_beside(row: list[range], heads: dict[int, tuple[str, str]], placed: dict[int, Found]) -> set[int]:
    """Where shares stand alone in a cell of a row that has its volume: "Phone | 12,450 | 11%" under "Complaints". The
    volumes are told, so they share out nothing.
    """
    starts = {cell.start for column, cell in enumerate(row) if column not in heads and cell}
    return {at for at in starts if (item := placed.get(at)) is not None and item.kind == "percent"}


def _rows(tokens: list[Token]) -> Iterator[list[range]]:
    """Yield the cells of every line that has bars, as ranges of tokens."""
    lines: list[tuple[int, int, list[int]]] = []
    first = 0
    for k in range(1, len(tokens) + 1):
        if k < len(tokens) and not tokens[k].newline and not _run_on(tokens, k):
            continue
        lines.append((first, k, [j for j in range(first, k) if tokens[j].low == _BAR]))
        first = k
    # One bar parts a heading from its value; in a head and several rows alike it parts two columns.
    fewest = 1 if sum(len(bars) == 1 for _, _, bars in lines) > _FEWEST else _FEWEST
    for first, end, bars in lines:
        if len(bars) >= fewest:
            cells = [range(a + 1, b) for a, b in itertools.pairwise([first - 1, *bars, end])]
            yield cells[1:] if not cells[0] else cells


def _run_on(tokens: list[Token], k: int) -> bool:
    """A row of a table that was copied into one line: "… | 240. Chat | 15,000 | 420."."""
    ended = tokens[k - 1].low == "." and tokens[k].kind == "word" and tokens[k].text[0].isupper()
    return ended and any(token.low == _BAR for token in tokens[k + 1 : k + _CELL])


def _year(tokens: list[Token], cell: range) -> int | None:
    """The one year that a cell names."""
    years = {int(tokens[k].text[-4:]) for k in cell if _YEAR.fullmatch(tokens[k].text)}
    return years.pop() if len(years) == 1 else None


def _whole_year(tokens: list[Token], cell: range) -> bool:
    """ "Jan–Dec 2025": from the first month to the last."""
    first = [k for k in cell if tokens[k].low in time_words().first_months]
    return bool(first) and any(tokens[k].low in time_words().last_months for k in cell if k > first[0])


def _by_the_month(tokens: list[Token]) -> bool:
    """No longer or shorter period is named anywhere: what is counted without one is counted by the month."""
    spoken = period_forms()
    other = (spoken.get(token.low, "month") in _OTHER_PERIODS or _YEAR.fullmatch(token.text) for token in tokens)
    return not any(other)


def _heads(tokens: list[Token], row: list[range]) -> dict[int, tuple[str, str]]:
    """What each column counts: a rate, or a unit of time. Of years side by side the last one counts."""
    heads: dict[int, tuple[str, str]] = {}
    years = {column: year for column, cell in enumerate(row) if (year := _year(tokens, cell)) is not None}
    told = [rate[0] for cell in row for k in cell if (rate := per_at(tokens, k)) and rate[0] in TIME_UNITS]
    for column, cell in enumerate(row):
        rates = [rate[0] for k in cell if (rate := per_at(tokens, k)) and rate[0] in TIME_UNITS]
        units = [unit[0] for k in cell if (unit := durations.unit_at(tokens, k, loose=True))]
        rates = rates or (["year"] if _whole_year(tokens, cell) else [])
        if not rates and column in years:
            rates = told[:1] or ["year"]  # "Contacts per month | 2024 | 2025"
        if rates and years.get(column, _LAST) < max(years.values(), default=0):
            heads[column] = (_PAST, rates[0])
        elif rates:
            heads[column] = ("rate", rates[0])
        elif units and units[0] in {"second", "minute"}:
            heads[column] = ("unit", units[0])
        elif told and any(tokens[k].low in per_words().totals for k in cell):
            heads[column] = (_PAST, told[0])  # "Jan–Dec total | per month"
        elif not told and any(tokens[k].low in per_words().counted for k in cell) and _by_the_month(tokens):
            heads[column] = ("rate", "month")  # "Channel | Contacts | AHT, s"
    return heads
