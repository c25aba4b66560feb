"""The price of a quote made comparable: without tax, and of a billed hour where it is for an hour."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tools import formatting
from tools.case import Case
from tools.offers import billed_share
from tools.quote_market import busy_here
from tools.wording import say


def converted(case: Case, stated: Mapping[str, Any] | None) -> float:
    """A sum in the currency of the report, 0 for none."""
    if not stated:
        return 0.0
    return float(case.work.writer.exchange.convert(float(stated["amount"]), stated["currency"])[0])


def _tax_rate(case: Case) -> float | None:
    """The rate of value added tax at the buyer's, None where none is known."""
    parameter = case.sheet.parameters.get(f"tax.vat.{case.home.country}")
    return None if parameter is None else float(parameter.typical)


def net_of_tax(case: Case, quote: Mapping[str, Any]) -> float:
    """What the sums of an offer are multiplied by to be without tax."""
    rate = _tax_rate(case) if quote.get("tax") == "included" else None
    return 1 / (1 + rate) if rate else 1.0


def net_price(case: Case, quote: Mapping[str, Any]) -> tuple[float, tuple[str, ...]]:
    """The price without tax, of a billed hour where it is for an hour, and what had to be done to it for that."""
    language, currency = case.language, case.home.currency
    price, notes = converted(case, quote["price"]), list[str]()
    if quote.get("tax") == "included":
        rate = _tax_rate(case)
        price *= net_of_tax(case, quote)
        values = {"rate": formatting.percent(rate or 0.0, language), "price": amount_of(price, currency, language)}
        notes.append(say("quotes", "tax.taken_out" if rate else "tax.unknown", language, **values))
    elif quote.get("tax") == "excluded":
        notes.append(say("quotes", "tax.excluded", language))
    if quote["unit"] == "per_hour" and quote.get("hour") in BILLED_HOURS_OF:
        price *= BILLED_HOURS_OF[quote["hour"]](case)
        notes.append(say("quotes", f"hour.{quote['hour']}", language, price=amount_of(price, currency, language)))
    return price, tuple(notes)


def amount_of(value: float, currency: str, language: str) -> str:
    """A sum as it is written."""
    return formatting.about(value, currency, language)


def shrinkage(case: Case) -> float:
    """The share of paid time that is not worked."""
    return case.team.result.shrinkage if case.team.result is not None else 0.3


# What a billed hour costs of an hour of each kind.
BILLED_HOURS_OF: Mapping[str, Callable[[Case], float]] = {
    "paid": lambda case: 1 / float(billed_share(case.sheet)[0]),
    "productive": lambda case: (1 - shrinkage(case)) / float(billed_share(case.sheet)[0]),
    "talk": busy_here,
}
