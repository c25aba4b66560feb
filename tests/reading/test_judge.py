"""The judge of mentions: probabilities, weights kept and read again, and what it does to what the rules found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.reading import read
from assistant.reading.aspects import features
from assistant.reading.hints import hints, lines
from assistant.reading.judge import NOTHING, Judge, judge
from assistant.reading.judged import LABELS, aspect_of, judged
from assistant.reading.judged_channels import with_channels_heard
from assistant.reading.judged_dropped import with_dropped
from assistant.reading.judged_left_out import with_left_out
from assistant.reading.learning import examples, weighed
from assistant.reading.meanings import meanings
from assistant.reading.opinion import ALONE, DROPPED, Opinion
from assistant.reading.own_case import own_case_in_question
from assistant.reading.result import Change
from assistant.reading.reworded import Told
from assistant.reading.roles import find_roles
from assistant.reading.scene import Span, look
from assistant.reading.surroundings import REACH, Surroundings, names_of_words, surroundings
from assistant.reading.teaching import Example, teach


def _one_word_judge(*, word: str, aspect: str, other: str = NOTHING) -> Judge:
    """A judge that is sure of `aspect` where `word` stands in the sentence, else of `other`."""
    return _judge([f"S:{word}"], [aspect, other], [[40.0, -40.0]], [-10.0, 10.0])


def _judge(names: list[str], aspects: list[str], weights: list[list[float]], offsets: list[float]) -> Judge:
    """A judge that adds up weights of features, each through a unit of its own."""
    return Judge.of(names, aspects, np.eye(len(names)), np.zeros(len(names)), np.array(weights), np.array(offsets))


def test_probabilities_add_up_to_one() -> None:
    scene = look("Our clinic in Leeds gets 300 calls a day", "en")
    known = judge()
    for at in range(len(scene.words)):
        likely = known.probabilities(features(scene, Span(at, at)))
        assert sum(likely.values()) == pytest.approx(1.0, abs=1e-5)
        assert min(likely.values()) >= 0.0


def test_features_are_fractions_and_do_not_hang_on_what_the_rules_decide() -> None:
    scene = look("We had 40 agents last year.\nNow 12 people answer, mostly from Cebu.", "en")
    for fact in scene.facts:
        found = features(scene, scene.span(fact))
        assert all(0.0 <= value <= 1.0 for value in found.values())
        assert found == features(look(scene.text, "en"), scene.span(fact))


def test_weights_are_read_as_they_were_kept(tmp_path: Path) -> None:
    names = ["S:звонок", 'L1:"', "with driver"]
    made = _judge(names, ["agents", NOTHING], [[0.5, -0.5], [1.27, 0.1], [-0.3, 0.3]], [0.1, -0.1])
    made.save(tmp_path / "judge.npz")
    kept = Judge.load(tmp_path / "judge.npz")
    for found in ({}, {"S:звонок": 1.0}, {'L1:"': 0.5, "with driver": 1.0}, {"unknown": 1.0}):
        assert kept.probabilities(found) == made.probabilities(found)


def test_weights_in_eight_bits_say_what_the_exact_ones_say() -> None:
    chance = np.random.default_rng(5)
    inner, outer = chance.normal(size=(3, 6)), chance.normal(size=(6, 2))
    made = Judge.of(["a", "b", "c"], ["agents", NOTHING], inner, np.full(6, 0.1), outer, np.zeros(2))
    scores = np.maximum(np.array([1.0, 0.5, 0.0]) @ inner + 0.1, 0.0) @ outer
    exact = np.exp(scores[0]) / np.exp(scores).sum()
    assert made.probabilities({"a": 1.0, "b": 0.5})["agents"] == pytest.approx(exact, abs=0.02)


def test_a_judge_learns_from_examples_what_the_words_beside_a_mention_say() -> None:
    ours = [Example({"S:our": 0.5, f"S:{n}": 0.5}, "agents", "a") for n in range(20)]
    theirs = [Example({"S:rival": 0.5, f"S:{n}": 0.5}, NOTHING, "a") for n in range(20)]
    taught = teach([*ours, *theirs] * 200)
    assert taught.probabilities({"S:our": 0.5})["agents"] > 0.6
    assert taught.probabilities({"S:rival": 0.5})[NOTHING] > 0.6


def _in_order(*words: str) -> Surroundings:
    """A number in the middle of words."""
    names = [(f"w:{word}",) if word else ("k:number",) for word in words]
    place = words.index("")
    return Surroundings(names, 0, Span(place, place), Span(0, len(words) - 1), len(words))


def test_a_judge_hears_the_order_of_the_words(tmp_path: Path) -> None:
    ours, theirs = _in_order("we", "", "they"), _in_order("they", "", "we")
    heap = {"S:we": 0.5, "S:they": 0.5}
    known = []
    for _ in range(3000):
        known += [Example(heap, "agents", "a", _in_order("we", "", "they"))]
        known += [Example(heap, NOTHING, "a", _in_order("they", "", "we"))]
    taught = teach(known)
    assert taught.probabilities(heap, ours)["agents"] > 0.7
    assert taught.probabilities(heap, theirs)[NOTHING] > 0.7
    taught.save(tmp_path / "judge.npz")
    kept = Judge.load(tmp_path / "judge.npz")
    assert kept.probabilities(heap, ours) == taught.probabilities(heap, ours)


def test_words_within_reach_keep_their_places() -> None:
    scene = look("far " * 2 * REACH + "off. We get 300 calls a day, " + "far " * 2 * REACH, "en")
    around = surroundings(scene, names_of_words(scene), scene.span(next(f for f in scene.facts if f.kind == "volume")))
    assert len(around.within_reach()) == len(around.steps()) == around.length
    assert around.steps()[around.mention.first] == around.steps()[around.mention.last] == 0
    assert around.steps()[0] == -REACH
    assert around.steps()[-1] == REACH
    assert (
        around.within_reach()[around.sentence.first] == ("w:we",)
        or "w:we" in around.within_reach()[around.sentence.first]
    )


def test_a_message_of_a_mention_alone_is_judged() -> None:
    scene = look("300", "en")
    around = surroundings(scene, names_of_words(scene), Span(0, 0))
    assert sum(judge().probabilities({}, around).values()) == pytest.approx(1.0, abs=1e-5)


def test_mentions_of_a_labelled_message_are_examples_of_their_fields(tmp_path: Path) -> None:
    path = tmp_path / "one.en.yaml"
    path.write_text(
        '- text: "Our customers are in Poland, agents may sit in Kenya, my aunt is in Peru. 12 agents, please."\n'
        "  brief: {home_country: PL, provider_countries: [KE], agents: 12}\n",
        encoding="utf-8",
    )
    aspects = [example.aspect for example in examples([path])]
    assert NOTHING in aspects  # the aunt's country, and what may be a name of anything
    assert sorted(set(aspects) - {NOTHING}) == ["agents", "home_country", "provider_countries"]


def _judged(text: str, changes: list[Change], taught: Judge, **known: Any) -> dict[str, Any]:
    scene = look(text, "en")
    kept, _ = judged(scene, Opinion(taught, scene), changes, [], known, None, lambda _: True)
    return {change.path: change.value for change in kept}


def test_what_the_judge_thinks_unlikely_is_left_out_and_what_is_likely_stays() -> None:
    found = [Change("set", "agents", 40, 11, 13, "40")]
    never = _one_word_judge(word="nobody", aspect="agents")
    ever = _one_word_judge(word="employs", aspect="agents")
    assert _judged("A rival had 40 agents", found, never) == {}
    assert _judged("He employs  40 agents", found, ever) == {"agents": 40}


def test_agents_and_the_own_team_are_told_apart() -> None:
    found = [Change("set", "agents", 9, 9, 10, "9")]
    theirs = _one_word_judge(word="payroll", aspect="in_house.agents", other="agents")
    assert _judged("We have, 9 on the payroll", found, theirs) == {"in_house.agents": 9}


def test_a_country_is_placed_where_the_judge_has_it() -> None:
    at_home = _one_word_judge(word="lives", aspect="home_country", other="provider_countries")
    found = [Change("set", "provider_countries", ["KE"], 26, 31, "Kenya")]
    assert _judged("Everyone we serve lives in Kenya", found, at_home) == {"home_country": "KE"}
    assert _judged("Everyone we serve sits  in Kenya", found, at_home) == {"provider_countries": ["KE"]}


def test_a_country_of_customers_and_of_the_provider_is_both() -> None:
    two = _judge(["S:lives", "S:sits"], ["home_country", "provider_countries"], [[40.0, 0], [0, 40.0]], [0.0, 0.0])
    found = [Change("set", "home_country", "KE", 26, 31, "Kenya")]
    told = _judged("Everyone we serve lives in Kenya. Whoever answers sits in Kenya", found, two)
    assert told == {"home_country": "KE", "provider_countries": ["KE"]}


def _left_out(text: str, taught: Judge, changes: list[Change], **known: Any) -> dict[str, Any]:
    scene = look(text, "en")
    told = with_left_out(scene, Opinion(taught, scene), changes, known, lambda _: True)
    return {change.path: change.value for change in told}


def _heard(text: str, taught: Judge, changes: list[Change]) -> dict[str, Any]:
    scene = look(text, "en")
    told = with_channels_heard(scene, Opinion(taught, scene), changes, {}, lambda _: True)
    return {change.path: change.value for change in told}


def test_a_channel_that_the_judge_is_sure_is_kept_is_refused_with_its_volume() -> None:
    kept = _one_word_judge(word="stay", aspect="refused", other="channel")
    volume = Change("set", "channels.phone.contacts_per_month", 900, 4, 7, "900")
    assert _heard("The 900 calls stay with us", kept, [volume]) == {"channels.phone": None}
    assert _heard("The 900 calls go to you", kept, [volume]) == {"channels.phone.contacts_per_month": 900}
    taken_back = "The calls stay with us. No, the calls go to you"
    assert _heard(taken_back, kept, []).get("channels.phone", {}) == {}


def test_a_quantity_that_the_judge_is_sure_of_is_taken_at_its_plain_value() -> None:
    pay = _one_word_judge(word="earn", aspect="pay")
    assert _left_out("They earn $24,000 a year", pay, []) == {
        "in_house.salary_per_month": {"amount": 2000.0, "currency": "USD"}
    }
    assert _left_out("They earn $22.40 an hour", pay, []) == {
        "in_house.hourly_wage": {"amount": 22.4, "currency": "USD"}
    }
    assert _left_out("They earn $24,000", pay, []) == {}  # a month or a year
    assert _left_out("They owe $24,000 a year", pay, []) == {}
    known = {"in_house": {"hourly_wage": {"amount": 20, "currency": "USD"}}}
    told_anew = {"amount": 22.4, "currency": "USD"}
    assert _left_out("They earn $22.40 an hour", pay, [], **known) == {"in_house.hourly_wage": told_anew}
    assert _left_out("They earn $20 an hour", pay, [], **known) == {}
    term = _one_word_judge(word="term", aspect="contract_months")
    assert _left_out("The term is two years", term, []) == {"contract_months": 24}
    volume = _one_word_judge(word="ring", aspect="volume")
    told = [Change("set", "channels.phone", {}, 0, 2, "We")]
    assert _left_out("We ring 300 times a month", volume, told)["channels.phone.contacts_per_month"] == 300


@pytest.mark.parametrize("path", ["channels.phone", "channels.chat.contacts_per_month", "contacts_per_month", "agents"])
def test_every_field_has_an_aspect(path: str) -> None:
    known = judge()
    assert aspect_of(path) in known.aspects


def test_a_short_answer_is_left_to_the_rules() -> None:
    assert read("12 agents", question="agents", by_rules=True) == read("12 agents", question="agents")


def test_a_refusal_in_another_sentence_does_not_keep_a_channel_wanted() -> None:
    no_thanks = _judge(["S:nobody"], ["channel", "refused"], [[-40.0, 40.0]], [10.0, -10.0])
    chat = Change("set", "channels.chat", None, 3, 7, "chat")
    calls = Change("set", "channels.phone", {}, 23, 28, "calls")
    assert _judged("No chat. And nobody on calls", [chat, calls], no_thanks)["channels.phone"] is None
    beside = Change("set", "channels.phone", {}, 22, 27, "calls")
    assert _judged("No chat, and nobody on calls", [chat, beside], no_thanks)["channels.phone"] == {}


def test_a_question_tells_of_ones_own_case_only_where_the_judge_is_sure() -> None:
    ours = _one_word_judge(word="we", aspect="volume")
    scene = look("Are the 900 calls we get a month few?", "en")
    asked = [Span(0, len(scene.words) - 1)]
    assert own_case_in_question(scene, asked) == frozenset()  # the judge is not asked
    scene.opinion = Opinion(ours, scene).of
    number = scene.span(next(fact for fact in scene.facts if fact.kind == "volume" or fact.kind == "number"))
    assert number.first in own_case_in_question(scene, asked)
    assert own_case_in_question(scene, []) == frozenset()
    theirs = look("Are the 900 calls banks get a month few?", "en")
    theirs.opinion = Opinion(ours, theirs).of
    assert own_case_in_question(theirs, [Span(0, len(theirs.words) - 1)]) == frozenset()


def test_a_number_no_frame_knows_is_what_the_judge_is_sure_of() -> None:
    told = look("The paper runs 24 months", "en")
    assert [role.field for role in find_roles(told).taken] == []
    told.opinion = Opinion(_one_word_judge(word="paper", aspect="contract_months"), told).of
    assert [role.field for role in find_roles(told).taken] == ["contract_months"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("a two-year paper", ("contract_months", "contract_months", 24)),
        ("forty percent above", ("peak_factor", "peak_factor", 1.4)),
        ("15,000 dollars", ("budget_per_month", "budget_per_month", 15_000)),
        ("10 am to 6 pm", ("coverage", "coverage.hours_per_day", 8)),
        ("300 calls a week", ("volume", "contacts_per_month", 1300)),
    ],
)
def test_a_quantity_may_mean_a_field_in_other_units(text: str, meant: tuple[str, str, float]) -> None:
    found = [each for fact in look(text, "en").facts for each in meanings(fact, {})]
    assert any(each[:2] == meant[:2] and each[2] == pytest.approx(meant[2]) for each in found)


@pytest.mark.parametrize(
    ("text", "home", "concept"),
    [
        ("Could the figures be shown in Kenyan shillings?", "", "currency.KES"),
        ("Report in pesos, please", "MX", "currency.MXN"),
        ("Report in pesos, please", "PH", "currency.PHP"),
        ("Could you do per email pricing?", "", "pricing.per_contact"),
        ("Хотим платить поминутно", "", "pricing.per_minute"),
        ("Где-нибудь за границей", "", "location.offshore"),
    ],
)
def test_words_that_may_name_a_value_are_left_to_the_judge(text: str, home: str, concept: str) -> None:
    found = hints(look(text, "ru" if text[0] > "z" else "en"), home)
    assert concept in [mention.concept for mention in found]
    assert all(mention.family in LABELS for mention in found)


def test_a_sum_names_no_currency_to_report_in() -> None:
    assert not [m for m in hints(look("It costs 300 pesos", "en"), "MX") if m.family == "currency"]


@pytest.mark.parametrize(
    ("text", "aspect", "left"),
    [
        ("Jordan is out", DROPPED, ["EG", "TN"]),
        ("Egypt alone", ALONE, ["EG"]),
        ("Jordan, why?", NOTHING, ["EG", "TN", "JO"]),
    ],
)
def test_members_of_a_known_list_are_given_up_where_the_judge_is_sure(text: str, aspect: str, left: list[str]) -> None:
    scene = look(text, "en")
    word = text.split()[0].strip(",").lower()
    sure = Opinion(_judge([f"I:{word}", "I:<country>"], [aspect, "other"], [[40.0, -40.0]] * 2, [0.0, 0.0]), scene)
    brief = {"provider_countries": ["EG", "TN", "JO"]}
    found = with_dropped(scene, sure, [], brief, lambda at: True)
    assert [c.value for c in found] == ([] if left == brief["provider_countries"] else [left])


def test_the_last_member_given_up_takes_the_list_with_it() -> None:
    scene = look("Jordan is out", "en")
    sure = Opinion(_judge(["I:<country>"], [DROPPED, "other"], [[40.0, -40.0]], [0.0, 0.0]), scene)
    (change,) = with_dropped(scene, sure, [], {"provider_countries": ["JO"]}, lambda at: True)
    assert (change.op, change.path) == ("remove", "provider_countries")


def test_what_is_known_is_heard_by_the_judge() -> None:
    scene = look("The calls stay", "en")
    span = next(place for channel, place in scene.channels if channel == "phone")
    new, known = features(scene, span, {"channels": {}}), features(scene, span, {"channels": {"phone": {}}})
    assert "known channel wanted" in known
    assert "known channel wanted" not in new
    assert features(scene, span) == features(scene, span, {})


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("The call centre is open daily", ["phone"]),
        ("Bids for our call-center, 300 calls a day", ["phone"]),
        ("Единая справочная служба, колл-центр и ЦТО", ["phone", "phone", "phone"]),
        ("We sell garden tools", []),
    ],
)
def test_who_answers_may_mean_a_channel(text: str, meant: list[str]) -> None:
    assert [channel for channel, _ in lines(look(text, "en" if text.isascii() else "ru"))] == meant


@pytest.mark.parametrize(("word", "wanted"), [("operate", [("channels.phone", {})]), ("uncle", [])])
def test_a_call_centre_is_the_phone_where_the_judge_says_so(word: str, wanted: list[tuple[str, Any]]) -> None:
    scene = look("We operate a call centre", "en")
    opinion = Opinion(_one_word_judge(word=word, aspect="channel"), scene)
    found = with_channels_heard(scene, opinion, [], {}, lambda at: True)
    assert [(change.path, change.value) for change in found] == wanted


def test_examples_of_papers_and_of_cases_count_for_more() -> None:
    known = [Example({"one": 1.0}, NOTHING, source) for source in ("real-1.en.yaml", "held.en.yaml", "talk.en.yaml")]
    often = [example.source for example in weighed(known, {"held.en.yaml"})]
    assert often.count("real-1.en.yaml") > often.count("held.en.yaml") > often.count("talk.en.yaml") == 1


@pytest.mark.parametrize(
    "text",
    [
        "no, 1,200",
        "Four people answer here, 30 calls each a day",
        "make that 1,500 calls and drop the chat",
    ],
)
def test_what_is_read_by_rules_alone_asks_no_judge(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def never() -> Judge:
        raise AssertionError("the judge was asked")

    monkeypatch.setattr("assistant.reading.reading.judge", never)
    earlier = [Told(f"{text}: we get 900 calls a month and 200 chats in Leeds", None, {})]
    brief = {"channels": {"phone": {"contacts_per_month": 900}, "chat": {"contacts_per_month": 200}}}
    assert read(text, brief=brief, earlier=earlier, by_rules=True).language == "en"
