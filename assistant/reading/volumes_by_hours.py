"""Hours told after a volume "a day" or "an hour": what was counted for every day is counted anew for the days open."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.in_brief import value_at
from assistant.reading.result import Change, apply
from assistant.reading.reworded import Reread, Told

_OPEN = ("coverage.days_per_week", "coverage.hours_per_day")
_VOLUME = "contacts_per_month"


def with_volumes_by_hours(
    stated: Sequence[Change], brief: Mapping[str, Any], earlier: Sequence[Told], reread: Reread
) -> tuple[Change, ...]:
    """The changes with the volumes that hang on hours which nobody had told before.

    "200 calls a day", then "Monday to Friday": 200 on each of the days open. Only volumes that still stand as the
    earlier message told them are counted anew, and none where this message tells a volume itself.
    """
    hours = [c for c in stated if c.path in _OPEN and value_at(brief, c.path) is None]
    if not hours or any(c.path.endswith(_VOLUME) for c in stated):
        return tuple(stated)
    found: dict[str, Change] = {}
    for told in earlier:
        volumes = _volumes(reread(told).changes)
        standing = {path for path, change in volumes.items() if value_at(brief, path) == change.value}
        if not standing - found.keys():
            continue
        anew = _volumes(reread(replace(told, brief=apply(told.brief, hours))).changes)
        for path in standing & anew.keys() - found.keys():
            if anew[path].value != volumes[path].value:
                found[path] = replace(hours[0], path=path, value=anew[path].value)
    return (*stated, *found.values())


def _volumes(changes: Sequence[Change]) -> dict[str, Change]:
    return {c.path: c for c in changes if c.path.endswith(_VOLUME) and c.op == "set"}
