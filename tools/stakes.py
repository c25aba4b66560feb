"""What the terms of a contract and the life of a team come to in a case: figures that stand in no line of the bill.

stakes(estimate.to_json())["penalties"]  # {"low": …, "typical": …, "high": …, "unit": "USD/month", …}
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tools.parameter import Parameters

# What is multiplied by which parameter: the typical monthly invoice of the provider, or the full-time equivalents.
_STAKES = {
    "penalties": ("sla.credit", "invoice", "{currency}/month"),
    "leavers": ("in_house.attrition", "fte", "agents/year"),
}


def stakes(estimate: Mapping[str, Any], parameters: Parameters | None = None) -> dict[str, dict[str, Any]]:
    """Each stake of an estimate in JSON by its id, with its range, unit and the parameter it follows from.

    `penalties` is the part of a month's invoice at risk for missed service levels; `leavers` how many of the team's
    agents leave in a year. A stake whose base the estimate lacks is left out.
    """
    parameters = parameters or Parameters.load()
    found = {}
    for name, (identity, base, unit) in _STAKES.items():
        amount = _base(estimate, base)
        if not amount:
            continue
        parameter = parameters[identity]
        ends = {end: round(amount * getattr(parameter, end), 2) for end in ("low", "typical", "high")}
        unit_name = unit.format(currency=estimate["currency"])
        found[name] = {**ends, "unit": unit_name, "of": round(amount, 2), "parameter": identity}
    return found


def _base(estimate: Mapping[str, Any], name: str) -> float:
    if name == "fte" and estimate.get("arrangement") == "shared":
        return 0.0  # the agents of a shared desk are not the buyer's team
    value = estimate.get(name) or 0.0
    return float(value["typical"] if isinstance(value, Mapping) else value)
