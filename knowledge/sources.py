"""The bibliography: every source the articles and the calculator rest on, with the figures taken from each.

Read from ``sources.yaml``; a file with a mistake in it is refused as a whole, with every mistake named by its line.
"""

from __future__ import annotations

import datetime
import functools
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from knowledge.checked_yaml import DataError, Document, Path_, read_document

SOURCES_FILE = Path(__file__).with_name("sources.yaml")
CONFIDENCES = ("high", "medium", "low")

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_CURRENCY = re.compile(r"[A-Z]{3}\Z")
_SOURCE_KEYS = ("id", "publisher", "title", "url", "date", "accessed", "facts")
_FACT_KEYS = ("id", "statement", "value", "unit", "confidence")
_FACT_OPTIONAL = ("currency", "geography", "year")


@dataclass(frozen=True)
class Fact:
    """One statement taken from a source; the figures are as the source gives them, in ``unit`` and ``currency``."""

    id: str
    statement: str
    low: float | None
    typical: float | None
    high: float | None
    unit: str
    currency: str | None
    geography: str | None
    year: int | None
    confidence: str


@dataclass(frozen=True)
class Source:
    """A publication: who published it, where it can be read, its own date and the day it was read.

    ``date`` is as exact as the publication is: ``2026-09-14``, ``2026-09`` or ``2026``, and None where it bears none.
    """

    id: str
    publisher: str
    title: str
    url: str | None
    date: str | None
    accessed: datetime.date
    facts: tuple[Fact, ...]


@functools.cache
def load_sources() -> Mapping[str, Source]:
    """Every source by id.

    Raises:
        DataError: the file is wrong; all mistakes are listed.
    """
    return read_sources(SOURCES_FILE)


def read_sources(file: Path) -> Mapping[str, Source]:
    """The sources of one file by id; raises ``DataError`` with all mistakes."""
    document = read_document(file)
    sources: dict[str, Source] = {}
    if not document.problems and not isinstance(document.value, list):
        document.report((), "not a list of sources", "each source starts with '- id: …'")
    seen: dict[str, int] = {}
    for number, entry in enumerate(document.value if isinstance(document.value, list) else ()):
        source = _source(document, (number,), entry, seen)
        if source is not None:
            sources[source.id] = source
    if document.problems:
        raise DataError(document.problems)
    return MappingProxyType(sources)


def source_of(ref: str) -> tuple[Source, Fact | None]:
    """The source with this id, or the source and the fact with this fact id; ``KeyError`` if there is neither."""
    return _by_reference()[ref]


def known_references() -> frozenset[str]:
    """Every id that ``source_of`` answers to."""
    return frozenset(_by_reference())


@functools.cache
def _by_reference() -> dict[str, tuple[Source, Fact | None]]:
    found: dict[str, tuple[Source, Fact | None]] = {}
    for source in load_sources().values():
        found[source.id] = (source, None)
        found.update({fact.id: (source, fact) for fact in source.facts})
    return found


def _source(document: Document, path: Path_, entry: Any, seen: dict[str, int]) -> Source | None:
    if not isinstance(entry, dict):
        document.report(path, "not a source", "each source starts with '- id: …'")
        return None
    before = len(document.problems)
    document.check_keys(path, entry, _SOURCE_KEYS)
    identity = _identity(document, path, entry, seen)
    for key in ("publisher", "title"):
        _text(document, (*path, key), entry.get(key, "-"))
    _address(document, (*path, "url"), entry.get("url"))
    published = _published(document, (*path, "date"), entry.get("date"))
    accessed = _accessed(document, (*path, "accessed"), entry.get("accessed"))
    facts = entry.get("facts", [])
    if not isinstance(facts, list):
        document.report((*path, "facts"), "not a list", "write [] where no figure is taken from the source")
        facts = []
    read = [_fact(document, (*path, "facts", number), fact, seen) for number, fact in enumerate(facts)]
    if len(document.problems) > before or accessed is None:
        return None
    kept = tuple(fact for fact in read if fact is not None)
    return Source(identity, entry["publisher"], entry["title"], entry["url"], published, accessed, kept)


