"""Volumes told as minutes of all contacts: "540,000 minutes a month at an AHT of 4 minutes" are 135,000 calls.

Where the handle time is told in a later message, the minutes are remembered from the one before.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.coverage import known_coverage
from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.in_brief import volumes_in
from assistant.reading.odd_periods import term_told
from assistant.reading.outbound import outbound_told
from assistant.reading.rate_words import period_forms
from assistant.reading.result import Change, apply
from assistant.reading.reworded import Told
from assistant.reading.scene import TextScene, look
from assistant.reading.word_lists import listed
from assistant.reading.workload import per_month, tidy

_LEAST = {"minute": 300 * 60.0, "hour": 50 * 3600.0}  # seconds a month from which a time is that of all contacts
_CHANNELS = ("phone", "chat")
_LEAD = 2  # words between a period and the minutes after it
_TAIL = 6  # words between minutes and their period
_PERIODS = frozenset({"day", "week", "month", "quarter", "year", "business_day", "working_day", "weekday"})


def with_minute_volumes(
    scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any], earlier: Sequence[Told]
) -> list[Change]:
    """The changes with the contacts that so many minutes come to, where no other number of them is told."""
    told = _minutes(scene)
    out = {f.start for f in (*outbound_told(scene), *([told] if told else []))}
    kept = [c for c in changes if not (c.path.endswith("contacts_per_month") and c.start in out)]
    after = apply(brief, tuple(kept))
    times = {n: c["aht_seconds"] for n, c in (after.get("channels") or {}).items() if c and "aht_seconds" in c}
    if not told and any(c.path.endswith(".aht_seconds") for c in changes):
        told = next((found for m in earlier if (found := _minutes(look(m.text, scene.language)))), None)
    channel = next((name for name in _CHANNELS if name in times), None)
    if told is None or channel is None or _counted(after):
        minutes = [f.start for f in scene.facts if told is not None and f.start == told.start]  # of this message
        return [c for c in changes if not (c.path.endswith("contacts_per_month") and c.start in minutes)]
    coverage = known_coverage(brief, list(changes))
    contacts = middle(told.value) * per_month(told.per, coverage) / float(times[channel])
    place = (told.start, told.end, told.text) if any(f.start == told.start for f in scene.facts) else (0, 0, "")
    return [*kept, Change("set", f"channels.{channel}.contacts_per_month", tidy(round(contacts)), *place)]


def _counted(brief: Mapping[str, Any]) -> bool:
    return bool(volumes_in(brief)) or isinstance(brief.get("contacts_per_month"), int | float)


def _minutes(scene: TextScene) -> Fact | None:
    """The one time of all contacts of a period, sold by nobody: no package, no tariff."""
    times = [t for f in scene.facts if (t := _time(scene, f)) is not None and not _of_people(scene, f)]
    found = [
        f
        for f in times
        if f.per in _PERIODS and middle(f.value) * per_month(f.per, {}) >= _LEAST.get(f.unit or "", 1e12)
    ]
    return found[0] if len(found) == 1 else None


def _time(scene: TextScene, fact: Fact) -> Fact | None:
    """A time with its period, "90,000 minutes of calls a month", or minutes counted: "6,000 talk minutes per day"."""
    span = scene.span(fact)
    if fact.kind == "volume" and isinstance(fact.value, dict):
        minutes = any(w.forms & listed("minute_words") for w in scene.words[span.first : span.last + 1])
        value = middle(fact.value) * 60
        return (
            replace(fact, kind="duration", value=value, per=fact.value.get("per"), unit="minute") if minutes else None
        )
    if fact.kind != "duration" or fact.per:
        return fact if fact.kind == "duration" else None
    if (per := _period_before(scene, span.first)) is not None:
        return replace(fact, per=per)
    for at in range(span.last + 1, min(len(scene.words), span.last + 1 + _TAIL)):
        if any(m.family == "whole_term" for m in scene.starting_at(at)) and (months := term_told(scene)):
            return replace(fact, value=middle(fact.value) / months, per="month")
        if scene.fact_at[at] is not None and scene.kind_at(at) != "channel":
            return None
        if per := next((p for form in scene.words[at].forms if (p := period_forms().get(form))), None):
            return replace(fact, per=per)
    return None


def _period_before(scene: TextScene, first: int) -> str | None:
    """ "Each month 40,000 minutes of calls", «в месяц 40 000 минут»: the period right before the time."""
    for at in range(first - 1, max(scene.sentence_of(first).first, first - _LEAD) - 1, -1):
        if not scene.words[at].is_word or scene.fact_at[at] is not None:
            return None
        if per := next((p for form in scene.words[at].forms if (p := period_forms().get(form))), None):
            return str(per)
    return None


def _of_people(scene: TextScene, fact: Fact) -> bool:
    """Hours that agents work or a provider sells are no volume of contacts."""
    sentence = scene.sentence_of(scene.span(fact).first)
    words = scene.words[sentence.first : sentence.last + 1]
    return any({w.lower, *w.forms} & listed("minutes_sold") for w in words) or any(
        f.kind == "money" for f in scene.facts_within(sentence)
    )
