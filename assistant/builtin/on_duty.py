"""How many are on duty at once: at any hour the line is open, at night, at the weekend, at an hour that is named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.builtin.prose import Prose
from assistant.builtin.talk import Talk
from assistant.reading.clocks import clock_at
from assistant.reading.tokens import tokenize
from assistant.reading.word_lists import listed
from assistant.reading.words import words

_ALL_DAY = 24  # hours
_WORKDAYS = 5
_DAY_MINUTES = 24 * 60


def shift(talk: Talk, prose: Prose, estimate: Mapping[str, Any]) -> str:
    """How many are on duty at once; nobody at an hour, or on days, at which the line is closed."""
    said = {word.lower for word in words(talk.text)}
    at_night, coverage = bool(said & listed("nights")), talk.known.get("coverage") or {}
    if 0 < float(coverage.get("hours_per_day") or 0) < _ALL_DAY and (at_night or _closed(talk.text, coverage)):
        return talk.words.say("own.shift.closed", hours=prose.fact("coverage", coverage))
    if said & listed("weekend_asked") and 0 < float(coverage.get("days_per_week") or 0) <= _WORKDAYS:
        return talk.words.say("own.shift.closed_days", hours=prose.fact("coverage", coverage))
    pools = [pool for pool in estimate.get("staffing", ()) if pool.get("agents")]
    if estimate.get("arrangement") == "shared" or not pools:
        return talk.words.say("own.shift.shared")
    rows = []
    for pool in pools:
        name = talk.words.say(f"channel.{pool['channel']}")
        tongue = f" ({prose.tongue(pool['language'])})" if len(talk.known.get("languages", ())) > 1 else ""
        rows.append(talk.words.say("own.shift.row", channel=name + tongue, count=prose.number(pool["agents"])))
    return talk.words.say("own.shift.night" if at_night else "own.shift.lead", rows="; ".join(rows))


def _closed(text: str, coverage: Mapping[str, Any]) -> bool:
    """Whether a time of day that the message names lies outside of the hours told."""
    opening, closing = (_minutes(coverage.get(end)) for end in ("open", "close"))
    asked = next((clock.minutes for clock in _clocks(text)), None)
    if opening is None or closing is None or asked is None:
        return False
    return (asked - opening) % _DAY_MINUTES >= (closing - opening) % _DAY_MINUTES


def _clocks(text: str) -> list[Any]:
    """Times of day that can be nothing else, or have their half of the day beside them."""
    tokens = tokenize(text)
    found = (clock_at(tokens, at) for at in range(len(tokens)))
    return [clock for clock in found if clock is not None and (clock.explicit or clock.half)]


def _minutes(told: Any) -> int | None:
    hours, _, minutes = str(told or "").partition(":")
    return int(hours) * 60 + int(minutes) if hours.isdecimal() and minutes.isdecimal() else None
