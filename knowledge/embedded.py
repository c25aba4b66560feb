"""Which texts of a library have a vector."""

from __future__ import annotations

import numpy as np

from knowledge.embedding.models import Description
from knowledge.index import LibraryIndex


def embedded_texts(index: LibraryIndex, model: Description) -> list[str]:
    """Every text of a library that has a vector."""
    return [text for language in index.sides for text in texts_to_embed(index, language, model) if text]


def texts_to_embed(index: LibraryIndex, language: str, model: Description) -> list[str]:
    """The texts of a side's entries that have a vector of their own; empty where an entry has none.

    What the embedder cannot read is glossed for it when the article has no version it reads: poor English, but
    near in meaning to other poor English and to good. Its vector is kept under the text itself, so a lexicon that
    has learned more since leaves the index as it is.
    """
    side = index.sides[language]
    if model.reads(language):
        return side.texts
    readable = np.zeros(len(index.ids), dtype=bool)
    for other in index.sides:
        if model.reads(other):
            readable |= index.sides[other].has
    return ["" if readable[number] else text for number, text in zip(side.article_of, side.texts, strict=True)]
