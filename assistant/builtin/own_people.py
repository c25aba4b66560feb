"""What the buyer's own people cost: what the sum is made of, what one of them comes to, and those who stay beside a
provider.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.builtin.prose import Prose
from assistant.builtin.talk import Talk

_ALL = 0.999  # of a team that stays as a whole


def team_cost(talk: Talk, prose: Prose, estimate: Mapping[str, Any]) -> str:
    """The sum of the own team line by line, each with its formula."""
    own, currency = estimate.get("in_house"), estimate["currency"]
    if not own:
        return talk.words.say("own.payback.unknown")
    told = talk.known.get("in_house") or {}
    paid = "salary_per_month" in told or "hourly_wage" in told
    name = "loaded" if paid and told.get("fully_loaded") else "told" if paid else "assumed"
    lead = talk.words.say(f"own.team_cost.{name}", total=prose.money(own["monthly"]["typical"], currency))
    lines = sorted(own["lines"], key=lambda line: -line["amount"]["typical"])
    rows = [
        f"- {each['label']} — {prose.money(each['amount']['typical'], currency)}: {each['formula']}" for each in lines
    ]
    return lead + "\n" + "\n".join(rows)


def paid(talk: Talk) -> bool:
    """Whether it is known what one of the own people earns."""
    told = talk.known.get("in_house") or {}
    return "salary_per_month" in told or "hourly_wage" in told


def counted(talk: Talk) -> bool:
    """Whether it is known how many own people there are."""
    return "agents" in (talk.known.get("in_house") or {})


def pay_beside(talk: Talk, prose: Prose, estimate: Mapping[str, Any]) -> str:
    """Pay whose people nobody counted, against a provider: one of them, and as many as the work takes."""
    own, currency = (talk.one("estimate_cost") or {}).get("own_as_many"), estimate["currency"]
    if not own:
        return ""
    pay = next((line["rate"] for line in estimate["in_house"]["lines"] if line["id"] == "in_house.wages"), 0)
    theirs = float(estimate["monthly"]["typical"])
    values = {name: prose.money(own[name], currency) for name in ("each", "whole", "difference")}
    values |= {"pay": prose.money(pay, currency), "monthly": prose.money(theirs, currency)}
    key = "one" if own["needed"] < 1 else "cheaper" if theirs < own["whole"] else "dearer"
    return talk.words.say(f"own.pay_beside.{key}", needed=own["needed"], **values)


def kept_team(talk: Talk, prose: Prose, estimate: Mapping[str, Any]) -> str:
    """What it comes to where some of the own people stay: their cost on top of the provider's bill, against today's."""
    detail = next((act.detail for act in talk.reading.acts if "kept" in act.detail), None)
    found = (talk.one("work_out_term") or {}).get("kept")
    if detail is None or not found:
        return ""
    kept, share = float(detail["kept"]), float(detail["kept"]) / found["people"]
    sums = {name: prose.money(abs(found[name]), found["currency"]) for name in ("retained", "monthly", "together")}
    values = {**sums, "people": prose.number(kept), "in_house": prose.money(found["own"], found["currency"]),
              "difference": prose.money(abs(found["saving"]), found["currency"])}  # fmt: skip
    if share >= _ALL:
        return talk.words.say("own.kept_team.all", **values)
    text = talk.words.say("own.kept_team.saved" if found["saving"] > 0 else "own.kept_team.dearer", **values)
    note = "part" if detail.get("rest") and talk.one("compare") else "whole"
    return text + " " + talk.words.say(f"own.kept_team.{note}", part=prose.percent(share))
