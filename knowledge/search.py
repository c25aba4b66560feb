"""Ranking the articles of one library for one question.

Three arms look at it: words of the question's own language, words of its gloss in the other language, and meaning.
Each arm scores articles by their best entry; the scores are brought to one scale and added. What an article's place is
worth is then judged from signs that do not depend on the other articles (`Signs`), and turned into a probability.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np

from knowledge.contrast import Contrast
from knowledge.index import PASSAGE, LibraryIndex, Side
from knowledge.lexical import Floats
from knowledge.library import Article, Passage
from knowledge.questions import Question


@dataclass(frozen=True)
class Weights:
    """How the arms are mixed; found by measuring (`python -m benchmarks quality`)."""

    whole: float = 0.65  # an article's words as one document, beside its best passage
    meaning: float = 0.5  # of an English question, or any a multilingual embedder reads
    meaning_of_gloss: float = 0.35  # of a Russian question that was glossed
    short: float = 0.5  # likeness in meaning to the title or a wording, beside the best passage
    gloss: float = 0.5  # words of the gloss, for an article that has both languages
    gloss_alone: float = 0.8  # words of the gloss, for an article that has only the other language


WEIGHTS = Weights()
_NOWHERE = -2.0


@dataclass(frozen=True)
class Signs:
    """Signs that an article answers a question; each about 0 (no sign) to 1."""

    coverage: float  # informative words of the question that stand in the article
    short: float  # likeness, word by word, to the article's title or one of its wordings
    unknown: float  # informative words that stand nowhere in the library
    cosine: float  # likeness in meaning to its best entry
    cosine_above: float  # how far that is above a usual article of the library
    margin: float  # how far the first is ahead of the rest
    off_topic: float  # likeness, word by word, to questions the library must not answer
    off_topic_cosine: float  # likeness in meaning to them
    length: float  # logarithm of the number of informative words

    def values(self) -> list[float]:
        """The signs as numbers, in the order of their names."""
        return [float(getattr(self, each)) for each in SIGN_NAMES]


SIGN_NAMES = tuple(each.name for each in fields(Signs))


@dataclass(frozen=True)
class Found:
    """An article found: its number, its place's worth among the others (1 is the best), its passage, its signs."""

    number: int
    fused: float
    article: Article
    passage: Passage
    signs: Signs


@dataclass(frozen=True)
class _Evidence:
    """What the arms say, by article; and by entry, for choosing the passage."""

    fused: Floats
    meaning: Floats | None
    entries: Mapping[str, Floats]
    entry_meaning: Mapping[str, Floats]


def rank(
    index: LibraryIndex,
    question: Question,
    contrast: Contrast | None,
    top: int,
    language: str,
    weights: Weights = WEIGHTS,
) -> list[Found]:
    """The best articles of a library, best first; ``language`` is the one the passages should be in."""
    evidence = _weigh(index, question, weights)
    fused = evidence.fused
    count = min(top, int((fused > 0).sum()))
    if not count:
        return []
    wider = min(len(fused), max(top, 10))
    candidates = np.argpartition(-fused, wider - 1)[:wider] if wider < len(fused) else np.arange(len(fused))
    candidates = candidates[np.lexsort((candidates, -fused[candidates]))]
    rest = float(np.mean(fused[candidates[1:]])) if len(candidates) > 1 else 0.0
    margin = float(fused[candidates[0]]) - rest
    found = []
    for number in candidates[:count]:
        article, passage = _passage(index, int(number), evidence, language)
        signs = _signs(index, question, evidence, int(number), margin, contrast)
        found.append(Found(int(number), float(fused[number]), article, passage, signs))
    return found


