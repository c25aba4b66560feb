"""Tickets counted beside calls or chats are e-mails: "3,200 tickets and 1,800 chats", «600 тикетов и чат 15 в день»."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from assistant.reading.concepts import Mention
from assistant.reading.facts import Fact
from assistant.reading.word_lists import listed
from assistant.reading.words import Word

_COUNTS = ("number", "volume")
_SHARED = 4  # words between a share and the contacts it is of
# Contacts that name no channel, and the one they are of.
_NAMELESS = (("email", "tickets"), ("email", "verbs_of_writing"), ("phone", "inbound_nouns"))
_SIGNS = frozenset(",;.:!?()—–\n")
_LED_ON = frozenset({":", "(", "="})  # "300 tickets: 100 calls, 200 chats" is a total and its parts


class _Text(Protocol):
    words: Sequence[Word]
    facts: Sequence[Fact]
    fact_at: list[Fact | None]


def tickets_in_writing(text: _Text, nouns: list[Mention], known: str | None = None) -> list[Mention]:
    """The nouns with the tickets as e-mails, where other contacts are counted beside them and no part is one of them.

    So are «входящих 210 000, чат 60 тысяч» calls and chats. Tickets that are `known` to be of a channel are of it
    wherever no channel is named.
    """
    if known is not None and not any(m.family == "contact" and m.value != "_" for m in nouns):
        tickets = [m for m in nouns if m.concept == "contact._" and _is_one(text, m, "tickets")]
        nouns = [replace(m, concept=f"contact.{known}") if m in tickets else m for m in nouns]
    for channel, section in _NAMELESS:
        nouns = _of_one_channel(text, nouns, channel, section)
    return _calls_measured(text, nouns)


def _calls_measured(text: _Text, nouns: list[Mention]) -> list[Mention]:
    """ "Inbound 22,000 a month, AHT 195, SL 85/30": what comes in, beside measures of a phone line and no channel."""
    meant = [m for m in nouns if m.concept == "contact._" and _is_one(text, m, "inbound_nouns") and _counted(text, m)]
    others = [m for m in nouns if m.family == "contact" and m not in meant]
    own = {at for m in meant for at in range(m.first, m.last + 1)}
    named = any(f is not None and f.kind == "channel" and at not in own for at, f in enumerate(text.fact_at))
    if len(meant) != 1 or others or named or not any(word.lower in listed("line_measures") for word in text.words):
        return nouns
    return [replace(m, concept="contact.phone") if m in meant else m for m in nouns]


def _of_one_channel(text: _Text, nouns: list[Mention], channel: str, section: str) -> list[Mention]:
    meant = [m for m in nouns if m.concept == "contact._" and _is_one(text, m, section)]
    if section == "verbs_of_writing":
        meant = [m for m in meant if not _says_where(text, m, nouns)]  # «пишут в чат 250 человек»
    if not any(_counted(text, m) for m in meant):
        return nouns
    contacts = [m for m in nouns if m.family == "contact"]
    others = [m for m in contacts if m.value not in ("_", channel) and _counted(text, m)]
    others += _counted_beside(text, nouns, channel)  # "tickets 2.2k a month, phones 900"
    parts = any(_of_channel(text, m) for m in others) or any(m.value == channel for m in contacts)
    if not others or parts or any(_leads_on(text, m) for m in meant):
        return nouns
    return [replace(m, concept=f"contact.{channel}") if m in meant else m for m in nouns]


def _counted_beside(text: _Text, nouns: list[Mention], channel: str) -> list[Mention]:
    """Another channel named by no noun for contacts, with its number: "phones 900"."""
    taken = {at for m in nouns for at in range(m.first, m.last + 1)}
    found = []
    for at, fact in enumerate(text.fact_at):
        named = fact is not None and fact.kind == "channel" and fact.value != channel and at not in taken
        if named and fact is not None and _counted(text, place := Mention(f"contact.{fact.value}", at, at)):
            found.append(place)
    return found


def _says_where(text: _Text, verb: Mention, nouns: list[Mention]) -> bool:
    """Whether a channel is named between the same two signs as the verb."""
    first, last = verb.first, verb.last
    while first > 0 and text.words[first - 1].text not in _SIGNS:
        first -= 1
    while last + 1 < len(text.words) and text.words[last + 1].text not in _SIGNS:
        last += 1
    named = any(m is not verb and m.family == "contact" and first <= m.first <= last for m in nouns)
    return named or any(f is not None and f.kind == "channel" for f in text.fact_at[first : last + 1])


def _is_one(text: _Text, mention: Mention, section: str) -> bool:
    word = text.words[mention.last]
    return bool({word.lower, *word.forms} & listed(section))


def _counted(text: _Text, mention: Mention) -> bool:
    """A number stands in what is named, right before it or right behind it."""
    near = range(max(0, mention.first - 1), min(len(text.words), mention.last + 2))
    return any((fact := text.fact_at[at]) is not None and fact.kind in _COUNTS for at in near)


def _of_channel(text: _Text, mention: Mention) -> bool:
    """A share is told of the contacts named: "half of them calls", "40% chat"."""
    near = range(max(0, mention.first - _SHARED), min(len(text.words), mention.last + _SHARED))
    return any((fact := text.fact_at[at]) is not None and fact.kind == "percent" for at in near)


def _leads_on(text: _Text, mention: Mention) -> bool:
    """What follows the tickets and their period begins a list of parts."""
    at = mention.last + 1
    while at < len(text.words) and (fact := text.fact_at[at]) is not None and fact.kind in _COUNTS:
        at += 1
    return at < len(text.words) and text.words[at].text in _LED_ON
