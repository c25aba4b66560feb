"""Questions about quantities the calculator knows, answered from the person's own estimate."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from assistant.builtin import estimate_asked, own_people, parts_asked, verdicts
from assistant.builtin.contacts_priced import by_channel
from assistant.builtin.on_duty import shift
from assistant.builtin.prose import Prose, lowered
from assistant.builtin.supports import bearing_sentence
from assistant.builtin.talk import Talk
from assistant.reading import Act
from assistant.reading.word_lists import listed
from assistant.reading.words import words

_HARDLY = 0.03  # of a month's total: less of a difference decides nothing
_BRIEFLY = 4  # words of a question whether a budget will do
_SHRINKAGE = "staffing.shrinkage."
# The article that explains a figure; its sentence nearest to the question is quoted beside it.
ARTICLES: Mapping[str, str] = {
    "agents": "faq-how-many-agents",
    "hours": "faq-how-many-agents",
    "hour": "faq-billed-hour",
    "contact": "faq-cost-per-contact",
    "agent": "faq-agent-month",
    "billing": "faq-pricing-models",
    "launch": "faq-hidden-costs",
    "payback": "faq-roi",
    "occupancy": "faq-occupancy",
    "shrinkage": "faq-shrinkage",
    "service_level": "faq-service-level",
    "tax": "faq-tax",
    "ours": "faq-hidden-costs",
}
# Values that a plan is made with: one question may ask for several of them, "what occupancy and shrinkage?".
_OF_PLAN = frozenset({"occupancy", "shrinkage", "handle"})
# Where one question seems to ask for several, the first of these is meant.
_RANK = (
    *verdicts.VERDICTS,
    "ours", "part",
    "fairness", "currency_used", "certainty", "tax", "payback", "launch", "billing", "handle", "minute", "hour",
    "contact", "agent",
    "year", "occupancy", "shrinkage", "service_level", "hours", "shift", "agents", "left_out", "assumed",
)  # fmt: skip


# Questions that the estimate answers whole: what else of their sentence asks is part of them.
ANSWERED_WHOLE = frozenset({*verdicts.VERDICTS, "assumed"})
# Figures that follow from the number of contacts, and not from that of people.
_OF_WORKLOAD = frozenset({
    "contact", "minute", "occupancy", "service_level", "handle", "shrinkage", "capacity", "enough", "staffing",
    "at_peak",
})  # fmt: skip


def priceable(brief: Mapping[str, Any]) -> bool:
    """Whether there is a workload or a number of people to price: without one a figure is given only when asked for."""
    return _has_volume(brief) or "agents" in brief or "agents" in (brief.get("in_house") or {})


def _has_volume(brief: Mapping[str, Any]) -> bool:
    channels = (brief.get("channels") or {}).values()
    return any("contacts_per_month" in (channel or {}) for channel in channels) or "contacts_per_month" in brief


def figure_of(act: Act, brief: Mapping[str, Any]) -> str | None:
    """The figure of the estimate that a question asks for; None where the estimate of this brief cannot have it."""
    names = act.detail.get("figures")
    if not names or not priceable(brief):
        return None
    figure: str = min(names, key=_RANK.index)
    return None if figure in _OF_WORKLOAD and not _has_volume(brief) else figure


def _figures_of(act: Act, brief: Mapping[str, Any]) -> list[str]:
    """The figure that a question asks for; where it names several values of the plan, all of them."""
    figure = figure_of(act, brief)
    several = [name for name in act.detail.get("figures", ()) if name in _OF_PLAN]
    return several if figure in _OF_PLAN and len(several) > 1 else [figure] if figure else []


def figures_wanted(talk: Talk) -> list[str]:
    """The figures the message asks for, one for each question in it."""
    if talk.command:
        return []
    compared = any(act.detail.get("models") for act in talk.reading.acts)
    # "Per minute or per agent, what is the difference? And what is better for us?": of these two, and nothing else.
    acts = [act for act in talk.reading.acts if not (compared and act.kind == "compare")]
    found = [figure for act in acts for figure in _figures_of(act, talk.known)]
    if {"handle", "shrinkage", "occupancy"} & {*found}:
        found = [figure for figure in found if figure != "assumed"]  # "what did you assume for a call's length?"
    if _fits_asked(talk) and priceable(talk.known):
        found = ["budget", *found]
    return list(dict.fromkeys(figure for figure in found if figure))


def _fits_asked(talk: Talk) -> bool:
    """ "No more than 4,000 a month, doable?": a budget is told, and a short question stands beside it."""
    if not any(change.path == "budget_per_month" for change in talk.reading.changes):
        return False
    asked = [talk.text[act.start : act.end] for act in talk.reading.acts if act.kind in ("ask", "compare")]
    return "?" in talk.text and any(len(text.split()) <= _BRIEFLY for text in asked)


def teller(figure: str) -> Callable[[Talk, Prose, Mapping[str, Any]], str]:
    """What puts a figure into words; it returns nothing where the estimate does not have the figure."""
    return _TELLERS[figure]


def told(talk: Talk, figure: str, estimate: Mapping[str, Any]) -> list[str]:
    """The blocks that give one figure; empty where the estimate does not have it."""
    text = _TELLERS[figure](talk, Prose(talk.language), estimate)
    return [block for block in (text, _support(talk, figure)) if block] if text else []


def query_of(talk: Talk, figure: str) -> str:
    """What to look for in the article that explains a figure."""
    return talk.words.say(f"own.{figure}.query") if f"own.{figure}.query" in talk.words else ""


def _support(talk: Talk, figure: str) -> str:
    query = query_of(talk, figure)
    passages = [
        passage
        for result in talk.results.get("search_knowledge", [])
        if result.get("within") == ARTICLES.get(figure)
        for passage in result["passages"]
    ]
    found = bearing_sentence(passages, query, talk.language, principles=True) if query else None
    return f"{found[0]} [{found[1]}]" if found and not talk.said(found[0]) else ""


def _agents(talk: Talk, prose: Prose, estimate: Mapping[str, Any]) -> str:
    staffing = estimate.get("staffing", ())
    if not estimate.get("fte"):
        return ""
    if {word.lower for word in words(talk.text)} & (listed("weekend_asked") | listed("nights")):
        return shift(talk, prose, estimate)
    shared = estimate.get("arrangement") == "shared"
    lead = talk.words.say(
        "own.agents.shared" if shared else "own.agents.lead",
        fte=estimate["fte"],
        hours=round(estimate["paid_hours_per_month"]),
    )
    rows = [
        "- "
        + talk.words.say(
            "own.agents.row",
            channel=talk.words.say(f"channel.{pool['channel']}"),
            language=prose.tongue(pool["language"]),
            fte=pool["fte"],
            load=prose.percent(pool["occupancy"]),
        )
        for pool in staffing
        if pool["fte"]
    ]
    return "\n".join([lead, *(rows if len(rows) > 1 else [])]) + "\n\n" + talk.words.say("own.agents.why")


def _hours(talk: Talk, prose: Prose, estimate: Mapping[str, Any]) -> str:
    hours = estimate.get("paid_hours_per_month")
    return talk.words.say("own.hours.lead", hours=round(hours), fte=estimate["fte"]) if hours else ""


def _hour(talk: Talk, prose: Prose, estimate: Mapping[str, Any]) -> str:
    hour = estimate.get("hour") or {}
    if not hour.get("billed"):
        return ""
    currency = estimate["currency"]
    text = talk.words.say(
        "own.hour.lead",
        typical=prose.money(hour["billed"]["typical"], currency),
        spread=prose.spread(hour["billed"], currency),
    )
    if hour.get("productive"):
        text += " " + talk.words.say("own.hour.productive", amount=prose.money(hour["productive"], currency))
    return text


def _contact(talk: Talk, prose: Prose, estimate: Mapping[str, Any]) -> str:
    each = estimate.get("per_contact")
    if not each or not each["typical"] or not estimate.get("contacts_per_month"):
        return ""
    currency = estimate["currency"]
    lead = talk.words.say(
        "own.contact.lead",
        typical=prose.money(each["typical"], currency),
        spread=prose.spread(each, currency),
        month=prose.money(estimate["monthly"]["typical"], currency),
        count=round(estimate["contacts_per_month"]),
    )
    return " ".join(text for text in (lead, by_channel(talk, prose, estimate)) if text)


def _agent(talk: Talk, prose: Prose, estimate: Mapping[str, Any]) -> str:
    offer = next((each for each in estimate.get("billing", ()) if each["model"] == "per_agent"), None)
    if offer is None:
        return ""
    price = offer["unit_price"]
    currency = estimate["currency"]
    return talk.words.say(
        "own.agent.lead", typical=prose.money(price["typical"], currency), spread=prose.spread(price, currency)
    )


def _minute(talk: Talk, prose: Prose, estimate: Mapping[str, Any]) -> str:
    offer = next((each for each in estimate.get("billing", ()) if each["model"] == "per_minute"), None)
    if offer is None:
        return ""
    price, currency = offer["unit_price"], estimate["currency"]
    return talk.words.say(
        "own.minute.lead", typical=prose.money(price["typical"], currency), spread=prose.spread(price, currency)
    )


def _billing(talk: Talk, prose: Prose, estimate: Mapping[str, Any]) -> str:
    """The ways of paying that the question sets side by side, on the same work, and which of them is the cheapest."""
    named = [model for act in talk.reading.acts for model in act.detail.get("models", ())]
    offers = [offer for offer in estimate.get("billing", ()) if offer["model"] in named]
    if len(offers) < 2:
        return ""
    offers.sort(key=lambda offer: named.index(offer["model"]))
    currency = estimate["currency"]
    rows = [
        "- "
        + talk.words.say(
            "own.billing.row",
            label=offer["label"],
            price=prose.money(offer["unit_price"]["typical"], currency),
            monthly=prose.money(offer["monthly"]["typical"], currency),
            risk=offer["risk"],
        )
        for offer in offers
    ]
    cheap, dear = (least(offers, key=lambda offer: offer["monthly"]["typical"]) for least in (min, max))
    near = dear["monthly"]["typical"] - cheap["monthly"]["typical"] < _HARDLY * dear["monthly"]["typical"]
    verdict = talk.words.say("own.billing.same" if near else "own.billing.cheaper", label=lowered(cheap["label"]))
    refused = [model for act in talk.reading.acts for model in act.detail.get("refused", ())]
    units = ", ".join(talk.words.say(f"quotes.unit.{model}") for model in refused)
    lead = talk.words.say("own.billing.without", refused=units) if refused else talk.words.say("own.billing.lead")
    return "\n".join([lead, *rows]) + "\n\n" + verdict


def _year(talk: Talk, prose: Prose, estimate: Mapping[str, Any]) -> str:
    currency = estimate["currency"]
    return talk.words.say(
        "own.year.lead",
        typical=prose.money(estimate["first_year"]["typical"], currency),
        spread=prose.spread(estimate["first_year"], currency),
        monthly=prose.money(estimate["monthly"]["typical"], currency),
        one_time=prose.money(estimate["one_time"]["typical"], currency),
    )


def _launch(talk: Talk, prose: Prose, estimate: Mapping[str, Any]) -> str:
    currency = estimate["currency"]
    lines = [line for line in estimate["lines"] if line["period"] == "one_time" and line["amount"]["typical"]]
    if not lines:
        return ""
    lead = talk.words.say(
        "own.launch.lead",
        typical=prose.money(estimate["one_time"]["typical"], currency),
        spread=prose.spread(estimate["one_time"], currency),
    )
    lines.sort(key=lambda line: -line["amount"]["typical"])
    rows = [f"- {line['label']} — {prose.money(line['amount']['typical'], currency)}" for line in lines]
    return "\n".join([lead, *rows])


def _payback(talk: Talk, prose: Prose, estimate: Mapping[str, Any]) -> str:
    savings, own = estimate.get("savings"), estimate.get("in_house")
    if not savings or not own:
        return talk.words.say("own.payback.unknown")
    currency = estimate["currency"]
    values = {
        "in_house": prose.money(own["monthly"]["typical"], currency),
        "monthly": prose.money(estimate["monthly"]["typical"], currency),
        "difference": prose.money(abs(savings["monthly"]), currency),
    }
    assumed = "" if talk.known.get("in_house") else " " + talk.words.say("own.payback.assumed")
    if savings["monthly"] <= 0:
        return talk.words.say("own.payback.never", **values) + assumed
    one_time = prose.money(estimate["one_time"]["typical"], currency)
    if not savings.get("payback_months"):
        return talk.words.say("own.payback.too_late", one_time=one_time, **values) + assumed
    year = savings["first_year"]
    tail = talk.words.say(
        "own.payback.gain" if year > 0 else "own.payback.loss", amount=prose.money(abs(year), currency)
    )
    soon = savings["payback_months"] < 1
    lead = talk.words.say(
        "own.payback.soon" if soon else "own.payback.lead",
        months=round(savings["payback_months"], 1),
        one_time=one_time,
        **values,
    )
    return f"{lead} {tail}{assumed}"


def _handle(talk: Talk, prose: Prose, estimate: Mapping[str, Any]) -> str:
    """How long a contact of each channel takes in the estimate, and whether that was told or is assumed."""
    rows = []
    for channel, known in (talk.known.get("channels") or {}).items():
        path = f"channels.{channel}.aht_seconds"
        assumed = next((i for i in estimate["assumptions"] if i["parameter"].startswith(f"aht.{channel}")), None)
        if seconds := (known or {}).get("aht_seconds"):
            rows.append(talk.words.say("own.handle.told", fact=prose.fact(path, seconds)))
        elif assumed:
            spread = prose.figures(assumed["low"], assumed["high"], assumed["unit"])
            fact = talk.words.say(f"brief.aht.{channel}", time=prose.duration(assumed["typical"]))
            rows.append(talk.words.say("own.handle.assumed", fact=fact, spread=spread))
    return talk.words.say("own.handle.lead", rows="; ".join(rows)).replace("..", ".") if rows else ""


def _occupancy(talk: Talk, prose: Prose, estimate: Mapping[str, Any]) -> str:
    """How busy agents are; a figure told has no place in the brief, and the reply says what it follows from."""
    text = _by_pool(talk, prose, estimate, "occupancy")
    told = [act for act in talk.reading.acts if act.kind == "ask" and _tells_share(talk, act)]
    if not text or not told:
        return text
    both = any("shrinkage" in act.detail.get("figures", ()) for act in told)
    said = (text, talk.words.say("own.occupancy.told"), _shrinkage(talk, prose, estimate) if both else "")
    return " ".join(part for part in said if part)


def _shrinkage(talk: Talk, prose: Prose, estimate: Mapping[str, Any]) -> str:
    """The parts of the paid time that are not spent on the line."""
    items = [item for item in estimate["assumptions"] if item["parameter"].startswith(_SHRINKAGE)]
    parts = [f"{lowered(item['label'])} — {prose.percent(item['typical'])}" for item in items]
    return talk.words.say("own.shrinkage.lead", parts="; ".join(parts)) if parts else ""


def _tells_share(talk: Talk, act: Act) -> bool:
    return any(f.kind in ("percent", "number") and act.start <= f.start < act.end for f in talk.reading.facts)


def _service_level(talk: Talk, prose: Prose, estimate: Mapping[str, Any]) -> str:
    return _by_pool(talk, prose, estimate, "service_level")


def _by_pool(talk: Talk, prose: Prose, estimate: Mapping[str, Any], key: str) -> str:
    """A share that every group of agents has: by channel, and by language where several are served."""
    pools = [pool for pool in estimate.get("staffing", ()) if pool.get(key)]
    several = len({pool["language"] for pool in pools}) > 1
    rows = []
    for pool in pools:
        channel = talk.words.say(f"channel.{pool['channel']}")
        name = f"{channel} ({prose.tongue(pool['language'])})" if several else channel
        rows.append(talk.words.say(f"own.{key}.row", channel=name, share=prose.percent(pool[key])))
    return talk.words.say(f"own.{key}.lead", rows="; ".join(rows)) if rows else ""


def _tax(talk: Talk, prose: Prose, estimate: Mapping[str, Any]) -> str:
    tax = estimate.get("tax") or {}
    if not tax.get("monthly"):
        return next((item["reason"] for item in estimate.get("not_priced", ()) if item["id"] == "tax"), "")
    return talk.words.say(
        "own.tax.lead", rate=prose.percent(tax["rate"]), amount=prose.money(tax["monthly"], estimate["currency"])
    )


def _fairness(talk: Talk, prose: Prose, estimate: Mapping[str, Any]) -> str:
    """Whether the figure is dear: an hour of it beside what the market asks."""
    billed = (estimate.get("hour") or {}).get("billed")
    if not billed:
        return ""
    currency = estimate["currency"]
    lead = talk.words.say(
        "own.fairness.lead",
        typical=prose.money(billed["typical"], currency),
        spread=prose.spread(billed, currency),
    )
    return lead if talk.known.get("quotes") else f"{lead} {talk.words.say('own.fairness.tail')}"


_TELLERS: Mapping[str, Callable[[Talk, Prose, Mapping[str, Any]], str]] = {
    "agents": _agents, "shift": shift, "hours": _hours, "hour": _hour, "minute": _minute, "contact": _contact,
    "agent": _agent, "billing": _billing, "handle": _handle, "shrinkage": _shrinkage,
    "year": _year, "launch": _launch, "payback": _payback, "occupancy": _occupancy, "service_level": _service_level,
    "budget": verdicts.budget, "own_team": verdicts.own_team, "term": verdicts.term, "capacity": verdicts.capacity,
    "enough": verdicts.enough, "staffing": verdicts.staffing, "at_peak": verdicts.at_peak,
    "in_paid_time": verdicts.in_paid_time, "team_cost": own_people.team_cost, "kept_team": own_people.kept_team,
    "tax": _tax, "certainty": estimate_asked.certainty, "currency_used": estimate_asked.currency_used,
    "fairness": _fairness, "assumed": estimate_asked.assumed,
    "left_out": estimate_asked.left_out, "part": parts_asked.part, "ours": parts_asked.ours,
}  # fmt: skip
