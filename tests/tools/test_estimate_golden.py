"""Whole estimates kept as files, so that a change of the model is seen in every figure it moves."""

import json

import pytest

from benchmarks.estimate import priced_briefs
from tools.brief import Brief
from tools.estimate import compare, estimate
from tools.quotes import check_quotes

BRIEFS = priced_briefs("estimates")
QUOTES = [
    {"vendor": "Alpha", "price": {"amount": 12, "currency": "USD"}, "unit": "per_hour"},
    {"vendor": "Beta", "price": {"amount": 1.2, "currency": "USD"}, "unit": "per_hour"},
    {"price": {"amount": 0.45, "currency": "USD"}, "unit": "per_minute"},
]


def written(found):
    return json.dumps(found.to_json(), ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize("name", BRIEFS)
def test_estimate(name, golden):
    language, brief = BRIEFS[name]
    golden(f"estimates/{name}.json", written(estimate(Brief.parse(brief), language=language)))


def test_comparison(golden):
    language, shop = BRIEFS["shop_around_the_clock"]
    shorter = {**shop, "coverage": {"open": "09:00", "close": "21:00", "days_per_week": 5}}
    sides = [estimate(Brief.parse(brief), language=language) for brief in (shop, shorter)]
    golden("estimates/shorter_hours.json", written(compare(*sides, language)))


def test_quotes(golden):
    brief = {"home_country": "US", "provider_countries": ["PH"], "quotes": QUOTES,
             "channels": {"phone": {"contacts_per_month": 3000, "aht_seconds": 300}}}  # fmt: skip
    golden("estimates/three_quotes.json", written(check_quotes(Brief.parse(brief), "en")))
