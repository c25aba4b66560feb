"""Questions about a person's own documents: when one is meant, and whether a document says anything about it.

The search of a person's own library leaves nothing out that has a word or a meaning in common with the question, since
nobody could say beforehand what is in it. In a conversation that would let a file answer every question, so here a
passage must bear the question: by its words, or by a meaning as near as can be.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.quoting import likeness, sentences
from assistant.reading.word_lists import listed
from assistant.reading.words import dictionary_forms, words
from knowledge import Knowledge
from knowledge.door import GUIDANCE
from knowledge.lexical import stems

_NEAR_IN_MEANING = 0.97  # of 1; "how long is the contract?" and "the initial term is three years"
_SHARE_OF_WORDS = 0.34
NAMED = 0.34  # the share of a title's words that name the document


def own_libraries(libraries: Sequence[str]) -> list[str]:
    """The libraries of the conversation's own documents."""
    return [library for library in libraries if library != GUIDANCE]


def names_document(query: str) -> bool:
    """Whether a question names the document it is about: "in the RFP", «в их предложении»."""
    return _says(query, "document_names")


def points_at_others(query: str) -> bool:
    """Whether a question is about those who wrote the document: "what hours do they want?", «какой у них срок?»."""
    return _says(query, "document_authors")


def takes_from(query: str, titles: Sequence[str], language: str) -> bool:
    """Whether something is to be taken from a document that is called by its own name: "use the facts from Scope"."""
    return _says(query, "document_takes") and any(likeness(title, query, language) >= NAMED for title in titles)


def _says(query: str, section: str) -> bool:
    return any(dictionary_forms(word.lower) & listed(section) for word in words(query) if word.is_word)


def found_in_documents(
    knowledge: Knowledge, query: str, language: str, libraries: Sequence[str], top: int
) -> list[Any]:
    """Passages of the own documents that bear a question, best first."""
    own = own_libraries(libraries)
    if not own:
        return []
    hits = knowledge.search(without_document(query), language=language, top=top, libraries=own)
    return sorted((hit for hit in hits if bears(query, hit)), key=lambda hit: -_most_shared(query, hit))


def _most_shared(query: str, hit: Any) -> float:
    """The most that one row or sentence of a passage has in common with a question; its heading counts by half."""
    asked = _asked(query)
    by_heading = len(asked & set(stems(hit.heading))) / 2
    return by_heading + max((len(asked & set(stems(piece))) for piece in sentences(hit.passage)), default=0)


def asks_cost(query: str) -> bool:
    """Whether a question asks what some thing costs, and names the thing."""
    return _says(query, "cost_words") and bool(things_asked(query))


def names_all(query: str, passage: str) -> bool:
    """Whether one row or sentence of a passage names all that a question of cost asks about, beside a figure."""
    things = things_asked(query)
    return any(things <= set(stems(piece)) and any(map(str.isdigit, piece)) for piece in sentences(passage))


def things_asked(query: str) -> set[str]:
    """What a question of cost is about: its stems without words of cost and those that name the document."""
    return _asked(query) - set(stems(" ".join(listed("cost_words"))))


def _asked(query: str) -> set[str]:
    """What a question asks about: its stems without the words that only name the document."""
    pointing = [word.text for word in words(query) if _says(word.text, "document_names")]
    return set(stems(query)) - set(stems(" ".join(pointing)))


def without_document(query: str) -> str:
    """A question without the words that name the document it is about: "what fines does the RFP mention?"."""
    return " ".join(word.text for word in words(query) if not _says(word.text, "document_names")) or query


def bears(query: str, hit: Any) -> bool:
    """Whether a passage of an own document says something about what is asked; one of the guidance always does."""
    if hit.library == GUIDANCE or hit.score >= _NEAR_IN_MEANING:
        return True
    asked = _asked(query)
    shared = asked & set(stems(f"{hit.heading} {hit.passage}"))
    return bool(asked) and len(shared) >= _SHARE_OF_WORDS * len(asked)
