"""The same work done another way, billed another way, and compared with one's own team."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from tools import formatting
from tools.bill import Offer
from tools.case import UNIT_MODELS, Case, hours_at, own_team_base, work_out
from tools.draws import MonteCarlo
from tools.in_house import baseline
from tools.ledger import Baseline, BillingOption, Scenario
from tools.money import ZERO, Array, Range, cents, spread
from tools.offers import billed_share, shared
from tools.parameter import Parameters
from tools.places import LOW_COST_RATE, country_in_text, country_name
from tools.typical_rates import dollars
from tools.wording import say, wording
from tools.workload import MONTHLY_HOURS, handle_time

SCENARIO_DRAWS = 400
LONGEST = 120  # months a contract may last; what takes longer to earn back never is


@dataclass(frozen=True)
class InHouse:
    """The baseline with its draws."""

    baseline: Baseline | None
    monthly: Array | None


@dataclass(frozen=True)
class AiFirst:
    """The way with an AI agent first: its bill, the price of a resolution over the draws, resolutions a month."""

    offer: Offer
    price: Array
    resolutions: float


def in_house(case: Case) -> InHouse:
    """The buyer's own team: the one stated, or the same hours with own staff."""
    stated = case.brief.get("in_house.agents")
    size = case.sheet.sampler.size
    agents = np.full(size, float(stated)) if stated else case.team.fte
    dear = dollars(case.sheet, case.home.country) >= LOW_COST_RATE
    found, draws = baseline(case.brief, case.sheet, case.work.writer, case.home, agents, bool(stated), dear,
                            case.team.night_share, case.team.weekend_share)  # fmt: skip
    return InHouse(found, draws)


def scenarios(case: Case, own: InHouse, parameters: Parameters) -> tuple[tuple[Scenario, ...], AiFirst | None]:
    """In-house, onshore, nearshore, offshore, shared desk, AI first; and each country the buyer asks about."""
    found = [_own_scenario(case, own)] if own.baseline is not None else []
    dedicated_brief = case.brief.remove("pricing_model")
    seen = set()
    for tier in ("onshore", "nearshore", "offshore"):
        other = work_out(dedicated_brief, case.language, parameters, MonteCarlo(SCENARIO_DRAWS), location=tier,
                         home=case.home)  # fmt: skip
        country = other.choice.provider.country
        if country in seen:
            continue
        seen.add(country)
        # The buyer's own quote is the price of the place it is for.
        quoted = case.choice.quoted is not None and country == case.choice.provider.country
        found.append(_place(case if quoted else other, tier, country))
    for country in (case.brief.get("provider_countries") or [])[:5]:
        if country not in seen and len(case.brief.get("provider_countries")) > 1:
            seen.add(country)
            other = work_out(dedicated_brief, case.language, parameters, MonteCarlo(SCENARIO_DRAWS), country=country,
                             home=case.home)  # fmt: skip
            found.append(_place(other, "country", country))
    others, ai = _other_ways(case, parameters)
    return tuple(found + others), ai


def _own_scenario(case: Case, own: InHouse) -> Scenario:
    assert own.baseline is not None
    assert own.monthly is not None
    monthly = own.baseline.monthly
    year = spread(own.monthly * 12, monthly.typical * 12)
    return Scenario("in_house", say("scenarios", "in_house", case.language), monthly, ZERO, year,
                    spread(own.monthly / np.maximum(case.contacts, 1e-9)),
                    say("scenarios", "note.in_house", case.language), case.home.country)  # fmt: skip


def _place(case: Case, kind: str, country: str) -> Scenario:
    identity = kind if kind != "country" else f"provider_{country}"
    label = say("scenarios", kind, case.language, country=country_in_text(country, case.language))
    note = say("scenarios", "note.place" if case.choice.quoted is None else "note.quoted", case.language)
    return _scenario(case, identity, label, case.own_team, note, country)


def _scenario(case: Case, identity: str, label: str, offer: Offer, note: str, country: str) -> Scenario:
    monthly, one_time = offer.exact("monthly"), offer.exact("one_time")
    year = spread(12 * offer.monthly + offer.one_time, monthly.typical * 12 + one_time.typical)
    per_contact = spread(offer.monthly / np.maximum(case.contacts, 1e-9))
    return Scenario(identity, label, monthly, one_time, year, per_contact, note, country)


