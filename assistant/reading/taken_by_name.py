"""The open supposition is taken by the name of what it changes: "yes for the hours, I take. And what if Portugal does
it, or Morocco?", «по часам да, берём. А если в Португалии?».

The sentence that takes says nothing else; what follows it stays as it was read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.concepts import vocabulary
from assistant.reading.result import Act, Change
from assistant.reading.reworded import Reread, Told
from assistant.reading.scene import Span, TextScene
from assistant.reading.supposed_again import KEEP, Alone, supposition_before
from assistant.reading.word_lists import conjunctions, listed, turns

_LAYER = "taken_by_name"  # its words in the language folders
_LONGEST = 9  # words of a sentence that takes
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "hours": ("coverage.",),
    "days": ("coverage.",),
    "languages": ("languages",),
    "place": ("provider_countries", "location"),
    "volume": ("channels.", "contacts_per_month"),
    "level": ("service_level.", "support_level"),
    "contract": ("contract_months",),
}
_VOLUMES = ("channels.", "contacts_per_month")  # these follow the hours of a week that changes

Taken = tuple[tuple[Change, ...], tuple[Change, ...], tuple[Act, ...]]


def taken_by_name(alone: Alone, brief: Mapping[str, Any], earlier: Sequence[Told], reread: Reread) -> Taken | None:
    """What such a message states, what it supposes besides, and its acts; None where it takes nothing so."""
    if not earlier or alone.question not in (KEEP, None) or alone.stated:
        return None
    taking = next((s for s in alone.scene.sentences if _takes(alone.scene, s)), None)
    if taking is None:
        return None
    before = supposition_before(brief, earlier, reread)
    if before is None or before.bot or not before.changes:
        return None
    named = [path for name in _named(alone.scene, taking) for path in _FIELDS[name]]
    if not any(c.path.startswith(tuple(named)) for c in before.changes):
        return None
    if not all(c.path.startswith((*named, *_VOLUMES)) for c in before.changes):
        return None
    start, end = alone.scene.words[taking.first].start, alone.scene.words[taking.last].end
    told = tuple(replace(c, start=start, end=end, text=alone.scene.text[start:end]) for c in before.changes)
    others = tuple(act for act in alone.acts if act.start >= end)
    return told, tuple(c for c in alone.supposed if c.start >= end), (Act("keep", start, end, {}), *others)


def _named(scene: TextScene, sentence: Span) -> list[str]:
    said = vocabulary(_LAYER).overlapping(scene.scene, sentence.first, sentence.last)
    return [m.value for m in said if m.family == "named" and m.last in sentence]


def _takes(scene: TextScene, sentence: Span) -> bool:
    """Whether a sentence takes something by its name and says nothing else."""
    if scene.words[sentence.last].text == "?" or sentence.last - sentence.first > _LONGEST:
        return False
    said = [m for m in vocabulary(_LAYER).overlapping(scene.scene, sentence.first, sentence.last) if m.last in sentence]
    if {m.family for m in said} != {"takes", "named"}:
        return False
    meant = {at for m in said for at in range(m.first, m.last + 1)}
    idle = listed("fillers", "orders") | turns() | conjunctions() | listed("first_person") | listed("goes_on_words")
    words = [scene.words[at] for at in range(sentence.first, sentence.last + 1) if at not in meant]
    return all(word.lower in idle or not word.is_word for word in words)
