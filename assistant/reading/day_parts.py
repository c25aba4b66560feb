"""Hours confined to a part of the day: "evenings only", «только ночью», "what about just mornings?"."""

from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from typing import Any

from assistant.reading.coverage import clock_hours
from assistant.reading.facts import Fact
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed, only_words
from assistant.reading.workload import tidy

_NEAR = 3  # words between "only" and the part of the day
_LONGEST = 8  # words of a sentence that says nothing else
# The hours a part of the day stands for where nobody tells them.
_HOURS: Mapping[str, tuple[str, str]] = {
    "mornings_said": ("08:00", "12:00"),
    "daytimes_said": ("09:00", "18:00"),
    "evenings_said": ("18:00", "22:00"),
    "nights": ("22:00", "06:00"),
}
_WEEK = 7
_OTHERS = ("time_range", "days", "duration", "number", "volume", "percent", "channel")


def part_of_day(scene: TextScene, brief: Mapping[str, Any], span: Span | None = None) -> list[Change]:
    """The hours of the one part of the day a short sentence confines the service to; the evening ends as the day does.

    None where the sentence names hours, days, a channel or a number, which say more than the part of the day.
    """
    parts = _parts()
    for at in range(len(scene.words)) if span is None else range(span.first, span.last + 1):
        part = parts.get(scene.words[at].lower)
        if part is None:
            continue
        sentence = scene.sentence_of(at)
        near = range(max(sentence.first, at - _NEAR), min(sentence.last, at + 1) + 1)
        confined = any(scene.words[k].lower in only_words() for k in near)
        inside = range(sentence.first, sentence.last + 1)
        told = any(scene.kind_at(k) in _OTHERS for k in inside)
        if confined and not told and sum(scene.words[k].is_word for k in inside) <= _LONGEST:
            return _of_hours(scene, at, *_known_end(part, brief))
    return []


@cache
def _parts() -> Mapping[str, str]:
    """Words that name a part of the day, each with the first part it names."""
    return {word: part for part in reversed(tuple(_HOURS)) for word in listed(part)}


def _known_end(part: str, brief: Mapping[str, Any]) -> tuple[str, str]:
    """The hours of the part, up to the known end of the day where that is in the evening."""
    opening, closing = _HOURS[part]
    known = brief.get("coverage")
    end = known.get("close") if isinstance(known, Mapping) else None
    later = isinstance(end, str) and opening < end < "24:00"
    return (opening, str(end)) if part == "evenings_said" and later else (opening, closing)


def _of_hours(scene: TextScene, at: int, opening: str, closing: str) -> list[Change]:
    word = scene.words[at]
    values = {"open": opening, "close": closing, "hours_per_day": tidy(clock_hours(opening, closing))}
    return [
        Change("set", f"coverage.{k}", v, word.start, word.end, word.text, {"vague": True}) for k, v in values.items()
    ]


def days_told_over(scene: TextScene) -> list[Fact]:
    """The whole week of «без выходных, только понедельник–пятница»: the days named right after it are meant."""
    days = [f for f in scene.facts if f.kind == "days"]
    pairs = ((a, b) for a, b in pairwise(days) if len(a.value) == _WEEK > len(b.value))
    return [
        before
        for before, after in pairs
        if scene.sentence_of(scene.span(before).first) == scene.sentence_of(scene.span(after).first)
        and any(
            scene.words[at].lower in only_words() for at in range(scene.span(before).last + 1, scene.span(after).first)
        )
    ]
