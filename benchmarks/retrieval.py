"""How well the search finds: `python -m benchmarks.retrieval` prints a table.

Sets:
- *cases*: labelled questions over the shipped guidance (tests/cases/retrieval), as the assistant searches it;
- *engine*: the guidance's articles added as plain files without their other wordings, asked by those wordings;
- *cross-language*: the same, with files of one language only and questions of the other.

Systems: BM25 over raw words, BM25 over stems, the English embedder alone, all-MiniLM through langchain-chroma (the
stack's plain default), and Smeta.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from knowledge import Knowledge, load_library
from knowledge.cases import Case, read_cases
from knowledge.embedding import Embedder, open_embedder
from knowledge.lexical import BM25, language_of, stems, words
from knowledge.library import Article

CASES_FOLDER = Path(__file__).parent.parent / "tests" / "cases" / "retrieval"

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


def write_files(articles: Sequence[Article], folder: Path) -> None:
    """Articles as a person's own files would be: a title and a text."""
    folder.mkdir(parents=True)
    for article in articles:
        text = f"# {article.title}\n\n{article.body}"
        (folder / f"{article.id}.{article.language}.md").write_text(text, encoding="utf-8")


def refusal(knowledge: Knowledge, cases: Sequence[Case]) -> str:
    """Share of unanswerable questions refused, and of answerable ones refused by mistake."""
    answers = knowledge.search_many([case.question for case in cases], top=1)
    lines = []
    for language in ("en", "ru"):
        pairs = [(c, hits) for c, hits in zip(cases, answers, strict=True) if language_of(c.question) == language]
        hopeless = [not hits for case, hits in pairs if not case.articles]
        wrongly = [not hits for case, hits in pairs if case.articles]
        refused = sum(hopeless) + sum(wrongly)
        precision = sum(hopeless) / refused if refused else 1.0
        lines.append(
            f"refusal, {language}: {np.mean(hopeless) if hopeless else 0:.3f} of {len(hopeless)} unanswerable refused, "
            f"{np.mean(wrongly) if wrongly else 0:.3f} of {len(wrongly)} answerable refused, precision {precision:.3f}"
        )
    return "\n".join(lines)


def run(paths: Sequence[Path] | None = None) -> str:
    """Measure everything; the table."""
    embedder = open_embedder()
    library = list(load_library())
    cases = read_cases(paths or sorted(CASES_FOLDER.glob("*.yaml")))
    lines = [f"{'set':<34} {'system':<26} {'n':>5} {'rec@1':>7} {'rec@3':>7}"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        knowledge = Knowledge.open(folder / "data", background=False)
        for language, other in (("en", "ru"), ("ru", "en")):
            mine = [article for article in library if article.language == language]
            theirs = [article for article in library if article.language == other]
            asked = [case for case in cases if case.articles and language_of(case.question) == language]
            by_wordings = [Case(each, (article.id,)) for article in mine for each in article.wordings]
            write_files(mine, folder / language)
            knowledge.add([folder / language], f"only-{language}")
            for set_name, questions, ours, articles in (
                (f"cases {language}", asked, "guidance", mine),
                (f"engine {language}", by_wordings, f"only-{language}", mine),
            ):
                lines.extend(str(each) for each in _systems(set_name, questions, knowledge, ours, articles, embedder))
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
        lines.append(refusal(knowledge, cases))
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


if __name__ == "__main__":
    print(run([Path(each) for each in sys.argv[1:]] or None))
