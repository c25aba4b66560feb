"""Wishes in the shape of a question: "Could a provider lend us two agents?", «можно ли нанять у вас троих?»."""

from collections.abc import Mapping
from typing import Any

from assistant.reading.pieces import Piece
from assistant.reading.scene import Span, TextScene

_SHORT = 8  # words after the question that want what it names
_PEOPLE = frozenset({"agent", "person"})
_SERVICE = frozenset({"time_range", "days", "country"})  # what is wanted of a service


def wished(scene: TextScene, piece: Piece, kind: str, brief: Mapping[str, Any]) -> bool:
    """True where the question tells what is wanted: so many people, people of a language.

    Once a case is known, the same words may suppose another one.
    """
    if _own_figures(scene, piece, kind, brief):
        return True
    if "no_wish" in piece.kinds:
        return False
    if _place_wanted(scene, piece, kind, brief):
        return True
    if "wish_question" not in piece.kinds or kind not in ("ask", "what_if") or (kind == "what_if" and brief):
        return False
    for at in range(piece.span.first, piece.span.last + 1):
        fact = scene.fact_at[at]
        if fact is None:
            continue
        head = scene.head(fact)[0] if fact.kind == "number" else None
        if fact.kind == "language" or (head is not None and head.family in _PEOPLE):
            return True
        if fact.kind in _SERVICE and not brief and _case_told(scene, piece):
            return True
    return False


def _place_wanted(scene: TextScene, piece: Piece, kind: str, brief: Mapping[str, Any]) -> bool:
    """ "Could a nearshore provider do it?": whose case is told wants what the question names."""
    named = [m for m in scene.labels if m.family == "location" and m.first in piece.span]
    firm = [m for m in scene.inside(piece.span, ("vendor",)) if named and m.first == named[-1].last + 1]
    opened = any(m.concept == "aux_question" and m.first == piece.span.first for m in piece.marks)
    return bool(firm) and opened and kind == "ask" and not brief and _case_told(scene, piece)


def _case_told(scene: TextScene, piece: Piece) -> bool:
    """Contacts are counted elsewhere in the message: the question goes on with the same case."""
    counted = [f for f in scene.facts if f.kind == "volume" and scene.span(f).first not in piece.span]
    return any(scene.has(scene.sentence_of(scene.span(f).first), "contact") for f in counted)


def _own_figures(scene: TextScene, piece: Piece, kind: str, brief: Mapping[str, Any]) -> bool:
    """ "How many agents do I need for 500 calls a day?", "is 3k a month ok?": the question tells one's own figures."""
    if kind not in ("ask", "what_if", "estimate") or (brief and kind == "what_if") or "others_case" in piece.kinds:
        return False
    inside = scene.facts_within(piece.span)
    told = any(f.kind == "volume" and f.per for f in inside) and any(f.kind == "money" for f in inside)
    if told and not brief and "wish_question" in piece.kinds:
        return True  # "Can I get support for 900 chats a month for $6,000?"
    counted = any(f.kind == "volume" and f.per for f in inside) and any(f.kind == "money" for f in scene.facts)
    if counted and not brief and "enough_asked" in piece.kinds:
        return True  # «у меня 200 тысяч в месяц, хватит на 1500 звонков?»
    if "sizing" in piece.kinds:
        return any(f.kind == "volume" for f in inside)
    if "enough_asked" not in piece.kinds or "compliance" in piece.kinds:
        return False
    sums = [f for f in inside if f.kind in ("money", "volume", "number")]
    return len(sums) == 1 and sums[0].per in _BUDGETED and not scene.has(piece.span, "contact", "agent", "quote")


_BUDGETED = frozenset({"month", "year", "quarter", "week", "half_year"})


def wanted_after(scene: TextScene, asked: Span) -> bool:
    """ "Do GDPR and PCI push the price up? We need both": what follows the question wants what it names."""
    after = asked.last + 1
    while after < len(scene.words) and not scene.words[after].is_word:
        after += 1
    if after >= len(scene.words) or not any(m.family == "compliance" and m.first in asked for m in scene.labels):
        return False
    following = scene.sentence_of(after)
    return following.last - after < _SHORT and scene.has(following, "all_wanted")
