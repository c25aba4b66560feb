"""Rows that part the contacts of one column, "Tier | Calls | AHT: Simple | 6,000 | 180; Complex | 3,000 | 360"."""

from __future__ import annotations

from assistant.reading.entity_words import words as entity_words
from assistant.reading.found import Found
from assistant.reading.number_found import tidy
from assistant.reading.rate_words import period_forms
from assistant.reading.rate_words import words as per_words
from assistant.reading.time_words import words as time_words
from assistant.reading.tokens import Token

Row = list[range]
_FEWEST = 2  # rows to add up


def add_rows(tokens: list[Token], head: Row, body: list[Row], column: int, found: list[Found]) -> None:
    """Leave of a column of volumes their sum, and of the lengths of time beside them the mean, weighed by the volumes.

    Only where the head says what is counted and the rows name parts of it: no channels, which are volumes of their own,
    and no periods, which follow each other.
    """
    counted = per_words().counted
    if not any(tokens[k].low in counted for k in head[column]) or any(_apart(tokens, row, column) for row in body):
        return
    volumes = [_in_cell(found, row, column, "volume") for row in body]
    told = [item for item in volumes if item is not None]
    if len(told) < _FEWEST or len(told) != len(body) or any(not isinstance(v.value.get("value"), int) for v in told):
        return
    amounts = [item.value["value"] for item in told]
    totals = [k for k, row in enumerate(body) if any(tokens[at].low in per_words().totals for at in row[0])]
    parts = [k for k in range(len(body)) if k not in totals]
    whole = sum(amounts[k] for k in parts)
    told[0].value = {**told[0].value, "value": whole}
    dropped = told[1:]
    for other in range(len(head)):
        times = [_in_cell(found, row, other, "duration") for row in body]
        lengths = [item for item in times if item is not None]
        if other != column and len(lengths) == len(body) and all(isinstance(t.value, int | float) for t in lengths):
            mean = sum(lengths[k].value * amounts[k] for k in parts) / (whole or 1)
            lengths[0].value = tidy(round(mean, 2))
            dropped += lengths[1:]
    gone = {id(item) for item in dropped}
    found[:] = [item for item in found if id(item) not in gone]


def _apart(tokens: list[Token], row: Row, column: int) -> bool:
    """The row is of a channel of its own, or of a period."""
    places = [k for cell in row[:column] for k in cell]
    said = [tokens[k] for k in places]
    if any(entity_words().channels.match(tokens, k) for k in places):
        return True
    periods, time = period_forms(), time_words()
    return not said or any(
        token.low in per_words().counted
        or token.low in periods
        or token.low in time.months
        or token.text in time.capital_months
        or token.kind == "digits"
        for token in said
    )


def _in_cell(found: list[Found], row: Row, column: int, kind: str) -> Found | None:
    """The one quantity of a kind in a cell."""
    cell = row[column] if column < len(row) else range(0)
    inside = [item for item in found if item.kind == kind and item.start in cell]
    return inside[0] if len(inside) == 1 else None
