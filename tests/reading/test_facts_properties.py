"""Laws of the reader of facts that hold for any text."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.reading.facts import find_facts

find_facts("five thosand calls")  # the dictionaries are read once, before a deadline counts

WORDS = [
    "с",
    "до",
    "от",
    "в",
    "на",
    "за",
    "и",
    "9",
    "18",
    "24/7",
    "5/2",
    "10",
    "1",
    "000",
    "1,5",
    "тысяч",
    "тысячи",
    "пять",
    "полторы",
    "пара",
    "минут",
    "часа",
    "рублей",
    "$",
    "€",
    "%",
    ".",
    ",",
    "-",
    "–",
    ":",
    "(",
    ")",
    "/",
    "k",
    "к",
    "млн",
    "звонков",
    "в",
    "месяц",
    "a",
    "couple",
    "of",
    "half",
    "hundred",
    "thousand",
    "per",
    "day",
    "am",
    "pm",
    "to",
    "from",
    "between",
    "and",
    "US",
    "Polish",
    "English",
    "пн",
    "пт",
    "Monday",
    "2026",
    "мая",
    "каждый",
    "третий",
    "процентов",
    "круглосуточно",
    "4:30",
    "AHT",
    "PHP",
    "песо",
    "Georgia",
    "тыс.",
    "т.р.",
    "руб",
    "2/3",
    "out",
    "of",
    "×",
    "",
    "~",
    "+",
    "№",
    "Office",
    "365",
    "EN/DE",
]
KINDS = {"number", "percent", "money", "duration", "time_range", "days", "volume", "country", "language", "channel"}

fragments = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)
glued = st.lists(st.sampled_from(WORDS), max_size=12).map("".join)


def _check(text: str) -> None:
    facts = find_facts(text)
    for fact in facts:
        assert fact.kind in KINDS
        assert 0 <= fact.start < fact.end <= len(text)
        assert text[fact.start : fact.end] == fact.text
    assert [fact.start for fact in facts] == sorted(fact.start for fact in facts)


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None)
@example("\x00\ud800 १२३ ²³ ½ 1️⃣")
@example("9" * 400 + " тысяч миллионов миллиардов")
def test_any_text_is_read_without_error(text: str) -> None:
    _check(text)


@given(fragments | glued)
@settings(max_examples=600, deadline=None)
def test_any_pieces_of_quantities_are_read_without_error(text: str) -> None:
    _check(text)


@given(st.integers(min_value=0, max_value=999_999_999))
def test_thousands_separators_do_not_change_a_number(number: int) -> None:
    plain = f"{number:,}"
    for separator in (",", " ", "\u00a0", "\u202f", "'", "."):
        facts = find_facts(f"{plain.replace(',', separator)} customers")
        assert [(fact.kind, fact.value) for fact in facts] == [("number", number)]


@given(st.integers(min_value=1, max_value=99), st.integers(min_value=1, max_value=99))
def test_a_range_keeps_its_ends_in_order(first: int, second: int) -> None:
    facts = [fact for fact in find_facts(f"from {first} to {second} minutes") if isinstance(fact.value, dict)]
    assert all(fact.value["low"] < fact.value["high"] for fact in facts)
    assert bool(facts) == (first < second)


@given(st.integers(min_value=2, max_value=99_999))
def test_numbers_spelt_out_read_back(number: int) -> None:
    num2words = pytest.importorskip("num2words").num2words
    for language, noun in (("en", "customers"), ("ru", "клиентов")):
        text = f"{num2words(number, lang=language)} {noun}".replace(",", "")
        assert [(fact.kind, fact.value) for fact in find_facts(text)] == [("number", number)]


@pytest.mark.parametrize(
    "piece",
    [
        "1 ",
        "9-",
        "1.1.",
        "$",
        "с 9 до ",
        "one hundred ",
        "тысяч пять ",
        "1:2:",
        "every day ",
        "5 песо, ",
        "(",
        "a ",
        "Georgia ",
        "phone 5 ",
    ],
)
def test_reading_takes_time_in_proportion_to_the_text(piece: str) -> None:
    find_facts(piece)
    # The quickest of three counts: a collection of garbage is no reading. The long text is read again only if need be.
    short = min(_seconds_to_read((piece * 5_000)[:5_000]) for _ in range(3))
    long = (_seconds_to_read((piece * 20_000)[:20_000]) for _ in range(3))
    assert any(seconds < 12 * short + 0.05 for seconds in long)  # four times the text; the square would be sixteen


def _seconds_to_read(text: str) -> float:
    started = time.process_time()  # what other programs take is no time of ours
    find_facts(text)
    return time.process_time() - started
