"""Meaning as vectors: the built-in embedder, any other sentence-transformers model by name, the gloss lexicon."""

from knowledge.embedding.gloss import Lexicon, load_glossary
from knowledge.embedding.models import BUILT_IN, Embedder, EmbedderError, describe, open_embedder

__all__ = ["BUILT_IN", "Embedder", "EmbedderError", "Lexicon", "describe", "load_glossary", "open_embedder"]
