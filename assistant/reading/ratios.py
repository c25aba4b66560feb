"""A number set against the usual: "2.7 against the annual mean", «1,6 к среднему месяцу», «до 2,5 среднемесячной».

Such a number says how many times, though no "times" is said.
"""

from dataclasses import replace

from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.scene import TextScene
from assistant.reading.word_lists import listed

_MOST = 20  # times the usual that a peak may be
_APART = 3  # words from the number to the usual: "to the yearly average"


def with_ratios_to_usual(scene: TextScene) -> TextScene:
    """The scene with such numbers read as how many times."""
    if not any(m.family == "usual" for m in scene.mentions):
        return scene
    found = {id(f): _times(f) for f in scene.facts if _is_ratio(scene, f)}
    return scene.with_facts([found.get(id(f), f) for f in scene.facts]) if found else scene


def _times(fact: Fact) -> Fact:
    return replace(fact, kind="number", value=middle(fact.value), unit="times", per=None)


def _is_ratio(scene: TextScene, fact: Fact) -> bool:
    if fact.kind not in ("number", "volume") or fact.unit or not 1 < middle(fact.value) <= _MOST:
        return False
    span = scene.span(fact)
    after = span.first + 1 if fact.kind == "volume" else span.last + 1  # "2.7 against the annual" is taken for a rate
    led = after < len(scene.words) and scene.words[after].lower in listed("against_words")
    if not led and middle(fact.value).is_integer():
        return False  # «5 средних компаний»
    for at in range(after, min(after + (_APART if led else 1), len(scene.words))):
        if any(m.family == "usual" for m in scene.starting_at(at)):
            return True
        if scene.fact_at[at] not in (None, fact) or not scene.words[at].is_word:
            return False
    return False
