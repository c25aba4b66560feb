"""Tickets told of one channel before: "1,200 tickets by e-mail, 800 chats", and later "tickets will be 2,400 by May".

They are contacts of that channel from then on, and no total that is shared out over all of them.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.in_brief import value_at
from assistant.reading.reworded import Told
from assistant.reading.scene import TextScene, look
from assistant.reading.word_lists import listed

_WRITTEN = "email"  # what tickets are where they are counted beside calls or chats


def with_tickets_known(scene: TextScene, brief: Mapping[str, Any], earlier: Sequence[Told]) -> TextScene:
    """The scene, with the channel its tickets are of where that is known."""
    if not _in_tickets(scene) or isinstance(brief.get("contacts_per_month"), int | float):
        return scene
    if any(fact.kind == "channel" and fact.value != _WRITTEN for fact in scene.facts):
        return scene  # "400 tickets: 300 e-mails and 100 chats"
    channel = _told_of(scene, earlier)
    if channel is not None and value_at(brief, f"channels.{channel}.contacts_per_month"):
        scene.tickets_are = channel
        return scene.with_facts(scene.facts)  # so that the words are looked through once more
    return scene


def _told_of(scene: TextScene, earlier: Sequence[Told]) -> str | None:
    """The channel that the tickets of an earlier message were of; e-mail where none says anything else."""
    for told in earlier:
        if not any(word.strip('.,;:!?()«»"').lower() in listed("tickets") for word in told.text.split()):
            continue
        there = look(told.text, scene.language)
        for sentence in there.sentences:
            words = {there.words[at].lower for at in range(sentence.first, sentence.last + 1)}
            named = {channel for channel, _ in there.channels_within(sentence)}
            if words & listed("tickets") and named:
                return _WRITTEN if _WRITTEN in named else named.pop() if len(named) == 1 else None
    return _WRITTEN


def _in_tickets(scene: TextScene) -> bool:
    return any(word.lower in listed("tickets") for word in scene.words)
