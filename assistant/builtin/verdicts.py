"""Answers to questions about the person's own case: a verdict first, with both figures in one currency."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.builtin.advice import lowering
from assistant.builtin.prose import Prose, lowered
from assistant.builtin.talk import Talk
from assistant.reading.roles import middle

VERDICTS = (
    "budget",
    "team_cost",
    "kept_team",
    "own_team",
    "term",
    "capacity",
    "enough",
    "in_paid_time",
    "at_peak",
    "staffing",
)
_TEAM_OF_TODAY = "team_of_today"  # no volume is known, and a provider is priced for as many people
_MONTH_SECONDS = 365 / 12 * 86400
_MOST_RISE = 50  # per cent a year


def budget(talk: Talk, prose: Prose, estimate: Mapping[str, Any]) -> str:
    """Whether the figure fits the budget, and what would bring it down where it does not."""
    told = talk.known.get("budget_per_month")
    currency, month = estimate["currency"], estimate["monthly"]
    values = {"typical": prose.money(month["typical"], currency), "high": prose.money(month["high"], currency),
              "low": prose.money(month["low"], currency)}  # fmt: skip
    limit = _in_currency(talk, told, currency) if told else None
    if told is None or limit is None:
        return talk.words.say("own.budget.unknown", **values)
    shown = prose.money(limit, currency)
    if told["currency"] != currency:
        shown = f"{prose.money(told['amount'], told['currency'])} ({shown})"
    values["budget"] = shown
    typical = float(month["typical"])
    values["difference"] = prose.money(abs(typical - limit), currency)
    if limit >= typical:
        return talk.words.say("own.budget.fits" if limit >= month["high"] else "own.budget.mostly", **values)
    text = talk.words.say("own.budget.short" if limit >= month["low"] else "own.budget.far", **values)
    levers = lowering(talk, estimate)
    return text + "\n\n" + (levers or talk.words.say("own.budget.no_levers"))


def _in_currency(talk: Talk, told: Mapping[str, Any], currency: str) -> float | None:
    """The budget in the currency of the estimate; None where no rate is known."""
    if told["currency"] == currency:
        return float(told["amount"])
    converted = (talk.one("estimate_cost") or {}).get("budget")
    return float(converted) if converted is not None else None


def own_team(talk: Talk, prose: Prose, estimate: Mapping[str, Any]) -> str:
    """Whether a provider is cheaper than a team of one's own: both sums, what the team's is made of, what is unlike."""
    own, currency = estimate.get("in_house"), estimate["currency"]
    if not own:
        return talk.words.say("own.payback.unknown")
    mine, theirs = float(own["monthly"]["typical"]), float(estimate["monthly"]["typical"])
    told = talk.known.get("in_house") or {}
    name = "cheaper" if theirs < mine else "dearer"
    text = talk.words.say(
        f"own.own_team.{name}",
        in_house=prose.money(mine, currency),
        monthly=prose.money(theirs, currency),
        difference=prose.money(abs(mine - theirs), currency),
        share=prose.percent(abs(mine - theirs) / mine) if mine else "",
    )
    parts = sorted(own["lines"], key=lambda line: -line["amount"]["typical"])
    listed = "; ".join(
        f"{lowered(line['label'])} — {prose.money(line['amount']['typical'], currency)}" for line in parts
    )
    said = [text, talk.words.say("own.own_team.parts", parts=listed)] if told and parts else [text]
    if estimate.get("basis") == _TEAM_OF_TODAY:
        contacts = prose.number(round(estimate.get("contacts_per_month") or 0))
        said.append(talk.words.say("own.own_team.as_many", agents=told.get("agents"), contacts=contacts))
    agents, needed = float(told.get("agents") or 0), float(estimate.get("fte") or 0)
    if agents and needed and abs(agents - needed) >= 2 and max(agents, needed) >= 1.3 * min(agents, needed):
        key = "own.own_team.smaller" if agents < needed else "own.own_team.larger"
        said.append(talk.words.say(key, agents=agents, needed=needed) + _as_many(talk, prose, theirs, currency))
    if not told:
        said.append(talk.words.say("own.payback.assumed"))
    return " ".join(said)


def _as_many(talk: Talk, prose: Prose, theirs: float, currency: str) -> str:
    """The same with as many of the own people as the work takes: like for like."""
    whole = (talk.one("estimate_cost") or {}).get("own_as_many")
    if not whole:
        return ""
    side = "dearer" if theirs > whole["whole"] else "cheaper"
    sums = {name: prose.money(whole[name], currency) for name in ("whole", "difference")}
    return " " + talk.words.say(f"own.own_team.as_needed_{side}", **sums)


def term(talk: Talk, prose: Prose, estimate: Mapping[str, Any]) -> str:
    """What it comes to over the contract: the months, a yearly indexation if one is named, the launch, the tax."""
    currency, worked = estimate["currency"], (talk.one("work_out_term") or {}).get("term")
    if not worked:
        return talk.words.say("own.term.unknown", year=prose.money(estimate["first_year"]["typical"], currency))
    text = talk.words.say(
        "own.term.lead",
        months=worked["months"],
        typical=prose.money(worked["total"]["typical"], currency),
        spread=prose.spread(worked["total"], currency),
        monthly=prose.money(estimate["monthly"]["typical"], currency),
        one_time=prose.money(estimate["one_time"]["typical"], currency),
    )
    if worked["rise"]:
        last = prose.money(worked["last_month"], currency)
        text += " " + talk.words.say("own.term.indexed", rate=prose.percent(worked["rise"]), last=last)
    else:
        text += " " + talk.words.say("own.term.level")
    if worked.get("with_tax"):
        rate, taxed = prose.percent(estimate["tax"]["rate"]), prose.money(worked["with_tax"], currency)
        text += " " + talk.words.say("own.term.taxed", rate=rate, taxed=taxed)
    return text


def capacity(talk: Talk, prose: Prose, estimate: Mapping[str, Any]) -> str:
    """How many contacts so many people can take, at the ratio of the estimate."""
    taken = (talk.one("work_out_term") or {}).get("taken")
    if not taken or talk.known.get("agents"):
        return ""
    contacts = round(estimate["contacts_per_month"])
    return talk.words.say("own.capacity.lead", **taken, fte=estimate["fte"], contacts=contacts)


def worked_out_with(talk: Talk, wanted: Sequence[str]) -> dict[str, Any] | None:
    """What `work_out_term` needs for the questions of the message; None where none of them takes it."""
    found: dict[str, Any] = {"months": None, "yearly_rise_percent": 0.0, "people": None}
    if "term" in wanted:
        durations = [f for f in talk.reading.facts if f.kind == "duration" and middle(f.value) >= 2 * _MONTH_SECONDS]
        asked = middle(durations[0].value) / _MONTH_SECONDS if durations else talk.known.get("contract_months")
        rates = [
            middle(f.value) for f in talk.reading.facts if f.kind == "percent" and 0 < middle(f.value) <= _MOST_RISE
        ]
        found |= {"months": round(float(asked)) if asked else None, "yearly_rise_percent": rates[0] if rates else 0.0}
    if "capacity" in wanted:
        found["people"] = _people_named(talk) or 1.0
    if "kept_team" in wanted:
        found["kept"] = next((act.detail["kept"] for act in talk.reading.acts if "kept" in act.detail), None)
    return found if found["months"] or found["people"] or found.get("kept") else None


def enough(talk: Talk, prose: Prose, estimate: Mapping[str, Any]) -> str:
    """Whether the people named, or known, will do for the work, and how the number needed comes about."""
    named = _people_named(talk)
    people = named or float((talk.known.get("in_house") or {}).get("agents") or talk.known.get("agents") or 0)
    needed = float((talk.one("estimate_cost") or {}).get("needed") or estimate.get("fte") or 0)
    path = staffing(talk, prose, estimate)
    if not needed:
        return ""
    if not people:
        return path
    if people >= needed:
        lead = talk.words.say("own.enough.yes", people=people, needed=needed)
    else:
        lead = talk.words.say("own.enough.no", people=people, needed=needed)
    return f"{lead}\n\n{path}" if path else lead


def _people_named(talk: Talk) -> float:
    """The number of people a question names: of several the one that is the person's own, the smallest."""
    spans = [(act.start, act.end) for act in talk.reading.acts if set(act.detail.get("figures", ())) & {*VERDICTS}]
    start, end = min((s for s, _ in spans), default=0), max((e for _, e in spans), default=0)
    found = [f for f in talk.reading.facts if f.kind == "number" and start <= f.start < end]
    amounts = [middle(f.value) for f in found if 0 < middle(f.value) < 10_000]
    return min(amounts, default=0.0)


