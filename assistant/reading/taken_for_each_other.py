"""Two known channels taken for each other: "I mixed up calls and emails", «звонки и письма поменяйте местами».

The message names the two, or one of them with the number of the other: "swap them, calls are the 700".
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.in_brief import value_at
from assistant.reading.known_fields import AHT, VOLUME, unlike
from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import TextScene
from assistant.reading.workload import tidy

_AMOUNTS = ("number", "volume", "money", "percent", "duration", "time_range")
_SAME = 1.005
_BOTH = 2


def taken_for_each_other(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with what is known of the two exchanged; as they are where the message exchanges none."""
    if not scene.names_any(("wrong_way_round",)) or scene.text.rstrip().endswith("?"):
        return list(changes)
    key = AHT if scene.names_any(("aht_name",)) else VOLUME
    known = {name: each for name in brief.get("channels") or {} if (each := _number(brief, name, key)) is not None}
    named = list(dict.fromkeys(channel for channel, _ in scene.channels if channel in known))
    figures = [f for f in scene.facts if f.kind in _AMOUNTS]
    if len(figures) == 1 and len(named) == 1 and figures[0].kind == "number":
        told = middle(figures[0].value)
        named += [name for name, each in known.items() if name not in named and unlike(each, told) <= _SAME]
    elif figures:
        return list(changes)
    if len(named) != _BOTH:
        return list(changes)
    paths = [f"channels.{name}" for name in named]
    kept = [c for c in changes if not c.path.startswith(tuple(paths))]
    end = scene.words[-1].end
    swapped = zip(paths, reversed(named), strict=True)
    return [
        *kept,
        *(Change("set", f"{path}.{key}", tidy(known[name]), 0, end, scene.text[:end]) for path, name in swapped),
    ]


def _number(brief: Mapping[str, Any], channel: str, key: str) -> float | None:
    value = value_at(brief, f"channels.{channel}.{key}")
    return float(value) if isinstance(value, int | float) else None
