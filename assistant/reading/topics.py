"""Figures a question asks for: how many agents, what an hour comes to, when it pays back (acts.yaml, `figures`)."""

from assistant.reading.concepts import Mention, vocabulary
from assistant.reading.scene import Span, TextScene

IN_GENERAL, BY_ESTIMATE = "in_general", "by_estimate"
_SAID_OF_ESTIMATE = frozenset({"handle"})  # figures that are the market's unless the estimate is named


def figures_asked(scene: TextScene, span: Span) -> list[str]:
    """Names of the figures of an estimate that a part of the message asks for, in order; none where it asks about
    the market or anybody's case.
    """
    found = _named(scene, span)
    concepts = {m.concept for m in found}
    if IN_GENERAL in concepts and BY_ESTIMATE not in concepts:
        return []
    left_out = {IN_GENERAL, BY_ESTIMATE, *(() if BY_ESTIMATE in concepts else _SAID_OF_ESTIMATE)}
    named = [m for m in found if m.concept not in left_out]
    return list(dict.fromkeys(m.concept for m in sorted(named, key=lambda m: (m.first, -m.last))))


def in_general(scene: TextScene, span: Span) -> bool:
    """Whether a part of the message asks about the market or anybody's case."""
    concepts = {mention.concept for mention in _named(scene, span)}
    return IN_GENERAL in concepts and BY_ESTIMATE not in concepts


def _named(scene: TextScene, span: Span) -> list[Mention]:
    figures = vocabulary("acts", "figures").overlapping(scene.scene, span.first, span.last)
    return [mention for mention in figures if mention.last in span]
