"""The judge of what a mention is about, taught by labelled messages.

Rules find what a message says and where; what a number or a name is about they decide by the words they know. The judge
has seen thousands of labelled messages and weighs all the words around a mention at once: whether it is the buyer's
field at all, and which. It is a network of one hidden layer, small enough to be weighed with numpy in microseconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from assistant.reading.aspects import Features

WEIGHTS = Path(__file__).with_name("judge.npz")
NOTHING = "none"  # the aspect of a mention that is no field of the buyer's
_ARRAYS = ("inner", "scales", "inner_offsets", "outer", "offsets")
_APART = "\x1f"  # between names: white space to the reader, so never part of a word


class Judge:
    """Probabilities of what a mention is about.

    Args:
        names: Features known.
        aspects: What a mention may be about; `NOTHING` among them.
        inner: One row a feature, one column a unit of the hidden layer, in whole numbers from −127 to 127.
        scales: What one is worth in each column.
        inner_offsets: One number a unit; what a unit gives is never below zero.
        outer: One row a unit, one column an aspect.
        offsets: One number an aspect.
    """

    def __init__(
        self,
        names: Sequence[str],
        aspects: Sequence[str],
        inner: np.ndarray,
        scales: np.ndarray,
        inner_offsets: np.ndarray,
        outer: np.ndarray,
        offsets: np.ndarray,
    ) -> None:
        self._at = {name: at for at, name in enumerate(names)}
        self.aspects = tuple(aspects)
        self._inner, self._scales = inner, scales
        self._inner_offsets, self._outer, self._offsets = inner_offsets, outer, offsets

    @classmethod
    def of(
        cls,
        names: Sequence[str],
        aspects: Sequence[str],
        inner: np.ndarray,
        inner_offsets: np.ndarray,
        outer: np.ndarray,
        offsets: np.ndarray,
    ) -> Judge:
        """A judge of weights as they were learned; those of the features are kept in eight bits each."""
        scales = np.maximum(np.abs(inner).max(axis=0), 1e-9) / 127.0
        exact = (each.astype(np.float32) for each in (scales, inner_offsets, outer, offsets))
        return cls(names, aspects, np.round(inner / scales).astype(np.int8), *exact)

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> Judge:
        """Read the weights that `save` wrote."""
        with np.load(path) as kept:
            names = bytes(kept["names"]).decode().split(_APART)
            aspects = bytes(kept["aspects"]).decode().split(_APART)
            return cls(names, aspects, *(kept[name] for name in _ARRAYS))

    def save(self, path: Path) -> None:
        """Write the weights."""
        np.savez_compressed(
            path,
            names=np.frombuffer(_APART.join(self._at).encode(), dtype=np.uint8),
            aspects=np.frombuffer(_APART.join(self.aspects).encode(), dtype=np.uint8),
            **{name: getattr(self, f"_{name}") for name in _ARRAYS},
        )

    def probabilities(self, features: Features) -> dict[str, float]:
        """How likely each aspect is; the numbers add up to 1."""
        known = [(self._at[name], value) for name, value in features.items() if name in self._at]
        units = self._inner_offsets.copy()
        if known:
            places, values = zip(*known, strict=True)
            weighed = np.asarray(values, dtype=np.float32) @ self._inner[list(places)].astype(np.float32)
            units += weighed * self._scales
        scores = np.maximum(units, 0.0) @ self._outer + self._offsets
        scores = np.exp(scores - scores.max())
        return dict(zip(self.aspects, (scores / scores.sum()).tolist(), strict=True))


@cache
def judge() -> Judge:
    """The judge as it was taught (loaded once)."""
    return Judge.load()
