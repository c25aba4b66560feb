"""Short messages of numbers alone: what they are of follows from what was told just before.

"800" after "and chat" is the volume of the chat, "1500 and 2000" after "calls and mail" are both volumes in their
order, as are "5 min and 7 min" both times.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.act_answers import YES
from assistant.reading.coverage import known_coverage
from assistant.reading.facts import Fact
from assistant.reading.pieces import pieces
from assistant.reading.rate_words import period_forms
from assistant.reading.result import Change, Reading
from assistant.reading.roles import middle
from assistant.reading.scene import TextScene
from assistant.reading.word_lists import listed
from assistant.reading.workload import per_month, tidy

GUESS = "yes_no:guess:"  # the question whether a number is of a field, with the field and the value
_VOLUME = "contacts_per_month"
_AHT = "aht_seconds"
_NUMBERS = ("number", "volume")
_UNITS = {"minute": 60, "second": 1}
_SHORTEST_TALK, _LONGEST_TALK = 10, 5400  # seconds
_KINDS = (*_NUMBERS, "money", "percent", "duration", "time_range", "days")
_SHORTEST_VOLUME = 25  # a number as large answers no question of hours, minutes or people before it is a volume
_FEW = 6  # words of a message that says hardly more than its numbers
_COUNTS = ("agents", "in_house.agents", "hours_per_day", "days_per_week", "contract_months", "aht_seconds")


def told_shortly(
    scene: TextScene,
    changes: Sequence[Change],
    brief: Mapping[str, Any],
    question: str | None,
    before: Reading | None,
) -> tuple[Change, ...]:
    """The changes with the numbers of a short message given to what was told just before, by the message `before`."""
    if question and question.startswith(GUESS):
        return (*changes, *_guessed(scene, question))
    numbers = [f for f in scene.facts if (f.kind in _NUMBERS and not f.unit) or _length(f)]
    words = sum(w.is_word for w in scene.words)
    if not numbers or scene.text.rstrip().endswith("?") or words > _FEW + len(numbers):
        return tuple(changes)
    if any(f.kind in _KINDS for f in scene.facts if f not in numbers and f.kind != "duration"):
        return tuple(changes)
    coverage = known_coverage(brief, [])
    if any(_length(f) for f in numbers):
        found = _times_in_order(scene, numbers, brief, before)
    elif len(numbers) == 1:
        found = _of_new_channel(scene, numbers, brief, question, coverage, before) if words <= _FEW else []
    else:
        found = _in_order(scene, numbers, brief, coverage, before)
    if not found:
        return tuple(changes)
    first, last = numbers[0].start, numbers[-1].end
    return (*(c for c in changes if c.end <= first or c.start >= last), *found)


def _guessed(scene: TextScene, question: str) -> list[Change]:
    """The value that was guessed aloud, where the answer is yes."""
    path, _, value = question.removeprefix(GUESS).rpartition("=")
    agreed = any(piece.kinds & YES and not piece.asked for piece in pieces(scene))
    told = any(fact.kind in _KINDS for fact in scene.facts)
    if not agreed or told or not path:
        return []
    return [Change("set", path, tidy(float(value)), 0, len(scene.text), scene.text)]


def _empty(brief: Mapping[str, Any]) -> list[str]:
    """Channels that are wanted and have no volume yet."""
    channels = brief.get("channels")
    known = channels.items() if isinstance(channels, Mapping) else ()
    return [name for name, value in known if isinstance(value, Mapping) and value.get(_VOLUME) is None]


def _length(fact: Fact) -> bool:
    """A time that a contact may take."""
    return fact.kind == "duration" and fact.unit in _UNITS and not fact.per


def _in_order(
    scene: TextScene,
    numbers: Sequence[Fact],
    brief: Mapping[str, Any],
    coverage: Mapping[str, Any],
    before: Reading | None,
) -> list[Change]:
    """As many numbers as channels without a volume: each gets its own, in the order the channels were told."""
    empty = _empty(brief)
    if len(numbers) < 2 or len(numbers) != len(empty) or scene.channels or brief.get(_VOLUME):
        return []
    if any(scene.head(f)[0] is not None for f in numbers) or not _bare(scene, numbers, listed("period_led")):
        return []
    per = next((f.per for f in reversed(numbers) if f.per), None) or _period(scene)
    factor = per_month(per, coverage)
    return [
        Change("set", f"channels.{name}.{_VOLUME}", tidy(middle(f.value) * factor), f.start, f.end, f.text)
        for name, f in zip(_told_order(empty, before), numbers, strict=True)
    ]


def _times_in_order(
    scene: TextScene, figures: Sequence[Fact], brief: Mapping[str, Any], before: Reading | None
) -> list[Change]:
    """ "5 min and 7 min", «4 и 10 минут»: as many times as channels without one, or as channels there are."""
    channels: Mapping[str, Any] = brief.get("channels") or {}
    served = [name for name, each in channels.items() if each is not None]
    untimed = [name for name in served if channels[name].get(_AHT) is None]
    names = untimed if len(untimed) == len(figures) else served
    if len(figures) < 2 or len(figures) != len(names) or scene.channels or not _bare(scene, figures):
        return []
    unit = next(f.unit for f in reversed(figures) if _length(f))
    seconds = [middle(f.value) * (1 if _length(f) else _UNITS[unit or ""]) for f in figures]
    if any(not _SHORTEST_TALK <= each <= _LONGEST_TALK for each in seconds):
        return []
    return [
        Change("set", f"channels.{name}.{_AHT}", tidy(each), f.start, f.end, f.text)
        for name, f, each in zip(_told_order(names, before), figures, seconds, strict=True)
    ]


def _told_order(names: Sequence[str], before: Reading | None) -> Sequence[str]:
    """The channels as the message before told them, if it told them all."""
    told = [c.path.split(".")[1] for c in before.changes if c.path.startswith("channels.")] if before else []
    told = [name for name in dict.fromkeys(told) if name in names]
    return told if len(told) == len(names) else names


def _period(scene: TextScene) -> str | None:
    """The period of «в неделю 700 и 300», which stands by itself."""
    named = (period_forms()[form] for word in scene.words for form in sorted(word.forms) if form in period_forms())
    return next(named, None)


def _bare(scene: TextScene, numbers: Sequence[Fact], more: frozenset[str] = frozenset()) -> bool:
    """Nothing stands beside the numbers but what joins them or says how sure they are."""
    inside = {at for f in numbers for at in range(scene.span(f).first, scene.span(f).last + 1)}
    inside |= {at for m in scene.mentions if m.family == "respectively" for at in range(m.first, m.last + 1)}
    beside = [w for at, w in enumerate(scene.words) if w.is_word and at not in inside]
    frame = listed("guessing") | listed("conjunctions") | more
    period = period_forms().keys() if more else frozenset()
    return all(word.lower in frame or word.forms & period for word in beside)


def _of_new_channel(
    scene: TextScene,
    numbers: Sequence[Fact],
    brief: Mapping[str, Any],
    question: str | None,
    coverage: Mapping[str, Any],
    before: Reading | None,
) -> list[Change]:
    """A number after a message that added a channel: its volume, unless it is a likely answer to what was asked."""
    added = [c.path.split(".")[1] for c in (before.changes if before else ()) if c.path.startswith("channels.")]
    added = [name for name in dict.fromkeys(added) if name in _empty(brief)]
    fact = numbers[0]
    if len(added) != 1 or scene.head(fact)[0] is not None or not _bare(scene, numbers):
        return []
    if {channel for channel, _ in scene.channels} - {added[0]}:
        return []
    small = fact.kind == "number" and middle(fact.value) < _SHORTEST_VOLUME
    if small and question is not None and question.endswith((*_COUNTS, "coverage", "in_house", "peak_factor")):
        return []
    value = tidy(middle(fact.value) * per_month(fact.per, coverage))
    return [Change("set", f"channels.{added[0]}.{_VOLUME}", value, fact.start, fact.end, fact.text)]
