"""The back-test page says what the calculator gives now."""

import pytest

from benchmarks.backtest import PAGE, outcomes, page, summary


@pytest.fixture(scope="module")
def found():
    return outcomes()


def test_the_page_is_up_to_date(found):
    assert PAGE.read_text(encoding="utf-8") == page(found), "run python -m benchmarks.backtest"


def test_the_counts_are_of_these_cases(found):
    whole = summary(found)
    assert whole["cases"] == len(found) >= 15
    assert whole["inside"] == sum(one.low <= one.real <= one.high for one in found)
    assert whole["inside"] + whole["below"] + whole["above"] == whole["cases"]
