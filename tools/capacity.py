"""How many agents a load needs, as a smooth function, for whole weeks of thousands of draws at once.

What n agents can carry within the targets is found once per handle time of a fixed geometric ladder and kept; a load
lying between what n - 1 and n agents carry needs a number between the two.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from tools.queueing import Targets, UnreachableError, largest_load

Array = npt.NDArray[np.float64]

_STEP = 1.08  # between rungs of the ladder of handle times; capacity in between is interpolated in the logarithm
_FIRST = 16  # agents of the first stretch of a ladder of sizes; each further stretch doubles
_EVERY_AGENT_UP_TO = 64
_SIZES_A_STRETCH = 24
_MOST_STRETCHES = 20


def _stretch(number: int) -> Array:
    """Return the sizes of one stretch: every agent of a small team, steps of three per cent in large ones."""
    most = _FIRST << number
    least = most // 2 if number else 0
    if most <= _EVERY_AGENT_UP_TO:
        return np.arange(least + 1, most + 1, dtype=float)
    return np.unique(np.round(least * 2.0 ** (np.arange(1, _SIZES_A_STRETCH + 1) / _SIZES_A_STRETCH)))


class _Ladder:
    """Team sizes and the load each carries at one handle time, worked out as far as anyone has asked."""

    def __init__(self, targets: Targets, aht_seconds: float) -> None:
        self._targets, self._aht = targets, aht_seconds
        self._known: tuple[list[Array], list[Array]] = ([np.zeros(1)], [np.zeros(1)])

    def up_to(self, stretches: int) -> tuple[Array, Array]:
        """Return sizes 0, 1, 2 … and their loads over so many stretches."""
        sizes, loads = self._known
        missing = [_stretch(number) for number in range(len(sizes) - 1, stretches)]
        if missing:
            load = largest_load(np.concatenate(missing), self._aht, self._targets)
            places = np.cumsum([stretch.size for stretch in missing])[:-1]
            sizes, loads = self._known = (sizes + missing, loads + np.split(load, places))
        found = np.concatenate(sizes[: stretches + 1]), np.concatenate(loads[: stretches + 1])
        return found[0], np.maximum.accumulate(found[1])


@lru_cache(maxsize=4096)
def _ladder(targets: Targets, rung: int) -> _Ladder:
    return _Ladder(targets, _STEP**rung)


def agents_for_load(load: Array, aht_seconds: Array, targets: Targets) -> Array:
    """Return the agents needed, in fractions, for loads in Erlangs of shape (draws, hours); handle times (draws,).

    The least whole number that meets the targets is this, rounded up. Raises UnreachableError as `Targets` does.
    """
    heaviest = float(load.max(initial=0.0))
    if heaviest <= 0:
        return np.zeros_like(load)
    guess = 1.2 * heaviest + 4 * math.sqrt(heaviest) + 4
    stretches = max(1, 1 + math.ceil(math.log2(guess / _FIRST)))
    position = np.log(aht_seconds) / math.log(_STEP)
    rungs = np.floor(position).astype(int)
    used = [int(rung) for rung in np.unique([rungs, rungs + 1])]
    while any(_ladder(targets, rung).up_to(stretches)[1][-1] < heaviest for rung in used):
        stretches += 1
        if stretches > _MOST_STRETCHES:
            raise UnreachableError("no number of agents meets the targets")
    result = np.empty_like(load)
    for rung in np.unique(rungs):
        rows = rungs == rung
        sizes, lower = _ladder(targets, int(rung)).up_to(stretches)
        upper = _ladder(targets, int(rung) + 1).up_to(stretches)[1]
        for part in np.unique(position[rows]):
            these = rows & (position == part)
            result[these] = np.interp(load[these], lower + (upper - lower) * (part - rung), sizes)
    return result
