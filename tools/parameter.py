"""The figures the calculator rests on: a low, a typical and a high value each, with unit, source, date and confidence.

They stand in ``tools/parameters/*.yaml``. A file with a mistake in it is refused, with every mistake named by file and
line. Formulas look figures up through a ``View``, which records what was used, so that a trace is never forgotten.
"""

from __future__ import annotations

import datetime
import functools
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from knowledge.checked_yaml import DataError, DataProblem, Document, Path_, read_document
from knowledge.sources import known_references

PARAMETERS_FOLDER = Path(__file__).with_name("parameters")
LANGUAGES = ("en", "ru")
CONFIDENCES = ("high", "medium", "low")
BASES = ("stated", "derived", "judgement")

PLAIN_UNITS = frozenset(
    (
        *("fraction", "fraction/year", "multiplier", "seconds", "hours", "hours/week", "hours/month", "days", "weeks"),
        *("months", "contacts", "contacts/month", "agents", "agents/supervisor", "agents/qa", "agents/trainer"),
        *("agents/planner", "chats"),
    )
)
PER_UNITS = frozenset(
    (
        *("hour", "minute", "month", "year", "contact", "resolution", "message", "email", "transaction", "hire"),
        *("agent", "event", "agent/month", "agent/year", "seat/month", "tool/month"),
    )
)
_ID = re.compile(r"[a-z_]+(\.[A-Za-z0-9_]+)*\Z")
_CURRENCY = re.compile(r"[A-Z]{3}\Z")
_KEYS = ("label", "low", "typical", "high", "unit", "sources", "checked_on", "confidence", "basis")
_OPTIONAL = ("derived_from", "note")


@dataclass(frozen=True)
class Parameter:
    """One figure: ``low`` ≤ ``typical`` ≤ ``high`` in ``unit``, what it rests on, and how sure it is.

    ``unit`` is a plain unit (``fraction``, ``seconds``), an amount of money (``USD``), money per something
    (``USD/hour``) or a rate of exchange (``RUB/USD``: roubles for one dollar). ``sources`` are ids of sources or facts
    of the bibliography. ``basis`` is ``stated`` (a source gives it), ``derived`` (worked out of the parameters
    ``derived_from``) or ``judgement`` (no source stands; ``note`` says why).
    """

    id: str
    low: float
    typical: float
    high: float
    unit: str
    labels: Mapping[str, str] = field(repr=False)
    sources: tuple[str, ...]
    checked_on: datetime.date
    confidence: str
    basis: str
    derived_from: tuple[str, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict, repr=False)

    def label(self, language: str) -> str:
        """What the figure is, in words."""
        return self.labels.get(language) or self.labels["en"]

    def note(self, language: str) -> str | None:
        """What a reader should know about the figure beyond its label."""
        return self.notes.get(language) or self.notes.get("en")

    @property
    def currency(self) -> str | None:
        """The currency of an amount or of money per something; None for anything else, rates of exchange included."""
        money, _, per = self.unit.partition("/")
        return money if _CURRENCY.match(money) and not _CURRENCY.match(per) else None


class Parameters(Mapping[str, Parameter]):
    """All parameters by id."""

    def __init__(self, parameters: Iterable[Parameter]) -> None:
        self._by_id = {parameter.id: parameter for parameter in parameters}
        self._groups: dict[str, dict[str, Parameter]] = {}

    @staticmethod
    def load() -> Parameters:
        """The calculator's own parameters, read once; raises ``DataError`` listing every mistake."""
        return _load()

    def __getitem__(self, identity: str) -> Parameter:
        return self._by_id[identity]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    def under(self, prefix: str) -> dict[str, Parameter]:
        """The parameters whose id is ``prefix`` and one more part, by that last part."""
        if prefix not in self._groups:
            start = prefix + "."
            self._groups[prefix] = {
                identity[len(start) :]: parameter
                for identity, parameter in self._by_id.items()
                if identity.startswith(start) and "." not in identity[len(start) :]
            }
        return dict(self._groups[prefix])

    def view(self) -> View:
        """A fresh view that records what is looked up through it."""
        return View(self)


