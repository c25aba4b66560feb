"""A value told alone that can be of one known field only: "stretch it to 18 months", «курс 97 поставь»."""

from collections.abc import Mapping
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import first_person
from assistant.reading.workload import tidy

_MONTH = 365 / 12 * 86_400
_TERMS = ("month", "quarter", "half_year", "year")
_SHORT = 6  # words of a message that says hardly more than the value
_NEAR, _FAR, _MANY = 1.35, 6.0, 1000  # how many times a rate or sum, and a term, may change; the least sum told bare
_LEAST_PEAK, _MOST_PEAK = 1, 10
_ANEW = ("afresh", "move", "swap", "untrue", "said_wrongly", "growth", "contract", "put_back", "only", "now")


def lone_value(scene: TextScene, brief: Mapping[str, Any], _: Mapping[str, Any]) -> list[Change]:
    """The change a message makes that tells one quantity, names nothing it is of, and sets it anew or says no more."""
    told = [f for f in scene.facts if f.kind in ("number", "duration", "money", "volume", "percent")]
    whole = Span(0, len(scene.words) - 1)
    short = sum(word.is_word for word in scene.words) <= _SHORT
    if len(told) != 1 or scene.channels or scene.head(told[0])[1] or not (short or scene.has(whole, *_ANEW)):
        return []
    fact = told[0]
    if fact.kind == "duration" and not fact.per:
        found = _term(fact, brief) or _answered(fact, brief)
    elif fact.kind == "number" and not fact.unit:
        found = _peak(scene, fact, brief) or _rate(scene, fact, brief) or _budget(fact, brief)
    else:
        found = None
    return [Change("set", *found, fact.start, fact.end, fact.text)] if found else []


def _term(fact: Fact, brief: Mapping[str, Any]) -> tuple[str, Any] | None:
    known, said = brief.get("contract_months"), round(middle(fact.value) / _MONTH)
    likely = isinstance(known, int | float) and fact.unit in _TERMS and 1 / _FAR <= said / known <= _FAR
    return ("contract_months", said) if likely else None


def _answered(fact: Fact, brief: Mapping[str, Any]) -> tuple[str, Any] | None:
    """The time of the one service level known, where it was told in the same order of time."""
    levels = brief.get("service_level")
    known = (
        {c: level for c, level in levels.items() if isinstance(level, Mapping)} if isinstance(levels, Mapping) else {}
    )
    if len(known) != 1 or fact.unit in _TERMS:
        return None
    channel, level = next(iter(known.items()))
    seconds, said = level.get("seconds"), middle(fact.value)
    likely = isinstance(seconds, int | float) and seconds > 0 and 1 / _FAR <= said / seconds <= _FAR
    return (f"service_level.{channel}.seconds", tidy(said)) if likely else None


def _peak(scene: TextScene, fact: Fact, brief: Mapping[str, Any]) -> tuple[str, Any] | None:
    peak = isinstance(brief.get("peak_factor"), int | float) and scene.has(Span(0, len(scene.words) - 1), "peak")
    said = middle(fact.value)
    return ("peak_factor", tidy(said)) if peak and _LEAST_PEAK <= said <= _MOST_PEAK else None


def _rate(scene: TextScene, fact: Fact, brief: Mapping[str, Any]) -> tuple[str, Any] | None:
    if any(word.lower in first_person() for word in scene.words):
        return None  # "we are 19"
    rates = brief.get("exchange_rates")
    known = list(rates.items()) if isinstance(rates, Mapping) else []
    near = len(known) == 1 and isinstance(known[0][1], int | float) and _alike(middle(fact.value), known[0][1])
    return (f"exchange_rates.{known[0][0]}", tidy(middle(fact.value))) if near else None


def _budget(fact: Fact, brief: Mapping[str, Any]) -> tuple[str, Any] | None:
    budget, said = brief.get("budget_per_month"), middle(fact.value)
    near = isinstance(budget, Mapping) and said >= _MANY and _alike(said, budget["amount"])
    return ("budget_per_month", {**budget, "amount": tidy(said)}) if near and isinstance(budget, Mapping) else None


def _alike(said: float, known: float) -> bool:
    return known > 0 and 1 / _NEAR <= said / known <= _NEAR
