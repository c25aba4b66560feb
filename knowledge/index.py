"""One library laid out for searching: entries, words, vectors.

An entry is a piece of text that leads to an article: one of its passages, its title, or another wording of its
question. Entries of one language form a side. A side has two lexical indexes, over entries and over whole articles,
and, once they are there, the vectors of its entries.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from knowledge.aim import Aim
from knowledge.families import parents_of, standing_of
from knowledge.lexical import BM25, Families, Floats, is_stopword, stem, words
from knowledge.library import Article, Library, Passage
from knowledge.phrasing import Phrasing
from knowledge.questions import Question, Vocabulary
from knowledge.sentences import Sentences
from knowledge.text_ids import text_id
from knowledge.vectors import stacked

TITLE_REPEATS = 2
PASSAGE, TITLE, WORDING = 0, 1, 2
EXACT_UP_TO = 50_000
_PASSAGE_AIMS = 0.4  # a passage tells less of what is asked than a title or a wording does


@dataclass
class Side:
    """Everything of a library that is in one language.

    Arrays run over entries, those of an article together: ``article_of`` (its number), ``kind_of`` and ``passage_of``
    (number of the passage in ``passages``, -1 for titles and wordings). ``texts`` are what is embedded.
    """

    language: str
    articles: int
    article_of: npt.NDArray[np.int32]
    kind_of: npt.NDArray[np.int8]
    passage_of: npt.NDArray[np.int32]
    passages: list[Passage]
    texts: list[str]
    pieces: BM25
    wholes: BM25
    short_stems: list[list[frozenset[str]]]
    word_counts: Mapping[str, int]
    vectors: Floats | None = None
    present: npt.NDArray[np.bool_] | None = None
    entries_of_text: dict[str, list[int]] = field(default_factory=dict)
    sentences: Sentences = field(default_factory=Sentences)

    @cached_property
    def families(self) -> Families:
        """Words of this side that look alike."""
        return Families(self.wholes.vocabulary)

    @cached_property
    def phrasing(self) -> Phrasing:
        """How the titles and wordings of every article are put."""
        entries = zip(self.article_of.tolist(), self.kind_of.tolist(), self.texts, strict=True)
        return Phrasing.build([(number, text) for number, kind, text in entries if kind != PASSAGE], self.articles)

    @cached_property
    def short_lengths(self) -> list[list[float]]:
        """For every title and wording the length of its vector of words, each word weighing what it says."""
        return [
            [sum(self.wholes.idf(each) ** 2 for each in words) ** 0.5 for words in shorts]
            for shorts in self.short_stems
        ]

    @cached_property
    def has(self) -> npt.NDArray[np.bool_]:
        """Which articles have text in this language."""
        mask = np.zeros(self.articles, dtype=bool)
        mask[self.article_of] = True
        return mask

    def best_by_article(self, scores: Floats, nothing: float = 0.0, *, passages: bool | None = None) -> Floats:
        """The best of every article's entries; of its passages only, or of its titles and wordings only."""
        best = np.full(self.articles, nothing, dtype=np.float32)
        if passages is not None:
            scores = np.where((self.kind_of == PASSAGE) == passages, scores, np.float32(nothing))
        if len(scores):
            firsts = np.flatnonzero(np.diff(self.article_of, prepend=-1))
            best[self.article_of[firsts]] = np.maximum.reduceat(scores, firsts)
        return best

    def cosines(self, question: Question) -> Floats | None:
        """Cosine of every entry to a question, -2 for entries without a vector; None when there are no vectors.

        In a large library only the nearest entries are known; the others are as near as the last of them at most.
        """
        if question.near is not None:
            if not question.near or not self.entries_of_text:
                return None
            found = np.full(len(self.texts), min(question.near.values()), dtype=np.float32)
            for each, cosine in question.near.items():
                found[self.entries_of_text.get(each, [])] = cosine
            return found
        if self.vectors is None or self.present is None or question.vector is None or not self.present.any():
            return None
        cosines = np.where(self.present, self.vectors @ question.vector, np.float32(-2.0))
        return self.sentences.joined(cosines, question.vector)

    def in_sentences(self) -> Sentences:
        """The sentences of its passages."""
        places = enumerate(self.passage_of)
        return Sentences.of((entry, self.passages[place].text) for entry, place in places if place >= 0)

    def expect(self, texts: Sequence[str]) -> None:
        """Remember which entries a vector found in the database stands for; the vectors stay there."""
        self.vectors = self.present = None
        self.entries_of_text = {}
        for entry, text in enumerate(texts):
            if text:
                self.entries_of_text.setdefault(text_id(text), []).append(entry)

    def attach(self, vectors: dict[str, Floats], texts: Sequence[str]) -> None:
        """Take the vectors, by text id, of the texts that stand for the entries (an empty one has none)."""
        ids = [text_id(text) if text else "" for text in texts]
        self.vectors, self.present = stacked(ids, vectors)
        self.sentences.attach(vectors)


