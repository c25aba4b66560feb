"""The judge of trades: what it adds to what the rules found, and what it leaves alone."""

from __future__ import annotations

import pytest

from assistant.reading import read
from assistant.reading.judge import NOTHING
from assistant.reading.judged_trade import judge_of_trades, with_trade
from assistant.reading.result import Change
from assistant.reading.scene import look
from assistant.reading.trade_aspects import trade_features
from assistant.reading.trade_names import trade_lists
from tools.brief_fields import INDUSTRIES


def test_the_trades_judged_are_those_of_a_brief() -> None:
    assert set(judge_of_trades().aspects) == {*INDUSTRIES, NOTHING}


@pytest.mark.parametrize("text", ["We press plums and bottle the juice.", "Пассажиры звонят нам весь день.", "?"])
def test_features_are_fractions_and_probabilities_add_up(text: str) -> None:
    found = trade_features(look(text, "en"), {"channels": {}})
    assert all(0.0 <= value <= 1.0 for value in found.values())
    assert sum(judge_of_trades().probabilities(found).values()) == pytest.approx(1.0, abs=1e-5)


def test_a_trade_told_by_its_customers_is_taken_where_the_rules_found_none() -> None:
    text = "Our patients ring us 900 times a week to move their appointments."
    assert read(text).brief["industry"] == "healthcare"


def test_a_trade_known_already_is_left_alone() -> None:
    scene = look("Our patients ring us 900 times a week.", "en")
    assert with_trade(scene, (), {"industry": "ecommerce"}) == ()


@pytest.mark.parametrize("text", ["What does an agent hour cost in Poland?", "Сделайте 12 операторов.", "Thank you!"])
def test_no_trade_is_made_up(text: str) -> None:
    assert with_trade(look(text, "en"), (), {}) == ()


def test_the_trade_of_the_rules_is_kept_where_nothing_speaks_against_it() -> None:
    scene = look("We are a bank in Ghana.", "en")
    told = Change("set", "industry", "fintech", 9, 13, "bank")
    assert with_trade(scene, (told,), {}) == (told,)


def test_words_belong_to_lists_of_things_and_to_trades() -> None:
    assert {"logistics", "freight"} <= trade_lists()["parcel"]
    assert "telecom" in trade_lists()["абонент"]
