"""Hours told for single channels: "phone only during the day, chat at night", «ночью оставить только чат».

The brief keeps one coverage for all channels, so such hours change nothing: they are neither the hours of the whole
service nor a reason to give up the other channels.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from assistant.reading.in_brief import wanted_in
from assistant.reading.known_left_out import clause_of
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene

_WEEKEND = frozenset({6, 7})
_BY_TURNS = 4  # a channel and its hours, another channel and its own


def hours_of_channels(scene: TextScene, brief: Mapping[str, Any]) -> list[Span]:
    """The sentences that tell hours of single channels."""
    return [sentence for sentence in scene.sentences if _told_in(scene, sentence, brief)]


def without_hours_of_channels(
    scene: TextScene, changes: Sequence[Change], sentences: Sequence[Span], supposed: frozenset[int]
) -> list[Change]:
    """The changes without what those sentences say of hours and of other channels; a supposition of them is none."""
    kept = []
    for change in changes:
        of_hours = change.path.startswith("coverage.") or (change.path.count(".") == 1 and change.value is None)
        of_hours = of_hours or change.value == {}
        place = _sentence_at(scene, sentences, change)
        within = place is not None and (change.value != {} or place.first in supposed)
        if not (of_hours and within and change.path.startswith(("coverage.", "channels."))):
            kept.append(change)
    return kept


def _sentence_at(scene: TextScene, sentences: Sequence[Span], change: Change) -> Span | None:
    for sentence in sentences:
        if change.end and scene.words[sentence.first].start <= change.start < scene.words[sentence.last].end:
            return sentence
    return None


def _told_in(scene: TextScene, sentence: Span, brief: Mapping[str, Any]) -> bool:
    channels = [(span.first, name) for name, span in scene.channels_within(sentence)]
    if not channels:
        return False
    parts = [m.first for m in scene.inside(sentence, ("part_of_day",))]
    facts = scene.facts_within(sentence)
    parts += [scene.span(f).first for f in facts if f.kind == "days" and set(f.value) <= _WEEKEND]
    named = {name for _, name in channels}
    confined = scene.has(sentence, "only", "decline", "forget")
    confined = confined and not _of_no_channel(scene, sentence, [at for at, _ in channels], parts)
    if parts and confined and wanted_in(brief) - named and not scene.has(sentence, "addition"):
        return True
    ranges = [scene.span(f).first for f in facts if f.kind == "time_range"] if brief.get("coverage") else []
    marks = sorted([(at, "channel") for at, _ in channels] + [(at, "hours") for at in {*parts, *ranges}])
    by_turns = len([kind for kind, _ in groupby(marks, key=lambda mark: mark[1])]) >= _BY_TURNS
    return len(named) > 1 and by_turns


def _of_no_channel(scene: TextScene, sentence: Span, channels: Sequence[int], parts: Sequence[int]) -> bool:
    """«Субботу убираем, там три человека звонят»: the days go, no channel's alone."""
    if scene.has(sentence, "only"):
        return False
    clauses = [clause_of(scene, Span(at, at)) for at in parts]
    return bool(clauses) and all(
        not any(at in clause for at in channels) and scene.has(clause, "decline", "forget") for clause in clauses
    )
