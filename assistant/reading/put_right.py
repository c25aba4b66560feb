"""Values that put right one the brief holds though they name no topic: "90% in 10 seconds", «втрое», "two of us left".

Read only where a message has told nothing else: then what is known is what it is about.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.in_brief import volumes_in, wanted_in
from assistant.reading.lone_values import lone_value
from assistant.reading.once import once_a_text
from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.totals_told import TOTAL, channels_known
from assistant.reading.word_lists import listed
from assistant.reading.workload import per_month, tidy

_DAY = 86_400
_PAIR = re.compile(r"(\d{2})/(\d{1,3})")
_LEAST_ANSWERED, _ALL, _SOONEST, _LATEST = 50, 100, 5, 300  # per cent, and seconds, of a service level
_FEW_WORDS, _SHORTEST_TALK, _FEWEST = 4, 30, 20
_ROUNDED = 0.01  # of a total, by which the sum of its parts may miss it
_SAME_TEAM = 2.0  # how many times one's own people may have become


def put_right(scene: TextScene, brief: Mapping[str, Any], coverage: Mapping[str, Any]) -> list[Change]:
    """The changes of the first reader that finds the value it looks for."""
    readers: tuple[Callable[[TextScene, Mapping[str, Any], Mapping[str, Any]], list[Change]], ...]
    readers = (_slashed_level, _level, _peak, people_left, _handle_time, _total, _volume, lone_value)
    return next((changes for reader in readers if (changes := reader(scene, brief, coverage))), [])


@once_a_text
def bare_level(scene: TextScene, brief: Mapping[str, Any]) -> tuple[int, str, dict[str, int]] | None:
    """ "What if we held 90/10?": the word, the channel and the level in the place of the one service level known.

    Not where a channel is named: the pair may then divide the contacts.
    """
    levels = brief.get("service_level")
    known = [c for c, level in levels.items() if isinstance(level, Mapping)] if isinstance(levels, Mapping) else []
    if len(known) != 1 or scene.channels:
        return None
    pairs = [(at, found) for at, word in enumerate(scene.words) if (found := _PAIR.fullmatch(word.text))]
    if len(pairs) != 1:
        return None
    at, pair = pairs[0]
    percent, seconds = int(pair[1]), int(pair[2])
    likely = _LEAST_ANSWERED <= percent < _ALL and _SOONEST <= seconds <= _LATEST
    return (at, known[0], {"percent": percent, "seconds": seconds}) if likely else None


def _slashed_level(scene: TextScene, brief: Mapping[str, Any], _: Mapping[str, Any]) -> list[Change]:
    found = bare_level(scene, brief)
    if found is None:
        return []
    at, channel, level = found
    word = scene.words[at]
    return [Change("set", f"service_level.{channel}", level, word.start, word.end, word.text)]


def _level(scene: TextScene, brief: Mapping[str, Any], _: Mapping[str, Any]) -> list[Change]:
    """ "Make it 90% in 10 seconds": a share and a time replace the one service level known."""
    levels = brief.get("service_level")
    known = [c for c, level in levels.items() if isinstance(level, Mapping)] if isinstance(levels, Mapping) else []
    shares, times = _of_kind(scene, "percent"), _of_kind(scene, "duration")
    if len(known) != 1 or len(shares) > 1 or len(times) != 1 or len(scene.facts) > 2:
        return []
    percent = middle(shares[0].value) if shares else None
    if percent is None or not 50 <= percent <= 100 or middle(times[0].value) > _DAY:
        return []
    start, end = min(shares[0].start, times[0].start), max(shares[0].end, times[0].end)
    level = {"percent": 99.9 if percent == 100 else tidy(percent), "seconds": tidy(middle(times[0].value))}
    return [Change("set", f"service_level.{known[0]}", level, start, end, scene.text[start:end])]


def _peak(scene: TextScene, brief: Mapping[str, Any], _: Mapping[str, Any]) -> list[Change]:
    """«В сентябре даже втрое»: so many times, of the peak known and of nothing else named."""
    said = [m for m in scene.mentions if m.family == "multiply"]
    others = scene.channels or any(f.kind in ("number", "volume", "percent", "money") for f in scene.facts)
    compared = scene.has(Span(0, len(scene.words) - 1), "fewer", "more", "handle", "aht_name", "budget")
    if "peak_factor" not in brief or len(said) != 1 or others or compared:
        return []
    start, end = scene.words[said[0].first].start, scene.words[said[0].last].end
    return [Change("set", "peak_factor", tidy(float(said[0].value)), start, end, scene.text[start:end])]


def people_left(scene: TextScene, brief: Mapping[str, Any], _: Mapping[str, Any] | None = None) -> list[Change]:
    """«Одна уволилась, осталось двое», "so we are two now": how many are left of one's own people."""
    own = brief.get("in_house")
    agents = own.get("agents") if isinstance(own, Mapping) else None
    if not isinstance(agents, int | float):
        return []
    told = [f for f in _of_kind(scene, "number") if not f.unit and 0 < middle(f.value) <= 2 * agents]
    for mention in (m for m in scene.mentions if m.family == "people_left"):
        inside = [f for f in told if mention.first <= scene.span(f).first <= mention.last + 1]
        if inside:
            fact = inside[-1]
            return [Change("set", "in_house.agents", tidy(middle(fact.value)), fact.start, fact.end, fact.text)]
    return []


