"""What an estimate is made of: inputs with their origin, lines with their formula, and the estimate itself.

The shapes are those of the public JSON; nothing here computes a price.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from tools.money import Range

Origin = Literal["stated", "assumed", "computed"]
Period = Literal["monthly", "one_time"]
CATEGORIES = ("labour", "technology", "training_management", "fees", "client_side")


@dataclass(frozen=True)
class Reference:
    """Where a figure comes from: the publication, its address and date, and when it was last checked."""

    id: str
    title: str
    publisher: str | None = None
    url: str | None = None
    date: str | None = None
    checked_on: str | None = None
    basis: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The reference as JSON."""
        return {
            "id": self.id,
            "title": self.title,
            "publisher": self.publisher,
            "url": self.url,
            "date": self.date,
            "checked_on": self.checked_on,
            "basis": self.basis,
        }


@dataclass(frozen=True)
class Input:
    """One figure that went into a line."""

    name: str
    value: float
    unit: str
    origin: Origin
    label: str
    parameter: str | None = None
    field: str | None = None
    source: Reference | None = None

    def to_json(self) -> dict[str, Any]:
        """The input as JSON."""
        return {
            "name": self.name,
            "label": self.label,
            "value": tidy(self.value),
            "unit": self.unit,
            "origin": self.origin,
            "parameter": self.parameter,
            "field": self.field,
            "source": self.source.to_json() if self.source else None,
        }


@dataclass(frozen=True)
class Line:
    """One line of the bill."""

    id: str
    category: str
    period: Period
    label: str
    quantity: float
    unit: str
    rate: float
    amount: Range
    formula: str
    inputs: tuple[Input, ...]
    article: str
    driver: str = "volume"

    def to_json(self) -> dict[str, Any]:
        """The line as JSON."""
        return {
            "id": self.id,
            "category": self.category,
            "period": self.period,
            "label": self.label,
            "quantity": tidy(self.quantity),
            "unit": self.unit,
            "rate": tidy(self.rate),
            "amount": self.amount.to_json(),
            "formula": self.formula,
            "inputs": [item.to_json() for item in self.inputs],
            "article": self.article,
            "driver": self.driver,
        }


@dataclass(frozen=True)
class Assumption:
    """A figure nobody stated, with its range and where it comes from."""

    parameter: str
    label: str
    low: float
    typical: float
    high: float
    unit: str
    field: str | None = None
    source: Reference | None = None
    choice: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The assumption as JSON."""
        return {
            "parameter": self.parameter,
            "label": self.label,
            "low": tidy(self.low),
            "typical": tidy(self.typical),
            "high": tidy(self.high),
            "unit": self.unit,
            "field": self.field,
            "choice": self.choice,
            "source": self.source.to_json() if self.source else None,
        }


@dataclass(frozen=True)
class Swing:
    """One bar of the tornado: the monthly total with one input at its low and at its high."""

    input: str
    label: str
    low_total: float
    high_total: float

    def to_json(self) -> dict[str, Any]:
        """The bar as JSON."""
        return {
            "input": self.input,
            "label": self.label,
            "low_total": round(self.low_total, 2),
            "high_total": round(self.high_total, 2),
        }


@dataclass(frozen=True)
class Scenario:
    """The same work done another way."""

    id: str
    label: str
    monthly: Range
    one_time: Range
    first_year: Range
    per_contact: Range
    note: str
    provider: str | None = None
    agent_upkeep: Decimal = Decimal(0)  # what an AI agent costs a month beside the contacts it resolves, typical

    def to_json(self) -> dict[str, Any]:
        """The scenario as JSON."""
        return {
            "id": self.id,
            "label": self.label,
            "monthly": self.monthly.to_json(),
            "one_time": self.one_time.to_json(),
            "first_year": self.first_year.to_json(),
            "per_contact": self.per_contact.to_json(),
            "provider": self.provider,
            "note": self.note,
        }


@dataclass(frozen=True)
class BillingOption:
    """The same work billed by another unit."""

    model: str
    label: str
    unit: str
    quantity: float
    unit_price: Range
    monthly: Range
    risk: str
    article: str

    def to_json(self) -> dict[str, Any]:
        """The option as JSON."""
        return {
            "model": self.model,
            "label": self.label,
            "unit": self.unit,
            "quantity": tidy(self.quantity),
            "unit_price": self.unit_price.to_json(),
            "monthly": self.monthly.to_json(),
            "risk": self.risk,
            "article": self.article,
        }


@dataclass(frozen=True)
class Warning:
    """Something the buyer should know before relying on the figure."""

    id: str
    text: str
    article: str
    severity: str = "note"

    def to_json(self) -> dict[str, Any]:
        """The warning as JSON."""
        return {"id": self.id, "text": self.text, "article": self.article, "severity": self.severity}


@dataclass(frozen=True)
class NotPriced:
    """A cost that exists and has no price here: never shown as zero."""

    id: str
    label: str
    reason: str
    article: str

    def to_json(self) -> dict[str, Any]:
        """The item as JSON."""
        return {"id": self.id, "label": self.label, "reason": self.reason, "article": self.article}


@dataclass(frozen=True)
class Baseline:
    """What the same work costs with the buyer's own staff."""

    monthly: Range
    lines: tuple[Line, ...]
    note: str

    def to_json(self) -> dict[str, Any]:
        """The baseline as JSON."""
        return {
            "monthly": self.monthly.to_json(),
            "lines": [line.to_json() for line in self.lines],
            "note": self.note,
        }


