"""What was named before is left out by a pronoun: "German must be dear? How much without it?", «…без него сколько».

It is the one language, channel or law of the case that the message names before, or else the message before it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.in_brief import listed_in, wanted_in
from assistant.reading.result import Act, Change, Reading
from assistant.reading.reworded import Told
from assistant.reading.scene import TextScene, look
from assistant.reading.word_lists import listed

_LISTS = ("languages", "compliance")
_ASKING = frozenset({"ask", "estimate", "what_if", "why_expensive", "compare"})


def with_pronoun_left_out(
    scene: TextScene, brief: Mapping[str, Any], earlier: Sequence[Told], reading: Reading
) -> Reading:
    """The reading with what a "without it" supposes; the reading itself where nothing is asked without anything."""
    if reading.changes or reading.what_if or not any(act.kind in _ASKING for act in reading.acts):
        return reading
    at = _without_it(scene)
    if at is None:
        return reading
    start, end = scene.words[at].start, scene.words[at + 1].end
    named = _named(scene, start, brief)
    if not named and earlier and earlier[0].brief == brief:
        there = look(earlier[0].text, reading.language)
        named = _named(there, len(there.text), brief)
    if len(named) != 1:
        return reading
    path, item = named.pop()
    left: Any = [each for each in listed_in(brief, path) if each != item] if path in _LISTS else None
    if path in _LISTS and not left:
        return reading
    change = Change("set", path, left, start, end, scene.text[start:end])
    others = tuple(act for act in reading.acts if act.kind not in _ASKING)
    return replace(reading, what_if=(change,), acts=(*others, Act("what_if", start, end)), ambiguities=())


def _without_it(scene: TextScene) -> int | None:
    """Where a "without" stands before a pronoun."""
    for at in range(len(scene.words) - 1):
        if scene.words[at].lower in listed("without_words") and scene.words[at + 1].lower in listed("it_named"):
            return at
    return None


def _named(scene: TextScene, before: int, brief: Mapping[str, Any]) -> set[tuple[str, str]]:
    """The languages, channels and laws of the case that are named before a place."""
    found = {
        ("languages", str(fact.value))
        for fact in scene.facts
        if fact.kind == "language" and fact.start < before and fact.value in listed_in(brief, "languages")
    }
    for channel, span in scene.channels:
        if channel in wanted_in(brief) and len(wanted_in(brief)) > 1 and scene.words[span.first].start < before:
            found.add((f"channels.{channel}", channel))
    for mark in scene.labels:
        laws = listed_in(brief, "compliance")
        if mark.family == "compliance" and mark.value in laws and scene.words[mark.first].start < before:
            found.add(("compliance", str(mark.value)))
    return found
