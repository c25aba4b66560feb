"""The brief: what is known about the buyer. Only what was stated; defaults and assumptions live in the estimate.

    Brief.parse({"channels": {"phone": {"contacts_per_month": 3000}}}).set("coverage.hours_per_day", 12)

A brief that exists is valid. Parsing, setting and removing raise InputError with every problem found.
A channel that is None is explicitly not wanted; an empty one is wanted, its volume not stated. Channel volumes win over
`contacts_per_month`, which then only fills the wanted channels that have none.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from tools.brief_fields import BRIEF, CHANNELS, describe, span_hours
from tools.errors import InputError
from tools.rules import Fields, Rates, Report, Rule, Several

__all__ = ["CHANNELS", "FIELDS", "Brief", "brief_schema"]

FIELDS: Mapping[str, str] = describe()
"""Every path of the brief with its meaning; <number> stands for a place in a list, <pair> for "USD/RUB"."""

_ABSENT = object()


def brief_schema() -> dict[str, Any]:
    """Return the JSON Schema of a brief."""
    return BRIEF.schema()


@dataclass(frozen=True)
class Brief:
    """What is known about the buyer, valid and unchanging. Make one with `Brief.parse`."""

    _data: Mapping[str, Any] = field(default_factory=dict)
    language: str = field(default="en", compare=False)

    @classmethod
    def parse(cls, obj: Any, language: str = "en") -> Brief:
        """Return the brief of a JSON object; InputError lists everything wrong, worded in `language`."""
        report = Report(language)
        data = BRIEF.check(obj, "", report)
        report.raise_if_any()
        return cls(data or {}, language)

    def to_json(self) -> dict[str, Any]:
        """Return the brief as a JSON object: only what was stated, fields in the order of the interface."""
        return copy.deepcopy(dict(self._data))

    def get(self, path: str, default: Any = None) -> Any:
        """Return the value at a dotted path such as "channels.phone.aht_seconds", or `default` if it is not stated.

        A channel not wanted is None; tell it from one not mentioned with `in`.
        """
        value = self._find(path)
        if value is _ABSENT:
            return default
        return copy.deepcopy(value) if isinstance(value, (dict, list)) else value

    def __contains__(self, path: str) -> bool:
        """Tell whether anything is stated at `path`; true of a channel marked as not wanted."""
        return self._find(path) is not _ABSENT

    def __bool__(self) -> bool:
        """Tell whether anything is stated at all."""
        return bool(self._data)

    def __iter__(self) -> Iterator[str]:
        """Go through the top-level fields that are stated."""
        return iter(self._data)

    def __hash__(self) -> int:
        """Equal briefs hash alike."""
        return hash(json.dumps(self._data, sort_keys=True))

    @property
    def wanted_channels(self) -> tuple[str, ...]:
        """The channels stated as wanted, in the interface's order."""
        return tuple(name for name, channel in self._data.get("channels", {}).items() if channel is not None)

    def set(self, path: str, value: Any) -> Brief:
        """Return a brief with the value at `path` replaced.

        What the new value makes untrue goes: new hours a day drop opening times that do not fit, new opening times
        correct the hours a day. {} for a channel says "wanted" and keeps what is known of it. A new place in a list is
        its length, as in "quotes.1".
        """
        keys = _keys(path, self.language)
        data = self.to_json()
        if keys[0] == "channels" and len(keys) == 2 and value == {} and self.get(path):
            return self
        _put(data, keys, copy.deepcopy(value), BRIEF)
        if keys[0] == "coverage" and len(keys) == 2:
            _keep_hours_in_step(data["coverage"], keys[1])
        return Brief.parse(data, self.language)

    def remove(self, path: str) -> Brief:
        """Return a brief that says nothing at `path`; the same brief if it says nothing there already."""
        keys = _keys(path, self.language)
        if path not in self:
            return self
        data = self.to_json()
        _take(data, keys)
        return Brief.parse(data, self.language)

    def _find(self, path: str) -> Any:
        value: Any = self._data
        for key in _split(path):
            if isinstance(value, Mapping) and key in value:
                value = value[key]
            elif isinstance(value, list) and key.isdecimal() and int(key) < len(value):
                value = value[int(key)]
            else:
                return _ABSENT
        return value


@lru_cache(maxsize=1024)
def _split(path: str) -> tuple[str, ...]:
    return tuple(path.split("."))


def _keys(path: str, language: str) -> list[str]:
    """Return the keys of a path, or raise InputError if the brief has no such field."""
    rule: Rule | None = BRIEF
    report = Report(language)
    keys = list(_split(path))
    for key in keys:
        if isinstance(rule, Fields) and key in rule.fields:
            rule = rule.fields[key]
        elif isinstance(rule, Several) and key.isdecimal() and len(key) < 4:
            rule = rule.item
        elif isinstance(rule, Rates):
            rule = None
        else:
            known = list(rule.fields) if isinstance(rule, Fields) else list(FIELDS)
            report.add(path[:200], "unknown_field", report.closest(key[:100], known))
            raise InputError(report.problems, language)
    return keys


def _put(container: Any, keys: list[str], value: Any, rule: Any) -> None:
    head, *rest = keys
    if isinstance(container, list):
        index = min(int(head), len(container))
        if index == len(container):
            container.append(None)
        inner_rule, slot = rule.item, index
    else:
        inner_rule, slot = (rule.fields[head] if isinstance(rule, Fields) else None), head  # type: ignore[assignment]
    if not rest:
        container[slot] = value
        return
    if (not isinstance(container, list) and container.get(slot) is None) or container[slot] is None:
        container[slot] = [] if isinstance(inner_rule, Several) else {}
    _put(container[slot], rest, value, inner_rule)


def _take(container: Any, keys: list[str]) -> None:
    head, *rest = keys
    slot = int(head) if isinstance(container, list) else head
    if rest:
        _take(container[slot], rest)
    # A container emptied by the removal goes too, except a channel: {} still says "wanted".
    if not rest or (not container[slot] and head not in CHANNELS):
        del container[slot]


def _keep_hours_in_step(coverage: dict[str, Any], changed: str) -> None:
    clocks = [coverage.get("open"), coverage.get("close")]
    if not isinstance(coverage.get("hours_per_day"), (int, float)) or not all(isinstance(c, str) for c in clocks):
        return
    try:
        span = span_hours(clocks[0], clocks[1])  # type: ignore[arg-type]
    except ValueError:  # not a time of day: left for the rules to say so
        return
    if changed in ("open", "close"):
        coverage["hours_per_day"] = int(span) if span == int(span) else round(span, 4)
    elif changed == "hours_per_day" and abs(span - coverage["hours_per_day"]) > 1 / 60:
        del coverage["open"], coverage["close"]
