"""Sums of money as fields: amount and currency, pay by the hour or month, the budget of a month."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from assistant.reading.changes import set_field
from assistant.reading.facts import Fact
from assistant.reading.result import Change
from assistant.reading.roles import Role, middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.volumes import TIME_UNITS
from assistant.reading.volumes import words as per_words
from assistant.reading.workload import tidy

YEAR_FROM = 15_000  # in dollars: pay named without a period and larger than this is a year's
_ROUGH_DOLLARS = {
    "USD": 1,
    "EUR": 1.1,
    "GBP": 1.3,
    "RUB": 0.012,
    "KZT": 0.002,
    "UAH": 0.025,
    "BYN": 0.3,
    "PLN": 0.27,
    "INR": 0.012,
    "PHP": 0.018,
}


def money_amount(fact: Fact) -> tuple[float, str]:
    """The amount and the currency of a sum; of a range the middle, and "" where no currency is said."""
    value = fact.value
    if isinstance(value, dict) and "currency" in value:
        return middle(value), str(value["currency"])
    if isinstance(value, dict) and isinstance(value.get("low"), dict):
        low, high = value["low"], value["high"]
        return (middle(low) + middle(high)) / 2, str(low.get("currency") or high.get("currency"))
    return middle(value), ""


def money(amount: float, currency: str) -> dict[str, Any]:
    """A sum as the brief holds it."""
    return {"amount": tidy(amount), "currency": currency}


def wage(scene: TextScene, role: Role, brief: Mapping[str, Any]) -> Change | None:
    """Pay per hour stays per hour; per year, week or day becomes per month; unnamed, the size tells month from year."""
    amount, currency = money_amount(role.fact)
    currency, detail = _currency(scene, currency, brief)
    per = role.fact.per or _period_named(scene, role.span)
    dollars = amount * _ROUGH_DOLLARS.get(currency, 1)
    if (
        per in ("hour",)
        or (per not in ("month", "year", "week", "day", "shift") and dollars < 60)
        or role.field == "hourly_wage"
    ):
        return set_field("in_house.hourly_wage", money(amount, currency), role.fact, detail)
    if per not in ("month", "year", "week", "day", "shift"):
        per = "year" if dollars > YEAR_FROM else "month"
    factor = {"year": 1 / 12, "week": 52 / 12, "day": 5 * 52 / 12, "shift": 15}.get(per, 1.0)
    return set_field("in_house.salary_per_month", money(amount * factor, currency), role.fact, detail)


def currency_assumed(scene: TextScene, brief: Mapping[str, Any]) -> str:
    """The currency of a sum said without one."""
    return _currency(scene, "", brief)[0]


def _currency(scene: TextScene, stated: str, brief: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The currency stated; else that of the brief or of other sums, else the language's, marked as assumed."""
    if stated:
        return stated, {}
    if isinstance(brief.get("currency"), str):
        return str(brief["currency"]), {}
    others = [money_amount(f)[1] for f in scene.facts if f.kind == "money"]
    return (others[0] if others and others[0] else "RUB" if scene.language == "ru" else "USD"), {"assumed": "currency"}


@cache
def _periods() -> dict[str, str]:
    """Words for periods in all languages with the period each names."""
    spoken = {**per_words().units.single(), **per_words().adverbs.single()}
    return {form: unit for form, unit in spoken.items() if unit in TIME_UNITS and len(form) > 1}


def _period_named(scene: TextScene, span: Span) -> str | None:
    """A period said by an adverb beside the sum: "annually", «в месяц»."""
    for at in range(span.last + 1, min(span.last + 4, len(scene.words))):
        for form in scene.words[at].forms:
            if form in _periods():
                return _periods()[form]
    return None


def monthly(scene: TextScene, fact: Fact, brief: Mapping[str, Any]) -> dict[str, Any]:
    """A budget per month; one "up to" a sum is that sum."""
    amount, stated = money_amount(fact)
    currency, _ = _currency(scene, stated, brief)
    if fact.bound == "at_most" and isinstance(fact.value, dict) and isinstance(fact.value.get("high"), int | float):
        amount = float(fact.value["high"])
    factor = {"year": 1 / 12, "week": 52 / 12, "quarter": 1 / 3, "day": 30.4}.get(
        fact.per or _period_named(scene, scene.span(fact)) or "", 1.0
    )
    return money(amount * factor, currency)
