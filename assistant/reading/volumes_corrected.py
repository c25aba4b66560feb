"""Volumes put right: the period they keep, and which one "make it 2000" is about."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.in_brief import volumes_in
from assistant.reading.result import Ambiguity, Change
from assistant.reading.roles import Roles, middle
from assistant.reading.scene import TextScene
from assistant.reading.workload import per_month, tidy

WHICH = "which_volume:"  # the question which volume a number replaces, with the number
_PERIODS = ("day", "week", "workday", "year", "quarter", "hour")  # in which a volume is told, the likeliest first
_FAR = 2.5  # a volume this many times another is hardly the same one put right
_LIKE = 5  # a volume is put right by one up to so many times as large or small
_LIKER = 2  # times as like the old number as in another period a new one is, where it is of this one
_FEWEST = 50


def in_the_old_period(
    scene: TextScene, changes: list[Change], old: Sequence[Fact], brief: Mapping[str, Any], coverage: Mapping[str, Any]
) -> list[Change]:
    """The changes with volumes of no period told as those they replace: «звонков 25, а не 15» a day stay so a day.

    What is added beside them is told in the same period: «не 70, а 90, и ещё писем 20».
    """
    changes = [_in_own_period(scene, c, brief, coverage) for c in changes]
    bare = [c for c in changes if _bare(scene, c)]
    if not bare:
        return changes
    known = volumes_in(brief)
    factors = {f for fact in old if (f := _factor(middle(fact.value), known, coverage))}
    if not old and any(m.family in ("afresh", "slip") for m in scene.mentions):
        factors = {likely_factor(float(c.value), known[c.path], coverage) for c in bare if c.path in known}
    if len(factors) != 1:
        return changes
    factor = factors.pop()
    if factor == 1.0:
        return changes
    places = {id(c) for c in bare}
    return [replace(c, value=tidy(float(c.value) * factor)) if id(c) in places else c for c in changes]


def _in_own_period(scene: TextScene, change: Change, brief: Mapping[str, Any], coverage: Mapping[str, Any]) -> Change:
    """ "More like 1,400 e-mails, and the messages are 20 a day": the first keeps its own period."""
    known = volumes_in(brief).get(change.path)
    fact = next((f for f in scene.facts if f.start == change.start and f.kind == "number"), None)
    if not known or fact is None or fact.per or change.op != "set" or not isinstance(change.value, int | float):
        return change
    said = middle(fact.value)
    own = said * likely_factor(said, known, coverage) if said > 0 else 0.0
    if change.value == said or _unlike(float(change.value), known) <= _LIKE or _unlike(own, known) > _FAR:
        return change
    return replace(change, value=tidy(own))


def _bare(scene: TextScene, change: Change) -> bool:
    """A volume told by a number alone, taken as of the month for want of a period."""
    if not change.path.endswith("contacts_per_month") or change.op != "set" or change.end <= change.start:
        return False
    fact = next((f for f in scene.facts if f.start == change.start and f.kind == "number"), None)
    return fact is not None and not fact.per and middle(fact.value) == change.value


def _factor(said: float, known: Mapping[str, float], coverage: Mapping[str, Any]) -> float | None:
    """How many of the period the old number was told in make a month; None where no volume is that number."""
    if said <= 0:
        return None
    periods = ("month", *_PERIODS)
    for period in periods:
        for days in (coverage, {}):
            factor = per_month(period, days)
            if any(abs(volume - said * factor) <= 0.01 * volume for volume in known.values()):
                return per_month(period, coverage)  # "weekdays only, and 95, not 80": a day of the days told now
    return None


def likely_factor(said: float, known: float, coverage: Mapping[str, Any]) -> float:
    """By what a number put in the place of a month's volume makes a month: "make it 700" of 600 a week is of a week.

    Only where the known volume is a whole number of another period, and far liker to the new one so. A period that is
    told more often comes first: 1,040 of six-day weeks were 40 a day rather than 48 a working day.
    """
    best, unlike = 1.0, _unlike(said, known)
    for period in _PERIODS[:3]:
        for days in (coverage, {}):
            factor = per_month(period, days)
            told = known / factor
            whole = abs(told - round(told)) < 0.005 and round(told) > 1
            if whole and unlike > _FAR and _unlike(said, told) < _unlike(said, known / best) / _LIKER:
                best = factor
    return best


def _unlike(one: float, other: float) -> float:
    """How many times as large the larger of two numbers is."""
    low, high = sorted((one, other))
    return high / low if low > 0 else float("inf")


def volume_meant(scene: TextScene, roles: Roles, brief: Mapping[str, Any]) -> tuple[list[Change], list[Ambiguity]]:
    """ "Make it 2000" where several volumes are known: the one like it or of the channel named, or a question."""
    known = volumes_in(brief)
    spoken_for = {id(role.fact) for role in roles.taken}
    free = [f for f in scene.facts if id(f) not in spoken_for and f.kind in ("number", "volume") and not f.unit]
    free = [f for f in free if middle(f.value) >= _FEWEST]
    afresh = [m for m in scene.mentions if m.family == "afresh"]
    if len(free) != 1 or not afresh or len(known) < 2 or scene.span(free[0]).first < afresh[0].first:
        return [], []
    fact, number = free[0], middle(free[0].value)
    named = {f"channels.{channel}.contacts_per_month" for channel, _ in scene.channels}
    alike = [p for p, volume in known.items() if volume / _LIKE <= number <= volume * _LIKE and volume != number]
    paths = [p for p in known if p in named] if named else alike
    place = (fact.start, fact.end, fact.text)
    changes = [Change("set", path, tidy(number), *place) for path in paths]
    if len(changes) < 2:
        return changes, []
    options = tuple((c.path, (c,)) for c in changes)
    return [], [Ambiguity(f"{WHICH}{tidy(number)}", options, fact.start, fact.end)]


def impossible(changes: Sequence[Change]) -> bool:
    """Whether a number taken for the answer cannot be one: hours asked about are no more than a day has."""
    return any(
        c.path == "coverage.hours_per_day" and isinstance(c.value, int | float) and c.value > 24 for c in changes
    )


def volume_chosen(scene: TextScene, question: str | None) -> list[Change]:
    """The answer to which volume was meant: the channel named gets the number that was told."""
    named = list(dict.fromkeys(channel for channel, _ in scene.channels))
    if not question or not question.startswith(WHICH) or len(named) != 1:
        return []
    place = scene.channels[0][1]
    start, end = scene.words[place.first].start, scene.words[place.last].end
    path = f"channels.{named[0]}.contacts_per_month"
    return [Change("set", path, tidy(float(question.removeprefix(WHICH))), start, end, scene.text[start:end])]
