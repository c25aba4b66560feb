"""Weeks whose days are not alike: "weekdays 5pm to 8am, weekends round the clock", «пн-пт 9–21, сб 10–18».

The brief holds hours of an average day and how many days there are: they are worked out of the hours of every day, and
the change remembers what they were made of, so that the reply can say it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.in_brief import value_at
from assistant.reading.result import Change
from assistant.reading.reworded import Reread, Told
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed, only_words
from assistant.reading.workload import tidy

_WORKING, _WEEKEND = frozenset(range(1, 6)), frozenset({6, 7})
_DAY, _NOON = 24.0, "12:00"
_ROUND_THE_CLOCK = {"open": "00:00", "close": "24:00"}
_HOURS, _DAYS = "coverage.hours_per_day", "coverage.days_per_week"
_MOST = 5  # hours of one message that are matched with days
_BETWEEN = 3  # words between the days and the length of each


@dataclass(frozen=True)
class Part:
    """Days of a week that have the same hours; `fact` is where the hours were told."""

    days: frozenset[int]
    opening: str
    closing: str
    fact: Fact

    @property
    def hours(self) -> float:
        """Hours of each of the days."""
        start, end = (int(clock[:2]) + int(clock[3:5]) / 60 for clock in (self.opening, self.closing))
        return (end - start) % _DAY or _DAY


def parts_of_week(scene: TextScene, ranges: Sequence[Fact], days: Sequence[Fact]) -> list[Part]:
    """The days of the week with their hours, each day once; nothing where all days told have the same hours."""
    days = [f for f in days if f.value]
    ranges = sorted([*ranges, *whole_days(scene, days)], key=lambda f: f.start)
    if not 0 < len(ranges) <= _MOST or not days:
        return []
    matched = _matched(scene, ranges, days)
    if matched is None or any(_every_hour(hours, named) for hours, named in matched):
        return []
    parts = [_part(scene, hours, named) for hours, named in matched]
    parts += _mornings(scene, ranges, days, parts)
    parts.sort(
        key=lambda part: -len(part.days)
    )  # "every day 9 to 9, Sundays 10 to 4": the fewer days are the exception
    parts = [_without_later(part, parts[at + 1 :]) for at, part in enumerate(parts)]
    parts = sorted((part for part in parts if part.days), key=lambda part: min(part.days))
    return parts if len({(part.opening, part.closing) for part in parts}) > 1 else []


def average_day(parts: Sequence[Part]) -> dict[str, tuple[int | float, Fact]]:
    """Hours of an average day and days a week, each with the fact it rests on."""
    worked = sum(len(part.days) for part in parts)
    hours = sum(part.hours * len(part.days) for part in parts) / worked
    return {"hours_per_day": (tidy(hours), parts[0].fact), "days_per_week": (worked, parts[0].fact)}


def made_of(parts: Iterable[Part]) -> dict[str, Any]:
    """What a change of the hours remembers of the days they were made of."""
    return {"week": [{"days": sorted(p.days), "hours": p.hours, "open": p.opening, "close": p.closing} for p in parts]}


def _every_hour(hours: Fact, days: Sequence[Fact]) -> bool:
    """ "24/7" leaves nothing for hours of other days: they are told in its place, or of something else."""
    return hours.value == _ROUND_THE_CLOCK and any(d.start == hours.start for d in days)


def _matched(scene: TextScene, ranges: Sequence[Fact], days: Sequence[Fact]) -> list[tuple[Fact, list[Fact]]] | None:
    """Each hours with the days next to it, so that all together stand as near to their days as can be.

    Hours before all days are those of the working days: "nine to six, and Saturdays ten to two".
    """
    told = sorted([*ranges, *days], key=lambda f: (f.start, f.kind != "days"))
    leads = len(ranges) == len(days) + 1 and told[0] is ranges[0] and all(set(f.value) <= _WEEKEND for f in days)
    paired = list(ranges[1:] if leads else ranges)
    best: tuple[float, list[tuple[Fact, list[Fact]]]] | None = None
    for sides in product((-1, 1), repeat=len(paired)):
        chosen = [_beside(told, hours, side) for hours, side in zip(paired, sides, strict=True)]
        if any(one is None for one in chosen) or len({id(one) for one in chosen}) < len(paired):
            continue
        cost = sum(_gap(scene, h, d) for h, d in zip(paired, chosen, strict=True) if d is not None)
        if best is None or cost < best[0]:
            best = cost, [(h, [d]) for h, d in zip(paired, chosen, strict=True) if d is not None]
    if best is None:
        return None
    pairs = best[1]
    _share_listed(told, pairs)
    return [(ranges[0], []), *pairs] if leads else pairs


def _beside(told: Sequence[Fact], hours: Fact, side: int) -> Fact | None:
    """The days told right before or right behind the hours."""
    at = told.index(hours) + side
    return told[at] if 0 <= at < len(told) and told[at].kind == "days" else None


def _share_listed(told: Sequence[Fact], pairs: list[tuple[Fact, list[Fact]]]) -> None:
    """ "Monday to Thursday and Sunday, 9 to 5": days left over belong to the hours of the days they are told with."""
    taken = {id(d): named for _, named in pairs for d in named}
    for at, fact in enumerate(told):
        if fact.kind != "days" or id(fact) in taken:
            continue
        for beside in (at + 1, at - 1):
            if 0 <= beside < len(told) and id(told[beside]) in taken:
                taken[id(told[beside])].append(fact)
                break


def _gap(scene: TextScene, hours: Fact, days: Fact) -> float:
    a, b = scene.span(hours), scene.span(days)
    return abs(scene.distance(a.last, b.first) if a.first < b.first else scene.distance(b.last, a.first))


def _part(scene: TextScene, hours: Fact, days: Sequence[Fact]) -> Part:
    named = frozenset(day for fact in days for day in fact.value) or _WORKING
    return Part(named, hours.value["open"], hours.value["close"].replace("24:00", "00:00"), hours)


def _without_later(part: Part, later: Sequence[Part]) -> Part:
    return replace(part, days=part.days - frozenset(day for other in later for day in other.days))


def whole_days(scene: TextScene, days: Sequence[Fact]) -> list[Fact]:
    """ "Saturdays and Sundays 24 hours": a whole day told as a length of time, right behind the days."""
    found = []
    for fact in scene.facts:
        if fact.kind != "duration" or fact.unit != "hour" or middle(fact.value) != _DAY * 3600:
            continue
        first = scene.span(fact).first
        if any(0 < first - scene.span(d).last <= _BETWEEN for d in days):
            whole = replace(fact, kind="time_range", value=dict(_ROUND_THE_CLOCK))
            scene.span_of[id(whole)] = scene.span(fact)
            found.append(whole)
    return found


def _mornings(scene: TextScene, ranges: Sequence[Fact], days: Sequence[Fact], parts: Sequence[Part]) -> list[Part]:
    """ "Weekdays 9 to 5 and Saturday mornings": from the opening of the other days until noon."""
    found = []
    for fact in days:
        behind = scene.span(fact).last + 1
        before = scene.span(fact).first - 1
        said = [scene.words[at].lower for at in (behind, before) if 0 <= at < len(scene.words)]
        if len(ranges) == 1 and len(days) > 1 and len(fact.value) == 1 and set(said) & listed("mornings_said"):
            opening = next((part.opening for part in parts if not part.days >= set(fact.value)), None)
            opening = opening or parts[0].opening
            if opening < _NOON:
                found.append(Part(frozenset(fact.value), opening, _NOON, fact))
    return found


def with_weekend_of_its_own(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> Sequence[Change]:
    """The hours of a weekend told of a known working week: the other days keep theirs.

    «В субботу с 10 до 16» of a week known to be open from 9 to 21. Not where only the weekend is to be served.
    """
    known = brief.get("coverage")
    told = [f for f in scene.facts if f.kind == "time_range"]
    days = [f for f in scene.facts if f.kind == "days"]
    if not isinstance(known, Mapping) or len(told) != 1 or len(days) != 1 or len(days[0].value) > len(_WEEKEND):
        return changes
    hours, count = known.get("hours_per_day"), known.get("days_per_week")
    ours = [c for c in changes if c.path.startswith("coverage.") and c.op == "set"]
    if not isinstance(hours, int | float) or not isinstance(count, int) or count < len(_WORKING) or not ours:
        return changes
    # "Just 9 to 1 on the Saturday" confines the hours, "just Saturdays, 9 to 1" the days.
    opening = scene.span(told[0]).first - 1
    alone = any(word.lower in only_words() for at, word in enumerate(scene.words) if at != opening)
    # «С 8:30 до 20:30, и в субботу тоже»: the hours are told of all the days.
    alike = told[0].start < days[0].start and any(word.lower in listed("added_too") for word in scene.words)
    if alone or alike or all(c.path != "coverage.hours_per_day" for c in ours):
        return changes
    week = _with_days(count, frozenset(days[0].value), scene.has(Span(0, len(scene.words) - 1), "addition"))
    weekend = _part(scene, told[0], days)
    others = week - weekend.days
    worked = len(others) * hours + len(weekend.days) * weekend.hours
    parts: list[dict[str, Any]] = [
        {"days": sorted(others), "hours": hours, **_ends(known)},
        *made_of([weekend])["week"],
    ]
    at = (told[0].start, told[0].end, told[0].text)
    values = {"hours_per_day": tidy(worked / len(week)), "days_per_week": len(week)}
    kept = [c for c in changes if c not in ours]
    if weekend.hours == hours:
        return [*kept, Change("set", "coverage.days_per_week", len(week), *at)]
    fresh = [Change("set", f"coverage.{k}", v, *at, {"week": parts}) for k, v in values.items()]
    gone = [Change("remove", f"coverage.{end}", None, *at) for end in _ends(known)]
    return [*kept, *fresh, *gone]


def _with_days(count: int, days: frozenset[int], added: bool) -> frozenset[int]:
    """The days of a known week with those told: «добавим пятницу» of a week of five days that has none yet."""
    week = frozenset(range(1, count + 1))
    if added and days <= week and count + len(days) <= len(_WORKING | _WEEKEND):
        week = frozenset([day for day in (*sorted(_WORKING), 7, 6) if day not in days][:count])
    return week | days


def _ends(known: Mapping[str, Any]) -> dict[str, str]:
    return {end: str(known[end]) for end in ("open", "close") if isinstance(known.get(end), str)}


def without_days_left_out(
    changes: Sequence[Change], brief: Mapping[str, Any], earlier: Sequence[Told], reread: Reread
) -> tuple[Change, ...]:
    """The changes with the hours of the days that are left, where a week of unlike days loses its last ones.

    "Mon–Fri 8 to 6, Sat 9 to 1", and then "drop Saturdays": ten hours a day, and not the average of nine.
    """
    days = next((c for c in changes if c.path == _DAYS and c.op == "set"), None)
    hours, count = value_at(brief, _HOURS), value_at(brief, _DAYS)
    told = any(c.path == _HOURS for c in changes)
    if days is None or told or not isinstance(count, int) or not len(_WORKING) <= days.value < count:
        return tuple(changes)
    for message in earlier:
        week = next((c.detail.get("week") for c in reread(message).changes if c.path == _HOURS), None)
        if week is None:
            continue
        whole = sum(len(part["days"]) * part["hours"] for part in week) / sum(len(part["days"]) for part in week)
        if tidy(whole) != hours:
            return tuple(changes)
        off = set(days.detail.get("off", ())) or set(range(days.value + 1, 8))
        left = [{**part, "days": [d for d in part["days"] if d not in off]} for part in week]
        return (*changes, *_of_left([part for part in left if part["days"]], days))
    return tuple(changes)


def _of_left(left: Sequence[Mapping[str, Any]], days: Change) -> list[Change]:
    count = sum(len(part["days"]) for part in left)
    average = tidy(sum(len(part["days"]) * part["hours"] for part in left) / count)
    values: dict[str, Any] = {"hours_per_day": average}
    alike = {(part.get("open"), part.get("close")) for part in left}
    opening, closing = alike.pop() if len(alike) == 1 else (None, None)
    if opening and closing and average < _DAY:
        values |= {"open": opening, "close": closing}
    detail = {} if len(left) == 1 else {"week": list(left)}
    return [replace(days, path=f"coverage.{key}", value=value, detail=detail) for key, value in values.items()]
