"""The unit of a price by the words after it: "per voice contact", "/hr per agent", «за отзыв»."""

from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.quotes import QUOTE_UNITS, solved_only, vendor_beside
from assistant.reading.scene import TextScene
from assistant.reading.sums import money, money_amount
from assistant.reading.word_lists import listed

_REACH = 3  # words from "per" to what is counted
_UNITS = {"contact": "per_contact", "agent": "per_agent", "person": "per_agent"}


def unit_told(scene: TextScene, fact: Fact) -> str | None:
    """The unit of a price; "" for one that is told and not known, None where the words tell none."""
    if fact.per in ("hour", "minute"):
        return QUOTE_UNITS[fact.per]  # "$28.50/hr per agent" is by the hour
    if fact.kind == "money" and fact.per:
        return None
    at = scene.span(fact).last + 1
    if at + 1 >= len(scene.words) or scene.words[at].lower not in listed("priced_per"):
        return None
    last = min(at + _REACH, scene.sentence_of(at).last)
    for k in range(at + 1, last + 1):
        if not scene.words[k].is_word:
            break
        named = [_UNITS[m.family] for m in scene.mentions if m.family in _UNITS and m.first <= k <= m.last]
        beside = scene.fact_at[k]
        if beside is not None and beside.kind == "duration" and QUOTE_UNITS.get(str(beside.unit)):
            return QUOTE_UNITS[str(beside.unit)]
        if beside is not None and beside.kind not in ("channel", "duration"):
            return None
        said = [str(m.value) for m in scene.mentions if m.family == "offer_unit" and m.first <= k <= m.last]
        if said or named or (beside is not None and beside.kind == "channel" and k == last):
            return (said or named or ["per_contact"])[0]
    channel = any(scene.kind_at(k) == "channel" for k in range(at + 1, last + 1))
    return "per_contact" if channel else "" if scene.words[at].lower == "per" else None


def unit_named(scene: TextScene, since: int) -> str | None:
    """The unit told after a word and not denied: "per HOUR, not per month", «за час, а не за оператора»."""
    for at in range(since, len(scene.words) - 1):
        denied = at and scene.words[at - 1].lower in listed("denials_plain")
        if scene.words[at].lower not in listed("priced_per") or denied:
            continue
        for k in range(at + 1, min(at + 1 + _REACH, len(scene.words))):
            said = [str(m.value) for m in scene.mentions if m.family == "offer_unit" and m.first <= k <= m.last]
            named = [_UNITS[m.family] for m in scene.mentions if m.family in _UNITS and m.first <= k <= m.last]
            if said or named:
                return (said or named)[0]
    return None


def quote_of(scene: TextScene, fact: Fact) -> dict[str, Any]:
    """A quote of one price: whose it is, where somebody is named, and what it is for."""
    amount, currency = money_amount(fact) if fact.kind == "money" else (0.0, "")
    unit = unit_told(scene, fact) or QUOTE_UNITS.get(fact.per or "", "per_hour")
    unit = "per_agent" if unit == "per_month" and fact.each == "agent" else unit
    unit = "per_resolution" if unit == "per_contact" and solved_only(scene, scene.span(fact)) else unit
    vendor = vendor_beside(scene, fact)
    quote: dict[str, Any] = {"price": money(amount, currency), "unit": unit}
    return {"vendor": vendor, **quote} if vendor else quote
