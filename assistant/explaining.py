"""Which part of an estimate a person means: a line by its name, or a figure by its amount."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.grounding import numbers
from assistant.quoting import likeness
from knowledge.lexical import is_stopword

_TOTALS = ("monthly", "one_time", "first_year", "per_contact")
_ENDS = ("typical", "low", "high")
_LIKE_ENOUGH = 0.2
_CLOSE = 0.006


def line_called(words: str, lines: Sequence[Mapping[str, Any]], language: str) -> Mapping[str, Any] | None:
    """The line with that id, or the one whose label shares most with what the person called it."""
    for line in lines:
        if line["id"] == words:
            return line
    said = " ".join(word for word in words.split() if not is_stopword(word.lower()))
    ranked = sorted(lines, key=lambda line: -likeness(line["label"], said, language))
    return ranked[0] if ranked and likeness(ranked[0]["label"], said, language) > _LIKE_ENOUGH else None


def figure_named(words: str, estimate: Mapping[str, Any]) -> dict[str, Any] | None:
    """The figure of the estimate that an amount in the words stands for; None when the words hold no amount.

    Returns `{"kind": "total", "name": …, "end": …}`, `{"kind": "line", "line": …, "end": …}`,
    `{"kind": "input", "line": …, "input": …}`, `{"kind": "share", "category": …}` or, when the estimate has no such
    figure, `{"kind": "missing", "value": …, "nearest": line}`.
    """
    said = [(value, step, text) for value, step, text in numbers(words) if value]
    if not said:
        return None
    value, step, text = max(said, key=lambda item: item[0])
    share = "%" in text or "проц" in text.lower() or "percent" in text.lower()
    room = max(step / 2, _CLOSE * value)
    found = _shares(estimate) if share else _amounts(estimate)
    near = [(abs(amount - value), rank, figure) for rank, (amount, figure) in enumerate(found)]
    hits = [item for item in near if item[0] <= room]
    if hits:
        return min(hits, key=lambda item: (item[1] // len(_TOTALS) > 0 and item[0] > step / 2, item[1]))[2]
    lines = [line for line in estimate["lines"] if line["amount"]["typical"]]
    nearest = min(lines, key=lambda line: abs(line["amount"]["typical"] - value), default=None)
    return {"kind": "missing", "value": value, "share": share, "nearest": None if share else nearest}


def _amounts(estimate: Mapping[str, Any]) -> Iterator[tuple[float, dict[str, Any]]]:
    """Every amount a person may have read, the most prominent first."""
    for end in _ENDS:
        for name in _TOTALS:
            if estimate.get(name):
                yield estimate[name][end], {"kind": "total", "name": name, "end": end}
        for line in estimate["lines"]:
            yield line["amount"][end], {"kind": "line", "line": line, "end": end}
    for line in estimate["lines"]:
        for item in line["inputs"]:
            if item["unit"] != "fraction":
                yield item["value"], {"kind": "input", "line": line, "input": item}


def _shares(estimate: Mapping[str, Any]) -> Iterator[tuple[float, dict[str, Any]]]:
    month = estimate["monthly"]["typical"] or 1.0
    for line in estimate["lines"]:
        for item in line["inputs"]:
            if item["unit"].startswith("fraction"):
                yield 100 * item["value"], {"kind": "input", "line": line, "input": item}
    for category, amount in estimate.get("monthly_by_category", {}).items():
        yield round(100 * amount / month), {"kind": "share", "category": category}
