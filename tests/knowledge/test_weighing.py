"""What the ranking and the judge are fitted with: the classifier of meanings, the weights, questions left out."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge import Knowledge
from knowledge.aim import Aim
from knowledge.held_out import PARTS, _asked, _others
from knowledge.library import load_library
from knowledge.weighing import cross_validated, fit, recalls


def test_a_meaning_aims_at_the_article_whose_texts_point_its_way_however_few_they_are() -> None:
    directions = np.eye(4, dtype=np.float32)
    chance = np.random.default_rng(0)
    article_of = np.asarray([0] * 30 + [1] * 3 + [3] * 10, dtype=np.int32)
    vectors = directions[article_of] + chance.normal(0, 0.05, (len(article_of), 4)).astype(np.float32)
    aim = Aim.learn(vectors, article_of, 4, np.ones(len(article_of), dtype=np.float32))
    assert aim is not None
    for article in (0, 1, 3):
        assert int(np.nanargmax(aim.at(directions[article]))) == article
    assert np.isnan(aim.at(directions[2])[2])
    assert Aim.learn(vectors[:0], article_of[:0], 4, np.ones(0, dtype=np.float32)) is None


def test_weights_follow_the_kind_that_tells_and_the_lead_decides_near_ties_only() -> None:
    chance = np.random.default_rng(1)
    right = np.zeros((60, 5), dtype=bool)
    right[np.arange(60), chance.integers(0, 5, 60)] = True
    telling = right + chance.normal(0, 0.2, right.shape)
    evidence = np.stack([telling, chance.random(right.shape)], axis=2)
    weights = fit(evidence, right)
    assert weights[0] > 5 * weights[1] >= 0
    assert (weights == fit(evidence, right)).all()
    assert recalls(cross_validated(evidence, right), right)[0] > 0.9
    far_ahead = np.asarray([100.0, 0, 0, 0, 0])
    assert recalls(cross_validated(evidence, right, far_ahead) + far_ahead, right)[0] < 0.5


def test_what_is_asked_has_been_left_out() -> None:
    articles = [each for each in load_library() if each.wordings][:20]
    for part in range(PARTS):
        asked = {case.question for case in _asked(articles, ("one", "two"), articles[0].language, part)}
        kept = {
            text for each in articles if each.language == articles[0].language for text in _others(each.wordings, part)
        }
        assert asked
        assert not asked & kept


@pytest.fixture(scope="module")
def words_only() -> Knowledge:
    return Knowledge.open(None, words_only=True)


@pytest.mark.parametrize(
    ("question", "article"),
    [("hidden costs?", "faq-hidden-costs"), ("скрытые расходы?", "faq-hidden-costs"), ("sla", "practice-sla")],
)
def test_a_question_of_a_word_or_two_that_is_a_wording_is_answered_with_and_without_meaning(
    knowledge: Knowledge, words_only: Knowledge, question: str, article: str
) -> None:
    assert knowledge.search(question)[0].article == article
    assert words_only.search(question)[0].article == article
