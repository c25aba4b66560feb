"""Volumes dictated without a sign between them, each behind its channel: «звонков 8000 чатов 3000 писем 1200 в месяц».

A number stands before one noun and behind another; where the list opens with a noun and ends with a number, every
number is of the noun before it, and of the one behind it where the list opens with a number and ends with a noun.
«Абонентов тридцать тысяч звонков четыре тысячи» counts the customers first, in the same way.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.result import Change
from assistant.reading.scene import TextScene
from assistant.reading.word_lists import conjunctions, listed
from assistant.reading.workload import per_month, scaled, tidy

_FEWEST = 5  # contacts a month of which a list may speak
_BETWEEN = 2  # words between a channel and its number, or a number and the next channel
_SIGNS = ":—–-"
_CUSTOMERS = ""  # in the place of a channel, where customers are counted

Pair = tuple[str, Fact]


def by_turns(scene: TextScene, changes: list[Change], coverage: Mapping[str, Any]) -> list[Change]:
    """The changes with the volumes of such lists, of two channels or more, in place of what was made of them before."""
    for pairs in listed_by_turns(scene):
        told = [fact.per for _, fact in pairs if fact.per]
        start, end = pairs[0][1].start, pairs[-1][1].end
        pairs = [pair for pair in pairs if pair[0] != _CUSTOMERS]
        paths = [f"channels.{channel}.contacts_per_month" for channel, _ in pairs]
        changes = [
            c
            for c in changes
            if not (c.path.endswith("contacts_per_month") and (start <= c.start < end or c.path in paths))
        ]
        for path, (_, fact) in zip(paths, pairs, strict=True):
            value, detail = scaled(fact, per_month(fact.per or (told[-1] if told else None), coverage))
            changes.append(Change("set", path, tidy(value), fact.start, fact.end, fact.text, detail))
    return changes


def listed_by_turns(scene: TextScene) -> list[list[Pair]]:
    """Each list of channels by turns with numbers, as many of the ones as of the others."""
    places = sorted([*((p.first, c) for c, p in scene.channels), *_customers(scene)], key=lambda place: place[0])
    numbers = [(scene.span(f).first, f) for f in scene.facts if f.kind in ("number", "volume") and f.unit is None]
    marks: list[tuple[int, str | Fact]] = sorted([*places, *numbers], key=lambda mark: mark[0])
    runs: list[list[tuple[int, str | Fact]]] = [[]]
    for mark in marks:
        last = runs[-1][-1] if runs[-1] else None
        if last is not None and not (_alternate(last[1], mark[1]) and _close(scene, last, mark)):
            runs.append([])
        runs[-1].append(mark)
    found = []
    for run in runs:
        if len(run) % 2 and len(run) > 1 and isinstance(run[0][1], str) and _told_whole(run[-2][1], run[-1][0], scene):
            run = run[:-1]
        nouns = 1 if isinstance(run[0][1] if run else "", Fact) else 0
        pairs = [(c, f) for (_, c), (_, f) in zip(run[nouns::2], run[1 - nouns :: 2], strict=False)]
        listed_ = [(c, f) for c, f in pairs if isinstance(c, str) and isinstance(f, Fact)]
        distinct = len({c for c, _ in listed_}) == len(pairs)
        if len(pairs) > 1 and len(run) % 2 == 0 and distinct and all(_plain(f) for _, f in listed_):
            found.append(listed_)
    return [pairs for pairs in found if _one_period(pairs)]


def _customers(scene: TextScene) -> Iterator[tuple[int, str]]:
    """Customers right before their number, and behind none."""
    for mention in (m for m in scene.mentions if m.family == "driver"):
        numbered = mention.last + 1 < len(scene.words) and scene.kind_at(mention.last + 1) in ("number", "volume")
        behind = mention.first > 0 and scene.kind_at(mention.first - 1) in ("number", "volume")
        if numbered and not behind:
            yield mention.last, _CUSTOMERS


def _told_whole(number: str | Fact, after: int, scene: TextScene) -> bool:
    """ "3,000 a month Instagram we keep": the list ends with the period told of its last number."""
    return isinstance(number, Fact) and bool(number.per) and scene.span(number).last < after


def _alternate(one: str | Fact, other: str | Fact) -> bool:
    return isinstance(one, str) != isinstance(other, str)


def _close(scene: TextScene, one: tuple[int, str | Fact], other: tuple[int, str | Fact]) -> bool:
    """Whether nothing but what makes a number rough stands between a channel and its number, nor a sign or more than
    a conjunction between a number and the next channel.
    """
    first = _number_ends(scene, one[1], other[0]) if isinstance(one[1], Fact) else one[0] + 1
    between = [scene.words[at] for at in range(first, other[0])]
    if len(between) > _BETWEEN:
        return False
    if isinstance(one[1], str):
        return all(word.text in _SIGNS or word.lower in listed("roughly") for word in between)
    return all(word.lower in conjunctions() for word in between)


def _number_ends(scene: TextScene, fact: Fact, until: int) -> int:
    """Where a volume ends: behind its last word, or at the channel that is taken for what it counts."""
    return min(scene.span(fact).last + 1, until)


def _plain(fact: Fact) -> bool:
    value = fact.value["value"] if isinstance(fact.value, Mapping) and "value" in fact.value else fact.value
    return isinstance(value, int | float) and value >= _FEWEST


def _one_period(pairs: list[Pair]) -> bool:
    """Whether the list is of one period, which its last number tells if any does."""
    told = {fact.per for _, fact in pairs if fact.per}
    return not told or (len(told) == 1 and pairs[-1][1].per in told)
