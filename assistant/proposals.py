"""What a person's own documents say about their case, as changes of the brief that wait for the person's word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.facts import note
from assistant.offers import Priced, prices_offered, without_prices
from assistant.own_documents import NAMED
from assistant.period_tables import volumes_by_period
from assistant.quoting import likeness
from assistant.reading import Change, detect_language, read
from knowledge import Article
from tools.brief import Brief

_NUMBERING = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2})*[.)]?\s+")
_YEAR = re.compile(r"(?<!\d)20[0-4]\d(?![\d-])")
_FIGURE = re.compile(r"\d")
MOST_READ = (
    400  # passages of a document read for the case, some hundred pages: each takes about a twentieth of a second
)
_TERMS_OF_AN_OFFER = ("channels", "coverage", "languages", "provider_countries", "contract_months", "service_level")


@dataclass(frozen=True)
class Stated:
    """A change that a passage of a document states; `words` stand verbatim in it."""

    article: Article
    passage: Any
    change: Change

    @property
    def words(self) -> str:
        """The words of the passage, on one line."""
        return " ".join(self.change.text.split())


def chosen(articles: Sequence[Article], words: str, language: str) -> list[Article]:
    """The documents a person names, or all of them when the words name none."""
    named = [article for article in articles if likeness(article.title, words, language) >= NAMED]
    return named or list(articles)


def stated_in(articles: Sequence[Article], brief: Brief, asked: str = "") -> list[Stated]:
    """What the documents state, one change a field: the first that the brief can hold.

    Of several offers the prices alone: their terms would be mixed. `asked` may name a line of a price list.
    """
    found: dict[str, Stated] = {}
    known = brief
    offers = {article.id: prices_offered(article, asked) for article in articles}
    several = sum(bool(prices) for prices in offers.values()) > 1
    for article in articles:
        for each in offers[article.id]:
            path = f"quotes.{len(known.get('quotes') or [])}"
            change = replace(each.quote, path=path)
            known = note(known, [{"op": "set", "path": path, "value": change.value}]).brief
            found[path] = Stated(article, each.passage, change)
        priced = next(iter(offers[article.id]), None)
        for passage in () if several and priced is not None else article.passages[:MOST_READ]:
            stated = _told(article, passage, priced, known)
            fresh = {change.path: change for change in stated if change.op == "set" and change.path not in found}
            noted = note(known, [{"op": "set", "path": path, "value": each.value} for path, each in fresh.items()])
            known = noted.brief
            for applied in noted.applied:
                found[applied["path"]] = Stated(article, passage, fresh[applied["path"]])
    # A channel that is only wanted says nothing beside its volume.
    return [
        each
        for path, each in found.items()
        if each.change.value != {} or not any(other.startswith(f"{path}.") for other in found)
    ]


def _told(article: Article, passage: Any, priced: Priced | None, known: Brief) -> Sequence[Change]:
    """What a passage tells of the case. Of an offer, the terms it is made on: the vendor's staff, clients and prices
    are no part of the case, and a price list tells no volumes.
    """
    language = detect_language(passage.text, article.language)
    if priced is None:
        by_period, left = volumes_by_period(passage.text, getattr(passage, "heading", "") or "", language)
        told = read(_with_heading(passage, left), brief=known.to_json(), language=language).changes
        return [*by_period, *told]
    told = read(without_prices(passage.text, language), brief=known.to_json(), language=language).changes
    terms = [change for change in told if change.path.startswith(_TERMS_OF_AN_OFFER) and change.value != {}]
    if passage is priced.passage:
        of_price = read(priced.line, brief=known.to_json(), language=language).changes
        terms += [change for change in of_price if change.path == "provider_countries"]
    return terms


def _with_heading(passage: Any, text: str) -> str:
    """What is read of a passage, under its heading, which may tell the period of its volumes or whose hours they are;
    a figure in a heading numbers it or the paper, but for a year.
    """
    heading = _NUMBERING.sub("", getattr(passage, "heading", "") or "")
    if not heading or heading in passage.text or _FIGURE.search(_YEAR.sub("", heading)):
        return text
    return f"## {heading}\n{text}"
