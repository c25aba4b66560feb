"""What is told of people who are not of support: "drivers, all 85 of them, have a line of their own, leave them out".

Their number, their pay, their town and their calls are nobody's of the case; nor is a wait of the speaker at a hotline
("I waited 47 minutes on the phone with my airline"). not_support.yaml of each language has the words.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.reading.concepts import Mention, vocabulary
from assistant.reading.result import Change
from assistant.reading.reworded import Reread, Told
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import turns
from assistant.reading.words import is_clause_sign

_OPENS = 2  # words of a sentence among which "they" stands, who were named in the one before
_TEAM = ("in_house.agents", "in_house.salary_per_month", "in_house.hourly_wage")
_OF_OTHERS = (*_TEAM, "channels.", "contacts_per_month", "home_country", "provider_countries", "agents")
_OURS = ("agent", "support", "copes", "doers", "in_support", "us_together")


def without_other_people(scene: TextScene, changes: Sequence[Change], _brief: Mapping[str, Any]) -> tuple[Change, ...]:
    """The changes without what is told of other departments and of the hotlines of others."""
    if not changes:
        return ()
    said = _said(scene)
    if not said:
        return tuple(changes)
    apart = [(span, _OF_OTHERS) for span in _left_out(scene, said)]
    paid = [(span, _TEAM) for span in _of_others(scene, said)]
    called = [(_clauses(scene, m), ("channels.",)) for m in said if m.concept == "calls_others"]
    talks = [(Span(m.first, m.last), ("channels.chat", "in_house.agents")) for m in said if m.concept == "this_talk"]
    spans = [*apart, *paid, *called, *talks]
    return tuple(c for c in changes if not any(_told_in(scene, c, span, paths) for span, paths in spans))


def with_ours_beside(
    scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any], question: str | None, reread: Reread
) -> tuple[Change, ...]:
    """ "9 heads in support at 40,000 a year, 21 in sales at 60k": what is told of others beside one's own people.

    Where such words gave the team or its pay, it is read once more without them.
    """
    others = [m for m in _said(scene) if m.concept == "other_people"]
    spans = [_told_of(scene, m) for m in others]
    taken = [c for c in changes if any(_told_in(scene, c, span, _TEAM) for span in spans) and c.op == "set"]
    if not taken or any(scene.has(span, *_OURS) for span in spans):
        return tuple(changes)
    text = scene.text
    for span in spans:
        start, end = scene.words[span.first].start, scene.words[span.last].end
        text = text[:start] + " " * (end - start) + text[end:]
    ours = [c for c in reread(Told(text, question, brief)).changes if c.path in _TEAM and c.op == "set"]
    if not any(c.path == each.path for c in ours for each in taken):
        return tuple(changes)
    return (*(c for c in changes if c.path not in _TEAM), *ours)


def _said(scene: TextScene) -> list[Mention]:
    """What the message says of others, without those who only tell of us: "the accountant says pay is 52"."""
    found = list(vocabulary("not_support").overlapping(scene.scene))
    telling = {m.first for m in scene.mentions if m.family == "reports"}
    return [m for m in found if m.concept != "other_people" or m.last + 1 not in telling]


def _told_of(scene: TextScene, mention: Mention) -> Span:
    """The clause of other people, and the one behind it that goes on about them: «водителей 80, у них оклад 95»."""
    last = _clause_end(scene, mention.last)
    end = scene.sentence_of(mention.first).last
    opening = Span(min(last + 2, end), min(last + 1 + _OPENS, end))
    gone_on = [m for m in vocabulary("not_support").overlapping(scene.scene) if m.concept == "gone_on"]
    if last + _OPENS < end and any(m.first in opening for m in gone_on):
        last = _clause_end(scene, last + _OPENS)
    return Span(_clause_start(scene, mention.first), last)


def _left_out(scene: TextScene, said: Sequence[Mention]) -> Iterator[Span]:
    """From the clause that names other people to the words that leave them out."""
    for out in (m for m in said if m.concept == "left_out"):
        sentence = scene.sentence_of(out.first)
        named = _first_named(said, sentence)
        goes_on = any(m.concept == "gone_on" and m.first < sentence.first + _OPENS for m in said if m.first in sentence)
        if named is None and sentence.first and goes_on:
            named = _first_named(said, scene.sentence_of(sentence.first - 1))
        if named is not None:
            last = _clause_end(scene, out.last) if out.first > named.first else sentence.last
            yield Span(_clause_start(scene, named.first), last)


def _first_named(said: Sequence[Mention], sentence: Span) -> Mention | None:
    return next((m for m in said if m.concept == "other_people" and m.first in sentence), None)


def _of_others(scene: TextScene, said: Sequence[Mention]) -> Iterator[Span]:
    """«Кладовщице Оле подняли оклад до 58»: whose pay it is, where nobody of support is named beside them."""
    for named in (m for m in said if m.concept == "other_people"):
        sentence = scene.sentence_of(named.first)
        if scene.has(Span(named.last + 1, min(named.last + _OPENS, sentence.last)), "reports", "quote"):
            continue  # «бухгалтер говорит, зарплата 52»: who tells it, and not whose it is
        if not any(m.first not in range(named.first, named.last + 1) for m in scene.inside(sentence, _OURS)):
            yield Span(_clause_start(scene, named.first), _clause_end(scene, named.last))


def _clauses(scene: TextScene, mention: Mention) -> Span:
    """The sentence of a mention up to where it turns: «час висел на линии, а у нас 600 чатов»."""
    sentence = scene.sentence_of(mention.first)
    later = (at for at in range(mention.last + 1, sentence.last + 1) if scene.words[at].lower in turns())
    return Span(sentence.first, next(later, sentence.last + 1) - 1)


def _clause_start(scene: TextScene, at: int) -> int:
    first = scene.sentence_of(at).first
    while at > first and not (is_clause_sign(scene.words[at - 1]) or scene.words[at - 1].lower in turns()):
        at -= 1
    return at


def _clause_end(scene: TextScene, at: int) -> int:
    last = scene.sentence_of(at).last
    while at < last and not (is_clause_sign(scene.words[at + 1]) or scene.words[at + 1].lower in turns()):
        at += 1
    return at


def _told_in(scene: TextScene, change: Change, span: Span, paths: tuple[str, ...]) -> bool:
    if change.end <= change.start or not change.path.startswith(paths):
        return False
    return scene.words[span.first].start <= change.start < scene.words[span.last].end
