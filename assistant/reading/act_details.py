"""What a dialogue act is about, beside its kind: what to look up for it, which figures it asks for."""

from itertools import pairwise
from typing import Any

from assistant.reading.billing import models_compared
from assistant.reading.bots import taken_over
from assistant.reading.contents import content, of_own, spelt
from assistant.reading.pieces import Piece
from assistant.reading.places_of_case import alternatives
from assistant.reading.question_spans import is_tag, whole_question
from assistant.reading.scene import TextScene
from assistant.reading.talk_language import talk_language
from assistant.reading.to_know import of_launch, wants_to_know, why_launch
from assistant.reading.topics import figures_asked
from assistant.reading.word_lists import listed

# Questions about the talk itself: why the last question was put, what the last answer comes to in one's own case, and
# where it comes from.
_BRIEFLY = 4  # words of "so which is cheaper"
_META = frozenset({"why_ask", "our_case", "source_ask"})


def detail_of(scene: TextScene, piece: Piece, kind: str) -> dict[str, Any]:
    """What an act of a kind is about: the query to look up, the figures asked for, a question of the talk itself."""
    if kind == "summary" and "talk_language" in piece.kinds:
        return {"reply_in": talk_language(scene, piece)}
    if kind == "what_if":
        supposed = taken_over(scene, piece) if "automation" in piece.kinds else {}
        return {**supposed, **_of_market(scene, piece)}
    if kind not in ("ask", "advise", "explain_line", "why_expensive", "compare", "off_topic", "estimate"):
        return {}
    if kind == "off_topic" and "errand" in piece.kinds:
        return {"errand": True}
    if meta := sorted(piece.kinds & _META):
        return {"meta": meta[0]}
    if is_tag(scene, piece):
        return {"meta": "tag"}  # the estimate of what was stated answers it
    detail: dict[str, Any] = {"query": spelt(scene, piece.span)[:400]} if kind != "estimate" else {}
    if kind == "ask" and "why_word" in piece.kinds and ("price_gap" in piece.kinds or not content(scene, piece)):
        detail["reason"] = True
    if kind == "why_expensive" and "lower_asked" in piece.kinds and "why_word" not in piece.kinds:
        detail["lower"] = True
    if kind == "ask" and piece.kinds & {"choice", "better"} and alternatives(scene):
        detail["places"] = True  # "UK, Poland or South Africa, which is better?"
    if kind in ("ask", "advise", "compare") and of_those(scene, piece):
        detail["of_those"] = True
    compared = scene.sentence_of(piece.span.first) if piece.kinds & {"choice", "better"} else piece.span
    if kind == "ask" and (models := models_compared(scene, compared)):
        detail |= {"query": spelt(scene, compared)[:400], "figures": ["billing"], "models": models}
        detail["own"] = of_own(scene, piece)
    elif kind == "ask" and wants_to_know(scene, piece) and not (why_launch(scene, piece) or _of_estimate(scene, piece)):
        return detail  # "is per-call pricing good for us?" asks for no figure
    elif kind in ("ask", "estimate") and (figures := figures_asked(scene, whole_question(scene, piece))):
        detail["figures"] = figures
        detail["own"] = of_own(scene, piece)
    elif kind == "estimate" and of_launch(scene, piece):
        detail |= {"figures": ["launch"], "own": of_own(scene, piece)}
    return detail


def _of_market(scene: TextScene, piece: Piece) -> dict[str, Any]:
    """What to look up beside working it out: "if we signed for 24 months, does the price normally drop?"."""
    inside = scene.words[piece.span.first : piece.span.last + 1]
    if not piece.asked or not any({word.lower, *word.forms} & listed("of_market") for word in inside):
        return {}
    return {"usual": True, "query": spelt(scene, scene.sentence_of(piece.span.first))[:400]}


def of_those(scene: TextScene, piece: Piece) -> bool:
    """Whether it is asked which of those named before: "which is cheapest of the three?", «сравни эти две страны»."""
    said = content(scene, piece)
    if "compare" in piece.kinds and len(said) <= _BRIEFLY and set(said) & listed("these_named"):
        return True
    if not piece.kinds & {"choice", "better"}:
        return False
    if any(one in listed("drawn_from") and other in listed("several_named") for one, other in pairwise(said)):
        return True
    return bool(piece.kinds & {"choice", "compare"}) and len(said) <= _BRIEFLY and not scene.channels_within(piece.span)


def _of_estimate(scene: TextScene, piece: Piece) -> bool:
    """ "What have you left out of the estimate?": what its words ask of the estimate is no matter of the market."""
    return "left_out" in figures_asked(scene, piece.span)