@dataclass
class LibraryIndex:
    """A library's articles by number and its sides by language."""

    name: str
    ids: list[str]
    versions: list[dict[str, Article]]
    sides: dict[str, Side]
    vocabulary: dict[str, Vocabulary]
    aim: Aim | None = None

    @classmethod
    def build(cls, name: str, library: Library) -> LibraryIndex:
        """Lay a library out: words only, vectors come later. The order in which files were added leaves no trace."""
        by_id: dict[str, dict[str, Article]] = {}
        for article in sorted(library, key=lambda each: (each.id, each.language)):
            by_id.setdefault(article.id, {})[article.language] = article
        ids = list(by_id)
        versions = [by_id[each] for each in ids]
        spoken = sorted({passage.language for article in library for passage in article.passages})
        sides = {language: _side(language, versions) for language in spoken}
        vocabulary = {
            language: Vocabulary.of(side.wholes.vocabulary, side.word_counts) for language, side in sides.items()
        }
        index = cls(name, ids, versions, sides, vocabulary)
        if not index.is_worded and not index.is_large:
            index.cut_into_sentences()
        return index

    @property
    def is_large(self) -> bool:
        """Whether the database is asked for the nearest entries, as comparing with all would take too long."""
        return sum(len(side.texts) for side in self.sides.values()) > EXACT_UP_TO

    @property
    def has_vectors(self) -> bool:
        """Whether meaning can be searched."""
        return any(side.vectors is not None or side.entries_of_text for side in self.sides.values())

    @cached_property
    def is_worded(self) -> bool:
        """Whether most of its articles name other wordings of their question."""
        worded = sum(any(article.wordings for article in each.values()) for each in self.versions)
        return worded * 2 > len(self.versions)

    @cached_property
    def standing(self) -> Floats:
        """1 for the core articles, less for others (`standing_of`)."""
        return standing_of(self.ids, self.versions)

    @cached_property
    def parents(self) -> npt.NDArray[np.int64]:
        """The core article each added one elaborates, by number; -1 for none."""
        return parents_of(self.ids, self.versions, self.standing)

    def cut_into_sentences(self) -> None:
        """Compare by the sentences of passages as well, unless that makes too many texts to compare."""
        cut = {language: side.in_sentences() for language, side in self.sides.items()}
        if sum(len(each.texts) + len(self.sides[language].texts) for language, each in cut.items()) <= EXACT_UP_TO:
            for language, sentences in cut.items():
                self.sides[language].sentences = sentences

    def learn_aim(self) -> None:
        """Learn which article a meaning aims at, where articles name other wordings and all vectors are at hand."""
        self.aim = None
        sides = [side for side in self.sides.values() if side.vectors is not None and side.present is not None]
        if not self.is_worded or not sides:
            return
        vectors = np.vstack([side.vectors[side.present] for side in sides if side.vectors is not None])
        article_of = np.concatenate([side.article_of[side.present] for side in sides])
        is_passage = np.concatenate([side.kind_of[side.present] for side in sides]) == PASSAGE
        worth = np.where(is_passage, np.float32(_PASSAGE_AIMS), np.float32(1.0))
        self.aim = Aim.learn(vectors, article_of, len(self.ids), worth)

    @cached_property
    def twins(self) -> int:
        """Number of articles that have both languages."""
        return sum(len(each) > 1 for each in self.versions)

    def parallel_texts(self) -> Iterator[tuple[str, str]]:
        """Pairs of a Russian and an English text of the same meaning, as small as the articles' layout allows."""
        for versions in self.versions:
            if "ru" not in versions or "en" not in versions:
                continue
            russian, english = versions["ru"], versions["en"]
            yield russian.title, english.title
            if len(russian.passages) == len(english.passages):
                for left, right in zip(russian.passages, english.passages, strict=True):
                    yield f"{left.heading} {left.text}", f"{right.heading} {right.text}"
                    if left.heading and right.heading:
                        yield left.heading, right.heading
            else:
                yield russian.body, english.body


