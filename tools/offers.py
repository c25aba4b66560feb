"""The ways of buying the work: a dedicated team, a shared desk, an AI agent with people behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from tools.bill import Draft, Offer, Writer
from tools.brief import Brief
from tools.money import Array
from tools.one_off import one_off
from tools.places import Home, language_name
from tools.pricing import Choice, Premiums, premiums
from tools.sheet import Sheet, Term
from tools.team import Team, chat_throughput, language_shares
from tools.typical_rates import dollars, price_of
from tools.wording import say
from tools.workload import ChannelLoad

PUBLISHED_IN = "US"  # where the published charges of shared desks are from
PARTS = ("labour", "technology", "training_management", "margin")
PART_LINES = {
    "technology": "technology.platform",
    "training_management": "training_management.team",
    "margin": "fees.margin",
}


@dataclass(frozen=True)
class Work:
    """What is bought: the case as far as it does not depend on where and how it is bought."""

    brief: Brief
    sheet: Sheet
    writer: Writer
    home: Home
    loads: tuple[ChannelLoad, ...]
    languages: tuple[str, ...]

    @property
    def contacts(self) -> Array:
        """Contacts a month over the draws."""
        zero = np.zeros(self.sheet.sampler.size)
        return np.sum([zero, *(load.volume.values for load in self.loads)], axis=0)


def breakdown(sheet: Sheet) -> dict[str, Array]:
    """What part of an all-in rate each kind of cost is; the parts make one."""
    parts = {name: sheet.assume(f"breakdown.{name}").values for name in PARTS}
    whole = np.sum(list(parts.values()), axis=0)
    return {name: values / whole for name, values in parts.items()}


def _load_terms(work: Work) -> list[Term]:
    return [term for load in work.loads for term in (load.volume, load.aht)]


def dedicated(work: Work, choice: Choice, team: Team, drivers: tuple[Term, ...] = ()) -> Offer:
    """A team of the buyer's own, billed by the paid hour."""
    sheet, writer = work.sheet, work.writer
    factors = Premiums() if choice.quoted is not None else _premiums(work, choice, team)
    multiplier = np.asarray(factors.flat * factors.shifts, dtype=float) * np.ones(sheet.sampler.size)
    rates = {code: choice.rate(code) * multiplier for code in team.language_shares}
    billed = billed_share(sheet)
    base = {code: team.hours * share * billed * rates[code] for code, share in team.language_shares.items()}
    whole: Array = np.sum(list(base.values()), axis=0)
    rested = [choice.quoted] if choice.quoted is not None else [*choice.provider.fx, choice.provider.rate]
    inputs = [*drivers, *rested, *factors.terms]
    drafts = _hour_lines(work, team, rates, base, inputs, choice)
    drafts += _on_top(work, whole, team.fte)
    provider_monthly: Array = np.sum([draft.amount for draft in drafts], axis=0)
    drafts += _client_side(work, choice, provider_monthly, team.fte)
    average = whole / np.maximum(team.hours * billed, 1e-9)
    drafts += one_off(work.brief, sheet, writer, work.home, team, average, choice.provider)
    return Offer("dedicated", tuple(drafts), provider_monthly)


def billed_share(sheet: Sheet) -> Array:
    """The share of paid hours that is billed."""
    return np.minimum(sheet.assume("model.billed_share").values, 1.0)


def _premiums(work: Work, choice: Choice, team: Team) -> Premiums:
    shares = (team.night_share, team.weekend_share)
    return premiums(work.brief, work.sheet, work.home, choice.provider.tier == "offshore", shares, team.fte)


