"""What a turn tried without changing the case, for the next message to pick from: "the cheaper one", «второй»."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.state import Desk

Tried = dict[str, Any]


def tried_in(options: Sequence[Mapping[str, Any]]) -> list[Tried]:
    """The options that were priced side by side, in the order named: what each would set, and its month.

    Only those are kept that a case can be: a place, or values of the case; the present case is none.
    """
    found = []
    for row in options:
        option = row["option"]
        changes = {
            "country": lambda each: [{"op": "set", "path": "provider_countries", "value": [each["country"]]}],
            "location": lambda each: [{"op": "set", "path": "location", "value": each["location"]}],
            "case": lambda each: list(each["changes"]),
        }.get(str(option["kind"]))
        if changes is not None:
            found.append({"changes": changes(option), "month": float(row["monthly"]["typical"])})
    return found


def tried_of(desk: Desk) -> list[Tried]:
    """What this turn tried: options set side by side, or the one supposition that now waits for a decision."""
    if desk.tried:
        return desk.tried
    pending, shown = desk.pending, desk.shown
    if not pending or pending == desk.base["pending"] or pending.get("of_documents") or pending.get("bot") or not shown:
        return []
    changes = [{key: change.get(key) for key in ("op", "path", "value")} for change in pending["changes"]]
    return [{"changes": changes, "month": float(shown["monthly"]["typical"])}]
