"""Somebody the buyer would hire alone: "could I just hire one girl part time instead?" is of no provider's agents."""

from dataclasses import replace

from assistant.reading.result import Reading
from assistant.reading.scene import TextScene
from assistant.reading.word_lists import listed

_AGENTS = "agents"


def without_own_hire(scene: TextScene, reading: Reading) -> Reading:
    """The reading without the agents of such a question; a supposition of it is one of the buyer's own people."""
    said = [word.lower for word in scene.words if word.is_word]
    lead = next((i for i, word in enumerate(said) if word in listed("may_i")), None)
    vendor = bool(set(said) & listed("not_own")) or any(scene.has(one, "provider") for one in scene.sentences)
    if lead is None or vendor or not set(said[lead:]) & listed("hires_alone"):
        return reading
    kept = tuple(change for change in reading.changes if change.path != _AGENTS)
    if len(kept) == len(reading.changes):
        return reading
    acts = reading.acts if kept else tuple(a for a in reading.acts if a.kind not in ("state", "correct"))
    return replace(reading, changes=kept, acts=acts)
