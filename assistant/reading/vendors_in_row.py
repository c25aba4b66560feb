"""Offers in a row of lower-case names: «альфаконтакт 620 руб час и голос 690 руб час», "two offers betacall 12 usd…".

Nothing tells such a name by its writing, but each stands alone between the price before it and its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.typos import is_english
from assistant.reading.word_lists import conjunctions, function_words, listed, turns
from assistant.reading.words import is_known

_FEWEST = 2  # offers that make a row
_LETTERS = 3  # of a name
_SIGNS = frozenset(",;:—–-\n")


def vendors_in_row(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> tuple[Change, ...]:
    """The changes with the vendors of such offers; the first of them is a word of no language."""
    offers = sorted((c for c in changes if _is_offer(c)), key=lambda change: change.start)
    if brief.get("quotes") or len(offers) < _FEWEST or all(c.value.get("vendor") for c in offers):
        return tuple(changes)
    units = {(c.value.get("unit"), (c.value.get("price") or {}).get("currency")) for c in offers}
    spans = [_price(scene, c) for c in offers]
    if len(units) > 1 or None in spans:
        return tuple(changes)
    prices = [span for span in spans if span is not None]
    names = [_name(scene, at, prices) for at in range(len(prices))]
    if not all(names) or len(set(names)) < len(names):
        return tuple(changes)
    if not (offers[0].value.get("vendor") or _strange(names[0])):
        return tuple(changes)
    named = {
        id(c): replace(c, value={"vendor": c.value.get("vendor") or name, **_without_vendor(c)})
        for c, name in zip(offers, names, strict=True)
    }
    spoken = {scene.words[span.first - 1].start for span in prices}
    kept = [c for c in changes if not (c.path.startswith("channels.") and c.value == {} and c.start in spoken)]
    return tuple(named.get(id(c), c) for c in kept)


def _is_offer(change: Change) -> bool:
    return change.path.startswith("quotes.") and change.op == "set" and isinstance(change.value, Mapping)


def _without_vendor(change: Change) -> dict[str, Any]:
    return {key: value for key, value in change.value.items() if key != "vendor"}


def _price(scene: TextScene, change: Change) -> Span | None:
    amount = (change.value.get("price") or {}).get("amount")
    facts = [f for f in scene.facts if f.kind in ("money", "number") and change.start <= f.start < change.end]
    held = [f for f in facts if (f.value.get("amount") if isinstance(f.value, Mapping) else f.value) == amount]
    return scene.span(held[0]) if len(held) == 1 else None


def _name(scene: TextScene, at: int, prices: Sequence[Span]) -> str:
    """The word right before a price, alone between it and the one before; "" for none."""
    place = prices[at].first - 1
    if place < 0 or not scene.words[place].is_word or len(scene.words[place].text) < _LETTERS:
        return ""
    word = scene.words[place].lower
    fact = scene.fact_at[place]
    common = word in function_words() | turns() | conjunctions() | listed("offer_asked")
    if common or (fact is not None and (fact.kind != "channel" or at == 0)):
        return ""
    if at == 0:
        return scene.words[place].text
    lead = scene.words[place - 1]
    apart = lead.text in _SIGNS or lead.lower in conjunctions() | turns() | listed("price_units_end")
    return scene.words[place].text if apart and place > prices[at - 1].last else ""


def _strange(word: str) -> bool:
    return not (is_known(word.lower()) or is_english(word.lower()))
