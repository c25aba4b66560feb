"""Numbers beside contacts that are no volume of the month: "3 chats at the same time", "900 of the 18,000", "1.3x"."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.in_brief import volumes_in
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed
from assistant.reading.workload import tidy

_NEAR = 6  # words around a number among which "at once" stands
_SEVERAL = 10  # chats one agent may have at once, at most
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
        elif not (_at_once(scene, fact) or _part_of_known(scene, fact, brief)):
            kept.append(change)
    return kept


def _volume(change: Change) -> bool:
    return change.op == "set" and change.path.endswith("contacts_per_month")


def _alone(scene: TextScene) -> bool:
    return sum(word.is_word or word.is_digits for word in scene.words) <= _WORDS and len(scene.facts) == 1


def _at_once(scene: TextScene, fact: Fact) -> bool:
    """ "Agents take 3 chats at the same time", «ведут по три чата параллельно»."""
    if fact.kind != "number" or middle(fact.value) > _SEVERAL:
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
