"""What is paid once: launch, integration, training, ramp-up, handover, data protection."""

from __future__ import annotations

import numpy as np

from tools.bill import Draft, Writer
from tools.brief import Brief
from tools.in_house import agent_hour
from tools.money import Array
from tools.places import Home
from tools.pricing import Provider
from tools.sheet import Sheet
from tools.team import Team

WEEK_HOURS = 40.0


def one_off(
    brief: Brief, sheet: Sheet, writer: Writer, home: Home, team: Team | None, rate: Array, provider: Provider
) -> list[Draft]:
    """The one-off lines. Without a team (a shared desk) only a light set-up remains."""
    if team is None:
        return _light(sheet, writer)
    found = _launch(sheet, writer, team)
    found += _people(sheet, writer, team, rate)
    found += _own_people(brief, sheet, writer, home)
    price, terms = writer.in_report(sheet.assume("one_time.data_protection"))
    found.append(_lump("one_time.data_protection", writer, price, terms, "client_side"))
    return found


def _lump(line_id: str, writer: Writer, price: Array, terms: list, category: str = "fees") -> Draft:
    formula = writer.formula().price(float(price[0]))
    return writer.draft(line_id, price, 1.0, "lump", float(price[0]), formula, terms, category=category)


def _light(sheet: Sheet, writer: Writer) -> list[Draft]:
    part = sheet.assume("model.shared_setup_fraction")
    found = []
    for line_id, category in (("one_time.setup", "fees"), ("one_time.integration", "technology")):
        price, terms = writer.in_report(sheet.assume(line_id))
        formula = writer.formula().price(float(price[0])).share(part.typical)
        amount = price * part.values
        found.append(writer.draft(line_id, amount, 1.0, "lump", float(amount[0]), formula, [*terms, part],
                                  category=category))  # fmt: skip
    return found


def _launch(sheet: Sheet, writer: Writer, team: Team) -> list[Draft]:
    fixed, fixed_terms = writer.in_report(sheet.assume("one_time.setup"))
    each, each_terms = writer.in_report(sheet.assume("one_time.setup_agent"))
    agents = float(team.fte[0])
    amount = fixed + each * team.fte
    variable = writer.formula().quantity(agents, "fte", 1).price(float(each[0]))
    formula = f"{writer.formula().price(float(fixed[0]))} + {variable}"
    size = sheet.compute("fte", agents, "agents")
    setup = writer.draft("one_time.setup", amount, 1.0, "lump", float(amount[0]), formula,
                         [size, *fixed_terms, *each_terms])  # fmt: skip
    price, terms = writer.in_report(sheet.assume("one_time.integration"))
    return [setup, _lump("one_time.integration", writer, price, terms, "technology")]


def _people(sheet: Sheet, writer: Writer, team: Team, rate: Array) -> list[Draft]:
    agents, hour = float(team.fte[0]), float(rate[0])
    size = sheet.compute("fte", agents, "agents")
    price = sheet.compute("hourly_rate", hour, f"{writer.currency}/hour")
    weeks, paid = sheet.assume("one_time.training_weeks"), sheet.assume("model.unbillable_training")
    training = team.fte * weeks.values * WEEK_HOURS * rate * paid.values
    hours = agents * weeks.typical * WEEK_HOURS
    formula = (
        writer.formula().quantity(agents, "fte", 1).quantity(weeks.typical, "week").quantity(WEEK_HOURS, "hour", 0)
    )
    found = [
        writer.draft("one_time.training", training, hours, "hour", hour * paid.typical,
                     formula.price(hour).share(paid.typical), [size, weeks, price, paid],
                     category="training_management")
    ]  # fmt: skip
    ramp, full = sheet.assume("one_time.ramp_weeks"), sheet.assume("one_time.ramp_productivity")
    lost = np.clip(1 - full.values, 0.0, 1.0)
    amount = team.fte * ramp.values * WEEK_HOURS * rate * lost
    hours = agents * ramp.typical * WEEK_HOURS
    formula = writer.formula().quantity(agents, "fte", 1).quantity(ramp.typical, "week").quantity(WEEK_HOURS, "hour", 0)
    found.append(
        writer.draft("one_time.ramp", amount, hours, "hour", hour * float(lost[0]),
                     formula.price(hour).share(float(lost[0])), [size, ramp, price, full],
                     category="training_management")
    )  # fmt: skip
    return found


def _own_people(brief: Brief, sheet: Sheet, writer: Writer, home: Home) -> list[Draft]:
    hour, terms = agent_hour(brief, sheet, writer, home)
    if hour is None:
        return []
    weeks = sheet.assume("one_time.knowledge_transfer_weeks")
    pay = sheet.assume("in_house.supervisor_pay")
    rate = hour * pay.values
    amount = weeks.values * WEEK_HOURS * rate
    formula = writer.formula().quantity(weeks.typical, "week").quantity(WEEK_HOURS, "hour", 0).price(float(rate[0]))
    found = [
        writer.draft("one_time.client_project", amount, weeks.typical * WEEK_HOURS, "hour", float(rate[0]), formula,
                     [weeks, *terms, pay], category="client_side")
    ]  # fmt: skip
    agents = brief.get("in_house.agents")
    if agents:
        parallel = sheet.assume("one_time.parallel_weeks")
        # Half the team on average: people leave the old desk as the new one takes over.
        amount = parallel.values * WEEK_HOURS * hour * float(agents) / 2
        hours = parallel.typical * WEEK_HOURS * float(agents) / 2
        formula = writer.formula().quantity(hours, "hour", 0).price(float(hour[0]))
        own = sheet.state("in_house.agents", float(agents), "agents", "in_house.agents")
        found.append(
            writer.draft("one_time.parallel", amount, hours, "hour", float(hour[0]), formula, [own, parallel, *terms],
                         category="client_side")
        )  # fmt: skip
    return found
