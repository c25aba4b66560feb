"""What is decided about a supposition, and what taking back a change has done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.builtin.differences import supposed_case
from assistant.builtin.figures import headline, short_headline
from assistant.builtin.prose import Prose
from assistant.builtin.talk import Talk


def decided(talk: Talk, result: Mapping[str, Any]) -> list[str]:
    """What was decided about a what-if, and where the estimate stands now; what a bot costs beside it is told too."""
    estimate = talk.estimate
    kept = bool(result.get("decided"))
    tail = short_headline(talk, estimate) if estimate else ""
    case = supposed_case(talk, result.get("changes") or ()) if kept and not _of_documents(talk) else ""
    bot = result.get("bot") if kept else None
    key = "kept_bot" if bot else "kept_case"
    said = talk.words.say(key, case=case) if case else talk.say("kept" if kept else "dropped")
    agent = Prose(talk.language).money(bot["agent"], bot["currency"]) if bot and bot["agent"] else ""
    beside = talk.words.say("bot.kept", agent=agent) if agent else ""
    return [f"{said} {tail} {beside}".strip()]


def _of_documents(talk: Talk) -> bool:
    return bool((talk.situation.get("pending_before") or {}).get("of_documents"))


def left_as_it_was(talk: Talk) -> str:
    """That a supposition nothing was priced for is dropped, and where the estimate stands."""
    tail = short_headline(talk, talk.estimate) if talk.estimate else ""
    return f"{talk.say('dropped')} {tail}".strip()


def undone(talk: Talk, result: Mapping[str, Any]) -> list[str]:
    """What taking back the last change has done."""
    if not result.get("undone"):
        return [talk.say("nothing_to_undo")]
    estimate = talk.estimate
    blocks = [talk.say("undone")]
    if estimate:
        blocks[0] += " " + headline(talk, estimate)
    else:
        pieces = Prose(talk.language).brief(talk.known)
        blocks.append(talk.words.say("figure.understood", brief="; ".join(pieces)) if pieces else "")
    return [block for block in blocks if block]
