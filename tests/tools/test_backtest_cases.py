"""The contracts the calculator is held against: real addresses, the words of the source, briefs it takes."""

import datetime
import re
from pathlib import Path

import pytest

from knowledge.checked_yaml import read_document
from tools.brief import Brief

DOCUMENT = read_document(Path(__file__).parents[2] / "docs" / "backtest" / "cases.yaml")
CASES = DOCUMENT.value
KEYS = {"id", "group", "buyer", "title", "url", "date", "requirement", "quotes", "brief", "price"}
PRICE_KEYS = {"amount", "currency", "measure", "year", "working", "covers"}


def test_the_file_is_sound_and_has_enough_cases():
    assert DOCUMENT.problems == []
    assert len(CASES) >= 15
    assert len({case["id"] for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case_is_complete(case):
    assert set(case) - {"also", "doubts"} == KEYS
    assert set(case["price"]) - {"low", "high"} == PRICE_KEYS
    assert all(re.match(r"https?://\S+\Z", url) for url in (case["url"], *case.get("also", ())))
    assert all(case["quotes"][part].strip() for part in ("requirement", "price"))
    assert case["price"]["measure"] in {"per_month", "per_hour", "per_minute", "per_contact"}
    assert case["price"]["year"] is None or case["price"]["year"] <= datetime.date.today().year
    Brief.parse(case["brief"])


@pytest.mark.parametrize(
    "case", [case for case in CASES if " / " in case["price"]["working"]], ids=lambda case: case["id"]
)
def test_amount_follows_from_the_quoted_figures(case):
    total, term = re.match(r"([\d,]+) / (\d+)", case["price"]["working"]).groups()
    assert case["price"]["amount"] == round(int(total.replace(",", "")) / int(term))
