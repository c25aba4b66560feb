"""Roles that the judge gives to quantities of which no frame says anything."""

from __future__ import annotations

from assistant.reading.facts import Fact
from assistant.reading.frames import Role, middle
from assistant.reading.scene import TextScene

_COST = 1.0  # of such a role: that of a frame without any context
_SURE = 0.55  # how likely an aspect must be where no frame knows one
_SURE_OF_HEADS = 0.85  # …and one of people, whom every story counts
_FEWEST = 5  # contacts that are told as a volume
_FIELDS = {  # the field of a role by the judge's aspect and the kind of a quantity
    ("volume", "number"): "contacts",
    ("volume", "volume"): "contacts",
    ("aht", "duration"): "aht",
    ("contract_months", "duration"): "contract_months",
    ("growth_percent", "percent"): "growth_percent",
    ("peak_factor", "percent"): "peak_percent",
    ("budget_per_month", "money"): "budget_per_month",
    ("pay", "money"): "wage",
    ("agents", "number"): "agents",
    ("in_house.agents", "number"): "in_house.agents",
}


def as_judged(scene: TextScene, fact: Fact) -> Role | None:
    """What the judge is sure a quantity is about; None where it is not, or is not asked."""
    if scene.opinion is None:
        return None
    span = scene.span(fact)
    likely = scene.opinion(span)
    aspect = max(likely, key=lambda each: likely[each])
    least = _SURE_OF_HEADS if aspect.endswith("agents") else _SURE
    field_ = _FIELDS.get((aspect, fact.kind)) if likely[aspect] >= least else None
    return Role(field_, fact, span, None, _COST) if field_ and _fits(field_, fact) else None


def _fits(field_: str, fact: Fact) -> bool:
    """Whether a duration is told in units, and an amount of contacts in a number, that its field may have."""
    units = {"aht": ("second", "minute", "hour"), "contract_months": ("month", "quarter", "half_year", "year")}
    if fact.kind == "duration":
        return fact.unit in units.get(field_, ()) and not fact.per
    return field_ != "contacts" or (fact.unit is None and not fact.each and middle(fact.value) >= _FEWEST)
