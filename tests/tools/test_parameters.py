"""The shipped parameters: they load, rest on sources, and keep the order the market keeps."""

import re
import statistics
from itertools import pairwise

import pytest
import yaml

from knowledge.sources import source_of
from tools.parameter import PARAMETERS_FOLDER, Parameters, is_unit
from tools.places import group_of, markets

PARAMETERS = Parameters.load()
HOURLY = PARAMETERS.under("rates.hourly")
HOMES = sorted({home for group in markets().values() if isinstance(group, dict) for home in group.get("members", ())}
               & set(HOURLY))  # fmt: skip
REQUIRED_PROVIDERS = """
    US GB CA AU NZ IE DE FR NL ES IT PT SE PL RO BG HU CZ RS UA TR GE AM KZ UZ KG BY RU EG MA TN ZA KE NG GH
    IN PK BD LK PH MY ID VN TH CN MX CO CR DO SV GT HN JM BR AR PE CL
""".split()  # noqa: SIM905
REQUIRED = """
    aht.phone aht.email aht.chat aht.social aht.multiplier.technical aht.multiplier.expert volume.mix.phone
    staffing.shrinkage.breaks staffing.shrinkage.training staffing.shrinkage.leave staffing.shrinkage.absence
    staffing.shrinkage.other staffing.max_occupancy staffing.patience_seconds staffing.service_level.phone.percent
    staffing.service_level.phone.seconds staffing.response_hours.email staffing.response_hours.social
    staffing.chat_concurrency staffing.chat_slowdown staffing.peak_factor staffing.hours_per_week
    staffing.night_share fees.qa_month fees.reporting_month fees.integration_month fees.telephony_minute
    fees.seat_licence
    fees.transaction fees.minimum_month one_time.setup one_time.integration one_time.training_weeks
    one_time.knowledge_transfer_weeks one_time.ramp_weeks one_time.ramp_productivity one_time.parallel_weeks
    one_time.data_protection client_side.vendor_management_fraction exit.months contract.indexation
    in_house.attrition in_house.replacement_cost in_house.supervisor_span in_house.qa_span ai.resolution
    ai.price_per_resolution ai.setup fcr fx.RUB fx.EUR fx.GBP tax.vat.RU tax.reverse_charge npv.discount
""".split()  # noqa: SIM905


def in_dollars(parameter, end="typical"):
    currency = parameter.currency
    return getattr(parameter, end) / (1 if currency == "USD" else PARAMETERS[f"fx.{currency}"].typical)


@pytest.mark.parametrize("identity", REQUIRED)
def test_required_parameter_is_there(identity):
    assert identity in PARAMETERS


@pytest.mark.parametrize("country", REQUIRED_PROVIDERS)
def test_provider_country_has_a_rate(country):
    assert HOURLY[country].currency in {"USD", "RUB"}


def test_every_unit_is_known_and_every_source_resolves():
    for parameter in PARAMETERS.values():
        assert is_unit(parameter.unit)
        for reference in parameter.sources:
            source, _ = source_of(reference)
            assert source.title


def test_home_countries_have_wages_and_contributions():
    wages, burden = PARAMETERS.under("wages.month"), PARAMETERS.under("burden")
    assert set(wages) == set(burden)
    assert len(wages) >= 25
    for country, wage in wages.items():
        assert wage.currency == "USD" or f"fx.{wage.currency}" in PARAMETERS, country


@pytest.mark.parametrize("end", ["low", "typical"])
def test_an_hour_is_billed_above_what_it_is_paid(end):
    """An outsourcer cannot bill less than it pays: pay and contributions over 168 paid hours."""
    for country, wage in PARAMETERS.under("wages.month").items():
        if country in HOURLY:
            paid = in_dollars(wage, end) * (1 + getattr(PARAMETERS[f"burden.{country}"], end)) / 168
            assert paid < in_dollars(HOURLY[country], end), country


