"""What a contact of each channel costs, where a service has several: "a call is $5.20 and a chat $7.40"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.builtin.prose import Prose
from assistant.builtin.talk import Talk


def by_channel(talk: Talk, prose: Prose, estimate: Mapping[str, Any]) -> str:
    """A sentence with the price of a contact in each channel; empty where the estimate has none."""
    items = [
        talk.words.say(
            "own.contact.each",
            contact=talk.words.say(f"channel_of.{channel}"),
            amount=prose.money(amount, estimate["currency"]),
        )
        for channel, amount in (estimate.get("per_contact_by_channel") or {}).items()
    ]
    return talk.words.say("own.contact.by_channel", items=prose.joined(items)) if items else ""
