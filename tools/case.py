"""One pass of the model over a layout of draws: the brief completed, staffed and priced."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from tools.bill import Offer, Writer
from tools.brief import Brief
from tools.draws import Sampler
from tools.exchange import Exchange, known_currency
from tools.money import Array
from tools.offers import Work, dedicated, resolution_parameter, shared, with_ai
from tools.parameter import Parameters
from tools.places import Home, currency_of, home_of
from tools.pricing import Choice, choose, served_languages
from tools.sheet import Sheet, Term
from tools.team import Team, needed_team, stated_team
from tools.workload import Coverage, channel_loads, coverage, handle_time, has_workload

DEDICATED_MODELS = ("per_hour", "per_agent")
UNIT_MODELS = ("per_contact", "per_minute")


@dataclass(frozen=True)
class Case:
    """Everything one pass worked out."""

    brief: Brief
    sheet: Sheet
    home: Home
    basis: str
    work: Work
    coverage: Coverage
    choice: Choice
    team: Team
    needed: Team | None
    offer: Offer
    invoice: Array
    monthly: Array
    one_time: Array
    contacts: Array
    own_team: Offer
    shared_desk: Offer | None
    ai_first: Offer | None

    @property
    def first_year(self) -> Array:
        """Twelve months and what is paid once."""
        return 12 * self.monthly + self.one_time

    @property
    def language(self) -> str:
        """The language of the report."""
        return self.sheet.language


def basis_of(brief: Brief) -> str | None:
    """What the price can rest on: headcount, workload, the team of today, one reference seat, or nothing."""
    if brief.get("agents"):
        return "headcount"
    if has_workload(brief):
        return "workload"
    if brief.get("in_house.agents"):
        return "team_of_today"
    telling = set(brief) - {"currency", "exchange_rates", "budget_per_month", "contract_months", "growth_percent"}
    return "reference_seat" if telling else None


def work_out(
    brief: Brief, language: str, parameters: Parameters, sampler: Sampler, *, location: str | None = None,
    ai: bool = False, country: str | None = None, home: Home | None = None,
) -> Case:  # fmt: skip
    """Complete, staff and price the brief. `location` or `country` override where the provider is."""
    sheet = Sheet(parameters, sampler, language)
    if at_once := brief.get("channels.chat.concurrency"):  # in place of the usual one, wherever that is asked for
        sheet.state("staffing.chat_concurrency", float(at_once), "chats", "channels.chat.concurrency")
    home = home or home_of(brief)
    if not known_currency(sheet, brief, home.currency) and not home.currency_stated:
        home = replace(home, currency="USD")
    exchange = Exchange(sheet, brief, home.currency)
    writer = Writer(sheet, exchange)
    basis = basis_of(brief) or "reference_seat"
    languages = served_languages(brief, home)
    loads = channel_loads(brief, sheet, brief.get("industry"), brief.get("support_level"))
    work = Work(brief, sheet, writer, home, loads, languages)
    open_hours = coverage(brief, sheet)
    placed = brief.remove("provider_countries").remove("quotes").set("location", location) if location else brief
    if country:  # a quote is for the place shown, the first one named
        shown = (brief.get("provider_countries") or [None])[0]
        placed = (placed if country == shown else placed.remove("quotes")).set("provider_countries", [country])
    choice = choose(placed, sheet, exchange, home, languages)
    team, needed = _team(work, open_hours, basis)
    drivers = (open_hours.hours_per_week,) if loads else ()
    own_team = dedicated(work, choice, team, drivers)
    desk = None
    if basis == "workload":
        unit = brief.get("pricing_model") in UNIT_MODELS
        ceiling = own_team.drafts[0].amount * 0 + own_team_base(own_team) * _risk(sheet) if unit else None
        desk = shared(work, choice, ceiling)
    bought = _selected(work, team, own_team, desk)
    ai_first = None
    if ai or brief.get("pricing_model") == "per_resolution":
        ai_first = _ai_first(work, choice, open_hours, _behind(work, team, desk))
    if brief.get("pricing_model") == "per_resolution" and ai_first is not None:
        bought = _bought(ai_first)
    offer, invoice, monthly, one_time = bought
    contacts = work.contacts if basis == "workload" or work.contacts[0] > 0 else _capacity(work, team)
    return Case(brief, sheet, home, basis, work, open_hours, choice, team, needed, offer, invoice, monthly, one_time,
                contacts, own_team, desk, ai_first)  # fmt: skip


def own_team_base(offer: Offer) -> Array:
    """What a team's hours cost: the lines that share the rate."""
    shares = ("technology.platform", "training_management.team", "fees.margin")
    parts = [draft.amount for draft in offer.drafts if draft.id in shares or draft.category == "labour"]
    return np.sum(parts, axis=0)


def _risk(sheet: Sheet) -> Array:
    return sheet.assume("model.volume_risk").values


