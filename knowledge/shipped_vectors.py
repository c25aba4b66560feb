"""Vectors of the guidance's own texts, shipped with it, so that nobody waits for them to be made (`make vectors`).

A vector is 384 whole numbers of 8 bits, scaled by the largest of them, and stands under the id of the text the embedder
was given. It serves the built-in embedder alone, and only for just that text; whatever is not in the file is embedded.
"""

from __future__ import annotations

import logging
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from knowledge.embedding import BUILT_IN, Embedder
from knowledge.embedding.models import BUILT_IN_SHA256
from knowledge.lexical import Floats
from knowledge.text_ids import text_id

VECTORS_FILE = Path(__file__).parent / "vectors.npz"
MADE_BY = "make vectors"
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ShippedVectors:
    """Vectors by the ids of their texts: ``rows`` tells which of ``numbers`` is a text's."""

    rows: Mapping[str, int] = field(default_factory=dict)
    numbers: npt.NDArray[np.int8] = field(default_factory=lambda: np.zeros((0, 0), dtype=np.int8))

    @classmethod
    def read(cls, path: Path) -> ShippedVectors:
        """The vectors of a file; none if it is missing, damaged, or of other weights than the embedder's."""
        try:
            with np.load(path) as content:
                if content["made_with"].tobytes().hex() != BUILT_IN_SHA256:
                    return cls()
                ids = content["ids"].tobytes().hex()
                return cls({ids[32 * row : 32 * row + 32]: row for row in range(len(ids) // 32)}, content["numbers"])
        except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile) as error:
            log.warning("%s cannot be read (%s): texts are embedded. hint: %s", path, error, MADE_BY)
            return cls()

    def __contains__(self, text: str) -> bool:
        return text_id(text) in self.rows

    def of(self, texts: Iterable[str]) -> Floats:
        """Vectors of length one of texts that all have one, one row a text."""
        found = self.numbers[[self.rows[text_id(text)] for text in texts]].astype(np.float32)
        return found / np.linalg.norm(found, axis=1, keepdims=True)

    def encode(self, texts: Sequence[str], embedder: Embedder) -> Floats:
        """Vectors of any texts, one row a text: those there are, and the others from the embedder."""
        ready = [text in self for text in texts]
        if not any(ready):
            return embedder.encode(texts)
        vectors = np.zeros((len(texts), self.numbers.shape[1]), dtype=np.float32)
        vectors[ready] = self.of(text for text, there in zip(texts, ready, strict=True) if there)
        if not all(ready):
            new = [text for text, there in zip(texts, ready, strict=True) if not there]
            vectors[np.logical_not(ready)] = embedder.encode(new)
        return vectors


@cache
def shipped_vectors(embedder: str) -> ShippedVectors:
    """The shipped vectors for an embedder, read when they are first asked for; none for any but the built-in one."""
    return ShippedVectors.read(VECTORS_FILE) if embedder == BUILT_IN else ShippedVectors()
