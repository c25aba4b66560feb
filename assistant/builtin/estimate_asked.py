"""Questions about the estimate itself: how sure it is, what it takes for granted, what it has no place for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.builtin.figures import assumption_value, ranked_assumptions
from assistant.builtin.prose import Prose, lowered
from assistant.builtin.talk import Talk

_MOST_REASONS, _MOST_ASSUMED, _MOST_LEFT_OUT = 3, 8, 8


def assumed(talk: Talk, prose: Prose, estimate: Mapping[str, Any]) -> str:
    """What the estimate takes for granted, whatever was told before: what moves the sum most comes first."""
    items = [
        f"- {item['label']}: {assumption_value(prose, item)}" for item in ranked_assumptions(estimate)[:_MOST_ASSUMED]
    ]
    return "\n".join([talk.words.say("own.assumed.lead"), *items]) if items else talk.words.say("own.assumed.nothing")


def left_out(talk: Talk, prose: Prose, estimate: Mapping[str, Any]) -> str:
    """What the sum does not hold."""
    items = [item.get("label") or item["reason"] for item in estimate.get("not_priced", ())][:_MOST_LEFT_OUT]
    if not items:
        return ""
    once = prose.money(estimate["one_time"]["typical"], estimate["currency"])
    told = talk.words.say("summary.not_priced", items="; ".join(map(lowered, items)))
    return told + " " + talk.words.say("own.left_out.once", one_time=once)


def certainty(talk: Talk, prose: Prose, estimate: Mapping[str, Any]) -> str:
    """How far the month may be off, and what moves it most."""
    currency = estimate["currency"]
    items = [
        f"- {item['label']}: {assumption_value(prose, item)}" for item in ranked_assumptions(estimate)[:_MOST_REASONS]
    ]
    lead = talk.words.say("own.certainty.lead", spread=prose.spread(estimate["monthly"], currency))
    tail = talk.words.say("own.certainty.tail", date=_date(prose, estimate["as_of"]))
    return "\n".join([lead, *items]) + "\n\n" + tail.replace("..", ".")  # a Russian date ends with a full stop


def _date(prose: Prose, day: str) -> str:
    from datetime import date

    from babel.dates import format_date

    return format_date(date.fromisoformat(day), "long", locale=prose.language)
