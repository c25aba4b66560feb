"""The own team set against a provider: "own team or vendor, which is cheaper?", "they say outsourcing saves, prove it".

Both sides and a word that weighs them, in whatever order; where the team and its pay are known, a demand for proof or
for a comparison of nothing else is enough (own_team.yaml has the words).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.in_brief import value_at
from assistant.reading.own_team import said
from assistant.reading.result import Act, Change
from assistant.reading.scene import Span, TextScene

_REPLACED = ("ask", "compare", "estimate", "why_expensive", "off_topic")
_OTHERS = ("country", "language")  # what else may be set side by side
_LONGEST = 16  # words of a sentence that sets nothing but the team beside the provider
_ORDERED = ("summary", "what_if", "quotes", "restart", "undo")


def own_against(
    scene: TextScene, known: Mapping[str, Any], acts: Sequence[Act], supposed: Sequence[Change]
) -> tuple[Act, ...] | None:
    """The acts with the question of the own team against a provider, where it is put; None where it is not."""
    if any("own_team" in act.detail.get("figures", ()) for act in acts):
        return None
    by_month = [q for q in known.get("quotes") or () if q.get("unit") != "per_resolution"]
    if by_month and _paid_team(known) and (place := set_beside(scene)) is not None:
        start, end = scene.words[place.first].start, scene.words[place.last].end
        kept = [a for a in acts if not (a.kind in (*_REPLACED, "quotes") and a.start < end and start < a.end)]
        return (*kept, Act("quotes", start, end, {"sum": True}))  # the offers are set beside the team too
    if any(act.kind in _ORDERED or act.detail.get("options") for act in acts) or by_month:
        return None
    place = _both_weighed(scene)
    if place is None and _paid_team(known):
        place = set_beside(scene) or (None if supposed else _proof_wanted(scene, acts))
    if place is None or any(fact.kind in _OTHERS and scene.span(fact).first in place for fact in scene.facts):
        return None
    start, end = scene.words[place.first].start, scene.words[place.last].end
    kept = [a for a in acts if not (a.kind in _REPLACED and a.start < end and start < a.end)]
    return (*kept, Act("ask", start, end, {"figures": ["own_team"], "own": True}))


def _both_weighed(scene: TextScene) -> Span | None:
    """The sentence, or two that follow each other, in which both sides and a word that weighs them stand."""
    sides = [[m.first for m in said(scene, name)] for name in ("own_side", "given_side", "weighed")]
    for at, sentence in enumerate(scene.sentences):
        before = scene.sentences[at - 1] if at else sentence
        for span in (sentence, Span(before.first, sentence.last)):
            if all(any(first in span for first in places) for places in sides) and "?" in _text(scene, span):
                return span
            if all(any(first in span for first in places) for places in sides) and _demanded(scene, span):
                return span
    return None


def set_beside(scene: TextScene) -> Span | None:
    """ "How is that against my two girls?": the known team beside what can only be the provider's figure."""
    meant, beside = said(scene, "team_meant"), said(scene, "set_beside")
    for sentence in scene.sentences:
        people = [m for m in meant if m.first in sentence]
        words = sum(scene.words[at].is_word for at in range(sentence.first, sentence.last + 1))
        if people and any(m.first in sentence for m in beside) and words <= _LONGEST:
            return sentence
    return None


def _text(scene: TextScene, span: Span) -> str:
    return scene.text[scene.words[span.first].start : scene.words[span.last].end + 1]


def _demanded(scene: TextScene, span: Span) -> bool:
    return any(m.first in span for m in said(scene, "proof"))


def _proof_wanted(scene: TextScene, acts: Sequence[Act]) -> Span | None:
    """ "Prove it", "where is the comparison?": of a team that is known there is only one thing to compare it with."""
    found = said(scene, "proof")
    if found:
        return scene.sentence_of(found[0].first)
    compared = [act for act in acts if act.kind == "compare"]
    if not compared or said(scene, "all_ways"):
        return None
    at = next((k for k, word in enumerate(scene.words) if word.start >= compared[0].start), None)
    return None if at is None else scene.sentence_of(at)


def _paid_team(known: Mapping[str, Any]) -> bool:
    paid = value_at(known, "in_house.salary_per_month") or value_at(known, "in_house.hourly_wage")
    return bool(value_at(known, "in_house.agents") and paid)
