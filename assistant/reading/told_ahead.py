"""Volumes told ahead of an offer or a question: "UK, 5000 calls, the vendor asks 28 pence", "4,000 calls, how many?".

What comes after such a clause is about something else, and makes the number look like a part of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.reading.frames import middle
from assistant.reading.sentences import Span
from assistant.reading.word_lists import listed

if TYPE_CHECKING:
    from assistant.reading.facts import Fact
    from assistant.reading.scene import TextScene

_FEWEST = 100  # contacts a month that a number without a period is taken for
_OPENS = 2  # words of a clause among which a question word opens a question
_SIGNS = frozenset(",;.:!?()—–\n")
_OTHERS = ("vendor", "quote", "not_ours", "past", "others", "capacity")
_SUPPOSED = ("supposed", "if")


def told_ahead(scene: TextScene, fact: Fact) -> bool:
    """Whether a number of contacts has a clause of its own, before any that asks or tells of an offer."""
    counted = scene.head(fact)[0]
    contacts = counted is not None and counted.family == "contact"
    if fact.kind not in ("number", "volume") or fact.unit or fact.each or not (contacts or fact.kind == "volume"):
        return False
    if fact.kind == "number" and middle(fact.value) < _FEWEST:
        return False
    at, last = 0, scene.span(fact).last
    while at <= last:
        clause = _clause(scene, at)
        if _of_another(scene, clause):
            return False
        at = clause.last + 2
    own = _clause(scene, scene.span(fact).first)
    others = [f for f in scene.facts_within(own) if f is not fact and f.kind not in ("channel", "country", "language")]
    return not others


def _clause(scene: TextScene, at: int) -> Span:
    """The words around one up to the signs that part them."""
    first = last = at
    while first > 0 and scene.words[first - 1].text not in _SIGNS:
        first -= 1
    while last + 1 < len(scene.words) and scene.words[last + 1].text not in _SIGNS:
        last += 1
    return Span(first, last)


def _of_another(scene: TextScene, clause: Span) -> bool:
    """The clause asks, or tells of a vendor, of others or of the past."""
    opening = scene.words[clause.first : min(clause.first + _OPENS, clause.last + 1)]
    asks = any(word.lower in listed("question_words") for word in opening)
    return asks or scene.has(clause, *_OTHERS, *_SUPPOSED)
