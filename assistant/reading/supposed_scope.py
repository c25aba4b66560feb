"""The channels an open supposition is of, confined or widened: "only off the chats", "and whatsapp too", "not mail"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.reading.in_brief import value_at, wanted_in
from assistant.reading.result import Change
from assistant.reading.scene import TextScene
from assistant.reading.word_lists import listed, only_words
from assistant.reading.workload import tidy

_FEW = 4  # words beside the channels and those of grammar
_NEAR = 3  # words
_FIELDS = ("contacts_per_month", "aht_seconds")


@dataclass(frozen=True)
class Scope:
    """What a supposition sets, or the bot it is of, with other channels."""

    changes: tuple[Change, ...]
    bot: Mapping[str, Any] | None


def scoped(
    scene: TextScene, before: Sequence[Change], bot: Mapping[str, Any] | None, brief: Mapping[str, Any]
) -> Scope | None:
    """The supposition of the channels that a message of hardly more than their names leaves to it; None where it has
    other words, or the supposition is of no channel.
    """
    named = [channel for channel in dict.fromkeys(c for c, _ in scene.channels) if channel in wanted_in(brief)]
    of_channels = {_channel(c.path) for c in before if _of_channel(c.path)}
    if not named or scene_tells(scene) or not (bot or of_channels) or not all(_of_channel(c.path) for c in before):
        return None
    said = {word.lower for word in scene.words if word.is_word}
    current = set((bot or {}).get("channels") or wanted_in(brief)) if bot else of_channels
    refused = _refused(scene) & set(named)
    if refused:
        wanted = (set(named) or current) - refused or current - refused
    elif said & only_words():
        wanted = set(named)
    elif said & (listed("added_too") | listed("joins_supposed") | listed("together_supposed")):
        wanted = current | set(named)
    else:
        return None
    if not wanted or wanted == current:
        return None
    if bot:
        return Scope((), {**bot, "channels": [c for c in brief.get("channels", {}) if c in wanted]})
    changes = [c for c in before if _channel(c.path) in wanted]
    for channel in sorted(wanted - {_channel(c.path) for c in changes}):
        changes += [_likewise(c, channel, brief) for c in before[:1] if value_at(brief, _path(c, channel)) is not None]
    return Scope(tuple(changes), None) if changes else None


def _refused(scene: TextScene) -> set[str]:
    """Channels with a "not" or "except" just before them."""
    found = set()
    for channel, place in scene.channels:
        near = [scene.words[at] for at in range(max(0, place.first - _NEAR), place.first)]
        signs = [i for i, word in enumerate(near) if not word.is_word]
        if {word.lower for word in near[signs[-1] + 1 if signs else 0 :]} & listed("but_for"):
            found.add(channel)
    return found


def scene_tells(scene: TextScene) -> bool:
    """Whether a message has values, or more words than name channels and join them."""
    if any(fact.kind != "channel" for fact in scene.facts):
        return True
    inside = {at for _, place in scene.channels for at in range(place.first, place.last + 1)}
    small = only_words() | listed("added_too") | listed("joins_supposed") | listed("fillers") | listed("goes_on_words")
    words = [w for at, w in enumerate(scene.words) if w.is_word and at not in inside and w.lower not in small]
    return len(words) > _FEW


def _of_channel(path: str) -> bool:
    return path.startswith("channels.") and path.endswith(_FIELDS)


def _channel(path: str) -> str:
    return path.split(".")[1]


def _path(change: Change, channel: str) -> str:
    return f"channels.{channel}.{change.path.rsplit('.', 1)[1]}"


def _likewise(change: Change, channel: str, brief: Mapping[str, Any]) -> Change:
    """The same move of another channel: its volume times as much, a contact as long."""
    path = _path(change, channel)
    known, other = value_at(brief, change.path), value_at(brief, path)
    value = change.value
    if path.endswith("contacts_per_month") and isinstance(known, int | float) and known:
        value = tidy(round(float(other) * float(change.value) / float(known)))
    return Change("set", path, value, change.start, change.end, change.text)
