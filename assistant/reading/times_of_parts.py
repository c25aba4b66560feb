"""A handle time told in its parts: "talk 240 + ACW 45", "6 min talk + 2 wrap", «поствызывная 30 секунд, разговор 210».

The unit is told with one of the parts or with none, and the name of a part stands before its number or behind it. What
is said to be within the whole adds nothing: "7 min AHT with wrap of 1 min included".
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed

_TALK, _HOLD, _AFTER = "talk", "hold", "after"
_UNITS = {"second": 1.0, "minute": 60.0}
_LONGEST = 3600.0  # seconds of one part
_NEAR = 3  # words between the name of a part and its number
_JOIN = 5  # words between the first time and one that is added to it
_LED = 4  # words before a time among which its name stands
_INSIDE = 4  # words behind a part among which it is said to be included
_SECONDS = 20  # a bare number from which seconds are meant where the whole tells no unit


@dataclass(frozen=True)
class _Part:
    """A part of a contact with its time: "hold 25"."""

    name: str
    place: Span
    fact: Fact


def with_times_of_parts(scene: TextScene) -> TextScene:
    """The scene with the parts of a handle time read as their sum, in the place of the talk."""
    for sentence in scene.sentences:
        named = sorted(_named(scene, sentence), key=lambda part: scene.span(part.fact).first)
        if named and (read := _summed(scene, sentence, named)) is not None:
            return read
    return scene


def _summed(scene: TextScene, sentence: Span, named: list[_Part]) -> TextScene | None:
    """The scene with these parts added up, or without those that are said to be within a whole; None for neither."""
    whole = _whole(scene, sentence, named)
    parts = [part.fact for part in named if part.fact.kind == "duration"]
    if whole is None and _whole_behind(scene, sentence, max(map(_length, parts), default=0.0)):
        return _with(scene, None, 0.0, parts)  # "Talk 2:10, wrap 0:40. HT 170 s in all."
    inside = [part for part in named if _included(scene, sentence, part)]
    if inside and (whole is not None or len(inside) < len(named) or _time_beside(scene, sentence, named)):
        return _with(scene, None, 0.0, [part.fact for part in inside])
    times = [part.fact for part in named if part not in inside]
    lead = _lead(scene, sentence, named)
    if lead is not None:
        times = [lead, *times]
    elif whole is not None or len({part.name for part in named}) < 2:
        return None
    if all(fact.kind == "duration" for fact in times) and (lead is not None or named[0].name != _HOLD):
        return None  # told with all their units: read where handle times are, but a hold told first looks like a wait
    seconds = _seconds(times)
    others = [fact for fact in scene.facts if _is_time(fact) and fact.kind == "duration" and fact not in times]
    if any(not 0 < each <= _LONGEST for each in seconds) or any(middle(f.value) == sum(seconds) for f in others):
        return None  # the whole is told as well
    talked = next((part.fact for part in named if part.name == _TALK), None)
    base = lead or talked or times[0]
    gone = [fact for fact in times if fact is not base]
    first = min(part.place.first for part in named)
    if scene.words[first].start < base.start and lead is None:
        start = scene.words[first].start  # "hold 1 min, talk 4 min": no answer after a minute
        base, gone = replace(base, start=start, text=scene.text[start : base.end]), [*gone, base]
    return _with(scene, base, sum(seconds), gone)


def _with(scene: TextScene, base: Fact | None, seconds: float, gone: list[Fact]) -> TextScene:
    facts = [fact for fact in scene.facts if fact is not base and not any(fact is one for one in gone)]
    if base is not None:
        facts.append(replace(base, kind="duration", value=seconds, unit="second", per=None))
    return scene.with_facts(sorted(facts, key=lambda fact: (fact.start, -fact.end)))


def _seconds(times: list[Fact]) -> list[float]:
    """Seconds of each: a bare number is in the unit of the others, and in seconds where it would be too long a time."""
    units = [fact.unit for fact in times if fact.kind == "duration"]
    bare = [middle(fact.value) for fact in times if fact.kind == "number"]
    unit = units[0] if units else ("second" if max(bare, default=0.0) >= _SECONDS else "minute")
    found = []
    for fact in times:
        said = middle(fact.value)
        few = said < _SECONDS or unit == "second"
        found.append(said if fact.kind == "duration" else said * (_UNITS[unit or "second"] if few else 1.0))
    return found


def _named(scene: TextScene, sentence: Span) -> Iterator[_Part]:
    """The parts with a number right beside their names; where both sides have one, as the first of the row has it."""
    names = _names(scene, sentence)
    ahead = [(name, place, _beside(scene, sentence, place, 1)) for name, place in names]
    behind = [(name, place, _beside(scene, sentence, place, -1)) for name, place in names]
    led = sum(fact is not None for _, _, fact in ahead) >= sum(fact is not None for _, _, fact in behind)
    taken: list[Fact] = []
    for (name, place, after), (_, _, before) in zip(ahead, behind, strict=True):
        fact = next(
            (f for f in ((after, before) if led else (before, after)) if f is not None and f not in taken), None
        )
        if fact is not None:
            taken.append(fact)
            yield _Part(name, place, fact)


def _names(scene: TextScene, sentence: Span) -> list[tuple[str, Span]]:
    """Names of parts within a sentence, the longest of those that overlap."""
    found = [
        (_AFTER if m.family == "after_work" else m.value, Span(m.first, m.last))
        for m in scene.mentions
        if m.family in ("after_work", "call_part") and m.first in sentence
    ]
    found.sort(key=lambda item: (item[1].first, -item[1].last, item[0]))
    kept: list[tuple[str, Span]] = []
    for name, place in found:
        if kept and place.first <= kept[-1][1].last:
            continue
        kept.append((name, place))
    return kept


def _beside(scene: TextScene, sentence: Span, place: Span, step: int) -> Fact | None:
    """The time next to the name of a part on one side, with only words that say nothing of their own between."""
    at = place.last + 1 if step > 0 else place.first - 1
    fillers = listed("part_then_time" if step > 0 else "time_then_part")
    for _ in range(_NEAR + 1):
        if at not in sentence:
            return None
        fact = scene.fact_at[at]
        if fact is not None:
            return fact if _is_time(fact) else None
        if scene.words[at].lower not in fillers:
            return None
        at += step
    return None


def _is_time(fact: Fact) -> bool:
    if fact.kind == "duration":
        return fact.unit in _UNITS and not fact.per and middle(fact.value) <= _LONGEST
    return fact.kind == "number" and fact.unit is None and not fact.each and 0 < middle(fact.value) <= _LONGEST


def _lead(scene: TextScene, sentence: Span, named: list[_Part]) -> Fact | None:
    """The time to which the only part is added: "14 min + 2 ACW", "takes 4 minutes, 2 more to log it"."""
    if len(named) != 1 or named[0].name == _TALK:
        return None
    place = scene.span(named[0].fact)
    first = max(sentence.first, place.first - _JOIN - 1)
    before = next((scene.fact_at[at] for at in range(place.first - 1, first - 1, -1) if scene.fact_at[at]), None)
    if before is None or not _is_time(before):
        return None
    between = scene.words[scene.span(before).last + 1 : place.first]
    to_name = scene.words[place.last + 1 : named[0].place.first]
    added = any(word.text == "+" or {word.lower, *word.forms} & listed("added_time") for word in between)
    added = added or any({word.lower, *word.forms} & listed("more_time") for word in to_name)
    timed = before.kind == "duration" or (bool(between) and between[0].text == "+") or _by_name(scene, before)
    return before if added and timed else None


def _by_name(scene: TextScene, fact: Fact) -> bool:
    """ "AHT 190", "7 min AHT": the name of the handle time leads to the number or stands right behind it."""
    span = scene.span(fact)
    names = [m for m in scene.mentions if m.family == "aht_name"]
    return any(0 < span.first - m.last <= _LED or m.first == span.last + 1 for m in names)


def _time_beside(scene: TextScene, sentence: Span, named: list[_Part]) -> bool:
    """ "340 s with 40 s of wrap in it": another length of time in the sentence, within which the part is."""
    taken = [part.fact for part in named]
    return any(f.kind == "duration" and _is_time(f) and f not in taken for f in scene.facts_within(sentence))


def _whole(scene: TextScene, sentence: Span, named: list[_Part]) -> Fact | None:
    """The handle time told as a whole beside its parts, in their sentence or the one before."""
    taken = [part.fact for part in named]
    spans = scene.sentences_before(sentence, 1)
    facts = [fact for span in spans for fact in scene.facts_within(span) if _is_time(fact)]
    return next((fact for fact in facts if fact not in taken and _by_name(scene, fact)), None)


def _length(fact: Fact) -> float:
    return middle(fact.value)


def _whole_behind(scene: TextScene, sentence: Span, longest: float) -> bool:
    """The handle time told as a whole, longer than its parts, in the sentence after theirs."""
    behind = sentence.last + 1
    facts = scene.facts_within(scene.sentence_of(behind)) if behind < len(scene.words) and longest else []
    wholes = [fact for fact in facts if fact.kind == "duration" and _is_time(fact) and _by_name(scene, fact)]
    return any(middle(fact.value) > longest for fact in wholes)


def _included(scene: TextScene, sentence: Span, part: _Part) -> bool:
    """ "With wrap of 1 min included", «из них минута — постобработка»: the whole told already holds this part."""
    span = scene.span(part.fact)
    first, last = min(part.place.first, span.first), max(part.place.last, span.last)
    ahead = scene.words[last + 1 : min(sentence.last, last + _INSIDE) + 1]
    before = scene.words[max(sentence.first, first - _LED + 1) : first]
    lead = next((k for k in range(len(before), 0, -1) if scene.fact_at[first - len(before) + k - 1]), 0)
    told = {form for word in (*before[lead:], *ahead) for form in (word.lower, *word.forms)}
    if told & (listed("including_words") | listed("inside_words")):
        return True
    # "in it", but not "answered in 20 s"
    return any(a.lower in listed("inside_led") and b.lower in listed("inside_what") for a, b in pairwise(ahead))
