"""A bot that was supposed, ready to be kept: what it leaves to the people, and what is paid for it beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.facts import FactChange, note
from assistant.reading.in_brief import volumes_in
from tools.brief import Brief

_VOLUME = "contacts_per_month"


def left_to_people(brief: Mapping[str, Any], shares: Mapping[str, float]) -> list[dict[str, Any]]:
    """The volumes of a brief less what a bot resolves, as changes; `shares` are fractions by channel."""
    found = []
    for path, amount in volumes_in(brief).items():
        channel = path.split(".")[1] if path != _VOLUME else None
        share = shares.get(channel, 0.0) if channel else max(shares.values(), default=0.0)
        if 0 < share < 1:
            found.append({"op": "set", "path": path, "value": round(amount * (1 - share))})
    return found


def pending_with_bot(
    before: Mapping[str, Any], language: str, what_if: Sequence[FactChange], told: Mapping[str, Any],
    shares: Mapping[str, float],
) -> dict[str, Any] | None:  # fmt: skip
    """What is to be decided on after a bot was priced; None where it takes over nothing, or everything.

    `what_if` are changes supposed along with the bot, `told` what was priced: {"share_percent", "channels", "agent",
    "currency", "brief"}.
    """
    left = left_to_people(told["brief"], shares)
    if not left:
        return None
    changes = [*(change.model_dump() for change in what_if), *left]
    kept = note(Brief.parse(before, language), changes)
    bot = {key: told[key] for key in ("share_percent", "channels", "agent", "currency")}
    return {"changes": changes, "brief": kept.brief.to_json(), "bot": bot}
