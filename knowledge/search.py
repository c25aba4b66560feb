"""Ranking the articles of one library for one question.

All articles are weighed by what can be found for all at once (`knowledge.evidence`); the best of them also by how much
of the question they cover. What the first place is worth is then judged from signs that do not depend on the other
articles (`Signs`), and turned into a probability.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from knowledge.contrast import Contrast
from knowledge.evidence import Evidence, Weights, above_usual, fuse, gather, scaled, sides, weights_for
from knowledge.families import raised
from knowledge.index import PASSAGE, LibraryIndex, Side
from knowledge.lexical import Floats
from knowledge.library import Article, Passage
from knowledge.questions import Question

FIRST_ROUND = 40
_DECIMALS = 5  # what is as good to this many goes by the order of the articles, and not by how vectors were rounded
# Odds of the words, their sum, odds of pairs and of letters, and the topic of a usual question that can be answered.
_ON_TOPIC = (1.0, 3.0, 0.5, 3.4, 0.7)
_USUAL_NEIGHBOURS = 0.15  # and how much nearer it is to what the library answers
_NEIGHBOURS = 3
_JUST_SO = 0.999  # likeness to a wording that has all words of the question with a topic, and no others
_LIKELY = 0.5  # a translation that counts as the word itself

Worths = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Signs:
    """Signs that an article answers a question; each about 0 (no sign) to 1."""

    coverage: float  # informative words of the question that stand in the article, in either language
    own_coverage: float  # in the question's own
    gloss_coverage: float  # in the other one
    short: float  # likeness, word by word, to the article's title or one of its wordings
    unknown: float  # informative words that stand nowhere in the library
    cosine: float  # likeness in meaning to its best entry
    cosine_above: float  # how far that is above a usual article of the library
    nearness: float  # likeness in meaning to its best few entries
    margin: float  # how far the first is ahead of the rest
    off_topic: float  # likeness, word by word, to questions the library must not answer
    off_topic_cosine: float  # likeness in meaning to them
    neighbours: float  # how much nearer in meaning a few questions the library answers are than a few of those
    word_odds: float  # how much its words are of the topic, on the average
    word_odds_sum: float  # and altogether
    pair_odds: float  # how much its words are, as they follow one another
    letter_odds: float  # and its letters
    topic: float  # how much its meaning is
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


def rank(
    index: LibraryIndex,
    question: Question,
    contrast: Contrast | None,
    top: int,
    language: str,
    weights: Weights | None = None,
) -> list[Found]:
    """The best articles of a library, best first; ``language`` is the one the passages should be in."""
    weights = weights or weights_for(index, question)
    evidence = gather(index, question)
    fused = fuse(evidence, index, question, weights)
    if not (fused > 0).any():
        return []
    known = Known(*sides(index, question.language), question)
    wider = min(len(fused), max(2 * top, FIRST_ROUND))
    lead = weights.founding * index.standing
    ahead = fused + np.where(fused > 0, lead, np.float32(0))
    candidates = np.argpartition(-ahead, wider - 1)[:wider] if wider < len(fused) else np.arange(len(fused))
    candidates = candidates[fused[candidates] > 0]
    short = np.asarray([known.like_short(number) for number in map(int, candidates)])
    covered = np.asarray([known.covered_by(number) for number in map(int, candidates)])
    every = np.zeros(len(fused))
    every[candidates] = fused[candidates] + weights.short * short + weights.cover * covered
    # An article that names just this question as one of its own goes as far before the others as a core one.
    lead = np.where(short >= _JUST_SO, np.float32(weights.founding), lead[candidates])
    worth = raised(every, index.parents, weights.family)[candidates] + lead
    worth = np.round(worth / max(weights.total, 1e-9), _DECIMALS)
    order = np.lexsort((candidates, -worth))
    rest = worth[order[1:10]]
    margin = float(worth[order[0]] - rest.mean()) if len(rest) else 0.0
    of_question = _QuestionSigns.of(index, known, question, contrast, evidence)
    found = []
    for place in order[:top]:
        number = int(candidates[place])
        article, passage = _passage(index, number, evidence, language)
        signs = _signs(known, of_question, evidence, number, margin)
        found.append(Found(number, float(worth[place]), article, passage, signs))
    return found


def _passage(index: LibraryIndex, number: int, evidence: Evidence, language: str) -> tuple[Article, Passage]:
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
            values = above_usual(values) if is_meaning else scaled(values)
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


@dataclass(frozen=True)
class _QuestionSigns:
    """Signs that are the same whichever article is looked at."""

    unknown: float
    off_topic: float
    off_topic_cosine: float
    neighbours: float
    word_odds: float
    word_odds_sum: float
    pair_odds: float
    letter_odds: float
    topic: float
    length: float

    @classmethod
    def of(
        cls, index: LibraryIndex, known: Known, question: Question, contrast: Contrast | None, evidence: Evidence
    ) -> _QuestionSigns:
        length = float(np.log1p(len(question.weights)))
        if contrast is None:  # of a library nothing is known of but its texts: a question to it is on its topic
            return cls(known.unknown(), 0.0, 0.0, _USUAL_NEIGHBOURS, *_ON_TOPIC, length)
        likeness = contrast.likeness(question, known.worth)
        odds = (*contrast.word_odds(question), *contrast.row_odds(question))
        away = contrast.cosines(question)
        nearest = float(away.max()) if away is not None else 0.0
        neighbours = _neighbours(index, evidence, away)
        return cls(known.unknown(), likeness, nearest, neighbours, *odds, contrast.topic(question), length)


def _neighbours(index: LibraryIndex, evidence: Evidence, away: Floats | None) -> float:
    """Mean cosine to the nearest few titles and wordings above that to the nearest few off-topic questions."""
    near = [cosines[index.sides[language].kind_of != PASSAGE] for language, cosines in evidence.entry_meaning.items()]
    if away is None or not near:
        return 0.0
    return float(_nearest(np.concatenate(near)) - _nearest(away))


def _nearest(cosines: Floats) -> float:
    return float(np.sort(cosines)[-_NEIGHBOURS:].mean()) if len(cosines) else 0.0


def _signs(known: Known, question: _QuestionSigns, evidence: Evidence, number: int, margin: float) -> Signs:
    meaning = evidence.meaning
    cosine = _known_value(meaning, number)
    usual = float(np.nanmedian(meaning)) if meaning is not None else 0.0
    own_coverage, gloss_coverage = known.coverages(number)
    return Signs(
        coverage=max(own_coverage, gloss_coverage),
        own_coverage=own_coverage,
        gloss_coverage=gloss_coverage,
        short=known.like_short(number),
        unknown=question.unknown,
        cosine=cosine,
        cosine_above=cosine - usual if cosine else 0.0,
        nearness=_known_value(evidence.nearness, number),
        margin=margin,
        off_topic=question.off_topic,
        off_topic_cosine=question.off_topic_cosine,
        neighbours=question.neighbours,
        word_odds=question.word_odds,
        word_odds_sum=question.word_odds_sum,
        pair_odds=question.pair_odds,
        letter_odds=question.letter_odds,
        topic=question.topic,
        length=question.length,
    )


def _known_value(values: Floats | None, number: int) -> float:
    return float(values[number]) if values is not None and not np.isnan(values[number]) else 0.0


class Known:
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
        self.length = float(np.sqrt(sum(worth**2 for worth in self.worth.values())))
        self._shares = self._own_shares(), self._gloss_shares()

    def covered_by(self, number: int) -> float:
        """Share of the question's informative words in the article, in either language, the better."""
        return max(self.coverages(number))

    def coverages(self, number: int) -> tuple[float, float]:
        """The share in the question's language, and of its gloss in the other."""
        own, gloss = self._shares
        return (float(own[number]) if own is not None else 0.0), (float(gloss[number]) if gloss is not None else 0.0)

    def _own_shares(self) -> Worths | None:
        """By article, the share of the informative words that stand in it."""
        if self.own is None:
            return None
        shares = np.zeros(self.own.articles)
        for each, worth in self.worth.items():
            shares[self.own.wholes.holders(each)] += worth
        return shares / self.total

    def _gloss_shares(self) -> Worths | None:
        """The same of the gloss: a word is there when one of its likely translations is."""
        if self.other is None:
            return None
        words, total = self.other.wholes, 0.0
        shares = np.zeros(self.other.articles)
        for choices in self.question.gloss.alternatives:
            worth = min((words.idf(each) for each in choices), default=0.0)
            likely = [words.holders(each) for each, weight in choices.items() if weight >= _LIKELY]
            shares[np.unique(np.concatenate(likely)) if likely else []] += worth
            total += worth
        return shares / total if total else None

    def like_short(self, number: int) -> float:
        """Likeness of the question to the article's title or a wording: a cosine over informative words."""
        if self.own is None:
            return 0.0
        best = 0.0
        for words, theirs in zip(self.own.short_stems[number], self.own.short_lengths[number], strict=True):
            common = sum(worth**2 for each, worth in self.worth.items() if each in words)
            best = max(best, common / (self.length * theirs) if common else 0.0)
        return best

    def unknown(self) -> float:
        """Share of informative words that stand nowhere in the library."""
        vocabulary = self.own.wholes.vocabulary if self.own is not None else {}
        return sum(worth for each, worth in self.worth.items() if each not in vocabulary) / self.total
