"""Shares said without a sign of per cent: "60% email, 30 chat and the rest phone", «телефон 60, чат 25, почта 15»."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import left_from

_BESIDE = 0.45  # how far a share may stand from its channel
_WHOLE = 100.0
_BASES = (10, 5, 20, 100)  # wholes that parts are counted out of: "out of every ten"


def with_shares(scene: TextScene, brief: Mapping[str, Any]) -> TextScene:
    """The scene with bare numbers read as percentages where they make a whole with the shares beside them."""
    replaced = _rests(scene)
    inside: dict[Span, list[Fact]] = {}
    named: dict[Span, list[Span]] = {}
    for fact in scene.facts:
        inside.setdefault(scene.sentence_of(scene.span(fact).first), []).append(fact)
    for _, place in scene.channels:
        named.setdefault(scene.sentence_of(place.first), []).append(place)
    for sentence, places in named.items():
        if len(places) > 1:
            replaced.update(_unsigned(scene, sentence, brief, inside.get(sentence, []), places))
    if not replaced:
        return scene
    return scene.with_facts([replaced.get(id(f), f) for f in scene.facts])


def with_parts(scene: TextScene) -> TextScene:
    """The scene with "of every ten, six call, three e-mail and one chats" read as the shares they come to."""
    replaced: dict[int, Fact] = {}
    for fact in scene.facts:
        if fact.kind != "percent" or not isinstance(fact.value, int | float) or not 0 < fact.value < _WHOLE:
            continue
        if "%" in fact.text:
            continue  # «90 % диалогов за 45 секунд, длительность одного диалога»
        sentence = scene.sentence_of(scene.span(fact).first)
        named = [place for _, place in scene.channels if place.first in sentence]
        later = [f for f in scene.facts if f.start > fact.end and scene.span(f).first in sentence]
        parts = [f for f in later if f.kind in ("number", "volume") and _beside(scene, f, named)]
        if not parts or len(parts) + 1 > len(named):
            continue
        for base in _BASES:
            if abs(fact.value * base / _WHOLE + sum(map(_number, parts)) - base) < 0.01:
                replaced[id(fact)] = replace(fact, unit="part")
                for part in parts:
                    share = _number(part) * _WHOLE / base
                    replaced[id(part)] = replace(part, kind="percent", value=share, unit="part")
                break
    return scene.with_facts([replaced.get(id(f), f) for f in scene.facts]) if replaced else scene


def with_moves(scene: TextScene) -> TextScene:
    """The scene with "raise it from 25 to 30" read as the 30 it comes to, no range."""
    moved = {id(f): _arrived(f) for f in scene.facts if _moves(scene, f)}
    return scene.with_facts([moved.get(id(f), f) for f in scene.facts]) if moved else scene


def _moves(scene: TextScene, fact: Fact) -> bool:
    value = fact.value.get("value") if fact.kind == "volume" else fact.value
    if fact.kind not in ("number", "volume", "percent", "duration"):
        return False
    if not isinstance(value, dict) or "high" not in value:
        return False
    first = scene.span(fact).first
    opener = scene.words[first - 1].lower if first else ""
    leads = scene.words[first].lower in left_from() or opener in left_from()
    families = ("growth", "afresh", "decline", *(() if fact.kind == "duration" else ("move",)))  # "take 5 to 7 minutes"
    return leads and scene.has(scene.sentence_of(first), *families)


def _arrived(fact: Fact) -> Fact:
    if fact.kind == "volume":
        return replace(fact, value={**fact.value, "value": fact.value["value"]["high"]})
    return replace(fact, value=fact.value["high"])


def _unsigned(
    scene: TextScene, sentence: Span, brief: Mapping[str, Any], inside: Sequence[Fact], places: Sequence[Span]
) -> dict[int, Fact]:
    signed = [f for f in inside if f.kind == "percent" and _beside(scene, f, places)]
    bare = [f for f in inside if _may_be_share(f) and _beside(scene, f, places)]
    if not bare or len(bare) + len(signed) < 2 or len(bare) + len(signed) > len(places):
        return {}
    total = sum(_number(f) for f in (*bare, *signed))
    whole = abs(total - _WHOLE) < 0.01
    rest = scene.has(sentence, "rest") and total < _WHOLE
    if not ((whole or rest) if signed else (whole and _has_total(scene, sentence, brief))):
        return {}
    if not whole and any(f.kind == "volume" and not _of_list(scene, f) for f in bare):
        return {}
    return {id(f): _as_percent(scene, f) for f in bare}


def _may_be_share(fact: Fact) -> bool:
    value = _number(fact)
    if value == 1 and not fact.text.isdecimal():
        return False  # «60 % по телефону, остальное в чате, один звонок минут пять»
    return fact.kind in ("number", "volume") and not fact.unit and 0 < value < _WHOLE


def _rests(scene: TextScene) -> dict[int, Fact]:
    """ "62 percent are chats; the other 38 are calls": what is left of a whole, said without its sign."""
    found: dict[int, Fact] = {}
    for fact in scene.facts:
        first = scene.span(fact).first
        if not _may_be_share(fact) or not any(m.family == "rest" for m in scene.ending_at(first - 1)):
            continue
        near = scene.sentences_before(scene.sentence_of(first), 1)
        told = [f for f in scene.facts_within(Span(near[-1].first, first - 1)) if f.kind == "percent"]
        if told and abs(sum(map(_number, (*told, fact))) - _WHOLE) < 0.01:
            found[id(fact)] = _as_percent(scene, fact)
    return found


def _of_list(scene: TextScene, fact: Fact) -> bool:
    """The volume names its channel: it is one of a list, and has its period from it or gives it to the list."""
    return bool(scene.channels_within(scene.span(fact)))


def _number(fact: Fact) -> float:
    value = fact.value.get("value") if fact.kind == "volume" else fact.value
    return float(value) if isinstance(value, int | float) else _WHOLE * 10


def _beside(scene: TextScene, fact: Fact, places: Sequence[Span]) -> bool:
    span = scene.span(fact)
    for place in places:
        gap = (
            scene.distance(place.last, span.first)
            if place.first < span.first
            else scene.distance(span.last, place.first)
        )
        if place.first in span or gap <= _BESIDE:
            return True
    return False


def _has_total(scene: TextScene, sentence: Span, brief: Mapping[str, Any]) -> bool:
    if isinstance(brief.get("contacts_per_month"), int | float):
        return True
    return any(f.kind == "volume" and _number(f) >= _WHOLE and not _of_list(scene, f) for f in scene.facts)


def _as_percent(scene: TextScene, fact: Fact) -> Fact:
    span = scene.span(fact)
    last = span.first
    while last < span.last and not any(m.first == last + 1 for _, m in scene.channels):
        last += 1
    end = scene.words[last].end
    return replace(
        fact, kind="percent", value=_number(fact), end=end, text=scene.text[fact.start : end], per=None, each=None
    )
