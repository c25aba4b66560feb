"""People who answer today and whom no number counts: "it's me and my wife", «отвечаем мы с мамой».

Those named together with the speaker are counted one by one, and a number among them with what it counts; so are those
told by their given names, «на звонках Оля и Таня». One person alone is no team, nor is a firm or a department that
answers.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.concepts import vocabulary
from assistant.reading.in_brief import value_at
from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import conjunctions, listed
from assistant.reading.words import is_given_name
from assistant.reading.workload import tidy

_OURS, _WANTED = "in_house.agents", "agents"
_PEOPLE = frozenset({"agent", "person"})
_ANSWERING = ("copes", "support", "doers", "in_support")
_ADJECTIVES = 2  # words between "my" and whom it is about
_FAR = 5  # words after the people among which it is said what they do
_NEXT = 3  # …where that begins at most so far behind them
_MOST = 9  # people told one by one


def with_people_named(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> tuple[Change, ...]:
    """The changes with the people of today whom a message names and does not count."""
    kept = tuple(changes)
    if value_at(brief, _OURS, None) or _WANTED in brief:
        return kept
    own = [c for c in kept if c.path == _OURS]
    told = _together(scene)
    if own and not (told and all(_overlap(c, told) for c in own)):  # the two of "me and two students" are not all
        return kept
    if told is None or _two_clauses(told.text):
        return kept
    return (*(c for c in kept if c not in own and not (c.path == _WANTED and _overlap(c, told))), told)


def _two_clauses(text: str) -> bool:
    """ "I got it from a colleague, and I would …": a comma before the conjunction begins another clause."""
    signs = re.compile(rf",\s+(?:{'|'.join(sorted(conjunctions()))})\s", re.IGNORECASE)
    return signs.search(text) is not None


def _overlap(one: Change, other: Change) -> bool:
    return one.start < other.end and other.start < one.end


def _together(scene: TextScene) -> Change | None:
    at = 0
    while at < len(scene.words):
        people = _listed(scene, at)
        if people is None:
            at += 1
            continue
        count, last, parts, speaks = people
        told = Span(at, last)
        ours = ((speaks or _of_desk(scene, at)) and _answer(scene, told)) or _by_given_names(scene, told)
        if parts > 1 and 1 < count <= _MOST and ours:
            return _change(scene, count, told)
        at = last + 1
    return None


def _listed(scene: TextScene, at: int) -> tuple[float, int, int, bool] | None:
    """How many people are named in a row from a word on, the last word, how many parts, and whether one is "me"."""
    count, parts, speaks, last = 0.0, 0, False, at - 1
    while (one := _named(scene, last + 1, parts)) is not None:
        more, last, me = one
        count, parts, speaks = count + more, parts + 1, speaks or me
        after = _past_joint(scene, last + 1)
        if parts == 1 and count > 1 and (names := _as_many_names(scene, after, count)):
            return count, names, parts + 1, speaks
        if after == last + 1 or _named(scene, after, parts) is None:
            break
        last = after - 1
    return (count, last, parts, speaks) if parts else None


def _as_many_names(scene: TextScene, at: int, count: float) -> int | None:
    """The last of as many names as people were counted before them: "two girls, Sue and Pat" are two."""
    named, last = 0, at - 1
    while last + 1 < len(scene.words) and _given_name(scene, last + 1):
        named, last = named + 1, last + 1
        after = _past_joint(scene, last + 1)
        if after == last + 1 or after >= len(scene.words) or not _given_name(scene, after):
            break
        last = after - 1
    return last if named == count else None


def _past_joint(scene: TextScene, at: int) -> int:
    while at < len(scene.words) and (scene.words[at].text in ",+&" or scene.words[at].lower in listed("people_joined")):
        at += 1
    return at


def _named(scene: TextScene, at: int, parts: int) -> tuple[float, int, bool] | None:
    """One or several people told from a word on: how many, the last word, whether it is the speaker."""
    if at >= len(scene.words) or (not scene.words[at].is_word and scene.fact_at[at] is None):
        return None
    word, fact = scene.words[at], scene.fact_at[at]
    if word.lower in listed("speaker"):
        return 1.0, at, True
    if fact is not None and fact.kind == "number" and not fact.unit and 1 <= middle(fact.value) <= _MOST:
        last = _person_after(scene, scene.span(fact).last + 1)
        if last is not None:
            return middle(fact.value), last, False
        return (middle(fact.value), scene.span(fact).last, False) if parts and _ends(scene, scene.span(fact)) else None
    if fact is not None:
        return None
    if word.lower in listed("one_of_ours"):
        last = _person_after(scene, at + 1)
        return (1.0, last, False) if last is not None and not _plural(scene, last) else None
    if (_close(scene, at) and not _plural(scene, at)) or _given_name(scene, at):
        return 1.0, at, False
    return (1.0, at, False) if _name(scene, at) else None


def _name(scene: TextScene, at: int) -> bool:
    """A word in a capital letter that is no vocabulary's; at the beginning of a sentence one that is joined to "me"."""
    word = scene.words[at]
    if not word.text[:1].isupper() or word.text.isupper() or scene.starting_at(at):
        return False
    joined = at + 2 < len(scene.words) and scene.words[at + 1].lower in listed("people_joined")
    return at not in _starts(scene) or (joined and scene.words[at + 2].lower in listed("speaker"))


