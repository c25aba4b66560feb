"""What is left out and goes on as before: "calls take 6 minutes, chats 11", "90% in 15 seconds, e-mails 4 hours"."""

from typing import Any

from assistant.reading.concepts import Mention
from assistant.reading.facts import Fact
from assistant.reading.frames import Role, middle
from assistant.reading.scene import TextScene

_LONGEST_BARE = {"minute": 90, "second": 3600}  # "240 seconds by phone, 600 in chat"
_ELLIPSIS = 2.6  # "e-mails a bit longer, say eight"


def _another_sentence(scene: TextScene, before: int, after: int) -> bool:
    """A semicolon only divides a list: "6.5 minutes for voice; for chat it is 11"."""
    ends = [s.last for s in scene.sentences if before <= s.last < after]
    return any(scene.words[at].text != ";" for at in ends)


def elliptical(scene: TextScene, fact: Fact, role: Role | None, taken: list[Role]) -> Role | None:
    """ "Calls take 6 minutes, chats 11", "90% in 15 seconds, e-mails 4 hours": the second goes on as the first."""
    previous = taken[-1] if taken else None
    if previous is None or _another_sentence(scene, previous.span.last, scene.span(fact).first):
        return role
    if previous.field == "service_level.seconds" and role is not None and role.field == "aht":
        weak = role.cue is None or _only_channel(scene, role.cue)
        return Role("service_level.seconds", fact, role.span, role.cue, role.cost) if weak else role
    if (level := _next_level(scene, fact, role, previous)) is not None:
        return level
    longest = _LONGEST_BARE.get(previous.fact.unit or "", 0)
    if previous.field != "aht" or fact.kind != "number" or fact.unit or middle(fact.value) > longest:
        return role
    if any(m.last < scene.span(fact).first for _, m in scene.around(scene.span(fact), ("level_goal",), 0.6)):
        return None  # «5 минут, хотя цель стоит 4»
    unit = {"minute": 60, "second": 1}.get(previous.fact.unit or "")
    if role is None:
        role = _beside_channel(scene, fact, previous)
    if unit is None or role is None or role.field != "contacts" or role.cost <= 0.1:
        return role
    if isinstance(fact.value, dict):
        value: Any = {end: float(number) * unit for end, number in fact.value.items()}
    else:
        value = middle(fact.value) * unit
    longer = Fact("duration", value, fact.start, fact.end, fact.text, unit=previous.fact.unit)
    scene.span_of[id(longer)] = role.span
    return Role("aht", longer, role.span, role.cue, role.cost)


def _next_level(scene: TextScene, fact: Fact, role: Role | None, previous: Role) -> Role | None:
    """ "85% in a minute now, and we want 90% in 20 seconds": a second level is told as the first."""
    span = scene.span(fact)
    within = scene.around(span, ("within",), 0.5)
    if role is not None and role.field != "aht":
        return None
    told = {"service_level.seconds": "percent", "service_level.percent": "duration"}.get(previous.field)
    follows = any(m.first > span.last if fact.kind == "percent" else m.last < span.first for _, m in within)
    if fact.kind != told or not follows:
        return None
    return Role("service_level." + ("percent" if told == "percent" else "seconds"), fact, span, None, 0.5)


def _only_channel(scene: TextScene, cue: Mention) -> bool:
    """The cue names just a channel: «по почте», «на письма», "for chats"."""
    places = {at for _, place in scene.channels for at in range(place.first, place.last + 1)}
    last = cue.last in places or cue.last + 1 in places
    return cue.family in ("contact", "handle") and last and cue.last - cue.first <= 1


def _beside_channel(scene: TextScene, fact: Fact, previous: Role) -> Role | None:
    """A number with a channel of its own after the last one, as a candidate."""
    span = scene.span(fact)
    for _, place in scene.channels:
        if previous.span.last < place.first < span.first and scene.distance(place.last, span.first) <= _ELLIPSIS:
            return Role("contacts", fact, span, None, 0.5)
    return None
