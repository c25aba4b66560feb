"""Channels that the buyer's own people stay on: «хочу своих оставить на чатах», "we'll keep our own people on chat".

Nothing of them is handed over, whatever was known of them before.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.in_brief import wanted_in
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed

_SHORT = 12  # words of a message that tells no more than that
_AMOUNTS = ("number", "volume", "percent", "money", "duration", "time_range", "days")


def kept_by_own(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> tuple[Change, ...]:
    """The changes with a channel that is served refused, where own people are said to stay on it."""
    kept = tuple(changes)
    named = dict(scene.channels)
    words = [word for word in scene.words if word.is_word]
    wanted = set(wanted_in(brief))
    if kept or not named or not set(named) < wanted or len(words) > _SHORT or scene.text.rstrip().endswith("?"):
        return kept
    if any(fact.kind in _AMOUNTS for fact in scene.facts) or any(w.lower in listed("denials") for w in words):
        return kept
    said = {word.lower for word in words}
    if any({word.lower, *word.forms} & listed("own_people_not") for word in words):
        return kept  # «наши клиенты останутся в чате»
    ours = bool(said & listed("own_people_words"))
    stay = bool(said & listed("own_people_stay"))
    on = all(_led(scene, span) for span in named.values()) or bool(said & listed("own_people_led"))
    if not (ours and stay and on):
        return kept
    return tuple(_refused(scene, channel, span) for channel, span in named.items())


def _led(scene: TextScene, span: Span) -> bool:
    """Whether a channel stands behind "on", or opens the message as what it is about."""
    return span.first == 0 or any(scene.words[at].lower in listed("channel_of_people") for at in _before(span))


def _before(span: Span) -> range:
    return range(max(0, span.first - 2), span.first + 1)


def _refused(scene: TextScene, channel: str, span: Span) -> Change:
    start, end = scene.words[span.first].start, scene.words[span.last].end
    return Change("set", f"channels.{channel}", None, start, end, scene.text[start:end])
