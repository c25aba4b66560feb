"""What an answer comes to in the person's own estimate; own_cases.yaml says which figure belongs to which article."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from assistant.builtin import figures, own_figures
from assistant.builtin.advice import SMALL_TEAM
from assistant.builtin.prose import Prose, lowered
from assistant.builtin.talk import Talk
from tools.ledger import CATEGORIES

_TABLE = Path(__file__).with_name("own_cases.yaml")
Teller = Callable[[Talk, Mapping[str, Any], str, Any], str]


def own_case(talk: Talk, articles: Sequence[str]) -> str:
    """What the answer of the first article that has anything to say comes to; empty when the estimate has nothing."""
    estimate = talk.estimate
    if not estimate or estimate.get("basis") == "reference_seat":
        return ""
    for article in articles:
        for kind, argument in (*_table().get(article, ()), ("of_article", article), ("warning", "own")):
            if text := TELLERS[kind](talk, estimate, article, argument):
                return text
    return ""


@cache
def _table() -> Mapping[str, tuple[tuple[str, Any], ...]]:
    """The figures of each article, in order.

    Raises:
        ValueError: a figure is of a kind that nobody tells.
    """
    loaded = yaml.load(_TABLE.read_text(encoding="utf-8"), yaml.CSafeLoader)
    table = {article: tuple(item for entry in told for item in entry.items()) for article, told in loaded.items()}
    for article, told in table.items():
        for kind, _ in told:
            if kind not in TELLERS:
                raise ValueError(f"{_TABLE.name}: {article}: {kind}: unknown. hint: known are {', '.join(TELLERS)}")
    return table


def _figure(talk: Talk, estimate: Mapping[str, Any], article: str, name: str) -> str:
    if name == "agents":  # the rows by channel would outgrow the answer they stand beside
        dedicated = estimate.get("arrangement") != "shared"
        return talk.words.say("case.staffing", fte=estimate["fte"]) if estimate.get("fte") and dedicated else ""
    return own_figures.teller(name)(talk, Prose(talk.language), estimate).split("\n\n")[0]


def _lines(talk: Talk, estimate: Mapping[str, Any], article: str, which: str) -> str:
    key = "case.fees" if which == "fees" else "case.lines"
    # The provider's margin is in the hourly rate; it is none of the fees that come beside it.
    chosen = (
        [line for line in estimate["lines"] if line["category"] == which]
        if which in CATEGORIES
        else [line for line in estimate["lines"] if line["id"].startswith(which)]
    )
    return _listed(talk, estimate["currency"], key, chosen)


def _of_article(talk: Talk, estimate: Mapping[str, Any], article: str, which: str) -> str:
    chosen = [line for line in estimate["lines"] if line["article"] == article]
    return _listed(talk, estimate["currency"], "case.lines", chosen)


def _on_top(talk: Talk, estimate: Mapping[str, Any], article: str, _: Any) -> str:
    chosen = [
        line
        for line in estimate["lines"]
        if line["period"] == "one_time"
        or line["category"] == "client_side"
        or (line["category"] == "fees" and line["id"] != "fees.margin")
    ]
    return _listed(talk, estimate["currency"], "case.on_top", chosen)


def _listed(talk: Talk, currency: str, key: str, lines: Sequence[Mapping[str, Any]]) -> str:
    """Lines of the estimate with their sums: one in a sentence, several as a list of what comes once and monthly."""
    prose = Prose(talk.language)
    priced = [line for line in lines if line["amount"]["typical"]]
    if not priced:
        return ""
    if len(priced) == 1:
        amount = prose.money(priced[0]["amount"]["typical"], currency)
        one = "case.one_once" if priced[0]["period"] == "one_time" else "case.one_monthly"
        return talk.words.say(one, label=lowered(priced[0]["label"]), amount=amount)
    rows = []
    for name, period in (("case.once", "one_time"), ("case.monthly", "monthly")):
        if found := [line for line in priced if line["period"] == period]:
            found.sort(key=lambda line: -line["amount"]["typical"])
            listed = [
                f"{lowered(line['label'])} — {prose.money(line['amount']['typical'], currency)}" for line in found[:4]
            ]
            total = sum(line["amount"]["typical"] for line in found)
            rows.append("- " + talk.words.say(name, total=prose.money(total, currency), listed="; ".join(listed)))
    rows[-1] = rows[-1].rstrip(";.") + "."
    return talk.words.say(key) + "\n" + "\n".join(rows)


def _assumption(talk: Talk, estimate: Mapping[str, Any], article: str, prefix: str) -> str:
    prose = Prose(talk.language)
    found = [item for item in estimate["assumptions"] if item["parameter"].startswith(prefix)]
    if not found:
        return ""
    item = found[0]
    spread = prose.figures(item["low"], item["high"], item["unit"])
    text = talk.words.say(
        "case.rate", label=lowered(item["label"]), typical=prose.figure(item["typical"], item["unit"]), spread=spread
    )
    return text.replace("..", ".")  # a unit may end with a full stop of its own


def _options(talk: Talk, estimate: Mapping[str, Any], article: str, names: Sequence[str]) -> str:
    chosen = [option for option in estimate.get("scenarios", ()) if option["id"] in names]
    if not chosen:
        return ""
    prose = Prose(talk.language)
    currency = estimate["currency"]
    listed = [f"{lowered(each['label'])} — {prose.money(each['monthly']['typical'], currency)}" for each in chosen]
    return talk.words.say("case.options", listed="; ".join(listed))


def _shared_or_own(talk: Talk, estimate: Mapping[str, Any], article: str, _: Any) -> str:
    """A team of one's own at the provider against a shared desk, and which of them suits this much work."""
    ways = {option["id"]: option for option in estimate.get("scenarios", ())}
    place, shared = str(estimate.get("provider_tier") or "onshore"), ways.get("shared")
    dedicated = ways.get(place) or ways.get("onshore")
    if not shared or not dedicated or not estimate.get("fte"):
        return ""
    prose, currency = Prose(talk.language), estimate["currency"]
    sums = {name: prose.money(way["monthly"]["typical"], currency)
            for name, way in (("dedicated", dedicated), ("shared", shared))}  # fmt: skip
    careful = talk.known.get("compliance") or talk.known.get("support_level") in ("technical", "expert")
    small = float(estimate["fte"]) <= SMALL_TEAM
    suits = "shared" if small and not careful else "dedicated"
    return talk.words.say(f"case.suits_{suits}", fte=estimate["fte"], **sums)


