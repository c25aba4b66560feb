"""The numbers of contacts a message tells, in order, each with the words that speak of it.

What is left out beside a number, its channel or its period, is that of the number before it or, of the first, behind.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.reading.asides import asides
from assistant.reading.concepts import Mention, vocabulary
from assistant.reading.exchanged import counted
from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.once import once_a_text
from assistant.reading.rate_words import TIME_UNITS, period_forms
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import conjunctions, function_words, turns
from assistant.reading.workload import per_month

_YEARS = range(1900, 2100)
_FEWEST = 3  # contacts a bare number tells
_OF_TIMES = ("usual", "quiet", "busy")
_PARTS = ("missed", "answered")
_WEEK = 7  # days


@dataclass(frozen=True)
class Figure:
    """One number of contacts: its fact, its words, the words about it, and what it counts.

    `channel` is "" where all contacts are counted, or where the number names none; `named` says that it names what it
    counts by itself.
    """

    fact: Fact
    span: Span
    about: Span
    value: float
    per: str | None
    channel: str
    named: bool

    def has(self, scene: TextScene, *kinds: str) -> bool:
        """Whether the words about it say one of these."""
        return said(scene, self.about, *kinds)


@once_a_text
def marks_of_figures(scene: TextScene) -> list[Mention]:
    """What is said of numbers of contacts in a text, by the words of figures.yaml."""
    return vocabulary("figures").overlapping(scene.scene)


def said(scene: TextScene, span: Span, *kinds: str) -> bool:
    """Whether a mark of one of these kinds stands within a span."""
    return any(m.family in kinds and span.first <= m.first and m.last <= span.last for m in marks_of_figures(scene))


def told_figures(scene: TextScene, only: str | None = None) -> list[Figure]:
    """The numbers of contacts of a message, without those told of others; none where no number names any.

    `only` is the channel that they are of where none is named beside a number.
    """
    aside = {at for span in asides(scene) if not scene.has(span, "past") for at in range(span.first, span.last + 1)}
    facts = [f for f in scene.facts if _counts(scene, f) and scene.span(f).first not in aside]
    spans = [scene.span(f) for f in facts]
    found: list[Figure] = []
    for at, fact in enumerate(facts):
        about = Span(
            _begin(scene, spans[at - 1] if at else None, spans[at]),
            _end(scene, spans[at], spans[at + 1] if at + 1 < len(spans) else None),
        )
        channel = _channel(scene, fact, about)
        per = fact.value.get("per") if isinstance(fact.value, dict) and "per" in fact.value else fact.per
        per = "workday" if per == "day" and scene.has(about, "workday") else per
        per = per or _period(scene, about)
        figure = Figure(fact, spans[at], about, middle(fact.value), per, channel or "", channel is not None)
        found.append(figure)
    if only and not any(f.named for f in found):
        found = [replace(f, channel=only, named=True) for f in found]
    return list(_inherited(found)) if any(f.named for f in found) else []


def monthly(figure: Figure, coverage: Mapping[str, Any]) -> float:
    """How many contacts of a month a number comes to; working days are the days open, where those are known."""
    open_days = coverage.get("days_per_week") not in (None, _WEEK)
    return figure.value * per_month("day" if figure.per == "workday" and open_days else figure.per, coverage)


def _inherited(found: Sequence[Figure]) -> Iterator[Figure]:
    before = next(f for f in found if f.named)
    for figure in found:
        if not figure.named:
            figure = replace(figure, channel=before.channel)
        if figure.per is None and figure.channel == before.channel:
            per = before.per or next((f.per for f in found if f.per and f.channel in ("", figure.channel)), None)
            figure = replace(figure, per=per)
        yield figure
        before = figure


def _counts(scene: TextScene, fact: Fact) -> bool:
    """A number of contacts, or one of nothing in particular; no year, no count of anything else."""
    if fact.kind not in ("number", "volume") or fact.unit not in (None, "times") or fact.each:
        return False
    if fact.unit == "times" and fact.kind != "volume":
        return False
    if fact.kind == "volume" and fact.value.get("per") not in TIME_UNITS:
        return False
    head, content = scene.head(fact)
    span = scene.span(fact)
    part = head is not None and head.family == "other_number" and said(scene, Span(head.first, head.last), *_PARTS)
    if head is not None and not part:
        return head.family == "contact"
    content = content and not part  # "10 missed a day"
    marked = any(m.first == span.last + 1 for m in marks_of_figures(scene))  # "1,000 now"
    after = scene.words[min(span.last + 1, len(scene.words) - 1)].lower
    named = not marked and (content or (after not in function_words() and counted(scene, fact)))  # "the 900 you have"
    if named or middle(fact.value) < _FEWEST or _other_noun(scene, span):
        return False
    return not (fact.kind == "number" and middle(fact.value) in _YEARS and fact.text.isdecimal())


def _other_noun(scene: TextScene, span: Span) -> bool:
    """ "9,000 pallets a quarter": a noun within the words of a number that names no contacts."""
    if scene.has(span, "contact"):
        return False
    of_marks = {at for m in marks_of_figures(scene) for at in range(m.first, m.last + 1)}  # "10 missed a day"
    inside = (at for at in range(span.first + 1, span.last + 1) if at not in of_marks)
    inside = (at for at in inside if scene.words[at].start > scene.words[at - 1].end)  # the k of "27k"
    words = (scene.words[at] for at in inside if scene.words[at].is_word)
    return any(w.lower not in function_words() and not w.forms & period_forms().keys() for w in words)


def _period(scene: TextScene, about: Span) -> str | None:
    """ "A usual week is 400 e-mails": the time the words about a number name beside it; "yearly" is said of a mean."""
    marks = [m for m in marks_of_figures(scene) if m.family in _OF_TIMES]
    places = (at for at in range(about.first, about.last + 1) if any(m.first <= at <= m.last + 1 for m in marks))
    named = (period_forms()[form] for at in places for form in sorted(scene.words[at].forms) if form in period_forms())
    return next((per for per in named if per != "year"), None)


def _channel(scene: TextScene, fact: Fact, about: Span) -> str | None:
    """The channel a number names itself, "" for contacts of any, None where it names nothing."""
    head, _ = scene.head(fact)
    if head is not None and head.value not in ("", "_"):
        return head.value
    span = scene.span(fact)
    inside = [c for c, place in scene.channels if about.first <= place.first <= span.last]
    after = [c for c, place in scene.channels if span.last < place.first <= about.last]
    if inside or after:
        return inside[-1] if inside else after[0]
    return "" if head is not None else None


def _begin(scene: TextScene, before: Span | None, own: Span) -> int:
    first = scene.sentence_of(own.first).first
    return first if before is None or before.last < first else _parted(scene, before.last + 1, own.first)


def _end(scene: TextScene, own: Span, after: Span | None) -> int:
    last = scene.sentence_of(own.last).last
    end = last + 1 if after is None or after.first > last else after.first
    return max(own.last, _parted(scene, own.last + 1, end) - 1)


def _parted(scene: TextScene, first: int, end: int) -> int:
    """Where the words of one number end and those of the next begin; of a stretch without a sign all go on."""
    for at in range(first, end):
        word = scene.words[at]
        if word.text in ",;.!?()" or word.lower in turns() or word.lower in conjunctions():
            return at
    return first if end < len(scene.words) and scene.fact_at[end] is not None else end
