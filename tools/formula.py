"""Formulas as people read them: the numbers put in, written the way the language writes them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tools import formatting
from tools.wording import group, say

TIMES = " × "


class Formula:
    """Builds a formula term by term: Formula("en", "USD").quantity(1824.6, "hour").price(11) is 1,824.6 h × $11.00."""

    def __init__(self, language: str, currency: str) -> None:
        self.language = language
        self.currency = currency
        # Written when it is read: of the ways of buying that are only compared, no formula ever is.
        self.parts: list[Callable[[], str]] = []

    def quantity(self, value: float, unit: str, decimals: int | None = None) -> Formula:
        """A quantity with its unit, short where the language has a short form: 1,824.6 h, 19 seats.

        `decimals` at most: a whole number has none, 760 h and not 760.0 h.
        """
        self.parts.append(partial(_quantity, value, unit, decimals, self.language))
        return self

    def price(self, value: float) -> Formula:
        """A price: $11.00."""
        small = 0 < abs(value) < 0.1
        self.parts.append(partial(formatting.money, value, self.currency, self.language, 4 if small else 2))
        return self

    def share(self, fraction: float) -> Formula:
        """A share: 62%."""
        self.parts.append(partial(formatting.percent, fraction, self.language))
        return self

    def factor(self, value: float) -> Formula:
        """A bare multiplier."""
        self.parts.append(partial(formatting.number, value, self.language, 2))
        return self

    def __str__(self) -> str:
        return TIMES.join(part() for part in self.parts)


def _quantity(value: float, unit: str, decimals: int | None, language: str) -> str:
    places = (1 if unit == "hour" and value < 100_000 else None) if decimals is None else decimals
    if places and round(value, places) == round(value):
        places = 0
    if unit in group("short_units"):
        shown = formatting.number(value, language, places)
        return f"{shown}{formatting.NO_BREAK_SPACE}{say('short_units', unit, language)}"
    return formatting.unit(value, unit, language, places)
