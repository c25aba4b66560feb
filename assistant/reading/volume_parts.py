"""Volumes told in parts that add up: by days of the week, by lines, shops, places or languages.

"Mondays 300 calls, other days 150" is a volume of the week; "the sales line 200 calls a day, the service line 300" are
five hundred calls a day. A part is named before or after its number, and the parts of one volume are named alike.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.reading.concepts import Mention
from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.positions import ENTITIES
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import function_words, listed
from assistant.reading.words import parts_of_speech

_KINDS = ("year_part", "line", "day_part", "one_other", "country", "language")
_NEAR = 6  # words between the name of a part and its number, or between two parts
_DAILY = frozenset({None, "day", "business_day"})
_WEEK = frozenset(range(1, 8))
_WHOLE_YEARS = ({"q1", "q2", "q3", "q4"}, {"h1", "h2"})  # parts that a year consists of
_OF_YEARS = frozenset({None, "quarter", "half_year", "year"})
_HOURS = frozenset({"time_range", "channel", "percent"})  # may stand between the name of a part and its number


@dataclass(frozen=True)
class _Item:
    """A number, or the name of a part: the days, or the words that tell it from the others."""

    span: Span
    count: Fact | None = None
    days: frozenset[int] = frozenset()
    key: str = ""
    family: str = ""


_Row = list[tuple[_Item, _Item]]


def with_parts_added(scene: TextScene, brief: Mapping[str, Any]) -> TextScene:
    """The scene with the numbers of the parts of one volume read as their sum."""
    counts = [_Item(scene.span(f), count=f) for f in scene.facts if _counts(scene, f)]
    if len(counts) < 2:
        return scene
    kinds = (_days(scene, brief), *(_named(scene, kind) for kind in _KINDS))
    for kind in kinds:
        rows = _rows(scene, sorted([*counts, *kind], key=lambda item: item.span.first)) if len(kind) > 1 else []
        for pairs in (*rows, *_of_one_channel(scene, rows)):
            if summed := _summed(scene, pairs, counts):
                return with_parts_added(summed, brief)  # a second channel may be told in parts as well
    for pairs in (*announced(scene, counts), *more_of_it(scene, counts)):
        if summed := _summed(scene, pairs, counts):
            return summed
    return scene


def _counts(scene: TextScene, fact: Fact) -> bool:
    counted = fact.kind == "volume" if fact.unit == "times" else fact.kind in ("number", "volume") and not fact.unit
    return counted and middle(fact.value) > 1 and not fact.each


def _days(scene: TextScene, brief: Mapping[str, Any]) -> list[_Item]:
    """Days of the week named, and "the other days", which are those of the known week that nobody named."""
    rest = [m for m in scene.mentions if m.family == "other_days"]
    inside = {at for m in rest for at in range(m.first, m.last + 1)}
    every = [f for f in scene.facts if f.kind == "days" and f.unit not in ("count", "except")]
    named = [f for f in every if scene.span(f).first not in inside and len(f.value) < len(_WEEK)]
    told = {day for fact in named for day in fact.value}
    known = brief.get("coverage")
    served = known.get("days_per_week") if isinstance(known, Mapping) else None
    week = frozenset(range(1, served + 1)) if isinstance(served, int) else _WEEK
    items = [_Item(scene.span(f), days=frozenset(f.value)) for f in named]
    for mention in rest:
        place = Span(mention.first, mention.last)
        weekdays = [frozenset(f.value) for f in every if scene.span(f).first in place]  # "the other weekdays"
        if left := (weekdays[0] if weekdays else week) - told:
            items.append(_Item(place, days=left))
    return items


def _named(scene: TextScene, kind: str) -> list[_Item]:
    """Parts named by a line, a shop or a department, by a time of the day, or by a place or a language."""
    if kind == "year_part":
        return [_Item(Span(m.first, m.last), key=m.value, family=kind) for m in scene.mentions if m.family == kind]
    if kind in ("day_part", "one_other"):
        said = [m for m in scene.mentions if m.family == kind]
        said = [m for m in said if not any(o is not m and o.first <= m.first and m.last < o.last for o in said)]
        return [_Item(Span(m.first, m.last), key=_words(scene, m), family=kind) for m in said]
    if kind != "line":
        return [_Item(scene.span(f), key=str(f.value) + f.text.lower()) for f in scene.facts if f.kind == kind]
    lines = [m for m in scene.mentions if m.family == "volume_part"]
    items = [_Item(Span(m.first, m.last), key=key) for m in lines if (key := _qualifier(scene, m))]
    taken = {item.key for item in items}
    named = [m for m in scene.mentions if m.family == "part_name" and scene.words[m.last].lower not in taken]
    return items + [_Item(Span(m.first, m.last), key=scene.words[m.last].lower) for m in named]


def _words(scene: TextScene, mention: Mention) -> str:
    return " ".join(scene.words[at].lower for at in range(mention.first, mention.last + 1))


def _qualifier(scene: TextScene, line: Mention) -> str:
    """The word that tells one line from another: "sales line", «линия продаж»; "" where there is none."""
    silent = function_words() | listed("possessives") | listed("no_part")
    for at in (line.first - 1, line.last + 1):
        if not 0 <= at < len(scene.words) or not scene.words[at].is_word:
            continue
        word, fact = scene.words[at].lower, scene.fact_at[at]
        if fact is not None and fact.kind in ENTITIES:
            return word  # "the Leeds office"
        if fact is not None:
            continue
        kinds = parts_of_speech(word)
        if at > line.last and "NOUN" not in kinds:
            continue
        if word not in silent and not (kinds and not kinds & {"ADJF", "NOUN"}):
            return word
    return ""


def _rows(scene: TextScene, items: Sequence[_Item]) -> list[list[tuple[_Item, _Item]]]:
    """Rows of (part, number) in which names and numbers take turns, all in the same order; the longest first."""
    rows: list[list[tuple[_Item, _Item]]] = []
    for begin in range(len(items) - 1):
        pairs: list[tuple[_Item, _Item]] = []
        leads = items[begin].count is None
        for at in range(begin, len(items) - 1, 2):
            first, second = items[at], items[at + 1]
            joined = not pairs or _close(scene, _ending_last(items[at - 2 : at]), first.span)
            alternate = (first.count is None) == leads and (second.count is None) != leads
            if not joined or not alternate or not _close(scene, first.span, second.span):
                break
            pairs.append((first, second) if leads else (second, first))
        if len(pairs) > 1:
            rows.append(pairs)
    return sorted(rows, key=len, reverse=True)


def _of_one_channel(scene: TextScene, rows: Sequence[_Row]) -> Iterator[_Row]:
    """ "900 chats in English, 300 chats in German and 2,000 e-mails in English": the pairs that count the same."""
    for row in rows[:1]:
        concepts: list[str | None] = []
        for _, number in row:  # "… and 300 in German" goes on counting what was counted before
            head, other = scene.head(number.count) if number.count else (None, True)
            concepts.append(head.concept if head else None if other else concepts[-1] if concepts else None)
        told = dict.fromkeys(concepts)
        for concept in told if len(told) > 1 and None not in told else ():
            pairs = [pair for pair, counted in zip(row, concepts, strict=True) if counted == concept]
            if len(pairs) > 1:
                yield pairs


def _ending_last(items: Sequence[_Item]) -> Span:
    """In "12,600 German calls" the number, which holds the language, ends after it."""
    return max((item.span for item in items), key=lambda span: span.last)


def _close(scene: TextScene, before: Span, after: Span) -> bool:
    between = range(before.last + 1, after.first)
    facts = {scene.kind_at(at) for at in between} - {None}
    words = sum(scene.words[at].is_word for at in between)
    return words <= _NEAR and facts <= _HOURS and after.first > before.first


def _summed(scene: TextScene, pairs: Sequence[tuple[_Item, _Item]], counts: Sequence[_Item]) -> TextScene | None:
    """The scene with the sum of the parts; None where they are of different things."""
    facts = [number.count for _, number in pairs if number.count is not None]
    heads = [scene.head(f) for f in facts]
    concepts = {head.concept for head, _ in heads if head is not None} or _concepts_near(scene, facts, pairs)
    if len(concepts) != 1 or any(head is None and has for head, has in heads):
        return None
    if not next(iter(concepts)).startswith("contact") or _of_channels(scene, pairs):
        return None
    periods = {f.per for f in facts}
    days = [part.days for part, _ in pairs]
    weekly = all(days)
    if weekly:
        apart = sum(map(len, days)) == len(frozenset().union(*days))
        if not apart or not periods <= _DAILY:
            return None
        total = sum(middle(f.value) * len(on) for f, on in zip(facts, days, strict=True))
    else:
        keys = [part.key for part, _ in pairs]
        told = (Span(min(part.span.first, n.span.first), max(part.span.first, n.span.first)) for part, n in pairs)
        if any(part.family == "one_other" for part, _ in pairs) and any(scene.has(one, "reports") for one in told):
            return None  # "one tab says 8,200 calls a month, another says 9,600"
        if len(set(keys)) < len(keys) or len(periods - {None}) > 1:
            return None
        if pairs[0][0].family == "year_part" and (set(keys) not in _WHOLE_YEARS or not periods <= _OF_YEARS):
            return None
        total = sum(middle(f.value) for f in facts)
    inside = {id(f) for f in facts}
    if any(_same(total, middle(c.count.value)) for c in counts if c.count and id(c.count) not in inside):
        return scene.with_facts([f for f in scene.facts if id(f) not in inside])  # the whole is told as well
    daily = "day" if all(part.family == "day_part" for part, _ in pairs) else None
    yearly = "year" if pairs[0][0].family == "year_part" else None
    per = "week" if weekly else yearly or next(iter(periods - {None}), daily)
    kept = next((f for f, (head, _) in zip(facts, heads, strict=True) if head is not None), facts[0])
    whole = replace(kept, kind="volume" if per else "number", value={"value": total, "per": per} if per else total)
    whole = replace(whole, per=per, approximate=any(f.approximate for f in facts), bound=None)
    if weekly and _rest(scene, pairs):  # then the days named do not tell when the service is open
        inside |= {
            id(f) for f in scene.facts if f.kind == "days" and any(scene.span(f) == part.span for part, _ in pairs)
        }
    return scene.with_facts([whole if f is kept else f for f in scene.facts if f is kept or id(f) not in inside])


def _of_channels(scene: TextScene, pairs: Sequence[tuple[_Item, _Item]]) -> bool:
    """ "Social queue: 2,600 comments, site chat 4,100": what names the parts are channels, each with its own volume."""
    lines = [part.span for part, _ in pairs if part.family == "" and part.key]
    beside = (Span(max(0, line.first - 1), line.last + 1) for line in lines)
    named = [{c for c, place in scene.channels if place.first in near or place.last in near} for near in beside]
    return len(named) > 1 and all(named) and not set.intersection(*named)


def _concepts_near(scene: TextScene, facts: Sequence[Fact], pairs: Sequence[tuple[_Item, _Item]]) -> set[str]:
    """What the sentence counts where no number has a noun of its own: «звонков в будни 300, в субботу 100»."""
    if not any(f.kind == "volume" for f in facts) and not all(part.days for part, _ in pairs):
        return set()
    sentence = scene.sentence_of(scene.span(facts[0]).first)
    return {m.concept for m in scene.inside(sentence, ("contact",))}


def _rest(scene: TextScene, pairs: Sequence[tuple[_Item, _Item]]) -> bool:
    """One part are "the other days" of the whole week."""
    return any(scene.has(part.span, "other_days") and len(part.days) > _WORKWEEK for part, _ in pairs)


_WORKWEEK = 4  # days of "the other weekdays"


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= 0.01 * max(one, 1.0)


def announced(scene: TextScene, counts: Sequence[_Item]) -> Iterator[list[tuple[_Item, _Item]]]:
    """ "Two phone lines, one rings 30 times a day, the other ten": as many numbers follow as parts were told of."""
    for fact in scene.facts:
        if fact.kind != "number" or fact.unit or middle(fact.value) not in _FEW:
            continue
        span = scene.span(fact)
        sentence = scene.sentence_of(span.first)
        beside = Span(span.last, min(span.last + 2, sentence.last))
        noun = scene.has(beside, "volume_part") or any(place.first in beside for _, place in scene.channels)
        after = [c for c in counts if c.count is not fact and span.last < c.span.first <= sentence.last]
        if noun and len(after) == int(middle(fact.value)) and not scene.has(sentence, "apiece"):
            yield [(_Item(c.span, key=str(k)), c) for k, c in enumerate(after)]


_FEW = (2, 3, 4)


def more_of_it(scene: TextScene, counts: Sequence[_Item]) -> Iterator[list[tuple[_Item, _Item]]]:
    """ "The shop brings 200 tickets a week, eBay adds another 50": more of what was counted before in the sentence."""
    for mark in (m for m in scene.mentions if m.family == "more_of_it"):
        sentence = scene.sentence_of(mark.first)
        before = [c for c in counts if sentence.first <= c.span.first < mark.first]
        after = [c for c in counts if mark.first < c.span.first <= min(mark.last + 2, sentence.last)]
        if after and scene.has(Span(mark.first, after[0].span.first), "reports"):
            continue  # "one tab says 8,200 calls a month, another says 9,600"
        if not before or not after or _another_channel(scene, before[-1], after[0]):
            continue
        yield [(_Item(c.span, key=str(k)), c) for k, c in enumerate((before[-1], after[0]))]


def _another_channel(scene: TextScene, before: _Item, after: _Item) -> bool:
    """Another channel is named with the second number than with the first."""
    sentence = scene.sentence_of(before.span.first)
    own = Span(before.span.first, before.span.last + 1)
    first = [channel for channel, place in scene.channels if place.first in own]
    first = first or [c for c, place in scene.channels if sentence.first <= place.first < before.span.first]
    between = Span(before.span.last + 1, min(after.span.last + 4, len(scene.words) - 1))
    later = [channel for channel, place in scene.channels if place.first in between and place.first not in own]
    return bool(set(later) - set(first[-1:]))
