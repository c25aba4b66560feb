"""Volumes of two seasons: "3,500 calls a day in summer and 2,000 in winter", «летом 30 в день, зимой 8».

The volume of an ordinary month is what lies between the two, and the busier season is so many times that.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from babel.dates import get_month_names

from assistant.reading.coverage import known_coverage
from assistant.reading.exchanged import counted
from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.in_brief import volumes_in
from assistant.reading.result import Change
from assistant.reading.scene import TextScene
from assistant.reading.volumes_corrected import likely_factor
from assistant.reading.word_lists import anaphors, listed
from assistant.reading.words import Word
from assistant.reading.workload import per_month, tidy

_FIELDS = ("peak_factor", "growth_percent")
_MOST = 20.0  # times the quiet season that the busy one may be
_FEWEST = 3  # of a season
_YEAR = 12.0  # months
_OUT = 2  # words between "out of" and the season
_NAMED = 6  # words behind a season within which its months are named
_MONTHS = "months"
_YEARS = range(2010, 2040)


def two_seasons(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with two volumes of two seasons read as an average and a peak; as they are where there are no two.

    «Ой, это летом, зимой 250»: the one volume known may be that of the first.
    """
    seasons = _seasons(scene)
    counted_here = [f for f in scene.facts if _counts(scene, f)]
    if len({name for _, name in seasons}) != 2 or len(seasons) != 2:
        return list(changes)
    coverage = known_coverage(brief, list(changes))
    told = _pair(scene, [at for at, _ in seasons], counted_here)
    others = [f for f in counted_here if f not in told]
    if len(told) == 2 and (not others or _channel_of(scene, told[0]) is not None):
        per = next((p for f in told if (p := _per(f))), None)
        if {p for f in told if (p := _per(f))} - {per}:
            return list(changes)
        volumes = [middle(f.value) * per_month(per, coverage) for f in told]
        own = _channel_of(scene, told[0]) if others else None
        path = f"channels.{own}.contacts_per_month" if own else _path(scene, changes, brief)
    elif len(told) == 1 and len(known := volumes_in(brief)) == 1 and _known_is_first(scene, seasons, told[0]):
        path, volume = next(iter(known.items()))
        per = _per(told[0])
        factor = per_month(per, coverage) if per else likely_factor(middle(told[0].value), volume, coverage)
        volumes = [volume, middle(told[0].value) * factor]
    else:
        return list(changes)
    if path is None or not 1 < max(volumes) / min(volumes) <= _MOST:
        return list(changes)
    spoken = [c for c in changes if _volume(c) and any(c.start < f.end and f.start < c.end for f in told)]
    if others:  # the shares of a list may have given one of the two to the other channel
        own_places = {f.start for f in others}
        spoken += [c for c in changes if _volume(c) and c.value in volumes and c.start not in own_places]
    kept = [c for c in changes if c.path not in _FIELDS and c not in spoken and not (_volume(c) and c.path == path)]
    kept += _of_other_channels(scene, kept, [f for f in counted_here if f not in told], path, coverage)
    months = _months(scene, [at for at, _ in seasons])
    average = (volumes[0] * months + volumes[1] * (_YEAR - months)) / _YEAR
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
    months = [m.first for m in scene.mentions if m.family == "month_named"]
    for at, word in enumerate(scene.words):
        if (
            months
            and at == months[0]
            and not found
            and any(w.lower in listed("else_of_year") for w in scene.words[at:])
        ):
            found.append((at, _MONTHS))  # "in July and August 500 a day, otherwise 90"
        if found and found[0][1] == _MONTHS and word.lower in listed("else_of_year"):
            found.append((at, "out"))
        names = {word.lower, *word.forms} & listed("season_words")
        before = {w.lower for w in scene.words[max(0, at - _OUT) : at]}
        if names:
            name = "out" if before & listed("out_of_season") else min(names)[:4]  # «летом» and «лето» are one
            found.append((at, name))
        elif {word.lower, *word.forms} & listed("rest_of_year") and found:
            said = [w.forms | {w.lower} for w in scene.words[at + 1 : at + 1 + _OUT + 1]]
            found += [(at, "out")] if any(forms & listed("rest_of_what") for forms in said) else []
    return found


