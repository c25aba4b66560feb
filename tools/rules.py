"""Rules a JSON input is held to. Each rule checks one value, cleans it, and says what is wrong in words.

A rule never raises: it adds problems to a `Report` and goes on, so that a person sees every mistake at once.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from rapidfuzz import fuzz, process

from tools.errors import InputError, Problem
from tools.messages import problem, text


@dataclass
class Report:
    """The problems found so far, worded in one language."""

    language: str = "en"
    problems: list[Problem] = field(default_factory=list)

    def add(self, path: str, key: str, hint: str = "", **values: object) -> None:
        """Record problem `key` of messages.yaml at `path`."""
        self.problems.append(problem(path, key, self.language, hint, **values))

    def hint(self, key: str, **values: object) -> str:
        """Return the hint `key` of messages.yaml."""
        return text("hints", key, self.language, **values)

    def closest(self, found: str, known: list[str]) -> str:
        """Return a did-you-mean hint, or the list of what is known."""
        match = process.extractOne(found.lower(), known, scorer=fuzz.ratio, score_cutoff=60, processor=str.lower)
        return self.hint("closest", closest=quoted(match[0])) if match else self.hint("known", known=", ".join(known))

    def raise_if_any(self) -> None:
        """Raise InputError with every problem, if there is one."""
        if self.problems:
            raise InputError(self.problems, self.language)


class Rule(Protocol):
    """Checks one value; returns it cleaned, or None with a problem in the report."""

    def check(self, value: Any, path: str, report: Report) -> Any: ...  # noqa: D102

    def schema(self) -> dict[str, Any]: ...  # noqa: D102


def quoted(value: object) -> str:
    """Return a value as it stands in JSON, cut to a readable length."""
    shown = json.dumps(value, ensure_ascii=False, default=str)
    return shown if len(shown) <= 60 else shown[:57] + '…"'


def _kind(value: object, language: str) -> str:
    kinds: list[tuple[type | tuple[type, ...], str]] = [
        (bool, "boolean"), ((int, float), "number"), (str, "text"), ((list, tuple), "list"), (Mapping, "object"),
    ]  # fmt: skip
    name = next((name for kind, name in kinds if isinstance(value, kind)), "null")
    named = text("found", name, language)
    return f"{named} ({quoted(value)})" if name in ("text", "boolean", "number") else named


def join(path: str, key: object) -> str:
    """Return the dotted path of `key` inside `path`."""
    return f"{path}.{key}" if path else str(key)


def _refused_null(value: object, path: str, report: Report) -> bool:
    if value is None:
        report.add(path, "null", report.hint("leave_out"))
    return value is None


@dataclass(frozen=True)
class Number:
    """A number within bounds; `hint` is a key of the hints in messages.yaml."""

    low: float = 0
    high: float = 1e9
    hint: str = ""
    whole: bool = False
    above_low: bool = False
    below_high: bool = False
    below_high_problem: str = "not_less"
    below_high_hint: str = ""
    example: float = 100
    description: str = ""

    def check(self, value: Any, path: str, report: Report) -> float | int | None:
        """Refuse text, booleans, NaN, infinity and what is out of bounds; 12.0 becomes 12."""
        if _refused_null(value, path, report):
            return None
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            report.add(path, "not_a_number", report.hint("write_number", example=f"{self.example:g}"),
                       found=_kind(value, report.language))  # fmt: skip
            return None
        hint = report.hint(self.hint) if self.hint else ""
        if isinstance(value, float) and not math.isfinite(value):
            report.add(path, "not_finite", hint)
            return None
        found = _plain(value)
        problem_key, limit = self._out_of_bounds(value)
        if problem_key == self.below_high_problem:
            hint = report.hint(self.below_high_hint) if self.below_high_hint else hint
        if problem_key:
            report.add(path, problem_key, hint, found=found, limit=_plain(limit))
            return None
        if self.whole and value != int(value):
            report.add(path, "not_whole", hint, found=found)
            return None
        return int(value) if value == int(value) else float(value)

    def _out_of_bounds(self, value: float) -> tuple[str, float]:
        if value < 0 <= self.low:
            return "negative", self.low
        if self.above_low and value <= self.low:
            return "not_positive", self.low
        if value < self.low:
            return "too_small", self.low
        if self.below_high and value >= self.high:
            return self.below_high_problem, self.high
        if value > self.high:
            return "too_large", self.high
        return "", 0

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema."""
        low, high = ("exclusiveMinimum" if self.above_low else "minimum", "exclusiveMaximum" if self.below_high else
                     "maximum")  # fmt: skip
        kind = "integer" if self.whole else "number"
        return _described({"type": kind, low: self.low, high: self.high}, self)


