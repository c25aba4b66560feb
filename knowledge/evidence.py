"""What speaks for an article when a question is asked: words of its language, words of its gloss, and meaning.

Every kind of evidence is an array over the articles of a library on a scale of its own from 0 (nothing) to 1, so that
libraries of any size and kind are ranked with the same weights (`ranking.yaml`). 1 is the most any article has; for
words, in libraries without other wordings, it is the most an article could have: where a question shares next to no
words with anything, as one in other words than the text does, the best by words must not outdo the best by meaning.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

import numpy as np
import yaml

from knowledge.index import PASSAGE, LibraryIndex, Side
from knowledge.lexical import BM25, Floats
from knowledge.questions import Question

RANKING_FILE = Path(__file__).parent / "ranking.yaml"
NOWHERE = -2.0
_RELATIVE_WEIGHT = 0.9
_SYNONYM_WEIGHT = 0.4
_GLOSS_ALONE = 0.9
_TWICE_GLOSSED = 0.7
_NEAREST_ENTRIES = 5
_WORDS = ("passage", "whole", "phrasing")
_GLOSS = ("gloss_passage", "gloss_whole", "gloss_short")
_MEANING = ("meaning_short", "meaning_passage", "meaning_mean", "aim")


@dataclass(frozen=True)
class Weights:
    """How the kinds of evidence are mixed; `ranking.yaml` says what each is."""

    passage: float
    whole: float
    short: float
    phrasing: float
    gloss_passage: float
    gloss_whole: float
    gloss_short: float
    meaning_short: float
    meaning_passage: float
    meaning_mean: float
    aim: float
    cover: float
    founding: float
    family: float

    @property
    def own(self) -> float:
        """Everything that words of the question's language may add."""
        return self.passage + self.whole + self.short + self.phrasing

    @property
    def gloss(self) -> float:
        """Everything that words of the gloss may add."""
        return self.gloss_passage + self.gloss_whole + self.gloss_short

    @property
    def meaning(self) -> float:
        """Everything that meaning may add."""
        return self.meaning_short + self.meaning_passage + self.meaning_mean + self.aim

    @property
    def total(self) -> float:
        """Everything an article may have."""
        return self.own + self.gloss + self.meaning + self.cover + self.founding


@cache
def load_weights(path: Path = RANKING_FILE) -> Mapping[tuple[str, bool], Weights]:
    """Weights by the language of the question and whether the library's articles name other wordings.

    Raises:
        ValueError: a weight is missing, unknown or not a number.
    """
    content = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    names = {each.name for each in fields(Weights)}
    found = {}
    for language in ("en", "ru"):
        for kind in ("worded", "plain"):
            entry = content[language][kind]
            if set(entry) != names or not all(isinstance(value, (int, float)) for value in entry.values()):
                wanted = ", ".join(sorted(names))
                raise ValueError(f"{path.name}: {language}.{kind}: numbers are expected. hint: give {wanted}")
            found[(language, kind == "worded")] = Weights(**entry)
    return found


def weights_for(index: LibraryIndex, question: Question) -> Weights:
    """The weights for one question to one library."""
    return load_weights()[("ru" if question.language == "ru" else "en", index.is_worded)]


@dataclass(frozen=True)
class Evidence:
    """What was found: every kind of evidence by article, meaning as it is, and by entry, for choosing the passage.

    ``kinds`` are named as in `Weights`; one of which nothing is known is not there. ``meaning`` is the cosine to an
    article's nearest entry and ``nearness`` the mean of its nearest few; NaN where an article has no vectors, None
    where no article has.
    """

    kinds: Mapping[str, Floats]
    meaning: Floats | None
    nearness: Floats | None
    entries: Mapping[str, Floats]
    entry_meaning: Mapping[str, Floats]

    def weighed(self, kinds: Sequence[str], weights: Weights) -> Floats | None:
        """Some kinds weighed together; None where there are none of them."""
        found = [getattr(weights, kind) * self.kinds[kind] for kind in kinds if kind in self.kinds]
        return np.sum(found, axis=0) if found else None


