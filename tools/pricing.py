"""What an hour costs: the market rate of a place, times the premiums of the case."""

from __future__ import annotations

import math
import operator
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from tools.bottom_up import built_rate, can_build
from tools.brief import Brief
from tools.exchange import Exchange, known_currency
from tools.money import Array
from tools.places import (
    LOW_COST_RATE,
    PUBLIC,
    TIERS,
    Home,
    country_name,
    group_of,
    language_class,
    language_name,
    languages_of,
    serves,
    tier_of,
)  # fmt: skip
from tools.remembered import Remembered, Same
from tools.sheet import Sheet, Term
from tools.team import language_shares
from tools.typical_rates import dollars, price_of
from tools.wording import say
from tools.workload import MONTHLY_HOURS

REGULATED_RULES = frozenset({"hipaa", "pci_dss"})
REGULATED_INDUSTRIES = frozenset({"healthcare", "fintech"})
# Every way of buying the work chooses among the same countries.
_USUAL: Remembered[Mapping[str, str]] = Remembered(1024)


@dataclass(frozen=True)
class Provider:
    """A provider's country, and the price of its hour in the report's currency before premiums."""

    country: str
    tier: str
    rate: Term
    fx: tuple[Term, ...]
    language_factors: Mapping[str, Term | None]
    currency: str = "USD"

    def factor(self, language: str) -> Array | float:
        """The premium of a language at this provider."""
        term = self.language_factors.get(language)
        return term.values if term is not None else 1.0


@dataclass(frozen=True)
class Choice:
    """The providers an estimate is made for: the one shown, and the open question where it is."""

    provider: Provider
    tiers: Mapping[str, Provider]
    position: Term | None
    stated: bool
    variety: Term | None = None
    quoted: Term | None = None
    quoted_units: Mapping[str, Term] = field(default_factory=dict)

    def rate(self, language: str) -> Array:
        """The rate of a language before other premiums, over the draws."""
        if self.quoted is not None:  # a quote is for this very work: nothing comes on top of it
            return self.quoted.values
        shown = self.provider.rate.values * self.provider.factor(language)
        if self.position is None:
            return shown * self._spread
        near, far, home = (
            self.tiers[name].rate.values * self.tiers[name].factor(language)
            for name in ("nearshore", "offshore", "onshore")
        )
        place = np.clip(self.position.values, 0, 1) * 2  # nobody is nearer than at home
        return np.where(place <= 1, far + (near - far) * place, near + (home - near) * (place - 1)) * self._spread

    @property
    def _spread(self) -> Array | float:
        """What is open about the place beside how far it is."""
        return self.variety.values if self.variety is not None else 1.0


@dataclass(frozen=True)
class Premiums:
    """The multipliers of the case, apart from language."""

    level: Term | None = None
    regulated: Term | None = None
    public: Term | None = None
    night: Term | None = None
    weekend: Term | None = None
    size: Term | None = None
    short: Term | None = None
    market: Term | None = None
    languages: Term | None = None
    night_share: Array | float = field(default=0.0)
    weekend_share: Array | float = field(default=0.0)

    @property
    def flat(self) -> Array | float:
        """The product of the premiums that apply to every hour."""
        product: Array | float = 1.0
        for term in (self.level, self.regulated, self.public, self.size, self.short, self.market, self.languages):
            if term is not None:
                product = product * term.values
        return product

    @property
    def shifts(self) -> Array | float:
        """The premium of night and weekend hours, weighed by their share of the hours worked."""
        product: Array | float = 1.0
        if self.night is not None:
            product = product * (1 + (self.night.values - 1) * self.night_share)
        if self.weekend is not None:
            product = product * (1 + (self.weekend.values - 1) * self.weekend_share)
        return product

    @property
    def terms(self) -> list[Term]:
        """The premiums in use."""
        everything = (self.level, self.regulated, self.public, self.languages, self.size, self.short, self.night,
                      self.weekend, self.market)  # fmt: skip
        return [term for term in everything if term is not None]


