"""What a short answer to a question of choice means (answers.yaml): "further away is fine", «типовые», "in the day"."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.concepts import Mention, vocabulary
from assistant.reading.places_of_case import not_needed
from assistant.reading.result import Change
from assistant.reading.scene import TextScene
from assistant.reading.word_lists import listed

_LONGEST = 8  # words of an answer
_NEGATED = 2  # words before one that may deny it
# The hours a rough answer stands for.
_HOURS: Mapping[str, Mapping[str, Any]] = {
    "daytime": {"hours_per_day": 9, "open": "09:00", "close": "18:00"},
    "long_day": {"hours_per_day": 12, "open": "09:00", "close": "21:00"},
}


def choice_answered(scene: TextScene, question: str | None, changes: Sequence[Change]) -> list[Change]:
    """The change a short answer to the question of choice that is open makes; none where it asks or says two things."""
    told = any(c.path == question or c.path.startswith(f"{question}.") for c in changes)
    if question is None or told or scene.text.rstrip().endswith("?") or sum(w.is_word for w in scene.words) > _LONGEST:
        return []
    said = [m for m in vocabulary("answers", "choices").mentions(scene.scene) if m.family == question]
    values = {value for m in said if (value := _meant(scene, m))}
    if len(values) != 1:
        return []
    start, end = scene.words[said[0].first].start, scene.words[said[-1].last].end
    place, value = (start, end, scene.text[start:end]), values.pop()
    if question == "coverage":
        return [Change("set", f"coverage.{key}", told, *place, {"vague": True}) for key, told in _HOURS[value].items()]
    return [Change("set", question, value, *place)]


def _meant(scene: TextScene, mention: Mention) -> str:
    """The value named; of a place that is denied the other one: "not abroad" is here, "not here" is abroad."""
    before = [word.lower for word in scene.words[max(0, mention.first - _NEGATED) : mention.first] if word.is_word]
    if mention.concept == "location.onshore" and not_needed(scene, mention.first):
        return ""  # "doesn't have to be local": anywhere will do
    denied = bool(set(before) & listed("denials"))
    if not denied:
        return mention.value
    return {"location.offshore": "onshore", "location.onshore": "offshore"}.get(mention.concept, "")
