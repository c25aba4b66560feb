"""Hours told by those they lie outside of: "after business hours (8am to 5pm)", «вне рабочего времени, с 9 до 18».

An office that is looked after in its absence names its own hours: those wanted are the rest of the day.
"""

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.facts import Fact
from assistant.reading.scene import TextScene

_REPEATED = 2  # words between "business hours" and the hours they are
_UNSERVED = ("negation", "decline", "nobody")


def turned_round(scene: TextScene, ranges: Sequence[Fact]) -> list[Fact]:
    """The ranges, and in place of those that help is wanted outside of the rest of the day.

    Of "we do not answer outside business hours" the hours stay as they are.
    """
    return [_rest_of_day(scene, fact) if _outside(scene, fact, ranges) else fact for fact in ranges]


def _outside(scene: TextScene, fact: Fact, ranges: Sequence[Fact]) -> bool:
    opening, closing = str(fact.value["open"]), str(fact.value["close"])
    if opening >= closing or (opening, closing) == ("00:00", "24:00"):
        return False  # "outside office hours, 6pm to 8am": the hours wanted themselves
    span = scene.span(fact)
    sentence = scene.sentence_of(span.first)
    if scene.has(sentence, *_UNSERVED):
        return False
    if any(m.first < span.first <= m.last for m in scene.inside(sentence, ("off_hours",))):
        return True
    if _wanted_elsewhere(scene, fact, ranges):
        return True
    named = [f for f in ranges if f.vague and 0 < span.first - scene.span(f).last - 1 <= _REPEATED]
    return bool(named) and _outside(scene, named[-1], ())


def _wanted_elsewhere(scene: TextScene, fact: Fact, ranges: Sequence[Fact]) -> bool:
    """ "Our office hours are 8 to 5. We need calls answered outside of those": the only hours told are the office's."""
    told = [f for f in ranges if not f.vague]
    if len(told) != 1 or fact is not told[0]:
        return False
    sentence = scene.sentence_of(scene.span(fact).first)
    if not scene.has(sentence, "office_hours"):
        return False
    away = [m for m in scene.mentions if m.family == "out_of_hours"]
    return any(scene.has(scene.sentence_of(m.first), "wanted", "wish") for m in away)


def _rest_of_day(scene: TextScene, fact: Fact) -> Fact:
    closing = str(fact.value["close"]).replace("24:00", "00:00")
    rest = replace(fact, value={"open": closing, "close": fact.value["open"]})
    scene.span_of[id(rest)] = scene.span(fact)
    return rest
