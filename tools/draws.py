"""Seeded draws of uncertain inputs, laid out so that one pass of the model prices every case at once.

An input known as low / typical / high is read as a distribution with the median at typical, the 10th percentile at low
and the 90th at high (two half-normal pieces, in logarithms where low is positive). Each input has its own stream,
seeded by its name: stating one input does not shuffle the others.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from statistics import NormalDist
from typing import Protocol

import numpy as np

from tools.money import Array

DRAWS = 1000
_Z90 = NormalDist().inv_cdf(0.9)
_LIMIT = 2.2  # draws further out than this many standard deviations are pulled in: no wild tails from a guess


class Sampler(Protocol):
    """Gives an input's values for every case of a layout; element 0 is always the typical case."""

    @property
    def size(self) -> int:
        """How many cases there are."""
        ...

    def sample(self, name: str, low: float, typical: float, high: float) -> Array:
        """The values of the input in every case."""
        ...


def in_every_case(values: Array | float, size: int) -> Array:
    """Values for each of so many cases; one value is that of all of them."""
    found = np.asarray(values, dtype=float)
    if found.shape == (size,):
        return found
    return np.full(size, found) if found.ndim == 0 else np.broadcast_to(found, (size,))


@cache
def _quantiles(count: int) -> tuple[float, ...]:
    normal = NormalDist()
    return tuple(normal.inv_cdf((i + 0.5) / count) for i in range(count))


@cache
def standard_draws(name: str, count: int) -> Array:
    """Standard normal draws of an input: stratified quantiles in an order seeded by its name."""
    order = np.random.default_rng(zlib.crc32(name.encode())).permutation(count)
    draws = np.clip(np.array(_quantiles(count)), -_LIMIT, _LIMIT)[order]
    draws.setflags(write=False)
    return draws


def quantile(z: Array, low: float, typical: float, high: float) -> Array:
    """The values of an input at standard normal positions z."""
    if low == high:
        return np.full(z.shape, typical)
    if low > 0:
        below, above = np.log(typical / low) / _Z90, np.log(high / typical) / _Z90
        return typical * np.exp(z * np.where(z < 0, below, above))
    below, above = (typical - low) / _Z90, (high - typical) / _Z90
    return np.maximum(typical + z * np.where(z < 0, below, above), low)


@dataclass(frozen=True)
class MonteCarlo:
    """The typical case, then `count` random draws."""

    count: int = DRAWS

    @property
    def size(self) -> int:
        """One more than the draws."""
        return self.count + 1

    def sample(self, name: str, low: float, typical: float, high: float) -> Array:
        """Typical first, then the draws."""
        return _typical_then_drawn(name, low, typical, high, self.count)


# Every way of buying the work, and every estimate after it, draws most inputs alike.
@lru_cache(maxsize=1024)
def _typical_then_drawn(name: str, low: float, typical: float, high: float, count: int) -> Array:
    values = np.empty(count + 1)
    values[0] = typical
    values[1:] = quantile(standard_draws(name, count), low, typical, high)
    values.setflags(write=False)
    return values


@dataclass(frozen=True)
class Typical:
    """The typical case alone: for comparisons that need no range."""

    size: int = 1

    def sample(self, name: str, low: float, typical: float, high: float) -> Array:
        """The typical value."""
        return np.full(1, typical)


@dataclass(frozen=True)
class Sweep:
    """The typical case; each input at its low and at its high; then, for each group, draws with it held at typical.

    The first part is the tornado, the second shows how much the range narrows when a group becomes known.
    """

    inputs: Sequence[str]
    groups: Mapping[str, frozenset[str]]
    count: int = 500

    @property
    def size(self) -> int:
        """All cases of the layout."""
        return 1 + 2 * len(self.inputs) + (len(self.groups) + 1) * self.count

    def sample(self, name: str, low: float, typical: float, high: float) -> Array:
        """The input's values in layout order."""
        values = np.full(self.size, typical)
        if name in self.inputs:
            place = 1 + 2 * list(self.inputs).index(name)
            values[place], values[place + 1] = low, high
        drawn = _typical_then_drawn(name, low, typical, high, self.count)[1:]
        for number, members in enumerate([frozenset[str](), *self.groups.values()]):
            if name not in members:
                start = 1 + 2 * len(self.inputs) + number * self.count
                values[start : start + self.count] = drawn
        return values

    def tornado(self, totals: Array) -> dict[str, tuple[float, float]]:
        """Input → the total at its low and at its high."""
        return {name: (float(totals[1 + 2 * i]), float(totals[2 + 2 * i])) for i, name in enumerate(self.inputs)}

    def widths(self, totals: Array) -> tuple[float, dict[str, float]]:
        """The width of the range with nothing more known, and with each group known.

        The draws of all parts are the same ones, so their standard deviations compare with far less noise than
        percentiles do: a group narrows the range as it narrows the deviation.
        """
        first = 1 + 2 * len(self.inputs)
        parts = totals[first:].reshape(len(self.groups) + 1, self.count)
        low, high = np.percentile(parts[0], (10, 90))
        deviations = np.std(parts, axis=1)
        narrowed = deviations[1:] / deviations[0] if deviations[0] > 0 else np.ones(len(self.groups))
        width = float(high - low)
        return width, {name: width * float(left) for name, left in zip(self.groups, narrowed, strict=True)}
