"""What a bot is supposed to take over: "what if a bot handled 40% of the chats?"."""

from typing import Any

from assistant.reading.pieces import Piece
from assistant.reading.roles import middle
from assistant.reading.scene import TextScene
from assistant.reading.word_lists import listed

_ALL = 100


def at_night(scene: TextScene, piece: Piece) -> bool:
    """ "A bot at night": what answers while people sleep, with no hours told."""
    inside = range(piece.span.first, piece.span.last + 1)
    told = any(f.kind in ("time_range", "percent", "number", "volume", "money") for f in scene.facts_within(piece.span))
    return "automation" in piece.kinds and not told and any(scene.words[at].lower in listed("nights") for at in inside)


def _machine_beside_hours(scene: TextScene, piece: Piece) -> bool:
    """«Ночью автоответчик, работать с 8 до 24»: the machine only takes messages, and the hours are what changes."""
    sentence = scene.sentence_of(piece.span.first)
    said = {form for at in range(sentence.first, sentence.last + 1) for form in scene.words[at].forms}
    return bool(said & listed("answering_machines")) and any(
        f.kind == "time_range" for f in scene.facts_within(sentence)
    )


def taken_over(scene: TextScene, piece: Piece) -> dict[str, Any]:
    """The detail of a supposition with a bot: the share it is told to resolve, in per cent, and of which channels."""
    if at_night(scene, piece):
        return {"night_bot": True}
    if _machine_beside_hours(scene, piece):
        return {}
    detail: dict[str, Any] = {"automation": True}
    shares = [
        f
        for f in scene.facts_within(scene.sentence_of(piece.span.first))
        if f.kind == "percent" and 0 < middle(f.value) <= _ALL
    ]
    named = list(dict.fromkeys(channel for channel, place in scene.channels if place.first in piece.span))
    if len(shares) == 1:
        detail["share_percent"] = middle(shares[0].value)
        detail["channels"] = named
    elif named and not shares:
        detail["channels"] = named  # "a bot for the chats": at the usual share, for those alone
    return detail
