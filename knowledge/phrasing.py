"""How a question is put, apart from the words that name its topic: «сколько операторов», «кто операторы».

Words without a topic and words in a row stand for it. Those of an article's titles and wordings are taken together, so
that what several of them share speaks louder than what one of them happens to have; no passage has a part in it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from knowledge.lexical import Floats, is_stopword, stem, words


@dataclass(frozen=True)
class Phrasing:
    """For every turn of phrase the articles that have it and how much it weighs in each."""

    turns: Mapping[str, tuple[npt.NDArray[np.int32], Floats]]
    rarity: Mapping[str, float]
    articles: int

    @classmethod
    def build(cls, texts: Iterable[tuple[int, str]], articles: int) -> Phrasing:
        """Learn from the titles and wordings of articles, given by their numbers."""
        counted = [(number, Counter(_turns(text))) for number, text in texts]
        held = Counter(each for _, found in counted for each in found)
        rarity = {each: 1.0 + float(np.log((1 + len(counted)) / (1 + times))) for each, times in held.items()}
        together: dict[int, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for number, found in counted:
            weighed = _weighed(found, rarity)
            for each, weight in weighed.items():
                together[number][each] += weight
        turns: dict[str, tuple[list[int], list[float]]] = defaultdict(lambda: ([], []))
        for number, total in together.items():
            length = sum(total.values()) ** 0.5 or 1.0  # of the vector of the roots
            for each, weight in total.items():
                turns[each][0].append(number)
                turns[each][1].append(weight**0.5 / length)
        return cls({each: _arrays(*found) for each, found in turns.items()}, rarity, articles)

    def likeness(self, text: str) -> Floats:
        """Likeness of a question to every article's phrasing, 0 to 1."""
        found = np.zeros(self.articles, dtype=np.float32)
        for each, weight in _weighed(Counter(_turns(text)), self.rarity).items():
            numbers, weights = self.turns[each]
            found[numbers] += np.float32(weight) * weights
        return found


def _turns(text: str) -> list[str]:
    all_words = words(text)
    everything = [stem(word) for word in all_words]
    empty = [each for word, each in zip(all_words, everything, strict=True) if is_stopword(word)]
    return [*empty, *(f"{left} {right}" for left, right in pairwise(everything))]


def _weighed(counts: Mapping[str, int], rarity: Mapping[str, float]) -> dict[str, float]:
    """A vector of length one over the turns that are known."""
    found = {each: (1 + np.log(times)) * rarity[each] for each, times in counts.items() if each in rarity}
    length = float(np.sqrt(sum(weight**2 for weight in found.values()))) or 1.0
    return {each: float(weight / length) for each, weight in found.items()}


def _arrays(numbers: Sequence[int], weights: Sequence[float]) -> tuple[npt.NDArray[np.int32], Floats]:
    return np.asarray(numbers, dtype=np.int32), np.asarray(weights, dtype=np.float32)
