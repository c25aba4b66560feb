"""Currency conversion: the buyer's own rate first, a dated parameter otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from tools.brief import Brief
from tools.draws import MonteCarlo
from tools.errors import InputError, Problem
from tools.money import Array
from tools.parameter import Parameters
from tools.sheet import Sheet, Term
from tools.wording import say


@dataclass(frozen=True)
class Exchange:
    """Converts amounts into the currency of the report."""

    sheet: Sheet
    brief: Brief
    currency: str
    _factors: dict[str, Array] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def settled(self) -> tuple[str, frozenset[tuple[str, float]]]:
        """What a typical factor hangs on beside the parameters: the report's currency and the rates stated."""
        return self.currency, frozenset((self.brief.get("exchange_rates") or {}).items())

    def convert(self, values: Array | float, currency: str) -> Array:
        """The values in the currency of the report."""
        return values * self.factor(currency)

    def factor(self, currency: str) -> Array:
        """Units of the report's currency for one unit of `currency`."""
        if currency not in self._factors:
            self._factors[currency] = self._factor(currency)
        return self._factors[currency]

    def _factor(self, currency: str) -> Array:
        one = self.sheet.compute("one", 1.0, "multiplier", "1").values
        if currency == self.currency:
            return one
        direct = self._stated(currency, self.currency)
        if direct is not None:
            return direct.values
        inverse = self._stated(self.currency, currency)
        if inverse is not None:
            return 1 / inverse.values
        return self._per_dollar(self.currency) / self._per_dollar(currency)

    def typical(self, currency: str) -> float:
        """The typical factor, for choosing only: no figure of the model is put on record."""
        if currency == self.currency:
            return 1.0
        stated = self.brief.get("exchange_rates") or {}
        if f"{currency}/{self.currency}" in stated:
            return float(stated[f"{currency}/{self.currency}"])
        if f"{self.currency}/{currency}" in stated:
            return 1 / float(stated[f"{self.currency}/{currency}"])
        return self._typical_per_dollar(self.currency, stated) / self._typical_per_dollar(currency, stated)

    def _typical_per_dollar(self, currency: str, stated: Mapping[str, float]) -> float:
        if currency == "USD":
            return 1.0
        if f"USD/{currency}" in stated:
            return float(stated[f"USD/{currency}"])
        if f"{currency}/USD" in stated:
            return 1 / float(stated[f"{currency}/USD"])
        self._refuse_unknown(currency)
        return self.sheet.parameters[f"fx.{currency}"].typical

    def terms(self, currency: str) -> list[Term]:
        """The rates that a conversion from `currency` rests on, for the inputs of a line."""
        if currency == self.currency:
            return []
        self.factor(currency)
        names = [f"fx.{currency}", f"fx.{self.currency}", f"fx.{currency}/{self.currency}",
                 f"fx.{self.currency}/{currency}", f"fx.USD/{currency}", f"fx.{currency}/USD",
                 f"fx.USD/{self.currency}", f"fx.{self.currency}/USD"]  # fmt: skip
        return [self.sheet.terms[name] for name in dict.fromkeys(names) if name in self.sheet.terms]

    def _stated(self, base: str, quote: str) -> Term | None:
        rate = (self.brief.get("exchange_rates") or {}).get(f"{base}/{quote}")
        if rate is None:
            return None
        label = say("inputs", "exchange", self.sheet.language, base=base, quote=quote)
        return self.sheet.state(f"fx.{base}/{quote}", float(rate), f"{quote}/{base}", "exchange_rates", label)

    def _per_dollar(self, currency: str) -> Array:
        if currency == "USD":
            return self.sheet.compute("one", 1.0, "multiplier", "1").values
        direct = self._stated("USD", currency)
        if direct is not None:
            return direct.values
        inverse = self._stated(currency, "USD")
        if inverse is not None:
            return 1 / inverse.values
        self._refuse_unknown(currency)
        return self.sheet.assume(f"fx.{currency}", field="exchange_rates").values

    def _refuse_unknown(self, currency: str) -> None:
        if not self.sheet.has(f"fx.{currency}"):
            language = self.sheet.language
            message = say("problems", "no_rate", language, currency=currency)
            hint = say("problems", "no_rate_hint", language, currency=currency)
            raise InputError([Problem("exchange_rates", message, hint)], language)


def converted(amount: float, currency: str, target: str, brief: Brief) -> float | None:
    """An amount in another currency at the typical rate, the buyer's own first; None where no rate is known."""
    sheet = Sheet(Parameters.load(), MonteCarlo(0), "en")
    if not all(known_currency(sheet, brief, name) for name in (currency, target)):
        return None
    return amount * Exchange(sheet, brief, target).typical(currency)


def known_currency(sheet: Sheet, brief: Brief, currency: str) -> bool:
    """Whether amounts can be brought into this currency."""
    stated = "/".join(brief.get("exchange_rates") or {})
    return currency == "USD" or sheet.has(f"fx.{currency}") or currency in stated.split("/")
