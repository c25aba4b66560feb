"""The market a talk is priced for while nobody has said where the customers are."""

from tools.brief import Brief
from tools.estimate import estimate

CALLS = "5000 звонков в месяц, по 4 минуты"


def test_a_russian_talk_is_priced_for_russia_and_says_so_once(assistant):
    first = assistant.ask(CALLS, "m")
    assert "home_country" not in first.brief
    assert (first.estimate["home_country"], first.estimate["currency"]) == ("RU", "RUB")
    assert "считаю, что клиенты в России" in first.reply
    again = assistant.ask("круглосуточно", "m")
    assert "считаю, что клиенты в России" not in again.reply


def test_the_calculator_told_the_market_gives_the_same_estimate(assistant):
    turn = assistant.ask(CALLS, "m")
    there = estimate(Brief.parse(turn.brief), default_home="RU").to_json()
    assert turn.estimate["monthly"] == there["monthly"]
    assert turn.estimate["fingerprint"] == there["fingerprint"]


def test_another_language_changes_words_and_no_figure(assistant):
    before = assistant.ask(CALLS, "m").estimate
    after = assistant.ask("what is the total again?", "m")
    assert after.language == "en"
    assert after.estimate is None or after.estimate["monthly"] == before["monthly"]
    more = assistant.ask("make it 24/7", "m")
    assert more.estimate["currency"] == "RUB"


def test_a_country_that_is_named_ends_it(assistant):
    assistant.ask(CALLS, "m")
    told = assistant.ask("клиенты в Казахстане", "m")
    assert told.estimate["home_country"] == "KZ"
    assert told.estimate["fingerprint"] == estimate(Brief.parse(told.brief)).to_json()["fingerprint"]
