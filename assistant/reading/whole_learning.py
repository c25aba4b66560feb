"""Teach what whole sentences or messages say from labelled ones, by logistic regression.

Needs scikit-learn, which comes with sentence-transformers; the program itself weighs with numpy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from assistant.reading.whole import SIZE, Whole, places

Taught = tuple[str, str, str]  # text, language, label

_ROUNDS = 200


def teach(known: Sequence[Taught], labels: Sequence[str], strength: float, *, rarer: bool = False) -> Whole:
    """Weights fitted to examples; `strength` is the inverse of the penalty on their squares.

    With `rarer` a rarer label counts for more, by the root of how rare it is.
    """
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    rows = [places(text, language) for text, language, _ in known]
    starts = np.cumsum([0, *(len(row) for row in rows)])
    values = np.concatenate([np.full(len(row), 1 / np.sqrt(max(len(row), 1))) for row in rows])
    matrix = csr_matrix((values, np.concatenate(rows), starts), shape=(len(rows), SIZE))
    aims = [labels.index(label) for _, _, label in known]
    counts = Counter(aims)
    weights = {aim: (len(aims) / times) ** 0.5 for aim, times in counts.items()} if rarer else None
    fitted = LogisticRegression(C=strength, max_iter=_ROUNDS, class_weight=weights).fit(matrix, aims)
    exact, offsets = fitted.coef_, fitted.intercept_
    if len(labels) == 2:  # one row tells two labels apart: each gets a half of it
        exact, offsets = np.vstack([-exact / 2, exact / 2]), np.concatenate([-offsets / 2, offsets / 2])
    return Whole.of(labels, exact, offsets)
