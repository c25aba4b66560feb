"""A known value put right by a construction: "from 18k to 15k", "90 instead of 80", "5,000 off the budget".

Three families over the known fields: an old and a new value that a construction joins, where the old one is held by one
field; a difference, applied to the field named; a field named with a verb of change and its new value. Where more than
one field fits, none is taken.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.reading.constructions import Item, Match, items, matches, of_class
from assistant.reading.coverage import known_coverage
from assistant.reading.durations import UNIT_SECONDS
from assistant.reading.facts import Fact
from assistant.reading.heads import head as head_of
from assistant.reading.known_fields import AHT, ALIKE, VOLUME, Field, fit, known_fields, repeats, unlike
from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.told_figures import said
from assistant.reading.word_lists import listed
from assistant.reading.workload import tidy

_HOURS, _ENDS_OF_DAY = "coverage.hours_per_day", ("coverage.open", "coverage.close")
_PAY = ("in_house.", "quotes.", "agents")  # put right by readers of their own
_SAME = 1.001
_MONTH = 365 / 12 * 86_400
_THOUSAND = 1000
_OF_TIMES = ("aht_name", "after_work", "talk")
_UNITS = {AHT: "duration", "percent": "percent", "growth_percent": "percent", "amount": "money"}
_ZERO = 10.0
_YEAR = 12
_BETWEEN = 5  # words between an old and a new value


@dataclass(frozen=True)
class _Known:
    """What is known, as the constructions see it."""

    scene: TextScene
    brief: Mapping[str, Any]
    fields: Sequence[Field]
    coverage: Mapping[str, Any]


@dataclass(frozen=True)
class _Put:
    """A field with its new number and the words that tell it."""

    field: Field
    number: float
    span: Span


def moved(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with the fields that constructions put right; as they are where none does."""
    fields = [f for f in known_fields(brief, levels=True) if not f.path.startswith(_PAY)]
    if not fields or scene.text.rstrip().endswith("?"):
        return list(changes)
    known = _Known(scene, brief, fields, known_coverage(brief, []))
    numbers = items(scene)
    changes = _without_denied(known, numbers, changes)
    for family in (_replaced, _differing, _named_anew, _of_two, _of_zeros, _of_the_year):
        puts = {(p.field.path, tidy(p.number)): p for p in family(known, numbers)}
        if puts and len({path for path, _ in puts}) == len(puts):
            week = any(c.path == "coverage.days_per_week" for c in changes)
            for put in puts.values():
                if week and any(c.path == put.field.path for c in changes):
                    continue  # "weekdays only, and 95, not 80": read by the days told with it
                if put.field.path == _HOURS and any(c.path in _ENDS_OF_DAY for c in changes):
                    continue  # «не с 9, а с 8»: an end of the day and not its length
                changes = _with(scene, changes, put)
            return list(changes)
    return list(changes)


def _with(scene: TextScene, changes: Sequence[Change], put: _Put) -> list[Change]:
    start, end = scene.words[put.span.first].start, scene.words[put.span.last].end
    money = put.field.money
    value: Any = tidy(put.number) if money is None else {**money, "amount": tidy(put.number)}
    path = put.field.path
    kept = [c for c in changes if c.path != path and (_gone(c) or not (c.start < end and start < c.end))]
    kept = [c for c in kept if c.value is not None or not path.startswith(f"{c.path}.")]  # "forgot the notes of a call"
    return [*kept, Change("set", path, value, start, end, scene.text[start:end])]


def _gone(change: Change) -> bool:
    """An offer left out beside what is put right: its change stands over the whole message."""
    return change.op == "remove" and change.path.startswith("quotes.")


