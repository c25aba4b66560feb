"""Pay said to have been told wrongly: "the salary I gave was wrong, it's 4,200", «оклад неверный назвал, он 72 тысячи».

The figure beside it puts the known pay right, whatever else it might be of.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.answers import as_value
from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene

_PATHS = ("in_house.salary_per_month", "in_house.hourly_wage")
_LIKE = 3.0  # so many times the known pay the right one is at most


def pay_corrected(scene: TextScene, brief: Mapping[str, Any]) -> list[Change]:
    """The change of the pay to the one figure told of it; none where no pay is said to be wrong."""
    own = brief.get("in_house")
    paid = {path: own.get(path.partition(".")[2]) for path in _PATHS} if isinstance(own, Mapping) else {}
    known = {
        path: value
        for path, value in paid.items()
        if isinstance(value, Mapping) and value.get("amount") and value.get("currency")
    }
    figures = [f for f in scene.facts if f.kind in ("money", "number", "volume")]
    if len(known) != 1 or len(figures) != 1:
        return []
    (path, pay), fact = next(iter(known.items())), figures[0]
    told = Span(scene.sentence_of(scene.span(fact).first).first, scene.span(fact).first)
    value, _ = as_value(path, fact, {**brief, "currency": pay["currency"]}, {}, None)
    amount = value["amount"] if isinstance(value, Mapping) else middle(fact.value)
    near = 1 / _LIKE < amount / float(pay["amount"]) < _LIKE
    if not near or not scene.has(told, "untrue", "said_wrongly") or not scene.has(told, "wage", "relation_of"):
        return []
    right = value if isinstance(value, Mapping) else {"amount": amount, "currency": pay["currency"]}
    return [Change("set", path, dict(right), fact.start, fact.end, fact.text)]


def besides(changes: Sequence[Change], pay: Sequence[Change]) -> list[Change]:
    """The changes made by other words than the pay."""
    return [c for c in changes if not any(c.start < each.end and each.start < c.end for each in pay)]