def _weigh(index: LibraryIndex, question: Question, weights: Weights) -> _Evidence:
    own, other = _sides(index, question.language)
    size = len(index.ids)
    entries: dict[str, Floats] = {}
    lexical = np.zeros(size, dtype=np.float32)
    has_own = np.zeros(size, dtype=bool)
    if own is not None:
        entries[own.language] = own.pieces.scores(question.weights)
        lexical = _scaled(_blend(own, entries[own.language], own.wholes.scores(question.weights), weights))
        has_own = own.has
    glossed = np.zeros(size, dtype=np.float32)
    if other is not None:
        alternatives = question.gloss.alternatives
        entries[other.language] = other.pieces.scores_of_alternatives(alternatives)
        whole = other.wholes.scores_of_alternatives(alternatives)
        glossed = _scaled(_blend(other, entries[other.language], whole, weights))
    has_other = other.has if other is not None else np.zeros(size, dtype=bool)
    both = (1 - weights.gloss) * lexical + weights.gloss * glossed if question.language == "ru" else lexical
    words = np.where(has_own & has_other, both, np.where(has_own, lexical, weights.gloss_alone * glossed))
    words = _scaled(words)
    meaning, passages, entry_meaning = _meanings(index, question)
    if meaning is None or passages is None:
        return _Evidence(words, None, entries, entry_meaning)
    share = weights.meaning_of_gloss if question.to_embed == question.gloss.text else weights.meaning
    there = ~np.isnan(meaning)
    scaled = weights.short * _above_usual(meaning) + (1 - weights.short) * _above_usual(passages)
    scaled = np.where(there, scaled, words)
    fused = (1 - share) * words + share * scaled
    return _Evidence(fused.astype(np.float32), np.fmax(meaning, passages), entries, entry_meaning)


def _sides(index: LibraryIndex, language: str) -> tuple[Side | None, Side | None]:
    other = next((each for each in index.sides if each != language), None)
    return index.sides.get(language), index.sides[other] if other else None


def _blend(side: Side, pieces: Floats, wholes: Floats, weights: Weights) -> Floats:
    return (1 - weights.whole) * side.best_by_article(pieces, passages=True) + weights.whole * wholes


def _scaled(scores: Floats) -> Floats:
    best = float(scores.max()) if len(scores) else 0.0
    return scores / best if best > 0 else scores


def _above_usual(meaning: Floats) -> Floats:
    """Cosines on a scale from a usual article (0) to the best (1)."""
    known = meaning[~np.isnan(meaning)]
    best = float(known.max())
    usual = min(float(np.median(known)), best - 0.1)  # in a library of a few articles all of them may be alike
    return np.clip((np.nan_to_num(meaning, nan=usual) - usual) / (best - usual), 0.0, 1.0)


def _meanings(index: LibraryIndex, question: Question) -> tuple[Floats | None, Floats | None, dict[str, Floats]]:
    """Cosines by article, of its title and wordings and of its passages, NaN where there are no vectors; and by entry.

    An article without a title of its own counts with its passages in both.
    """
    by_entry: dict[str, Floats] = {}
    shorts = np.full(len(index.ids), _NOWHERE, dtype=np.float32)
    passages = shorts.copy()
    for language, side in index.sides.items():
        cosines = side.cosines(question)
        if cosines is None:
            continue
        by_entry[language] = cosines
        shorts = np.maximum(shorts, side.best_by_article(cosines, _NOWHERE, passages=False))
        passages = np.maximum(passages, side.best_by_article(cosines, _NOWHERE, passages=True))
    shorts, passages = np.where(shorts > _NOWHERE, shorts, passages), np.where(passages > _NOWHERE, passages, shorts)
    there = shorts > _NOWHERE
    if not there.any():
        return None, None, {}
    return np.where(there, shorts, np.nan), np.where(there, passages, np.nan), by_entry


