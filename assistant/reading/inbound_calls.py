"""Contacts that only "come in", told with measures of a phone line: "inbound 22,000 a month, AHT 195, SL 85/30".

They are calls, where no channel is named and none is known.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.in_brief import wanted_in
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed

_TOTAL = "contacts_per_month"
_NEAR = 2  # words between the number and the word of coming in


def inbound_calls(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> tuple[Change, ...]:
    """The changes with such a volume set for the phone."""
    total = next((c for c in changes if c.path == _TOTAL), None)
    told = {c.path.split(".")[1] for c in changes if c.path.startswith("channels.")} - {"phone"}
    if total is None or told or set(wanted_in(brief)) - {"phone"} or scene.channels:
        return tuple(changes)
    whole = Span(0, len(scene.words) - 1)
    measured = any(c.path == "service_level.phone" for c in changes) or scene.has(whole, "aht_name")
    at = next((k for k, word in enumerate(scene.words) if word.start <= total.start < word.end), 0)
    last = next((k for k, word in enumerate(scene.words) if word.start < total.end <= word.end), at)
    near = scene.words[max(0, at - _NEAR) : last + _NEAR + 1]
    if not measured or not any(word.lower in listed("inbound_alone") for word in near):
        return tuple(changes)
    path = "channels.phone.contacts_per_month"
    return tuple(replace(c, path=path) if c is total else c for c in changes)
