"""What is told of a known case in plain words, each wording of tests/cases/orders, and what must become of it."""

from collections.abc import Iterator, Mapping
from itertools import permutations
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from assistant.reading import apply, read
from benchmarks.reading import same

CASES = Path(__file__).resolve().parents[1] / "cases" / "orders"
KNOWN = {"phone": 2650, "email": 1800, "chat": 310}
GONE = {"first": 1, "both": 2, "none": 0}  # of the channels X and Y, how many an order takes out


def loaded(name: str) -> Any:
    return yaml.safe_load((CASES / name).read_text(encoding="utf-8"))


def brief_of_channels() -> dict[str, Any]:
    channels = {name: {"contacts_per_month": volume} for name, volume in KNOWN.items()}
    return {"home_country": "GB", "channels": channels}


def orders(language: str) -> Iterator[Any]:
    told = loaded(f"channels.{language}.yaml")
    names = {name: SimpleNamespace(**forms) for name, forms in told["names"].items()}
    rows = list(permutations(names))
    for kind, count in GONE.items():
        for at, template in enumerate(told[kind]):
            x, y, z = rows[at % len(rows)]
            text = template.format(x=names[x], y=names[y], z=names[z])
            yield pytest.param(text, {x, y} if count == 2 else {x} if count else set(), id=f"{language}: {text}")


@pytest.mark.parametrize(("text", "gone"), [*orders("en"), *orders("ru")])
def test_orders_of_channels(text: str, gone: set[str]) -> None:
    before = brief_of_channels()
    after = apply(before, read(text, brief=before).changes)
    assert after == {**before, "channels": {n: None if n in gone else c for n, c in before["channels"].items()}}


def leaves(value: Any, path: str = "") -> dict[str, Any]:
    """The values of a brief by their dotted paths; hours of a day that never ends have no ends."""
    if isinstance(value, Mapping) and value:
        found: dict[str, Any] = {}
        for key, inner in value.items():
            found |= leaves(inner, f"{path}.{key}" if path else str(key))
        return found
    return {path: value}


def becomes(changed: Mapping[str, Any], found: Mapping[str, Any], base: Mapping[str, Any]) -> bool:
    """Whether of the brief just that has changed which was to change; "gone" stands for a field no longer known."""
    wanted = {path: value for path, value in base.items() if not any(path.startswith(f"{p}.") for p in changed)}
    for path, value in changed.items():
        wanted.pop(path, None)
        if value != "gone":
            wanted |= leaves(value, path)
    if wanted.get("coverage.hours_per_day") == 24:
        found = {p: v for p, v in found.items() if p not in ("coverage.open", "coverage.close")}
    return wanted.keys() == found.keys() and all(same(found[path], value) for path, value in wanted.items())


def groups() -> Iterator[Any]:
    for language in ("en", "ru"):
        for group in loaded(f"known.{language}.yaml"):
            yield pytest.param(group, id=f"{language}: {group['say'][0]}")


@pytest.mark.parametrize("group", groups())
def test_plain_statements(group: Mapping[str, Any]) -> None:
    brief = loaded("base.yaml")
    base = leaves(brief)
    amiss = group.get("amiss", [])
    told = [*group["say"], *amiss]
    found = [t for t in told if not becomes(group["becomes"], leaves(apply(brief, read(t, brief=brief).changes)), base)]
    assert found == amiss
