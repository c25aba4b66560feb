"""One end of the known hours told anew: "7 am start instead of 8", «начало сдвинулось на 10:00, конец прежний».

Read where nothing else has changed the hours: a clock is the end that its preposition or a word of opening or closing
beside it names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.reading.clocks import Clock, clock_at
from assistant.reading.coverage import clock_hours
from assistant.reading.moments import clock_text, minutes_of
from assistant.reading.number_words import match_any
from assistant.reading.result import Change
from assistant.reading.scene import TextScene
from assistant.reading.time_words import words
from assistant.reading.tokens import Token
from assistant.reading.word_lists import listed
from assistant.reading.workload import tidy

_SIGNS = frozenset(",;:()—–.!?")
_NOON = 720
_SHORTEST = 240  # minutes a day of work lasts at least
_REFUSED = 3  # tokens before a clock among which it may be taken back
_QUANTITIES = ("volume", "money", "percent", "duration", "time_range")


@dataclass(frozen=True)
class _End:
    """A clock of the text, which end of the day it is, and whether it is the old one."""

    side: str
    clock: Clock
    first: int
    old: bool


def ends_told_anew(
    scene: TextScene, brief: Mapping[str, object], changes: Sequence[Change], allowed: Callable[[int], bool]
) -> list[Change]:
    """The changes with an end of the known hours set to the clock told of it.

    `allowed` tells of a word whether it states anything.
    """
    coverage = brief.get("coverage")
    known = {side: coverage.get(side) for side in ("open", "close")} if isinstance(coverage, Mapping) else {}
    hours = {f"coverage.{key}" for key in ("open", "close", "hours_per_day")}
    if not known or not all(isinstance(end, str) for end in known.values()) or hours & {c.path for c in changes}:
        return list(changes)
    told = _told(scene, {side: str(end) for side, end in known.items()}, allowed)
    fresh = {end.side: end for end in told if not end.old and end.side}
    if not fresh or len(fresh) < len([end for end in told if not end.old]):
        return list(changes)
    ends = {side: str(end) for side, end in known.items()}
    if "open" in fresh:
        ends["open"] = clock_text(fresh["open"].clock.minutes)
    if "close" in fresh:
        clock = fresh["close"].clock
        ends["close"] = clock_text(evening(clock.minutes, bool(clock.half), minutes_of(ends["open"])))
    values = {side: ends[side] for side in fresh if ends[side] != known[side]}
    if not values or clock_hours(ends["open"], ends["close"]) * 60 < _SHORTEST:
        return list(changes)
    first = scene.tokens[min(end.first for end in fresh.values())].start
    last = scene.tokens[max(end.clock.end for end in fresh.values()) - 1].end
    new = {**values, "hours_per_day": tidy(clock_hours(ends["open"], ends["close"]))}
    return [*changes, *(Change("set", f"coverage.{k}", v, first, last, scene.text[first:last]) for k, v in new.items())]


def _told(scene: TextScene, known: Mapping[str, str], allowed: Callable[[int], bool]) -> list[_End]:
    """Clocks of the sentences that speak of opening or closing, or take a known end back."""
    tokens = scene.tokens
    found: list[_End] = []
    i = 0
    while i < len(tokens):
        clock = clock_at(tokens, i, dotted=True)
        at = _word_at(scene, tokens[i].start)
        if clock is None or at is None or not allowed(at) or not _a_clock(scene, tokens, i, at, clock):
            i += 1
            continue
        found.append(_End(_side(tokens, i, clock), clock, i, taken_back(tokens, i)))
        i = clock.end
    spoken = any(token.low in words().opening or token.low in words().closing for token in tokens)
    denied = [end for end in found if end.old and any(_same(end.clock, hour) for hour in known.values())]
    if not spoken and not denied:
        return []
    sides = {side for side, hour in known.items() for end in denied if _same(end.clock, hour)}
    sideless = sides.pop() if len(sides) == 1 else ""
    return [end if end.side else _End(sideless, end.clock, end.first, end.old) for end in found]


def _a_clock(scene: TextScene, tokens: list[Token], i: int, at: int, clock: Clock) -> bool:
    """Whether it is an hour of the day: said as one, led by a preposition of hours, or beside an opening."""
    fact = scene.fact_at[at]
    if fact is not None and fact.kind in _QUANTITIES:
        return False
    if fact is not None and fact.kind == "number" and not clock.explicit and scene.head(fact)[1]:
        return False
    w = words()
    led = any(match_any(lexicon, tokens, i - 1) == i for lexicon in (w.until, w.since, w.at_hour) if i)
    beside = clock.end < len(tokens) and (tokens[clock.end].low in w.opening or tokens[clock.end].low in w.closing)
    return clock.minutes <= 2 * _NOON and (clock.explicit or led or beside or taken_back(tokens, i))


def _side(tokens: list[Token], i: int, clock: Clock) -> str:
    """Which end of the day a clock is: by its preposition, else by the nearest word of its clause."""
    w = words()
    before = tokens[i - 1].low if i else ""
    if before in listed("hours_until"):
        return "close"
    if i and match_any(w.since, tokens, i - 1) == i:
        return "open"
    near: list[tuple[int, str]] = []
    for step, place in ((-1, i - 1), (1, clock.end)):
        while 0 <= place < len(tokens) and tokens[place].low not in _SIGNS:
            side = "open" if tokens[place].low in w.opening else "close" if tokens[place].low in w.closing else ""
            near += [(abs(place - i), side)] if side else []
            place += step
    return min(near)[1] if near else _of_clause_before(tokens, i)


def _of_clause_before(tokens: list[Token], i: int) -> str:
    """«Закрываемся раньше, в 20:00»: the clause right before tells the end, where nothing else is told in this one."""
    w = words()
    place = i - 1
    while place >= 0 and tokens[place].low not in _SIGNS:
        place -= 1
    if place < 0 or tokens[place].low not in ",:" or i - place > _REFUSED:
        return ""
    place -= 1
    while place >= 0 and tokens[place].low not in _SIGNS:
        if tokens[place].low in w.opening or tokens[place].low in w.closing:
            return "open" if tokens[place].low in w.opening else "close"
        place -= 1
    return ""


def taken_back(tokens: list[Token], i: int) -> bool:
    """ "Instead of 8", «а не до 18»."""
    before = [token.low for token in tokens[max(0, i - _REFUSED) : i]]
    while before and any(sign in before for sign in _SIGNS):
        before = before[1:]
    return any(word in listed("in_place_of") for word in before)


def _same(clock: Clock, hour: str) -> bool:
    return clock.minutes % _NOON == minutes_of(hour) % _NOON


def evening(minutes: int, half: bool, opening: int) -> int:
    """ "Till eight" of a day that opens at nine is in the evening, where no half of the day is said."""
    bare = not half and minutes <= _NOON
    return minutes + _NOON if bare and minutes < opening + _SHORTEST else minutes


def _word_at(scene: TextScene, offset: int) -> int | None:
    return next((at for at, word in enumerate(scene.words) if word.start <= offset < word.end), None)
