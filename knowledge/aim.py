"""Which article a question aims at, told by its meaning as a whole.

The nearest wording may be near by chance. A linear classifier is taught by all texts of a library (titles, wordings,
passages) which directions in the space of meanings tell its articles apart: a regression with a ridge, in closed form,
so the same texts give the same classifier.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from knowledge.lexical import Floats

_RIDGE = 2.0


@dataclass(frozen=True)
class Aim:
    """Slopes by article; ``known`` are the articles that had a text to learn from."""

    centre: Floats
    slopes: Floats
    known: npt.NDArray[np.bool_]

    @classmethod
    def learn(cls, vectors: Floats, article_of: npt.NDArray[np.int32], articles: int, worth: Floats) -> Aim | None:
        """Learn from vectors of texts, which article each is of, and how much each is worth; None without texts.

        An article with many texts must not win by their number: its texts share their worth to the root of it.
        """
        if not len(vectors):
            return None
        share = np.bincount(article_of, weights=worth, minlength=articles)
        weight = worth / np.sqrt(share[article_of])
        weight *= len(weight) / weight.sum()
        points = vectors.astype(np.float64)
        centre = (points * weight[:, None]).sum(axis=0) / weight.sum()
        moved = points - centre
        is_of = np.zeros((len(points), articles))
        is_of[np.arange(len(points)), article_of] = 1.0
        is_of -= (is_of * weight[:, None]).sum(axis=0) / weight.sum()
        weighed = (moved * weight[:, None]).T
        slopes = np.linalg.solve(weighed @ moved + _RIDGE * np.eye(points.shape[1]), weighed @ is_of)
        return cls(centre.astype(np.float32), slopes.astype(np.float32), share > 0)

    def at(self, vector: Floats) -> Floats:
        """How much a question aims at every article; NaN where nothing is known of one."""
        aimed = ((vector - self.centre) @ self.slopes).astype(np.float32)
        return np.where(self.known, aimed, np.float32(np.nan))
