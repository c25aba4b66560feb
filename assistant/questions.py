"""Which question to ask next: the one that narrows the estimate most, never one already put."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Protocol

from assistant.reading.in_brief import value_at


class Asked(Protocol):
    """What is known of the questions of a conversation."""

    brief: dict[str, Any]
    asked: list[str]
    declined: list[str]


def next_question(candidates: Sequence[str], conversation: Asked) -> str | None:
    """The first candidate that was neither asked, nor declined, nor answered; None when there is nothing to ask."""
    return first_open(candidates, {*conversation.asked, *conversation.declined}, conversation.brief)


def first_open(candidates: Sequence[str], closed: Collection[str], brief: dict[str, Any]) -> str | None:
    """The first candidate not in `closed` and not answered by the brief."""
    candidates = _channels_first(candidates, brief)
    return next((field for field in candidates if field not in closed and value_at(brief, field, {}) in ({}, [])), None)


def _channels_first(candidates: Sequence[str], brief: dict[str, Any]) -> Sequence[str]:
    """The candidates with the channels in the place of the minutes of one that nobody has named."""
    wanted = [channel for channel in (brief.get("channels") or {}).values() if channel is not None]
    if wanted or "contacts_per_month" not in brief:
        return candidates
    return list(dict.fromkeys("channels" if field.startswith("channels.") else field for field in candidates))
