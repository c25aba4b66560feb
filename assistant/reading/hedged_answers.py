"""Guesses at what was asked, told along with not knowing it: "no idea, maybe 50 a day?"."""

from collections.abc import Mapping
from typing import Any

from assistant.reading.answer_fits import asked_beside
from assistant.reading.answers import answer_spec
from assistant.reading.contents import content
from assistant.reading.in_brief import present, volumes_in
from assistant.reading.pieces import QUANTITIES, Piece
from assistant.reading.scene import TextScene
from assistant.reading.word_lists import contrasts

_LONGEST = 12  # words of content of such a guess

# What a guess may be hedged with.
_HEDGES = frozenset({"dont_know", "no_word", "bare_no", "yes_word", "skip", "topic", "greet", "thank", "assume"})
_OF_OWN = _HEDGES | {"own_case"}


def hedged_answer(scene: TextScene, piece: Piece, brief: Mapping[str, Any], question: str | None) -> bool:
    """ "No idea, maybe 50 a day?": a guess at what was asked, though it ends in a question mark."""
    if _first_volume(scene, piece, brief):
        return True
    spec = answer_spec(question)
    if spec is None or question is None or present(brief, question):
        return False
    inside = [scene.fact_at[at] for at in range(piece.span.first, piece.span.last + 1)]
    told = any(
        fact is not None and fact.kind in spec["kinds"] and not (fact.kind == "number" and asked_beside(scene, fact))
        for fact in inside
    )
    hedged = piece.asked or "dont_know" in piece.kinds
    if told and "dont_know" in piece.kinds and not piece.asked and _guessed_after_all(scene, piece):
        return True
    return told and hedged and piece.kinds <= _HEDGES and len(content(scene, piece)) <= _LONGEST


def _first_volume(scene: TextScene, piece: Piece, brief: Mapping[str, Any]) -> bool:
    """ "I'd say 25 to 35 calls a day?" where no volume is known: a guess, whatever was asked last."""
    if not brief or volumes_in(brief) or brief.get("agents") or not piece.asked or not piece.kinds <= _OF_OWN:
        return False
    told = [fact for fact in scene.facts_within(piece.span) if fact.kind == "volume" and fact.per]
    return len(told) == 1 and len(content(scene, piece)) <= _LONGEST


def _guessed_after_all(scene: TextScene, piece: Piece) -> bool:
    """ "Nobody really counts them, but I'd say two thousand": a quantity follows what turns from not knowing."""
    unknown = max(m.last for m in piece.marks if m.concept == "dont_know")
    turned = [at for at in range(unknown + 1, piece.span.last) if scene.words[at].lower in contrasts()]
    return bool(turned) and any(scene.kind_at(at) in QUANTITIES for at in range(turned[0] + 1, piece.span.last + 1))
