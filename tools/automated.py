"""An AI agent in front of the people, with the share of contacts it resolves as it is told or as is usual."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from tools.brief import Brief
from tools.brief_fields import CHANNELS
from tools.estimate import Estimate, estimate
from tools.parameter import Parameters
from tools.places import DEFAULT_HOME
from tools.scenarios import Scenario

_RESOLUTION = "ai.resolution"


@dataclass(frozen=True)
class Automated:
    """The case without the AI agent and the way of doing it with one; money in the currency of the estimate."""

    without: Estimate
    with_agent: Scenario
    difference: float  # typical, a month; below zero where it is cheaper
    resolved: float  # contacts a month that the agent answers to the end
    fees: float  # what is paid for them a month
    upkeep: float  # what the agent costs a month beside them, however much it resolves

    def to_json(self) -> dict[str, Any]:
        """As JSON: amounts a month, the one-off outlay, the difference also as a fraction of the amount without."""
        return {
            "without": self.without.monthly.to_json(),
            "with_agent": self.with_agent.monthly.to_json(),
            "one_time": self.with_agent.one_time.to_json(),
            "difference": self.difference,
            "difference_share": round(self.difference / max(float(self.without.monthly.typical), 1e-9), 4),
            "currency": self.without.currency,
            "note": self.with_agent.note,
            "resolved": round(self.resolved, 2),
            "contacts": round(self._contacts(), 2),
            "fees": round(self.fees, 2),
            "upkeep": round(self.upkeep, 2),
            "agent": round(self.fees + self.upkeep, 2),
            "people": round(self._people(), 2),
            "people_less": round(float(self.without.monthly.typical) - self._people(), 2),
        }

    def _contacts(self) -> float:
        return float(self.without.to_json()["contacts_per_month"])

    def _people(self) -> float:
        """All of the month but what is paid for the agent."""
        return float(self.with_agent.monthly.typical) - self.fees - self.upkeep

    def comparison(self) -> dict[str, Any]:
        """The two ways side by side, in the form of a comparison of two estimates; it has no lines to go through."""

        def moved(before: Any, after: Any) -> dict[str, float]:
            was, now = float(before.typical), float(after.typical)
            return {"before": was, "after": now, "difference": round(now - was, 2)}

        return {
            "currency": self.without.currency,
            "monthly": moved(self.without.monthly, self.with_agent.monthly),
            "one_time": moved(self.without.one_time, self.with_agent.one_time),
            "lines": [],
            "reasons": [self.with_agent.note],
        }


def automated(
    brief: Brief, shares: Mapping[str, float], *, language: str = "en", default_home: str = DEFAULT_HOME
) -> Automated | None:
    """The price with an AI agent that resolves these shares of the contacts of each channel; without shares, the usual.

    `shares` are fractions by channel: a channel that is not named is left to people. None where the brief tells no
    workload that could be taken over. Raises as `estimate` does.
    """
    without = estimate(brief, language=language, default_home=default_home)
    settled = _resolving(tuple(sorted(shares.items()))) if shares else None
    other = estimate(brief, language=language, parameters=settled, default_home=default_home) if settled else without
    way = next((scenario for scenario in other.scenarios if scenario.id == "ai_first"), None)
    if way is None:
        return None
    paid = next((option for option in other.billing if option.model == "per_resolution"), None)
    resolved, price = (paid.quantity, float(paid.unit_price.typical)) if paid is not None else (0.0, 0.0)
    difference = round(float(way.monthly.typical - without.monthly.typical), 2)
    return Automated(without, way, difference, resolved, resolved * price, float(way.agent_upkeep))


def usual_shares(channels: Sequence[str]) -> dict[str, float]:
    """The usual share of the contacts that an AI agent resolves, of these channels only."""
    known = Parameters.load()
    return {name: (known.get(f"{_RESOLUTION}.{name}") or known[_RESOLUTION]).typical for name in channels}


@lru_cache(maxsize=16)
def _resolving(shares: tuple[tuple[str, float], ...]) -> Parameters:
    """The parameters with the shares resolved as told."""
    known = Parameters.load()
    told = dict(shares)
    settled = []
    for channel in CHANNELS:
        share = min(max(told.get(channel, 0.0), 0.0), 1.0)
        own = f"{_RESOLUTION}.{channel}"
        model = known.get(own) or known[_RESOLUTION]
        settled.append(replace(model, id=own, low=share, typical=share, high=share))
    replaced = {parameter.id for parameter in settled}
    return Parameters([*(p for p in known.values() if p.id not in replaced), *settled])
