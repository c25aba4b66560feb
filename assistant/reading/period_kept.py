"""Volumes told without a period where those before had one: "no, emails are 40" of 20 a day told before are 40 a day.

So are those of a channel told of first, "plus 15 emails as well", where all that was told before is of one period.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.coverage import known_coverage
from assistant.reading.facts import Fact
from assistant.reading.in_brief import value_at, volumes_in
from assistant.reading.result import Change
from assistant.reading.reworded import Reread, Told
from assistant.reading.roles import middle
from assistant.reading.scene import TextScene
from assistant.reading.workload import per_month, tidy

_VOLUME = "contacts_per_month"
_MOVED = ("more", "fewer", "addition", "growth", "decline", "multiply")
_FARTHEST = 5.0  # times the known volume that one put right may be…
_ROUNDED = 0.01  # of a month
_SURER = 2.0  # …and how many times liker it must be as so many a month, to be taken so


def with_periods_kept(
    scene: TextScene, stated: Sequence[Change], brief: Mapping[str, Any], earlier: Sequence[Told], reread: Reread
) -> tuple[Change, ...]:
    """The changes with bare volumes in the period the same volume was told in last, where that is the liker one."""
    bare = {c.path: fact for c in stated if (fact := _bare(scene, c, brief)) is not None}
    if earlier:
        stated = _of_months(scene, stated, brief, earlier, reread)
    if not bare or not earlier:
        return tuple(stated)
    coverage = known_coverage(brief, list(stated))
    known = {path: value for path in bare if isinstance(value := value_at(brief, path), int | float) and value > 0}
    stated = _of_the_talk(stated, {p: f for p, f in bare.items() if p not in known}, brief, earlier, reread)
    if not known:
        return tuple(stated)
    found: dict[str, float] = {}
    for told in earlier:
        for change in reread(told).changes:
            if change.path in known.keys() - found.keys() and change.op == "set" and change.detail.get("per"):
                found[change.path] = per_month(change.detail["per"], coverage)
    return tuple(_in(c, bare[c.path], known[c.path], found[c.path]) if c.path in found else c for c in stated)


def _of_months(
    scene: TextScene, stated: Sequence[Change], brief: Mapping[str, Any], earlier: Sequence[Told], reread: Reread
) -> Sequence[Change]:
    """The changes with bare numbers as they are where the volume was told by the month in words: no week is guessed."""
    guessed = {}
    coverage = known_coverage(brief, list(stated))
    factors = [per_month(period, days) for period in ("day", "workday", "week") for days in (coverage, {})]
    for change in stated:
        fact = next((f for f in scene.facts if f.start == change.start and f.kind == "number"), None)
        volume = change.path.endswith(_VOLUME) and isinstance(change.value, int | float)
        if fact is not None and volume and not fact.per and value_at(brief, change.path) is not None:
            said = middle(fact.value)
            if any(abs(change.value - said * factor) < _ROUNDED for factor in factors):
                guessed[change.path] = said
    if not guessed:
        return stated
    told = [c for each in earlier for c in reread(each).changes if c.path in guessed and c.detail.get("per")]
    monthly = {c.path for c in told if c.detail["per"] == "month"}
    other = {c.path for c in told if c.detail["per"] != "month"}
    kept = monthly - other
    return [replace(c, value=tidy(guessed[c.path])) if c.path in kept else c for c in stated]


def _of_the_talk(
    stated: Sequence[Change],
    bare: Mapping[str, Fact],
    brief: Mapping[str, Any],
    earlier: Sequence[Told],
    reread: Reread,
) -> tuple[Change, ...]:
    """The changes with the volumes of new channels in the one period of the talk, where that makes them liker."""
    largest = max(volumes_in(brief).values(), default=0.0)
    if not bare or not largest:
        return tuple(stated)
    volumes = [c for told in earlier for c in reread(told).changes if c.path.endswith(_VOLUME) and c.op == "set"]
    periods = {str(c.detail.get("per") or "month") for c in volumes if isinstance(c.value, int | float)}
    if len(periods) != 1:
        return tuple(stated)
    factor = per_month(periods.pop(), known_coverage(brief, list(stated)))
    found = {}
    for path, fact in bare.items():
        said = middle(fact.value)
        if said > 0 and _unlike(said * factor, largest) < _unlike(said, largest):
            found[path] = tidy(said * factor)
    return tuple(replace(c, value=found[c.path]) if c.path in found else c for c in stated)


def _bare(scene: TextScene, change: Change, brief: Mapping[str, Any]) -> Fact | None:
    """The number of a volume told with no period, no share and no "so many times"."""
    if not change.path.endswith(_VOLUME) or change.op != "set" or change.end <= change.start:
        return None
    fact = next((f for f in scene.facts if f.start == change.start), None)
    plain = fact is not None and fact.kind == "number" and not fact.per and not fact.unit
    plain = plain and fact is not None and change.value == middle(fact.value)  # else it has been worked out already
    known = value_at(brief, change.path) is not None
    moved = known and any(m.family in _MOVED for m in scene.mentions)  # "500 fewer calls"
    return fact if plain and not moved else None


def _in(change: Change, fact: Fact, known: float, factor: float) -> Change:
    said = middle(fact.value)
    if said <= 0 or _unlike(said * factor, known) > min(_FARTHEST, _SURER * _unlike(said, known)):
        return change
    return replace(change, value=tidy(said * factor))


def _unlike(one: float, other: float) -> float:
    low, high = sorted((one, other))
    return high / low
