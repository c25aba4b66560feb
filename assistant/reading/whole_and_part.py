"""Numbers of the same contacts of which one is the whole, or the ordinary one: "10 missed a day, 45 in all".

The other tells a part of it, "offered 27k, answered 24k", or what comes now and then: «обычно 30 в день, бывает и 5».
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.coverage import known_coverage
from assistant.reading.result import Change
from assistant.reading.scene import TextScene
from assistant.reading.told_figures import Figure, monthly, told_figures
from assistant.reading.usual_and_busy import with_volume
from assistant.reading.word_lists import listed
from assistant.reading.workload import tidy

# What the one that holds is said to be, and what the others are said to be then.
_PAIRS = (("usual", ("rare",)), ("offered", ("answered", "missed")), ("in_all", ("answered", "missed")))
_MOST = 3  # numbers of the same contacts


def whole_and_part(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with the whole alone as the volume; as they are where no number is said to be it."""
    only = _only_channel(scene, brief)
    figures = told_figures(scene, only)
    if not 1 < len(figures) <= _MOST or len({f.channel for f in figures}) != 1:
        return list(changes)
    holds = next((f for whole, parts in _PAIRS if (f := _whole(scene, figures, whole, parts)) is not None), None)
    if holds is None or any(w.lower in listed("only_those") for w in scene.words):
        return list(changes)
    return with_volume(changes, figures, holds, tidy(monthly(holds, known_coverage(brief, list(changes)))))


def _only_channel(scene: TextScene, brief: Mapping[str, Any]) -> str | None:
    """The one channel a message speaks of, else the one wanted."""
    named = {channel for channel, _ in scene.channels}
    wanted = brief.get("channels")
    if not named and isinstance(wanted, Mapping):
        named = {channel for channel, volume in wanted.items() if volume is not None}
    return next(iter(named)) if len(named) == 1 else None


def _whole(scene: TextScene, figures: Sequence[Figure], whole: str, parts: Sequence[str]) -> Figure | None:
    """The figure said to be the whole, where every other is said to be a part of it or what is rare."""
    said = [f for f in figures if f.has(scene, whole) and not f.has(scene, *parts)]
    rest = [f for f in figures if f not in said]
    if len(said) != 1 or not rest or not all(f.has(scene, *parts) for f in rest):
        return None
    holds = said[0]
    fits = "rare" in parts or all(f.value <= holds.value for f in rest)
    return holds if fits else None
