"""A known total told in parts: "200 of those are phone, the rest is WhatsApp", «5 тысяч почта, 3 чат».

The parts are told in the period and the scale of the total; what they leave is of the channel said to have the rest.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.coverage import known_coverage
from assistant.reading.facts import Fact
from assistant.reading.in_brief import volumes_in
from assistant.reading.known_fields import AHT, VOLUME
from assistant.reading.result import Change
from assistant.reading.reworded import Reread, Told
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.workload import per_month, tidy

_ROUNDED = 0.02  # of a total, that its parts may miss
_THOUSAND = 1000
_FEWEST = 3
_BESIDE = 2  # words from "the rest" to how many that is


def total_in_parts(
    scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any], earlier: Sequence[Told], reread: Reread
) -> list[Change]:
    """The changes with the volume of each part; as they are where the parts do not make the total known."""
    known = volumes_in(brief)
    if set(known) != {VOLUME} or scene.text.rstrip().endswith("?"):
        return list(changes)
    parts, rest = _parts(scene, known[VOLUME])
    named = [channel for _, channel in parts]
    if not parts or len(set(named)) < len(named) or rest in named or (len(parts) < 2 and not rest):
        return list(changes)
    volumes = _volumes([fact for fact, _ in parts], known[VOLUME], bool(rest), _factors(brief, earlier, reread))
    if volumes is None:
        return list(changes)
    told = {f"channels.{c}": (v, f) for (f, c), v in zip(parts, volumes, strict=True)}
    if rest:
        told[f"channels.{rest}"] = (known[VOLUME] - sum(volumes), parts[-1][0])
    places = {fact.start for fact, _ in parts}
    kept = [c for c in changes if not (c.start in places and c.path.endswith((VOLUME, AHT)))]
    kept = [c for c in kept if c.path not in (*told, VOLUME, *(f"{own}.{VOLUME}" for own in told))]
    found = [Change("set", f"{own}.{VOLUME}", tidy(v), f.start, f.end, f.text) for own, (v, f) in told.items()]
    fact = parts[0][0]
    return [*kept, *found, Change("remove", VOLUME, None, fact.start, fact.end, fact.text)]


def _parts(scene: TextScene, total: float) -> tuple[list[tuple[Fact, str]], str]:
    """Each number of contacts with its channel, and the channel of the rest; none where a number has no channel."""
    numbers = [f for f in scene.facts if f.kind in ("number", "volume") and not f.each and f.unit in (None, "times")]
    numbers = _without_total([f for f in numbers if middle(f.value) >= _FEWEST and not _foreign(scene, f)], total)
    rests = [m for m in scene.mentions if m.family == "rest" and not _counted(scene, m.last, numbers)]
    left = [(channel, place) for channel, place in scene.channels if rests and place.first > rests[0].first]
    rest = left[0][0] if left else ""
    channels = [(channel, place) for channel, place in scene.channels if not left or place != left[0][1]]
    found: list[tuple[Fact, str]] = []
    for at, fact in enumerate(numbers):
        own = scene.span(fact)
        last = scene.span(numbers[at - 1]).last if at else -1
        following = scene.span(numbers[at + 1]).first if at + 1 < len(numbers) else len(scene.words)
        near = [c for c, place in channels if own.first <= place.first < _parted(scene, own, following)]
        near = near or [c for c, place in channels if _begun(scene, last, own) < place.first <= own.first]
        if len(near) != 1:
            return [], ""
        found.append((fact, near[0]))
    return found, rest if rests else ""


def _without_total(numbers: list[Fact], total: float) -> list[Fact]:
    """The numbers without the total said once more before its parts: "of the 450, 150 are calls and 300 emails"."""
    if len(numbers) < _FEWEST:
        return numbers
    first, *parts = (middle(fact.value) for fact in numbers)
    whole = abs(first - sum(parts)) <= _ROUNDED * first and max(parts) < first
    return numbers[1:] if whole or (abs(first - total) <= _ROUNDED * total and sum(parts) < first) else numbers


def _counted(scene: TextScene, last: int, numbers: Sequence[Fact]) -> bool:
    """ "The other 90 whatsapp": what is left is counted right behind the words for it, and is a part like others."""
    return any(0 < scene.span(fact).first - last <= _BESIDE for fact in numbers)


def _parted(scene: TextScene, own: Span, end: int) -> int:
    """Where the words after a number end: at the next sign, or at the next number."""
    return next((at for at in range(own.last + 1, end) if scene.words[at].text in ",;.!"), end)


def _begun(scene: TextScene, last: int, own: Span) -> int:
    return next((at for at in range(own.first - 1, last, -1) if scene.words[at].text in ",;.!"), last)


def _foreign(scene: TextScene, fact: Fact) -> bool:
    head, content = scene.head(fact)
    after = scene.span(fact).last + 1
    if any(place.first == after for _, place in scene.channels):
        return False  # "7k phone"
    return content and (head is None or head.family != "contact")


def _factors(brief: Mapping[str, Any], earlier: Sequence[Told], reread: Reread) -> list[float]:
    """By what a part makes a month: as the total does that an earlier message told, else as it stands."""
    for told in earlier:
        for change in reread(told).changes:
            if change.path == VOLUME and change.detail.get("per"):
                return [per_month(change.detail["per"], known_coverage(brief, []))]
    return [1.0, *(per_month(period, known_coverage(brief, [])) for period in ("week", "day"))]


def _volumes(facts: Sequence[Fact], total: float, rest: bool, factors: Sequence[float]) -> list[float] | None:
    """What the parts come to a month, in the first period and scale in which they fit the total."""
    for factor in factors:
        for scale in (1, _THOUSAND):
            volumes = []
            for fact in facts:
                number = middle(fact.value)
                own = _THOUSAND if scale > 1 and number < _THOUSAND else 1
                volumes.append(number * own * factor)
            left = total - sum(volumes)
            if rest and 0 < left < total * (1 - _ROUNDED / 2):
                return volumes
            if not rest and abs(left) <= _ROUNDED * total:
                return volumes
    return None
