"""Service levels by channel: a percentage and the seconds it is to be answered in."""

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from assistant.reading import durations
from assistant.reading.bare_levels import bare_levels
from assistant.reading.facts import Fact
from assistant.reading.frames import time_to_answer
from assistant.reading.in_brief import wanted_in
from assistant.reading.nearest_channel import channel_of, gap, has_own, of_its_part, set_off, usual_channel
from assistant.reading.result import Change
from assistant.reading.roles import Role, Roles, middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed, within_words
from assistant.reading.workload import tidy

_NAMED = ("answer", "level_goal")
_SLASHED = re.compile(r"([5-9]\d)/(\d{1,3})")
_UNITS = ("second", "minute", "hour")
_PAST = ("past", "past_year")
_USUAL = (10, 15, 20, 30, 40, 45, 60, 90, 120)  # seconds of a level
_LIVE = 120  # seconds within which hardly anybody answers what is written
_WRITTEN = ("email", "social")
_SHARE = 20  # percent that are answered in time at least
_MOST_OF_ALL = 70  # percent that are answered in time, where nothing but the figures tells a level
_WHOLE = 100  # of shares that divide contacts


def service_levels(scene: TextScene, roles: Roles, brief: Mapping[str, Any]) -> list[Change]:
    """Times to answer in with the percentage to be answered so; a time alone is told of all contacts alike."""
    found = _slashed(scene, brief)
    percents = [p for p in roles.of("service_level.percent") if middle(p.fact.value) >= _SHARE]  # no 10% that are lost
    named = scene.channels
    taken: set[int] = set()
    given = {c.path.split(".")[1] for c in found}
    timed = roles.of("service_level.seconds", "aht")
    for role in roles.of("service_level.seconds"):
        near = [p for p in percents if gap(scene, p.span, role.span) <= 3.0]
        percent = min(near, key=lambda p: _pairing(scene, p.span, role.span), default=None)
        before = percent is not None and role.span.last < percent.span.first
        if percent is not None and before and any(_joined(scene, percent, r) for r in timed):
            continue  # "360 s | 80% in 20 s": the time of the level is the one joined to it
        if percent is not None and _of_another(scene, percent, role, roles):
            percent = None  # "80% of calls in 20 seconds, chats in a minute"
        seconds = tidy(time_to_answer(role.fact))
        nearest = channel_of(scene, role, named, taken)
        channel = of_its_part(scene, role.span, nearest, seconds, named) or usual_channel(float(seconds), named, brief)
        if channel in given and not _aimed_at(scene, percent):
            continue
        value = middle(percent.fact.value) if percent else _stated_percent(brief, channel)
        given.add(channel)
        first, last = (
            (percent.fact, role.fact)
            if percent and percent.fact.start < role.fact.start
            else (role.fact, percent.fact if percent else role.fact)
        )
        start, end = min(first.start, last.start), max(first.end, last.end)
        found.append(
            Change("set", f"service_level.{channel}", level_of(value, seconds), start, end, scene.text[start:end])
        )
    return found


def level_of(percent: float | None, seconds: float) -> dict[str, Any]:
    """A service level as a brief has it; how many are answered in the time may be left open."""
    level: dict[str, Any] = {} if percent is None else {"percent": 99.9 if percent == 100 else tidy(percent)}
    return {**level, "seconds": tidy(seconds)}


def _joined(scene: TextScene, percent: Role, seconds: Role) -> bool:
    """ "80% in 20 s": nothing but a word for within stands between a percentage and the time."""
    at = seconds.span.first - 1
    return at == percent.span.last + 1 and scene.words[at].lower in (*within_words(), *listed("level_joints"))


def _of_another(scene: TextScene, percent: Role, seconds: Role, roles: Roles) -> bool:
    """The percentage stands nearer to another time, which is told of another channel."""
    mine = _pairing(scene, percent.span, seconds.span)
    others = [r for r in roles.of("service_level.seconds") if r is not seconds]
    return any(_pairing(scene, percent.span, r.span) < mine for r in others)


