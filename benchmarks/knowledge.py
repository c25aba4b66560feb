"""How fast the search is: `python -m benchmarks.knowledge [100 10000 100000]` prints a table.

Passages are made of the shipped articles' sentences, two languages half and half. Words are indexed for real. Vectors
are random (embedding 100,000 passages takes most of an hour on two cores; what one passage takes is measured on its
own), which makes no difference to the time a search takes. Ratios are to the smallest size.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from knowledge.embedding import Embedder, Lexicon, open_embedder
from knowledge.index import EXACT_UP_TO, LibraryIndex
from knowledge.library import LIBRARY_FOLDER, Article, Library, passages_of, read_library
from knowledge.questions import Question, ask
from knowledge.search import rank
from knowledge.text_ids import text_id
from knowledge.vectors import WRITE_BATCH, VectorStore

SIZES = (100, 10_000, 100_000)
QUESTIONS = (
    "what does an agent cost per hour",
    "сколько стоит час оператора",
    "which metrics go into a service level agreement",
    "как подрядчик защищает персональные данные",
)


def run(sizes: Sequence[int] = SIZES) -> str:
    """The table."""
    sentences = _sentences()
    embedder = open_embedder()
    lines = [_embedding(embedder, sentences["en"])]
    header = ("passages", "words index s", "vectors s", "query, words ms", "query, all ms", "ratio")
    lines.append("".join(f"{each:>17}" for each in header))
    first = 0.0
    for size in sizes:
        row = _measured(size, sentences, embedder)
        first = first or row[-1]
        lines.append("".join(f"{each:>17.3f}" for each in (size, *row, row[-1] / first)).replace(".000", "", 1))
    return "\n".join(lines)


def _sentences() -> dict[str, list[str]]:
    library, _ = read_library(LIBRARY_FOLDER)
    found: dict[str, list[str]] = {"en": [], "ru": []}
    for article in library:
        found[article.language].extend(re.split(r"(?<=[.!?])\s+", article.body))
    return {language: [each for each in parts if len(each) > 30] for language, parts in found.items()}


def _embedding(embedder: Embedder, sentences: list[str]) -> str:
    chance = random.Random(1)
    texts = [" ".join(chance.sample(sentences, 4)) for _ in range(64)]
    started = time.perf_counter()
    embedder.encode(texts)
    return f"embedding a passage of 70 words: {(time.perf_counter() - started) / len(texts) * 1000:.1f} ms"


def _measured(size: int, sentences: dict[str, list[str]], embedder: Embedder) -> tuple[float, float, float, float]:
    library = _library(size, sentences)
    started = time.perf_counter()
    index = LibraryIndex.build("bench", library)
    words_seconds = time.perf_counter() - started
    lexicon = Lexicon.learn(())
    questions = [ask(each, lexicon, index.vocabulary, reads=("en",)) for each in QUESTIONS]
    words_ms = _query_ms(index, questions)
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        store = _store(Path(folder), index)
        vectors_seconds = time.perf_counter() - started
        asked = embedder.encode([each.to_embed or "" for each in questions], query=True)
        questions = [each.with_vector(vector) for each, vector in zip(questions, asked, strict=True)]
        if index.is_large:
            started = time.perf_counter()
            near = store.nearest("bench", asked, 200)
            beforehand = (time.perf_counter() - started) / len(questions) * 1000
            questions = [each.with_near(found) for each, found in zip(questions, near, strict=True)]
        else:
            beforehand = 0.0
        all_ms = beforehand + _query_ms(index, questions)
    return words_seconds, vectors_seconds, words_ms, all_ms


def _library(size: int, sentences: dict[str, list[str]]) -> Library:
    chance = random.Random(size)
    articles = {}
    for number in range(size):
        language = ("en", "ru")[number % 2]
        text = " ".join(chance.sample(sentences[language], 4))
        passages = passages_of(f"a{number}", language, text)[:1]
        article = Article(f"a{number}", "document", language, text[:60], text, None, (), (), (), passages)
        articles[(article.id, language)] = article
    return Library(articles)


def _store(folder: Path, index: LibraryIndex) -> VectorStore:
    store = VectorStore(folder, "bench")
    collection = store.collection("bench")
    chance = np.random.default_rng(1)
    vectors: dict[str, np.ndarray] = {}
    for side in index.sides.values():
        ids = list(dict.fromkeys(text_id(text) for text in side.texts))
        for first in range(0, len(ids), WRITE_BATCH * 4):
            part = ids[first : first + WRITE_BATCH * 4]
            made = chance.standard_normal((len(part), 384), dtype=np.float32)
            made /= np.linalg.norm(made, axis=1, keepdims=True)
            collection.add(ids=part, embeddings=made)
            vectors.update(zip(part, made, strict=True))
    for side in index.sides.values():
        if index.is_large:
            side.expect(side.texts)
        else:
            side.attach(vectors, side.texts)
    return store


def _query_ms(index: LibraryIndex, questions: Sequence[Question], rounds: int = 5) -> float:
    rank(index, questions[0], None, 5, "en")
    started = time.perf_counter()
    for _ in range(rounds):
        for question in questions:
            rank(index, question, None, 5, question.language)
    return (time.perf_counter() - started) / (rounds * len(questions)) * 1000


if __name__ == "__main__":
    print(run([int(each) for each in sys.argv[1:]] or SIZES))
    print(f"up to {EXACT_UP_TO} entries every vector is compared; above it Chroma is asked for the nearest")
