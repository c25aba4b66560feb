"""Ends of sentences that were typed or dictated with no marks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.reading.ends_learning import examples
from assistant.reading.sentence_ends import GAPS, ends_put_in, parted
from assistant.reading.words import words

DICTATED = [
    "we sell garden furniture online people ring us about sixty times a day we are open from nine to six on weekdays",
    "у нас сеть кофеен звонят раз сорок в день работаем с восьми до девяти вечера без выходных хотим отдать телефон",
]
WRITTEN = [
    "300 parents write to us every month on WhatsApp and 80 phone us every month.",
    "We sell garden furniture online. People ring us about sixty times a day, on weekdays. We close at six.",
    "У нас сеть кофеен. Звонят раз сорок в день, работаем с восьми до девяти вечера. Хотим отдать телефон.",
]


@given(st.text(alphabet=st.sampled_from("abкт 019.,;?!\n-/“”é"), max_size=300))
@settings(max_examples=200, deadline=None)
def test_only_single_spaces_become_marks(text: str) -> None:
    marked = ends_put_in(text)
    assert len(marked) == len(text)
    assert all(was == now or (was == " " and now in ",;?") for was, now in zip(text, marked, strict=True))


@pytest.mark.parametrize("text", DICTATED)
def test_what_is_dictated_falls_into_sentences(text: str) -> None:
    assert ends_put_in(text).count(";") >= 1


@pytest.mark.parametrize("text", [*WRITTEN, "e-mails 300 a month, phones 900, both from nine to six on weekdays"])
def test_what_is_marked_stays(text: str) -> None:
    assert ends_put_in(text) == text


@pytest.mark.parametrize("number", ["two thousand three hundred", "тысяча двести пятьдесят", "300"])
def test_nothing_ends_within_a_number_or_before_what_it_counts(number: str) -> None:
    text = f"{number} parents write to us every month on whatsapp and we are open from nine to six on weekdays"
    assert ends_put_in(text).startswith(f"{number} parents")


def test_marks_behind_words() -> None:
    spoken, marks = parted(words("Calls, e-mails; 5 min. each? Yes – 7.5 thousand"))
    assert [word.text for word in spoken] == ["Calls", "e-mails", "5", "min", "each", "Yes", "7.5", "thousand"]
    assert marks == [",", ".", "", "", "?", ",", "", ""]


def test_what_teaches_has_marks_enough() -> None:
    sparing = " ".join(DICTATED)
    taught = examples([WRITTEN[1], sparing, "a | table, of | cells, and | more"])
    assert len(taught) == 1
    heard, aims = taught[0]
    assert len(heard) == len(aims)
    assert [GAPS[aim] for aim in aims if aim] == [".", ",", ".", "."]
