"""One number told of several channels: "5,000 e-mails and calls a month", "1,800 tickets, mostly e-mail"."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.reading.concepts import Mention
from assistant.reading.nearest_channel import gap
from assistant.reading.word_lists import listed
from assistant.reading.words import noun_cases

if TYPE_CHECKING:
    from assistant.reading.roles import Role
    from assistant.reading.scene import Span, TextScene

_BESIDE = 0.4  # from a channel to a number of its own
_PREPOSITIONS = 2  # words that may join two channels: "on email and on chat", «в вотсапе и на почте»
_SAID = 3  # words before a channel among which "mostly" or "a bit of" is said


def of_a_list(scene: TextScene, first: int, counted: list[Role]) -> bool:
    """Whether the channel at a word is one of a list that shares the number: "3000 by phone and e-mail"."""
    channels = scene.channels
    at = next(i for i, (_, place) in enumerate(channels) if place.first == first)
    mine = channels[at][1]
    sentence = scene.sentence_of(mine.first)
    listed_so = sum(role.span.first in sentence for role in counted) > 1
    for other, span in channels[max(0, at - 1) : at] + channels[at + 1 : at + 2]:
        between = range(min(span.last, mine.last) + 1, max(span.first, mine.first))
        joined = len(between) <= _PREPOSITIONS and not any(scene.words[i].is_digits for i in between)
        if listed_so and any(scene.words[i].text == "," for i in between):
            continue  # «15 тыс. звонков, 2,5 тыс. почта, соцсети не отдаём»: every channel has its own
        if joined and other != channels[at][0] and not _has_own(scene, span, mine, counted):
            return True
    return False


def counts_several(scene: TextScene, role: Role, counted: list[Role]) -> bool:
    """Whether what a number counts is named by two nouns, or by one for all that is written with channels behind it."""
    cue = role.cue
    if cue is None or cue.family != "contact":
        return False
    sentence = scene.sentence_of(role.span.first)
    if sum(each.span.first in sentence for each in counted) > 1:
        return False
    return _two_nouns(scene, role, cue) or _written(scene, cue)


def told_of_each(scene: TextScene, role: Role) -> bool:
    """ "Calls and chats 400 a day each", «звонки и чаты по 400»: right behind the nouns, and of every one of them."""
    first, last = role.span.first, role.span.last
    by_each = scene.words[first - 1].lower in listed("by_each")
    apiece = any(m.family == "apiece" for m in scene.starting_at(last + 1))
    before = first - 2 if by_each else first - 1
    return (by_each or apiece) and any(m.family == "contact" for m in scene.ending_at(before))


def mostly_one(scene: TextScene, role: Role, counted: list[Role]) -> bool:
    """ "1,800 tickets a month mostly email and a bit of DMs": contacts in general, and how much each channel has."""
    cue = role.cue
    sentence = scene.sentence_of(role.span.first)
    if cue is None or cue.concept != "contact._" or sum(each.span.first in sentence for each in counted) > 1:
        return False
    behind = [(channel, place) for channel, place in scene.channels if place.first > role.span.last]
    behind = [(channel, place) for channel, place in behind if place.first in sentence]
    said = [place for _, place in behind if _said(scene, place, "most_words") or _said(scene, place, "few_contacts")]
    return len({channel for channel, _ in behind}) > 1 and bool(said)


def _said(scene: TextScene, place: Span, section: str) -> bool:
    before = scene.words[max(0, place.first - _SAID) : place.first]
    return any({word.lower, *word.forms} & listed(section) for word in before)


def _two_nouns(scene: TextScene, role: Role, cue: Mention) -> bool:
    """ "5,000 e-mails and calls", «звонки и чаты, 4000 в месяц»: nouns alike, joined, beside the number."""
    nouns = [m for m in scene.nouns if m.family == "contact" and m.value not in ("", "_")]
    at = next((k for k, m in enumerate(nouns) if m.first == cue.first), None)
    if at is None:
        return False
    ahead = cue.first >= role.span.first
    row = [cue]
    for other in nouns[at + 1 :] if ahead else reversed(nouns[:at]):
        one, next_ = (row[-1], other) if ahead else (other, row[-1])
        if next_.first != one.last + 2 or other.value == cue.value or not _alike(scene, one, next_):
            break
        joint = scene.words[one.last + 1]
        if joint.text != "," and joint.lower not in listed("list_words"):
            break
        row.append(other)
    row.sort(key=lambda m: m.first)
    if len(row) < 2 or scene.words[row[-1].first - 1].text == ",":
        return False
    beside = row[-1].last + 1 if ahead else row[0].first - 1
    fact = scene.fact_at[beside] if 0 <= beside < len(scene.words) else None
    return fact is None or fact is role.fact or fact.kind not in ("number", "volume", "percent")


def _alike(scene: TextScene, one: Mention, other: Mention) -> bool:
    """Both are told in the same form: "3,000 calls and email" may be three thousand calls, and e-mail besides."""
    left, right = noun_cases(scene.words[one.first].lower), noun_cases(scene.words[other.first].lower)
    if left and right:
        return bool(left & right)
    return bool(left or right) or _plural(scene, one) == _plural(scene, other)


def _plural(scene: TextScene, noun: Mention) -> bool:
    return scene.words[noun.last].lower.endswith("s")


def _written(scene: TextScene, cue: Mention) -> bool:
    """«900 сообщений в неделю в вотсапе и на почте»: messages of the channels joined behind them."""
    if not scene.words[cue.last].forms & listed("writing"):
        return False
    behind = [(channel, place) for channel, place in scene.channels if place.first > cue.last]
    for (one, left), (other, right) in pairwise(behind):
        between = scene.words[left.last + 1 : right.first]
        joined = len(between) <= _PREPOSITIONS and any(word.lower in listed("list_words") for word in between)
        if one != other and joined and all(word.is_word for word in between):
            return left.first in scene.sentence_of(cue.first)
    return False


def _has_own(scene: TextScene, span: Span, mine: Span, counted: list[Role]) -> bool:
    """A number stands beside the other channel, and nearer to it."""
    return any(gap(scene, r.span, span) < min(_BESIDE, gap(scene, r.span, mine)) for r in counted)
