"""The share of a service level that the judge hears beside its time: "react in 15 seconds in 95 percent of cases"."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.frames import Role, middle, time_to_answer
from assistant.reading.in_brief import present
from assistant.reading.nearest_channel import channel_of, gap, of_its_part, usual_channel
from assistant.reading.opinion import Opinion
from assistant.reading.result import Change
from assistant.reading.scene import TextScene
from assistant.reading.service_levels import level_of

Allowed = Callable[[int], bool]

_LEVEL = "service_level"
_LIKELY = 0.5  # that a share is of a level…
_BESIDE = 0.2  # …where the time beside it is one…
_TIMED = 0.6  # …as likely as this
_FAR = 3.0  # from the share to its time
_FEWEST = 40  # per cent of contacts that are answered in time, at least
_UNITS = ("second", "minute", "hour", "day", "business_day")


def with_levels_completed(
    scene: TextScene, opinion: Opinion, changes: Sequence[Change], brief: Mapping[str, Any], allowed: Allowed
) -> tuple[Change, ...]:
    """Changes with the shares of levels that the rules left out, each with the time that stands nearest to it."""
    found = list(changes)
    for share in scene.facts:
        if share.kind != "percent" or not _FEWEST <= middle(share.value) <= 100 or _inside(share, found):
            continue
        likely = opinion.of(scene.span(share)).get(_LEVEL, 0.0)
        if likely < _BESIDE or not allowed(scene.span(share).first):
            continue
        time = _nearest_time(scene, opinion, share, likely)
        if time is not None:
            found = _with_share(scene, share, time, found, brief)
    return tuple(found)


def _nearest_time(scene: TextScene, opinion: Opinion, share: Fact, likely: float) -> Fact | None:
    """The time of the same sentence that is of a level too, the one after the share rather than the one before."""
    here = scene.span(share)
    sentence = scene.sentence_of(here.first)
    times = []
    for fact in scene.facts_within(sentence):
        if fact.kind != "duration" or fact.unit not in _UNITS or fact.per:
            continue
        timed = opinion.of(scene.span(fact)).get(_LEVEL, 0.0)
        if timed >= _LIKELY and (likely >= _LIKELY or timed >= _TIMED):
            times.append((gap(scene, here, scene.span(fact)), fact.start < share.start, fact.start, fact))
    near = min(times, default=None)
    return near[-1] if near is not None and near[0] <= _FAR else None


def _with_share(
    scene: TextScene, share: Fact, time: Fact, changes: list[Change], brief: Mapping[str, Any]
) -> list[Change]:
    """The changes with the share added to the level its time tells, or with a level of both."""
    start, end = min(share.start, time.start), max(share.end, time.end)
    told = [c for c in changes if c.start < time.end and time.start < c.end]
    level = next((c for c in told if c.path.startswith(f"{_LEVEL}.") and isinstance(c.value, Mapping)), None)
    seconds = time_to_answer(time)
    value = level_of(middle(share.value), seconds)
    if level is not None:
        if "percent" in level.value and not present(brief, level.path):
            return changes  # it has a share of its own
        whole = replace(level, value=value, start=start, end=end, text=scene.text[start:end])
        return [whole if c is level else c for c in changes]
    if told:
        return changes
    role = Role(_LEVEL, time, scene.span(time), None, 0.0)
    nearest = channel_of(scene, role, scene.channels, set())
    channel = of_its_part(scene, role.span, nearest, seconds, scene.channels) or usual_channel(
        seconds, scene.channels, brief
    )
    if any(c.path == f"{_LEVEL}.{channel}" for c in changes):
        return changes
    return [*changes, Change("set", f"{_LEVEL}.{channel}", value, start, end, scene.text[start:end])]


def _inside(fact: Fact, changes: Sequence[Change]) -> bool:
    return any(c.start < fact.end and fact.start < c.end for c in changes if c.end > c.start)
