"""Facts into the brief: what a correction, an addition and a removal do to what is already known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import BaseModel, Field

from tools.brief import Brief
from tools.errors import InputError, Problem


class FactChange(BaseModel):
    """One change to the brief, as a tool call carries it."""

    op: Literal["set", "add", "remove"] = Field(
        description="set replaces the value; add puts items into a list without losing the others; remove forgets it"
    )
    path: str = Field(description='dotted path in the brief, e.g. "channels.phone.contacts_per_month"')
    value: Any = Field(default=None, description="the new value; for remove on a list, the item to take out")


@dataclass(frozen=True)
class Noted:
    """What became of a set of changes.

    `applied` lists what changed, each with `before` and `after`; `problems` what was refused and why; `conflicts` the
    fields given two different values at once, which nothing can decide but the person.
    """

    brief: Brief
    applied: tuple[dict[str, Any], ...] = ()
    problems: tuple[Problem, ...] = ()
    conflicts: tuple[dict[str, Any], ...] = field(default=())

    def to_json(self) -> dict[str, Any]:
        """The outcome as a JSON object."""
        return {
            "brief": self.brief.to_json(),
            "applied": [dict(change) for change in self.applied],
            "problems": [{"path": p.path, "message": p.message, "hint": p.hint} for p in self.problems],
            "conflicts": [dict(conflict) for conflict in self.conflicts],
        }


def note(brief: Brief, changes: Iterable[Mapping[str, Any]]) -> Noted:
    """Apply changes one by one: a wrong one is refused by itself and does not take the right ones with it."""
    wanted = _moved(brief, [dict(change) for change in changes])
    conflicts = _conflicts(wanted)
    disputed = {conflict["path"] for conflict in conflicts}
    applied: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for change in wanted:
        path = str(change.get("path", ""))
        if path in disputed:
            continue
        try:
            after = _apply(brief, str(change.get("op", "set")), path, change.get("value"))
        except InputError as error:
            problems += [problem for problem in error.problems if problem not in problems]
            continue
        if after.to_json() != brief.to_json():
            applied.append(
                {"op": change.get("op", "set"), "path": path, "before": brief.get(path), "after": after.get(path)}
            )
        brief = after
    return Noted(brief, tuple(applied), tuple(problems), tuple(conflicts))


def _moved(brief: Brief, changes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One channel in place of another takes over its contacts: "chat instead of phone"."""
    gone = [str(c["path"]) for c in changes if _is_channel(c) and c.get("value") is None]
    come = [str(c["path"]) for c in changes if _is_channel(c) and c.get("value") == {}]
    told = {str(change.get("path")) for change in changes}
    if len(gone) != 1 or len(come) != 1 or brief.get(come[0]) is not None:
        return changes
    volume, path = brief.get(f"{gone[0]}.contacts_per_month"), f"{come[0]}.contacts_per_month"
    return changes if volume is None or path in told else [*changes, {"op": "set", "path": path, "value": volume}]


def _is_channel(change: Mapping[str, Any]) -> bool:
    path = str(change.get("path", ""))
    return change.get("op", "set") == "set" and path.startswith("channels.") and path.count(".") == 1


def _apply(brief: Brief, op: str, path: str, value: Any) -> Brief:
    known = brief.get(path)
    if op == "add":
        items = value if isinstance(value, list) else [value]
        return brief.set(path, [*(known or []), *(item for item in items if item not in (known or []))])
    if op == "remove":
        if isinstance(known, list) and value is not None:
            unwanted = value if isinstance(value, list) else [value]
            left = [item for item in known if item not in unwanted]
            return brief.set(path, left) if left else brief.remove(path)
        return brief.remove(path)
    return brief.set(path, value)


def _conflicts(changes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Fields set to two different plain values in one message."""
    values: dict[str, list[Any]] = {}
    for change in changes:
        value = change.get("value")
        if change.get("op", "set") == "set" and not isinstance(value, (dict, list)):
            seen = values.setdefault(str(change.get("path")), [])
            if value not in seen:
                seen.append(value)
    return [{"path": path, "values": seen} for path, seen in values.items() if len(seen) > 1]
