"""Vendors' quotes brought to one basis, placed in the market range, with what each leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from tools import formatting
from tools.brief import Brief
from tools.case import Case, work_out
from tools.draws import MonteCarlo
from tools.estimate import NeedMore
from tools.ledger import Warning
from tools.money import Range, spread
from tools.offers import billed_share
from tools.parameter import Parameters
from tools.places import DEFAULT_HOME, home_of
from tools.quote_estimate import Against, Own, against, of_calls, own_figures, team_figure
from tools.quote_market import agent_minutes, busy_here, contact_minutes, hour_of_team, loads_of, market_prices
from tools.quote_price import amount_of, converted, net_of_tax, net_price, shrinkage
from tools.quote_sums import Offer, offers_of
from tools.warnings import wage_floor
from tools.wording import say
from tools.workload import MONTHLY_HOURS

TERMS = ("agents", "agents_least", "fee_per_month", "contacts_included", "price_beyond", "setup", "tax", "hour")
BY_PEOPLE = ("per_hour", "per_agent")
ENOUGH = 0.9  # of the agents that the work needs: fewer cannot do it
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
    `channel`: the one the price and the month are of, None for all. `terms`: what else the offer names. `country`: the
    one whose market it is measured by. `short_of`: the agents the work needs where the offer's own cannot do it, with
    `monthly_whole`, the month of as many. `needed`: the agents the work needs where the offer names clearly more or
    fewer, `asked`: those the buyer named where the offer names none. `against`: how the month stands to the estimate,
    `against_team` to what the buyer's own team costs. `all_resolved`: of a price per resolution, the month in which
    every contact were one.
    `notes`: what was done to the price before it was compared.
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
    country: str | None = None
    short_of: float | None = None
    monthly_whole: float | None = None
    setup: float = 0.0
    notes: tuple[str, ...] = ()
    needed: Against | None = None
    asked: Against | None = None
    against: Against | None = None
    against_team: Against | None = None
    all_resolved: float | None = None

    def to_json(self) -> dict[str, Any]:
        """The quote as JSON."""
        return {
            "vendor": self.vendor,
            **({"channel": self.channel} if self.channel else {}),
            **({"terms": dict(self.terms)} if self.terms else {}),
            **({"country": self.country} if self.country else {}),
            **({"short_of": round(self.short_of, 1)} if self.short_of else {}),
            **({"monthly_whole": round(self.monthly_whole or 0.0, 2)} if self.short_of else {}),
            **({"notes": list(self.notes)} if self.notes else {}),
            **({"needed": self.needed.to_json()} if self.needed else {}),
            **({"asked": self.asked.to_json()} if self.asked else {}),
            **({"against": self.against.to_json()} if self.against else {}),
            **({"against_team": self.against_team.to_json()} if self.against_team else {}),
            **({"all_resolved": round(self.all_resolved, 2)} if self.all_resolved else {}),
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
    """All quotes, cheapest per paid hour first, the market range of an hour, and the offers the quotes are parts of.

    `months`: how long the sums of the offers run for, None where the month alone was asked for.
    """

    currency: str
    quotes: tuple[CheckedQuote, ...]
    market_hour: Range
    provider_country: str
    offers: tuple[Offer, ...]
    months: int | None = None
    channels: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The report as JSON."""
        return {
            "offers": [offer.to_json() for offer in self.offers],
            **({"months": self.months} if self.months else {}),
            **({} if all(offer.whole for offer in self.offers) else {"channels": list(self.channels)}),
            "currency": self.currency,
            "provider_country": self.provider_country,
            "market_per_paid_hour": self.market_hour.to_json(),
            "quotes": [quote.to_json() for quote in self.quotes],
            "article": "practice-partner-choice",
        }


