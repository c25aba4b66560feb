"""Constructions of a language with places for numbers, found in a message: "from OLD to NEW", "NEW instead of OLD".

A construction is a row of words and places. `OLD`, `NEW` and `DIFF` stand for a number; `UP`, `DOWN`, `SET`, `ADD` and
`TAKE` for a verb of that class. Between two of them few words may stand, but no other number and no end of a sentence.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant.reading.facts import Fact, find_facts
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed

_QUANTITIES = ("number", "volume", "money", "percent", "duration")
_PLACES = ("OLD", "NEW", "DIFF")
_VERBS: Mapping[str, str] = {
    "UP": "moved_up",
    "DOWN": "moved_down",
    "SET": "moved_to",
    "ADD": "moved_added",
    "TAKE": "moved_taken",
}
_GAP = 4  # words between a place of a construction and the word before or after it
_ENDS = frozenset(".!?;")


@dataclass(frozen=True)
class Item:
    """A number of the message with the words it takes."""

    fact: Fact
    span: Span


@dataclass(frozen=True)
class Match:
    """A construction found: the numbers by their places, and all the words it spans."""

    numbers: Mapping[str, Item]
    span: Span


def items(scene: TextScene) -> list[Item]:
    """The numbers of a message in order; "from 900 to 750", read as a range or as hours, is two."""
    found: list[Item] = []
    for fact in scene.facts:
        if fact.kind in _QUANTITIES or fact.kind == "time_range":
            found += _halves(scene, fact) or ([Item(fact, scene.span(fact))] if fact.kind in _QUANTITIES else [])
    return sorted(found, key=lambda item: item.span.first)


_HOURS = 24


def _halves(scene: TextScene, fact: Fact) -> list[Item]:
    span = scene.span(fact)
    for at in range(span.first + 1, span.last):
        if scene.words[at].lower not in listed("moved_on_to"):
            continue
        sides = (Span(span.first, at - 1), Span(at + 1, span.last))
        found = [_alone(scene, side) for side in sides]
        one, other = found
        if fact.kind == "time_range" and all(each and middle(each.fact.value) <= _HOURS for each in found):
            return []  # «с 10 до 19» are hours
        if one is not None and other is not None:
            unlike = middle(one.fact.value) != middle(other.fact.value) if _plain(one, other) else True
            return [one, other] if unlike else []
    return []


def _plain(*both: Item) -> bool:
    return all(isinstance(item.fact.value, int | float) for item in both)


def _alone(scene: TextScene, side: Span) -> Item | None:
    """The one number of some words: the "900" of «с 900»."""
    start, end = scene.words[side.first].start, scene.words[side.last].end
    while side.first < side.last and scene.words[side.first].lower in listed("left_from") | listed("moved_leaving"):
        side = Span(side.first + 1, side.last)
        start = scene.words[side.first].start
    facts = [f for f in find_facts(scene.text[start:end]) if f.kind in _QUANTITIES]
    if len(facts) != 1 or facts[0].start:
        return None
    fact = facts[0]
    return Item(replace(fact, start=start + fact.start, end=start + fact.end), side)


def matches(scene: TextScene, numbers: Sequence[Item], section: str) -> Iterator[Match]:
    """Every place of the message where a construction of a section stands."""
    starts = {item.span.first: item for item in numbers}
    for pattern in _patterns(section):
        for at in range(len(scene.words)):
            step = _step(scene, starts, pattern[0], at)
            if step is not None and (found := _rest(scene, starts, pattern, 1, step)) is not None:
                places, last = found
                first = {pattern[0]: starts[at]} if pattern[0] in _PLACES else {}
                yield Match({**first, **places}, Span(at, last))


@cache
def _patterns(section: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(each.split()) for each in sorted(listed(section)))


def _step(scene: TextScene, starts: Mapping[int, Item], part: str, at: int) -> int | None:
    """The last word of a part of a construction that stands at a word; None where it does not stand there."""
    if part in _PLACES:
        return starts[at].span.last if at in starts else None
    if part in _VERBS:
        return at if of_class(scene, at, _VERBS[part]) else None
    return at if scene.words[at].lower in part.split("|") else None


def _rest(
    scene: TextScene, starts: Mapping[int, Item], pattern: Sequence[str], at: int, last: int
) -> tuple[dict[str, Item], int] | None:
    if at == len(pattern):
        return {}, last
    part, before = pattern[at], pattern[at - 1]
    wide = part in _PLACES or before in _PLACES or part in _VERBS or before in _VERBS
    taken = 0
    for place in range(last + 1, len(scene.words)):
        step = _step(scene, starts, part, place)
        if step is not None and (found := _rest(scene, starts, pattern, at + 1, step)) is not None:
            return {**({part: starts[place]} if part in _PLACES else {}), **found[0]}, found[1]
        word = scene.words[place]
        taken += word.is_word
        if place in starts or word.text in _ENDS or taken > (_GAP if wide else 0):
            return None
    return None


def of_class(scene: TextScene, at: int, section: str) -> bool:
    """Whether a word belongs to a class, whose beginnings of words end in a star: «увелич*»."""
    words = {scene.words[at].lower, *scene.words[at].forms}
    whole, stems = _class(section)
    return bool(words & whole) or scene.words[at].lower.startswith(stems)


@cache
def _class(section: str) -> tuple[frozenset[str], tuple[str, ...]]:
    words = listed(section)
    return frozenset(w for w in words if not w.endswith("*")), tuple(sorted(w[:-1] for w in words if w.endswith("*")))