def provider(sheet: Sheet, exchange: Exchange, home: Home, country: str, languages: tuple[str, ...]) -> Provider:
    """A provider's country with its rate in the currency of the report and its language premiums."""
    rate, currency = _market_rate(sheet, country)
    label = say("inputs", "rate_in", sheet.language, country=country_name(country, sheet.language))
    converted = sheet.compute(f"rate.{country}", exchange.convert(rate.values, currency), f"{exchange.currency}/hour",
                              label)  # fmt: skip
    factors: dict[str, Term | None] = {}
    for code in languages:
        kind = language_class(country, code)
        factors[code] = sheet.assume(f"premiums.language.{kind}") if kind else None
    shown = rate if currency == exchange.currency else converted
    tier = tier_of(home.country, country, sheet)
    return Provider(
        country, tier, shown, (rate, *exchange.terms(currency)) if shown is converted else (), factors, currency
    )


def _market_rate(sheet: Sheet, country: str) -> tuple[Term, str]:
    parameter = f"rates.hourly.{country}"
    if country in group_of("RU")["members"] and can_build(sheet, country):
        return built_rate(sheet, country)
    if sheet.has(parameter):
        return sheet.assume(parameter), sheet.view.use(parameter).currency or "USD"
    return _neighbours_rate(sheet, country), "USD"


def _neighbours_rate(sheet: Sheet, country: str) -> Term:
    group = group_of(country)
    near = [code for code in dict.fromkeys([*group["members"], *group["nearshore"]]) if _in_dollars(sheet, code)]
    near = near or [code for code in group_of("ZZ")["nearshore"] if _in_dollars(sheet, code)]
    found = [sheet.parameters[f"rates.hourly.{code}"] for code in near]
    wider = sheet.view.use("model.neighbour_spread").typical
    typicals = sorted(rate.typical for rate in found)
    low = min(np.percentile([rate.low for rate in found], 25), typicals[0]) / wider
    high = np.percentile([rate.high for rate in found], 75) * wider
    label = say("inputs", "rate_neighbours", sheet.language, country=country_name(country, sheet.language))
    middle = float(np.clip(np.median(typicals), low, high))
    return sheet.guess(f"rates.hourly.{country}", float(low), middle, float(high), "USD/hour", label,
                       parameter="model.neighbour_spread", field="quotes")  # fmt: skip


def _in_dollars(sheet: Sheet, country: str) -> bool:
    parameter = f"rates.hourly.{country}"
    return sheet.has(parameter) and sheet.parameters[parameter].currency == "USD"


def choose(brief: Brief, sheet: Sheet, exchange: Exchange, home: Home, languages: tuple[str, ...]) -> Choice:
    """The provider the estimate is for: the one stated, the usual one of the location stated, or the middle of all."""
    found = _chosen(brief, sheet, exchange, home, languages)
    # The buyer's own quote is better evidence than any public rate, once the buyer wants to count by it.
    hour = _quoted(brief, sheet, exchange, "quoted_rate", {"per_hour": 1.0, "per_agent": MONTHLY_HOURS}, "hour")
    units = {
        unit: _quoted(brief, sheet, exchange, f"quoted_{name}", {unit: 1.0}, name)
        for unit, name in (("per_minute", "minute"), ("per_contact", "contact"))
    }
    found = replace(found, quoted_units={unit: term for unit, term in units.items() if term is not None})
    return found if hour is None else replace(found, quoted=hour, position=None, variety=None)


def _quoted(
    brief: Brief, sheet: Sheet, exchange: Exchange, name: str, units: Mapping[str, float], per: str
) -> Term | None:
    """The middle one of the quotes by some units that the buyer wants to count by, for one of `per`, as reported."""
    prices = [
        float(exchange.convert(quote["price"]["amount"] / units[quote["unit"]], quote["price"]["currency"])[0])
        for quote in brief.get("quotes") or []
        # An hour of an agent costs about as much on any channel; a minute or a contact of one says nothing of the rest.
        if quote.get("use") == "estimate"
        and quote["unit"] in units
        and (per == "hour" or "channel" not in quote)
        and known_currency(sheet, brief, quote["price"]["currency"])
    ]
    if not prices:
        return None
    return sheet.state(name, float(np.median(prices)), f"{exchange.currency}/{per}", "quotes")


