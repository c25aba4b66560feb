"""Which hour? The same money per paid, productive and talk hour, and shrinkage that compounds."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class HourlyCost:
    """A month's cost of one full-time agent, over three kinds of hour. `per_talk_hour` is None if not asked for."""

    per_fte: float
    per_paid_hour: float
    per_productive_hour: float
    per_talk_hour: float | None = None


def compounded(shrinkage: Iterable[float]) -> float:
    """Return the shrinkage of several components together, 1 - Π(1 - s): 10.3 % and 14 % are 22.9 %, not 24.3 %."""
    return 1 - math.prod(1 - part for part in shrinkage)


def hourly_cost(
    labour: float,
    fte: float,
    paid_hours_per_fte: float,
    shrinkage: Iterable[float],
    markup: float = 0.0,
    occupancy: float | None = None,
) -> HourlyCost:
    """Return what an hour costs: `labour` for `fte` full-time agents over one period, and `markup` (a fraction) on top.

    A paid hour is on the payroll, a productive one is what shrinkage leaves of it, a talk hour is what occupancy leaves
    of that. Money in the currency of `labour`.
    """
    if fte <= 0 or paid_hours_per_fte <= 0:
        raise ValueError("agents and hours must be above 0")
    per_fte = labour * (1 + markup) / fte
    per_paid = per_fte / paid_hours_per_fte
    per_productive = per_paid / (1 - compounded(shrinkage))
    return HourlyCost(per_fte, per_paid, per_productive, per_productive / occupancy if occupancy else None)
