"""One more is left out of what is supposed: "what if we took Italian away?", and then "and French as well?".

The message names what is known beside words that join it, and nothing else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.in_brief import listed_in, wanted_in
from assistant.reading.result import Act, Change
from assistant.reading.reworded import Reread, Told
from assistant.reading.scene import TextScene
from assistant.reading.supposed_again import Alone, supposition_before
from assistant.reading.word_lists import conjunctions, function_words, listed, turns

_LANGUAGES = "languages"


def left_out_as_well(
    alone: Alone, brief: Mapping[str, Any], earlier: Sequence[Told], reread: Reread
) -> tuple[tuple[Change, ...], tuple[Act, ...]] | None:
    """What the open supposition comes to without one more, and the acts; None where nothing more is left out."""
    scene = alone.scene
    if not earlier or alone.supposed or "?" not in scene.text or not _joins_alone(scene):
        return None
    before = supposition_before(brief, earlier, reread)
    if before is None or before.bot or not before.changes:
        return None
    changes = _without_languages(scene, before.changes, brief) or _without_channels(scene, before.changes, brief)
    if not changes:
        return None
    start, end = scene.words[0].start, scene.words[-1].end
    return tuple(replace(c, start=start, end=end) for c in changes), (Act("what_if", start, end, {"again": True}),)


def _joins_alone(scene: TextScene) -> bool:
    """Whether all the words beside what is named join it or say nothing, and one says "too"."""
    named = {at for f in scene.facts for at in range(scene.span(f).first, scene.span(f).last + 1)}
    said = [word.lower for at, word in enumerate(scene.words) if word.is_word and at not in named]
    idle = listed("added_too") | listed("joins_supposed") | turns() | conjunctions() | function_words()
    idle |= listed("fillers", "orders") | listed("supposing", "orders")
    return bool(set(said) & listed("added_too")) and set(said) <= idle


def _without_languages(scene: TextScene, before: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    kept = before[0].value
    if len(before) != 1 or before[0].path != _LANGUAGES or not isinstance(kept, list):
        return []
    named = {str(fact.value) for fact in scene.facts if fact.kind == "language"}
    left = [language for language in kept if language not in named]
    fewer = set(kept) < set(listed_in(brief, _LANGUAGES))
    return [replace(before[0], value=left)] if fewer and left and named and named <= set(kept) else []


def _without_channels(scene: TextScene, before: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    gone = [c for c in before if c.path.startswith("channels.") and c.path.count(".") == 1 and c.value is None]
    if len(gone) != len(before):
        return []
    names = {c.path.removeprefix("channels.") for c in gone}
    more = [name for name in dict.fromkeys(channel for channel, _ in scene.channels) if name not in names]
    stay = wanted_in(brief) - names - set(more)
    known = set(more) <= wanted_in(brief)
    return [*gone, *(replace(gone[0], path=f"channels.{name}") for name in more)] if more and known and stay else []
