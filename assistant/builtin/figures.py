"""The figure of an estimate and what stands behind it: range, workload, drivers, assumptions, warnings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.builtin import own_people
from assistant.builtin.prose import Prose, lowered
from assistant.builtin.supports import support_lines
from assistant.builtin.talk import Talk
from assistant.market import LIKELY_HOME

MOST_ASSUMPTIONS = 3
MOST_WARNINGS = 2
_GRAVITY = {"stop": 0, "attention": 1, "note": 2}


def first_figure(talk: Talk, estimate: Mapping[str, Any]) -> list[str]:
    """The blocks of a first estimate."""
    blocks = [" ".join(part for part in (headline(talk, estimate), likely_home(talk)) if part)]
    blocks.append(_section(talk, "figure.rests", [*_drivers(talk, estimate), *support_lines(talk)]))
    blocks.append(understood(talk))
    blocks.append(provider_taken(talk, estimate))
    blocks.append(assumed(talk, estimate))
    blocks.append(warnings(talk, estimate))
    return [block for block in blocks if block]


def headline(talk: Talk, estimate: Mapping[str, Any]) -> str:
    """The figure with its range, per contact, and the first year."""
    prose = Prose(talk.language)
    if estimate.get("basis") == "reference_seat":
        return talk.words.say("figure.reference_seat", **amounts(prose, estimate["monthly"], estimate["currency"]))
    text = talk.words.say("figure.headline", **amounts(prose, estimate["monthly"], estimate["currency"]))
    currency = estimate["currency"]
    extra = []
    if estimate.get("per_contact") and estimate["per_contact"]["typical"]:
        extra.append(
            talk.words.say("figure.per_contact", amount=prose.money(estimate["per_contact"]["typical"], currency))
        )
    if estimate.get("first_year") and estimate.get("one_time", {}).get("typical"):
        extra.append(
            talk.words.say(
                "figure.first_year",
                amount=prose.money(estimate["first_year"]["typical"], currency),
                one_time=prose.money(estimate["one_time"]["typical"], currency),
            )
        )
    return " ".join([text, *extra])


def likely_home(talk: Talk) -> str:
    """While the customers' country is not known: that the figures are those of the country the language suggests.

    Once in a talk: it stands until the country is named.
    """
    found = (talk.one("estimate_cost") or {}).get("likely_home")
    if not found or any(doubt.path == "home_country" for doubt in talk.reading.ambiguities):
        return ""  # the country was named, and whose it is will be asked
    said = talk.words.say("figure.likely_home", there=talk.words.say(f"figure.likely_there.{found['country']}"))
    return "" if talk.said(said) else said


def provider_taken(talk: Talk, estimate: Mapping[str, Any]) -> str:
    """Which country the estimate puts a provider in that nobody placed: the rate of every hour follows from it."""
    tier, country = estimate.get("provider_tier"), estimate.get("provider_country")
    placed = talk.known.get("provider_countries") or talk.known.get("location") or talk.known.get("quotes")
    if placed or not country or f"figure.provider_tier.{tier}" not in talk.words:
        return ""
    if country == talk.known.get("home_country") or "home_country" not in talk.known:
        return ""  # the customers' own country needs no word; an unknown one is asked about first
    return talk.words.say(
        "figure.provider_taken",
        country=Prose(talk.language).country(country),
        tier=talk.words.say(f"figure.provider_tier.{tier}"),
    )


def short_headline(talk: Talk, estimate: Mapping[str, Any]) -> str:
    """The figure with its range, and nothing else."""
    return talk.words.say("figure.short", **amounts(Prose(talk.language), estimate["monthly"], estimate["currency"]))


def amounts(prose: Prose, amount: Mapping[str, float], currency: str) -> dict[str, str]:
    """An amount as the placeholders typical and spread."""
    return {"typical": prose.money(amount["typical"], currency), "spread": prose.spread(amount, currency)}


def _drivers(talk: Talk, estimate: Mapping[str, Any]) -> list[str]:
    """People and price: the two things every figure stands on, with their numbers."""
    prose = Prose(talk.language)
    lines = []
    hours = _labour_hours(estimate)
    people = sum(float(staff.get("fte") or 0) for staff in estimate.get("staffing", ()))
    if hours:
        text = talk.words.say("figure.people" if people else "figure.hours", fte=people, hours=round(hours))
        if rate := _hour_price(estimate, hours):
            country = prose.country(estimate.get("provider_country") or "")
            where = talk.words.say("figure.where", country=country) if country else ""
            price = prose.money(rate, estimate["currency"])
            text += " " + talk.words.say("figure.at_rate", rate=price, where=where)
        lines.append(f"- {text}.")
    lines.append(f"- {shares(talk, estimate)}")
    return lines


def _labour_hours(estimate: Mapping[str, Any]) -> float:
    return sum(
        line["quantity"]
        for line in estimate["lines"]
        if line["id"].startswith("labour.agents") and line["unit"] == "hour"
    )


def _hour_price(estimate: Mapping[str, Any], hours: float) -> float:
    """The all-in price of a paid hour, on average over the languages."""
    inputs = [
        (item["value"], line["quantity"])
        for line in estimate["lines"]
        if line["id"].startswith("labour.agents")
        for item in line["inputs"]
        if item["name"] == "hourly_rate"
    ]
    return sum(price * quantity for price, quantity in inputs) / hours if inputs else 0.0


def shares(talk: Talk, estimate: Mapping[str, Any]) -> str:
    """What part of the month each category is, largest first."""
    prose = Prose(talk.language)
    total = sum(line["amount"]["typical"] for line in estimate["lines"] if line["period"] == "monthly") or 1.0
    sums: dict[str, float] = {}
    for line in estimate["lines"]:
        if line["period"] == "monthly":
            sums[line["category"]] = sums.get(line["category"], 0.0) + line["amount"]["typical"]
    ranked = sorted(sums.items(), key=lambda item: -item[1])
    parts = [
        f"{talk.words.say(f'category.{name}')} {prose.percent(amount / total)}" for name, amount in ranked if amount > 0
    ]
    return talk.words.say("figure.shares", parts=", ".join(parts))


def understood(talk: Talk) -> str:
    """What was understood, in one sentence."""
    pieces = Prose(talk.language).brief(talk.known)
    return talk.words.say("figure.understood", brief="; ".join(pieces)) if pieces else ""


def assumed(talk: Talk, estimate: Mapping[str, Any], most: int = MOST_ASSUMPTIONS) -> str:
    """What was assumed, the assumptions that move the total most first; none that was told before."""
    prose = Prose(talk.language)
    items = []
    for item in ranked_assumptions(estimate):
        label = lowered(item["label"])
        shown = f"{label} — {assumption_value(prose, item)}"
        if talk.said(shown if _supplied_volume(item) else label):
            continue
        items.append(shown)
        if len(items) == most:
            break
    return talk.words.say("figure.assumed", items="; ".join(items)) if items else ""


def ranked_assumptions(estimate: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Assumptions by how far they move the total; those that move nothing come last.

    Contacts that nobody counted come first: whoever reads the figure takes its volume for the one they told.
    """
    swing = {bar["input"]: abs(bar["high_total"] - bar["low_total"]) for bar in estimate["sensitivity"]}
    # The model's own multipliers for what nobody stated are asked about, not recited.
    known = [
        item
        for item in estimate["assumptions"]
        if item["parameter"] in swing and not item["parameter"].startswith("model.")
    ]
    supplied = [item for item in estimate["assumptions"] if _supplied_volume(item)]
    others = [item for item in known if item not in supplied]
    return [*supplied, *sorted(others, key=lambda item: -swing[item["parameter"]])]


