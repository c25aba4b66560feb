"""What a person's own documents say about their case, as changes of the brief that wait for the person's word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.facts import note
from assistant.offers import Priced, price_offered, without_prices
from assistant.own_documents import NAMED
from assistant.quoting import likeness
from assistant.reading import Change, detect_language, read
from knowledge import Article
from tools.brief import Brief

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


def stated_in(articles: Iterable[Article], brief: Brief) -> list[Stated]:
    """What the documents state, one change a field: the first that the brief can hold."""
    found: dict[str, Stated] = {}
    known = brief
    for article in articles:
        priced = price_offered(article)
        if priced is not None:
            path = f"quotes.{len(known.get('quotes') or [])}"
            change = replace(priced.quote, path=path)
            known = note(known, [{"op": "set", "path": path, "value": change.value}]).brief
            found[path] = Stated(article, priced.passage, change)
        for passage in article.passages:
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
        return read(passage.text, brief=known.to_json(), language=language).changes
    told = read(without_prices(passage.text, language), brief=known.to_json(), language=language).changes
    terms = [change for change in told if change.path.startswith(_TERMS_OF_AN_OFFER) and change.value != {}]
    if passage is priced.passage:
        of_price = read(priced.line, brief=known.to_json(), language=language).changes
        terms += [change for change in of_price if change.path == "provider_countries"]
    return terms
