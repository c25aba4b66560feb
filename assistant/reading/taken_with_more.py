"""The open supposition is named again and taken, and more is told along with it: "go nearshore, but with 6 after all".

Of "nearshore instead?" that is a decision, and what comes with it is a fact.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.concepts import vocabulary
from assistant.reading.restated import of_one_field
from assistant.reading.result import Act, Change
from assistant.reading.reworded import Reread, Told
from assistant.reading.scene import TextScene
from assistant.reading.supposed_again import ANOTHER, KEEP, Alone, supposition_before
from assistant.reading.word_lists import listed

_HOME = "home_country"  # what a place named alone may have been read as
_DECIDING = frozenset({"settles", "agrees"})


def taken_with_more(
    alone: Alone, brief: Mapping[str, Any], earlier: Sequence[Told], reread: Reread
) -> tuple[tuple[Change, ...], tuple[Act, ...]] | None:
    """What such a message states, and its acts; None where it takes nothing, or nothing more is told."""
    said = (*alone.stated, *alone.supposed)
    if not earlier or alone.question not in (KEEP, None) or "?" in alone.scene.text or len(said) < 2:
        return None
    if not _decides(alone.scene) or any(c.path == _HOME for c in said):
        return None
    before = supposition_before(brief, earlier, reread)
    if before is None or before.bot or not before.changes:
        return None
    told = [(c.path, c.value) for c in said]
    more = [c for c in said if not any(of_one_field(c.path, each.path) for each in before.changes)]
    if not more or not all((c.path, c.value) in told for c in before.changes):
        return None
    end = len(alone.scene.text)
    return said, (Act("keep", 0, end, {ANOTHER: True}),)


def _decides(scene: TextScene) -> bool:
    """Whether a message agrees or settles by its words, or opens with an order to go or to take."""
    found = vocabulary("decided").overlapping(scene.scene, 0, len(scene.words) - 1)
    words = [word.lower for word in scene.words if word.is_word]
    return any(m.concept in _DECIDING for m in found) or bool(set(words[:1]) & listed("decides_on_place"))