def _chosen(brief: Brief, sheet: Sheet, exchange: Exchange, home: Home, languages: tuple[str, ...]) -> Choice:
    named = brief.get("provider_countries") or []
    if named:
        shown = provider(sheet, exchange, home, named[0], languages)
        return Choice(shown, tiers(sheet, exchange, home, languages), None, True)
    options = tiers(sheet, exchange, home, languages)
    # Prices differ more between homes than within one.
    unknown = sheet.assume("model.home_unknown", field="home_country") if home.hint is None else None
    location = brief.get("location")
    if location:
        shown = options[location]
        variety = _variety(sheet, exchange, home, location, languages, shown) if location != "onshore" else None
        return Choice(shown, options, None, True, unknown or variety)
    parameter = _open_position(brief, sheet, home, options)
    if parameter is None:
        return Choice(options["onshore"], options, None, False, unknown)
    position = sheet.assume(parameter, field="location", choice=country_name(_middle(options, parameter).country,
                                                                            sheet.language))  # fmt: skip
    return Choice(_middle(options, parameter), options, position, False, unknown)


def _middle(options: Mapping[str, Provider], parameter: str) -> Provider:
    return options["nearshore" if parameter == "model.location" else "onshore"]


def _open_position(brief: Brief, sheet: Sheet, home: Home, options: Mapping[str, Provider]) -> str | None:
    if dollars(sheet, home.country) < LOW_COST_RATE:
        return None
    if options["onshore"].country == options["nearshore"].country:
        return None
    regulated = bool(REGULATED_RULES & set(brief.get("compliance") or []))
    return "model.location_public" if brief.get("industry") in PUBLIC or regulated else "model.location"


def _mixes(sheet: Sheet, languages: tuple[str, ...]) -> tuple[Mapping[str, float], Mapping[str, float]]:
    """How hours may divide between languages: as the contacts do, or alike where each needs someone on the line."""
    return language_shares(sheet, languages), dict.fromkeys(languages, 1 / len(languages))


def tiers(sheet: Sheet, exchange: Exchange, home: Home, languages: tuple[str, ...]) -> dict[str, Provider]:
    """The usual provider's country of each tier: one that has the languages, none dearer than the tier nearer home."""
    mixes = _mixes(sheet, languages)
    settled = (Same(sheet.parameters), exchange.settled, home.country, languages)
    found = _USUAL.of(settled, lambda: _usual(sheet, exchange, home, languages, mixes))
    made = {code: provider(sheet, exchange, home, code, languages) for code in dict.fromkeys(found.values())}
    return {tier: made[code] for tier, code in found.items()}


def _usual(
    sheet: Sheet, exchange: Exchange, home: Home, languages: tuple[str, ...], mixes: tuple[Mapping[str, float], ...]
) -> Mapping[str, str]:
    found = {"onshore": home.country}

    def prices(country: str) -> list[float]:
        return [price_of(sheet, exchange, country, shares) for shares in mixes]

    # Work leaves home only for a price that is still lower with what paying across the border costs.
    abroad = 1 + sheet.parameters["model.payments_fraction"].typical + sheet.parameters["model.worth_going"].typical
    limits = [price / abroad for price in prices(home.country)]
    for tier in TIERS[1:]:
        listed = [code for code in group_of(home.country)[tier] if code not in found.values()]
        fits = [code for code in listed if all(map(operator.le, prices(code), limits))]
        able = [code for code in fits if serves(code, languages)]
        able = able or [code for code in fits if serves(code, languages[:1])]
        # Where the languages are the place's own comes first; the usual order decides between equals.
        chosen = sorted(able, key=lambda code: sum(language_class(code, one) is not None for one in languages))
        country = chosen[0] if chosen else found["nearshore" if tier == "offshore" else "onshore"]
        found[tier] = country
        limits = [min(limit, price) for limit, price in zip(limits, prices(country), strict=True)]
    return found


