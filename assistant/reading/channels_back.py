"""Channels given up and wanted again: "add e-mails back" brings back the volume they had."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.result import Change
from assistant.reading.reworded import Told

_KEPT = ("contacts_per_month", "aht_seconds", "volume")


def with_channels_back(changes: Sequence[Change], brief: Mapping[str, Any], earlier: Sequence[Told]) -> list[Change]:
    """The changes with what was known of a refused channel that is wanted again, where nothing new is told of it."""
    refused = {name for name, channel in (brief.get("channels") or {}).items() if channel is None}
    found: list[Change] = []
    for change in changes:
        name = change.path.removeprefix("channels.")
        if change.value == {} and change.op == "set" and name in refused:
            told = [c for c in changes if c.path.startswith(f"channels.{name}.")]
            was = next((c for m in earlier if (c := (m.brief.get("channels") or {}).get(name))), None)
            if was and not told:
                place = (change.start, change.end, change.text)
                found += [Change("set", f"channels.{name}.{key}", was[key], *place) for key in _KEPT if key in was]
    return [*changes, *found]
