"""The workings shown on request: options, the biggest costs and how to lower them, one line, quotes, a summary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.builtin import own_people, verdicts
from assistant.builtin.advice import lowering
from assistant.builtin.differences import base_told, changed, difference, merged, moved
from assistant.builtin.figures import amounts, assumption_value, headline, ranked_assumptions, shares
from assistant.builtin.prose import Prose, lowered
from assistant.builtin.talk import Talk
from assistant.digest import biggest
from assistant.reading.bots import said_of
from assistant.reading.scene import look
from assistant.reading.word_lists import listed
from assistant.reading.words import words

MOST_LINES, MOST_ASSUMPTIONS = 5, 4


def options(talk: Talk, estimate: Mapping[str, Any]) -> list[str]:
    """The options on the same workload, cheapest first, as a table."""
    prose = Prose(talk.language)
    currency = estimate["currency"]
    rows = [(s["label"], s["monthly"], s.get("per_contact")) for s in estimate.get("scenarios", ())]
    if estimate.get("in_house") and not any(s["id"] == "in_house" for s in estimate.get("scenarios", ())):
        rows.append((talk.words.say("options.in_house"), estimate["in_house"]["monthly"], None))
    if not rows:
        return [headline(talk, estimate)]
    rows.sort(key=lambda row: row[1]["typical"])
    head = talk.words.say("options.head")
    table = [head, "|" + "---|" * head.count("|", 1)]
    for label, monthly, _ in rows:
        table.append(f"| {label} | {prose.money(monthly['typical'], currency)} | {prose.spread(monthly, currency)} |")
    cheapest, dearest = rows[0], rows[-1]
    lead = talk.words.say(
        "options.lead",
        cheapest=_quoted(cheapest[0]),
        low=prose.money(cheapest[1]["typical"], currency),
        dearest=_quoted(dearest[0]),
        high=prose.money(dearest[1]["typical"], currency),
    )
    blocks = [lead, "\n".join(table)]
    if estimate.get("savings") and estimate.get("in_house"):
        blocks.append(_savings(talk, estimate))
    return blocks


def _savings(talk: Talk, estimate: Mapping[str, Any]) -> str:
    prose = Prose(talk.language)
    savings, currency = estimate["savings"], estimate["currency"]
    if savings["monthly"] <= 0:
        return talk.words.say("options.no_savings", amount=prose.money(abs(savings["monthly"]), currency))
    payback = savings.get("payback_months")
    soon = payback is not None and payback < 1
    tail = talk.words.say("options.payback_soon" if soon else "options.payback", months=round(payback or 0, 1))
    tail = tail if payback else ""
    return (talk.words.say("options.savings", amount=prose.money(savings["monthly"], currency)) + " " + tail).strip()


def why_expensive(talk: Talk, estimate: Mapping[str, Any], *, brief: bool = False) -> list[str]:
    """What the money goes on, and what would lower it; without formulas where the answer is given before it."""
    prose = Prose(talk.language)
    currency = estimate["currency"]
    monthly = [line for line in biggest(estimate["lines"]) if line["period"] == "monthly"][:3]
    total = estimate["monthly"]["typical"] or 1.0
    rows = []
    for line in monthly:
        amount = line["amount"]["typical"]
        share = prose.percent(amount / total)
        formula = "" if brief else f": {line['formula']}"
        rows.append(f"- {line['label']} — {prose.money(amount, currency)} ({share}){formula}")
    blocks = [talk.words.say("why.lead", **amounts(prose, estimate["monthly"], currency)) + "\n" + "\n".join(rows)]
    return [*blocks, text] if (text := lowering(talk, estimate)) else blocks


def line_explained(talk: Talk, result: Mapping[str, Any]) -> list[str]:
    """One line: its formula with the numbers, where each comes from, and the article behind it."""
    line, figure = result.get("line"), result.get("figure")
    estimate = talk.estimate
    if figure and estimate and (text := _figure_found(talk, figure, estimate)):
        return text
    if line is None:
        if not estimate:
            return [talk.say("explain.nothing")]
        return [headline(talk, estimate), _formula_list(talk, estimate), _assumptions(talk, estimate)]
    prose = Prose(talk.language)
    currency = result.get("currency", "USD")
    lead = talk.words.say(
        "explain.lead" if line["period"] == "monthly" else "explain.lead_once",
        label=line["label"],
        formula=line["formula"],
        **amounts(prose, line["amount"], currency),
    )
    rows = [f"- {_origin(talk, prose, item)}" for item in line["inputs"]]
    blocks = [lead, "\n".join(rows)]
    if result.get("passages"):
        from assistant.builtin.supports import bearing_sentence

        found = bearing_sentence(result["passages"], line["label"], talk.language)
        if found:
            blocks.append(f"{found[0]} [{found[1]}]")
    return [block for block in blocks if block]


def _figure_found(talk: Talk, figure: Mapping[str, Any], estimate: Mapping[str, Any]) -> list[str]:
    """What an amount the person asks about is in the estimate; nothing for the typical amount of a line."""
    prose = Prose(talk.language)
    currency = estimate["currency"]
    kind = figure["kind"]
    if kind == "total":
        values = amounts(prose, estimate[figure["name"]], currency)
        lead = talk.words.say(
            f"explain.total.{figure['name']}", end=talk.words.say(f"explain.end.{figure['end']}"), **values
        )
        return [lead, _formula_list(talk, estimate, "one_time" if figure["name"] == "one_time" else "monthly")]
    if kind == "share":
        name = talk.words.say(f"category.{figure['category']}")
        lines = [line for line in estimate["lines"] if line["category"] == figure["category"]]
        rows = [f"- {line['label']}: {line['formula']}" for line in lines if line["period"] == "monthly"]
        amount = prose.money(estimate["monthly_by_category"][figure["category"]], currency)
        return ["\n".join([talk.words.say("explain.share", category=name, amount=amount), *rows])]
    if kind == "input":
        line = figure["line"]
        lead = talk.words.say("explain.input", origin=_origin(talk, prose, figure["input"]))
        month = prose.money(line["amount"]["typical"], currency)
        return [lead, talk.words.say("explain.input_of", label=line["label"], formula=line["formula"], amount=month)]
    if kind == "missing":
        said = prose.number(figure["value"]) + (
            "\u00a0%" if figure["share"] and talk.language == "ru" else "%" if figure["share"] else ""
        )
        text = talk.words.say("explain.missing", said=said)
        if near := figure.get("nearest"):
            amount = prose.money(near["amount"]["typical"], currency)
            text += " " + talk.words.say("explain.nearest", label=near["label"], amount=amount)
        return [text, _formula_list(talk, estimate)]
    return []


def _origin(talk: Talk, prose: Prose, item: Mapping[str, Any]) -> str:
    figure = prose.figure(item["value"], item["unit"])
    source = item.get("source")
    if source and source.get("title"):
        title = f"[{source['title']}]({source['url']})" if source.get("url") else source["title"]
        date = f", {source['date']}" if source.get("date") else ""
        origin = f"{title}{date}"
    else:
        origin = talk.words.say(f"origin.{item['origin']}")
    return f"{item.get('label') or item['name']}: {figure} — {origin}"


def _formula_list(talk: Talk, estimate: Mapping[str, Any], period: str = "monthly") -> str:
    prose = Prose(talk.language)
    monthly = [line for line in biggest(estimate["lines"]) if line["period"] == period][:MOST_LINES]
    rows = [
        f"- {line['label']}: {line['formula']} = {prose.money(line['amount']['typical'], estimate['currency'])}"
        for line in monthly
    ]
    return talk.words.say("explain.list") + "\n" + "\n".join(rows)


def with_bot(talk: Talk, result: Mapping[str, Any]) -> list[str]:
    """The case with a bot that answers first, against the case without."""
    if "with_agent" not in result:
        return []
    prose = Prose(talk.language)
    currency, share = result["currency"], result["share_percent"]
    named = [prose.words.say(f"channel.{channel}") for channel in result["channels"]]
    monthly = {"before": result["without"]["typical"], "difference": result["difference"]}
    moves = moved({"monthly": monthly})
    lead = talk.words.say(
        "bot.told" if share is not None else "bot.usual",
        share=prose.percent(share / 100 if share is not None else result["resolved"] / max(result["contacts"], 1)),
        channels=f" ({', '.join(named)})" if named else "",
        typical=prose.money(result["with_agent"]["typical"], currency),
        spread=prose.spread(result["with_agent"], currency),
        difference=talk.words.say(
            "bot.differs" if moves else "bot.same",
            difference=difference(talk, {"monthly": monthly}, currency) if moves else "",
            without=prose.money(result["without"]["typical"], currency),
        ),
    )
    if result.get("applied"):
        changes = prose.listed([changed(prose, change, result["brief"]) for change in merged(result["applied"])])
        lead = talk.words.say("bot.along", changes=changes) + " " + lead
    rest = talk.words.say("bot.rest", one_time=prose.money(result["one_time"]["typical"], currency))
    rest += base_told(talk, result.get("applied") or ())
    return [f"{lead} {rest}", *_small_saving(talk, result)]


def _small_saving(talk: Talk, result: Mapping[str, Any]) -> list[str]:
    """Why a bot saves much less than the share it resolves, or nothing: what it costs against what people then cost."""
    without = float(result["without"]["typical"])
    part = result["resolved"] / max(result["contacts"], 1)
    if not result["fees"] or -result["difference"] > part * without * _MUCH:
        return []
    prose, currency = Prose(talk.language), result["currency"]
    counts = {"resolved": round(result["resolved"]), "contacts": prose.number(round(result["contacts"]))}
    money = {name: float(result[name]) for name in ("agent", "fees", "upkeep")}
    money |= {"saved": max(float(result["people_less"]), 0.0), "rest": float(result["people"])}
    key = "bot.why_dearer" if result["difference"] > 0 else "bot.why_little"
    return [talk.words.say(key, **counts, **{name: prose.money(each, currency) for name, each in money.items()})]


_MUCH = 0.6  # of the share resolved: a saving above it needs no reason


def with_night_bot(talk: Talk, estimate: Mapping[str, Any]) -> str:
    """What a bot at night changes where people answer in the day only: nothing of what they cost."""
    prose = Prose(talk.language)
    hours = prose.fact("coverage", talk.known["coverage"])
    return talk.words.say("bot.night", hours=hours, **amounts(prose, estimate["monthly"], estimate["currency"]))


def summary(talk: Talk, estimate: Mapping[str, Any] | None) -> list[str]:
    """Everything on half a page: what was said, the figure, the parts, what was assumed, what is not priced."""
    prose = Prose(talk.language)
    pieces = prose.brief(talk.known)
    if not pieces and not estimate:
        return [talk.say("summary.nothing")]
    blocks = []
    if estimate:
        blocks += [headline(talk, estimate), _against_own(talk, estimate), shares(talk, estimate)]
        if _in_short(talk):
            return [block for block in blocks if block]
    if pieces:
        blocks.append(talk.words.say("figure.understood", brief="; ".join(pieces)))
    if talk.known.get("quotes"):
        blocks.append(talk.words.say("summary.offers", offers=prose.value("quotes", talk.known["quotes"])))
    if estimate:
        blocks.append(_assumptions(talk, estimate))
        missing = [item.get("label") or item["reason"] for item in estimate.get("not_priced", ())]
        if missing:
            blocks.append(talk.words.say("summary.not_priced", items="; ".join(map(lowered, missing[:3]))))
        blocks.append(talk.words.say("summary.download"))
    return [block for block in blocks if block]


def _against_own(talk: Talk, estimate: Mapping[str, Any]) -> str:
    """The own team beside the figure, where one is known: whoever decides asks for it first."""
    if not own_people.counted(talk) or estimate.get("basis") not in ("workload", "team_of_today"):
        return ""
    return verdicts.own_team(talk, Prose(talk.language), estimate)


def sum_alone(talk: Talk, estimate: Mapping[str, Any]) -> list[str]:
    """The sum and what it is made of, where a message wants no more: «короче, итого сколько и за что»."""
    scene = look(talk.text, talk.language)
    wanted = any(said_of(scene, "total_wanted", sentence) for sentence in scene.sentences)
    return [block for block in (headline(talk, estimate), shares(talk, estimate)) if block] if wanted else []


def _in_short(talk: Talk) -> bool:
    return any({word.lower, *word.forms} & listed("short_wanted") for word in words(talk.text))


def _assumptions(talk: Talk, estimate: Mapping[str, Any]) -> str:
    """The assumptions that move the total most, whether or not they were told before."""
    prose = Prose(talk.language)
    ranked = ranked_assumptions(estimate)[:MOST_ASSUMPTIONS]
    items = [f"{lowered(item['label'])} — {assumption_value(prose, item)}" for item in ranked]
    return talk.words.say("figure.assumed", items="; ".join(items)) if items else ""


def _quoted(label: str) -> str:
    return label
