"""Lengths of time whose unit is told before a sign and the number: "Duration in months: 24", «АНТ (сек.): 240»."""

from __future__ import annotations

from assistant.reading import durations
from assistant.reading.found import Found
from assistant.reading.numbers import single
from assistant.reading.tokens import Token

_SIGNS = frozenset(":—–-=")
_CLOSING = frozenset(".)")
_OPENING = frozenset("(,;.!?«")
_MOST = {"month": 120, "minute": 600, "second": 7200}  # beyond it something else is counted in that time


def labelled_duration_at(tokens: list[Token], i: int, text: str) -> Found | None:
    """Return the length of time whose unit stands alone at token ``i``, with its number behind a sign."""
    w = durations.words()
    unit = w.label_units.get(tokens[i].low)
    if unit is None or not _stands_alone(tokens, i):
        return None
    at = i + 1
    while at < len(tokens) and tokens[at].low in _CLOSING:
        at += 1
    if at + 1 >= len(tokens) or tokens[at].low not in _SIGNS or tokens[at + 1].newline:
        return None
    number = single(tokens, at + 1, text)
    if number is None or number.high is not None or not 0 < number.low <= _MOST[unit]:
        return None
    after = tokens[number.end] if number.end < len(tokens) else None
    if after is not None and not after.newline and (after.kind != "sign" or after.low in "%$€£₽/:-–"):
        return None
    seconds = number.low * durations.UNIT_SECONDS[unit]
    return Found("duration", int(seconds) if seconds == int(seconds) else seconds, i, number.end, unit=unit)


def _stands_alone(tokens: list[Token], i: int) -> bool:
    """Nothing is counted in that time: it begins a line, stands in brackets or behind a comma, or after "in"."""
    if i == 0 or tokens[i].newline:
        return True
    before = tokens[i - 1].low
    return before in _OPENING or before in durations.words().label_before
