"""A service level told at length: "80% of calls must reach a person in thirty seconds or less", «ответ за 30 сек».

A share of the contacts and the longest time they may wait, in one sentence, are a service level in whatever words.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.frames import time_to_answer
from assistant.reading.judge import NOTHING
from assistant.reading.nearest_channel import usual_channel
from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.service_levels import level_of
from assistant.reading.word_lists import bounds, listed, within_words

_LEAST = 70  # percent
_APART = 16  # words between the share and its time
_OWNER = 4  # words before a share among which stands what else it is of
_OF = 6  # words behind it among which stands what it is a share of
_LIMIT = 4  # words before a time among which stands what makes it a limit
_SOON = 600  # seconds in which live contacts are answered
_LATE = 72 * 3600  # and written ones
_WRITTEN = ("email", "social", "chat")
_NOBODYS = 0.8  # above it both figures are of nothing the buyer tells, to the judge


def level_of_share(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> Sequence[Change]:
    """The changes with the levels that such sentences tell, where none was read; no handling time is made of them."""
    found = list(changes)
    known = brief.get("service_level")
    told = {c.path for c in changes if c.path.startswith("service_level.")}
    for share, time in _pairs(scene):
        sentence = scene.sentence_of(scene.span(share).first)
        seconds = float(time_to_answer(time))
        named = scene.channels_within(sentence)
        only = {channel for channel, _ in named}
        channel = only.pop() if len(only) == 1 else usual_channel(seconds, named, brief)
        path = f"service_level.{channel}"
        start, end = min(share.start, time.start), max(share.end, time.end)
        read = any(c.path.startswith("service_level.") and c.start < end and start < c.end for c in changes)
        if read or path in told or (isinstance(known, Mapping) and channel in known) or _nobodys(scene, share, time):
            continue
        found = [c for c in found if not (c.path.endswith("aht_seconds") and c.start < time.end and time.start < c.end)]
        found.append(Change("set", path, level_of(middle(share.value), seconds), start, end, scene.text[start:end]))
        told.add(path)
    return found


def _nobodys(scene: TextScene, share: Fact, time: Fact) -> bool:
    """ "My brother's bank answers 80% in twenty seconds": the judge has either figure for nothing of the case."""
    if scene.judged is None:
        return False
    return min(scene.judged(scene.span(fact)).get(NOTHING, 0.0) for fact in (share, time)) > _NOBODYS


def _pairs(scene: TextScene) -> list[tuple[Fact, Fact]]:
    """Each share of contacts with the nearest time in its sentence that they may wait at most."""
    found: list[tuple[Fact, Fact]] = []
    times = [f for f in scene.facts if f.kind == "duration" and not f.per and _limits(scene, f)]
    for share in scene.facts:
        if share.kind != "percent" or not _LEAST <= middle(share.value) <= 100 or not _of_contacts(scene, share):
            continue
        near = [(_apart(scene, share, time), time) for time in times if _alone(scene, share, time)]
        taken = [time for apart, time in near if apart <= _APART]
        if taken:
            found.append((share, min(taken, key=lambda time: _apart(scene, share, time))))
    return found


def _apart(scene: TextScene, share: Fact, time: Fact) -> int:
    one, other = scene.span(share), scene.span(time)
    return max(one.first, other.first) - min(one.last, other.last)


def _alone(scene: TextScene, share: Fact, time: Fact) -> bool:
    """They stand in one sentence, with no other share or time between."""
    one, other = scene.span(share), scene.span(time)
    if other.first not in scene.sentence_of(one.first):
        return False
    between = scene.facts_within(Span(min(one.last, other.last) + 1, max(one.first, other.first) - 1))
    return not any(fact.kind in ("percent", "duration", "money", "volume") for fact in between)


def _of_contacts(scene: TextScene, share: Fact) -> bool:
    """ "80% of all calls", "90 percent of the time", «для 90 % обращений»: contacts, and none that are lost."""
    span, sentence = scene.span(share), scene.sentence_of(scene.span(share).first)
    before = scene.words[max(sentence.first, span.first - _OWNER) : span.first]
    behind = Span(span.last + 1, min(sentence.last, span.last + _OF))
    owners = listed("percent_owners")
    clause = []
    for word in reversed(before):
        if word.text in ",;:—–":
            break
        clause.append(word)
    after = scene.words[behind.first : behind.last + 1]
    if any({word.lower, *word.forms} & owners for word in (*clause, *after)):
        return False
    counted = scene.has(behind, "contact") or bool(scene.channels_within(behind))
    return counted or any({word.lower, *word.forms} & listed("of_the_time") for word in after)


def _limits(scene: TextScene, time: Fact) -> bool:
    """ "In thirty seconds or less", "not above 90 seconds", «не позднее 30 сек»: the longest that a contact waits."""
    span = scene.span(time)
    sentence = scene.sentence_of(span.first)
    written = any(channel in _WRITTEN for channel, _ in scene.channels_within(sentence))
    if not 1 <= middle(time.value) <= (_LATE if written else _SOON) or time.unit not in ("second", "minute", "hour"):
        return False
    if scene.has(sentence, "former") or (scene.has(sentence, "vendor") and not scene.has(sentence, "must", "wish")):
        return False  # what a vendor did or does is no wish
    if not scene.has(sentence, "answer", "attend", "waiting") and not _answered(scene, sentence):
        return False
    limits = within_words() | bounds() | listed("level_joints") | listed("level_limits")
    before = scene.words[max(sentence.first, span.first - _LIMIT) : span.first]
    after = scene.words[span.last + 1 : span.last + 3]
    bounded = time.bound == "at_most" or any(word.lower in limits for word in before)
    return bounded or any(word.lower in listed("or_less") for word in after)


def _answered(scene: TextScene, sentence: Span) -> bool:
    words = scene.words[sentence.first : sentence.last + 1]
    return any({word.lower, *word.forms} & listed("answering_verbs") for word in words)
