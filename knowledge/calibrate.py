"""Fitting refusal to labelled questions: ``python -m knowledge calibrate tests/cases/retrieval/*.yaml``.

Every question is searched, the first article's signs are taken, and a logistic regression learns to tell questions that
can be answered from those that cannot. It also learns from wordings and off-topic questions the index was built without
(`knowledge.held_out`), as those it is given may have been answered by a wording written for just such questions. The
threshold is the one that refuses `MOST_REFUSED` of all that can be answered. Files whose name has ``held-out`` in it
are only measured on.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import yaml

from knowledge.cases import Case, read_cases
from knowledge.held_out import parts
from knowledge.judgement import CALIBRATION_FILE, Judge, fit
from knowledge.lexical import language_of
from knowledge.search import SIGN_NAMES, Signs, rank

if TYPE_CHECKING:
    from knowledge.door import Knowledge

MOST_REFUSED = 0.028
_VECTOR_SIGNS = ("cosine", "cosine_above", "nearness", "off_topic_cosine", "neighbours", "topic")
_HEADER = (
    "# Written by `python -m knowledge calibrate` from the labelled questions of tests/cases/retrieval; "
    "not edited by hand.\n"
)

Observed = tuple[Case, Signs, bool]


def calibrate(knowledge: Knowledge, paths: Sequence[Path], file: Path = CALIBRATION_FILE) -> str:
    """Fit and write the judges; the table of what they do on the fitted and the held-out questions."""
    cases = read_cases(paths)
    content: dict[str, Any] = {}
    lines = [f"{'judge':<12} {'questions':>9} {'refused, no answer':>19} {'refused, answerable':>20}"]
    left_out = observe_left_out(knowledge)
    for mode in ("vectors", "words"):
        with_vectors = mode == "vectors"
        observed = observe(knowledge, cases, with_vectors=with_vectors)
        for language in ("en", "ru"):
            mine = [each for each in observed if language_of(each[0].question) == language]
            unseen = [each for each in left_out[with_vectors] if language_of(each[0].question) == language]
            given = [each for each in mine if "held-out" not in each[0].file]
            fitted = given + unseen
            kept = [name for name in SIGN_NAMES if mode == "vectors" or name not in _VECTOR_SIGNS]
            coefficients = fit([signs for _, signs, _ in fitted], [bool(case.articles) for case, _, _ in fitted], kept)
            judge = Judge(coefficients, 0.5)
            threshold = _threshold(judge, fitted)
            judge = Judge(coefficients, threshold)
            content[f"{language}.{mode}"] = {
                "threshold": round(threshold, 4),
                "coefficients": {name: round(value, 4) for name, value in coefficients.items()},
            }
            measured = [each for each in mine if "held-out" in each[0].file]
            for told, part in (("given", given), ("left out", unseen), ("held out", measured)):
                if part:
                    lines.append(_told(f"{language}.{mode}", told, judge, part))
    file.write_text(_HEADER + yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=120), encoding="utf-8")
    return "\n".join(lines)


def observe(knowledge: Knowledge, cases: Sequence[Case], *, with_vectors: bool = True) -> list[Observed]:
    """The first article's signs for every question, and whether that article is right."""
    found = knowledge.candidates([case.question for case in cases], top=1, with_vectors=with_vectors)
    observed = []
    for case, (_, firsts) in zip(cases, found, strict=True):
        if firsts:
            observed.append((case, firsts[0].signs, firsts[0].article.id in case.articles))
    return observed


def observe_left_out(knowledge: Knowledge) -> dict[bool, list[Observed]]:
    """The same for questions the library has never seen, with vectors and without."""
    observed: dict[bool, list[Observed]] = {True: [], False: []}
    for index, contrast, cases in parts(knowledge):
        questions = knowledge.questions(index, [case.question for case in cases])
        for case, question in zip(cases, questions, strict=True):
            for with_vectors, found in observed.items():
                asked = question if with_vectors else question.with_vector(None)
                firsts = rank(index, asked, contrast, 1, question.language)
                if firsts:
                    found.append((case, firsts[0].signs, firsts[0].article.id in case.articles))
    return observed


def _threshold(judge: Judge, observed: Sequence[Observed]) -> float:
    """The probability below which `MOST_REFUSED` of the answerable questions fall, kept within reason."""
    answerable = [judge.probability(signs) for case, signs, _ in observed if case.articles]
    return float(np.clip(np.quantile(answerable, MOST_REFUSED), 0.05, 0.9)) if answerable else 0.5


def _told(name: str, part: str, judge: Judge, observed: Sequence[Observed]) -> str:
    hopeless = [judge.probability(signs) < judge.threshold for case, signs, _ in observed if not case.articles]
    answerable = [judge.probability(signs) < judge.threshold for case, signs, _ in observed if case.articles]
    shares = [f"{np.mean(each):.3f} of {len(each)}" if each else "—" for each in (hopeless, answerable)]
    return f"{name:<12} {part:>9} {shares[0]:>19} {shares[1]:>20}"
