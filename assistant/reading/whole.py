"""What the whole of a sentence or a message says, by all its words at once.

Words, pairs and triples of words and parts of words each have a place in a table of weights, which labelled texts have
taught (`whole_learning`); what they come to together is a probability for each label. Weighed with numpy.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

LONGEST = 80  # words that are weighed; what a longer sentence is for, its beginning says
SIZE = 1 << 18  # places of features; two that fall on one place share its weight
_WORD = re.compile(r"\d[\d.,\u00a0 ]*\d|\d|[^\W\d_]+(?:['’][^\W\d_]+)?|[?%$€₽£]")
_PARTS = (3, 4, 5)  # letters of a part of a word
_SHORTEST = 4  # letters of a word that has parts
_NUMBER = "0"  # stands for every number: which it is says nothing of what the sentence is for


def places(text: str, language: str) -> npt.NDArray[np.int64]:
    """Places of the features of a sentence, each once, in order."""
    found = {zlib.crc32(f"{language}{name}".encode()) % SIZE for name in _names(text)}
    return np.array(sorted(found), dtype=np.int64)


def _names(text: str) -> Iterator[str]:
    words = [_NUMBER if w[0].isdigit() else w for w in _WORD.findall(text.lower().replace("ё", "е"))[:LONGEST]]
    padded = ["<", *words, ">"]
    for at, word in enumerate(padded):
        yield f"1{word}"
        if at > 0:
            yield f"2{padded[at - 1]} {word}"
        if at > 1:
            yield f"3{padded[at - 2]} {padded[at - 1]} {word}"
        if len(word) >= _SHORTEST:
            edged = f"_{word}_"
            yield from (f"c{edged[k : k + n]}" for n in _PARTS for k in range(len(edged) - n + 1))


class Whole:
    """Probabilities of what the whole of a sentence or a message says.

    Args:
        labels: What it may say, in the order of the rows.
        weights: One row a label, one column a place, whole numbers from −127 to 127.
        scales: What one is worth in each row.
        offsets: One number a label.
    """

    def __init__(self, labels: Sequence[str], weights: np.ndarray, scales: np.ndarray, offsets: np.ndarray) -> None:
        self._labels = tuple(labels)
        self._weights, self._scales, self._offsets = weights, scales, offsets

    @classmethod
    def of(cls, labels: Sequence[str], exact: np.ndarray, offsets: np.ndarray) -> Whole:
        """What was learned, its weights kept in eight bits each."""
        scales = np.maximum(np.abs(exact).max(axis=1), 1e-9) / 127.0
        rounded = np.round(exact / scales[:, None]).astype(np.int8)
        return cls(labels, rounded, scales.astype(np.float32), offsets.astype(np.float32))

    @classmethod
    def load(cls, path: Path, labels: Sequence[str]) -> Whole:
        """Read the weights that `save` wrote for these labels."""
        with np.load(path) as kept:
            return cls(labels, kept["weights"], kept["scales"], kept["offsets"])

    def save(self, path: Path) -> None:
        """Write the weights."""
        np.savez_compressed(path, weights=self._weights, scales=self._scales, offsets=self._offsets)

    def likely(self, text: str, language: str) -> Mapping[str, float]:
        """How likely each label is; the numbers add up to 1."""
        at = places(text, language)
        sums = self._weights[:, at].sum(axis=1, dtype=np.float32) * self._scales / np.sqrt(max(len(at), 1))
        powers = np.exp((scores := sums + self._offsets) - scores.max())
        return dict(zip(self._labels, (powers / powers.sum()).tolist(), strict=True))
