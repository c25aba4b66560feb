"""Numbers, marks and quotes of a reply: what has an origin and what has not."""

from __future__ import annotations

import pytest

from assistant.grounding import Evidence, flaws
from assistant.passages import Numbered
from assistant.quoting import best_quote, cite, sentences

PASSAGE = Numbered(
    1, "a", "A title", "A seat costs 55–170 dollars a month. Night shifts cost 1.25 times as much. See e.g. the list."
)


def evidence():
    found = Evidence(passages=[PASSAGE])
    found.add({"monthly": {"typical": 40883.61}, "share": 0.1249, "seconds": 270, "text": "8 agents"})
    return found


@pytest.mark.parametrize(
    "reply",
    [
        "It is $40,883.61 a month.",
        "It is $40,884 a month.",
        "About $40,900, or 41 thousand.",
        "примерно 40 880 ₽",
        "примерно 40,9 тыс. ₽",
        "12% of it",
        "12.5 % of it",
        "4.5 minutes",
        "4,5 минуты",
        "8 agents, 24/7",
        "A seat costs $170 [1].",
        "1. First\n2. Second",
    ],
)
def test_true_numbers(reply):
    assert flaws(reply, evidence()) == []


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        ("It is $41,883 a month.", "number"),
        ("It is $4,088 a month.", "number"),
        ("About $50,000.", "number"),
        ("13% of it", "number"),
        ("A seat costs $170.", "number"),  # the passage that says so is not cited
        ("9 agents", "number"),
        ("True [2].", "mark"),
        ("", "empty"),
        ("  \n", "empty"),
    ],
)
def test_numbers_and_marks_without_origin(reply, kind):
    assert [flaw.kind for flaw in flaws(reply, evidence())] == [kind]


def test_marks_are_numbered_in_order_of_appearance():
    passages = [Numbered(n, f"a{n}", "T", f"Passage number {n} says this.") for n in (1, 2, 3)]
    text, citations = cite("First [3]. Then [1], and [3] again.", passages, "en")
    assert text == "First [1]. Then [2], and [1] again."
    assert [(citation.mark, citation.article) for citation in citations] == [(1, "a3"), (2, "a1")]


def test_a_mark_of_nothing_is_taken_out_and_a_link_is_not_a_mark():
    text, citations = cite("Said [7] here, see [1](https://example.com).", [PASSAGE], "en")
    assert text == "Said here, see [1](https://example.com)."
    assert citations == ()


@pytest.mark.parametrize("statement", ["Nights cost more", "a seat costs", "nothing of the kind", ""])
def test_a_quote_is_verbatim(statement):
    assert best_quote(PASSAGE.text, statement, "en") in PASSAGE.text


def test_sentences_do_not_end_at_abbreviations():
    assert sentences("See e.g. Poland. It is near.") == ["See e.g. Poland.", "It is near."]
    assert sentences("Это 5 тыс. Рублей нет.") == ["Это 5 тыс. Рублей нет."]
