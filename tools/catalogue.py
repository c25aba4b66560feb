"""The calculators with descriptions and JSON Schemas: for `python -m tools list`, the agent and other programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tools.brief import Brief, brief_schema
from tools.wording import say

Run = Callable[[Mapping[str, Any], str], dict[str, Any]]


@dataclass(frozen=True)
class Calculator:
    """A calculator: an object in, an object out. `run` raises InputError when the input is wrong."""

    name: str
    schema: Callable[[], dict[str, Any]]
    calculate: Run

    def description(self, language: str = "en") -> str:
        """What it does, in a language."""
        return say("calculators", self.name, language)

    def run(self, request: Mapping[str, Any], language: str = "en") -> dict[str, Any]:
        """The answer to a request."""
        return self.calculate(request, language)


def _estimate(request: Mapping[str, Any], language: str) -> dict[str, Any]:
    from tools.estimate import estimate

    return estimate(Brief.parse(request, language), language=language).to_json()


def _staffing(request: Mapping[str, Any], language: str) -> dict[str, Any]:
    from tools.queue_request import staff_hour

    return staff_hour(request, language)


def _staffing_schema() -> dict[str, Any]:
    from tools.queue_request import REQUEST

    return REQUEST.schema()


def _two_briefs(request: Mapping[str, Any], language: str) -> dict[str, Any]:
    from tools.estimate import compare, estimate

    sides = [estimate(Brief.parse(request.get(side), language), language=language) for side in ("before", "after")]
    return compare(sides[0], sides[1], language).to_json()


def _two_briefs_schema() -> dict[str, Any]:
    brief = brief_schema()
    return {
        "type": "object",
        "properties": {"before": brief, "after": brief},
        "required": ["before", "after"],
        "additionalProperties": False,
    }


def _quotes(request: Mapping[str, Any], language: str) -> dict[str, Any]:
    from tools.quotes import check_quotes

    return check_quotes(Brief.parse(request, language), language).to_json()


CALCULATORS: tuple[Calculator, ...] = (
    Calculator("estimate", brief_schema, _estimate),
    Calculator("staffing", _staffing_schema, _staffing),
    Calculator("compare", _two_briefs_schema, _two_briefs),
    Calculator("check_quotes", brief_schema, _quotes),
)


def listing(language: str = "en") -> list[dict[str, Any]]:
    """Every calculator as JSON: name, description, JSON Schema of its input."""
    return [
        {"name": item.name, "description": item.description(language), "schema": item.schema()} for item in CALCULATORS
    ]
