"""Periods with no "in" or "per", as learners of a language say them: "one day 80 call", «неделя 500 письмо»."""

from dataclasses import replace

from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.rate_words import period_forms
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed

_PERIODS = {"day": 86_400, "week": 7 * 86_400, "month": 365 * 86_400 // 12}
_BETWEEN = 2  # words between a period and its number: "one day is maybe 80 call", «день где-то 80 звонок»
_FEWEST = 3  # contacts


def with_learners_periods(scene: TextScene) -> TextScene:
    """The scene with such numbers of contacts as volumes."""
    found: dict[int, Fact] = {}
    gone: set[int] = set()
    for fact in scene.facts:
        if told := _period_before(scene, fact):
            unit, named = told
            value = {"value": fact.value, "per": unit}
            found[id(fact)] = replace(fact, kind="volume", value=value, per=unit, unit=None)
            gone |= {id(named)} if named is not None else set()
    if not found:
        return scene
    return scene.with_facts([found.get(id(f), f) for f in scene.facts if id(f) not in gone])


def _period_before(scene: TextScene, fact: Fact) -> tuple[str, Fact | None] | None:
    """The period named right before a number of contacts, and the fact that it is, if any."""
    span = scene.span(fact)
    if fact.kind != "number" or fact.unit or fact.per or fact.each or middle(fact.value) < _FEWEST:
        return None
    head, _ = scene.head(fact)
    after = scene.has(Span(span.last + 1, min(span.last + 1, len(scene.words) - 1)), "contact")
    if not after or (head is not None and head.family != "contact") or scene.has(_clause(scene, span), "call_part"):
        return None
    first = scene.sentence_of(span.first).first
    at = span.first - 1
    while at > first and span.first - at <= _BETWEEN and scene.words[at].lower in listed("learners_between"):
        at -= 1
    if at < first or not scene.words[at].is_word:
        return None
    named = scene.fact_at[at]
    unit = next((period_forms()[f] for f in sorted(_forms(scene, at)) if f in period_forms()), "")
    if unit not in _PERIODS:
        return None
    if named is not None:
        return (unit, named) if named.kind == "duration" and named.value == _PERIODS[unit] and not named.per else None
    led = at > first and scene.words[at - 1].is_word
    return None if led or scene.words[at].lower not in listed("learners_periods") else (unit, None)


def _forms(scene: TextScene, at: int) -> frozenset[str]:
    word = scene.words[at]
    return word.forms | {word.lower}


def _clause(scene: TextScene, span: Span) -> Span:
    return scene.clause_of(span, lambda word: word.text in ",;")
