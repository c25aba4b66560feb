"""The case with an AI agent in front: what a told share of resolved contacts comes to."""

import pytest

from tools.automated import automated
from tools.brief import Brief
from tools.estimate import estimate

CHATS_AND_CALLS = {
    "home_country": "US",
    "channels": {
        "chat": {"contacts_per_month": 6000, "aht_seconds": 480},
        "phone": {"contacts_per_month": 3000, "aht_seconds": 300},
    },
}


def _monthly(**shares: float) -> float:
    result = automated(Brief.parse(CHATS_AND_CALLS), shares)
    assert result is not None
    return float(result.with_agent.monthly.typical)


def test_the_usual_share_is_the_option_of_the_estimate() -> None:
    result = automated(Brief.parse(CHATS_AND_CALLS), {})
    assert result is not None
    option = next(way for way in result.without.scenarios if way.id == "ai_first")
    assert result.with_agent == option
    assert result.difference == pytest.approx(float(option.monthly.typical - result.without.monthly.typical))


def test_more_resolved_where_it_pays_costs_less() -> None:
    prices = [_monthly(chat=share) for share in (0.1, 0.3, 0.5, 0.7)]
    assert prices == sorted(prices, reverse=True)
    assert len(set(prices)) == len(prices)


def test_channels_not_named_are_left_to_people() -> None:
    assert _monthly(chat=0.4) == _monthly(chat=0.4, phone=0.0)
    assert _monthly(chat=0.4) != _monthly(chat=0.4, phone=0.4)


def test_nothing_resolved_costs_the_bot_on_top() -> None:
    result = automated(Brief.parse(CHATS_AND_CALLS), {"chat": 0.0})
    assert result is not None
    assert result.difference > 0


def test_a_headcount_alone_leaves_nothing_to_take_over() -> None:
    assert automated(Brief.parse({"agents": 10, "home_country": "US"}), {"chat": 0.4}) is None


def test_the_shares_told_change_no_other_estimate() -> None:
    before = automated(Brief.parse(CHATS_AND_CALLS), {})
    automated(Brief.parse(CHATS_AND_CALLS), {"chat": 0.9})
    assert automated(Brief.parse(CHATS_AND_CALLS), {}) == before


def test_people_and_the_agent_make_the_month() -> None:
    told = automated(Brief.parse(CHATS_AND_CALLS), {"chat": 0.4})
    assert told is not None
    found = told.to_json()
    assert found["upkeep"] > 0
    assert found["agent"] == pytest.approx(found["fees"] + found["upkeep"])
    assert found["people"] + found["agent"] == pytest.approx(found["with_agent"]["typical"])


def test_on_a_shared_desk_people_cost_what_the_contacts_left_to_them_cost_alone() -> None:
    few = {"home_country": "GB", "channels": {"phone": {"contacts_per_month": 900, "aht_seconds": 300}}}
    told = automated(Brief.parse(few), {"phone": 0.3})
    assert told is not None
    few["channels"] = {"phone": {"contacts_per_month": 630, "aht_seconds": 300}}
    assert told.to_json()["people"] == pytest.approx(float(estimate(Brief.parse(few)).monthly.typical), rel=0.01)
