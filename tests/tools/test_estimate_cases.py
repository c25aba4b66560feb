"""Estimates against figures worked out by hand or published; the cases are in tests/cases/estimates."""

import math
import re
from pathlib import Path

import pytest
import yaml

from tools.brief import Brief
from tools.errors import InputError
from tools.estimate import NeedMore, compare, estimate
from tools.places import home_of
from tools.quotes import check_quotes

FOLDER = Path(__file__).parents[1] / "cases" / "estimates"
CASES = [
    case
    for file in sorted(FOLDER.glob("*.yaml"))
    for case in yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)
]
KEYS = {"name", "brief", "currency", "lines", "monthly", "basis", "warnings", "hourly", "provider_between",
        "in_house_between", "fte_between"}  # fmt: skip


def between(value, ends):
    return ends[0] <= value <= ends[1]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case):
    assert set(case) <= KEYS
    found = estimate(Brief.parse(case["brief"]))
    assert found.currency == case["currency"]
    for name, amount in case.get("lines", {}).items():
        assert float(found.line(name).amount.typical) == pytest.approx(amount, abs=0.011), name
    if "monthly" in case:
        assert float(found.monthly.typical) == pytest.approx(case["monthly"], abs=0.03)
    assert found.basis == case.get("basis", found.basis)
    assert set(case.get("warnings", ())) <= {warning.id for warning in found.warnings}
    if "hourly" in case:
        assert found.extras["hour"]["billed"]["typical"] == pytest.approx(case["hourly"], abs=0.01)
    if "provider_between" in case:
        bill = sum(float(line.amount.typical) for line in found.lines
                   if line.period == "monthly" and line.category != "client_side")  # fmt: skip
        assert between(bill, case["provider_between"]), bill
    if "in_house_between" in case:
        assert between(float(found.in_house.monthly.typical), case["in_house_between"])
    if "fte_between" in case:
        assert between(found.extras["fte"], case["fte_between"]), found.extras["fte"]


def test_an_empty_brief_is_a_question():
    with pytest.raises(NeedMore) as caught:
        estimate(Brief.parse({"currency": "USD"}))
    assert caught.value.next_questions[0] == "contacts_per_month"
    assert str(caught.value).startswith("contacts_per_month: ")


def test_no_quote_to_check_is_a_question():
    with pytest.raises(NeedMore):
        check_quotes(Brief.parse({"agents": 3}))


def test_an_unknown_currency_is_refused_with_a_hint():
    with pytest.raises(InputError, match=r"exchange_rates: .*MNT.*hint: .*USD/MNT"):
        estimate(Brief.parse({"currency": "MNT", "agents": 3}))


def test_a_rate_the_user_stated_brings_an_unknown_currency_in():
    found = estimate(Brief.parse({"currency": "MNT", "exchange_rates": {"USD/MNT": 3500}, "agents": 3,
                                  "home_country": "US", "provider_countries": ["PH"]}))  # fmt: skip
    billed = next(option for option in found.billing if option.model == "per_hour")
    assert math.isclose(float(billed.unit_price.typical), 11 * 3500 * 1.1, rel_tol=0.02)


def test_savings_pay_back_and_are_halved():
    found = estimate(Brief.parse({"home_country": "US", "provider_countries": ["PH"], "agents": 20,
                                  "in_house": {"agents": 20}, "contract_months": 24}))  # fmt: skip
    savings = found.savings
    saved = float(found.in_house.monthly.typical - found.monthly.typical)
    assert savings["monthly"] == pytest.approx(saved, abs=0.01)
    assert savings["first_year"] == pytest.approx(12 * saved - float(found.one_time.typical), abs=0.02)
    assert savings["payback_months"] == pytest.approx(float(found.one_time.typical) / saved, abs=0.05)
    assert savings["halved"]["monthly"] == pytest.approx(saved / 2, abs=0.01)
    assert savings["halved"]["npv"] < savings["npv"]


def test_scenarios_hold_every_way_of_buying():
    found = estimate(Brief.parse({"home_country": "US", "channels": {"chat": {"contacts_per_month": 9000}}}))
    assert {"in_house", "onshore", "nearshore", "offshore", "shared", "ai_first"} == {way.id for way in found.scenarios}
    models = {"per_hour", "per_agent", "per_contact", "per_minute", "per_resolution"}
    assert models == {option.model for option in found.billing}
    assert all(option.risk for option in found.billing)


