"""The channel a time belongs to: the nearest one named, else the usual one for a time as long."""

from collections.abc import Mapping
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.in_brief import wanted_in
from assistant.reading.roles import Role
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import anaphors, clause_starters, listed, turns


def channel_of(scene: TextScene, role: Role, named: list[tuple[str, Span]], taken: set[int]) -> str | None:
    """The channel a duration belongs to: the nearest one in its sentence, what stands before it preferred."""
    per = {"call": "phone", "email": "email", "chat": "chat"}.get(role.fact.per or "")
    if per:
        return per
    best: tuple[float, str, int] | None = None
    for channel, span in named:
        after = span.first > role.span.last
        gap = scene.distance(role.span.last, span.first) + 0.25 if after else scene.distance(span.last, role.span.first)
        gap += 0.9 if span.first in taken else 0.0
        if gap > 3.6:
            continue
        gap += 2.0 if _apart(scene, span, role.span) else 0.0
        if after and any(scene.words[at].lower in turns() for at in range(role.span.last + 1, span.first)):
            gap += 2.0  # «…, а звонок»: that is another matter
        if after and has_own(scene, span, role.span):
            # "an e-mail takes us six minutes and a call five"; "service level 80/30, chat: 12 per day"
            gap += 3.0 if set_off(scene, role.span.last, span.first) else 1.0
        gap += 1.6 if after and _has_own_time(scene, span) else 0.0
        if gap <= (2.6 if after else 3.6) and (best is None or gap < best[0]):
            best = (gap, channel, span.first)
    if best is None:
        return None
    taken.add(best[2])
    return best[1]


def of_the_one_before(scene: TextScene, role: Role, volumes: list[Role]) -> bool:
    """ "900 by e-mail and 1,800 by telephone": the cue before is the other number's, and a channel follows this one."""
    cue = role.cue
    if cue is None or cue.last >= role.span.first:
        return False
    mine = scene.distance(cue.last, role.span.first)
    others = [r.span for r in volumes if r is not role and r.span.last < cue.first]
    spoken_for = any(scene.distance(span.last, cue.first) < mine for span in others)
    after = [place for channel, place in scene.channels if place.first > role.span.last and channel != cue.value]
    return spoken_for and any(scene.distance(role.span.last, place.first) < mine for place in after)


def apposed(scene: TextScene, role: Role, used: set[int]) -> tuple[float, str, int] | None:
    """ "The chat on our site, 18,000 conversations a month": set off after a clause that names one channel.

    The channel comes with its distance and its first word; `used` are the first words of those spoken for.
    """
    words, opening, start = scene.words, role.span.first - 1, scene.sentence_of(role.span.first).first
    if role.fact.kind != "volume" or opening < start or words[opening].text not in ",—–(:":
        return None
    first = opening
    while first > start and words[first - 1].text not in ",;:()—–" and scene.kind_at(first - 1) not in _FIGURES:
        first -= 1
    named = [(c, p) for c, p in scene.channels if first <= p.first < opening]
    free = len({c for c, _ in named}) == 1 and named[-1][1].first not in used
    return (0.0, named[-1][0], named[-1][1].first) if free else None


_FIGURES = ("number", "volume", "percent", "money")
_WRITTEN = ("email", "social")
_LIVE = 120  # seconds within which hardly anybody answers what is written


def set_off(scene: TextScene, before: int, after: int) -> bool:
    """Whether a comma stands between two words."""
    return any(scene.words[at].text in ",;" for at in range(before + 1, after))


def has_own(scene: TextScene, channel: Span, told: Span) -> bool:
    """A figure of its own stands right after the channel."""
    ahead = channel.last + 1
    ahead += ahead < len(scene.words) and scene.words[ahead].text in ":—–-="
    fact = scene.fact_at[ahead] if ahead < len(scene.words) else None
    return fact is not None and fact.kind in ("number", "volume", "duration") and scene.span(fact).first > told.last


