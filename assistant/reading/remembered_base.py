"""Orders or customers told in an earlier message, of which a later one tells how many get in touch.

"4,000 orders a month", and a turn later "about half of them write to us": the orders are no field of the brief, and
are read again from where they were told.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from assistant.reading.how_often import how_often
from assistant.reading.in_brief import volumes_in
from assistant.reading.result import Change, Reading
from assistant.reading.reworded import Told
from assistant.reading.roles import find_roles
from assistant.reading.scene import TextScene, look
from assistant.reading.word_lists import listed

_VOLUME = "contacts_per_month"
_FEW = 10  # contacts a month: "one contact per order" taken for a volume
_MOST = 60  # words of a message that only tells the share of those known


def with_remembered_base(
    scene: TextScene,
    changes: Sequence[Change],
    brief: Mapping[str, Any],
    earlier: Sequence[Told],
    reread: Callable[[Told], Reading],
) -> list[Change]:
    """The changes with the contacts of so many orders told before, where the message tells only their share."""
    told = [c for c in changes if c.path.endswith(_VOLUME) and c.op == "set"]
    known = volumes_in(brief) or isinstance(brief.get(_VOLUME), int | float)
    if known or any(float(c.value) > _FEW for c in told) or len(scene.words) > _MOST or not _tells_a_rate(scene):
        return list(changes)
    if find_roles(scene).of("driver"):
        return list(changes)
    for message in earlier:
        base = _base(look(message.text, scene.language))
        if base is None:
            continue
        found = reread(Told(f"{base}, {scene.text}", None, {})).changes
        volumes = [c for c in found if c.path.endswith(_VOLUME) and c.op == "set" and float(c.value) > _FEW]
        if not volumes:
            return list(changes)
        kept = [c for c in changes if c not in told]
        return [*kept, *(Change("set", c.path, c.value, 0, len(scene.text), scene.text, c.detail) for c in volumes)]
    return list(changes)


def _tells_a_rate(scene: TextScene) -> bool:
    """Whether a share, or so many contacts of each, is told of something this message does not count."""
    if any(f.kind == "percent" or (f.kind == "number" and f.unit == "per_driver") for f in scene.facts):
        return True
    often = any(f.unit == "times" and f.kind == "volume" for f in (*scene.facts, *how_often(scene)))
    each = any(w.lower in listed("of_each_words") for w in scene.words)
    return often and each and not any(f.kind == "number" for f in scene.facts)  # "each of them writes twice a month"


def _base(scene: TextScene) -> str | None:
    """The one count of orders or customers in a message, in its own words."""
    drivers = find_roles(scene).of("driver")
    if len(drivers) != 1:
        return None
    role = drivers[0]
    first, last = role.span.first, role.span.last
    if role.cue is not None:
        first, last = min(first, role.cue.first), max(last, role.cue.last)
    return scene.text[scene.words[first].start : scene.words[last].end]
