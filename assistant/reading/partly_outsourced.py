"""A part of the contacts given to others: "outsource only 30% of it", "just the overflow, 30%", «отдадим половину».

What is priced is what is given away, so the volumes known become that part of themselves.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.bots import said_of
from assistant.reading.channel_shares import fraction
from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.in_brief import volumes_in
from assistant.reading.result import Change, apply
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed
from assistant.reading.workload import tidy

_WHOLE = 100


def part_outsourced(scene: TextScene, old: Sequence[Fact], brief: Mapping[str, Any]) -> list[Change]:
    """The changes of the volumes of `brief` that giving away a part of them makes; none where no part is told.

    "50% instead of 30%" is of what 30% left of them: `old` are the figures taken back.
    """
    found = [f for f in scene.facts if f.kind == "percent" and 0 < middle(f.value) < _WHOLE and _given(scene, f)]
    gone = [f for f in old if f.kind == "percent"]
    new = [f for f in found if f.start not in {g.start for g in gone}]
    if len(new) != 1:
        return []
    share = fraction(middle(new[0].value))
    if gone:
        share /= fraction(middle(gone[0].value))
    sentence = scene.sentence_of(scene.span(new[0]).first)
    named = {f"channels.{c}.contacts_per_month" for c, place in scene.channels if place.first in sentence}
    volumes = volumes_in(brief)
    paths = [path for path in volumes if path in named] if named & set(volumes) else list(volumes)
    start = scene.words[sentence.first].start  # what is supposed of it may be told in another part of the sentence
    place = (start, new[0].end, scene.text[start : new[0].end])
    return [Change("set", path, tidy(volumes[path] * share), *place, {"share": round(share, 4)}) for path in paths]


def with_part_outsourced(
    scene: TextScene, old: Sequence[Fact], stated: Sequence[Change], brief: Mapping[str, Any]
) -> tuple[tuple[Change, ...], list[Change]]:
    """What is told without shares that only looked like those of channels, and what the part given away changes."""
    if not any(f.kind == "percent" for f in scene.facts):
        return tuple(stated), []
    rest = [c for c in stated if not (c.path.endswith("contacts_per_month") and _of_share(c))]
    rest = [c for c in rest if c.path not in ("peak_factor", "growth_percent") or not _of_percent(scene, c)]
    part = part_outsourced(scene, old, apply(brief, rest))
    return (tuple(rest), part) if part else (tuple(stated), [])


def _of_share(change: Change) -> bool:
    return "share" in change.detail or change.op == "remove"


def _of_percent(scene: TextScene, change: Change) -> bool:
    return any(f.kind == "percent" and f.start == change.start for f in scene.facts)


def _given(scene: TextScene, fact: Fact) -> bool:
    """Whether a share is what is given away: by a verb of giving, or as the part that is only to be taken over."""
    span = scene.span(fact)
    sentence = scene.sentence_of(span.first)
    if any(f.kind in ("language", "money") for f in scene.facts_within(sentence)) or said_of(scene, "bot", sentence):
        return False
    words = {form for at in range(sentence.first, sentence.last + 1) for form in _forms(scene, at)}
    if words & (listed("saved_words") | listed("kept_words")):
        return False
    only = words & listed("only_words")
    handed, part = words & listed("handed_over"), words & listed("handed_over_part")
    if only and (handed or part):
        return True
    counted = scene.has(sentence, "contact") or words & listed("all_contacts")
    if only and counted and words & listed("given_to"):
        return True  # "only 40% of the volume goes to the partner"
    others = words & (listed("percent_owners") - listed("handed_over"))
    return bool(handed and not others and _verb_beside(scene, span))


def _verb_beside(scene: TextScene, span: Span) -> bool:
    """ "Outsource about half", «отдадим треть»: the verb stands before the share, a few words between."""
    before = range(max(0, span.first - _REACH), span.first)
    return any(_forms(scene, at) & listed("handed_over") for at in before)


_REACH = 4


def _forms(scene: TextScene, at: int) -> set[str]:
    return {scene.words[at].lower, *scene.words[at].forms}
