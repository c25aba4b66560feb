"""A decision on what was supposed, and then a fact: "12. final. HIPAA needed", «ладно, Филиппины. и чат, 2000 в месяц».

The sentences that decide are read with the supposition open, those after them as told of the case that comes of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.judged import has_case
from assistant.reading.result import Act, Change, Reading, apply
from assistant.reading.reworded import Reread, Told
from assistant.reading.scene import TextScene
from assistant.reading.supposed_again import KEEP
from assistant.reading.supposed_taken_back import ReadAlone, taken_back

_PARTS = 2  # sentences at least
_MOST = 40  # words and signs of a message that is read part by part
_DECIDING = frozenset({"keep", "state", "yes", "correct", "estimate"})
_TELLING = frozenset({"state", "correct", "negate", "thank"})
_ON_THE_WAY = frozenset({"skip", "dont_know"})  # "next: we pay by the minute" passes nothing over


def decided_then_told(
    scene: TextScene,
    brief: Mapping[str, Any],
    question: str | None,
    read: ReadAlone,
    earlier: Sequence[Told],
    reread: Reread,
) -> Reading | None:
    """The message as a decision and then what is told; None where it is not these two."""
    if (back := taken_back(scene, brief, question, earlier, reread, read)) is not None:
        return back
    if question != KEEP or not has_case(brief) or len(scene.words) > _MOST or len(scene.sentences) < _PARTS:
        return None
    for sentence in reversed(scene.sentences[1:]):
        start = scene.words[sentence.first].start
        first = read(scene.text[:start].rstrip(), brief, True)
        kept = any(act.kind == "keep" for act in first.acts)
        if not kept or first.what_if or first.ambiguities or {a.kind for a in first.acts} - _DECIDING:
            continue
        second = read(scene.text[start:], apply(brief, first.changes), False)
        asked = {a.kind for a in second.acts} - _TELLING - _ON_THE_WAY
        if not second.changes or second.what_if or second.ambiguities or asked:
            continue
        if {_field(c) for c in second.changes} & {_field(c) for c in first.changes}:
            continue  # «да, так и делаем: чаты остаются у нас» says once more what was supposed
        told = [_shifted_act(act, start) for act in second.acts if act.kind not in _ON_THE_WAY]
        return replace(
            first,
            facts=(*first.facts, *(replace(f, start=f.start + start, end=f.end + start) for f in second.facts)),
            changes=(*first.changes, *(_shifted(c, start) for c in second.changes)),
            acts=(*(a for a in first.acts if a.kind != "estimate"), *told),
        )
    return None


def _field(change: Change) -> str:
    """The channel or the field that a change is of."""
    first, *rest = change.path.split(".")
    return ".".join([first, *rest[:1]]) if first == "channels" else first


def _shifted(change: Change, start: int) -> Change:
    return replace(change, start=change.start + start, end=change.end + start)


def _shifted_act(act: Act, start: int) -> Act:
    return replace(act, start=act.start + start, end=act.end + start)
