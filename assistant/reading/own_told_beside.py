"""One's own people told in the very wish to be compared with them: «сравни с моими тремя менеджерами по 60 000 р».

Whoever says how many of his own there are, and what each gets, tells it; nothing is supposed, and no provider's agents
are counted. "Compare it with three of ours, if we kept them" supposes.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.changes import set_field
from assistant.reading.facts import Fact
from assistant.reading.own_against import set_beside
from assistant.reading.result import Act, Change
from assistant.reading.roles import Role, middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.sums import wage
from assistant.reading.team_pay import plausible
from assistant.reading.word_lists import listed

_OURS, _PAY = "in_house.agents", ("in_house.salary_per_month", "in_house.hourly_wage")
_MOST = 500  # people of a team that is told in passing
_AGAIN = ("compare", "ask", "what_if", "estimate", "why_expensive", "off_topic")


def own_told_beside(
    scene: TextScene, known: Mapping[str, Any], stated: Sequence[Change], supposed: Sequence[Change]
) -> tuple[tuple[Change, ...], Span] | None:
    """What is told of the team in the sentence that sets it beside the provider, and the sentence; None for nothing."""
    place = set_beside(scene)
    told_already = any(c.path == _OURS for c in stated)
    if place is None or told_already or any(w.lower in listed("if_words") for w in scene.words):
        return None
    if not any(c.path in ("agents", _OURS) for c in supposed):
        return None
    pays = [pay for fact in scene.facts_within(place) if (pay := _pay(scene, fact, known)) is not None]
    people = [fact for fact in scene.facts_within(place) if _counts(fact, pays)]
    if len(people) != 1 or len(pays) > 1:
        return None
    return (set_field(_OURS, int(middle(people[0].value)), people[0]), *pays), place


def asked_beside(scene: TextScene, place: Span, acts: Sequence[Act]) -> tuple[Act, ...]:
    """The acts with the question of the team against a provider in the place of what its words were taken for."""
    start, end = scene.words[place.first].start, scene.words[place.last].end
    kept = [a for a in acts if not (a.kind in _AGAIN and a.start < end and start < a.end)]
    return (*kept, Act("ask", start, end, {"figures": ["own_team"], "own": True}))


def _pay(scene: TextScene, fact: Fact, known: Mapping[str, Any]) -> Change | None:
    if fact.kind != "money" and not (fact.kind == "number" and fact.text[:1].isdigit() and middle(fact.value) > _MOST):
        return None
    pay = wage(scene, Role("salary", fact, scene.span(fact), None, 0.0), known)
    return pay if pay is not None and plausible(pay) else None


def _counts(fact: Fact, pays: Sequence[Change]) -> bool:
    if fact.kind != "number" or fact.unit or any(p.start < fact.end and fact.start < p.end for p in pays):
        return False
    return 1 <= middle(fact.value) <= _MOST and middle(fact.value) == int(middle(fact.value))
