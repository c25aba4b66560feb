"""A known offer put right by its number or its short name: «во втором 118 000», "A is $28.50 per hour, not per agent".

What puts an offer right says nothing of the volume, the people or how the buyer wants to pay.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.number_words import words as number_words
from assistant.reading.offer_units import unit_named
from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import TextScene
from assistant.reading.sums import money
from assistant.reading.word_lists import firms, listed

_APART = 3.0  # how many times a price may change
_SHORT = 2  # letters of a name that is told only beside a word for an offer
_TIMED = ("per_hour", "per_minute", "per_contact", "per_agent", "per_resolution")
_NOT_OF_OFFERS = ("contacts_per_month", "agents", "pricing_model", "aht_seconds", "peak_factor", "budget_per_month")


def with_offers_put_right(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with the new price or unit of the one known offer named, and without what was taken for it."""
    quotes = [q for q in brief.get("quotes") or () if isinstance(q, Mapping)]
    named = [(at, i) for i, quote in enumerate(quotes) if (at := _place(scene, quote, i)) >= 0]
    if len(named) != 1 or any(_counted(scene, fact) for fact in scene.facts):
        return list(changes)
    at, number = named[0]
    quote = quotes[number]
    prices = [f for f in scene.facts if f.kind in ("money", "number", "volume") and _alike(f, quote)]
    fresh = [f for f in prices if _scaled(f, quote) != middle(quote["price"])] or prices
    unit = unit_named(scene, at)
    told = {**quote}
    if len(fresh) == 1:
        told["price"] = (
            fresh[0].value if fresh[0].kind == "money" else money(_scaled(fresh[0], quote), _currency(quote))
        )
    if unit in _TIMED and (not prices or fresh):
        told["unit"] = unit
    if told == quote:
        return list(changes)
    place = (scene.words[at].start, scene.words[-1].end)
    kept = [c for c in changes if c.path.rsplit(".", 1)[-1] not in _NOT_OF_OFFERS and not c.path.startswith("quotes.")]
    return [*kept, Change("set", f"quotes.{number}", told, *place)]


def _place(scene: TextScene, quote: Mapping[str, Any], number: int) -> int:
    """Where an offer is named, by its vendor or its number; -1 where it is not."""
    vendor = str(quote.get("vendor") or "")
    ordinals = number_words().ordinal_values
    for at, word in enumerate(scene.words):
        before = scene.words[at - 1] if at else None
        beside = before is not None and (before.lower in firms() | listed("offer_nouns") | listed("at_whose"))
        if vendor and len(vendor) <= _SHORT:
            verb = at + 1 < len(scene.words) and scene.words[at + 1].lower in listed("offer_is")
            if word.text == vendor and (beside or verb):
                return at
        elif vendor and vendor.split()[0].lower() in {word.lower, *word.forms}:
            return at
        if ordinals.get(word.lower) == number + 1 and not _counts(scene, at):
            return at
    return -1


def _counts(scene: TextScene, at: int) -> bool:
    """ "The second year", «второй месяц»: the number of something else than an offer."""
    after = scene.words[at + 1] if at + 1 < len(scene.words) else None
    plain = after is None or not after.is_word or after.lower in listed("offer_is") | listed("offer_nouns")
    return not plain and scene.fact_at[at + 1] is None


def _counted(scene: TextScene, fact: Fact) -> bool:
    """Contacts or people are told with their number: "the second vendor, 4,000 calls"."""
    if fact.kind not in ("number", "volume"):
        return False
    last = scene.span(fact).last
    near = [m for m in scene.mentions if m.family in ("contact", "agent", "person") and last <= m.first <= last + 2]
    return bool(near) and all(scene.words[at].lower not in listed("priced_per") for at in range(last, near[0].first))


def _amount(fact: Fact) -> float:
    return middle(fact.value["value"] if fact.kind == "volume" else fact.value)


def _alike(fact: Fact, quote: Mapping[str, Any]) -> bool:
    was, now = middle(quote.get("price")), _amount(fact)
    spelt = fact.kind != "money" and not any(sign.isdigit() for sign in fact.text)  # the "one" of "the second one"
    return (
        was > 0
        and not spelt
        and not fact.unit
        and any(1 / _APART <= each / was <= _APART for each in (now, now * 1000))
    )


def _scaled(fact: Fact, quote: Mapping[str, Any]) -> float:
    """The amount, in thousands where the known price says so: «не 112, а 118»."""
    was, now = middle(quote["price"]), _amount(fact)
    return now if 1 / _APART <= now / was <= _APART else now * 1000


def _currency(quote: Mapping[str, Any]) -> str:
    return str(quote["price"]["currency"])
