"""Offers told in the form of the one before: "and Suncall - 12.50, also per hour", «а Бета 640, тоже за час».

And one whose price came down at once: "Callcraft quoted £17 an hour, then dropped it to £15.50" is one offer.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.constructions import of_class
from assistant.reading.facts import Fact
from assistant.reading.offer_units import unit_named
from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.sums import money
from assistant.reading.word_lists import conjunctions, listed, turns

_APART = 3.0  # times another that a price may be and still be of the same form
_NAME = 3  # letters of a firm's name
_BETWEEN = 2  # words between a firm and its price
_LED = 4  # words before a price among which it comes down
_PRICES = ("money", "number", "volume")
_DASHES = frozenset("-–—:")


def offers_in_form(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with such an offer added, and with the last price of one that came down."""
    changes = _came_down(scene, changes)
    quotes = brief.get("quotes")
    known = [q for q in quotes if isinstance(q, Mapping)] if isinstance(quotes, list | tuple) else []
    if not known or any(c.path.startswith("quotes.") for c in changes):
        return changes
    found = [each for fact in scene.facts if (each := _told(scene, fact, known)) is not None]
    if len(found) != 1:
        return changes
    fact, at, quote = found[0]
    start, end = scene.words[at].start, fact.end
    kept = [c for c in changes if not (c.start < end and start < c.end)]
    if "unit" in quote:
        kept = [c for c in kept if c.path != "pricing_model"]
    return [*kept, Change("set", f"quotes.{len(known)}", quote, start, end, scene.text[start:end])]


def _told(scene: TextScene, fact: Fact, known: Sequence[Mapping[str, Any]]) -> tuple[Fact, int, dict[str, Any]] | None:
    """A price with the firm before it, and the offer they make in the form of the last one."""
    last = known[-1]
    was, now = middle(last.get("price")), middle(fact.value)
    if fact.kind not in _PRICES or fact.unit or was <= 0 or not 1 / _APART <= now / was <= _APART:
        return None
    at = _firm(scene, fact, [str(q.get("vendor") or "").lower() for q in known])
    if at is None:
        return None
    sentence = scene.sentence_of(at)
    said = {scene.words[k].lower for k in range(at, sentence.last + 1)}
    unit = unit_named(scene, scene.span(fact).last + 1)
    if not said & listed("as_well") and (unit is None or fact.kind != "money"):
        return None
    if fact.kind == "money" and isinstance(fact.value, Mapping):
        price = dict(fact.value)
    else:
        price = dict(money(now, str(last["price"]["currency"])))
    return fact, at, {"vendor": scene.words[at].text, "price": price, "unit": unit or last.get("unit")}


def _firm(scene: TextScene, fact: Fact, vendors: Sequence[str]) -> int | None:
    """The word right before a price that is a firm's name: a new one, written large, at the head of its clause."""
    at, skipped = scene.span(fact).first - 1, 0
    while at >= 0 and (scene.words[at].text in _DASHES or scene.words[at].lower in listed("offer_says")):
        skipped += scene.words[at].is_word
        at -= 1
    if at < 0 or skipped > _BETWEEN:
        return None
    word = scene.words[at]
    named = word.is_word and word.text[:1].isupper() and len(word.text) >= _NAME and scene.fact_at[at] is None
    told = any(m.first <= at <= m.last for m in scene.mentions if m.family in ("contact", "agent", "person", "budget"))
    if not named or told or word.lower in vendors:
        return None
    before = scene.words[at - 1] if at else None
    heads = conjunctions() | turns() | listed("joins_supposed") | listed("fillers")
    return at if before is None or not before.is_word or before.lower in heads else None


def _came_down(scene: TextScene, changes: Sequence[Change]) -> list[Change]:
    """The changes with the later price of the one offer of a firm that a message tells, where it came down to it."""
    offers = [c for c in changes if c.path.startswith("quotes.") and isinstance(c.value, Mapping) and c.op == "set"]
    named = [c for c in offers if c.value.get("vendor") and isinstance(c.value.get("price"), Mapping)]
    prices = [f for f in scene.facts if f.kind == "money" and isinstance(f.value, Mapping)]
    if len(named) != 1 or len(prices) != _PAIR or len(offers) > _PAIR:
        return list(changes)
    first, later = prices
    was, now = middle(first.value), middle(later.value)
    same = named[0].value["price"].get("amount") == was and 1 / _APART <= now / was < 1 if was else False
    others = [c for c in offers if c is not named[0]]
    if not same or not _lowered(scene, later) or any(c.value.get("vendor") for c in others):
        return list(changes)
    value = {**named[0].value, "price": {**named[0].value["price"], "amount": later.value.get("amount")}}
    told = Change("set", named[0].path, value, named[0].start, later.end, scene.text[named[0].start : later.end])
    gone = [*others, named[0]]
    kept = [c for c in changes if c not in gone and not (c.start < later.end and later.start < c.end)]
    return [*kept, told]


_PAIR = 2


def _lowered(scene: TextScene, fact: Fact) -> bool:
    """Whether a verb of coming down leads to a price: "then dropped it to £15.50", «потом скинули до 680»."""
    first = scene.span(fact).first
    near = Span(max(0, first - _LED), max(0, first - 1))
    verb = any(
        of_class(scene, at, "figure_moved") or scene.words[at].forms & listed("offer_lowers")
        for at in range(near.first, near.last + 1)
    )
    return verb and scene.words[near.last].lower in listed("moved_on_to")