def _passage(index: LibraryIndex, number: int, evidence: _Evidence, language: str) -> tuple[Article, Passage]:
    """The article in the wanted language, or the one it has, and its passage that bears the answer best."""
    versions = index.versions[number]
    article = versions.get(language) or next(iter(versions.values()))
    passages = article.passages
    if len(passages) == 1:
        return article, passages[0]
    worth = np.zeros(len(passages))
    places = {passage.id: place for place, passage in enumerate(passages)}
    for scores, is_meaning in ((evidence.entries, False), (evidence.entry_meaning, True)):
        for side_language, by_entry in scores.items():
            side = index.sides[side_language]
            mine = np.flatnonzero((side.article_of == number) & (side.kind_of == PASSAGE))
            if not len(mine):
                continue
            values = by_entry[mine]
            values = _above_usual(values) if is_meaning else _scaled(values)
            for entry, value in zip(mine, values, strict=True):
                passage = side.passages[side.passage_of[entry]]
                if passage.article_language == article.language:
                    worth[places[passage.id]] += value
                else:  # the same place in the other language's text
                    twin = versions[passage.article_language].passages
                    ahead = _number(passage) - 1
                    worth[round(ahead * (len(passages) - 1) / max(len(twin) - 1, 1))] += 0.6 * value
    return article, passages[int(np.argmax(worth))]


def _number(passage: Passage) -> int:
    return int(passage.id.rpartition("#")[2])


def _signs(
    index: LibraryIndex, question: Question, evidence: _Evidence, number: int, margin: float, contrast: Contrast | None
) -> Signs:
    own, other = _sides(index, question.language)
    known = _Known(own, other, question)
    meaning = evidence.meaning
    cosine = float(meaning[number]) if meaning is not None and not np.isnan(meaning[number]) else 0.0
    usual = float(np.nanmedian(meaning)) if meaning is not None else 0.0
    return Signs(
        coverage=known.covered_by(number),
        short=known.like_short(number),
        unknown=known.unknown(),
        cosine=cosine,
        cosine_above=cosine - usual if cosine else 0.0,
        margin=margin,
        off_topic=contrast.likeness(question, known.worth) if contrast else 0.0,
        off_topic_cosine=contrast.cosine(question) if contrast else 0.0,
        length=float(np.log1p(len(question.weights))),
    )


class _Known:
    """Which of a question's words a library and an article know, weighed by how much the words say."""

    def __init__(self, own: Side | None, other: Side | None, question: Question) -> None:
        self.own = own
        self.other = other
        self.question = question
        scale = own or other
        size = np.log(1 + scale.articles) if scale else 1.0
        self.worth = {
            each: (min(own.wholes.idf(each), size) if own else size) * min(weight, 1.0)
            for each, weight in question.weights.items()
        }
        self.total = sum(self.worth.values()) or 1.0
        self.gloss_total = float(len(question.gloss.alternatives)) or 1.0

    def covered_by(self, number: int) -> float:
        """Share of the question's informative words in the article, in either language, the better."""
        shares = [0.0]
        if self.own is not None:
            mine = self.own.article_stems[number]
            shares.append(sum(worth for each, worth in self.worth.items() if each in mine) / self.total)
        if self.other is not None:
            theirs = self.other.article_stems[number]
            covered = total = 0.0
            for alternatives in self.question.gloss.alternatives:
                idf = min((self.other.wholes.idf(each) for each in alternatives), default=0.0)
                total += idf
                covered += idf if any(w >= 0.5 and each in theirs for each, w in alternatives.items()) else 0.0
            shares.append(covered / total if total else 0.0)
        return max(shares)

    def like_short(self, number: int) -> float:
        """Likeness of the question to the article's title or a wording: a cosine over informative words."""
        if self.own is None:
            return 0.0
        return max((self.likeness(each) for each in self.own.short_stems[number]), default=0.0)

    def likeness(self, words: frozenset[str]) -> float:
        """Cosine of the question and a set of words, every word weighing what it says."""
        if self.own is None or not words:
            return 0.0
        common = sum(self.worth[each] ** 2 for each in words if each in self.worth)
        theirs = sum(self.own.wholes.idf(each) ** 2 for each in words)
        mine = sum(worth**2 for worth in self.worth.values())
        return common / float(np.sqrt(mine * theirs)) if mine and theirs else 0.0

    def unknown(self) -> float:
        """Share of informative words that stand nowhere in the library."""
        vocabulary = self.own.wholes.vocabulary if self.own is not None else {}
        return sum(worth for each, worth in self.worth.items() if each not in vocabulary) / self.total
