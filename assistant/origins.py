"""What an answer from the guidance rests on: the publications behind a passage, and when they were looked at."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from babel.dates import format_date

from assistant.jurisdictions import country_of_page
from assistant.passages import PassageHit
from knowledge.figures import load_figures
from knowledge.sources import source_of

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_PATTERNS = {"ru": "d MMMM y"}  # the long form of the CLDR ends with «г.», before which no sentence can end


def origin_of(hit: PassageHit, language: str) -> dict[str, Any]:
    """The sources of a passage, as JSON: each with publisher, title and date, and when what was taken was checked.

    `kind` says what was checked: a country's rate ("rate"), one worked out from other figures ("derived"), or the
    article as a whole ("article").
    """
    rate = _rate(hit.article)
    sources: dict[str, dict[str, Any]] = {}
    for reference in (*(rate or {}).get("sources", ()), *hit.sources):
        source, _ = source_of(reference)
        sources.setdefault(source.id, {
            "publisher": source.publisher,
            "title": source.title,
            "date": written(source.date, language) if source.date else None,
            "read": written(source.accessed, language),
        })  # fmt: skip
    kind = "article" if rate is None else "derived" if rate.get("basis") == "derived" else "rate"
    checked = rate["checked_on"] if rate else hit.reviewed
    return {"sources": list(sources.values()), "kind": kind, "checked": written(checked, language) if checked else None}


def _rate(article: str) -> Mapping[str, Any] | None:
    """The parameter a country's page takes its hourly rate from."""
    country = country_of_page(article)
    return load_figures().get(f"rates.hourly.{country}") if country else None


def written(day: date | str, language: str) -> str:
    """A day in words; a year or a month alone as it stands."""
    if isinstance(day, str):
        if not _DAY.fullmatch(day):
            return day
        day = date.fromisoformat(day)
    return format_date(day, format=_PATTERNS.get(language, "long"), locale=language)


def cited_articles(cited: Sequence[Mapping[str, Any]]) -> list[str]:
    """The articles of what was cited, each once."""
    return list(dict.fromkeys(str(each["article"]) for each in cited))