def _pair(scene: TextScene, seasons: Sequence[int], told: Sequence[Fact]) -> list[Fact]:
    """The two numbers that stand with the seasons in turns, "40,000 in summer, 25,000 in winter"."""
    places = [scene.span(f).first for f in told]
    if len(told) == 2:
        return list(told) if _in_turns(seasons, places) else []
    first, second = seasons
    between = [f for f, at in zip(told, places, strict=True) if first < at < second]
    before = [f for f, at in zip(told, places, strict=True) if at < first]
    after = [f for f, at in zip(told, places, strict=True) if at > second]
    if len(between) != 1:
        return list(told) if len(told) == 1 else []
    if before:
        return [before[-1], between[0]]
    return [between[0], after[0]] if after else []


def _channel_of(scene: TextScene, fact: Fact) -> str | None:
    """The channel a number is of: what it counts, or the channel named last before it."""
    head = scene.head(fact)[0]
    if head is not None and head.family == "contact" and head.value not in ("", "_"):
        return head.value
    span = scene.span(fact)
    inside = [c for c, place in scene.channels if span.first <= place.first <= span.last]
    before = [c for c, place in scene.channels if place.last < span.first]
    return next(iter(inside), before[-1] if before else None)


def _of_other_channels(
    scene: TextScene, kept: Sequence[Change], others: Sequence[Fact], path: str, coverage: Mapping[str, Any]
) -> list[Change]:
    """The volumes of other channels told beside the seasons, where nobody else took them."""
    found: dict[str, Change] = {}
    for fact in others:
        channel = _channel_of(scene, fact)
        other = f"channels.{channel}.contacts_per_month"
        if channel and other != path and not any(c.path == other for c in kept) and other not in found:
            value = tidy(middle(fact.value) * per_month(_per(fact) or "month", coverage))
            found[other] = Change("set", other, value, fact.start, fact.end, fact.text)
    return list(found.values())


def _months(scene: TextScene, seasons: Sequence[int]) -> float:
    """How many months the season named first lasts: five of «май–сентябрь», else half of the year."""
    for season, sign in ((seasons[0], 1), (seasons[1], -1)):
        named = [n for word in scene.words[season : season + _NAMED] for n in _month(word)]
        if len(named) == 2:
            length = (named[1] - named[0]) % 12 + 1
            return length if sign > 0 else _YEAR - length
    return _YEAR / 2


def _month(word: Word) -> list[int]:
    if "-" in word.lower:
        return [_month_names()[name] for name in word.lower.split("-") if name in _month_names()]
    return [_month_names()[name] for name in {word.lower, *word.forms} if name in _month_names()][:1]


@cache
def _month_names() -> dict[str, int]:
    names: dict[str, int] = {}
    for language in ("en", "ru"):
        for kind in ("wide", "abbreviated"):
            for context in ("stand-alone", "format"):
                told = get_month_names(kind, context, locale=language)
                names |= {name.lower().strip("."): number for number, name in told.items()}
    return names


def _counts(scene: TextScene, fact: Fact) -> bool:
    """A number of contacts, or one of nothing in particular; no year."""
    if fact.kind not in ("number", "volume") or fact.unit or middle(fact.value) < _FEWEST:
        return False
    if fact.kind == "number" and fact.text.isdecimal() and int(fact.text) in _YEARS and "." not in fact.text:
        return scene.head(fact)[0] is not None
    head, _ = scene.head(fact)
    if head is None:
        after = scene.words[min(scene.span(fact).last + 1, len(scene.words) - 1)].lower
        return after in listed("out_of_season") | listed("season_words") or not counted(
            scene, fact
        )  # "47,000 tourists in a season"
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
