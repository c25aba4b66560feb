"""What the words around a mention say of it, as features for the judge of what a mention is about.

A mention is a fact or a name in the message: a number, a country, a trade, a channel. Its features are the words beside
it by side and nearness, the concepts the vocabularies find around it, and what kind of fact it is. They are words and
concepts, never the rules' own decision, so that the judge can be taught by any labelled message.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from assistant.reading.scene import Span, TextScene

Features = dict[str, float]

_REACH = 8  # words on either side that count by their nearness
_BESIDE = 2  # words on either side that count by their place
_NEAR, _MIDDLE = 3, 8  # words within which a concept is beside a mention, or in its part of the sentence
_FORMS = 4  # dictionary forms of a word that count
_OPENING = 3  # words that open a sentence
_NEVER = object()  # a channel that nobody has spoken of
_LONG = 45  # words of a message that tells a story


def features(scene: TextScene, span: Span, brief: Mapping[str, Any] | None = None) -> Features:
    """Features of the mention at `span` by name, each between 0 and 1; `brief` is what was known before the message."""
    found: Features = dict(_of_message(scene))
    found.update(_of_fact(scene, span))
    found.update(_of_brief(scene, span, brief or {}))
    sentence = scene.sentence_of(span.first)
    found.update(_of_sentence(scene, span, sentence))
    left = range(span.first - 1, max(span.first - _REACH, sentence.first) - 2, -1)
    right = range(span.last + 1, min(span.last + _REACH, sentence.last) + 2)
    for side, places in (("L", left), ("R", right)):
        found.update(_beside(scene, side, places, sentence))
    found.update(_concepts(scene, span, sentence))
    return found


def _words_at(scene: TextScene, at: int) -> list[str]:
    """The dictionary forms of a word, or the kind of the fact it belongs to."""
    fact = scene.fact_at[at]
    if fact is not None:
        return [f"<{fact.kind}>"]
    return sorted(scene.words[at].forms)[:_FORMS] or [scene.words[at].text]


def _beside(scene: TextScene, side: str, places: range, sentence: Span) -> Iterator[tuple[str, float]]:
    before = ""
    for distance, at in enumerate(places, 1):
        if at not in sentence:
            yield f"{side}{min(distance, _REACH // 2)}:end", 1.0
            return
        names = _words_at(scene, at)
        for name in names:
            yield f"{side}:{name}", 1.0 / (1.0 + 0.3 * distance)
            if distance <= _BESIDE:
                yield f"{side}{distance}:{name}", 1.0
        if distance == _BESIDE:
            yield f"{side}12:{before} {names[0]}", 1.0
        before = names[0]


def _of_sentence(scene: TextScene, span: Span, sentence: Span) -> Iterator[tuple[str, float]]:
    for at in range(sentence.first, sentence.last + 1):
        if at in span:
            yield from ((f"I:{name}", 0.7) for name in _words_at(scene, at) if scene.words[at].is_word)
        elif scene.fact_at[at] is None and (scene.words[at].is_word or scene.words[at].text == "?"):
            yield from ((f"S:{name}", 0.5) for name in _words_at(scene, at))
    for at in range(sentence.first, min(sentence.first + _OPENING, sentence.last + 1)):
        yield from ((f"O:{name}", 0.7) for name in _words_at(scene, at))
    yield "first sentence", float(sentence.first == 0)
    yield "opens its sentence", float(span.first - sentence.first <= 1)
    if sentence.first > 0:
        before = scene.sentence_of(sentence.first - 1)
        for at in range(before.first, before.last + 1):
            if scene.words[at].is_word:
                yield from ((f"P:{name}", 0.25) for name in _words_at(scene, at))


def _concepts(scene: TextScene, span: Span, sentence: Span) -> Iterator[tuple[str, float]]:
    within = scene.mentions_of(sentence)
    inside = Counter(mention.family for mention in within)
    yield from ((f"elsewhere {family}", 0.5) for family, times in scene.families.items() if times > inside[family])
    for mention in within:
        yield f"with {mention.family}", 1.0
        if mention.last < span.first:
            side, distance = "left", span.first - mention.last
        elif mention.first > span.last:
            side, distance = "right", mention.first - span.last
        else:
            side, distance = "on", 0
        if distance <= _MIDDLE:
            yield f"{side} {'near' if distance <= _NEAR else 'far'} {mention.family}", 1.0


def _of_fact(scene: TextScene, span: Span) -> Iterator[tuple[str, float]]:
    fact = scene.fact_at[span.first]
    if fact is None:
        return
    yield f"kind {fact.kind}", 1.0
    for name in ("unit", "per", "bound"):
        if value := getattr(fact, name):
            yield f"{name} {value}", 1.0
    if fact.approximate:
        yield "approximate", 1.0
    if fact.kind == "volume":
        yield f"a {fact.value.get('per')}", 1.0
    if isinstance(fact.value, int | float):
        yield f"digits {int(math.log10(abs(fact.value) + 1))}", 1.0


def _of_message(scene: TextScene) -> Iterator[tuple[str, float]]:
    yield "a story", float(len(scene.words) > _LONG)
    yield f"language {scene.language}", 0.5
    yield from ((f"has {kind}", 0.5) for kind in sorted({fact.kind for fact in scene.facts}))


def _of_brief(scene: TextScene, span: Span, brief: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    """What is known already: "the calls stay" says one thing of calls that are priced, another of new ones."""
    if not brief:
        return
    yield "brief", 1.0
    yield from ((f"brief {field}", 0.5) for field in sorted(brief))
    channels = brief.get("channels") or {}
    for channel in sorted({name for name, place in scene.channels if place.first == span.first}):
        told = channels.get(channel, _NEVER)
        yield f"known channel {'new' if told is _NEVER else 'refused' if told is None else 'wanted'}", 1.0
        yield "known volume", float(isinstance(told, Mapping) and "contacts_per_month" in told)
    fact = scene.fact_at[span.first]
    if fact is None:
        return
    for field in ("home_country", "provider_countries", "languages"):
        told = brief.get(field) or ()
        yield f"known {field}", float(fact.value in ([told] if isinstance(told, str) else list(told)))
