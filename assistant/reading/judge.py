"""The judge of what a mention is about, taught by labelled messages.

Rules find what a message says and where; what a number or a name is about they decide by the words they know. The judge
has seen thousands of labelled messages and weighs all the words around a mention at once: whether it is the buyer's
field at all, and which. It is linear: the weight of each feature for each aspect can be looked up.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from assistant.reading.aspects import Features

WEIGHTS = Path(__file__).with_name("judge.npz")
NOTHING = "none"  # the aspect of a mention that is no field of the buyer's
_APART = "\x1f"  # between names: white space to the reader, so never part of a word


class Judge:
    """Probabilities of what a mention is about.

    Args:
        names: Features known.
        aspects: What a mention may be about; `NOTHING` among them.
        weights: One row a feature, one column an aspect.
        offsets: One number an aspect.
    """

    def __init__(self, names: Sequence[str], aspects: Sequence[str], weights: np.ndarray, offsets: np.ndarray) -> None:
        self._at = {name: at for at, name in enumerate(names)}
        self.aspects = tuple(aspects)
        self._weights = np.asarray(weights, dtype=np.float32)
        self._offsets = np.asarray(offsets, dtype=np.float32)

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> Judge:
        """Read the weights that `save` wrote."""
        with np.load(path) as kept:
            names = bytes(kept["names"]).decode().split(_APART)
            aspects = bytes(kept["aspects"]).decode().split(_APART)
            return cls(names, aspects, kept["weights"].astype(np.float32) * kept["scale"], kept["offsets"])

    def save(self, path: Path) -> None:
        """Write the weights, each in eight bits."""
        scale = np.float32(np.abs(self._weights).max() / 127.0)
        np.savez_compressed(
            path,
            names=np.frombuffer(_APART.join(self._at).encode(), dtype=np.uint8),
            aspects=np.frombuffer(_APART.join(self.aspects).encode(), dtype=np.uint8),
            weights=np.round(self._weights / scale).astype(np.int8),
            scale=scale,
            offsets=self._offsets,
        )

    def probabilities(self, features: Features) -> dict[str, float]:
        """How likely each aspect is; the numbers add up to 1."""
        known = [(self._at[name], value) for name, value in features.items() if name in self._at]
        scores = self._offsets.copy()
        if known:
            places, values = zip(*known, strict=True)
            scores += np.asarray(values, dtype=np.float32) @ self._weights[list(places)]
        scores = np.exp(scores - scores.max())
        return dict(zip(self.aspects, (scores / scores.sum()).tolist(), strict=True))


@cache
def judge() -> Judge:
    """The judge as it was taught (loaded once)."""
    return Judge.load()
