"""Channels with hardly any contacts: "very few calls", "sometimes they ring", «звонят редко», «писем почти нет».

No number is told, and the usual share of a channel would be many times what is meant.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed, turns

_ENDS = frozenset({",", ";", ".", "!", "?", ":", "(", ")", "\n"})
_JOINS = frozenset({"and", "plus", "и", "плюс", "with", "с"})
_ANSWER = 7  # words of an answer that says only how few there are
_REACH = 7  # words on either side of a channel among which it may be said


def few_contacts(
    scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any], question: str | None
) -> list[Change]:
    """The changes with channels of few contacts marked as small, where nobody counted them."""
    told = {c.path: c for c in changes}
    found: dict[str, Change] = {}
    for channel, span in scene.channels:
        path = f"channels.{channel}"
        wanted = (path in told and told[path].value == {}) or (path not in told and _open(brief, channel))
        if wanted and f"{path}.contacts_per_month" not in told and channel not in found:
            near = _clause(scene, span)
            if _few(scene, near):
                found[channel] = _small(scene, channel, near)
    if not found and not changes and question and (asked := _asked(question)) and len(scene.words) <= _ANSWER:
        whole = Span(0, len(scene.words) - 1)
        if _few(scene, whole) and not any(f.kind in ("number", "volume", "percent") for f in scene.facts):
            found[asked] = _small(scene, asked, whole)
    return [*changes, *found.values()]


def _open(brief: Mapping[str, Any], channel: str) -> bool:
    """Whether the channel is served and its contacts are not counted yet."""
    known = (brief.get("channels") or {}).get(channel)
    return isinstance(known, Mapping) and "contacts_per_month" not in known


def _asked(question: str) -> str | None:
    parts = question.split(".")
    return parts[1] if len(parts) == 3 and parts[0] == "channels" and parts[2] == "contacts_per_month" else None


def _clause(scene: TextScene, span: Span) -> Span:
    """The words around a channel that speak of it alone."""
    others = {at for _, place in scene.channels if place != span for at in range(place.first, place.last + 1)}
    first, last = span.first, span.last
    while first > max(0, span.first - _REACH) and not _bounds(scene, first - 1, others):
        first -= 1
    while last < min(len(scene.words) - 1, span.last + _REACH) and not _bounds(scene, last + 1, others):
        last += 1
    return Span(first, last)


def _bounds(scene: TextScene, at: int, others: set[int]) -> bool:
    word = scene.words[at]
    if at in others or word.text in _ENDS or word.lower in _JOINS or word.lower in turns():
        return True
    return scene.kind_at(at) in ("volume", "number", "percent", "time_range", "duration", "money")


def _few(scene: TextScene, near: Span) -> bool:
    words = scene.words[near.first : near.last + 1]
    said = f" {' '.join(word.lower for word in words)} "
    if any(f" {phrase} " in said for phrase in listed("few_contacts_not")):
        return False
    if any(f" {phrase} " in said for phrase in listed("few_contacts_said")):
        return True
    return any({word.lower, *word.forms} & listed("few_contacts") for word in words)


def _small(scene: TextScene, channel: str, near: Span) -> Change:
    start, end = scene.words[near.first].start, scene.words[near.last].end
    return Change("set", f"channels.{channel}.volume", "small", start, end, scene.text[start:end])
