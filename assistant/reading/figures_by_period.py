"""Contacts told period by period: "Calls: January 8,412; February 7,958", a table with the years in its first column.

Of months listed one by one the volume is their average; of years the latest counts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.rate_words import period_forms
from assistant.reading.scene import Span, TextScene
from assistant.reading.terms_between import month_names
from assistant.reading.word_lists import listed

_YEAR = re.compile(r"(?:FY)?((?:19|20)\d\d)(?:[/–-]\d{2,4})?", re.IGNORECASE)
_BETWEEN = frozenset(":—–-|=(,.")  # what may part a period from its number
_BAR = "|"
_LABEL = 6  # words of the first cell of a row
_APART = 8  # words from one number of a list to the name of the next period
_ABOVE = 30  # words before a list among which the contacts are named
_FEWEST = 2  # rows of a list
_LAST_YEAR = 2100
_FURTHEST = 5  # years from one row to the next
_COUNTED = ("contact", "total")


@dataclass(frozen=True)
class _Row:
    """A period named and the numbers told for it, one or more columns of them."""

    label: Span
    kind: str
    order: int
    facts: tuple[Fact, ...]
    behind: bool = False  # the period stands after its number


def with_figures_by_period(scene: TextScene) -> TextScene:
    """The scene with one volume in place of the numbers of several periods, in every column."""
    scene = _years_apart(scene)
    for rows in _lists(scene):
        told = {id(f): f for row in rows for f in row.facts}
        labels = [row.label for row in rows]
        inside = [f for f in scene.facts if f.kind in ("number", "volume") and _within(scene.span(f), labels)]
        columns = range(min(len(row.facts) for row in rows) if _headed(scene, rows[0]) else 1)
        anew = [_column(scene, rows, at) for at in columns if not _of_something_else(scene, rows[0], at)]
        gone = {*told, *(id(f) for f in inside)}
        kept = [f for f in scene.facts if id(f) not in gone]
        return with_figures_by_period(scene.with_facts(sorted([*kept, *anew], key=lambda f: (f.start, -f.end))))
    return scene


def _years_apart(scene: TextScene) -> TextScene:
    """«2021 — 96 000»: no number from two thousand to a hundred thousand, but a year and its number."""
    facts = []
    for fact in scene.facts:
        low = fact.value.get("low") if fact.kind == "number" and isinstance(fact.value, dict) else None
        parts = fact.text.split(maxsplit=2)
        if low is None or len(parts) < len("y—n") or parts[1] not in _BETWEEN or not _YEAR.fullmatch(parts[0]):
            facts.append(fact)
            continue
        if fact.value["high"] <= _LAST_YEAR:
            facts.append(fact)
            continue
        start = fact.start + fact.text.index(parts[2], len(parts[0]))
        facts.append(replace(fact, value=fact.value["high"], start=start, text=scene.text[start : fact.end]))
    same = all(a is b for a, b in zip(facts, scene.facts, strict=True))
    return scene if same else scene.with_facts(facts)


def _within(span: Span, labels: list[Span]) -> bool:
    return any(span.first in label for label in labels)


def _of_something_else(scene: TextScene, first: _Row, at: int) -> bool:
    """The column of "Counter visits", in a table whose other columns name contacts."""
    if not _headed(scene, first):
        return False
    above = scene.sentence_of(scene.sentence_of(first.label.first).first - 1)
    own = scene.inside(_cell(scene, above, at + 1), _COUNTED)
    return not own and any(scene.inside(_cell(scene, above, k + 1), ("contact",)) for k in range(at))


def _column(scene: TextScene, rows: list[_Row], at: int) -> Fact:
    """The average of the months of a column, or the number of its latest year."""
    if rows[0].kind == "month":
        amounts = [middle(row.facts[at].value) for row in rows]
        named = next((row.facts[at] for row in rows if _counts_contacts(scene, row.facts[at])), rows[0].facts[at])
        return _volume(scene, rows[0], at, named, sum(amounts) / len(amounts), "month")
    latest = max(rows, key=lambda row: row.order).facts[at]
    per = "month" if _by_the_month(scene, rows) else "year"
    return _volume(scene, rows[0], at, latest, middle(latest.value), per)


def _counts_contacts(scene: TextScene, fact: Fact) -> bool:
    head = scene.head(fact)[0]
    return head is not None and head.family == "contact"


def _volume(scene: TextScene, first: _Row, at: int, fact: Fact, amount: float, per: str) -> Fact:
    """The volume, with the words above its column, or before the list, that say what is counted."""
    volume = replace(fact, kind="volume", value={"value": amount, "per": per}, per=per, unit=None)
    if scene.head(fact)[0] is not None:
        return volume
    if _headed(scene, first):
        above = scene.sentence_of(scene.sentence_of(first.label.first).first - 1)
        named = scene.inside(_cell(scene, above, at + 1), ("contact",))
        if named:
            start, end = scene.words[named[0].first].start, scene.words[named[0].last].end
            return replace(volume, start=start, end=end, text=scene.text[start:end])
    named = scene.inside(Span(max(0, first.label.first - _ABOVE), first.label.first), ("contact",))
    start = scene.words[named[-1].first].start if named else volume.start
    return replace(volume, start=start, text=scene.text[start : volume.end])


def _cell(scene: TextScene, row: Span, at: int) -> Span:
    """The words of one cell of a row."""
    first = row.first + (scene.words[row.first].text == _BAR)
    bars = [k for k in range(first, row.last + 1) if scene.words[k].text == _BAR]
    edges = [first - 1, *bars, row.last + 1]
    return Span(edges[at] + 1, edges[at + 1] - 1) if at + 1 < len(edges) else Span(row.last, row.last)


def _by_the_month(scene: TextScene, rows: list[_Row]) -> bool:
    """ "Average number of contacts on monthly basis: 2022 | 83,832": what the words above the list say."""
    above = scene.words[max(0, rows[0].label.first - _ABOVE) : rows[0].label.first]
    return any(period_forms().get(form) == "month" for word in above for form in word.forms)


def _headed(scene: TextScene, row: _Row) -> bool:
    """The first line above the rows names what each column counts."""
    start = scene.sentence_of(row.label.first).first
    above = scene.sentence_of(start - 1) if start else None
    return above is not None and any(word.text == _BAR for word in scene.words[above.first : above.last + 1])


def _lists(scene: TextScene) -> Iterator[list[_Row]]:
    """Rows of one kind that follow each other, of contacts named in them or above them."""
    run: list[_Row] = []
    for row in (*_rows(scene), None):
        if row is not None and run and _goes_on(scene, run[-1], row):
            run.append(row)
            continue
        if len(run) >= _fewest(run) and _in_order(run) and _of_contacts(scene, run):
            yield run
        run = [row] if row is not None else []


def _fewest(run: list[_Row]) -> int:
    """Two months told after their numbers may be a usual one and a busy one: "4,000 in May, 9,000 in June"."""
    return _FEWEST + any(row.behind for row in run)


def _goes_on(scene: TextScene, one: _Row, other: _Row) -> bool:
    last = max(scene.span(one.facts[-1]).last, one.label.last)
    between = scene.words[last + 1 : other.label.first]
    facts = scene.facts_within(Span(last + 1, other.label.first - 1)) if last + 1 < other.label.first else []
    return one.kind == other.kind and len(between) <= _APART and not any(f.kind in ("number", "volume") for f in facts)


def _in_order(run: list[_Row]) -> bool:
    """The next month, or the next year, each time; two seasons far apart are no list."""
    steps = {b.order - a.order for a, b in pairwise(run)}
    if run[0].kind == "year":
        return all(0 < step <= _FURTHEST for step in steps) or all(0 < -step <= _FURTHEST for step in steps)
    return steps <= {1, -11} or steps == {-1}


def _of_contacts(scene: TextScene, run: list[_Row]) -> bool:
    first = run[0].label.first
    number = scene.span(run[0].facts[0]).last
    above = Span(max(0, first - _ABOVE), min(number + 1, len(scene.words) - 1))  # "2021: 3.1 million calls"
    money = any(f.kind == "money" for f in scene.facts_within(Span(above.first, scene.span(run[-1].facts[-1]).last)))
    counted = any(_counts_contacts(scene, fact) for row in run for fact in row.facts[:1])
    return not money and (counted or scene.has(above, *_COUNTED) or bool(scene.channels_within(above)))


def _rows(scene: TextScene) -> Iterator[_Row]:
    """Periods with the numbers right behind them: after a sign, or in the cells of the same line."""
    for sentence in scene.sentences:
        bars = [at for at in range(sentence.first, sentence.last + 1) if scene.words[at].text == _BAR]
        label = _period_of_row(scene, sentence.first, bars) if bars else None
        if label is not None:
            span, kind, order = label
            facts = [f for f in scene.facts_within(Span(span.last + 1, sentence.last)) if _bare(f)]
            if facts:
                yield _Row(span, kind, order, tuple(facts))
            continue
        for fact in (f for f in scene.facts_within(sentence) if _bare(f)):
            if (found := _period_before(scene, scene.span(fact).first)) is not None:
                yield _Row(*found, (fact,))
            elif (month := _month_behind(scene, fact)) is not None:
                first = scene.span(fact).first
                yield _Row(Span(first, month), "month", month_names()[scene.words[month].lower], (fact,), behind=True)


def _bare(fact: Fact) -> bool:
    """A number of anything, but no ratio: "2022 to 2021: 0.8"."""
    number = (fact.kind == "number" and fact.unit is None) or (fact.kind == "volume" and fact.per in ("month", "year"))
    return number and middle(fact.value) >= 1


def _period_of_row(scene: TextScene, first: int, bars: list[int]) -> tuple[Span, str, int] | None:
    """The month or the year that the first cell of a row names; its last year, of two."""
    start = first + (scene.words[first].text == _BAR)
    end = next((at for at in bars if at > start), None)
    if end is None or not 0 < end - start <= _LABEL:
        return None
    words = scene.words[start:end]
    months = [month_names()[w.lower] for w in words if w.lower in month_names()]
    years = [int(m[1]) for w in words if (m := _YEAR.fullmatch(w.text))]
    if len(months) == 1:
        return Span(start, end - 1), "month", months[0]
    return (Span(start, end - 1), "year", max(years)) if years else None


def _period_before(scene: TextScene, number: int) -> tuple[Span, str, int] | None:
    """ "February 7,958", «март — 4 500», "2021: 96,000"."""
    at = number - 1
    while at >= 0 and scene.words[at].text in _BETWEEN:
        at -= 1
    if at < 0 or (at == number - 2 and _glued(scene, at, number)):
        return None
    if at > 1 and _YEAR.fullmatch(scene.words[at - 2].text) and _glued(scene, at - 2, at):
        return Span(at - 2, at), "year", int(scene.words[at - 2].text[-4:])  # "2018-19: 96,000"
    named = month_names().get(scene.words[at].lower)
    if named is not None:
        return Span(at, at), "month", named
    year = _YEAR.fullmatch(scene.words[at].text)
    if year and at and scene.words[at - 1].lower in month_names():
        return Span(at - 1, at), "month", month_names()[scene.words[at - 1].lower]
    return (Span(at, at), "year", int(year[1])) if year and at < number - 1 else None


def _month_behind(scene: TextScene, fact: Fact) -> int | None:
    """ "2,100 calls in January", «1900 в феврале»: where the month stands after a number and what it counts."""
    head = scene.head(fact)[0]
    at = max(scene.span(fact).last, head.last if head is not None else -1) + 1
    if at + 1 >= len(scene.words) or scene.words[at].lower not in listed("seated"):
        return None
    return at + 1 if scene.words[at + 1].lower in month_names() else None


def _glued(scene: TextScene, one: int, other: int) -> bool:
    """Two words with one sign between and no blank: the "2018-19" of a year of accounts."""
    sign = scene.words[one + 1]
    return sign.text in "-–/" and scene.words[one].end == sign.start and sign.end == scene.words[other].start