class View:
    """Parameters seen by one calculation: everything used is on record in ``used``, in order of first use."""

    def __init__(self, parameters: Parameters) -> None:
        self.parameters = parameters
        self._used: dict[str, Parameter] = {}

    def use(self, identity: str) -> Parameter:
        """The parameter with this id, put on record; ``KeyError`` if there is none."""
        parameter = self.parameters[identity]
        self._used.setdefault(identity, parameter)
        return parameter

    def __contains__(self, identity: str) -> bool:
        return identity in self.parameters

    @property
    def used(self) -> tuple[Parameter, ...]:
        """What has been used so far, each once."""
        return tuple(self._used.values())


@functools.cache
def _load() -> Parameters:
    return read_parameters(sorted(PARAMETERS_FOLDER.glob("*.yaml")))


def read_parameters(files: Iterable[Path], references: Iterable[str] | None = None) -> Parameters:
    """The parameters of these files.

    Args:
        files: YAML files of entries, id first.
        references: ids a source may be named by; those of the bibliography when None.

    Raises:
        DataError: at least one file is wrong; every mistake of every file is listed.
    """
    known = frozenset(known_references() if references is None else references)
    problems: list[DataProblem] = []
    found: dict[str, tuple[Parameter, Document]] = {}
    for file in files:
        document = read_document(file)
        if not document.problems and not isinstance(document.value, dict):
            document.report((), "not a list of parameters", "each entry starts with its id and a colon")
        for identity, entry in document.value.items() if isinstance(document.value, dict) else ():
            if identity in found:
                other = found[identity][1]
                where = f"{other.file}:{other.line((identity,))}"
                document.report((identity,), f"given twice, first in {where}", "keep one of them")
                continue
            parameter = _parameter(document, identity, entry, known)
            if parameter is not None:
                found[identity] = (parameter, document)
        problems.extend(document.problems)
    problems.extend(_unknown_origins(found) if not problems else ())
    if problems:
        raise DataError(problems)
    return Parameters(parameter for parameter, _ in found.values())


def is_unit(unit: object) -> bool:
    """Whether ``unit`` is one a parameter may have."""
    if not isinstance(unit, str):
        return False
    money, slash, per = unit.partition("/")
    if unit in PLAIN_UNITS:
        return True
    return bool(_CURRENCY.match(money)) and (not slash or per in PER_UNITS or bool(_CURRENCY.match(per)))


def _unknown_origins(found: Mapping[str, tuple[Parameter, Document]]) -> list[DataProblem]:
    problems = []
    for identity, (parameter, document) in found.items():
        for number, origin in enumerate(parameter.derived_from):
            if origin not in found or origin == identity:
                path = (identity, "derived_from", number)
                line = document.line(path)
                message = f"no parameter '{origin}' to derive from"
                hint = "name parameters that exist, and not this one"
                problems.append(DataProblem(document.file, line, ".".join(map(str, path)), message, hint))
    return problems


def _parameter(document: Document, identity: Any, entry: Any, references: frozenset[str]) -> Parameter | None:
    path: Path_ = (identity,)
    before = len(document.problems)
    if not isinstance(identity, str) or not _ID.match(identity):
        document.report(path, f"'{identity}' is not a parameter id", "words joined by dots, as rates.hourly.PH")
    if not isinstance(entry, dict):
        document.report(path, "not a parameter", f"an entry has {', '.join(_KEYS)}")
        return None
    document.check_keys(path, entry, _KEYS, _OPTIONAL)
    low, typical, high = _range(document, path, entry)
    if "unit" in entry and not is_unit(entry["unit"]):
        hint = "a plain unit as fraction or seconds, or money as USD, USD/hour, RUB/USD"
        document.report((*path, "unit"), f"unknown unit '{entry['unit']}'", hint)
    labels = _texts(document, (*path, "label"), entry.get("label")) if "label" in entry else {}
    notes = _texts(document, (*path, "note"), entry["note"]) if "note" in entry else {}
    sources = _references(document, (*path, "sources"), entry.get("sources", []), references)
    derived_from = _references(document, (*path, "derived_from"), entry.get("derived_from", []), None)
    checked_on = (
        _checked_on(document, (*path, "checked_on"), entry.get("checked_on")) if "checked_on" in entry else None
    )
    _check_choice(document, (*path, "confidence"), entry.get("confidence", "low"), CONFIDENCES)
    _check_choice(document, (*path, "basis"), entry.get("basis", "stated"), BASES)
    _check_basis(document, path, entry)
    if len(document.problems) > before or checked_on is None:
        return None
    return Parameter(
        identity, low, typical, high, entry["unit"], labels, sources, checked_on,
        entry["confidence"], entry["basis"], derived_from, notes,
    )  # fmt: skip


