"""An hour's price built from wages, contributions, seat, management and margin, where public rates are thin.

It is weighed half and half with the public range of the country (geometric mean), so that neither stands alone.
"""

from __future__ import annotations

import numpy as np

from tools.money import Array
from tools.parameter import Parameter
from tools.places import country_name
from tools.sheet import Sheet, Term
from tools.wording import say

Figure = float | Array
PARTS = ("seat_month", "technology_month", "management", "margin", "billable_hours_month")


def can_build(sheet: Sheet, country: str) -> bool:
    """Whether wages, contributions and a public range are known for a country."""
    return all(sheet.has(name) for name in (f"wages.month.{country}", f"burden.{country}", f"rates.hourly.{country}"))


def _name(sheet: Sheet, part: str, country: str) -> str:
    own = f"bottom_up.{part}.{country}"
    return own if sheet.has(own) else f"bottom_up.{part}"


def _rate(sheet: Sheet, country: str, currency: str) -> tuple[Parameter, float]:
    """The public rate of a country, and units of `currency` for one unit of the rate's."""
    found = sheet.parameters[f"rates.hourly.{country}"]
    return found, _cross(sheet, found.currency or "USD", currency)


def _cross(sheet: Sheet, source: str, target: str) -> float:
    """A typical exchange rate: units of target for one of source."""
    per_dollar = {code: 1.0 if code == "USD" else sheet.parameters[f"fx.{code}"].typical for code in (source, target)}
    return per_dollar[target] / per_dollar[source]


def _hour(
    wage: Figure, burden: Figure, seat: Figure, technology: Figure, management: Figure, margin: Figure, hours: Figure
) -> Figure:
    return (wage * (1 + burden) + seat + technology) * (1 + management) / (1 - margin) / hours


def typical_built_rate(sheet: Sheet, country: str) -> tuple[float, str]:
    """The typical price of an hour and its currency; nothing is put on record."""
    wage = sheet.parameters[f"wages.month.{country}"]
    currency = wage.currency or "USD"
    found = [sheet.parameters[_name(sheet, part, country)] for part in PARTS]
    money = [part.typical * _cross(sheet, part.currency or currency, currency) for part in found[:2]]
    price = _hour(wage.typical, sheet.parameters[f"burden.{country}"].typical, *money,
                  *(part.typical for part in found[2:]))  # fmt: skip
    public, factor = _rate(sheet, country, currency)
    return float(np.sqrt(price * public.typical * factor)), currency


def built_rate(sheet: Sheet, country: str) -> tuple[Term, str]:
    """The price of a billed hour over the draws, and its currency. Its parts are on record as assumptions."""
    wage = sheet.assume(f"wages.month.{country}")
    currency = sheet.parameters[f"wages.month.{country}"].currency or "USD"
    burden = sheet.assume(f"burden.{country}")
    terms = [sheet.assume(_name(sheet, part, country)) for part in PARTS]
    money = []
    for term in terms[:2]:
        own = sheet.parameters[str(term.parameter)].currency or currency
        money.append(term.values * _cross(sheet, own, currency))
    price = _hour(wage.values, burden.values, *money, *(term.values for term in terms[2:]))
    public, factor = _rate(sheet, country, currency)
    price = np.sqrt(price * sheet.assume(public.id).values * factor)
    label = say("inputs", "rate_built", sheet.language, country=country_name(country, sheet.language))
    return sheet.compute(f"rate_built.{country}", price, f"{currency}/hour", label), currency
