"""What is decided about a supposition, and what taking back a change has done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.builtin.figures import headline, short_headline
from assistant.builtin.prose import Prose
from assistant.builtin.talk import Talk


def decided(talk: Talk, result: Mapping[str, Any]) -> list[str]:
    """What was decided about a what-if, and where the estimate stands now."""
    estimate = talk.estimate
    kept = bool(result.get("decided"))
    tail = short_headline(talk, estimate) if estimate else ""
    return [f"{talk.say('kept' if kept else 'dropped')} {tail}".strip()]


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