def gather(index: LibraryIndex, question: Question) -> Evidence:
    """All evidence that is found for all articles at once; ``short`` and ``cover`` are left for the best of them."""
    own, other = sides(index, question.language)
    kinds: dict[str, Floats] = {}
    entries: dict[str, Floats] = {}
    if own is not None:
        _by_words(own, question, index.is_worded, kinds, entries)
        if index.is_worded:
            kinds["phrasing"] = scaled(own.phrasing.likeness(question.whole))
    if other is not None:
        _by_gloss(other, question, index.is_worded, kinds, entries)
    meaning, nearness, passages, shorts, by_entry = _meanings(index, question)
    if meaning is not None and nearness is not None and passages is not None and shorts is not None:
        kinds["meaning_short"] = above_usual(shorts)
        kinds["meaning_passage"] = above_usual(passages)
        kinds["meaning_mean"] = above_usual(nearness)
        if index.aim is not None and question.vector is not None:
            kinds["aim"] = above_usual(index.aim.at(question.vector))
    return Evidence(kinds, meaning, nearness, entries, by_entry)


def fuse(evidence: Evidence, index: LibraryIndex, question: Question, weights: Weights) -> Floats:
    """Everything gathered, weighed together by article."""
    own, other = sides(index, question.language)
    lexical, glossed = evidence.weighed(_WORDS, weights), evidence.weighed(_GLOSS, weights)
    words = _joined(own, other, lexical, glossed, weights)
    by_meaning = evidence.weighed(_MEANING, weights)
    share = weights.meaning / max(weights.own + weights.gloss, 1e-9)
    if by_meaning is None or evidence.meaning is None:
        fused = words * (1 + share)
    else:
        stand_in = words * share
        if own is not None and question.to_embed == question.gloss.text:  # a gloss compared with glosses
            twice = own.has if other is None else own.has & ~other.has
            by_meaning = np.where(twice, _TWICE_GLOSSED * by_meaning + (1 - _TWICE_GLOSSED) * stand_in, by_meaning)
        fused = words + np.where(np.isnan(evidence.meaning), stand_in, by_meaning)
    return np.asarray(fused, dtype=np.float32)


def sides(index: LibraryIndex, language: str) -> tuple[Side | None, Side | None]:
    """The side in the question's language and the other one."""
    other = next((each for each in index.sides if each != language), None)
    return index.sides.get(language), index.sides[other] if other else None


def scaled(scores: Floats) -> Floats:
    """Scores as shares of the best."""
    best = float(scores.max()) if len(scores) else 0.0
    return scores / best if best > 0 else scores


def above_usual(meaning: Floats) -> Floats:
    """Cosines on a scale from a usual article (0) to the best (1); an article without one is a usual one."""
    known = meaning[~np.isnan(meaning)]
    best = float(known.max())
    usual = min(float(np.median(known)), best - 0.1)  # in a library of a few articles all of them may be alike
    return np.clip((np.nan_to_num(meaning, nan=usual) - usual) / (best - usual), 0.0, 1.0)


def _with_relatives(own: Side, question: Question) -> list[dict[str, float]]:
    """Each word of the question with its synonyms and with the words of the library that look like it."""
    found = []
    for word, weight in question.weights.items():
        choices = {each: _SYNONYM_WEIGHT * like for each, like in question.synonyms.get(word, {}).items()}
        for each, like in own.families.of(word).items():
            choices[each] = max(choices.get(each, 0.0), _RELATIVE_WEIGHT * like)
        found.append({word: weight, **{each: weight * like for each, like in choices.items()}})
    return found


def _by_words(
    own: Side, question: Question, worded: bool, kinds: dict[str, Floats], entries: dict[str, Floats]
) -> None:
    words = _with_relatives(own, question)
    entries[own.language] = pieces = own.pieces.scores_of_alternatives(words)
    wholes = own.wholes.scores_of_alternatives(words)
    asked = [{each: weight} for each, weight in question.weights.items()]
    kinds["passage"] = _on_scale(own.best_by_article(pieces), own.pieces, asked, worded)
    kinds["whole"] = _on_scale(wholes, own.wholes, asked, worded)


