"""A known growth put right by a bare number: "growth is more like 6", «рост скорее 15»."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.workload import tidy

_PATH = "growth_percent"
_WORDS = 10  # of a message that says hardly anything else
_MOST = 300  # per cent a year


def growth_put_right(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with such a growth in the place of what the number was taken for."""
    numbers = [f for f in scene.facts if f.kind in ("number", "volume", "percent", "money", "duration")]
    if _PATH not in brief or len(numbers) != 1 or scene.channels or scene.text.rstrip().endswith("?"):
        return list(changes)
    fact = numbers[0]
    named = scene.has(Span(0, len(scene.words) - 1), "growth")
    bare = fact.kind == "number" and not fact.unit and not fact.per and scene.head(fact)[0] is None
    few = sum(w.is_word for w in scene.words) <= _WORDS
    if not (named and bare and few) or not 0 < middle(fact.value) <= _MOST:
        return list(changes)
    kept = [c for c in changes if c.path != _PATH and not (c.start < fact.end and fact.start < c.end)]
    return [*kept, Change("set", _PATH, tidy(middle(fact.value)), fact.start, fact.end, fact.text)]
