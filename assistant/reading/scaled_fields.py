"""Relations about anything but the volume: "what if the salary doubles?", "calls take two minutes longer".

A known value is multiplied or moved by the difference; where it is not known, the relation says nothing.
"""

from collections.abc import Mapping
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.once import once_a_text
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed
from assistant.reading.workload import CHANNELS, tidy

_MONEY = {"wage": ("in_house.salary_per_month", "in_house.hourly_wage"), "budget": ("budget_per_month",)}
_SHORT_UNITS = frozenset({"second", "minute"})
_SHORTENED = 2  # words after "twice", "by a third" among which stands "shorter"
_ALL = 100.0  # per cent
_MINUTE = 60.0  # seconds
_OF_TIMES = ("contact", "aht_name", "handle", "talk", "after_work")
_SHORTEST = 5  # seconds of a contact that is still one


def scaled_subject(scene: TextScene, place: Span, factor: float, brief: Mapping[str, Any]) -> list[Change] | None:
    """The changes of a relation at a place whose subject is pay, the budget, the team or the handle time.

    None where the relation is about the volume or names no subject; an empty list where its subject is not known.
    """
    sentence = scene.sentence_of(place.first)
    start, end = scene.words[place.first].start, scene.words[place.last].end
    if shortened(scene, place):
        named = {channel for channel, at in scene.channels if at.first in sentence}
        times = {path: each for path, each in _times(brief).items() if not named or path.split(".")[1] in named}
        return [
            Change("set", path, tidy(each * factor), start, end, scene.text[start:end]) for path, each in times.items()
        ]
    subjects = [m for m in scene.inside(sentence, ("relation_of", "contact")) if m.last < place.first]
    subjects = subjects or [m for m in scene.inside(sentence, ("relation_of", "contact")) if m.first > place.last]
    if not subjects or subjects[-1].family != "relation_of":
        return None
    found = []
    for path, value in _known(brief, subjects[-1].value).items():
        amount = (
            {**value, "amount": tidy(value["amount"] * factor)} if isinstance(value, dict) else tidy(value * factor)
        )
        amount = max(1, round(value * factor)) if path.endswith("agents") else amount
        found.append(Change("set", path, amount, start, end, scene.text[start:end]))
    return found


def shortened(scene: TextScene, place: Span) -> bool:
    """ "Calls a third shorter", «вдвое короче»: what is said to be so many times shorter is a length of time."""
    ahead = scene.words[place.last + 1 : place.last + 1 + _SHORTENED]
    return any(word.lower in listed("shorter_words") for word in ahead)


def _known(brief: Mapping[str, Any], subject: str) -> dict[str, Any]:
    """The values of the brief a relation may be about, by their dotted paths."""
    own = brief.get("in_house")
    flat = {**brief, **{f"in_house.{key}": value for key, value in (own if isinstance(own, Mapping) else {}).items()}}
    if subject in _MONEY:
        sums = {path: flat.get(path) for path in _MONEY[subject]}
        return {path: dict(v) for path, v in sums.items() if isinstance(v, Mapping) and _number(v.get("amount"))}
    if subject == "agents":
        counts = {path: flat.get(path) for path in ("agents", "in_house.agents")}
        known = {path: value for path, value in counts.items() if _number(value)}
        return dict(list(known.items())[:1])
    return _times(brief) if subject == "aht" else {}


def _times(brief: Mapping[str, Any]) -> dict[str, float]:
    channels = brief.get("channels")
    each = channels.items() if isinstance(channels, Mapping) else ()
    times = {f"channels.{c}.aht_seconds": v.get("aht_seconds") for c, v in each if isinstance(v, Mapping)}
    return {path: float(value) for path, value in times.items() if isinstance(value, int | float)}


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