def staffing(talk: Talk, prose: Prose, estimate: Mapping[str, Any]) -> str:
    """How the number of people comes about: the work, the busiest hour, the paid time."""
    if estimate.get("arrangement") == "shared" or not estimate.get("fte"):
        return talk.words.say("own.shift.shared") if estimate.get("arrangement") == "shared" else ""
    rows = []
    for pool in estimate.get("staffing", ()):
        seconds = _handle_time(talk, estimate, pool["channel"])
        if not seconds or not pool.get("contacts_per_month") or not pool.get("fte"):
            continue
        rows.append(
            "- "
            + talk.words.say(
                "own.staffing.row",
                channel=talk.words.say(f"channel.{pool['channel']}"),
                contacts=round(pool["contacts_per_month"]),
                time=prose.duration(seconds),
                work=round(pool["contacts_per_month"] * seconds / 3600),
                agents=prose.number(pool["agents"]),
                paid=round(pool["paid_hours_per_month"]),
                fte=pool["fte"],
                load=prose.percent(pool["occupancy"]),
            )
        )
    if not rows:
        return ""
    why = talk.words.say("own.staffing.why")
    return "\n".join([talk.words.say("own.staffing.lead", fte=estimate["fte"]), *rows]) + "\n\n" + why


def _handle_time(talk: Talk, estimate: Mapping[str, Any], channel: str) -> float:
    """The time a contact takes, as told or as assumed with what multiplies it."""
    told = ((talk.known.get("channels") or {}).get(channel) or {}).get("aht_seconds")
    if told:
        return float(told)
    return next((float(i["typical"]) for i in estimate["assumptions"] if i["parameter"] == f"aht.{channel}"), 0.0)


def at_peak(talk: Talk, prose: Prose, estimate: Mapping[str, Any]) -> str:
    """How many are on the line at the busiest hour."""
    pools = [pool for pool in estimate.get("staffing", ()) if pool.get("agents")]
    if estimate.get("arrangement") == "shared" or not pools:
        return talk.words.say("own.shift.shared")
    named = [(talk.words.say(f"channel.{pool['channel']}"), prose.number(pool["agents"])) for pool in pools]
    rows = "; ".join(talk.words.say("own.shift.row", channel=name, count=count) for name, count in named)
    return talk.words.say("own.at_peak.lead", rows=rows, fte=estimate["fte"])


def in_paid_time(talk: Talk, prose: Prose, estimate: Mapping[str, Any]) -> str:
    """Whether leave, breaks and training are in the figure, and how much of the paid time they take."""
    items = [item for item in estimate["assumptions"] if item["parameter"].startswith("staffing.shrinkage.")]
    if not items:
        return ""
    parts = "; ".join(f"{lowered(item['label'])} — {prose.percent(item['typical'])}" for item in items)
    return talk.words.say("own.in_paid_time.lead", parts=parts)
