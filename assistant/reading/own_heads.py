"""Whose the people are that a message counts: the buyer's own, those asked of a provider, or neither.

"We have sixty people", "210 agents in total", "120 FTE" are the team of today; people who would transfer to a provider,
and the fewest that a vendor sells, are nobody's team.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.changes import set_field
from assistant.reading.facts import Fact
from assistant.reading.judged_heads import not_ours
from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed
from assistant.reading.workload import tidy

_OURS, _WANTED = "in_house.agents", "agents"
_PEOPLE = frozenset({"agent", "person"})
_AHEAD, _BEHIND = 4, 8  # words after and before a number that say whose the people are
_SERVED, _VERB = 6, 3  # words behind a number to what its people answer, and to the verb
_HELD = 3  # words from "we have" to the number, itself counted
_SPOKEN_FOR = ("wanted", "seeks", "outsourced", "outside_people", "vendor", "quote", "quote_from")


def with_own_heads(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> tuple[Change, ...]:
    """The changes with heads given to whose they are, and with those of today that nothing else took."""
    kept = [c for c in changes if c.path not in (_OURS, _WANTED) or not _nobodys(scene, c)]
    own = next((c for c in kept if c.path == _OURS), None)
    wanted = next((c for c in kept if c.path == _WANTED and c.op == "set" and c.end > c.start), None)
    if wanted is not None and _WANTED not in brief and (span := _span(scene, wanted)) and _of_today(scene, span):
        kept = [c for c in kept if c is not wanted]
        kept += [] if own is not None else [replace(wanted, path=_OURS)]
        return tuple(kept)
    if own is None and wanted is None and _OURS not in _flat(brief):
        kept += _left_out(scene, kept)
    if own is not None and own in kept and (serving := _of_whom(scene, own, kept)) is not None:
        kept = [serving if c is own else c for c in kept]
    return tuple(kept)


def _of_whom(scene: TextScene, own: Change, changes: Sequence[Change]) -> Change | None:
    """ "There are nine of us but only two do the phones", "8 people: 3 on chat, 2 on phones": those who serve.

    "20 people in support, 12 on phones" are all of them the team.
    """
    span = _span(scene, own)
    if span is None:
        return None
    said = range(span.last + 1, min(span.last + _VERB, len(scene.words) - 1) + 1)
    last = next((at - 1 for at in said if not scene.words[at].is_word), max(said, default=span.last))
    first = max(scene.sentence_of(span.first).first, span.first - _HELD)
    if scene.has(Span(first, last), "support") or scene.has(Span(span.first, last), "agent"):
        return None
    serving = [fact for fact in scene.facts if fact.start >= own.end and _of_them(scene, fact, changes)]
    heads = sum(middle(fact.value) for fact in serving)
    return set_field(_OURS, tidy(heads), serving[0]) if 0 < heads < own.value else None


def _of_them(scene: TextScene, fact: Fact, changes: Sequence[Change]) -> bool:
    """Whether a number counts people who serve a channel, and is nothing else."""
    taken = any(c.start < fact.end and fact.start < c.end for c in changes)
    head = scene.head(fact)[0]
    people = head is not None and head.family in _PEOPLE
    counted = fact.kind == "number" and not fact.unit and (head is None or people)
    counted = counted or (fact.kind == "volume" and people)  # «двое, 30 звонков в день»
    return counted and not taken and _serve(scene, scene.span(fact))


def _serve(scene: TextScene, span: Span) -> bool:
    """ "Two answer the phones", "three on chat"; «на телефоне двое»."""
    sentence = scene.sentence_of(span.first)
    behind = Span(span.last + 1, min(sentence.last, span.last + _SERVED))
    verb = next((at for at in range(behind.first, behind.last + 1) if scene.words[at].forms & listed("serves")), None)
    if verb is not None and verb <= span.last + _VERB:
        return any(place.first in behind for _, place in scene.channels)
    led = [p for _, p in scene.channels if p.first and scene.words[p.first - 1].lower in listed("sits_on")]
    return any(place.first - 1 == span.last + 1 or place.last + 1 == span.first for place in led)


def _flat(brief: Mapping[str, Any]) -> set[str]:
    own = brief.get("in_house")
    return {f"in_house.{key}" for key in own} if isinstance(own, Mapping) else set()


def _span(scene: TextScene, change: Change) -> Span | None:
    places = [at for at, word in enumerate(scene.words) if word.start < change.end and change.start < word.end]
    return Span(places[0], places[-1]) if places else None


def _near(scene: TextScene, span: Span) -> Span:
    sentence = scene.sentence_of(span.first)
    return Span(max(sentence.first, span.first - _BEHIND), min(sentence.last, span.last + _AHEAD))


def _nobodys(scene: TextScene, change: Change) -> bool:
    """ "22 of our staff would transfer", "min 20 FTE" of a vendor."""
    span = _span(scene, change) if change.op == "set" and change.end > change.start else None
    if span is None:
        return False
    near = scene.words[_near(scene, span).first : _near(scene, span).last + 1]
    if any(w.lower in listed("people_moving") or w.forms & listed("people_moving") for w in near):
        return True
    sentence = scene.sentence_of(span.first)
    least = any(w.lower in listed("fewest_sold") for w in scene.words[max(0, span.first - 3) : span.first])
    priced = any(f.kind == "money" for f in scene.facts_within(sentence))
    return least and priced and scene.has(sentence, "vendor", "quote", "quote_from")


def _of_today(scene: TextScene, span: Span) -> bool:
    """The people are said to be there, and nobody is said to want them."""
    near = _near(scene, span)
    before = Span(near.first, min(span.last + 1, near.last))
    words = scene.words[near.first : near.last + 1]
    strained = any({w.lower, *w.forms} & listed("strained_today") for w in words)
    if strained and not _asked_for(scene, near):
        return True
    if not_ours(scene.judged, span) or scene.has(before, *_SPOKEN_FOR) or _asked_for(scene, near):
        return False
    possessed = any(
        w.lower in listed("held_by_us") for w in scene.words[max(near.first, span.first - _HELD) : span.first]
    )
    measured = any({w.lower, *w.forms} & listed("measures_of_today") for w in words)
    return possessed or measured


def _asked_for(scene: TextScene, near: Span) -> bool:
    words = scene.words[near.first : near.last + 1]
    return any(w.lower in listed("asks_for_people") or w.forms & listed("asks_for_people") for w in words)


def _left_out(scene: TextScene, changes: Sequence[Change]) -> list[Change]:
    """People of today whom nothing else took: "120 FTE voice", "our centre has 40 people"."""
    for fact in scene.facts:
        if not _whole(fact) or any(c.start < fact.end and fact.start < c.end for c in changes):
            continue
        span = scene.span(fact)
        head = scene.head(fact)[0]
        if head is None or head.family not in _PEOPLE or scene.has(scene.sentence_of(span.first), *_SPOKEN_FOR):
            continue
        if not_ours(scene.judged, span):
            continue
        told = set_field(_OURS, tidy(middle(fact.value)), fact)
        by_measure = scene.words[head.last].lower in listed("fte_words")
        if (
            not _nobodys(scene, told)
            and (by_measure or _centre_has(scene, span))
            and not _asked_for(scene, _near(scene, span))
        ):
            return [told]
    return []


def _centre_has(scene: TextScene, span: Span) -> bool:
    """ "Our reservation centre in Dublin has 40 people"."""
    near = _near(scene, span)
    words = [w.lower for w in scene.words[near.first : span.first]]
    return any(w in listed("centres") for w in words) and any(w in listed("held_by_us") for w in words)


def _whole(fact: Fact) -> bool:
    return fact.kind == "number" and not fact.unit and isinstance(fact.value, int | float) and fact.value >= 1