@pytest.mark.parametrize("home", HOMES)
def test_far_is_not_dearer_than_near_nor_near_than_home(home):
    """Medians, seen from each home country: offshore ≤ nearshore, and nearshore < home where home is dear."""
    group = group_of(home)
    near = [in_dollars(HOURLY[code]) for code in group["nearshore"] if code in HOURLY and code != home]
    far = [in_dollars(HOURLY[code]) for code in group["offshore"] if code in HOURLY and code != home]
    if group is markets()["cis"]:
        # Inside the CIS prices differ little, and what is offshore there is bought for English, not for price.
        assert statistics.median(far) <= statistics.median(near) * 1.1
    else:
        assert statistics.median(far) <= statistics.median(near)
    if in_dollars(HOURLY[home]) > 19:
        assert statistics.median(near) < in_dollars(HOURLY[home])


@pytest.mark.parametrize("group", ["rates.region", "rates.minute", "rates.agent_month"])
@pytest.mark.parametrize("end", ["low", "typical", "high"])
def test_regional_prices_rise_towards_home(group, end):
    prices = [getattr(PARAMETERS[f"{group}.{place}"], end) for place in ("offshore", "nearshore", "onshore")]
    assert prices == sorted(prices)


def test_premiums_rise_with_what_they_are_for():
    for group, order in (("support_level", ("technical", "expert")), ("language", ("common", "uncommon", "rare"))):
        values = [PARAMETERS[f"premiums.{group}.{name}"].typical for name in order]
        assert all(first < second for first, second in pairwise([1.0, *values]))


def test_breakdown_and_channel_mix_add_up_to_the_whole():
    for group in ("breakdown", "volume.mix"):
        assert sum(part.typical for part in PARAMETERS.under(group).values()) == pytest.approx(1)


def test_shrinkage_components_compound_to_the_published_total():
    available = 1.0
    for part in PARAMETERS.under("staffing.shrinkage").values():
        if part.id != "staffing.shrinkage.total":
            available *= 1 - part.typical
    total = PARAMETERS["staffing.shrinkage.total"]
    assert 1 - available == pytest.approx(total.typical, abs=0.02)


def test_bottom_up_price_of_russia_lies_in_its_rate():
    """(pay × contributions + seat + technology) ÷ billable hours × (1 + management) ÷ (1 − margin)."""
    value = {name: parameter.typical for name, parameter in PARAMETERS.items()}
    direct = value["wages.month.RU"] * (1 + value["burden.RU"])
    direct += value["bottom_up.seat_month.RU"] + value["bottom_up.technology_month.RU"]
    hour = direct / value["bottom_up.billable_hours_month.RU"] * (1 + value["bottom_up.management.RU"])
    hour /= 1 - value["bottom_up.margin.RU"]
    assert hour == pytest.approx(PARAMETERS["rates.hourly.RU"].typical, rel=0.25)
    assert PARAMETERS["rates.hourly.RU"].low < hour < PARAMETERS["rates.hourly.RU"].high


@pytest.mark.parametrize("country", ["KZ", "BY", "UZ", "AM", "KG", "GE", "AZ", "MD", "UA"])
def test_bottom_up_price_of_neighbours_lies_in_their_rate(country):
    """Where nobody publishes prices, pay and the common costs of an outsourcer must lead to the rate given."""
    value = {name: parameter.typical for name, parameter in PARAMETERS.items()}
    direct = in_dollars(PARAMETERS[f"wages.month.{country}"]) * (1 + value[f"burden.{country}"])
    direct += value["bottom_up.seat_month"] + value["bottom_up.technology_month"]
    hour = direct / value["bottom_up.billable_hours_month"] * (1 + value["bottom_up.management"])
    hour /= 1 - value["bottom_up.margin"]
    assert HOURLY[country].low < hour < HOURLY[country].high


# -- what a parameter says against what its sources say ---------------------------------------------------------------

