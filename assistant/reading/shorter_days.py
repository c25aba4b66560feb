"""Days that end sooner than the others: «с 9 до 20, в воскресенье до 17», "9 to 6 every day, Saturday until 2"."""

from collections.abc import Sequence
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.scene import TextScene
from assistant.reading.word_lists import listed
from assistant.reading.workload import tidy

_WEEKEND = frozenset({6, 7})
_NOON, _DAY = 12, 24
_WORKED = 5  # days of a week before its weekend


def with_shorter_days(
    scene: TextScene, ranges: Sequence[Fact], days: Sequence[Fact]
) -> dict[str, tuple[int | float, Fact]]:
    """Days a week and the hours of an average one, where the weekend has an end of its own; nothing else.

    A Sunday so told is the last of seven days, a Saturday that of six unless the whole week is named.
    """
    found = [(fact, end) for fact in days if set(fact.value) <= _WEEKEND and (end := _end(scene, fact)) is not None]
    if len(ranges) != 1 or len(found) != 1 or ranges[0].start > found[0][0].start:
        return {}
    fact, end = found[0]
    opening, closing = (int(ranges[0].value[k][:2]) + int(ranges[0].value[k][3:5]) / 60 for k in ("open", "close"))
    if end <= opening and end < _NOON:
        end += _NOON
    if not opening < end < closing:
        return {}
    named = {day for f in days for day in f.value}
    week = max(len(named), max(fact.value)) if len(named) > len(fact.value) else max(fact.value)
    apart = len(fact.value)
    hours = ((week - apart) * (closing - opening) + apart * (end - opening)) / week
    return {"hours_per_day": (tidy(hours), ranges[0]), "days_per_week": (max(week, _WORKED), fact)}


def _end(scene: TextScene, fact: Fact) -> float | None:
    """The hour after "until" right behind the days."""
    at = scene.span(fact).last + 1
    if at + 1 >= len(scene.words) or scene.words[at].lower not in listed("until_words"):
        return None
    hour = scene.words[at + 1].text
    return float(hour) if hour.isdecimal() and 0 < int(hour) <= _DAY else None


def only_as_ends(stated: dict[str, Any]) -> None:
    """Forget the ends of the day where its hours are an average of several."""
    for key in ("open", "close"):
        stated.pop(key, None)
