"""Questions about a person's own documents: when one is meant, and whether a document says anything about it.

The search of a person's own library leaves nothing out that has a word or a meaning in common with the question, since
nobody could say beforehand what is in it. In a conversation that would let a file answer every question, so here a
passage must bear the question: by its words, or by a meaning as near as can be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from assistant.document_lines import Asked, headed_lines, says
from assistant.passages import PassageHit
from assistant.quoting import likeness, sentences
from assistant.reading.word_lists import listed
from assistant.reading.words import words
from knowledge import Knowledge
from knowledge.door import GUIDANCE
from knowledge.lexical import stems

_NEAR_IN_MEANING = 0.97  # of 1; "how long is the contract?" and "the initial term is three years"
_SHARE_OF_WORDS = 0.34
_ALL_NAMED = 2  # a channel, and a figure of the kind asked for: in whatever language
_MOST_LOOKED_AT = 60  # passages of a document
NAMED = 0.34  # the share of a title's words that name the document


def own_libraries(libraries: Sequence[str]) -> list[str]:
    """The libraries of the conversation's own documents."""
    return [library for library in libraries if library != GUIDANCE]


def names_document(query: str) -> bool:
    """Whether a question names the document it is about: "in the RFP", «в их предложении»."""
    return says(query, "document_names")


def points_at_others(query: str) -> bool:
    """Whether a question is about those who wrote the document: "what hours do they want?", «какой у них срок?»."""
    return says(query, "document_authors")


def takes_from(query: str, titles: Sequence[str], language: str) -> bool:
    """Whether something is to be taken from a document that is called by its own name: "use the facts from Scope"."""
    return says(query, "document_takes") and any(likeness(title, query, language) >= NAMED for title in titles)


def found_in_documents(
    knowledge: Knowledge, query: str, language: str, libraries: Sequence[str], top: int
) -> list[Any]:
    """Passages of the own documents that bear a question, best first."""
    own = own_libraries(libraries)
    if not own:
        return []
    asked = Asked.of(query, language)
    if asked.topics:
        return _telling(knowledge, asked, own)[:top]
    hits = knowledge.search(without_document(query), language=language, top=top, libraries=own)
    shown = [_where_named(knowledge, asked, hit) for hit in hits]
    named = {id(hit): _most_named(asked, hit.passage) >= _ALL_NAMED for hit in shown}
    bearing = [hit for hit in shown if named[id(hit)] or (not asked.of_a_figure and bears(query, hit))]
    return sorted(bearing, key=lambda hit: -_most_shared(asked, hit))


def _telling(knowledge: Knowledge, asked: Asked, libraries: Sequence[str]) -> list[Any]:
    """The passages that tell what is asked of a document, the plainest first: its words need not be those asked with,
    so all passages are looked at.
    """
    hits = [
        PassageHit(article, passage, library)
        for library in libraries
        for article in knowledge.articles(library)
        for passage in article.passages[:_MOST_LOOKED_AT]
    ]
    plainly = {
        id(hit): max((asked.told(told, head) for _, told, head in headed_lines(hit.passage)), default=0) for hit in hits
    }
    plainest = max(plainly.values(), default=0)
    telling = [hit for hit in hits if plainest and plainly[id(hit)] == plainest]
    return sorted(telling, key=lambda hit: -_most_shared(asked, hit))


def _where_named(knowledge: Knowledge, asked: Asked, hit: Any) -> Any:
    """The hit with the passage of its document that has a line on the channel and the figure asked about, if its own
    has none: a search finds one passage of a document, and a price list may name neither.
    """
    if not asked.channels and not asked.figures:
        return hit
    passages = knowledge.article(hit.article, hit.language, hit.library).passages[:_MOST_LOOKED_AT]
    best = max(passages, key=lambda passage: _most_named(asked, passage.text), default=None)
    if best is None or _most_named(asked, best.text) <= _most_named(asked, hit.passage):
        return hit
    shown = {name: getattr(best, name) for name in ("heading", "page", "sources", "marks")}
    return replace(hit, passage=best.text, **shown)


def _most_named(asked: Asked, passage: str) -> int:
    return max((asked.named(told, head) for _, told, head in headed_lines(passage)), default=0)


def _most_shared(asked: Asked, hit: Any) -> float:
    """The most that one row or sentence of a passage has in common with a question; its heading counts by half."""
    pieces = ((piece, head) for _, told, head in headed_lines(hit.passage) for piece in sentences(told))
    return asked.shared(hit.heading) / 2 + max((asked.closeness(*piece) for piece in pieces), default=0.0)


def asks_cost(query: str) -> bool:
    """Whether a question asks what some thing costs, and names the thing."""
    return says(query, "cost_words") and bool(things_asked(query))


def names_all(query: str, passage: str) -> bool:
    """Whether one row or sentence of a passage names all that a question of cost asks about, beside a figure."""
    things = things_asked(query)
    return any(things <= set(stems(piece)) and any(map(str.isdigit, piece)) for piece in sentences(passage))


def things_asked(query: str) -> set[str]:
    """What a question of cost is about: its stems without words of cost and those that name the document."""
    return _asked(query) - set(stems(" ".join(listed("cost_words"))))


def _asked(query: str) -> set[str]:
    """What a question asks about: its stems without the words that only name the document."""
    pointing = [word.text for word in words(query) if says(word.text, "document_names")]
    return set(stems(query)) - set(stems(" ".join(pointing)))


def without_document(query: str) -> str:
    """A question without the words that name the document it is about: "what fines does the RFP mention?"."""
    return " ".join(word.text for word in words(query) if not says(word.text, "document_names")) or query


def bears(query: str, hit: Any) -> bool:
    """Whether a passage of an own document says something about what is asked; one of the guidance always does."""
    if hit.library == GUIDANCE or hit.score >= _NEAR_IN_MEANING:
        return True
    asked = _asked(query)
    shared = asked & set(stems(f"{hit.heading} {hit.passage}"))
    return bool(asked) and len(shared) >= _SHARE_OF_WORDS * len(asked)
