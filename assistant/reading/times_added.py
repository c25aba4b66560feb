"""Two times of one contact that add up: "4 minutes plus a minute of notes", «три минуты и ещё минута на карточку»."""

from dataclasses import replace
from itertools import pairwise

from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import conjunctions, listed, within_words

_UNITS = ("second", "minute")
_LONGEST = 3600.0  # seconds of one part
_BETWEEN = 7  # words from one time to the next
_LEADS = 2  # words before the second time among which "plus", "another" or "then" is said
_AFTER = 4  # words behind the second time, where a channel of its own may be named
_NOT_WORK = ("answer", "schedule")


def with_times_added(scene: TextScene) -> TextScene:
    """The scene with a time and what comes on top of it read as their sum; not where the whole is told as well."""
    times = [fact for fact in scene.facts if _of_contact(fact)]
    for one, other in pairwise(times):
        total = middle(one.value) + middle(other.value)
        told = any(abs(middle(f.value) - total) < 1 for f in times if f not in (one, other))
        if not told and _on_top(scene, one, other):
            text = scene.text[one.start : other.end]
            whole = replace(one, value=total, end=other.end, text=text, unit="second")
            whole = replace(whole, approximate=one.approximate or other.approximate)
            return scene.with_facts([whole if f is one else f for f in scene.facts if f is not other])
    return scene


def _of_contact(fact: Fact) -> bool:
    return fact.kind == "duration" and fact.unit in _UNITS and not fact.per and middle(fact.value) <= _LONGEST


def _on_top(scene: TextScene, one: Fact, other: Fact) -> bool:
    """The second follows in the same sentence, led in by "plus", "another" or "then", and is of no other channel."""
    here, there = scene.span(one), scene.span(other)
    sentence = scene.sentence_of(here.first)
    between = range(here.last + 1, there.first)
    if there.first not in sentence or not between or len(between) > _BETWEEN:
        return False
    lead = scene.words[max(between[0], there.first - _LEADS) : there.first]
    added = any(word.text == "+" or {word.lower, *word.forms} & listed("added_time") for word in lead)
    joined = any(word.lower in conjunctions() for word in lead) and scene.has(
        Span(there.last + 1, min(there.last + _LEADS + 1, sentence.last)), "after_work"
    )
    if not added and not joined:  # «три минуты и минута постобработки»
        return False
    before = scene.words[here.first - 1].lower if here.first else ""
    ahead = Span(between[0], min(there.last + _AFTER, sentence.last))
    # "calls 4 minutes and another 2 for chats": the second channel has a time of its own
    others = [place for _, place in scene.channels_within(ahead) if not _after_work(scene, place)]
    facts = any(scene.kind_at(at) not in (None, "channel") for at in between)
    waited = before in within_words() or scene.has(
        Span(max(sentence.first, here.first - _LEADS), here.first), *_NOT_WORK
    )
    behind = Span(between[0], min(there.last + _LEADS, sentence.last))
    waits = scene.has(behind, "waiting") and not scene.has(behind, "call_part")  # "…, they wait another minute"
    return not (others or facts or waited or waits)


def _after_work(scene: TextScene, place: Span) -> bool:
    """«Две минуты после звонка»: the channel of the first time again, in what is done after it."""
    at = place.first - 1
    return at >= 0 and scene.words[at].lower in listed("after_words")
