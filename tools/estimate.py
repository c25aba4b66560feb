"""What outsourcing costs, and why: a brief in, an estimate out.

    estimate(Brief.parse({"channels": {"phone": {"contacts_per_month": 5000}}})).monthly.typical

The same brief, language and parameters give the same estimate, byte for byte.
"""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

import numpy as np

from tools import disclosure
from tools.bill import exact_total
from tools.brief import Brief
from tools.case import Case, basis_of, work_out
from tools.comparison import Comparison, compare
from tools.contact_prices import by_channel
from tools.draws import MonteCarlo
from tools.errors import InputError, Problem
from tools.ledger import CATEGORIES, Estimate, Line, tidy
from tools.money import Array, Range, cents, spread, total
from tools.parameter import Parameters
from tools.places import DEFAULT_HOME, home_of
from tools.questions import sweep
from tools.remembered import Same
from tools.scenarios import billing, break_even, hour_bases, in_house, savings, scenarios
from tools.warnings import warn
from tools.wording import say

VERSION = "1"
__all__ = ["Comparison", "Estimate", "NeedMore", "compare", "estimate"]


class NeedMore(InputError):  # noqa: N818 - a question, not a fault
    """There is nothing to price yet. `next_questions` are the brief's fields to ask for, most telling first."""

    def __init__(self, next_questions: tuple[str, ...], language: str = "en") -> None:
        self.next_questions = next_questions
        message = say("problems", "need_more", language)
        hint = say("problems", "need_more_hint", language)
        super().__init__([Problem("contacts_per_month", message, hint)], language)


def estimate(
    brief: Brief, *, language: str = "en", parameters: Parameters | None = None, default_home: str = DEFAULT_HOME
) -> Estimate:
    """Price the brief; `default_home` is the country taken for the buyer's where nothing in the brief hints at one.

    With neither a volume nor a headcount, a brief that says anything of the service is priced for one reference seat
    (`basis` is "reference_seat").

    Raises:
        NeedMore: the brief says nothing that could be priced.
        InputError: an amount is in a currency no rate is known for.
    """
    parameters = parameters or Parameters.load()
    if basis_of(brief) is None:
        raise NeedMore(("contacts_per_month", "channels", "agents", "home_country"), language)
    return _estimate(brief, language, Same(parameters), default_home)


@lru_cache(maxsize=128)
def _estimate(brief: Brief, language: str, parameters: Same, default_home: str) -> Estimate:
    # A conversation prices the same brief again and again: to answer, to compare with, to ask on.
    home = home_of(brief, default_home)
    case = work_out(brief, language, parameters.parameters, MonteCarlo(), home=home)
    return _assemble(case, parameters.parameters)


def _market(case: Case) -> str:
    """The default market, where it was taken and is not the usual one: it makes other figures of the same brief."""
    usual = case.home.hint is not None or case.home.country == DEFAULT_HOME
    return "" if usual else case.home.country


def _assemble(case: Case, parameters: Parameters) -> Estimate:
    lines = case.offer.lines()
    monthly = exact_total(lines, "monthly", case.monthly)
    one_time = exact_total(lines, "one_time", case.one_time)
    contacts = np.maximum(case.contacts, 1e-9)
    resolved = contacts * case.sheet.assume("fcr", sampled=False).values
    found = sweep(case, parameters)
    own = in_house(case)
    ways, ai = scenarios(case, own, parameters)
    return Estimate(
        currency=case.home.currency,
        language=case.language,
        as_of=max(parameter.checked_on for parameter in parameters.values()),
        fingerprint=fingerprint(case.brief, parameters, _market(case)),
        basis=case.basis,
        monthly=monthly,
        one_time=one_time,
        first_year=spread(case.first_year, monthly.typical * 12 + one_time.typical),
        per_contact=spread(case.monthly / contacts, per_unit(monthly, case.contacts)),
        per_resolution=spread(case.monthly / resolved),
        lines=lines,
        staffing=disclosure.staffing(case),
        assumptions=disclosure.assumptions(case, lines, found.moving),
        not_priced=disclosure.not_priced(case, case.offer, monthly),
        sensitivity=found.swings,
        next_questions=found.questions,
        scenarios=ways,
        billing=billing(case, ai),
        in_house=own.baseline,
        savings=savings(case, own, monthly, one_time) if own.baseline is not None else None,
        warnings=warn(case, monthly),
        brief=case.brief.to_json(),
        extras=_extras(case, lines, monthly),
    )


def per_unit(monthly: Range, units: Array) -> Decimal:
    """The typical monthly total over the typical number of units, to the cent."""
    return cents(float(monthly.typical) / max(float(units[0]), 1e-9))


def _extras(case: Case, lines: tuple[Line, ...], monthly: Range) -> dict[str, Any]:
    by_category = {
        category: float(total(line.amount.typical for line in lines if line.category == category and
                              line.period == "monthly"))
        for category in CATEGORIES
    }  # fmt: skip
    return {
        "arrangement": case.offer.kind,
        "home_country": case.home.country,
        "provider_country": case.choice.provider.country,
        "provider_tier": case.choice.provider.tier,
        "contacts_per_month": tidy(float(case.contacts[0])),
        "paid_hours_per_month": tidy(float(case.team.hours[0])),
        "fte": tidy(float(case.team.fte[0])),
        "monthly_by_category": by_category,
        "per_contact_by_channel": by_channel(lines, disclosure.staffing(case), monthly),
        "invoice": spread(case.invoice, total(line.amount.typical for line in lines if line.period == "monthly" and
                                              line.category != "client_side")).to_json(),
        "hour": hour_bases(case),
        "tax": disclosure.tax(case, case.offer),
        "break_even": break_even(case),
    }  # fmt: skip


def fingerprint(brief: Brief, parameters: Parameters, market: str = "") -> str:
    """A short hash of everything that the figures depend on."""
    stated = json.dumps(brief.to_json(), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(f"{VERSION}\n{stated}{market}\n{_hash_of(Same(parameters))}".encode()).hexdigest()[:16]


@cache
def _hash_of(same: Same) -> str:
    figures = [(p.id, p.low, p.typical, p.high, p.unit, str(p.checked_on)) for p in same.parameters.values()]
    return hashlib.sha256(repr(sorted(figures)).encode()).hexdigest()
