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
    named = [f for f in ranges if f.vague and 0 < span.first - scene.span(f).last - 1 <= _REPEATED]
    return bool(named) and _outside(scene, named[-1], ())


def _rest_of_day(scene: TextScene, fact: Fact) -> Fact:
    closing = str(fact.value["close"]).replace("24:00", "00:00")
    rest = replace(fact, value={"open": closing, "close": fact.value["open"]})
    scene.span_of[id(rest)] = scene.span(fact)
    return rest
