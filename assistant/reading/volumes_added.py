"""Volumes that come on top of those known: "15 more calls as well", «плюс ещё 15 звонков».

A volume told without such a word is told anew and takes the place of the old one.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assistant.reading.in_brief import volumes_in
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.volumes_corrected import likely_factor
from assistant.reading.word_lists import conjunctions, listed
from assistant.reading.workload import tidy

_BEFORE = 2  # words between "another" and the number it is said of
_TURNED = 3  # words from the number of a difference to the word of more or less
_AFTER = 5  # words from a number to "as well" behind what it counts


def with_added(
    scene: TextScene, changes: list[Change], brief: Mapping[str, Any], coverage: Mapping[str, Any]
) -> list[Change]:
    """The changes with volumes that are added to those of the brief as their sums.

    A number alone is of the period the known volume was most likely told in: 15 calls more of 40 a day are 15 a day.
    """
    known = volumes_in(brief)
    told = [c for c in changes if c.path.endswith("contacts_per_month") and c.end > c.start and _number(c.value)]
    moved = with_differences(scene, changes, brief, coverage)
    if not known or not told or moved != changes or any(m.family == "afresh" for m in scene.mentions):
        return moved
    result: dict[int, Change] = {}
    before: Span | None = None
    for change in sorted(told, key=lambda c: c.start):
        place = _place(scene, change)
        if _marked(scene, place) or (before is not None and _goes_on(scene, before, place)):
            result[id(change)] = _added(scene, change, known, coverage)
            before = place
        else:
            before = None
    return [result.get(id(c), c) for c in changes]


def with_differences(
    scene: TextScene, changes: list[Change], brief: Mapping[str, Any], coverage: Mapping[str, Any]
) -> list[Change]:
    """The changes with a difference told of a known volume, "500 fewer", as what it comes to."""
    known = volumes_in(brief)
    told = [c for c in changes if c.path in known and c.end > c.start and _number(c.value)]
    result = {id(c): moved for c in told if (moved := _moved(scene, c, known, coverage)) is not None}
    return [result.get(id(c), c) for c in changes]


def _moved(scene: TextScene, change: Change, known: Mapping[str, float], coverage: Mapping[str, Any]) -> Change | None:
    """ "500 fewer calls", «звонков на 500 больше»: the volume known, less or more by what is told."""
    sign = _sign(scene, _place(scene, change))
    moved = _added(scene, change, known, coverage, sign) if sign and change.path in known else None
    return moved if moved is not None and moved.value > 0 else None


def _sign(scene: TextScene, place: Span) -> int:
    """Whether the number at a place is a difference: +1 of more, -1 of fewer, 0 where it is none."""
    sentence = scene.sentence_of(place.first)
    lead = scene.words[place.first - 1].lower if place.first > sentence.first else ""
    if lead in listed("minus_words"):
        return -1
    by = lead in listed("differs_by")
    near = Span(max(sentence.first, place.first - _TURNED), max(sentence.first, place.first - 1))
    for family, sign in (("falling", -1), ("fewer", -1), ("growth", 1), ("more", 1)):
        if by and scene.has(near, family):
            return sign
    for at in range(place.first + 1, min(place.first + _TURNED, sentence.last) + 1):
        word = scene.words[at]
        if not word.is_word or word.lower in conjunctions():
            return 0
        sign = -1 if word.lower in listed("fewer_words") else 1 if word.lower in listed("more_words") else 0
        compared = at < sentence.last and scene.words[at + 1].lower in listed("than_words")
        if sign and not compared and (by or word.lower.isascii()):  # «на 500 меньше», but "500 fewer"
            return sign
    return 0


def _added(
    scene: TextScene, change: Change, known: Mapping[str, float], coverage: Mapping[str, Any], sign: int = 1
) -> Change:
    amount, base = sign * float(change.value), known.get(change.path)
    bare = next((f.per is None and f.kind == "number" for f in scene.facts if f.start == change.start), False)
    if bare and base is not None:  # what a channel is told of first is of the period of the talk (`period_kept`)
        amount *= likely_factor(abs(amount), base, coverage)
    return replace(change, value=tidy(amount + (base or 0)), detail={})


def _marked(scene: TextScene, place: Span) -> bool:
    """A word of adding stands right before the number, or right behind what it counts."""
    sentence = scene.sentence_of(place.first)
    first = place.first
    while first > sentence.first and place.first - first < _BEFORE and scene.words[first - 1].is_word:
        first -= 1
    signed = place.first > sentence.first and scene.words[place.first - 1].text == "+"
    ahead = scene.inside(Span(max(sentence.first, first - 1), place.first), ("added_before",))
    if signed or any(m.last < place.first for m in ahead):
        return True
    last = place.last
    while last < sentence.last and last - place.last < _AFTER and not _ends(scene, last + 1):
        last += 1
    behind = scene.inside(Span(place.first, last), ("added_after",))  # "20 more calls a day" is one volume
    return any(m.first > place.first and m.last <= last for m in behind)


def _ends(scene: TextScene, at: int) -> bool:
    """What a number counts ends before another number, a sign or a conjunction."""
    word, fact = scene.words[at], scene.fact_at[at]
    other = fact is not None and fact.kind in ("number", "volume", "duration") and word.is_digits
    return other or not word.is_word or word.lower in conjunctions()


def _goes_on(scene: TextScene, before: Span, place: Span) -> bool:
    """ "Another 20 chats and 10 calls": the word of adding is said of the whole list."""
    between = range(before.last + 1, place.first)
    joined = any(scene.words[at].text in ",+" or scene.words[at].lower in conjunctions() for at in between)
    return joined and len(between) <= _AFTER and not any(scene.words[at].text in ".;:!?" for at in between)


def _place(scene: TextScene, change: Change) -> Span:
    at = [k for k, word in enumerate(scene.words) if change.start <= word.start < change.end]
    return Span(at[0], at[-1]) if at else Span(0, 0)


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
