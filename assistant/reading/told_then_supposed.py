"""A fact and a supposition in one message: "calls are 4 min. and nights only?", «9–21, и сколько если до 18?».

What is supposed is supposed of the case with the fact in it, so that the two are read as two messages one after the
other; where either of them turns out to be something else, the message is read as one.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from assistant.reading.judged import has_case
from assistant.reading.result import Act, Change, Reading, apply
from assistant.reading.scene import TextScene
from assistant.reading.supposed import refused_again
from assistant.reading.word_lists import listed, turns

ReadAlone = Callable[[str, Mapping[str, Any], bool], Reading]  # the last is whether it answers what was asked

_SIGNS = frozenset(".;!,—–\n")
_TELLING = frozenset({"state", "correct", "greet", "thank"})
_SUPPOSING = frozenset({"what_if", "ask", "estimate", "compare"})
_MOST = 40  # words and signs of a message that is read part by part
_LEAD = 5  # words before the "if" of a clause: "and how much would it be if"


def told_then_supposed(scene: TextScene, brief: Mapping[str, Any], read: ReadAlone) -> Reading | None:
    """The message as a fact and then a supposition of the case it tells; None where it is not these two."""
    if not has_case(brief) or len(scene.words) > _MOST:
        return None  # a case first told is told with all that is asked of it
    for at in range(len(scene.words) - 2, 1, -1):
        if scene.words[at - 1].text not in _SIGNS or not _supposing(scene, at):
            continue
        start = scene.words[at].start
        first = read(scene.text[:start].rstrip(" ,—–"), brief, True)
        then = apply(brief, first.changes)
        if not first.changes or first.what_if or first.ambiguities or any(a.kind not in _TELLING for a in first.acts):
            continue
        second = read(scene.text[start:], then, False)
        acts = {act.kind for act in second.acts}
        if second.changes or not second.what_if or "what_if" not in acts or acts - _SUPPOSING:
            continue
        moved = tuple(c for c in second.what_if if not _tells_again(c, first.changes))
        if not moved:
            continue
        return replace(
            first,
            changes=tuple(refused_again(first.changes, moved, brief)),
            facts=(*first.facts, *(replace(f, start=f.start + start, end=f.end + start) for f in second.facts)),
            what_if=tuple(_shifted(c, start) for c in moved),
            acts=(*first.acts, *(_shifted_act(a, start) for a in second.acts if a.kind == "what_if")),
        )
    return None


def _supposing(scene: TextScene, at: int) -> bool:
    """Whether a clause beginning at a word supposes by its words: "and how much if …", "and nights only?"."""
    if scene.fact_at[at] is not None and scene.fact_at[at] is scene.fact_at[at - 1]:
        return False  # the sign stands within a quantity
    words = [word for word in scene.words[at:] if word.is_word]
    opened = any(word.lower in listed("only_if") | listed("supposing_openers") for word in words[:_LEAD])
    joins = bool(words) and words[0].lower in listed("joins_supposed") | turns() | listed("question_words")
    return opened or (joins and scene.words[-1].text == "?")


def _tells_again(change: Change, told: tuple[Change, ...]) -> bool:
    return change.op == "set" and any(c.path == change.path and c.value == change.value for c in told)


def _shifted(change: Change, start: int) -> Change:
    return replace(change, start=change.start + start, end=change.end + start)


def _shifted_act(act: Act, start: int) -> Act:
    return replace(act, start=act.start + start, end=act.end + start)
