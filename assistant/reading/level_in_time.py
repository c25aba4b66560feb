"""A service level told by its two numbers alone: "then take 80% in 30 seconds", «пусть будет 90 % за 15 секунд»."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.frames import time_to_answer
from assistant.reading.nearest_channel import of_its_part, usual_channel
from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed, within_words
from assistant.reading.workload import tidy

_BETWEEN = 7  # words from the share to its time: "80% of calls in 20 seconds"
_LONGEST = 600  # seconds in which live contacts are answered
_LATEST = 72 * 3600  # and written ones
_NAMED = ("answer",)  # the level is named, and its numbers are read by their roles


def levels_in_time(scene: TextScene) -> list[tuple[Fact, Fact]]:
    """Each share with the time right behind it in which contacts are to be taken, where nothing names them so."""
    found = []
    for share, time in pairwise(f for f in scene.facts if f.kind in ("percent", "duration")):
        if (
            share.kind != "percent"
            or time.kind != "duration"
            or time.unit not in ("second", "minute", "hour", "business_day")
        ):
            continue
        first, last = scene.span(share).last + 1, scene.span(time).first
        between = [scene.words[at] for at in range(first, last)]
        said = scene.inside(Span(first, last), ("within",))
        joints = (*within_words(), *listed("level_joints"))
        joined = bool(between) and (between[-1].lower in joints or any(m.last >= last - 1 for m in said))
        inside = scene.words[last].lower in within_words()
        if not (joined or inside) or len(between) > _BETWEEN or not all(word.is_word for word in between):
            continue
        likely = 50 <= middle(share.value) <= 100 and middle(time.value) <= _longest(scene, first - 1, time)
        if likely and not scene.has(scene.sentence_of(first - 1), *_NAMED):
            found.append((share, time))
    return found


def _longest(scene: TextScene, at: int, time: Fact) -> float:
    """Seconds that may be a level: hours are one where a channel or a target is named with them."""
    told = scene.sentence_of(at)
    named = scene.has(told, "level_goal") or bool(scene.channels_within(told))
    return _LATEST if time.unit in ("hour", "business_day") and named else _LONGEST


def read_levels_in_time(scene: TextScene, brief: Mapping[str, Any]) -> list[Change]:
    """The service levels of such pairs, each of the channel named in its sentence or of the usual one."""
    changes = []
    before = -1
    for share, time in levels_in_time(scene):
        sentence = scene.sentence_of(scene.span(share).first)
        named = [(channel, place) for channel, place in scene.channels_within(sentence)]
        seconds = time_to_answer(time)
        own = _own_channel(named, max(before, sentence.first - 1), scene.span(share), scene.span(time))
        before = scene.span(time).last
        own = of_its_part(scene, scene.span(share), own, seconds, named)
        channel = named[0][0] if len(named) == 1 else own or usual_channel(seconds, named, brief)
        percent = middle(share.value)
        level = {"percent": 99.9 if percent == 100 else tidy(percent), "seconds": tidy(seconds)}
        text = scene.text[share.start : time.end]
        changes.append(Change("set", f"service_level.{channel}", level, share.start, time.end, text))
    return changes


def _own_channel(named: list[tuple[str, Span]], after: int, share: Span, time: Span) -> str | None:
    """«Звонки — 90 % за 15 секунд, чат — 85 % за 45»: the channel within the pair, else the last one before it."""
    within = [channel for channel, place in named if share.last < place.first < time.first]
    led = [channel for channel, place in named if after < place.first < share.first]
    return next(iter(within or led[-1:]), None)