def _hour_lines(
    work: Work, team: Team, rates: Mapping[str, Array], base: Mapping[str, Array], inputs: list[Term], choice: Choice
) -> list[Draft]:
    sheet, writer = work.sheet, work.writer
    parts = breakdown(sheet)
    currency = writer.currency
    found = []
    several = len(base) > 1
    billed = float(billed_share(sheet)[0])
    part_billed = sheet.assume("model.billed_share")
    for code, amount in base.items():
        hours = float(team.hours[0] * team.language_shares[code] * billed)
        rate = float(rates[code][0])
        share = float(parts["labour"][0])
        spoken = sheet.compute("billed_hours", hours, "hours/month")
        paid = sheet.compute("paid_hours", hours / billed, "hours/month")
        price = choice.quoted or choice.provider.rate
        if abs(rate - price.typical) > 1e-9:
            price = sheet.compute("hourly_rate", rate, f"{currency}/hour")
        terms = [
            spoken,
            replace(price, name="hourly_rate"),
            paid,
            part_billed,
            None if choice.quoted else choice.provider.language_factors.get(code),
            *inputs,
            sheet.assume("breakdown.labour"),
        ]
        name = language_name(code, sheet.language)
        found.append(
            writer.draft(
                f"labour.agents.{code}" if several else "labour.agents", amount * parts["labour"], hours, "hour",
                rate * share, writer.formula().quantity(hours, "hour").price(rate).share(share),
                [*terms, *_load_terms(work)], text="labour.agents_language" if several else "labour.agents",
                category="labour", name=name,
            )
        )  # fmt: skip
    hours, whole = float(team.hours[0]) * billed, np.sum(list(base.values()), axis=0)
    average = float(whole[0]) / hours if hours else 0.0
    for part, line_id in PART_LINES.items():
        share = float(parts[part][0])
        terms = [
            sheet.compute("billed_hours", hours, "hours/month"),
            sheet.compute("hourly_rate", average, f"{currency}/hour"),
            sheet.assume(f"breakdown.{part}"),
        ]
        formula = writer.formula().quantity(hours, "hour").price(average).share(share)
        found.append(writer.draft(line_id, whole * parts[part], hours, "hour", average * share, formula, list(terms)))
    return found


def _on_top(work: Work, base: Array, fte: Array) -> list[Draft]:
    """What providers bill beside the rate."""
    sheet, writer = work.sheet, work.writer
    found = []
    phone = next((load for load in work.loads if load.channel == "phone"), None)
    if phone is not None:
        price, terms = writer.in_report(sheet.assume("fees.telephony_minute"))
        minutes = phone.volume.values * phone.aht.values / 60
        formula = writer.formula().quantity(float(minutes[0]), "minute", 0).price(float(price[0]))
        found.append(
            writer.draft("technology.telephony", minutes * price, float(minutes[0]), "minute", float(price[0]), formula,
                         [phone.volume, phone.aht, *terms])
        )  # fmt: skip
    service = sheet.assume("model.service_fraction")
    found.append(_fraction_of("fees.service", work, base, service, "provider_base"))
    if work.loads or work.brief.get("agents"):
        found.append(_integration(work, fte))
    return found


def _fraction_of(line_id: str, work: Work, base: Array, fraction: Term, of: str) -> Draft:
    writer = work.writer
    first = float(base[0])
    formula = writer.formula().price(first).share(fraction.typical)
    whole = work.sheet.compute(of, first, f"{writer.currency}/month")
    return writer.draft(line_id, base * fraction.values, first, writer.currency, fraction.typical, formula,
                        [whole, fraction])  # fmt: skip


def _integration(work: Work, fte: Array) -> Draft:
    sheet, writer = work.sheet, work.writer
    price, terms = writer.in_report(sheet.assume("fees.integration_month"))
    # One system for a small team, more for a large one: one for every twenty agents, at most four.
    systems = np.where(fte > 0, np.clip(np.ceil(fte / 20), 1, 4), 0.0)
    count = float(systems[0])
    formula = (writer.formula().quantity(count, "system", 0) if count > 1 else writer.formula()).price(float(price[0]))
    return writer.draft("fees.integration", systems * price, count, "system", float(price[0]), formula,
                        [sheet.compute("systems", count, "systems"), *terms])  # fmt: skip


