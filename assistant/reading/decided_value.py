"""A supposition kept with another value: "what if 15 agents?", and then "ok 12", "make it 12, that's our real figure".

The words that decide are taken out; what is left goes on with the open supposition as any short message would
(`supposed_again`), and what that comes to is told as a fact.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.reading.concepts import Mention, vocabulary
from assistant.reading.in_brief import value_at
from assistant.reading.left_out_as_well import left_out_as_well
from assistant.reading.option_picked import option_picked
from assistant.reading.places_weighed import place_decided
from assistant.reading.restated import of_one_field
from assistant.reading.result import Act, Change
from assistant.reading.reworded import Reread, Told
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene, look
from assistant.reading.supposed_again import (
    ANOTHER,
    KEEP,
    TELLING,
    Alone,
    Supposition,
    going_on,
    supposed_again,
    supposition_before,
)
from assistant.reading.supposed_both import supposed_both
from assistant.reading.taken_by_name import taken_by_name
from assistant.reading.taken_with_more import taken_with_more
from assistant.reading.values_told_again import AMOUNTS, values_wanted
from assistant.reading.volumes_by_hours import with_volumes_by_hours
from assistant.reading.word_lists import listed, only_words, turns

_AGREED = frozenset({"keep", "yes"})
_HOURS = ("coverage.hours_per_day", "coverage.open", "coverage.close")
_LEVEL = "support_level"
_NEXT = 2  # words from one that settles to the value it settles on
_BACK = 4  # suppositions among which one is chosen by its value
_FEW = 9  # words of a message beside those that decide
_ASIDE = frozenset({"ask", "thank", "compare", "estimate", "advise"})


@dataclass(frozen=True)
class WentOn:
    """What a message that goes on with a supposition tells and supposes, and its acts."""

    stated: tuple[Change, ...]
    supposed: tuple[Change, ...]
    acts: tuple[Act, ...]


def went_on(alone: Alone, brief: Mapping[str, Any], earlier: Sequence[Told], reread: Reread) -> WentOn | None:
    """A message that keeps the open supposition with another value, or goes on supposing; None if neither."""
    if (taken := taken_by_name(alone, brief, earlier, reread)) is not None:
        return WentOn(*taken)
    if (more := taken_with_more(alone, brief, earlier, reread)) is not None:
        return WentOn(more[0], (), more[1])
    if (place := place_decided(alone, brief, earlier, reread)) is not None:
        return WentOn(place[0], (), place[1])
    if (picked := option_picked(alone, brief, earlier)) is not None:
        return WentOn(picked[0], (), picked[1])
    if (kept := decided_value(alone, brief, earlier, reread)) is not None:
        return WentOn(with_volumes_by_hours(kept[0], brief, earlier, reread), (), kept[1])
    again = left_out_as_well(alone, brief, earlier, reread) or supposed_both(alone.scene, brief, earlier, reread)
    again = again or supposed_again(alone, brief, earlier, reread)
    return WentOn((), *again) if again is not None else None


def decided_value(
    alone: Alone, brief: Mapping[str, Any], earlier: Sequence[Told], reread: Reread
) -> tuple[tuple[Change, ...], tuple[Act, ...]] | None:
    """What the open supposition comes to with a value that a message decides on, and the acts of the message."""
    if not earlier or alone.question not in (KEEP, None) or earlier[0].brief != brief:
        return None
    scene = alone.scene
    span = _after_refusal(scene, _told(scene))
    if span is None or not (said := _deciding(scene, span)) or scene.has(span, "decline"):
        return None  # "drop Korean, keep Japanese" decides on the parts
    before = supposition_before(brief, earlier, reread)
    if before is None or before.bot:
        return None
    if one := _of_one_before(scene, span, brief, earlier, reread):
        return _told_there(scene, span, one, alone.acts)
    core = _without(scene, span, said)
    words = {word.lower for word in look(core, scene.language).words if word.is_word}
    if not core or len(words) > _FEW or words & listed("supposing_openers"):
        return None
    cores = dict.fromkeys(each for each in (core, _value_alone(scene, span, said)) if each)
    agreed = any(act.kind in _AGREED for act in alone.acts)
    tried = (_comes_to(each, scene.language, before, brief, earlier, reread, agreed) for each in cores)
    changes = next((found for found in tried if found), None) or _level(scene, span, before)
    return _told_there(scene, span, changes, alone.acts) if changes else None


def _told_there(
    scene: TextScene, span: Span, changes: Sequence[Change], acts: Sequence[Act]
) -> tuple[tuple[Change, ...], tuple[Act, ...]]:
    start, end = scene.words[span.first].start, scene.words[span.last].end
    aside = tuple(act for act in acts if act.start >= end and act.kind in _ASIDE)
    told = tuple(replace(c, start=start, end=end, text=scene.text[start:end]) for c in changes)
    return told, (Act("keep", start, end, {ANOTHER: True}), *aside)


def _of_one_before(
    scene: TextScene, span: Span, brief: Mapping[str, Any], earlier: Sequence[Told], reread: Reread
) -> tuple[Change, ...]:
    """ "Take 3,000 as the plan", though 5,000 was tried since: what the supposition with this value comes to."""
    at = {word.start: place for place, word in enumerate(scene.words)}
    values = [f for f in values_wanted(scene) if f.kind in ("number", "volume") and at.get(f.start, -1) in span]
    if len({f.start for f in values}) != 1 or scene.channels_within(span):
        return ()
    wanted = middle(values[0].value)
    for back in range(min(_BACK, len(earlier))):
        if earlier[back].brief != brief:
            return ()
        tried = supposition_before(brief, earlier[back:], reread)
        said = [f for f in look(earlier[back].text, scene.language).facts if f.kind in ("number", "volume")]
        if tried is not None and not tried.bot and len(tried.changes) == 1:
            named = [middle(f.value) for f in said]
            held = tried.changes[0].value
            if wanted in named and len(named) == 1 and isinstance(held, int | float):
                return tried.changes
    return ()


def _comes_to(
    core: str,
    language: str,
    before: Supposition,
    brief: Mapping[str, Any],
    earlier: Sequence[Told],
    reread: Reread,
    agreed: bool,
) -> tuple[Change, ...]:
    """What the open supposition comes to with the words of a message that do not decide; nothing if with no other."""
    read = reread(Told(core, KEEP, dict(brief)))
    acts = tuple(act for act in read.acts if act.kind not in TELLING)
    there = Alone(look(core, language), acts, read.changes, read.what_if, KEEP)
    found = going_on(there, brief, earlier, reread)
    if found is None or found.bot or not found.changes:
        return ()
    if agreed and {(c.path, str(c.value)) for c in found.changes} == {(c.path, str(c.value)) for c in before.changes}:
        return ()  # no other value came of it
    if any(_names_known(there.scene, brief, change) for change in found.changes):
        return ()  # «это перебор, оставьте 1800»: what is known stays
    news = tuple(c for c in found.changes if c.op != "set" or c.value != value_at(brief, c.path))
    if any(c.path in _HOURS for c in news):  # the ends of the day go with its hours, also one that stays
        news = tuple(c for c in found.changes if c in news or c.path in _HOURS)
    if not all(any(of_one_field(c.path, each.path) for each in before.changes) for c in news):
        return ()  # "ok, and chat too" joins something else to what is supposed
    return news


def _value_alone(scene: TextScene, span: Span, said: Sequence[Mention]) -> str:
    """The value that is settled on, without what is said of it: "1000 is more honest. use it", «240 сказки, бери 280».

    The one of the sentence or clause that settles, right behind the words that do; else the only one there is.
    """
    at = {word.start: place for place, word in enumerate(scene.words)}
    values = [f for f in values_wanted(scene) if f.kind in AMOUNTS and at.get(f.start, -1) in span]
    settled = [m for m in said if m.concept == "settles"]
    behind = [f for f in values for m in settled if 0 <= at[f.start] - m.last <= _NEXT]
    there = {scene.sentence_of(m.first) for m in settled}
    beside = [f for f in values if scene.sentence_of(at[f.start]) in there]  # "3 won't do. 3.5 then, put that"
    chosen = behind or (beside if len({fact.start for fact in beside}) == 1 else values if settled else [])
    return chosen[0].text if len({fact.start for fact in chosen}) == 1 else ""


def _level(scene: TextScene, span: Span, before: Supposition) -> tuple[Change, ...]:
    """ "Take the technical": the level supposed, named again where the message settles."""
    named = {m.value for m in scene.inside(span, ("level_word", "level"))}
    return before.changes if [(c.path, c.value) for c in before.changes] == [(_LEVEL, v) for v in named] else ()


def _names_known(scene: TextScene, brief: Mapping[str, Any], change: Change) -> bool:
    """Whether a message names the value that a field has already, however much it is supposed to change."""
    known = value_at(brief, change.path, None)
    return isinstance(known, int | float) and any(f.kind == "number" and f.value == known for f in scene.facts)


def _told(scene: TextScene) -> Span | None:
    """The words before the first sentence that asks: "ok 12. How long does it take to start?"."""
    last = -1
    for sentence in scene.sentences:
        if scene.words[sentence.last].text == "?":
            break
        last = sentence.last
    return Span(0, last) if last >= 0 else None


def _after_refusal(scene: TextScene, span: Span | None) -> Span | None:
    """The words behind sentences that only turn down what was supposed: "no, too optimistic. 22,000, put that in"."""
    if span is None:
        return None
    for sentence in scene.sentences:
        if sentence.last >= span.last or any(scene.fact_at[at] for at in range(sentence.first, sentence.last + 1)):
            break
        if scene.words[sentence.first].lower not in listed("refusals") and not scene.has(sentence, "decline"):
            break
        rest = Span(sentence.last + 1, span.last)
        if any(m.concept == "settles" for m in _deciding(scene, rest)):
            return rest
    return span


def _deciding(scene: TextScene, span: Span) -> list[Mention]:
    """Where a message decides: by a verb that settles, or by agreeing; "ok, only 12" goes on supposing."""
    found = vocabulary("decided").overlapping(scene.scene, span.first, span.last)
    settled = [m for m in found if m.concept == "settles" and m.last in span]
    agreed = [m for m in found if m.concept == "agrees" and m.last in span]
    if not settled and {scene.words[at].lower for at in range(span.first, span.last + 1)} & only_words():
        return []
    return [*settled, *agreed]


def _without(scene: TextScene, span: Span, said: Sequence[Mention]) -> str:
    """The words of a message without those that decide."""
    gone = {at for mention in said for at in range(mention.first, mention.last + 1) if scene.fact_at[at] is None}
    kept = [at for at in range(span.first, span.last + 1) if at not in gone]
    idle = listed("fillers") | turns() | listed("goes_on_words")
    while kept and (not _tells(scene, kept[0]) or scene.words[kept[0]].lower in idle):
        kept = kept[1:]
    while kept and not _tells(scene, kept[-1]):
        kept = kept[:-1]
    return _joined(scene, kept)


def _tells(scene: TextScene, at: int) -> bool:
    return scene.words[at].text[:1].isalnum() or scene.fact_at[at] is not None


def _joined(scene: TextScene, kept: Sequence[int]) -> str:
    """Words as they stood, with the space that was between them: "80/20" stays whole."""
    text = ""
    for before, at in zip((-1, *kept), kept, strict=False):
        word = scene.words[at]
        gap = scene.text[scene.words[before].end : word.start] if before == at - 1 and before >= 0 else " "
        text += gap + scene.text[word.start : word.end]
    return text.strip()
