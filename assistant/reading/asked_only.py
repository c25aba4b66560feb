"""What a question names and nobody tells: "How do you get to 25 FTE?", "per hour or per ticket, what else?".

A question of one's own case may tell of it ("what would 300 calls a day cost?"); these do not: they ask for the reason
of a figure, set ways or terms side by side, or are all of a message that tells no case.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from assistant.reading.contents import is_question
from assistant.reading.judged import has_case
from assistant.reading.pieces import Piece, pieces
from assistant.reading.result import Change, apply
from assistant.reading.scene import Span, TextScene
from assistant.reading.topics import figures_asked
from assistant.reading.word_lists import first_person, listed

Opinions = Callable[[Span], Mapping[str, float]]

_SOUGHT = 0.85  # above it a place asked about is one where a provider is sought
_HEADS = ("agents", "in_house.agents")
_NAMED = ("provider_countries", "compliance")
_REASONS = frozenset({"explain_line", "why_word", "why_expensive"})
_WISHES = frozenset({"wish_question", "wish_told", "change_request"})
_BETWEEN = 3  # words and signs between two ways of paying that are listed
_UNITS = ("unit", "pricing", "offer_unit")
_NUMBERS = ("number", "duration")


def without_asked(
    scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any], opinion: Opinions | None = None
) -> tuple[Change, ...]:
    """The changes without what is only named in a question.

    A place whose price or worth is asked is one where a provider is sought, if the `opinion` of a judge is sure of it.
    """
    changes = _without_unknown(scene, changes)
    paths = (*_HEADS, *_NAMED, "pricing_model", "contract_months")
    if not any(change.path in paths or change.path.startswith("coverage.") for change in changes):
        return tuple(changes)
    parts = pieces(scene)
    asking = [piece for piece in parts if is_question(scene, piece) and not piece.kinds & _WISHES]
    if not asking:
        return tuple(changes)
    nothing_told = not has_case(apply(brief, changes)) and all(piece in asking for piece in parts)
    unsaid = [c for c in changes if _only_asked(scene, c, asking, nothing_told)]
    if brief.get("coverage"):
        unsaid += [c for c in changes if _hours_of_people(scene, c, asking)]
    return tuple(c for c in changes if c not in unsaid or _sought(scene, c, opinion))


def _hours_of_people(scene: TextScene, change: Change, asking: Sequence[Piece]) -> bool:
    """ "How many sit there at the weekend?" of known hours asks for people, and opens nothing."""
    if not change.path.startswith("coverage."):
        return False
    at = next((at for at, word in enumerate(scene.words) if word.start <= change.start < word.end), None)
    piece = next((piece for piece in asking if at is not None and at in scene.sentence_of(piece.span.first)), None)
    return piece is not None and "shift" in figures_asked(scene, scene.sentence_of(piece.span.first))


def _sought(scene: TextScene, change: Change, opinion: Opinions | None) -> bool:
    """ "Are vendors in Kosovo or Albania any good?": each of the places named is one to look for a provider in."""
    if opinion is None or change.path != "provider_countries" or change.op != "set":
        return False
    named = [f for f in scene.facts if f.kind == "country" and f.value in change.value]
    ours = any(word.lower in first_person() for word in scene.words)
    if len(change.value) < 2 and not ours:
        return False  # "What does an agent in Poland cost?" asks about the market
    likely: dict[str, float] = {}
    for fact in named:
        told = opinion(scene.span(fact)).get(change.path, 0.0)
        likely[str(fact.value)] = max(told, likely.get(str(fact.value), 0.0))
    return bool(likely) and min(likely.values()) > _SOUGHT


def _without_unknown(scene: TextScene, changes: Sequence[Change]) -> tuple[Change, ...]:
    """The changes without a topic forgotten by words that only say that somebody does not know: «нет данных»."""
    if not any(change.op == "remove" for change in changes):
        return tuple(changes)
    unknown = [m for piece in pieces(scene) for m in piece.marks if m.concept == "dont_know"]
    places = [(scene.words[m.first].start, scene.words[m.last].end) for m in unknown]
    return tuple(c for c in changes if c.op != "remove" or not any(s <= c.start < e for s, e in places))


def _only_asked(scene: TextScene, change: Change, asking: Sequence[Piece], nothing_told: bool) -> bool:
    at = next((at for at, word in enumerate(scene.words) if word.start <= change.start < word.end), None)
    if at is None or change.end <= change.start or change.op != "set":
        return False
    piece = next((piece for piece in asking if at in piece.span), None)
    sentence = scene.sentence_of(at)
    if change.path == "pricing_model":
        return _listed_with_others(scene, at) or (piece is not None and _compared(scene, sentence))
    if piece is None:
        return False
    if change.path in _HEADS:
        return bool(piece.kinds & _REASONS) and not scene.has(sentence, "possess", "own")
    if change.path == "contract_months":
        return _compared(scene, sentence) and len([f for f in scene.facts_within(sentence) if f.kind in _NUMBERS]) > 1
    return change.path in _NAMED and nothing_told


def _compared(scene: TextScene, sentence: Span) -> bool:
    """Two things are set side by side in the sentence."""
    said = {scene.words[at].lower for at in range(sentence.first, sentence.last + 1)}
    return bool(said & (listed("or_words") | listed("than_words") | listed("set_against")))


def _listed_with_others(scene: TextScene, at: int) -> bool:
    """A way of paying is one of several that follow each other: "per hour, per ticket"."""
    said = sorted((m for m in (*scene.labels, *scene.mentions) if m.family in _UNITS), key=lambda m: m.first)
    for before, after in pairwise(said):
        between = scene.words[before.last + 1 : after.first]
        signs = all(not w.is_word or w.lower in listed("or_words") | listed("paid_per") for w in between)
        beside = min(abs(before.first - at), abs(after.first - at)) <= _BETWEEN
        if before.value != after.value and 0 < len(between) <= _BETWEEN and signs and beside:
            return True
    return False
