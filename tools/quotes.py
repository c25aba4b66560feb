"""Vendors' quotes brought to one basis, placed in the market range, with what each leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from tools import formatting
from tools.brief import Brief
from tools.case import Case, own_team_base, work_out
from tools.draws import MonteCarlo
from tools.estimate import NeedMore
from tools.ledger import Warning
from tools.money import Array, Range, spread
from tools.offers import billed_share
from tools.parameter import Parameters
from tools.places import DEFAULT_HOME, home_of
from tools.team import chat_throughput
from tools.warnings import wage_floor
from tools.wording import say
from tools.workload import MONTHLY_HOURS, handle_time

LEFT_OUT = {
    "per_hour": ("idle", "setup", "training", "telephony", "licences", "quality", "nights", "indexation", "tax"),
    "per_agent": ("idle", "setup", "training", "telephony", "licences", "quality", "nights", "indexation", "tax"),
    "per_contact": ("setup", "minimum", "nights", "quality", "indexation", "tax"),
    "per_minute": ("setup", "minimum", "nights", "quality", "indexation", "tax"),
    "per_resolution": ("people", "setup", "minimum", "tax"),
    "per_month": ("setup", "training", "telephony", "licences", "indexation", "tax"),
}


@dataclass(frozen=True)
class CheckedQuote:
    """One quote on the common basis. Money is in the currency of the report.

    `percentile`: share of market prices below it, 0 to 1. `hour`: the same price per paid hour, None for an AI agent.
    """

    vendor: str
    price: Mapping[str, Any]
    unit: str
    unit_price: float
    market: Range
    verdict: str
    percentile: float
    hour: float | None
    monthly: float | None
    basis: str
    left_out: tuple[str, ...]
    warnings: tuple[Warning, ...]
    language: str

    def to_json(self) -> dict[str, Any]:
        """The quote as JSON."""
        return {
            "vendor": self.vendor,
            "price": dict(self.price),
            "unit": self.unit,
            "unit_price": round(self.unit_price, 4),
            "market": self.market.to_json(),
            "position": self.verdict,
            "verdict": say("quotes", f"verdict.{self.verdict}", self.language),
            "percentile": round(self.percentile, 3),
            "per_paid_hour": None if self.hour is None else round(self.hour, 2),
            "monthly": None if self.monthly is None else round(self.monthly, 2),
            "basis": self.basis,
            "left_out": list(self.left_out),
            "warnings": [warning.to_json() for warning in self.warnings],
        }


@dataclass(frozen=True)
class QuotesReport:
    """All quotes, cheapest per paid hour first, and the market range of an hour."""

    currency: str
    quotes: tuple[CheckedQuote, ...]
    market_hour: Range
    provider_country: str

    def to_json(self) -> dict[str, Any]:
        """The report as JSON."""
        return {
            "currency": self.currency,
            "provider_country": self.provider_country,
            "market_per_paid_hour": self.market_hour.to_json(),
            "quotes": [quote.to_json() for quote in self.quotes],
            "article": "practice-partner-choice",
        }


def check_quotes(
    brief: Brief, language: str = "en", parameters: Parameters | None = None, *, default_home: str = DEFAULT_HOME
) -> QuotesReport:
    """Check the quotes of the brief; `default_home` is the buyer's country where nothing hints at one.

    Raises:
        NeedMore: the brief has no quote.
        InputError: a price is in a currency no rate is known for.
    """
    quotes = brief.get("quotes")
    if not quotes:
        raise NeedMore(("quotes",), language)
    parameters = parameters or Parameters.load()
    # The market is what the quotes are measured against: they must not be part of it.
    case = work_out(brief.remove("quotes"), language, parameters, MonteCarlo(), home=home_of(brief, default_home))
    checked = [_check(case, quote, number) for number, quote in enumerate(quotes, start=1)]
    checked.sort(key=lambda quote: (quote.hour is None, quote.hour or 0.0))
    return QuotesReport(case.home.currency, tuple(checked), spread(_hour(case)), case.choice.provider.country)


def _hour(case: Case) -> Array:
    return own_team_base(case.own_team) / np.maximum(case.team.hours, 1e-9)


def _busy(case: Case) -> Array:
    return np.clip(case.sheet.assume("model.shared_occupancy").values, 0.2, 0.85)


def _contact_minutes(case: Case) -> Array:
    """Minutes of an agent's time a contact takes, over the channels of the brief."""
    if not case.work.loads:
        wanted = next(iter(case.brief.wanted_channels), "phone")
        industry, level = case.brief.get("industry"), case.brief.get("support_level")
        return handle_time(case.brief, case.sheet, wanted, industry, level).values / 60
    at_once = chat_throughput(case.sheet) if any(load.channel == "chat" for load in case.work.loads) else 1.0
    minutes = [
        load.volume.values * load.aht.values / 60 / (at_once if load.channel == "chat" else 1.0)
        for load in case.work.loads
    ]
    return np.sum(minutes, axis=0) / np.maximum(case.contacts, 1e-9)


