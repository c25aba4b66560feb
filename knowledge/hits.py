"""What a search gives: articles found, each with the passage that bears the answer."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.search import Found


@dataclass(frozen=True)
class Hit:
    """One article found, with the passage that bears the answer, quoted verbatim.

    ``score`` is the probability, 0 to 1, that the article answers the question.
    """

    article: str
    title: str
    passage: str
    score: float
    language: str
    kind: str
    heading: str
    page: int | None
    url: str | None
    library: str
    sources: tuple[str, ...]
    marks: tuple[tuple[int, str], ...] = ()


def hit_of(found: Found, score: float, library: str) -> Hit:
    """What was found in a library, with its probability."""
    article, passage = found.article, found.passage
    return Hit(
        article=article.id,
        title=article.title,
        passage=passage.text,
        score=score,
        language=article.language,
        kind=article.kind,
        heading=passage.heading,
        page=passage.page,
        url=article.url,
        library=library,
        sources=passage.sources,
        marks=passage.marks,
    )
