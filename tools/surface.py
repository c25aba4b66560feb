"""Paid hours as a surface over load and opening hours, worked out once per brief and read off for every draw.

The staffing of a week costs far more than reading a number: it is solved on a grid (live load, deferred load, opening
hours) in one call, and the draws are interpolated. The grid holds the typical case itself, which is therefore exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from tools.money import Array
from tools.staffing import DEFERRED, StaffingInput, StaffingResult, staff_week, staff_week_many

Index = NDArray[np.intp]

_LIVE = tuple(float(2 ** (step / 2)) for step in range(-6, 7))
_DEFERRED = (0.2, 0.5, 1.0, 2.0, 5.0)
_OCCUPANCY = (-0.06, 0.06)


@dataclass(frozen=True)
class Surface:
    """Logged-in hours a month (before shrinkage) in all, at night and at the weekend, on the grid."""

    live: tuple[float, ...]
    deferred: tuple[float, ...]
    weeks: tuple[float, ...]
    tables: tuple[Array, Array, Array]
    occupancy: float
    occupancy_slopes: tuple[float, float]
    typical: StaffingResult

    def read(self, live: Array, deferred: Array, week: Array, shrinkage: Array, occupancy: Array) -> tuple[Array, ...]:
        """Paid hours for draws of the load (times the typical one), hours open a week, shrinkage and occupancy cap."""
        axes = ((self.live, live), (self.deferred, deferred), (self.weeks, week))
        places = [_place(grid, position) for grid, position in axes]
        lift = self._occupancy_factor(occupancy)
        return tuple(hours * lift / (1 - shrinkage) for hours in _read(self.tables, places))

    def at(self, factors: Array) -> Array:
        """Paid hours a month at multiples of the typical volume, everything else typical."""
        shape = np.ones_like(factors)
        typical = (self.typical.open_hours_per_week, self.typical.shrinkage, self.occupancy)
        week, shrinkage, occupancy = (value * shape for value in typical)
        return self.read(factors, factors, week, shrinkage, occupancy)[0]

    def _occupancy_factor(self, occupancy: Array) -> Array:
        moved = occupancy - self.occupancy
        return 1 + np.where(moved < 0, self.occupancy_slopes[0], self.occupancy_slopes[1]) * moved


def _place(grid: tuple[float, ...], position: Array) -> tuple[Index, Index, Array]:
    """Left and right grid neighbours of each position, and how far along it lies."""
    count = len(grid)
    if count == 1:
        zero = np.zeros(position.shape, dtype=np.intp)
        return zero, zero, np.zeros(position.shape)
    points = np.array(grid)
    inside = np.clip(position, points[0], points[-1])
    right = np.clip(np.searchsorted(points, inside), 1, count - 1)
    left = right - 1
    return left, right, (inside - points[left]) / (points[right] - points[left])


def _read(tables: Sequence[Array], places: Sequence[tuple[Index, Index, Array]]) -> list[Array]:
    """The values of several tables of one grid at the same places, by straight lines along each axis."""
    values = [np.zeros(places[0][2].shape) for _ in tables]
    for corner in range(8):
        weight: Array | float = 1.0
        index = []
        for axis, (left, right, along) in enumerate(places):
            upper = bool(corner >> axis & 1)
            if upper and tables[0].shape[axis] == 1:
                break  # an axis of one point has no neighbour: all weight is on the point
            weight = weight * (along if upper else 1 - along)
            index.append(right if upper else left)
        else:
            for number, table in enumerate(tables):
                values[number] = values[number] + weight * table[tuple(index)]
    return values


@dataclass(frozen=True)
class _Key:
    text: str


_INPUTS: dict[str, StaffingInput] = {}


def surface(work: StaffingInput, shapes: Sequence[tuple[float, float]]) -> Surface:
    """The surface of a brief's work over these weeks (hours a day, days a week), shortest first."""
    text = repr(work)
    _INPUTS[text] = work
    try:
        return _solved(text, tuple(shapes))
    finally:
        _INPUTS.pop(text, None)


@lru_cache(maxsize=64)
def _solved(text: str, shapes: tuple[tuple[float, float], ...]) -> Surface:
    work = _INPUTS[text]
    has_live = any(entry.channel not in DEFERRED and entry.contacts_per_month for entry in work.channels)
    has_deferred = any(entry.channel in DEFERRED and entry.contacts_per_month for entry in work.channels)
    live = _LIVE if has_live else (1.0,)
    deferred = _DEFERRED if has_deferred else (1.0,)
    cells = [(one, two, shape) for one in live for two in deferred for shape in shapes]
    base = (1.0, 1.0, (work.hours_per_day, float(work.days_per_week)))
    steps = [work.max_occupancy + step for step in _OCCUPANCY]
    extra = [(*base, step) for step in (work.max_occupancy, *steps)]
    rows = [(*cell, work.max_occupancy) for cell in cells] + extra
    draws = {
        f"contacts_per_month.{entry.channel}": np.array(
            [entry.contacts_per_month * (row[1] if entry.channel in DEFERRED else row[0]) for row in rows]
        )
        for entry in work.channels
    }
    draws["hours_per_day"] = np.array([row[2][0] for row in rows])
    draws["days_per_week"] = np.array([row[2][1] for row in rows])
    draws["max_occupancy"] = np.array([row[3] for row in rows])
    found = staff_week_many(work, draws)
    typical = staff_week(work)
    kept = 1 - typical.shrinkage
    sizes = (len(live), len(deferred), len(shapes))
    tables = tuple(
        (values[: len(cells)] * kept).reshape(sizes)
        for values in (found.paid_hours, found.night_hours, found.weekend_hours)
    )
    middle, less, more = found.paid_hours[len(cells) :]
    slopes = tuple(
        (value / middle - 1) / step if middle else 0.0 for value, step in zip((less, more), _OCCUPANCY, strict=True)
    )
    weeks = tuple(hours * days for hours, days in shapes)
    return Surface(live, deferred, weeks, (tables[0], tables[1], tables[2]), work.max_occupancy,
                   (slopes[0], slopes[1]), typical)  # fmt: skip
