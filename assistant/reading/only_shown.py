"""What is to be shown and not taken over: "13,000 calls next year. Show me the cost but don't put it in yet".

A message that says so tells nothing, whatever the rest of it would tell by itself: all that is supposed.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.concepts import Mention, vocabulary
from assistant.reading.judged import has_case
from assistant.reading.restated import MOVABLE
from assistant.reading.result import Act, Reading
from assistant.reading.scene import Span, TextScene

ReadInFrame = Callable[[str], Reading]  # of a text in the place of the message

_SIGNS = frozenset(".:;!,—–\n")


def only_shown(scene: TextScene, brief: Mapping[str, Any], read: ReadInFrame) -> Reading | None:
    """The message with what it tells supposed; None where it does not say that nothing is to be taken over."""
    said = [m for m in vocabulary("decided").overlapping(scene.scene) if m.concept == "only_shown"]
    if not said or not has_case(brief):
        return None
    clauses = [_clause(scene, mention) for mention in said]
    if any(scene.channels_within(clause) for clause in clauses):
        return None  # «почту в расчёт не берите»: the channel is given up
    told = read("".join(_without(scene, clauses, said)))
    moved = tuple(c for c in (*told.changes, *told.what_if) if c.path.split(".")[0] in MOVABLE)
    if not moved:
        return None
    start, end = scene.words[0].start, scene.words[-1].end
    supposed = tuple(replace(c, start=max(c.start, start), end=min(c.end, end)) for c in moved)
    return replace(told, changes=(), what_if=supposed, acts=(Act("what_if", start, end),), ambiguities=())


def _clause(scene: TextScene, mention: Mention) -> Span:
    first, last = mention.first, mention.last
    while first > 0 and scene.words[first - 1].text not in _SIGNS:
        first -= 1
    while last < len(scene.words) - 1 and scene.words[last].text not in _SIGNS:
        last += 1
    return Span(first, last)


def _without(scene: TextScene, clauses: Sequence[Span], said: Sequence[Mention]) -> Iterator[str]:
    """The text with the clauses that say so blank, so that every word stands where it stood."""
    gone: set[int] = set()
    for clause, mention in zip(clauses, said, strict=True):
        told = any(scene.fact_at[at] is not None for at in range(clause.first, clause.last + 1))
        span = Span(mention.first, mention.last) if told else clause
        gone |= set(range(scene.words[span.first].start, scene.words[span.last].end))
    for at, sign in enumerate(scene.text):
        yield " " if at in gone and sign != "\n" else sign
