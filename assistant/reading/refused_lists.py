"""Channels that go the way of one refused before: "chat is out of scope, and so are social media"."""

from collections.abc import Sequence

from assistant.reading.refusals import declined
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed

_LEAD = 3  # words before a name among which "so are" stands


def declined_alike(scene: TextScene, span: Span, named: Sequence[Span]) -> bool:
    """True where "so are", "neither is" stands before a channel, and the one named before it is declined."""
    before = [place for place in named if place.last < span.first and place.first in scene.sentence_of(span.first)]
    if not before:
        return False
    lead = scene.words[max(before[-1].last + 1, span.first - _LEAD) : span.first]
    return any(word.lower in listed("echoes") for word in lead) and declined(scene, before[-1])
