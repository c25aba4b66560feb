"""How many times: «в два раза», "2x", "three times the average", and "35x a day", which counts."""

from __future__ import annotations

from assistant.reading import durations, volumes
from assistant.reading.found import Found
from assistant.reading.number_found import Number
from assistant.reading.number_words import match_any, words
from assistant.reading.numbers import number_range
from assistant.reading.tokens import Token

_SIGNS = frozenset({"x", "х"})
_LED_BY = frozenset({"в", "by", "is", "grow", "grows", "up"})  # before "three times" they compare


def counted_times(tokens: list[Token], number: Number) -> Found | None:
    """ "35x a day": a number of a rate, no multiplier."""
    end = match_any(words().times, tokens, number.end)
    if not end or tokens[number.end].low not in _SIGNS or not _rated(tokens, end):
        return None
    return Found("number", number.value, number.start, end)


def times_after(tokens: list[Token], number: Number) -> tuple[int, str | None]:
    """The token after a number and the words that make it a multiplier, with its unit; None where it is none."""
    end = match_any(words().times, tokens, number.end)
    if end and not tokens[number.end].newline and not _rated(tokens, end) and _multiplies(tokens, number, end):
        return end, "times"
    return number.end, "times" if _times_sign(tokens, number.start) else None


def _rated(tokens: list[Token], end: int) -> bool:
    """ "Three times a day" tells how often, unless it goes on to compare: "three times a normal day"."""
    return bool(volumes.per_at(tokens, end)) and not _compared(tokens, end)


def _multiplies(tokens: list[Token], number: Number, end: int) -> bool:
    said = tokens[number.end].low
    compared = _compared(tokens, end)
    if said in {"x", "fold"} and tokens[number.end].spaced and not compared:
        return False
    if said not in {"раз", "times"} or end > number.end + 1:
        return True
    if number.start and tokens[number.start - 1].low in _LED_BY:
        return True
    follows = end < len(tokens) and tokens[end].low in words().times_after
    return follows or (compared and tokens[end + 1].low in words().ordinary)


def _compared(tokens: list[Token], i: int) -> bool:
    """ "Three times the average", "4x a normal week"."""
    article = i < len(tokens) and tokens[i].low in words().articles
    j = i + 1 if article else i
    return j < len(tokens) and tokens[j].low in words().times_after and (not article or tokens[j].low not in {"that"})


def times_first(tokens: list[Token], i: int, text: str) -> Found | None:
    """«Раза в два больше», «раз в пять»: roughly so many times."""
    w = words()
    j = i + 2
    if tokens[i].low not in w.times_first or j >= len(tokens) or tokens[i + 1].low not in w.times_in:
        return None
    number = number_range(tokens, j, text)
    if number is None or not 1 < number.low <= 50 or durations.unit_at(tokens, number.end):
        return None
    return Found("number", number.value, i, number.end, True, unit="times")


def _times_sign(tokens: list[Token], start: int) -> bool:
    """The x of "x2", with no number before it."""
    if not start or tokens[start].spaced or tokens[start - 1].low not in {"x", "х", "×"}:
        return False
    return start == 1 or (tokens[start - 1].spaced and tokens[start - 2].kind != "digits")
