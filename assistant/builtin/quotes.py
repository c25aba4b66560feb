"""Vendors' quotes as the reply shows them: on one basis, against the market, and what each leaves out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.builtin.prose import Prose
from assistant.builtin.talk import Talk

MOST_LEFT_OUT = 4


def quotes_checked(talk: Talk, result: Mapping[str, Any]) -> list[str]:
    """The blocks of a check of quotes: which is where in the market, what it comes to, what to ask the vendor."""
    report = result.get("quotes")
    if not report or not report["quotes"]:
        return [talk.say("quotes.none")]
    if (last := _last_told(talk, report)) is not None:
        return [_verdict(talk, {**report, "quotes": [last]}), _quote(talk, last, report["currency"], brief=True)]
    blocks = [_lead(talk, report)]
    told: set[tuple[str, ...]] = set()
    for quote in report["quotes"]:
        left_out = (str(quote["vendor"]), *quote.get("left_out", ()))
        # What an offer leaves out is the same for each of its channels.
        blocks.append(_quote(talk, quote, report["currency"], brief=bool(quote.get("channel")) and left_out in told))
        told.add(left_out)
    return blocks


def _last_told(talk: Talk, report: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Of several offers the one told last, where the message asks only whether that is a good one."""
    known = list(talk.known.get("quotes") or ())
    if len(known) < 2 or not any(act.detail.get("verdict") for act in talk.reading.acts if act.kind == "quotes"):
        return None
    alike = (q for q in report["quotes"] if q["price"] == known[-1]["price"] and q["unit"] == known[-1]["unit"])
    return next(alike, None)


def _lead(talk: Talk, report: Mapping[str, Any]) -> str:
    prose = Prose(talk.language)
    market = report.get("market_per_paid_hour")
    offers = report["offers"]
    comparable = sorted((offer for offer in offers if offer["whole"]), key=lambda offer: offer["monthly"])
    text = _cheapest(talk, comparable, report) if len(comparable) > 1 else _verdict(talk, report)
    for offer in offers:
        if len(offer["channels"]) > 1:
            monthly = prose.money(offer["monthly"], report["currency"])
            text += " " + talk.words.say("quotes.together", vendor=offer["vendor"], monthly=monthly)
        if not offer["whole"]:
            text += " " + talk.words.say("quotes.partly", vendor=offer["vendor"], **_priced(talk, offer, report))
    if market:
        spread = prose.spread(market, report["currency"])
        text += " " + talk.words.say(
            "quotes.market", spread=spread, typical=prose.money(market["typical"], report["currency"])
        )
    return text


def _priced(talk: Talk, offer: Mapping[str, Any], report: Mapping[str, Any]) -> dict[str, str]:
    """The channels an offer has a price for, and those it has none for."""
    said = {True: [], False: []}  # type: dict[bool, list[str]]
    for channel in report["channels"]:
        said[channel in offer["channels"]].append(talk.words.say(f"channel.{channel}"))
    return {"channels": ", ".join(said[True]), "rest": ", ".join(said[False])}


def _cheapest(talk: Talk, comparable: Sequence[Mapping[str, Any]], report: Mapping[str, Any]) -> str:
    """Which of the offers is the cheapest a month, whether that is suspiciously cheap, and which over a term."""
    prose, currency = Prose(talk.language), report["currency"]
    first, *others = comparable
    key = "quotes.cheapest_of" if len(report["quotes"]) > 2 else "quotes.cheapest"
    text = talk.words.say(
        key,
        vendor=first["vendor"],
        amount=prose.money(first["monthly"], currency),
        others=_others(talk, others, "monthly", currency),
    )
    positions = {quote["vendor"]: quote["position"] for quote in report["quotes"]}
    if positions.get(first["vendor"]) == "below":
        text += " " + talk.words.say("quotes.too_cheap", vendor=first["vendor"])
    if report.get("months"):
        first, *others = sorted(comparable, key=lambda offer: offer["total"])
        text += " " + talk.words.say(
            "quotes.over_term",
            months=report["months"],
            vendor=first["vendor"],
            amount=prose.money(first["total"], currency),
            others=_others(talk, others, "total", currency),
        )
    return text