SCALES = {
    "USD/hour": (r"per agent hour|per seat hour|per hour", "USD", 1),
    "USD/minute": (r"per minute|per talk minute", "USD", 1),
    "USD/agent/month": (r"per dedicated agent per month|per agent per month \(all in\)", "USD", 1),
    "USD/seat/month": (r"per (agent|seat|user) per month", "USD", 1),
    "USD/resolution": (r"per (AI|automated)", "USD", 1),
    "USD/month": (r"per month$", "USD", 1),
    "RUB/month": (r"per month$", "RUB", 1),
    "GBP/month": (r"per year", "GBP", 12),
    "fraction": (r"^%", None, 100),
    "fraction/year": (r"^%", None, 100),
    "multiplier": (r"multiple of", None, 1),
    "seconds": (r"^minutes", None, 1 / 60),
    "chats": (r"simultaneous chats", None, 1),
    "agents/supervisor": (r"agents per supervisor", None, 1),
    "weeks": (r"^weeks", None, 1),
    "RUB/USD": (r"^roubles per US dollar", "RUB", 1),
    "EUR/USD": (r"^euros per US dollar", "EUR", 1),
}


# Worked out of several facts or out of a fact's words, as their notes and the statements say; not a figure repeated.
COMPOSED = {
    "bottom_up.management": "15 % of the price is named in the statement of hourly-rates-008",
    "breakdown.technology": "what labour leaves: 25 % of cost by inhouse-058",
    "breakdown.training_management": "15 % of the price is named in the statement of hourly-rates-008",
    "fees.telephony_minute": "the line minute; at the high end the platform minute is added",
    "in_house.manager_span": "one manager per 20 agents is named in the statement of inhouse-026",
    "staffing.shrinkage.other": "what adherence of 93 % leaves",
    "burden.RU": "contributions of 30 % and injury insurance of 0.2 %",
    "burden.PH": "contributions and the thirteenth month added up",
}


def comparable(parameter):
    """The cited facts in the parameter's own unit, as (low, high)."""
    pattern, currency, divisor = SCALES.get(parameter.unit, (None, None, 1))
    for reference in parameter.sources:
        _, fact = source_of(reference)
        if fact is None or pattern is None or not re.search(pattern, fact.unit) or fact.currency != currency:
            continue
        figures = [figure / divisor for figure in (fact.low, fact.typical, fact.high) if figure is not None]
        if figures:
            yield min(figures), max(figures)


COMPARED = [
    parameter.id for parameter in PARAMETERS.values() if parameter.basis == "stated" and any(comparable(parameter))
]


def test_enough_parameters_can_be_compared_with_their_sources():
    assert len(COMPARED) >= 60


@pytest.mark.parametrize("identity", sorted(set(COMPARED) - set(COMPOSED)))
def test_range_meets_a_figure_of_its_sources(identity):
    parameter = PARAMETERS[identity]
    assert any(parameter.low <= high and low <= parameter.high for low, high in comparable(parameter))


def test_derived_rates_show_that_they_are_derived():
    """A rate taken from neighbours must show it: its range is at least ±20 % and its confidence low."""
    for rate in HOURLY.values():
        if rate.basis == "derived":
            assert rate.confidence == "low"
            assert rate.high / rate.low > 1.5, rate.id


def test_russian_labels_are_russian():
    foreign = [
        parameter.id
        for parameter in PARAMETERS.values()
        if not re.search("[а-яё]", parameter.label("ru")) or re.search("[а-яё]", parameter.label("en"))
    ]
    assert foreign == []


# -- the view ---------------------------------------------------------------------------------------------------------


def test_view_records_what_was_used_once_and_in_order():
    view = PARAMETERS.view()
    for identity in ("aht.phone", "rates.hourly.PH", "aht.phone"):
        assert view.use(identity) is PARAMETERS[identity]
    assert [parameter.id for parameter in view.used] == ["aht.phone", "rates.hourly.PH"]
    with pytest.raises(KeyError):
        view.use("rates.hourly.XX")


def test_under_gives_the_next_part_only():
    assert set(PARAMETERS.under("rates.minute")) == {"onshore", "nearshore", "offshore"}
    assert PARAMETERS.under("staffing.shrinkag") == {}


def test_files_hold_one_entry_for_each_parameter():
    entries = sum(
        len(yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)) for path in PARAMETERS_FOLDER.glob("*.yaml")
    )
    assert entries == len(PARAMETERS)
