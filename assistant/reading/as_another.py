"""The volume of a channel told by that of another: "half as many chats as calls", «писем столько же, сколько звонков».

The other is the one named behind "as" or "than", told here or known before; else the one whose volume was told last.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.channel_shares import fraction
from assistant.reading.in_brief import value_at
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.volume_as_that import Relation, relations
from assistant.reading.word_lists import listed
from assistant.reading.workload import tidy

_VOLUME = "contacts_per_month"
_NEAR = 3  # words between the relation and the channel it is of
_BEHIND = 3  # words between "as" and the channel that is compared with
_AHEAD = 6  # words between the relation and that "as"


def as_another(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with such volumes; one with a number of its own stays as it is."""
    told = list(changes)
    for relation in _relations(scene):
        sentence = scene.sentence_of(relation.first)
        compared = _compared_with(scene, relation, sentence)
        target = _target(scene, relation, sentence, compared)
        if target is None or _up_to(scene, relation) or (compared is None and _of_a_month(scene, relation, told)):
            continue
        told = _as_known(scene, told, brief, relation, compared) if compared else told
        base = compared[0] if compared else _told_last(scene, relation, told, target)
        amount = _amount(base, told, brief) if base and base != target else None
        alone = compared is None and base is None and not any(f.kind in ("number", "volume") for f in scene.facts)
        known = value_at(brief, f"channels.{target}.{_VOLUME}")
        if alone and relation.factor != 1 and isinstance(known, float | int):
            told = [c for c in told if c.path not in (f"channels.{target}.{_VOLUME}", f"channels.{target}")]
            told.append(_of(scene, target, tidy(known * relation.factor), relation))  # "half as many e-mails" as known
            continue
        if amount is None or _has_number(scene, relation, told, target):
            continue
        read = _amount(target, told, {})
        if compared is None and read is not None and (read != amount or relation.factor == 1):
            continue  # read already, by the number told before it
        own = f"channels.{target}"
        told = [c for c in told if c.path != f"{own}.{_VOLUME}" and not (c.path == own and c.value == {})]
        told.append(_of(scene, target, tidy(amount * relation.factor), relation))
    return told


def _of(scene: TextScene, channel: str, volume: float, relation: Relation) -> Change:
    start, end = scene.words[relation.first].start, scene.words[relation.last].end
    return Change("set", f"channels.{channel}.{_VOLUME}", volume, start, end, scene.text[start:end])


def _as_known(
    scene: TextScene, told: Sequence[Change], brief: Mapping[str, Any], relation: Relation, compared: tuple[str, int]
) -> list[Change]:
    """The changes without what the relation alone made of the known channel compared with, or of a peak.

    "Half as many as the calls" leaves the calls as they are, "twice as many as" tells no busy month.
    """
    channel, at = compared
    path = f"channels.{channel}.{_VOLUME}"
    first, last = scene.words[relation.first].start, scene.words[scene.sentence_of(at).last].end
    numbers = [f for f in scene.facts if f.kind in ("number", "volume") and f.unit != "times"]

    def made_of_it(change: Change) -> bool:
        by_number = any(f.start < change.end and change.start < f.end for f in numbers)
        known = change.path == path and value_at(brief, path) is not None
        return first <= change.end and change.start < last and not by_number and (known or change.path == "peak_factor")

    return [change for change in told if not made_of_it(change)]


def _of_a_month(scene: TextScene, relation: Relation, told: Sequence[Change]) -> bool:
    """«В декабре звонят вдвое больше»: the busy month was read from the same words, and no channel is compared."""
    start, end = scene.words[relation.first].start, scene.words[relation.last].end
    return any(c.path == "peak_factor" and c.start < end and start < c.end for c in told)


def _up_to(scene: TextScene, relation: Relation) -> bool:
    """ "As many as 500 emails" tells a number."""
    behind = range(relation.last + 1, min(relation.last + 1 + _BEHIND, len(scene.words)))
    return any(scene.kind_at(at) in ("number", "volume") for at in behind)


def _relations(scene: TextScene) -> list[Relation]:
    """ "Half as many", «вдвое меньше», and "as many" by itself."""
    found = list(relations(scene))
    taken = {at for r in found for at in range(r.first, r.last + 1)}
    alone = [m for m in scene.mentions if m.family == "as_many" and m.first not in taken and m.last not in taken]
    for mark in alone:
        part = next((m for m in scene.ending_at(mark.first - 1) if m.family == "fraction"), None)
        factor = fraction(float(part.value)) if part is not None else 1.0  # "and a third as many emails"
        found.append(Relation(part.first if part is not None else mark.first, mark.last, factor, True))
    return found


def _compared_with(scene: TextScene, relation: Relation, sentence: Span) -> tuple[str, int] | None:
    """The channel behind "as" or "than", and where that word stands."""
    for at in range(relation.last + 1, min(sentence.last, relation.last + _AHEAD) + 1):
        if any(m.family in ("as_many", "as_that") for m in scene.starting_at(at)):
            return None  # "a third as many chats and a tenth as many emails"
        if scene.words[at].lower not in listed("compared_to"):
            continue
        behind = Span(at + 1, min(sentence.last, at + _BEHIND))
        named = [channel for channel, place in scene.channels if place.first in behind]
        return (named[0], at) if named else None
    return None


def _target(scene: TextScene, relation: Relation, sentence: Span, compared: tuple[str, int] | None) -> str | None:
    """The channel right behind the relation, before any "as"; else the one right before it."""
    last = compared[1] - 1 if compared else min(sentence.last, relation.last + _NEAR)
    after = [c for c, place in scene.channels if relation.last < place.first <= last]
    if after:
        return after[0]
    first = max(sentence.first, relation.first - _NEAR)
    before = [(place.last, c) for c, place in scene.channels if first <= place.first and place.last < relation.first]
    if not before or any(scene.kind_at(at) in ("number", "volume") for at in range(before[-1][0], relation.first)):
        return None
    return before[-1][1]


def _told_last(scene: TextScene, relation: Relation, told: Sequence[Change], target: str) -> str | None:
    """The channel whose volume the message tells last before the relation."""
    at = scene.words[relation.first].start
    paths = [c.path for c in sorted(told, key=lambda c: c.start) if c.path.endswith(_VOLUME) and c.end <= at]
    named = [path.split(".")[1] for path in paths if path.startswith("channels.")]
    return next((channel for channel in reversed(named) if channel != target), None)


def _amount(channel: str, told: Sequence[Change], brief: Mapping[str, Any]) -> float | None:
    path = f"channels.{channel}.{_VOLUME}"
    values = [c.value for c in told if c.path == path]
    value = values[-1] if values else value_at(brief, path)
    return float(value) if isinstance(value, int | float) else None


def _has_number(scene: TextScene, relation: Relation, told: Sequence[Change], target: str) -> bool:
    """Whether the channel has a number of its own in the message, told right beside it."""
    first, last = scene.words[relation.first].start, scene.words[relation.last].end
    numbers = [f for f in scene.facts if f.kind in ("number", "volume") and not first <= f.start < last]
    for change in told:
        if change.path != f"channels.{target}.{_VOLUME}":
            continue
        over = [f for f in numbers if f.start < change.end and change.start < f.end]
        if any(target in {c for c, _ in scene.channels_within(scene.span(f))} for f in over):
            return True
    return False
