"""YAML read with line numbers, for data files that must be refused when they are wrong.

A file is composed into nodes (by the C parser where it is available) and turned into plain values together with the
line of every one of them. What YAML itself lets pass in silence, such as a key given twice or ``NO`` read as false, is
a problem here. Problems are collected and raised together, so that an author sees all of them at once.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAG = "tag:yaml.org,2002:"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")

Path_ = tuple[Hashable, ...]


@dataclass(frozen=True, order=True)
class DataProblem:
    """One mistake in a data file: where it is, what is wrong, what would be right."""

    file: str
    line: int
    path: str
    message: str
    hint: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}: {self.path}: " if self.path else f"{self.file}:{self.line}: "
        return f"{where}{self.message}. hint: {self.hint}"


class DataError(ValueError):
    """One or more data files are wrong; ``problems`` lists every mistake found, in file and line order."""

    def __init__(self, problems: Sequence[DataProblem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass
class Document:
    """A data file's value, with the line each part of it stands on and the problems found so far."""

    file: str
    value: Any = None
    lines: dict[Path_, int] = field(default_factory=dict)
    problems: list[DataProblem] = field(default_factory=list)
    unreadable: frozenset[Path_] = frozenset()

    def line(self, path: Path_) -> int:
        """The line of the value at ``path``, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def report(self, path: Path_, message: str, hint: str) -> None:
        """Note a mistake at ``path``, unless what stands there could not be read in the first place."""
        if path in self.unreadable:
            return
        shown = ".".join(str(part) for part in path)
        self.problems.append(DataProblem(self.file, self.line(path), shown, message, hint))

    def check_keys(
        self, path: Path_, mapping: Mapping[Any, Any], required: Sequence[str], optional: Sequence[str] = ()
    ) -> None:
        """Report every key of ``mapping`` that is not known and every required one that is missing."""
        known = (*required, *optional)
        for key in mapping:
            if key not in known:
                self.report((*path, key), "unknown key", f"known keys are {', '.join(known)}")
        for key in required:
            if key not in mapping:
                self.report(path, f"'{key}' is missing", f"every entry here has {', '.join(required)}")


def read_document(file: Path) -> Document:
    """Read one YAML file into plain values with their lines; mistakes of form are in ``problems``."""
    document = Document(file.name)
    try:
        root = yaml.compose(file.read_text(encoding="utf-8"), Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        document.problems.append(
            DataProblem(file.name, line, "", f"not readable as YAML ({error.problem})", "check quotes and indentation")
        )
    except UnicodeDecodeError:
        document.problems.append(DataProblem(file.name, 1, "", "not UTF-8 text", "save the file as UTF-8"))
    else:
        document.value = None if root is None else _value(root, (), document)
        wrong = {problem.path for problem in document.problems}
        document.unreadable = frozenset(path for path in document.lines if ".".join(map(str, path)) in wrong)
    return document


def _value(node: yaml.Node, path: Path_, document: Document) -> Any:
    document.lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, document)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*path, number), document) for number, item in enumerate(node.value)]
    return _scalar(node, path, document)


def _mapping(node: yaml.MappingNode, path: Path_, document: Document) -> dict[Hashable, Any]:
    result: dict[Hashable, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else str(key_node.tag)
        here = (*path, key)
        if key in result:
            first = document.lines[here]
            document.lines[here] = key_node.start_mark.line + 1
            document.report(here, f"given twice, first on line {first}", "keep one of them")
            continue
        result[key] = _value(value_node, here, document)
        document.lines[here] = key_node.start_mark.line + 1
    return result


def _scalar(node: yaml.Node, path: Path_, document: Document) -> Any:
    text = str(node.value)
    kind = node.tag.removeprefix(_TAG)
    if kind == "null":
        return None
    if kind == "bool":
        if text not in ("true", "false"):
            document.report(path, f"{text} is read as a yes or no", "write true or false, or put the word in quotes")
        return text.lower() in ("true", "yes", "on")
    if kind in ("int", "float"):
        return _number(text, path, document)
    if kind == "timestamp" and _DATE.match(text):
        try:
            return datetime.date.fromisoformat(text)
        except ValueError:
            document.report(path, f"{text} is not a day of the calendar", "write the date as 2026-11-24")
            return None
    return text


def _number(text: str, path: Path_, document: Document) -> int | float | None:
    try:
        number: int | float = int(text) if re.fullmatch(r"[-+]?(0|[1-9]\d*)", text) else float(text)
    except ValueError:
        spelled = {".inf": math.inf, "-.inf": -math.inf, ".nan": math.nan}.get(text.lower())
        if spelled is None:
            document.report(path, f"{text} is not a plain decimal number", "write it as 1234.5")
            return None
        number = spelled
    return number
