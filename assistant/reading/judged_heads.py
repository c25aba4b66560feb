"""Whose people a number counts, as the judge sees it: the buyer's own, those asked of a provider, or none that matter.

The judge hears people told of mostly where they are asked for, so it speaks of the buyer's own with less force: where
it holds them possible at all and nobody is asked for, they are the buyer's own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import prod

from assistant.reading.facts import Fact
from assistant.reading.judge import NOTHING
from assistant.reading.opinion import Opinion
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed

Allowed = Callable[[int], bool]
Said = Callable[[Span], Mapping[str, float]]

OURS, WANTED = "in_house.agents", "agents"
_HEADS = 0.6  # above it a number that the rules left out is taken for heads…
_NOBODYS = 0.7  # from here on people are nobody's…
_ASKED_SURELY, _HARDLY_OURS = 0.8, 0.12  # …or those of a provider, unless the buyer's own are as likely beside them
_HEADS_ASKED = 0.85  # …and where it stands in a question
_SURE_TOGETHER = 0.75  # above it heads are heads though it is open whose
_AS_LIKELY = 0.09  # people as likely to be the buyer's own, set against those asked for, are its own…
# …or so many times as likely, by what stands with them: fitted to labelled messages, of which nine in ten were right.
_ASKED, _ORDERED, _BY_UNIT, _AGENTS, _HAD, _PAID = 1.7, 2.5, 1.7, 3.6, 0.65, 0.3
_PAY = 0.6  # from here on a sum is somebody's pay
_BEHIND, _AHEAD, _HELD = 8, 4, 3  # words before and after a number that say whose people it counts
_ASKED_FOR = ("wanted", "seeks", "outsourced", "outside_people", "vendor", "quote", "quote_from")


def meant_heads(scene: TextScene, opinion: Said, span: Span, least: float = _HEADS) -> str | None:
    """The field of the heads counted at a span; None where they may be heads of nobody that matters."""
    likely = opinion(span)
    ours, wanted = likely.get(OURS, 0.0), likely.get(WANTED, 0.0)
    if ours + wanted <= least:
        return None
    if ours >= _AS_LIKELY * _times(scene, opinion, span) * wanted:
        return OURS if max(ours, wanted) > least or ours + wanted > _SURE_TOGETHER else None
    return WANTED if wanted > least else None


def not_ours(opinion: Said | None, span: Span) -> bool:
    """Whether the judge has the people counted at a span for nobody's or for those asked of a provider."""
    if opinion is None:
        return False
    likely = opinion(span)
    ours, wanted = likely.get(OURS, 0.0), likely.get(WANTED, 0.0)
    return likely.get(NOTHING, 0.0) > _NOBODYS or (wanted > _ASKED_SURELY and ours < _HARDLY_OURS * wanted)


def _times(scene: TextScene, opinion: Said, span: Span) -> float:
    """How many times as likely as usual people must be to be the buyer's own, by the words around their number."""
    sentence = scene.sentence_of(span.first)
    near = scene.words[max(sentence.first, span.first - _BEHIND) : min(sentence.last, span.last + _AHEAD) + 1]
    fact = scene.fact_at[span.first]
    head = scene.head(fact)[0] if fact is not None else None
    held = scene.words[max(sentence.first, span.first - _HELD) : span.first]
    own = scene.has(Span(max(sentence.first, span.first - _HELD), span.first), "own_people")
    sums = (f for f in scene.facts if f.kind in ("money", "number"))
    signs = (
        (_ASKED, scene.has(sentence, *_ASKED_FOR)),
        (_ORDERED, any(w.lower in listed("asks_for_people") or w.forms & listed("asks_for_people") for w in near)),
        (_BY_UNIT, any(label.family == "pricing" and label.first in sentence for label in scene.labels)),
        (_AGENTS, head is not None and head.family == "agent"),
        (_HAD, own or any(word.lower in listed("held_by_us") for word in held)),
        (_PAID, any(opinion(scene.span(each)).get("pay", 0.0) > _PAY for each in sums)),
    )
    return prod(factor for factor, told in signs if told)


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
        path = meant_heads(scene, opinion.of, span, least)
        if path is not None and path not in told and path not in found:
            found[path] = Change("set", path, int(fact.value), fact.start, fact.end, fact.text)
    return list(found.values())


def _whole(fact: Fact) -> bool:
    whole = fact.kind == "number" and isinstance(fact.value, int | float) and float(fact.value).is_integer()
    return whole and not fact.unit
