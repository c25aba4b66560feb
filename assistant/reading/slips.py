"""Slips put right as one speaks: "9 to 5, actually no, 9 to 6", «100 звонков в день, ой нет, 130».

The figure told after the slip stands in the place of the one before it, and counts what that one counted.
"""

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

from assistant.reading.concepts import Mention
from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.scene import TextScene
from assistant.reading.word_lists import bounds, listed

_BETWEEN = 7  # words and signs between a figure and the one put in its place
_REFUSED, _AGREED = 5, 3  # words from a "not" to the figure refused, and to the verb behind it
_AFTER = 3  # of them after the word that takes the first one back
_PLAIN = frozenset({"number", "volume", "money", "duration"})
_QUANTITIES = _PLAIN | {"time_range", "percent"}
_NOON, _DAY = 12, 24
_THOUSAND = 1000
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)?")


def with_slips_put_right(scene: TextScene) -> TextScene:
    """The scene with a figure taken back at once replaced by the one told after it."""
    if not any(m.family == "slip" for m in scene.mentions):
        return scene
    replaced: dict[int, Fact] = {}
    dropped: set[int] = set()
    before: Fact | None = None
    for fact in (f for f in scene.facts if f.kind in _QUANTITIES):
        if before is not None and _slipped(scene, before, fact):
            right = _right(scene, before, fact)
            if right is not None:
                replaced[id(before)] = right
                dropped.add(id(fact))
                continue
        before = fact
    for fact in (f for f in scene.facts if f.kind == "time_range" and id(f) not in replaced):
        if (moved := _end_moved(scene, fact)) is not None:
            replaced[id(fact)] = moved
    if not replaced:
        return scene
    facts = [replaced.get(id(f), f) for f in scene.facts if id(f) not in dropped]
    return scene.with_facts(facts)


def with_end_put_right(scene: TextScene) -> TextScene:
    """The scene with «с 9 до 19 ой до 20» as one range, before anything is made of its numbers."""
    for before, fact in pairwise(f for f in scene.facts if f.kind in _QUANTITIES):
        if _slipped(scene, before, fact) and (right := _one_end(scene, before, fact)) is not None:
            return scene.with_facts([right if f is before else f for f in scene.facts if f is not fact])
    return scene


def _slipped(scene: TextScene, before: Fact, fact: Fact) -> bool:
    """A word that takes a figure back stands between the two, near the second, and no other figure does."""
    first, last = scene.span(before).last + 1, scene.span(fact).first
    if not 0 < last - first <= _BETWEEN:
        return False
    bounded = {m.first for at in range(first, last) for m in scene.starting_at(at) if m.family == "limit"}
    said = [
        m
        for at in range(first, last)
        for m in scene.starting_at(at)
        if m.family == "slip" and m.last < last and at not in bounded  # "£2,000 each, no more than £7,000 a month"
    ]
    return bool(said) and sum(scene.words[at].is_word for at in range(said[-1].last + 1, last)) <= _AFTER


def _right(scene: TextScene, before: Fact, fact: Fact) -> Fact | None:
    if fact.kind == before.kind == "duration" and not 0.1 < middle(fact.value) / (middle(before.value) or 1.0) < 10:
        return None  # «при AHT 4 минуты, то есть 64 тысячи минут разговора»
    if before.kind == fact.kind and fact.kind in ("time_range", "duration", "money") and before.per in (None, fact.per):
        return replace(fact, start=before.start) if before.start < fact.start else None
    if fact.kind != "number" or fact.unit or before.kind not in _PLAIN or not isinstance(fact.value, int | float):
        return None
    head, has_head = scene.head(fact)
    if head is not None or has_head:
        return None
    if fact.value in (before.value, before.value.get("value") if isinstance(before.value, dict) else None):
        return None  # "300 chats… no wait, 300 is emails"
    value = _with_number(before.value, float(fact.value), before)
    return replace(before, value=value, approximate=fact.approximate) if value is not None else None


def _one_end(scene: TextScene, before: Fact, fact: Fact) -> Fact | None:
    """«С 9 до 19 ой до 20»: the end of a range that the preposition names once more."""
    ends = before.value if before.kind == fact.kind == "number" and isinstance(before.value, dict) else {}
    first = scene.span(fact).first
    lead = scene.words[first - 1].lower if first else ""
    side = "high" if lead in listed("until_words") else "low" if lead in listed("since_words") else ""
    if not side or not {"low", "high"} <= ends.keys() or not isinstance(fact.value, int | float) or fact.unit:
        return None
    ends = {**ends, side: fact.value}
    low, high = (ends[end] for end in ("low", "high"))
    hours = scene.words[scene.span(before).first].lower in listed("since_words") and 0 <= low < high <= _DAY
    if hours and low == int(low) and high == int(high):
        clock = {"open": f"{int(low):02}:00", "close": f"{int(high):02}:00"}
        return replace(before, kind="time_range", value=clock, unit=None)
    return replace(before, value=ends)