def _plain(value: float) -> str:
    if isinstance(value, int) and abs(value) >= 10**16:
        return f"{str(value)[:6]}… ({len(str(abs(value)))} digits)"
    return str(value) if isinstance(value, int) else f"{value:.15g}"


def _described(schema: dict[str, Any], rule: Any) -> dict[str, Any]:
    return {**schema, "description": rule.description} if rule.description else schema


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    options = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
    return {**schema, "type": [schema["type"], "null"], **options}


@dataclass(frozen=True)
class Choice:
    """One of a few words; `hint` is a key of the hints in messages.yaml."""

    options: tuple[str, ...]
    description: str = ""
    hint: str = ""

    def check(self, value: Any, path: str, report: Report) -> str | None:
        """Refuse anything else, with the nearest option as a hint."""
        if _refused_null(value, path, report):
            return None
        if not isinstance(value, str):
            report.add(path, "not_a_text", report.hint("known", known=", ".join(self.options)),
                       found=_kind(value, report.language))  # fmt: skip
            return None
        if value not in self.options:
            hint = report.hint(self.hint) if self.hint else report.closest(value, list(self.options))
            report.add(path, "not_a_choice", hint, found=quoted(value))
            return None
        return value

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema."""
        return _described({"type": "string", "enum": list(self.options)}, self)


@dataclass(frozen=True)
class Flag:
    """Yes or no."""

    description: str = ""

    def check(self, value: Any, path: str, report: Report) -> bool | None:
        """Refuse anything but true and false."""
        if _refused_null(value, path, report):
            return None
        if not isinstance(value, bool):
            report.add(path, "not_a_flag", report.hint("flag"), found=_kind(value, report.language))
            return None
        return value

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema."""
        return _described({"type": "boolean"}, self)


@dataclass(frozen=True)
class Code:
    """A code of a public standard: `kind` is "country", "language" or "currency"."""

    kind: str
    description: str = ""

    def check(self, value: Any, path: str, report: Report) -> str | None:
        """Refuse codes that are not in use; a name or an old code gets the right one as a hint."""
        from tools import codes

        if _refused_null(value, path, report):
            return None
        if not isinstance(value, str):
            report.add(path, "not_a_text", report.hint(self.kind), found=_kind(value, report.language))
            return None
        if value in codes.known(self.kind):
            return value
        meant = codes.meant(self.kind, value)
        hint = report.hint("closest", closest=quoted(meant)) if meant else report.hint(self.kind)
        report.add(path, f"not_a_{self.kind}", hint, found=quoted(value))
        return None

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema."""
        pattern = {"country": "^[A-Z]{2}$", "language": "^[a-z]{2}$", "currency": "^[A-Z]{3}$"}[self.kind]
        return _described({"type": "string", "pattern": pattern}, self)


@dataclass(frozen=True)
class Text:
    """A short text."""

    limit: int = 200
    description: str = ""

    def check(self, value: Any, path: str, report: Report) -> str | None:
        """Refuse what is empty or too long."""
        if _refused_null(value, path, report):
            return None
        if not isinstance(value, str):
            report.add(path, "not_a_text", report.hint("write_text", example="Alpha"),
                       found=_kind(value, report.language))  # fmt: skip
            return None
        if not value.strip():
            report.add(path, "empty_text", report.hint("leave_out"))
            return None
        if len(value) > self.limit:
            report.add(path, "long_text", limit=self.limit)
            return None
        return value.strip()

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema."""
        return _described({"type": "string", "minLength": 1, "maxLength": self.limit}, self)


