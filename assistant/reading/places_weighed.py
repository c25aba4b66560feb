"""A place that was asked about, compared or supposed, and is then decided on: "what about Chile?", "and Peru?", "Chile
then"; «Грузия или Армения?», «ну тогда едем в Армению».

It is where the provider is, whoever "we" are that go there; the customers stay where they are known to be.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.bots import said_of
from assistant.reading.concepts import vocabulary
from assistant.reading.facts import Fact
from assistant.reading.in_brief import listed_in
from assistant.reading.result import Act, Change
from assistant.reading.reworded import Reread, Told
from assistant.reading.scene import Span, TextScene
from assistant.reading.supposed_again import ANOTHER, KEEP, Alone
from assistant.reading.word_lists import listed, turns

_LATELY = 5  # messages back to which a place may have been asked about
_SIGNS = frozenset(",;.!?:—–")
_WORDS = 9  # of a sentence that decides on a place
_HOME, _PROVIDERS, _LOCATION = "home_country", "provider_countries", "location"
_WEIGHING = frozenset({"compare", "what_if", "estimate", "ask", "advise"})
_TURNED_DOWN = ("overmuch", "forget", "let_go", "untrue", "said_wrongly", "needless")
_SUPPOSING = frozenset({"what_if", "no", "drop"})
_ASIDE = frozenset({"ask", "thank", "compare", "estimate", "advise"})

Decided = tuple[tuple[Change, ...], tuple[Act, ...]]


def place_decided(alone: Alone, brief: Mapping[str, Any], earlier: Sequence[Told], reread: Reread) -> Decided | None:
    """What a message that decides on such a place states, and its acts; None where it decides on none."""
    named = [fact for fact in alone.scene.facts if fact.kind == "country"]
    named = _not_let_go(alone.scene, named) or _by_initials(alone.scene, earlier[:_LATELY], reread)
    if not earlier or len({str(fact.value) for fact in named}) != 1 or alone.question == _HOME:
        return None
    fact = named[-1]
    span = _place(alone.scene, fact)
    sentence = alone.scene.sentence_of(span.first)
    before = _weighed(brief, earlier, reread)
    of_customers = _of_customers(alone.scene, sentence) and not _points(alone.scene, sentence)
    if fact.value not in before or of_customers or _asks(alone.scene, sentence):
        return None
    moved = any(c.path == _HOME and c.value == fact.value for c in alone.stated)
    told_only = {c.path for c in (*alone.stated, *alone.supposed)} <= {_HOME, _PROVIDERS, _LOCATION}
    if not (moved and brief.get(_HOME)) and not (told_only and _decides(alone.scene, sentence, fact)):
        return None
    told = Change("set", _PROVIDERS, [fact.value], fact.start, fact.end, fact.text)
    stated = (*(c for c in alone.stated if c.path not in (_HOME, _PROVIDERS, _LOCATION)), told)
    if alone.question != KEEP:
        return stated, tuple(act for act in alone.acts if act.kind not in _SUPPOSING)
    aside = tuple(act for act in alone.acts if act.start >= fact.end and act.kind in _ASIDE)
    same = any(c.path == _PROVIDERS and list(c.value or ()) == [fact.value] for c in reread(earlier[0]).what_if)
    return stated, (Act("keep", fact.start, fact.end, {} if same else {ANOTHER: True}), *aside)


def _not_let_go(scene: TextScene, named: Sequence[Fact]) -> list[Fact]:
    """The places named but those a clause of its own lets go: "the Philippines then, drop Armenia and Georgia"."""
    if len({str(fact.value) for fact in named}) < 2:
        return list(named)
    kept: list[Fact] = []
    for fact in named:
        first = last = _place(scene, fact).first
        while first > 0 and scene.words[first - 1].text not in _SIGNS:
            first -= 1
        while last + 1 < len(scene.words) and scene.words[last + 1].text not in _SIGNS:
            last += 1
        clause = Span(first, last)
        if not (said_of(scene, "decided_refused", clause) or scene.has(clause, "decline", *_TURNED_DOWN)):
            kept.append(fact)
    return kept


def _place(scene: TextScene, fact: Fact) -> Span:
    at = [k for k, word in enumerate(scene.words) if word.start < fact.end and fact.start < word.end]
    return Span(at[0], at[-1]) if at else Span(0, 0)


def _by_initials(scene: TextScene, earlier: Sequence[Told], reread: Reread) -> list[Fact]:
    """Places told of before by their first letters: "go with SA then", after South Africa was weighed."""
    said = {word.text: word for word in scene.words if word.text.isupper() and len(word.text) > 1}
    facts = [fact for told in earlier for fact in reread(told).facts if said and fact.kind == "country"]
    short = {"".join(part[0] for part in fact.text.split()).upper(): fact for fact in facts if " " in fact.text}
    return [
        replace(fact, start=said[name].start, end=said[name].end, text=name)
        for name, fact in short.items()
        if name in said
    ]


def _weighed(brief: Mapping[str, Any], earlier: Sequence[Told], reread: Reread) -> set[str]:
    """The places asked about since one was told last."""
    found: set[str] = set()
    for told in earlier[:_LATELY]:
        read = reread(told)
        if any(change.path in (_PROVIDERS, _HOME) for change in read.changes):
            break
        if {act.kind for act in read.acts} & _WEIGHING:
            found |= {str(fact.value) for fact in read.facts if fact.kind == "country"}
        found |= {str(value) for c in read.what_if if c.path == _PROVIDERS for value in c.value or ()}
    return found - {str(brief.get(_HOME)), *listed_in(brief, _PROVIDERS)}


def _of_customers(scene: TextScene, sentence: Span) -> bool:
    """ "No, our customers are in Chile"."""
    return scene.has(sentence, "driver", "home")


def _points(scene: TextScene, sentence: Span) -> bool:
    """Whether a sentence takes what it has named: "we know people in Morocco, so this one"."""
    found = vocabulary("decided").overlapping(scene.scene, sentence.first, sentence.last)
    return any(m.concept == "points_back" and m.last in sentence for m in found)


def _asks(scene: TextScene, sentence: Span) -> bool:
    said = [scene.words[at].lower for at in range(sentence.first, sentence.last + 1) if scene.words[at].is_word]
    opened = bool(set(said) & listed("supposing_openers")) or said[0] in listed("joins_supposed")
    return opened or scene.words[sentence.last].text == "?"


def _decides(scene: TextScene, sentence: Span, fact: Fact) -> bool:
    """Whether a short sentence settles on the place by a word of it, or says hardly more than the place itself."""
    place = _place(scene, fact)
    inside = range(sentence.first, sentence.last + 1)
    said = [at for at in inside if scene.words[at].is_word and scene.kind_at(at) != "country" and at not in place]
    others = [f for f in scene.facts_within(sentence) if f.value != fact.value]
    if len(said) > _WORDS or len(_not_let_go(scene, [fact, *(f for f in others if f.kind == "country")])) > 1:
        return False
    if any(f.kind != "country" for f in others):
        return False
    before = scene.words[place.first - 1].lower if place.first > sentence.first else ""
    if before in listed("denials_plain") or (not others and scene.has(sentence, *_TURNED_DOWN)):
        return False
    if others:  # of a clause of its own, that lets them go
        ends = [at for at in range(sentence.first, sentence.last + 1) if scene.words[at].text in _SIGNS]
        before_it = max((at for at in ends if at < place.first), default=sentence.first - 1)
        behind_it = min((at for at in ends if at > place.first), default=sentence.last + 1)
        said = [at for at in said if before_it < at < behind_it]
    words = {scene.words[at].lower for at in said}
    idle = listed("fillers") | turns() | listed("goes_on_words") | listed("seated") | listed("definite")
    idle |= listed("refusals") | listed("decides_on_place")
    if words <= idle:
        return bool(words & (listed("decides_on_place") | listed("refusals")) or not words)
    found = vocabulary("decided").overlapping(scene.scene, sentence.first, sentence.last)
    return any(m.concept in ("settles", "agrees") and m.last in sentence for m in found)
