"""Questions the library has never seen, made of its own: wordings asked of an index from which they were left out.

What is fitted to labelled questions alone trusts likeness to a wording too much, since wordings are written to answer
just such questions. Every article's wordings, and the off-topic questions, are dealt into parts; each part is left out
in turn and asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from knowledge.cases import Case
from knowledge.contrast import Contrast, load_off_topic
from knowledge.index import LibraryIndex
from knowledge.library import Article, Library, load_library

if TYPE_CHECKING:
    from knowledge.door import Knowledge

PARTS = 5
ASKED = 100  # of either kind, of each part and language
LEFT_OUT = "left out"

Part = tuple[LibraryIndex, Contrast, list[Case]]


def parts(knowledge: Knowledge) -> Iterator[Part]:
    """For each part an index and a contrast without it, and its questions as cases."""
    articles = list(load_library())
    for part in range(PARTS):
        kept = {(each.id, each.language): replace(each, wordings=_others(each.wordings, part)) for each in articles}
        off_topic = load_off_topic()
        index = LibraryIndex.build("guidance", Library(kept))
        contrast = Contrast.build(kept.values(), {name: _others(texts, part) for name, texts in off_topic.items()})
        knowledge.give_vectors(index, contrast)
        yield index, contrast, [case for name in off_topic for case in _asked(articles, off_topic[name], name, part)]


def _others(texts: Sequence[str], part: int) -> tuple[str, ...]:
    return tuple(text for number, text in enumerate(texts) if number % PARTS != part)


def _asked(articles: Sequence[Article], off_topic: Sequence[str], language: str, part: int) -> list[Case]:
    wordings = [
        Case(text, (each.id,), LEFT_OUT)
        for each in articles
        if each.language == language
        for text in each.wordings[part::PARTS]
    ]
    others = [Case(text, (), LEFT_OUT) for text in off_topic[part::PARTS]]
    chance = np.random.default_rng(part)
    return [case for cases in (wordings, others) for case in _some(cases, chance)]


def _some(cases: Sequence[Case], chance: np.random.Generator) -> list[Case]:
    return [cases[number] for number in sorted(chance.permutation(len(cases))[:ASKED])]
