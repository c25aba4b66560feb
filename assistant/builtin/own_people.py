"""What the buyer's own people cost: what the sum is made of, and what those cost who stay beside a provider."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.builtin.prose import Prose
from assistant.builtin.talk import Talk
from tools.in_house_share import share_of_team

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
    rows = [f"- {each['label']} — {prose.money(each['amount']['typical'], currency)}: {each['formula']}" for each in lines]
    return lead + "\n" + "\n".join(rows)


def kept_team(talk: Talk, prose: Prose, estimate: Mapping[str, Any]) -> str:
    """What it comes to where some of the own people stay: their cost on top of the provider's bill, against today's."""
    detail = next((act.detail for act in talk.reading.acts if "kept" in act.detail), None)
    supposed = talk.one("compare") or {}
    own = (supposed.get("before") or estimate).get("in_house")
    if detail is None or not own:
        return ""
    after = supposed.get("estimate") or estimate
    currency, kept = after["currency"], float(detail["kept"])
    people = float((talk.known.get("in_house") or {}).get("agents") or estimate.get("fte") or kept)
    share = share_of_team(own["monthly"]["typical"], after["monthly"]["typical"], people, kept)
    values = {
        "people": prose.number(kept),
        "retained": prose.money(share.retained, currency),
        "monthly": prose.money(after["monthly"]["typical"], currency),
        "together": prose.money(share.together, currency),
        "in_house": prose.money(share.own, currency),
        "difference": prose.money(abs(share.saving), currency),
    }
    if kept / people >= _ALL:
        return talk.words.say("own.kept_team.all", **values)
    text = talk.words.say("own.kept_team.saved" if share.saving > 0 else "own.kept_team.dearer", **values)
    note = "part" if detail.get("rest") and supposed else "whole"
    part = prose.percent(min(kept / people, 1.0))
    return text + " " + talk.words.say(f"own.kept_team.{note}", part=part)
