"""What stands at each word around a mention, in order: what the judge's convolutions listen to.

Where `aspects` gives the words around a mention as a heap, with a few places told, this keeps them in a row: for every
word its dictionary forms, or the kind of the fact it belongs to, and the concepts the vocabularies find in it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.reading.facts import Fact
from assistant.reading.sentences import Span

if TYPE_CHECKING:
    from assistant.reading.scene import TextScene

REACH = 24  # words on either side of a mention
_FORMS = 2  # dictionary forms of a word that count
_MOST = 8  # names of one word

Names = tuple[str, ...]


@dataclass(frozen=True)
class Surroundings:
    """The words within reach of a mention.

    Attributes:
        names: What stands at each word of the message.
        first: Place in the message of the first word within reach.
        mention: The mention's words, as places within reach.
        sentence: The words of its sentence, as places within reach.
        length: Number of words within reach.
    """

    names: Sequence[Names]
    first: int
    mention: Span
    sentence: Span
    length: int

    def within_reach(self) -> Sequence[Names]:
        """What stands at each word within reach."""
        return self.names[self.first : self.first + self.length]

    def steps(self) -> list[int]:
        """How far each word is from the mention, below zero before it, 0 on it."""
        first, last = self.mention.first, self.mention.last
        return [min(at - first, 0) + max(at - last, 0) for at in range(self.length)]


def names_of_words(scene: TextScene) -> list[Names]:
    """What stands at each word of a message."""
    families: list[set[str]] = [set() for _ in scene.words]
    for mention in (*scene.mentions, *scene.labels):
        for at in range(mention.first, mention.last + 1):
            families[at].add(f"f:{mention.family}")
    found = []
    for at, word in enumerate(scene.words):
        fact = scene.fact_at[at]
        if fact is not None:
            names = _of_fact(fact)
        else:
            names = [f"w:{form}" for form in sorted(word.forms)[:_FORMS] or [word.text.lower()]]
        found.append((*names, *sorted(families[at]))[:_MOST])
    return found


def _of_fact(fact: Fact) -> list[str]:
    names = [f"k:{fact.kind}"]
    names += [f"u:{told}" for told in (fact.unit, fact.per, fact.bound) if told]
    if fact.kind == "volume" and fact.value.get("per"):
        names.append(f"u:{fact.value['per']}")
    if isinstance(fact.value, int | float):
        names.append(f"d:{int(math.log10(abs(fact.value) + 1))}")
    return [*names, "approximate"] if fact.approximate else names


def surroundings(scene: TextScene, names: Sequence[Names], span: Span) -> Surroundings:
    """The words within reach of the mention at `span`; `names` are those of `names_of_words`."""
    first = max(0, span.first - REACH)
    length = min(len(scene.words), span.last + REACH + 1) - first
    sentence = scene.sentence_of(span.first)
    within = Span(max(sentence.first - first, 0), min(sentence.last - first, length - 1))
    return Surroundings(names, first, Span(span.first - first, span.last - first), within, length)
