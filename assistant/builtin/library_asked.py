"""Messages that ask the library without looking like a question: «языковой барьер», "bargaining with a call centre".

What tells nothing of the case and does nothing a calculator answers may still name a subject: whether the library
knows it, its search says best.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.builtin.decisions import decision_of
from assistant.builtin.own_figures import priceable
from assistant.builtin.talk import Talk
from assistant.reading.intents import LIBRARY, likely_intents
from assistant.reading.word_lists import first_person, listed
from assistant.reading.words import words
from knowledge.lexical import is_stopword

_SURE = 0.9  # above it a message that seems to tell a fact may ask
_FOUND = 0.6  # the score of a passage that is plainly about it
_FEWEST_BESIDE = 3  # words beside the fact of a message that asks about it: «операторы — в России» tells it
_NAMED_IN_PASSING = frozenset({"location", "provider_countries", "home_country", "languages", "compliance", "industry"})
_QUANTITIES = frozenset({"number", "percent", "money", "duration", "volume", "time_range", "days"})
_OF_PLACES = ("country-", "factor-location")
_LIKELY = 0.5  # above it a message with facts in it asks
_FEWEST_WORDS = 2  # "ok", "well" name no subject
# What may stand beside a subject that is only named, or is said where the message was not understood.
_BESIDE = frozenset({"greet", "thank", "off_topic"})
# What a message is taken for that names a fact and asks about it.
_OF_FACT = frozenset({"state", "keep"})


def asks_library(talk: Talk) -> bool:
    """Whether nothing of the message was understood, so that the library may know what it is about."""
    if talk.command or talk.refuses_supposed or decision_of(talk) is not None:
        return False
    if any(act.detail.get("errand") for act in talk.reading.acts) or {"thank", "off_topic"} <= talk.acts:
        return False
    if talk.reading.changes or talk.reading.what_if or talk.acts - _BESIDE or talk.places_unknown:
        return False
    if talk.reading.facts and likely_intents(talk.text, talk.language)[LIBRARY] < _LIKELY:
        return False  # "30% German, the rest English" tells something, whether or not it was understood
    return sum(word.is_word for word in words(talk.text)) >= _FEWEST_WORDS and _names_subject(talk)


def _names_subject(talk: Talk) -> bool:
    """Whether a message that asks nothing may still name a subject: «языковой барьер» does, "let's go for that" and
    "second option please" tell or decide.
    """
    said = {word.lower for word in words(talk.text) if word.is_word}
    if "?" in talk.text or said & listed("question_words"):
        return True
    if said & listed("points_back"):
        return False  # "good, they keep those"
    return likely_intents(talk.text, talk.language)[LIBRARY] >= _LIKELY


def may_ask_of_fact(talk: Talk) -> bool:
    """Whether a message that seems to tell a fact of a known case may name it only to ask the library about it.

    "Accent problems with offshore agents" orders no offshore; "offshore, please" does.
    """
    reading = talk.reading
    if (
        talk.command
        or decision_of(talk) is not None
        or not priceable(talk.situation.get("brief_before") or {})
        or not talk.acts <= _OF_FACT
    ):
        return False
    if not reading.changes or reading.what_if or any(fact.kind in _QUANTITIES for fact in reading.facts):
        return False
    if talk.asked_field and any(change.path.startswith(talk.asked_field) for change in reading.changes):
        return False  # it answers the question that is open
    if not all(change.path in _NAMED_IN_PASSING for change in reading.changes):
        return False  # «вопросы технические» is what the case was missing
    facts = [(each.start, each.end) for each in reading.facts]
    facts += [(each.start, each.end) for each in reading.changes]
    said = [word for word in words(talk.text) if word.is_word]
    rest = [w for w in said if not is_stopword(w.lower) and not any(a < w.end and w.start < b for a, b in facts)]
    if len(rest) < _FEWEST_BESIDE or any(word.lower in first_person() for word in said):
        return False
    return likely_intents(talk.text, talk.language)[LIBRARY] >= _SURE


def asks_of_fact(talk: Talk) -> bool:
    """Whether the library has turned out to know what such a message is about."""
    if not may_ask_of_fact(talk):
        return False
    found = next((r for r in talk.results.get("search_knowledge", ()) if r.get("query") == talk.text), None)
    if not found or not found["passages"] or not found["sure"]:
        return False
    return _bears(talk, found["passages"][0])


def _bears(talk: Talk, passage: Mapping[str, Any]) -> bool:
    """Whether a passage is plainly about the message: a page of a place only if a price is asked there."""
    if passage["score"] < _FOUND:
        return False
    if not passage["article"].startswith(_OF_PLACES):
        return True
    return any(word.forms & listed("priced_words") for word in words(talk.text) if word.is_word)
