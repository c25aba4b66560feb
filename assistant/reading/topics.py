"""Figures a question asks for: how many agents, what an hour comes to, when it pays back (acts.yaml, `figures`)."""

from assistant.reading.concepts import vocabulary
from assistant.reading.scene import Span, TextScene

IN_GENERAL = "in_general"


def figures_asked(scene: TextScene, span: Span) -> list[str]:
    """Names of the figures of an estimate that a part of the message asks for, in order; none where it asks about
    the market or anybody's case.
    """
    figures = vocabulary("acts", "figures").overlapping(scene.scene, span.first, span.last)
    found = [mention for mention in figures if mention.last in span]
    if any(m.concept == IN_GENERAL for m in found):
        return []
    return list(dict.fromkeys(m.concept for m in sorted(found, key=lambda m: (m.first, -m.last))))
