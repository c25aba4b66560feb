"""Handle times told by the pace of one person: "an agent gets through 12 calls an hour", «20 писем в час на одного»."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.in_brief import wanted_in
from assistant.reading.judged import has_case
from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed
from assistant.reading.workload import tidy

_HOUR = 3600.0  # seconds
_SLOWEST, _FASTEST = 2, 60  # contacts one person gets through in an hour
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
