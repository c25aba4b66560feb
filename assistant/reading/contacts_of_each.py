"""Contacts told for each of some things that are counted elsewhere in the message, when everything else is read.

«На одного водителя три звонка в день, водителей 80», "every agent does 60 tickets a day, there are five of them", "six
chats for every 100 eSIMs, of which we sell 25,000 a month": so many of each, times as many as there are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.reading.asides import asides
from assistant.reading.coverage import known_coverage
from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.how_often import how_often
from assistant.reading.rate_words import TIME_UNITS, period_forms
from assistant.reading.result import Change
from assistant.reading.reworded import Told
from assistant.reading.scene import Span, TextScene, look
from assistant.reading.word_lists import function_words, listed
from assistant.reading.words import parts_of_speech
from assistant.reading.workload import per_month, tidy

_MOST = 5_000  # contacts of one thing
_NOUN = 4  # words from "each" to the thing: "each of our nine community centres"
_BESIDE = 3  # words between a number and the thing it counts
_REACH = 14  # words between the contacts and "each"
_HUNDRED = 100
_FROM_PAY = 3  # words from a sum to "each"
_OTHERS = ("number", "volume", "money")
_FIGURES = ("number", "volume", "money", "duration", "percent", "time_range")
_STEM = 5  # letters by which two forms of a noun are one
_SHORT = 2
_SAME = 0.01
_TALK = 6  # messages before this one among which the things are counted
_APART = 2  # sentences between the contacts and what they are multiplied by


@dataclass(frozen=True)
class _Each:
    """The contacts of one thing, or of every so many; the things, and where they are named."""

    fact: Fact
    value: float
    per: str | None
    thing: frozenset[str]
    at: int
    many: Fact | None = None  # "each of our nine centres"
    every: Fact | None = None  # "for every hundred drops"


def contacts_of_each(
    scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any], earlier: Sequence[Told] = ()
) -> list[Change]:
    """The changes with such contacts multiplied; as they are where nothing counts the things, here or before."""
    if often := list(how_often(scene)):
        scene = scene.with_facts(sorted([*scene.facts, *often], key=lambda fact: fact.start))
    coverage = known_coverage(brief, list(changes))
    found: dict[str, Change] = {}
    spent: set[int] = set()
    aside = {at for span in asides(scene) for at in range(span.first, span.last + 1)}
    for each in _told_of_each(scene):
        many = each.many or _counted(scene, each) or _counted_before(scene, each, earlier)
        channel = _channel(scene, each)
        if many is None or channel is None or {scene.span(each.fact).first, each.at} & aside:
            continue
        per = each.per or (many.value.get("per") if many.kind == "volume" else None)
        if each.per and many.kind == "volume" and many.value.get("per") != each.per:
            continue  # so many a day of what comes so often a week: neither is sure
        value = tidy(each.value * middle(many.value) * per_month(per, coverage))
        path = f"channels.{channel}.contacts_per_month" if channel else "contacts_per_month"
        if path not in found:
            found[path] = Change("set", path, value, each.fact.start, each.fact.end, each.fact.text)
            spent |= {each.fact.start, many.start, *([each.every.start] if each.every else [])}
    told = {c.path: c.value for c in changes}
    found = {p: c for p, c in found.items() if not _alike(told.get(p), c.value)}
    if not found or any(c.path.endswith("contacts_per_month") and c.start not in spent for c in changes):
        return list(changes)
    named = {p.rpartition(".")[0] for p in found}
    kept = [c for c in changes if c.path not in found and not (c.path in named and c.value == {})]
    kept = [c for c in kept if not (c.path.endswith("contacts_per_month") and c.start in spent)]
    return [*kept, *found.values()]


def _alike(told: Any, value: float) -> bool:
    return isinstance(told, int | float) and abs(told - value) <= _SAME * value


def _told_of_each(scene: TextScene) -> Iterator[_Each]:
    for fact in scene.facts:
        if (rate := _rate(scene, fact)) is None:
            continue
        span, sentence = scene.span(fact), scene.sentence_of(scene.span(fact).first)
        after = range(span.last + 1, min(sentence.last, span.last + _REACH) + 1)
        before = range(span.first - 1, max(sentence.first, span.first - _REACH) - 1, -1)
        for at in (*after, *before):
            if scene.words[at].lower not in listed("of_each_words") or _of_another(scene, fact, at):
                continue
            if each := _each(scene, fact, rate, at):
                yield each
                break


def _of_another(scene: TextScene, fact: Fact, at: int) -> bool:
    """Whether "each" belongs to another figure: "900 chats a month and earn 75,000 rupees a month each"."""
    if scene.fact_at[at] is not None:
        return True
    if any(m.concept.rsplit(".", 1)[-1].split()[0] in TIME_UNITS for m in scene.starting_at(at)):
        return True  # "a dozen calls every fortnight"
    if any(m.family == "contact" for m in scene.starting_at(at + 1)):
        return True  # "1,000 e-mails a month, each call is twenty minutes": no contact has contacts
    if at < scene.span(fact).first and (_parted(scene, at + 1) or _after_pay(scene, at)):
        return True  # "3,000 dollars a month each, 4,000 calls a month"
    place = scene.span(fact)
    between = range(place.last + 1, at) if at > place.last else range(at + 1, place.first)
    others = {
        id(f) for k in between if (f := scene.fact_at[k]) is not None and f.kind in _FIGURES and f.kind != "number"
    }
    beside = scene.fact_at[at - 1] if at else None
    taken = beside is not None and beside is not fact and beside.kind in _FIGURES
    return bool(others) or taken


def _parted(scene: TextScene, at: int) -> bool:
    return not scene.words[at].is_word and not scene.words[at].is_digits


def _after_pay(scene: TextScene, at: int) -> bool:
    """ "£2,000 a month each inbox gets 120 mails": the word ends what somebody is paid."""
    before = scene.facts_within(Span(max(0, at - _FROM_PAY), at - 1)) if at else []
    return bool(before) and before[-1].kind == "money" and before[-1].per is not None


def _rate(scene: TextScene, fact: Fact) -> tuple[float, str | None] | None:
    """How many contacts a number tells, and of what time."""
    if fact.kind not in ("number", "volume") or not 0 < middle(fact.value) <= _MOST:
        return None
    per = fact.value.get("per") if fact.kind == "volume" else None
    if (per is not None and per not in TIME_UNITS) or fact.unit not in (None, "times"):
        return None  # "0.8 contacts per order" is read as such
    head, _ = scene.head(fact)
    sentence = scene.sentence_of(scene.span(fact).first)
    clause = _clause(scene, scene.span(fact))
    told = any(scene.words[at].forms & listed("done_by_some") for at in range(clause.first, clause.last + 1))
    near = clause if _in_a_word(scene, fact) else sentence
    told = told or scene.has(near, "contact", "writes") or bool(scene.channels_within(near))
    times = fact.unit == "times" and told
    return (middle(fact.value), per) if times or (head is not None and head.family == "contact") else None


def _in_a_word(scene: TextScene, fact: Fact) -> bool:
    """Whether how often is told without a number; much else happens twice a month."""
    return any(m.family == "how_often" for m in scene.starting_at(scene.span(fact).first))


def _clause(scene: TextScene, span: Span) -> Span:
    """The words before a number, from the sign before it."""
    sentence = scene.sentence_of(span.first)
    signs = [at for at in range(sentence.first, span.first) if scene.words[at].text in ",;:—–"]
    return Span(signs[-1] + 1 if signs else sentence.first, span.last)


def _each(scene: TextScene, fact: Fact, rate: tuple[float, str | None], at: int) -> _Each | None:
    """What "each" or "for every hundred" at a word is of; None where it is a time or contacts themselves."""
    span, value, many = scene.span(fact), rate[0], None
    nouns: set[str] = set()
    every: Fact | None = None
    for place in range(at + 1, min(len(scene.words), at + 1 + _NOUN)):
        word, inside = scene.words[place], scene.fact_at[place]
        if not nouns and fact.unit == "times" and place < span.first and word.forms & listed("done_by_some"):
            break  # "each writes three times a month"
        if span.first <= place <= span.last or not (word.is_word or word.is_digits):
            break
        if inside is not None and inside.kind in ("number", "volume") and not inside.unit:
            if nouns or every is not None or many is not None:
                break
            led = any(w.lower in listed("of_words") for w in scene.words[at + 1 : place])
            many, every = (inside, None) if led else (None, inside)
            value = value if led else value / middle(inside.value)
            continue
        if word.forms & period_forms().keys() or scene.kind_at(place) in ("duration", "money", "percent"):
            return None
        if word.lower in function_words() | listed("possessives") or word.lower in listed("of_each_words"):
            if nouns:
                break
            continue
        if (
            not nouns
            and any(m.family == "contact" for m in scene.starting_at(place))
            and not _another(scene, fact, place)
        ):
            return None
        if nouns and "NOUN" not in parts_of_speech(word.lower):
            break
        nouns |= {form for form in word.forms if len(form) > _SHORT}
    if many is not None and middle(many.value) <= 1:
        return None
    between = scene.facts_within(Span(at, max(at, span.first)))
    if any(f not in (fact, many, every) and f.kind in _OTHERS for f in between):
        return None  # «каждому платим 60 тысяч, 300 звонков в день»
    return _Each(fact, value, rate[1], frozenset(nouns), at, many, every)


def _another(scene: TextScene, fact: Fact, at: int) -> bool:
    """ "Two calls for every request": contacts of other contacts."""
    head, _ = scene.head(fact)
    return head is not None and all(m.value != head.value for m in scene.starting_at(at) if m.family == "contact")


def _counted(scene: TextScene, each: _Each) -> Fact | None:
    """The number of the things: beside their noun, or "there are five of them"."""
    sentence = scene.sentence_of(each.at)
    first = scene.sentences_before(sentence, _APART)[-1].first
    last = sentence.last
    for _ in range(_APART):
        last = scene.sentence_of(min(last + 2, len(scene.words) - 1)).last
    for fact in scene.facts_within(Span(first, last)):
        span = scene.span(fact)
        if fact is each.fact or fact.kind not in ("number", "volume") or fact.unit or middle(fact.value) <= 1:
            continue
        if fact.kind == "volume" and fact.value.get("per") not in TIME_UNITS:
            continue
        if fact is each.every:
            continue
        if span.first - 1 == each.at or _names(scene, span, each.thing) or _of_them(scene, span):
            return None if span.first - 1 == each.at else fact
    others = [f for f in scene.facts_within(Span(first, last)) if _thing_counted(scene, f, each)]
    return others[0] if len(others) == 1 else None


def _counted_before(scene: TextScene, each: _Each, earlier: Sequence[Told]) -> Fact | None:
    """The number of the things where an earlier message tells it: «шесть филиалов», then «в каждом филиале 40»."""
    for told in earlier[:_TALK] if each.thing and each.every is None else ():
        there = look(told.text, scene.language)
        found = [f for f in there.facts if f.kind == "number" and not f.unit and middle(f.value) > 1]
        found = [f for f in found if _names(there, there.span(f), each.thing)]
        if found:
            return replace(found[-1], start=-1, end=-1) if len(found) == 1 else None
    return None


def _thing_counted(scene: TextScene, fact: Fact, each: _Each) -> bool:
    """The one other number of the passage: of "each" without a noun, before it; of "every hundred", a larger one."""
    if fact is each.fact or fact.kind not in ("number", "volume") or fact.unit or middle(fact.value) <= 1:
        return False
    if fact.kind == "volume" and fact.value.get("per") not in TIME_UNITS:
        return False
    span = scene.span(fact)
    head, content = scene.head(fact)
    if head is not None and head.family == "contact":
        return False
    if each.every is not None:
        return middle(fact.value) > _HUNDRED and not each.at < span.first <= each.at + 1
    return not each.thing and (head is not None or content) and span.last < each.at


def _names(scene: TextScene, span: Span, thing: frozenset[str]) -> bool:
    """Whether the noun of the things stands right beside a number, no other number between."""
    for step in (1, -1):
        at = span.last + 1 if step > 0 else span.first - 1
        for place in range(at, at + step * _BESIDE, step):
            if not 0 <= place < len(scene.words) or scene.kind_at(place) in ("number", "volume", "money"):
                break
            word = scene.words[place]
            if word.text in ",.;!?" or word.lower in listed("of_each_words"):
                break
            if any(_one(form, other) for form in word.forms for other in thing):
                return True
    inside = scene.words[span.first : span.last + 1]
    return any(_one(form, other) for word in inside for form in word.forms for other in thing)


def _one(form: str, other: str) -> bool:
    long = min(len(form), len(other)) > _STEM
    return form == other or (long and form[:_STEM] == other[:_STEM])


def _of_them(scene: TextScene, span: Span) -> bool:
    after = any(m.family == "of_them" for m in scene.starting_at(span.last + 1))
    return after or any(m.family == "of_them" for m in scene.ending_at(span.first - 1))


def _channel(scene: TextScene, each: _Each) -> str | None:
    """The channel of the contacts: what they are called, or the one channel of their sentence or of the message."""
    head, _ = scene.head(each.fact)
    if head is not None and head.family == "contact" and head.value not in ("", "_"):
        return head.value
    near = {c for c, _ in scene.channels_within(scene.sentence_of(each.at))}
    named = near or {c for c, _ in scene.channels}
    if len(named) > 1:
        return None
    return next(iter(named), "")
