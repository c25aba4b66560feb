"""Requests about the language of the talk itself, "in English, please": they tell of no support."""

from assistant.reading.contents import content, has_quantity
from assistant.reading.pieces import Piece
from assistant.reading.scene import TextScene

_LONGEST = 10  # words of such a request
_OF_SUPPORT = ("agent", "support", "contact", "person", "provider", "wanted")


def of_talk(scene: TextScene, piece: Piece, question: str | None) -> bool:
    """Whether a piece asks for the talk to go on in a language; not where the languages of support were asked for."""
    if "talk_language" not in piece.kinds or question == "languages" or has_quantity(scene, piece):
        return False
    if any(fact.kind == "country" for fact in scene.facts) or sum(w.is_word for w in scene.words) > _LONGEST:
        return False  # "our customers are in Germany and they write in German"
    served = scene.has(piece.span, *_OF_SUPPORT)
    return not served and len(content(scene, piece)) <= _LONGEST and bool(talk_language(scene, piece))


def talk_language(scene: TextScene, piece: Piece) -> str:
    """The language asked for, as its code; empty where none or several are named."""
    named = {str(fact.value) for fact in scene.facts_within(piece.span) if fact.kind == "language"}
    return named.pop() if len(named) == 1 else ""
