"""What a supposition comes to in the light of the brief: weekends on top of the week, nothing there to multiply."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.concepts import Mention
from assistant.reading.facts import Fact
from assistant.reading.in_brief import volumes_in, wanted_in
from assistant.reading.moments import denied
from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import conjunctions, listed, only_words
from assistant.reading.workload import tidy

_DAYS = "coverage.days_per_week"
_WEEK, _WORKING = 7, 5
_NEAR = 3  # words between a direction and the channel: "to the new chat"
_ALL = 100.0  # per cent
_ALL_DAY = 24
_WEEKEND = frozenset({6, 7})
_DAYTIME: Mapping[str, Any] = {"hours_per_day": 14, "open": "08:00", "close": "22:00"}  # no hours of the night


def with_weekends(
    scene: TextScene, changes: list[Change], spans: tuple[Span, ...], brief: Mapping[str, Any]
) -> list[Change]:
    """The changes with "what about weekends?" as days on top of those worked; "only at weekends" stays as told."""
    known = brief.get("coverage")
    worked = known.get("days_per_week") if isinstance(known, Mapping) else None
    worked = worked if isinstance(worked, int) else _WORKING
    for fact in (f for f in scene.facts if f.kind == "days" and set(f.value) <= _WEEKEND):
        place = scene.span(fact)
        sentence = scene.sentence_of(place.first)
        supposed = any(span.first <= place.first <= span.last for span in spans)
        alone = any(scene.words[at].lower in only_words() for at in range(sentence.first, sentence.last + 1))
        others = [c for c in changes if c.path == _DAYS and c.start != fact.start]
        told = [c for c in changes if c.path == _DAYS and c.start == fact.start]
        less = any(c.value > 2 for c in told) or scene.has(sentence, "decline", "negation", "forget")
        if not supposed or alone or others or less:
            continue
        days = min(_WEEK, worked + len(fact.value))
        added = Change("set", _DAYS, days, fact.start, fact.end, fact.text)
        changes = [*(c for c in changes if c.path != _DAYS), added]
    return changes


def without_kept_days(scene: TextScene, changes: list[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes without days that only stay among those worked: «нет, оставь субботу» of a week of six days."""
    known = brief.get("coverage")
    worked = known.get("days_per_week") if isinstance(known, Mapping) else None
    if not isinstance(worked, int) or worked <= _WORKING:
        return changes
    kept = set()
    for fact in (f for f in scene.facts if f.kind == "days" and set(f.value) <= _WEEKEND):
        sentence = scene.sentence_of(scene.span(fact).first)
        said = scene.words[sentence.first : sentence.last + 1]
        dropped = any(not denied(scene, m) for m in scene.inside(sentence, ("decline", "forget")))
        stays = any(word.forms & listed("kept_by") for word in said) or (scene.has(sentence, "stays") and not dropped)
        if stays and not any(word.lower in only_words() for word in said):
            kept.add(fact.start)
    return [c for c in changes if c.path != _DAYS or c.start not in kept]


def hours_of_one_channel(
    scene: TextScene, spans: tuple[Span, ...], brief: Mapping[str, Any]
) -> tuple[list[Change], str]:
    """ "What if only chat at night?": one timetable is priced for all channels, so the case on its other side.

    That is all channels without the nights or weekends they have now, or with those they lack; what was meant lies
    between. With it comes the channel named; nothing where no channel of the brief is named for such hours.
    """
    known = brief.get("coverage")
    hours, days = (
        (known.get(key) for key in ("hours_per_day", "days_per_week")) if isinstance(known, Mapping) else (None,) * 2
    )
    named = [c for c, place in scene.channels if any(span.first <= place.first <= span.last for span in spans)]
    if not named and hours == _ALL_DAY and (dropped := _without_nights(scene, spans)):
        return dropped, ""
    nights = [at for at, word in enumerate(scene.words) if word.lower in listed("nights")]
    weekends = [f for f in scene.facts if f.kind == "days" and set(f.value) <= _WEEKEND]
    told = [f for f in scene.facts if f.kind in ("time_range", "number", "volume", "percent", "money", "duration")]
    if len(set(named)) != 1 or len(wanted_in(brief)) < 2 or told or not (nights or weekends):
        return [], ""
    if _joined_to_without(scene, [*nights, *(scene.span(fact).first for fact in weekends)]):
        return [], ""
    if nights:
        word = scene.words[nights[0]]
        place = (word.start, word.end, word.text)
        served = not isinstance(hours, int | float) or hours > _DAYTIME["hours_per_day"]
        values: Mapping[str, Any] = _DAYTIME if served else {"hours_per_day": 24, "days_per_week": _WEEK}
    else:
        place = (weekends[0].start, weekends[0].end, weekends[0].text)
        values = {"days_per_week": _WEEK if isinstance(days, int) and days <= _WORKING else _WORKING}
    return [Change("set", f"coverage.{key}", value, *place) for key, value in values.items()], named[0]


def _joined_to_without(scene: TextScene, hours: Sequence[int]) -> bool:
    """ "Without email and with weekends": the channel is left out, and the hours are those of the others."""
    channel = scene.channels[-1][1]
    before = Span(max(0, channel.first - 2), channel.first)
    said = {scene.words[at].lower for at in range(before.first, before.last)}
    if not said & listed("without_words") and not scene.has(before, "decline", "negation"):
        return False
    between = (range(*sorted((channel.first, at))) for at in hours)
    return all(any(scene.words[at].lower in conjunctions() or scene.words[at].text == "," for at in b) for b in between)


