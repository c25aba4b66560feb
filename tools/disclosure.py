"""What an estimate says beside its lines: the staffing, what was assumed, what is not priced."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from tools import formatting
from tools.case import Case
from tools.ledger import Assumption, Line, NotPriced, tidy
from tools.money import Range
from tools.offers import Offer
from tools.wording import say, wording


def staffing(case: Case) -> tuple[dict[str, Any], ...]:
    """The pools of the team. In a shared desk they are what a team of one's own would need."""
    result = case.team.result
    if result is None:
        return ()
    kind = case.offer.kind
    arrangement = "dedicated" if kind in ("dedicated", "ai_first") else "if_dedicated"
    return tuple(
        {
            "channel": pool.channel,
            "language": pool.language,
            "model": pool.model,
            "agents": pool.agents,
            "paid_hours_per_month": tidy(pool.paid_hours_per_month),
            "fte": tidy(pool.fte),
            "occupancy": tidy(pool.occupancy),
            "service_level": None if pool.service_level is None else tidy(pool.service_level),
            "contacts_per_month": tidy(pool.contacts_per_month),
            "absorbed_hours": tidy(pool.absorbed_hours),
            "arrangement": arrangement,
        }
        for pool in result.pools
    )


def assumptions(case: Case, lines: tuple[Line, ...], moving: Collection[str]) -> tuple[Assumption, ...]:
    """The assumed figures that the bill rests on: those in its lines, and those that move the total."""
    used = {item.name for line in lines for item in line.inputs} | set(moving)
    used |= {item.parameter for line in lines for item in line.inputs if item.parameter}
    found = [
        term.assumption()
        for term in case.sheet.assumed
        if term.name in used or term.name.startswith(("staffing.", "model.main_language", "aht.", "volume."))
    ]
    return tuple(_home(case) + found)


def _home(case: Case) -> list[Assumption]:
    if case.home.stated:
        return []
    from tools.places import country_name

    name = country_name(case.home.country, case.language)
    key = "home" if case.home.hint else "home_unknown"
    label = say("inputs", key, case.language, country=name, currency=case.home.currency)
    return [Assumption("home_country", label, 1, 1, 1, "choice", "home_country", None, case.home.country)]


def not_priced(case: Case, offer: Offer, monthly: Range) -> tuple[NotPriced, ...]:
    """Costs that exist and have no line, with the reason."""
    return tuple(_not_priced(case, offer, monthly))


def _item(case: Case, key: str, reason: str | None = None, **values: object) -> NotPriced:
    words = wording("not_priced", key)
    text = reason or say("not_priced", f"{key}.reason", case.language, **values)
    return NotPriced(key, words.say(case.language), text, words.article)


def _not_priced(case: Case, offer: Offer, monthly: Range) -> Iterator[NotPriced]:
    language, currency = case.language, case.home.currency
    ids = {draft.id for draft in offer.drafts}
    abroad = case.choice.provider.country != case.home.country
    invoice = float(offer.provider_monthly[0])
    yield _tax(case, invoice, abroad)
    if abroad:
        yield _item(case, "travel")
    if offer.kind in ("dedicated", "ai_first"):
        if "one_time.client_project" not in ids:
            yield _item(case, "own_staff")
        if "one_time.parallel" not in ids:
            yield _item(case, "parallel")
    if case.brief.get("in_house.agents"):
        yield _item(case, "severance")
    exit_fee = case.sheet.parameters["exit.months"]
    months = [formatting.number(value, language) for value in (exit_fee.low, exit_fee.high)]
    yield _item(case, "exit", low=months[0], high=months[1],
                amount=formatting.about(invoice * exit_fee.typical, currency, language))  # fmt: skip
    rise = case.sheet.parameters["contract.indexation_ru" if case.home.country == "RU" else "contract.indexation"]
    yield _item(
        case, "indexation", low=formatting.percent(rise.low, language), high=formatting.percent(rise.high, language),
        typical=formatting.percent(rise.typical, language),
        amount=formatting.about(invoice * rise.typical, currency, language),
    )  # fmt: skip
    yield _item(case, "change_requests")
    if "peak_factor" not in case.brief and case.basis == "workload":
        yield _item(case, "seasonal")
    yield _item(case, "quality")


def _tax(case: Case, invoice: float, abroad: bool) -> NotPriced:
    parameter = case.sheet.parameters.get(f"tax.vat.{case.home.country}")
    if parameter is None or parameter.typical == 0:
        return _item(case, "tax", say("not_priced", "tax.unknown" if parameter is None else "tax.none", case.language))
    note = say("not_priced", "tax.reverse" if abroad else "tax.home", case.language)
    amount = formatting.about(invoice * parameter.typical, case.home.currency, case.language)
    return _item(case, "tax", rate=formatting.percent(parameter.typical, case.language), amount=amount, note=note)


def tax(case: Case, offer: Offer) -> dict[str, Any] | None:
    """The tax on the provider's invoice, apart from the totals."""
    parameter = case.sheet.parameters.get(f"tax.vat.{case.home.country}")
    if parameter is None:
        return None
    invoice = float(offer.provider_monthly[0])
    abroad = case.choice.provider.country != case.home.country
    return {
        "rate": parameter.typical,
        "monthly": round(invoice * parameter.typical, 2),
        "reverse_charge": abroad,
        "parameter": parameter.id,
    }
