"""The handle time of now: "it was 7 min, since the new menu only 5", «раньше звонок занимал 9 минут, с новой базой 7»,
and a known one told anew, "AHT is 390 after the change of the menu".

Of two times told of one thing the one of the past gives way; a bare number right behind the name of the handle time is
the known one put right, whatever the reason for it names.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.coverage import known_coverage
from assistant.reading.facts import Fact
from assistant.reading.in_brief import volumes_in
from assistant.reading.known_fields import AHT, Fit, fit, known_fields, unlike
from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.told_figures import said
from assistant.reading.word_lists import listed, turns
from assistant.reading.workload import tidy

_UNITS = {"minute": 60.0, "second": 1.0}
_ALIKE = 5.0  # times as long as it is now that a contact may have been
_NEAR = 6  # words between the name of the handle time and its number
_WORDS = 30  # of a message that tells how long contacts took and take
_OTHERS = ("answer", "within", "wait_limit", "waiting", "asa", "level_goal", "hold", "after_work")
_NAMES = ("aht_name", "takes_up")
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)")

_Time = tuple[Fact, float, Span]


def handle_time_of_now(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with that handle time; as they are where the message tells none."""
    if scene.text.rstrip().endswith("?") or len(scene.words) > _WORDS or scene.names_any(_OTHERS):
        return list(changes)
    if (now := _of_now(scene, brief)) is not None and (path := _path(scene, changes, brief)):
        return _with(changes, path, tidy(now[1]), now[0])
    if any(change.path.endswith(AHT) for change in changes):
        return list(changes)
    for fact in (f for f in scene.facts if f.kind in ("number", "duration") and _named(scene, f)):
        if (found := _known(scene, fact, brief)) is not None:
            return _with(changes, found.field.path, tidy(found.number), fact)
    return list(changes)


def _with(changes: Sequence[Change], path: str, value: Any, fact: Fact) -> list[Change]:
    """The changes with a handle time, and with nothing else made of its number."""
    kept = [c for c in changes if c.path != path and not (c.start < fact.end and fact.start < c.end)]
    return [*kept, Change("set", path, value, fact.start, fact.end, fact.text)]


def _of_now(scene: TextScene, brief: Mapping[str, Any]) -> tuple[Fact, float] | None:
    """The time of now, in seconds, of the only two that a message tells, the other one being of the past."""
    times = _times(scene, brief)
    if len(times) != 2 or unlike(times[0][1], times[1][1]) > _ALIKE:
        return None
    if len({channel for channel, _ in scene.channels}) > 1 or not _of_handling(scene, times, brief):
        return None
    about = _about(scene, times[0][2], times[1][2])
    then, now = ([said(scene, part, kind) for part in about] for kind in ("then", "now"))
    if then == [True, False] and (now[1] or _turned(scene, about[1])):
        return times[1][:2]
    return times[0][:2] if then == [False, True] and now[0] else None


def _times(scene: TextScene, brief: Mapping[str, Any]) -> list[_Time]:
    """The lengths of time of a message in their order, the known one among them told as a clock: "it was 6:10"."""
    timed = [f for f in scene.facts if f.kind == "duration" and f.unit in _UNITS and not f.per]
    found = [(fact, middle(fact.value), scene.span(fact)) for fact in timed]
    bare = [f for f in scene.facts if f.kind == "number" and not f.unit and _counts_nothing(scene, f)]
    if len(timed) == 1 and len(bare) == 1:
        found.append((bare[0], middle(bare[0].value) * _UNITS[str(timed[0].unit)], scene.span(bare[0])))
    for at, word in enumerate(scene.words):
        clock = _CLOCK.fullmatch(word.text)
        length = int(clock[1]) * 60 + int(clock[2]) if clock and scene.fact_at[at] is None else 0
        if length in _known_times(brief):
            found.append((Fact("duration", length, word.start, word.end, word.text), length, Span(at, at)))
    return sorted(found, key=lambda time: time[2].first)


def _counts_nothing(scene: TextScene, fact: Fact) -> bool:
    after = scene.span(fact).last + 1
    apart = after < len(scene.words) and scene.words[after].lower in listed("figure_apart")  # "6 since the change"
    return apart or scene.head(fact)[0] is None


def _known_times(brief: Mapping[str, Any]) -> list[float]:
    return [field.number for field in known_fields(brief) if field.kind == AHT]


def _of_handling(scene: TextScene, times: Sequence[_Time], brief: Mapping[str, Any]) -> bool:
    """Whether the times are of contacts: named so, or the one known is among them."""
    named = scene.names_any(_NAMES) or (bool(volumes_in(brief)) and scene.names_any(("contact",)))
    return named or any(value in _known_times(brief) for _, value, _ in times)


def _about(scene: TextScene, one: Span, other: Span) -> tuple[Span, Span]:
    """The words about each of two numbers: they part at the first sign or turn between them."""
    between = range(one.last + 1, other.first)
    signs = (at for at in between if scene.words[at].text in ",;.!—–" or scene.words[at].lower in turns())
    part = next(signs, other.first)
    last = scene.sentence_of(other.first).last
    return Span(scene.sentence_of(one.first).first, part - 1), Span(min(part, other.first), last)


def _turned(scene: TextScene, span: Span) -> bool:
    """ "…, but it's 5 min": what is set against the past is of now."""
    return any(scene.words[at].lower in turns() | listed("contrasts") for at in range(span.first, span.last + 1))


def _path(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> str:
    """Where the handle time goes: where one was told, else to the only channel named or known to have one."""
    told = {c.path for c in changes if c.path.endswith(AHT)}
    known = {field.path for field in known_fields(brief) if field.kind == AHT}
    named = {f"channels.{channel}.{AHT}" for channel, _ in scene.channels}
    timed = {f"{path.rpartition('.')[0]}.{AHT}" for path in volumes_in(brief) if path.startswith("channels.")}
    found = next((paths for paths in (told, named, known, timed) if len(paths) == 1), set())
    return next(iter(found), "")


def _named(scene: TextScene, fact: Fact) -> bool:
    """The name of the handle time stands right before the number, which counts nothing."""
    span = scene.span(fact)
    before = [m for m in scene.mentions if m.family == "aht_name" and 0 < span.first - m.last <= _NEAR]
    free = fact.kind != "number" or _counts_nothing(scene, fact)
    signs = (scene.words[at].text for m in before for at in range(m.last + 1, span.first))
    return bool(before) and free and not any(sign in ",;." for sign in signs)


def _known(scene: TextScene, fact: Fact, brief: Mapping[str, Any]) -> Fit | None:
    """The handle time known, of the channel named before it or the only one, that a number tells anew."""
    coverage = known_coverage(brief, [])
    first = scene.span(fact).first
    named = {channel for channel, place in scene.channels if place.first < first}
    fits = [found for f in known_fields(brief) if f.kind == AHT and (found := fit(fact, f, coverage)) is not None]
    fits = [found for found in fits if found.likely and (not named or found.field.path.split(".")[1] in named)]
    return fits[0] if len(fits) == 1 else None
