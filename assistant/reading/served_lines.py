"""Telephone lines told by that word alone: "our line opens at half past seven", «на линию нужны люди».

A line is a telephone where people are put on it, where it has hours, or where it is answered or handed over; and only
where the message and the brief name no channel.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.asides import asides
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed

_OTHERS = 3  # words before a line that may say which line it is
_QUOTED = frozenset('»”"')
_HOURS = ("time_range", "days", "hours", "schedule")


def with_lines_served(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> Sequence[Change]:
    """The changes with the telephone, where a line is told of and no channel else."""
    if brief.get("channels") or any(c.path.startswith("channels.") for c in changes):
        return changes
    aside = {at for span in asides(scene) for at in range(span.first, span.last + 1)}
    for at, word in enumerate(scene.words):
        sentence = scene.sentence_of(at)
        asks = any(w.text == "?" for w in scene.words[sentence.first : sentence.last + 1])
        if word.forms & listed("line_words") and at not in aside and not asks and _served(scene, at, sentence):
            return [*changes, Change("set", "channels.phone", {}, word.start, word.end, word.text)]
    return changes


def _served(scene: TextScene, at: int, sentence: Span) -> bool:
    """Whether a line is no level, row or product, and is worked on in its sentence."""
    before = scene.words[max(sentence.first, at - _OTHERS) : at]
    after = scene.words[at + 1] if at + 1 < len(scene.words) else None
    beside = before[-1] if before else None
    if beside is not None and (beside.is_digits or beside.forms & listed("lines_of_other_kinds")):
        return False
    if after is not None and (after.text in _QUOTED or after.lower in listed("line_followers")):
        return False  # «Открытая линия» is a firm
    if any(word.forms & listed("level_ordinals") for word in before):
        return False
    words = scene.words[sentence.first : sentence.last + 1]
    worked = any(w.forms & listed("line_verbs") for w in words)
    return worked or any(f.kind in _HOURS for f in scene.facts_within(sentence))
