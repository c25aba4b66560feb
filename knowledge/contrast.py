"""Telling what the library is about from what it is not, so that a near miss is not taken for a hit.

On one side stand the titles and other wordings of the library's articles, on the other questions it must not answer
(`off_topic.yaml`). What tells them apart is learned from both: odds of single words, of words in a row and of letters
in a row, and a direction in the space of meanings (linear discriminant analysis with a ridge).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import yaml

from knowledge.lexical import Floats, stem, stems, words
from knowledge.library import Article
from knowledge.questions import Question

CONTRAST_FILE = Path(__file__).parent / "off_topic.yaml"

_MOST_WORDINGS = 4
_SMOOTHING = 0.5
_ODDS_OF_UNKNOWN = -0.5
_RIDGE = 2.0
_LETTERS = 4

Odds = Mapping[str, float]  # logarithms of the odds that what has a feature is of the topic
Embed = Callable[[Sequence[str], str], Floats]  # texts of a language to vectors


@cache
def load_off_topic() -> Mapping[str, tuple[str, ...]]:
    """Off-topic questions by language."""
    content = yaml.load(CONTRAST_FILE.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return {language: tuple(str(each) for each in questions) for language, questions in content.items()}


@dataclass(frozen=True)
class _Direction:
    """A direction in the space of meanings from off the topic to the topic."""

    centre: Floats
    slope: Floats

    def along(self, vector: Floats) -> float:
        return float((vector - self.centre) @ self.slope)


@dataclass
class Contrast:
    """Both sides by their words and, once `learn_meaning` has been called, by their meaning."""

    on_topic: Mapping[str, Sequence[Sequence[str]]]  # an article's title and wordings together
    off_topic: Mapping[str, Sequence[str]]
    words: Mapping[str, list[frozenset[str]]] = field(default_factory=dict)
    odds: Mapping[str, Odds] = field(default_factory=dict)
    rows: dict[str, tuple[Odds, Odds]] = field(default_factory=dict)
    directions: dict[str, _Direction] = field(default_factory=dict)
    vectors: Floats | None = None

    @classmethod
    def build(cls, articles: Iterable[Article], off_topic: Mapping[str, Sequence[str]]) -> Contrast:
        """Both sides by words; the topic is what the articles' titles and wordings ask."""
        on_topic: dict[str, list[Sequence[str]]] = {language: [] for language in off_topic}
        for article in articles:
            if article.language in on_topic:
                on_topic[article.language].append((article.title, *article.wordings))
        topical = {language: [frozenset(stems(each)) for each in texts] for language, texts in off_topic.items()}
        odds = {
            language: _odds([frozenset(stems(text)) for texts in on_topic[language] for text in texts], away)
            for language, away in topical.items()
        }
        return cls(on_topic, off_topic, topical, odds)

    def learn_meaning(self, embed: Embed, embedded: Collection[str] = ()) -> None:
        """Learn from vectors of both sides; in ``embedded`` languages the topic's have been made already."""
        off = {language: embed(texts, language) for language, texts in self.off_topic.items()}
        for language, away in off.items():
            near = embed(self.topic_texts(language, embedded), language)
            if len(near) and len(away):
                self.directions[language] = _direction(near, away)
        self.vectors = np.vstack([each for each in off.values() if len(each)]) if any(map(len, off.values())) else None

    def topic_texts(self, language: str, embedded: Collection[str] = ()) -> list[str]:
        """The topic's side; in languages that are not embedded a few of every article, as each takes its time."""
        most = None if language in embedded else _MOST_WORDINGS + 1
        return [text for texts in self.on_topic[language] for text in texts[:most]]

    def likeness(self, question: Question, worth: Mapping[str, float]) -> float:
        """Share of the question's informative words in the off-topic question most like it."""
        total = sum(worth.values())
        if not total:
            return 0.0
        best = 0.0
        for theirs in self.words.get(question.language, ()):
            common = theirs & worth.keys()
            if common:
                best = max(best, sum(worth[each] for each in common) / (total + 2.0 * len(theirs - common)))
        return best

    def cosines(self, question: Question) -> Floats | None:
        """Cosines to all off-topic questions; None where there are no vectors."""
        if self.vectors is None or question.vector is None or not len(self.vectors):
            return None
        return np.asarray(self.vectors @ question.vector)

    def word_odds(self, question: Question) -> tuple[float, float]:
        """Logarithm of the odds that the question's words are of the topic: their mean and their sum."""
        known = self.odds.get(question.language, {})
        values = [known.get(each, _ODDS_OF_UNKNOWN) for each in question.weights]
        return (float(np.mean(values)), float(np.sum(values))) if values else (0.0, 0.0)

    def row_odds(self, question: Question) -> tuple[float, float]:
        """The same of its words in a row, those without a topic as well, and of its letters.

        «Номер телефона» is off the topic though its words are not; and by its letters a misprint is much like its word.
        """
        if question.language not in self.off_topic:
            return 0.0, 0.0
        pairs, letters = self._rows_of(question.language)
        return _altogether(pairs, _pairs(question.whole)), _altogether(letters, _letters(question.whole))

    def _rows_of(self, language: str) -> tuple[Odds, Odds]:
        """Learned when the first question of a language comes, so that opening need not wait for it."""
        if language not in self.rows:
            near, away = [text for texts in self.on_topic[language] for text in texts], self.off_topic[language]
            self.rows[language] = (
                _odds([_pairs(each) for each in near], [_pairs(each) for each in away]),
                _odds([_letters(each) for each in near], [_letters(each) for each in away]),
            )
        return self.rows[language]

    def topic(self, question: Question) -> float:
        """Where the question lies between off the topic (-1) and the topic (1), in meaning."""
        direction = self.directions.get(question.language)
        return direction.along(question.vector) if direction and question.vector is not None else 0.0


