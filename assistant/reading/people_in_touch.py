"""Contacts told by the people who made them: "36,000 residents phoned the council", «137 человек позвонили в октябре»,
"on a working day 40 people e-mail us and 15 phone", "480 users wrote to us by mail and 160 by chat".

So many people who called are so many calls; where they only may call, they are customers.
"""

from collections.abc import Iterator
from dataclasses import replace

from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.period_totals import periods_named
from assistant.reading.rate_words import TIME_UNITS, period_forms
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed, year_joiners

_NOUN = 3  # words from a number to the people it counts
_VERB = 4  # words between those people and what they did
_FEWEST = 3
_FEWEST_TIMES = 10
_YEARS = range(1900, 2100)
_CHANNEL = 7  # words from "write" to the channel
_WORKDAYS = [1, 2, 3, 4, 5]
_CHANNELS = {"phone": "phoned_words", "email": "emailed_words"}
_NO_VERB = frozenset(",;:.!?()\n|—–")


def with_people_in_touch(scene: TextScene) -> TextScene:
    """The scene with such people read as so many times that they called, by the channel their verb names."""
    replaced: dict[int, Fact] = {}
    added: list[Fact] = []
    for fact, channel, at in (*_people(scene), *_often(scene)):
        volume = _volume(scene, fact)
        if volume is None:
            continue
        verb = scene.words[at]
        if scene.kind_at(at) != "channel" and at not in scene.span(fact):
            added.append(Fact("channel", channel, verb.start, verb.end, verb.text))
        noun = _counted_people(scene, scene.span(fact), len(scene.words) - 1)
        last = max(at, noun if noun is not None else at)
        apart = (
            verb.end < fact.start and at + 1 < scene.span(fact).first
        )  # the words between may name a part of the day
        start, end = fact.start if apart else min(fact.start, verb.start), max(fact.end, scene.words[last].end)
        replaced[id(fact)] = replace(volume, unit="times", start=start, end=end, text=scene.text[start:end])
    if not replaced:
        return scene
    facts = [*(replaced.get(id(f), f) for f in scene.facts), *added]
    return scene.with_facts(sorted(facts, key=lambda f: (f.start, -f.end)))


def _people(scene: TextScene) -> Iterator[tuple[Fact, str, int]]:
    """The counts of such people, the channel they used and the place of their verb."""
    counted: dict[int, str] = {}
    for fact in scene.facts:
        if fact.kind not in ("number", "volume") or fact.unit or fact.each or middle(fact.value) < _FEWEST:
            continue
        if fact.kind == "volume" and fact.per not in TIME_UNITS:
            continue
        sentence, span = scene.sentence_of(scene.span(fact).first), scene.span(fact)
        noun = _counted_people(scene, span, sentence.last)
        if _of_a_part(scene, span, sentence) or _a_year(scene, fact):
            continue
        if noun is not None and scene.words[noun].lower in listed("callers"):
            yield fact, "phone", noun
        elif noun is not None and (found := _verb(scene, noun, fact, sentence)):
            counted[sentence.first] = found[0]
            yield fact, *found
        elif sentence.first in counted and (other := _by_others(scene, fact, sentence)):
            yield fact, *other
        elif sentence.first in counted and noun == span.last:
            yield fact, counted[sentence.first], noun  # «звонят утром человек двадцать и вечером человек десять»


def _often(scene: TextScene) -> Iterator[tuple[Fact, str, int]]:
    """ "Residents phoned the council 240,000 times in 2022": how often they did, behind their verb."""
    for fact in scene.facts:
        if fact.kind not in ("number", "volume") or middle(fact.value) < _FEWEST_TIMES or fact.each:
            continue
        sentence, span = scene.sentence_of(scene.span(fact).first), scene.span(fact)
        after = scene.words[min(span.last + 1, sentence.last)].lower
        if fact.unit not in (None, "times") or (fact.unit is None and after not in listed("times_words")):
            continue
        for at in range(span.first - 1, max(sentence.first, span.first - _CHANNEL) - 1, -1):
            if scene.words[at].text in _NO_VERB or _counts_at(scene, at):
                break
            told = [c for c in _CHANNELS if _says(scene, at, c)]
            if told and scene.words[at].lower in listed("rang_words"):
                yield fact, told[0], at
                break