def _other_ways(case: Case, parameters: Parameters) -> tuple[list[Scenario], AiFirst | None]:
    if not case.work.loads:
        return [], None
    found = []
    provider = case.choice.provider.country
    place = country_name(provider, case.language)
    unit_priced = case.brief.get("pricing_model") in UNIT_MODELS
    desk = shared(case.work, case.choice) if unit_priced or case.shared_desk is None else case.shared_desk
    label = say("scenarios", "shared", case.language, country=place)
    found.append(_scenario(case, "shared", label, desk, say("scenarios", "note.shared", case.language), provider))
    other = case
    if case.ai_first is None:
        other = work_out(case.brief, case.language, parameters, MonteCarlo(SCENARIO_DRAWS), ai=True, home=case.home)
    assert other.ai_first is not None
    line = next(draft for draft in other.ai_first.drafts if draft.id == "fees.ai")
    share = line.quantity / max(float(other.contacts[0]), 1e-9)
    note = say("scenarios", "note.ai_first", case.language, share=formatting.percent(share, case.language, 0))
    label = say("scenarios", "ai_first", case.language, country=place)
    kept_up = next(draft for draft in other.ai_first.drafts if draft.id == "fees.ai_upkeep")
    way = _scenario(other, "ai_first", label, other.ai_first, note, provider)
    found.append(replace(way, agent_upkeep=cents(float(kept_up.amount[0]))))
    price, _ = other.work.writer.in_report(other.sheet.assume("ai.price_per_resolution"))
    return found, AiFirst(other.ai_first, price, line.quantity)


def billing(case: Case, ai: AiFirst | None) -> tuple[BillingOption, ...]:
    """The provider's price by each billing unit, on the same work."""
    base = own_team_base(case.own_team)
    rest = case.own_team.monthly - base
    hours = case.team.hours
    billed = hours * billed_share(case.sheet)
    found = [
        _option(case, "per_hour", base / np.maximum(billed, 1e-9), float(billed[0]), case.own_team.monthly),
        _option(case, "per_agent", base / np.maximum(hours / MONTHLY_HOURS, 1e-9), float(case.team.fte[0]),
                case.own_team.monthly),
    ]  # fmt: skip
    if case.shared_desk is not None and float(case.work.contacts[0]) > 0:
        found += _unit_options(case, base, rest)
    elif float(case.contacts[0]) > 0:
        found += _capacity_options(case, base / np.maximum(billed, 1e-9), rest)
    if ai is not None:
        found.append(_option(case, "per_resolution", ai.price, ai.resolutions, ai.offer.monthly))
    return tuple(found)


def _unit_options(case: Case, base: Array, rest: Array) -> list[BillingOption]:
    risk = case.sheet.assume("model.volume_risk").values
    desk = case.shared_desk
    usage = own_team_base(desk) if desk is not None else base * risk
    quoted = bool(case.choice.quoted_units)
    price = usage if quoted else np.minimum(usage, base * risk) if desk is not None else base * risk
    # The lighter client side of a shared desk goes with its price; a team billed by the unit keeps its own.
    cheaper = desk is not None and (quoted or bool(usage[0] < base[0] * risk[0]))
    monthly = desk.monthly if desk is not None and cheaper else price + rest
    contacts = case.work.contacts
    minutes = np.sum([load.volume.values * load.aht.values / 60 for load in case.work.loads], axis=0)
    return [
        _option(case, "per_contact", price / np.maximum(contacts, 1e-9), float(contacts[0]), monthly),
        _option(case, "per_minute", price / np.maximum(minutes, 1e-9), float(minutes[0]), monthly),
    ]


def _capacity_options(case: Case, hour: Array, rest: Array) -> list[BillingOption]:
    """Unit prices where the team is given and not the work: on the contacts it could handle."""
    minute = hour / 60 / np.clip(case.sheet.assume("model.shared_occupancy").values, 0.2, 0.85)
    wanted = next(iter(case.brief.wanted_channels), "phone")
    seconds = handle_time(case.brief, case.sheet, wanted, case.brief.get("industry"), case.brief.get("support_level"))
    minutes = seconds.values / 60
    count = case.contacts
    return [
        _option(case, "per_contact", minute * minutes, float(count[0]), minute * minutes * count + rest),
        _option(case, "per_minute", minute, float(count[0] * minutes[0]), minute * minutes * count + rest),
    ]


