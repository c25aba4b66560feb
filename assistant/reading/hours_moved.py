"""Known hours moved by so much: "open an hour earlier", «закрываться на два часа позже», "stay an hour longer"."""

from collections.abc import Mapping
from typing import Any

from assistant.reading.concepts import Mention
from assistant.reading.coverage import clock_hours
from assistant.reading.facts import Fact
from assistant.reading.moments import clock_text, minutes_of
from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import TextScene
from assistant.reading.time_words import words
from assistant.reading.workload import tidy

_HOUR = 60.0
_DAY = 24 * _HOUR
_TERMS = frozenset({"week", "month", "quarter", "year"})
_LEAST = 10.0  # minutes by which anybody moves the hours of work
_OTHERS = ("aht_name", "handle", "wait_limit_name", "contact")  # an hour longer of something else


def hours_moved(scene: TextScene, brief: Mapping[str, Any]) -> tuple[list[Change], list[Fact]]:
    """Changes of the known hours by a difference, and the lengths of time that tell it, which are no other hours.

    Nothing changes where the hours are not known or are the whole day, or where the difference is one of single days.
    """
    coverage = brief.get("coverage")
    known = coverage if isinstance(coverage, Mapping) else {}
    ends = {side: str(known[side]) for side in ("open", "close") if isinstance(known.get(side), str)}
    hours = known.get("hours_per_day")
    told: list[Fact] = []
    place: list[int] = []
    moved: set[str] = set()
    for mention in (m for m in scene.mentions if m.family == "hours_moved"):
        sentence = scene.sentence_of(mention.first)
        side = _side(scene, mention)
        if not side:
            continue
        minutes, facts = _minutes(scene, mention)
        if any(f.unit in _TERMS for f in facts):
            continue  # «максимум на год, дольше не подпишемся»
        if minutes < _LEAST or (not facts and any(scene.kind_at(at) == "duration" for at in _places(mention))):
            continue  # "4 minutes and another minute to write it up"
        told += facts
        if days := [f for f in scene.facts if f.kind == "days" and scene.span(f).first in sentence]:
            told += days
            continue
        earlier = mention.value in ("earlier", "longer") if side == "open" else mention.value in ("earlier", "shorter")
        difference = -minutes if earlier else minutes
        moved.add(side)
        place += [mention.first, mention.last]
        if side in ends:
            ends[side] = clock_text(int(minutes_of(ends[side]) + difference) % int(_DAY))
        elif isinstance(hours, int | float):
            hours += (difference if side == "close" else -difference) / _HOUR
    whole = not isinstance(known.get("hours_per_day"), int | float) or known["hours_per_day"] >= _DAY / _HOUR
    if not moved or whole:
        return [], told
    if len(ends) == 2:
        hours = clock_hours(ends["open"], ends["close"])
    start, end = scene.words[min(place)].start, scene.words[max(place)].end
    length = float(hours or 0)
    if not 0 < length <= _DAY / _HOUR:
        return [], told
    values: dict[str, Any] = {side: ends[side] for side in sorted(moved) if side in ends}
    values["hours_per_day"] = tidy(length)
    return [Change("set", f"coverage.{k}", v, start, end, scene.text[start:end]) for k, v in values.items()], told


def _side(scene: TextScene, mention: Mention) -> str:
    """Which end of the day moves; "" where the words are about something else than hours of work."""
    sentence = scene.sentence_of(mention.first)
    near: list[tuple[float, str]] = []
    for at in range(sentence.first, sentence.last + 1):
        word = scene.words[at].lower
        side = "open" if word in words().opening else "close" if word in words().closing else ""
        # «утром» and "in the evening" tell the end of the day as well.
        side = side or ("open" if word in words().mornings else "close" if word in words().pm_before else "")
        if side:
            near.append((mention.first - at if at < mention.first else at - mention.last + 1.5, side))
    if near:
        return min(near)[1]
    longer = mention.value in ("longer", "shorter")
    return "close" if longer and not scene.has(sentence, *_OTHERS) else ""


def _places(mention: Mention) -> range:
    return range(mention.first, mention.last + 1)


def _minutes(scene: TextScene, mention: Mention) -> tuple[float, list[Fact]]:
    """The difference in minutes, an hour where only "an hour" is said, and the fact that tells it."""
    facts = [f for f in scene.facts if f.kind == "duration" and mention.first <= scene.span(f).first <= mention.last]
    return (middle(facts[0].value) / 60 if facts else _HOUR), facts
