"""Figures told of what the estimate has no place for: shrinkage 32%, rent of £12,000, 3 team leaders at 36k."""

from dataclasses import dataclass

from assistant.reading.concepts import vocabulary
from assistant.reading.facts import Fact
from assistant.reading.scene import Span, TextScene

_NEAR = 4  # words between a figure and what it is of
_FIGURES = ("percent", "money", "number", "volume", "duration")
_CUTS = frozenset(",;.!?\n()|")


@dataclass(frozen=True)
class NoPlace:
    """A figure and the words that say what it is of."""

    named: Span
    fact: Fact


def without_place(scene: TextScene) -> list[NoPlace]:
    """The figures of a message that stand beside the name of something the estimate has no place for."""
    found = []
    for mention in vocabulary("no_place").overlapping(scene.scene):
        named = Span(mention.first, mention.last)
        if (fact := _figure_beside(scene, named)) is not None:
            found.append(NoPlace(named, fact))
    return found


def _figure_beside(scene: TextScene, named: Span) -> Fact | None:
    """The figure nearest to the words, with nothing that parts them; one behind before one in front."""
    sentence = scene.sentence_of(named.first)
    near = [
        fact
        for fact in scene.facts_within(
            Span(max(sentence.first, named.first - _NEAR), min(sentence.last, named.last + _NEAR))
        )
        if fact.kind in _FIGURES and not _parted(scene, named, scene.span(fact)) and not _of_contacts(scene, fact)
    ]
    behind = [fact for fact in near if scene.span(fact).first > named.last]
    return next(iter(behind or near), None)


def _of_contacts(scene: TextScene, fact: Fact) -> bool:
    head = scene.head(fact)[0] if fact.kind in ("number", "volume") else None
    return head is not None and head.family in ("contact", "driver")


def _parted(scene: TextScene, named: Span, figure: Span) -> bool:
    behind = figure.first > named.last
    inside = range(named.last + 1, figure.first) if behind else range(figure.last + 1, named.first)
    return any(scene.words[at].text in _CUTS or scene.fact_at[at] is not None for at in inside)
