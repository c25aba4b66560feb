"""The time of another channel, told by the one before: "calls 4 min", then "and 10 for chats", «чат вдвое дольше»."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.in_brief import value_at
from assistant.reading.result import Change
from assistant.reading.reworded import Reread, Told
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.workload import tidy

_AHT, _VOLUME = "aht_seconds", "contacts_per_month"
_WORDS = 9  # of a message that only tells a time more
_LONGEST = 60  # minutes that a bare number may be
_MINUTE = 60
_OTHERS = ("volume", "percent", "money", "duration", "time_range", "days", "language", "country")


def times_of_another(
    scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any], earlier: Sequence[Told], reread: Reread
) -> list[Change]:
    """The changes with that time; as they are where the message before told none, or anything else is told now."""
    channels = {channel for channel, _ in scene.channels}
    if len(channels) != 1 or not earlier or sum(w.is_word for w in scene.words) > _WORDS:
        return list(changes)
    if scene.text.rstrip().endswith("?") or any(f.kind in _OTHERS for f in scene.facts):
        return list(changes)
    own = f"channels.{next(iter(channels))}"
    if value_at(brief, f"{own}.{_AHT}") is not None or value_at(brief, f"{own}.{_VOLUME}") is None:
        return list(changes)
    told = [c for c in reread(earlier[0]).changes if c.path.endswith(_AHT) and isinstance(c.value, int | float)]
    if len(told) != 1 or told[0].path.startswith(own):
        return list(changes)
    found = _as_long(scene, float(told[0].value)) or _bare(scene)
    if found is None:
        return list(changes)
    seconds, start, end = found
    kept = [c for c in changes if not c.path.startswith(own) and not (c.start < end and start < c.end)]
    return [*kept, Change("set", f"{own}.{_AHT}", tidy(seconds), start, end, scene.text[start:end])]


def _as_long(scene: TextScene, seconds: float) -> tuple[float, int, int] | None:
    """ "Chats take double that", «чат вдвое дольше»: so many times the time told last."""
    whole = Span(0, len(scene.words) - 1)
    if not scene.has(whole, "as_long"):
        return None
    told = [
        (float(m.value), m.first, m.last) for m in scene.mentions if m.family in ("as_that", "multiply") and m.value
    ]
    for fact in (f for f in scene.facts if f.unit == "times"):
        told.append((middle(fact.value), scene.span(fact).first, scene.span(fact).last))
    for factor, first, last in told:
        if factor > 0:
            shorter = factor > 1 and scene.has(whole, "shorter", "fewer")
            return seconds / factor if shorter else seconds * factor, scene.words[first].start, scene.words[last].end
    return None


def _bare(scene: TextScene) -> tuple[float, int, int] | None:
    """The one bare number, in minutes as times are told."""
    numbers = [f for f in scene.facts if f.kind == "number" and not f.unit and not f.per]
    if len(numbers) != 1 or not 0 < middle(numbers[0].value) <= _LONGEST:
        return None
    head, _ = scene.head(numbers[0])
    if head is not None:
        return None
    return middle(numbers[0].value) * _MINUTE, numbers[0].start, numbers[0].end
