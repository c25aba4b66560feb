"""Teach what a sentence is for: `python -m assistant.reading.intent_learning CASES`.

The library's wordings and the labelled questions ask the library; messages labelled with what they change tell; those
labelled with a supposition, a comparison or another figure ask for a figure. `CASES` is the folder tests/cases; what is
kept aside in it is not read.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from assistant.reading.intents import FIGURE, INTENTS, LIBRARY, TELLS, WEIGHTS
from assistant.reading.whole_learning import Taught, teach
from knowledge import load_library

_STRENGTH = 100.0  # the inverse of the penalty on the weights; chosen with whole files left out
_FIGURES = frozenset({"what_if", "compare", "estimate", "summary", "why_expensive", "explain_line", "advise", "quotes"})
_TOLD = frozenset({"state", "correct", "negate"})


def examples(cases: Path) -> Iterator[Taught]:
    """Sentences and messages with what they are for."""
    for article in load_library().articles.values():
        yield from ((wording, article.language, LIBRARY) for wording in article.wordings)
    for folder, read in (("retrieval", _question), ("learning", _message), ("reading", _message)):
        for path in sorted((cases / folder).rglob("*.yaml")):
            if path.parent.name != "facts":
                yield from read(_loaded(path), _language(path))
    for path in sorted((cases / "dialogues").glob("*.yaml")):
        for dialogue in _loaded(path):
            yield from _turns(dialogue["turns"], _language(path))


def _loaded(path: Path) -> list[Any]:
    return list(yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader))


def _language(path: Path) -> str:
    return path.name.split(".")[-2]


def _question(cases: Sequence[Mapping[str, Any]], language: str) -> Iterator[Taught]:
    yield from ((case["question"], language, LIBRARY) for case in cases if case["articles"])


def _message(cases: Sequence[Mapping[str, Any]], language: str) -> Iterator[Taught]:
    for case in cases:
        if "text" in case and (intent := _intent(case)):
            yield case["text"], language, intent


def _intent(case: Mapping[str, Any]) -> str:
    """What a labelled message is for; nothing where its label does not tell."""
    acts = set(case.get("acts") or ())
    if case.get("what_if") or (acts and acts <= _FIGURES):
        return FIGURE
    if acts == {"ask"}:
        return LIBRARY
    told = case.get("brief") or (case.get("after") not in (None, case.get("given")))
    return TELLS if (acts and acts <= _TOLD) or (not acts and told) else ""


def _turns(turns: Sequence[Mapping[str, Any]], language: str) -> Iterator[Taught]:
    known: dict[str, Any] = {}
    for at, turn in enumerate(turns):
        told = _new(turn.get("brief") or {}, known)
        known = _with(known, turn.get("brief") or {})
        if turn.get("cites_any") or turn.get("cites"):
            yield turn["say"], language, LIBRARY
        elif turn.get("comparison"):
            yield turn["say"], language, FIGURE
        elif told:
            yield turn["say"], language, TELLS
        elif at and (turn.get("month") == "same" or ("month" not in turn and turn.get("estimate"))):
            yield turn["say"], language, FIGURE


def _new(told: Mapping[str, Any], known: Mapping[str, Any]) -> bool:
    """Whether a turn says anything that the turns before it have not: a supposition leaves all as it was."""
    return _with(known, told) != known


def _with(known: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    """What is known after a turn, the parts of a field told one by one."""
    merged = dict(known)
    for field, value in told.items():
        before = merged.get(field)
        merged[field] = _with(before, value) if isinstance(value, Mapping) and isinstance(before, Mapping) else value
    return merged


def main(arguments: Sequence[str] | None = None) -> int:
    """Teach from a folder of cases and write the weights."""
    (cases,) = sys.argv[1:] if arguments is None else arguments
    known = list(examples(Path(cases)))
    teach(known, INTENTS, _STRENGTH, rarer=True).save(WEIGHTS)
    print(", ".join(f"{intent}: {times}" for intent, times in Counter(each[2] for each in known).items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
