"""Hours told as a length of time: "two shifts of eight hours", «по 8 часов 5 дней в неделю»."""

from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.roles import Roles, middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.time_words import words as time_words
from assistant.reading.word_lists import listed, within_words
from assistant.reading.workload import tidy

WHOLE_DAY = 24.0
_DAY = 86_400
_DAILY = 3  # words between the hours and "every day"
_SHORTEST = 4  # hours a line is served for, at least
_A_DAY = 3  # words before how many shifts there are, among which a day is named
_SHIFT_WORDS = 4  # words before the length of a shift among which it is named


def shifts(scene: TextScene, roles: Roles, stated: dict[str, tuple[Any, Fact]]) -> None:
    """ "Two shifts of eight hours", «семь дней в неделю по шестнадцать часов»: hours told as a length of time."""
    taken = roles.of("aht", "coverage.hours", "service_level.seconds")
    answered = [r.fact for r in roles.of("service_level.seconds")]
    lengths = [f for f in [*roles.free, *(r.fact for r in taken)] if f.unit == "hour"]
    for fact in (f for f in lengths if f.kind == "duration" and "hours_per_day" not in stated):
        span = scene.span(fact)
        before = Span(max(scene.sentence_of(span.first).first, span.first - _SHIFT_WORDS), span.first)
        numbers = [f for f in scene.facts if f.kind == "number" and scene.span(f).first in before]
        hours = middle(fact.value) / 3600
        if scene.has(before, "shift"):
            hours *= (
                middle(numbers[-1].value) if numbers and 1 < middle(numbers[-1].value) <= 4 else _shifts_a_day(scene)
            )
            hours = hours if hours <= WHOLE_DAY else middle(fact.value) / 3600
        elif not _just_after_days(scene, span) and not (
            fact not in answered and hours >= _SHORTEST and _just_before_days(scene, fact)
        ):
            continue
        if 0 < hours <= WHOLE_DAY:
            roles.taken[:] = [r for r in roles.taken if r.fact is not fact]
            roles.free[:] = [*(f for f in roles.free if f is not fact), fact]
            stated["hours_per_day"] = (tidy(hours), fact)


def _shifts_a_day(scene: TextScene) -> float:
    """«Смена 12 часов, две смены в сутки»: how many there are, told apart from their length; 1 where it is not."""
    for fact in scene.facts:
        span = scene.span(fact)
        counted = scene.has(Span(span.first, min(span.last + 1, len(scene.words) - 1)), "shift")
        if fact.kind == "volume" and fact.per == "day" and counted and 1 < middle(fact.value) <= 3:
            return middle(fact.value)
        before = scene.words[max(0, span.first - _A_DAY) : span.first]
        daily = any(word.lower in listed("a_day_shifts") for word in before)  # «в сутках две смены»
        near = Span(max(0, span.first - _A_DAY), min(span.last + 1, len(scene.words) - 1))
        if fact.kind == "number" and daily and scene.has(near, "shift") and 1 < middle(fact.value) <= 3:
            return middle(fact.value)
    return 1.0


def daily(scene: TextScene, span: Span) -> bool:
    """«Двенадцать часов ежедневно»: the days are told with the hours."""
    first, last = span.first, span.last
    while first and span.first - first < _DAILY and scene.words[first - 1].is_word:
        first -= 1
    while last + 1 < len(scene.words) and last - span.last < _DAILY and scene.words[last + 1].is_word:
        last += 1
    said = [word.lower for word in scene.words[first : last + 1]]
    return any(word in time_words().daily.single() for word in said)


def _just_after_days(scene: TextScene, span: Span) -> bool:
    """Only a preposition stands between the days and the length of each."""
    at, left = span.first - 1, 2
    while at >= 0 and left and (scene.fact_at[at] is None or _how_many_days(scene, at)):
        left -= scene.fact_at[at] is None and scene.words[at].is_word  # «вс–чт, 5 дней, по 10 часов»
        at -= 1
    fact = scene.fact_at[at] if at >= 0 else None
    return fact is not None and fact.kind == "days"


def _how_many_days(scene: TextScene, at: int) -> bool:
    fact = scene.fact_at[at]
    return fact is not None and fact.kind == "duration" and fact.unit == "day"


def _just_before_days(scene: TextScene, fact: Fact) -> bool:
    """«По 8 часов 5 дней в неделю»: how many days follow the length of each, with a preposition at most between."""
    at = scene.span(fact).last + 1
    first = scene.span(fact).first
    if at < len(scene.words) and scene.words[at].text == ",":
        at += 1  # «по 12 часов, шесть дней в неделю»
    if (
        at < len(scene.words)
        and scene.fact_at[at] is None
        and len(scene.words[at].text) <= 2
        and scene.words[at].is_word
    ):
        at += 1
    days = scene.fact_at[at] if at < len(scene.words) else None
    led = first > 0 and scene.words[first - 1].lower in within_words()
    return days is not None and (
        days.unit == "count"
        or (
            days.kind == "days" and days.unit is None and len(days.value) >= 5 and not led
        )  # "12 hours Monday to Friday"
        or (days.kind == "duration" and days.unit == "day" and 4 <= middle(days.value) / _DAY <= 7)
    )
