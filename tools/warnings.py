"""What a buyer should know before relying on the figure: law, commitments, feasibility; each with an article."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from tools import formatting
from tools.case import Case, hours_at, own_team_base
from tools.exchange import known_currency
from tools.ledger import Warning
from tools.money import Range
from tools.offers import billed_share
from tools.places import country_in_text, currency_of, language_class, language_name
from tools.staffing import DEFERRED, StaffingResult
from tools.wording import say, wording
from tools.workload import MONTHLY_HOURS

GDPR_HOME = frozenset(
    [
        *("GB", "IE", "FR", "DE", "AT", "NL", "BE", "LU", "ES", "PT", "IT", "DK", "SE", "NO", "FI", "IS", "MT"),
        *("CY", "GR", "SI", "PL", "RO", "BG", "HU", "CZ", "HR", "LT", "LV", "EE", "SK", "LI"),
    ]
)
GDPR_ADEQUATE = GDPR_HOME | frozenset(["CH", "NZ", "IL", "AR", "UY", "JP", "KR", "CA"])
UNLIKE = 1.5  # times by which a team of today differs from the one computed before it is said
CARD_INDUSTRIES = frozenset({"fintech"})


def warn(case: Case, monthly: Range) -> tuple[Warning, ...]:
    """The warnings of a case, gravest first."""
    found = [
        *_law(case), *_feasible(case), *_own_team(case), *_money(case, monthly), *_way(case), *_growth(case),
        *_place(case), *_quotes(case),
    ]  # fmt: skip
    order = {"stop": 0, "attention": 1, "note": 2}
    return tuple(sorted(found, key=lambda item: order.get(item.severity, 3)))


def make(case: Case, key: str, **values: object) -> Warning:
    """One warning in the language of the report."""
    words = wording("warnings", key)
    return Warning(key, words.say(case.language, **values), words.article, words.severity)


def _law(case: Case) -> Iterator[Warning]:
    brief, home, provider = case.brief, case.home.country, case.choice.provider.country
    rules = set(brief.get("compliance") or [])
    place = country_in_text(provider, case.language)
    russian = home == "RU" or "ru_152fz" in rules
    if russian and provider != "RU":
        yield make(case, "data-localisation", provider=place)
    elif russian:
        yield make(case, "ru-152fz")
    european = home in GDPR_HOME or "gdpr" in rules
    if european and provider not in GDPR_ADEQUATE and provider != home:
        yield make(case, "gdpr-transfer", provider=place)
    if "pci_dss" in rules:
        yield make(case, "pci-dss")
    elif brief.get("industry") in CARD_INDUSTRIES:
        yield make(case, "pci-dss-likely")
    if "hipaa" in rules or (home == "US" and brief.get("industry") == "healthcare"):
        yield make(case, "hipaa")


def _feasible(case: Case) -> Iterator[Warning]:
    result = case.team.result
    if case.home.hint is None:
        yield make(case, "home-unknown", country=country_in_text(case.home.country, case.language),
                   currency=case.home.currency)  # fmt: skip
    if case.basis == "reference_seat":
        yield make(case, "reference-seat")
        return
    checked = case.coverage.stated or bool(case.work.loads)
    if case.basis == "headcount" and checked and result is not None and result.headcount is not None:
        needed = result.headcount.agents + result.headcount.shortfall_agents
        # A third of an agent is within the error of any forecast.
        if result.headcount.shortfall_agents > max(0.35, 0.03 * needed):
            shown = formatting.unit(case.team.agents_stated or 0, "agent", case.language)
            yield make(case, "headcount-short", agents=shown,
                       needed=formatting.number(float(np.ceil(needed)), case.language, 0))  # fmt: skip
    least = case.sheet.assume("fees.minimum_agents", sampled=False).typical
    fte = float(case.team.fte[0])
    if case.offer.kind == "dedicated" and fte < least:
        yield make(case, "minimum-commitment", agents=formatting.unit(round(fte, 1), "agent", case.language),
                   least=formatting.number(least, case.language, 0))  # fmt: skip
    if case.offer.kind == "dedicated" and case.basis == "workload" and result is not None:
        yield from _response_peaks(case, result)
    if case.offer.kind == "dedicated" and case.basis == "workload" and result is not None and result.floor_bound:
        busy = float(case.team.handling_hours[0] / max(case.team.hours[0] * (1 - result.shrinkage), 1e-9))
        yield make(case, "small-volume-floor", busy=formatting.percent(min(busy, 1.0), case.language, 0))


def _own_team(case: Case) -> Iterator[Warning]:
    """The team of today far from what the work takes: the comparison then holds unlike things against each other."""
    stated = case.brief.get("in_house.agents")
    if not stated or case.basis != "workload" or case.needed is None:
        return
    needed = float(case.needed.fte[0])
    if max(stated, needed) < UNLIKE * min(stated, needed) or abs(stated - needed) < 2:
        return
    key = "own-team-larger" if stated > needed else "own-team-smaller"
    yield make(case, key, agents=formatting.unit(float(stated), "agent", case.language),
               needed=formatting.unit(round(needed, 1 if needed < 10 else 0), "fte", case.language))  # fmt: skip


def _response_peaks(case: Case, result: StaffingResult) -> Iterator[Warning]:
    """Deferred work so urgent that its busiest hour needs more people than even shifts for it pay for."""
    for channel in DEFERRED:
        pools = [pool for pool in result.pools if pool.channel == channel]
        agents, fte = sum(pool.agents for pool in pools), sum(pool.fte for pool in pools)
        if agents > fte + 1:  # whole people against fractions: less than one more is rounding
            yield make(case, "response-peaks", channel=say("channels", channel, case.language),
                       agents=formatting.unit(agents, "agent", case.language, 0),
                       fte=formatting.unit(round(fte, 1), "fte", case.language))  # fmt: skip


def _money(case: Case, monthly: Range) -> Iterator[Warning]:
    budget = case.brief.get("budget_per_month")
    if not budget or not known_currency(case.sheet, case.brief, budget["currency"]):
        return
    amount = float(np.atleast_1d(case.work.writer.exchange.convert(float(budget["amount"]), budget["currency"]))[0])
    shown = formatting.money(budget["amount"], budget["currency"], case.language, 0)
    if amount < float(monthly.low):
        low = formatting.about(float(monthly.low), case.home.currency, case.language)
        yield make(case, "budget-short", budget=shown, low=low)
    elif amount < float(monthly.typical):
        yield make(case, "budget-tight", budget=shown)


def _whole(case: Case, amount: float) -> str:
    return formatting.about(amount, case.home.currency, case.language)


def _way(case: Case) -> Iterator[Warning]:
    desk = case.shared_desk
    if desk is not None and case.offer.kind == "dedicated" and desk.monthly[0] < 0.75 * case.own_team.monthly[0]:
        yield make(case, "shared-service-cheaper", amount=_whole(case, float(desk.monthly[0])))
    if case.offer.kind == "shared" and "pricing_model" not in case.brief:
        yield make(case, "shared-assumed", amount=_whole(case, float(case.own_team.monthly[0])))
    yield from _rate_outside(case)


def _rate_outside(case: Case) -> Iterator[Warning]:
    """An hour outside what the provider's own country asks: a range of the whole world would call any place of low
    pay suspicious, and contradict the rate of the country named beside it.
    """
    hours = float(case.team.hours[0])
    if case.offer.kind != "dedicated" or hours <= 0:
        return
    rate = float(own_team_base(case.own_team)[0] / billed_share(case.sheet)[0]) / hours
    low, high = _market_there(case)
    if low <= rate <= high:
        return
    key = "reason.low" if rate < low else "reason.high"
    reason = say("warnings", key if case.choice.quoted is None else "reason.quoted", case.language)
    yield make(case, "rate-outside-guidance", rate=_whole(case, rate), low=_whole(case, low),
               high=_whole(case, high), reason=reason,
               country=country_in_text(case.choice.provider.country, case.language))  # fmt: skip


def _market_there(case: Case) -> tuple[float, float]:
    """The published range of an hour in the provider's country in the buyer's money, or that of the draws."""
    known = case.sheet.parameters.get(f"rates.hourly.{case.choice.provider.country}")
    if known is None:
        low, high = np.quantile(case.choice.provider.rate.values, [0.05, 0.95])
        return float(low), float(high)
    exchange = case.work.writer.exchange
    ends = [np.atleast_1d(exchange.convert(end, known.currency or "USD"))[0] for end in (known.low, known.high)]
    return float(ends[0]), float(ends[1])


def _growth(case: Case) -> Iterator[Warning]:
    """What a stated growth makes of the monthly total in a year; the estimate itself is of today's volume."""
    percent = case.brief.get("growth_percent")
    if not percent or case.basis != "workload":
        return
    factor = 1 + percent / 100
    hours = hours_at(case, np.array([1.0, factor]))
    if case.offer.kind == "shared":
        change = factor
    elif hours is not None and hours[0] > 0:
        change = float(hours[1] / hours[0])
    else:
        return
    yield make(case, "growth", rate=formatting.percent(percent / 100, case.language),
               amount=_whole(case, float(case.monthly[0]) * change),
               share=formatting.percent(abs(change - 1), case.language, 0),
               more=say("warnings", "growth.more" if change >= 1 else "growth.less", case.language))  # fmt: skip


