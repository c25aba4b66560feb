"""A total told when the volumes of all channels are known: it moves them alike, or is left where it can be none.

The brief's total only fills channels without a volume, so beside known ones it would change nothing and look taken.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.in_brief import volumes_in, wanted_in
from assistant.reading.result import Change
from assistant.reading.scene import TextScene
from assistant.reading.workload import tidy

TOTAL = "contacts_per_month"
_UNLIKE = 8.0  # so many times the known total is no new value of it, unless it is called one


def channels_known(brief: Mapping[str, Any]) -> dict[str, float]:
    """Volumes of all channels wanted, by the path of their field; empty where one has none."""
    parts = {path: amount for path, amount in volumes_in(brief).items() if path != TOTAL}
    return parts if parts and len(parts) == len(wanted_in(brief)) else {}


def unlike_total(change: Change, brief: Mapping[str, Any]) -> bool:
    """Whether a total told is too far from what the channels come to."""
    if change.path != TOTAL or not isinstance(change.value, int | float) or isinstance(change.value, bool):
        return False
    known = sum(channels_known(brief).values())
    return known > 0 and change.op == "set" and not known / _UNLIKE <= change.value <= known * _UNLIKE


def with_totals_divided(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with a total of known channels divided between them in the proportion they had."""
    told = next((c for c in changes if c.path == TOTAL and c.op == "set"), None)
    others = [c for c in changes if c.path.startswith("channels")]
    known = channels_known(brief)
    amount = sum(known.values())
    if told is None or others or not amount or not isinstance(told.value, int | float):
        return list(changes)
    kept = [c for c in changes if c is not told]
    named = any(m.family == "total" for m in scene.mentions)
    if unlike_total(told, brief) and not named:
        return kept
    place = (told.start, told.end, told.text, told.detail)
    return [*kept, *(Change("set", path, tidy(part * told.value / amount), *place) for path, part in known.items())]
