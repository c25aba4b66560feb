"""Options a message sets side by side: several countries, all or only the chats, one's own people, a part or all to a
provider, a shared desk or a team, a bot or people (acts.yaml, `options`).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from assistant.reading.concepts import vocabulary
from assistant.reading.facts import Fact
from assistant.reading.in_brief import volumes_in
from assistant.reading.pieces import Piece
from assistant.reading.result import Act
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed, only_words

Option = dict[str, Any]

_SPLIT = re.compile(r"\b(\d{1,2}) ?%? ?(?:/|-|–|на|to|and|и|:) ?(\d{1,2})\b")
_ALL = 100
_NEAR = 2  # words between "only" and the channel
_BRIEFLY = 5  # words between two options that nothing but an "or" sets side by side
_SIGNS = frozenset("/,;:—–-()")
_ASKS_REASON = frozenset({"why_word", "merits", "how_to", "order"})
_WORK = ("own", "split", "provider")  # who does the work: of these two alone the verdict on one's own team speaks


@dataclass(frozen=True)
class _Named:
    """An option and the words it stands in."""

    option: Option
    first: int
    last: int


def options_named(scene: TextScene, parts: Sequence[Piece], brief: Mapping[str, Any]) -> tuple[Act, Span] | None:
    """The act of setting named options side by side, and the words they stand in; None where fewer than two are."""
    if not volumes_in(brief) and not any(fact.kind == "volume" for fact in scene.facts):
        return None
    for sentence in _places(scene, parts):
        found = sorted(_named(scene, sentence, brief), key=lambda each: (each.first, -each.last))
        named = _distinct(_qualified(scene, found))
        if not _compared(scene, named, parts, sentence):
            continue
        if not volumes_in(brief) and not _first_ordered(named, parts, sentence):
            continue
        marks = [m.first for part in parts for m in part.marks if m.concept == "compare" and m.first in sentence]
        asked = any(part.asked for part in parts if part.span.first in sentence)
        if not marks and not asked and scene.has(sentence, "vendor", "provider"):
            continue  # "fine: providers in Poland or Romania" tells where they may be
        labels = [m.first for m in scene.labels if m.family == "location" and m.last + 1 == named[0].first]
        first, last = min([*marks, *labels, named[0].first]), max(each.last for each in named)
        words = scene.words
        detail = {"options": [each.option for each in named]}
        return Act("compare", words[first].start, words[last].end, detail), Span(first, last)
    return None


def _places(scene: TextScene, parts: Sequence[Piece]) -> Iterator[Span]:
    """Where options may stand: a sentence, and with an order to compare also the one before it or the whole rest."""
    for sentence in scene.sentences:
        yield sentence
    for at, sentence in enumerate(scene.sentences):
        if any(m.concept == "compare" and m.first in sentence for part in parts for m in part.marks):
            yield Span(sentence.first, scene.sentences[-1].last)
            if at:
                yield Span(scene.sentences[at - 1].first, sentence.last)


def _named(scene: TextScene, span: Span, brief: Mapping[str, Any]) -> Iterator[_Named]:
    """The options of a part of the message, as they come."""
    for fact in (f for f in scene.facts if f.kind == "country"):
        place = scene.span(fact)
        if place.first in span and not _of_customers(scene, fact):
            yield _Named({"kind": "country", "country": str(fact.value)}, place.first, place.last)
    for label in (m for m in scene.labels if m.family == "location" and m.first in span):
        yield _Named({"kind": "location", "location": label.concept.rsplit(".", 1)[-1]}, label.first, label.last)
    for mention in vocabulary("acts", "options").overlapping(scene.scene, span.first, span.last):
        if mention.concept == "home" and not _one_more(scene, mention.first, brief):
            continue
        kind = "own" if mention.concept == "home" else mention.concept
        yield _Named({"kind": kind}, mention.first, mention.last)
    for channel, place in scene.channels:
        before = range(max(span.first, place.first - _NEAR), place.first)
        if place.first in span and any(scene.words[at].lower in only_words() for at in before):
            yield _Named({"kind": "channels", "channels": [channel]}, place.first, place.last)
    start, end = scene.words[span.first].start, scene.words[span.last].end
    for found in _SPLIT.finditer(scene.text, start, end):
        if int(found[1]) + int(found[2]) == _ALL:
            at = [k for k, word in enumerate(scene.words) if word.start < found.end() and found.start() < word.end]
            yield _Named({"kind": "split", "share": int(found[2]) / _ALL}, at[0], at[-1])


def _one_more(scene: TextScene, at: int, brief: Mapping[str, Any]) -> bool:
    """Whether "us" is one more option, "Peru and us", and neither whom it is all for nor the United States."""
    before = scene.words[at - 1].lower if at else ""
    return before in listed("alternatives") and brief.get("home_country") != "US"


def _of_customers(scene: TextScene, fact: Fact) -> bool:
    """ "Compare Poland and Romania, customers in Germany": the last is no option."""
    place = scene.span(fact)
    before = {scene.words[at].lower for at in range(max(0, place.first - 3), place.first)}
    return bool(before & listed("customers_of"))


def _qualified(scene: TextScene, named: list[_Named]) -> list[_Named]:
    """Without what only says more of another option: "nearshore Portugal", "all with our own people"."""
    kept: list[_Named] = []
    countries = sum(each.option["kind"] == "country" for each in named)
    for at, each in enumerate(named):
        following = named[at + 1] if at + 1 < len(named) else None
        beside = scene.words[each.last + 1].lower if each.last + 1 < len(scene.words) else ""
        apart = beside in _SIGNS or beside in listed("alternatives")
        if each.option["kind"] == "location" and countries and not (apart and countries < len(named)):
            continue
        if each.option["kind"] == "location" and countries > 1 and not apart:
            continue
        if each.option["kind"] in ("all", "people") and following and following.first == each.last + 1:
            continue
        if any(each.first <= other.last and other.first <= each.last for other in kept):
            continue
        kept.append(each)
    return kept


def _distinct(named: list[_Named]) -> list[_Named]:
    kept: list[_Named] = []
    for each in named:
        if all(each.option != other.option for other in kept):
            kept.append(each)
    who = [each for each in kept if each.option["kind"] in _WORK]
    # A provider, a whole or a part mean something only beside another way of sharing the work.
    if not any(each.option["kind"] in ("own", "split") for each in who) or len(who) < 2:
        kept = [each for each in kept if each.option["kind"] not in ("split", "provider")]
    if not any(each.option["kind"] == "channels" for each in kept) and len(who) < 2:
        kept = [each for each in kept if each.option["kind"] != "all"]
    return kept


def _compared(scene: TextScene, named: list[_Named], parts: Sequence[Piece], place: Span) -> bool:
    """Whether the options are set side by side, and not told, or asked about for their own sake."""
    if len(named) < 2:
        return False
    kinds = {each.option["kind"] for each in named}
    if kinds <= {"own", "provider", "people"} or kinds == {"people"}:
        return False  # the verdict on one's own team says more
    around = [part for part in parts if part.span.first <= named[-1].last and part.span.last >= named[0].first]
    concepts = {concept for part in parts if part.span.first in place for concept in part.kinds}
    if any(part.kinds & _ASKS_REASON for part in around):
        return False
    if "compare" in concepts:
        return True
    between = [_between(scene, one, other) for one, other in pairwise(named)]
    beside = all(len(said - _SIGNS) <= _BRIEFLY and said & (listed("alternatives") | _SIGNS) for said in between)
    chosen = any(said & (listed("or_words") | listed("option_turns")) or "/" in said for said in between)
    asked = any(part.asked for part in around) or bool(concepts & {"better", "choice", "cost_word", "advise"})
    alone = sum(word.is_word for word in scene.words) <= 2 * len(named) + 2
    return beside and chosen and (asked or alone)


def _first_ordered(named: Sequence[_Named], parts: Sequence[Piece], place: Span) -> bool:
    """Whether places are ordered to be compared along with a case that is only being told."""
    ordered = any(m.concept == "compare" and m.first in place for part in parts for m in part.marks)
    return ordered and {each.option["kind"] for each in named} <= {"country", "location"}


def _between(scene: TextScene, one: _Named, other: _Named) -> frozenset[str]:
    return frozenset(scene.words[at].lower for at in range(one.last + 1, other.first))
