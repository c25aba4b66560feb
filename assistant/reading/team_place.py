"""Where the buyer's own people work: their country is the buyer's, and their pay is in its money unless it says whose.

"18 agents in Manchester, 25k each" tells of no provider there; the receptionists of a clinic in Leeds who "cost 26k
each" are paid in pounds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.sums import place_of_people
from tools.places import currency_of

_PAY = ("in_house.salary_per_month", "in_house.hourly_wage")
_HOME, _PROVIDER = "home_country", "provider_countries"


def with_team_placed(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> tuple[Change, ...]:
    """The changes with the place and the money of one's own people."""
    found = tuple(changes)
    pay = next((c for c in found if c.path in _PAY and c.op == "set" and c.end > c.start), None)
    if pay is None:
        return found
    paths = {c.path for c in found}
    if not brief.get(_HOME) and _HOME not in paths and "in_house.agents" in paths:
        at = next((k for k, word in enumerate(scene.words) if word.start <= pay.start < word.end), None)
        place = place_of_people(scene, Span(at, at)) if at is not None else ""
        found = tuple(replace(c, path=_HOME, value=place) if _only(c, place) else c for c in found)
    home = next((c.value for c in found if c.path == _HOME and c.op == "set"), None)
    if not home or pay.detail.get("assumed") != "currency" or brief.get("currency"):
        return found
    currency = currency_of(str(home))
    if not currency or currency == pay.value["currency"] or _named(scene):
        return found
    return tuple(replace(c, value={**c.value, "currency": currency}) if c is pay else c for c in found)


def _only(change: Change, place: str) -> bool:
    return bool(place) and change.path == _PROVIDER and change.op == "set" and change.value == [place]


def _named(scene: TextScene) -> bool:
    """Whether any currency is said: then it may be that of the pay as well."""
    return any(m.family == "currency" for m in scene.labels) or any(fact.kind == "money" for fact in scene.facts)
