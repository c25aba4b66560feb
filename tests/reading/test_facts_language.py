"""The language of a message."""

from __future__ import annotations

import pytest

from assistant.reading.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Сколько стоит час работы оператора?", "ru"),
        ("How much is an agent hour?", "en"),
        ("да", "ru"),
        ("yes", "en"),
        ("Нужна поддержка 24/7 в WhatsApp и email, CRM Zendesk", "ru"),
        ("сколько стоит BPO в Manila?", "ru"),
        ("we use Битрикс24 and need phone support", "en"),
        ("привет", "ru"),
        ("phone and email", "en"),
        ("what about 1С and Битрикс24", "en"),
    ],
)
def test_a_message_has_a_language(text: str, language: str) -> None:
    assert detect_language(text, "en") == language
    assert detect_language(text, "ru") == language


@pytest.mark.parametrize(
    "text", ["", "10", "24/7", "WhatsApp", "Telegram", "SLA 80/20", "$12", "ok", "CRM", "👍", "9-18"]
)
def test_a_short_answer_keeps_the_language_of_the_conversation(text: str) -> None:
    assert detect_language(text, "ru") == "ru"
    assert detect_language(text, "en") == "en"
