"""What a question tells of the buyer's own case: "Is 1,200 chats a month a job for outsiders?" tells of 1,200 chats.

A question about the market may hold the same words: "Do banks get 1,200 chats a month?". Which of the two it is, only
the judge can say, by all the words around.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.reading.judge import NOTHING
from assistant.reading.meanings import QUANTITIES
from assistant.reading.scene import Span, TextScene
from assistant.reading.told_ahead import told_ahead

_OURS = 0.15  # how likely at most a number is nobody's field
_AHEAD = 0.6  # …the same of one told ahead of the question
_WANTED = 0.85  # how likely a channel is one that is asked for


def own_case_in_question(scene: TextScene, asked: Sequence[Span]) -> frozenset[int]:
    """Words of the quantities and channels within questions that the judge is sure are the buyer's own."""
    return frozenset(at for span in _own(scene, asked) for at in range(span.first, span.last + 1))


def _own(scene: TextScene, asked: Sequence[Span]) -> Iterator[Span]:
    opinion = scene.opinion
    if opinion is None or not asked:
        return
    for fact in scene.facts:
        span = scene.span(fact)
        most = _AHEAD if told_ahead(scene, fact) else _OURS
        if fact.kind in QUANTITIES and _within(span, asked) and opinion(span).get(NOTHING, 1.0) <= most:
            yield span
    for _, span in scene.channels:
        if _within(span, asked) and opinion(span).get("channel", 0.0) >= _WANTED:
            yield span


def _within(span: Span, asked: Sequence[Span]) -> bool:
    return any(span.first in question for question in asked)
