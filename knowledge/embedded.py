"""Which texts have a vector, and what the embedder is shown for them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from knowledge.embedding import Embedder, Lexicon
from knowledge.embedding.models import Description
from knowledge.index import LibraryIndex
from knowledge.lexical import Floats
from knowledge.text_ids import text_id
from knowledge.vectors import VectorStore

_SHORT = "off-topic"  # the collection of short texts that are no article's entries


def embedded_texts(index: LibraryIndex, model: Description) -> list[str]:
    """Every text of a library that has a vector."""
    return [text for language in index.sides for text in _all_texts(index, language, model)]


def glossed_texts(index: LibraryIndex, model: Description) -> frozenset[str]:
    """Those of them that the embedder is shown a gloss of."""
    unread = (language for language in index.sides if not model.reads(language))
    return frozenset(text for language in unread for text in _all_texts(index, language, model))


def texts_to_embed(index: LibraryIndex, language: str, model: Description) -> list[str]:
    """The texts of a side's entries that have a vector of their own; empty where an entry has none.

    What the embedder cannot read is glossed for it when the article has no version it reads: poor English, but
    near in meaning to other poor English and to good. Its vector is kept under the text itself, so a lexicon that
    has learned more since leaves the index as it is.
    """
    texts = index.sides[language].texts
    return [text if wanted else "" for text, wanted in zip(texts, _embedded(index, language, model), strict=True)]


def _embedded(index: LibraryIndex, language: str, model: Description) -> list[bool]:
    """Which entries of a side have vectors of their own."""
    side = index.sides[language]
    readable = np.zeros(len(index.ids), dtype=bool)
    if not model.reads(language):
        for other in index.sides:
            if model.reads(other):
                readable |= index.sides[other].has
    return [not each for each in readable[side.article_of]]


def _all_texts(index: LibraryIndex, language: str, model: Description) -> list[str]:
    """Texts of a side's entries and of their sentences that have vectors of their own."""
    entries = [text for text in texts_to_embed(index, language, model) if text]
    return [*entries, *index.sides[language].sentences.of_entries(_embedded(index, language, model))]


def shown_text(text: str, language: str, model: Description, lexicon: Lexicon) -> str:
    """What the embedder is given for a text: the text, or its gloss where it does not read the language."""
    return text if model.reads(language) else lexicon.to_english(text).text


def short_vectors(
    vectors: VectorStore, embedder: Embedder, lexicon: Lexicon, library: str, texts: Sequence[str], language: str
) -> Floats:
    """Vectors of short texts in one language; those not among a library's are made once and kept.

    They are kept under what the embedder was shown: when the lexicon learns more, a gloss of old is not taken for it.
    """
    model = embedder.description
    shown = [each for each in (shown_text(text, language, model, lexicon) for text in texts) if each]
    ids = [text_id(each) for each in shown]
    found = vectors.read(library, ids) if model.reads(language) else {}
    new = [text for text, each in zip(shown, ids, strict=True) if each not in found]
    vectors.write(_SHORT, new, embedder)
    found.update(vectors.read(_SHORT, [text_id(text) for text in new]))
    rows = [found[each] for each in ids if each in found]
    return np.asarray(rows, dtype=np.float32) if rows else np.zeros((0, embedder.size), dtype=np.float32)
