"""The sheet one estimate is worked out on: every figure that is used, with its values over the draws and its origin."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any

import numpy as np

from knowledge.sources import source_of
from tools.draws import MonteCarlo, Sampler, in_every_case
from tools.ledger import Assumption, Input, Origin, Reference
from tools.money import Array
from tools.parameter import Parameter, Parameters, View
from tools.remembered import Remembered, Same
from tools.wording import say

# About as many as the parameters of a few markets, by language and number of draws.
_REFERENCES: Remembered[Reference] = Remembered(4096)


@dataclass(frozen=True, eq=False)
class Term:
    """One figure: its values in every case (element 0 is the typical case), what it is, and where it comes from."""

    name: str
    values: Array
    unit: str
    label: str
    origin: Origin
    low: float
    high: float
    parameter: str | None = None
    field: str | None = None
    choice: str | None = None
    source: Reference | None = None

    @property
    def typical(self) -> float:
        """The value of the typical case."""
        return float(self.values[0])

    @property
    def is_open(self) -> bool:
        """Whether the figure is uncertain."""
        return self.origin == "assumed" and self.low < self.high

    def input(self) -> Input:
        """The figure as an input of a line."""
        return self._input

    @cached_property
    def _input(self) -> Input:
        return Input(
            self.name, self.typical, self.unit, self.origin, self.label, self.parameter, self.field, self.source
        )

    def assumption(self) -> Assumption:
        """The figure as an assumption."""
        return Assumption(
            self.parameter or self.name, self.label, self.low, self.typical, self.high, self.unit,
            self.field, self.source, self.choice,
        )  # fmt: skip


def reference(parameter: Parameter, parameters: Parameters, language: str) -> Reference:
    """What a parameter rests on: its first source, that of what it is derived from, or the project's judgement."""
    return _REFERENCES.of(
        (Same(parameters), parameter.id, language),
        lambda: _reference(parameter, _first_source(parameter, parameters), language),
    )


def _first_source(parameter: Parameter, parameters: Parameters, depth: int = 0) -> str | None:
    if parameter.sources:
        return parameter.sources[0]
    if depth < 3:
        for origin in parameter.derived_from:
            found = _first_source(parameters[origin], parameters, depth + 1)
            if found:
                return found
    return None


def _reference(parameter: Parameter, ref: str | None, language: str) -> Reference:
    checked_on = parameter.checked_on.isoformat()
    if ref is None:
        title = say("inputs", "judgement", language)
        return Reference(parameter.id, title, "Smeta", None, checked_on, checked_on, parameter.basis)
    source = _source(ref)
    return Reference(ref, source.title, source.publisher, source.url, source.date or str(source.accessed),
                     checked_on, parameter.basis)  # fmt: skip


@cache
def _source(ref: str) -> Any:
    return source_of(ref)[0]


_ASSUMED: Remembered[Term] = Remembered(2048)


class Sheet:
    """Collects the terms of one estimate; a parameter is looked up through it so that no use goes unrecorded."""

    def __init__(self, parameters: Parameters, sampler: Sampler, language: str) -> None:
        self.parameters = parameters
        self.view: View = parameters.view()
        self.sampler = sampler
        self.language = language
        self.terms: dict[str, Term] = {}

    def has(self, parameter: str) -> bool:
        """Whether there is such a parameter."""
        return parameter in self.parameters

    def assume(
        self, parameter: str, *, name: str | None = None, field: str | None = None, choice: str | None = None,
        sampled: bool = True,
    ) -> Term:  # fmt: skip
        """The parameter as an assumed figure; `field` is the brief field that would settle it.

        `sampled` False holds it at typical: a figure shown and not varied.
        """
        key = name or parameter
        if key in self.terms:
            return self.terms[key]
        found = self.view.use(parameter)

        def term() -> Term:
            values = (
                self.sampler.sample(parameter, found.low, found.typical, found.high)
                if sampled
                else np.full(self.sampler.size, found.typical)
            )
            values.setflags(write=False)
            source = reference(found, self.parameters, self.language)
            return Term(
                key, values, found.unit, found.label(self.language), "assumed",
                found.low, found.high, parameter, field, choice, source,
            )  # fmt: skip

        settled = (Same(self.parameters), self.sampler, self.language, parameter, key, field, choice, sampled)
        # A layout that sweeps is one estimate's own.
        self.terms[key] = _ASSUMED.of(settled, term) if isinstance(self.sampler, MonteCarlo) else term()
        return self.terms[key]

    def guess(
        self, name: str, low: float, typical: float, high: float, unit: str, label: str, *, parameter: str,
        field: str | None = None,
    ) -> Term:  # fmt: skip
        """An assumed figure worked out of the parameter named, with a range of its own."""
        if name not in self.terms:
            found = self.view.use(parameter)
            values = self.sampler.sample(name, low, typical, high)
            self.terms[name] = Term(
                name, values, unit, label, "assumed", low, high, parameter, field, None,
                reference(found, self.parameters, self.language),
            )  # fmt: skip
        return self.terms[name]

    def state(self, name: str, value: float, unit: str, field: str, label: str | None = None) -> Term:
        """A figure the buyer stated: certain."""
        values = np.full(self.sampler.size, float(value))
        shown = label or say("inputs", name, self.language)
        term = Term(name, values, unit, shown, "stated", value, value, None, field)
        self.terms[name] = term
        return term

    def compute(self, name: str, values: Array | float, unit: str, label: str | None = None) -> Term:
        """A figure worked out of others."""
        spread_out = in_every_case(values, self.sampler.size)
        shown = label or say("inputs", name, self.language)
        first = float(spread_out[0])
        return Term(name, spread_out, unit, shown, "computed", first, first)

    def put(self, term: Term) -> Term:
        """Record a term made elsewhere."""
        self.terms[term.name] = term
        return term

    def scaled(self, term: Term, factor: Array | float, name: str, unit: str, label: str) -> Term:
        """A term times a factor, computed."""
        return replace(self.compute(name, term.values * factor, unit, label))

    @property
    def open_terms(self) -> list[Term]:
        """The uncertain figures, in order of first use."""
        return [term for term in self.terms.values() if term.is_open]

    @property
    def assumed(self) -> list[Term]:
        """All assumed figures, certain or not."""
        return [term for term in self.terms.values() if term.origin == "assumed"]