def _aimed_at(scene: TextScene, percent: Role | None) -> bool:
    """ "70% in a minute today, we want 85% in 20 seconds": what is wanted, not what is."""
    near = scene.around(percent.span, ("wanted",), 0.6) if percent else []
    return any(percent is not None and m.last < percent.span.first for _, m in near)


def _pairing(scene: TextScene, percent: Span, seconds: Span) -> float:
    """Distance from a percentage to its time; the one said before it is meant rather than the next one."""
    return gap(scene, percent, seconds) + (1.5 if percent.first > seconds.last else 0.0)


def slashed_levels(scene: TextScene) -> list[tuple[int, int, int]]:
    """Places of service levels written 80/20: (word, percent, seconds)."""
    found = []
    for at, last, percent, seconds in level_pairs(scene, Span(0, len(scene.words) - 1)):
        unit = _unit_after(scene, last)
        named = unit or scene.around(Span(at, last), _NAMED, 2.2) or _level_of_channel(scene, at, percent)
        named = named or _called_level(scene, at) or (seconds in _USUAL and _nothing_to_share(scene, at, last))
        named = named or _item_of_jargon(scene, at, percent) or _asked_for(scene, at, percent)
        named = named or (_nothing_else(percent, seconds) and not scene.has(scene.sentence_of(at), *_PAST))
        if (named or _for_refused(scene, at)) and (unit or seconds >= 5):
            found.append((at, percent, seconds * durations.UNIT_SECONDS.get(unit, 1)))
    return found + _spoken_levels(scene)


def _for_refused(scene: TextScene, at: int) -> bool:
    """«Не 85/30, а 80/20»: a pair in the place of one that is refused."""
    pairs = level_pairs(scene, scene.sentence_of(at))
    refused = [first for first, _, _, _ in pairs if first and scene.words[first - 1].lower in listed("denials")]
    return len(pairs) > len(refused) > 0


def level_pairs(scene: TextScene, span: Span) -> list[tuple[int, int, int, int]]:
    """Pairs written 80/20 or 80 / 20 within a span: (first word, last word, percent, seconds)."""
    found = []
    for at in range(span.first, span.last + 1):
        for last in (at, at + 2):
            written = "".join(word.text for word in scene.words[at : last + 1])
            match = _SLASHED.fullmatch(written) if last <= span.last else None
            if match is not None:
                found.append((at, last, int(match[1]), int(match[2])))
    return found


def _nothing_else(percent: int, seconds: int) -> bool:
    """ "We'd like 85/30": two round numbers that are no shares of a whole, as levels are mostly told."""
    return percent in range(70, 100, 5) and seconds in _USUAL and percent + seconds != _WHOLE


def _item_of_jargon(scene: TextScene, at: int, percent: int) -> bool:
    """ "210k inbound, AHT 540s, 80/20, 08:00-20:00": an item among those of an operation, with no channels to share."""
    whole = Span(0, len(scene.words) - 1)
    lined = bool(scene.inside(whole, ("aht_name",))) or any(f.kind == "time_range" for f in scene.facts)
    few = len({channel for channel, _ in scene.channels}) <= 1
    return percent >= _MOST_OF_ALL and few and lined and _set_off(scene, at)


def _asked_for(scene: TextScene, at: int, percent: int) -> bool:
    """«Требуем 80/20», "80/20 is a must": all the sentence tells, with no channel and no other number to share."""
    sentence = scene.sentence_of(at)
    numbers = [f for f in scene.facts_within(sentence) if f.kind not in ("language", "country")]
    alone = not numbers and not scene.channels
    wanted = any(scene.words[k].lower in listed("level_wanted") for k in range(sentence.first, sentence.last + 1))
    wanted = wanted or scene.has(sentence, "must", "wish", "wanted", "goal")
    wanted = wanted and scene.words[sentence.last].text != "?"  # "is 80/20 still the standard?"
    return percent >= _MOST_OF_ALL and alone and wanted