def _fact(document: Document, path: Path_, entry: Any, seen: dict[str, int]) -> Fact | None:
    if not isinstance(entry, dict):
        document.report(path, "not a fact", "each fact starts with '- id: …'")
        return None
    before = len(document.problems)
    document.check_keys(path, entry, _FACT_KEYS, _FACT_OPTIONAL)
    identity = _identity(document, path, entry, seen)
    for key in ("statement", "unit"):
        _text(document, (*path, key), entry.get(key, "-"))
    currency, year = entry.get("currency"), entry.get("year")
    if currency is not None and not (isinstance(currency, str) and _CURRENCY.match(currency)):
        document.report((*path, "currency"), f"'{currency}' is not a currency code", "three capital letters, as USD")
    if year is not None and not (isinstance(year, int) and 1950 <= year <= datetime.date.today().year):
        document.report((*path, "year"), f"'{year}' is not a year up to now", "four digits, as 2026")
    if entry.get("confidence", "low") not in CONFIDENCES:
        document.report((*path, "confidence"), f"unknown confidence '{entry['confidence']}'", "high, medium or low")
    low, typical, high = _values(document, (*path, "value"), entry.get("value"))
    if len(document.problems) > before:
        return None
    geography = entry.get("geography")
    return Fact(
        identity, entry["statement"], low, typical, high, entry["unit"], currency, geography, year, entry["confidence"]
    )


def _values(document: Document, path: Path_, entry: Any) -> tuple[float | None, float | None, float | None]:
    if entry is None:
        return None, None, None
    if not isinstance(entry, dict):
        document.report(path, "not a range", "write {low: 8, typical: null, high: 14}")
        return None, None, None
    document.check_keys(path, entry, ("low", "typical", "high"))
    figures: list[float | None] = []
    for key in ("low", "typical", "high"):
        figure = entry.get(key)
        if figure is not None and (isinstance(figure, bool) or not isinstance(figure, int | float)):
            document.report((*path, key), f"'{figure}' is not a number", "write a plain number or null")
            figure = None
        elif figure is not None and not math.isfinite(figure):
            document.report((*path, key), "not a finite number", "write a plain number or null")
            figure = None
        figures.append(figure)
    known = [figure for figure in figures if figure is not None]
    if known != sorted(known):
        document.report(path, "low, typical and high are not in rising order", "check which figure is which")
    return figures[0], figures[1], figures[2]


def _identity(document: Document, path: Path_, entry: dict[str, Any], seen: dict[str, int]) -> str:
    identity = entry.get("id", "")
    here = (*path, "id")
    if "id" in entry and not (isinstance(identity, str) and _ID.match(identity)):
        document.report(here, f"'{identity}' is not an id", "lower-case letters, digits and hyphens")
    elif identity in seen:
        document.report(here, f"the id '{identity}' is taken on line {seen[identity]}", "ids are unique")
    elif identity:
        seen[identity] = document.line(here)
    return str(identity)


def _text(document: Document, path: Path_, value: Any) -> None:
    if not isinstance(value, str) or not value.strip():
        document.report(path, "not a text", "write some words, in quotes if they look like a number")


def _address(document: Document, path: Path_, value: Any) -> None:
    if value is None:
        return
    parts = urlsplit(value) if isinstance(value, str) else None
    if parts is None or parts.scheme not in ("http", "https") or not parts.netloc:
        document.report(path, f"'{value}' is not a web address", "start with https:// or write null")


def _published(document: Document, path: Path_, value: Any) -> str | None:
    if value is None:
        return None
    text = value.isoformat() if isinstance(value, datetime.date) else str(value)
    first_day = text + {4: "-01-01", 7: "-01"}.get(len(text), "")
    return text if _day(document, path, first_day, shown=text, form="2026-11-24, 2026-11 or 2026") else None


def _accessed(document: Document, path: Path_, value: Any) -> datetime.date | None:
    if value is None:
        if path in document.lines:
            document.report(path, "no date", "write the day the source was read, as 2026-11-24")
        return None
    text = value.isoformat() if isinstance(value, datetime.date) else str(value)
    return _day(document, path, text, shown=text, form="2026-11-24")


def _day(document: Document, path: Path_, text: str, *, shown: str, form: str) -> datetime.date | None:
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        document.report(path, f"'{shown}' is not a date", f"write the date as {form}")
        return None
    if day > datetime.date.today():
        document.report(path, f"{shown} lies in the future", "write the day the source bears")
        return None
    return day
