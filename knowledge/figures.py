"""Figures of the calculators inside articles: ``{{rates.hourly.PH}}`` becomes "$8–14 an hour" or "8–14 $/час".

An article never keeps a second copy of a number a calculator uses: it names the parameter, and the parameter's YAML
entry is read here as data (the calculators stand above the library and are never imported by it).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from babel import Locale
from babel.numbers import format_currency, format_decimal

PARAMETERS_FOLDER = Path(__file__).parent.parent / "tools" / "parameters"
UNITS_FILE = Path(__file__).parent / "units.yaml"

FIGURE = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_CURRENCY = re.compile(r"^[A-Z]{3}$")
_ENDS = ("low", "typical", "high")


class FigureError(ValueError):
    """A figure cannot be filled; ``hint`` says what to write."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@cache
def load_figures(folder: Path = PARAMETERS_FOLDER) -> Mapping[str, Mapping[str, Any]]:
    """Entries of all parameter files by id, as they stand in YAML; nothing is checked but that they are mappings."""
    entries: dict[str, Mapping[str, Any]] = {}
    for path in sorted(folder.glob("*.yaml")):
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) or {}
        for name, entry in content.items() if isinstance(content, dict) else ():
            if isinstance(entry, dict):
                entries[str(name)] = entry
    return entries


def fill(reference: str, language: str, figures: Mapping[str, Mapping[str, Any]] | None = None) -> str:
    """Text of one figure in one language.

    ``reference`` is a parameter's id, for its range (low to high), or the id with ``.low``, ``.typical`` or ``.high``.

    Raises:
        FigureError: there is no such parameter, or its unit cannot be written.
    """
    entries = load_figures() if figures is None else figures
    entry, ends = _find(reference, entries)
    values = tuple(float(entry[end]) for end in ends)
    if len(values) == 2 and values[0] == values[1]:
        values = values[:1]
    return _written(values, str(entry.get("unit", "number")), language)


def _find(reference: str, entries: Mapping[str, Mapping[str, Any]]) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    name, _, end = reference.rpartition(".")
    entry, ends = (entries.get(reference), ("low", "high")) if end not in _ENDS else (entries.get(name), (end,))
    if entry is None:
        wanted = name if end in _ENDS else reference
        close = get_close_matches(wanted, list(entries), n=3, cutoff=0.6)
        raise FigureError(
            f"there is no parameter {wanted!r}",
            f"did you mean {', '.join(close)}?" if close else "name a parameter of tools/parameters",
        )
    if not all(isinstance(entry.get(each), (int, float)) for each in ends):
        raise FigureError(f"parameter {reference!r} has no number for {' and '.join(ends)}", "name another parameter")
    return entry, ends


@cache
def _units() -> Mapping[str, Any]:
    return yaml.load(UNITS_FILE.read_text(encoding="utf-8"), yaml.CSafeLoader)


@cache
def _written(values: tuple[float, ...], unit: str, language: str) -> str:
    units = _units()
    currency, _, per = unit.partition("/")
    if _CURRENCY.match(currency):
        amount = _money(values, currency, language)
        if not per:
            return amount
        pattern = units["money"].get(per.strip().replace("-", "_").replace(" ", "_").replace("/", "_"))
        if pattern is None:
            raise FigureError(f"an article cannot write the unit {unit!r}", "add it to knowledge/units.yaml")
        return pattern[language].format(amount)
    if unit in units["fractions"]:
        return _counted(tuple(value * 100 for value in values), units["counted"]["percent"], language)
    if unit in units["multipliers"]:
        return "×" + _range(values, language)
    singular = unit[:-1] if unit.endswith("s") and unit[:-1] in units["counted"] else unit
    if singular in units["counted"]:
        return _counted(values, units["counted"][singular], language)
    if unit in units["plain"] or not unit:
        return _range(values, language)
    if re.fullmatch(r"[A-Z]{3} per [A-Z]{3}", unit):
        return _money(values, unit[:3], language)
    raise FigureError(f"an article cannot write the unit {unit!r}", "add it to knowledge/units.yaml")


def _pattern(values: tuple[float, ...]) -> str:
    """Whole numbers stay whole; anything else gets as many decimals as it needs, two at most (three below 0.1)."""
    if all(abs(value - round(value)) < 1e-9 for value in values):
        return "#,##0"
    return "#,##0.###" if min(values) < 0.1 else "#,##0.##"


def _range(values: tuple[float, ...], language: str) -> str:
    return "–".join(format_decimal(value, format=_pattern(values), locale=language) for value in values)


def _money(values: tuple[float, ...], currency: str, language: str) -> str:
    whole = all(abs(value - round(value)) < 1e-9 for value in values)
    decimals = "" if whole else ".00" if min(values) >= 0.1 else ".00#"
    if language == "ru":
        numbers = "–".join(format_decimal(value, format=f"#,##0{decimals}", locale="ru") for value in values)
        symbol = format_currency(1, currency, format="¤", locale="ru").replace("1", "").strip()
        return f"{numbers}\u00a0{symbol}"
    first = format_currency(values[0], currency, format=f"¤#,##0{decimals}", locale=language, currency_digits=False)
    first = re.sub(r"(?<=[A-Z])(?=\d)", "\u00a0", first)
    rest = [format_decimal(value, format=f"#,##0{decimals}", locale=language) for value in values[1:]]
    return "–".join([first, *rest])


def _counted(values: tuple[float, ...], forms: Mapping[str, Mapping[str, str]], language: str) -> str:
    plural = Locale.parse(language).plural_form
    value = round(values[-1], 6)
    form = plural(int(value) if value == int(value) else value)
    mine = forms[language]
    return mine.get(form, mine["other"]).format(_range(tuple(round(each, 6) for each in values), language))
