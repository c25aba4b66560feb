"""Typical prices of an hour in a country, for choosing between places only: nothing of them is put on record."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from tools.bottom_up import can_build, typical_built_rate
from tools.exchange import Exchange
from tools.places import group_of, language_class
from tools.remembered import Remembered, Same
from tools.sheet import Sheet

# Every way of buying the work asks for the same countries.
_DOLLARS: Remembered[float] = Remembered(4096)


def dollars(sheet: Sheet, country: str, exchange: Exchange | None = None) -> float:
    """The typical rate of a country in dollars, for choosing only: nothing is put on record.

    With `exchange`, at the buyer's own rates of exchange where it stated them.
    """
    settled = (Same(sheet.parameters), country, exchange and exchange.settled)
    return _DOLLARS.of(settled, lambda: _dollars(sheet, country, exchange))


def _dollars(sheet: Sheet, country: str, exchange: Exchange | None) -> float:
    parameters = sheet.parameters
    found = parameters.get(f"rates.hourly.{country}")
    if country in group_of("RU")["members"] and can_build(sheet, country):
        amount, currency = typical_built_rate(sheet, country)
    elif found is None:
        group = group_of(country)
        known = [code for code in group["members"] if f"rates.hourly.{code}" in parameters]
        rates = [dollars(sheet, code, exchange) for code in known]
        return float(np.median(rates)) if rates else 15.0
    else:
        amount, currency = found.typical, found.currency or "USD"
    if exchange is not None:
        return amount * exchange.typical(currency) / exchange.typical("USD")
    return amount / (1.0 if currency == "USD" else parameters[f"fx.{currency}"].typical)


def price_of(sheet: Sheet, exchange: Exchange, country: str, shares: Mapping[str, float]) -> float:
    """The typical price of an hour with the premiums of its languages, in dollars; nothing is put on record."""
    kinds = {code: language_class(country, code) for code in shares}
    premium = {
        code: sheet.parameters[f"premiums.language.{kind}"].typical if kind else 1.0 for code, kind in kinds.items()
    }
    return dollars(sheet, country, exchange) * sum(share * premium[code] for code, share in shares.items())
