"""The volume of a season told beside the known one: "it's 650 in summer", «в декабре 3000 звонков».

What is known stays the volume of an ordinary month, and the season is so many times as busy.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.in_brief import present, volumes_in
from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.volumes_corrected import likely_factor
from assistant.reading.word_lists import listed
from assistant.reading.workload import per_month, tidy

_LEAST, _MOST = 1.05, 10.0  # times the ordinary volume
_ROUNDED = 0.005
_LONGEST = 14  # words of a message that tells nothing else
_NEGATED = 2  # words from a "not" to the season: "not in summer"
_ORDERED = 3  # words before a number among which it is ordered
_DATED = 2  # words from "after" to what is over
_SIGNS = frozenset(",;.:!?()\n")
_OTHERS = ("usual", "fewer", "growth", "falling", "yearly")


def season_peak(scene: TextScene, brief: Mapping[str, Any], coverage: Mapping[str, Any]) -> list[Change]:
    """The busiest period told by its volume; none where the message tells anything else, or no volume is known."""
    counts = [f for f in scene.facts if f.kind in ("number", "volume")]
    others = [f for f in scene.facts if f.kind not in ("number", "volume", "channel")]
    if len(counts) != 1 or others or counts[0].unit or sum(word.is_word for word in scene.words) > _LONGEST:
        return []
    fact = counts[0]
    sentence = scene.sentence_of(scene.span(fact).first)
    seasons = [m for m in scene.inside(sentence, ("peak",)) if not _over(scene, m.first)]
    denied = any(0 < s.first - m.last <= _NEGATED for s in seasons for m in scene.inside(sentence, ("negation",)))
    if not seasons or denied or scene.has(sentence, *_OTHERS) or _set_to(scene, fact, seasons[0].first):
        return []
    volumes = volumes_in(brief)
    named = {f"channels.{channel}.contacts_per_month" for channel, _ in scene.channels}
    known = sum(volume for path, volume in volumes.items() if not named or path in named)
    if known <= 0 or named - set(volumes):
        return []
    said = middle(fact.value)
    factor = per_month(fact.per, coverage) if fact.per else _factor(said, known, coverage)
    times = said * factor / known
    if not _LEAST <= times <= _MOST:
        return []
    return [Change("set", "peak_factor", tidy(round(times, 2)), fact.start, fact.end, fact.text)]


def _set_to(scene: TextScene, fact: Fact, season: int) -> bool:
    """ "Make it 800, the season is starting": an order of a number, and behind it why."""
    span = scene.span(fact)
    near = scene.words[max(0, span.first - _ORDERED) : span.last + 2]
    led = {word.lower for word in scene.words[max(span.last + 1, season - 2) : season]} & listed("season_led")
    return season > span.last and not led and any(word.lower in listed("set_to_words") for word in near)


def _over(scene: TextScene, first: int) -> bool:
    """«Звонков стало 400 в день после аварии»: what is over dates the figure and is no season of it."""
    return any(word.lower in listed("since_then") for word in scene.words[max(0, first - _DATED) : first])


def _factor(said: float, known: float, coverage: Mapping[str, Any]) -> float:
    """By what a number of no period makes a month: 650 beside the 867 of "200 a week" is of a week."""
    factor = likely_factor(said, known, coverage)
    if factor != 1.0 or said > known or _whole(known):
        return factor
    weekly = (per_month(period, days) for period in ("week", "day", "workday") for days in (coverage, {}))
    return next((each for each in weekly if _whole(known / each)), factor)


def _whole(number: float) -> bool:
    return abs(number - round(number)) < _ROUNDED


def with_season_beside(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with the peak of «не 300, а 200 в день, 300 — это в сезон»: a volume put right, and its season."""
    volumes = [c for c in changes if c.path.endswith("contacts_per_month") and isinstance(c.value, int | float)]
    if len(volumes) != 1 or not present(brief, volumes[0].path) or any(c.path == "peak_factor" for c in changes):
        return list(changes)
    counts = [f for f in scene.facts if f.kind in ("number", "volume") and not f.unit]
    own = next((f for f in counts if f.start == volumes[0].start), None)
    if own is None:
        return list(changes)
    for fact in counts:
        clause = _clause(scene, scene.span(fact).first)
        busy = [m for m in scene.inside(clause, ("peak",)) if m.value != "quiet"]
        if fact is own or not busy or scene.span(own).first in clause or fact.per not in (None, own.per):
            continue
        times = middle(fact.value) / middle(own.value) if middle(own.value) else 0.0
        if _LEAST <= times <= _MOST and not scene.has(clause, *_OTHERS):
            return [*changes, Change("set", "peak_factor", tidy(round(times, 2)), fact.start, fact.end, fact.text)]
    return list(changes)


def _clause(scene: TextScene, at: int) -> Span:
    """The words around a number up to the signs that part them."""
    first = last = at
    while first > 0 and scene.words[first - 1].text not in _SIGNS:
        first -= 1
    while last + 1 < len(scene.words) and scene.words[last + 1].text not in _SIGNS:
        last += 1
    return Span(first, last)
