"""Members of a known list that the judge says are given up: "Jordan is out", "Colombia only", «без немецкого»."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.in_brief import listed_in
from assistant.reading.known_left_out import clause_of
from assistant.reading.moments import denied
from assistant.reading.opinion import ALONE, DROPPED, Opinion
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene

Allowed = Callable[[int], bool]

_GIVEN_UP = 0.52  # how likely it must be that a known member is given up…
_SURE = 0.6  # …and that nothing else is left
_LISTS = (("provider_countries", "country"), ("languages", "language"))


def with_dropped(
    scene: TextScene, opinion: Opinion, changes: Sequence[Change], brief: Mapping[str, Any], allowed: Allowed
) -> list[Change]:
    """Changes with the lists of the brief as the message leaves them; `allowed` tells where something is stated."""
    found = list(changes)
    for path, kind in _LISTS:
        known = listed_in(brief, path)
        told = next((c for c in found if c.path == path), None)
        if not known or (told is not None and told.op != "set"):
            continue
        named: dict[str, list[Mapping[str, float]]] = {}
        for fact in scene.facts:
            if fact.kind == kind and allowed(scene.span(fact).first) and not _spared(scene, scene.span(fact)):
                named.setdefault(str(fact.value), []).append(opinion.of(scene.span(fact)))
        now = list(told.value) if told else known
        after = _left(now, known, named)
        if after == now:
            continue
        place = _place(scene, kind, named)
        change = Change("set", path, after, *place) if after else Change("remove", path, None, *place)
        found = [c for c in found if c is not told] + [replace(told, value=after) if told and after else change]
    return found


def _spared(scene: TextScene, span: Span) -> bool:
    """«Сербию не вычёркивайте», "don't drop Jordan": the word of giving up is denied."""
    said = scene.inside(clause_of(scene, span), ("let_go", "forget"))
    return bool(said) and all(denied(scene, mention) for mention in said)


def _left(now: Sequence[str], known: Sequence[str], named: Mapping[str, Sequence[Mapping[str, float]]]) -> list[str]:
    """What is left of a list: without what is dropped, and nothing known beside what is to stand alone."""

    def least(value: str, aspect: str) -> float:
        return min((each.get(aspect, 0.0) for each in named.get(value, ())), default=0.0)

    dropped = {value for value in now if value in known and least(value, DROPPED) > _GIVEN_UP}
    alone = {value for value in now if least(value, ALONE) > _SURE}
    left = [value for value in now if value not in dropped]
    return [value for value in left if value in alone or value not in known] if alone else left


def _place(scene: TextScene, kind: str, named: Mapping[str, Any]) -> tuple[int, int, str]:
    facts = [fact for fact in scene.facts if fact.kind == kind and str(fact.value) in named]
    return facts[0].start, facts[-1].end, scene.text[facts[0].start : facts[-1].end]