@once_a_text
def handle_times_moved(scene: TextScene, brief: Mapping[str, Any]) -> tuple[list[Change], list[Fact]]:
    """Changes of the known handle times by a difference, and the lengths that tell it, which are no handle times."""
    changes: list[Change] = []
    told: list[Fact] = []
    figures = any(f.kind in ("duration", "percent") for f in scene.facts)
    if not figures and not scene.names_any(("hours_moved", "multiply", "falling", "growth", "more")):
        return changes, told
    for mention in (m for m in scene.mentions if m.family == "hours_moved" and m.value in ("longer", "shorter")):
        inside = Span(mention.first, mention.last)
        facts = [f for f in scene.facts if f.kind == "duration" and scene.span(f).first in inside]
        facts = [f for f in facts if f.unit in _SHORT_UNITS and not isinstance(f.value, dict)]
        sentence = scene.sentence_of(mention.first)
        named = [channel for channel, place in scene.channels_within(sentence)]
        said = {scene.words[at].lower for at in range(mention.first, mention.last + 1)}
        minute = not facts and bool(said & listed("one_minute"))  # "a minute longer", «на минуту короче»
        if (
            not (facts or minute)
            or "," in said
            or not said & listed("compared_lengths")
            or not (named or scene.has(sentence, *_OF_TIMES))
        ):
            continue
        told += facts
        difference = (60 if minute else middle(facts[0].value)) * (1 if mention.value == "longer" else -1)
        for path, seconds in _times(brief).items():
            channel = path.split(".")[1]
            if (not named or channel in named) and seconds + difference >= _SHORTEST and channel in CHANNELS:
                start, end = scene.words[mention.first].start, scene.words[mention.last].end
                changes.append(Change("set", path, tidy(seconds + difference), start, end, scene.text[start:end]))
    for place, factor, difference in (*_likened(scene), *_lowered(scene, told)):
        told += [f for f in scene.facts if scene.span(f).first in place]
        changes += _each_moved(scene, place, factor, difference, brief)
    return changes, told


def _each_moved(
    scene: TextScene, place: Span, factor: float, difference: float, brief: Mapping[str, Any]
) -> list[Change]:
    """The handle times of the channels named in the sentence, or of all, multiplied and moved."""
    sentence = scene.sentence_of(place.first)
    named = {channel for channel, at in scene.channels if at.first in sentence}
    moved = {path: round(each * factor + difference) for path, each in _times(brief).items()}
    start, end = scene.words[place.first].start, scene.words[place.last].end
    return [
        Change("set", path, seconds, start, end, scene.text[start:end])
        for path, seconds in moved.items()
        if (not named or path.split(".")[1] in named) and seconds >= _SHORTEST
    ]


def _likened(scene: TextScene) -> list[tuple[Span, float, float]]:
    """ "Calls a third shorter", «чаты вдвое длиннее», "half as long": how many times contacts change in length."""
    said = [(scene.span(f), middle(f.value) / _ALL) for f in scene.facts if f.kind == "percent"]
    twice = [(Span(m.first, m.last), float(m.value)) for m in scene.mentions if m.family == "multiply"]
    found = []
    for place, number in (*said, *twice):
        ahead = [word.lower for word in scene.words[place.last + 1 : place.last + 1 + _SHORTENED]]
        if "," in ahead or number <= 0 or not _of_lengths(scene, place):
            continue
        share = (place, number) in said
        as_long = [scene.words[place.last].lower, *ahead]
        if "long" in as_long and as_long[as_long.index("long") - 1] == "as":
            found.append((place, number, 0.0))
        elif any(word in listed("shorter_words") for word in ahead):
            found.append((place, 1 - number if share else 1 / number, 0.0))
        elif any(word in listed("longer_words") for word in ahead):
            found.append((place, 1 + number if share else number, 0.0))
    return found


def _lowered(scene: TextScene, told: list[Fact]) -> list[tuple[Span, float, float]]:
    """ "AHT falls by 20 seconds", «сократить разговор на полминуты»: what a length moves by, and not what it is."""
    lengths = [f for f in scene.facts if f.kind == "duration" and f.unit in _SHORT_UNITS and f not in told]
    said = [(scene.span(f), middle(f.value)) for f in lengths]
    # "By a minute": one is not said as a length.
    said += [
        (Span(at - 1, at), _MINUTE)
        for at, word in enumerate(scene.words)
        if at > 1 and word.lower in listed("one_minute") and scene.fact_at[at] is None
    ]
    found = []
    for place, seconds in said:
        led = place.first > 0 and scene.words[place.first - 1].lower in listed("differs_by")
        before = Span(scene.sentence_of(place.first).first, place.first)
        falls, rises = scene.has(before, "falling"), scene.has(before, "growth", "more")
        if led and (falls or rises) and _of_lengths(scene, place):
            found.append((place, 1.0, -seconds if falls else seconds))
    return found


def _of_lengths(scene: TextScene, place: Span) -> bool:
    """Whether the sentence is about how long contacts last, and not about how soon they are answered."""
    sentence = scene.sentence_of(place.first)
    named = any(at.first in sentence for _, at in scene.channels)
    return (named or scene.has(sentence, *_OF_TIMES)) and not scene.has(sentence, "answer_name", "wait_limit_name")
