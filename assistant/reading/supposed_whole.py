"""What a condition supposes, taken from what it would tell without the "if": "hmm, and if Acme asked 12.50".

A known case is changed by plain statements in many ways, each understood by what it tells. Behind an "if", or in any
frame that asks what a change comes to, the same words suppose the same change. So too with two of them joined,
"without email and with weekends?": each is read by itself.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from typing import Any

from assistant.reading.in_brief import present, value_at
from assistant.reading.restated import MOVABLE, of_one_field
from assistant.reading.result import Act, Change, Reading
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import conjunctions, listed

ReadInFrame = Callable[[str], Reading]  # of a text in the place of the message, with no frame taken off

_PLAIN = frozenset({"state", "negate", "inform"})  # what a message does that only tells
_BESIDE = ("quotes", "in_house", "budget_per_month")  # told of a known case beside what is priced
_NAMED_FIGURES = ("in_house.salary_per_month", "in_house.hourly_wage", "budget_per_month", "quotes")
_CONTACTS = "contacts_per_month"
_GROWTH = "growth_percent"
_MOST_PARTS = 3


def if_said(scene: TextScene) -> bool:
    """Whether a message says "if", or "suppose" and its like, before anything it tells."""
    opens = listed("only_if") | listed("supposing_openers")
    for at, word in enumerate(scene.words):
        if scene.fact_at[at] is not None:
            return False
        if word.lower in opens:
            return True
    return False


def is_known(change: Change, brief: Mapping[str, Any]) -> bool:
    """Whether a change is of something the brief has: the price of an offer it holds, the pay of its own people."""
    return present(brief, change.path) or not change.path.startswith(("quotes", "exchange_rates"))


def told_whole(
    scene: TextScene, slot: Span, reading: Reading, brief: Mapping[str, Any], read: ReadInFrame
) -> Reading | None:
    """What stands behind the "if" of a message, read as told and then supposed; None where that says nothing surer.

    It is surer where the message was read as telling or as nothing, or supposes no more than a number of contacts
    that is something else: pay, a price, a growth known by now, or a difference.
    """
    if not if_said(scene):
        return None
    clause = Span(_behind_if(scene, slot), slot.last)
    for span in dict.fromkeys((clause, slot)):
        start, end = scene.words[span.first].start, scene.words[span.last].end
        told = read(scene.text[start:end])
        moved = _moves(told, brief)
        if moved and (not reading.what_if or reading.changes or _surer(scene, span, moved, reading.what_if, brief)):
            placed = tuple(replace(c, start=c.start + start, end=c.end + start) for c in moved)
            return replace(told, changes=(), what_if=placed, acts=(Act("what_if", start, end),), ambiguities=())
    return None


def _behind_if(scene: TextScene, slot: Span) -> int:
    opens = listed("only_if") | listed("supposing_openers")
    ifs = [at for at in range(slot.first) if scene.words[at].lower in opens]
    return ifs[-1] + 1 if ifs else slot.first


def _moves(told: Reading, brief: Mapping[str, Any]) -> list[Change]:
    """The changes of a text that only tells, all of what the brief has or may have; none of any other text."""
    if (
        told.what_if
        or told.ambiguities
        or any(act.kind not in _PLAIN or act.detail.get("options") for act in told.acts)
    ):
        return []
    if not all(c.path.split(".")[0] in (*MOVABLE, *_BESIDE) and is_known(c, brief) for c in told.changes):
        return []
    news = any(c.op == "remove" or c.value != value_at(brief, c.path) for c in told.changes)
    return list(told.changes) if news else []


def _surer(
    scene: TextScene, span: Span, moved: Sequence[Change], supposed: Sequence[Change], brief: Mapping[str, Any]
) -> bool:
    """Whether what is told is surer than the numbers of contacts that were supposed."""
    if not all(c.path.endswith(_CONTACTS) for c in supposed):
        return False
    paths = [c.path for c in moved]
    if all(path == _GROWTH for path in paths):
        return present(brief, _GROWTH) and not scene.has(span, "contact") and not scene.channels_within(span)
    if all(path.startswith(_NAMED_FIGURES) for path in paths):
        return True
    return {c.path for c in supposed} == set(paths) and scene.has(span, "more", "fewer")


def joined_parts(
    scene: TextScene, slot: Span, lead: str, reading: Reading, brief: Mapping[str, Any], read: ReadInFrame
) -> Reading | None:
    """ "Without email and with weekends": the changes of each part, where they are of different fields and more than
    was read of the whole.
    """
    if any(scene.words[at].lower in listed("denials") for at in range(slot.first, slot.last + 1)):
        return None  # «не двенадцать часов, а круглые сутки»: one thing in the place of another
    for parts in _cut(scene, slot):
        each = [_of_part(scene, part, lead, brief, read) for part in parts]
        if not all(each) or any(_meet(one, other) for one, other in combinations(each, 2)):
            continue
        changes = tuple(change for part in each for change in part)
        if any(_only_named(change, brief) for change in changes):
            continue  # "those chat users write mails instead": a channel turned down before is spoken of
        before = {(c.path, str(c.value)) for c in (*reading.what_if, *reading.changes)}
        if before < {(c.path, str(c.value)) for c in changes}:
            start, end = scene.words[slot.first].start, scene.words[slot.last].end
            return replace(reading, changes=(), what_if=changes, acts=(Act("what_if", start, end),), ambiguities=())
    return None


def _only_named(change: Change, brief: Mapping[str, Any]) -> bool:
    refused = {f"channels.{name}" for name, value in (brief.get("channels") or {}).items() if value is None}
    return change.value == {} and change.path in refused


def _cut(scene: TextScene, slot: Span) -> Iterator[list[Span]]:
    """The parts between commas and joining words, where there are two or three."""
    inside = range(slot.first + 1, slot.last)
    cuts = [at for at in inside if scene.words[at].lower in conjunctions() | listed("joined_on") or _sign(scene, at)]
    cuts = [at for at in cuts if at + 1 not in cuts]  # ", and"
    if 0 < len(cuts) < _MOST_PARTS:
        edges = [slot.first - 1, *cuts, slot.last + 1]
        parts = [_trimmed(scene, Span(a + 1, b - 1)) for a, b in pairwise(edges)]
        if all(part is not None for part in parts):
            yield [part for part in parts if part is not None]


def _sign(scene: TextScene, at: int) -> bool:
    return scene.words[at].text in ",+&"


def _trimmed(scene: TextScene, part: Span) -> Span | None:
    """A part without the signs at its ends; None where nothing of it is left."""
    first, last = part.first, part.last
    while first <= last and not scene.words[first].is_word and scene.fact_at[first] is None:
        first += 1
    while last >= first and not scene.words[last].is_word and scene.fact_at[last] is None:
        last -= 1
    return Span(first, last) if first <= last else None


def _of_part(scene: TextScene, part: Span, lead: str, brief: Mapping[str, Any], read: ReadInFrame) -> list[Change]:
    """What one part supposes behind "what if", or tells by itself."""
    start, end = scene.words[part.first].start, scene.words[part.last].end
    said = scene.text[start:end]
    supposed = read(f"{lead} {said}?")
    if supposed.what_if and not supposed.changes and all(c.path.split(".")[0] in MOVABLE for c in supposed.what_if):
        moved = list(supposed.what_if)
    else:
        moved = _moves(read(said), brief)
    return [replace(c, start=start, end=end, text=said) for c in moved]


def _meet(one: Sequence[Change], other: Sequence[Change]) -> bool:
    return any(of_one_field(c.path, each.path) for c in one for each in other)