@pytest.mark.parametrize(
    ("brief", "country", "currency"),
    [
        ({}, "US", "USD"),
        ({"languages": ["en", "es"]}, "US", "USD"),
        ({"languages": ["ru", "en"]}, "RU", "RUB"),
        ({"languages": ["en", "ru"]}, "US", "USD"),
        ({"languages": ["ru"], "currency": "USD"}, "RU", "USD"),
        ({"languages": ["en"], "currency": "EUR"}, "DE", "EUR"),
        ({"languages": ["lv", "ru"], "currency": "EUR"}, "LV", "EUR"),
        ({"budget_per_month": {"amount": 90_000, "currency": "GBP"}, "languages": ["fr"]}, "GB", "GBP"),
        ({"quotes": [{"price": {"amount": 700, "currency": "RUB"}, "unit": "per_hour"}]}, "RU", "RUB"),
        ({"location": "onshore", "provider_countries": ["KZ"]}, "KZ", "KZT"),
        ({"provider_countries": ["PH"], "languages": ["en"]}, "US", "USD"),
        ({"compliance": ["ru_152fz"], "currency": "USD"}, "RU", "USD"),
        ({"compliance": ["gdpr"]}, "US", "USD"),
        ({"exchange_rates": {"USD/RUB": 90}}, "RU", "RUB"),
        ({"home_country": "FR", "languages": ["ru"], "currency": "GBP"}, "FR", "GBP"),
    ],
)
def test_the_home_is_read_off_the_brief(brief, country, currency):
    home = home_of(Brief.parse({**brief, "agents": 10}))
    assert (home.country, home.currency) == (country, currency)
    found = estimate(Brief.parse({**brief, "agents": 10}), language="ru")
    assert (found.extras["home_country"], found.currency) == (country, currency)


def test_a_home_that_nothing_hints_at_is_said_and_asked_first():
    brief = {"channels": {"chat": {"contacts_per_month": 3000}}}
    open_home, known = estimate(Brief.parse(brief)), estimate(Brief.parse({**brief, "home_country": "US"}))
    assert "home-unknown" in {warning.id for warning in open_home.warnings}
    assert open_home.next_questions[0] == "home_country"
    assert "home-unknown" not in {warning.id for warning in known.warnings}
    assert open_home.monthly.high / open_home.monthly.low > known.monthly.high / known.monthly.low


def test_another_default_home_holds_only_where_nothing_hints_at_one():
    chat = {"channels": {"chat": {"contacts_per_month": 3000}}}
    usual, russian = estimate(Brief.parse(chat)), estimate(Brief.parse(chat), default_home="RU")
    assert (russian.extras["home_country"], russian.currency) == ("RU", "RUB")
    assert russian.next_questions[0] == "home_country"
    assert russian.fingerprint != usual.fingerprint
    told = Brief.parse({**chat, "home_country": "US"})
    assert estimate(told, default_home="RU") == estimate(told)


QUOTED = {"home_country": "US", "provider_countries": ["PH", "IN"], "agents": 10, "quotes": [
    {"vendor": "Alpha", "price": {"amount": 9, "currency": "USD"}, "unit": "per_hour", "use": "estimate"}]}  # fmt: skip


def test_an_own_quote_is_the_price_of_its_place_and_of_no_other():
    brief = Brief.parse(QUOTED)
    quoted, market = estimate(brief), estimate(brief.remove("quotes"))
    assert quoted.extras["hour"]["billed"]["typical"] == pytest.approx(9, abs=0.01)
    assert market.extras["hour"]["billed"]["typical"] != pytest.approx(9, abs=0.5)
    ways, others = ({way.id: way.monthly for way in found.scenarios} for found in (quoted, market))
    assert ways["offshore"] == quoted.monthly
    assert ways["offshore"] != others["offshore"]
    for place in ("onshore", "nearshore", "provider_IN"):
        assert ways[place] == others[place]


def test_a_quote_that_is_only_compared_leaves_the_estimate_as_it_is():
    [quote] = QUOTED["quotes"]
    asked = {**QUOTED, "quotes": [{key: value for key, value in quote.items() if key != "use"}]}
    assert estimate(Brief.parse(asked)).monthly == estimate(Brief.parse(asked).remove("quotes")).monthly


@pytest.mark.parametrize(
    ("unit", "price", "invoice"),
    # 1,000 calls of three minutes: by the contact 1,000 × 1.2, by the minute 3,000 × 0.5.
    [("per_contact", 1.2, 1200), ("per_minute", 0.5, 1500)],
)
def test_an_own_quote_by_the_unit_is_the_price_of_the_shared_desk(unit, price, invoice):
    brief = {"home_country": "US", "channels": {"phone": {"contacts_per_month": 1000, "aht_seconds": 180}},
             "quotes": [{"price": {"amount": price, "currency": "USD"}, "unit": unit, "use": "estimate"}]}  # fmt: skip
    found = estimate(Brief.parse(brief))
    assert found.extras["arrangement"] == "shared"
    assert found.extras["invoice"]["typical"] == pytest.approx(invoice, abs=0.03)
    option = next(option for option in found.billing if option.model == unit)
    assert float(option.unit_price.typical) == pytest.approx(price)
    market = estimate(Brief.parse(brief).remove("quotes"))
    assert [way.monthly for way in found.scenarios if way.id == "onshore"] == [
        way.monthly for way in market.scenarios if way.id == "onshore"
    ]


