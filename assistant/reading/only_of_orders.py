"""An "only" that says how little an order changes: "drop only French", «уберите только русский», «только чат добавь».

It is of the order and not of what it names: nothing else is to go, or to come, and what is named is not all that stays.
"""

import re
from functools import cache

from assistant.reading.word_lists import listed, only_words

_NAMED = 3  # words between the "only" and an order behind them


def without_only_of_orders(text: str) -> str:
    """The text with such a word blank, so that every other word stands where it stood."""
    for pattern in _patterns():
        if found := pattern.search(text):
            first, last = found.span("only")
            return text[:first] + " " * (last - first) + text[last:]
    return text


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    orders, only = _any(listed("orders_bounded")), _any(only_words())
    named = rf"(?:[^\W\d]+\s+){{1,{_NAMED}}}"
    return (
        re.compile(rf"\b{orders}\s+(?P<only>{only})\s+(?=[^\W\d])", re.IGNORECASE),
        re.compile(rf"(?:^|[.;,]\s*)(?P<only>{only})\s+{named}{orders}(?=\s*(?:$|[.;,!]))", re.IGNORECASE),
    )


def _any(words: frozenset[str]) -> str:
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"