def _replaced(known: _Known, numbers: Sequence[Item]) -> Iterator[_Put]:
    """An old and a new value joined: «с 900 до 750», "5 minutes, not 4", "was 1.4, now 1.6"."""
    for match in matches(known.scene, numbers, "moved_from_to"):
        if _asked(known.scene, match.span) or _far_apart(known.scene, match):
            continue
        old, new = _in_one_unit(match.numbers["OLD"], match.numbers["NEW"])
        channels = {channel for channel, _ in known.scene.channels_within(match.span)}
        if len(channels) > 1 or any(_counts_other(known.scene, each.fact) for each in (old, new)):
            continue
        held = _held(known, old.fact, match.span, new.fact)
        fits = [(f, f_new) for f in held if (f_new := _number_in(known, new.fact, f)) is not None]
        if len(fits) != 1 or not _evident(known, match, fits[0][0], old.fact, new.fact):
            continue
        field, number = fits[0]
        alike = unlike(number, field.number) / (1 if field.kind != VOLUME else 2)
        if number > 0 and unlike(number, field.number) > _SAME and alike <= ALIKE[field.kind]:
            yield _Put(field, number, match.span)


def _in_one_unit(old: Item, new: Item) -> tuple[Item, Item]:
    """A new number of no unit borrows that of the old one: "not one year but two"."""
    seconds = UNIT_SECONDS.get(old.fact.unit or "") if old.fact.kind == "duration" else None
    if seconds is None or new.fact.kind != "number" or new.fact.unit:
        return old, new
    told = replace(new.fact, kind="duration", value=middle(new.fact.value) * seconds, unit=old.fact.unit)
    return old, replace(new, fact=told)


def _number_in(known: _Known, fact: Fact, field: Field) -> float | None:
    found = fit(fact, field, known.coverage)
    return None if found is None else found.number


def _held(known: _Known, fact: Fact, span: Span, new: Fact | None = None) -> list[Field]:
    """The fields a number repeats, of those the words beside it may be about.

    A number of no unit borrows that of the other: the "4" of "5 minutes not 4", the "5" of "a minute on top of 5".
    """
    open_to = _open(known, span)
    facts = [fact]
    if new is not None and fact.kind == "number" and fact.unit is None and new.kind in ("percent", "duration"):
        factor = new.unit and {"minute": 60, "second": 1}.get(new.unit)
        if new.kind == "percent" or factor:
            facts = [replace(fact, kind=new.kind, value=middle(fact.value) * (factor or 1), unit=new.unit)]
    return [f for f in open_to if any(repeats(each, f, known.brief, known.coverage) for each in facts)]


def _open(known: _Known, span: Span) -> list[Field]:
    """The fields without those of channels that the construction does not name, or without all but the ones named."""
    inside = {channel for channel, _ in known.scene.channels_within(span)}
    of_topics = _paths_named(known.scene, known.scene.sentence_of(span.first))
    named = [f for f in known.fields if f.path in of_topics]
    fields = named if named and not inside else list(known.fields)
    return [f for f in fields if not inside or (f.path.split(".")[1:2] and f.path.split(".")[1] in inside)]


def _evident(known: _Known, match: Match, field: Field, old: Fact, new: Fact) -> bool:
    """Something tells what the numbers are: a unit, a channel or a field named; else no strange word stands beside."""
    scene = known.scene
    if any(f.kind != "number" or f.unit for f in (old, new)):
        return True
    sentence = scene.sentence_of(match.span.first)
    if field.path in _paths_named(scene, sentence) or scene.channels_within(sentence) or scene.has(sentence, "contact"):
        return True
    if field.kind == AHT and scene.has(sentence, *_OF_TIMES):
        return True
    units = {f.kind for f in scene.facts if scene.span(f).first in sentence}
    if _UNITS.get(field.kind) in units:
        return True
    first, last = _clause(scene, match.span)
    frame = (
        *("guessing", "conjunctions", "put_right_by", "joining_words", "moved_frame", "moved_on_to", "moved_leaving"),
        "number_pointed_at",
    )
    known_words = frozenset().union(*(listed(each) for each in frame))
    strange = [
        at
        for at in range(first, last + 1)
        if scene.words[at].is_word and scene.fact_at[at] is None and scene.words[at].lower not in known_words
    ]
    strange = [at for at in strange if not any(of_class(scene, at, c) for c in ("moved_up", "moved_down", "moved_to"))]
    return not strange


def _clause(scene: TextScene, span: Span) -> tuple[int, int]:
    sentence = scene.sentence_of(span.first)
    first, last = span.first, span.last
    while first > sentence.first and scene.words[first - 1].text not in ",;:—–(":
        first -= 1
    while last < min(sentence.last, len(scene.words) - 1) and scene.words[last + 1].text not in ",;:—–)":
        last += 1
    return first, last


