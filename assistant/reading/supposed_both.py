"""Two suppositions at once: "what if from Egypt", "what if 9 to 18 only", and then "do both together"."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.in_brief import counted_in
from assistant.reading.restated import of_one_field
from assistant.reading.result import Act, Change
from assistant.reading.reworded import Reread, Told
from assistant.reading.scene import TextScene
from assistant.reading.supposed_again import Supposition, supposition_before
from assistant.reading.word_lists import listed, turns

_FEW = 8  # words of a message that only puts two suppositions together
_BACK = 4  # messages among which the two stand


def supposed_both(
    scene: TextScene, brief: Mapping[str, Any], earlier: Sequence[Told], reread: Reread
) -> tuple[tuple[Change, ...], tuple[Act, ...]] | None:
    """The last two suppositions together, with the acts of a message that asks for nothing but both of them."""
    said = [word.lower for word in scene.words if word.is_word]
    both = set(said) & listed("both_named")
    frame = listed("both_frame") | listed("fillers") | listed("joins_supposed") | turns()
    if not both or len(said) > _FEW or not set(said) <= both | frame or not counted_in(brief):
        return None
    found: list[Supposition] = []
    for at in range(min(_BACK, len(earlier))):
        each = supposition_before(brief, earlier[at:], reread)
        if each is not None and not any(_alike(each, other) for other in found):
            found.append(each)
    if len(found) < 2:
        return None
    start, end = scene.words[0].start, scene.words[-1].end
    bot = next((each.bot for each in found[:2] if each.bot), None)
    changes = [
        Change(c.op, c.path, c.value, start, end, scene.text[start:end], c.detail) for s in found[:2] for c in s.changes
    ]
    return tuple(changes), (Act("what_if", start, end, {**(bot or {}), "again": True}),)


def _alike(one: Supposition, other: Supposition) -> bool:
    """Whether two suppositions are of one field, of which each has but one value, or are both of a bot."""
    same = any(of_one_field(c.path, each.path) for c in one.changes for each in other.changes)
    return same or bool(one.bot and other.bot)
