"""Answering a question narrows the range."""

import pytest

from tools.brief import Brief
from tools.estimate import estimate
from tools.parameter import Parameters

START = {"home_country": "US", "channels": {"phone": {"contacts_per_month": 12_000}}}


def width(brief):
    found = estimate(Brief.parse(brief))
    return float(found.monthly.width), found


def typical_answers():
    parameters = Parameters.load()
    seconds = parameters["aht.phone"].typical
    return [
        ("location", "nearshore"),
        ("coverage", {"hours_per_day": 12, "days_per_week": 5}),
        ("channels.phone.aht_seconds", seconds),
        ("support_level", "basic"),
        ("compliance", ["gdpr"]),
        ("languages", ["en"]),
        ("peak_factor", parameters["staffing.peak_factor"].typical),
        ("pricing_model", "per_hour"),
    ]


def test_each_answer_keeps_or_narrows_the_range_and_all_of_them_halve_it():
    brief = Brief.parse(START)
    first = last = float(estimate(brief).monthly.width)
    for path, value in typical_answers():
        brief = brief.set(path, value)
        found = float(estimate(brief).monthly.width)
        assert found <= last * 1.03, path  # the draws leave a little noise
        last = found
    assert last < first / 2


@pytest.mark.parametrize("path", ["location", "channels.phone.aht_seconds", "support_level"])
def test_the_questions_that_matter_are_asked_first(path):
    found = estimate(Brief.parse(START))
    assert path in found.next_questions[:5]


def test_the_first_question_narrows_more_than_the_last():
    found = estimate(Brief.parse(START))
    answers = dict(typical_answers())
    ranked = [name for name in found.next_questions if name in answers]
    widths = [float(estimate(Brief.parse(START).set(name, answers[name])).monthly.width) for name in ranked]
    assert widths[0] == min(widths)


def test_the_tornado_is_sorted_and_moves_the_total():
    found = estimate(Brief.parse(START))
    swings = [abs(bar.high_total - bar.low_total) for bar in found.sensitivity]
    assert swings == sorted(swings, reverse=True)
    assert swings[0] > 0
