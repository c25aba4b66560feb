"""Handle times told as a list in the order of the channels: "3,000 calls, 900 chats, AHT 4/9 min", «3:20 и 7:00».

The unit is told once, behind the last, and nothing but the order says whose each of them is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed
from assistant.reading.workload import tidy

_UNITS = {"minute": 60, "second": 1}
_MOST = {"minute": 90, "second": 3600}
_LEVELS = (70, 99)  # "80/20 sec" is a service level
_SLASHED = re.compile(r"[0-9]{1,4}(?:/[0-9]{1,4})+")
_LED = 4  # words before a list among which something else is said of it
_BEHIND = 5  # words between a list and the channels told after it
_NOT_HANDLED = ("answer", "within", "answer_name", "level_goal", "asa", "waiting", "wait_limit", "after_work")


@dataclass(frozen=True)
class _Item:
    """A number of a list: where it stands, and its seconds where its unit is told with it."""

    span: Span
    value: float
    unit: str | None
    seconds: float | None


def times_in_order(scene: TextScene, changes: Sequence[Change]) -> Sequence[Change]:
    """The changes with the times of such lists given to the channels in their order."""
    for run in _runs(scene):
        channels = _channels(scene, run)
        if len(channels) != len(run):
            continue
        start, end = scene.words[run[0].span.first].start, scene.words[run[-1].span.last].end
        end = max([end, *(f.end for f in [scene.fact_at[run[-1].span.last]] if f is not None)])
        paths = [f"channels.{channel}.aht_seconds" for channel in channels]
        changes = [
            c
            for c in changes
            if c.path not in paths
            and not (start <= c.start < end and c.path.endswith(("aht_seconds", "contacts_per_month")))
        ]
        for path, item in zip(paths, run, strict=True):
            first, last = scene.words[item.span.first].start, scene.words[item.span.last].end
            value = item.seconds if item.seconds is not None else item.value * _UNITS[run[-1].unit or "minute"]
            changes = [*changes, Change("set", path, tidy(value), first, last, scene.text[first:last])]
    return changes


def _runs(scene: TextScene) -> list[list[_Item]]:
    """Lists of two numbers or more whose last is a length of time in minutes or seconds."""
    runs: list[list[_Item]] = []
    run: list[_Item] = []
    at = 0
    while at < len(scene.words):
        if slashed := _slashed(scene, at):
            runs.append(slashed)
        item = None if slashed else _item(scene, at)
        if item is None:
            at, run = at + 1, [] if slashed else run
            continue
        if run and not _joined(scene, run[-1].span.last + 1, at):
            run = []
        run.append(item)
        at = item.span.last + 1
        if len(run) > 1 and item.unit and not (at < len(scene.words) - 1 and _goes_on(scene, at)):
            runs.append(run)
            run = []
    return [run for run in runs if _of_handling(scene, run)]


def _slashed(scene: TextScene, at: int) -> list[_Item]:
    """ "4/9/6 min", which is one word: the numbers of such a list."""
    told = scene.fact_at[at]
    if (
        told is None
        or told.kind != "duration"
        or told.unit not in _UNITS
        or not _SLASHED.fullmatch(scene.words[at].text)
    ):
        return []
    parts = [float(part) for part in scene.words[at].text.split("/")]
    place = Span(at, at)
    return [*(_Item(place, part, None, None) for part in parts[:-1]), _Item(place, parts[-1], told.unit, None)]


def _item(scene: TextScene, at: int) -> _Item | None:
    fact = scene.fact_at[at]
    if fact is None:
        return _Item(Span(at, at), float(scene.words[at].text), None, None) if _plain(scene, at) else None
    if scene.span(fact).first != at:
        return None
    if fact.kind == "duration" and fact.unit in _UNITS and not fact.per and not isinstance(fact.value, dict):
        return _Item(scene.span(fact), fact.value / _UNITS[fact.unit], fact.unit, fact.value)
    bare = fact.kind == "number" and not fact.unit and not isinstance(fact.value, dict)
    return _Item(scene.span(fact), middle(fact.value), None, None) if bare else None


def _plain(scene: TextScene, at: int) -> bool:
    text = scene.words[at].text
    return text.isdecimal() and len(text) <= len("3600")


def _joined(scene: TextScene, first: int, end: int) -> bool:
    between = [word.lower for word in scene.words[first:end]]
    return 0 < len(between) <= 2 and all(w in ",/;&+" or w in listed("list_joins") for w in between)


def _goes_on(scene: TextScene, at: int) -> bool:
    """Whether another number of the list follows."""
    return any(_joined(scene, at, k) and _item(scene, k) is not None for k in (at + 1, at + 2) if k < len(scene.words))


def _of_handling(scene: TextScene, run: list[_Item]) -> bool:
    """Lengths that contacts may take, and nothing about how soon they are answered beside them."""
    unit = run[-1].unit or "minute"
    if any(not 0 < item.value <= _MOST[item.unit or unit] for item in run):
        return False
    if unit == "second" and len(run) == 2 and run[0].unit is None and _LEVELS[0] <= run[0].value <= _LEVELS[1]:
        return False
    first = max(scene.sentence_of(run[0].span.first).first, run[0].span.first - _LED)
    return not scene.has(Span(first, run[-1].span.last), *_NOT_HANDLED)


def _channels(scene: TextScene, run: list[_Item]) -> list[str]:
    """As many channels as the list has numbers: told before it, in its sentence or earlier, else right after it."""
    start, last = run[0].span.first, run[-1].span.last
    sentence = scene.sentence_of(start)
    for first in (sentence.first, 0):
        before = list(dict.fromkeys(c for c, place in scene.channels if first <= place.first < start))
        if len(before) == len(run):
            return before
        if before and first == sentence.first:
            return []  # "calls 5 minutes and another 3 for chats": each has its channel beside it
    end = min(sentence.last, last + _BEHIND)
    return list(dict.fromkeys(c for c, place in scene.channels if last < place.first <= end))
