"""How well the search finds: `python -m benchmarks.retrieval` prints a table, `--systems` a longer one.

The table is of labelled questions over the shipped guidance, searched as the assistant searches it, refusals included:
those of tests/cases/retrieval, which the weights and the judge are fitted to, and those of tests/cases/aside, which
nothing is fitted to and of which nothing but the scores is shown. *core* are the questions that one of the articles
every index has may answer: `strict` counts that article alone as right, whatever else may answer them.

Below it stand, for the answerable ones of the same questions (*cases*), BM25 over raw words, BM25 over stems, the
English embedder alone and all-MiniLM through langchain-chroma (the stack's plain default). `--systems` compares all of
them in two sets more:
- *engine*: the guidance's articles added as plain files without their other wordings, asked by those wordings;
- *cross-language*: the same, with files of one language only and questions of the other.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from knowledge import Knowledge, load_library
from knowledge.cases import Case, read_cases
from knowledge.embedding import Embedder, open_embedder
from knowledge.embedding.models import Model
from knowledge.families import CORE
from knowledge.lexical import BM25, language_of, stems, words
from knowledge.library import Article

CASES_FOLDER = Path(__file__).parent.parent / "tests" / "cases" / "retrieval"
ASIDE_FOLDER = CASES_FOLDER.parent / "aside" / "retrieval"
SETS = {"open": CASES_FOLDER, "aside": ASIDE_FOLDER}

_HEAD = f"{'set':<34} {'system':<26} {'n':>5} {'rec@1':>7} {'rec@3':>7}"

Ranking = Callable[[Sequence[str]], list[list[str]]]  # questions to ids of articles, best first


@dataclass(frozen=True)
class Score:
    system: str
    set_name: str
    questions: int
    recall_1: float
    recall_3: float

    def __str__(self) -> str:
        return f"{self.set_name:<34} {self.system:<26} {self.questions:>5} {self.recall_1:>7.3f} {self.recall_3:>7.3f}"


def measure(system: str, set_name: str, cases: Sequence[Case], ranking: Ranking) -> Score:
    """Recall at 1 and 3 over answerable cases."""
    found = ranking([case.question for case in cases])
    first = np.mean([bool(ids) and ids[0] in case.articles for case, ids in zip(cases, found, strict=True)])
    third = np.mean([any(each in case.articles for each in ids[:3]) for case, ids in zip(cases, found, strict=True)])
    return Score(system, set_name, len(cases), float(first), float(third))


def bm25_ranking(articles: Sequence[Article], cut: Callable[[str], list[str]]) -> Ranking:
    """BM25 over passages under their titles, an article by its best one."""
    texts = [(article.id, f"{article.title} {passage.text}") for article in articles for passage in article.passages]
    index = BM25.build([cut(text) for _, text in texts])

    def rank(questions: Sequence[str]) -> list[list[str]]:
        return [_best([name for name, _ in texts], index.scores(dict.fromkeys(cut(each), 1.0))) for each in questions]

    return rank


def dense_ranking(articles: Sequence[Article], embedder: Embedder) -> Ranking:
    """Cosine over passages under their titles, whatever their language."""
    texts = [(article.id, f"{article.title}. {passage.text}") for article in articles for passage in article.passages]
    vectors = embedder.encode([text for _, text in texts])

    def rank(questions: Sequence[str]) -> list[list[str]]:
        asked = embedder.encode(list(questions), query=True)
        return [_best([name for name, _ in texts], vectors @ each) for each in asked]

    return rank


def langchain_ranking(articles: Sequence[Article], embedder: Embedder) -> Ranking:
    """The stack's plain default: passages in langchain-chroma with all-MiniLM-L6-v2."""
    from langchain_chroma import Chroma
    from langchain_core.embeddings import Embeddings

    class Plain(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return [list(map(float, row)) for row in embedder.encode(texts)]

        def embed_query(self, text: str) -> list[float]:
            return list(map(float, embedder.encode([text], query=True)[0]))

    store = Chroma(collection_name=f"plain-{id(articles)}", embedding_function=Plain())
    passages = [(article.id, f"{article.title}. {each.text}") for article in articles for each in article.passages]
    store.add_texts([text for _, text in passages], [{"article": name} for name, _ in passages])

    def rank(questions: Sequence[str]) -> list[list[str]]:
        found = [store.similarity_search(each, k=15) for each in questions]
        return [list(dict.fromkeys(str(hit.metadata["article"]) for hit in hits)) for hits in found]

    return rank


def _best(names: Sequence[str], scores: np.ndarray) -> list[str]:
    order = np.argsort(-scores, kind="stable")[:60]
    return list(dict.fromkeys(names[each] for each in order if scores[each] > 0))


def smeta_ranking(knowledge: Knowledge, library: str) -> Ranking:
    """Smeta's own search."""

    def rank(questions: Sequence[str]) -> list[list[str]]:
        return [[hit.article for hit in hits] for hits in knowledge.search_many(questions, libraries=[library], top=5)]

    return rank


class _Remembered:
    """A model that encodes each text once: two of the systems ask it for the same vectors."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._known: dict[str, np.ndarray] = {}

    @property
    def size(self) -> int:
        return self._model.size

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, self._model.encode(new), strict=True))
        return np.stack([self._known[text] for text in texts])


def _remembering(embedder: Embedder) -> Embedder:
    return Embedder(embedder.description, _Remembered(embedder.model))


def write_files(articles: Sequence[Article], folder: Path) -> None:
    """Articles as a person's own files would be: a title and a text."""
    folder.mkdir(parents=True)
    for article in articles:
        text = f"# {article.title}\n\n{article.body}"
        (folder / f"{article.id}.{article.language}.md").write_text(text, encoding="utf-8")


def shipped(knowledge: Knowledge, sets: Mapping[str, Sequence[Case]]) -> str:
    """Recall and refusal over the shipped guidance: a line for every set and language, and for its core questions."""
    asked = [case.question for cases in sets.values() for case in cases]
    answers = iter(knowledge.search_many(asked, top=5))
    lines = [f"{'set':<24} {'n':>5} {'rec@1':>7} {'rec@3':>7} {'refused':>8}   {'unanswerable refused':>20}"]
    for name, cases in sets.items():
        found = [(case, [hit.article for hit in next(answers)]) for case in cases]
        for language in ("en", "ru"):
            mine = [(case, ids) for case, ids in found if language_of(case.question) == language]
            answerable = [(set(case.articles), ids) for case, ids in mine if case.articles]
            hopeless = [not ids for case, ids in mine if not case.articles]
            core = [(right, ids) for right, ids in answerable if right & CORE]
            refused = f"{np.mean(hopeless):.3f} of {len(hopeless)}" if hopeless else ""
            lines.append(_recalls(f"{name}, {language}", answerable) + f"   {refused:>20}")
            lines.append(_recalls(f"{name}, {language}: core", core))
            lines.append(_recalls(f"{name}, {language}: strict", [(right & CORE, ids) for right, ids in core]))
    return "\n".join(lines)


def _recalls(name: str, found: Sequence[tuple[set[str], list[str]]]) -> str:
    if not found:
        return f"{name:<24} {0:>5}"
    first = np.mean([bool(ids) and ids[0] in right for right, ids in found])
    third = np.mean([bool(right & set(ids[:3])) for right, ids in found])
    refused = np.mean([not ids for _, ids in found])
    return f"{name:<24} {len(found):>5} {first:>7.3f} {third:>7.3f} {refused:>8.3f}"


def run(data: Path | None = None) -> str:
    """Measure the shipped guidance, and the other systems on its questions; two tables."""
    sets = {name: read_cases(sorted(folder.glob("*.yaml"))) for name, folder in SETS.items() if folder.is_dir()}
    knowledge = Knowledge.open(data, background=False)
    library, embedder = list(load_library()), _remembering(open_embedder())
    lines = [shipped(knowledge, sets), "", _HEAD]
    for language in ("en", "ru"):
        mine = [article for article in library if article.language == language]
        for name, cases in sets.items():
            asked = [case for case in cases if case.articles and language_of(case.question) == language]
            compared = _systems(f"cases {name}, {language}", asked, knowledge, "guidance", mine, embedder)
            lines.extend(str(each) for each in compared)
    return "\n".join(lines)


def compare() -> str:
    """Measure all systems on files as people would add them, in one language and across; the table."""
    embedder = _remembering(open_embedder())
    library = list(load_library())
    lines = [_HEAD]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        knowledge = Knowledge.open(folder / "data", background=False)
        for language, other in (("en", "ru"), ("ru", "en")):
            mine = [article for article in library if article.language == language]
            theirs = [article for article in library if article.language == other]
            by_wordings = [Case(each, (article.id,)) for article in mine for each in article.wordings]
            write_files(mine, folder / language)
            knowledge.add([folder / language], f"only-{language}")
            compared = _systems(f"engine {language}", by_wordings, knowledge, f"only-{language}", mine, embedder)
            lines.extend(str(each) for each in compared)
            write_files(theirs, folder / f"cross-{other}")
            knowledge.add([folder / f"cross-{other}"], f"cross-{other}")
            name_of_set = f"cross-language {language} to {other}"
            lines.extend(
                str(each) for each in _systems(name_of_set, by_wordings, knowledge, f"cross-{other}", theirs, embedder)
            )
        knowledge.add([folder / "en", folder / "ru"], "both")
        for language in ("en", "ru"):
            asked = [Case(each, (a.id,)) for a in library if a.language == language for each in a.wordings]
            lines.append(
                str(measure("smeta", f"engine {language}, with twins", asked, smeta_ranking(knowledge, "both")))
            )
    return "\n".join(lines)


def _systems(
    set_name: str,
    cases: Sequence[Case],
    knowledge: Knowledge,
    ours: str,
    articles: Sequence[Article],
    embedder: Embedder,
) -> list[Score]:
    if not cases:
        return []
    rankings = {
        "BM25, raw words": bm25_ranking(articles, words),
        "BM25, stems": bm25_ranking(articles, stems),
        "all-MiniLM alone": dense_ranking(articles, embedder),
        "langchain-chroma, MiniLM": langchain_ranking(articles, embedder),
        "smeta": smeta_ranking(knowledge, ours),
    }
    return [measure(name, set_name, cases, ranking) for name, ranking in rankings.items()]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.retrieval", description=__doc__)
    parser.add_argument("--systems", action="store_true", help="compare on people's own files too; many minutes")
    parser.add_argument("--data", type=Path, help="a data folder whose vectors are used and kept (none)")
    options = parser.parse_args(arguments)
    print(run(options.data))
    if options.systems:
        print(f"\n{compare()}")


if __name__ == "__main__":
    main()
