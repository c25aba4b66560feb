"""Questions about the matter itself, where other words of theirs look like a price, a comparison or an offer.

"What are the pricing models?" asks for no price, "why is Poland dearer than Spain?" for no comparison of one's
own, "how do I write indexation into the contract?" for no sum over the term.
"""

from collections.abc import Sequence

from assistant.reading.contents import has_quantity, has_workload, is_question
from assistant.reading.pieces import Piece, pieces
from assistant.reading.result import Change
from assistant.reading.scene import TextScene
from assistant.reading.topics import figures_asked
from assistant.reading.word_lists import listed

_FEWEST_PLACES = 2
_WHY = "why_word"


def wants_to_know(scene: TextScene, piece: Piece) -> bool:
    """Whether a piece asks about the matter itself."""
    if has_workload(scene, piece) or not (is_question(scene, piece) or piece.asked):
        return False
    if dearer_there(scene, piece) or why_launch(scene, piece):
        return True
    return "to_know" in piece.kinds and not ({"choice", "advise"} & piece.kinds and has_quantity(scene, piece))


def dearer_there(scene: TextScene, piece: Piece) -> bool:
    """Whether a piece asks why one place costs more than another."""
    places = {str(fact.value) for fact in scene.facts_within(piece.span) if fact.kind == "country"}
    than_there = bool(places) and "compare" in piece.kinds  # «почему там дороже, чем на Филиппинах?»
    return {_WHY, "price_gap"} <= piece.kinds and (len(places) >= _FEWEST_PLACES or than_there)


def without_asked_quotes(scene: TextScene, changes: Sequence[Change]) -> list[Change]:
    """The changes without a refusal of quotes a question only mentions: "what do vendors leave out of a quote?"."""
    asked = [piece.span for piece in pieces(scene) if wants_to_know(scene, piece)]
    sentences = [scene.sentence_of(piece.span.first) for piece in pieces(scene)]
    asked += [
        s
        for s in sentences
        if scene.words[s.last].text == "?" and scene.words[s.first].lower in listed("question_words")
    ]
    ends = [(scene.words[span.first].start, scene.words[span.last].end) for span in asked]
    return [
        change
        for change in changes
        if not (change.path == "quotes" and any(start <= change.start < end for start, end in ends))
    ]


def of_launch(scene: TextScene, piece: Piece) -> bool:
    """Whether a piece asks the price of the launch that its sentence began with: "how long is it and what is it?"."""
    sentence = scene.sentence_of(piece.span.first)
    before = scene.words[sentence.first : piece.span.first]
    named = any({word.lower, *word.forms} & listed("launch_words") for word in before)
    return named and not has_quantity(scene, piece) and not has_workload(scene, piece)


def why_launch(scene: TextScene, piece: Piece) -> bool:
    """Whether a piece asks why the launch costs so much: the parts of it are told, and not those of a month."""
    return "why_word" in piece.kinds and "launch" in figures_asked(scene, piece.span)
