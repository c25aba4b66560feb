"""Stretches and shapes of a question: what belongs to it, and what it only looks like."""

from collections.abc import Iterable

from assistant.reading.act_answers import SHORT
from assistant.reading.billing import prices_asked
from assistant.reading.contents import has_workload
from assistant.reading.pieces import QUANTITIES, Piece
from assistant.reading.result import Act
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene

_MOST_PARAGRAPHS = 5


def price_wanted(scene: TextScene, piece: Piece) -> bool:
    """ "Give me the price per minute": an order for a figure."""
    told = any(sign.isdigit() for fact in scene.facts_within(piece.span) for sign in fact.text)
    return not told and bool(prices_asked(scene, piece.span))


def vendors_counted(scene: TextScene, piece: Piece) -> bool:
    """How many vendors to have is asked, which no figure of the estimate answers."""
    numbers = [fact for fact in scene.facts_within(piece.span) if fact.kind == "number" and not fact.unit]
    return bool(numbers) and scene.has(piece.span, "vendor") and not has_workload(scene, piece)


def whole_question(scene: TextScene, piece: Piece) -> Span:
    """The piece with what a short question begins with, "and per hour, what would it be?"."""
    sentence = scene.sentence_of(piece.span.first)
    words = sum(scene.words[at].is_word for at in range(sentence.first, sentence.last + 1))
    return sentence if piece.asked and words <= SHORT + 4 and sentence.last <= piece.span.last + 1 else piece.span


def is_tag(scene: TextScene, piece: Piece) -> bool:
    """The piece is the short question that ends a statement and nothing more: ", is that enough?"."""
    tag = next((m for m in piece.marks if m.concept == "tag" and m.first == piece.span.first), None)
    if tag is None or not piece.asked or piece.span.first == 0:
        return False
    return all(not scene.words[at].is_word for at in range(tag.last + 1, piece.span.last + 1))


def says_how_long(scene: TextScene, piece: Piece) -> bool:
    """ "A summary in one paragraph": the only number says how long it is to be."""
    told = [fact for fact in scene.facts_within(piece.span) if fact.kind in QUANTITIES]
    return all(fact.kind == "number" and middle(fact.value) <= _MOST_PARAGRAPHS for fact in told)


def joined(acts: Iterable[Act]) -> list[Act]:
    """Neighbouring acts of one kind as one."""
    found: list[Act] = []
    for act in acts:
        if found and found[-1].kind == act.kind and act.kind != "ask":
            found[-1] = Act(act.kind, found[-1].start, act.end, {**act.detail, **found[-1].detail})
        else:
            found.append(act)
    return found
