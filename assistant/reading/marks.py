"""What the words around a quantity say of it: roughly, at least, at most."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from assistant.reading.found import Found
from assistant.reading.number_words import match_any, words
from assistant.reading.tokens import Token, ends_sentence
from assistant.reading.vocabulary import Lexicon

_LONGEST = 4  # words of "in the region of"


@cache
def _lexicons(side: str) -> tuple[tuple[str, Lexicon[bool]], ...]:
    w = words()
    return tuple((mark, w.sections[f"{mark}_{side}"]) for mark in ("approximate", "at_least", "at_most"))


@cache
def _first_words(side: str) -> frozenset[str]:
    return frozenset(form for _, lexicon in _lexicons(side) for form in lexicon.first_forms())


def flag(tokens: list[Token], item: Found) -> None:
    """Set what the words around a quantity say: roughly, at least, at most."""
    if item.kind in {"time_range", "days"}:
        return
    _take_in_opener(tokens, item)
    _take_the_new(tokens, item)
    ranged = isinstance(_amount(item), dict)
    for mark in _before(tokens, item.start):
        _set(item, mark, ranged)
    after = _after(tokens, item.end)
    if after:
        _set(item, after, ranged)


def _set(item: Found, mark: str, ranged: bool) -> None:
    if mark == "approximate":
        item.approximate = True
    elif not ranged and item.bound is None:
        item.bound = mark


def _amount(item: Found) -> Any:
    return item.value["amount"] if item.kind == "money" else item.value


def _before(tokens: list[Token], start: int) -> Iterator[str]:
    """Yield the marks that end where a quantity begins: "at least about 10" has two."""
    for _ in range(2):
        place = next(
            ((mark, k) for k in range(max(0, start - _LONGEST), start) for mark in _ending(tokens, k, start)), None
        )
        if place is None:
            return
        negated = place[0] == "at_least" and any(
            _negation(token.low) for token in tokens[max(0, place[1] - 3) : place[1]]
        )
        yield "at_most" if negated else place[0]  # "can't spend more than"
        start = place[1]


def _negation(low: str) -> bool:
    return low in {"not", "cannot", "never", "не"} or low.endswith("n't")


def _ending(tokens: list[Token], k: int, end: int) -> Iterator[str]:
    if tokens[k].low in _first_words("before"):
        for mark, lexicon in _lexicons("before"):
            if match_any(lexicon, tokens, k) == end:
                yield mark


def _after(tokens: list[Token], end: int) -> str | None:
    """Return the mark that follows a quantity, or the noun it counts: "10+", "2000 users or so", "10 agents max"."""
    for k in (end, end + 1):
        if (
            k >= len(tokens)
            or tokens[k].newline
            or (k > end and (ends_sentence(tokens, k) or tokens[end].kind != "word"))
        ):
            return None
        if tokens[k].low not in _first_words("after"):
            continue
        if tokens[k].low == "+" and (tokens[k].spaced or k > end):
            return None  # a sum: "55 000 + bonus"
        if tokens[k].low == "plus" and (k > end or (k + 1 < len(tokens) and not ends_sentence(tokens, k + 1))):
            return None  # "3000 calls plus 500 chats"
        for mark, lexicon in _lexicons("after"):
            if match_any(lexicon, tokens, k):
                return mark
    return None


def _take_the_new(tokens: list[Token], item: Found) -> None:
    """ "Revised from 8,000 to 9,500" is no range: the latter holds now."""
    value = item.value
    if item.kind not in {"number", "duration", "percent"} or not isinstance(value, dict) or "high" not in value:
        return
    w = words()
    if match_any(w.range_from, tokens, item.start) and item.start and tokens[item.start - 1].low in w.changed_from:
        item.value = value["high"]


def _take_in_opener(tokens: list[Token], item: Found) -> None:
    """The "between" or «от» of a range belongs to it."""
    if not isinstance(_amount(item), dict) or not item.start:
        return
    if match_any(words().range_from, tokens, item.start - 1) == item.start:
        item.start -= 1
