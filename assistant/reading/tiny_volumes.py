"""Two or three of something that is no contact: «там три калеки звонят», "we lost two last week, so 6 agents"."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.in_brief import value_at
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene

_HANDFUL = 10  # fewer than so many are hardly counted for an estimate…
_TIMES = 20  # …where it was so many times as much before


def without_tiny_volumes(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> tuple[Change, ...]:
    """The changes without a handful that would take the place of a known volume, and counts no contacts itself."""
    kept = []
    for change in changes:
        known = value_at(brief, change.path) if change.path.endswith("contacts_per_month") else None
        tiny = isinstance(known, int | float) and isinstance(change.value, int | float)
        if tiny and change.op == "set" and change.value * _TIMES < known:
            facts = [f for f in scene.facts if f.start < change.end and change.start < f.end]
            numbers = [f for f in facts if f.kind in ("number", "volume")]
            few = bool(numbers) and all(middle(f.value) < _HANDFUL and not f.alternative for f in numbers)
            if few and not any(_counts_contacts(scene, f) for f in numbers):
                continue
        kept.append(change)
    return tuple(kept)


def _counts_contacts(scene: TextScene, fact: Fact) -> bool:
    head, _ = scene.head(fact)
    if head is not None and head.family == "contact" and not scene.has(Span(head.first, head.last), "writes"):
        return True
    sentence = scene.sentence_of(scene.span(fact).first)
    return fact.kind == "volume" and any(place.first in sentence for _, place in scene.channels)
