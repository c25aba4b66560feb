"""Messages to briefs: the cases of tests/cases/reading, and what must hold for any text."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.reading import apply, read
from benchmarks.reading import compare, expected_of, files, found_by

# Cases the reader is known to get wrong; a case that comes right must leave this list.
KNOWN_GAPS = Path(__file__).with_name("known_gaps.txt")


def cases() -> list[Any]:
    gaps = {line for line in KNOWN_GAPS.read_text(encoding="utf-8").splitlines() if line}
    found = []
    for path in files():
        for case in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader):
            text = " ".join(case["text"].split())
            marks = [pytest.mark.xfail(strict=True, reason="known gap")] if text in gaps else []
            found.append(pytest.param(case, id=f"{path.stem}: {text[:60]}", marks=marks))
    return found


@pytest.mark.parametrize("case", cases())
def test_case(case: dict[str, Any]) -> None:
    _, wrong, missed = compare(expected_of(case), found_by(case))
    assert (wrong, missed) == ([], [])


_SAID = (
    "звонков писем чат 5000 10k $12 30% в месяц в день 24/7 половина остальное поровну не нет без а если сколько стоит "
    "calls emails chat per month half rest not without what if how much cost agents we have need from 9 to 21 Germany "
    "на Филиппинах , . : ; — ( ) \n | - ? ! 80/20 forget забудь actually точнее double вдвое vendor per hour"
)
WORDS = st.sampled_from(_SAID.split(" "))
BRIEFS = st.fixed_dictionaries(
    {},
    optional={
        "channels": st.dictionaries(
            st.sampled_from(["phone", "email", "chat"]), st.none() | st.just({"contacts_per_month": 2000})
        ),
        "coverage": st.just({"hours_per_day": 9, "days_per_week": 5}),
        "languages": st.lists(st.sampled_from(["en", "ru"])),
        "budget_per_month": st.just({"amount": 5, "currency": "USD"}),
        "quotes": st.just([{"vendor": "A", "price": {"amount": 5, "currency": "USD"}, "unit": "per_hour"}]),
        "agents": st.integers() | st.text(max_size=3) | st.none(),
    },
)
QUESTIONS = (
    st.none()
    | st.text(max_size=12)
    | st.sampled_from(
        [
            "coverage",
            "channels",
            "channels.phone.aht_seconds",
            "agents",
            "yes_no:keep",
            "currency",
            "quotes",
            "service_level",
            "in_house",
        ]
    )
)


def check_offsets(text: str, reading: Any) -> None:
    for part in (*reading.changes, *reading.what_if, *reading.acts, *reading.ambiguities, *reading.facts):
        assert 0 <= part.start <= part.end <= len(text)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120), QUESTIONS, BRIEFS)
def test_any_text_is_read(text: str, question: str | None, brief: dict[str, Any]) -> None:
    reading = read(text, question=question, brief=brief)
    check_offsets(text, reading)
    apply(brief, reading.changes)


@pytest.mark.parametrize(
    "text", ["² minutes ²/² 80² within 20²", "80/² ²² calls a month", "٣٠٠ звонков, ①②③, ½²", "с ² до ³"]
)
def test_signs_that_look_like_digits_are_read_without_error(text: str) -> None:
    check_offsets(text, read(text))


@pytest.mark.parametrize(
    "text",
    [
        "Минск-Вильнюс",
        "Польша-Литва тогда",
        "российско-казахстанская компания и Литва",
        "Russian-Polish firm in Latvia",
    ],
)
@pytest.mark.parametrize("brief", [{}, {"channels": {"phone": {"contacts_per_month": 300}}}])
def test_two_places_in_one_word_are_read_without_error(text: str, brief: dict[str, Any]) -> None:
    check_offsets(text, read(text, brief=brief))


@pytest.mark.parametrize("pay", [{"amount": 0, "currency": "USD"}, {"amount": 4000}, {}])
def test_pay_that_cannot_be_is_no_reason_to_fail(pay: dict[str, Any]) -> None:
    text = "the salary I gave was wrong, it's 4,200"
    check_offsets(text, read(text, brief={"in_house": {"agents": 3, "salary_per_month": pay}}))


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, max_size=30).map(" ".join), QUESTIONS, BRIEFS)
def test_any_words_are_read(text: str, question: str | None, brief: dict[str, Any]) -> None:
    reading = read(text, question=question, brief=brief)
    check_offsets(text, reading)
    assert isinstance(reading.brief, dict)
    apply(brief, reading.changes)


def test_reading_is_deterministic() -> None:
    text = "6000 обращений в месяц: половина — чат, остальное почта и звонки поровну"
    assert read(text) == read(text)


def test_a_brief_so_far_is_left_as_it_is() -> None:
    brief = {"channels": {"phone": {"contacts_per_month": 2000}}, "languages": ["en"]}
    reading = read("sorry, 3500 not 2000, and Spanish too", brief=brief)
    assert brief == {"channels": {"phone": {"contacts_per_month": 2000}}, "languages": ["en"]}
    assert apply(brief, reading.changes) == {
        "channels": {"phone": {"contacts_per_month": 3500}},
        "languages": ["en", "es"],
    }


def test_a_range_keeps_its_ends() -> None:
    (change,) = (c for c in read("от 800 до 1200 звонков в день").changes if c.path.endswith("contacts_per_month"))
    assert change.value == 30400
    assert (change.detail["low"], change.detail["high"]) == (24320, 36480)


def test_long_text_is_read_in_linear_time() -> None:
    from time import process_time

    text = "Мы получаем 3000 звонков в месяц, ответ за 20 секунд, с 9 до 18. Why is it so expensive? "
    read(text)

    def seconds(times: int) -> float:
        begin = process_time()
        read(text * times)
        return process_time() - begin

    assert seconds(80) < 20 * max(seconds(10), 0.005)
