"""Figures a question asks for: how many agents, what an hour comes to, when it pays back (acts.yaml, `figures`)."""

from assistant.reading.concepts import Mention, vocabulary
from assistant.reading.scene import Span, TextScene

IN_GENERAL = "in_general"


def figures_asked(scene: TextScene, span: Span) -> list[str]:
    """Names of the figures of an estimate that a part of the message asks for, in order; none where it asks about
    the market or anybody's case.
    """
    found = _named(scene, span)
    if any(m.concept == IN_GENERAL for m in found):
        return []
    return list(dict.fromkeys(m.concept for m in sorted(found, key=lambda m: (m.first, -m.last))))


def in_general(scene: TextScene, span: Span) -> bool:
    """Whether a part of the message asks about the market or anybody's case."""
    return any(mention.concept == IN_GENERAL for mention in _named(scene, span))


def _named(scene: TextScene, span: Span) -> list[Mention]:
    figures = vocabulary("acts", "figures").overlapping(scene.scene, span.first, span.last)
    return [mention for mention in figures if mention.last in span]
