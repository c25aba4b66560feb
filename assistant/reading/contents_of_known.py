"""Shares of known contacts that only tell what they are: "one in six calls is somebody after our opening times".

«Треть звонков — ошиблись номером»: such calls come like all others, and the volume known stays. A share is a new volume
where it goes to somebody: to a bot, to another channel, to the provider. Nor does a volume move by what is only hoped.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.bots import said_of
from assistant.reading.in_brief import value_at
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed

_VOLUME = "contacts_per_month"
_NOUN = 3  # words between a share and the contacts it is of
_SIGNS = frozenset("—–-:")


def without_contents(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes without volumes that such a share, or a hope, would make of those known."""
    told = [c for c in changes if c.path.endswith(_VOLUME) and value_at(brief, c.path) is not None]
    if not told:
        return list(changes)
    shared = list(_told_by_share(scene))
    hoped = [s for s in scene.sentences if scene.has(s, "hoped")]
    dropped = [c for c in told if "share" in c.detail and _in_one(scene, c, shared)]
    dropped += [c for c in told if _in_one(scene, c, hoped) and _only_moved(scene, c)]
    refused = [c for c in changes if c.value is None and c.op == "set" and _in_one(scene, c, shared)]
    kept = [c for c in changes if not (dropped and c in refused)]
    # Said again as it is known, so that the reply says that it is in already.
    return [replace(c, value=value_at(brief, c.path), detail={}) if c in dropped else c for c in kept]


def _in_one(scene: TextScene, change: Change, sentences: Sequence[Span]) -> bool:
    return any(scene.words[s.first].start <= change.start < scene.words[s.last].end for s in sentences)


def _only_moved(scene: TextScene, change: Change) -> bool:
    """ "Calls halve if it works": the volume is told as a change of itself, by no number of its own."""
    numbers = [f for f in scene.facts if f.kind in ("number", "volume") and f.unit != "times"]
    return not any(f.start < change.end and change.start < f.end for f in numbers)


def _told_by_share(scene: TextScene) -> Iterator[Span]:
    """Sentences in which a share of contacts stands right before the words that say what those are."""
    for share in _shares(scene):
        at = _after_contacts(scene, share)
        sentence = scene.sentence_of(share.first)
        if at is None or at >= sentence.last:
            continue
        word = scene.words[at]
        if word.lower not in listed("contents_links") and word.text not in _SIGNS:
            continue
        if not _given_away(scene, Span(at + 1, sentence.last)):
            yield sentence


def _shares(scene: TextScene) -> Iterator[Span]:
    yield from (scene.span(f) for f in scene.facts if f.kind == "percent")
    yield from (Span(m.first, m.last) for m in scene.mentions if m.family == "fraction")


def _after_contacts(scene: TextScene, share: Span) -> int | None:
    """The word behind the contacts a share is of: behind "1 in 5 calls", "one call in five", "half of our calls"."""
    if scene.has(share, "contact") or scene.channels_within(share):
        return share.last + 1
    for at in range(share.last + 1, min(share.last + 1 + _NOUN, len(scene.words))):
        named = [m.last for m in scene.starting_at(at) if m.family == "contact"]
        named += [place.last for _, place in scene.channels if place.first == at]
        if named:
            return max(named) + 1
        if scene.words[at].lower not in listed("ours_before_contacts"):
            return None
    return None


def _given_away(scene: TextScene, rest: Span) -> bool:
    """The share goes to somebody or some other way, which is no matter of what the contacts are about."""
    words = {scene.words[at].lower for at in range(rest.first, rest.last + 1)}
    machines = any(said_of(scene, concept, rest) for concept in ("bot", "self_service", "bot_at_work"))
    return bool(machines or words & (listed("given_over") | listed("goes_to")) or scene.channels_within(rest))
