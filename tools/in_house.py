"""What the same work costs with the buyer's own staff, loaded, on the same hours."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tools.bill import Draft, Writer
from tools.brief import Brief
from tools.ledger import Baseline
from tools.money import Array, cents, spread, total
from tools.places import Home
from tools.sheet import Sheet, Term
from tools.wording import say
from tools.workload import MONTHLY_HOURS


def wage(brief: Brief, sheet: Sheet, writer: Writer, home: Home) -> tuple[Array | None, list[Term]]:
    """Gross monthly pay of one agent in the report's currency: stated, or the usual one of the country."""
    exchange = writer.exchange
    for path, factor in (("in_house.salary_per_month", 1.0), ("in_house.hourly_wage", MONTHLY_HOURS)):
        stated = brief.get(path)
        if stated:
            unit = f"{stated['currency']}/month"
            label = say("inputs", "wage_loaded", sheet.language) if brief.get("in_house.fully_loaded") else None
            term = sheet.state("wage", stated["amount"] * factor, unit, path, label)
            return exchange.convert(term.values, stated["currency"]), [term, *exchange.terms(stated["currency"])]
    parameter = f"wages.month.{home.country}"
    if not sheet.has(parameter):
        return None, []
    term = sheet.assume(parameter, field="in_house.salary_per_month")
    values, terms = writer.in_report(term)
    return values, terms


def _burden(brief: Brief, sheet: Sheet, home: Home) -> Term | None:
    """The employer's contributions on top of pay; None where the pay told holds them already."""
    if brief.get("in_house.fully_loaded") and _told(brief):
        return None
    own = f"burden.{home.country}"
    return sheet.assume(own if sheet.has(own) else "burden.US")


def _told(brief: Brief) -> bool:
    return bool(brief.get("in_house.salary_per_month") or brief.get("in_house.hourly_wage"))


def _loaded(pay: Array, burden: Term | None) -> Array:
    return pay if burden is None else pay * (1 + burden.values)


def agent_hour(brief: Brief, sheet: Sheet, writer: Writer, home: Home) -> tuple[Array | None, list[Term]]:
    """What an hour of the buyer's own agent costs with contributions; None where pay is unknown."""
    pay, terms = wage(brief, sheet, writer, home)
    if pay is None:
        return None, []
    burden = _burden(brief, sheet, home)
    return _loaded(pay, burden) / MONTHLY_HOURS, terms if burden is None else [*terms, burden]


def own_figure(sheet: Sheet, base: str, home: Home) -> Term:
    """A parameter of the country where there is one, the general one otherwise."""
    own = f"{base}.{home.country}"
    return sheet.assume(own if sheet.has(own) else base)


def baseline(
    brief: Brief, sheet: Sheet, writer: Writer, home: Home, agents: Array, stated: bool, dear: bool,
    night_share: Array, weekend_share: Array,
) -> tuple[Baseline | None, Array | None]:  # fmt: skip
    """The in-house baseline for this many full-time agents; `dear` is whether home is a high-cost country.

    The shares of hours at night and at the weekend are paid a supplement, unless the buyer stated what its people earn.
    """
    pay, pay_terms = wage(brief, sheet, writer, home)
    if pay is None:
        return None, None
    burden = _burden(brief, sheet, home)
    drafts = _drafts(sheet, writer, home, agents, pay, pay_terms, burden, stated, dear)
    if not any(term.name == "wage" for term in pay_terms) and np.any(night_share + weekend_share):
        drafts.insert(2, _shifts(sheet, writer, home, agents * pay, burden, night_share, weekend_share))
    lines = tuple(draft.line() for draft in drafts if cents(draft.amount[0]) != 0)
    draws: Array = np.sum([draft.amount for draft in drafts], axis=0)
    monthly = spread(draws, total(line.amount.typical for line in lines))
    told = "in_house_stated" if stated else "in_house_same"
    note = say("inputs", "in_house_loaded" if burden is None else told, sheet.language)
    return Baseline(monthly, lines, note), draws


