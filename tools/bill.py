"""Lines under way: amounts over the draws, turned into lines of the bill once the case is settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tools.draws import in_every_case
from tools.exchange import Exchange
from tools.formula import Formula
from tools.ledger import Input, Line, Period
from tools.money import Array, Range, cents, spread, total
from tools.sheet import Sheet, Term
from tools.wording import wording

TOP_INPUTS = 20


@dataclass(frozen=True)
class Draft:
    """A line with its amount in every case."""

    id: str
    category: str
    period: Period
    label: str
    quantity: float
    unit: str
    rate: float
    amount: Array
    formula: Formula | str
    terms: tuple[Term, ...]
    article: str
    driver: str

    def line(self) -> Line:
        """The line of the bill."""
        return Line(
            self.id, self.category, self.period, self.label, self.quantity, self.unit, self.rate,
            spread(self.amount), str(self.formula), self._inputs(), self.article, self.driver,
        )  # fmt: skip

    def _inputs(self) -> tuple[Input, ...]:
        made = [term.input() for term in self.terms]
        return tuple({item.name: item for item in made}.values())[:TOP_INPUTS]


@dataclass(frozen=True)
class Offer:
    """One way of buying the work: its lines, and their sums over the draws."""

    kind: str
    drafts: tuple[Draft, ...]
    provider_monthly: Array

    @cached_property
    def monthly(self) -> Array:
        """All monthly lines."""
        return _sum(self.drafts, "monthly")

    @cached_property
    def one_time(self) -> Array:
        """All one-off lines."""
        return _sum(self.drafts, "one_time")

    def lines(self) -> tuple[Line, ...]:
        """The lines whose typical amount is not nothing."""
        return tuple(draft.line() for draft in self.drafts if cents(draft.amount[0]) != 0)

    def exact(self, period: Period) -> Range:
        """The total of a period as its lines would give it, where only the total is needed."""
        draws = self.monthly if period == "monthly" else self.one_time
        return spread(draws, total(cents(draft.amount[0]) for draft in self.drafts if draft.period == period))


def _sum(drafts: Sequence[Draft], period: str) -> Array:
    amounts = [draft.amount for draft in drafts if draft.period == period]
    return np.sum(amounts, axis=0) if amounts else np.zeros_like(drafts[0].amount)


def exact_total(lines: Sequence[Line], period: str, draws: Array) -> Range:
    """The total of a period: typical is the sum of the rounded lines, low and high come from the draws."""
    return spread(draws, total(line.amount.typical for line in lines if line.period == period))


@dataclass
class Writer:
    """Writes drafts for one estimate."""

    sheet: Sheet
    exchange: Exchange

    @property
    def currency(self) -> str:
        """The currency of the report."""
        return self.exchange.currency

    def formula(self) -> Formula:
        """An empty formula in the reader's language."""
        return Formula(self.sheet.language, self.currency)

    def draft(
        self, line_id: str, amount: Array, quantity: float, unit: str, rate: float, formula: Formula | str,
        inputs: Sequence[Term | None], *, text: str | None = None, period: Period | None = None,
        category: str | None = None, name: str = "",
    ) -> Draft:  # fmt: skip
        """A draft; category and period follow from the id unless given, label and article from the texts."""
        words = wording("lines", text or line_id)
        head = line_id.split(".")[0]
        return Draft(
            line_id, category or ("fees" if head == "one_time" else head),
            period or ("one_time" if head == "one_time" else "monthly"),
            words.say(self.sheet.language, name=name), quantity, unit, rate,
            in_every_case(amount, self.sheet.sampler.size), formula, tuple(term for term in inputs if term is not None),
            words.article, words.driver,
        )  # fmt: skip

    def in_report(self, term: Term) -> tuple[Array, list[Term]]:
        """A money parameter's values in the currency of the report, and the terms it rests on."""
        assert term.parameter is not None
        currency = self.sheet.parameters[term.parameter].currency or "USD"
        return self.exchange.convert(term.values, currency), [term, *self.exchange.terms(currency)]