def check_quotes(
    brief: Brief, language: str = "en", parameters: Parameters | None = None, *, default_home: str = DEFAULT_HOME,
    months: int | None = None,
) -> QuotesReport:  # fmt: skip
    """Check the quotes of the brief; `default_home` is the buyer's country where nothing hints at one.

    `months` is how long the offers are added up for; where one asks for a launch, the contract or else a year.

    Raises:
        NeedMore: the brief has no quote.
        InputError: a price is in a currency no rate is known for.
    """
    quotes = brief.get("quotes")
    if not quotes:
        raise NeedMore(("quotes",), language)
    parameters = parameters or Parameters.load()
    # The market is what the quotes are measured against: they must not be part of it, nor may it turn on how the buyer
    # would like to pay.
    bare, home = brief.remove("quotes").remove("pricing_model"), home_of(brief, default_home)
    case = work_out(bare, language, parameters, MonteCarlo(), home=home)
    cases = {None: case, case.choice.provider.country: case}
    for country in {quote["country"] for quote in quotes if quote.get("country")} - set(cases):
        cases[country] = work_out(bare, language, parameters, MonteCarlo(), home=home, country=country)
    checked = [_check(cases[q.get("country")], q, number, len(quotes)) for number, q in enumerate(quotes, start=1)]
    team = team_figure(brief, case)
    own = own_figures(brief, case, {quote.channel for quote in checked})
    checked = [_beside_estimate(cases[quote.country], quote, brief, own, team) for quote in checked]
    checked.sort(key=lambda quote: (quote.hour is None, quote.hour or 0.0))
    if months is None and any(quote.setup for quote in checked):
        months = int(brief.get("contract_months") or 12)
    wanted = tuple(load.channel for load in case.work.loads)
    return QuotesReport(
        case.home.currency, tuple(checked), spread(hour_of_team(case)), case.choice.provider.country,
        offers_of(checked, wanted, months), months, wanted,
    )  # fmt: skip


def _needed(case: Case) -> tuple[float, float]:
    """Agents and paid hours a month that the work needs, whatever number the buyer thought of; else those asked for."""
    team = case.needed if case.needed is not None and case.work.loads else case.team
    return float(team.fte[0]), float(team.hours[0])


def _paid_hours(case: Case) -> float:
    """Paid hours a month that the whole work takes: of a team of its own, or its part of a shared desk."""
    if case.work.loads and case.offer.kind == "shared":
        share = max(busy_here(case) * float(billed_share(case.sheet)[0]), 1e-9)
        return float(agent_minutes(case, case.work.loads)[0]) / 60 / share
    return _needed(case)[1]


def _per_hour(case: Case, unit: str, price: float, channel: str | None) -> float | None:
    """The price of a unit as a price per paid hour, at typical figures."""
    busy, hours = busy_here(case), _paid_hours(case)
    billed = float(billed_share(case.sheet)[0])
    if unit == "per_hour":
        return price * billed
    if unit == "per_agent":
        return price / MONTHLY_HOURS
    if unit == "per_minute":
        return price * 60 * busy * billed
    if unit == "per_contact":
        return price * 60 * busy * billed / float(contact_minutes(case, channel)[0])
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


def _units(case: Case, quote: Mapping[str, Any]) -> float | None:
    """Units a month of what the price is for, of the one channel it is for; None where the volume is not known.

    By people the offer's own number of them counts, else what the work needs: offers are set side by side on one load.
    """
    unit, channel = quote["unit"], quote.get("channel")
    if unit == "per_month":
        return 1.0
    if case.basis == "reference_seat" and unit not in ("per_hour", "per_agent"):
        return None
    loads = loads_of(case, channel)
    if channel is not None and not loads:
        return None
    contacts = float(case.contacts[0] if channel is None else np.sum([load.volume.values[0] for load in loads]))
    minutes = float(np.sum([load.volume.values[0] * load.aht.values[0] / 60 for load in loads]))
    if not loads:  # only the people are known: what they can take follows from their number
        minutes = contacts * float(contact_minutes(case, channel)[0])
    part = 1.0
    if channel is not None:  # the team's hours part by the time its contacts take
        part = float(agent_minutes(case, loads)[0] / max(agent_minutes(case, case.work.loads)[0], 1e-9))
    agents, hours = _needed(case)
    told = quote.get("agents") or max(float(quote.get("agents_least") or 0.0), agents * part)
    per_agent = hours / max(agents, 1e-9)
    amounts = {
        "per_hour": per_agent * told * float(billed_share(case.sheet)[0]),
        "per_agent": told,
        "per_contact": contacts or None,
        "per_minute": minutes or None,
    }
    return amounts.get(unit)


def _short_of(case: Case, quote: Mapping[str, Any]) -> float | None:
    """The agents that the work needs, where the offer names fewer than can do it."""
    told = quote.get("agents")
    if not told or not case.work.loads or case.needed is None or quote.get("channel"):
        return None
    needed = _needed(case)[0]
    return needed if float(told) < needed * ENOUGH else None


