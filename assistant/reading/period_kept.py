"""Numbers that put a volume right without a period: "no, emails are 40" of 20 a day told before are 40 a day."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.coverage import known_coverage
from assistant.reading.facts import Fact
from assistant.reading.in_brief import value_at
from assistant.reading.result import Change
from assistant.reading.reworded import Reread, Told
from assistant.reading.roles import middle
from assistant.reading.scene import TextScene
from assistant.reading.workload import per_month, tidy

_VOLUME = "contacts_per_month"
_MOVED = ("more", "fewer", "addition", "growth", "decline", "multiply")
_FARTHEST = 5.0  # times the known volume that one put right may be…
_SURER = 2.0  # …and how many times liker it must be as so many a month, to be taken so


def with_periods_kept(
    scene: TextScene, stated: Sequence[Change], brief: Mapping[str, Any], earlier: Sequence[Told], reread: Reread
) -> tuple[Change, ...]:
    """The changes with bare volumes in the period the same volume was told in last, where that is the liker one."""
    bare = {c.path: fact for c in stated if (fact := _bare(scene, c)) is not None}
    known = {path: value for path in bare if isinstance(value := value_at(brief, path), int | float) and value > 0}
    if not known or not earlier:
        return tuple(stated)
    coverage = known_coverage(brief, list(stated))
    found: dict[str, float] = {}
    for told in earlier:
        for change in reread(told).changes:
            if change.path in known.keys() - found.keys() and change.op == "set" and change.detail.get("per"):
                found[change.path] = per_month(change.detail["per"], coverage)
    return tuple(_in(c, bare[c.path], known[c.path], found[c.path]) if c.path in found else c for c in stated)


def _bare(scene: TextScene, change: Change) -> Fact | None:
    """The number of a volume told with no period, no share and no "so many times"."""
    if not change.path.endswith(_VOLUME) or change.op != "set" or change.end <= change.start:
        return None
    fact = next((f for f in scene.facts if f.start == change.start), None)
    plain = fact is not None and fact.kind == "number" and not fact.per and not fact.unit
    plain = plain and fact is not None and change.value == middle(fact.value)  # else it has been worked out already
    moved = any(m.family in _MOVED for m in scene.mentions)  # "500 fewer calls"
    return fact if plain and not moved else None


def _in(change: Change, fact: Fact, known: float, factor: float) -> Change:
    said = middle(fact.value)
    if said <= 0 or _unlike(said * factor, known) > min(_FARTHEST, _SURER * _unlike(said, known)):
        return change
    return replace(change, value=tidy(said * factor))


def _unlike(one: float, other: float) -> float:
    low, high = sorted((one, other))
    return high / low
