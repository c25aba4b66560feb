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
_EVERY_AGENT_UP_TO = 64


def _sizes(most: int) -> Array:
    small = np.arange(1, min(most, _EVERY_AGENT_UP_TO) + 1)
    octaves = max(0.0, math.log2(most / _EVERY_AGENT_UP_TO))
    large = np.zeros(0)
    if octaves:
        large = np.geomspace(_EVERY_AGENT_UP_TO, most, max(2, round(24 * octaves)))
    return np.unique(np.concatenate([small, np.round(large)])).astype(float)


@lru_cache(maxsize=4096)
def _carried(targets: Targets, rung: int, most: int) -> tuple[Array, Array]:
    """Return sizes 0, 1, 2 … most, and the load each carries at the handle time of a rung; both read-only."""
    sizes = _sizes(most)
    load = np.maximum.accumulate(largest_load(sizes, _STEP**rung, targets))
    both = np.concatenate([[0.0], sizes]), np.concatenate([[0.0], load])
    for array in both:
        array.setflags(write=False)
    return both


def agents_for_load(load: Array, aht_seconds: Array, targets: Targets) -> Array:
    """Return the agents needed, in fractions, for loads in Erlangs of shape (draws, hours); handle times (draws,).

    The least whole number that meets the targets is this, rounded up. Raises UnreachableError as `Targets` does.
    """
    heaviest = float(load.max(initial=0.0))
    if heaviest <= 0:
        return np.zeros_like(load)
    most = 1 << max(4, math.ceil(math.log2(1.2 * heaviest + 4 * math.sqrt(heaviest) + 4)))
    position = np.log(aht_seconds) / math.log(_STEP)
    rungs = np.floor(position).astype(int)
    while any(_carried(targets, int(r), most)[1][-1] < heaviest for r in np.unique([rungs.min(), rungs.max() + 1])):
        most *= 2
        if most > 1 << 24:
            raise UnreachableError("no number of agents meets the targets")
    result = np.empty_like(load)
    for row, rung in enumerate(rungs):
        sizes, lower = _carried(targets, int(rung), most)
        upper = _carried(targets, int(rung) + 1, most)[1]
        carried = lower + (upper - lower) * (position[row] - rung)
        result[row] = np.interp(load[row], carried, sizes)
    return result