def _client_side(work: Work, choice: Choice, invoice: Array, fte: Array) -> list[Draft]:
    sheet, writer = work.sheet, work.writer
    fraction = sheet.assume("client_side.vendor_management_fraction")
    found = [_fraction_of("client_side.vendor_management", work, invoice, fraction, "invoice")]
    licence = "fees.seat_licence_ru" if work.home.country == "RU" else "fees.seat_licence"
    price, terms = writer.in_report(sheet.assume(licence))
    seats = np.where(fte > 0, np.maximum(np.ceil(fte - 1e-9), 1.0), 0.0)
    formula = writer.formula().quantity(float(seats[0]), "seat", 0).price(float(price[0]))
    found.append(
        writer.draft("client_side.licences", seats * price, float(seats[0]), "seat", float(price[0]), formula,
                     [sheet.compute("seats", float(seats[0]), "seats"), *terms])
    )  # fmt: skip
    if choice.provider.country != work.home.country:
        payments = sheet.assume("model.payments_fraction")
        found.append(_fraction_of("client_side.payments", work, invoice, payments, "invoice"))
    return found


def shared(work: Work, choice: Choice, ceiling: Array | None = None, kind: str = "shared") -> Offer:
    """Contacts answered by agents who serve several clients, billed by what is handled.

    With `ceiling`, the price of the work never exceeds it (a team billed by the contact).
    """
    sheet, writer = work.sheet, work.writer
    units, price, terms = _quoted_units(work, choice) or _market_minutes(work, choice)
    quoted = any(term in terms for term in choice.quoted_units.values())
    usage: Array = np.sum([np.zeros(sheet.sampler.size), *units.values()], axis=0) * price
    if ceiling is not None and not quoted:
        price = price * np.minimum(usage, ceiling) / np.maximum(usage, 1e-9)
    drafts = _contact_lines(work, units, price, terms)
    # A quote by the unit is for this very work: a charge beside it would have been quoted too.
    if work.brief.get("pricing_model") != "per_contact" and not quoted:
        drafts.append(_account(work, choice))
    provider_monthly = np.sum([draft.amount for draft in drafts], axis=0)
    fraction = sheet.assume("client_side.vendor_management_fraction")
    drafts.append(_fraction_of("client_side.vendor_management", work, provider_monthly, fraction, "invoice"))
    if choice.provider.country != work.home.country:
        payments = sheet.assume("model.payments_fraction")
        drafts.append(_fraction_of("client_side.payments", work, provider_monthly, payments, "invoice"))
    drafts += one_off(work.brief, sheet, writer, work.home, None, price, choice.provider)
    return Offer(kind, tuple(drafts), provider_monthly)


def _quoted_units(work: Work, choice: Choice) -> tuple[Mapping[str, Array], Array, list[Term]] | None:
    """Units by channel, the buyer's own quote for one, and what it rests on; None if it has no quote by the unit."""
    model = str(work.brief.get("pricing_model"))
    unit = model if model in choice.quoted_units else next(iter(choice.quoted_units), None)
    if unit is None:
        return None
    term = choice.quoted_units[unit]
    each = {load.channel: load.aht.values / 60 if unit == "per_minute" else 1.0 for load in work.loads}
    return {load.channel: load.volume.values * each[load.channel] for load in work.loads}, term.values, [term]


def _market_minutes(work: Work, choice: Choice) -> tuple[Mapping[str, Array], Array, list[Term]]:
    """Minutes of agents' time by channel, the market price of one, and what it rests on."""
    sheet = work.sheet
    busy = sheet.assume("model.shared_occupancy")
    factors = premiums(work.brief, sheet, work.home, choice.provider.tier == "offshore", (0.0, 0.0))
    if choice.quoted is not None:  # a quoted hour holds the premiums
        factors = Premiums()
    weights = language_shares(sheet, work.languages)
    rate = np.sum([choice.rate(code) * share for code, share in weights.items()], axis=0) * factors.flat
    rested = choice.quoted or choice.provider.rate
    return _minutes(work), rate / 60 / np.clip(busy.values, 0.2, 0.85), [busy, rested, *factors.terms]


def _account(work: Work, choice: Choice) -> Draft:
    """The monthly charge of a shared desk; published ones are American, others follow the price of an hour there."""
    sheet, writer = work.sheet, work.writer
    charge, terms = writer.in_report(sheet.assume("model.shared_account"))
    shares = language_shares(sheet, work.languages)
    here = price_of(sheet, writer.exchange, choice.provider.country, shares)
    level = here / dollars(sheet, PUBLISHED_IN, writer.exchange)
    formula = writer.formula().price(float(charge[0]))
    if level != 1:
        formula = formula.share(level)
        terms = [*terms, sheet.compute("price_level", level, "fraction")]
    amount = charge * level
    return writer.draft("fees.account", amount, 1.0, "month", float(amount[0]), formula, terms)


