"""How the month of a vendor's offer stands to the estimate's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from tools.brief import Brief
from tools.case import Case, work_out
from tools.draws import MonteCarlo
from tools.quote_market import loads_of
from tools.scenarios import in_house

ALIKE = 0.03  # of the estimate: an offer closer to it costs as much


@dataclass(frozen=True)
class Own:
    """The estimate's typical month, what of it the provider bills, and where that provider is."""

    monthly: float
    invoice: float
    country: str


@dataclass(frozen=True)
class Against:
    """A month of an offer beside the estimate's; `agents`: the number of people it is counted for."""

    monthly: float
    own: Own
    agents: float | None = None

    @property
    def difference(self) -> float:
        """What the offer costs more than the estimate, below zero for less."""
        return self.monthly - self.own.monthly

    @property
    def position(self) -> str:
        """`more`, `less` or `same`."""
        if abs(self.difference) < ALIKE * self.own.monthly:
            return "same"
        return "more" if self.difference > 0 else "less"

    def to_json(self) -> dict[str, Any]:
        """The comparison as JSON."""
        return {
            **({"agents": round(self.agents, 1)} if self.agents is not None else {}),
            "monthly": round(self.monthly, 2),
            "position": self.position,
            "difference": round(abs(self.difference), 2),
            "share": round(abs(self.difference) / self.own.monthly, 4),
            "estimate": round(self.own.monthly, 2),
            "estimate_invoice": round(self.own.invoice, 2),
            "estimate_country": self.own.country,
        }


def against(monthly: float, own: Own, agents: float | None = None) -> Against:
    """The month of an offer set against the estimate's."""
    return Against(monthly, own, agents)


def own_figures(brief: Brief, case: Case, channels: Iterable[str | None]) -> dict[str | None, Own]:
    """The estimate's month, whole and of each channel that an offer is for alone; empty where no workload is known.

    `case` is the brief worked out without its quotes and without the way the buyer would like to pay.
    """
    if case.basis == "reference_seat":
        return {}
    whole = _anew(brief.remove("quotes"), case) if brief.get("pricing_model") else case
    found: dict[str | None, Own] = {None: _own(whole)}
    for channel in {each for each in channels if each}:
        loads = loads_of(case, channel)
        if not loads:
            continue
        contacts = float(np.sum([load.volume.values[0] for load in loads]))
        told = dict((brief.get("channels") or {}).get(channel) or {})
        part = brief.remove("quotes").remove("agents").remove("contacts_per_month").remove("channels")
        part = part.set(f"channels.{channel}", {**told, "contacts_per_month": contacts})
        found[channel] = _own(_anew(part, case)) if len(case.work.loads) > len(loads) else found[None]
    return found


def team_figure(brief: Brief, case: Case) -> Own | None:
    """What the buyer's team of today costs a month, None where none was told or nothing is paid it."""
    told = brief.get("in_house") or {}
    if not told.get("agents") or not (told.get("salary_per_month") or told.get("hourly_wage")):
        return None
    if (found := in_house(case).baseline) is None:
        return None
    monthly = float(found.monthly.typical)
    return Own(monthly, monthly, case.home.country)


def _anew(brief: Brief, case: Case) -> Case:
    return work_out(brief, case.language, case.sheet.parameters, MonteCarlo(), home=case.home)


def _own(case: Case) -> Own:
    return Own(float(case.monthly[0]), float(case.invoice[0]), case.choice.provider.country)


def of_calls(case: Case, quote: Mapping[str, Any]) -> Mapping[str, Any]:
    """A price per minute is one of talk: beside calls it pays for the calls and for nothing written."""
    by_minute = quote["unit"] == "per_minute" and not quote.get("channel")
    channels = {load.channel for load in case.work.loads}
    return {**quote, "channel": "phone"} if by_minute and "phone" in channels and len(channels) > 1 else quote
