"""Volumes told in the order of the channels named before: "by phone and mail; 2,040 and 1,560 a month respectively".

As many numbers as channels, one list right after the other, are of each channel in turn.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed
from assistant.reading.workload import per_month, scaled, tidy

_APART = 6  # words between two channels of a list
_AHEAD = 12  # words between the last channel and the first number
_BETWEEN = 3  # words between two numbers of a list
_ITEMS = 9  # of a list with numbers before its items
_FEWEST = 5  # contacts a month of which a list may speak
_OTHERS = ("number", "volume", "money", "percent", "time", "time_range")  # quantities that break a list

Channels = list[tuple[str, Span]]


def in_their_order(scene: TextScene, changes: list[Change], coverage: Mapping[str, Any]) -> list[Change]:
    """The changes with the volumes of such lists given to their channels, in place of what was made of them before;
    none where there is no such list.
    """
    found = False
    for channels, numbers in _lists(scene):
        per = next((str(f.value["per"]) for f in reversed(numbers) if f.kind == "volume"), _period(scene, numbers[-1]))
        if per is None:
            continue
        found = True
        start, end = numbers[0].start, numbers[-1].end
        changes = [c for c in changes if not (_is_volume(c) and start <= c.start < end)]
        summed: dict[str, float] = {}  # "WhatsApp and Viber, 3,200 and 800" are both chats
        for (channel, _), fact in zip(channels, numbers, strict=True):
            value, detail = scaled(fact, per_month(per, coverage))
            summed[channel] = summed.get(channel, 0) + value
            path = f"channels.{channel}.contacts_per_month"
            changes = [c for c in changes if c.path != path]
            changes.append(Change("set", path, tidy(summed[channel]), fact.start, fact.end, fact.text, detail))
    return changes if found else []


def _is_volume(change: Change) -> bool:
    return change.path.endswith("contacts_per_month")


def _lists(scene: TextScene) -> list[tuple[Channels, list[Fact]]]:
    """Each list of channels with the list of numbers after it."""
    found = []
    for numbers in _runs_of_numbers(scene):
        named = _channels_before(scene, numbers)
        channels = named if len(named) == len(numbers) else _distinct(named)
        if len(channels) == len(numbers):
            found.append((channels, numbers))
    return found


def _runs_of_numbers(scene: TextScene) -> list[list[Fact]]:
    """Two numbers or more with nothing but a comma, a slash or an "and" between."""
    runs: list[list[Fact]] = []
    numbers = [f for f in scene.facts if f.kind in ("number", "volume") and f.unit is None]
    for one, other in pairwise(numbers):
        if not _joined(scene, one, other):
            continue
        if runs and runs[-1][-1] is one:
            runs[-1].append(other)
        else:
            runs.append([one, other])
    bare = [run for run in runs if all(_plain(f) for f in run) and not any(_counts(scene, f) for f in run[:-1])]
    return [run for run in bare if not _names_its_channel(scene, run[-1])]


def _counts(scene: TextScene, fact: Fact) -> bool:
    """Whether a number counts anything; the "against" of "70 against 20" is no noun."""
    after = scene.words[min(scene.span(fact).last + 1, len(scene.words) - 1)]
    return scene.head(fact)[1] and after.lower not in listed("against_words")


def _names_its_channel(scene: TextScene, fact: Fact) -> bool:
    """ "Comments and DMs, about 3,200, plus 500 e-mails": the last number has a channel of its own."""
    span = scene.span(fact)
    return any(span.first <= place.first <= span.last + 1 for _, place in scene.channels)


def _joined(scene: TextScene, one: Fact, other: Fact) -> bool:
    between = range(scene.span(one).last + 1, scene.span(other).first)
    signs = [scene.words[at] for at in between]
    joints = listed("list_joins") | listed("against_words")
    return 0 < len(signs) <= _BETWEEN and all(w.text in ",/;|" or w.lower in joints for w in signs)


def _plain(fact: Fact) -> bool:
    value = fact.value["value"] if fact.kind == "volume" else fact.value
    return isinstance(value, int | float) and value >= _FEWEST


def _channels_before(scene: TextScene, numbers: Sequence[Fact]) -> Channels:
    """The channels listed right before some numbers, as many as there are numbers; none where more are listed."""
    first = scene.span(numbers[0]).first
    in_order = scene.has(scene.sentence_of(first), "respectively")
    before = [(c, place) for c, place in scene.channels if place.last < first]
    run: Channels = []
    for channel, place in reversed(before):
        following = run[0][1].first if run else first
        gap = following - place.last - 1
        if gap > (_APART if run else _AHEAD) or not _unbroken(scene, place.last + 1, following, in_order):
            break
        run.insert(0, (channel, place))
    return run


def _distinct(named: Channels) -> Channels:
    """Channels named again in a row, "social (Facebook, Instagram)", once each; none where one comes back."""
    found = [one for at, one in enumerate(named) if not at or one[0] != named[at - 1][0]]
    return found if len({channel for channel, _ in found}) == len(found) else []


def _unbroken(scene: TextScene, first: int, end: int, in_order: bool) -> bool:
    """Whether no quantity stands between two places; handle times may where the list is said to be in order."""
    kinds = _OTHERS if in_order else (*_OTHERS, "duration")
    facts = [(at, f) for at, f in enumerate(scene.fact_at[first:end], first) if f is not None and f.kind in kinds]
    return not any(not _enumerates(scene, at, f) for at, f in facts)


def _enumerates(scene: TextScene, at: int, fact: Fact) -> bool:
    """The 2 of "1) phone 2) email" and of "2. email" on a line of its own counts nothing."""
    after = scene.words[at + 1].text if at + 1 < len(scene.words) else ""
    small = fact.kind == "number" and isinstance(fact.value, int) and 0 < fact.value <= _ITEMS
    opens = at == 0 or scene.words[at - 1].text in ",;:.)\n"
    return small and (after == ")" or (after == "." and opens))


def _period(scene: TextScene, last: Fact) -> str | None:
    """The period told after the list or before it, or a month where it is said to be in order; None: no volumes."""
    sentence = scene.sentence_of(scene.span(last).first)
    ahead = Span(scene.span(last).last, sentence.last)
    told = scene.inside(ahead, ("period_head", "year_head"))
    if told:
        return told[0].value or "year"
    heading = scene.inside(Span(sentence.first, scene.span(last).first), ("period_head", "year_head"))
    if heading:
        return heading[0].value or "year"
    return "month" if scene.has(ahead, "respectively") else None