def _minutes(work: Work) -> dict[str, Array]:
    """Minutes of an agent's time by channel; chats handled at once count once."""
    at_once = chat_throughput(work.sheet) if any(load.channel == "chat" for load in work.loads) else 1.0
    return {
        load.channel: load.volume.values * load.aht.values / 60 / (at_once if load.channel == "chat" else 1.0)
        for load in work.loads
    }


def _contact_lines(work: Work, minutes: Mapping[str, Array], minute: Array, inputs: list[Term]) -> list[Draft]:
    sheet, writer = work.sheet, work.writer
    parts = breakdown(sheet)
    found = []
    for load in work.loads:
        amount = minutes[load.channel] * minute
        count = load.volume.typical
        price = float(amount[0]) / count if count else 0.0
        share = float(parts["labour"][0])
        name = say("channels", load.channel, sheet.language)
        formula = writer.formula().quantity(count, "contact", 0).price(price).share(share)
        unit_price = sheet.compute("contact_price", price, f"{writer.currency}/contact")
        terms = [load.volume, unit_price, load.aht, *inputs, sheet.assume("breakdown.labour")]
        found.append(
            writer.draft(f"labour.contacts.{load.channel}", amount * parts["labour"], count, "contact", price * share,
                         formula, terms, text="labour.contacts", category="labour", name=name)
        )  # fmt: skip
    contacts = float(work.contacts[0])
    whole: Array = np.sum([np.zeros(sheet.sampler.size), *minutes.values()], axis=0) * minute
    average = float(whole[0]) / contacts if contacts else 0.0
    for part, line_id in PART_LINES.items():
        share = float(parts[part][0])
        terms_of_part: list[Term | None] = [
            sheet.compute("contacts", contacts, "contacts/month"),
            sheet.compute("contact_price", average, f"{writer.currency}/contact"),
            sheet.assume(f"breakdown.{part}"),
        ]
        formula = writer.formula().quantity(contacts, "contact", 0).price(average).share(share)
        found.append(
            writer.draft(line_id, whole * parts[part], contacts, "contact", average * share, formula, terms_of_part)
        )
    return found


def with_ai(work: Work, rest: Offer, resolved: Mapping[str, Array]) -> Offer:
    """An AI agent answers first; `rest` is the team for what it does not resolve, `resolved` contacts by channel."""
    sheet, writer = work.sheet, work.writer
    price, terms = writer.in_report(sheet.assume("ai.price_per_resolution"))
    count: Array = np.sum(list(resolved.values()), axis=0)
    first = float(count[0])
    formula = writer.formula().quantity(first, "resolution", 0).price(float(price[0]))
    resolution = [sheet.assume(resolution_parameter(sheet, channel)) for channel in resolved]
    upkeep, upkeep_terms = writer.in_report(sheet.assume("ai.upkeep_month"))
    setup, setup_terms = writer.in_report(sheet.assume("ai.setup"))
    drafts = [
        *rest.drafts,
        writer.draft("fees.ai", count * price, first, "resolution", float(price[0]), formula, [*terms, *resolution]),
        writer.draft("fees.ai_upkeep", upkeep, 1.0, "month", float(upkeep[0]),
                     writer.formula().price(float(upkeep[0])), upkeep_terms),
        writer.draft("one_time.ai_setup", setup, 1.0, "lump", float(setup[0]), writer.formula().price(float(setup[0])),
                     setup_terms, category="technology"),
    ]  # fmt: skip
    return Offer("ai_first", tuple(drafts), rest.provider_monthly + count * price)


def resolution_parameter(sheet: Sheet, channel: str) -> str:
    """The parameter with the share of a channel's contacts an AI agent resolves."""
    own = f"ai.resolution.{channel}"
    return own if sheet.has(own) else "ai.resolution"
