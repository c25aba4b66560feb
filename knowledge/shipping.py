"""Making the shipped vectors: ``python -m knowledge ship``, which is `make vectors`.

Which texts the embedder is given hangs on the articles, on the questions off their topic and, for Russian questions, on
the glossary and on what is learned from the articles; whenever one of these changes, some texts are new.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import numpy as np
import numpy.typing as npt

from knowledge.contrast import Contrast, load_off_topic
from knowledge.embedded import embedded_texts, glossed_texts, shown_text
from knowledge.embedding import Embedder, Lexicon, describe, open_embedder
from knowledge.embedding.models import BUILT_IN_SHA256
from knowledge.index import LibraryIndex
from knowledge.lexical import Floats
from knowledge.library import load_library
from knowledge.shipped_vectors import VECTORS_FILE, ShippedVectors
from knowledge.text_ids import text_id

_STEPS = 127  # of the largest number of a vector
_BATCH = 256


def shipped_texts(index: LibraryIndex, contrast: Contrast, lexicon: Lexicon) -> list[str]:
    """Every text of the guidance that the built-in embedder is given, questions off its topic included."""
    model = describe(None)
    to_gloss = glossed_texts(index, model)
    shown = [
        shown_text(text, "ru", model, lexicon) if text in to_gloss else text for text in embedded_texts(index, model)
    ]
    read = [language for language in contrast.off_topic if model.reads(language)]
    for language, off_topic in contrast.off_topic.items():
        texts = (*off_topic, *contrast.topic_texts(language, read))
        shown.extend(shown_text(text, language, model, lexicon) for text in texts)
    return sorted({text for text in shown if text})


def ship_guidance() -> tuple[int, int]:
    """Bring the shipped vectors up to date with the guidance; how many are new, and how many there are."""
    library = load_library()
    index = LibraryIndex.build("guidance", library)
    lexicon = Lexicon.learn(index.parallel_texts())
    texts = shipped_texts(index, Contrast.build(library, load_off_topic()), lexicon)
    return ship_vectors(texts, open_embedder()), len(texts)


def ship_vectors(texts: Sequence[str], embedder: Embedder, path: Path = VECTORS_FILE) -> int:
    """Write the vectors of these texts; those the file has already stay as they are. The number of new ones.

    Rows are in the order of their ids and nothing is packed, so that version control keeps a change as small as it is.
    """
    before = ShippedVectors.read(path) if path.exists() else ShippedVectors()
    by_id = {text_id(text): text for text in texts}
    new = sorted((text for each, text in by_id.items() if each not in before.rows), key=len)
    numbers = {each: before.numbers[row] for each, row in before.rows.items() if each in by_id}
    for first in range(0, len(new), _BATCH):
        part = new[first : first + _BATCH]
        numbers.update(zip(map(text_id, part), rounded(embedder.encode(part)), strict=True))
    ids = sorted(numbers)
    written = BytesIO()
    np.savez(
        written,
        made_with=np.frombuffer(bytes.fromhex(BUILT_IN_SHA256), dtype=np.uint8),
        ids=np.frombuffer(bytes.fromhex("".join(ids)), dtype=np.uint8),
        numbers=np.asarray([numbers[each] for each in ids], dtype=np.int8),
    )
    path.write_bytes(written.getvalue())
    return len(new)


def rounded(vectors: Floats) -> npt.NDArray[np.int8]:
    """Vectors as whole numbers of 8 bits, the largest of each as large as can be."""
    largest = np.abs(vectors).max(axis=1, keepdims=True)
    return np.rint(vectors * (_STEPS / largest)).astype(np.int8)
