"""How an offer stands to the estimate's own month, the first thing a buyer wants to hear of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.builtin.prose import Prose
from assistant.builtin.talk import Talk

_MOVING = ("channels.", "contacts_per_month", "coverage.", "peak_factor")
BY_PEOPLE = ("per_agent", "per_hour")
BEYOND_BILL = 0.02  # of the estimate: less than so much beside the provider's bill is not worth a sentence


def to_estimate(talk: Talk, quote: Mapping[str, Any], currency: str) -> list[str]:
    """The month of a lone offer beside the estimate's: with its own people first, then with those the work needs."""
    told = quote.get("against")
    if not told:
        return []
    prose, own, needed = Prose(talk.language), (quote.get("terms") or {}).get("agents"), quote.get("needed")
    first = quote.get("asked") or told
    count = own or first.get("agents")
    key = "quotes.against_agents" if count and quote["unit"] in BY_PEOPLE else "quotes.against"
    values = {"count": count} if key == "quotes.against_agents" else {}
    parts = [
        talk.words.say(
            key, monthly=prose.money(first["monthly"], currency), than=than(talk, quote, first, currency), **values
        )
    ]
    if needed:
        short = needed["agents"] > float(count or 0)
        parts.append(
            talk.words.say(
                "quotes.needs_more" if short else "quotes.needs_fewer",
                needed=prose.number(needed["agents"]),
                monthly=prose.money(needed["monthly"], currency),
                than=than(talk, quote, needed, currency, again=True),
            )
        )
    if (team := quote.get("against_team")) and not quote.get("asked"):
        values = {"team": prose.money(team["estimate"], currency)}
        if team["position"] != "same":
            values |= {"difference": prose.money(team["difference"], currency), "share": prose.percent(team["share"])}
        parts.append(talk.words.say(f"quotes.team.{team['position']}", **values))
    if told["estimate"] - told["estimate_invoice"] > BEYOND_BILL * told["estimate"]:
        bill, whole = (prose.money(told[name], currency) for name in ("estimate_invoice", "estimate"))
        parts.append(talk.words.say("quotes.bill_in_estimate", estimate=whole, bill=bill))
    return parts


def than(talk: Talk, quote: Mapping[str, Any], told: Mapping[str, Any], currency: str, *, again: bool = False) -> str:
    """How much more or less a month is than the estimate, whose sum is told once."""
    prose = Prose(talk.language)
    own = prose.money(told["estimate"], currency)
    if quote.get("channel"):
        own = talk.words.say("quotes.estimate_of", monthly=own, channel=talk.words.say(f"channel.{quote['channel']}"))
    key = f"quotes.than_again.{told['position']}" if again else f"quotes.than.{told['position']}"
    values = {} if again else {"estimate": own}
    if told["position"] != "same":
        values |= {"difference": prose.money(told["difference"], currency), "share": prose.percent(told["share"])}
    return talk.words.say(key, **values)


def tried(talk: Talk) -> dict[str, Any]:
    """A price that somebody else pays, as `check_quotes` takes it: it is set against the case and not kept."""
    told = next((act.detail["tried"] for act in talk.reading.acts if act.detail.get("tried")), None)
    return {} if told is None else {"tried": {"vendor": talk.words.say("quotes.tried"), **told}}


def moved(talk: Talk) -> bool:
    """Whether a fact of the case moves what known offers come to, and the message is of none of them."""
    taken = [change.path for change in talk.reading.changes]
    own = talk.acts & {"quotes", "compare", "summary", "ask", "what_if"} or any(
        path.startswith("quotes") for path in taken
    )
    counts = any(path.startswith(_MOVING) for path in taken)
    return bool(talk.known.get("quotes")) and counts and not own


def now(talk: Talk) -> list[str]:
    """What the known offers come to after a fact of the case, beside the estimate."""
    report = (talk.one("check_quotes") or {}).get("quotes") if moved(talk) else None
    told = [quote for quote in report["quotes"] if quote.get("against")] if report else []
    if not report or not told:
        return []
    rows = [
        talk.words.say(
            "quotes.now",
            vendor=quote["vendor"],
            monthly=Prose(talk.language).money(quote["against"]["monthly"], report["currency"]),
            than=than(talk, quote, quote["against"], report["currency"]),
        )
        for quote in told
    ]
    return [" ".join(rows)]


def estimate_beside(talk: Talk, report: Mapping[str, Any]) -> str:
    """The estimate's month beside several offers; "" where there is none for the whole work."""
    told = next((q["against"] for q in report["quotes"] if q.get("against") and not q.get("channel")), None)
    if told is None:
        return ""
    prose = Prose(talk.language)
    text = talk.words.say("quotes.estimate_beside", estimate=prose.money(told["estimate"], report["currency"]))
    team = next((quote["against_team"] for quote in report["quotes"] if quote.get("against_team")), None)
    if team is None:
        return text
    return text + " " + talk.words.say("quotes.team_beside", team=prose.money(team["estimate"], report["currency"]))


def cheapest_of_asked(talk: Talk, comparable: Sequence[Mapping[str, Any]], report: Mapping[str, Any]) -> str:
    """Which offer is the cheapest with as many people as the buyer named, where that is another one."""
    asked = {quote["vendor"]: quote["asked"] for quote in report["quotes"] if quote.get("asked")}
    if not asked or len(comparable) < 2:
        return ""
    by_asked = sorted(comparable, key=lambda o: asked[o["vendor"]]["monthly"] if o["vendor"] in asked else o["monthly"])
    first = by_asked[0]["vendor"]
    if first == comparable[0]["vendor"]:
        return ""
    prose, told = Prose(talk.language), asked[first]
    needed = next(quote["needed"] for quote in report["quotes"] if quote["vendor"] == first)
    return talk.words.say(
        "quotes.cheapest_of_asked",
        vendor=first,
        agents=told["agents"],
        needed=prose.number(needed["agents"]),
        amount=prose.money(told["monthly"], report["currency"]),
    )
