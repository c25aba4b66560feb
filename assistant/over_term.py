"""What an estimate comes to over a contract, beside a budget, and by the contacts so many people take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from tools.brief import Brief
from tools.exchange import converted
from tools.in_house_share import share_of_team

_YEAR = 12  # months
_MONTH_DAYS = 30.4


def over_term(estimate: Mapping[str, Any], months: int, rise: float) -> dict[str, Any]:
    """The sum of the months and the launch; the price goes up by `rise` after each twelve months. With the tax beside
    it where one is known.
    """
    month, once = estimate["monthly"], estimate["one_time"]
    factor = sum((1 + rise) ** (at // _YEAR) for at in range(months))
    total = {name: month[name] * factor + once[name] for name in ("low", "typical", "high")}
    found: dict[str, Any] = {"total": total, "last_month": month["typical"] * (1 + rise) ** ((months - 1) // _YEAR)}
    tax = estimate.get("tax") or {}
    if tax.get("monthly"):
        rate = float(tax["rate"])
        billed = [x for x in estimate["lines"] if x["period"] == "one_time" and x["category"] != "client_side"]
        launch = sum(float(line["amount"]["typical"]) for line in billed) * rate
        found["with_tax"] = total["typical"] + float(tax["monthly"]) * factor + launch
    return {"months": months, "rise": rise, **found}


def taken_by(estimate: Mapping[str, Any], people: float) -> dict[str, float]:
    """Contacts that so many people take in a month and a day; nothing where the estimate has no such ratio."""
    fte, contacts = float(estimate.get("fte") or 0), float(estimate.get("contacts_per_month") or 0)
    if not fte or not contacts:
        return {}
    month = contacts / fte * people
    return {"people": people, "month": round(month), "day": round(month / _MONTH_DAYS)}


def budget_beside(brief: Mapping[str, Any], estimate: Mapping[str, Any], language: str) -> dict[str, float]:
    """The budget in the currency of the estimate and how far the figure is from it; nothing where no rate is known."""
    limit = brief.get("budget_per_month")
    if not limit:
        return {}
    told = Brief.parse(brief, language)
    amount = converted(float(limit["amount"]), limit["currency"], estimate["currency"], told)
    return (
        {}
        if amount is None
        else {
            "budget": amount,
            "budget_difference": abs(float(estimate["monthly"]["typical"]) - amount),
        }
    )


def kept_beside(
    brief: Mapping[str, Any], before: Mapping[str, Any], shown: Mapping[str, Any] | None, kept: float
) -> dict[str, Any] | None:
    """What it comes to where `kept` of the own people stay beside the provider of the estimate shown."""
    own, after = before.get("in_house"), shown or before
    if not own or after["currency"] != before["currency"]:
        return None
    people = float((brief.get("in_house") or {}).get("agents") or before.get("fte") or kept)
    share = share_of_team(own["monthly"]["typical"], after["monthly"]["typical"], people, min(kept, people))
    return {**asdict(share), "saving": share.saving, "people": people, "monthly": after["monthly"]["typical"],
            "currency": after["currency"]}  # fmt: skip


def own_as_many(estimate: Mapping[str, Any]) -> dict[str, Any] | None:
    """What one of the own people costs in all, and as many of them as the work takes, beside the provider's bill."""
    own = estimate.get("in_house") or {}
    people = next((float(line["quantity"]) for line in own.get("lines", ()) if line["id"] == "in_house.wages"), 0.0)
    if not people:
        return None
    month, provider = float(own["monthly"]["typical"]), float(estimate["monthly"]["typical"])
    needed = float(estimate.get("fte") or people)
    each, whole = (share_of_team(month, provider, people, kept).retained for kept in (1.0, needed))
    return {"people": people, "each": each, "needed": needed, "whole": whole, "difference": abs(provider - whole)}
