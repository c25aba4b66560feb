"""A known volume moved, with what it comes to: "up 10% since then, so 3,300", "a hundred less, 1,900 then".

The number told is taken for the new volume because it is just what the move makes of the one known.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.reading.asides import asides
from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.in_brief import volumes_in
from assistant.reading.result import Change
from assistant.reading.scene import TextScene
from assistant.reading.workload import tidy

_TOTAL = "contacts_per_month"
_SAME = 0.006
_LEAST = 0.04  # of the known volume, below which nothing has moved
_ALL = 100.0  # per cent
_TIMES = 10  # the most that a volume is divided or multiplied by


def with_results_of_moves(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> Sequence[Change]:
    """The changes with such volumes; as they are where no number is what a move makes of a known one."""
    known = dict(volumes_in(brief))
    if isinstance(total := brief.get(_TOTAL), int | float):
        known[_TOTAL] = total
    aside = {at for span in asides(scene) for at in range(span.first, span.last + 1)}
    numbers = [f for f in scene.facts if f.kind == "number" and not f.unit and scene.span(f).first not in aside]
    named = {f"channels.{c}.{_TOTAL}" for c, _ in scene.channels}
    found: dict[str, tuple[float, Fact]] = {}
    moves: dict[str, Fact] = {}
    for path, volume in known.items():
        if (path not in named and len(known) > 1) or (path == _TOTAL and named & known.keys()):
            continue
        for number, move in _pairs(scene, numbers):
            value = middle(number.value)
            if abs(value - volume) > _LEAST * volume and any(_like(value, v) for v in _moved(volume, move, number)):
                found[path] = (value, number)
                moves[path] = move
    if len(found) != 1 or len({f.start for _, f in found.values()}) != 1:
        return changes
    ((path, (value, fact)),) = found.items()
    channel = path.rpartition(".")[0]
    spent = moves[path]
    kept = [c for c in changes if c.path not in (path, channel, _TOTAL)]
    kept = [c for c in kept if not (c.start < spent.end and spent.start < c.end)]
    return [*kept, Change("set", path, tidy(value), fact.start, fact.end, fact.text)]


def _pairs(scene: TextScene, numbers: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Each number with each quantity told before it that may have moved what is known."""
    for number in numbers:
        for move in scene.facts:
            if move.end <= number.start and (move.kind == "percent" or move in numbers):
                yield number, move


def _moved(volume: float, move: Fact, number: Fact) -> tuple[float, ...]:
    """What a move makes of a volume; a number takes away or adds, and by less than it leaves."""
    by = middle(move.value)
    if move.kind == "percent":
        part = by / _ALL
        return (volume * (1 + part), volume * (1 - part))
    times = (volume / by, volume * by) if 1 < by <= _TIMES else ()  # «делим на два, 750»
    return (*times, *((volume + by, volume - by) if by < middle(number.value) else ()))


def _like(one: float, other: float) -> bool:
    return abs(one - other) <= _SAME * abs(other)
