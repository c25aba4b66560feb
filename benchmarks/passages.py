"""How well a person's own documents are searched: `python -m benchmarks.passages` prints a table; some minutes.

130 short passages (tests/cases/passages) of help pages and of general knowledge, each written in Russian and in English
separately, are added as plain files of one language and asked in either: in the words of the passage, as public sets of
questions do, and in quite other words. The search's weights for such libraries were chosen on one half of the passages;
the other half is named *unseen*. All passages are there to be found in both.
"""

from __future__ import annotations

import tempfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from benchmarks.retrieval import CASES_FOLDER, Ranking, bm25_ranking, dense_ranking, measure, smeta_ranking
from knowledge import Knowledge
from knowledge.cases import Case
from knowledge.embedding import open_embedder
from knowledge.lexical import stems, words
from knowledge.library import Article

FOLDER = CASES_FOLDER.parent / "passages"
LANGUAGES = ("en", "ru")
MANNERS = ("asked", "otherwise")


def read_passages(folder: Path = FOLDER) -> dict[str, dict[str, Any]]:
    """Passages with their questions, by id."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.glob("*.yaml")):
        found.update(yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader))
    return found


def is_unseen(name: str) -> bool:
    """Whether a passage had no part in choosing the weights."""
    return zlib.crc32(name.encode()) % 2 == 1


def questions(passages: Mapping[str, Mapping[str, Any]], manner: str, language: str, *, unseen: bool) -> list[Case]:
    """The questions of one half in one manner and language."""
    return [
        Case(text, (name,))
        for name, each in passages.items()
        if is_unseen(name) == unseen
        for text in each[manner][language]
    ]


def rankings(passages: Mapping[str, Mapping[str, Any]], folder: Path) -> Iterator[tuple[str, str, Ranking]]:
    """Every system with a library of one language: the language, the system's name, the system."""
    embedder = open_embedder()
    knowledge = Knowledge.open(folder / "data", background=False)
    for language in LANGUAGES:
        files = folder / language
        files.mkdir()
        for name, each in passages.items():
            (files / f"{name}.txt").write_text(each[language] + "\n", encoding="utf-8")
        knowledge.add([files], language)
        articles: list[Article] = [knowledge.article(name, language, language) for name in passages]
        yield language, "BM25, raw words", bm25_ranking(articles, words)
        yield language, "BM25, stems", bm25_ranking(articles, stems)
        yield language, "all-MiniLM alone", dense_ranking(articles, embedder)
        yield language, "smeta", smeta_ranking(knowledge, language)


def run() -> str:
    """Measure all systems; the table."""
    passages = read_passages()
    lines = [f"{'set':<34} {'system':<26} {'n':>5} {'rec@1':>7} {'rec@3':>7}"]
    with tempfile.TemporaryDirectory() as name:
        for language, system, ranking in rankings(passages, Path(name)):
            for asking in LANGUAGES:
                for manner in MANNERS:
                    for unseen in (False, True):
                        cases = questions(passages, manner, asking, unseen=unseen)
                        title = f"{asking} to {language}, {manner}" + (", unseen" if unseen else "")
                        lines.append(str(measure(system, title, cases, ranking)))
    return "\n".join(lines)


if __name__ == "__main__":
    print(run())
