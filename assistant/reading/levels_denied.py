"""Figures of a service level that is refused: "SL 80/30, not 85", «не 85/30, а 80/20».

They hold no longer and are no number of contacts.
"""

from collections.abc import Mapping
from typing import Any

from assistant.reading.scene import Span, TextScene
from assistant.reading.service_levels import level_pairs
from assistant.reading.word_lists import listed

_SHARES = range(50, 100)  # percent of a level


def without_denied_levels(scene: TextScene, brief: Mapping[str, Any]) -> TextScene:
    """The scene without a bare number that is denied beside a level written 80/30, where it is one of a level."""
    pairs = level_pairs(scene, Span(0, len(scene.words) - 1))
    if not pairs or not listed("denials") & {word.lower for word in scene.words}:
        return scene
    known = [level for level in (brief.get("service_level") or {}).values() if isinstance(level, Mapping)]
    held = {level.get(key) for level in known for key in ("percent", "seconds")}
    inside = {at for first, last, _, _ in pairs for at in range(first, last + 1)}
    gone = []
    for fact in scene.facts:
        at = scene.span(fact).first
        bare = fact.kind in ("number", "percent") and isinstance(fact.value, int | float) and not fact.unit
        alone = scene.head(fact)[0] is None and at not in inside
        denied = at > 0 and scene.words[at - 1].lower in listed("denials")
        if bare and alone and denied and (fact.value in held or (not known and fact.value in _SHARES)):
            gone.append(fact)
    return scene.with_facts([f for f in scene.facts if f not in gone]) if gone else scene