def _team(work: Work, open_hours: Coverage, basis: str) -> tuple[Team, Team | None]:
    brief, sheet = work.brief, work.sheet
    needed = needed_team(brief, sheet, work.loads, open_hours, work.languages) if work.loads else None
    if basis == "workload":
        assert needed is not None
        return needed, needed
    handled = needed.handling_hours if needed else np.zeros(sheet.sampler.size)
    if basis == "headcount":
        agents = sheet.state("agents", float(brief.get("agents")), "agents", "agents")
    elif basis == "team_of_today":
        agents = sheet.state("agents", float(brief.get("in_house.agents")), "agents", "in_house.agents")
    else:
        agents = sheet.compute("agents", 1.0, "agents")
    return stated_team(brief, sheet, agents, work.loads, open_hours, work.languages, handled), needed


def _behind(work: Work, team: Team, desk: Offer | None) -> tuple[str, ...]:
    """Who may stand behind an AI agent: a team, a shared desk, or whichever of both is cheaper."""
    model = work.brief.get("pricing_model")
    if desk is None or model in DEDICATED_MODELS or (_is_skilled(work.brief) and model not in UNIT_MODELS):
        return ("dedicated",)
    if model in UNIT_MODELS:
        return ("shared",)
    limit = work.sheet.assume("model.shared_max_handling", field="pricing_model")
    return ("dedicated", "shared") if team.handling_hours[0] <= limit.typical else ("dedicated",)


def _ai_first(work: Work, choice: Choice, open_hours: Coverage, behind: tuple[str, ...]) -> Offer | None:
    """An AI agent in front of the people who would otherwise take everything."""
    if not work.loads:
        return None
    sheet = work.sheet
    kept: dict[str, Array | float] = {}
    resolved: dict[str, Array] = {}
    for load in work.loads:
        share = np.clip(sheet.assume(resolution_parameter(sheet, load.channel)).values, 0.0, 0.95)
        kept[load.channel] = 1 - share
        resolved[load.channel] = load.volume.values * share
    rests = []
    if "dedicated" in behind:
        rest = needed_team(work.brief, sheet, work.loads, open_hours, work.languages, kept)
        rests.append(dedicated(work, choice, rest))
    if "shared" in behind:
        left = tuple(
            replace(load, volume=sheet.scaled(load.volume, kept[load.channel], f"{load.volume.name}.left",
                                              load.volume.unit, load.volume.label))
            for load in work.loads
        )  # fmt: skip
        rests.append(shared(replace(work, loads=left), choice))
    # The cheaper for what is left to people, which need not be the cheaper for everything.
    return with_ai(work, min(rests, key=lambda offer: float(offer.monthly[0])), resolved)


def _is_skilled(brief: Brief) -> bool:
    return brief.get("support_level") in ("technical", "expert")


def _selected(work: Work, team: Team, own_team: Offer, desk: Offer | None) -> tuple[Offer, Array, Array, Array]:
    """The offer of people shown, and the draws of its invoice, monthly total and one-off total.

    While it is open how the work is bought, the range holds both ways.
    """
    model = work.brief.get("pricing_model")
    if desk is None or model in DEDICATED_MODELS or (_is_skilled(work.brief) and model not in UNIT_MODELS):
        return _bought(own_team)
    if model in UNIT_MODELS:
        return _bought(desk)
    # By the work and not by how thinly the open hours spread it: opening longer must not make it cheaper.
    limit = work.sheet.assume("model.shared_max_handling", field="pricing_model")
    chosen = (team.handling_hours <= limit.values) & (desk.monthly < own_team.monthly)
    invoice, monthly, one_time = (
        np.where(chosen, shared_desk, dedicated_team)
        for shared_desk, dedicated_team in zip(_bought(desk)[1:], _bought(own_team)[1:], strict=True)
    )
    return (desk if chosen[0] else own_team), invoice, monthly, one_time


def _bought(offer: Offer) -> tuple[Offer, Array, Array, Array]:
    return offer, offer.provider_monthly, offer.monthly, offer.one_time


def _capacity(work: Work, team: Team) -> Array:
    """Contacts a month that a team of a stated size can handle, for a price per contact."""
    sheet = work.sheet
    channel = next(iter(work.brief.wanted_channels), "phone")
    seconds = handle_time(work.brief, sheet, channel, work.brief.get("industry"), work.brief.get("support_level"))
    available: Array | float = 1.0
    for part in ("breaks", "training", "leave", "absence", "other"):
        available = available * (1 - sheet.assume(f"staffing.shrinkage.{part}").values)
    busy = sheet.assume("staffing.max_occupancy").values * 0.85
    return team.hours * available * busy * 3600 / seconds.values


def hours_at(case: Case, factors: Array) -> Array | None:
    """Paid hours of the team at multiples of the volume, everything else typical."""
    found = case.needed
    if found is None or found.surface is None:
        return None
    return found.surface.at(factors)


def open_fields(terms: list[Term]) -> dict[str, frozenset[str]]:
    """The uncertain figures that each unstated field of the brief would settle."""
    found: dict[str, set[str]] = {}
    for term in terms:
        if term.field:
            found.setdefault(term.field, set()).add(term.name)
    return {field: frozenset(names) for field, names in found.items()}


__all__ = ["Case", "basis_of", "currency_of", "hours_at", "open_fields", "own_team_base", "work_out"]
