"""What a person's own documents say about their case, as changes of the brief that wait for the person's word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.facts import note
from assistant.offers import price_offered
from assistant.quoting import likeness
from assistant.reading import Change, detect_language, read
from knowledge import Article
from tools.brief import Brief

_LIKE_ENOUGH = 0.34


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
    named = [article for article in articles if likeness(article.title, words, language) >= _LIKE_ENOUGH]
    return named or list(articles)


def stated_in(articles: Iterable[Article], brief: Brief) -> list[Stated]:
    """What the documents state, one change a field: the first that the brief can hold."""
    found: dict[str, Stated] = {}
    known = brief
    for article in articles:
        offered = price_offered(article)
        if offered is not None:
            passage, quote = offered
            path = f"quotes.{len(known.get('quotes') or [])}"
            change = replace(quote, path=path)
            known = note(known, [{"op": "set", "path": path, "value": change.value}]).brief
            found[path] = Stated(article, passage, change)
        for passage in article.passages:
            language = detect_language(passage.text, article.language)
            read_here = read(passage.text, brief=known.to_json(), language=language).changes
            fresh = {change.path: change for change in read_here if change.op == "set" and change.path not in found}
            if offered is not None:  # its prices are the vendor's, and have been read
                fresh = {path: each for path, each in fresh.items() if not path.startswith(("quotes", "budget"))}
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
