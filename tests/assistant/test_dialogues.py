"""Conversations as data: what a person says, and what must be true of the turn that answers."""

from __future__ import annotations

import logging

import pytest

from assistant import Assistant, Settings
from benchmarks.dialogues import DEVELOPMENT, GAPS, Checker, cases, differences, language_of

# Dialogues known to go wrong somewhere. Not strict: which article answers may hang on the last digit of a nearness in
# meaning, which differs between processors; `python -m benchmarks.dialogues` names those that came right.


def dialogues():
    gaps = set(GAPS.read_text(encoding="utf-8").splitlines())
    for path in sorted(DEVELOPMENT.glob("*.yaml")):
        for name, turns in cases(path):
            full = f"{path.stem}: {name}"
            marks = [pytest.mark.xfail(strict=False, reason="known gap")] if full in gaps else []
            yield pytest.param(language_of(path), turns, id=full, marks=marks)


@pytest.fixture(scope="module")
def opened(library):
    """One assistant for all of them, as it holds the conversations of many people."""
    with Assistant(Settings(), library) as opened:
        yield opened


@pytest.fixture
def conversation(opened, request):
    yield request.node.name
    opened.forget(request.node.name)


@pytest.mark.parametrize(("language", "turns"), dialogues())
def test_dialogue(opened, conversation, caplog, language, turns):
    caplog.set_level(logging.WARNING)
    checker = Checker(language)
    for number, expected in enumerate(turns, start=1):
        turn = opened.ask(expected["say"], conversation)
        problems = [*checker.problems(turn, expected), *caplog.messages]
        assert not problems, f"turn {number}: {expected['say']!r}\n{turn.reply}\n" + "\n".join(problems)


def test_a_wrong_brief_is_seen():
    known = {"channels": {"phone": {"contacts_per_month": 10}}, "languages": ["ru"]}
    assert differences(known, known) == []
    assert differences(known, {"channels": {"phone": {"contacts_per_month": 11}}})
    assert differences(known, {"channels": {"email": {}}})
    assert differences(known, {"languages": ["ru", "en"]})