@pytest.mark.parametrize(
    ("agents", "warning"),
    [(1, "own-team-smaller"), (6, None), (40, "own-team-larger")],
)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_team_of_today_far_from_the_work_is_said(agents, warning, language):
    brief = {"home_country": "US", "channels": {"phone": {"contacts_per_month": 4000, "aht_seconds": 300}},
             "coverage": {"hours_per_day": 9, "days_per_week": 5}, "in_house": {"agents": agents}}  # fmt: skip
    found = estimate(Brief.parse(brief), language=language)
    assert between(found.extras["fte"], (4.5, 8))
    said = {item.id: item.text for item in found.warnings if item.id.startswith("own-team")}
    assert list(said) == ([warning] if warning else [])
    assert all(str(agents) in text for text in said.values())
    wages = next(line for line in found.in_house.lines if line.id == "in_house.wages")
    assert wages.quantity == agents


def test_an_urgent_answer_in_short_hours_costs_more_and_says_how_high_its_peak_is():
    bills = []

    def said(seconds):
        brief = {"home_country": "US", "channels": {"email": {"contacts_per_month": 20_000}},
                 "coverage": {"hours_per_day": 8, "days_per_week": 5},
                 "service_level": {"email": {"percent": 90, "seconds": seconds}}}  # fmt: skip
        found = estimate(Brief.parse(brief))
        agents = sum(row["agents"] for row in found.staffing)
        bills.append(float(found.monthly.typical))
        return agents > found.extras["fte"] + 1, "response-peaks" in {warning.id for warning in found.warnings}

    assert said(3600) == (True, True)
    assert said(24 * 3600) == (False, False)
    assert between(bills[0] / bills[1], (1.05, 1.2))


def test_a_provider_at_home_bears_no_exchange_risk_and_a_far_one_no_night_premium():
    def said(**fields):
        brief = {"home_country": "GB", "coverage": {"hours_per_day": 24, "days_per_week": 7}, "agents": 30, **fields}
        return {warning.id: warning.text for warning in estimate(Brief.parse(brief)).warnings}

    home, far = said(location="onshore"), said(location="offshore")
    assert "currency-risk" not in home
    assert "currency-risk" in far
    shares = [int(re.match(r"(\d+)%", one["night-shift"]).group(1)) for one in (home, far)]
    assert between(shares[1], (20, 35))  # the weekend
    assert shares[0] > shares[1] + 20


def test_whole_quantities_are_written_whole():
    found = estimate(Brief.parse({"home_country": "RU", "agents": 10, "in_house": {"agents": 21}}), language="ru")
    shown = [line.formula.replace("\u00a0", " ") for line in (*found.lines, *found.in_house.lines)]
    assert any("10 ставок" in formula for formula in shown)
    assert any("21 ставка" in formula for formula in shown)
    assert not [formula for formula in shown if re.search(r"\d,0 (?!₽)", formula)]


@pytest.mark.parametrize(
    ("language", "team", "seats"),
    [
        ("ru", "Ваша команда: операторы 5 → операторы 7, зарплата в месяц 60 000 ₽", "рабочие места: 4 → 5"),
        ("en", "Your own team: agents 5 → agents 7, pay a month ₽60,000", "seats: 4 → 5"),
    ],
)
def test_reasons_of_a_change_are_in_words_and_whole_numbers(language, team, seats):
    brief = Brief.parse({"home_country": "RU", "pricing_model": "per_hour", "in_house": {"agents": 5},
                         "channels": {"phone": {"contacts_per_month": 760}}})  # fmt: skip
    later = brief.set("channels.phone.contacts_per_month", 1600).set("in_house.agents", 7)
    later = later.set("in_house.salary_per_month", {"amount": 60_000, "currency": "RUB"})
    found = compare(estimate(brief, language=language), estimate(later, language=language), language)
    assert team in [reason.replace("\u00a0", " ") for reason in found.reasons]
    assert seats in [change.reason for change in found.lines]


def test_a_package_of_contacts_costs_more_beyond_it():
    brief = {"home_country": "GB", "channels": {"phone": {"contacts_per_month": 600, "aht_seconds": 180}},
             "quotes": [{"price": {"amount": 350, "currency": "GBP"}, "unit": "per_month", "contacts_included": 200,
                         "price_beyond": {"amount": 1.6, "currency": "GBP"}}]}  # fmt: skip
    assert check_quotes(Brief.parse(brief)).quotes[0].monthly == pytest.approx(350 + 400 * 1.6)


def test_offers_count_their_own_people_and_else_those_the_work_needs():
    quotes = [
        {"price": {"amount": 100_000, "currency": "RUB"}, "unit": "per_agent", "agents": 22},
        {"price": {"amount": 100_000, "currency": "RUB"}, "unit": "per_agent"},
    ]
    brief = {"home_country": "RU", "agents": 3, "quotes": quotes,
             "channels": {"phone": {"contacts_per_month": 6000, "aht_seconds": 300}}}  # fmt: skip
    asked, rest = sorted(check_quotes(Brief.parse(brief), "ru").quotes, key=lambda each: -each.monthly)
    assert asked.monthly == pytest.approx(2_200_000)
    assert rest.monthly > 600_000
