"""What a short message may have meant that could not be placed: said aloud, so that a yes or no settles it."""

from __future__ import annotations

from typing import Any

from assistant.builtin.prose import Prose
from assistant.builtin.talk import Talk
from assistant.reading.facts import Fact
from assistant.reading.in_brief import value_at, volumes_in, wanted_in
from assistant.reading.period_told import period_alone
from assistant.reading.roles import middle
from assistant.reading.scene import TextScene, look
from assistant.reading.short_answers import GUESS
from assistant.reading.workload import per_month, tidy

_LONGEST = 6  # words of a message whose meaning is guessed
_LIKE = 5.0  # times a known volume that a number still likely is it, told anew
_MINUTES, _MANY = 45, 50  # a number of minutes at most, and a volume beside which it can be none
_TELLING = ("number", "volume")
_MORE = ("money", "percent", "duration", "time_range", "days", "country", "language")


def guessed(talk: Talk) -> tuple[str, dict[str, Any] | None] | None:
    """The reply to a message that nothing came of, and the question it asks; None where nothing can be guessed."""
    if str(talk.asked_field).startswith(GUESS) and talk.acts & {"no", "drop"}:
        return talk.words.say("guess.wrong"), None
    scene = look(talk.text, str(talk.situation.get("language", "en")))
    if not scene.words or sum(word.is_word for word in scene.words) > _LONGEST:
        return None
    prose = Prose(talk.language)
    facts = [fact for fact in scene.facts if fact.kind in _TELLING and not fact.unit]
    if len(facts) == 1 and not any(fact.kind in _MORE for fact in scene.facts):
        found = _field(scene, facts[0], talk)
        if found is None:
            return None
        path, value = found
        text = talk.words.say("guess.number", said=talk.text.strip().rstrip(".!?"), meaning=prose.fact(path, value))
        return text, {"field": f"{GUESS}{path}={value}", "options": ["yes", "no"]}
    if not facts and (known := _channel_known(scene, talk, prose)):
        return known, None
    if period_alone(scene) and volumes_in(talk.known):
        return talk.words.say("guess.period", workload=(prose.brief(talk.known) or [""])[0]), None
    return None


def _field(scene: TextScene, fact: Fact, talk: Talk) -> tuple[str, float] | None:
    """The field a number is likeliest of, and its value there."""
    brief, number = talk.known, middle(fact.value)
    coverage = brief.get("coverage")
    contacts = tidy(number * per_month(fact.per, coverage if isinstance(coverage, dict) else {}))
    named = list(dict.fromkeys(channel for channel, _ in scene.channels))
    volumes = volumes_in(brief)
    if number <= 0 or len(named) > 1 or scene.head(fact)[1]:
        return None
    if named:
        path = f"channels.{named[0]}.contacts_per_month"
        timed = fact.kind == "number" and number <= _MINUTES and volumes.get(path, 0) >= _MANY
        return (f"channels.{named[0]}.aht_seconds", tidy(number * 60)) if timed else (path, contacts)
    empty = [name for name in wanted_in(brief) if value_at(brief, f"channels.{name}.contacts_per_month", None) is None]
    if len(empty) == 1 and "contacts_per_month" not in volumes:
        return f"channels.{empty[0]}.contacts_per_month", contacts
    like = [path for path, known in volumes.items() if known / _LIKE <= contacts <= known * _LIKE]
    if len(like) == 1:
        return like[0], contacts
    return ("contacts_per_month", contacts) if not volumes and not empty and number >= _MANY else None


def _channel_known(scene: TextScene, talk: Talk, prose: Prose) -> str:
    """That a channel named is in the estimate already, and with what."""
    named = list(dict.fromkeys(channel for channel, _ in scene.channels))
    if len(named) != 1 or named[0] not in wanted_in(talk.known):
        return ""
    place = scene.channels[0][1]
    said = talk.text[scene.words[place.first].start : scene.words[place.last].end]
    volume = value_at(talk.known, f"channels.{named[0]}.contacts_per_month", None)
    channel = talk.words.say(f"channel.{named[0]}")
    known = prose.fact(f"channels.{named[0]}.contacts_per_month", volume) if volume else channel
    return talk.words.say("guess.channel", said=said, known=known)
