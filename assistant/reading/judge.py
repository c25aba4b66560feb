"""The judge of what a mention is about, taught by labelled messages.

Rules find what a message says and where; what a number or a name is about they decide by the words they know. The judge
has seen thousands of labelled messages and weighs all the words around a mention at once: whether it is the buyer's
field at all, and which. It is two small networks that are asked together, since they go wrong in different places: one
of a hidden layer, which weighs the words as a heap, and one of convolutions, which hears them in their order. Both are
weighed with numpy in a fraction of a millisecond.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from assistant.reading.aspects import Features
from assistant.reading.convolutions import Convolutions
from assistant.reading.surroundings import Surroundings

WEIGHTS = Path(__file__).with_name("judge.npz")
NOTHING = "none"  # the aspect of a mention that is no field of the buyer's
_ARRAYS = ("inner", "scales", "inner_offsets", "outer", "offsets")
_HEARD = "heard_"  # before the names of what the convolutions keep
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
        convolutions: What hears the words in their order, of the same aspects; None to weigh them as a heap alone.
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
        convolutions: Convolutions | None = None,
    ) -> None:
        self._at = {name: at for at, name in enumerate(names)}
        self.aspects = tuple(aspects)
        self._inner, self._scales = inner, scales
        self._inner_offsets, self._outer, self._offsets = inner_offsets, outer, offsets
        self._convolutions = convolutions

    @classmethod
    def of(
        cls,
        names: Sequence[str],
        aspects: Sequence[str],
        inner: np.ndarray,
        inner_offsets: np.ndarray,
        outer: np.ndarray,
        offsets: np.ndarray,
        convolutions: Convolutions | None = None,
    ) -> Judge:
        """A judge of weights as they were learned; those of the features are kept in eight bits each."""
        rounded, scales = in_eight_bits(inner)
        units, out, ends = (each.astype(np.float32) for each in (inner_offsets, outer, offsets))
        return cls(names, aspects, rounded, scales, units, out, ends, convolutions)

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> Judge:
        """Read the weights that `save` wrote."""
        with np.load(path) as kept:
            names = bytes(kept["names"]).decode().split(_APART)
            aspects = bytes(kept["aspects"]).decode().split(_APART)
            heard = None
            if f"{_HEARD}names" in kept:
                arrays = {name: kept[_HEARD + name] for name in Convolutions.ARRAYS}
                heard = Convolutions(bytes(kept[f"{_HEARD}names"]).decode().split(_APART), arrays)
            inner, scales, inner_offsets, outer, offsets = (kept[name] for name in _ARRAYS)
            return cls(names, aspects, inner, scales, inner_offsets, outer, offsets, heard)

    def save(self, path: Path) -> None:
        """Write the weights."""
        arrays = {name: getattr(self, f"_{name}") for name in _ARRAYS}
        arrays |= {"names": _as_bytes(list(self._at)), "aspects": _as_bytes(self.aspects)}
        if self._convolutions is not None:
            arrays |= {_HEARD + name: array for name, array in self._convolutions.arrays.items()}
            arrays[f"{_HEARD}names"] = _as_bytes(self._convolutions.names)
        np.savez_compressed(path, **arrays)

    def probabilities(self, features: Features, around: Surroundings | None = None) -> dict[str, float]:
        """How likely each aspect is; the numbers add up to 1. Without the words around, their heap alone is weighed."""
        known = [(self._at[name], value) for name, value in features.items() if name in self._at]
        units = self._inner_offsets.copy()
        if known:
            places, values = zip(*known, strict=True)
            weighed = np.asarray(values, dtype=np.float32) @ self._inner[list(places)].astype(np.float32)
            units += weighed * self._scales
        likely = _shares(np.maximum(units, 0.0) @ self._outer + self._offsets)
        if around is not None and self._convolutions is not None:
            likely = (likely + _shares(self._convolutions.scores(around))) / 2
        return dict(zip(self.aspects, likely.tolist(), strict=True))


def in_eight_bits(exact: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weights as whole numbers from −127 to 127, and what one is worth in each column."""
    scales = (np.maximum(np.abs(exact).max(axis=0), 1e-9) / 127.0).astype(np.float32)
    return np.round(exact / scales).astype(np.int8), scales


def _shares(scores: np.ndarray) -> np.ndarray:
    """Scores as probabilities."""
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum())


def _as_bytes(names: Sequence[str]) -> np.ndarray:
    return np.frombuffer(_APART.join(names).encode(), dtype=np.uint8)


@cache
def judge() -> Judge:
    """The judge as it was taught (loaded once)."""
    return Judge.load()
