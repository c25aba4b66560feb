"""The country of the customers told by a wish to stay in it: "in the same country as us, Spain", «в той же стране, что
и мы, то есть в России».

Whoever wants the work done in the buyer's own country and names a country has named the customers' too.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.places import visited
from assistant.reading.places_of_case import need_not
from assistant.reading.result import Change
from assistant.reading.scene import TextScene

_HOME, _PROVIDERS, _LOCATION = "home_country", "provider_countries", "location"


def with_home_of_onshore(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with the one country named beside "onshore" as the customers', where theirs is not known."""
    told = {change.path: change for change in changes}
    location = told.get(_LOCATION)
    if location is None or location.value != "onshore" or _HOME in told or brief.get(_HOME) or brief.get(_PROVIDERS):
        return list(changes)
    if " " not in location.text:
        return list(changes)  # "agents onshore, United Kingdom" tells where they are
    named = [f for f in scene.facts if f.kind == "country"]
    named = [f for f in named if not (visited(scene, scene.span(f)) or need_not(scene, scene.span(f)))]
    if len({str(fact.value) for fact in named}) != 1:
        return list(changes)
    place = named[0]
    found = [*changes, Change("set", _HOME, place.value, place.start, place.end, place.text)]
    of_provider = any(scene.has(scene.sentence_of(scene.span(f).first), "agent", "vendor") for f in named)
    return found if of_provider else [change for change in found if change.path != _PROVIDERS]
