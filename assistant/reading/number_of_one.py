"""A known volume said to be of one of several: "oops, 3,300 is for one club, and there are four".

So many of each, times as many as the message or one before it counts.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.in_brief import value_at
from assistant.reading.rate_words import period_forms
from assistant.reading.result import Change
from assistant.reading.reworded import Told
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene, look
from assistant.reading.told_as import told_as
from assistant.reading.word_lists import function_words, listed
from assistant.reading.workload import tidy

_MOST = 500  # shops, branches, clubs
_NOUN = 3  # words from "one" to what there is one of
_STEM = 4  # letters by which two forms of a noun are one


def number_of_one(
    scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any], earlier: Sequence[Told]
) -> list[Change]:
    """The changes with such a volume multiplied; as they are where nothing says of how many it is one."""
    if scene.text.rstrip().endswith("?"):
        return list(changes)
    for fact in (f for f in scene.facts if f.kind in ("number", "volume") and f.unit in (None, "times")):
        paths, _ = told_as(middle(fact.value), fact.per, brief)
        span = scene.span(fact)
        thing = _one_of(scene, span) if len(paths) == 1 else frozenset()
        if not thing:
            continue
        many = _how_many(scene, thing, span) or next(
            (told for each in earlier if (told := _how_many(look(each.text, scene.language), thing, None))), 0
        )
        known = value_at(brief, paths[0])
        if not 1 < many <= _MOST or not isinstance(known, int | float):
            continue
        kept = [c for c in changes if not c.path.endswith(("contacts_per_month", "agents")) and c.path != "industry"]
        return [*kept, Change("set", paths[0], tidy(known * many), fact.start, fact.end, fact.text)]
    return list(changes)


def _one_of(scene: TextScene, span: Span) -> frozenset[str]:
    """The noun after "for one", "per" or "each" behind a number."""
    sentence = scene.sentence_of(span.first)
    for at in range(span.last + 1, sentence.last + 1):
        if scene.words[at].lower not in listed("of_each_words") | listed("number_one"):
            continue
        for place in range(at + 1, min(sentence.last, at + _NOUN) + 1):
            word = scene.words[place]
            if not word.is_word or any(m.family == "contact" for m in scene.starting_at(place)):
                break
            if word.forms & period_forms().keys():
                break  # "1,200 is for one month"
            if word.lower not in function_words() and scene.kind_at(place) in (None, "number"):
                return word.forms
    return frozenset()


def _how_many(scene: TextScene, thing: frozenset[str], after: Span | None) -> float:
    """The number beside that noun, or beside "of them" and «их» behind the one of each."""
    for fact in scene.facts:
        number, span = middle(fact.value) if fact.kind == "number" else 0.0, scene.span(fact)
        if number <= 1 or fact.unit or (after is not None and span.first <= after.last):
            continue
        beside = [
            scene.words[at]
            for at in range(max(0, span.first - _NOUN), min(len(scene.words), span.last + _NOUN + 1))
            if at not in span and scene.words[at].is_word
        ]
        if any(_alike(word.forms, thing) for word in beside):
            return number
        if after is not None and any(word.lower in listed("of_them_words") for word in beside):
            return number
    return 0.0


def _alike(forms: frozenset[str], thing: frozenset[str]) -> bool:
    return any(a == b or (min(len(a), len(b)) > _STEM and a[:_STEM] == b[:_STEM]) for a in forms for b in thing)
