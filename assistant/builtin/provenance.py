"""Where the last answer comes from: the publications behind what it quoted, and when they were looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from babel.dates import format_date

from assistant.builtin.talk import Talk
from assistant.retrieval import country_of_page
from knowledge.figures import load_figures
from knowledge.sources import source_of

_MOST = 4


def sources_told(talk: Talk) -> list[str]:
    """The block that names the sources of the last answer, with a mark to what it quoted."""
    quoted = _quoted(talk)
    if not quoted:
        return []
    rate = next((found for each in quoted if (found := _rate(str(each["article"])))), None)
    ids = [*(rate or {}).get("sources", ()), *(ref for each in quoted for ref in each["sources"])]
    named = _named(talk, ids)
    marks = " ".join(f"[{each['number']}]" for each in quoted)
    if not named:
        return [f"{talk.words.say('source.none')} {marks}"]
    checked = rate["checked_on"] if rate else quoted[0]["reviewed"]
    kind = "derived" if (rate or {}).get("basis") == "derived" else "rate" if rate else "article"
    when = talk.words.say(f"source.{kind}", date=_written(checked, talk.language)) if checked else ""
    return [" ".join(part for part in (talk.words.say("source.told", sources="; ".join(named)), when, marks) if part)]


def _quoted(talk: Talk) -> list[Mapping[str, Any]]:
    """The passages the last answer quoted, found again in this turn, each with its sources."""
    found = []
    for cited in talk.situation.get("last_cited") or ():
        for result in talk.results.get("search_knowledge", ()):
            if result.get("within") != cited["article"]:
                continue
            sources = result.get("sources") or {}
            holding = next((p for p in result["passages"] if cited["quote"] in p["text"]), None)
            if holding and all(each["number"] != holding["number"] for each in found):
                found.append({**holding, "sources": sources.get(str(holding["number"]), ()), "reviewed": result["reviewed"]})
    return found


def _rate(article: str) -> Mapping[str, Any] | None:
    """The parameter a country's page takes its hourly rate from."""
    country = country_of_page(article)
    return load_figures().get(f"rates.hourly.{country}") if country else None


def _named(talk: Talk, references: Iterable[str]) -> list[str]:
    """The publications behind references to sources and facts, each once: publisher, title and date."""
    names: dict[str, str] = {}
    for reference in references:
        source, _ = source_of(reference)
        when = source.date or talk.words.say("source.read", date=_written(source.accessed, talk.language))
        names.setdefault(
            source.id, talk.words.say("source.one", publisher=source.publisher, title=source.title, date=when)
        )
    return list(names.values())[:_MOST]


def _written(day: Any, language: str) -> str:
    day = day if isinstance(day, date) else date.fromisoformat(str(day))
    return format_date(day, format="long", locale=language)


def cited_articles(cited: Sequence[Mapping[str, Any]]) -> list[str]:
    """The articles of the last answer, each once."""
    return list(dict.fromkeys(str(each["article"]) for each in cited))