def _handle_time(scene: TextScene, brief: Mapping[str, Any], _: Mapping[str, Any]) -> list[Change]:
    """«Минут семь» and nothing else: how long a contact of the only channel takes."""
    channels, times = list(wanted_in(brief)), _of_kind(scene, "duration")
    words = sum(word.is_word for word in scene.words)
    if len(channels) != 1 or len(scene.facts) != 1 or len(times) != 1 or words > _FEW_WORDS:
        return []
    fact, seconds = times[0], middle(times[0].value)
    if fact.unit not in ("minute", "second") or fact.per or not _SHORTEST_TALK <= seconds <= _LONGEST:
        return []
    return [Change("set", f"channels.{channels[0]}.aht_seconds", tidy(seconds), fact.start, fact.end, fact.text)]


def _volume(scene: TextScene, brief: Mapping[str, Any], coverage: Mapping[str, Any]) -> list[Change]:
    """«Сейчас уже 60 в день»: so many a day, of nothing that is named, is the one volume known."""
    volumes = volumes_in(brief)
    told = [f for f in scene.facts if f.kind == "volume" and not f.each]
    if len(volumes) != 1 or len(told) != 1 or scene.channels or scene.head(told[0])[1]:
        return []
    path, fact = next(iter(volumes)), told[0]
    if scene.has(scene.sentence_of(scene.span(fact).first), "driver", "sales", "agent", "person", "wage", "schedule"):
        return []
    value = tidy(middle(fact.value) * per_month(str(fact.value.get("per")), coverage))
    return [Change("set", path, value, fact.start, fact.end, fact.text)]


def _total(scene: TextScene, brief: Mapping[str, Any], coverage: Mapping[str, Any]) -> list[Change]:
    """ "No, 500 in total": how much all the known channels come to."""
    told = [f for f in scene.facts if f.kind in ("number", "volume") and not f.each and not f.unit]
    named = [m for m in scene.mentions if m.family == "total"]
    if len(told) != 1 or len(scene.facts) != 1 or not named or not channels_known(brief) or scene.head(told[0])[1]:
        return []
    fact, per = told[0], told[0].per
    value = tidy(middle(fact.value) * (per_month(per, coverage) if per else 1.0))
    return [Change("set", TOTAL, value, fact.start, fact.end, fact.text)] if value >= _FEWEST else []


def _of_kind(scene: TextScene, kind: str) -> list[Fact]:
    return [f for f in scene.facts if f.kind == kind]


