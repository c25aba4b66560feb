"""Vendors' quotes brought to one basis, placed in the market range, with what each leaves out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
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
from tools.workload import MONTHLY_HOURS, ChannelLoad, handle_time

TERMS = ("agents", "contacts_included", "price_beyond", "setup")
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
    `channel`: the one the price and the month are of, None for all. `terms`: what else the offer names.
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
    channel: str | None = None
    terms: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The quote as JSON."""
        return {
            "vendor": self.vendor,
            **({"channel": self.channel} if self.channel else {}),
            **({"terms": dict(self.terms)} if self.terms else {}),
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
class Offer:
    """What one vendor asks a month, all its prices together, and the channels they are for; none for all channels.

    `whole`: the sum is of all the contacts, so offers can be set against each other.
    """

    vendor: str
    monthly: float
    channels: frozenset[str]
    whole: bool

    def to_json(self) -> dict[str, Any]:
        """The offer as JSON."""
        return {
            "vendor": self.vendor,
            "monthly": round(self.monthly, 2),
            "channels": sorted(self.channels),
            "whole": self.whole,
        }


def _offers(quotes: Sequence[CheckedQuote], case: Case) -> tuple[Offer, ...]:
    """The offers that the quotes make: a vendor's prices for several channels are parts of one, others stand for all.

    Quotes that come to no known sum are left out.
    """
    wanted = {load.channel for load in case.work.loads}
    parts: dict[object, list[CheckedQuote]] = {}
    for at, quote in enumerate(quotes):
        if quote.monthly is not None:
            parts.setdefault(quote.vendor if quote.channel else at, []).append(quote)
    found = []
    for part in parts.values():
        channels = frozenset(quote.channel for quote in part if quote.channel)
        monthly = sum(quote.monthly or 0.0 for quote in part)
        found.append(Offer(part[0].vendor, monthly, channels, not channels or wanted <= channels))
    return tuple(found)


@dataclass(frozen=True)
class QuotesReport:
    """All quotes, cheapest per paid hour first, the market range of an hour, and the offers the quotes are parts of."""

    currency: str
    quotes: tuple[CheckedQuote, ...]
    market_hour: Range
    provider_country: str
    offers: tuple[Offer, ...]

    def to_json(self) -> dict[str, Any]:
        """The report as JSON."""
        return {
            "offers": [offer.to_json() for offer in self.offers],
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
    checked = [_check(case, quote, number, len(quotes)) for number, quote in enumerate(quotes, start=1)]
    checked.sort(key=lambda quote: (quote.hour is None, quote.hour or 0.0))
    return QuotesReport(
        case.home.currency, tuple(checked), spread(_hour(case)), case.choice.provider.country, _offers(checked, case)
    )


def _hour(case: Case) -> Array:
    return own_team_base(case.own_team) / np.maximum(case.team.hours, 1e-9)


def _busy(case: Case) -> Array:
    """The share of a billed hour that goes into contacts: of the team that this work needs, else of a shared desk."""
    usual = np.clip(case.sheet.assume("model.shared_occupancy").values, 0.2, 0.85)
    if not case.work.loads or case.basis != "workload" or case.offer.kind != "dedicated":
        return usual
    billed = np.maximum(case.team.hours * billed_share(case.sheet), 1e-9)
    return np.clip(_agent_minutes(case, case.work.loads) / 60 / billed, 0.2, 0.85)


def _loads(case: Case, channel: str | None) -> list[ChannelLoad]:
    return [load for load in case.work.loads if channel in (None, load.channel)]


def _contact_minutes(case: Case, channel: str | None) -> Array:
    """Minutes of an agent's time a contact takes, over the channels of the brief or on one of them."""
    loads = _loads(case, channel)
    if not loads:
        wanted = channel or next(iter(case.brief.wanted_channels), "phone")
        industry, level = case.brief.get("industry"), case.brief.get("support_level")
        return handle_time(case.brief, case.sheet, wanted, industry, level).values / 60
    contacts = case.contacts if channel is None else np.sum([load.volume.values for load in loads], axis=0)
    return _agent_minutes(case, loads) / np.maximum(contacts, 1e-9)


def _agent_minutes(case: Case, loads: Sequence[ChannelLoad]) -> Array:
    at_once = chat_throughput(case.sheet) if any(load.channel == "chat" for load in loads) else 1.0
    minutes = [
        load.volume.values * load.aht.values / 60 / (at_once if load.channel == "chat" else 1.0) for load in loads
    ]
    return np.asarray(np.sum(minutes, axis=0))


def _market(case: Case, unit: str, channel: str | None) -> Array:
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
    return minute if unit == "per_minute" else minute * _contact_minutes(case, channel)


def _needed(case: Case) -> tuple[float, float]:
    """Agents and paid hours a month that the work needs, whatever number the buyer thought of; else those asked for."""
    team = case.needed if case.needed is not None and case.work.loads else case.team
    return float(team.fte[0]), float(team.hours[0])


def _paid_hours(case: Case) -> float:
    """Paid hours a month that the whole work takes: of a team of its own, or its part of a shared desk."""
    if case.work.loads and case.offer.kind == "shared":
        share = max(float((_busy(case) * billed_share(case.sheet))[0]), 1e-9)
        return float(_agent_minutes(case, case.work.loads)[0]) / 60 / share
    return _needed(case)[1]


def _per_hour(case: Case, unit: str, price: float, channel: str | None) -> float | None:
    """The price of a unit as a price per paid hour, at typical figures."""
    busy, hours = float(_busy(case)[0]), _paid_hours(case)
    billed = float(billed_share(case.sheet)[0])
    if unit == "per_hour":
        return price * billed
    if unit == "per_agent":
        return price / MONTHLY_HOURS
    if unit == "per_minute":
        return price * 60 * busy * billed
    if unit == "per_contact":
        return price * 60 * busy * billed / float(_contact_minutes(case, channel)[0])
    if unit == "per_month" and case.basis != "reference_seat":
        return price / hours if hours else None
    return None


def _beyond(case: Case, quote: Mapping[str, Any]) -> float:
    """What the contacts beyond those of a package add to a month."""
    if "contacts_included" not in quote or "price_beyond" not in quote or not case.work.loads:
        return 0.0
    more = max(0.0, float(case.contacts[0]) - float(quote["contacts_included"]))
    stated = quote["price_beyond"]
    return more * float(case.work.writer.exchange.convert(float(stated["amount"]), stated["currency"])[0])


def _monthly(case: Case, quote: Mapping[str, Any], price: float) -> float | None:
    """What a month comes to, of the one channel the price is for; None where its volume is not known.

    By people the offer's own number of them counts, else what the work needs: offers are set side by side on one load.
    """
    unit, channel = quote["unit"], quote.get("channel")
    if unit == "per_month":
        return price + _beyond(case, quote)
    if case.basis == "reference_seat" and unit not in ("per_hour", "per_agent"):
        return None
    loads = _loads(case, channel)
    if channel is not None and not loads:
        return None
    minutes = float(np.sum([load.volume.values[0] * load.aht.values[0] / 60 for load in loads]))
    contacts = case.contacts[0] if channel is None else np.sum([load.volume.values[0] for load in loads])
    part = 1.0
    if channel is not None:  # the team's hours part by the time its contacts take
        part = float(_agent_minutes(case, loads)[0] / max(_agent_minutes(case, case.work.loads)[0], 1e-9))
    agents, hours = _needed(case)
    if quote.get("agents"):
        agents, hours, part = float(quote["agents"]), hours / max(agents, 1e-9) * float(quote["agents"]), 1.0
    amounts = {
        "per_hour": hours * float(billed_share(case.sheet)[0]) * part,
        "per_agent": agents * part,
        "per_contact": float(contacts),
        "per_minute": minutes,
    }
    return price * amounts[unit] if unit in amounts else None


def _check(case: Case, quote: Mapping[str, Any], number: int, count: int) -> CheckedQuote:
    language, unit, stated, channel = case.language, quote["unit"], quote["price"], quote.get("channel")
    price = float(case.work.writer.exchange.convert(float(stated["amount"]), stated["currency"])[0])
    market = _market(case, unit, channel)
    placed = spread(market)
    # The whole of a month is dear or cheap by the contacts it is for, beyond a package too.
    compared = price + (_beyond(case, quote) if unit == "per_month" else 0.0)
    verdict = "below" if compared < float(placed.low) else "above" if compared > float(placed.high) else "within"
    if unit == "per_month" and case.basis == "reference_seat":
        verdict = "unknown"
    hour = _per_hour(case, unit, compared, channel)
    vendor = quote.get("vendor") or named_by_number(number, count, language)
    skipped = {"setup"} if "setup" in quote else set()
    left_out = tuple(say("quotes", f"left_out.{key}", language) for key in _left_out(case, unit) if key not in skipped)
    return CheckedQuote(
        vendor, stated, unit, price, placed, verdict, float(np.mean(market[1:] < compared)), hour,
        _monthly(case, quote, price), _basis(case, unit, price, channel), left_out,
        tuple(wage_floor(case, vendor, hour)), language, channel,
        {key: quote[key] for key in TERMS if key in quote},
    )  # fmt: skip


def named_by_number(number: int, count: int, language: str) -> str:
    """What a quote without a vendor is called: by its number among several."""
    return say("quotes", "vendor", language, number=number) if count > 1 else say("quotes", "vendor.lone", language)


def _left_out(case: Case, unit: str) -> list[str]:
    phone = any(load.channel == "phone" for load in case.work.loads) or not case.work.loads
    nights = float(case.team.night_share[0] + case.team.weekend_share[0]) > 0
    skipped = {key for key, there in (("telephony", phone), ("nights", nights)) if not there}
    return [key for key in LEFT_OUT[unit] if key not in skipped]


def _basis(case: Case, unit: str, price: float, channel: str | None) -> str:
    language, currency = case.language, case.home.currency
    shrinkage = case.team.result.shrinkage if case.team.result is not None else 0.3
    busy = float(_busy(case)[0])
    values = {
        "per_hour": {
            "productive": formatting.about(price * (1 - shrinkage), currency, language),
            "talk": formatting.about(price * busy, currency, language),
        },
        "per_agent": {"hours": formatting.number(MONTHLY_HOURS, language, 1)},
        "per_contact": {
            "minutes": formatting.number(float(_contact_minutes(case, channel)[0]), language, 1),
            "share": formatting.percent(busy, language, 0),
        },
        "per_minute": {"share": formatting.percent(busy, language, 0)},
    }
    return say("quotes", f"basis.{unit}", language, **values.get(unit, {}))
