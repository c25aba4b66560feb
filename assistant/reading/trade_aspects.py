"""What the words of a whole message say of the buyer's trade, as features for the judge of trades.

A trade is told by a name ("a bakery"), and as often by what people make, carry or mend, by who their customers are, by
what is asked of them. Beside the words and their neighbours, which of them are told of oneself, and what kind of thing
they are by the lists of `trades.yaml`, the features say which trade the rules take for the buyer's own: the judge
learns when they are right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import Any

from assistant.reading.aspects import Features
from assistant.reading.scene import TextScene
from assistant.reading.trade_names import trade_lists
from assistant.reading.trades import own_trade
from assistant.reading.word_lists import first_person, listed
from assistant.reading.words import Word, is_clause_sign

_FORMS = 4  # dictionary forms of a word that count
_OWN = 4  # words after "we" or "our" that are told of oneself
_OPENING = 4  # words that open a message
_SHORT = 6  # words of a sentence that only names: "Wool shop." "Heating oil, Northern Ireland."
_LONG = 45  # words of a message that tells a story
_MANY = 4  # words of a kind that say all it can say
_WHOLE = 7  # letters of a word that begins and ends like others of its kind: "locksmith", «цветочный»
_BEGINNING, _END = 5, 4


def trade_features(scene: TextScene, brief: Mapping[str, Any]) -> Features:
    """Features of a message by name, each between 0 and 1; `brief` is what was known before it."""
    found: Features = {f"language {scene.language}": 0.5, "a story": float(len(scene.words) > _LONG)}
    found |= {f"brief {path}": 0.5 for path in brief}
    found |= dict(_of_trades(scene))
    names = [_names(scene, at) for at in range(len(scene.words))]
    found |= dict(_of_words(scene, names))
    found |= dict(_of_pairs(scene, names))
    found |= dict(_of_oneself(scene, names))
    return found


def _of_trades(scene: TextScene) -> Iterator[tuple[str, float]]:
    named = [m for m in scene.labels if m.family == "industry"]
    own = own_trade(scene, named)
    yield f"own {own.value if own else 'none'}", 1.0
    if own is not None:
        yield f"own {own.value} {own.sure} {own.last > own.first}", 1.0
    for mention in named:
        yield f"named {mention.value}", 0.5
        if mention.first:
            yield f"named after {scene.words[mention.first - 1].lower}", 0.5


def _of_words(scene: TextScene, names: list[list[str]]) -> Iterator[tuple[str, float]]:
    kinds = Counter(name for each in names for name in each if name[0] == "{")
    yield from ((f"many {kind}", min(1.0, times / _MANY)) for kind, times in kinds.items())
    short = {
        at for span in scene.sentences if span.last - span.first < _SHORT for at in range(span.first, span.last + 1)
    }
    for at, word in enumerate(scene.words):
        for name in names[at]:
            yield name, 0.5
            if at in short:
                yield f"short {name}", 0.5
            if at < _OPENING:
                yield f"first {name}", 0.5
        if word.is_word and len(word.lower) >= _WHOLE:
            yield f"{word.lower[:_BEGINNING]}-", 0.3
            yield f"-{word.lower[-_END:]}", 0.3


def _of_pairs(scene: TextScene, names: list[list[str]]) -> Iterator[tuple[str, float]]:
    said = [at for at, word in enumerate(scene.words) if word.lower not in listed("definite") | listed("indefinite")]
    for one, other in pairwise(said):
        for first in (*names[one][:1], *(name for name in names[one][1:] if name[0] == "{")):
            for second in (*names[other][:1], *(name for name in names[other][1:] if name[0] == "{")):
                yield f"{first} {second}", 0.5


def _of_oneself(scene: TextScene, names: list[list[str]]) -> Iterator[tuple[str, float]]:
    """What follows "we" or "our" within a clause."""
    since = _OWN
    for at, word in enumerate(scene.words):
        if word.lower in first_person():
            since = 0
        elif is_clause_sign(word) or word.text == ".":
            since = _OWN
        elif since < _OWN:
            since += 1
            yield from ((f"we {name}", 0.7) for name in names[at])


def _names(scene: TextScene, at: int) -> list[str]:
    """The dictionary forms of a word, the likeliest first, and the lists of things it is on."""
    fact = scene.fact_at[at]
    if fact is not None:
        return [f"<{fact.kind}>"]
    word = scene.words[at]
    if not word.is_word:
        return [word.text]
    forms = sorted(word.forms, key=lambda form: (len(form), form))[:_FORMS]
    return [*forms, *_kinds(word)]


def _kinds(word: Word) -> list[str]:
    lists = _lists()
    return sorted({f"{{{name}}}" for form in (word.lower, *word.forms) for name in lists.get(form, ())})


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    return trade_lists()
