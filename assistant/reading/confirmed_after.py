"""What is asked of and then wanted in the next breath: "What's SOC 2 again? Our clients ask for it, so we need it",
«дороже ли казахский? Он нам нужен», "per call is what we want".

The question alone states nothing; the sentence that wants "it" states what the question named.
"""

from collections.abc import Callable
from dataclasses import replace

from assistant.reading.concepts import Mention
from assistant.reading.result import Change, Reading
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import turns

ReadAlone = Callable[[str], Reading]

_FIELDS = ("languages", "compliance", "pricing_model", "provider_countries", "location", "support_level")
_NAMES = ("language", "country", "channel")
_LABELS = ("compliance", "unit", "pricing", "level", "location")
_AMOUNTS = ("number", "volume", "money", "percent", "duration", "time_range", "days")


def with_confirmed(scene: TextScene, reading: Reading, alone: ReadAlone) -> Reading:
    """The reading with what a question names and the sentence behind it wants.

    `alone` reads a text in the place of the message.
    """
    spans = [span for span in (_wanted(scene, m) for m in scene.mentions if m.family in _WANTS) if span is not None]
    if not spans:
        return reading
    first, last = scene.words[spans[0].first], scene.words[spans[0].last]
    said = alone(scene.text[first.start : last.end])
    new = [change for change in said.changes if _of_a_name(change, said)]
    new = [change for change in new if not any(told.path == change.path for told in reading.changes)]
    if not new:
        return reading
    moved = [replace(c, start=c.start + first.start, end=c.end + first.start) for c in new]
    supposed = tuple(c for c in reading.what_if if c.path not in {change.path for change in new})
    acts = tuple(act for act in reading.acts if supposed or act.kind != "what_if")
    return replace(reading, changes=(*reading.changes, *moved), what_if=supposed, acts=acts)


_WANTS = ("wanted_after", "is_wanted")


def _wanted(scene: TextScene, mention: Mention) -> Span | None:
    """The names that a sentence wants: those before "is what we want", or those of the question before "we need it"."""
    sentence = scene.sentence_of(mention.first)
    if scene.words[sentence.last].text == "?" or scene.has(sentence, "negation", "decline"):
        return None
    if mention.family == "is_wanted":
        return _names(scene, Span(sentence.first, mention.first - 1)) if mention.first > sentence.first else None
    before = sentence.first - 1
    if before < 0 or scene.words[before].text != "?" or _others_named(scene, sentence):
        return None
    return _names(scene, scene.sentence_of(before))


def _others_named(scene: TextScene, sentence: Span) -> bool:
    """Whether "it" may be something else: "our US clients ask for it" names only who asks."""
    named = any(fact.kind in ("language", "channel") for fact in scene.facts_within(sentence))
    return named or any(m.family in _LABELS and m.first in sentence for m in scene.labels)


def _names(scene: TextScene, within: Span) -> Span | None:
    """The words from the first name to the last of a part of the message that tells no amount."""
    if any(fact.kind in _AMOUNTS for fact in scene.facts_within(within)) and not _units(scene, within):
        return None
    places = [scene.span(fact) for fact in scene.facts_within(within) if fact.kind in _NAMES]
    places += [Span(m.first, m.last) for m in _units(scene, within)]
    places += [Span(m.first, m.last) for m in scene.labels if m.family in _LABELS and m.first in within]
    if not places:
        return None
    found = Span(min(place.first for place in places), max(place.last for place in places))
    turned = any(scene.words[at].lower in turns() for at in range(found.first, found.last + 1))
    return None if turned else found


def _units(scene: TextScene, within: Span) -> list[Mention]:
    return [m for m in scene.labels if m.family in ("unit", "pricing") and m.first in within]


def _of_a_name(change: Change, said: Reading) -> bool:
    """A list, a choice, or a channel that is wanted; the call of "per call" is none."""
    if change.path in _FIELDS:
        return True
    billed = any(other.path == "pricing_model" for other in said.changes)
    return change.path.startswith("channels.") and change.value == {} and not billed
