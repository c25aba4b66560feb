"""A part of a channel that is supposed: "what if half the calls went away?" is half of the calls, not of all contacts.

A fraction told of a case for the first time shares the total out among the channels; where the channel's own volume is
known, and only supposed to move, it is a part of that.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from assistant.reading.in_brief import volumes_in
from assistant.reading.result import Change
from assistant.reading.scene import TextScene
from assistant.reading.supposed import led_to
from assistant.reading.word_lists import listed
from assistant.reading.workload import tidy

_WHOLE = 100.0  # per cent
_ALIKE = 0.02  # how near a volume comes to the part of the known one


def parts_of_channels(scene: TextScene, supposed: Iterable[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes supposed with the shares of channels that have a volume of their own as parts of it."""
    known = volumes_in(brief)
    return [_of_its_own(scene, change, known) for change in supposed]


def _of_its_own(scene: TextScene, change: Change, known: Mapping[str, float]) -> Change:
    if change.path not in known or not change.path.startswith("channels.") or not isinstance(change.value, int | float):
        return change
    at = next((k for k, word in enumerate(scene.words) if word.end > change.start), 0)
    sentence = scene.sentence_of(at)
    places = range(sentence.first, sentence.last + 1)
    marks = [m for m in scene.mentions if m.family == "fraction" and m.first in sentence]
    if scene.has(sentence, "moved_over") and any(led_to(scene, place) for _, place in scene.channels):
        return change  # "what if half went to chat?"
    if len(marks) != 1 or {scene.words[k].lower for k in places} & listed("whole_named"):
        return change
    share, volume = float(str(marks[0].value)) / _WHOLE, known[change.path]
    if "share" not in change.detail and abs(change.value - volume * share) > volume * _ALIKE:
        return change
    before = scene.words[marks[0].first - 1].lower if marks[0].first > sentence.first else ""
    lost = bool({form for k in places for form in (scene.words[k].lower, *scene.words[k].forms)} & listed("lost_words"))
    left = 1 - share if lost and before not in listed("down_to") else share
    return replace(change, value=tidy(volume * left), detail={})
