"""What would lower the bill, and which way of running the service to take: the options and levers of the own case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.builtin.prose import Prose
from assistant.builtin.talk import Talk

_MOST = 4
_WORTH = 0.97  # of the bill: a way that costs more than this is not worth the change
_MUCH = 0.9  # what a move to another country has to come to
SMALL_TEAM = 8.0  # full-time equivalents up to which people are mostly waiting


def lowering(talk: Talk, estimate: Mapping[str, Any]) -> str:
    """The ways and changes that cost less, the strongest first, each with its month; empty where nothing does."""
    rows = _rows(talk, estimate)
    return "\n".join([talk.words.say("why.levers"), *rows]) if rows else ""


def _rows(talk: Talk, estimate: Mapping[str, Any]) -> list[str]:
    prose = Prose(talk.language)
    currency, now = estimate["currency"], float(estimate["monthly"]["typical"])
    rows = [
        (now - _month(option), _option_row(talk, prose, option, now, currency)) for option in _cheaper(estimate)[:2]
    ]
    rows += [(lever["saved"], _lever_row(talk, prose, lever, currency)) for lever in _levers(talk)]
    rows.sort(key=lambda row: -row[0])
    said = [f"- {text}" for _, text in rows[:_MOST]]
    return [*said[:-1], said[-1].rstrip(";") + "."] if said else []


def cheaper(talk: Talk, estimate: Mapping[str, Any]) -> list[str]:
    """The answer to how to pay less."""
    rows = _rows(talk, estimate)
    amount = Prose(talk.language).money(estimate["monthly"]["typical"], estimate["currency"])
    lead = talk.words.say("why.lower", amount=amount)
    return ["\n".join([lead, *rows])] if rows else [talk.words.say("why.no_levers")]


def recommended(talk: Talk, estimate: Mapping[str, Any]) -> list[str]:
    """The way of running the service to take, why, and what to look at next."""
    prose = Prose(talk.language)
    currency, now = estimate["currency"], float(estimate["monthly"]["typical"])
    option, reason = _choice(talk, estimate)
    if option is None:
        way = talk.words.say(f"beside.way.{estimate.get('arrangement') or 'dedicated'}")
        place = prose.country(str(estimate["provider_country"]))
        lead = talk.words.say("advice.stay", amount=prose.money(now, currency), place=place, way=way)
    else:
        less = now - _month(option)
        saved = talk.words.say("advice.less", saved=prose.money(less, currency)) if less > 0 else ""
        amount = prose.money(_month(option), currency)
        lead = talk.words.say("advice.take", label=option["label"], amount=amount, saved=saved)
    blocks = [f"{lead} {talk.words.say(f'advice.because.{reason}')}"]
    if option is None and (others := _cheaper(estimate)[:2]):
        named = [f"{each['label']} — {prose.money(_month(each), currency)}" for each in others]
        blocks.append(talk.words.say("advice.on_condition", options="; ".join(named)))
    own = (estimate.get("in_house") or {}).get("monthly") if talk.known.get("in_house") else None
    taken = _month(option) if option else now
    if own and float(own["typical"]) > taken:
        blocks[0] += " " + talk.words.say("advice.against_own", own=prose.money(own["typical"], currency))
    if levers := _levers(talk):
        blocks.append(talk.words.say("advice.next") + f" {_lever_row(talk, prose, levers[0], currency).rstrip(';')}.")
    return blocks


def _choice(talk: Talk, estimate: Mapping[str, Any]) -> tuple[Mapping[str, Any] | None, str]:
    """The option to take and the reason; no option where the case is best left as it stands."""
    options = {option["id"]: option for option in estimate.get("scenarios", ())}
    own, now = options.get("in_house"), float(estimate["monthly"]["typical"])
    ways = {name: option for name, option in options.items() if name != "in_house"}
    if talk.known.get("in_house") and own and all(_month(own) < _month(option) for option in ways.values()):
        return own, "own_cheaper"
    careful = talk.known.get("compliance") or talk.known.get("support_level") in ("technical", "expert")
    if estimate.get("arrangement") == "shared":
        return None, "shared_already"
    shared = ways.get("shared")
    if shared and not careful and float(estimate.get("fte") or 0) <= SMALL_TEAM and _month(shared) < _WORTH * now:
        return shared, "small"
    if careful:
        return None, "careful"
    places = [ways[name] for name in ("nearshore", "offshore") if name in ways]
    nearest = next((option for option in places if _month(option) < _MUCH * now), None)
    return (nearest, "place") if nearest else (None, "close")


def _cheaper(estimate: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    now = float(estimate["monthly"]["typical"])
    ways = [s for s in estimate.get("scenarios", ()) if _month(s) < _WORTH * now and s["id"] != "in_house"]
    return sorted(ways, key=_month)


def _month(option: Mapping[str, Any]) -> float:
    return float(option["monthly"]["typical"])


def _levers(talk: Talk) -> list[Mapping[str, Any]]:
    return list((talk.one("price_levers") or {}).get("levers", ()))


def _option_row(talk: Talk, prose: Prose, option: Mapping[str, Any], now: float, currency: str) -> str:
    amount, saved = prose.money(_month(option), currency), prose.money(now - _month(option), currency)
    return talk.words.say("why.option", label=option["label"], amount=amount, saved=saved)


def _lever_row(talk: Talk, prose: Prose, lever: Mapping[str, Any], currency: str) -> str:
    what = talk.words.say(
        f"lever.{lever['lever']}",
        channel=talk.words.say(f"channel_of.{lever['channel']}") if "channel" in lever else "",
        language=prose.tongue(lever["language"]) if "language" in lever else "",
        share=prose.percent(lever["share"]) if "share" in lever else "",
    )
    amount, saved = prose.money(lever["month"], currency), prose.money(lever["saved"], currency)
    return talk.words.say("why.lever", what=what, amount=amount, saved=saved)
