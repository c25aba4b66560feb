"""The core before what elaborates it: standings, parents, and how far an elaboration raises its core article."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge import Knowledge, load_library
from knowledge.families import CORE, raised


def test_the_core_is_there_in_both_languages_and_goes_back_to_the_founding_guidance() -> None:
    library = load_library()
    for language in ("en", "ru"):
        assert all("founding-guidance" in library.article(name, language).sources for name in CORE)


def test_an_added_article_elaborates_the_first_core_one_it_names(knowledge: Knowledge) -> None:
    index = knowledge.index_of("guidance")
    number = {name: place for place, name in enumerate(index.ids)}
    assert index.ids[index.parents[number["faq-nearshore"]]] == "factor-location"
    assert index.parents[number["factor-location"]] == -1
    assert index.standing[number["factor-location"]] == 1 > index.standing[number["guide-four-factors"]] > 0
    assert index.standing[number["faq-nearshore"]] == 0
    assert all(index.ids[each] in CORE for each in index.parents if each >= 0)


def test_a_core_article_takes_a_share_of_the_lead_of_its_best_elaboration_and_never_passes_it() -> None:
    parents = np.asarray([-1, 0, 0, -1])
    worth = np.asarray([[1.0, 2.0, 3.0, 5.0], [4.0, 2.0, 3.0, 0.0]])
    assert raised(worth, parents, 0.5).tolist() == [[2.0, 2.0, 3.0, 5.0], [4.0, 2.0, 3.0, 0.0]]
    assert raised(worth[0], parents, 0.0).tolist() == worth[0].tolist()


@pytest.mark.parametrize(
    ("general", "core", "narrow", "added"),
    [
        ("is customers' data safe with a provider?", "faq-data-security", "what does GDPR ask of us?", "faq-gdpr"),
        ("в безопасности ли данные клиентов у подрядчика?", "faq-data-security", "чего требует GDPR?", "faq-gdpr"),
        ("does the provider's country change the price?", "factor-location", "support from Poland?", "country-poland"),
        ("зависит ли цена от страны подрядчика?", "factor-location", "поддержка из Польши?", "country-poland"),
    ],
)
def test_a_general_question_gets_the_core_and_a_narrow_one_what_was_added(
    knowledge: Knowledge, general: str, core: str, narrow: str, added: str
) -> None:
    assert knowledge.search(general)[0].article == core
    assert knowledge.search(narrow)[0].article == added


@pytest.mark.parametrize(
    "question", ["which penalties for a missed SLA are usual", "какие штрафы за нарушение SLA обычны"]
)
def test_what_is_far_behind_in_the_ranking_is_not_told_to_be_as_likely_as_the_first(
    knowledge: Knowledge, question: str
) -> None:
    scores = [hit.score for hit in knowledge.search(question)]
    assert scores[0] > 0.8
    assert scores[-1] < 0.7 * scores[0]
    ((_, found),) = knowledge.candidates([question])
    assert scores[-1] <= found[-1].fused / found[0].fused * scores[0] + 1e-4
