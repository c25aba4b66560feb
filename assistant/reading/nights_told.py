"""Nights and weekends added or given up in a few words: "nights too", «и ночью», "w/o nights", "and weekends"."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.in_brief import volumes_in
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.supposed import people_by_day
from assistant.reading.word_lists import conjunctions, listed, only_words

_LONGEST = 5  # words of a message that says nothing else
_ALL_DAY = 24
_OTHERS = ("time_range", "days", "duration", "number", "volume", "money", "percent", "channel", "country", "language")


def nights_told(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> Sequence[Change]:
    """The changes with the nights that a short message adds to the known case, or takes off a service round the clock.

    A question supposes them only, and is read elsewhere.
    """
    if changes or scene.text.rstrip().endswith("?") or not volumes_in(brief):
        return changes
    words = [word for word in scene.words if word.is_word]
    nights = [word for word in words if word.lower in listed("nights")]
    if len(nights) != 1 or len(words) > _LONGEST or any(fact.kind in _OTHERS for fact in scene.facts):
        return changes
    whole = Span(0, len(scene.words) - 1)
    said = {word.lower for word in words}
    if scene.has(whole, "decline", "negation", "forget") or said & listed("without_words"):
        return people_by_day(scene, brief)
    coverage = brief.get("coverage")
    hours = coverage.get("hours_per_day") if isinstance(coverage, Mapping) else None
    added = bool(said & listed("added_too")) or words[0].lower in conjunctions()
    if said & only_words() or not added or hours == _ALL_DAY:
        return changes
    place = (nights[0].start, nights[0].end, nights[0].text)
    ends = [end for end in ("open", "close") if isinstance(coverage, Mapping) and end in coverage]
    gone = [Change("remove", f"coverage.{end}", None, *place) for end in ends]
    return [Change("set", "coverage.hours_per_day", _ALL_DAY, *place), *gone]
