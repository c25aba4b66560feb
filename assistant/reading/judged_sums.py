"""Volumes told in parts, which the judge takes for volumes one by one: "1,900 calls in, another 600 reminders out"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.in_brief import present
from assistant.reading.judged import mention_of
from assistant.reading.nearest_channel import gap
from assistant.reading.opinion import Opinion
from assistant.reading.result import Change
from assistant.reading.scene import TextScene
from assistant.reading.team_pay import team_pay
from assistant.reading.word_lists import listed
from assistant.reading.workload import per_month

Allowed = Callable[[int], bool]

_VOLUME = "contacts_per_month"
_PART = 0.8  # how likely each further part must be a volume
_NEAR = 0.005  # of a volume, within which two are the same
_YEAR = re.compile(r"20[0-4]\d")
_MOST = 6  # figures of a message among which parts are looked for


def with_parts_added(
    scene: TextScene, opinion: Opinion, changes: Sequence[Change], brief: Mapping[str, Any], allowed: Allowed
) -> tuple[Change, ...]:
    """Changes with what else is told of a channel added to its volume; a known volume is left as it is put."""
    days = {c.path.removeprefix("coverage."): c.value for c in changes if c.path.startswith("coverage.")}
    coverage = {**(brief.get("coverage") or {}), **days}
    found = []
    paid = team_pay(scene, brief)  # "9 agents at 3400 a month, 4000 calls a month"
    for change in changes:
        first = _told_by(scene, change, coverage)
        if first is None or present(brief, change.path):
            found.append(change)
            continue
        period = _period(first) or "month"
        parts = [
            amount_of(fact, coverage, period)
            for fact in scene.facts
            if _is_part(scene, opinion, fact, change, [*changes, *paid], allowed)
            and (_period(fact) or not _period(first) or middle(fact.value) <= middle(first.value))
        ]  # "68,000 calls monthly; some 313,000 cases stand behind them": no part is greater and of no period
        parts = [part for part in parts if not _same(part, float(change.value))]  # the same told in another period
        found.append(replace(change, value=round(float(change.value) + sum(parts), 2)) if parts else change)
    return tuple(found)


def amount_of(fact: Fact, coverage: Mapping[str, Any], period: str) -> float:
    """Contacts a month of a figure, which is of `period` where it tells none itself."""
    return middle(fact.value) * per_month(_period(fact) or period, coverage)


def parts_of(facts: Iterable[Fact], wanted: Iterable[float], coverage: Mapping[str, Any]) -> set[int]:
    """Places of the figures that add up to a volume wanted and are none of it alone."""
    figures = [f for f in facts if f.kind in ("number", "volume") and not f.each][:_MOST]
    period = next((p for p in map(_period, figures) if p), "month")
    amounts = {f.start: amount_of(f, coverage, period) for f in figures}
    for volume in wanted:
        for count in (2, 3, 4):
            sums = [c for c in combinations(amounts, count) if _same(sum(amounts[at] for at in c), volume)]
            if len(sums) == 1 and not any(_same(amount, volume) for amount in amounts.values()):
                return set(sums[0])
    return set()


def _period(fact: Fact) -> str | None:
    return fact.value.get("per") if isinstance(fact.value, dict) else fact.per


def _told_by(scene: TextScene, change: Change, coverage: Mapping[str, Any]) -> Fact | None:
    """The one figure that gave a volume; None where it was worked out, or is none."""
    span = mention_of(scene, change) if change.path.endswith(_VOLUME) and change.op == "set" else None
    figures = [f for f in scene.facts_within(span) if f.kind in ("number", "volume")] if span else []
    if len(figures) != 1 or figures[0].each or not isinstance(change.value, int | float):
        return None
    period = _period(figures[0]) or "month"
    return figures[0] if _same(amount_of(figures[0], coverage, period), float(change.value)) else None


def _is_part(
    scene: TextScene,
    opinion: Opinion,
    fact: Fact,
    change: Change,
    changes: Sequence[Change],
    allowed: Allowed,
) -> bool:
    span = scene.span(fact)
    if fact.kind not in ("number", "volume") or fact.each or fact.unit or not allowed(span.first):
        return False
    if any(c.start < fact.end and fact.start < c.end for c in changes):
        return False
    if opinion.of(span).get("volume", 0.0) < _PART or _apart(scene, fact):
        return False
    head, _ = scene.head(fact)
    if (
        head is not None
        and change.path.startswith("channels.phone")
        and scene.words[head.first].forms & listed("writing")
    ):
        return False  # "7,400 calls + 2,100 portal messages"
    near = min(scene.channels, key=lambda named: gap(scene, named[1], span), default=None)
    return near is None or change.path in (_VOLUME, f"channels.{near[0]}.{_VOLUME}")


def _apart(scene: TextScene, fact: Fact) -> bool:
    """Of another year, in a table, of what was told before, or no contact that comes in: "backlog 600"."""
    sentence = scene.sentence_of(scene.span(fact).first)
    told = scene.words[sentence.first : sentence.last + 1]
    counted, counts = scene.head(fact)
    of_something = fact.kind == "number" and counts and counted is None
    first = scene.span(fact).first
    waiting = any(m.last in (first - 1, first) for m in scene.inside(sentence, ("stock", "other_number")))
    return (
        of_something
        or waiting
        or scene.has(sentence, "of_them")
        or any(w.text == "|" or _YEAR.fullmatch(w.text) for w in told)
    )


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= _NEAR * max(abs(other), 1.0)
