"""Channels that go the way of one refused before: "chat is out of scope, and so are social media"."""

from collections.abc import Iterable, Sequence

from assistant.reading.refusals import declined
from assistant.reading.result import Change
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


def without_refused(scene: TextScene, entities: Iterable[Change], volumes: Iterable[Change]) -> list[Change]:
    """The volumes but those told with a refusal: "the letters, some 300 a month, we answer ourselves"."""
    channels = [c for c in entities if c.value is None and c.path.startswith("channels.")]
    refused = {c.path: _sentence(scene, c.start) for c in channels if _kept(scene, c.start)}
    return [c for c in volumes if _sentence(scene, c.start) != refused.get(c.path.rpartition(".")[0])]


def _kept(scene: TextScene, start: int) -> bool:
    """They are answered by the buyer: not every "no" beside a volume refuses it, «писем 400, ой нет, в неделю»."""
    sentence = scene.sentence_of(_sentence(scene, start))
    return any(scene.words[m.last].lower in listed("by_oneself") for m in scene.inside(sentence, ("decline",)))


def _sentence(scene: TextScene, start: int) -> int:
    """Where the sentence of a place in the text begins."""
    at = next((k for k, word in enumerate(scene.words) if word.end > start), 0)
    return scene.sentence_of(at).first
