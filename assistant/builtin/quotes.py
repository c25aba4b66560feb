"""Vendors' quotes as the reply shows them: on one basis, against the market, and what each leaves out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.builtin import quotes_against
from assistant.builtin.prose import Prose
from assistant.builtin.talk import Talk

MOST_LEFT_OUT = 4
LOWER, UPPER = 0.25, 0.75  # of the market prices: beyond them a usual price is said to be in the lower or upper part


def quotes_checked(talk: Talk, result: Mapping[str, Any]) -> list[str]:
    """The blocks of a check of quotes: which is where in the market, what it comes to, what to ask the vendor."""
    report = result.get("quotes")
    if not report or not report["quotes"]:
        return [talk.say("quotes.none")]
    acts = [act.detail for act in talk.reading.acts if act.kind == "quotes"]
    if any(detail.get("table") for detail in acts) and len(report["offers"]) > 1:
        return [_lead(talk, report), _table(talk, report)]
    if asked := _asked_for(talk, report, acts):
        return [" ".join(_sum_of(talk, quote, report) for quote in asked)]
    if (last := _last_told(talk, report)) is not None:
        return [_lone(talk, last, report), _quote(talk, last, report["currency"], brief=True, lone=True)]
    if any(detail.get("sum") for detail in acts):  # what the offers are has been told along with them
        return [_sum_of(talk, report["quotes"][0], report) if len(report["quotes"]) == 1 else _lead(talk, report)]
    blocks = [_lead(talk, report)]
    told: set[tuple[str, ...]] = set()
    for quote in report["quotes"]:
        left_out = (str(quote["vendor"]), *quote.get("left_out", ()))
        # What an offer leaves out is the same for each of its channels.
        said = bool(quote.get("channel")) and left_out in told
        blocks.append(_quote(talk, quote, report["currency"], brief=said, lone=len(report["quotes"]) == 1))
        told.add(left_out)
    return blocks


def supposed(talk: Talk, result: Mapping[str, Any]) -> list[str]:
    """What the offers come to in a supposed case: the one whose price is supposed first, then how they rank."""
    report = result.get("quotes")
    if not report or not report["quotes"] or not result.get("applied"):
        return []
    moved = [change["path"].split(".")[1] for change in result["applied"] if change["path"].startswith("quotes.")]
    known = list(result["brief"].get("quotes") or ())
    meant = [known[int(at)] for at in moved if at.isdigit() and int(at) < len(known)] or known
    shown = [quote for quote in report["quotes"] if any(_same(quote, each) for each in meant)]
    comparable = sorted((offer for offer in report["offers"] if offer["whole"]), key=lambda offer: offer["monthly"])
    ranked = [_cheapest(talk, comparable, report)] if len(comparable) > 1 else []
    if len(shown) > 1 and ranked:
        return ranked
    return [*(_sum_of(talk, quote, report, "quotes.then") for quote in shown), *ranked]


def _same(quote: Mapping[str, Any], known: Mapping[str, Any]) -> bool:
    """Whether a checked quote is that of the brief."""
    vendor = known.get("vendor")
    return quote["unit"] == known["unit"] and (
        quote["vendor"] == vendor if vendor else quote["price"] == known["price"]
    )


def _asked_for(talk: Talk, report: Mapping[str, Any], acts: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The offers that a question of a sum names, where others are known too."""
    known = list(talk.known.get("quotes") or ())
    named = [known[at] for detail in acts for at in detail.get("offers", ()) if at < len(known)]
    return [quote for quote in report["quotes"] if any(_same(quote, each) for each in named)]


def _sum_of(talk: Talk, quote: Mapping[str, Any], report: Mapping[str, Any], key: str = "quotes.comes_out") -> str:
    """What one offer comes to a month and how that stands to the estimate and to the own team."""
    prose, currency = Prose(talk.language), report["currency"]
    if quote.get("all_resolved"):
        whole = prose.money(quote["all_resolved"], currency)
        return talk.words.say("quotes.all_resolved", vendor=quote["vendor"], monthly=whole)
    if not quote.get("monthly"):
        return talk.words.say("quotes.no_sum", vendor=quote["vendor"])
    monthly = prose.money(quote["monthly"], currency)
    rest = quotes_against.to_estimate(talk, quote, currency)[1:]
    lead = talk.words.say(key, vendor=quote["vendor"], monthly=monthly)
    if told := quote.get("against"):
        than = quotes_against.than(talk, quote, told, currency)
        lead = talk.words.say(f"{key}_against", vendor=quote["vendor"], monthly=monthly, than=than)
    offer: Mapping[str, Any] = next((each for each in report["offers"] if each["vendor"] == quote["vendor"]), {})
    if (months := report.get("months") or 1) > 1 and offer.get("total"):
        rest.insert(0, talk.words.say("quotes.over_months", months=months, total=prose.money(offer["total"], currency)))
    return " ".join([lead, *rest])