def _by_gloss(
    other: Side, question: Question, worded: bool, kinds: dict[str, Floats], entries: dict[str, Floats]
) -> None:
    asked = question.gloss.alternatives
    entries[other.language] = pieces = other.pieces.scores_of_alternatives(asked)
    wholes = other.wholes.scores_of_alternatives(asked)
    kinds["gloss_passage"] = _on_scale(other.best_by_article(pieces, passages=True), other.pieces, asked, worded)
    kinds["gloss_whole"] = _on_scale(wholes, other.wholes, asked, worded)
    kinds["gloss_short"] = _on_scale(other.best_by_article(pieces, passages=False), other.pieces, asked, worded)


def _on_scale(scores: Floats, words: BM25, asked: Sequence[Mapping[str, float]], worded: bool) -> Floats:
    most = words.most(asked)
    return scaled(scores) if worded or most <= 0 else scores / np.float32(most)


def _joined(
    own: Side | None, other: Side | None, lexical: Floats | None, glossed: Floats | None, weights: Weights
) -> Floats:
    """Words and gloss of every article; where it has one language only, that one stands for both."""
    both = weights.own + weights.gloss
    by_words = None if lexical is None else lexical * (both / max(weights.own, 1e-9))
    by_gloss = None if glossed is None else glossed * (_GLOSS_ALONE * both / max(weights.gloss, 1e-9))
    if lexical is None or own is None or by_words is None:
        return np.zeros(0, dtype=np.float32) if by_gloss is None else by_gloss
    if glossed is None or other is None or by_gloss is None:
        return by_words
    return np.where(own.has & other.has, lexical + glossed, np.where(own.has, by_words, by_gloss))


def _meanings(
    index: LibraryIndex, question: Question
) -> tuple[Floats | None, Floats | None, Floats | None, Floats | None, dict[str, Floats]]:
    """Cosines by article: the nearest entry, the mean of the nearest few, the nearest passage, the nearest short text.

    NaN where there are no vectors. An article without a title of its own counts with its passages as short texts.
    """
    by_entry: dict[str, Floats] = {}
    found, articles, kinds = [], [], []
    for language, side in index.sides.items():
        cosines = side.cosines(question)
        if cosines is None:
            continue
        by_entry[language] = cosines
        there = cosines > NOWHERE
        found.append(cosines[there])
        articles.append(side.article_of[there])
        kinds.append(side.kind_of[there])
    if not found or not sum(map(len, found)):
        return None, None, None, None, {}
    cosines, article_of, kind_of = np.concatenate(found), np.concatenate(articles), np.concatenate(kinds)
    size = len(index.ids)
    passages = _best(cosines[kind_of == PASSAGE], article_of[kind_of == PASSAGE], size)
    shorts = _best(cosines[kind_of != PASSAGE], article_of[kind_of != PASSAGE], size)
    passages, shorts = (
        np.fmax(passages, np.where(np.isnan(passages), shorts, passages)),
        np.where(np.isnan(shorts), passages, shorts),
    )
    return np.fmax(passages, shorts), _mean_of_nearest(cosines, article_of, size), passages, shorts, by_entry


def _best(cosines: Floats, article_of: np.ndarray, size: int) -> Floats:
    best = np.full(size, np.nan, dtype=np.float32)
    np.fmax.at(best, article_of, cosines)
    return best


def _mean_of_nearest(cosines: Floats, article_of: np.ndarray, size: int) -> Floats:
    """The mean of every article's nearest entries: one of them alone may be near by chance."""
    order = np.argsort(article_of - 0.25 * cosines.astype(np.float64))  # by article, the nearest entry first
    articles = article_of[order]
    firsts = np.flatnonzero(np.diff(articles, prepend=-1))
    lengths = np.diff(np.append(firsts, len(articles)))
    place = np.arange(len(articles)) - np.repeat(firsts, lengths)
    near = place < _NEAREST_ENTRIES
    total = np.bincount(articles[near], weights=cosines[order][near], minlength=size)
    count = np.bincount(articles[near], minlength=size)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan).astype(np.float32)
