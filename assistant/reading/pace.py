"""Handle times told by the pace of one person: "an agent gets through 12 calls an hour", «20 писем в час на одного»."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.in_brief import wanted_in
from assistant.reading.judged import has_case
from assistant.reading.rate_words import TIME_UNITS
from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed
from assistant.reading.workload import tidy

_HOUR = 3600.0  # seconds
_SLOWEST, _FASTEST = 2, 60  # contacts one person gets through in an hour
_LONG = frozenset({"day", "shift", "week", "month"})
_SUBJECT = 6  # words before an output among which stands who gets through it
_FEW = 20  # contacts an hour that several people said to handle take each


def with_pace(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with the pace of a person as the time of a contact, and neither as a volume nor as a team of one."""
    found = list(changes)
    if not has_case(brief) and not any(c.path.endswith("contacts_per_month") for c in changes):
        return found  # "the book says a good agent does 12 calls an hour" tells of no case
    for fact in (f for f in scene.facts if f.kind == "volume" and f.per == "hour"):
        if not _SLOWEST <= middle(fact.value) <= _FASTEST or not of_one(scene, fact):
            continue
        channel = _channel(scene, fact, brief)
        if channel is None:
            continue
        one = [f for f in scene.facts if f.kind == "number" and f.end <= fact.start and middle(f.value) == 1]
        spoken = [(f.start, f.end) for f in (fact, *one)]
        found = [c for c in found if not any(start < c.end and c.start < end for start, end in spoken)]
        path = f"channels.{channel}.aht_seconds"
        seconds = tidy(round(_HOUR / middle(fact.value)))
        found.append(Change("set", path, seconds, fact.start, fact.end, fact.text))
    return found


def without_output(scene: TextScene) -> TextScene:
    """The scene without what one person gets through in a day, beside all there is: "1,000 a month, an agent does 15".

    Of several people who get through so much each, all there is can be worked out: "5 reps, each takes 60 a day".
    """
    outputs = [span for fact in scene.facts if (span := _output(scene, fact)) is not None]
    if not outputs:
        return scene
    left = [f for f in scene.facts if not any(scene.span(f).first in span for span in outputs)]
    several = any(f.kind == "number" and middle(f.value) > 1 and _people(scene, f) for f in left)
    alone = all(f.kind != "volume" for f in left)
    return scene if several or (alone and len(outputs) == 1) else scene.with_facts(left)


def without_stock(scene: TextScene) -> TextScene:
    """The scene without what lies waiting, beside what comes in: "backlog 600, inflow 3,100 a month"."""
    waiting = [f for f in scene.facts if f.kind == "number" and not f.unit and _led_by_stock(scene, f)]
    if not waiting or not any(f.kind == "volume" and f.per in TIME_UNITS for f in scene.facts):
        return scene
    return scene.with_facts([f for f in scene.facts if f not in waiting])


def _led_by_stock(scene: TextScene, fact: Fact) -> bool:
    at = scene.span(fact).first - 1
    while at > 0 and scene.words[at].lower in listed("stock_links"):
        at -= 1
    return at >= 0 and scene.words[at].lower in listed("stock_words")


def _output(scene: TextScene, fact: Fact) -> Span | None:
    """From the one person to what he gets through in a day or longer; None of a fact that is no such output."""
    if fact.kind != "volume" or fact.per not in _LONG or fact.each:
        return None
    span = scene.span(fact)
    sentence = scene.sentence_of(span.first)
    near = Span(max(sentence.first, span.first - _SUBJECT), span.first)
    subject = [m for m in scene.mentions if m.family == "output" and m.first <= span.first and m.last >= near.first]
    if not subject or subject[0].first not in sentence or scene.has(sentence, "in_all"):
        return None
    return Span(subject[0].first, span.last)


def _people(scene: TextScene, fact: Fact) -> bool:
    head = scene.head(fact)[0]
    return head is not None and head.family in ("agent", "person")


def of_one(scene: TextScene, fact: Fact) -> bool:
    """Whether so many an hour are what one person gets through, and not all that come in."""
    if fact.each in ("agent", "person"):
        return True
    at = scene.span(fact)
    sentence = scene.sentence_of(at.first)
    before, whole = Span(sentence.first, at.first), Span(sentence.first, sentence.last)
    if not scene.has(whole, "copes", "output") or scene.has(whole, "in_all"):
        return False
    each = scene.has(whole, "apiece", "output") or any(
        scene.words[k].lower in listed("one_person_words") for k in range(sentence.first, at.first)
    )
    people = scene.has(before, "agent", "person") or any(
        scene.words[k].lower in listed("people_pronouns") for k in range(sentence.first, at.first)
    )
    counted = [f for f in scene.facts if f.kind == "number" and f.end <= fact.start and middle(f.value) > 1]
    if counted and not scene.has(whole, "apiece"):
        return False  # "our six agents handle 40 calls an hour"
    return each or (people and middle(fact.value) <= _FEW)


def _channel(scene: TextScene, fact: Fact, brief: Mapping[str, Any]) -> str | None:
    sentence = scene.sentence_of(scene.span(fact).first)
    named = list(dict.fromkeys(channel for channel, place in scene.channels if place.first in sentence))
    known = wanted_in(brief)
    if len(named) == 1:
        return named[0] if named[0] in known or not known else None
    return next(iter(known)) if not named and len(known) == 1 else None
