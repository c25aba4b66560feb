"""One more of what was just given up: "drop the chat", and then "e-mails too", «почту тоже», "nor French"."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.acts import Acts
from assistant.reading.flat_refusals import asked_and_refused
from assistant.reading.in_brief import listed_in, wanted_in
from assistant.reading.known_left_out import LISTS, named_of
from assistant.reading.result import Change
from assistant.reading.reworded import Reread, Told
from assistant.reading.scene import Span, TextScene, look
from assistant.reading.word_lists import listed


def refused_as_well(
    scene: TextScene, brief: Mapping[str, Any], earlier: Sequence[Told], reread: Reread
) -> list[Change] | None:
    """The changes that give up what a message names, where the one before gave up others of the kind.

    None where it says anything else, or names nothing that is known.
    """
    said = [word.lower for word in scene.words if word.is_word]
    if not earlier or not set(said) & listed("as_well") or scene.text.rstrip().endswith("?"):
        return None
    gone = _given_up_before(earlier, reread)
    found: list[Change] = []
    places: list[Span] = []
    if "channels" in gone:
        places = [span for _, span in scene.channels]
        known = wanted_in(brief)
        found = [_change(scene, span, f"channels.{name}", None) for name, span in scene.channels if name in known]
    for path in [] if places else gone & LISTS.keys():
        named = named_of(scene, LISTS[path])
        left = [each for each in listed_in(brief, path) if each not in {value for value, _ in named}]
        if named and len(left) < len(listed_in(brief, path)):
            places = [span for _, span in named]
            found = [_change(scene, places[0], path, left or None)]
    return found if found and _nothing_else(scene, places) else None


def _given_up_before(earlier: Sequence[Told], reread: Reread) -> set[str]:
    """The kinds of things that the message before gave up, where it did nothing else."""
    last = earlier[0]
    read = reread(last)
    again = refused_as_well(look(last.text, read.language), last.brief, earlier[1:], reread)
    changes = read.changes if again is None else again
    if read.what_if or not all(_gives_up(change, last.brief) for change in changes):
        return set()
    return {change.path.split(".")[0] for change in changes}


def _gives_up(change: Change, brief: Mapping[str, Any]) -> bool:
    if change.path in LISTS:
        return change.value is None or set(change.value) < set(listed_in(brief, change.path))
    return change.path.startswith("channels.") and change.value is None


def _nothing_else(scene: TextScene, places: Sequence[Span]) -> bool:
    """Whether the words beside those that name it only join it to what was given up."""
    idle = (
        listed("as_well") | listed("fillers") | listed("joins_supposed") | listed("definite") | listed("polite_words")
    )
    rest = [word for at, word in enumerate(scene.words) if not any(at in span for span in places)]
    return all(word.lower in idle for word in rest if word.is_word)


def _change(scene: TextScene, span: Span, path: str, value: Any) -> Change:
    start, end = scene.words[span.first].start, scene.words[span.last].end
    return Change(
        "set" if value is not None or "." in path else "remove", path, value, start, end, scene.text[start:end]
    )


def without_refused_acts(scene: TextScene, acts: Acts) -> Acts:
    """The acts without "Chat? No way": what is refused at once is neither asked nor supposed."""
    refused = [place for _, place in scene.channels if asked_and_refused(scene, place)]
    if not refused:
        return acts
    spans = [s for s in (*acts.asked, *acts.supposed) if any(place.first in s for place in refused)]
    starts = [scene.words[s.first].start for s in spans]
    return Acts(
        tuple(a for a in acts.acts if a.start not in starts or a.kind not in ("what_if", "ask")),
        tuple(s for s in acts.asked if s not in spans),
        tuple(s for s in acts.supposed if s not in spans),
    )