def _paths_named(scene: TextScene, span: Span) -> set[str]:
    """The fields that are named: growth, peak, budget, contract."""
    words = {form for at in range(span.first, span.last + 1) for form in scene.words[at].forms}
    return {path for path, section in _TOPICS.items() if words & listed(section)}


_TOPICS: Mapping[str, str] = {
    "growth_percent": "moved_growth",
    "peak_factor": "moved_peak",
    "budget_per_month": "moved_budget",
    "contract_months": "moved_contract",
}


def _counts_other(scene: TextScene, fact: Fact) -> bool:
    if fact not in scene.facts:
        return False
    head, content = head_of(scene, fact)
    return fact.kind == "number" and content and head is not None and head.family in ("other_number", "person", "agent")


def _only_named(known: _Known, span: Span) -> Field | None:
    """The one known field that the sentence names, and no channel beside it."""
    sentence = known.scene.sentence_of(span.first)
    paths = _paths_named(known.scene, sentence)
    if not paths:  # "Scrap the growth I told you. They lowered it to 8 percent"
        paths = _paths_named(known.scene, Span(0, len(known.scene.words) - 1))
    named = [f for f in known.fields if f.path in paths]
    return named[0] if len(named) == 1 and len(paths) == 1 else None


def _asked(scene: TextScene, span: Span) -> bool:
    """ "Could one get from nine minutes to six, in your experience?" puts nothing right."""
    last = scene.sentence_of(span.first).last
    return any(scene.words[at].text == "?" for at in range(span.last, min(last + 2, len(scene.words))))


def _far_apart(scene: TextScene, match: Match) -> bool:
    """Too much stands between the two for one construction: "8 minutes, but for chat it is not like that, there 3"."""
    first, second = sorted((item.span for item in match.numbers.values()), key=lambda span: span.first)
    return sum(scene.words[at].is_word for at in range(first.last + 1, second.first)) > _BETWEEN


def _denied(scene: TextScene, span: Span) -> bool:
    """The sentence denies or is of others or of the past: nothing is put right by it."""
    sentence = scene.sentence_of(span.first)
    words = {scene.words[at].lower for at in range(sentence.first, sentence.last + 1)}
    return bool(words & listed("moved_not")) or said(scene, sentence, "then") or scene.words[sentence.last].text == "?"


def _differing(known: _Known, numbers: Sequence[Item]) -> Iterator[_Put]:
    """A difference: "shaved five thousand off the budget", "another minute on top of the four"."""
    scene = known.scene
    for section, sign in (("moved_more", 1), ("moved_less", -1)):
        for match in matches(scene, numbers, section):
            difference = match.numbers["DIFF"].fact
            old = match.numbers.get("OLD")
            if old is not None:
                held = _held(known, old.fact, match.span, difference)
                field = held[0] if len(held) == 1 else None
            elif _denied(scene, match.span):
                continue
            else:
                field = _only_named(known, match.span)
            if field is None or _counts_other(scene, difference):
                continue
            amount = _difference(difference, field, old is not None)
            result = field.number + sign * amount if amount is not None else 0
            if result > 0 and 0 < unlike(result, field.number) <= ALIKE[field.kind]:
                yield _Put(field, result, match.span)


def _without_denied(known: _Known, numbers: Sequence[Item], changes: Sequence[Change]) -> list[Change]:
    """The changes without a difference taken for the whole: "we could raise the budget by 5 thousand if we must"."""
    kept = list(changes)
    for match in (m for section in ("moved_more", "moved_less") for m in matches(known.scene, numbers, section)):
        field, fact = _only_named(known, match.span), match.numbers["DIFF"].fact
        if field is not None and _denied(known.scene, match.span):
            kept = [c for c in kept if c.path != field.path or not (c.start < fact.end and fact.start < c.end)]
    return kept


