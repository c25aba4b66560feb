"""What a quantity may be about by its kind: the fields it could give, with the values it would give them.

Teaching the judge compares them with what a labelled message should give, so that a quantity which the rules left out
is known for what it is even where its field holds another unit than it was told in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from assistant.reading.coverage import clock_hours
from assistant.reading.facts import Fact
from assistant.reading.frames import middle, time_to_answer
from assistant.reading.workload import MONTH_SECONDS, per_month

QUANTITIES = ("number", "percent", "volume", "money", "duration", "time_range", "days")  # kinds of facts
_PERIODS = (None, "week", "day", "business_day", "year", "quarter")  # in which a bare number of contacts may be told
_LONG = ("week", "month", "quarter", "half_year", "year")
_SHORT = ("second", "minute", "hour")
_MONTHS = {"month": 1.0, "year": 1 / 12, "quarter": 1 / 3, "half_year": 1 / 6}
VOLUMES = "contacts_per_month"

Meaning = tuple[str, str, float | str]  # the aspect, the end of the field's path, the value


def meanings(fact: Fact, coverage: Mapping[str, Any]) -> Iterator[Meaning]:
    """Each field that the fact could give, by the end of its path; `coverage` tells how many days make a month."""
    kind = fact.kind
    if kind in ("number", "volume"):
        told = [fact.value.get("per")] if kind == "volume" else _PERIODS
        yield from (("volume", VOLUMES, middle(fact.value) * per_month(per, coverage)) for per in told)
    if kind == "number":
        yield "peak_factor", "peak_factor", middle(fact.value)
        yield "agents", "agents", middle(fact.value)
        yield "in_house.agents", "in_house.agents", middle(fact.value)
    elif kind == "percent":
        yield "growth_percent", "growth_percent", middle(fact.value)
        yield "peak_factor", "peak_factor", 1 + middle(fact.value) / 100
        yield "service_level", "percent", middle(fact.value)
    elif kind == "duration":
        yield from _of_duration(fact)
    elif kind == "money":
        yield from _of_money(fact)
    elif kind == "time_range":
        yield from (("coverage", f"coverage.{end}", str(fact.value[end])) for end in ("open", "close"))
        yield "coverage", "coverage.hours_per_day", clock_hours(fact.value["open"], fact.value["close"])
    elif kind == "days":
        yield "coverage", "coverage.days_per_week", float(len(fact.value))


def _of_duration(fact: Fact) -> Iterator[Meaning]:
    seconds = middle(fact.value)
    if fact.unit in _LONG:
        yield "contract_months", "contract_months", seconds / MONTH_SECONDS
    if fact.unit in _SHORT:
        yield "aht", "aht_seconds", seconds
    if fact.unit == "hour":
        yield "coverage", "coverage.hours_per_day", seconds / 3600
    if fact.unit == "day":
        yield "coverage", "coverage.days_per_week", seconds / 86_400
    yield "service_level", "seconds", time_to_answer(fact)


def _of_money(fact: Fact) -> Iterator[Meaning]:
    amount = middle(fact.value)
    monthly = amount * _MONTHS.get(fact.per or "month", 1.0)
    yield "budget_per_month", "budget_per_month", monthly
    yield "budget_per_month", "budget_per_month", amount / 12
    yield "pay", "salary_per_month", monthly
    yield "pay", "salary_per_month", amount / 12
    yield "pay", "hourly_wage", amount
    yield "quotes", "price", amount