@dataclass(frozen=True)
class Clock:
    """A time of day, "09:00"; "24:00" is midnight at the end of the day."""

    description: str = ""

    def check(self, value: Any, path: str, report: Report) -> str | None:
        """Refuse anything but hours and minutes."""
        if _refused_null(value, path, report):
            return None
        if not isinstance(value, str) or not re.fullmatch(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00", value):
            report.add(path, "not_a_time", report.hint("time"), found=quoted(value))
            return None
        return value

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema."""
        return _described({"type": "string", "pattern": "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"}, self)


@dataclass(frozen=True)
class Several:
    """A list, not empty, of things that obey `item`."""

    item: Rule
    limit: int = 50
    unique: bool = True
    description: str = ""

    def check(self, value: Any, path: str, report: Report) -> list[Any] | None:
        """Check every item and refuse repetitions."""
        if _refused_null(value, path, report):
            return None
        if not isinstance(value, (list, tuple)):
            report.add(path, "not_a_list", report.hint("write_list", example=f"[{quoted(value)}]"),
                       found=_kind(value, report.language))  # fmt: skip
            return None
        if not value:
            report.add(path, "empty_list", report.hint("leave_out"))
            return None
        if len(value) > self.limit:
            report.add(path, "long_list", limit=self.limit)
            return None
        cleaned: list[Any] = []
        for index, entry in enumerate(value):
            result = self.item.check(entry, join(path, index), report)
            if self.unique and result is not None and result in cleaned:
                report.add(join(path, index), "repeated", found=quoted(result))
            cleaned.append(result)
        return cleaned

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema."""
        unique = {"uniqueItems": True} if self.unique else {}
        schema = {"type": "array", "items": self.item.schema(), "minItems": 1, "maxItems": self.limit, **unique}
        return _described(schema, self)


@dataclass(frozen=True)
class Fields:
    """An object with known fields. `also` checks what holds between fields."""

    fields: Mapping[str, Rule]
    required: tuple[str, ...] = ()
    nullable: tuple[str, ...] = ()
    example: str = "{}"
    also: Callable[[dict[str, Any], str, Report], None] | None = None
    description: str = ""

    def check(self, value: Any, path: str, report: Report) -> dict[str, Any] | None:
        """Check every field, refuse unknown ones; fields come back in the rule's own order."""
        if _refused_null(value, path, report):
            return None
        if not isinstance(value, Mapping):
            report.add(path, "not_an_object", report.hint("write_object", example=self.example),
                       found=_kind(value, report.language))  # fmt: skip
            return None
        before = len(report.problems)
        cleaned: dict[str, Any] = {}
        for key in value:
            if key not in self.fields:
                report.add(join(path, key)[:200], "unknown_field", report.closest(str(key)[:100], list(self.fields)))
        for name, rule in self.fields.items():
            if name not in value:
                if name in self.required:
                    report.add(join(path, name), "missing", report.hint("write_object", example=self.example))
            elif value[name] is None and name in self.nullable:
                cleaned[name] = None
            else:
                cleaned[name] = rule.check(value[name], join(path, name), report)
        if self.also is not None and len(report.problems) == before:
            self.also(cleaned, path, report)
        return cleaned

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema."""
        properties = {}
        for name, rule in self.fields.items():
            schema = rule.schema()
            properties[name] = _or_null(schema) if name in self.nullable else schema
        required = {"required": list(self.required)} if self.required else {}
        return _described({"type": "object", "properties": properties, "additionalProperties": False, **required}, self)


@dataclass(frozen=True)
class Rates:
    """Exchange rates: "USD/RUB" to roubles for one dollar."""

    description: str = ""

    def check(self, value: Any, path: str, report: Report) -> dict[str, Any] | None:
        """Refuse unknown currencies and rates that are no rates."""
        if _refused_null(value, path, report):
            return None
        if not isinstance(value, Mapping):
            report.add(path, "not_an_object", report.hint("pair"), found=_kind(value, report.language))
            return None
        rate = Number(low=0, above_low=True, high=1e7, hint="rate", example=90)
        cleaned: dict[str, Any] = {}
        for pair, amount in value.items():
            where = join(path, pair)[:200]
            parts = str(pair).split("/")
            if len(parts) != 2:
                report.add(where, "not_a_pair", report.hint("pair"), found=quoted(pair))
                continue
            for part in parts:
                Code("currency").check(part, where, report)
            if parts[0] == parts[1]:
                report.add(where, "same_pair", report.hint("pair"), found=quoted(pair))
            cleaned[str(pair)] = rate.check(amount, where, report)
        return cleaned

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema."""
        rate = {"type": "number", "exclusiveMinimum": 0}
        return _described(
            {"type": "object", "patternProperties": {"^[A-Z]{3}/[A-Z]{3}$": rate}, "additionalProperties": False}, self
        )
