"""What the words around a quantity say of it: roughly, at least, at most."""

from __future__ import annotations

from assistant.reading.found import Found
from assistant.reading.number_words import match_any, words
from assistant.reading.tokens import Token, ends_sentence

_BOUNDS = ("at_least", "at_most")


def flag(tokens: list[Token], item: Found) -> None:
    """Set what the words around a quantity say: roughly, at least, at most."""
    if item.kind in {"time_range", "days"}:
        return
    w = words()
    _take_in_opener(tokens, item)
    start = item.start
    for _ in range(2):
        for length in (4, 3, 2, 1):
            k = start - length
            if k < 0:
                continue
            if match_any(w.approximate_before, tokens, k) == start:
                item.approximate, start = True, k
                break
            if match_any(w.at_least_before, tokens, k) == start and not isinstance(item.value, dict):
                item.bound, start = "at_least", k
                break
            if match_any(w.at_most_before, tokens, k) == start and not isinstance(item.value, dict):
                item.bound, start = "at_most", k
                break
        else:
            break
    if (
        isinstance(item.value, dict)
        and item.kind == "money"
        and item.bound is None
        and not isinstance(item.value["amount"], dict)
    ):
        _money_bound(tokens, item)
    end = item.end
    beyond = end + 1  # "2000 users or so", "10 agents max"
    if beyond < len(tokens) and tokens[end].kind == "word" and not ends_sentence(tokens, beyond):
        closing = any(
            match_any(lexicon, tokens, beyond) for lexicon in (w.at_least_after, w.at_most_after, w.approximate_after)
        )
        end = beyond if closing and tokens[beyond].low not in {"plus", "+"} else end
    if match_any(w.approximate_after, tokens, end):
        item.approximate = True
    if end < len(tokens) and item.bound is None and not tokens[end].newline:
        spaced_plus = tokens[end].low == "+" and tokens[end].spaced
        if (
            match_any(w.at_least_after, tokens, end)
            and not spaced_plus
            and not (tokens[end].low == "plus" and end + 1 < len(tokens) and not ends_sentence(tokens, end + 1))
        ):
            item.bound = "at_least"
        elif match_any(w.at_most_after, tokens, end):
            item.bound = "at_most"


def _take_in_opener(tokens: list[Token], item: Found) -> None:
    """The "between" or «от» of a range belongs to it."""
    amount = item.value["amount"] if item.kind == "money" else item.value
    if isinstance(amount, dict) and item.start and match_any(words().range_from, tokens, item.start - 1) == item.start:
        item.start -= 1


def _money_bound(tokens: list[Token], item: Found) -> None:
    w = words()
    for length in (4, 3, 2, 1):
        k = item.start - length
        if k >= 0:
            for name in _BOUNDS:
                if match_any(w.sections[f"{name}_before"], tokens, k) == item.start:
                    item.bound = name
                    return
