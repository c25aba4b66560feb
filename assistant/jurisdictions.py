"""Whose rules an article is about: hits for a question weighed by the countries it names, and pages of countries."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from babel import Locale

from assistant.following import asks_of_data
from assistant.market import LIKELY_HOME
from assistant.reading import find_facts
from assistant.state import Desk
from knowledge.door import GUIDANCE

# On the scale of hits, which say how far behind the first each is.
_OWN_COUNTRY, _FOREIGN = 1.3, 0.4


def for_country(hits: Sequence[Any], query: str, desk: Desk) -> list[Any]:
    """The hits with rules of other countries behind: a Russian buyer asks about Russian law unless another is named."""
    named = {str(fact.value) for fact in find_facts(query, desk.language) if fact.kind == "country"}
    home = desk.brief.get("home_country") or LIKELY_HOME.get(desk.language)
    meant = named or {home, *desk.brief.get("provider_countries", ())} - {None}
    words = query.lower().replace("ё", "е").split()
    of_data = asks_of_data(query)
    if of_data and meant:  # another country's law is no answer to what is allowed here
        hits = [hit for hit in hits if not _law_elsewhere(hit, meant, words)]

    def weight(hit: Any) -> float:
        bound = countries_of(hit.article)
        if not bound or hit.library != GUIDANCE:
            return float(hit.score)
        if _named_outright(hit.article, words):
            return float(hit.score) * _OWN_COUNTRY
        if of_data and hit.article.startswith("country-"):
            return float(hit.score) * _FOREIGN  # a country's rates are beside a question about data
        if not meant:
            return float(hit.score) * (_FOREIGN if hit.article.startswith("country-") else 1.0)
        own = (home in bound if not named else bool(bound & named)) and hit.article in _jurisdictions()
        return float(hit.score) * (_OWN_COUNTRY if own else 1.0 if bound & meant else _FOREIGN)

    return sorted(hits, key=lambda hit: -weight(hit))


def _law_elsewhere(hit: Any, meant: Collection[str], words: Sequence[str]) -> bool:
    bound = countries_of(hit.article) if hit.article in _jurisdictions() and hit.library == GUIDANCE else frozenset()
    return bool(bound) and not bound & set(meant) and not _named_outright(hit.article, words)


def _named_outright(article: str, words: Sequence[str]) -> bool:
    return any(word.startswith(name) for name in _names(article) for word in words)


def countries_of(article: str) -> frozenset[str]:
    """The countries an article is about; none for an article about no country."""
    entry = _jurisdictions().get(article)
    if entry is not None:
        return frozenset(entry["countries"])
    return frozenset({code} if (code := _country_pages().get(article.removeprefix("country-"))) else ())


def country_of_page(article: str) -> str | None:
    """The country an article is the page of; None for any other article."""
    return _country_pages().get(article.removeprefix("country-")) if article.startswith("country-") else None


def country_page(country: str | None) -> str | None:
    """The article on a country; None when there is none."""
    name = next((name for name, code in _country_pages().items() if code == country), None)
    page = f"country-{name}"
    return page if name and page in _guidance() else None


@cache
def _guidance() -> frozenset[str]:
    from knowledge.library import LIBRARY_FOLDER

    return frozenset(path.name.split(".")[0] for path in Path(LIBRARY_FOLDER).rglob("*.md"))


def _names(article: str) -> Sequence[str]:
    return _jurisdictions().get(article, {}).get("names", ())


@cache
def _jurisdictions() -> Mapping[str, Mapping[str, Any]]:
    text = (Path(__file__).parent / "jurisdictions.yaml").read_text(encoding="utf-8")
    loaded: Mapping[str, Mapping[str, Any]] = yaml.load(text, yaml.CSafeLoader)
    return loaded


@cache
def _country_pages() -> Mapping[str, str]:
    names = Locale.parse("en").territories.items()
    return {name.lower().replace(" ", "-"): code for code, name in names if len(code) == 2} | {"turkey": "TR"}
