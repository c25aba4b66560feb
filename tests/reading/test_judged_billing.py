"""The judge of pricing models: what it adds to what the rules found, and what it leaves alone."""

from __future__ import annotations

import pytest

from assistant.reading import read
from assistant.reading.judged_billing import MODELS, PATH, with_billing
from assistant.reading.result import Change
from assistant.reading.scene import look
from assistant.reading.whole import LONGEST
from tools.brief_fields import PRICING_MODELS


def test_the_models_judged_are_those_of_a_brief() -> None:
    assert set(MODELS[1:]) == set(PRICING_MODELS)


@pytest.mark.parametrize(
    ("text", "model"),
    [
        (
            "If a case is not solved, we owe nothing; pay us only for the solved ones, that is our rule.",
            "per_resolution",
        ),
        ("Платим только за решённые вопросы, нерешённые за ваш счёт.", "per_resolution"),
        ("Платить хотим за фактически отработанные часы.", "per_hour"),
    ],
)
def test_a_model_told_in_other_words_is_taken(text: str, model: str) -> None:
    assert read(text).brief[PATH] == model


@pytest.mark.parametrize(
    "text", ["The vendor charges 0.62 per minute.", "Give me a minute.", "Подрядчик просит 28 рублей за минуту"]
)
def test_a_price_of_a_vendor_is_no_wish(text: str) -> None:
    assert PATH not in read(text).brief


def test_a_model_known_already_is_left_alone() -> None:
    scene = look("Платим только за решённые вопросы, нерешённые за ваш счёт.", "ru")
    assert with_billing(scene, (), {PATH: "per_hour"}) == ()


def test_a_model_past_the_words_that_are_weighed_stays() -> None:
    text = "Nothing here tells how we pay. " * (LONGEST // 4) + "Bill us per hour."
    at = text.index("per hour")
    told = Change("set", PATH, "per_hour", at, at + 8, "per hour")
    assert with_billing(look(text, "en"), (told,), {}) == (told,)
