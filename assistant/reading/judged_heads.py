"""Whose people a number counts, as the judge sees it: the buyer's own, those asked of a provider, or none that matter.

The judge hears people told of mostly where they are asked for, so it speaks of the buyer's own with less force: where
it holds them possible at all and nobody is asked for, they are the buyer's own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from assistant.reading.facts import Fact
from assistant.reading.opinion import Opinion
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene

Allowed = Callable[[int], bool]

OURS, WANTED = "in_house.agents", "agents"
_HEADS = 0.6  # above it a number that the rules left out is taken for heads…
_HEADS_ASKED = 0.85  # …and where it stands in a question
_OURS_OF_ALL = 0.2  # from this part of what is said of heads on they are the buyer's own…
_OURS_OF_AGENTS = 0.25  # …where the word is the trade's own, "24 agents", as requests have it…
_SURE_TOGETHER = 0.75  # above it heads are heads though it is open whose
_OURS_UNASKED = 0.1  # …and where nobody is asked for near them
_ASKED_FOR = ("wanted", "seeks", "outsourced", "outside_people", "vendor", "quote", "quote_from")


def meant_heads(scene: TextScene, likely: Mapping[str, float], span: Span, least: float = _HEADS) -> str | None:
    """The field of the heads counted at a span; None where they may be heads of nobody that matters."""
    ours, wanted = likely.get(OURS, 0.0), likely.get(WANTED, 0.0)
    if ours + wanted <= least:
        return None
    sentence = scene.sentence_of(span.first)
    asked = scene.has(sentence, *_ASKED_FOR) or any(
        label.family == "pricing" and label.first in sentence for label in scene.labels
    )
    fact = scene.fact_at[span.first]
    head = scene.head(fact)[0] if fact is not None else None
    named = head is not None and head.family == "agent"
    part = _OURS_OF_AGENTS if named else _OURS_OF_ALL if asked else _OURS_UNASKED
    if ours >= part * (ours + wanted):
        return OURS if max(ours, wanted) > least or ours + wanted > _SURE_TOGETHER else None
    return WANTED if wanted > least else None


def with_heads(
    scene: TextScene, opinion: Opinion, changes: Sequence[Change], allowed: Allowed, asked: frozenset[int]
) -> list[Change]:
    """Heads that the rules left out, of the team of today or of the one asked for."""
    told = {change.path for change in changes}
    found: dict[str, Change] = {}
    for fact in scene.facts:
        span = scene.span(fact)
        if not _whole(fact) or not allowed(span.first):
            continue
        if any(change.start < fact.end and fact.start < change.end for change in changes):
            continue
        least = _HEADS_ASKED if span.first in asked else _HEADS
        path = meant_heads(scene, opinion.of(span), span, least)
        if path is not None and path not in told and path not in found:
            found[path] = Change("set", path, int(fact.value), fact.start, fact.end, fact.text)
    return list(found.values())


def _whole(fact: Fact) -> bool:
    whole = fact.kind == "number" and isinstance(fact.value, int | float) and float(fact.value).is_integer()
    return whole and not fact.unit