def _beside_estimate(
    case: Case, quote: CheckedQuote, brief: Brief, own: Mapping[str | None, Own], team: Own | None = None
) -> CheckedQuote:
    """The quote with how its month stands to the estimate: with its own people, with those needed, with those asked."""
    figure = own.get(quote.channel)
    if quote.monthly is None or figure is None:
        return quote
    found = replace(quote, against=against(quote.monthly, figure))
    if team is not None and not quote.channel:
        found = replace(found, against_team=against(quote.monthly, team))
    if quote.unit not in BY_PEOPLE or quote.channel or not case.work.loads or case.needed is None:
        return found
    needed, told = _needed(case)[0], quote.terms.get("agents")
    fixed = converted(case, quote.terms.get("fee_per_month")) * net_of_tax(case, quote.terms)
    if told and not ENOUGH <= float(told) / needed <= 1 / ENOUGH:
        whole = (quote.monthly - fixed) * needed / float(told) + fixed
        found = replace(found, needed=against(whole, figure, needed))
    elif not told and (asked := brief.get("agents")):
        part = (quote.monthly - fixed) * float(asked) / needed + fixed
        found = replace(found, asked=against(part, figure, float(asked)), needed=against(quote.monthly, figure, needed))
    return found


def _check(case: Case, quote: Mapping[str, Any], number: int, count: int) -> CheckedQuote:
    quote = of_calls(case, quote)
    language, unit, stated, channel = case.language, quote["unit"], quote["price"], quote.get("channel")
    price, notes = net_price(case, quote)
    units = _units(case, quote)
    fee = converted(case, quote.get("fee_per_month")) * net_of_tax(case, quote)
    beyond = _beyond(case, quote) * net_of_tax(case, quote)
    monthly = None if units is None else price * units + fee + beyond
    market = market_prices(case, unit, channel)
    placed = spread(market)
    # The whole of a month is dear or cheap by the contacts it is for, beyond a package too; a fee is in every unit.
    compared = price + ((fee + beyond) / units if units else 0.0)
    verdict = "below" if compared < float(placed.low) else "above" if compared > float(placed.high) else "within"
    if unit == "per_month" and case.basis == "reference_seat":
        verdict = "unknown"
    hour = _per_hour(case, unit, compared, channel)
    vendor = quote.get("vendor") or named_by_number(number, count, language)
    skipped = {"setup"} if "setup" in quote else set()
    skipped |= {"tax"} if quote.get("tax") == "included" else set()
    left_out = tuple(say("quotes", f"left_out.{key}", language) for key in _left_out(case, unit) if key not in skipped)
    short = _short_of(case, quote)
    whole = None if short is None or not units else price * units * short / float(quote["agents"]) + fee
    if short is not None and unit == "per_month":
        whole = monthly  # the whole service for a sum is the vendor's risk, however many people it takes
    return CheckedQuote(
        vendor, stated, unit, compared if fee else price, placed, verdict, float(np.mean(market[1:] < compared)), hour,
        monthly, _basis(case, quote, compared), left_out, tuple(wage_floor(case, vendor, hour)), language, channel,
        {key: quote[key] for key in TERMS if key in quote}, quote.get("country"), short, whole,
        converted(case, quote.get("setup")) * net_of_tax(case, quote), notes,
        all_resolved=_all_resolved(case, quote, price),
    )  # fmt: skip


def _all_resolved(case: Case, quote: Mapping[str, Any], price: float) -> float | None:
    """The month of a price per resolution if every contact were resolved: the most it can come to."""
    units = _units(case, {**quote, "unit": "per_contact"}) if quote["unit"] == "per_resolution" else None
    return price * units if units else None


def named_by_number(number: int, count: int, language: str) -> str:
    """What a quote without a vendor is called: by its number among several."""
    return say("quotes", "vendor", language, number=number) if count > 1 else say("quotes", "vendor.lone", language)


def _left_out(case: Case, unit: str) -> list[str]:
    phone = any(load.channel == "phone" for load in case.work.loads) or not case.work.loads
    nights = float(case.team.night_share[0] + case.team.weekend_share[0]) > 0
    skipped = {key for key, there in (("telephony", phone), ("nights", nights)) if not there}
    return [key for key in LEFT_OUT[unit] if key not in skipped]


def _basis(case: Case, quote: Mapping[str, Any], price: float) -> str:
    language, currency, unit = case.language, case.home.currency, quote["unit"]
    if unit == "per_hour" and quote.get("hour"):
        return ""
    busy, billed = busy_here(case), float(billed_share(case.sheet)[0])
    shares = {"share": formatting.percent(busy, language, 0), "billed": formatting.percent(billed, language, 0)}
    values = {
        "per_hour": {
            "productive": amount_of(price * (1 - shrinkage(case)), currency, language),
            "talk": amount_of(price * busy * billed, currency, language),
        },
        "per_agent": {"hours": formatting.number(MONTHLY_HOURS, language, 1)},
        "per_contact": {
            "minutes": formatting.number(float(contact_minutes(case, quote.get("channel"))[0]), language, 1),
            **shares,
        },
        "per_minute": shares,
    }
    return say("quotes", f"basis.{unit}", language, **values.get(unit, {}))
