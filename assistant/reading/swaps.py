"""One name put in the place of another: "change English to German", «Польшу замените на Румынию», "X instead of Y"."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import conjunctions, listed

_CLOSE = 2  # words between "instead of" and what is replaced


def swapped(scene: TextScene, span: Span, names: Sequence[Span]) -> str:
    """ "out" for the name replaced, "in" for the one put in its place, "" where no such pair stands in the sentence.

    `names` are the places of all names of the kind, in order: channels, languages or countries.
    """
    sentence = scene.sentence_of(span.first)
    start = bisect_left(names, sentence.first, key=_place)
    pair = names[start : bisect_right(names, sentence.last, lo=start, key=_place)]
    if len(pair) != 2 or span not in pair:
        return ""
    first, second = pair
    between = {scene.words[at].lower for at in range(first.last + 1, second.first)}
    if (gone := _instead_of(scene, pair)) is not None:
        if gone == first and between & conjunctions():
            return ""  # "instead of Poland and Romania"
        return "out" if span == gone else "in"
    lead = scene.words[second.first - 1].lower
    if lead in listed("definite") and second.first - 2 > first.last:
        lead = scene.words[second.first - 2].lower
    joined = lead in listed("put_in") | listed("moved_into")
    if not joined or not scene.has(sentence, "swap", "exchange_for"):
        return ""
    return "out" if span == first else "in"


def _place(name: Span) -> int:
    return name.first


def _instead_of(scene: TextScene, pair: Sequence[Span]) -> Span | None:
    """The name of the pair that stands after "instead of"."""
    for name in pair:
        before = range(max(scene.sentence_of(name.first).first, name.first - _CLOSE), name.first)
        if any(scene.words[at].lower in listed("instead_words") for at in before):
            return name
    return None