def _called_level(scene: TextScene, at: int) -> bool:
    """«Уровень 90/10»."""
    return at > 0 and scene.words[at - 1].lower in listed("level_nouns")


def _nothing_to_share(scene: TextScene, at: int, last: int) -> bool:
    """ "10,000 calls and 3,000 emails, 80/20": set off where each channel has its volume, it divides nothing."""
    before, after = scene.words[at - 1].text if at else "", last + 1
    if before not in (",", ";", ".") or (after < len(scene.words) and scene.words[after].text not in (",", ";", ".")):
        return False
    channels = {channel for channel, _ in scene.channels}
    counted = [scene.head(f)[0] for f in scene.facts if f.kind in ("number", "volume")]
    told = {head.value for head in counted if head is not None and head.family == "contact"}
    return len(channels) > 1 and told == channels


def _unit_after(scene: TextScene, at: int) -> str:
    """ "90/4 hours", «90/2 ч» where a channel is named: the unit of the time, "" for none."""
    after = scene.words[at + 1].lower if at + 1 < len(scene.words) else ""
    unit = str(durations.words().units.single().get(after, ""))
    return unit if unit in _UNITS and scene.channels_within(scene.sentence_of(at)) else ""


def _spoken_levels(scene: TextScene) -> list[tuple[int, int, int]]:
    """«SLA: голос 80 на 20, чат 85 на 60»: the pair said with a preposition."""
    return [
        (scene.span(share).first, round(middle(share.value)), round(middle(time.value)))
        for share, time in bare_levels(scene)
    ]


def _in_seconds(scene: TextScene) -> list[tuple[int, int, int]]:
    """ "TSF is 75% in 30": a bare number of seconds after the percentage of a service level."""
    found = []
    for one, other in pairwise(scene.facts):
        here, there = scene.span(one), scene.span(other)
        seconds = middle(other.value)
        share = one.kind == "percent" or _bare_level(scene, one)
        pair = share and other.kind == "number" and other.unit is None and 5 <= seconds <= 120
        if not pair or there.first - here.last != 2 or not scene.around(here, ("answer", "attend"), 2.0):
            continue
        joined = scene.around(here, ("within",), 0.5)
        if one.kind == "number" or any(m.first <= there.first - 1 <= m.last for _, m in joined):
            found.append((here.first, round(middle(one.value)), round(seconds)))
    return found


def bare_seconds(scene: TextScene) -> list[Fact]:
    """The bare numbers that are seconds of a service level: the 20 of "80% in 20"."""
    places = {at for at, _, _ in _in_seconds(scene)}
    spoken = {id(fact) for pair in bare_levels(scene) for fact in pair}
    found = [other for one, other in pairwise(scene.facts) if scene.span(one).first in places]
    return found + [f for f in scene.facts if id(f) in spoken and f not in found]


def _bare_level(scene: TextScene, fact: Fact) -> bool:
    """ "SLA 80 in 20": a bare percentage right after the name of a service level."""
    named = fact.kind == "number" and fact.unit is None and 50 <= middle(fact.value) < 100
    here = scene.span(fact)
    after = scene.words[here.last + 1].lower if here.last + 1 < len(scene.words) else ""
    near = [m for _, m in scene.around(here, ("answer",), 0.3) if m.last < here.first]
    return named and after in within_words() and bool(near)


