"""What a clause names by value: numbers, days and hours said, and how a value of the brief may be said.

"12" is 12 of 12,000 calls and 12 minutes of 720 seconds; "80/20" is a service level, "9pm" an hour of the day.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from assistant.reading.clocks import Clock, clock_at
from assistant.reading.facts import Fact
from assistant.reading.in_brief import value_at
from assistant.reading.scene import Span, TextScene
from assistant.reading.service_levels import slashed_levels
from assistant.reading.word_lists import listed

_THOUSAND = 1000
_MINUTE = 60  # seconds
_MONTH = 365 / 12 * 86_400  # seconds
_NOON = 12
_WEEKEND = 2  # days
_WEEKS, _WEEK = 52 / 12, 7  # weeks of a month, days of a week
_OF_MONTH = 12 / 365  # of a volume of a month that comes in a day
_WHOLE = 100  # per cent
_CLOCK = re.compile(r"(\d{1,2}):\d\d")
_SLASHED = re.compile(r"(?<![\d/.,])(\d{2})\s?/\s?(\d{1,3})(?![\d/.,])")  # 80/20


def of_people(scene: TextScene, fact: Fact) -> bool:
    """Whether a number counts people: "the 9 agents"."""
    head = scene.head(fact)[0] if fact.kind == "number" else None
    return head is not None and head.family in ("agent", "person")


def renderings(path: str, value: Any) -> set[Any]:
    """What a value of the brief may be named by: itself, in thousands or minutes, items of a list, a clock's hour."""
    if isinstance(value, Mapping):
        return {said for key, each in value.items() for said in renderings(f"{path}.{key}", each)}
    if isinstance(value, list):
        return {*(item for item in value if isinstance(item, str)), float(len(value))}
    if isinstance(value, str):
        hour = _CLOCK.fullmatch(value)
        return {value, float(hour[1]), float(hour[1]) % _NOON} if hour else {value}
    if not is_number(value):
        return set()
    amount = float(value)
    if path.endswith("aht_seconds"):
        return {amount, amount / _MINUTE}
    if path == "contract_months":
        return {amount, amount * _MONTH}
    return {amount, amount / _THOUSAND} if amount >= _THOUSAND else {amount}


def by_day_and_week(volume: Any, brief: Mapping[str, Any]) -> set[Any]:
    """A volume of a month as a person may have told it: so many a day or a week, "150" of 150 chats a day."""
    if not is_number(volume):
        return set()
    days = value_at(brief, "coverage.days_per_week") or _WEEK
    a_week = float(volume) / _WEEKS
    return {float(round(a_week)), float(round(a_week / float(days))), float(round(float(volume) * _OF_MONTH))}


def values_said(scene: TextScene, span: Span) -> set[Any]:
    """The values a clause names; "both" is two."""
    said: set[Any] = set()
    for fact in scene.facts_within(span):
        if not of_people(scene, fact):  # "9 of our own agents" are no 9,000 calls
            said |= _of_fact(fact)
    start, end = scene.words[span.first].start, scene.words[span.last].end
    said |= {float(number) for pair in _SLASHED.findall(scene.text[start:end]) for number in pair}
    said |= {str(m.value) for m in scene.labels if m.family == "compliance" and m.first in span}
    said |= {float(str(m.value)) * _WHOLE for m in scene.mentions if m.family == "fraction" and m.first in span}
    for at, percent, seconds in slashed_levels(scene):
        said |= {float(percent), float(seconds)} if at in span else set()
    both = any(scene.words[at].lower in listed("both_words") for at in range(span.first, span.last + 1))
    return {*said, 2.0} if both else said


def hours_said(scene: TextScene, span: Span) -> set[Any]:
    """The hours of day a clause names, which are no other numbers: "8 to 20" keeps no 20 agents."""
    said = {float(clock.minutes // _MINUTE) for clock in _clocks(scene, span)}
    start, end = scene.words[span.first].start, scene.words[span.last].end
    said |= {float(hour) for hour in _CLOCK.findall(scene.text[start:end])}  # "the 18:00 close"
    for fact in scene.facts_within(span):
        if fact.kind == "time_range":
            said |= {float(hour) for hour in re.findall(r"\d{1,2}(?=:\d\d)", str(fact.value))}
            said |= {float(number) for number in re.findall(r"(?<![\d:.,])\d{1,2}(?![\d.,])", fact.text)}
    return said


def _clocks(scene: TextScene, span: Span) -> list[Clock]:
    """Times of day of a clause that can be nothing else: "9pm", «до часу ночи»."""
    start, end = scene.words[span.first].start, scene.words[span.last].end
    places = [at for at, token in enumerate(scene.tokens) if start <= token.start < end]
    found = [clock_at(scene.tokens, at) for at in places]
    return [clock for clock in found if clock is not None and (clock.explicit or clock.half)]


def _of_fact(fact: Fact) -> set[Any]:
    if fact.unit == "times" or fact.kind == "time_range":
        return set()
    if fact.kind == "days" and isinstance(fact.value, list):
        return set() if single_days(fact) else {float(len(fact.value))}  # weekdays are five of a week
    if isinstance(fact.value, Mapping) and {"low", "high"} <= fact.value.keys():
        return {plain(fact.value["low"]), plain(fact.value["high"])} - {None}  # "the 8 to 10" of hours supposed
    return {plain(fact.value)} - {None}


def single_days(fact: Fact) -> bool:
    """Whether days are named for themselves and are no week: the Saturdays of "skip the Saturdays"."""
    return isinstance(fact.value, list) and len(fact.value) <= _WEEKEND


def plain(value: Any) -> Any:
    """A number or a word that can be compared; None for anything else."""
    amount = value.get("value") if isinstance(value, Mapping) else value
    if isinstance(amount, int | float) and not isinstance(amount, bool):
        return float(amount)
    return amount if isinstance(amount, str) else None


def is_number(value: Any) -> bool:
    """Whether a value is a number; True and False are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)
