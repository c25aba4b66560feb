"""Contacts by channel that follow from orders or customers: "one order in eight leads to an e-mail, one in sixteen to
a call", «каждый десятый звонит, каждый двадцатый пишет в чат»."""

from dataclasses import replace
from itertools import pairwise

from assistant.reading.frames import middle
from assistant.reading.roles import Role, Roles
from assistant.reading.scene import Span, TextScene

_WHOLE = 100.0  # per cent
_COUNTED = ("number", "volume")
_JUST_BEFORE = 3  # words: «звонит примерно каждый третий»
_JOINED = 14  # words between one rate and the next
_OF_THESE = ("of_them", "of_which", "rest")


def rates_by_channel(scene: TextScene, roles: Roles) -> dict[str, Role]:
    """The rate of each channel, where a sentence tells one rate or more, each with a channel of its own."""
    for first in roles.of("contact_rate"):
        sentence = scene.sentence_of(first.span.first)
        listed = [r for r in roles.of("contact_rate", "share") if r.span.first in sentence]
        listed.sort(key=lambda role: role.span.first)
        if len(listed) == 1 and not roles.of("share"):
            return _and_the_rest(scene, first, sentence) or _only_one(scene, first, sentence)
        if len(listed) < 2 or any(_apart(scene, a, b) or _divides(scene, b, sentence) for a, b in pairwise(listed)):
            continue
        found: dict[str, Role] = {}
        for role, after in zip(listed, [*listed[1:], None], strict=True):
            last = after.span.first - 1 if after else sentence.last
            inside = [channel for channel, place in scene.channels if place.first in role.span]
            named = inside or [channel for channel, place in scene.channels if role.span.last < place.first <= last]
            if named:
                found.setdefault(named[0], role)
        if len(found) == len(listed):
            return found
    return {}


def _and_the_rest(scene: TextScene, rate: Role, sentence: Span) -> dict[str, Role]:
    """«Треть звонят, остальные пишут в чат»: one rate of one channel, and what it leaves is all of another."""
    rest = [m for m in scene.inside(sentence, ("rest",)) if m.first > rate.span.last]
    counted = [f for f in scene.facts if f.kind in _COUNTED and rate.span.last < scene.span(f).first <= sentence.last]
    if not rest or counted or rate.fact.kind != "percent":
        return {}
    named = [channel for channel, place in scene.channels if rate.span.first <= place.first < rest[0].first]
    others = [channel for channel, place in scene.channels if rest[0].last < place.first <= sentence.last]
    if len(named) != 1 or len(set(others)) != 1 or named[0] == others[0]:
        return {}
    left = replace(rate.fact, value=_WHOLE - middle(rate.fact.value))
    return {named[0]: rate, others[0]: replace(rate, fact=left)}


def _only_one(scene: TextScene, rate: Role, sentence: Span) -> dict[str, Role]:
    """ "Two per cent of them write to us in the chat", «звонит каждый третий, плюс 30 сообщений в телеграм»: the one
    channel told of the one rate, before the next figure.
    """
    counted = [scene.span(f).first for f in scene.facts if f.kind in _COUNTED]
    end = min((at for at in counted if rate.span.last < at <= sentence.last), default=sentence.last + 1)
    begin = max(sentence.first, rate.span.first - _JUST_BEFORE)
    commas = [at for at in range(begin, rate.span.first) if scene.words[at].text in ",;"]
    begin = max([begin, *(at + 1 for at in commas)])
    named = {channel for channel, place in scene.channels if begin <= place.first < end}
    return {named.pop(): rate} if len(named) == 1 else {}


def _divides(scene: TextScene, role: Role, sentence: Span) -> bool:
    """ "12% get in touch, chat 80%, the rest calls": a share that its channel stands before, or that leaves a rest."""
    if role.field != "share":
        return False
    before = any(place.last == role.span.first - 1 for _, place in scene.channels)
    return before or scene.has(Span(role.span.last, sentence.last), "rest")


def _apart(scene: TextScene, one: Role, other: Role) -> bool:
    """The second is a share of what the first gives, "a third of them call", or stands far off."""
    first = one.span.last + 1
    own = [m.last + 1 for m in scene.mentions if m.family in _OF_THESE and m.first == first]  # "5% of them e-mail"
    between = Span(max([first, *own]), other.span.last)
    return other.span.first - one.span.last > _JOINED or scene.has(between, *_OF_THESE)