def _level_of_channel(scene: TextScene, at: int, percent: int) -> bool:
    """ "80/20 phone": one channel beside it and no second one to share with, or each channel has a pair of its own."""
    sentence = scene.sentence_of(at)
    pairs = len(level_pairs(scene, sentence))
    if 1 < pairs == len(scene.channels_within(sentence)):
        return percent >= 70
    near = {channel for channel, place in scene.channels if place.first in sentence}
    beside = any(gap(scene, Span(at, at), place) <= 1.2 for _, place in scene.channels)
    named = beside or bool(scene.inside(sentence, ("aht_name",))) or _of_row(scene, sentence) or _set_off(scene, at)
    return percent >= 70 and len(near) == 1 and named


def _set_off(scene: TextScene, at: int) -> bool:
    """ "70,000 calls a month, average 150 s, 80/20, euros": an item of its own in a list."""
    before = scene.words[at - 1].text if at else ""
    after = scene.words[at + 1].text if at + 1 < len(scene.words) else "."
    return before in (",", ";") and after in (",", ";", ".")


def _of_row(scene: TextScene, sentence: Span) -> bool:
    """The row of a table, of cells parted by bars."""
    return sum(scene.words[at].text == "|" for at in range(sentence.first, sentence.last + 1)) > 1


def _slashed(scene: TextScene, brief: Mapping[str, Any]) -> list[Change]:
    found = []
    named = scene.channels
    for at, percent, seconds in [*slashed_levels(scene), *_in_seconds(scene)]:
        word = scene.words[at]
        if at and scene.words[at - 1].lower in listed("instead_words") | listed("denials"):
            continue  # «85/30 вместо 80/20», "80/20, not 85/30"
        here = Span(at, at)
        near = sorted(
            (gap(scene, here, s), c) for c, s in named if gap(scene, here, s) <= 1.5 and _one_clause(scene, here, s)
        )
        led = _channel_before(scene, at)
        channel = led or (near[0][1] if near else usual_channel(seconds, named, brief))
        if not led and seconds <= _LIVE and channel in _WRITTEN and not _right_beside(scene, here, channel):
            channel = usual_channel(seconds, [*named, *((each, here) for each in wanted_in(brief))], brief)
        found.append(
            Change(
                "set",
                f"service_level.{channel}",
                {"percent": percent, "seconds": seconds},
                word.start,
                word.end,
                word.text,
            )
        )
    return found


def _right_beside(scene: TextScene, level: Span, channel: str) -> bool:
    """ "Email 90/60": nobody answers written contacts in seconds unless it is told so."""
    places = [place for each, place in scene.channels if each == channel]
    joined = [range(min(p.last, level.last) + 1, max(p.first, level.first)) for p in places]
    return any(len(between) <= 1 and all(scene.words[k].text not in ",;." for k in between) for between in joined)


def _channel_before(scene: TextScene, at: int) -> str | None:
    """ "Telephone 90/20, e-mail 90/4 hours": the last channel before a pair, where the first pair follows a channel."""
    told = scene.sentence_of(at)
    pairs = sorted(k for k, _, _ in slashed_levels(scene) if k in told)
    places = [(place.first, channel) for channel, place in scene.channels_within(told)]
    if len(pairs) < 2 or not places or min(places)[0] > pairs[0]:
        return None
    return max(place for place in places if place[0] < at)[1]


def _one_clause(scene: TextScene, level: Span, channel: Span) -> bool:
    """«12 тысяч чатов, СЛ держим 80/20», "80/30, chat: 12 per day": what is counted beyond the comma is not what the
    level is of.
    """
    if channel.first > level.last and set_off(scene, level.last, channel.first) and has_own(scene, channel, level):
        return False
    between = range(channel.last + 1, level.first)
    parted = any(scene.words[at].text in ",;" for at in between)
    return not (parted and any(scene.has(Span(at, at), "answer") for at in between))


def _stated_percent(brief: Mapping[str, Any], channel: str) -> float | None:
    levels = brief.get("service_level")
    level = levels.get(channel) if isinstance(levels, Mapping) else None
    percent = level.get("percent") if isinstance(level, Mapping) else None
    return float(percent) if isinstance(percent, int | float) else None
