"""What is said of the contacts of single days: "weekends are 500 a day", «в выходные по 500», "30% busier".

Such days are served already or come on top: they never become the only ones, and their figure is no volume of all.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.in_brief import value_at, volumes_in
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed
from assistant.reading.workload import DAYS, WEEKS, tidy

_LATE = frozenset({5, 6, 7})  # Friday to Sunday, which may be unlike the rest of the week
_NEAR = 7  # words from the days to what is said of their contacts
_WEEKDAYS = 5
_BESIDE, _SHORT, _FEWEST = 3, 4, 10  # words between days and a bare number, words of the message, contacts a day
_OPENED = ("wanted", "wish", "must", "addition")


def said_of_contacts(scene: TextScene, fact: Fact) -> Fact | None:
    """The figure that tells how many contacts single days bring, or how many more; None where the days are served.

    "Weekends only, 500 a day" tells the days, "on weekends we need cover" too.
    """
    if fact.kind != "days" or fact.unit is not None or not set(fact.value) <= _LATE:
        return None
    span = scene.span(fact)
    sentence = scene.sentence_of(span.first)
    if span.first > sentence.first and scene.words[span.first - 1].lower in listed("deadline_words"):
        return None  # "my boss wants a number by Friday, 60 chats a day"
    clause = Span(span.first, min(sentence.last, span.last + _NEAR))
    around = Span(max(sentence.first, span.first - _NEAR // 2), clause.last)
    here = [f for f in scene.facts_within(around) if f.kind == "time_range"]
    spoken = {word.lower for word in scene.words[max(sentence.first, span.first - _NEAR) : clause.last + 1]}
    if here or spoken & listed("only_words") or scene.has(clause, *_OPENED):
        return None
    for figure in scene.facts_within(Span(span.last + 1, clause.last)) if span.last < clause.last else ():
        if figure.kind == "days":
            return None
        if figure.kind == "volume" and figure.value.get("per") == "day":
            return figure
        if figure.kind in ("percent", "number") and _compared(scene, figure, clause):
            return figure
        if _bare(scene, fact, figure):
            return figure
    return None


def _bare(scene: TextScene, days: Fact, figure: Fact) -> bool:
    """«Выходные 150», "weekends - 40" and nothing else: so many contacts on each of those days."""
    words = sum(word.is_word or scene.fact_at[at] is not None for at, word in enumerate(scene.words))
    beside = scene.span(figure).first - scene.span(days).last <= _BESIDE
    plain = figure.kind == "number" and not figure.unit and not figure.per and middle(figure.value) >= _FEWEST
    return plain and beside and words <= _SHORT and scene.head(figure)[0] is None


def weekend_volumes(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with what was said of single days taken for no more than that, and added to the rest of the week."""
    kept = list(changes)
    for fact in [f for f in scene.facts if f.kind == "days"]:
        figure = said_of_contacts(scene, fact)
        if figure is None:
            continue
        own = (fact.start, figure.start)
        kept = [c for c in kept if c.start not in own or c.path == "languages"]
        told = figure.kind == "volume" or _bare(scene, fact, figure)
        if told and not any(c.path.endswith("contacts_per_month") for c in kept):
            kept += _with_rest_of_week(fact, figure, brief)
    return kept


def _with_rest_of_week(days: Fact, figure: Fact, brief: Mapping[str, Any]) -> list[Change]:
    """The one volume known, with the figure in the place of what those days brought of it."""
    known = volumes_in(brief)
    if len(known) != 1:
        return []
    path, volume = next(iter(known.items()))
    served = value_at(brief, "coverage.days_per_week")
    week = float(served) if isinstance(served, int | float) and served else DAYS / WEEKS
    apart = len(days.value)
    rest = min(1.0, (7 - apart) / week)  # of a line closed on those days all that is known is of the others
    total = volume * rest + middle(figure.value) * apart * WEEKS
    place = (figure.start, figure.end, figure.text)
    found = [Change("set", path, tidy(total), *place)]
    if isinstance(served, int) and served < _WEEKDAYS + apart and set(days.value) <= {6, 7}:
        found.append(Change("set", "coverage.days_per_week", _WEEKDAYS + apart, *place))
    return found


def _compared(scene: TextScene, figure: Fact, clause: Span) -> bool:
    """ "30% busier", "half of that", «на треть больше»: more or fewer than on other days."""
    after = Span(scene.span(figure).first, clause.last)
    said = {scene.words[at].lower for at in range(after.first, after.last + 1)}
    return scene.has(after, "more", "fewer", "busier") or bool(said & listed("anaphors"))
