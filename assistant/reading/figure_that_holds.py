"""Which of several numbers told of one thing holds, where the message says so itself.

What is now holds against what was, "used to be 40 calls a day, now 200"; what is named for the estimate against what
led to it, «до переезда 2900, после — 4100. Берите 4100», "a fifth of 15,000 calls, so 3,000".
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from assistant.reading.coverage import known_coverage
from assistant.reading.in_brief import volumes_in
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.told_figures import Figure, marks_of_figures, monthly, said, told_figures
from assistant.reading.usual_and_busy import with_volume
from assistant.reading.volumes_corrected import likely_factor
from assistant.reading.workload import tidy

_LED = 4  # words between "use" or "so" and the number
_UNLIKE = 60  # times another that a number of the same thing may be
_SAME = 0.005


def figure_that_holds(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with that number alone; as they are where nothing says which one holds."""
    figures = told_figures(scene)
    coverage = known_coverage(brief, list(changes))
    volumes = [monthly(f, coverage) for f in figures]
    if len(figures) == 1 and (put := _put_right(scene, figures[0], changes, brief)):
        return put
    if len(figures) < 2 or max(volumes) > _UNLIKE * min(volumes):
        return list(changes)
    one_thing = len({f.channel for f in figures}) == 1
    if one_thing and (mark := _mean_asked(scene, figures)):
        return with_volume(changes, figures, mark, tidy(sum(volumes) / len(volumes)))
    holds = _led(scene, figures) if one_thing else None
    holds = holds or _of_now(scene, figures)
    if holds is None:
        return list(changes)
    others = [f for f in figures if f.channel == holds.channel]
    like = next((f for f in others if f is not holds and abs(f.value - holds.value) <= _SAME * f.value), holds)
    per = holds.fact.per or like.per
    return with_volume(changes, others, holds, tidy(monthly(replace(holds, per=per), coverage)))


def _put_right(
    scene: TextScene, figure: Figure, changes: Sequence[Change], brief: Mapping[str, Any]
) -> list[Change] | None:
    """ "Chats went up, call it 9k monthly": the one number told, of a channel whose volume is known."""
    known = volumes_in(brief)
    path = f"channels.{figure.channel}.contacts_per_month"
    if path not in known or _led(scene, [figure, figure]) is None:
        return None
    coverage = known_coverage(brief, list(changes))
    value = monthly(figure, coverage)
    if figure.fact.kind == "number" and figure.fact.per is None:
        if any(c.path == path and c.start <= figure.fact.start < c.end for c in changes):
            return None  # "only the overflow, say 1,700 calls" is read in its period already
        value = figure.value * likely_factor(figure.value, known[path], coverage)
    return with_volume(changes, [figure], figure, tidy(value))


def _mean_asked(scene: TextScene, figures: Sequence[Figure]) -> Figure | None:
    """ "Jan 900, Feb 1,100, Mar 1,000 calls. Take the average": no number of its own follows."""
    marks = [m for m in marks_of_figures(scene) if m.family == "mean" and m.first > figures[-1].span.last]
    return next((f for f in figures if f.named), None) if marks else None


def _led(scene: TextScene, figures: Sequence[Figure]) -> Figure | None:
    """The last number that is led by "use" or "so"."""
    for figure in reversed(figures[1:]):
        first = max(scene.sentence_of(figure.span.first).first, figure.span.first - _LED, figure.about.first)
        before = Span(first, max(first, figure.span.first - 1))
        if first < figure.span.first and said(scene, before, "taken"):
            return figure
    return None


def _of_now(scene: TextScene, figures: Sequence[Figure]) -> Figure | None:
    """The number of now, where the other one of the same thing is of the past."""
    for before, after in pairwise(figures):
        if before.channel != after.channel:
            continue
        then, now = (f.has(scene, "then") for f in (before, after))
        like = after.named or after.per == before.per
        if then and not now and like and (after.has(scene, "now") or not after.named):
            return after
        if now and not then and before.has(scene, "now"):
            return before
    return None
