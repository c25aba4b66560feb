"""Channels given up and wanted again: "add e-mails back" brings back the volume they had, "chat back, but 500" has its
own, and so have «чат всё-таки нужен, только не 700, а 350».
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from assistant.reading.coverage import known_coverage
from assistant.reading.facts import Fact
from assistant.reading.in_brief import wanted_in
from assistant.reading.known_left_out import clause_of
from assistant.reading.result import Act, Change
from assistant.reading.reworded import Reread, Told
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed
from assistant.reading.workload import per_month, tidy

_VOLUME = "contacts_per_month"
_KEPT = (_VOLUME, "aht_seconds", "volume")
_FEWEST = 10  # contacts a month that a number alone is taken for


def with_channels_back(
    scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any], earlier: Sequence[Told]
) -> list[Change]:
    """The changes with what was known of a refused channel that is wanted again, and what is told of it anew."""
    refused = _refused(brief)
    found = _with_own_volume(scene, _wanted_again(scene, changes, refused), refused, brief)
    more: list[Change] = []
    for change in found:
        name = change.path.removeprefix("channels.")
        if change.value == {} and change.op == "set" and name in refused:
            told = {c.path.rpartition(".")[2] for c in found if c.path.startswith(f"channels.{name}.")}
            was = next((c for m in earlier if (c := (m.brief.get("channels") or {}).get(name))), None) or {}
            kept = [key for key in _KEPT if key in was and key not in told and not (key == "volume" and told)]
            more += [_of(f"channels.{name}.{key}", was[key], change) for key in kept]
    return [*found, *more]


def without_undo(
    scene: TextScene,
    changes: Iterable[Change],
    acts: Sequence[Act],
    brief: Mapping[str, Any],
    earlier: Sequence[Told],
    reread: Reread,
) -> tuple[Act, ...]:
    """The acts without an "undo" that only brings a channel back: «почту верните» takes no other change back.

    Nor does one that names a channel which is there, where the change before was of something else.
    """
    refused = {f"channels.{name}" for name in _refused(brief)}
    back = any(c.path in refused and c.value is not None for c in changes)
    back = back or (not changes and _there_already(scene, brief, earlier, reread))
    return tuple(act for act in acts if not (back and act.kind == "undo"))


def without_refused_named(scene: TextScene, supposed: Iterable[Change], brief: Mapping[str, Any]) -> list[Change]:
    """What is supposed without a refused channel that is only named: "what if those chat people write mails instead?".

    Its name stands before the people who used it, and something else is supposed of another channel.
    """
    found = list(supposed)
    refused = {f"channels.{name}" for name in _refused(brief)}
    named = [c for c in found if c.path in refused and c.value == {}]
    others = any(c.path.endswith(_VOLUME) and c.path.rpartition(".")[0] not in refused for c in found)
    of_people = {
        f"channels.{name}"
        for name, span in scene.channels
        if any(m.family in ("person", "agent", "driver") for m in scene.starting_at(span.last + 1))
    }
    return [c for c in found if not (c in named and c.path in of_people)] if others else found


def _there_already(scene: TextScene, brief: Mapping[str, Any], earlier: Sequence[Told], reread: Reread) -> bool:
    """Whether the channels a message names are wanted, and the change before it was none of theirs."""
    named = {channel for channel, _ in scene.channels}
    if not named or not named <= set(wanted_in(brief)):
        return False
    before = ((*read.changes, *read.what_if) for told in earlier if (read := reread(told)).changes or read.what_if)
    last = next(before, ())
    return bool(last) and not any(c.path.startswith("channels") or c.path == _VOLUME for c in last)


def _refused(brief: Mapping[str, Any]) -> set[str]:
    return {name for name, channel in (brief.get("channels") or {}).items() if channel is None}


def _wanted_again(scene: TextScene, changes: Sequence[Change], refused: set[str]) -> list[Change]:
    """The changes with the refused channels that a clause says to put back: «хотя не, верни звонки»."""
    found = list(changes)
    for name, span in scene.channels:
        path = f"channels.{name}"
        clause = clause_of(scene, span)
        if name not in refused or not (scene.has(clause, "wanted_again") or _needed(scene, clause)):
            continue
        found = [c for c in found if not (c.path == path and c.value is None)]
        if not any(c.path == path for c in found):
            start, end = scene.words[span.first].start, scene.words[span.last].end
            found.append(Change("set", path, {}, start, end, scene.text[start:end]))
    return found


def _needed(scene: TextScene, clause: Span) -> bool:
    """Whether a clause says that what it names is needed: «чат надо», and no "not" stands before it."""
    said = [at for at in range(clause.first, clause.last + 1) if scene.words[at].lower in listed("needed_again")]
    return bool(said) and not any(at and scene.words[at - 1].lower in listed("denials") for at in said)


def _with_own_volume(
    scene: TextScene, changes: list[Change], refused: set[str], brief: Mapping[str, Any]
) -> list[Change]:
    """The changes with the one number of a message as the volume of the one channel it names and wants again."""
    back = next((c for c in changes if c.value == {} and c.path.removeprefix("channels.") in refused), None)
    if back is None or {f"channels.{name}" for name, _ in scene.channels} != {back.path}:
        return changes
    numbers = [f for f in scene.facts if f.kind in ("number", "volume") and not f.unit and not _denied(scene, f)]
    if len(numbers) != 1:
        return changes
    amount = numbers[0].value
    number = amount.get("value") if isinstance(amount, Mapping) else amount
    if not isinstance(number, int | float) or number < _FEWEST:
        return changes
    meant = [c for c in changes if c.start < numbers[0].end and numbers[0].start < c.end and c is not back]
    if any(not c.path.endswith(_VOLUME) for c in meant):
        return changes  # "chats back, 10 hours a day"
    volume = tidy(number * per_month(numbers[0].per, known_coverage(brief, changes)))
    own = Change("set", f"{back.path}.{_VOLUME}", volume, numbers[0].start, numbers[0].end, numbers[0].text)
    return [*(c for c in changes if c not in meant and c.path != own.path), own]


def _denied(scene: TextScene, fact: Fact) -> bool:
    at = scene.span(fact).first
    return at > 0 and scene.words[at - 1].lower in listed("denials")


def _of(path: str, value: Any, change: Change) -> Change:
    return Change("set", path, value, change.start, change.end, change.text)