def _variety(
    sheet: Sheet, exchange: Exchange, home: Home, tier: str, languages: tuple[str, ...], shown: Provider
) -> Term | None:
    """How far the countries of a tier lie round the one shown."""
    listed = [code for code in group_of(home.country)[tier] if code != home.country and serves(code, languages)]
    shares = language_shares(sheet, languages)
    prices = [price_of(sheet, exchange, code, shares) for code in listed]
    base = price_of(sheet, exchange, shown.country, shares)
    if len(prices) < 2:
        return None
    low, high = np.percentile(prices, (20, 80))
    low, high = min(1.0, max(0.7, low / base)), max(1.0, min(1.4, high / base))
    label = say("inputs", "variety", sheet.language, tier=say("tiers", tier, sheet.language))
    return sheet.guess("model.country_choice", float(low), 1.0, float(high), "multiplier", label,
                       parameter=f"rates.location.{tier}", field="provider_countries")  # fmt: skip


def premiums(
    brief: Brief, sheet: Sheet, home: Home, offshore: bool, shares: tuple[Array | float, Array | float],
    fte: Array | None = None,
) -> Premiums:  # fmt: skip
    """The multipliers of the case; what is not stated is assumed, with a range.

    `fte` brings in the size of a team; without one the hour is of agents who serve several clients.
    """
    level = brief.get("support_level")
    if level is None:
        level_term: Term | None = sheet.assume("model.support_level", field="support_level")
    else:
        level_term = None if level == "basic" else sheet.assume(f"premiums.support_level.{level}")
    night, weekend = shares
    return Premiums(
        level=level_term,
        regulated=_regulated(brief, sheet),
        public=_public(brief, sheet, home),
        # Rates of far providers are quoted for the buyer's day, which is their night: shifts are in them already.
        night=None if offshore or not np.any(night) else sheet.assume("premiums.night"),
        weekend=None if not np.any(weekend) else sheet.assume("premiums.weekend"),
        size=None if fte is None else _size(sheet, fte),
        short=None if fte is None else _short(brief, sheet),
        market=sheet.assume("model.shared_dispersion" if fte is None else "model.market_dispersion"),
        languages=None if brief.get("languages") else sheet.assume("model.languages", field="languages"),
        night_share=night,
        weekend_share=weekend,
    )


def _size(sheet: Sheet, fte: Array) -> Term:
    """Small teams pay more an hour and large ones less; gradual, so that a larger team never costs less in all."""
    small = np.log(sheet.assume("premiums.small_team").values)
    large = np.log(sheet.assume("premiums.large_team").values)
    size = np.log(np.maximum(fte, 1e-6))
    low_end, middle, upper, high_end = np.log([3.0, 10.0, 20.0, 100.0])
    below = np.clip((middle - size) / (middle - low_end), 0, 1)
    above = np.clip((size - upper) / (high_end - upper), 0, 1)
    return sheet.compute("team_size", np.exp(small * below + large * above), "multiplier")


def _short(brief: Brief, sheet: Sheet) -> Term | None:
    """A team hired for less than a year is dearer an hour: in full at three months, not at all at twelve."""
    months = brief.get("contract_months")
    if months is None or months >= 12:
        return None
    share = min(1.0, math.log(12 / months) / math.log(12 / 3))
    premium = sheet.assume("premiums.short_contract")
    return sheet.compute("short_contract", premium.values**share, "multiplier")


def _public(brief: Brief, sheet: Sheet, home: Home) -> Term | None:
    if brief.get("industry") != "government":
        return None
    own = f"premiums.public_sector.{home.country}"
    return sheet.assume(own if sheet.has(own) else "premiums.public_sector")


def _regulated(brief: Brief, sheet: Sheet) -> Term | None:
    rules = brief.get("compliance")
    if rules is not None:
        return sheet.assume("premiums.regulated") if REGULATED_RULES & set(rules) else None
    industry = brief.get("industry")
    name = "model.compliance_regulated" if industry in REGULATED_INDUSTRIES else "model.compliance"
    return sheet.assume(name, field="compliance")


def served_languages(brief: Brief, home: Home) -> tuple[str, ...]:
    """The languages of service: stated, or the main one of the home country."""
    return tuple(brief.get("languages") or languages_of(home.country)[:1])


def names(codes: tuple[str, ...], language: str) -> str:
    """Languages by name, in a list."""
    return ", ".join(language_name(code, language) for code in codes)


__all__ = ["Choice", "Home", "Premiums", "Provider", "choose", "known_currency", "names", "premiums", "provider",
           "served_languages", "tiers"]  # fmt: skip
