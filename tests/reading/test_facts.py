"""Facts of texts against cases: the value first, then the ways to say it, then what must not be taken for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.reading.facts import Fact, find_facts

CASES = Path(__file__).parent.parent / "cases" / "reading" / "facts"
ATTRIBUTES = ("approximate", "bound", "per", "unit", "each", "vague")


def _load() -> list[Any]:
    """One parameter per phrasing: file, kinds looked at, expected facts, text."""
    found = []
    for path in sorted(CASES.glob("*.yaml")):
        data = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
        kinds = frozenset(data["kinds"])
        for case in data["cases"]:
            for text in case["phrasings"]:
                found.append(pytest.param(kinds, case["facts"], text, id=f"{path.stem}: {text}"))
        for text in data["counter_examples"]:
            found.append(pytest.param(kinds, [], text, id=f"{path.stem}, not: {text}"))
    return found


def _seen(fact: Fact, expected: dict[str, Any]) -> dict[str, Any]:
    """The fact as the case writes it: kind and value, and the attributes the case speaks of."""
    return {fact.kind: fact.value} | {name: getattr(fact, name) for name in ATTRIBUTES if name in expected}


@pytest.mark.parametrize(("kinds", "expected", "text"), _load())
def test_a_text_has_exactly_these_facts(kinds: frozenset[str], expected: list[dict[str, Any]], text: str) -> None:
    facts = [fact for fact in find_facts(text) if fact.kind in kinds]
    seen = [_seen(fact, case) for fact, case in zip(facts, [*expected, *[{}] * len(facts)], strict=False)]
    assert seen == expected
    assert all(text[fact.start : fact.end] == fact.text for fact in facts)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Our customers are Japanese, and shy", "country", "JP"),
        ("The guests are mostly French", "country", "FR"),
        ("our clients are nearly all Swedish", "country", "SE"),
        ("The agents are Japanese", "language", "ja"),
        ("Customers are answered in Japanese", "language", "ja"),
    ],
)
def test_what_customers_are_is_where_they_live(text: str, kind: str, value: str) -> None:
    assert [(f.kind, f.value) for f in find_facts(text) if f.kind in ("country", "language")] == [(kind, value)]
