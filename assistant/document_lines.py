"""The lines of a document, and what a line has in common with a question: words, the channel it is about, a price.

A price list speaks of "inbound voice" where people ask about calls, and no row of it says "price": its head does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from assistant.document_topics import Topic, tells, topics_asked
from assistant.quoting import stems
from assistant.reading import Fact, find_facts
from assistant.reading.money import currency_at
from assistant.reading.tokens import tokenize
from assistant.reading.word_lists import listed
from assistant.reading.words import dictionary_forms, words

_BAR = "|"
_OF_TOPIC = 2  # what a line that tells what is asked for has in common with the question, at the least
_CLOSELY = 0.5  # the most that counts how little else a line speaks of: less than one word in common
_SENTENCE = re.compile(r"(?<=[.;!?])(?<![\s.][^\W\d_]\.)\s+(?=[«“\"(]?[A-ZА-ЯЁ])")
_ANY: frozenset[str] = frozenset()
_PRICE = frozenset({"money"})
_COUNT = frozenset({"number", "volume"})
_NUMBER = re.compile(r"\d[\d \u00a0.,]*")


@dataclass(frozen=True)
class Asked:
    """What a question asks about: its stems without those that name a channel, the channels, the kinds of figure that
    may answer it, a price or a number of things, if it asks for one, and the topics, such as the term of a contract.
    """

    stems: frozenset[str]
    channels: frozenset[str]
    figures: frozenset[str]
    topics: tuple[Topic, ...]
    language: str

    @classmethod
    def of(cls, query: str, language: str) -> Asked:
        """What a question asks about; the words that only name the document are left out."""
        named = [fact for fact in find_facts(query, language) if fact.kind == "channel"]
        bare = [
            word.text
            for word in words(query)
            if not any(fact.start <= word.start < fact.end for fact in named) and not says(word.text, "document_names")
        ]
        channels = frozenset(str(fact.value) for fact in named)
        figures = _PRICE if says(query, "priced_in_words") else _COUNT if says(query, "counted_in_words") else _ANY
        topics = () if figures and channels else topics_asked(query)
        return cls(frozenset(stems(" ".join(bare), language)), channels, figures, topics, language)

    @property
    def of_a_figure(self) -> bool:
        """Whether a figure of a channel is asked for: a line answers that has both."""
        return bool(self.channels and self.figures)

    @property
    def of_a_count(self) -> bool:
        """Whether the number of contacts of a channel is asked for."""
        return self.of_a_figure and self.figures == _COUNT

    def shared(self, told: str, head: str = "") -> int:
        """How many things a line has in common with the question: words, channels, a figure, topics."""
        return len(self.stems & stems(told, self.language)) + self.named(told, head)

    def named(self, told: str, head: str = "") -> int:
        """The same without words: the channels it is about, a figure of the kind asked for, and what it tells."""
        if not self.channels and not self.figures and not self.topics:
            return 0
        facts = _facts(told, self.language)
        same = len(self.channels & _channels([*facts, *_facts(head, self.language)]))
        figure = any(fact.kind in self.figures for fact in facts)
        return same + figure + (0 if self.of_a_figure else self.told(told, head))

    def told(self, told: str, head: str = "") -> int:
        """How plainly a line tells what the question asks of a document, 0 for not at all."""
        if self.of_a_figure:
            named = self.named(told, head)
            return named if named > len(self.channels) else 0
        if not self.topics:
            return 0
        facts = _facts(told, self.language)
        most = max(tells(topic, told, head, facts) for topic in self.topics)
        return most and most + _OF_TOPIC - 1

    def closeness(self, told: str, head: str = "") -> float:
        """The same, by up to half a thing more the less the line, or the first cell of the row, speaks of besides."""
        own = stems(told.strip().strip(_BAR).partition(_BAR)[0], self.language)
        same = self.shared(told, head)
        return same + (_CLOSELY * min(same / len(own), 1.0) if own else 0.0)


def _channels(facts: Iterable[Fact]) -> set[str]:
    return {str(fact.value) for fact in facts if fact.kind == "channel"}


@lru_cache(maxsize=10_000)
def _facts(told: str, language: str) -> tuple[Fact, ...]:
    return tuple(find_facts(told, language))


def says(text: str, section: str) -> bool:
    """Whether a text has a word of a list of the language files, in any form."""
    return any(dictionary_forms(word.lower) & listed(section) for word in words(text) if word.is_word)


def lines_of(text: str) -> Iterator[tuple[str, str]]:
    """Rows of tables, items of lists and sentences, each of which may be one price; and as they are to be read: the
    bare numbers of a column in money get the currency its head names, and what the head says beside.
    """
    yield from ((line, told) for line, told, _ in headed_lines(text))


def headed_lines(text: str) -> Iterator[tuple[str, str, str]]:
    """The same, and the head of the table a row stands in; none for a sentence and for the head itself."""
    currencies: Mapping[int, str] = {}
    head = ""
    for line in text.split("\n"):
        if not line.lstrip().startswith("|"):
            currencies, head = {}, ""
            yield from ((each, each, "") for each in _SENTENCE.split(line))
            continue
        cells = line.strip().strip("|").split("|")
        named = {at: f"{code} ({cell.strip()})" for at, cell in enumerate(cells) if (code := _currency(cell))}
        currencies = named or currencies
        read = [
            f" {cell.strip()} {currencies[at]} " if at in currencies and _NUMBER.fullmatch(cell.strip()) else cell
            for at, cell in enumerate(cells)
        ]
        yield line, line if read == cells else f"|{'|'.join(read)}|", head
        head = head or line


def _currency(cell: str) -> str | None:
    """The currency that the head of a column names: a currency and no figure."""
    tokens = tokenize(cell)
    if any(token.kind == "digits" for token in tokens):
        return None
    return next((found[0] for at in range(len(tokens)) if (found := currency_at(tokens, at))), None)
