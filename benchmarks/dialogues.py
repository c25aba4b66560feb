"""How well whole conversations go: dialogues exact and turns right, over the cases of tests/cases/dialogues."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from assistant import Assistant, Settings
from assistant.turn import Turn
from knowledge import Knowledge

CASES = Path(__file__).resolve().parents[1] / "tests" / "cases"
DEVELOPMENT, ASIDE = CASES / "dialogues", CASES / "aside" / "dialogues"
GAPS = CASES.parent / "assistant" / "known_gaps.txt"
KEYS = frozenset(
    {
        "say",
        "brief",
        "absent",
        "question",
        "estimate",
        "has",
        "lacks",
        "cites",
        "cites_any",
        "language",
        "month",
        "comparison",
    }
)
_MARK = re.compile(r"\[(\d+)\](?!\()")
# Without a workload there is no estimate, so this may be asked again, in other words.
_MAY_COME_AGAIN = "contacts_per_month"


@dataclass
class Checker:
    """What must hold from turn to turn of one conversation, beside what its case expects of each turn."""

    language: str
    month: float | None = None
    asked: set[str] = field(default_factory=set)

    def problems(self, turn: Turn, expected: Mapping[str, Any]) -> list[str]:
        """Everything that is wrong with one turn, in words; empty when it is right."""
        found = [f"unknown key {key}" for key in set(expected) - KEYS]
        found += of_values(turn, expected, self.language) + of_words(turn, expected) + of_marks(turn)
        found += self._of_month(turn, expected.get("month"))
        if not turn.brief:
            self.asked.clear()
        # An empty message leaves the question open, and it is repeated with it.
        return found + (self._of_question(turn) if expected.get("say", "").strip() else [])

    def _of_month(self, turn: Turn, word: str | None) -> list[str]:
        before, now = self.month, turn.estimate["monthly"]["typical"] if turn.estimate else None
        if now is not None and not _is_what_if(turn):
            self.month = now
        if word is None:
            return []
        if now is None or before is None:
            return [f"month is to be {word}, but there is {'no figure' if now is None else 'nothing before it'}"]
        right = {"less": now < before, "more": now > before, "same": now == before}[word]
        return [] if right else [f"month is to be {word}: {before} → {now}"]

    def _of_question(self, turn: Turn) -> list[str]:
        name = (turn.question or {}).get("field", "")
        if not name or name.startswith("yes_no") or name == _MAY_COME_AGAIN or "options" in (turn.question or {}):
            return []
        twice = name in self.asked
        self.asked.add(name)
        return [f"asked {name} twice"] if twice else []


def _is_what_if(turn: Turn) -> bool:
    return str((turn.question or {}).get("field", "")).startswith("yes_no")


def of_values(turn: Turn, expected: Mapping[str, Any], language: str) -> list[str]:
    """What is wrong with the language, the brief, the question and the figures."""
    found = []
    if turn.language != expected.get("language", language):
        found.append(f"language is {turn.language}")
    found += [f"brief: {difference}" for difference in differences(dict(turn.brief), expected.get("brief", {}))]
    for name in expected.get("absent", ()):
        value: Any = turn.brief
        for key in name.split("."):
            value = value.get(key) if isinstance(value, Mapping) else None
        if value is not None:
            found.append(f"{name} is {value!r}")
    if "question" in expected:
        asked = turn.question["field"] if turn.question else None
        if asked != expected["question"]:
            found.append(f"asked {asked}, not {expected['question']}")
    for name, value in (("estimate", turn.estimate), ("comparison", turn.comparison)):
        if name in expected and (value is not None) != expected[name]:
            found.append(f"{name} {'expected' if expected[name] else 'not expected'}")
    return found


def of_words(turn: Turn, expected: Mapping[str, Any]) -> list[str]:
    """What the reply lacks or should not have, and articles it does not cite."""
    reply = plain(turn.reply)
    found = [f"lacks {text!r}" for text in expected.get("has", ()) if plain(text) not in reply]
    found += [f"has {text!r}" for text in expected.get("lacks", ()) if plain(text) in reply]
    cited = {citation.article for citation in turn.citations}
    found += [f"cites {sorted(cited)}, not {a}" for a in expected.get("cites", ()) if a not in cited]
    any_of = expected.get("cites_any", ())
    return [*found, f"cites {sorted(cited)}, none of {any_of}"] if any_of and not cited & set(any_of) else found


def of_marks(turn: Turn) -> list[str]:
    """Every mark has a citation and every citation a mark."""
    marks = {int(mark) for mark in _MARK.findall(turn.reply)}
    cited = {citation.mark for citation in turn.citations}
    return [] if marks == cited else [f"marks {sorted(marks)} but citations {sorted(cited)}"]


def differences(whole: Any, part: Any, path: str = "") -> list[str]:
    """Where `whole` does not hold what `part` says; of an object only the keys of `part` are compared."""
    if isinstance(part, Mapping) and isinstance(whole, Mapping):
        inner = ((f"{path}.{key}" if path else str(key), key, value) for key, value in part.items())
        return [
            text
            for name, key, value in inner
            for text in (differences(whole[key], value, name) if key in whole else [f"{name} is missing"])
        ]
    return [] if whole == part else [f"{path} is {whole!r}, not {part!r}"]


def plain(text: str) -> str:
    """Text as it is compared: small letters, ordinary spaces."""
    return text.lower().replace("\u00a0", " ").replace("\u202f", " ")


def cases(path: Path) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
    """The dialogues of one file: name and turns."""
    for case in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader):
        yield case["name"], case["turns"]


def language_of(path: Path) -> str:
    """The language of a file of dialogues, from its name: `founder.ru.yaml`."""
    return path.name.split(".")[-2]


@dataclass
class Score:
    """Counts over one file of dialogues."""

    name: str
    dialogues: int = 0
    exact: int = 0
    turns: int = 0
    right: int = 0
    failures: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)  # names of the dialogues with a failure


class _Warnings(logging.Handler):
    """Collects warnings: a reply that says what has no origin is logged, and counts as wrong."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(record.getMessage())

    def taken(self) -> list[str]:
        texts, self.texts = self.texts, []
        return texts


