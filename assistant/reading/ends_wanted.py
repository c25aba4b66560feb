"""The known end of the day told anew by its preposition alone: "the boss says till 8", «шеф просит до 22».

A number that "till" or "from" leads is an hour where the hours of opening are known, nothing is counted by it, and
somebody wants it, puts it right or takes the old end back: «не до 21, а до 19 часов».
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.reading.clocks import clock_at
from assistant.reading.coverage import clock_hours
from assistant.reading.ends_told_anew import evening, taken_back
from assistant.reading.facts import Fact
from assistant.reading.moments import clock_text, minutes_of
from assistant.reading.number_words import match_any
from assistant.reading.result import Change
from assistant.reading.scene import TextScene
from assistant.reading.time_words import words
from assistant.reading.word_lists import listed
from assistant.reading.workload import tidy

_WORDS = 12  # of a message that tells one end anew
_KINDS = ("number", "duration", "time_range")
_MINUTES = 60
_HOUR, _SHORTEST, _LATEST = "hour", 4, 1440


@dataclass(frozen=True)
class _End:
    side: str
    minutes: int
    half: bool
    start: int
    end: int
    old: bool


def ends_wanted(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, object]) -> list[Change]:
    """The changes with the end of the known hours set; as they are where none is told so."""
    coverage = brief.get("coverage")
    known = {side: coverage.get(side) for side in ("open", "close")} if isinstance(coverage, Mapping) else {}
    quantities = [f for f in scene.facts if f.kind not in ("country", "language", "channel")]
    said = [word.lower for word in scene.words if word.is_word]
    if not known or not all(isinstance(end, str) for end in known.values()) or len(said) > _WORDS:
        return list(changes)
    if scene.text.rstrip().endswith("?") or any(f.kind not in _KINDS for f in quantities):
        return list(changes)
    ends = {side: str(end) for side, end in known.items()}
    told = list(_told(scene))
    fresh = [end for end in told if not end.old]
    denied = any(end.old and minutes_of(ends[end.side]) in (end.minutes, end.minutes + 720) for end in told)
    wanted = denied or bool(set(said) & (listed("hours_wanted") | listed("put_right_by")))
    if len(fresh) != 1 or len(told) != len(quantities) or not wanted:
        return list(changes)
    new = fresh[0]
    if brief.get("agents") and not denied and new.minutes % _MINUTES == 0 and not new.half:
        return list(changes)  # «давайте до 20» may be people as well
    late = evening(new.minutes, new.half, minutes_of(ends["open"])) if new.side == "close" else new.minutes
    ends[new.side] = clock_text(late)
    hours = clock_hours(ends["open"], ends["close"])
    if ends[new.side] == known[new.side] or hours < _SHORTEST or _other(changes, new.side, ends[new.side]):
        return list(changes)
    kept = [c for c in changes if not (c.start < new.end and new.start < c.end) and c.path != "coverage.hours_per_day"]
    values = {new.side: ends[new.side], "hours_per_day": tidy(hours)}
    place = (new.start, new.end, scene.text[new.start : new.end])
    return [*kept, *(Change("set", f"coverage.{key}", value, *place) for key, value in values.items())]


def _other(changes: Sequence[Change], side: str, clock: str) -> bool:
    """Whether the message was read to set that end to another hour, or both ends: "8 till 8"."""
    if {f"coverage.{end}" for end in ("open", "close")} <= {c.path for c in changes}:
        return True
    return any(c.path == f"coverage.{side}" and c.value != clock for c in changes)


def _told(scene: TextScene) -> Iterator[_End]:
    """The clocks that "till" or "from" leads and that count nothing."""
    tokens, w = scene.tokens, words()
    for i in range(1, len(tokens)):
        clock = clock_at(tokens, i, dotted=True)
        if clock is None or not tokens[i].text[:1].isdecimal() or clock.minutes > _LATEST:
            continue
        until = tokens[i - 1].low in listed("hours_until")
        since = match_any(w.since, tokens, i - 1) == i
        at = next((k for k, word in enumerate(scene.words) if word.start <= tokens[i].start < word.end), None)
        fact = scene.fact_at[at] if at is not None else None
        if not (until or since) or (fact is not None and not _an_hour(scene, fact)):
            continue
        end = tokens[clock.end - 1].end
        side = "close" if until else "open"
        yield _End(side, clock.minutes, bool(clock.half), tokens[i - 1].start, end, taken_back(tokens, i))


def _an_hour(scene: TextScene, fact: Fact) -> bool:
    if fact.kind == "duration":
        return fact.unit == _HOUR
    return fact.kind in _KINDS and (fact.kind != "number" or not scene.head(fact)[1])
