"""The period of a known volume put right: "the 36,000 calls are for the whole year", «2 800 — это за квартал»."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from assistant.reading.coverage import known_coverage
from assistant.reading.in_brief import volumes_in
from assistant.reading.rate_words import period_forms
from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed
from assistant.reading.workload import per_month, tidy

_DENIED = 3  # words before a period among which it is denied, or said to be what was written before
_PERIODS = frozenset({"hour", "day", "week", "quarter", "half_year", "year"})
_FIGURES = ("number", "volume", "money", "percent")


def period_of_known(
    scene: TextScene, brief: Mapping[str, Any], changes: Sequence[Change], allowed: Callable[[int], bool]
) -> list[Change]:
    """The changes with a known volume counted anew by the period that is said of its very number.

    Only where the number is the only figure of the message, and one period besides the month is named. `allowed` tells
    of a word whether it states anything.
    """
    figures = [f for f in scene.facts if f.kind in _FIGURES and not _of_period(scene, scene.span(f).first)]
    if len(figures) != 1 or scene.text.rstrip().endswith("?") or not allowed(scene.span(figures[0]).first):
        return list(changes)
    fact = figures[0]
    said = middle(fact.value.get("value", 0) if isinstance(fact.value, Mapping) else fact.value)
    paths = [path for path, volume in volumes_in(brief).items() if volume == said]
    named = {f"channels.{channel}.contacts_per_month" for channel, _ in scene.channels}
    paths = [path for path in paths if path in named] or paths
    periods = _periods(scene)
    if len(paths) != 1 or len(periods) != 1 or not periods <= _PERIODS:
        return list(changes)
    value = tidy(said * per_month(periods.pop(), known_coverage(brief, list(changes))))
    kept = [c for c in changes if c.path != paths[0] and not (c.start < fact.end and fact.start < c.end)]
    return [*kept, Change("set", paths[0], value, fact.start, fact.end, fact.text)]


def _of_period(scene: TextScene, at: int) -> bool:
    """A "quarter" that is a period and no fourth part."""
    return scene.words[at].lower in period_forms() and scene.fact_at[at] is not None and _lone(scene, at)


def _lone(scene: TextScene, at: int) -> bool:
    fact = scene.fact_at[at]
    return fact is not None and fact.kind == "percent" and scene.span(fact).last - scene.span(fact).first <= 1


def _periods(scene: TextScene) -> set[str]:
    """Periods said of the figure, those left out that are denied: "not monthly", "which I called monthly"."""
    found = set()
    for at, word in enumerate(scene.words):
        period = next((period_forms()[form] for form in sorted(word.forms) if form in period_forms()), "")
        before = {each.lower for each in scene.words[max(0, at - _DENIED) : at]}
        led = bool(before & listed("period_led")) or word.lower.endswith("ly")
        kind = scene.kind_at(at)
        term = kind == "duration" and scene.has(Span(0, len(scene.words) - 1), "contract")
        apart = term or kind in ("days", "time_range")  # "five days a week" tell no contacts
        if period and led and not apart and not before & (listed("denials") | listed("written_as")):
            found.add(period)
    return found
