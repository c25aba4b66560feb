"""What the rules read of a plain correction holds against the judge: "On second thoughts, per hour. …".

A sentence that begins with a word of thinking better of it, or stands right behind one that says nothing else, puts
right what was chosen before: «Языки: русский, иврит. Хотя нет, только русский», "Finally no. Come back to France". So
does one that takes an end of the day back.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene

_THOUGHT_BETTER = ("on_reflection", "afresh", "changed_mind")
_PUT_RIGHT = ("slip", *_THOUGHT_BETTER)
_LISTS = ("languages", "provider_countries", "pricing_model", "compliance")
_HOURS = "coverage."
_NAMED = {"languages": "language", "provider_countries": "country"}
_OPENING = 3  # words of a sentence among which it says that it puts something right
_ALONE = 4  # words of a sentence that says nothing else


def with_corrections_kept(
    scene: TextScene, told: Sequence[Change], stated: Sequence[Change], brief: Mapping[str, Any]
) -> tuple[Change, ...]:
    """What is stated with such changes of what the rules `told` put back."""
    kept = [c for c in told if c not in stated and _chosen(c, brief) and _puts_right(scene, c)]
    settled = {path for path in _NAMED if _as_known(scene, path, told, brief)}
    stated = [c for c in stated if c.path not in settled]
    if not kept:
        return tuple(stated)
    paths = {c.path for c in kept}
    return (*(c for c in stated if c.path not in paths), *kept)


def _chosen(change: Change, brief: Mapping[str, Any]) -> bool:
    """Whether it is of a choice, of which something was known before or is told twice over in the message."""
    if change.op != "set":
        return False
    if change.path.startswith("channels.") and change.path.count(".") == 1:
        return change.path.partition(".")[2] in (brief.get("channels") or {})
    return (
        change.path == "languages" or change.path.startswith(_HOURS) or (change.path in _LISTS and change.path in brief)
    )


def _puts_right(scene: TextScene, change: Change) -> bool:
    if (
        change.path in _NAMED
        and isinstance(change.value, list)
        and _named_anew(scene, change.value, _NAMED[change.path])
    ):
        return True
    place = next((at for at, word in enumerate(scene.words) if word.start >= change.start), None)
    if place is None:
        return False
    sentence = scene.sentence_of(place)
    if scene.words[sentence.last].text == "?":
        return False
    if _begins(scene, sentence) or (change.path.startswith(_HOURS) and scene.has(sentence, "slip")):
        return True
    if not sentence.first:
        return False
    before = scene.sentence_of(sentence.first - 1)
    words = sum(scene.words[at].is_word for at in range(before.first, before.last + 1))
    return words <= _ALONE and not scene.facts_within(before) and scene.has(before, *_PUT_RIGHT)


def _as_known(scene: TextScene, path: str, told: Sequence[Change], brief: Mapping[str, Any]) -> bool:
    """Whether the correction comes back to the list that is known: it changes nothing."""
    known = brief.get(path)
    unchanged = isinstance(known, list | tuple) and not any(c.path == path for c in told)
    return unchanged and bool(known) and _named_anew(scene, list(known or ()), _NAMED[path])


def _named_anew(scene: TextScene, values: Sequence[str], kind: str) -> bool:
    """Whether a sentence that puts something right names just these."""
    for at in range(len(scene.words)):
        sentence = scene.sentence_of(at)
        named = {f.value for f in scene.facts_within(sentence) if f.kind == kind}
        told = named == {*values} and scene.words[sentence.last].text != "?"
        if sentence.first == at and told and _begins(scene, sentence):
            return True
    return False


def _begins(scene: TextScene, sentence: Span) -> bool:
    opening = Span(sentence.first, min(sentence.last, sentence.first + _OPENING - 1))
    return scene.has(opening, *_THOUGHT_BETTER)
