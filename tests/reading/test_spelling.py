"""Spelling, keyboard layouts and tables: what a message means though it is not written as the vocabulary has it."""

import pytest

from assistant.reading import find_facts, read
from assistant.reading.layout import typed_right
from assistant.reading.typos import meant


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("уьфшды", "emails"),
        ("ye;ty xfn b gjxnf", "нужен чат и почта"),
        ("5000 сфдды a month", "5000 calls a month"),
        ("we need chat and email", "we need chat and email"),
        ("нужен чат, писем 300", "нужен чат, писем 300"),
        ("Zendesk Freshdesk", "Zendesk Freshdesk"),
    ],
)
def test_the_other_keyboard_layout_is_put_right(typed: str, right: str) -> None:
    assert typed_right(typed) == right


@pytest.mark.parametrize(
    ("slip", "word"), [("fone", "phone"), ("tickts", "tickets"), ("ppl", "people"), ("technikal", "technical")]
)
def test_misspelt_words_of_the_vocabulary_are_known(slip: str, word: str) -> None:
    assert meant(slip) == word


@pytest.mark.parametrize("word", ["husband", "courier", "garden", "warehouse", "zoho"])
def test_ordinary_words_and_names_are_left_alone(word: str) -> None:
    assert meant(word) is None


def test_facts_of_a_wrong_layout_keep_the_text_as_typed() -> None:
    facts = read("уьфшды 600/week").facts
    assert [fact.text for fact in facts if fact.kind == "channel"] == ["уьфшды"]


def test_the_head_of_a_column_holds_for_the_numbers_below_it() -> None:
    table = "| Channel | Contacts/week | AHT, min |\n|---|---|---|\n| Voice | 1,200 | 5 |\n| Chat | 300 | 12 |"
    found = [(fact.kind, fact.value) for fact in find_facts(table) if fact.kind in ("volume", "duration", "number")]
    assert found == [
        ("volume", {"value": 1200, "per": "week"}),
        ("duration", 300),
        ("volume", {"value": 300, "per": "week"}),
        ("duration", 720),
    ]