_REACH, _MINUTES, _SHORTEST, _LONGEST = 0.7, 45, 2, 3600  # of a bare number beside a name of the handle time


def with_bare_handle_times(scene: TextScene) -> TextScene:
    """The scene with "AHT is 300" read as seconds, and as minutes where it is few: nothing else is counted there."""
    replaced: dict[int, Fact] = {}
    for fact in _of_kind(scene, "number"):
        span = scene.span(fact)
        named = [m for _, m in scene.around(span, ("aht_name",), _REACH) if m.last < span.first]
        said = middle(fact.value)
        if (
            (named or _lasting(scene, span))
            and not fact.unit
            and not scene.around(span, ("at_once",), _AT_ONCE)
            and _SHORTEST <= said <= _LONGEST
            and (not scene.head(fact)[1] or _told_with(scene, fact))
        ):
            unit, size = ("minute", 60) if said < _MINUTES else ("second", 1)
            replaced[id(fact)] = replace(fact, kind="duration", value=said * size, unit=unit)
    replaced.update(_with_unit_of_next(scene))
    return scene.with_facts([replaced.get(id(f), f) for f in scene.facts]) if replaced else scene


_AT_ONCE = 0.6  # from a number to what makes it one of chats at once: "12 min, concurrency 2"


def _lasting(scene: TextScene, span: Span) -> bool:
    """ "Calls last 6.", «звонок длится 6»: a contact lasts so long, and nothing is counted behind the number."""
    verb = span.first - 1
    while verb >= 0 and scene.words[verb].lower in listed("lasting_about"):
        verb -= 1
    if verb < 1 or scene.words[verb].lower not in listed("contact_lasts"):
        return False
    ends = span.last + 1 >= len(scene.words) or scene.words[span.last + 1].text in ",.;!)\n"
    return ends and bool(scene.inside(Span(max(0, verb - _SUBJECT), verb - 1), ("contact", "channel")))


_SUBJECT = 3  # words before "last" among which the contacts are named


def _told_with(scene: TextScene, fact: Fact) -> bool:
    """ "AHT is 8.5 incl. wrap": what the number includes, and nothing that it counts."""
    after = scene.span(fact).last + 1
    return after < len(scene.words) and scene.words[after].lower in listed("includes") and scene.head(fact)[0] is None


def _with_unit_of_next(scene: TextScene) -> dict[int, Fact]:
    """The 3 of «3 и 8 минут соответственно»: a number that shares the unit of the length of time joined to it."""
    found: dict[int, Fact] = {}
    if not any(m.family == "respectively" for m in scene.mentions):
        return found
    following: Fact | None = None
    for fact in reversed([f for f in scene.facts if f.kind in ("number", "duration", "volume", "money", "percent")]):
        joined = following is not None and scene.span(following).first - scene.span(fact).last == 2
        if following is not None and joined and fact.kind == "number" and following.unit in ("second", "minute"):
            seconds = middle(fact.value) * (60 if following.unit == "minute" else 1)
            found[id(fact)] = replace(fact, kind="duration", value=seconds, unit=following.unit)
            following = found[id(fact)]
            scene.span_of[id(following)] = scene.span(fact)
        else:
            following = fact
    return found


