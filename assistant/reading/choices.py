"""Questions of which of the offers told to take: "who is cheaper?", «какое лучше?», "Alfa or Beta?"."""

from collections.abc import Mapping
from typing import Any

from assistant.reading.pieces import Piece
from assistant.reading.scene import TextScene
from assistant.reading.topics import in_general
from assistant.reading.word_lists import anaphors

_LONGEST = 9  # words; a longer question says itself what it compares
_LETTERS = 2
_NAMES = frozenset({"country", "language", "channel"})


def vendors_named(scene: TextScene, piece: Piece, brief: Mapping[str, Any]) -> list[str]:
    """The vendors of known offers that a piece names: a letter or two as they are written, else the first word."""
    offers = brief.get("quotes")
    known = [str(o.get("vendor") or "") for o in offers if isinstance(o, Mapping)] if isinstance(offers, list) else []
    said = scene.words[piece.span.first : piece.span.last + 1]
    found = []
    for vendor in dict.fromkeys(name for name in known if name):
        first = vendor.split()[0]
        short = len(vendor) <= _LETTERS
        if any(word.text == vendor if short else first.lower() in {word.lower, *word.forms} for word in said):
            found.append(vendor)
    return found


def between_offers(scene: TextScene, piece: Piece, brief: Mapping[str, Any]) -> bool:
    """The piece asks which of the known offers is the better, and names nothing else to choose between."""
    offers = brief.get("quotes")
    if not isinstance(offers, list | tuple) or not offers:
        return False
    inside = range(piece.span.first, piece.span.last + 1)
    if any(scene.kind_at(at) in _NAMES for at in inside):
        return False
    if sum(scene.words[at].is_word for at in inside) > _LONGEST:
        return False
    vendors = {str(offer.get("vendor") or "") for offer in offers if isinstance(offer, Mapping)} - {""}
    named = len(vendors_named(scene, piece, brief))
    if in_general(scene, piece.span):
        return False
    if "compare" in piece.kinds and len(vendors) > 1 and any(scene.words[at].lower in anaphors() for at in inside):
        return True  # "compare them", «сравни их между собой»
    return "choice" in piece.kinds or (piece.asked and (named > 1 or (named > 0 and "better" in piece.kinds)))