def _a_year(scene: TextScene, fact: Fact) -> bool:
    """ "In 2022 customers rang": a year counts nobody."""
    before = scene.words[max(scene.span(fact).first - 1, 0)].lower
    return fact.kind == "number" and middle(fact.value) in _YEARS and before in year_joiners()


def _by_others(scene: TextScene, fact: Fact, sentence: Span) -> tuple[str, int] | None:
    """ "35 people e-mail and 20 phone", "480 wrote by mail and 160 by chat": the channel of those behind the first."""
    number = scene.span(fact)
    first = number.first + 1 if fact.kind == "volume" else number.last + 1
    for at in range(first, min(sentence.last, first + 1) + 1):
        told = [c for c in _CHANNELS if at == first and _says(scene, at, c)]
        if told:
            return told[0], at
        named = [channel for channel, place in scene.channels if place.first == at]
        if named and scene.words[at - 1].lower in listed("by_channel"):
            return named[0], at
    return None


def _of_a_part(scene: TextScene, number: Span, sentence: Span) -> bool:
    """ "A third of the 1,500 visitors email us"; those of the nights alone, «ночью позвонили девятнадцать человек»."""
    before = Span(sentence.first, max(sentence.first, number.first - 1))
    led = scene.words[max(sentence.first, number.first - _NOUN) : number.first]
    parted = any(w.lower in listed("of_words") for w in led) and (
        scene.has(before, "fraction") or any(f.kind == "percent" for f in scene.facts_within(before))
    )
    nights = {w.lower for w in scene.words[sentence.first : sentence.last + 1]} & listed("nights")
    return parted or bool(nights)


def _counted_people(scene: TextScene, number: Span, last: int) -> int | None:
    """The place of the people a number counts: "36,000 residents", «35 тысяч жителей»."""
    if number.first and scene.words[number.first - 1].lower in listed("people_before"):
        return number.last  # «человек сорок»
    for at in range(number.first + 1, min(last, number.last + _NOUN) + 1):
        if scene.words[at].text in _NO_VERB:
            return None
        people = any(m.family in ("driver", "person") for m in scene.starting_at(at))
        if people or scene.words[at].lower in listed("callers") | listed("people_in_touch"):
            return at
    return None


def _verb(scene: TextScene, noun: int, fact: Fact, sentence: Span) -> tuple[str, int] | None:
    """What the people did, in the clause of their number: before it, «звонят нам человек двадцать», or behind them."""
    number = scene.span(fact)
    led = number.first and scene.words[number.first - 1].lower in listed("people_before")
    if led and (before := _verb_before(scene, number, sentence)):
        return before
    for at in range(noun + 1, min(sentence.last, noun + _VERB) + 1):
        if scene.words[at].text in _NO_VERB or (scene.fact_at[at] not in (None, fact) and _counts_at(scene, at)):
            break
        if scene.words[at].lower in listed("only_may"):
            return None
        for channel in _CHANNELS:
            if _says(scene, at, channel):
                return channel, at
        if scene.words[at].lower in listed("wrote_words"):
            return _written_to(scene, at, min(sentence.last, at + _CHANNEL), fact)
    ahead = number.first - 1
    told = [c for c in _CHANNELS if ahead >= sentence.first and _says(scene, ahead, c)]
    return (told[0], ahead) if told and scene.words[ahead].lower in listed("verb_first") else None


def _counts_at(scene: TextScene, at: int) -> bool:
    return scene.kind_at(at) in ("number", "volume")


