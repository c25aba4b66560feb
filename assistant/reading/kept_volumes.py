"""Volumes the judge doubts though all else speaks for them: "12 agents of our own on £25k, 9,500 calls a month"."""

from collections.abc import Mapping
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.in_brief import volumes_in
from assistant.reading.opinion import Opinion
from assistant.reading.result import Change
from assistant.reading.scene import TextScene

_VOLUME = "contacts_per_month"
_DOUBTED = 0.25  # how likely a volume must be to the judge that is left where the message tells of the own team


def with_volumes_kept(
    scene: TextScene,
    opinion: Opinion,
    told: tuple[Change, ...],
    stated: tuple[Change, ...],
    brief: Mapping[str, Any],
) -> tuple[Change, ...]:
    """The changes with the one volume of the rules, where the message tells of the buyer's own team and no other.

    Whoever tells both tells of one desk: of his own agents, and of what they handle.
    """
    own = any(c.path.startswith("in_house.") for c in stated)
    volumes = [c for c in told if c.path.startswith("channels.") and c.path.endswith(_VOLUME) and c.op == "set"]
    known = volumes_in(brief) or _VOLUME in brief or any(c.path.endswith(_VOLUME) for c in stated)
    if not own or known or len(volumes) != 1:
        return stated
    volume = volumes[0]
    fact = next((f for f in scene.facts if f.start == volume.start and f.kind in ("number", "volume")), None)
    if fact is None or not _of_contacts(scene, fact):
        return stated
    likely = opinion.of(scene.span(fact)).get("volume", 0.0) >= _DOUBTED
    return (*stated, volume) if likely else stated


def _of_contacts(scene: TextScene, fact: Fact) -> bool:
    """Contacts are what the number counts, or the word right before it: «звонков 31 тысяча»."""
    head = scene.head(fact)[0]
    before = scene.ending_at(scene.span(fact).first - 1)
    return (head is not None and head.family == "contact") or any(m.family == "contact" for m in before)