def _has_own_time(scene: TextScene, channel: Span) -> bool:
    """A time of its own follows the channel after a few words: "3 mins. emails more like 5 mins"."""
    for at in range(channel.last + 1, min(len(scene.words), channel.last + _TO_TIME + 2)):
        fact = scene.fact_at[at]
        if fact is not None:
            return fact.kind == "duration"
        if not scene.words[at].is_word or scene.words[at].lower in listed("list_joins"):
            return False
    return False


_TO_TIME = 4  # words between a channel and its own time


def topic_of(scene: TextScene, span: Span, named: list[tuple[str, Span]]) -> str | None:
    """The channel spoken of where a figure names none: "Customers write e-mails…, and it takes nine minutes".

    The only one named before in the sentence, or the last where a pronoun stands for it; else the only one of the
    sentence before.
    """
    sentence = scene.sentence_of(span.first)
    before = [channel for channel, place in named if place.first in sentence and place.last < span.first]
    if before:
        return before[-1] if len(set(before)) == 1 or _stands_for(scene, span, named) else None
    for earlier in scene.sentences_before(sentence, 1)[1:]:
        told = {channel for channel, place in named if place.first in earlier}
        return told.pop() if len(told) == 1 else None
    return None


def _stands_for(scene: TextScene, span: Span, named: list[tuple[str, Span]]) -> bool:
    """A pronoun stands between the last channel named and the figure: "the calls …, and they last five minutes"."""
    last = max((place.last for _, place in named if place.last < span.first), default=-1)
    return any(scene.words[at].lower in anaphors() for at in range(last + 1, span.first))


def _apart(scene: TextScene, channel: Span, duration: Span) -> bool:
    """A channel outside the brackets of a duration, or in a clause that begins after it: "…, there is the chat"."""
    if channel.first < duration.first:
        return False
    between = range(duration.last + 1, channel.first)
    closed = any(scene.words[at].text == ")" for at in between) and not any(
        scene.words[at].text == "(" for at in between
    )
    afresh = any(
        scene.words[at].text == "," and scene.words[at + 1].lower in clause_starters()
        for at in between
        if at + 1 in between
    )
    return closed or afresh


def gap(scene: TextScene, a: Span, b: Span) -> float:
    """Distance between two places, whichever comes first."""
    return scene.distance(a.last, b.first) if a.first < b.first else scene.distance(b.last, a.first)


def of_its_part(
    scene: TextScene, time: Span, nearest: str | None, seconds: float, named: list[tuple[str, Span]]
) -> str | None:
    """ "Chats 90 a week, 80% in 30 seconds for calls": the channel of its own part of a list rather than of the next.

    And seconds are hardly told of e-mails of another part where there are live contacts: then none.
    """
    part = scene.part_of(time.first)
    own = {channel for channel, place in named if place.first in part}
    if len(own) == 1:
        return own.pop()
    live = any(channel not in _WRITTEN for channel, _ in named)
    return None if nearest in _WRITTEN and seconds <= _LIVE and live and not own else nearest


def usual_channel(seconds: float, named: list[tuple[str, Span]], brief: Mapping[str, Any]) -> str:
    """Seconds are said of calls, minutes of chats, hours of e-mails, among the channels there are."""
    order = (
        ["phone", "chat", "social", "email"]
        if seconds <= 120
        else ["chat", "phone", "email", "social"]
        if seconds <= 1200
        else ["email", "social", "chat", "phone"]
    )
    wanted = {c for c, _ in named} or wanted_in(brief)
    return next((c for c in order if c in wanted), "phone" if seconds <= 1200 else "email")


def of_named(scene: TextScene, fact: Fact, path: str | None) -> str | None:
    """The handle time of the one channel its sentence names: "and 1,200 e-mails, those take more like eight"."""
    sentence = scene.sentence_of(scene.span(fact).first)
    named = {channel for channel, _ in scene.channels_within(sentence)}
    other = (
        path is not None and path.startswith("channels.") and path.endswith(_TIME) and path.split(".")[1] not in named
    )
    return f"channels.{named.pop()}{_TIME}" if other and len(named) == 1 else path


_TIME = ".aht_seconds"
