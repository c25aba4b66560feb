"""Fitting the ranking to labelled questions: ``python -m knowledge weigh tests/cases/retrieval/*.yaml``.

Every answerable question gives the evidence for every article; a softmax regression over the articles, with a ridge
and no weight below nothing, learns how much each kind counts. As many again are wordings asked of an index from which
they were left out (`knowledge.held_out`): labelled questions often have a wording much like them, and what is fitted to
them alone counts on words in common more than a question nobody has seen allows. How well weights do on questions they
were not fitted to is told by cross-validation. Only the weights of libraries with other wordings are fitted, as the
shipped one is. ``founding`` and ``family`` are not fitted: they say how far the core goes before what was added to it
when both answer. Where a core article answers, the others that answer are not learned from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import yaml

from knowledge.cases import Case, read_cases
from knowledge.evidence import RANKING_FILE, Weights, gather, sides
from knowledge.families import raised
from knowledge.held_out import parts
from knowledge.index import LibraryIndex
from knowledge.lexical import language_of
from knowledge.questions import Question
from knowledge.search import Known

if TYPE_CHECKING:
    from knowledge.door import Knowledge

_BY_HAND = ("founding", "family")
KINDS = tuple(each.name for each in fields(Weights) if each.name not in _BY_HAND)
FOLDS = 5
_RIDGE = 1e-3
_ROUNDS = 600
_RATE = 0.05

Array = npt.NDArray[np.float64]


def weigh(knowledge: Knowledge, paths: Sequence[Path], file: Path = RANKING_FILE) -> str:
    """Fit the weights and write them; the table of what they do on the questions they were not fitted to."""
    cases = [case for case in read_cases(paths) if case.articles and not case.context]
    text = file.read_text(encoding="utf-8")
    content = yaml.load(text, yaml.CSafeLoader)
    index = knowledge.index_of("guidance")
    left_out = observe_left_out(knowledge)
    lines = [f"{'weights':<12} {'questions':>9} {'rec@1':>7} {'rec@3':>7}  (cross-validated)"]
    for language in ("en", "ru"):
        mine = [case for case in cases if language_of(case.question) == language]
        evidence, right = observe(knowledge, mine)
        row = content[language]["worded"]
        by_hand = {name: row[name] for name in _BY_HAND}
        lead = row["founding"] * index.standing.astype(np.float64)
        core = right & (index.standing == 1)
        wanted = np.where(core.any(axis=1, keepdims=True), core, right)
        unseen, unseen_right = left_out[language]
        everything, answers = np.concatenate([evidence, unseen]), np.concatenate([wanted, unseen_right])
        worth = raised(cross_validated(everything, answers, lead), index.parents, row["family"]) + lead
        asked, others = worth[: len(mine)], worth[len(mine) :]
        for told, found, expected in (
            (language, asked, right),
            (f"{language} core", asked, core),
            (f"{language} left out", others, unseen_right),
        ):
            lines.append(_told(told, found, expected))
        fitted = zip(KINDS, fit(everything, answers, lead), strict=True)
        content[language]["worded"] = {**{kind: round(float(value), 2) for kind, value in fitted}, **by_hand}
    file.write_text(_header(text) + _written(content), encoding="utf-8")
    return "\n".join(lines)


def _told(name: str, worth: Array, right: npt.NDArray[np.bool_]) -> str:
    asked = right.any(axis=1)
    first, third = recalls(worth[asked], right[asked])
    return f"{name:<12} {asked.sum():>9} {first:>7.3f} {third:>7.3f}"


def _header(text: str) -> str:
    lines = text.splitlines(keepends=True)
    return "".join(lines[: next(number for number, line in enumerate(lines) if not line.startswith(("#", "\n")))])


def _written(content: dict[str, dict[str, dict[str, float]]]) -> str:
    lines = []
    for language, rows in content.items():
        lines.append(f"{language}:\n")
        for kind, weights in rows.items():
            inner = ", ".join(f"{name}: {value}" for name, value in weights.items())
            lines.append(f"  {kind}: {{{inner}}}\n")
    return "".join(lines)


def observe(knowledge: Knowledge, cases: Sequence[Case]) -> tuple[Array, npt.NDArray[np.bool_]]:
    """Evidence by question, article and kind; which articles are right."""
    return _observed(knowledge, knowledge.index_of("guidance"), cases)


def observe_left_out(knowledge: Knowledge) -> dict[str, tuple[Array, npt.NDArray[np.bool_]]]:
    """The same by language, for wordings asked of an index without them."""
    found: dict[str, list[tuple[Array, npt.NDArray[np.bool_]]]] = {"en": [], "ru": []}
    for index, _, cases in parts(knowledge):
        for language, observed in found.items():
            mine = [case for case in cases if case.articles and language_of(case.question) == language]
            observed.append(_observed(knowledge, index, mine))
    return {
        language: (np.concatenate([each for each, _ in observed]), np.concatenate([each for _, each in observed]))
        for language, observed in found.items()
    }


def _observed(knowledge: Knowledge, index: LibraryIndex, cases: Sequence[Case]) -> tuple[Array, npt.NDArray[np.bool_]]:
    questions = knowledge.questions(index, [case.question for case in cases])
    evidence = np.stack([_of_all_kinds(index, question) for question in questions])
    right = np.asarray([[name in case.articles for name in index.ids] for case in cases])
    return evidence, right


def _of_all_kinds(index: LibraryIndex, question: Question) -> Array:
    found = gather(index, question).kinds
    known = Known(*sides(index, question.language), question)
    numbers = range(len(index.ids))
    columns = {
        **found,
        "short": np.asarray([known.like_short(number) for number in numbers]),
        "cover": np.asarray([known.covered_by(number) for number in numbers]),
    }
    nothing = np.zeros(len(index.ids))
    return np.stack([columns.get(kind, nothing) for kind in KINDS], axis=1).astype(np.float64)


def fit(evidence: Array, right: npt.NDArray[np.bool_], lead: Array | float = 0.0) -> Array:
    """Weights of the kinds beside a lead some articles have, none below nothing, by Adam: no chance is in it."""
    weights = np.ones(evidence.shape[2])
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _ROUNDS + 1):
        worth = evidence @ weights + lead
        chance = np.exp(worth - worth.max(axis=1, keepdims=True))
        chance /= chance.sum(axis=1, keepdims=True)
        hit = (chance * right).sum(axis=1, keepdims=True) + 1e-9
        surplus = (chance - chance * right / hit) / len(evidence)
        gradient = np.tensordot(surplus, evidence, axes=([0, 1], [0, 1])) + 2 * _RIDGE * weights
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient**2
        rate = _RATE * (1 - 0.9 * step / _ROUNDS)
        weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-12)
        weights = np.maximum(weights, 0.0)
    return weights


def cross_validated(evidence: Array, right: npt.NDArray[np.bool_], lead: Array | float = 0.0) -> Array:
    """Worth by question and article without the lead, every question weighed with weights fitted to other ones."""
    order = np.random.default_rng(0).permutation(len(evidence))
    worth = np.zeros(evidence.shape[:2])
    for fold in range(FOLDS):
        asked = order[fold::FOLDS]
        others = np.setdiff1d(order, asked)
        worth[asked] = evidence[asked] @ fit(evidence[others], right[others], lead)
    return worth


def recalls(worth: Array, right: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """Recall at 1 and 3."""
    best = np.argsort(-worth, axis=1, kind="stable")[:, :3]
    hits = np.take_along_axis(right, best, axis=1)
    return float(hits[:, 0].mean()), float(hits.any(axis=1).mean())
