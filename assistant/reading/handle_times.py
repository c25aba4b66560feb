"""Handle times by channel."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from assistant.reading.changes import said_again, set_field
from assistant.reading.facts import Fact
from assistant.reading.in_brief import value_at, wanted_in
from assistant.reading.nearest_channel import channel_of, gap, topic_of
from assistant.reading.result import Change
from assistant.reading.roles import Role, Roles, middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed
from assistant.reading.words import is_clause_sign
from assistant.reading.workload import CHANNELS, scaled, tidy

_JOINS = frozenset({"and", "&", "/", "и", "or", "или"})


def handle_times(scene: TextScene, roles: Roles, brief: Mapping[str, Any]) -> list[Change]:
    """Handle times by channel: of the channel named, else of every channel the message or the brief wants."""
    found: list[Change] = []
    named = sorted([*scene.channels, *_talks(scene), *_average_talks(scene, brief)], key=lambda pair: pair[1].first)
    specific: dict[str, tuple[Any, Fact, dict[str, Any]]] = {}
    general: tuple[Any, Fact, dict[str, Any]] | None = None
    taken: set[int] = set()
    alike: dict[str, tuple[Any, Fact, dict[str, Any]]] = {}
    times, after = _with_after_work(scene, roles)
    for role in times:
        value, detail = scaled(role.fact, 1)
        value = tidy(float(value) + after.get(id(role.fact), 0))
        channel = None
        if not _at_large(scene, role, roles):
            channel = channel_of(scene, role, named, taken) or _of_topic(scene, role, named)
        # the whole, where parts of it were told before: "AHT", "six and a half minutes in all"
        by_name = (role.cue is not None and role.cue.family == "aht_name") or _summed(scene, role, roles)
        by_name = by_name or any(m.last < role.span.first for _, m in scene.around(role.span, ("average_of",), 0.5))
        if channel is None and specific and said_again(scene, role):
            specific[list(specific)[-1]] = (value, role.fact, detail)  # "over four minutes, let us say 4:15"
        elif channel is None:
            general = (value, role.fact, detail) if by_name or general is None or said_again(scene, role) else general
        elif by_name or channel not in specific or said_again(scene, role):
            specific[channel] = (value, role.fact, detail)
            others = _listed_with(scene, channel, role, named) | _for_all(scene, role, times, named)
            alike.update(dict.fromkeys(others, (value, role.fact, detail)))
    for channel, shared in alike.items():
        specific.setdefault(channel, shared)
    if general is not None:
        wanted = {c for c, _ in scene.channels} or _timed(brief) or wanted_in(brief)
        if "email" in wanted and _of_tickets(scene, general[1]):
            wanted -= {"phone"}
        if not wanted and not roles.of("contacts") and not _of_contacts(scene, general[1]):
            wanted = {"phone"}
        for channel in CHANNELS:
            if channel in wanted and channel not in specific:
                specific[channel] = general
    for channel, (value, fact, detail) in specific.items():
        found.append(set_field(f"channels.{channel}.aht_seconds", value, fact, detail))
    return found


def _timed(brief: Mapping[str, Any]) -> set[str]:
    """The channels whose handle time is known: a time of no channel puts these right."""
    return {name for name in wanted_in(brief) if value_at(brief, f"channels.{name}.aht_seconds", None) is not None}


def _of_tickets(scene: TextScene, fact: Fact) -> bool:
    """ "Tickets take 11 min" where calls are known beside the e-mails: tickets are what is written."""
    sentence = scene.sentence_of(scene.span(fact).first)
    return any(scene.words[at].lower in listed("tickets") for at in range(sentence.first, sentence.last + 1))


def _with_after_work(scene: TextScene, roles: Roles) -> tuple[list[Role], dict[int, float]]:
    """The times without those of the work after a contact, "another thirty seconds of wrap-up", and what these add.

    Work after adds to the time told before it in the sentence, else to the next; not where the whole is told too.
    """
    times = [role for role in roles.of("aht") if not waited(scene, role.span)]
    talked, held = _parts(scene, times, "talk"), _parts(scene, times, "hold")
    after = [r for r in _nearest(scene, times, "after_work") if r not in talked]
    extra = [r for r in times if r in after or (r in held and (talked or after))]
    parts = (*talked, *held, *after)  # "AHT: 3:40 talk and a minute of wrap-up" names no whole
    named = (r for r in times if r not in parts)
    whole = any(_summed(scene, r, roles) or (r.cue is not None and r.cue.family == "aht_name") for r in named)
    if len(extra) == len(times):
        return times, {}
    rest = [r for r in times if r not in extra]
    if whole:
        return rest, {}
    added: dict[int, float] = {}
    for role in extra:
        sentence = scene.sentence_of(role.span.first)
        if _included(scene, role.span.first):
            continue
        talks = [r for r in times if r not in extra and r.span.first in sentence]
        before = [r for r in talks if r.span.last < role.span.first][-1:] or talks[:1]
        if not before and len(rest) == 1:
            before = [r for r in rest if r in talked]  # "Talk time: 240 s", and "Wrap-up: 60 s" on the next line
        if not before:
            return times, {}
        added[id(before[0].fact)] = added.get(id(before[0].fact), 0) + middle(role.fact.value)
    return rest, added


def waited(scene: TextScene, span: Span) -> bool:
    """ "People hang on for 5 minutes before we pick up": a time before the contact, and no part of it."""
    clause = scene.clause_of(span, is_clause_sign)
    waits = scene.inside(Span(clause.first, min(clause.last, span.last + _WAIT)), ("waiting",))
    return bool(waits) and not scene.has(clause, "talk", "call_part", "hold", "after_work", "aht_name")


_WAIT = 2  # words between a time and the wait it is of: "5 minutes of waiting"
_LED = 3  # words before a time or the name of a part among which it is said to be included


def _included(scene: TextScene, at: int) -> bool:
    """ "Including a minute of wrap-up", "with wrap included": the whole told already holds it."""
    if at and scene.words[at - 1].lower in listed("since_words"):
        return True  # «4 минуты 20 секунд с постобработкой»
    for before in range(at - 1, max(-1, at - _LED - 1), -1):
        if scene.fact_at[before] is not None:
            return False
        if scene.words[before].lower in listed("including_words"):
            return True
    return False


def _parts(scene: TextScene, times: list[Role], part: str) -> list[Role]:
    """The times beside the name of a part of the contact: "3:40 talk", "hold time 20 seconds", «разговор – 3:40»."""
    found = []
    for role in times:
        near = [m for d, m in scene.around(role.span, ("call_part",), _PART) if d <= _PART]
        after = [m for m in near if m.first > role.span.last]
        heading = [
            m for m in scene.mentions if m.family == "call_part" and _in_next_cell(scene, m.last, role.span.first)
        ]
        if any(m.value == part for m in (heading or after or near)):
            found.append(role)
    return found


def _in_next_cell(scene: TextScene, last: int, first: int) -> bool:
    """ "Talk time | 240 s": the heading of a row, and its value in the next cell."""
    between = range(last + 1, first)
    return any(scene.words[at].text == "|" for at in between) and not any(
        scene.words[at].is_word or scene.fact_at[at] for at in between
    )


_PART = 0.25  # from a time to the name of its part


def _nearest(scene: TextScene, times: list[Role], family: str) -> list[Role]:
    """The times that stand nearest to the words of a family."""
    found: list[Role] = []
    for mark in (m for m in scene.mentions if m.family == family):
        place = Span(mark.first, mark.last)
        if _included(scene, mark.first):
            continue  # "342 seconds incl. wrap"
        ahead = [r for r in times if r.span.first > mark.last and _one_clause(scene, mark.last, r.span.first)]
        near = min(ahead[:1] or times, key=lambda r: gap(scene, place, r.span), default=None)
        reach = _AHEAD if ahead else _BESIDE
        if near is not None and near not in found and gap(scene, place, near.span) <= reach:
            found.append(near)
    return found


_BESIDE, _AHEAD = 0.8, 1.6  # from the work after a contact to its time, and to one that follows in the same clause


def _one_clause(scene: TextScene, first: int, last: int) -> bool:
    return all(scene.words[at].is_word or scene.words[at].text in "—–-:" for at in range(first + 1, last))


def _of_topic(scene: TextScene, role: Role, named: list[tuple[str, Span]]) -> str | None:
    return None if _of_contacts(scene, role.fact) else topic_of(scene, role.span, named)


def _listed_with(scene: TextScene, channel: str, role: Role, named: list[tuple[str, Span]]) -> set[str]:
    """ "Chat and email take 7.5 minutes": the other channel of a list of two, nothing else between."""
    found = set()
    for (one, left), (other, right) in pairwise(named):
        pair = {one, other}
        if channel not in pair or len(pair) < 2 or right.first - left.last != 2:
            continue
        joined = scene.words[left.last + 1].lower in _JOINS
        near = min(gap(scene, left, role.span), gap(scene, right, role.span)) <= 1.0
        after = scene.fact_at[right.last + 1] if right.last + 1 < len(scene.words) else None
        own = after is not None and after is not role.fact and after.kind in ("number", "duration")
        if joined and near and not own:
            found |= pair - {channel}
    return found


def _for_all(scene: TextScene, role: Role, times: list[Role], named: list[tuple[str, Span]]) -> set[str]:
    """ "5,000 e-mails and 4,000 chats, 7 min each", «…, по 7 минут»: the one time of all the channels before it."""
    sentence = scene.sentence_of(role.span.first)
    after = {w.lower for w in scene.words[role.span.last + 1 : role.span.last + 1 + _ALL] if w.is_word}
    before = {w.lower for w in scene.words[max(0, role.span.first - _ALL) : role.span.first] if w.is_word}
    told = after & listed("alike_for_all") or before & listed("alike_led")
    if not told or sum(each.span.first in sentence for each in times) > 1:
        return set()
    listed_before = [(c, place) for c, place in named if place.first in sentence and place.last < role.span.first]
    channels = {channel for channel, _ in listed_before}
    if len(channels) < len(listed_before) or len(channels) < 2:
        return set()  # "chats 300, e-mails 200, and the chats take 7 min each"
    since = [w.lower for w in scene.words[listed_before[-2][1].last + 1 : role.span.first]]
    joined = any(word in _JOINS for word in since) or scene.words[listed_before[-1][1].last + 1].text in ",;:—–("
    return channels if joined else set()


_ALL = 2  # words between a time and that it is of each


def _at_large(scene: TextScene, role: Role, roles: Roles) -> bool:
    """«Обращение — 7 минут, для звонков — 4»: the first names no channel before it, and the next time has its own."""
    sentence = scene.sentence_of(role.span.first)
    later = [r for r in roles.of("aht") if r.span.first > role.span.last and r.span.first in sentence]
    before = Span(sentence.first, role.span.first)
    named = any(place.first in before for _, place in scene.channels)
    if named or not later or not any(m.concept == "contact._" for m in scene.inside(before, ("contact",))):
        return False
    return any(role.span.last < place.first < later[0].span.first for _, place in scene.channels)


def _talks(scene: TextScene) -> list[tuple[str, Span]]:
    """Words for talking, «разговор три минуты», where no channel is named beside: calls are meant."""
    found = []
    whole = any(m.family == "aht_name" for m in scene.mentions)  # then talking is but a part
    for mention in [] if whole else [m for m in scene.mentions if m.family == "talk"]:
        place = Span(mention.first, mention.last)
        if not any(gap(scene, place, other) <= 0.5 for _, other in scene.channels):
            found.append(("phone", place))
    return found


def _average_talks(scene: TextScene, brief: Mapping[str, Any]) -> list[tuple[str, Span]]:
    """«Средний разговор 4 минуты, письмо 8»: beside another channel the talk that names a time is a call."""
    others = {channel for channel, _ in scene.channels}
    known = wanted_in(brief)
    if not others or "phone" in others or (known and "phone" not in known):
        return []
    ends = [m.last for m in scene.mentions if m.family == "aht_name" and m.last > m.first]
    return [("phone", Span(at, at)) for at in ends if scene.words[at].forms & listed("talks_on_the_phone")]


def _summed(scene: TextScene, role: Role, roles: Roles) -> bool:
    """ "Five minutes, another ninety seconds to write it up, so six and a half in all": the whole of those before."""
    parts = [r for r in roles.of("aht") if r.span.last < role.span.first]
    values = [middle(r.fact.value) for r in parts]
    value = middle(role.fact.value)
    if len(values) > 1 and abs(sum(values[-2:]) - value) < 1:
        return True
    return bool(parts) and bool(scene.around(role.span, ("total",), 0.6)) and value > max(values)


def _of_contacts(scene: TextScene, fact: Fact) -> bool:
    """ "A ticket takes 15 minutes": of contacts whose channel nobody named."""
    sentence = scene.sentence_of(scene.span(fact).first)
    return any(m.concept == "contact._" for m in scene.inside(sentence, ("contact",)))
