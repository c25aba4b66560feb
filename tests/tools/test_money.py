"""Amounts as ranges."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tools.money import percentile, spread

AMOUNTS = st.floats(-1e9, 1e9, allow_nan=False)


@given(arrays(np.float64, st.integers(1, 60), elements=AMOUNTS), st.sampled_from([0, 10, 25, 50, 90, 100]))
def test_a_percentile_is_that_of_numpy_to_the_last_bit(values, percent):
    assert percentile(np.sort(values), percent) == np.percentile(values, percent)


def test_of_random_draws_too():
    random = np.random.default_rng(1)
    for _ in range(200):
        draws = random.lognormal(8, 1, 1000)
        assert percentile(np.sort(draws), 10) == np.percentile(draws, 10)
        assert percentile(np.sort(draws), 90) == np.percentile(draws, 90)


def test_the_deterministic_case_is_no_draw_and_lies_in_its_range():
    found = spread(np.asarray([1000.0, *range(101)]))
    assert (found.low, found.typical, found.high) == (10, 1000, 1000)
    assert spread(np.asarray([7.0])).to_json() == {"low": 7.0, "typical": 7.0, "high": 7.0}