def _verb_before(scene: TextScene, number: Span, sentence: Span) -> tuple[str, int] | None:
    """«Звонят нам до обеда человек двадцать», «пишет в чат человек триста»."""
    for at in range(number.first - 2, max(sentence.first, number.first - _CHANNEL) - 1, -1):
        if scene.words[at].text in _NO_VERB or _counts_at(scene, at):
            return None
        told = [c for c in _CHANNELS if _says(scene, at, c)]
        if told:
            return told[0], at
        if scene.words[at].lower in listed("wrote_words"):
            return _written_to(scene, at, number.first - 1, None)
    return None


def _written_to(scene: TextScene, verb: int, last: int, own: Fact | None) -> tuple[str, int] | None:
    """ "Write to us on WhatsApp", «пишут в телеграм», "wrote to us last month by mail": the channel behind the verb."""
    for at in range(verb + 1, last + 1):
        named = [(channel, place.last) for channel, place in scene.channels if place.first == at]
        if named:
            return named[0]
        if scene.words[at].text in _NO_VERB or (scene.fact_at[at] is not own and _counts_at(scene, at)):
            return None
    return None


def _says(scene: TextScene, at: int, channel: str) -> bool:
    """Whether a word says that they did; "people on the phone" did nothing."""
    named = at and scene.words[at - 1].lower in listed("articles_and_ours") | listed("by_channel")
    return not named and scene.words[at].lower in listed(_CHANNELS[channel])


def _volume(scene: TextScene, fact: Fact) -> Fact | None:
    """The volume so many people make: in its own period, in that of its list, or in the one its sentence names."""
    if fact.kind == "volume":
        return fact
    sentence = scene.sentence_of(scene.span(fact).first)
    volumes = [f for f in scene.facts_within(sentence) if f.kind == "volume" and f.per in TIME_UNITS]
    if any(f.unit == "times" or f.each for f in volumes):
        return None  # "our 9,000 customers call once a year"
    told = (
        _named_days(scene, _own(scene, fact, sentence)) or {str(f.per) for f in volumes} or _named_days(scene, sentence)
    )
    periods = [p.months for p in periods_named(scene) if p.span.first in sentence]
    per, value = "month", middle(fact.value)
    if len(told) == 1:
        per = told.pop()  # "30 people phone and 45 e-mail every week"
    elif len(set(periods)) == 1:
        value /= periods[0]
    elif told or periods or not scene.has(sentence, "month_named"):
        return None
    return replace(fact, kind="volume", value={"value": value, "per": per}, per=per)


def _own(scene: TextScene, fact: Fact, sentence: Span) -> Span:
    """The words from a number to the next one."""
    first = scene.span(fact).last
    last = next((at - 1 for at in range(first + 1, sentence.last + 1) if _counts_at(scene, at)), sentence.last)
    return Span(first, last)


def _named_days(scene: TextScene, sentence: Span) -> set[str]:
    """The period named in a sentence apart from its numbers: "each working day", "in a typical week", «каждый день»."""
    workdays = scene.has(sentence, "workday") or any(
        f.value == _WORKDAYS and not f.unit for f in _days(scene, sentence)
    )
    heads = [m for m in scene.inside(sentence, ("period_head",)) if scene.kind_at(m.last) != "days"]
    named = {m.value for m in heads if m.value in ("day", "week")}
    led = listed("of_each_words") | listed("period_led") | listed("lately_only")
    words = scene.words
    for at in range(sentence.first + 1, sentence.last + 1):
        word = words[at]
        if words[at - 1].lower in led and scene.kind_at(at) != "days":
            named |= {period_forms()[f] for f in word.forms if period_forms().get(f) in ("day", "week", "month")}
    if workdays and named <= {"day"}:
        return {"workday"}
    return named or ({"day"} if scene.has(sentence, "day_part") else set())


def _days(scene: TextScene, sentence: Span) -> list[Fact]:
    return [f for f in scene.facts_within(sentence) if f.kind == "days"]
