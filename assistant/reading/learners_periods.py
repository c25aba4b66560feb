"""Periods with no "in" or "per", as learners and hurried people say them: "one day 80 call", «20 звонков день».

The period stands before the number, between the contacts and the number («писем день 60») or behind them; it may be an
ordinary one: «обычный день 30 звонков 50 ватсапов». A number of contacts that follows in the same breath has it too.
"""

from collections.abc import Iterator
from dataclasses import replace

from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.rate_words import period_forms
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import conjunctions, listed
from assistant.reading.words import parts_of_speech

_PERIODS = {"day": 86_400, "week": 7 * 86_400, "month": 365 * 86_400 // 12}
_BETWEEN = 2  # words between a period and its number: "one day is maybe 80 call", «день где-то 80 звонок»
_FEWEST = 3  # contacts
_LISTED = 3  # words between the contacts of one number and the next number of their list
_GOES_ON = frozenset({"PREP", "CONJ", "VERB", "ADVB", "NPRO", "INFN"})  # what may follow a period that is no adjective

_Told = tuple[str, float, Fact | None]  # the period, the number, the fact that the period was taken for


def with_learners_periods(scene: TextScene) -> TextScene:
    """The scene with such numbers of contacts as volumes."""
    found: dict[int, Fact] = {}
    gone: set[int] = set()
    for fact in scene.facts:
        if told := _period_before(scene, fact) or _period_after(scene, fact) or _period_between(scene, fact):
            unit, number, named = told
            found[id(fact)] = _volume(fact, unit, fact.value if fact.kind == "number" else number)
            gone |= {id(named)} if named is not None else set()
    if not found:
        return scene
    for fact, unit in _of_their_lists(scene, found):
        found[id(fact)] = _volume(fact, unit, fact.value)
    return scene.with_facts([found.get(id(f), f) for f in scene.facts if id(f) not in gone])


def _volume(fact: Fact, unit: str, number: object) -> Fact:
    return replace(fact, kind="volume", value={"value": number, "per": unit}, per=unit, unit=None)


def _plain_number(fact: Fact) -> bool:
    bare = fact.kind == "number" and not fact.unit and not fact.per and not fact.each
    return bare and middle(fact.value) >= _FEWEST


def _period_before(scene: TextScene, fact: Fact) -> _Told | None:
    """The period named right before a number of contacts, and the fact that it is, if any."""
    span = scene.span(fact)
    if not _plain_number(fact):
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
    named, unit = scene.fact_at[at], _unit(scene, at)
    if unit not in _PERIODS:
        return None
    number = middle(fact.value)
    if named is not None:
        return (unit, number, named) if _one_period(named) == unit else None
    led = scene.words[at - 1] if at > first and scene.words[at - 1].is_word else None
    if led is not None and not led.forms & listed("learners_usual"):
        return None
    return (unit, number, None) if scene.words[at].lower in listed("learners_periods") else None


def _period_after(scene: TextScene, fact: Fact) -> _Told | None:
    """«20 звонков день», «звонки 100 день», "40 calls day": the period behind the contacts or their number."""
    span = scene.span(fact)
    if fact.kind == "duration" and (told := _many_of_one(scene, fact)):
        return told if _contacts_end_at(scene, span.first - 1) and _closes(scene, span.last + 1) else None
    if not _plain_number(fact):
        return None
    head, _ = scene.head(fact)
    if head is not None and head.family == "contact" and head.first > span.last:
        at = head.last + 1
    elif head is None and _contacts_end_at(scene, span.first - 1):
        at = span.last + 1
    else:
        return None
    unit = _bare_period(scene, at)
    return (unit, middle(fact.value), None) if unit and _closes(scene, at + 1) else None


def _period_between(scene: TextScene, fact: Fact) -> _Told | None:
    """«Звонок день 150 приходит», "calls day 80, emails day 30": contacts, period and number in a row."""
    span = scene.span(fact)
    if not _plain_number(fact) or span.first < 2:
        return None
    taken = scene.fact_at[span.first - 1]
    unit = _one_period(taken) if taken is not None else _bare_period(scene, span.first - 1)
    first = scene.span(taken).first if taken is not None else span.first - 1
    named = unit and _contacts_end_at(scene, first - 1)
    return (unit, middle(fact.value), taken) if named and _closes(scene, span.last + 1) else None


def _many_of_one(scene: TextScene, fact: Fact) -> _Told | None:
    """ "100 day": a number beside a noun that counts one, and so no length of time; "21 день" may be one."""
    last = scene.words[scene.span(fact).last]
    if fact.unit not in _PERIODS or fact.per or last.lower not in listed("learners_periods"):
        return None
    number = middle(fact.value) / _PERIODS[str(fact.unit)]
    return (str(fact.unit), round(number), None) if number >= _FEWEST and round(number) % 10 != 1 else None


def _one_period(fact: Fact) -> str:
    """The period that a length of time is one of, or none."""
    one = fact.kind == "duration" and not fact.per and fact.unit in _PERIODS and fact.value == _PERIODS[fact.unit]
    return str(fact.unit) if one else ""


def _bare_period(scene: TextScene, at: int) -> str:
    if at >= len(scene.words) or scene.fact_at[at] is not None:
        return ""
    unit = _unit(scene, at) if scene.words[at].lower in listed("learners_periods") else ""
    return unit if unit in _PERIODS else ""


def _contacts_end_at(scene: TextScene, at: int) -> bool:
    if at < 0:
        return False
    return any(m.family == "contact" for m in scene.ending_at(at)) or any(p.last == at for _, p in scene.channels)


def _closes(scene: TextScene, at: int) -> bool:
    """Nothing that a period may be a part of follows, as in "50 calls day one", «звонки день открытия»."""
    if at >= len(scene.words) or not scene.words[at].is_word or scene.fact_at[at] is not None:
        return True
    word = scene.words[at]
    known = word.lower in conjunctions() | listed("learners_between") | listed("learners_after")
    return known or bool(parts_of_speech(word.lower) & _GOES_ON) or _contacts_end_at(scene, at)


def _of_their_lists(scene: TextScene, found: dict[int, Fact]) -> Iterator[tuple[Fact, str]]:
    """Numbers of contacts right behind such a volume: the 50 of «обычный день 30 звонков 50 ватсапов»."""
    last, unit = -1, ""
    for fact in scene.facts:
        span = scene.span(fact)
        if id(fact) in found:
            head, _ = scene.head(fact)
            last, unit = max(span.last, head.last if head is not None else 0), str(found[id(fact)].per)
            continue
        if fact.kind == "channel" or not unit:
            continue
        near = 0 <= span.first - last - 1 <= _LISTED and span.first in scene.sentence_of(last)
        head, _ = scene.head(fact) if near and _plain_number(fact) else (None, False)
        if head is None or head.family != "contact" or head.first < span.first:
            unit = ""
            continue
        yield fact, unit
        last = head.last


def _unit(scene: TextScene, at: int) -> str:
    return next((period_forms()[f] for f in sorted(_forms(scene, at)) if f in period_forms()), "")


def _forms(scene: TextScene, at: int) -> frozenset[str]:
    word = scene.words[at]
    return word.forms | {word.lower}


def _clause(scene: TextScene, span: Span) -> Span:
    return scene.clause_of(span, lambda word: word.text in ",;")