def _range(document: Document, path: Path_, entry: Mapping[str, Any]) -> tuple[float, float, float]:
    figures: list[float] = []
    for key in ("low", "typical", "high"):
        figure = entry.get(key)
        if key not in entry:
            continue
        if isinstance(figure, bool) or not isinstance(figure, int | float):
            document.report((*path, key), f"'{figure}' is not a number", "write a plain number, as 12.5")
        elif not math.isfinite(figure):
            document.report((*path, key), "not a finite number", "write a plain number, as 12.5")
        else:
            figures.append(float(figure))
    if len(figures) != 3:
        return 0.0, 0.0, 0.0
    if figures != sorted(figures):
        shown = f"low {figures[0]:g}, typical {figures[1]:g}, high {figures[2]:g}"
        document.report(path, f"{shown} are not in rising order", "low ≤ typical ≤ high")
    return figures[0], figures[1], figures[2]


def _texts(document: Document, path: Path_, entry: Any) -> dict[str, str]:
    if not isinstance(entry, dict):
        document.report(path, "not a text in each language", "write {en: …, ru: …}")
        return {}
    document.check_keys(path, entry, LANGUAGES)
    for language, text in entry.items():
        if not isinstance(text, str) or not text.strip():
            document.report((*path, language), "not a text", "write some words, in quotes if they look like a number")
    return {language: str(text) for language, text in entry.items()}


def _references(document: Document, path: Path_, entry: Any, known: frozenset[str] | None) -> tuple[str, ...]:
    if not isinstance(entry, list) or not all(isinstance(reference, str) for reference in entry):
        document.report(path, "not a list of ids", "write [id, id], or [] where there is none")
        return ()
    for number, reference in enumerate(entry):
        if known is not None and reference not in known:
            hint = "use the id of a source or a fact of knowledge/sources.yaml"
            document.report((*path, number), f"unknown source '{reference}'", hint)
        if reference in entry[:number]:
            document.report((*path, number), f"'{reference}' is named twice", "name it once")
    return tuple(entry)


def _checked_on(document: Document, path: Path_, entry: Any) -> datetime.date | None:
    try:
        day = entry if isinstance(entry, datetime.date) else datetime.date.fromisoformat(str(entry))
    except ValueError:
        document.report(path, f"'{entry}' is not a date", "write the date as 2026-11-24")
        return None
    if day > datetime.date.today():
        document.report(path, f"{day.isoformat()} lies in the future", "write the day the figure was last checked")
        return None
    return day


def _check_choice(document: Document, path: Path_, value: Any, choices: tuple[str, ...]) -> None:
    if value not in choices:
        document.report(path, f"unknown {path[-1]} '{value}'", f"one of {', '.join(choices)}")


def _check_basis(document: Document, path: Path_, entry: Mapping[str, Any]) -> None:
    basis = entry.get("basis")
    if basis == "stated" and entry.get("sources") == []:
        document.report((*path, "sources"), "stated, but no source is named", "name the source, or mark it a judgement")
    if basis == "derived" and not entry.get("derived_from"):
        document.report(path, "derived, but not said from what", "list the parameters in derived_from")
    if basis == "judgement":
        if entry.get("confidence") != "low":
            document.report((*path, "confidence"), "a judgement is not sure", "write low")
        if "note" not in entry:
            document.report(path, "a judgement without its reason", "add a note {en: …, ru: …} that says why")
