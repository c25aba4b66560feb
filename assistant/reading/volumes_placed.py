"""Whose a volume is that names no channel beside it: channels and numbers told in one order, a lone volume of the one
channel of the message, a total whose channel comes later, and what is left of a total.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.in_brief import wanted_in
from assistant.reading.result import Change
from assistant.reading.roles import Roles, middle
from assistant.reading.scene import TextScene
from assistant.reading.volumes_by_turns import by_turns
from assistant.reading.volumes_in_order import in_their_order
from assistant.reading.volumes_labelled import with_labelled
from assistant.reading.word_lists import conjunctions, listed
from assistant.reading.workload import per_month, scaled, tidy

_TOTAL = "contacts_per_month"
_BESIDE = 3  # words from "the rest" to the channel it is of
_SHORT = 4  # words of a message that only names the channel of the total


def placed(
    scene: TextScene,
    changes: list[Change],
    roles: Roles,
    brief: Mapping[str, Any],
    coverage: Mapping[str, Any],
    question: str | None,
) -> list[Change]:
    """The changes with volumes put to the channels they are of, where the message leaves no doubt."""
    told = {c.path for c in changes if _volume(c)}
    if ordered := _in_order(scene, coverage):
        return [*(c for c in changes if c.path != _TOTAL and not _volume(c)), *ordered]
    if lists := in_their_order(scene, changes, coverage):
        return lists
    changes = with_labelled(scene, by_turns(scene, changes, coverage), roles, coverage)
    told |= {c.path for c in changes if _volume(c)}
    if not told and (lone := _of_the_one_channel(scene, changes, roles, coverage)):
        return [*(c for c in changes if c.path != _TOTAL), *lone]
    total = brief.get(_TOTAL)
    if not isinstance(total, int | float) or wanted_in(brief):
        return changes
    return _all_of_it(scene, changes, total, question) or _rest(scene, changes, total) or changes


def _in_order(scene: TextScene, coverage: Mapping[str, Any]) -> list[Change]:
    """ "Phone, e-mail and Telegram: 1,000, 700 and 1,300 a month": as many numbers as channels, in their order."""
    found = scene.channels
    for first in range(len(found) - 1):
        last = first
        while last + 1 < len(found) and _joined(scene, found[last][1].last + 1, found[last + 1][1].first):
            last += 1
        row = found[first : last + 1]
        if len(row) < 2 or len({channel for channel, _ in row}) < len(row):
            continue
        after = [f for f in scene.facts if scene.span(f).first > row[-1][1].last]
        numbers = after[: len(row)]
        if len(numbers) < len(row):
            continue
        spans = [scene.span(f) for f in numbers]
        close = spans[0].first - row[-1][1].last <= 3 and scene.words[spans[0].first - 1].text in ":—–-("
        listed_so = all(_joined(scene, a.last + 1, b.first) for a, b in pairwise(spans))
        bare = all(f.kind in ("number", "volume") and not f.unit and scene.head(f)[0] is None for f in numbers)
        more = [f for f in after[len(row) : len(row) + 1] if f.kind in ("number", "volume")]
        if not (close and listed_so and bare) or (
            more and _joined(scene, spans[-1].last + 1, scene.span(more[0]).first)
        ):
            continue
        per = next((f.per for f in reversed(numbers) if f.per), None)
        factor = per_month(per, coverage)
        return [
            Change("set", f"channels.{channel}.{_TOTAL}", tidy(middle(f.value) * factor), f.start, f.end, f.text)
            for (channel, _), f in zip(row, numbers, strict=True)
        ]
    return []


def _joined(scene: TextScene, first: int, last: int) -> bool:
    """Only a comma or a conjunction stands between."""
    between = [scene.words[at] for at in range(first, last)]
    return bool(between) and all(w.text in ",/" or w.lower in conjunctions() for w in between)


def _of_the_one_channel(
    scene: TextScene, changes: Sequence[Change], roles: Roles, coverage: Mapping[str, Any]
) -> list[Change]:
    """«Звонков летом много. В среднем 1800 в месяц»: a volume of nothing else, and one channel in the message."""
    named = {channel for channel, _ in scene.channels}
    wanted = {c.path.split(".")[1] for c in changes if c.path.startswith("channels.") and c.value is not None}
    volumes = [f for f in scene.facts if f.kind == "volume" and scene.head(f) == (None, False)]
    taken = {id(r.fact) for r in roles.taken if r.field != "contacts"}
    if len(named) != 1 or not wanted <= named or len(volumes) != 1 or id(volumes[0]) in taken:
        return []
    fact, place = volumes[0], scene.channels[0][1]
    if not fact.per or any(f.kind == "money" for f in scene.facts_within(scene.sentence_of(scene.span(fact).first))):
        return []
    if scene.span(fact).first < place.first or _own_volume(scene, fact):
        return []
    value, detail = scaled(fact, per_month(fact.per, coverage))
    path = f"channels.{next(iter(named))}.{_TOTAL}"
    return [Change("set", path, value, fact.start, fact.end, fact.text, detail)]


def _own_volume(scene: TextScene, fact: Fact) -> bool:
    """Another volume with a noun of its own stands in the message: then the lone one may be of anything."""
    return any(f is not fact and f.kind == "volume" for f in scene.facts)


def _all_of_it(scene: TextScene, changes: Sequence[Change], total: float, question: str | None) -> list[Change] | None:
    """«Это почта» of a total told before, or the one channel that is the answer to which channels there are."""
    named = {c.path for c in changes if c.path.startswith("channels.")}
    words = [word.lower for word in scene.words if word.is_word]
    if len(named) != 1 or len(changes) != 1 or changes[0].value != {} or set(words) & listed("in_part"):
        return None
    if question != "channels" and len(words) > _SHORT:
        return None
    place = (changes[0].start, changes[0].end, changes[0].text)
    path = f"{changes[0].path}.{_TOTAL}"
    return [*changes, Change("set", path, total, *place), Change("remove", _TOTAL, None, *place)]


def _rest(scene: TextScene, changes: Sequence[Change], total: float) -> list[Change] | None:
    """«Из них 1000 звонки, остальное почта»: the channel beside "the rest" has what is left of the known total."""
    marks = [m for m in scene.mentions if m.family == "rest"]
    if len(marks) != 1:
        return None
    mark, sentence = marks[0], scene.sentence_of(marks[0].first)
    named = [(c, p) for c, p in scene.channels if p.first in sentence]
    ahead = [(c, p) for c, p in named if 0 < p.first - mark.last <= _BESIDE]
    behind = [(c, p) for c, p in named if 0 < mark.first - p.last <= _BESIDE]
    if not ahead and not behind:
        return None
    channel, span = (ahead[:1] or behind[-1:])[0]
    others = {c for c, _ in named} - {channel}
    parts = {c.path.split(".")[1]: float(c.value) for c in changes if _volume(c)}
    numbers = [f for f in scene.facts if f.kind in ("number", "volume") and scene.span(f).first in sentence]
    if len(others) == 1 and len(numbers) == 1:
        parts = {next(iter(others)): middle(numbers[0].value)}
    left = total - sum(parts.get(other, 0) for other in others)
    if not others or not others <= parts.keys() or left <= 0:
        return None
    start, end = scene.words[span.first].start, scene.words[span.last].end
    place = (start, end, scene.text[start:end])
    kept = [c for c in changes if c.path != _TOTAL and not _volume(c)]
    told = [Change("set", f"channels.{other}.{_TOTAL}", tidy(parts[other]), *place) for other in sorted(others)]
    rest = Change("set", f"channels.{channel}.{_TOTAL}", tidy(left), *place)
    return [*kept, *told, rest, Change("remove", _TOTAL, None, *place)]


def _volume(change: Change) -> bool:
    return change.path.endswith(f".{_TOTAL}") and isinstance(change.value, int | float)
