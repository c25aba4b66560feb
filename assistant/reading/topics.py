"""Figures a question asks for: how many agents, what an hour comes to, when it pays back (acts.yaml, `figures`)."""

from assistant.reading.concepts import Mention, vocabulary
from assistant.reading.scene import Span, TextScene
from knowledge.lexical import is_stopword

IN_GENERAL, BY_ESTIMATE = "in_general", "by_estimate"
# Figures whose words count anything there is: sofas a year, people of a town, calls of an ambulance.
_COUNTS = frozenset({"agents", "contact", "year"})
# What "is that a lot?" and "per call" ask for, unless a length or a number of contacts stands before them.
_OF_A_SUM = frozenset({"fairness"})
_OF_A_PRICE = frozenset({"contact", "fairness"})
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
    left_out |= _OF_A_PRICE if "duration" in (kinds := _kinds(scene, span)) and "money" not in kinds else set()
    left_out |= _OF_A_SUM if kinds & {"volume", "duration"} and "money" not in kinds else set()
    left_out |= _COUNTS if concepts & _COUNTS and of_others(scene, span) else set()
    named = [m for m in found if m.concept not in left_out]
    return list(dict.fromkeys(m.concept for m in sorted(named, key=lambda m: (m.first, -m.last))))


def figures_named(scene: TextScene, span: Span) -> set[str]:
    """Names of the figures that a part of the message has the words of, whosever they are."""
    return {mention.concept for mention in _named(scene, span)}


def in_general(scene: TextScene, span: Span) -> bool:
    """Whether a part of the message asks about the market or anybody's case."""
    concepts = {mention.concept for mention in _named(scene, span)}
    return IN_GENERAL in concepts and BY_ESTIMATE not in concepts


def of_others(scene: TextScene, span: Span) -> bool:
    """Whether a part of the message is about things that are neither of the case nor of the trade: washing machines
    that break in a year, the agents of a secret service. A word of one's own, "we", "it", makes it the case.
    """
    marks = [
        *vocabulary("acts").overlapping(scene.scene, span.first, span.last),
        *vocabulary("acts", "case_questions").overlapping(scene.scene, span.first, span.last),
        *_named(scene, span),
    ]
    if any(mark.concept == "own_case" and mark.first in span for mark in marks):
        return False
    labels = [label for label in scene.labels if label.family != "industry"]
    known = {at for mark in (*marks, *scene.mentions, *labels) for at in range(mark.first, mark.last + 1)}
    rest = [at for at in range(span.first, span.last + 1) if at not in known and scene.fact_at[at] is None]
    return any(scene.words[at].is_word and not is_stopword(scene.words[at].lower) for at in rest)


def _kinds(scene: TextScene, span: Span) -> set[str]:
    return {fact.kind for fact in scene.facts_within(span)}


def _named(scene: TextScene, span: Span) -> list[Mention]:
    figures = vocabulary("acts", "figures").overlapping(scene.scene, span.first, span.last)
    return [mention for mention in figures if mention.last in span]
