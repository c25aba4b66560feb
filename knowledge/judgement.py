"""From signs to a probability that an article answers the question, and the least probability worth showing.

The coefficients are fitted on labelled questions by ``python -m knowledge calibrate`` and kept in `calibration.yaml`:
one set for questions seen with vectors and one for words alone, for each language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from knowledge.search import SIGN_NAMES, Signs

CALIBRATION_FILE = Path(__file__).parent / "calibration.yaml"
_CENTRE = "intercept"
_SAME = 0.85  # so like a title or a wording, with no word unknown, that it is that question
_NO_UNKNOWN = 0.05


@dataclass(frozen=True)
class Judge:
    """A logistic of the signs; ``threshold`` is the least probability at which a question is answered.

    Its questions are mostly unlike any wording; of one that is a wording, whatever else it is like, there is no doubt.
    """

    coefficients: Mapping[str, float]
    threshold: float

    def probability(self, signs: Signs) -> float:
        """Probability that the article answers the question."""
        judged = float(_logistic(sum(self.coefficients.get(each, 0.0) * value for each, value in _named(signs))))
        return max(judged, min(signs.short, 1.0)) if signs.short >= _SAME and signs.unknown < _NO_UNKNOWN else judged


def _named(signs: Signs) -> list[tuple[str, float]]:
    return [(_CENTRE, 1.0), *zip(SIGN_NAMES, signs.values(), strict=True)]


@cache
def load_judges(path: Path = CALIBRATION_FILE) -> Mapping[str, Judge]:
    """Judges by name: ``en.vectors``, ``en.words``, ``ru.vectors``, ``ru.words``."""
    content: Mapping[str, Any] = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return {name: Judge(entry["coefficients"], float(entry["threshold"])) for name, entry in content.items()}


def judge_for(language: str, with_vectors: bool) -> Judge:
    """The judge of questions in a language."""
    judges = load_judges()
    return judges[f"{'ru' if language == 'ru' else 'en'}.{'vectors' if with_vectors else 'words'}"]


def fit(
    signs: Sequence[Signs], right: Sequence[bool], kept: Sequence[str] = SIGN_NAMES, ridge: float = 1.0
) -> dict[str, float]:
    """Coefficients of a ridge logistic regression, by Newton's method; both outcomes weigh the same altogether."""
    columns = [SIGN_NAMES.index(each) for each in kept]
    matrix = np.asarray([each.values() for each in signs], dtype=np.float64)[:, columns]
    scale = matrix.std(axis=0) + 1e-9
    centre = matrix.mean(axis=0)
    features = np.hstack([np.ones((len(matrix), 1)), (matrix - centre) / scale])
    outcome = np.asarray(right, dtype=np.float64)
    share = max(min(outcome.mean(), 1 - 1e-6), 1e-6)
    importance = np.where(outcome > 0, 0.5 / share, 0.5 / (1 - share))
    beta = np.zeros(features.shape[1])
    penalty = np.full(len(beta), ridge)
    penalty[0] = 1e-6
    for _ in range(50):
        expected = _logistic(features @ beta)
        gradient = features.T @ (importance * (outcome - expected)) - penalty * beta
        curvature = (features * (importance * expected * (1 - expected))[:, None]).T @ features + np.diag(penalty)
        step = np.linalg.solve(curvature, gradient)
        beta += step
        if np.abs(step).max() < 1e-8:
            break
    slopes = beta[1:] / scale
    found = {_CENTRE: float(beta[0] - slopes @ centre)}
    found.update({name: float(slope) for name, slope in zip(kept, slopes, strict=True)})
    return found


def _logistic(value: Any) -> Any:
    return 1.0 / (1.0 + np.exp(-np.clip(value, -40, 40)))
