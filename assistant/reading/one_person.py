"""One person who answers today, whom no number counts or only a word: "my intern handles it alone", «диспетчер одна».

Somebody of the house with pay of his own is a team of one as well: "I pay my support guy $3,000 a month".
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.concepts import Mention
from assistant.reading.in_brief import value_at
from assistant.reading.own_team import said
from assistant.reading.pieces import pieces
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene

_OURS, _WANTED = "in_house.agents", "agents"
_PAY = ("in_house.salary_per_month",)  # "my own agent costs me 350 an hour" counts nobody
_PAY_OF_ONE = (*_PAY, "in_house.hourly_wage")
_ASKED_FOR = ("wanted", "seeks", "vendor", "quote_from", "outsourced", "home_life")
_ANSWERING = ("support", "copes", "contact", "in_support")
_OF = frozenset({"of", "из"})
_CLOSE = 1  # sentences between the person and what he answers


def with_one_person(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> tuple[Change, ...]:
    """The changes with the one person who answers today, where nobody else is counted."""
    kept = tuple(changes)
    if value_at(brief, _OURS, None) or _WANTED in brief or any(c.path == _OURS or _stays(c) for c in kept):
        return kept
    told = next((m for m in said(scene, "one_alone") if _answers(scene, m)), None) or _paid(scene, kept, brief)
    wanted = [c for c in kept if c.path == _WANTED]
    if told is None or any(c.value != 1 or not _overlap(scene, told, c) for c in wanted):
        return kept
    start, end = scene.words[told.first].start, scene.words[told.last].end
    one = Change("set", _OURS, 1, start, end, scene.text[start:end])
    return (*(c for c in kept if c not in wanted), one)


def _stays(change: Change) -> bool:
    """A channel that is not given away: "my niece does social and won't let go"."""
    return change.path.startswith("channels.") and change.value is None


def _answers(scene: TextScene, told: Mention) -> bool:
    """Nobody is asked for there, and what the person answers stands in his sentence or beside it."""
    at = next((k for k, each in enumerate(scene.sentences) if told.first in each), None)
    if at is None or said(scene, "chats_at_once") or scene.has(scene.sentences[at], *_ASKED_FOR):
        return False
    asked = [piece for piece in pieces(scene) if piece.asked and piece.span.first in scene.sentences[at]]
    if any("question" in piece.kinds and scene.has(piece.span, "at_once") for piece in asked):
        return False  # «сколько чатов один оператор ведёт сразу?»
    if any(word.lower in _OF for word in scene.words[told.first : told.last + 2]):
        return False  # «один из нас отвечает»
    first, last = max(0, at - _CLOSE), min(len(scene.sentences) - 1, at + _CLOSE)
    around = Span(scene.sentences[first].first, scene.sentences[last].last)
    return scene.has(around, *_ANSWERING) or bool(scene.channels_within(around))


def _paid(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> Mention | None:
    """One of the house in the sentence of the pay; "a receptionist" is one, "my receptionist" may be one of several."""
    pay = [c for c in changes if c.path in _PAY_OF_ONE and c.op == "set" and c.end > c.start]
    if len(pay) != 1:
        return None
    at = next((k for k, word in enumerate(scene.words) if word.end > pay[0].start), 0)
    sentence = scene.sentence_of(at)
    if scene.has(sentence, *_ASKED_FOR):
        return None
    one = next((m for m in said(scene, "one_employed") if m.first in sentence), None)
    if one is not None or brief or pay[0].path not in _PAY:
        return one  # beside a case told already it is what one costs, however many there are
    return next((m for m in said(scene, "one_of_house") if m.first in sentence), None)


def _overlap(scene: TextScene, told: Mention, change: Change) -> bool:
    start, end = scene.words[told.first].start, scene.words[told.last].end
    return change.start < end and start < change.end
