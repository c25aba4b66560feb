"""What a piece of a message answers: yes, no, keep, drop, skip, don't know."""

from assistant.reading.contents import content, has_quantity
from assistant.reading.pieces import Piece
from assistant.reading.scene import TextScene

SHORT = 6  # words that tell something in a short piece
YES = frozenset({"yes_word", "keep"})


def answers_in(scene: TextScene, piece: Piece, question: str | None) -> list[str]:
    """The kinds of answers in a piece, in the light of the question just asked."""
    kinds = piece.kinds
    short = len(content(scene, piece)) <= SHORT
    if "dont_know" in kinds and not piece.asked:
        return ["dont_know"]
    changed = kinds & {"keep", "drop"}
    if "skip" in kinds and not changed and (short or question) and not piece.asked and not has_quantity(scene, piece):
        return ["skip"]
    found = []
    asked_keep = bool(question and "keep" in question)
    if kinds & {"keep", "drop"} and short and not piece.asked:
        found.append("drop" if "drop" in kinds else "keep")
    said = _said(scene, piece)
    if said and not piece.asked and not changed:
        found.append(said)
    if asked_keep and not set(found) & {"keep", "drop"}:
        found += ["keep"] if "yes" in found else ["drop"] if "no" in found else []
    return found


def decision_in(scene: TextScene, piece: Piece) -> list[str]:
    """What a short answer decides about a supposition, wherever its "yes" or "no" stands: «понятно, но нет»."""
    if piece.asked or piece.kinds & {"question", "what_if", "ask_request"} or has_quantity(scene, piece):
        return []
    if len(content(scene, piece)) > SHORT:
        return []
    said = [m for m in piece.marks if m.concept in ("yes_word", "no_word", "keep", "drop", "bare_no", "bare_keep")]
    refused = any(m.concept in ("no_word", "drop", "bare_no") for m in said)
    answered = any(m.concept in ("yes_word", "no_word") for m in said)
    found = ["drop" if refused else "keep"] if said else []
    return [*(["no" if refused else "yes"] if answered else []), *found]


_POLITE = frozenset(
    {"please", "thanks", "thank", "sorry", "пожалуйста", "спасибо", "все", "that's", "it", "конечно", "верно", "so"}
)


def _said(scene: TextScene, piece: Piece) -> str:
    """ "yes" or "no" when the piece is just that: alone or before a sign, not before what it refuses."""
    for mark in piece.marks:
        if mark.concept in ("yes_word", "no_word") and mark.first == piece.span.first:
            after = mark.last + 1
            while after <= piece.span.last and scene.words[after].lower == scene.words[mark.last].lower:
                after += 1  # "no no, …"
            alone = after > piece.span.last or not scene.words[after].is_word or scene.words[after].lower in _POLITE
            if alone and not has_quantity(scene, piece) and len(content(scene, piece)) <= SHORT:
                return mark.concept[: -len("_word")]
    return ""
