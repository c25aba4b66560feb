"""Countries of which the judge alone says too little: asked about in general, of a vendor of today, in a list."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from assistant.reading.facts import Fact
from assistant.reading.places import visited
from assistant.reading.refusals import same_list
from assistant.reading.scene import TextScene
from assistant.reading.word_lists import listed
from tools.places import markets

_OFFICE = 4  # words from "we sit" to the place


def only_asked(scene: TextScene, facts: Sequence[Fact], asked: Collection[int]) -> bool:
    """ "Do agents in India count as a data transfer?": a question that names a country and asks no price of it."""
    return bool(facts) and all(scene.span(fact).first in asked and not _price_asked(scene, fact) for fact in facts)


def _price_asked(scene: TextScene, fact: Fact) -> bool:
    sentence = scene.sentence_of(scene.span(fact).first)
    return any(word.forms & listed("priced_words") for word in scene.words[sentence.first : sentence.last + 1])


def of_today(scene: TextScene, facts: Sequence[Fact]) -> bool:
    """ "Our present vendor is in Suriname", «спрашивают, сколько стоит Турция»: no place where a provider is sought."""
    return bool(facts) and all(visited(scene, scene.span(fact)) or _we_sit(scene, fact) for fact in facts)


def of_office(scene: TextScene, facts: Sequence[Fact]) -> bool:
    """ "We sit in Tbilisi, our customers are in Russia": no place of customers."""
    return bool(facts) and all(_we_sit(scene, fact) for fact in facts)


def _we_sit(scene: TextScene, fact: Fact) -> bool:
    """«Сидим в Тбилиси, клиенты из России»: the buyer's own office, where somebody else's country is named for the
    customers; alone the rules take it for theirs.
    """
    first = scene.span(fact).first
    opening = max(scene.sentence_of(first).first, first - _OFFICE)
    words = scene.words[opening:first]
    within = bool(words) and words[-1].lower in listed("seated")  # not "I'm curious about Morocco and Tunisia"
    ours = within and any(word.lower in listed("we_sit") for word in words) and not any(w.text in ",;" for w in words)
    others = any(other.kind == "country" and other.value != fact.value for other in scene.facts)
    after = {word.lower for word in scene.words[scene.span(fact).last + 1 : scene.span(fact).last + 3]}
    return (ours or bool(after & listed("we_sit"))) and others


def far_provider(scene: TextScene, fact: Fact, home: str) -> bool:
    """ "Shop in the US, 2,500 chats, Philippines": set off behind the case, a country chosen for its price."""
    if fact.value not in markets()["rest"]["offshore"] or fact.value == home:
        return False
    span = scene.span(fact)
    apart = span.first > 0 and not scene.words[span.first - 1].is_word
    return apart and not any(beside(scene, other, fact) for other in scene.facts if other.value == home)


def beside(scene: TextScene, one: Fact, other: Fact) -> bool:
    """Whether two countries stand in one list: "the UK and Ireland", «в России, Беларуси и Казахстане»."""
    first, second = sorted((scene.span(one), scene.span(other)), key=lambda span: span.first)
    between = range(first.last + 1, second.first)
    words = listed("definite") | listed("seated")
    if not all(scene.words[at].lower in words or same_list(scene, at, at + 1) for at in between):
        return False
    return bool(between)
