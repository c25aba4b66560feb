"""The period of a known volume put right: "the 36,000 calls are for the whole year", «2 800 — это за квартал».

The volume is told by its number or by its channel alone: "the e-mails are per week", «300 — это за две недели».
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from assistant.reading.coverage import known_coverage
from assistant.reading.facts import Fact
from assistant.reading.in_brief import volumes_in
from assistant.reading.period_told import as_told, period_opening
from assistant.reading.rate_words import period_forms
from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.told_as import told_as
from assistant.reading.word_lists import function_words, listed
from assistant.reading.workload import per_month, tidy

_DENIED = 3  # words before a period among which it is denied, or said to be what was written before
_PERIODS = frozenset({"hour", "day", "week", "quarter", "half_year", "year"})
_SECONDS = {"day": 86_400.0, "week": 604_800.0, "month": 365 / 12 * 86_400.0}
_FIGURES = ("number", "volume", "money", "percent")


def period_of_known(
    scene: TextScene, brief: Mapping[str, Any], changes: Sequence[Change], allowed: Callable[[int], bool]
) -> list[Change]:
    """The changes with a known volume counted anew by the period that is said of its very number.

    Only where the number is the only figure of the message, and one period besides the month is named. `allowed` tells
    of a word whether it states anything.
    """
    if (opening := period_opening(scene)) is not None and len(volumes_in(brief)) == 1:
        ((path, known),) = volumes_in(brief).items()
        if not any(c.path == path for c in changes):
            coverage = known_coverage(brief, list(changes))
            period, start, end = opening
            value = tidy(as_told(known, coverage) * per_month(period, coverage))
            return [*changes, Change("set", path, value, start, end, scene.text[start:end], {"per": period})]
    odd = _odd_lengths(scene)
    inside = {at for _, _, span in odd for at in range(span.first, span.last + 1)}
    figures = [f for f in scene.facts if f.kind in _FIGURES and not _of_period(scene, scene.span(f).first)]
    figures = [f for f in figures if scene.span(f).first not in inside]
    if not figures and any(f.kind == "time_range" for f in scene.facts):
        return list(changes)  # "the phone is from 10 to 16 in work days" tells hours
    periods = [*((per, 1.0) for per in _periods(scene, inside)), *((unit, count) for unit, count, _ in odd)]
    if len(periods) != 1 or len(figures) > 1 or scene.text.rstrip().endswith("?"):
        return list(changes)
    (period, count), place = periods[0], (0, len(scene.text), scene.text)
    if figures:
        if not allowed(scene.span(figures[0]).first):
            return list(changes)
        path, said = _by_number(scene, figures[0], brief)
        place = (figures[0].start, figures[0].end, figures[0].text)
    else:
        path, said = _by_channel(scene, inside, brief)
    if not path or period not in _PERIODS:
        return list(changes)
    value = tidy(said * per_month(period, known_coverage(brief, list(changes))) / count)
    kept = [c for c in changes if c.path != path and not (c.start < place[1] and place[0] < c.end)]
    return [*kept, Change("set", path, value, *place)]


def _by_number(scene: TextScene, fact: Fact, brief: Mapping[str, Any]) -> tuple[str, float]:
    """The one known volume that the number was told for; of several alike, that of the channel named."""
    said = middle(fact.value.get("value", 0) if isinstance(fact.value, Mapping) else fact.value)
    paths = [path for path, volume in volumes_in(brief).items() if volume == said]
    head, content = scene.head(fact)
    if not paths and fact.kind == "number" and (head.family == "contact" if head is not None else not content):
        paths, _ = told_as(said, None, brief)
    named = {f"channels.{channel}.contacts_per_month" for channel, _ in scene.channels}
    paths = [path for path in paths if path in named] or paths
    return (paths[0], said) if len(paths) == 1 else ("", 0.0)


def _by_channel(scene: TextScene, periods: set[int], brief: Mapping[str, Any]) -> tuple[str, float]:
    """ "The e-mails are per week", «письма — это за две недели»: one channel and a period, and nothing else."""
    named = {channel for channel, _ in scene.channels}
    path = f"channels.{next(iter(named))}.contacts_per_month" if len(named) == 1 else ""
    known = volumes_in(brief).get(path)
    lengths = [f for f in scene.facts if f.kind == "duration" and f.unit not in (*_PERIODS, "month")]
    lengths += [f for f in scene.facts if f.kind == "duration" and scene.span(f).last > scene.span(f).first]
    timed = any(scene.span(f).first not in periods for f in lengths)
    if known is None or timed:
        return "", 0.0  # "each chat takes a quarter of an hour"
    inside = periods | {at for _, place in scene.channels for at in range(place.first, place.last + 1)}
    frame = listed("guessing") | listed("put_right_by") | listed("period_led") | listed("denials") | function_words()
    other = [w for at, w in enumerate(scene.words) if w.is_word and at not in inside and w.lower not in frame]
    if any(not word.forms & period_forms().keys() for word in other):
        return "", 0.0
    return path, as_told(known, known_coverage(brief, []))


def _odd_lengths(scene: TextScene) -> list[tuple[str, float, Span]]:
    """A fortnight, «две недели»: lengths of time that are no plain period and are not denied."""
    lengths: list[tuple[str, float, Span]] = []
    for mention in (m for m in scene.mentions if m.family == "odd_period"):
        unit, count = str(mention.value).split()
        lengths.append((unit, float(count), Span(mention.first, mention.last)))
    for fact in scene.facts:
        span = scene.span(fact)
        led = span.first > 0 and scene.words[span.first - 1].lower in listed("period_led")
        if fact.kind == "duration" and led and fact.unit in _SECONDS and not fact.per:
            lengths.append((fact.unit, middle(fact.value) / _SECONDS[fact.unit], span))
    denied = listed("denials") | listed("written_as")
    return [
        each
        for each in lengths
        if each[1] > 1 and not {w.lower for w in scene.words[max(0, each[2].first - _DENIED) : each[2].first]} & denied
    ]


def _of_period(scene: TextScene, at: int) -> bool:
    """A "quarter" that is a period and no fourth part."""
    return scene.words[at].lower in period_forms() and scene.fact_at[at] is not None and _lone(scene, at)


def _lone(scene: TextScene, at: int) -> bool:
    fact = scene.fact_at[at]
    return fact is not None and fact.kind == "percent" and scene.span(fact).last - scene.span(fact).first <= 1


def _periods(scene: TextScene, others: set[int]) -> set[str]:
    """Periods said of the figure, those left out that are denied: "not monthly", "which I called monthly"."""
    found = set()
    for at, word in enumerate(scene.words):
        period = next((period_forms()[form] for form in sorted(word.forms) if form in period_forms()), "")
        before = {each.lower for each in scene.words[max(0, at - _DENIED) : at]}
        led = bool(before & listed("period_led")) or word.lower.endswith("ly")
        kind = scene.kind_at(at)
        term = kind == "duration" and scene.has(Span(0, len(scene.words) - 1), "contract")
        apart = at in others or term or kind in ("days", "time_range")  # "five days a week" tell no contacts
        if period and led and not apart and not before & (listed("denials") | listed("written_as")):
            found.add(period)
    return found