def _billing(talk: Talk, estimate: Mapping[str, Any], article: str, models: Sequence[str]) -> str:
    prose = Prose(talk.language)
    listed = [
        f"{lowered(offer['label'])} — {prose.money(offer['unit_price']['typical'], estimate['currency'])}"
        for model in models
        for offer in estimate.get("billing", ())
        if offer["model"] == model
    ]
    return talk.words.say("case.billing", listed="; ".join(listed)) if listed else ""


def _savings(talk: Talk, estimate: Mapping[str, Any], article: str, _: Any) -> str:
    if not estimate.get("savings") or not estimate.get("in_house"):
        return ""
    prose = Prose(talk.language)
    currency = estimate["currency"]
    in_house, monthly = estimate["in_house"]["monthly"]["typical"], estimate["monthly"]["typical"]
    return talk.words.say(
        "case.savings" if in_house > monthly else "case.no_savings",
        in_house=prose.money(in_house, currency),
        monthly=prose.money(monthly, currency),
        difference=prose.money(abs(in_house - monthly), currency),
    )


def _in_house(talk: Talk, estimate: Mapping[str, Any], article: str, _: Any) -> str:
    own = estimate.get("in_house")
    return _listed(talk, estimate["currency"], "case.in_house", own["lines"]) if own else ""


def _not_priced(talk: Talk, estimate: Mapping[str, Any], article: str, name: str) -> str:
    reasons = [item["reason"] for item in estimate.get("not_priced", ()) if item["id"] == name]
    return talk.words.say("case.warning", text=reasons[0]) if reasons else ""


def _stake(talk: Talk, estimate: Mapping[str, Any], article: str, name: str) -> str:
    stake = (talk.one("estimate_cost") or {}).get("stakes", {}).get(name)
    if not stake:
        return ""
    prose = Prose(talk.language)
    currency, per, _ = stake["unit"].partition("/")
    if per and currency == "agents":
        low, high = round(stake["low"]), round(stake["high"])
        if high < 1:
            return ""
        return talk.words.say(f"case.stake.{name}", low=max(low, 1), high=max(high, 1), of=round(stake["of"]))
    return talk.words.say(
        f"case.stake.{name}",
        typical=prose.money(stake["typical"], estimate["currency"]),
        spread=prose.spread(stake, estimate["currency"]),
        of=prose.money(stake["of"], estimate["currency"]),
    )


def _risks(talk: Talk, estimate: Mapping[str, Any], article: str, _: Any) -> str:
    """What may go wrong, in money and people: the top of the range, those who leave, leaving early."""
    prose, currency, month = Prose(talk.language), estimate["currency"], estimate["monthly"]
    widest = next(iter(figures.ranked_assumptions(estimate)), None)
    if widest is None:
        return ""
    high, typical = (prose.money(month[name], currency) for name in ("high", "typical"))
    rows = [talk.words.say("case.risks.range", high=high, typical=typical, label=lowered(widest["label"]))]
    leavers = (talk.one("estimate_cost") or {}).get("stakes", {}).get("leavers")
    if leavers and (most := round(leavers["high"])):
        low, of = max(round(leavers["low"]), 1), round(leavers["of"])
        rows.append(talk.words.say("case.risks.leavers", low=low, high=most, of=of))
    rows += [item["reason"] for item in estimate.get("not_priced", ()) if item["id"] == "exit"]
    return "\n".join([talk.words.say("case.risks.lead"), *(f"- {row}" for row in rows)])


def _warning(talk: Talk, estimate: Mapping[str, Any], article: str, _: Any) -> str:
    texts = [warning["text"] for warning in estimate.get("warnings", ()) if warning["article"] == article]
    return talk.words.say("case.warning", text=texts[0]) if texts else ""


def _parts(talk: Talk, estimate: Mapping[str, Any], article: str, _: Any) -> str:
    return figures.shares(talk, estimate)


TELLERS: Mapping[str, Teller] = {
    "figure": _figure, "lines": _lines, "of_article": _of_article, "on_top": _on_top, "assumption": _assumption,
    "options": _options, "billing": _billing, "savings": _savings, "in_house": _in_house, "not_priced": _not_priced,
    "shared_or_own": _shared_or_own, "stake": _stake, "warning": _warning, "parts": _parts, "risks": _risks,
}  # fmt: skip