def _option(case: Case, model: str, price: Array, quantity: float, monthly: Array) -> BillingOption:
    words = wording("billing", model)
    return BillingOption(
        model, words.say(case.language), say("billing", f"unit.{model}", case.language), quantity, spread(price),
        spread(monthly), say("billing", f"risk.{model}", case.language), words.article,
    )  # fmt: skip


def savings(case: Case, own: InHouse, monthly: Range, one_time: Range) -> Mapping[str, Any]:
    """What is saved against the own team, with the same saving halved; amounts at typical, the range beside them."""
    assert own.baseline is not None
    assert own.monthly is not None
    saving = float(own.baseline.monthly.typical - monthly.typical)
    once = float(one_time.typical)
    months = case.brief.get("contract_months") or round(case.sheet.assume("contract.months", sampled=False).typical)
    rate_name = f"npv.discount.{case.home.country}"
    rate = case.sheet.assume(rate_name if case.sheet.has(rate_name) else "npv.discount", sampled=False).typical
    found: dict[str, Any] = dict(_return(saving, once, months, rate))
    draws = own.monthly - case.monthly
    found["monthly_range"] = spread(draws, cents(saving)).to_json()
    found["share"] = round(saving / float(own.baseline.monthly.typical), 4) if own.baseline.monthly.typical else None
    found["contract_months"] = months
    found["discount"] = rate
    found["halved"] = dict(_return(min(saving / 2, saving), once, months, rate))
    return found


def _return(saving: float, once: float, months: int, yearly_rate: float) -> Mapping[str, float | None]:
    """Figures of a monthly saving bought with a one-off outlay. ROI is the first year's net gain over the outlay.

    `payback_months` is None for a loss, and for a saving so small that no contract would last to the payback.
    """
    rate = (1 + yearly_rate) ** (1 / 12) - 1
    value = sum(saving / (1 + rate) ** month for month in range(1, months + 1)) - once
    first_year = 12 * saving - once
    return {
        "monthly": round(saving, 2),
        "first_year": round(first_year, 2),
        "roi": round(first_year / once, 4) if once > 0 else None,
        "payback_months": round(once / saving, 1) if saving > 0 and once <= LONGEST * saving else None,
        "npv": round(value, 2),
    }


def hour_bases(case: Case) -> dict[str, Any]:
    """The price of the team's hour on each basis: paid, productive (shrinkage out), on contacts."""
    base, hours = float(own_team_base(case.own_team)[0]), float(case.team.hours[0])
    result = case.team.result
    productive = hours * (1 - (result.shrinkage if result is not None else 0.3))
    handling = float(case.team.handling_hours[0])
    paid = own_team_base(case.own_team) / np.maximum(case.team.hours, 1e-9)
    return {
        "billed": spread(paid / billed_share(case.sheet)).to_json(),
        "paid": spread(paid).to_json(),
        "productive": round(base / productive, 2) if productive > 0 else None,
        "on_contacts": round(base / handling, 2) if handling > 0 else None,
    }


def break_even(case: Case) -> dict[str, Any] | None:
    """The volume at which a dedicated team becomes cheaper than a shared desk, at typical figures.

    The team's cost at other volumes is read off the staffing surface; None where one is cheaper at every volume.
    """
    desk = case.shared_desk
    if desk is None or case.brief.get("pricing_model") in UNIT_MODELS or float(case.contacts[0]) <= 0:
        return None
    volume = float(case.contacts[0])
    fixed = next((float(draft.amount[0]) for draft in desk.drafts if draft.id == "fees.account"), 0.0)
    per_contact = (float(desk.monthly[0]) - fixed) / volume
    hourly = float(case.own_team.monthly[0]) / max(float(case.team.hours[0]), 1e-9)
    factors = np.geomspace(1 / 8, 8, 97)
    hours = hours_at(case, factors)
    if hours is None:
        return None
    cheaper = np.flatnonzero(hours * hourly <= fixed + per_contact * volume * factors)
    if not cheaper.size or cheaper[0] == 0:
        return None
    return {"contacts_per_month": round(volume * float(factors[cheaper[0]])), "per_contact": round(per_contact, 2)}
