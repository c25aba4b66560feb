"""Prices that are told even where the sentence asks something: "a vendor wants 0.85 a minute, how much is that?".

Somebody asks for them, or the sum is ordered by them: «посчитай по 28 рублей за минуту», "work it out at £14 an hour".
"""

from collections.abc import Sequence

from assistant.reading.asides import asides
from assistant.reading.facts import Fact
from assistant.reading.firm_names import NAME, is_name
from assistant.reading.offer_people import prices_of_people
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.unsigned_prices import buyer_does, of_whole
from assistant.reading.word_lists import listed

_UNITS = frozenset({
    "hour", "minute", "agent", "seat", "fte", "operator", "person", "contact", "call", "ticket", "email", "chat",
    "message", "request", "case", "resolution",
})  # fmt: skip
_REACH = 9  # words between who asks and the price
_LED = 4  # words between an order to count and the price it is counted by
_SHORT = 10  # words and signs of a message that tries another price
_ASKING = ("vendor", "quote_from", "another_vendor", "firm_named", "provider")


def price_told(scene: TextScene, fact: Fact) -> bool:
    """The price of a unit that a vendor asks, or that the sum is to be counted by."""
    if fact.kind != "money":
        return False
    if fact.per == "month" and fact.each is None and of_whole(scene, fact):
        return True
    unit = fact.each == "agent" or fact.per in _UNITS
    return (unit and _asked(scene, fact)) or ((unit or unit_before(scene, fact) is not None) and _ordered(scene, fact))


def with_offers_too(scene: TextScene, changes: Sequence[Change], sure_already: Sequence[Change]) -> list[Change]:
    """What is sure, with the offers among the changes whose price somebody asks or tells for people of his."""
    sure = [fact for fact in scene.facts if price_told(scene, fact)] + prices_of_people(scene)
    told_of_others = {at for span in asides(scene) for at in range(span.first, span.last + 1)}
    places = [(f.start, f.end) for f in sure if scene.span(f).first not in told_of_others]
    quoted = [change for change in changes if change.path.startswith("quotes.")]
    return [*sure_already, *(c for c in quoted if any(c.start < end and start < c.end for start, end in places))]


def unit_before(scene: TextScene, fact: Fact) -> str | None:
    """What a price is said to be by before it: «поминутно по 28 рублей», "per minute at £0.45"."""
    if fact.per:
        return None
    first = scene.span(fact).first
    near = Span(max(scene.sentence_of(first).first, first - _LED), first)
    said = [m for m in scene.labels if m.family == "pricing" and m.first in near and m.last < first]
    return str(said[-1].value) if said else None


def _asked(scene: TextScene, fact: Fact) -> bool:
    first = scene.span(fact).first
    sentence = scene.sentence_of(first)
    before = Span(max(sentence.first, first - _REACH), first)
    verbs = [at for at in range(before.first, first) if scene.words[at].lower in listed("offer_asked")]
    if not verbs:
        return False
    words = {scene.words[at].lower for at in range(before.first, first)}
    if buyer_does(scene, before) or words & listed("if_words"):
        return False
    named = any(m.last < first for m in scene.inside(before, _ASKING))
    named |= any(
        NAME.fullmatch(scene.words[at].text) and is_name(scene, at, sentence) for at in range(before.first, verbs[0])
    )
    return named or bool(words & listed("offered_to_us"))


def _ordered(scene: TextScene, fact: Fact) -> bool:
    """An order to count stands before the price and leads to it at once."""
    first = scene.span(fact).first
    sentence = scene.sentence_of(first)
    if first == sentence.first:
        return False
    if all(scene.words[at].lower in listed("price_tried_led") for at in range(sentence.first, first)):
        return len(scene.words) <= _SHORT  # "and at £0.60 a minute?"
    if scene.words[first - 1].lower not in listed("counted_at"):
        return False
    before = range(max(sentence.first, first - _REACH), first)
    return any(scene.words[at].lower in listed("count_orders") for at in before)
