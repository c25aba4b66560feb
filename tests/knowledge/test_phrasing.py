"""Articles are told apart by how their questions are put where the words of the topic are the same."""

from __future__ import annotations

import pytest

from knowledge.phrasing import Phrasing

HOW_MANY, WHO = 0, 1
TEXTS = {
    "ru": (
        (HOW_MANY, "сколько операторов нам нужно"),
        (HOW_MANY, "сколько нужно операторов на линию"),
        (WHO, "кто эти операторы"),
        (WHO, "кто у них работает оператором"),
    ),
    "en": (
        (HOW_MANY, "how many agents do we need"),
        (HOW_MANY, "how many agents for the line"),
        (WHO, "who are these agents"),
        (WHO, "who works there as an agent"),
    ),
}


@pytest.mark.parametrize(
    ("language", "question", "meant"),
    [
        ("ru", "сколько операторов взять", HOW_MANY),
        ("ru", "операторы — кто они", WHO),
        ("en", "how many agents should I hire", HOW_MANY),
        ("en", "agents, who are they", WHO),
    ],
)
def test_the_words_around_the_topic_tell_articles_apart(language: str, question: str, meant: int) -> None:
    likeness = Phrasing.build(TEXTS[language], articles=2).likeness(question)
    assert likeness[meant] > 2 * likeness[1 - meant]


def test_an_article_without_wordings_and_a_question_of_unknown_turns_have_no_likeness() -> None:
    phrasing = Phrasing.build(TEXTS["en"], articles=3)
    assert phrasing.likeness("how many agents do we need")[2] == 0
    assert not phrasing.likeness("zebra crossing").any()


def test_likeness_is_at_most_one() -> None:
    phrasing = Phrasing.build([(0, "how many agents do we need")], articles=1)
    assert phrasing.likeness("how many agents do we need")[0] == pytest.approx(1.0, abs=0.05)
