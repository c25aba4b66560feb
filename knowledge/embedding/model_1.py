"""IBM Model 1 (Brown et al., 1993, "The Mathematics of Statistical Machine Translation"): what is said for what.

It learns in about a second, from texts of the same meaning in two languages, which words of the one stand for which of
the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

_MOST_STEMS_A_SIDE = 70
_MOST_CELLS = 3_000_000
_ROUNDS = 6

Weights = Mapping[str, float]


def model_1(pairs: Sequence[tuple[list[str], list[str]]]) -> tuple[dict[str, Weights], dict[str, Weights]]:
    """Translation probabilities of stems both ways, from the expected counts of IBM Model 1.

    Each text counts a stem once; the shortest pairs come first, as they say most about what goes with what.
    """
    russian_ids: dict[str, int] = {"": 0}
    english_ids: dict[str, int] = {}
    sized = sorted(pairs, key=lambda pair: len(pair[0]) * len(pair[1]))
    lefts, rights, groups = [], [], []
    cells = group = 0
    for russian, english in sized:
        left = [russian_ids.setdefault(each, len(russian_ids)) for each in dict.fromkeys(russian[:_MOST_STEMS_A_SIDE])]
        right = [english_ids.setdefault(each, len(english_ids)) for each in dict.fromkeys(english[:_MOST_STEMS_A_SIDE])]
        left.append(0)  # what has no counterpart goes with nothing
        cells += len(left) * len(right)
        if cells > _MOST_CELLS:
            break
        lefts.append(np.tile(np.asarray(left, dtype=np.int64), len(right)))
        rights.append(np.repeat(np.asarray(right, dtype=np.int64), len(left)))
        groups.append(np.repeat(np.arange(group, group + len(right)), len(left)))
        group += len(right)
    if not lefts or not english_ids:
        return {}, {}
    size = len(english_ids)
    keys, cell_key = np.unique(np.concatenate(lefts) * size + np.concatenate(rights), return_inverse=True)
    cell_group = np.concatenate(groups)
    key_left, key_right = np.divmod(keys, size)
    probability = np.ones(len(keys))
    counts: np.ndarray = probability
    for _ in range(_ROUNDS):
        likelihood = probability[cell_key]
        share = likelihood / np.bincount(cell_group, weights=likelihood, minlength=group)[cell_group]
        counts = np.bincount(cell_key, weights=share, minlength=len(keys))
        probability = counts / np.bincount(key_left, weights=counts)[key_left]
    given_english = counts / np.bincount(key_right, weights=counts)[key_right]
    russian_names, english_names = list(russian_ids), list(english_ids)
    forward: dict[str, dict[str, float]] = defaultdict(dict)
    backward: dict[str, dict[str, float]] = defaultdict(dict)
    enough = (counts > 0.3) & (key_left > 0)
    for index in np.flatnonzero(enough & ((probability > 0.05) | (given_english > 0.05))):
        left_name, right_name = russian_names[key_left[index]], english_names[key_right[index]]
        if probability[index] > 0.05:
            forward[left_name][right_name] = float(probability[index])
        if given_english[index] > 0.05:
            backward[right_name][left_name] = float(given_english[index])
    return dict(forward), dict(backward)
