"""Sentences of a text: where each begins and ends, full stops of abbreviations and of addresses left aside."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.reading.facts import Fact
from assistant.reading.word_lists import listed
from assistant.reading.words import Word


@dataclass(frozen=True, slots=True)
class Span:
    """Words `first` … `last` of the text, both included."""

    first: int
    last: int

    def __contains__(self, position: object) -> bool:
        return isinstance(position, int) and self.first <= position <= self.last


LONGEST = 250  # words after which a text without full stops is taken for several sentences all the same


def sentences(tokens: Sequence[Word], fact_at: Sequence[Fact | None]) -> Iterator[Span]:
    """Sentences in order; a sign within one fact ends none. `fact_at` holds the fact at each word.

    What is decided within a sentence takes time that grows with its square, so none is longer than `LONGEST` words.
    """
    first = 0
    for at, word in enumerate(tokens):
        ends = ends_sentence(tokens, at) or at - first >= LONGEST
        inside = at + 1 < len(tokens) and fact_at[at] is not None and fact_at[at] is fact_at[at + 1]
        if ends and not inside and word.text:
            if at > first or word.text != "\n":
                yield Span(first, at)
            first = at + 1
    if first < len(tokens):
        yield Span(first, len(tokens) - 1)


def ends_sentence(tokens: Sequence[Word], at: int) -> bool:
    """Whether the sign at a place ends a sentence."""
    text = tokens[at].text
    return text in "!?;…\n" or (text == "." and not _abbreviated(tokens, at))


def _abbreviated(tokens: Sequence[Word], at: int) -> bool:
    if at == 0 or at + 1 >= len(tokens):
        return False
    glued = tokens[at].end == tokens[at + 1].start and tokens[at + 1].text not in "\n"
    before = tokens[at - 1].lower
    return (
        glued
        or before in listed("abbreviations_before_names")
        or (before in listed("abbreviations") and not tokens[at + 1].text[0].isupper())
    )
