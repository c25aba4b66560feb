"""A day told in two pieces with a pause between, however its ends are written: "9-13 and 14-18", "9 to 1, 2 to 6"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.clocks import Clock, clock_at, unit_follows
from assistant.reading.number_words import match_any
from assistant.reading.time_words import words
from assistant.reading.tokens import DASHES, Token, ends_sentence
from assistant.reading.weekdays import day_item
from assistant.reading.words import noun_cases

Piece = tuple[int, int]  # minutes from midnight

_FARTHEST = 8  # tokens from the first piece to the second
_EARLIEST, _LATEST = 6 * 60, 12 * 60  # a day that has a pause opens between them
_SHORTEST, _PAUSE = 90, 4 * 60  # minutes
_HALF, _DAY = 12 * 60, 24 * 60


def piece_of_day(tokens: Sequence[Token], i: int) -> Piece | None:
    """The opening and the closing of the piece of a day that begins at a token; None where it is no such piece."""
    if (pieces := _pieces(tokens, i)) is not None:
        return pieces[1]
    for start in range(max(0, i - _FARTHEST), i):
        pieces = _pieces(tokens, start)
        if pieces is not None and pieces[0] == i:
            return pieces[2]
    return None


def _pieces(tokens: Sequence[Token], i: int) -> tuple[int, Piece, Piece] | None:
    """Where the second piece begins, and both of them."""
    first = _piece(tokens, i)
    if first is None:
        return None
    joined = first[1].end
    if joined >= len(tokens) or not (tokens[joined].low in words().and_also or tokens[joined].low in {",", ";", "/"}):
        return None
    begins = joined + 1 + (tokens[joined].low == "," and _at(tokens, joined + 1) in words().and_also)
    begins = match_any(words().range_from, list(tokens), begins) or begins
    second = _piece(tokens, begins)
    if second is None or not _ends_well(tokens, second[1].end):
        return None
    minutes: list[int] = []
    for clock in (*first, *second):
        later = bool(minutes) and clock.minutes <= minutes[-1] and not clock.half and clock.minutes <= _HALF
        minutes.append(clock.minutes + (_HALF if later else 0))
    opening, pause, again, closing = minutes
    if not _EARLIEST <= opening <= _LATEST or closing > _DAY or pause - opening < _SHORTEST:
        return None
    if closing - again < _SHORTEST or not 0 < again - pause <= _PAUSE:
        return None
    return begins, (opening, pause), (again, closing)


def _piece(tokens: Sequence[Token], i: int) -> tuple[Clock, Clock] | None:
    there = list(tokens)
    first = clock_at(there, i, dotted=True) if i < len(there) else None
    if first is None or first.end >= len(there):
        return None
    dash = there[first.end].low in DASHES
    to = first.end + 1 if dash else match_any(words().range_to, there, first.end)
    if not to or there[first.end].low in words().and_also:
        return None
    second = clock_at(there, to, dotted=True) if to < len(there) else None
    return None if second is None else (first, second)


def _ends_well(tokens: Sequence[Token], i: int) -> bool:
    """Nothing that the figures could count follows: no unit, no noun of several."""
    if i >= len(tokens) or ends_sentence(list(tokens), i) or tokens[i].kind == "sign":
        return i >= len(tokens) or tokens[i].low not in {"%", "$", "€", "₽", "£", "-", "–", "—"}
    word = tokens[i]
    if day_item(list(tokens), i) is not None or word.low in words().after_hours:
        return True
    several = word.low.isascii() and word.low.endswith("s")
    counted = "gent" in (noun_cases(word.low) if word.kind == "word" else frozenset())
    return word.kind == "word" and not several and not counted and not unit_follows(list(tokens), i)


def _at(tokens: Sequence[Token], i: int) -> str:
    return tokens[i].low if i < len(tokens) else ""
