"""The volume of a channel as so many times another's, or as such a part of it.

"E-mails run at 40% of calls", «писем — треть от звонков», "for every call we get two e-mails".
The other may be told before or behind, in any sentence, or be pointed at: "the inbox gets twice as much".
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.reading.channel_shares import fraction
from assistant.reading.coverage import known_coverage
from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.in_brief import value_at
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.told_figures import monthly, told_figures
from assistant.reading.word_lists import listed
from assistant.reading.workload import tidy

_VOLUME = "contacts_per_month"
_REACH = 6  # words between a channel and the number of times
_BEHIND = 5  # words from the number of times to the channel compared with
_COUNTED = 3  # words from "every" to the channel, or from a number to what it counts
_MOST = 50  # times another channel
_SIGNS = frozenset(":—–-")


@dataclass(frozen=True)
class _Ratio:
    """So many times another channel; an empty `other` is the one told last before."""

    channel: str
    factor: float
    other: str
    span: Span


def times_another(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with such volumes; a chain of them, chats by e-mails by calls, is followed to its end."""
    told = list(changes)
    left = list(_ratios(scene))
    taken = {ratio.channel for ratio in left}
    while left:
        for ratio in left:
            other = ratio.other or _told_last(scene, ratio, [c for c in told if not _of(c, taken)])
            pending = other in {r.channel for r in left}
            amount = None if pending or not other else _amount(scene, other, ratio, told, brief)
            if amount is not None:
                told = _with(scene, told, ratio, amount, other if other not in taken else "")
                left.remove(ratio)
                break
        else:
            break
    return told


def _with(scene: TextScene, told: list[Change], ratio: _Ratio, amount: float, other: str) -> list[Change]:
    """The changes with the volume of a ratio, and that of the other channel where its number was spent on the first."""
    start, end = scene.words[ratio.span.first].start, scene.words[ratio.span.last].end
    own = f"channels.{ratio.channel}"
    made = ("growth_percent", "peak_factor")
    kept = [c for c in told if not (start <= c.start < end and c.path.endswith(_VOLUME))]
    kept = [c for c in kept if not (c.path in made and c.start < end and start < c.end)]
    kept = [c for c in kept if c.path != f"{own}.{_VOLUME}" and not (c.path == own and c.value == {})]
    text = scene.text[start:end]
    if other and not any(c.path == f"channels.{other}.{_VOLUME}" for c in kept) and _said_here(scene, other):
        kept = [c for c in kept if c.path != f"channels.{other}"]
        kept.append(Change("set", f"channels.{other}.{_VOLUME}", tidy(amount), start, end, text))
    return [*kept, Change("set", f"{own}.{_VOLUME}", tidy(amount * ratio.factor), start, end, text)]


def _of(change: Change, channels: set[str]) -> bool:
    """«900 звонков, чатов вчетверо меньше, писем вдвое больше»: both are compared with the one that has a number."""
    return any(change.path.startswith(f"channels.{channel}.") for channel in channels)


def _ratios(scene: TextScene) -> Iterator[_Ratio]:
    for first, last, factor in _factors(scene):
        sentence = scene.sentence_of(first)
        compared = _compared(scene, last, sentence)
        if compared is None or _of_a_season(scene, Span(first, compared[1]), sentence):
            continue
        other, end, times = compared
        span = Span(first, end)
        channel = _before(scene, first, sentence) or (_on_top(scene, span, sentence) if not other else "")
        if channel and channel != other:
            yield _Ratio(channel, factor**times, other, span)
    yield from _for_every(scene)


def _factors(scene: TextScene) -> Iterator[tuple[int, int, float]]:
    """Where a message says how many times, or what part of something, and how much that is."""
    for fact in scene.facts:
        span, value = scene.span(fact), middle(fact.value) if fact.kind in ("number", "percent") else 0.0
        after = scene.words[min(span.last + 1, len(scene.words) - 1)].lower
        if fact.kind == "percent" and fact.unit is None and value > 0 and after not in listed("compared_more"):
            yield span.first, span.last, fraction(value)
        elif fact.kind == "number" and fact.unit == "times" and 1 < value <= _MOST:
            yield span.first, span.last, value
    for mention in scene.mentions:
        if mention.family == "multiply" and all(scene.fact_at[at] is None for at in (mention.first, mention.last)):
            word = next(
                (k for k in range(mention.first, mention.last + 1) if scene.words[k].lower in _in_a_word()), None
            )
            if word is not None:
                yield word, word, float(mention.value)


def _of_a_season(scene: TextScene, span: Span, sentence: Span) -> bool:
    """ "Calls in July are twice the usual" compares times, and no channels."""
    near = Span(max(sentence.first, span.first - _REACH), min(sentence.last, span.last + 1))
    return scene.has(near, "peak", "usual")


def _in_a_word() -> frozenset[str]:
    return listed("times_in_a_word")