def _difference(fact: Fact, field: Field, beside_old: bool) -> float | None:
    """What a quantity is in the unit of a field, where it is the difference of it."""
    value = fact.value.get("amount") if fact.kind == "money" and isinstance(fact.value, Mapping) else fact.value
    if isinstance(value, Mapping) or not isinstance(value, int | float):
        return None
    if field.kind == "amount":
        if fact.kind not in ("money", "number") or fact.unit:
            return None
        scaled = value * _THOUSAND
        small = fact.kind == "number" and value < _THOUSAND and scaled < field.number
        return scaled if small and field.number >= 5 * _THOUSAND else float(value)
    if field.kind == "contract_months" and fact.kind == "duration":
        return float(round(value / _MONTH)) or None
    if field.kind == AHT and fact.kind == "duration" and fact.unit in ("minute", "second"):
        return float(value)
    if field.kind == VOLUME and beside_old and fact.kind == "number" and not fact.unit:
        return float(value) if value < field.number else None
    return float(value) if field.kind == "peak_factor" and fact.kind == "number" and value < 1 else None


def _named_anew(known: _Known, numbers: Sequence[Item]) -> Iterator[_Put]:
    """A field named, and a verb of change with its new value: "board cut it to 6 percent", «рост поставьте ноль»."""
    for match in matches(known.scene, numbers, "moved_to_new"):
        fact, field = match.numbers["NEW"].fact, _only_named(known, match.span)
        if field is None or said(known.scene, match.span, "then") or _counts_other(known.scene, fact):
            continue
        if field.kind == "growth_percent" and fact.kind in ("number", "percent") and fact.value == 0:
            yield _Put(field, 0, match.span)
            continue
        found = fit(fact, field, known.coverage)
        if found is not None and found.likely and found.unlike > _SAME:
            yield _Put(field, found.number, match.span)


def _of_two(known: _Known, numbers: Sequence[Item]) -> Iterator[_Put]:
    """ "The smaller of the two is really 950": of two volumes or two handle times."""
    scene = known.scene
    for section, largest in (("moved_larger", True), ("moved_smaller", False)):
        for match in matches(scene, numbers, section):
            fact = match.numbers["NEW"].fact
            if any(scene.words[at].text == "," for at in range(match.span.first, match.span.last)):
                continue  # "the bigger number is okay, the 800 must be 880"
            kind = AHT if fact.kind == "duration" else VOLUME
            two = sorted((f for f in known.fields if f.kind == kind), key=lambda f: f.number)
            if len(two) != 2 or two[0].number == two[1].number:
                continue
            field = two[-1 if largest else 0]
            named = {channel for channel, _ in scene.channels_within(scene.span(fact))}
            if named and not any(f".{channel}." in field.path for channel in named):
                continue  # "the lower one is right: 900 e-mails", of two that were told for them
            found = fit(fact, field, known.coverage)
            if found is not None and found.likely:
                yield _Put(field, found.number, match.span)


def _of_zeros(known: _Known, numbers: Sequence[Item]) -> Iterator[_Put]:
    """ "A zero too many in the calls", «в письмах лишний ноль»: ten times as little, or as much."""
    scene = known.scene
    for section, factor in (("zero_too_many", 1 / _ZERO), ("zero_missing", _ZERO)):
        for match in matches(scene, (), section):
            named = {channel for channel, _ in scene.channels_within(scene.sentence_of(match.span.first))}
            volumes = [f for f in known.fields if f.kind == VOLUME]
            own = [f for f in volumes if f.path.split(".")[1:2] and f.path.split(".")[1] in named]
            field = _only_named(known, match.span)
            fields = own or ([field] if field is not None else []) or ([] if named else volumes)
            if len(fields) == 1 and (factor > 1 or fields[0].number >= _ZERO):
                yield _Put(fields[0], fields[0].number * factor, Span(match.span.first, match.span.last))


def _of_the_year(known: _Known, numbers: Sequence[Item]) -> Iterator[_Put]:
    """ "The 60k I gave as monthly is for the whole year": the known budget is of twelve months."""
    for match in matches(known.scene, numbers, "moved_to_year"):
        fact = replace(match.numbers["OLD"].fact, per=None)
        budget = [f for f in known.fields if f.path == "budget_per_month"]
        if budget and repeats(fact, budget[0], known.brief, known.coverage):
            yield _Put(budget[0], budget[0].number / _YEAR, match.span)
