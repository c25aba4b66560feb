"""Facts of a text: quantities and entities, each with its place in the text.

`find_facts` is the floor of the reader: it knows what a number *is* (a sum of money, a duration, a volume per
month), not what it is *about*. That is decided above, by the structure of the sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from assistant.reading import time_words
from assistant.reading.found import Found
from assistant.reading.names import find_entities
from assistant.reading.quantities import find_quantities
from assistant.reading.tokens import Token, tokenize
from assistant.reading.typos import corrected

_HOLDERS = {"volume", "number"}  # other facts may stand inside these


@dataclass(frozen=True, slots=True)
class Fact:
    """One quantity or entity found in a text; ``text`` is the text between ``start`` and ``end``, verbatim.

    Values by kind; wherever a number stands, a range ``{"low": 5000, "high": 7000}`` may stand instead:

    - ``number``: a number; ``unit`` is ``"times"`` for a multiplier («в два раза», "2x");
    - ``percent``: 30 for 30 %; also halves, thirds and the two sides of 70/30;
    - ``money``: ``{"amount": 1200, "currency": "USD"}``; ``per`` names the rate's unit;
    - ``duration``: seconds; ``unit`` is the largest unit that was said; a month is 365/12 days, a year 365 days;
      ``per`` is set in "12 hours a day";
    - ``time_range``: ``{"open": "09:00", "close": "21:00"}``; round the clock is 00:00 to 24:00;
    - ``days``: list of 1 (Monday) to 7;
    - ``volume``: ``{"value": 300, "per": "day"}``; ``each`` is set in "3 orders per customer a year";
    - ``country`` (ISO 3166-1 alpha-2), ``language`` (ISO 639-1), ``channel`` (phone, email, chat, social).

    Entities inside a volume ("200 calls a day") are facts of their own, after the volume that holds them.
    """

    kind: str
    value: Any
    start: int
    end: int
    text: str
    approximate: bool = False  # «около», ~, "or so", «тысяч пять»
    bound: str | None = None  # "at_least" | "at_most": «не менее 5», "up to 10", «от 800»
    per: str | None = None  # rate unit of money, duration, percent: hour, month, contact, agent…
    unit: str | None = None  # duration: second minute hour day business_day week month quarter year; number: times
    each: str | None = None  # second denominator of a volume
    vague: bool = False  # a convention stands in for what was not said: "business hours" → 09:00–18:00
    alternative: tuple[str, str] | None = (
        None  # other reading of an ambiguous word: ("language", "pl") for "Polish agents"
    )


_BLANK = re.compile(r"\[(\d[\d.,]*)\]")  # "[24] hours a day": a blank of a form, filled in


def find_facts(text: str, language: str | None = None) -> list[Fact]:
    """Return the facts of ``text`` in order of their place; never raises, whatever the text.

    The vocabularies of all languages are read together, since people mix them; ``language`` is accepted for a caller
    that knows it and changes nothing so far.
    """
    tokens = corrected(tokenize(_BLANK.sub(r" \1 ", text)))
    found = find_quantities(tokens, text)
    inside = {k: item for item in found if item.kind not in _HOLDERS for k in range(item.start, item.end)}
    # «Трое» at the head of a sentence is a number, and no town of France
    spelt = {(item.start, item.end) for item in found if item.kind == "number" and tokens[item.start].kind == "word"}
    hours_end = {item.end for item in found if item.kind == "time_range"}
    entities = [
        item
        for item in find_entities(tokens)
        if item.start not in inside
        and not (item.kind == "country" and (item.start, item.end) in spelt)
        and not _names_a_clock(tokens, item, hours_end)
    ]
    ordered = sorted([*found, *entities], key=lambda item: (item.start, -item.end))
    return [_fact(item, tokens, text) for item in ordered]


def _names_a_clock(tokens: list[Token], item: Found, hours_end: set[int]) -> bool:
    """«с 9 до 21 по Москве», "9 to 5 London time": the city tells whose hours they are."""
    if item.kind != "country":
        return False
    if item.end < len(tokens) and tokens[item.end].low in time_words.words().time_of_place:
        return True
    marked = tokens[item.start].low in time_words.words().zones or (
        item.start > 0 and tokens[item.start - 1].low == "по"
    )
    return marked and (item.start in hours_end or item.start - 1 in hours_end)


def _fact(item: Found, tokens: list[Token], text: str) -> Fact:
    start, end = tokens[item.start].start, tokens[item.end - 1].end
    flags = (item.approximate, item.bound, item.per, item.unit, item.each, item.vague, item.alternative)
    return Fact(item.kind, item.value, start, end, text[start:end], *flags)
