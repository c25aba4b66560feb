"""Facts told beside a question that drowned them: "it's 6 minutes now. Who pays for training?".

A short fact is understood by what is known only where it stands alone, and a sentence that asks the library is silent
as a whole. Where a message asks and nothing of it was taken, what stands before or after the question is read as if it
were the message.
"""

from collections.abc import Callable

from assistant.reading.acts import Acts
from assistant.reading.contents import has_quantity, is_question
from assistant.reading.pieces import QUANTITIES, Piece, pieces
from assistant.reading.result import Change, Reading
from assistant.reading.scene import Span, TextScene

_ASKING = frozenset({"ask", "greet", "thank"})
_TELLING = frozenset({"state", "correct", "greet", "thank"})
_OPENS = frozenset({"question", "aux_question", "ask_request"})  # by which a question begins
_NOT_TOLD = _OPENS | {"what_if", "estimate_order", "compare"}
_SIGNS = frozenset(",;-–—")


def told_beside(scene: TextScene, acts: Acts, alone: Callable[[str], Reading]) -> tuple[Change, ...]:
    """What the parts of a message with a number and no question tell, where the rest of it asks; `alone` reads them."""
    if not acts.acts or not {act.kind for act in acts.acts} <= _ASKING:
        return ()
    told = [span for piece in pieces(scene) for span in _told(scene, piece)]
    if not told or not any(is_question(scene, piece) for piece in pieces(scene)):
        return ()
    reading = alone(_only(scene, told))
    return reading.changes if {act.kind for act in reading.acts} <= _TELLING and not reading.what_if else ()


def _told(scene: TextScene, piece: Piece) -> list[Span]:
    """Where a piece tells a number: the whole of it, or the clause before the one that opens the question.

    "Peak is 2x in December - do vendors charge for peaks?".
    """
    if not is_question(scene, piece):
        return [piece.span] if has_quantity(scene, piece) else []
    if "tag" in piece.kinds:
        return []  # "20 people would be enough, right?"
    opened = min((m.first for m in piece.marks if m.concept in _OPENS), default=piece.span.last)
    signs = [at for at in range(piece.span.first, opened) if scene.words[at].text in _SIGNS]
    if not signs or signs[-1] == piece.span.first:
        return []
    before = Span(piece.span.first, signs[-1] - 1)
    quantities = [fact for fact in scene.facts_within(before) if fact.kind in QUANTITIES]
    asks = any(m.concept in _NOT_TOLD and m.first in before for m in piece.marks)
    return [before] if quantities and not asks else []


def _only(scene: TextScene, told: list[Span]) -> str:
    """The text with all but some stretches blank: what stands there stays where it was."""
    spans = [(scene.words[span.first].start, scene.words[span.last].end) for span in told]
    return "".join(
        sign if sign == "\n" or any(start <= at < end for start, end in spans) else " "
        for at, sign in enumerate(scene.text)
    )
