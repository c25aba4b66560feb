"""Stretches and shapes of a question: what belongs to it, and what it only looks like."""

from assistant.reading.contents import SHORT, has_workload
from assistant.reading.pieces import Piece
from assistant.reading.price_of_units import prices_asked
from assistant.reading.scene import Span, TextScene


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
