"""Suppositions one after another: "what if India?", "and if a bot takes a third?" supposes both.

A supposition that does not join the one before it is of the main estimate, and the reply says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.builtin.decisions import decision_of
from assistant.builtin.talk import Talk
from assistant.reading.restated import of_one_field
from assistant.reading.word_lists import listed
from assistant.reading.words import words

Change = dict[str, Any]


def built_on(talk: Talk, supposed: Sequence[Change]) -> list[Change]:
    """The changes of the supposition still open that a message joins with "and"; none of the fields it sets itself."""
    return [c for c in _open(talk) if _joins(talk) and not _same(c, supposed)]


def left_aside(talk: Talk, supposed: Sequence[Change]) -> list[Change]:
    """The changes of the supposition still open that a message lets be: it supposes something else instead."""
    return [c for c in _open(talk) if not _joins(talk) and not _same(c, supposed)]


def _open(talk: Talk) -> list[Change]:
    """The changes of a supposition that nobody has decided on."""
    pending = talk.situation.get("pending_before") or {}
    if pending.get("of_documents") or decision_of(talk) is not None or talk.reading.changes:
        return []
    changes = [dict(change) for change in pending.get("changes", ())]
    return [c for c in changes if not (pending.get("bot") and str(c["path"]).endswith("contacts_per_month"))]


def bot_before(talk: Talk) -> dict[str, Any] | None:
    """The bot of the open supposition where a message joins another change to it: "and if we shut at six?"."""
    bot = (talk.situation.get("pending_before") or {}).get("bot")
    supposed = [change.path for change in talk.reading.what_if]
    volumes = any(path.endswith("contacts_per_month") for path in supposed)
    if not bot or not supposed or volumes or not _joins(talk) or decision_of(talk) is not None or talk.reading.changes:
        return None
    return {"share_percent": bot["share_percent"], "channels": list(bot["channels"])}


def _joins(talk: Talk) -> bool:
    """The first word joins ("and", «и», «плюс»), or any other does ("there", "together", «там же», «вдобавок»).

    So does a message that goes on with the supposition by what it says: "12 and 70% in 60 seconds".
    """
    again = [act.detail for act in talk.reading.acts if act.detail.get("again")]
    if again:
        return not any(detail.get("instead") for detail in again)
    said = [word.lower for word in words(talk.text) if word.is_word]
    return bool(said) and (said[0] in listed("joins_supposed") or bool(set(said) & listed("together_supposed")))


def _same(change: Change, supposed: Sequence[Change]) -> bool:
    """A field, a part of it or the whole of it is set by the new supposition as well."""
    return any(of_one_field(str(change["path"]), str(each["path"])) for each in supposed)
