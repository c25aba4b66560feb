"""Where vectors are kept: a Chroma collection for every library, stamped with the model that made them.

A vector's id is the hash of the text it stands for, so adding is repeatable: whatever a stopped process had written is
found again, and only what is new is embedded. Which vectors belong to a library is known from the library itself.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from knowledge.embedding import Embedder
from knowledge.lexical import Floats
from knowledge.shipped_vectors import shipped_vectors
from knowledge.text_ids import text_id

WRITE_BATCH = 256
_SHIPPED_BATCH = 2_048  # these take no embedding, and the database takes many at once sooner
_READ_BATCH = 10_000
_EMBEDDER_KEY = "embedder"

Progress = Callable[[int, int], None]


class IndexMismatchError(RuntimeError):
    """The index was built with another embedding model; the message says what to do."""


class VectorStore:
    """Vectors of all libraries in one Chroma database: a folder, a server, or this process's memory."""

    def __init__(self, folder: Path | None, embedder: str, url: str | None = None) -> None:
        self.folder = folder
        self.embedder = embedder
        self._client = _client(folder, url)
        # All databases in memory are one: a name of its own keeps this one apart.
        self._own = uuid.uuid4().hex[:8] if folder is None and not url else ""

    def collection(self, library: str) -> Any:
        """The library's collection.

        Raises:
            IndexMismatchError: another embedding model made its vectors.
        """
        collection = self._client.get_or_create_collection(
            self._name(library),
            metadata={_EMBEDDER_KEY: self.embedder, "library": library},
            configuration={"hnsw": {"space": "cosine", "ef_search": 200}},
            embedding_function=None,
        )
        built_with = (collection.metadata or {}).get(_EMBEDDER_KEY)
        if built_with != self.embedder:
            raise mismatch(str(self.folder or "the server"), str(built_with), self.embedder)
        return collection

    def drop(self, library: str) -> None:
        """Forget a library's vectors."""
        if self._name(library) in {each.name for each in self._client.list_collections()}:
            self._client.delete_collection(self._name(library))

    def _name(self, library: str) -> str:
        return f"{collection_name(library)}{'-' if self._own else ''}{self._own}"

    def known(self, library: str) -> set[str]:
        """Ids of the vectors there are."""
        return set(self.collection(library).get(include=[])["ids"])

    def read(self, library: str, ids: Sequence[str]) -> dict[str, Floats]:
        """Vectors by id, of those there are; an id may be asked for twice."""
        ids = list(dict.fromkeys(ids))
        collection = self.collection(library)
        ids = list(dict.fromkeys(ids))
        found: dict[str, Floats] = {}
        if len(ids) * 2 > collection.count():
            for offset in range(0, collection.count(), _READ_BATCH):
                part = collection.get(include=["embeddings"], limit=_READ_BATCH, offset=offset)
                found.update(zip(part["ids"], part["embeddings"], strict=True))
            return found
        for first in range(0, len(ids), _READ_BATCH):
            part = collection.get(ids=ids[first : first + _READ_BATCH], include=["embeddings"])
            found.update(zip(part["ids"], part["embeddings"], strict=True))
        return found

    def write(
        self,
        library: str,
        texts: Iterable[str],
        embedder: Embedder,
        progress: Progress | None = None,
        shown: Callable[[str], str] = str,
    ) -> int:
        """Embed the texts that have no vector yet and keep each batch at once; the number of new vectors.

        Vectors that are shipped are taken from there.
        ``shown`` is what the embedder is given in a text's stead; a text for which that is nothing gets no vector.
        """
        collection = self.collection(library)
        known = set(collection.get(include=[])["ids"])
        ids = {text_id(text): text for text in texts}
        new = ((each, shown(text)) for each, text in ids.items() if each not in known)
        # Longest first: texts of one length share a batch, and the last batches are the quick ones.
        missing = sorted(((each, text) for each, text in new if text), key=lambda pair: -len(pair[1]))
        if not missing:
            return 0
        shipped = shipped_vectors(self.embedder)
        ready = [pair for pair in missing if pair[1] in shipped]
        others = [pair for pair in missing if pair[1] not in shipped]
        done = 0
        for part in [*_parts(ready, _SHIPPED_BATCH), *_parts(others, WRITE_BATCH)]:
            vectors = shipped.encode([text for _, text in part], embedder)
            collection.upsert(ids=[each for each, _ in part], embeddings=vectors)
            done += len(part)
            if progress is not None:
                progress(done, len(missing))
        return len(missing)

    def prune(self, library: str, texts: Iterable[str]) -> int:
        """Forget vectors of texts that are no longer there; the number forgotten."""
        collection = self.collection(library)
        stale = list(set(collection.get(include=[])["ids"]) - {text_id(text) for text in texts})
        for first in range(0, len(stale), WRITE_BATCH):
            collection.delete(ids=stale[first : first + WRITE_BATCH])
        return len(stale)

    def nearest(self, library: str, queries: Floats, count: int) -> list[dict[str, float]]:
        """For every query vector the nearest texts' ids and their cosines."""
        collection = self.collection(library)
        count = min(count, collection.count())
        if not count:
            return [{} for _ in queries]
        found = collection.query(query_embeddings=queries, n_results=count, include=["distances"])
        return [
            {each: 1.0 - distance for each, distance in zip(ids, distances, strict=True)}
            for ids, distances in zip(found["ids"], found["distances"], strict=True)
        ]


def _parts(pairs: Sequence[tuple[str, str]], size: int) -> Iterator[Sequence[tuple[str, str]]]:
    for first in range(0, len(pairs), size):
        yield pairs[first : first + size]


def collection_name(library: str) -> str:
    """A library's collection: Chroma takes letters, digits, dots and dashes only."""
    plain = re.sub(r"[^A-Za-z0-9._-]", "-", library).strip("-._")[:60]
    suffix = "" if plain == library else "-" + text_id(library)[:8]
    return f"smeta-{plain or 'library'}{suffix}"


def mismatch(where: str, built_with: str, wanted: str) -> IndexMismatchError:
    """The error for an index made with one model and opened with another."""
    return IndexMismatchError(
        f"the index in {where} was built with the embedding model {built_with!r}, not {wanted!r}. "
        f"hint: open it with {built_with!r}, use another data folder, or rebuild it: "
        f"python -m knowledge index --rebuild --embedder {wanted}"
    )


def _client(folder: Path | None, url: str | None) -> Any:
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    if url:
        from urllib.parse import urlsplit

        parts = urlsplit(url)
        secure = parts.scheme == "https"
        port = parts.port or (443 if secure else 8000)
        return chromadb.HttpClient(host=parts.hostname or "localhost", port=port, ssl=secure, settings=settings)
    if folder is None:
        return chromadb.EphemeralClient(settings=settings)
    folder.mkdir(parents=True, exist_ok=True)
    return chromadb.PersistentClient(str(folder), settings=settings)


def stacked(ids: Sequence[str], vectors: dict[str, Floats]) -> tuple[Floats, np.ndarray]:
    """A matrix with a row for every id, zero where there is no vector, and which rows are there."""
    size = len(next(iter(vectors.values()))) if vectors else 1
    matrix = np.zeros((len(ids), size), dtype=np.float32)
    present = np.zeros(len(ids), dtype=bool)
    for row, each in enumerate(ids):
        vector = vectors.get(each)
        if vector is not None:
            matrix[row] = vector
            present[row] = True
    return matrix, present