def _place(case: Case) -> Iterator[Warning]:
    provider = case.choice.provider.country
    place = country_in_text(provider, case.language)
    for code in case.work.languages:
        if language_class(provider, code) == "rare":
            name = language_name(code, case.language)
            yield make(case, "language-hard", language=name[:1].upper() + name[1:], provider=place)
    foreign = case.choice.provider.currency
    # A provider at home bills in the buyer's money, whatever money its market rate is known in.
    if foreign != case.home.currency and currency_of(provider) != case.home.currency:
        yield make(case, "currency-risk", foreign=foreign, currency=case.home.currency)
    if case.offer.kind == "dedicated" and case.choice.quoted is None:  # a quote is for these very hours
        # The rate of a far provider is for the buyer's day and night alike: only its weekends cost more.
        night = 0.0 if case.choice.provider.tier == "offshore" else float(case.team.night_share[0])
        share = night + float(case.team.weekend_share[0])
        if share > 0.15:
            yield make(case, "night-shift", share=formatting.percent(min(share, 1.0), case.language, 0))


def _quotes(case: Case) -> Iterator[Warning]:
    hours = {"per_hour": 1 / float(billed_share(case.sheet)[0]), "per_agent": MONTHLY_HOURS}
    quotes = case.brief.get("quotes") or []
    unnamed = "vendor" if len(quotes) > 1 else "vendor.lone"
    for number, quote in enumerate(quotes, start=1):
        price, per = quote["price"], hours.get(quote["unit"])
        if per is not None and known_currency(case.sheet, case.brief, price["currency"]):
            amount = float(case.work.writer.exchange.convert(price["amount"] / per, price["currency"])[0])
            vendor = quote.get("vendor") or say(
                "quotes", unnamed, case.language, **({"number": number} if len(quotes) > 1 else {})
            )
            yield from wage_floor(case, vendor, amount)


def wage_floor(case: Case, vendor: str, hour: float | None) -> Iterator[Warning]:
    """A warning if a price per paid hour is under what the agent's pay and contributions alone cost.

    Only where the country is known; the low end of pay: below it even the cheapest employer loses on every hour.
    """
    country = case.choice.provider.country
    pay = f"wages.month.{country}"
    named = "provider_countries" in case.brief or case.brief.get("location") == "onshore"
    if hour is None or not named or not case.sheet.has(pay):
        return
    burden = f"burden.{country}"
    extra = case.sheet.parameters[burden].low if case.sheet.has(burden) else 0.0
    wage = case.sheet.parameters[pay]
    currency = wage.currency or currency_of(country)
    floor = float(case.work.writer.exchange.convert(wage.low * (1 + extra) / MONTHLY_HOURS, currency)[0])
    if hour < floor:
        money = [formatting.about(value, case.home.currency, case.language) for value in (hour, floor)]
        yield make(case, "quote-below-wage-floor", vendor=vendor, price=money[0], floor=money[1],
                   country=country_in_text(country, case.language))  # fmt: skip
