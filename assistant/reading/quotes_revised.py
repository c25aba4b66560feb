"""A known vendor's price put right, or the vendor left out: "Azul dropped to 10.40", «„Вектор“ выбывает»."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.moments import denied
from assistant.reading.offer_moved import offer_moved, term_left_out
from assistant.reading.quotes import QUOTE_UNITS
from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.sums import money
from assistant.reading.vendor_named import without_vendor_names
from assistant.reading.word_lists import firms, listed

Allowed = Callable[[int], bool]

_APART = 3.0  # how many times a price may change
_PRICES = ("money", "number", "volume")
_TIMED = ("per_hour", "per_minute", "per_contact", "per_resolution")


def quotes_revised(
    scene: TextScene, brief: Mapping[str, Any], changes: Sequence[Change], allowed: Allowed
) -> list[Change]:
    """The changes with what is said of vendors that the brief holds quotes of.

    A price alike the known one that follows the name takes its place, in the currency and by the unit known where it
    names none; a vendor named with words that leave something out is removed.
    """
    known = brief.get("quotes")
    quotes = [q for q in known if isinstance(q, Mapping)] if isinstance(known, list | tuple) else []
    vendors = [str(q.get("vendor") or "") for q in quotes]
    named = sorted((at, i) for i, vendor in enumerate(vendors) if (at := _place(scene, vendor, vendors)) >= 0)
    places = [at for at, _ in named if allowed(at)]
    if not places:
        return _moved(scene, brief, changes, quotes, allowed)
    found = list(changes)
    gone: list[int] = []
    for at, i in [pair for pair in named if pair[0] in places]:
        until = min([place for place in places if place > at], default=len(scene.words))
        prices = [f for f in scene.facts if at < scene.span(f).first < until and _alike(scene, f, quotes[i])]
        fresh = [f for f in prices if middle(f.value) != middle(quotes[i].get("price"))]
        if len(fresh) == 1:
            found = [c for c in found if not (c.start < fresh[0].end and fresh[0].start < c.end)]
            place = (fresh[0].start, fresh[0].end, fresh[0].text)
            found.append(Change("set", f"quotes.{i}", _revised(fresh[0], quotes[i]), *place))
        elif not prices and _left_out(scene, at, until):
            gone.append(i)
    words = [scene.words[at] for at in places]
    return [
        *without_vendor_names(scene, found),
        *(Change("remove", f"quotes.{i}", None, words[0].start, words[-1].end) for i in sorted(gone, reverse=True)),
    ]


def _moved(
    scene: TextScene,
    brief: Mapping[str, Any],
    changes: Sequence[Change],
    quotes: Sequence[Mapping[str, Any]],
    allowed: Allowed,
) -> list[Change]:
    """The changes with the new price of an offer that "they" ask, whose vendor is not named."""
    prices = [f for f in scene.facts if f.kind == "money" and allowed(scene.span(f).first)]
    moved = [(f, at) for f in prices if (at := offer_moved(scene, f, brief)) is not None]
    if len(moved) != 1:
        return list(changes)
    price, at = moved[0]
    if any(_of_new_vendor(c, quotes) for c in changes if c.start < price.end and price.start < c.end):
        return list(changes)  # "another offer: Borealis, £13 an hour"
    kept = [c for c in changes if not (c.start < price.end and price.start < c.end)]
    return [*kept, Change("set", f"quotes.{at}", _revised(price, quotes[at]), price.start, price.end, price.text)]


def _of_new_vendor(change: Change, quotes: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the price was read as that of a vendor of whom no offer is known."""
    vendor = change.value.get("vendor") if isinstance(change.value, Mapping) else None
    return bool(vendor) and vendor not in [quote.get("vendor") for quote in quotes]


def of_price_alone(changes: Sequence[Change]) -> list[Change]:
    """The changes without what else the number of an offer's price was taken for: "Bidder B is 5.90" counts nobody."""
    priced = [c for c in changes if c.path.startswith("quotes.") and c.op == "set" and any(s.isdigit() for s in c.text)]
    return [
        c for c in changes
        if c.path.startswith("quotes.") or not any(p.start <= c.start and c.end <= p.end and c.text for p in priced)
    ]  # fmt: skip


def without_currency_of_sum(changes: Sequence[Change]) -> list[Change]:
    """The changes without the currency of the estimate that only puts right that of a sum: «не рублей, а тенге»."""
    sums = [c for c in changes if isinstance(c.value, Mapping) and "amount" in c.value]
    sums = [c for c in sums if not any(sign.isdigit() for sign in c.text)]
    return [c for c in changes if c.path != "currency" or not any(s.start <= c.start < s.end for s in sums)]


def _place(scene: TextScene, vendor: str, vendors: Sequence[str]) -> int:
    """Where the vendor is named, by its whole name or the first word of it; -1 where it is not.

    Of "Vendor A" and "Vendor B" the first word names neither.
    """
    parts = re.findall(r"[\w&'-]+", vendor.lower())
    long = [part for part in parts if len(part) > 2]
    if not long:
        return -1
    shared = sum(other.lower().startswith(long[0]) for other in vendors) > 1 or long[0] in firms()
    sought = parts if shared or long[0] in listed("offer_nouns") else long[:1]
    for at in range(len(scene.words) - len(sought) + 1):
        words = scene.words[at : at + len(sought)]
        if all(part in {word.lower, *word.forms} for part, word in zip(sought, words, strict=True)):
            return at
    return -1


def _alike(scene: TextScene, fact: Fact, quote: Mapping[str, Any]) -> bool:
    """Whether a fact may be the price: no count of anything, and not far from the known one."""
    was, now = middle(quote.get("price")), middle(fact.value)
    if fact.kind not in _PRICES or fact.unit or was <= 0 or not 1 / _APART <= now / was <= _APART:
        return False
    return fact.kind == "money" or scene.head(fact) == (None, False)


def _revised(fact: Fact, quote: Mapping[str, Any]) -> dict[str, Any]:
    per = fact.value.get("per") if fact.kind == "volume" else fact.per
    unit = QUOTE_UNITS.get(str(per)) if per and fact.each is None else None
    price = fact.value if fact.kind == "money" else money(middle(fact.value), str(quote["price"]["currency"]))
    return {**quote, "price": price, **({"unit": unit} if unit in _TIMED else {})}


def _left_out(scene: TextScene, at: int, until: int) -> bool:
    """Words that leave something out stand in the sentence of the name, with no figure or other thing beside them."""
    sentence = scene.sentence_of(at)
    inside = replace(sentence, last=min(sentence.last, until - 1)) if until <= sentence.last else sentence
    comma = next((k for k in range(at, inside.last + 1) if scene.words[k].text == ","), None)
    if comma is not None and scene.inside(Span(inside.first, comma), ("decline", "forget")):
        inside = replace(inside, last=comma)  # "drop Acme, and it's 3,400 calls by the way"
    said = [m for m in scene.inside(inside, ("decline", "forget")) if not denied(scene, m)]
    said = [m for m in said if not term_left_out(scene, m)]
    if _stands_firm(scene, inside):
        return False
    return bool(said) and not any(inside.first <= scene.span(f).first <= inside.last for f in scene.facts)


def _stands_firm(scene: TextScene, span: Span) -> bool:
    """«Маяк не скинул ни рубля»: a price that is not lowered leaves nobody out."""
    lowers = (at for at in range(span.first + 1, span.last + 1) if scene.words[at].forms & listed("offer_lowers"))
    return any(scene.words[at - 1].lower in listed("denials") for at in lowers) and scene.language == "ru"