def _others(talk: Talk, offers: Sequence[Mapping[str, Any]], field: str, currency: str) -> str:
    prose = Prose(talk.language)
    rows = [(offer["vendor"], prose.money(offer[field], currency)) for offer in offers]
    return "; ".join(talk.words.say("quotes.other", vendor=vendor, amount=amount) for vendor, amount in rows)


def _verdict(talk: Talk, report: Mapping[str, Any]) -> str:
    """Fair or not, before anything else: of a lone offer, beside what the market asks for the same unit."""
    quotes = report["quotes"]
    if len(quotes) > 1:
        return talk.words.say("quotes.lead")
    quote, prose = quotes[0], Prose(talk.language)
    if quote["position"] == "unknown":
        return talk.words.say("quotes.verdict.unknown")
    spread = f"{prose.spread(quote['market'], report['currency'])} {talk.words.say('quotes.unit.' + quote['unit'])}"
    return talk.words.say("quotes.verdict." + str(quote["position"]), spread=spread)


def _terms(talk: Talk, quote: Mapping[str, Any]) -> list[str]:
    """What else an offer names: its people, its package, its launch."""
    prose, terms = Prose(talk.language), quote.get("terms") or {}
    said = []
    if "agents" in terms:
        said.append(talk.words.say("quotes.terms.agents", count=terms["agents"]))
    if "agents_least" in terms:
        said.append(talk.words.say("quotes.terms.agents_least", count=terms["agents_least"]))
    if "fee_per_month" in terms:
        said.append(talk.words.say("quotes.terms.fee", amount=prose.value("price", terms["fee_per_month"])))
    if "contacts_included" in terms:
        beyond = terms.get("price_beyond")
        key = "quotes.terms.package" if beyond else "quotes.terms.included"
        price = {"price": prose.value("price", beyond)} if beyond else {}
        said.append(talk.words.say(key, count=terms["contacts_included"], **price))
    if "setup" in terms:
        said.append(talk.words.say("quotes.terms.setup", amount=prose.value("price", terms["setup"])))
    return said


def _quote(talk: Talk, quote: Mapping[str, Any], currency: str, *, brief: bool) -> str:
    prose = Prose(talk.language)
    price = f"{prose.value('price', quote['price'])} {talk.words.say('value.pricing_model.' + quote['unit'])}"
    if quote.get("channel"):
        price += f" ({talk.words.say('channel.' + quote['channel'])})"
    head = talk.words.say("quotes.one", vendor=quote["vendor"] or "?", price=price, verdict=quote["verdict"])
    rows = _terms(talk, quote)
    rows += quote.get("notes", ())
    if quote.get("country"):
        name, market = prose.value("home_country", quote["country"]), quote["market"]
        spread = f"{prose.spread(market, currency)} {talk.words.say('quotes.unit.' + quote['unit'])}"
        rows.append(talk.words.say("quotes.own_market", country=name, spread=spread))
    if quote.get("monthly") and quote.get("per_paid_hour"):
        rows.append(
            talk.words.say(
                "quotes.comes_to",
                monthly=prose.money(quote["monthly"], currency),
                hour=prose.money(quote["per_paid_hour"], currency),
            )
        )
    if quote.get("short_of"):
        needed, own = round(quote["short_of"]), quote["terms"]["agents"]
        whole = prose.money(quote["monthly_whole"], currency)
        key = "quotes.short_for_all" if quote["unit"] == "per_month" else "quotes.short"
        rows.append(talk.words.say(key, agents=own, needed=needed, monthly=whole))
    rows.append(str(quote["basis"]))
    if quote.get("left_out") and not brief:
        rows.append(talk.words.say("quotes.left_out", items=", ".join(quote["left_out"][:MOST_LEFT_OUT])))
    rows += [warning["text"] for warning in quote.get("warnings", ())]
    return head + " " + " ".join(row for row in rows if row)
