"""Laws every estimate keeps, over generated briefs: hundreds, or thousands with `--hypothesis-profile thorough`."""

import itertools
import json
import os
import subprocess
import sys
from datetime import timedelta

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tools.brief import Brief
from tools.comparison import compare
from tools.estimate import estimate

USUAL = settings.default.max_examples
CHECKED = settings(
    # A whole estimate takes long: a quarter of what other laws get, but a thousand where thousands are asked for.
    max_examples=USUAL // 4 if USUAL < 1000 else max(USUAL // 4, 1000),
    deadline=timedelta(seconds=20),
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
COUNTRIES = ["US", "GB", "DE", "RU", "KZ", "AU", "FR", "IN", "PH", "BR", "AE", "ZA", "PL", "NO", "JP", "EE"]
LANGUAGES = [["en"], ["ru"], ["ru", "en"], ["en", "es"], ["de", "en", "fr"], ["pl", "uk", "en", "de"]]
RATES = [{"USD/RUB": 60}, {"USD/RUB": 140}, {"EUR/USD": 1.4}, {"PHP/USD": 0.01}]

volumes = st.one_of(st.integers(0, 40), st.integers(0, 40_000))
handle_times = st.one_of(st.none(), st.integers(60, 1500))


@st.composite
def channels(draw):
    names = draw(st.lists(st.sampled_from(["phone", "email", "chat", "social"]), min_size=1, max_size=3, unique=True))
    found = {}
    for name in names:
        entry = {"contacts_per_month": draw(volumes)}
        seconds = draw(handle_times)
        if seconds is not None:
            entry["aht_seconds"] = seconds
        found[name] = entry
    return found


@st.composite
def briefs(draw):
    brief = {"channels": draw(channels())}
    optional = {
        "home_country": st.sampled_from(COUNTRIES),
        "location": st.sampled_from(["onshore", "nearshore", "offshore"]),
        "coverage": st.sampled_from([{"hours_per_day": h, "days_per_week": d} for h in (8, 12, 24) for d in (5, 7)]),
        "support_level": st.sampled_from(["basic", "technical", "expert"]),
        "languages": st.sampled_from(LANGUAGES),
        "industry": st.sampled_from(["ecommerce", "saas", "fintech", "government", "other"]),
        "compliance": st.sampled_from([["gdpr"], ["pci_dss"], ["hipaa"]]),
        "pricing_model": st.sampled_from(["per_hour", "per_contact", "per_minute", "per_resolution"]),
        "peak_factor": st.sampled_from([1, 1.5]),
        "exchange_rates": st.sampled_from(RATES),
        "contract_months": st.integers(1, 48),
    }
    for name, values in optional.items():
        if draw(st.booleans()):
            brief[name] = draw(values)
    return brief


def priced(brief, language="en"):
    return estimate(Brief.parse(brief), language=language)


def in_cents(values):
    return round(sum(round(value * 100) for value in values))


@CHECKED
@given(briefs())
def test_parts_add_up_and_ranges_are_in_order(brief):
    found = priced(brief).to_json()
    for period, total in (("monthly", found["monthly"]), ("one_time", found["one_time"])):
        parts = [line["amount"]["typical"] for line in found["lines"] if line["period"] == period]
        assert in_cents(parts) == round(total["typical"] * 100)
    year = 12 * found["monthly"]["typical"] + found["one_time"]["typical"]
    assert abs(found["first_year"]["typical"] - year) < 0.005
    ranges = [found[key] for key in ("monthly", "one_time", "first_year", "per_contact", "per_resolution")]
    ranges += [line["amount"] for line in found["lines"]]
    ranges += [found_range for option in found["billing"] for found_range in (option["unit_price"], option["monthly"])]
    ranges += [found_range for way in found["scenarios"] for found_range in (way["monthly"], way["first_year"])]
    for one in ranges:
        assert one["low"] <= one["typical"] <= one["high"], one
    assert all(line["amount"]["typical"] != 0 for line in found["lines"])
    assert all(line["formula"] and line["inputs"] and line["article"] for line in found["lines"])


@CHECKED
@given(briefs())
def test_every_assumed_figure_names_its_parameter_and_source(brief):
    found = priced(brief, "ru").to_json()
    for line in found["lines"]:
        for item in line["inputs"]:
            assert item["origin"] in ("stated", "assumed", "computed")
            if item["origin"] == "assumed":
                assert item["parameter"]
                assert item["source"]["title"]
                assert item["source"]["date"]
    for assumption in found["assumptions"]:
        assert assumption["low"] <= assumption["typical"] <= assumption["high"]


@CHECKED
@given(briefs(), st.sampled_from([1.1, 1.5, 3]))
def test_more_contacts_never_cost_less(brief, factor):
    more = {
        **brief,
        "channels": {
            name: {**entry, "contacts_per_month": entry["contacts_per_month"] * factor}
            for name, entry in brief["channels"].items()
        },
    }
    before, after = priced(brief), priced(more)
    assert after.monthly.typical >= before.monthly.typical * 1 - 1


@CHECKED
@example({"channels": {"social": {"contacts_per_month": 2011}, "phone": {"contacts_per_month": 0}},
          "home_country": "US", "support_level": "basic", "pricing_model": "per_resolution"})  # fmt: skip
@given(briefs())
def test_longer_coverage_never_needs_fewer_hours_or_less_money(brief):
    hours, totals = [], []
    for day, week in ((8, 5), (12, 5), (12, 7), (24, 7)):
        brief["coverage"] = {"hours_per_day": day, "days_per_week": week}
        found = priced(brief)
        hours.append(found.extras["paid_hours_per_month"])
        totals.append(float(found.monthly.typical))
    for figures in (hours, totals):
        assert all(longer >= shorter * 0.999 - 0.05 for shorter, longer in itertools.pairwise(figures)), figures


@CHECKED
@example({"home_country": "RU", "languages": ["ru", "en"], "channels": {"phone": {"contacts_per_month": 1}}})
@given(briefs())
def test_farther_never_costs_more_at_typical_rates(brief):
    totals, hours = [], []
    for location in ("onshore", "nearshore", "offshore"):
        brief["location"] = location
        found = priced(brief)
        totals.append(float(found.monthly.typical))
        hours.append(found.extras["hour"]["paid"]["typical"])
    for figures in (totals, hours):
        assert all(nearer >= farther * 0.9999 - 0.05 for nearer, farther in itertools.pairwise(figures)), figures


@CHECKED
@given(briefs())
def test_the_options_side_by_side_are_no_dearer_farther_away(brief):
    ways = {way.id: float(way.monthly.typical) for way in priced(brief).scenarios}
    totals = [ways[tier] for tier in ("onshore", "nearshore", "offshore") if tier in ways]
    assert totals
    assert all(nearer >= farther * 0.9999 - 0.05 for nearer, farther in itertools.pairwise(totals)), ways


@CHECKED
@given(briefs(), st.integers(1, 24))
def test_a_shorter_contract_is_never_cheaper_by_the_month(brief, months):
    totals = []
    for term in (months, months + 6, 36):
        brief["contract_months"] = term
        totals.append(float(priced(brief).monthly.typical))
    assert all(shorter >= longer - 0.05 for shorter, longer in itertools.pairwise(totals)), totals


@CHECKED
@given(briefs(), st.integers(1, 60), st.integers(800, 6000))
def test_the_halved_saving_is_half_and_a_loss_stays_whole(brief, agents, salary):
    brief["in_house"] = {"agents": agents, "salary_per_month": {"amount": salary, "currency": "USD"}}
    found = priced(brief)
    saving, halved = found.savings, found.savings["halved"]
    once = float(found.one_time.typical)
    assert saving["monthly"] == round(float(found.in_house.monthly.typical - found.monthly.typical), 2)
    assert abs(halved["monthly"] - min(saving["monthly"], saving["monthly"] / 2)) <= 0.011
    for one in (saving, halved):
        assert abs(one["first_year"] - (12 * one["monthly"] - once)) <= 0.07
        assert (one["payback_months"] is None) == (once > 120 * max(one["monthly"], 0))
        assert one["npv"] <= one["monthly"] * saving["contract_months"] - once + 1 or one["monthly"] <= 0
    assert halved["npv"] <= saving["npv"] + 0.01
    low, typical, high = (saving["monthly_range"][end] for end in ("low", "typical", "high"))
    assert low <= typical <= high


@CHECKED
@given(briefs())
def test_an_estimate_differs_from_itself_by_nothing(brief):
    found = priced(brief)
    difference = compare(found, found)
    assert difference.is_same
    assert difference.reasons == ()
    assert difference.monthly.before == difference.monthly.after


def test_the_same_brief_gives_the_same_bytes_in_another_process():
    brief = {
        "channels": {"phone": {"contacts_per_month": 5000}, "chat": {}, "email": {"contacts_per_month": 700}},
        "languages": ["ru", "en"],
        "industry": "fintech",
        "provider_countries": ["KZ", "GE"],
        "in_house": {"agents": 9},
        "quotes": [{"vendor": "Alpha", "price": {"amount": 9, "currency": "USD"}, "unit": "per_hour"}],
    }
    command = [sys.executable, "-m", "tools", "estimate", "-"]
    outputs = {
        subprocess.run(
            command, input=json.dumps(brief).encode(), capture_output=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(outputs) == 1
    assert json.loads(outputs.pop())["monthly"] == priced(brief).to_json()["monthly"]


@CHECKED
@given(briefs())
def test_the_language_changes_words_and_not_figures(brief):
    english, russian = priced(brief, "en"), priced(brief, "ru")
    assert english.monthly == russian.monthly
    assert english.currency == russian.currency
    assert [line.amount for line in english.lines] == [line.amount for line in russian.lines]
    assert [way.monthly for way in english.scenarios] == [way.monthly for way in russian.scenarios]
    assert english.next_questions == russian.next_questions
    assert english.fingerprint == russian.fingerprint


@CHECKED
@given(briefs())
def test_what_was_stated_is_not_asked(brief):
    for field in priced(brief).next_questions:
        assert field == "channels" or field not in Brief.parse(brief), field