def _compared(scene: TextScene, last: int, sentence: Span) -> tuple[str, int, int] | None:
    """The channel behind a number of times, where the words of it end, and -1 for "fewer", 1 for more."""
    times, pointed, end = 1, False, last
    than = False
    for at in range(last + 1, min(sentence.last, last + _BEHIND) + 1):
        word = scene.words[at]
        named = [(channel, place) for channel, place in scene.channels if place.first == at]
        if named:
            counts = any(scene.words[k].lower in listed("compared_of") for k in range(last + 1, at))
            return (named[0][0], named[0][1].last, times) if counts else None
        if word.lower in listed("times_fewer"):
            times = -1
        than = than or word.lower in listed("compared_than")
        pointed = pointed or word.lower in listed("compared_that")
        if word.text == "," and at < sentence.last and scene.words[at + 1].lower in listed("compared_of"):
            continue  # «в три раза больше, чем писем»
        if word.lower not in listed("compared_of") | listed("compared_that") | listed("times_fewer"):
            break
        end = at
    return ("", end, times) if pointed and not than else None  # "twice more than before"


def _before(scene: TextScene, first: int, sentence: Span) -> str:
    """The channel before a number of times, with nothing but words of being so many between."""
    for at in range(first - 1, max(sentence.first, first - _REACH) - 1, -1):
        named = [channel for channel, place in scene.channels if place.last == at]
        if named:
            counted = at and scene.kind_at(at - 1) in ("number", "volume")
            return "" if counted else named[0]
        if scene.fact_at[at] is not None or not _of_being(scene, at):
            return ""
    return ""


def _of_being(scene: TextScene, at: int) -> bool:
    return scene.words[at].text in _SIGNS or scene.words[at].lower in listed("being_so_many")


def _on_top(scene: TextScene, span: Span, sentence: Span) -> str:
    """«Треть от этого количества приходит дополнительно в чат»: the channel behind, of what comes on top."""
    behind = Span(span.last + 1, sentence.last)
    if not any(scene.words[at].lower in listed("on_top_of_it") for at in range(behind.first, behind.last + 1)):
        return ""
    named = {channel for channel, place in scene.channels if place.first in behind}
    return named.pop() if len(named) == 1 else ""


def _for_every(scene: TextScene) -> Iterator[_Ratio]:
    """ "For every call two e-mails", "for each five chats one e-mail", «на каждый звонок три письма»."""
    for at, word in enumerate(scene.words[:-2]):
        if word.lower not in listed("for_every_led") or scene.words[at + 1].lower not in listed("of_each_words"):
            continue
        sentence = scene.sentence_of(at)
        every = _number_at(scene, at + 2)
        base = scene.span(every).last + 1 if every is not None and scene.span(every).first == at + 2 else at + 2
        inside = [c for c, place in scene.channels_within(scene.span(every))] if every is not None else []
        named = [(c, p) for c, p in scene.channels if base <= p.first <= min(base + 1, sentence.last)]
        other, last = (inside[0], scene.span(every).last) if inside and every else ("", base)
        if named and not inside:
            other, last = named[0][0], named[0][1].last
        if not other:
            continue
        for fact in scene.facts_within(Span(min(last + 1, sentence.last), sentence.last)):
            counted = _counts_channel(scene, fact)
            if fact.kind in ("number", "volume") and fact.unit is None and 0 < middle(fact.value) <= _MOST and counted:
                if counted != other and fact is not every:
                    factor = middle(fact.value) / (middle(every.value) if every is not None else 1)
                    yield _Ratio(counted, factor, other, Span(at, scene.span(fact).last))
                break


def _number_at(scene: TextScene, at: int) -> Fact | None:
    fact = scene.fact_at[at] if at < len(scene.words) else None
    return fact if fact is not None and fact.kind in ("number", "volume") and middle(fact.value) > 1 else None


def _counts_channel(scene: TextScene, fact: Fact) -> str:
    """The channel whose contacts a number counts."""
    head, _ = scene.head(fact)
    return head.value if head is not None and head.family == "contact" and head.value not in ("", "_") else ""


def _told_last(scene: TextScene, ratio: _Ratio, told: Sequence[Change]) -> str:
    """The channel whose volume is told last before a ratio."""
    at = scene.words[ratio.span.first].start
    before = sorted((c for c in told if c.path.endswith(_VOLUME) and c.end <= at), key=lambda c: c.start)
    named = [c.path.split(".")[1] for c in before if c.path.startswith("channels.")]
    return next((channel for channel in reversed(named) if channel != ratio.channel), "")


def _amount(
    scene: TextScene, channel: str, ratio: _Ratio, told: Sequence[Change], brief: Mapping[str, Any]
) -> float | None:
    """The contacts of a channel a month: told by the message beside another number than this, else known before."""
    path = f"channels.{channel}.{_VOLUME}"
    start, end = scene.words[ratio.span.first].start, scene.words[ratio.span.last].end
    values = [c.value for c in told if c.path == path and not (start <= c.start < end and _own_number(scene, c))]
    figures = [f for f in told_figures(scene) if f.channel == channel and f.span.first not in ratio.span and f.per]
    if not values and figures:
        values = [monthly(figures[-1], known_coverage(brief, list(told)))]
    value = values[-1] if values else value_at(brief, path)
    return float(value) if isinstance(value, int | float) else None


def _own_number(scene: TextScene, change: Change) -> bool:
    return any(f.kind in ("number", "volume") and f.start < change.end and change.start < f.end for f in scene.facts)


def _said_here(scene: TextScene, channel: str) -> bool:
    return any(figure.channel == channel for figure in told_figures(scene))
