"""Suppositions told in few words, read by their shape where nothing else of them was understood: nights as well, some
channels only, a fall of the volume by a share, a part handed over, one service level in place of another.

They are read of a known case alone, and never change it: what they come to is set beside it.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.bots import bot_priced, self_served, share_said
from assistant.reading.contents import is_question
from assistant.reading.facts import Fact
from assistant.reading.in_brief import counted_in, volumes_in, wanted_in
from assistant.reading.pieces import Piece
from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.supposed_moves import moves_by_name
from assistant.reading.supposing import place_priced
from assistant.reading.topics import figures_asked
from assistant.reading.volume_supposed import supposes_volume
from assistant.reading.word_lists import listed, only_words
from assistant.reading.workload import tidy

_ALL, _ALL_DAY = 100.0, 24  # per cent, hours
_WEEK, _DAY_SECONDS = 7, 24 * 3600
_HOURS = 24  # of a day
_TOGETHER = 8  # contacts that one agent may have open at once
_NEAR = 3  # words between a channel and what confines or keeps it
_LEVEL = re.compile(r"(\d{2})/(\d{1,3})")
_LEVELS = range(50, 100)  # per cent answered in time
_LIVE = ("phone", "chat")
_NO_NIGHTS = ("time_range", "number", "volume", "percent", "money", "duration", "channel", "country", "language")


def is_supposed(scene: TextScene, piece: Piece, brief: Mapping[str, Any]) -> bool:
    """Whether a piece of a message, a question of a known case, supposes one of these."""
    if bot_priced(scene, piece, brief):
        return True
    if not counted_in(brief) or piece.kinds & {"order", "merits"}:
        return False
    if self_served(scene, piece, brief) or moves_by_name(scene, piece, brief):
        return True
    if piece.asked and "automation" in piece.kinds and share_said(scene, scene.sentence_of(piece.span.first)):
        return bool({"takes_over", "what_if"} & piece.kinds)
    if level_in_place(scene, piece.span, brief):
        return not scene.has(piece.span, "now")  # "the level is 85/30 now instead of 80/20" tells it
    if supposes_volume(scene, piece, brief):
        return True
    if place_priced(scene, piece, brief):
        return True
    if not is_question(scene, piece):
        return False
    facts = scene.facts_within(piece.span)
    added = _adds(scene, piece.span) and any(f.kind == "volume" for f in facts)
    added |= other_contacts(scene, piece, brief)
    hours = any(f.kind == "time_range" for f in facts)
    confined = any(scene.words[at].lower in only_words() for at in range(piece.span.first, piece.span.last + 1))
    if added or (hours and confined):
        return True
    return bool(nights_added(scene, piece.span, brief)) and not figures_asked(scene, piece.span)


def _adds(scene: TextScene, span: Span) -> bool:
    """Whether something is added: the "too" of "too few calls" adds nothing."""
    places = list(scene.inside(span, ("addition",)))
    return any(
        scene.words[m.last + 1].lower not in listed("amounts_judged") for m in places if m.last < span.last
    ) or any(m.last == span.last for m in places)


def other_contacts(scene: TextScene, piece: Piece, brief: Mapping[str, Any]) -> bool:
    """ "What does it cost with 500 more calls?": a price is asked at another volume of a channel that has one."""
    if not is_question(scene, piece) or not piece.kinds & {"cost_word", "would_be", "estimate_word"}:
        return False
    if figures_asked(scene, piece.span):
        return False  # "how many agents for 4,000 calls?"
    known = {path.split(".")[1] for path in volumes_in(brief) if path.startswith("channels.")}
    named = {channel for channel, place in scene.channels if place.first in piece.span}
    return bool(named) and named <= known and any(_contacts(scene, f) for f in scene.facts_within(piece.span))


def _contacts(scene: TextScene, fact: Fact) -> bool:
    """A number of contacts, and no price or team told of them: "500 extra calls"."""
    head, _ = scene.head(fact) if fact.kind in ("number", "volume") and not fact.unit else (None, False)
    return head is not None and head.family == "contact" and middle(fact.value) >= _FEWEST


_FEWEST = 20  # contacts of another volume


def supposed_by_shape(scene: TextScene, spans: Sequence[Span], brief: Mapping[str, Any]) -> list[Change]:
    """What the suppositions at these places come to; nothing where no shape fits."""
    for span in spans:
        sentence = scene.sentence_of(span.first)
        for shape in (nights_added, days_counted, level_in_place, channels_left, volume_falls, part_handed_over):
            if changes := shape(scene, sentence, brief):
                return changes
    return []


def nights_added(scene: TextScene, span: Span, brief: Mapping[str, Any]) -> list[Change]:
    """«А если ночью тоже?»: the whole day, of a service that closes for the night."""
    known = brief.get("coverage")
    hours = known.get("hours_per_day") if isinstance(known, Mapping) else None
    inside = range(span.first, span.last + 1)
    nights = [at for at in inside if scene.words[at].lower in listed("nights")]
    if not nights or not isinstance(hours, int | float) or hours >= _ALL_DAY:
        return []
    said = {scene.words[at].lower for at in inside}
    told = any(fact.kind in _NO_NIGHTS for fact in scene.facts_within(span))
    less = bool(said & only_words()) or scene.has(span, "negation", "decline", "automation")
    if told or less or not said & (listed("added_too") | listed("how_much")):
        return []
    word = scene.words[nights[0]]
    place = (word.start, word.end, word.text)
    return [Change("set", "coverage.hours_per_day", _ALL_DAY, *place)]


def days_counted(scene: TextScene, span: Span, brief: Mapping[str, Any]) -> list[Change]:
    """ "What if 4 days only?", «а если работать три дня?»: as many days of the known week, and no time taken."""
    known = brief.get("coverage")
    days = known.get("days_per_week") if isinstance(known, Mapping) else None
    facts = scene.facts_within(span)
    if not isinstance(days, int) or len(facts) != 1 or facts[0].kind != "duration" or scene.channels_within(span):
        return []
    fact, counted = facts[0], scene.span(facts[0])
    count = middle(fact.value) / _DAY_SECONDS
    if count != int(count) or not 0 < count <= _WEEK or count == days:
        return []
    rest = [scene.words[at] for at in range(span.first, span.last + 1) if at not in counted]
    if not all(word.lower in listed("days_supposed_beside") for word in rest if word.is_word):
        return []
    return [Change("set", "coverage.days_per_week", int(count), fact.start, fact.end, fact.text)]


def level_in_place(scene: TextScene, span: Span, brief: Mapping[str, Any]) -> list[Change]:
    """«70/30 вместо 80/20»: the level named first, or the one that is not taken back, of the channels that are live."""
    pairs = _slashed(scene, span)
    if len(pairs) != 2 or not set(_LIVE) & wanted_in(brief):
        return []
    (first, second) = pairs
    between = [scene.words[at].lower for at in range(first[0] + 1, second[0])]
    if not set(between) & listed("level_instead"):
        return []
    forward = "to" in between or "на" in between  # "from 80/20 to 70/30"
    at, percent, seconds = second if forward else first
    start, end = scene.words[at].start, scene.words[at].end
    value = {"percent": percent, "seconds": seconds}
    live = [channel for channel in _LIVE if channel in wanted_in(brief)]
    return [Change("set", f"service_level.{c}", value, start, end, scene.text[start:end]) for c in live]


def level_alone(scene: TextScene, span: Span, brief: Mapping[str, Any]) -> list[Change]:
    """ "Calc it with 90/10": a level with hardly a word beside it, of the live channels that have one, or of all."""
    pairs = _slashed(scene, span)
    if len(pairs) != 1 or span.last - span.first > 2 or scene.channels_within(span):
        return []
    at, percent, seconds = pairs[0]
    live = [channel for channel in _LIVE if channel in wanted_in(brief)]
    known = [channel for channel in live if channel in (brief.get("service_level") or {})] or live[:1]
    word = scene.words[at]
    value = {"percent": percent, "seconds": seconds}
    return [Change("set", f"service_level.{c}", value, word.start, word.end, word.text) for c in known]


def _slashed(scene: TextScene, span: Span) -> list[tuple[int, int, int]]:
    """Levels written as 80/20: the place, the share and the seconds of each."""
    found = []
    for at in range(span.first, span.last + 1):
        said = _LEVEL.fullmatch(scene.words[at].text)
        if said and int(said[1]) in _LEVELS and int(said[2]) > 0:
            found.append((at, int(said[1]), int(said[2])))
    return found


def channels_left(scene: TextScene, span: Span, brief: Mapping[str, Any]) -> list[Change]:
    """«Только чат отдать, а телефон оставить себе»: the channels of the brief that are not among those handed over."""
    wanted = wanted_in(brief)
    named = [(channel, place) for channel, place in scene.channels if place.first in span and channel in wanted]
    if len(wanted) < 2 or not named or any(f.kind in ("volume", "percent", "number") for f in scene.facts_within(span)):
        return []
    only = [at for at in range(span.first, span.last + 1) if scene.words[at].lower in only_words()]
    kept = [at for at in range(span.first, span.last + 1) if scene.words[at].lower in listed("kept_home")]
    handed = {channel for channel, place in named if any(0 < place.first - at <= _NEAR for at in only)}
    handed |= {channel for channel, place in named if kept and place.last + 1 in only}  # "hand over the phone only"
    if not handed and kept:
        at_home = {channel for channel, place in named if any(0 < at - place.last <= _NEAR for at in kept)}
        handed = wanted - at_home if at_home else set()
    if not handed or handed == wanted:
        return []
    place = (
        scene.words[span.first].start,
        scene.words[span.last].end,
        scene.text[scene.words[span.first].start : scene.words[span.last].end],
    )
    return [Change("set", f"channels.{channel}", None, *place) for channel in sorted(wanted - handed)]


def volume_falls(scene: TextScene, span: Span, brief: Mapping[str, Any]) -> list[Change]:
    """ "If volumes fall 25%": all that the brief holds, less by the share."""
    shares = _shares(scene, span)
    if len(shares) != 1 or not scene.has(span, "contact"):
        return []
    fact = shares[0]
    at = scene.span(fact)
    near = Span(max(span.first, at.first - _NEAR), min(span.last, at.last + _NEAR))
    sign = -1 if scene.has(near, "falling", "fewer") else 1 if scene.has(near, "growth", "more") else 0
    return _scaled(scene, fact, 1 + sign * middle(fact.value) / _ALL, brief) if sign else []


def part_handed_over(scene: TextScene, span: Span, brief: Mapping[str, Any]) -> list[Change]:
    """«А если отдать только 30 %?»: so much of every volume of the brief."""
    shares = _shares(scene, span)
    words = {form for at in range(span.first, span.last + 1) for form in scene.words[at].forms}
    if len(shares) != 1 or not words & listed("handed_over") or scene.has(span, "automation"):
        return []
    if len({channel for channel, place in scene.channels if place.first in span}) > 1:
        return []
    return _scaled(scene, shares[0], middle(shares[0].value) / _ALL, brief)


def at_once(scene: TextScene, change: Change) -> bool:
    """ "An agent takes three chats at once", "what if we opened till 9": what is handled together is no volume, nor an
    hour of the day.
    """
    if not change.path.endswith("contacts_per_month") or not isinstance(change.value, int | float):
        return False
    at = next((k for k, word in enumerate(scene.words) if word.start <= change.start < word.end), None)
    if at and scene.words[at - 1].lower in listed("hours_until") and change.value <= _HOURS:
        return True
    if at is None or change.value > _TOGETHER:
        return False
    sentence = scene.sentence_of(at)
    return any(scene.words[k].lower in listed("together") for k in range(sentence.first, sentence.last + 1))


def _shares(scene: TextScene, span: Span) -> list[Fact]:
    return [f for f in scene.facts_within(span) if f.kind == "percent" and 0 < middle(f.value) < _ALL]


def _scaled(scene: TextScene, fact: Fact, factor: float, brief: Mapping[str, Any]) -> list[Change]:
    """The volumes of the brief times a factor: of the channels the sentence names, else of all."""
    sentence = scene.sentence_of(scene.span(fact).first)
    named = {channel for channel, place in scene.channels if place.first in sentence}
    volumes = volumes_in(brief)
    chosen = {path: v for path, v in volumes.items() if path.split(".")[1:2] and path.split(".")[1] in named} or volumes
    place = (fact.start, fact.end, fact.text)
    return [Change("set", path, tidy(round(volume * factor)), *place) for path, volume in chosen.items()]