def _with_number(value: Any, number: float, fact: Fact) -> Any:
    """The value of a fact with another number in it; None where the number cannot be one of the kind."""
    told = _NUMBER.search(fact.text)
    whole = value.get("value", value.get("amount")) if isinstance(value, dict) else value
    if not isinstance(whole, int | float):
        return None
    if told is not None and float(told.group().replace(",", ".")) * _THOUSAND == whole and number < _THOUSAND:
        number *= _THOUSAND  # «300 тысяч, ой, 400»
    plain = int(number) if number == int(number) else number
    if fact.kind == "number":
        return plain
    if fact.kind == "volume":
        return {**value, "value": plain}
    if fact.kind == "money":
        return {**value, "amount": plain}
    seconds = {"second": 1, "minute": 60, "hour": 3600, "month": 365 / 12 * 86_400, "year": 365 * 86_400}
    return number * seconds[fact.unit] if fact.kind == "duration" and fact.unit in seconds else None


def _end_moved(scene: TextScene, hours: Fact) -> Fact | None:
    """«С 9 до 18, хотя нет, до 20»: only one end of the day is put right."""
    start = scene.span(hours).last + 1
    for at in range(start, min(start + _BETWEEN, len(scene.words) - 1)):
        said = any(m.family == "slip" for k in range(start, at) for m in scene.starting_at(k))
        lead, hour = scene.words[at].lower, scene.words[at + 1]
        side = "close" if lead in listed("until_words") else "open" if lead in listed("since_words") else ""
        if said and side and hour.is_digits and hour.text.isdecimal() and 0 < int(hour.text) <= _DAY:
            clock = int(hour.text)
            pm = side == "close" and clock < _NOON and clock <= int(hours.value["open"][:2])
            clock += _NOON if pm and scene.language != "ru" else 0
            return replace(hours, value={**hours.value, side: f"{clock % _DAY or _DAY:02}:00"})
    return None


def _named_before(scene: TextScene, fact: Fact, head: Mention | None) -> bool:
    """«Звонков сто в день, нет, двести звонков»: the channel that the head counts stands right before a number."""
    place = scene.span(fact).first - 1
    return head is not None and any(span.last == place and channel == head.value for channel, span in scene.channels)


def thought_better(scene: TextScene) -> list[Fact]:
    """ "3,000 calls... no, it's 4,500 a month now": a figure refused by a "no" apart, where another of it follows."""
    found = []
    for before, after in pairwise(f for f in scene.facts if f.kind in _PLAIN | {"percent"}):
        first, last = scene.span(before).last + 1, scene.span(after).first
        apart = [
            at
            for at in range(max(first, 1), last - 1)
            if scene.words[at].lower in listed("refusals")
            and not scene.words[at - 1].is_word
            and not scene.words[at + 1].is_word
        ]
        asked = any(scene.words[at].text == "?" for at in range(first, last))
        alike = before.kind == after.kind or {before.kind, after.kind} == {"number", "volume"}
        both = [head for f in (before, after) if (head := scene.head(f)[0]) is not None]
        heads = {head.concept for head in both}
        same = len(both) > len(heads) and both[0].family == "contact"
        same = same or _named_before(scene, before, scene.head(after)[0])
        if same and last > first and scene.words[last - 1].lower in listed("refusals"):
            apart = [last - 1]  # «двести писем в месяц нет двести пятьдесят писем»
        if apart and alike and not asked and len(heads) <= 1:
            found.append(before)
    return found


def refused_to(scene: TextScene) -> list[Fact]:
    """ "12 months, legal won't sign 24", «12 месяцев, на 24 юристы не согласны»: a figure that somebody refuses.

    Another figure has to stand before it, or behind a bare one: "the board won't approve 36, make it 24".
    """
    found = []
    told = [f for f in scene.facts if f.kind in _PLAIN]
    bare = [f for f in told[:1] if len(told) > 1 and f.kind == "number" and scene.head(f) == (None, False)]
    for fact in [*bare, *told[1:]]:
        span, sentence = scene.span(fact), scene.sentence_of(scene.span(fact).first)
        led = {word.lower for word in scene.words[max(0, span.first - 2) : span.first]}
        if led & (bounds() | listed("than_words")):
            continue  # "I won't commit for longer than eighteen months"
        near = [m for m in scene.inside(sentence, ("negation",)) if not _figure_between(scene, m.first, span.first)]
        for m in near:
            verbs = range(m.first, span.first) if m.first < span.first else range(m.first, m.first + _AGREED)
            close = max(span.first - m.first, m.first - span.last) <= _REFUSED
            words = [scene.words[at] for at in verbs if at <= sentence.last]
            if close and any({word.lower, *word.forms} & listed("agreed_to") for word in words):
                found.append(fact)
                break
    return found


def _figure_between(scene: TextScene, one: int, other: int) -> bool:
    first, last = sorted((one, other))
    return any(scene.fact_at[at] is not None for at in range(first + 1, last))
