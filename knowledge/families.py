"""How articles stand to one another: the core every index has, what goes back to its source, what elaborates it.

A general question is one for a core article, however many narrower ones could answer it as well: the core goes before
them by a lead, and part of what speaks for a narrower article speaks for the one it elaborates.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from knowledge.lexical import Floats
from knowledge.library import Article

Worth = npt.NDArray[np.float64]

FOUNDING = "founding-guidance"
# The articles every index has: the founding guidance and its own five questions.
CORE = frozenset(
    {
        "what-is-outsourcing",
        *("factor-support-type", "factor-expertise", "factor-location", "factor-coverage-languages"),
        *("cost-labour", "cost-technology", "cost-training-management", "cost-additional-fees"),
        *("benefit-savings", "benefit-skills", "benefit-scalability", "benefit-24-7"),
        *("challenge-communication", "challenge-quality", "challenge-security", "challenge-culture"),
        *("practice-partner-choice", "practice-sla", "practice-kpi-reviews", "practice-compliance"),
        *("faq-hourly-rates", "faq-data-security", "faq-offshore-benefits", "faq-hidden-costs", "faq-roi"),
    }
)
_OVERVIEW = 0.5


def standing_of(ids: Sequence[str], versions: Sequence[Mapping[str, Article]]) -> Floats:
    """1 for a core article, 0.5 for another that goes back to the founding guidance, 0 for one added to it."""
    founding = [any(FOUNDING in article.sources for article in each.values()) for each in versions]
    levels = [(1.0 if name in CORE else _OVERVIEW) if old else 0.0 for name, old in zip(ids, founding, strict=True)]
    return np.asarray(levels, dtype=np.float32)


def parents_of(
    ids: Sequence[str], versions: Sequence[Mapping[str, Article]], standing: Floats
) -> npt.NDArray[np.int64]:
    """The number of the core article each added one elaborates: the first core one it names as related, or -1."""
    core = {name: number for number, name in enumerate(ids) if standing[number] == 1}
    parents = np.full(len(ids), -1, dtype=np.int64)
    for number, each in enumerate(versions):
        if standing[number] == 0:
            related = next(iter(each.values())).related
            parents[number] = next((core[name] for name in related if name in core), -1)
    return parents


def raised(worth: Worth, parents: npt.NDArray[np.int64], share: float) -> Worth:
    """Worth by article (the last axis), a core one raised by a share of how far its best elaboration is ahead."""
    children = np.flatnonzero(parents >= 0)
    if not len(children) or share <= 0:
        return worth
    best = np.zeros_like(worth)
    np.maximum.at(best.T, parents[children], worth.T[children])
    return worth + share * np.maximum(best - worth, 0)
