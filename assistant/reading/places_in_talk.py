"""What a place means in the light of the message before: one picked after a comparison, one whose side was asked about,
one where a provider need not be.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.concepts import Mention, vocabulary
from assistant.reading.in_brief import listed_in
from assistant.reading.places_of_case import case_told, need_not, not_needed
from assistant.reading.result import Act, Change
from assistant.reading.reworded import Reread, Told
from assistant.reading.scene import TextScene

_PICKED = 5  # words of a message that picks one of the places compared
_SIDED = 6  # words of an answer to whose place it is
_HOME, _PROVIDERS = "home_country", "provider_countries"


def place_question(scene: TextScene, question: str | None, earlier: Sequence[Told], reread: Reread) -> str | None:
    """The field a message answers: right after places were compared, the one named alone is where a provider is."""
    places = {str(fact.value) for fact in scene.facts if fact.kind == "country"}
    others = any(fact.kind not in ("country", "language") for fact in scene.facts)
    if len(places) != 1 or others or not earlier or "?" in scene.text:
        return question
    if sum(word.is_word for word in scene.words) > _PICKED:
        return question
    compared = any(act.kind == "compare" for act in reread(earlier[0]).acts)
    return _PROVIDERS if compared else question


def with_side_told(
    scene: TextScene,
    changes: Sequence[Change],
    brief: Mapping[str, Any],
    question: str | None,
    earlier: Sequence[Told],
    reread: Reread,
) -> tuple[Change, ...]:
    """Changes with the place whose side was asked about last: "provider", «клиенты», or a case told over the question.

    Whoever goes on to the volume has named the country of the customers.
    """
    settled = {_HOME, _PROVIDERS} & {*(c.path for c in changes), *brief}
    if question != _HOME or settled or not earlier or any(fact.kind == "country" for fact in scene.facts):
        return tuple(changes)
    doubt = next((each for each in reread(earlier[0]).ambiguities if each.path == _HOME), None)
    if doubt is None:
        return tuple(changes)
    sides = {m.value for m in _choices(scene) if m.family == "whose_place"}
    short = sum(word.is_word for word in scene.words) <= _SIDED
    side = sides.pop() if len(sides) == 1 and short else _HOME if case_told(scene) else ""
    told = next((options for label, options in doubt.options if label == side), ())
    return (*changes, *(Change(c.op, c.path, c.value) for c in told))


def open_places(scene: TextScene, brief: Mapping[str, Any], question: str | None) -> list[Act]:
    """Acts `place_open`: a place where a provider may be and need not be, which nothing known is tied to."""
    known = listed_in(brief, _PROVIDERS)
    here = [m for m in _choices(scene) if m.concept == "location.onshore" and not_needed(scene, m.first)]
    of_provider = question == "location" or any(m.family in ("vendor", "agent") for m in scene.mentions)
    if here and of_provider and not any(fact.kind == "country" for fact in scene.facts):
        return [Act("place_open", scene.words[here[0].first].start, scene.words[here[0].last].end)]
    free = [f for f in scene.facts if f.kind == "country" and need_not(scene, scene.span(f)) and f.value not in known]
    return [Act("place_open", f.start, f.end, {"country": f.value}) for f in free[:1]]


def _choices(scene: TextScene) -> list[Mention]:
    return vocabulary("answers", "choices").mentions(scene.scene)