def people_elsewhere(scene: TextScene, spans: tuple[Span, ...]) -> list[Change]:
    """ "And if Indians did it?": the people of the one country that a supposition names, and nothing else with it."""
    told = [f for f in scene.facts if any(scene.span(f).first in span for span in spans)]
    if [fact.kind for fact in told] != ["country"]:
        return []
    fact = told[0]
    return [Change("set", "provider_countries", [fact.value], fact.start, fact.end, fact.text)]


def people_by_day(scene: TextScene, brief: Mapping[str, Any]) -> list[Change]:
    """ "A bot at night, people in the day", of a service round the clock: the hours people are left with."""
    known = brief.get("coverage")
    nights = [word for word in scene.words if word.lower in listed("nights")]
    if not nights or not isinstance(known, Mapping) or known.get("hours_per_day") != _ALL_DAY:
        return []
    place = (nights[0].start, nights[0].end, nights[0].text)
    return [Change("set", f"coverage.{key}", value, *place) for key, value in _DAYTIME.items()]


def _without_nights(scene: TextScene, spans: tuple[Span, ...]) -> list[Change]:
    """ "And without nights?", of a service round the clock and no hours named: the hours of the day."""
    for span in spans:
        nights = [at for at in range(span.first, span.last + 1) if scene.words[at].lower in listed("nights")]
        if (
            nights
            and scene.has(span, "decline", "negation", "forget")
            and not any(f.kind in ("time_range", "duration", "number") for f in scene.facts)
        ):
            word = scene.words[nights[0]]
            return [Change("set", f"coverage.{k}", v, word.start, word.end, word.text) for k, v in _DAYTIME.items()]
    return []


def nothing_to_multiply(scene: TextScene, supposed: list[Change], brief: Mapping[str, Any]) -> list[str]:
    """The channels of which a supposition multiplies the volume though the brief has none: calls, with chats only."""
    if not any(c.path == "growth_percent" for c in supposed) or not volumes_in(brief):
        return []
    named = list(dict.fromkeys(channel for channel, _ in scene.channels))
    return named if named and not set(named) & wanted_in(brief) else []


def without_channels(changes: list[Change], channels: list[str]) -> list[Change]:
    """The changes without the growth of these channels, and without taking them for wanted."""
    gone = {f"channels.{channel}" for channel in channels}
    return [c for c in changes if c.path != "growth_percent" and c.path not in gone] if channels else changes


def _count_moved(
    fact: Fact,
    moves: Sequence[Mention],
    named: Sequence[str],
    volumes: Mapping[str, float],
    scene: TextScene,
    changes: list[Change],
) -> list[Change]:
    """ "If 3,000 of the calls moved to chat": so many less of the one, and as many more of the other."""
    last = scene.channels[-1][1]
    between = range(scene.span(fact).last, last.first)
    others = [(place.first in between, channel) for channel, place in scene.channels if channel != named[-1]]
    source, to = (f"channels.{channel}.contacts_per_month" for channel in (max(others)[1], named[-1]))
    number = middle(fact.value)
    if not 0 < number < volumes.get(source, 0) or not any(m.first in between for m in moves):
        return changes
    place = (fact.start, fact.end, fact.text)
    there = Change("set", to, tidy(volumes.get(to, 0.0) + number), *place)
    here = Change("set", source, tidy(volumes[source] - number), *place)
    gone = (source, to, to.rpartition(".")[0], "contacts_per_month")
    return [*(c for c in changes if c.path not in gone), there, here]


def refused_again(stated: Sequence[Change], supposed: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """What is told without a refused channel that contacts are only supposed to move to: "if 3,000 …"."""
    channels = brief.get("channels")
    refused = {f"channels.{name}" for name, each in (channels or {}).items() if each is None}
    moved = {c.path.rpartition(".")[0] for c in supposed}
    return [c for c in stated if not (c.path in refused & moved and c.value == {})]


def led_to(scene: TextScene, place: Span) -> bool:
    """Whether a word of direction stands before a channel: "went to chat"."""
    near = range(max(0, place.first - _NEAR), place.first)
    return any(scene.words[at].lower in listed("leads_into") for at in near)


def moved_between(scene: TextScene, changes: list[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with a share that moves to a channel taken from the one it comes from: "what if half went to chat?"

    It comes from the channel named before the other, or from the only other one with a volume.
    """
    volumes = {path: v for path, v in volumes_in(brief).items() if path.startswith("channels.")}
    shares = [f for f in scene.facts if f.kind == "percent" and 0 < middle(f.value) < _ALL]
    moves = [m for m in scene.mentions if m.family == "moved_over"]
    named = [channel for channel, _ in scene.channels]
    counts = [f for f in scene.facts if f.kind in ("number", "volume") and not f.unit and f.per in (None, "month")]
    if len(counts) == 1 and not shares and moves and len(set(named)) == 2:
        return _count_moved(counts[0], moves, named, volumes, scene, changes)
    if not volumes or len(shares) != 1 or not moves or not 1 <= len(set(named)) <= 2:
        return changes
    if len(set(named)) == 1 and not any(led_to(scene, place) for _, place in scene.channels):
        return changes  # «половина звонков уйдёт» goes nowhere that is named
    to = f"channels.{named[-1]}.contacts_per_month"
    others = [path for path in volumes if path != to]
    source = f"channels.{named[0]}.contacts_per_month" if len(set(named)) == 2 else others[0] if others else ""
    if source not in volumes or (len(set(named)) == 1 and len(others) > 1):
        return changes
    fact = shares[0]
    part = volumes[source] * middle(fact.value) / _ALL
    place = (fact.start, fact.end, fact.text)
    there = Change("set", to, tidy(volumes.get(to, 0.0) + part), *place)
    here = Change("set", source, tidy(volumes[source] - part), *place)
    return [*(c for c in changes if c.path not in (source, to)), there, here]