def own_people_first(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with agents told where only one's own are known as theirs: "sorry, 5 agents, one left in May".

    Of two such numbers the last stands, unless the other is how many came or went: "11 in the team, three left".
    """
    own = brief.get("in_house")
    known = own.get("agents") if isinstance(own, Mapping) else None
    wanted = next((c for c in changes if c.path == "agents" and c.op == "set"), None)
    if not isinstance(known, int | float) or "agents" in brief:
        return list(changes)
    wanted = wanted or (None if changes else _after_coming(scene, known))
    if wanted is None:
        return list(changes)
    other = next((c for c in changes if c.path == "in_house.agents" and c.op == "set"), None)
    afresh = any(m.family == "afresh" for m in scene.mentions)
    if not afresh and not _own_count_moved(scene, wanted, known, other is not None):
        return list(changes)
    if other is not None and other.start > wanted.start and abs(known - wanted.value) != other.value:
        wanted = other
    rest = [c for c in changes if c.path not in ("agents", "in_house.agents")]
    return [*rest, Change("set", "in_house.agents", wanted.value, wanted.start, wanted.end, wanted.text)]


def _after_coming(scene: TextScene, known: float) -> Change | None:
    """ "We hired two more, so ten": the number that those who came or went make of the known one."""
    told = [f for f in _of_kind(scene, "number") if not f.unit]
    if len(told) != 2 or not scene.has(Span(0, len(scene.words) - 1), "leaving", "joining"):
        return None
    moved, now = (middle(f.value) for f in told)
    fact = told[1]
    fits = moved < known and now in (known + moved, known - moved)
    return Change("set", "agents", tidy(now), fact.start, fact.end, fact.text) if fits else None


def _own_count_moved(scene: TextScene, wanted: Change, known: float, own_told: bool) -> bool:
    """Whether a number of agents like the known one of one's own is that one: by words, or by how many came or went."""
    at = next((at for at, word in enumerate(scene.words) if word.start <= wanted.start < word.end), 0)
    sentence = scene.sentence_of(at)
    if not known / _SAME_TEAM <= wanted.value <= known * _SAME_TEAM:
        return False
    if scene.has(sentence, "vendor", "wish", "outside_people"):
        return False
    moved = any(middle(f.value) == abs(known - wanted.value) for f in _of_kind(scene, "number"))
    spoken = scene.has(Span(0, len(scene.words) - 1), "leaving", "joining") or scene.has(sentence, "own", "own_team")
    return own_told or moved or spoken


def all_of_one_channel(scene: TextScene, changes: list[Change], brief: Mapping[str, Any]) -> list[Change]:
    """ "It's all whatsapp": the total told before is of the one channel named."""
    total = brief.get("contacts_per_month")
    named = list(dict.fromkeys(c.path for c in changes if c.path.startswith("channels.")))
    if not isinstance(total, int | float) or wanted_in(brief) or len(named) != 1 or named[0].count(".") != 1:
        return changes
    if not any(word.lower in listed("whole_of_it") for word in scene.words) or len(changes) != 1:
        return changes
    place = (changes[0].start, changes[0].end, changes[0].text)
    return [
        *changes,
        Change("set", f"{named[0]}.contacts_per_month", total, *place),
        Change("remove", "contacts_per_month", None, *place),
    ]


def total_divided(changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with the known total of all channels forgotten where volumes of channels told now make it up."""
    total = brief.get("contacts_per_month")
    parts = [c for c in changes if c.path.startswith("channels.") and c.path.endswith("contacts_per_month")]
    parts = _less_the_others(parts, total)
    changes = [next((p for p in parts if p.path == c.path), c) for c in changes]
    amounts = [c.value for c in parts if c.op == "set" and isinstance(c.value, int | float)]
    if not isinstance(total, int | float) or len(amounts) < 2 or abs(sum(amounts) - total) > _ROUNDED * total:
        return list(changes)
    place = (parts[-1].start, parts[-1].end, parts[-1].text)
    kept = [c for c in changes if c.path != "contacts_per_month"]
    return [*kept, Change("remove", "contacts_per_month", None, *place)]


def _less_the_others(parts: Sequence[Change], total: Any) -> list[Change]:
    """ "900 calls, the rest is chat" of a total told before: the rest is what the others leave of it."""
    rest = [c for c in parts if c.op == "set" and c.value == total and c.detail.get("share") == 1.0]
    others = [c.value for c in parts if c not in rest and c.op == "set" and isinstance(c.value, int | float)]
    if len(rest) != 1 or not others or not sum(others) < total:
        return list(parts)
    left = replace(rest[0], value=tidy(total - sum(others)), detail={})
    return [left if c is rest[0] else c for c in parts]