def score(path: Path, assistant: Assistant, warnings: _Warnings) -> Score:
    """Have every conversation of a file."""
    result = Score(path.stem)
    for name, turns in cases(path):
        checker, exact = Checker(language_of(path)), True
        conversation = f"{path.stem}/{name}"
        for number, expected in enumerate(turns, start=1):
            try:
                turn = assistant.ask(expected["say"], conversation)
            except Exception as error:  # a turn that fails is measured as a wrong one
                problems = [f"failed: {type(error).__name__}: {error}"]
            else:
                problems = [*checker.problems(turn, expected), *warnings.taken()]
            result.turns += 1
            result.right += not problems
            if problems:
                exact = False
                said = " ".join(expected["say"].split())[:140]
                result.failures.append(f"{name}, turn {number}: {said!r}\n      " + "\n      ".join(problems))
        assistant.forget(conversation)
        result.dialogues += 1
        result.exact += exact
        if not exact:
            result.wrong.append(name)
    return result


def main(arguments: list[str]) -> None:
    """Print the table, then the failures; a word limits the files by a part of the name.

    With `--aside` the cases kept aside are measured, and only their scores are shown; `--words-only` searches the
    guidance by words alone, as the tests do.
    """
    aside, words_only = "--aside" in arguments, "--words-only" in arguments
    wanted = [word for word in arguments if not word.startswith("--")]
    paths = [path for path in sorted((ASIDE if aside else DEVELOPMENT).glob("*.yaml")) if _named(path, wanted)]
    warnings = _Warnings()
    logging.getLogger("assistant").addHandler(warnings)
    print(f"{'dialogues' + (' kept aside' if aside else ''):34} {'n':>5} {'exact':>7} {'turns':>6} {'right':>7}")
    scores = []
    with Assistant(Settings(), Knowledge.open(words_only=words_only)) as assistant:
        for path in paths:
            scores.append(score(path, assistant, warnings))
            _print_row(scores[-1])
    total = Score("all")
    for one in scores:
        total.dialogues += one.dialogues
        total.exact += one.exact
        total.turns += one.turns
        total.right += one.right
    _print_row(total)
    if not aside:
        for one in scores:
            for failure in one.failures:
                print(f"- {one.name}: {failure}")
        for full in came_right(scores, paths):
            print(f"+ came right, and is to leave {GAPS.name}: {full}")


def came_right(scores: list[Score], paths: list[Path]) -> list[str]:
    """The dialogues of these files that are listed as going wrong and no longer do, as they stand in the list."""
    wrong = {f"{one.name}: {name}" for one in scores for name in one.wrong}
    measured = {f"{path.stem}: {name}" for path in paths for name, _ in cases(path)}
    return [full for full in GAPS.read_text(encoding="utf-8").splitlines() if full in measured - wrong]


def _named(path: Path, wanted: list[str]) -> bool:
    return not wanted or any(word in path.name for word in wanted)


def _print_row(one: Score) -> None:
    exact, right = one.exact / max(one.dialogues, 1), one.right / max(one.turns, 1)
    print(f"{one.name:34} {one.dialogues:5} {exact:7.3f} {one.turns:6} {right:7.3f}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
