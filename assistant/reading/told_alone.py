"""What is told beside a question is read as if it had been told alone: "telegram is more like 40. and who is liable?".

The readers of short messages look at a message whole, and a question beside it hides from them how short it is.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from assistant.reading.acts import Acts
from assistant.reading.contents import is_question
from assistant.reading.opinions_of_others import opinions_asked
from assistant.reading.pieces import QUANTITIES, Piece, pieces
from assistant.reading.result import Reading
from assistant.reading.scene import Span, TextScene

ReadAlone = Callable[[str], Reading]

_OPENS = frozenset({"question", "aux_question", "ask_request"})  # by which a question begins
_NOT_TOLD = _OPENS | {"what_if", "estimate_order", "compare"}
_SIGNS = frozenset(",;-–—")


def with_told_alone(scene: TextScene, acts: Acts, reading: Reading, alone: ReadAlone) -> Reading:
    """The reading with what its telling parts say by themselves, where the message as a whole told nothing there.

    `alone` reads a text in the place of the message.
    """
    telling = [s for s in scene.sentences if not _asks(scene, s, acts.asked)]
    if reading.what_if or len(telling) == len(scene.sentences):
        return reading
    told = [*telling, *_clauses(scene)]
    places = [range(scene.words[span.first].start, scene.words[span.last].end) for span in told]
    if not places or any(change.start in place for change in reading.changes for place in places):
        return reading
    said = alone("".join(_only(scene.text, places)))
    if not said.changes or said.what_if:
        return reading
    kept = [act for act in reading.acts if not any(act.start in place for place in places)]
    joined = tuple(sorted((*kept, *said.acts), key=lambda act: act.start))
    return replace(reading, changes=(*reading.changes, *said.changes), acts=joined, ambiguities=said.ambiguities)


def _asks(scene: TextScene, sentence: Span, asked: Iterable[Span]) -> bool:
    return (
        scene.words[sentence.last].text == "?"
        or any(span.first in sentence for span in asked)
        or sentence in opinions_asked(scene)
    )


def _clauses(scene: TextScene) -> Iterator[Span]:
    """Clauses with a number before the one that opens a question: "peak is 2x in May - do vendors charge for it?"."""
    for piece in pieces(scene):
        if is_question(scene, piece) and "tag" not in piece.kinds:  # "20 people would be enough, right?"
            yield from _before_question(scene, piece)


def _before_question(scene: TextScene, piece: Piece) -> list[Span]:
    opened = min((m.first for m in piece.marks if m.concept in _OPENS), default=piece.span.last)
    signs = [at for at in range(piece.span.first, opened) if scene.words[at].text in _SIGNS]
    if not signs or signs[-1] == piece.span.first:
        return []
    before = Span(piece.span.first, signs[-1] - 1)
    quantities = [fact for fact in scene.facts_within(before) if fact.kind in QUANTITIES]
    asks = any(m.concept in _NOT_TOLD and m.first in before for m in piece.marks)
    return [before] if quantities and not asks else []


def _only(text: str, places: list[range]) -> Iterator[str]:
    """The text with all but these places blank, so that every word stands where it stood."""
    for at, sign in enumerate(text):
        yield sign if sign == "\n" or any(at in place for place in places) else " "
