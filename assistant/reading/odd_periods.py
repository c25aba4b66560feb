"""Contacts told for a length of time that is no plain period: "180 emails every fortnight", "a call every ten minutes".

The number becomes a volume of the plain period the length is counted in: ninety a week, six an hour.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from assistant.reading.concepts import Mention
from assistant.reading.dated_periods import dated_lengths
from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.period_totals import of_line, totals_of_periods
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed
from assistant.reading.words import is_past

_SECONDS = {"minute": 60.0, "hour": 3600.0, "day": 86_400.0, "week": 604_800.0, "month": 365 / 12 * 86_400.0}
_PLAIN = {"second": "hour", "minute": "hour", "hour": "hour", "day": "day", "week": "week", "month": "month"}
_TERM_UNITS = frozenset({"month", "quarter", "year"})
_LONG = frozenset({"week", "month"})
_NEXT = 2  # a volume that has its period from a list stands this near before a length of its own
_TO_DAYS = 4  # words between a number and the days it is told of
_WEEK = 7
_FEW, _MANY = 5, 3000  # contacts of a day
_REACH = 10  # words between the length of time and the number told for it


def with_odd_periods(scene: TextScene) -> TextScene:
    """The scene with the contacts told for an odd length of time read as volumes of a plain period."""
    replaced, dropped = totals_of_periods(scene)
    for place, unit, length, told in (*_lengths(scene), *_whole_terms(scene)):
        for fact in (f for f in _numbers(scene, place) if id(f) not in replaced):
            if fact.kind == "volume" and _of_term(scene, place):
                continue  # "2,000 calls a month for the whole term"
            rate = middle(fact.value) / length
            replaced[id(fact)] = replace(fact, kind="volume", value={"value": rate, "per": unit}, per=unit)
            dropped |= {id(told)} if told is not None else set()
    replaced |= {
        id(f): replace(f, kind="volume", value={"value": f.value, "per": "day"}, per="day") for f in _of_days(scene)
    }
    if not replaced and not dropped:
        return scene
    kept = [f for f in scene.facts if id(f) not in dropped]
    return scene.with_facts([replaced.get(id(f), f) for f in kept])


def _of_days(scene: TextScene) -> Iterator[Fact]:
    """ "A hundred calls on weekdays", «90 писем с понедельника по пятницу»: bare numbers told of each of some days."""
    days = [f for f in scene.facts if f.kind == "days"]
    for fact in scene.facts:
        if fact.kind != "number" or not _contacts(scene, fact) or not _FEW <= middle(fact.value) <= _MANY:
            continue
        span = scene.span(fact)
        after = next((f for f in days if f.start > fact.start), None)
        if (
            after is None
            or any(len(f.value) < _WEEK and set(f.value) != set(after.value) for f in days)
            or after.unit == "except"
        ):
            continue
        between = scene.words[span.last + 1 : scene.span(after).first]
        opens = scene.words[scene.span(after).first]  # "900 calls each day of the week"
        joined = any(word.lower in listed("on_days") for word in (*between, opens))
        if joined and len(between) <= _TO_DAYS and all(word.is_word for word in between):
            yield fact


def _lengths(scene: TextScene) -> Iterator[tuple[Span, str, float, Fact | None]]:
    """Lengths of time that contacts are told for: where, the plain period, how many of it, and the fact."""
    for place, months in dated_lengths(scene):
        yield place, "month", months, None
    for mention in (m for m in scene.mentions if m.family == "odd_period"):
        unit, count = mention.value.split()
        yield Span(mention.first, mention.last), unit, float(count), None
    for fact in scene.facts:
        unit = _PLAIN.get(fact.unit or "") or ("month" if fact.unit in ("quarter", "year") else "")
        if fact.kind != "duration" or not unit or fact.per or isinstance(fact.value, dict):
            continue
        span = scene.span(fact)
        every = any(_covers(m, span) for m in scene.mentions if m.family == "frequency")
        if every or (unit in _LONG and _looked_back(scene, span)):
            yield span, unit, middle(fact.value) / _SECONDS[unit], fact


def _whole_terms(scene: TextScene) -> Iterator[tuple[Span, str, float, Fact | None]]:
    """ "Chat for half a year, 9,000 chats for the entire term": the months that the message tells otherwise."""
    places = [Span(m.first, m.last) for m in scene.mentions if m.family == "whole_term"]
    if places and (months := term_told(scene)):
        yield from ((place, "month", months, None) for place in places)


def term_told(scene: TextScene) -> float | None:
    """The one length of a month or more that a message tells, in months; None where there is none or another."""
    terms = [f for f in scene.facts if f.kind == "duration" and f.unit in _TERM_UNITS and not f.per]
    lengths = {middle(f.value) / _SECONDS["month"] for f in terms}
    return float(round(lengths.pop())) or None if len(lengths) == 1 else None


def _of_term(scene: TextScene, place: Span) -> bool:
    return any(m.family == "whole_term" for m in scene.starting_at(place.first))


def _covers(mention: Mention, span: Span) -> bool:
    return mention.first < span.first and span.last <= mention.last


def _looked_back(scene: TextScene, span: Span) -> bool:
    """ "In six months we had 4,800 emails": a length of time that is over."""
    sentence = scene.sentence_of(span.first)
    first = span.first - 1
    while first > sentence.first and scene.words[first].lower in listed("lately_words"):
        first -= 1  # "over the last 18 months"
    lead = scene.words[first].lower if first >= sentence.first else ""
    return lead in listed("looking_back") and any(
        is_past(scene.words[at].lower) or scene.words[at].lower in listed("told_of_past")
        for at in range(sentence.first, sentence.last + 1)
    )


def _numbers(scene: TextScene, place: Span) -> list[Fact]:
    """Numbers of contacts near a length of time that have no period of their own; a list of them goes on."""
    sentence = scene.sentence_of(place.first)
    found = [f for f in scene.facts if scene.span(f).first in sentence and _contacts(scene, f)]
    found = [f for f in found if f.kind == "number" or 0 < place.first - scene.span(f).last <= _NEXT]
    near = [f for f in found if -_REACH <= scene.span(f).first - place.last <= _REACH]
    near = [f for f in near if scene.span(f).last < place.first or scene.span(f).first > place.last]
    after = [f for f in near if scene.span(f).first > place.last]
    listed_after = after[:1] + [b for a, b in pairwise(after) if scene.span(b).first - scene.span(a).last <= _REACH]
    before = [f for f in near if scene.span(f).last < place.first]
    return listed_after if listed_after and (not before or _opens(scene, place)) else before


def _opens(scene: TextScene, place: Span) -> bool:
    return place.first - scene.sentence_of(place.first).first <= 1


def _contacts(scene: TextScene, fact: Fact) -> bool:
    head, _ = scene.head(fact)
    if of_line(scene, scene.span(fact)):
        return False
    return fact.kind in ("number", "volume") and not fact.unit and head is not None and head.family == "contact"
