"""Figures a message states that the estimate has no place for, in the person's own words: shrinkage 32%, rent, a rate."""

from __future__ import annotations

from assistant.builtin.talk import Talk
from assistant.reading.concepts import vocabulary
from assistant.reading.facts import Fact
from assistant.reading.scene import Span, TextScene, look
from assistant.reading.word_lists import listed

_MOST_ITEMS = 4
_NEAR = 4  # words between a figure and what it is of
_MOST_WORDS = 7  # of an item as it is quoted
_FIGURES = ("percent", "money", "number", "volume", "duration")
_CUTS = frozenset(",;:.!?\n()|")


def no_place(talk: Talk) -> list[str]:
    """What was stated and has no place in the estimate; nothing that was counted, asked or supposed."""
    if talk.reading.what_if or "?" in talk.text and not talk.reading.changes:
        return []
    scene = look(talk.text, talk.language)
    found: list[str] = []
    for mention in vocabulary("no_place").overlapping(scene.scene):
        if mention.concept != "no_place" or _asked(talk, scene, mention.first):
            continue
        fact = _figure_beside(scene, mention.first, mention.last)
        if fact is None or _counted(talk, fact):
            continue
        words = _quoted(scene, Span(mention.first, mention.last), scene.span(fact))
        if words and not any(words in told or told in words for told in found):
            found.append(words)
    return found[:_MOST_ITEMS]


def _asked(talk: Talk, scene: TextScene, at: int) -> bool:
    start = scene.words[at].start
    return any(act.kind in ("ask", "why_expensive") and act.start <= start < act.end for act in talk.reading.acts)


def _figure_beside(scene: TextScene, first: int, last: int) -> Fact | None:
    """The figure nearest to the words, with nothing that parts them; a figure behind before one in front."""
    sentence = scene.sentence_of(first)
    near = [
        fact
        for fact in scene.facts_within(Span(max(sentence.first, first - _NEAR), min(sentence.last, last + _NEAR)))
        if fact.kind in _FIGURES and not _parted(scene, first, last, scene.span(fact))
    ]
    behind = [fact for fact in near if scene.span(fact).first > last]
    return (behind or near or [None])[0]


def _parted(scene: TextScene, first: int, last: int, span: Span) -> bool:
    inside = range(last + 1, span.first) if span.first > last else range(span.last + 1, first)
    joins = listed("definite") | {":"}
    return any(scene.words[at].text in _CUTS - {":"} and scene.words[at].lower not in joins for at in inside)


def _counted(talk: Talk, fact: Fact) -> bool:
    return any(c.start < fact.end and fact.start < c.end for c in (*talk.reading.changes, *talk.reading.what_if))


def _quoted(scene: TextScene, mention: Span, figure: Span) -> str:
    """The words from the one to the other, with the unit behind them; none if that would be half a sentence."""
    first, last = min(mention.first, figure.first), max(mention.last, figure.last)
    if last - first >= _MOST_WORDS + figure.last - figure.first:
        return ""
    end = scene.words[last].end
    if scene.text[end : end + 1] in ("%", "₽", "€", "£", "$"):
        end += 1
    return scene.text[scene.words[first].start : end].strip()