def _supplied_volume(item: Mapping[str, Any]) -> bool:
    return str(item.get("field") or "").endswith(".contacts_per_month") and item["unit"] == "contacts/month"


def assumption_value(prose: Prose, item: Mapping[str, Any]) -> str:
    """What was assumed, with its range."""
    if item.get("choice"):
        return str(item["choice"])
    typical = prose.figure(item["typical"], item["unit"])
    if item["low"] == item["high"]:
        return typical
    return f"{typical} ({prose.figures(item['low'], item['high'], item['unit'])})"


def warnings(talk: Talk, estimate: Mapping[str, Any]) -> str:
    """Warnings not given before."""
    grave = sorted(estimate.get("warnings", ()), key=lambda warning: _GRAVITY.get(warning.get("severity"), 1))
    if talk.language in LIKELY_HOME or (talk.one("estimate_cost") or {}).get("likely_home"):  # said with the first
        grave = [warning for warning in grave if warning["id"] != "home-unknown"]
    if own_people.counted(talk) and own_people.paid(talk):  # said where the team is set against the provider
        grave = [warning for warning in grave if not str(warning["id"]).startswith("own-team")]
    if talk.earlier:
        grave = [warning for warning in grave if warning.get("severity") != "note"]
    fresh = [
        warning["text"] for warning in grave if not any(_opening(warning["text"]) in reply for reply in talk.earlier)
    ]
    return talk.words.say("figure.warning", text=" ".join(fresh[:MOST_WARNINGS])) if fresh else ""


def _opening(text: str) -> str:
    """The first words of a warning, which stay the same while its figures move."""
    return " ".join(text.split()[:4])


def _section(talk: Talk, key: str, lines: list[str]) -> str:
    return talk.words.say(key) + "\n" + "\n".join(lines) if lines else ""