def _side(language: str, versions: Sequence[Mapping[str, Article]]) -> Side:
    article_of: list[int] = []
    kind_of: list[int] = []
    passage_of: list[int] = []
    passages: list[Passage] = []
    texts: list[str] = []
    piece_stems: list[list[str]] = []
    whole_stems: list[list[str]] = []
    short_stems: list[list[frozenset[str]]] = []
    counts: Counter[str] = Counter()

    def stems(text: str) -> list[str]:
        topical = [word for word in words(text) if not is_stopword(word)]
        counts.update(topical)
        return [stem(word) for word in topical]

    def add(number: int, kind: int, passage: int, text: str, found: list[str]) -> None:
        article_of.append(number)
        kind_of.append(kind)
        passage_of.append(passage)
        texts.append(text)
        piece_stems.append(found)

    for number, article_versions in enumerate(versions):
        whole: list[str] = []
        shorts: list[frozenset[str]] = []
        for article in article_versions.values():
            mine = [passage for passage in article.passages if passage.language == language]
            if not mine:
                continue
            titled = article.language == language
            title = article.title if titled else ""
            title_words = stems(title)
            begins = bool(title) and mine[0].text.startswith(title.rstrip("…"))  # its first words stand for a title
            for passage in mine:
                context = " ".join(part for part in (passage.heading, passage.lead) if part and part != title)
                mine_title = () if begins and passage is mine[0] else title_words
                found = [*mine_title, *stems(f"{context} {passage.text}")]
                add(number, PASSAGE, len(passages), _embedded(title, context, passage.text), found)
                passages.append(passage)
                whole.extend(found[len(mine_title) :])
            if titled:
                whole.extend(() if begins else title_words * TITLE_REPEATS)
                for kind, text in _short_texts(article, mine[0].text):
                    found = stems(text)
                    add(number, kind, -1, text, found)
                    whole.extend(found if kind == WORDING else ())
                    shorts.append(frozenset(found))
        whole_stems.append(whole)
        short_stems.append(shorts)
    return Side(
        language=language,
        articles=len(versions),
        article_of=np.asarray(article_of, dtype=np.int32),
        kind_of=np.asarray(kind_of, dtype=np.int8),
        passage_of=np.asarray(passage_of, dtype=np.int32),
        passages=passages,
        texts=texts,
        pieces=BM25.build(piece_stems),
        wholes=BM25.build(whole_stems),
        short_stems=short_stems,
        word_counts=counts,
    )


def _embedded(title: str, context: str, text: str) -> str:
    """What is embedded for a passage: the text under its title, as a passage alone often does not name its subject."""
    if title and text.startswith(title.rstrip("…")):
        title = ""
    return ". ".join(part.rstrip(".:") for part in (title, context) if part) + (". " if title or context else "") + text


def _short_texts(article: Article, first_passage: str) -> Iterator[tuple[int, str]]:
    if article.title and not first_passage.startswith(article.title.rstrip("…")):
        yield TITLE, article.title
    for wording in article.wordings:
        yield WORDING, wording
