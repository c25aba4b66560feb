"""A channel put in the place of a known one, with its volume: "those are e-mails, not calls", «чаты вместо писем».

The number was told of the channel that goes, and nothing is told of how many the other has.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.in_brief import value_at
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.swaps import swapped
from assistant.reading.word_lists import listed

_VOLUME = "contacts_per_month"
_BESIDE = 3  # words before a channel among which it is denied, or said to be what was meant
_FIGURES = ("number", "volume", "percent", "money", "duration")


def channel_in_place(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with the known volume moved to the channel that takes its place."""
    places = dict(scene.channels)
    if len(places) != 2 or scene.text.rstrip().endswith("?"):
        return list(changes)
    if any(f.kind in _FIGURES for f in scene.facts if f.unit != "times"):
        return list(changes)
    gone = [channel for channel in places if _gone(scene, channel, places)]
    if len(gone) != 1:
        return list(changes)
    old, new = gone[0], next(channel for channel in places if channel != gone[0])
    known, held = (value_at(brief, f"channels.{channel}.{_VOLUME}") for channel in (old, new))
    if not isinstance(known, int | float) or isinstance(held, int | float):
        return list(changes)
    own = (f"channels.{old}", f"channels.{new}")
    start, end = scene.words[places[new].first].start, scene.words[places[new].last].end
    kept = [c for c in changes if not c.path.startswith(own)]
    moved = Change("set", f"channels.{new}.{_VOLUME}", known, start, end, scene.text[start:end])
    start, end = scene.words[places[old].first].start, scene.words[places[old].last].end
    return [*kept, moved, Change("set", f"channels.{old}", None, start, end, scene.text[start:end])]


def _gone(scene: TextScene, channel: str, places: Mapping[str, Span]) -> bool:
    """Whether the channel is denied, given in exchange, or written where the other was meant."""
    place = places[channel]
    other = next(p for c, p in places.items() if c != channel)
    ordered = sorted(places.values(), key=lambda span: span.first)
    if (exchanged := swapped(scene, place, ordered)) == "out":
        return True
    before = scene.words[max(0, place.first - _BESIDE) : place.first]
    near = [w.lower for w in before if w.is_word]
    if exchanged or any(word.text in ",;:—" for word in before[-1:]):
        return False
    denied = bool(near) and (near[-1] in listed("denials_plain") or near[-1] in listed("instead_words"))
    meant = Span(max(place.last + 1, other.first - _BESIDE), other.first - 1)
    wrote = other.first > place.first and meant.first <= meant.last and scene.has(meant, "meant_so")
    return denied or wrote