def _table(talk: Talk, report: Mapping[str, Any]) -> str:
    """The offers row by row, the cheapest month first."""
    prose, currency = Prose(talk.language), report["currency"]
    prices = {quote["vendor"]: quote for quote in report["quotes"]}
    rows = [talk.words.say("quotes.table_head"), "|---|---|---|"]
    for offer in sorted(report["offers"], key=lambda each: each["monthly"]):
        quote = prices[offer["vendor"]]
        price = f"{prose.value('price', quote['price'])} {talk.words.say('quotes.unit.' + quote['unit'])}"
        rows.append(f"| {offer['vendor']} | {price} | {prose.money(offer['monthly'], currency)} |")
    return "\n".join(rows)


def _last_told(talk: Talk, report: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Of several offers the one told last, where the message asks only whether that is a good one."""
    known = list(talk.known.get("quotes") or ())
    if len(known) < 2 or not any(act.detail.get("verdict") for act in talk.reading.acts if act.kind == "quotes"):
        return None
    alike = (q for q in report["quotes"] if q["price"] == known[-1]["price"] and q["unit"] == known[-1]["unit"])
    return next(alike, None)


def _lead(talk: Talk, report: Mapping[str, Any]) -> str:
    """What comes before the offers one by one: of a lone one its verdict, of several which is the cheapest."""
    prose, quotes = Prose(talk.language), report["quotes"]
    if len(quotes) == 1:
        return _lone(talk, quotes[0], report)
    market = report.get("market_per_paid_hour")
    offers = report["offers"]
    comparable = sorted((offer for offer in offers if offer["whole"]), key=lambda offer: offer["monthly"])
    text = _cheapest(talk, comparable, report) if len(comparable) > 1 else talk.words.say("quotes.lead")
    if len(comparable) < 2 and not talk.reading.changes:  # "which is better?" of offers told before
        sums = [(quote["vendor"], quote["monthly"]) for quote in quotes if quote.get("monthly")]
        said = [(vendor, prose.money(monthly, report["currency"])) for vendor, monthly in sums]
        text += "".join(" " + talk.words.say("quotes.comes_out", vendor=who, monthly=much) for who, much in said)
    text += "".join(" " + said for said in [quotes_against.cheapest_of_asked(talk, comparable, report)] if said)
    for offer in offers:
        if len(offer["channels"]) > 1:
            monthly = prose.money(offer["monthly"], report["currency"])
            text += " " + talk.words.say("quotes.together", vendor=offer["vendor"], monthly=monthly)
        if not offer["whole"]:
            text += " " + _partly(talk, offer, report)
    text += "".join(" " + said for said in [quotes_against.estimate_beside(talk, report)] if said)
    if market:
        text += " " + talk.words.say(
            "quotes.market",
            country=prose.value("home_country", report["provider_country"]),
            spread=prose.spread(market, report["currency"]),
            typical=prose.money(market["typical"], report["currency"]),
        )
    return text


def _lone(talk: Talk, quote: Mapping[str, Any], report: Mapping[str, Any]) -> str:
    """An offer by itself: how it stands to the estimate, what it leaves out, and where it is in the market."""
    parts = quotes_against.to_estimate(talk, quote, report["currency"])
    offer = next((offer for offer in report["offers"] if offer["vendor"] == quote["vendor"]), None)
    if offer is not None and not offer["whole"]:
        parts.append(_partly(talk, offer, report))
    return " ".join([*parts, _verdict(talk, quote, report["currency"])])


def _partly(talk: Talk, offer: Mapping[str, Any], report: Mapping[str, Any]) -> str:
    """That an offer is for a part of the channels; a price per minute of itself is for the calls."""
    priced = _priced(talk, offer, report)
    units = {quote["unit"] for quote in report["quotes"] if quote["vendor"] == offer["vendor"]}
    if units == {"per_minute"} and offer["channels"] == ["phone"]:
        return talk.words.say("quotes.minutes_of_calls", rest=priced["rest"])
    return talk.words.say("quotes.partly", vendor=offer["vendor"], **priced)


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


def _verdict(talk: Talk, quote: Mapping[str, Any], currency: str) -> str:
    """Fair or not by the market of the offer's own country, which asks so much for the same unit."""
    prose, position = Prose(talk.language), str(quote["position"])
    if position == "unknown":
        return talk.words.say("quotes.verdict.unknown")
    if position == "within" and not LOWER <= quote["percentile"] <= UPPER:
        position = "lower" if quote["percentile"] < LOWER else "upper"
    spread = f"{prose.spread(quote['market'], currency)} {talk.words.say('quotes.unit.' + quote['unit'])}"
    place = f" ({prose.value('home_country', quote['country'])})" if quote.get("country") else ""
    return talk.words.say("quotes.verdict." + position, spread=spread, place=place)


def _terms(talk: Talk, quote: Mapping[str, Any], lone: bool) -> list[str]:
    """What else an offer names: its people, unless the verdict did, its package, its launch."""
    prose, terms = Prose(talk.language), quote.get("terms") or {}
    said = []
    if "agents" in terms and not (lone and quote.get("against") and quote["unit"] in quotes_against.BY_PEOPLE):
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


def _quote(talk: Talk, quote: Mapping[str, Any], currency: str, *, brief: bool, lone: bool) -> str:
    """One offer: its terms, what it comes to, how the price was turned into hours, and what it leaves out.

    `lone`: its verdict stands before, with the month, the people and the market.
    """
    prose = Prose(talk.language)
    price = f"{prose.value('price', quote['price'])} {talk.words.say('value.pricing_model.' + quote['unit'])}"
    if quote.get("channel"):
        price += f" ({talk.words.say('channel.' + quote['channel'])})"
    compared = lone and bool(quote.get("against"))
    head = (
        talk.words.say("quotes.one_lone", vendor=quote["vendor"] or "?", price=price)
        if lone
        else talk.words.say("quotes.one", vendor=quote["vendor"] or "?", price=price, verdict=quote["verdict"])
    )
    rows = _terms(talk, quote, lone)
    rows += quote.get("notes", ())
    if quote.get("country") and not lone:
        name, market = prose.value("home_country", quote["country"]), quote["market"]
        spread = f"{prose.spread(market, currency)} {talk.words.say('quotes.unit.' + quote['unit'])}"
        rows.append(talk.words.say("quotes.own_market", country=name, spread=spread))
    if quote.get("monthly") and quote.get("per_paid_hour"):
        hour = prose.money(quote["per_paid_hour"], currency)
        whole = {} if compared else {"monthly": prose.money(quote["monthly"], currency)}
        rows.append(talk.words.say("quotes.an_hour" if compared else "quotes.comes_to", hour=hour, **whole))
    if not lone or quote["unit"] == "per_month":
        rows += _people(talk, quote, currency)
    rows.append(str(quote["basis"]))
    if quote.get("left_out") and not brief:
        rows.append(talk.words.say("quotes.left_out", items=", ".join(quote["left_out"][:MOST_LEFT_OUT])))
    rows += [warning["text"] for warning in quote.get("warnings", ())]
    return head + " " + " ".join(row for row in rows if row)


def _people(talk: Talk, quote: Mapping[str, Any], currency: str) -> list[str]:
    """Of an offer among others, that its people are not as many as the work needs."""
    prose, rows = Prose(talk.language), list[str]()
    if quote.get("short_of"):
        needed, own = round(quote["short_of"]), quote["terms"]["agents"]
        whole = prose.money(quote["monthly_whole"], currency)
        key = "quotes.short_for_all" if quote["unit"] == "per_month" else "quotes.short"
        rows.append(talk.words.say(key, agents=own, needed=needed, monthly=whole))
    elif told := quote.get("needed"):
        asked = quote.get("asked") or {}
        key = "quotes.asked" if asked else "quotes.more_than_needed"
        values = (
            {"agents": prose.number(asked["agents"]), "own": prose.money(asked["monthly"], currency)} if asked else {}
        )
        needed_, whole_ = prose.number(round(told["agents"])), prose.money(told["monthly"], currency)
        rows.append(talk.words.say(key, needed=needed_, monthly=whole_, **values))
    return rows