def _pairs(text: str) -> frozenset[str]:
    """Two words in a row, and the first and the last."""
    found = ["<", *map(stem, words(text)), ">"]
    return frozenset(f"{left} {right}" for left, right in pairwise(found))


def _letters(text: str) -> frozenset[str]:
    """Four letters in a row, across the bounds of words too."""
    found = f"_{'_'.join(map(stem, words(text)))}_"
    return frozenset(found[place : place + _LETTERS] for place in range(len(found) - _LETTERS + 1))


def _altogether(odds: Odds, features: frozenset[str]) -> float:
    """The sum over the features that are known, of a long question as of a short one."""
    known = [odds[each] for each in sorted(features) if each in odds]
    return float(np.sum(known)) / (len(features) + 1) ** 0.5 if known else 0.0


def _odds(near: Sequence[frozenset[str]], away: Sequence[frozenset[str]]) -> dict[str, float]:
    ours = Counter(each for words in near for each in words)
    theirs = Counter(each for words in away for each in words)
    return {
        each: float(
            np.log((ours[each] + _SMOOTHING) / (len(near) + 2 * _SMOOTHING))
            - np.log((theirs[each] + _SMOOTHING) / (len(away) + 2 * _SMOOTHING))
        )
        for each in ours.keys() | theirs.keys()
    }


def _direction(near: Floats, away: Floats) -> _Direction:
    """The direction that tells two sides apart, each weighing the same altogether."""
    points = np.vstack([near, away]).astype(np.float64)
    sides = np.concatenate([np.ones(len(near)), -np.ones(len(away))])
    share = len(points) / 2
    weight = np.concatenate([np.full(len(near), share / len(near)), np.full(len(away), share / len(away))])
    centre = (points * weight[:, None]).sum(axis=0) / weight.sum()
    moved = points - centre
    spread = moved.T @ (moved * weight[:, None]) + _RIDGE * np.eye(points.shape[1])
    slope = np.linalg.solve(spread, moved.T @ (weight * sides))
    return _Direction(centre.astype(np.float32), slope.astype(np.float32))
