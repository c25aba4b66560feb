"""The part of the judge that listens to the words around a mention in their order.

Every word within reach is a sum of learned vectors, of what stands there and of how far it is; two convolutions let
each hear its neighbours, the second wider than the first; what is heard on the mention, anywhere near it, and in its
sentence then says what it is about.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from assistant.reading.surroundings import REACH, Names, Surroundings

Floats = npt.NDArray[np.float32]

WIDENINGS = (1, 3)  # steps between the words that a convolution hears
_UNKNOWN = 0  # row of whatever has no vector of its own


class Convolutions:
    """Scores of what a mention is about, one for each aspect, before they are made probabilities.

    Args:
        names: What may stand at a word; row 0 of the vectors is that of anything else.
        arrays: As learned, by name: `words` (one row a name, whole numbers to 127) with `word_scales`; `steps` (one row
            a step from −REACH to REACH); `sentence` (outside and inside the mention's); `filters` (one a
            widening: 5 × units × units) with `filter_offsets`; `inner`, `inner_offsets`, `outer`, `offsets`.
    """

    ARRAYS = (
        "words",
        "word_scales",
        "steps",
        "sentence",
        "filters",
        "filter_offsets",
        "inner",
        "inner_offsets",
        "outer",
        "offsets",
    )

    def __init__(self, names: Sequence[str], arrays: Mapping[str, np.ndarray]) -> None:
        self._at = {name: at for at, name in enumerate(names, 1)}
        self.arrays = arrays

    @property
    def names(self) -> Sequence[str]:
        """What may stand at a word, in the order of its rows."""
        return list(self._at)

    def scores(self, around: Surroundings) -> Floats:
        """One number an aspect."""
        arrays = self.arrays
        heard = self._vectors(around.within_reach())
        heard += arrays["steps"][np.clip(around.steps(), -REACH, REACH) + REACH]
        inside = np.zeros(around.length, dtype=bool)
        inside[around.sentence.first : around.sentence.last + 1] = True
        heard += arrays["sentence"][inside.astype(int)]
        for number, wide in enumerate(WIDENINGS):
            heard = heard + convolved(heard, arrays["filters"][number], arrays["filter_offsets"][number], wide)
        on = heard[around.mention.first : around.mention.last + 1].mean(axis=0)
        parts = np.concatenate([on, heard.max(axis=0), heard[inside].mean(axis=0)])
        units = np.maximum(parts @ arrays["inner"] + arrays["inner_offsets"], 0.0)
        scores: Floats = units @ arrays["outer"] + arrays["offsets"]
        return scores

    def _vectors(self, words: Sequence[Names]) -> Floats:
        """For each word the sum of the vectors of what stands there."""
        rows = [self._at.get(name, _UNKNOWN) for names in words for name in names]
        lengths = np.array([len(names) for names in words])
        sums = np.add.reduceat(self.arrays["words"][rows].astype(np.float32), np.cumsum(lengths) - lengths, axis=0)
        found: Floats = sums * self.arrays["word_scales"]
        return found


def convolved(heard: Floats, weights: Floats, offsets: Floats, wide: int) -> Floats:
    """What each word hears of those at its sides, never below zero; beyond the ends there is nothing."""
    width, units, _ = weights.shape
    edge = width // 2 * wide
    padded = np.zeros((len(heard) + 2 * edge, units), dtype=heard.dtype)
    padded[edge : edge + len(heard)] = heard
    beside = np.concatenate([padded[at * wide : at * wide + len(heard)] for at in range(width)], axis=1)
    found: Floats = np.maximum(beside @ weights.reshape(width * units, -1) + offsets, 0.0)
    return found
