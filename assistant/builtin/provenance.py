"""Where the last answer comes from: the publications behind what it quoted, and when they were looked at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.builtin.figures import assumption_value, ranked_assumptions
from assistant.builtin.prose import Prose
from assistant.builtin.talk import Talk
from assistant.origins import written

_MOST = 4


def sources_told(talk: Talk) -> list[str]:
    """The block that names the sources of the last answer, with a mark to what it quoted."""
    quoted = _quoted(talk)
    if not quoted:
        return []
    marks = " ".join(f"[{number}]" for number in quoted)
    named: dict[str, None] = {}
    for origin in quoted.values():
        named |= dict.fromkeys(_named(talk, source) for source in origin["sources"])
    if not named:
        return [f"{talk.words.say('source.none')} {marks}"]
    told = talk.words.say("source.told", sources="; ".join(list(named)[:_MOST]))
    first = next(iter(quoted.values()))
    when = talk.words.say(f"source.{first['kind']}", date=first["checked"]) if first["checked"] else ""
    return [" ".join(part for part in (told, when, marks) if part)]


def sources_of_figures(talk: Talk, estimate: Mapping[str, Any] | None) -> list[str]:
    """The block that says where figures come from: those that move the person's total most, else figures in general."""
    if not estimate:
        return [talk.words.say("source.general")]
    prose = Prose(talk.language)
    rows = []
    items = [*_rates(estimate), *ranked_assumptions(estimate)]
    for item in items[:_MOST]:
        source = item.get("source") or {}
        when = written(str(source.get("date") or source.get("checked_on") or estimate["as_of"]), talk.language)
        named = talk.words.say("source.one", publisher=source.get("publisher"), title=source.get("title"), date=when)
        origin = talk.words.say("source.own") if source.get("basis") == "judgement" or not source.get("url") else named
        rows.append(f"- {item['label']}: {assumption_value(prose, item)} — {origin}")
    lead, tail = talk.words.say("source.figures"), talk.words.say("source.lines")
    return ["\n".join([lead, *rows]), tail]


def _rates(estimate: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The hourly rate the estimate took from the market."""
    taken = {item["parameter"] for item in ranked_assumptions(estimate)}
    rates = [item for item in estimate["assumptions"] if item["parameter"].startswith("rates.hourly.")]
    return [item for item in rates if item["parameter"] not in taken][:1]


def _quoted(talk: Talk) -> dict[int, Mapping[str, Any]]:
    """What the passages that the last answer quoted rest on, by the numbers they have in this turn."""
    found: dict[int, Mapping[str, Any]] = {}
    for cited in talk.situation.get("last_cited") or ():
        for result in talk.results.get("search_knowledge", ()):
            if result.get("within") != cited["article"]:
                continue
            for passage in result["passages"]:
                if cited["quote"] in passage["text"]:
                    found.setdefault(passage["number"], result["origins"][str(passage["number"])])
    return found


def _named(talk: Talk, source: Mapping[str, Any]) -> str:
    when = source["date"] or talk.words.say("source.read", date=source["read"])
    return talk.words.say("source.one", publisher=source["publisher"], title=source["title"], date=when)
