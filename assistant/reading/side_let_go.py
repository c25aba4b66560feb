"""The side of the world a provider is on, told before and wanted no more: "drop the offshore", «убираем офшор»."""

from collections.abc import Mapping
from typing import Any

from assistant.reading.bots import said_of
from assistant.reading.result import Change
from assistant.reading.scene import TextScene

_LONGEST = 6  # words of an order that says no more


def side_let_go(scene: TextScene, brief: Mapping[str, Any]) -> list[Change]:
    """The removal of the known location that a short order names and lets go."""
    named = [m for m in scene.labels if m.family == "location"]
    if len({m.value for m in named}) != 1 or named[0].value != brief.get("location") or not scene.sentences:
        return []
    sentence = scene.sentence_of(named[0].first)
    said = [word for word in scene.words if word.is_word]
    gone = scene.has(sentence, "decline", "forget", "let_go") or said_of(scene, "decided_refused", sentence)
    if len(said) > _LONGEST or scene.words[sentence.last].text == "?" or not gone or scene.facts:
        return []
    start, end = scene.words[sentence.first].start, scene.words[sentence.last].end
    return [Change("remove", "location", None, start, end, scene.text[start:end])]
