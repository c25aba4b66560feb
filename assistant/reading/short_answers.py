"""Short messages of numbers alone: what they are of follows from what was told just before.

"800" after "and chat" is the volume of the chat, "1500 and 2000" after "calls and mail" are both volumes in their
order, and "no 6" after "aht 5" puts right what was told last, whatever was asked meanwhile.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.act_answers import YES
from assistant.reading.answers import answer_spec, as_value
from assistant.reading.coverage import known_coverage
from assistant.reading.facts import Fact
from assistant.reading.in_brief import value_at
from assistant.reading.pieces import pieces
from assistant.reading.result import Change, Reading
from assistant.reading.roles import middle
from assistant.reading.scene import TextScene
from assistant.reading.volumes_corrected import likely_factor
from assistant.reading.word_lists import listed
from assistant.reading.workload import per_month, tidy

GUESS = "yes_no:guess:"  # the question whether a number is of a field, with the field and the value
_VOLUME = "contacts_per_month"
_NUMBERS = ("number", "volume")
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
    if not scene.words or scene.text.rstrip().endswith("?") or sum(w.is_word for w in scene.words) > _FEW:
        return tuple(changes)
    numbers = [f for f in scene.facts if f.kind in _NUMBERS and not f.unit]
    if not numbers or any(f.kind in _KINDS for f in scene.facts if f not in numbers):
        return tuple(changes)
    coverage = known_coverage(brief, [])
    found = _in_order(scene, numbers, brief, coverage, before) or (
        _of_new_channel(scene, numbers, brief, question, coverage, before)
        or _put_right(scene, numbers, brief, coverage, before)
        if len(numbers) == 1
        else []
    )
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
    if any(scene.head(f)[0] is not None for f in numbers) or not _bare(scene, numbers):
        return []
    told = [c.path.split(".")[1] for c in before.changes if c.path.startswith("channels.")] if before else []
    told = [name for name in dict.fromkeys(told) if name in empty]
    names = told if len(told) == len(empty) else empty
    per = next((f.per for f in reversed(numbers) if f.per), None)
    factor = per_month(per, coverage)
    return [
        Change("set", f"channels.{name}.{_VOLUME}", tidy(middle(f.value) * factor), f.start, f.end, f.text)
        for name, f in zip(names, numbers, strict=True)
    ]


def _bare(scene: TextScene, numbers: Sequence[Fact], more: frozenset[str] = frozenset()) -> bool:
    """Nothing stands beside the numbers but what joins them or says how sure they are."""
    inside = {at for f in numbers for at in range(scene.span(f).first, scene.span(f).last + 1)}
    beside = [w.lower for at, w in enumerate(scene.words) if w.is_word and at not in inside]
    return all(word in listed("guessing") | listed("conjunctions") | more for word in beside)


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


def _put_right(
    scene: TextScene,
    numbers: Sequence[Fact],
    brief: Mapping[str, Any],
    coverage: Mapping[str, Any],
    before: Reading | None,
) -> list[Change]:
    """ "No 6", «упс 600»: the one number that was told last."""
    all_told = [c for c in (before.changes if before else ()) if c.op == "set"]
    told = [c for c in all_told if isinstance(c.value, int | float)]
    sums = any(isinstance(c.value, Mapping) and "amount" in c.value for c in all_told)
    ends = {scene.words[0].lower, scene.words[-1].lower}
    if len(told) != 1 or sums or not ends & listed("put_right_by") or scene.channels:
        return []
    fact, path = numbers[0], told[0].path
    known = value_at(brief, path, None)
    if not isinstance(known, int | float) or not _bare(scene, numbers, listed("put_right_by")):
        return []
    if path.endswith(_VOLUME):
        factor = per_month(fact.per, coverage) if fact.per else likely_factor(middle(fact.value), known, coverage)
        return [Change("set", path, tidy(middle(fact.value) * factor), fact.start, fact.end, fact.text)]
    if fact.kind != "number" or not path.endswith(_COUNTS):
        return []
    value, detail = as_value(path, fact, brief, coverage, answer_spec(path))
    return [] if value is None else [Change("set", path, value, fact.start, fact.end, fact.text, detail)]
