"""A number of those asked about just before: "what is an agent in Tashkent?", and then "4 of those", «мне таких 4»."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.changes import set_field
from assistant.reading.facts import Fact
from assistant.reading.in_brief import volumes_in
from assistant.reading.result import Change
from assistant.reading.reworded import Told
from assistant.reading.scene import TextScene, look
from assistant.reading.word_lists import listed

_REACH = 2  # words between a number and the word that stands for those
_MOST = 500  # agents that somebody asks for in passing
_WANTED, _PLACE = "agents", "provider_countries"
_COUNTED = ("contact", "driver")


def so_many_of_those(
    scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any], earlier: Sequence[Told]
) -> Sequence[Change]:
    """The changes with the number as agents wanted where the message before asked what one of them costs."""
    if not earlier or volumes_in(brief) or brief.get(_WANTED) or brief.get("in_house"):
        return changes
    found = next((fact for fact in scene.facts if fact.kind == "number" and _of_those(scene, fact)), None)
    if found is None or any(m.family in _COUNTED for m in scene.mentions):
        return changes
    asked = look(earlier[0].text, scene.language)
    if not any(m.family == "agent" for m in asked.mentions):
        return changes
    kept = [c for c in changes if not (c.start < found.end and found.start < c.end)]
    told = [set_field(_WANTED, found.value, found)]
    places = {str(fact.value) for fact in asked.facts if fact.kind == "country"}
    if len(places) == 1 and not brief.get(_PLACE) and not any(c.path == _PLACE for c in kept):
        told.append(set_field(_PLACE, sorted(places), found))
    return [*kept, *told]


def _of_those(scene: TextScene, fact: Fact) -> bool:
    if fact.unit or not isinstance(fact.value, int | float) or not 1 <= fact.value <= _MOST:
        return False
    if fact.value != int(fact.value):
        return False
    span = scene.span(fact)
    near = scene.words[max(0, span.first - _REACH) : span.last + _REACH + 1]
    return any(word.lower in listed("of_those") for word in near)
