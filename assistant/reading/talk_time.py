"""Handle times out of the time spent on all contacts: "9,000 minutes on the phone last month over 1,800 calls"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.in_brief import present
from assistant.reading.judged import mention_of
from assistant.reading.result import Change
from assistant.reading.scene import TextScene
from assistant.reading.word_lists import listed
from assistant.reading.workload import per_month, tidy

_VOLUME = "contacts_per_month"
_SHORTEST, _LONGEST = 30.0, 3600.0  # seconds that one contact may take
_LED = 4  # words before a time that say what it is of
_LEAST = {"minute": 300 * 60.0, "hour": 30 * 3600.0}  # seconds from which a time is that of all contacts


def with_talk_time(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> tuple[Change, ...]:
    """Changes with the handle time of the only channel whose volume is told, where the time of all its contacts is."""
    volumes = [c for c in changes if c.path.startswith("channels.") and c.path.endswith(_VOLUME) and c.op == "set"]
    if len(volumes) != 1:
        return tuple(changes)
    path = volumes[0].path.replace(_VOLUME, "aht_seconds")
    times = [f for f in scene.facts if f.kind == "duration" and middle(f.value) >= _LEAST.get(f.unit or "", 1e12)]
    times = [f for f in times if not any(c.start < f.end and f.start < c.end for c in changes)]
    times = [f for f in times if not _sold(scene, f)]
    if len(times) != 1 or any(c.path == path for c in changes) or present(brief, path):
        return tuple(changes)
    span = mention_of(scene, volumes[0])
    told = [f for f in scene.facts_within(span) if f.kind in ("number", "volume")] if span else []
    seconds = _each(times[0], told[0]) if len(told) == 1 else 0.0
    if not _SHORTEST <= seconds <= _LONGEST:
        return tuple(changes)
    time = times[0]
    return (*changes, Change("set", path, tidy(round(seconds)), time.start, time.end, time.text))


def _sold(scene: TextScene, time: Fact) -> bool:
    """ "Minimum order 160 hours", «пакет 300 часов»: what a provider sells, by the words before it or by its price."""
    span = scene.span(time)
    sentence = scene.sentence_of(span.first)
    before = scene.words[max(sentence.first, span.first - _LED) : span.first]
    named = any(word.forms & (listed("fewest_sold") | listed("sold_lots")) for word in before)
    return named or any(f.kind == "money" and f.per == "hour" for f in scene.facts_within(sentence))


def _each(time: Fact, volume: Fact) -> float:
    """Seconds of one contact; a time without a period is of the same one as the volume."""
    period = volume.value.get("per") if isinstance(volume.value, dict) else volume.per
    contacts = middle(volume.value)
    if time.per and period and time.per != period:
        return middle(time.value) * per_month(time.per, {}) / max(contacts * per_month(period, {}), 1e-9)
    return middle(time.value) / max(contacts, 1e-9)
