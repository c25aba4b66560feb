"""How well messages are read: precision, recall and F1 of brief fields, and exact messages.

The cases of tests/cases/reading are what the reader is made with; of those of tests/cases/aside/reading, which are kept
aside, only the scores are printed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from assistant.reading import apply, read

CASES = Path(__file__).resolve().parents[1] / "tests" / "cases" / "reading"
ASIDE = CASES.parent / "aside" / "reading"


@dataclass
class Score:
    """Counts over one file of cases."""

    name: str
    right: int = 0
    wrong: int = 0  # found and not expected, or with another value
    missed: int = 0
    exact: int = 0
    cases: int = 0
    failures: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Fields of a brief as (dotted path, value); an empty channel is a field of its own, sets are compared as sets."""
    if isinstance(value, Mapping) and value and not {"amount", "currency"} <= value.keys():
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list):
        for item in value:
            yield f"{path}[]", str(sorted(item.items(), key=str)) if isinstance(item, Mapping) else item
    else:
        yield path, value


def same(expected: Any, found: Any) -> bool:
    """Equal, numbers within half a per cent."""
    if isinstance(expected, Mapping) and isinstance(found, Mapping):
        return expected.keys() == found.keys() and all(same(expected[k], found[k]) for k in expected)
    if isinstance(expected, int | float) and isinstance(found, int | float):
        return abs(expected - found) <= 0.005 * max(abs(expected), 1)
    return bool(expected == found)


# Fields that came after most cases had been labelled: where a label says nothing of them, they count neither way.
_LATER = ("fully_loaded", "concurrency", "volume")
_LATER_OF_OFFERS = ("country", "tax", "hour", "fee_per_month", "agents_least")


def _as_labelled(found: Any, expected: Any) -> Any:
    """What was found, without the later fields that the label is silent about."""
    if isinstance(found, Mapping):
        wanted = expected if isinstance(expected, Mapping) else {}
        silent = {key for key in _LATER if key in found and key not in wanted}
        return {key: _as_labelled(value, wanted.get(key)) for key, value in found.items() if key not in silent}
    if isinstance(found, list):
        told = {key for item in expected or () if isinstance(item, Mapping) for key in item}
        silent = {key for key in _LATER_OF_OFFERS if key not in told}
        return [
            {key: value for key, value in item.items() if key not in silent} if isinstance(item, Mapping) else item
            for item in found
        ]
    return found


def compare(expected: Mapping[str, Any], found: Mapping[str, Any]) -> tuple[int, list[str], list[str]]:
    """Number of fields right, those found wrongly, those missed."""
    wanted, got = list(leaves(expected)), list(leaves(_as_labelled(found, expected)))
    right = 0
    for item in list(wanted):
        match = next((other for other in got if other[0] == item[0] and same(item[1], other[1])), None)
        if match is not None:
            right += 1
            wanted.remove(item)
            got.remove(match)
    return right, [f"{p}={v}" for p, v in got], [f"{p}={v}" for p, v in wanted]


def found_by(case: Mapping[str, Any]) -> dict[str, Any]:
    """What reading a case gives, in the shape of its expectation."""
    reading = read(case["text"], question=case.get("question"), brief=case.get("given"))
    result: dict[str, Any] = {}
    if "brief" in case:
        result["brief"] = reading.brief
    if "after" in case:
        result["after"] = apply(case.get("given") or {}, reading.changes)
    if "what_if" in case:
        result["what_if"] = apply({}, reading.what_if)
    if "acts" in case:
        result["acts"] = sorted({act.kind for act in reading.acts})
    if "removed" in case:
        result["removed"] = [change.path for change in reading.changes if change.op == "remove"]
    return result


def expected_of(case: Mapping[str, Any]) -> dict[str, Any]:
    """The expectation of a case."""
    expected = {key: case[key] for key in ("brief", "after", "what_if", "removed") if key in case}
    if "acts" in case:
        expected["acts"] = sorted(set(case["acts"]))
    return expected


def score(path: Path) -> Score:
    """Read every case of a file."""
    result = Score(path.relative_to(CASES if path.is_relative_to(CASES) else CASES.parent).with_suffix("").as_posix())
    for case in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader):
        right, wrong, missed = compare(expected_of(case), found_by(case))
        result.cases += 1
        result.right += right
        result.wrong += len(wrong)
        result.missed += len(missed)
        result.exact += not wrong and not missed
        if wrong or missed:
            result.failures.append(f"{' '.join(str(case['text']).split())[:110]}\n      + {wrong}\n      - {missed}")
    return result


def files() -> list[Path]:
    """Case files of whole messages; facts have tests of their own."""
    return sorted(path for path in CASES.rglob("*.yaml") if path.relative_to(CASES).parts[0] != "facts")


def _totals(name: str, scores: list[Score]) -> Iterator[Score]:
    """All files of a language together."""
    for language in ("en", "ru"):
        parts = [one for one in scores if one.name.endswith(f".{language}")]
        if parts:
            sums = {
                key: sum(getattr(one, key) for one in parts) for key in ("right", "wrong", "missed", "exact", "cases")
            }
            yield Score(f"{name}, {language}", **sums)


def main(arguments: list[str]) -> None:
    """Print the table and the worst failures; an argument limits the files by a part of the name."""
    wanted = [path for path in files() if all(word in str(path) for word in arguments)]
    scores = [score(path) for path in wanted]
    aside = [score(path) for path in sorted(ASIDE.glob("*.yaml")) if all(word in str(path) for word in arguments)]
    print(f"{'cases':34} {'n':>5} {'exact':>7} {'precision':>10} {'recall':>7} {'F1':>7}")
    for one in [*scores, *aside, *_totals("made with", scores), *_totals("kept aside", aside)]:
        share = one.exact / max(one.cases, 1)
        print(f"{one.name:34} {one.cases:5} {share:7.3f} {one.precision:10.3f} {one.recall:7.3f} {one.f1:7.3f}")
    for one in scores:
        for failure in one.failures:
            print(f"- {one.name}: {failure}")


if __name__ == "__main__":
    main(sys.argv[1:])
