"""Volumes told by another: "as many e-mails", «в чат столько же», and messengers that add up to one channel."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.nearest_channel import gap
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed, messengers

Volume = tuple[float, Fact, dict[str, Any]]
_NEAR = 1.6
_FAR = 2.5
_LONG = frozenset({"day", "week", "month", "quarter", "year"})


def as_many(scene: TextScene, told: Mapping[str, Volume]) -> dict[str, Volume]:
    """Channels of which the text says that they have as many contacts as the one told before."""
    found: dict[str, Volume] = {}
    for mark in (m for m in scene.mentions if m.family == "as_many"):
        place = Span(mark.first, mark.last)
        # a period told behind both is of the first: «4 тысячи звонков и столько же чатов за месяц»
        before = [v for v in told.values() if scene.span(v[1]).first < mark.first]
        near = sorted((gap(scene, place, at), channel) for channel, at in scene.channels if channel not in told)
        if before and near and near[0][0] <= _NEAR:
            found[near[0][1]] = max(before, key=lambda v: v[1].start)
    return found


def brands(scene: TextScene) -> frozenset[str]:
    """The messengers a text names."""
    return frozenset(name for word in scene.words for name in word.forms & _names())


def _names() -> frozenset[str]:
    """Names of messengers, of places to comment, and of the chat of one's own site: each has contacts of its own."""
    return messengers() | listed("site_chat") | listed("comment_places")


def together(scene: TextScene, channel: str, one: Volume | None, other: Volume) -> Volume | None:
    """The sum of the volumes of two messengers, WhatsApp and Telegram, that are one channel; None if they are one."""
    if one is None:
        return None
    named = {_brand(scene, channel, one[1]), _brand(scene, channel, other[1])}
    if len(named) < 2 or None in named:
        return None
    return one[0] + other[0], other[1], {k: v for k, v in {**one[2], **other[2]}.items() if k == "approximate"}


def length_of_time(scene: TextScene, span: Span) -> float | None:
    """Seconds in which a number of contacts came: «за четыре месяца 20 тысяч звонков», "over half a year"."""
    sentence = scene.sentence_of(span.first)
    for fact in scene.facts_within(sentence):
        at = scene.span(fact)
        if fact.kind != "duration" or fact.unit not in _LONG or not at.first:
            continue
        lead = scene.around(at, ("lasted",), 0.3)
        if any(m.last < at.first for _, m in lead) and gap(scene, at, span) <= _FAR:
            return middle(fact.value)
    return None


def rest_told(scene: TextScene, span: Span, before: Sequence[Span]) -> bool:
    """A number that is a part of a total told before it in the sentence, whose rest is told after it."""
    sentence = scene.sentence_of(span.first)
    whole = any(place.first in sentence and place.last < span.first for place in before)
    return whole and any(m.first > span.last for m in scene.inside(sentence, ("rest",)))


def left_over(
    scene: TextScene, total: tuple[float, Fact, Mapping[str, Any]], told: Mapping[str, Volume]
) -> dict[str, Volume]:
    """ "400,000 contacts a year, 260,000 of them by phone, the rest by e-mail": what the parts leave of the total."""
    whole = scene.span(total[1])
    sentence = scene.sentence_of(whole.first)
    parts = [v for v in told.values() if scene.span(v[1]).first in sentence and v[1] is not total[1]]
    left = float(total[0]) - sum(float(v[0]) for v in parts)
    for mark in scene.inside(sentence, ("rest",)):
        named = {c for c, place in scene.channels if place.first in sentence and place.first > mark.last}
        fresh = named - told.keys()
        if parts and left > 0 and len(fresh) == 1 and mark.first > whole.last:
            return {fresh.pop(): (left, total[1], {})}
    return {}


def _brand(scene: TextScene, channel: str, fact: Fact) -> str | None:
    """The messenger a volume is of."""
    span = scene.span(fact)
    places = [at for name, at in scene.channels if name == channel]
    near = min(places, key=lambda at: 0.0 if at.first in span else gap(scene, span, at), default=None)
    if near is None or (near.first not in span and gap(scene, span, near) > _NEAR):
        return None
    named = [scene.words[at].forms & _names() for at in range(near.first, near.last + 1)]
    return min((min(names) for names in named if names), default=None)
