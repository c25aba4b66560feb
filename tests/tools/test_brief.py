"""The brief: what is refused, what comes back, and what setting and removing do."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tools.brief import FIELDS, Brief, brief_schema
from tools.errors import InputError

CASES = Path(__file__).parents[1] / "cases" / "briefs"
REFUSED = yaml.load((CASES / "refused.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
ACCEPTED = yaml.load((CASES / "accepted.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: next(iter(case["problems"]))[:50])
def test_every_mistake_is_named_with_its_place_and_a_hint(case):
    with pytest.raises(InputError) as caught:
        Brief.parse(case["brief"])
    lines = str(caught.value).splitlines()
    for start, hint in case["problems"].items():
        found = [line for line in lines if line.startswith(start)]
        assert found, f"{start!r} not in {lines}"
        assert hint in found[0].partition("hint: ")[2]
    assert len(lines) == len(case["problems"]), lines


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: next(iter(case["problems"]))[:50])
def test_the_same_mistakes_are_named_in_russian(case):
    with pytest.raises(InputError) as english:
        Brief.parse(case["brief"])
    with pytest.raises(InputError) as russian:
        Brief.parse(case["brief"], language="ru")
    assert [p.path for p in russian.value.problems] == [p.path for p in english.value.problems]
    assert all(any("а" <= letter <= "я" for letter in p.message) for p in russian.value.problems)


@pytest.mark.parametrize("stated", ACCEPTED, ids=range(len(ACCEPTED)))
def test_a_right_brief_comes_back_as_stated(stated):
    assert Brief.parse(stated).to_json() == stated
    assert Brief.parse(Brief.parse(stated).to_json()) == Brief.parse(stated)


def test_an_unwanted_channel_is_told_from_one_not_mentioned():
    brief = Brief.parse({"channels": {"phone": None, "chat": {}}})
    assert brief.get("channels.phone") is None
    assert "channels.phone" in brief
    assert "channels.email" not in brief
    assert brief.get("channels.chat") == {}
    assert brief.wanted_channels == ("chat",)


def test_setting_and_removing_leave_the_original_alone():
    before = Brief.parse({"languages": ["ru"]})
    after = before.set("channels.phone.aht_seconds", 240).set("languages", ["ru", "en"])
    assert before.to_json() == {"languages": ["ru"]}
    assert after.to_json() == {"channels": {"phone": {"aht_seconds": 240}}, "languages": ["ru", "en"]}
    assert after.remove("channels.phone.aht_seconds").to_json()["channels"] == {"phone": {}}
    assert after.remove("languages").remove("channels.phone").to_json() == {}
    assert after.remove("in_house.agents") == after


def test_equal_briefs_hash_alike():
    one = Brief.parse({"agents": 8, "exchange_rates": {"USD/RUB": 90, "EUR/RUB": 98}})
    other = Brief.parse({"exchange_rates": {"EUR/RUB": 98.0, "USD/RUB": 90.0}, "agents": 8.0})
    assert one == other
    assert hash(one) == hash(other)


def test_what_is_read_from_a_brief_cannot_change_it():
    brief = Brief.parse({"languages": ["ru"]})
    brief.get("languages").append("en")
    brief.to_json()["languages"].append("de")
    assert brief.get("languages") == ["ru"]


def test_a_quote_can_be_added_and_taken_out():
    quote = {"vendor": "Alpha", "price": {"amount": 12, "currency": "USD"}, "unit": "per_hour"}
    brief = Brief.parse({}).set("quotes.0", quote).set("quotes.1", {**quote, "vendor": "Beta"})
    assert [q["vendor"] for q in brief.get("quotes")] == ["Alpha", "Beta"]
    assert brief.set("quotes.1.price.amount", 11).get("quotes.1.price.amount") == 11
    assert brief.remove("quotes.0").get("quotes.0.vendor") == "Beta"
    assert "quotes" not in brief.remove("quotes.0").remove("quotes.0")


def test_wanting_a_channel_again_keeps_what_is_known_of_it():
    brief = Brief.parse({"channels": {"chat": {"contacts_per_month": 900}}})
    assert brief.set("channels.chat", {}) == brief
    assert brief.set("channels.chat", None).set("channels.chat", {}).get("channels.chat") == {}


def test_new_hours_replace_opening_times_that_no_longer_fit():
    brief = Brief.parse({"coverage": {"hours_per_day": 12, "open": "09:00", "close": "21:00"}})
    assert brief.set("coverage.hours_per_day", 24).get("coverage") == {"hours_per_day": 24}
    assert brief.set("coverage.close", "18:00").get("coverage.hours_per_day") == 9


@pytest.mark.parametrize("path", ["phone", "channels.fax", "coverage.hours", "", "currency.code", "quotes.first"])
def test_a_path_that_does_not_exist_is_refused(path):
    with pytest.raises(InputError):
        Brief.parse({}).set(path, 1)
    with pytest.raises(InputError):
        Brief.parse({}).remove(path)


def test_every_field_is_described_and_in_the_schema():
    schema = brief_schema()
    assert set(schema["properties"]) == {path for path in FIELDS if "." not in path}
    assert schema["additionalProperties"] is False
    assert all(description.strip() for description in FIELDS.values())


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from([*brief_schema()["properties"], "x"]), _JSON, max_size=4))
def test_any_json_is_taken_or_refused_in_words(obj):
    for language in ("en", "ru"):
        try:
            brief = Brief.parse(obj, language)
        except InputError as error:
            refused = [problem.message for problem in error.problems]
        else:
            refused = None
        if refused is not None:
            assert all(refused)
            assert refused
        else:
            assert Brief.parse(brief.to_json()) == brief


@given(st.floats(allow_nan=True) | st.integers(), st.sampled_from(["phone", "email", "chat", "social"]))
def test_a_volume_is_a_number_a_desk_could_have(value, channel):
    path = f"channels.{channel}.contacts_per_month"
    sensible = math.isfinite(value) and 0 <= value <= 1e8
    try:
        brief = Brief.parse({}).set(path, value)
    except InputError:
        assert not sensible
    else:
        assert sensible
        assert brief.get(path) == value
