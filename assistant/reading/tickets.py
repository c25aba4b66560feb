"""Tickets: contacts in writing where calls or chats are counted beside them, or a ticketing tool or a time is told.

"3,200 tickets and 1,800 chats" are e-mails and chats; "1,100 tickets" alone are contacts of any channel, until
somebody says how long a ticket takes.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.result import Change, apply
from assistant.reading.reworded import Told
from assistant.reading.scene import TextScene
from assistant.reading.word_lists import listed

_TIMES = frozenset({"phone", "email", "chat"})  # channels a time is taken for where none is named


def tickets_written(
    scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any], earlier: Sequence[Told]
) -> list[Change]:
    """The changes with a total of tickets as e-mail, where a tool for tickets or the time of one is told."""
    after = apply(brief, tuple(changes))
    total = after.get("contacts_per_month")
    if not isinstance(total, int | float) or scene.channels or _counted(after):
        return list(changes)
    times = [c for c in changes if c.path.endswith(".aht_seconds") and c.path.split(".")[1] in _TIMES]
    before = [] if _in_tickets(scene.text) else [told.text for told in earlier if _in_tickets(told.text)]
    if not (_in_tickets(scene.text) or before) or any(m.family == "sales" for m in scene.mentions):
        return list(changes)  # an agency "sells 66,000 tickets a year"
    named = any(_names(text, "ticketing_tools") for text in [scene.text, *before])
    if not times and not named:
        return list(changes)
    wanted = [name for name, channel in (after.get("channels") or {}).items() if channel is not None]
    if set(wanted) - {c.path.split(".")[1] for c in times}:
        return list(changes)
    place = next(((c.start, c.end, c.text) for c in changes if c.path == "contacts_per_month"), None)
    start, end, text = place or ((times[0].start, times[0].end, times[0].text) if times else (0, 0, ""))
    kept = [c for c in changes if c not in times and c.path != "contacts_per_month"]
    if "contacts_per_month" in brief:
        kept.append(Change("remove", "contacts_per_month", None, start, end, text))
    kept.append(Change("set", "channels.email.contacts_per_month", total, start, end, text))
    return [*kept, *(Change("set", "channels.email.aht_seconds", c.value, c.start, c.end, c.text) for c in times[:1])]


def _counted(brief: Mapping[str, Any]) -> bool:
    return any(channel and "contacts_per_month" in channel for channel in (brief.get("channels") or {}).values())


def _in_tickets(text: str) -> bool:
    return _names(text, "tickets")


def _names(text: str, section: str) -> bool:
    words = {word.strip('.,;:!?()«»"').lower() for word in text.split()}
    return bool(words & listed(section))