@dataclass(frozen=True)
class Estimate:
    """The whole estimate: what it costs, why, how sure, and what to ask next."""

    currency: str
    language: str
    as_of: dt.date
    fingerprint: str
    basis: str
    monthly: Range
    one_time: Range
    first_year: Range
    per_contact: Range
    per_resolution: Range
    lines: tuple[Line, ...]
    staffing: tuple[Mapping[str, Any], ...]
    assumptions: tuple[Assumption, ...]
    not_priced: tuple[NotPriced, ...]
    sensitivity: tuple[Swing, ...]
    next_questions: tuple[str, ...]
    scenarios: tuple[Scenario, ...]
    billing: tuple[BillingOption, ...]
    in_house: Baseline | None
    savings: Mapping[str, Any] | None
    warnings: tuple[Warning, ...]
    brief: Mapping[str, Any]
    extras: Mapping[str, Any] = field(default_factory=dict)

    def line(self, line_id: str) -> Line | None:
        """The line with this id, if the estimate has it."""
        return next((line for line in self.lines if line.id == line_id), None)

    def to_json(self) -> dict[str, Any]:
        """The estimate as JSON (interface, section 3), with further keys of its own."""
        return {
            "currency": self.currency,
            "as_of": self.as_of.isoformat(),
            "fingerprint": self.fingerprint,
            "language": self.language,
            "basis": self.basis,
            "monthly": self.monthly.to_json(),
            "one_time": self.one_time.to_json(),
            "first_year": self.first_year.to_json(),
            "per_contact": self.per_contact.to_json(),
            "per_resolution": self.per_resolution.to_json(),
            "lines": _all(self.lines),
            "staffing": [dict(row) for row in self.staffing],
            "assumptions": _all(self.assumptions),
            "not_priced": _all(self.not_priced),
            "sensitivity": _all(self.sensitivity),
            "next_questions": list(self.next_questions),
            "scenarios": _all(self.scenarios),
            "billing": _all(self.billing),
            "in_house": self.in_house.to_json() if self.in_house else None,
            "savings": dict(self.savings) if self.savings else None,
            "warnings": _all(self.warnings),
            **self.extras,
        }


def _all(items: Sequence[Any]) -> list[dict[str, Any]]:
    return [item.to_json() for item in items]


def tidy(value: float) -> float:
    """A figure without the dust of binary arithmetic: twelve significant digits, a whole number as it is."""
    return float(f"{float(value):.12g}")