def _drafts(
    sheet: Sheet, writer: Writer, home: Home, agents: Array, pay: Array, pay_terms: Sequence[Term],
    burden: Term | None, stated: bool, dear: bool,
) -> list[Draft]:  # fmt: skip
    count, each = float(agents[0]), float(pay[0])
    size = sheet.compute("fte", count, "agents")
    if stated:
        size = sheet.state("in_house.agents", count, "agents", "in_house.agents")
    wages = agents * pay
    found = [
        writer.draft("in_house.wages", wages, count, "agent", each,
                     writer.formula().quantity(count, "fte", 1).price(each), [size, *pay_terms], category="labour",
                     text="in_house.wages_loaded" if burden is None else None),
    ]  # fmt: skip
    if burden is not None:
        formula = writer.formula().price(float(wages[0])).share(burden.typical)
        found.append(writer.draft("in_house.burden", wages * burden.values, float(wages[0]), writer.currency,
                                  burden.typical, formula, [burden], category="labour"))  # fmt: skip
    found.append(_supervision(sheet, writer, agents, _loaded(pay, burden)))
    found.append(_attrition(sheet, writer, home, agents, pay))
    for line_id, base, category in (
        ("in_house.tools", "in_house.tools_seat_month", "technology"),
        ("in_house.seat", "in_house.seat_month", "technology"),
    ):
        cheap = base == "in_house.seat_month" and not dear and not sheet.has(f"{base}.{home.country}")
        term = sheet.assume("in_house.seat_month_low_cost") if cheap else own_figure(sheet, base, home)
        price, terms = writer.in_report(term)
        formula = writer.formula().quantity(count, "seat", 1).price(float(price[0]))
        found.append(writer.draft(line_id, agents * price, count, "seat", float(price[0]), formula, [size, *terms],
                                  category=category))  # fmt: skip
    return found


def _shifts(
    sheet: Sheet, writer: Writer, home: Home, wages: Array, burden: Term | None, night_share: Array,
    weekend_share: Array,
) -> Draft:  # fmt: skip
    """What working at night and at the weekend adds to pay and contributions: the law's supplement where known."""
    legal = f"premiums.legal_night.{home.country}"
    night = sheet.assume(legal if sheet.has(legal) else "premiums.night")
    weekend = sheet.assume("premiums.weekend")
    share = (night.values - 1) * night_share + (weekend.values - 1) * weekend_share
    loaded = _loaded(wages, burden)
    formula = writer.formula().price(float(loaded[0])).share(float(share[0]))
    return writer.draft("in_house.shifts", loaded * share, float(loaded[0]), writer.currency, float(share[0]), formula,
                        [*([burden] if burden is not None else []), night, weekend], category="labour")  # fmt: skip


def _supervision(sheet: Sheet, writer: Writer, agents: Array, loaded: Array) -> Draft:
    spans = [sheet.assume(f"in_house.{kind}_span") for kind in ("supervisor", "qa", "planner")]
    pay = sheet.assume("in_house.supervisor_pay")
    staff = np.sum([agents / span.values for span in spans], axis=0)
    amount = staff * loaded * pay.values
    count, each = float(staff[0]), float(loaded[0] * pay.values[0])
    formula = writer.formula().quantity(count, "supervisor", 2).price(each)
    return writer.draft("in_house.supervision", amount, count, "supervisor", each, formula, [*spans, pay],
                        category="training_management")  # fmt: skip


def _attrition(sheet: Sheet, writer: Writer, home: Home, agents: Array, pay: Array) -> Draft:
    leaving = own_figure(sheet, "in_house.attrition", home)
    months = sheet.assume("in_house.replacement_months")
    leavers = agents * leaving.values / 12
    amount = leavers * months.values * pay
    count, each = float(leavers[0]), float(months.values[0] * pay[0])
    formula = writer.formula().quantity(count, "leaver", 2).price(each)
    return writer.draft("in_house.attrition", amount, count, "leaver", each, formula, [leaving, months],
                        category="training_management")  # fmt: skip
