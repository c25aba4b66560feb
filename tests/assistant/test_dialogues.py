"""Conversations as data: what a person says, and what must be true of the turn that answers."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest
import yaml

FOLDER = Path(__file__).parents[1] / "cases" / "dialogues"
KEYS = {"say", "brief", "absent", "question", "estimate", "has", "lacks", "cites", "language", "month", "comparison"}


def dialogues():
    for path in sorted(FOLDER.glob("*.yaml")):
        language = path.name.split(".")[-2]
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            yield pytest.param(language, case["turns"], id=f"{path.stem}: {case['name']}")


def contains(whole, part):
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(
            key in whole and contains(whole[key], value) for key, value in part.items()
        )
    return whole == part


@pytest.mark.parametrize(("language", "turns"), dialogues())
def test_dialogue(assistant, caplog, language, turns):
    caplog.set_level(logging.WARNING)
    asked, month = [], None
    for number, expected in enumerate(turns, start=1):
        assert set(expected) <= KEYS, f"turn {number}: unknown keys {set(expected) - KEYS}"
        turn = assistant.ask(expected["say"], "c")
        where = f"turn {number}: {expected['say']!r}\n{turn.reply}\n"
        check(turn, expected, language, where)
        now = turn.estimate["monthly"]["typical"] if turn.estimate else None
        check_month(expected.get("month"), month, now, where)
        month = now if now is not None and turn.comparison is None else month
        if turn.question and not turn.question["field"].startswith("yes_no"):
            asked.append(turn.question["field"])
        marks = {int(mark) for mark in re.findall(r"\[(\d+)\](?!\()", turn.reply)}
        assert marks == {citation.mark for citation in turn.citations}, where
        assert not caplog.records, where + caplog.text


def check(turn, expected, language, where):
    assert turn.language == expected.get("language", language), where
    assert contains(dict(turn.brief), expected.get("brief", {})), f"{where}{dict(turn.brief)}"
    for field in expected.get("absent", ()):
        value = turn.brief
        for key in field.split("."):
            value = value.get(key) if isinstance(value, dict) else None
        assert value is None, f"{where}{field} is {value!r}"
    if "question" in expected:
        field = turn.question["field"] if turn.question else None
        assert field == expected["question"], f"{where}asked {field}"
    if "estimate" in expected:
        assert (turn.estimate is not None) == expected["estimate"], where
    for text in expected.get("has", ()):
        assert text.lower() in plain(turn.reply), f"{where}lacks {text!r}"
    for text in expected.get("lacks", ()):
        assert text.lower() not in plain(turn.reply), f"{where}has {text!r}"
    for article in expected.get("cites", ()):
        assert article in {citation.article for citation in turn.citations}, f"{where}does not cite {article}"
    if "comparison" in expected:
        assert (turn.comparison is not None) == expected["comparison"], where


def check_month(word, before, now, where):
    if word is not None:
        assert now is not None, where
        assert before is not None, where
        assert {"less": now < before, "more": now > before, "same": now == before}[word], f"{where}{before} → {now}"


def plain(text):
    return text.lower().replace("\u00a0", " ").replace("\u202f", " ")
