"""Hours told after a volume "a day" or "an hour": what was counted for every day is counted anew for the days open."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.in_brief import value_at
from assistant.reading.result import Change, Reading, apply
from assistant.reading.reworded import Reread, Told
from assistant.reading.workload import tidy

_OPEN = ("coverage.days_per_week", "coverage.hours_per_day")
_VOLUME = "contacts_per_month"
_ALIKE = 0.05  # contacts by which two volumes may differ that were rounded apart


def with_volumes_by_hours(
    stated: Sequence[Change], brief: Mapping[str, Any], earlier: Sequence[Told], reread: Reread
) -> tuple[Change, ...]:
    """The changes with the volumes that hang on the days and hours this message tells.

    "200 calls a day", then "Monday to Friday": 200 on each of the days open, and so again when Saturdays are added.
    Only volumes that still stand as the earlier message told them are counted anew, and none where this message tells
    a volume itself.
    """
    hours = [c for c in stated if c.path in _OPEN and c.op == "set" and value_at(brief, c.path) != c.value]
    if not hours or any(c.path.endswith(_VOLUME) for c in stated):
        return tuple(stated)
    known = [Change("set", path, value) for path in _OPEN if (value := value_at(brief, path)) is not None]
    found: dict[str, Change] = {}
    for told in earlier:
        volumes = _volumes(reread(told).changes)
        if not volumes.keys() - found.keys():
            continue
        now = _volumes(reread(replace(told, brief=apply(told.brief, known))).changes) if known else volumes
        anew = _volumes(reread(replace(told, brief=apply(told.brief, [*known, *hours]))).changes)
        for path in volumes.keys() & anew.keys() - found.keys():
            known_now = value_at(brief, path)
            told_as = [each[path].value for each in (volumes, now) if path in each]
            value = anew[path].value
            if value in told_as:
                value = _by_days(volumes[path], known_now, brief, hours)  # the message told days of its own
            elif known_now not in told_as:
                continue
            if value is not None and value != known_now:
                found[path] = replace(hours[0], path=path, value=value)
    return (*stated, *found.values())


def supposed_by_hours(reading: Reading, brief: Mapping[str, Any], earlier: Sequence[Told], reread: Reread) -> Reading:
    """The same of days and hours supposed, "what if Saturdays too?", where those of today are known."""
    supposed = reading.what_if
    if not supposed or any(value_at(brief, c.path) is None for c in supposed if c.path in _OPEN):
        return reading
    return replace(reading, what_if=with_volumes_by_hours(supposed, brief, earlier, reread))


def _by_days(told: Change, known: Any, brief: Mapping[str, Any], hours: Sequence[Change]) -> float | None:
    """A volume told per day on days told with it, on the days that are open now; None where that says nothing."""
    days, fresh = value_at(brief, _OPEN[0]), next((c.value for c in hours if c.path == _OPEN[0]), None)
    if told.detail.get("per") != "day" or not isinstance(days, int) or not isinstance(fresh, int):
        return None
    if not isinstance(known, int | float) or not isinstance(told.value, int | float):
        return None
    as_told = any(abs(told.value / n - known / days) < _ALIKE for n in range(1, 8))
    return tidy(known / days * fresh) if as_told else None


def _volumes(changes: Sequence[Change]) -> dict[str, Change]:
    return {c.path: c for c in changes if c.path.endswith(_VOLUME) and c.op == "set"}
