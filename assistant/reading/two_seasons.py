"""Volumes of two seasons: "3,500 calls a day in summer and 2,000 in winter", «летом 30 в день, зимой 8».

The volume of an ordinary month is what lies between the two, and the busier season is so many times that.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.coverage import known_coverage
from assistant.reading.exchanged import counted
from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.in_brief import volumes_in
from assistant.reading.result import Change
from assistant.reading.scene import TextScene
from assistant.reading.volumes_corrected import likely_factor
from assistant.reading.word_lists import anaphors, listed
from assistant.reading.workload import per_month, tidy

_FIELDS = ("peak_factor", "growth_percent")
_MOST = 20.0  # times the quiet season that the busy one may be
_FEWEST = 3  # of a season
_YEARS = range(2010, 2040)


def two_seasons(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with two volumes of two seasons read as an average and a peak; as they are where there are no two.

    «Ой, это летом, зимой 250»: the one volume known may be that of the first.
    """
    seasons = _seasons(scene)
    told = [f for f in scene.facts if _counts(scene, f)]
    if len({name for _, name in seasons}) != 2 or len(seasons) != 2:
        return list(changes)
    coverage = known_coverage(brief, list(changes))
    if len(told) == 2 and _in_turns([at for at, _ in seasons], [scene.span(f).first for f in told]):
        per = next((p for f in told if (p := _per(f))), None)
        if {p for f in told if (p := _per(f))} - {per}:
            return list(changes)
        volumes = [middle(f.value) * per_month(per, coverage) for f in told]
        path = _path(scene, changes, brief)
    elif len(told) == 1 and len(known := volumes_in(brief)) == 1 and _known_is_first(scene, seasons, told[0]):
        path, volume = next(iter(known.items()))
        per = _per(told[0])
        factor = per_month(per, coverage) if per else likely_factor(middle(told[0].value), volume, coverage)
        volumes = [volume, middle(told[0].value) * factor]
    else:
        return list(changes)
    if path is None or not 1 < max(volumes) / min(volumes) <= _MOST:
        return list(changes)
    starts = {f.start for f in told}
    kept = [c for c in changes if c.path not in _FIELDS and not (_volume(c) and (c.start in starts or c.path == path))]
    average = sum(volumes) / len(volumes)
    first, last = told[0], told[-1]
    place = (first.start, last.end, scene.text[first.start : last.end])
    return [
        *kept,
        Change("set", path, tidy(average), *place, {"low": tidy(min(volumes)), "high": tidy(max(volumes))}),
        Change("set", "peak_factor", tidy(round(max(volumes) / average, 2)), *place),
    ]


def _seasons(scene: TextScene) -> list[tuple[int, str]]:
    """Where seasons are named, each once by its name."""
    found: list[tuple[int, str]] = []
    for at, word in enumerate(scene.words):
        names = {word.lower, *word.forms} & listed("season_words")
        if names:
            found.append((at, min(names)[:4]))  # «летом» and «лето» are one
    return found


def _counts(scene: TextScene, fact: Fact) -> bool:
    """A number of contacts, or one of nothing in particular; no year."""
    if fact.kind not in ("number", "volume") or fact.unit or middle(fact.value) < _FEWEST:
        return False
    if fact.kind == "number" and fact.text.isdecimal() and int(fact.text) in _YEARS and "." not in fact.text:
        return scene.head(fact)[0] is not None
    head, _ = scene.head(fact)
    if head is None:
        return not counted(scene, fact)  # "47,000 tourists in a season"
    return head.family in ("contact", "person", "writes")


def _in_turns(seasons: Sequence[int], numbers: Sequence[int]) -> bool:
    """A season and a number, and again so, in either order."""
    order = [kind for _, kind in sorted([*((at, "s") for at in seasons), *((at, "n") for at in numbers)])]
    return order in (["s", "n", "s", "n"], ["n", "s", "n", "s"])


def _known_is_first(scene: TextScene, seasons: Sequence[tuple[int, str]], fact: Fact) -> bool:
    """«Это летом, зимой 250»: the first season is said of what was told before, and the number is of the second."""
    first, second = seasons[0][0], seasons[1][0]
    led = {word.lower for word in scene.words[:first]} & (anaphors() | {"это", "that's"})
    return bool(led) and scene.span(fact).first > first and second > first


def _path(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> str | None:
    """The volume meant: of the one channel named or known, else of all contacts; None where there are several."""
    told = list(dict.fromkeys(channel for channel, _ in scene.channels))
    known = brief.get("channels")
    served = [c for c, v in known.items() if v is not None] if isinstance(known, Mapping) else []
    named = told or served
    if len(named) > 1:
        return None
    return f"channels.{named[0]}.contacts_per_month" if named else "contacts_per_month"


def _per(fact: Fact) -> str | None:
    return str(fact.value["per"]) if isinstance(fact.value, dict) and fact.value.get("per") else fact.per


def _volume(change: Change) -> bool:
    return change.path.endswith("contacts_per_month")