def _given_name(scene: TextScene, at: int) -> bool:
    word = scene.words[at]
    capital = word.text[:1].isupper() and not word.text.isupper()
    return capital and (word.lower in listed("first_names") or is_given_name(word.lower))


def _by_given_names(scene: TextScene, people: Span) -> bool:
    """Whether people told by their given names alone are said to answer, on either side of them, and no one asks."""
    sentence = scene.sentence_of(people.first)
    named = [at for at in range(people.first, people.last + 1) if scene.words[at].text[:1].isupper()]
    if not named or not all(_given_name(scene, at) for at in named) or scene.words[sentence.last].text == "?":
        return False
    others = scene.inside(sentence, ("wanted", "seeks", "vendor", "past", "home_life"))
    if any(m.first not in people for m in others):  # the "with" of «Ирина с Наташей» is no wish
        return False
    before = Span(max(sentence.first, people.first - _NEXT), max(sentence.first, people.first - 1))
    behind = Span(people.last, min(people.last + _FAR + _NEXT, sentence.last))
    at_work = any(scene.inside(part, (*_ANSWERING, "in_support")) for part in (before, behind))
    said = {w.lower for part in (before, behind) for w in scene.words[part.first : part.last + 1]}
    return at_work or bool(said & listed("people_at_work"))


def _starts(scene: TextScene) -> frozenset[int]:
    return frozenset(sentence.first for sentence in scene.sentences)


def _ends(scene: TextScene, span: Span) -> bool:
    after = span.last + 1
    return after >= len(scene.words) or not scene.words[after].is_word


def _person_after(scene: TextScene, at: int) -> int | None:
    for last in range(at, min(at + _ADJECTIVES + 1, len(scene.words))):
        if not scene.words[last].is_word or scene.fact_at[last] is not None:
            return None
        if _close(scene, last) or any(m.family in _PEOPLE and m.first == m.last for m in scene.starting_at(last)):
            return last
    return None


def _close(scene: TextScene, at: int) -> bool:
    return vocabulary("own_team").ends_at(scene.scene, at).get("close_person") == at


def _plural(scene: TextScene, at: int) -> bool:
    word = scene.words[at].lower
    return scene.language == "en" and word.endswith("s") and word not in ("boss",)


def _of_desk(scene: TextScene, at: int) -> bool:
    """ "The office is Orly plus a temp"."""
    before = scene.words[max(scene.sentence_of(at).first, at - 3) : at]
    is_so = bool(before) and (before[-1].lower in listed("people_led") or before[-1].text in ":—–")
    return is_so and any(w.lower in listed("centres") or w.lower in listed("desks") for w in before)


def _answer(scene: TextScene, people: Span) -> bool:
    """They are all there is, or it is said that they answer."""
    sentence = scene.sentence_of(people.first)
    if scene.has(sentence, "wanted", "seeks", "vendor", "past", "home_life"):
        return False
    led = people.first > sentence.first and scene.words[people.first - 1].lower in listed("people_led")
    doing = scene.inside(Span(people.first, min(people.last + _FAR, sentence.last)), _ANSWERING)
    return led or any(m.first - people.last <= _NEXT for m in doing)  # "my wife and I run a clinic, the phone rings"


def _change(scene: TextScene, count: float, span: Span) -> Change:
    start, end = scene.words[span.first].start, scene.words[span.last].end
    return Change("set", _OURS, tidy(count), start, end, scene.text[start:end])
