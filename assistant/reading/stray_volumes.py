"""Numbers beside contacts that are no volume of the month: "3 chats at the same time", "900 of the 18,000", "1.3x"."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.in_brief import value_at, volumes_in
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.told_figures import said
from assistant.reading.word_lists import listed
from assistant.reading.workload import tidy

_NEAR = 6  # words around a number among which "at once" stands
_SEVERAL = 10  # chats one agent may have at once, at most
_LINES = 300  # calls one system may take at once
_OF = 6  # words from a part to the whole it is of
_WORDS = 3  # of a message that tells nothing but how many times
_PEAKS = (1.0, 5.0)  # between which such a number is a peak
_ROUNDED = 0.01


def without_stray_volumes(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes without volumes that only look like them; so many times and nothing else is the peak."""
    kept: list[Change] = []
    for change in changes:
        fact = next((f for f in scene.facts if f.start == change.start), None) if _volume(change) else None
        if fact is None or change.end <= change.start:
            kept.append(change)
        elif fact.unit == "times" and _alone(scene) and _PEAKS[0] < middle(fact.value) <= _PEAKS[1]:
            value = tidy(middle(fact.value))
            kept += (
                []
                if any(c.path == "peak_factor" for c in kept)
                else [Change("set", "peak_factor", value, fact.start, fact.end, fact.text)]
            )
        elif not (
            _at_once(scene, fact)
            or _part_of_known(scene, fact, brief)
            or _sum_of_money(scene, fact)
            or _number_of_line(scene, fact)
            or _missed_of_known(scene, fact, value_at(brief, change.path))
        ):
            kept.append(change)
    return kept


def _volume(change: Change) -> bool:
    return change.op == "set" and change.path.endswith("contacts_per_month")


def _alone(scene: TextScene) -> bool:
    return sum(word.is_word or word.is_digits for word in scene.words) <= _WORDS and len(scene.facts) == 1


def _at_once(scene: TextScene, fact: Fact) -> bool:
    """ "Agents take 3 chats at the same time", «ведут по три чата параллельно»."""
    by_phone = any(
        channel == "phone" for channel, _ in scene.channels_within(scene.sentence_of(scene.span(fact).first))
    )
    if fact.kind != "number" or middle(fact.value) > (_LINES if by_phone else _SEVERAL):
        return False
    span = scene.span(fact)
    sentence = scene.sentence_of(span.first)
    near = Span(max(sentence.first, span.first - _NEAR), min(sentence.last, span.last + _NEAR))
    return scene.has(near, "at_once")


def _part_of_known(scene: TextScene, fact: Fact, brief: Mapping[str, Any]) -> bool:
    """ "About 900 calls a month of the 18,000": a part of a volume known, which stays what it is."""
    known = volumes_in(brief).values()
    span = scene.span(fact)
    for whole in scene.facts_within(Span(span.last + 1, min(span.last + _OF, len(scene.words) - 1))):
        if whole.kind not in ("number", "volume") or middle(whole.value) <= middle(fact.value):
            continue
        led = {scene.words[at].lower for at in range(span.last + 1, scene.span(whole).first)}
        if led & listed("of_words") and any(abs(v - middle(whole.value)) <= _ROUNDED * v for v in known):
            return True
    return False


def _missed_of_known(scene: TextScene, fact: Fact, known: Any) -> bool:
    """ "Missed calls are 250", «пропускаем около 250 звонков» of 800 known: a part of them, which stay so many."""
    amount = middle(fact.value.get("value", fact.value) if isinstance(fact.value, Mapping) else fact.value)
    if not isinstance(known, int | float) or amount >= known:
        return False
    span = scene.span(fact)
    clause = scene.clause_of(span, lambda word: word.text in ",;.")
    near = Span(max(clause.first, span.first - _OF), min(clause.last, span.last + _OF))
    others = [f for f in scene.facts_within(clause) if f is not fact and f.kind in ("number", "volume")]
    return not others and said(scene, near, "missed") and not said(scene, near, "answered")


def _sum_of_money(scene: TextScene, fact: Fact) -> bool:
    """«8 операторов по 250 000 ₽ — это 2 000 000 в месяц»: what a sum of money before it comes to."""
    span = scene.span(fact)
    sentence = scene.sentence_of(span.first)
    if fact.kind != "volume" or scene.has(Span(span.first, min(span.last + 1, sentence.last)), "contact"):
        return False
    if scene.channels_within(span) or scene.head(fact)[0] is not None:
        return False
    money = [f for f in scene.facts_within(Span(sentence.first, span.first - 1)) if f.kind == "money"]
    joined = Span(scene.span(money[-1]).last + 1, span.first - 1) if money else Span(0, -1)
    between = scene.words[joined.first : joined.last + 1]
    if scene.channels_within(joined) or scene.has(joined, "contact"):
        return False
    return any(word.lower in listed("comes_to") or word.text == "=" for word in between)


def _number_of_line(scene: TextScene, fact: Fact) -> bool:
    """«Горячая линия 1545», "hotline 311", «служба 112»: the number that is dialled."""
    span = scene.span(fact)
    if fact.kind != "number" or not span.first or not fact.text.isdigit() or not 3 <= len(fact.text) <= 5:
        return False
    if scene.words[span.last + 1].is_word if span.last + 1 < len(scene.words) else False:
        counted = scene.has(Span(span.last + 1, span.last + 1), "contact") or scene.head(fact)[0] is not None
        if counted:
            return False
    before = scene.words[span.first - 1]
    if before.text in '«»„“”"' and span.first > 1:
        before = scene.words[span.first - 2]
    return bool({before.lower, *before.forms} & listed("line_nouns"))
