"""Corrections that change the words of an earlier message: cases in tests/cases/reworded."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.reading import Told, apply, read

CASES = Path(__file__).parents[1] / "cases" / "reworded"


def cases() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            found.append(pytest.param(case, id=f"{path.stem}: {case['says'][1][:50]}"))
    return found


@pytest.mark.parametrize("case", cases())
def test_brief_after_the_last_message(case: dict[str, Any]) -> None:
    brief: dict[str, Any] = {}
    told: list[Told] = []
    for text in case["says"]:
        changes = read(text, brief=brief, earlier=told).changes
        told.insert(0, Told(text, None, brief))
        brief = apply(brief, changes)
    assert brief == case["brief"]


def test_without_the_earlier_message_nothing_is_put_in_its_place() -> None:
    brief = {"channels": {"phone": {"contacts_per_month": 4560}}}
    assert not read("oops 8 salons, not 6", brief=brief).changes


@pytest.mark.parametrize(
    "text",
    [
        "через сколько это окупится, если сейчас 4 администратора по 45 тысяч",
        "если сейчас сидят 3 девочки по 50 тысяч, выгодно ли?",
        "would it pay if the 4 receptionists are at 2 thousand",
    ],
)
def test_what_is_told_of_each_of_the_people_is_no_supposed_volume(text: str) -> None:
    reading = read(text, brief={"channels": {"phone": {"contacts_per_month": 4550}}})
    assert not [c for c in (*reading.changes, *reading.what_if) if c.path.endswith("contacts_per_month")]
