"""Messages that ask the library without looking like a question: «языковой барьер», "bargaining with a call centre".

What tells nothing of the case and does nothing a calculator answers may still name a subject: whether the library
knows it, its search says best.
"""

from __future__ import annotations

from assistant.builtin.talk import Talk
from assistant.reading.intents import LIBRARY, likely_intents
from assistant.reading.words import words

_LIKELY = 0.5  # above it a message with facts in it asks
_FEWEST_WORDS = 2  # "ok", "well" name no subject
# What may stand beside a subject that is only named, or is said where the message was not understood.
_BESIDE = frozenset({"greet", "thank", "off_topic"})


def asks_library(talk: Talk) -> bool:
    """Whether nothing of the message was understood, so that the library may know what it is about."""
    if talk.command or talk.refuses_supposed:
        return False
    if talk.reading.changes or talk.reading.what_if or talk.acts - _BESIDE or talk.places_unknown:
        return False
    if talk.reading.facts and likely_intents(talk.text, talk.language)[LIBRARY] < _LIKELY:
        return False  # "30% German, the rest English" tells something, whether or not it was understood
    return sum(word.is_word for word in words(talk.text)) >= _FEWEST_WORDS