def _market(case: Case, unit: str) -> Array:
    """Market prices of a unit over the draws."""
    hour = _hour(case)
    if unit == "per_hour":
        return hour / billed_share(case.sheet)
    if unit == "per_agent":
        return hour * MONTHLY_HOURS
    if unit == "per_month":
        return case.offer.provider_monthly
    if unit == "per_resolution":
        return case.work.writer.in_report(case.sheet.assume("ai.price_per_resolution"))[0]
    minute = hour / billed_share(case.sheet) / 60 / _busy(case)
    return minute if unit == "per_minute" else minute * _contact_minutes(case)


def _per_hour(case: Case, unit: str, price: float) -> float | None:
    """The price of a unit as a price per paid hour, at typical figures."""
    busy, hours = float(_busy(case)[0]), float(case.team.hours[0])
    billed = float(billed_share(case.sheet)[0])
    if unit == "per_hour":
        return price * billed
    if unit == "per_agent":
        return price / MONTHLY_HOURS
    if unit == "per_minute":
        return price * 60 * busy * billed
    if unit == "per_contact":
        return price * 60 * busy * billed / float(_contact_minutes(case)[0])
    if unit == "per_month" and case.basis != "reference_seat":
        return price / hours if hours else None
    return None


def _monthly(case: Case, unit: str, price: float) -> float | None:
    if unit == "per_month":
        return price
    if case.basis == "reference_seat" and unit not in ("per_hour", "per_agent"):
        return None
    minutes = float(np.sum([load.volume.values[0] * load.aht.values[0] / 60 for load in case.work.loads]))
    amounts = {
        "per_hour": float(case.team.hours[0] * billed_share(case.sheet)[0]),
        "per_agent": float(case.team.fte[0]),
        "per_contact": float(case.contacts[0]),
        "per_minute": minutes,
    }
    return price * amounts[unit] if unit in amounts else None


def _check(case: Case, quote: Mapping[str, Any], number: int) -> CheckedQuote:
    language, unit, stated = case.language, quote["unit"], quote["price"]
    price = float(case.work.writer.exchange.convert(float(stated["amount"]), stated["currency"])[0])
    market = _market(case, unit)
    placed = spread(market)
    verdict = "below" if price < float(placed.low) else "above" if price > float(placed.high) else "within"
    hour = _per_hour(case, unit, price)
    vendor = quote.get("vendor") or say("quotes", "vendor", language, number=number)
    left_out = tuple(say("quotes", f"left_out.{key}", language) for key in _left_out(case, unit))
    return CheckedQuote(
        vendor, stated, unit, price, placed, verdict, float(np.mean(market[1:] < price)), hour,
        _monthly(case, unit, price), _basis(case, unit, price), left_out,
        tuple(wage_floor(case, vendor, hour)), language,
    )  # fmt: skip


def _left_out(case: Case, unit: str) -> list[str]:
    phone = any(load.channel == "phone" for load in case.work.loads) or not case.work.loads
    nights = float(case.team.night_share[0] + case.team.weekend_share[0]) > 0
    skipped = {key for key, there in (("telephony", phone), ("nights", nights)) if not there}
    return [key for key in LEFT_OUT[unit] if key not in skipped]


def _basis(case: Case, unit: str, price: float) -> str:
    language, currency = case.language, case.home.currency
    shrinkage = case.team.result.shrinkage if case.team.result is not None else 0.3
    busy = float(_busy(case)[0])
    values = {
        "per_hour": {
            "productive": formatting.about(price * (1 - shrinkage), currency, language),
            "talk": formatting.about(price * busy, currency, language),
        },
        "per_agent": {"hours": formatting.number(MONTHLY_HOURS, language, 1)},
        "per_contact": {"minutes": formatting.number(float(_contact_minutes(case)[0]), language, 1)},
    }
    return say("quotes", f"basis.{unit}", language, **values.get(unit, {}))
