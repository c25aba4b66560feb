"""Hours of a day joined by the weekends: "6pm-8am and weekends", «с 18 до 22 плюс выходные» are of the whole week.

The weekend comes on top of the days before it and leaves none of them out. Where days are named before, "Mon-Fri 9 to 5
and weekends 10 to 4", or the weekend has hours of its own, they are read as they stand.
"""

from dataclasses import replace

from assistant.reading.facts import Fact
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import conjunctions, listed

_WEEKEND = [6, 7]
_WEEK = [1, 2, 3, 4, 5, 6, 7]
_OWN_HOURS = 5  # words after the weekend among which its hours stand
_JOINTS = 3  # words between the hours and the weekend: "and on the"


def with_week_of_evenings(scene: TextScene) -> TextScene:
    """The scene with the days of such hours as all the week."""
    anew = {id(f): replace(f, value=_WEEK) for f in scene.facts if _on_top(scene, f)}
    return scene.with_facts([anew.get(id(f), f) for f in scene.facts]) if anew else scene


def _on_top(scene: TextScene, fact: Fact) -> bool:
    if fact.kind != "days" or fact.value != _WEEKEND:
        return False
    span = scene.span(fact)
    sentence = scene.sentence_of(span.first)
    before = scene.facts_within(Span(sentence.first, span.first - 1)) if span.first > sentence.first else []
    hours = [f for f in before if f.kind == "time_range"]
    if not hours or any(f.kind == "days" for f in before):
        return False
    between = scene.words[scene.span(hours[-1]).last + 1 : span.first]
    joined = 0 < len(between) <= _JOINTS and all(w.lower in listed("weekend_links") | conjunctions() for w in between)
    behind = Span(span.last + 1, min(span.last + _OWN_HOURS, sentence.last))
    own = behind.first <= behind.last and any(f.kind == "time_range" for f in scene.facts_within(behind))
    return joined and not own and any(w.text == "+" or w.lower in listed("weekend_joins") for w in between)
