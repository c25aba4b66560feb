"""Relations about anything but the volume: "what if the salary doubles?", "calls take two minutes longer".

A known value is multiplied or moved by the difference; where it is not known, the relation says nothing.
"""

from collections.abc import Mapping
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed
from assistant.reading.workload import CHANNELS, tidy

_MONEY = {"wage": ("in_house.salary_per_month", "in_house.hourly_wage"), "budget": ("budget_per_month",)}
_SHORT_UNITS = frozenset({"second", "minute"})
_SHORTENED = 2  # words after "twice", "by a third" among which stands "shorter"
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


def handle_times_moved(scene: TextScene, brief: Mapping[str, Any]) -> tuple[list[Change], list[Fact]]:
    """Changes of the known handle times by a difference, and the lengths that tell it, which are no handle times."""
    changes: list[Change] = []
    told: list[Fact] = []
    for mention in (m for m in scene.mentions if m.family == "hours_moved" and m.value in ("longer", "shorter")):
        inside = Span(mention.first, mention.last)
        facts = [f for f in scene.facts if f.kind == "duration" and scene.span(f).first in inside]
        facts = [f for f in facts if f.unit in _SHORT_UNITS and not isinstance(f.value, dict)]
        sentence = scene.sentence_of(mention.first)
        named = [channel for channel, place in scene.channels if place.first in sentence]
        said = {scene.words[at].lower for at in range(mention.first, mention.last + 1)}
        minute = not facts and bool(said & listed("one_minute"))  # "a minute longer", «на минуту короче»
        if (
            not (facts or minute)
            or "," in said
            or not said & listed("compared_lengths")
            or not (named or scene.has(sentence, "contact", "aht_name", "handle", "talk"))
        ):
            continue
        told += facts
        difference = (60 if minute else middle(facts[0].value)) * (1 if mention.value == "longer" else -1)
        for path, seconds in _times(brief).items():
            channel = path.split(".")[1]
            if (not named or channel in named) and seconds + difference >= _SHORTEST and channel in CHANNELS:
                start, end = scene.words[mention.first].start, scene.words[mention.last].end
                changes.append(Change("set", path, tidy(seconds + difference), start, end, scene.text[start:end]))
    return changes, told
