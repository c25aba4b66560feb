"""Contacts told for a period of a report that is no plain month: "in Q3 2022/23", "FY 2012", «за первое полугодие».

A number of contacts becomes the volume of one month of the period its sentence, or the heading of its lines, names.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from assistant.reading.concepts import Mention
from assistant.reading.dated_periods import told_as_past
from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.period_of_all import counts_contacts
from assistant.reading.scene import Span, TextScene
from assistant.reading.terms_between import dates_joined, months_named
from assistant.reading.word_lists import listed, year_joiners
from assistant.reading.words import is_clause_sign

_YEAR = re.compile(
    r"(?P<fiscal>FY'?)?(?P<year>(?:19|20)\d\d)(?P<next>[/–-]\d{2,4})?|FY'?\d\d(?:[/–-]\d\d)?", re.IGNORECASE
)
_TELEPHONE = re.compile(r"(?<![\d.,])(?:\+?\d[ -]?)?(?:\(?[08]\d\d\)?|0800|8800)(?:[ -]\d{2,4}){2,3}(?![\d.,]\d)")
_NEXT = re.compile(r"\d\d|20\d\d")
_SECONDS = 365 / 12 * 86_400.0  # of a month
_WEEK = 604_800.0
_LENGTHS = ("week", "month", "quarter", "year")
_WHOLE = 0.15  # of a month: "1 July to 30 June" are twelve
_ASIDE = 8  # words between the contacts named and their number
_LINES = 16  # of a list below its heading
_HEADING = 14  # words of a heading
_LEAD = 3  # words before a period that opens its sentence
_FEWEST = 10  # contacts that a report counts
_QUANTITIES = ("number", "volume", "money", "percent", "duration")
_AHEAD = ("wish", "wanted", "peak", "growth", "contract", "supposed")  # what else a period may be told of


@dataclass(frozen=True)
class Period:
    """A period named: where, how many months it is, whether it is dated, and the facts that only tell it."""

    span: Span
    months: float
    dated: bool = True
    facts: tuple[Fact, ...] = ()


def totals_of_periods(scene: TextScene) -> tuple[dict[int, Fact], set[int]]:
    """The numbers told for such periods, as volumes of a month by the `id` of what they were; and the facts to drop."""
    told: dict[int, Fact] = {}
    dropped = {id(f) for f in scene.facts if f.kind == "number" and _dialled(scene, scene.span(f))}
    periods = periods_named(scene)
    for at, period in enumerate(periods):
        facts = [f for f in _in_sentence(scene, period, periods) if id(f) not in told]
        if not facts:
            until = periods[at + 1].span.first if at + 1 < len(periods) else len(scene.words)
            facts = [f for f in _below(scene, period, until) if id(f) not in told]
        for fact in facts:
            monthly = middle(fact.value) / period.months
            told[id(fact)] = _monthly(scene, fact, monthly)
        dropped |= {id(f) for f in (*period.facts, *_parts(scene, facts))} if facts else set()
    return told, dropped


def _monthly(scene: TextScene, fact: Fact, monthly: float) -> Fact:
    """The volume of a month, with the words that say what is counted where they stand apart from the number."""
    label = _label(scene, scene.span(fact)) if scene.head(fact) == (None, False) else None
    start = scene.words[label.first].start if label is not None else fact.start
    unit = "times" if _times(scene, fact) else None
    value = {"value": monthly, "per": "month"}
    text = scene.text[start : fact.end]
    return replace(fact, kind="volume", value=value, start=start, text=text, per="month", unit=unit)


def periods_named(scene: TextScene) -> list[Period]:
    """Periods of the text in order; of those that stand together, "in Q3 2022/23", the shortest with all the words."""
    found = sorted(_candidates(scene), key=lambda p: (p.span.first, p.span.last))
    merged: list[Period] = []
    for period in found:
        before = merged[-1] if merged else None
        if before is not None and _together(scene, before.span, period.span):
            span = Span(before.span.first, max(before.span.last, period.span.last))
            months = min(before.months, period.months)
            merged[-1] = Period(span, months, before.dated or period.dated, (*before.facts, *period.facts))
        else:
            merged.append(period)
    return merged


def _together(scene: TextScene, one: Span, other: Span) -> bool:
    between = scene.words[one.last + 1 : other.first]
    return other.first <= one.last or all(w.lower in listed("within_periods") for w in between)


def _candidates(scene: TextScene) -> Iterator[Period]:
    for mention in (m for m in scene.mentions if m.family == "report_period"):
        yield Period(Span(mention.first, mention.last), float(Fraction(mention.value)), False)
    yield from _years(scene)
    joined: list[tuple[int, int]] = []
    for _, start, end, months, dated in dates_joined(scene):
        joined.append((start, end))
        whole = round(months)
        length = float(whole) if whole and abs(months - whole) < _WHOLE else months
        if length > 0:
            yield Period(_place(scene, start, end), length, dated)
    for start, end in months_named(scene):
        if any(a < end and start < b for a, b in joined):
            continue
        yield Period(_place(scene, start, end), 1.0)
    for fact in scene.facts:
        if fact.kind == "duration" and fact.unit in _LENGTHS and _looks_back(scene, fact):
            weeks = middle(fact.value) / _WEEK
            months = weeks * 12 / 52 if fact.unit == "week" else middle(fact.value) / _SECONDS
            dated = _opened_by_first(scene, fact) or _year_behind(scene, fact)
            yield Period(scene.span(fact), months, dated, (fact,))


def _years(scene: TextScene) -> Iterator[Period]:
    """Years by themselves, of the calendar or of accounts: "in 2013", "FY23", "2020/21"; no span of several."""
    words = scene.words
    for at, word in enumerate(words):
        match = _YEAR.fullmatch(word.text)
        if match is None:
            continue
        last = at
        glued = at + 2 < len(words) and words[at + 1].text in "-–/" and words[at + 1].start == word.end
        after = match["next"]
        if after is None and glued and _NEXT.fullmatch(words[at + 2].text):
            after, last = words[at + 1].text + words[at + 2].text, at + 2
        if after and match["year"] and int(after[-2:]) != (int(match["year"]) + 1) % 100:
            continue
        fiscal = bool(after or not match["year"] or match["fiscal"])
        lead = words[at - 1].lower if at else ""
        if fiscal or lead in year_joiners() or lead in listed("year_names") or _opens(scene, at):
            facts = tuple(f for f in scene.facts_within(Span(at, last)) if f.kind == "number")
            yield Period(Span(at, last), 12.0, True, facts)


def _opens(scene: TextScene, at: int) -> bool:
    """ "2023: 60,000 calls", «2023 год — 60 000 звонков»."""
    first = scene.sentence_of(at).first
    after = at + 1
    after += after < len(scene.words) and scene.words[after].lower in listed("year_nouns")
    opens = at == first or scene.words[at - 1].text == ":"
    return opens and after < len(scene.words) and scene.words[after].text in ":–—"


def _place(scene: TextScene, start: int, end: int) -> Span:
    inside = [at for at, word in enumerate(scene.words) if word.start < end and start < word.end]
    return Span(inside[0], inside[-1])


def _looks_back(scene: TextScene, fact: Fact) -> bool:
    """ "(two weeks)", "last 12 months": the time that figures are of."""
    span = scene.span(fact)
    before, after = span.first - 1, span.last + 1
    if before < 0:
        return False
    named = after < len(scene.words) and scene.words[after].lower in listed("length_of_report")
    if _opened_by_first(scene, fact) or (named and fact.unit == "month"):
        return True  # "first 10 months of 2018", "in the four-month period"
    bracketed = scene.words[before].text == "(" and after < len(scene.words) and scene.words[after].text == ")"
    return bracketed or scene.words[before].lower in listed("lately_only")


def _opened_by_first(scene: TextScene, fact: Fact) -> bool:
    """The "first 10 months of 2018" are dated."""
    before, after = scene.span(fact).first - 1, scene.span(fact).last + 1
    if before < 0 or after + 1 >= len(scene.words) or scene.words[before].lower not in listed("first_months"):
        return False
    year = after + (scene.words[after].lower in listed("of_words"))
    return _YEAR.fullmatch(scene.words[year].text) is not None


def _year_behind(scene: TextScene, fact: Fact) -> bool:
    """«За 11 месяцев 2025 года»."""
    after = scene.span(fact).last + 1
    return after < len(scene.words) and _YEAR.fullmatch(scene.words[after].text) is not None


def _in_sentence(scene: TextScene, period: Period, periods: Sequence[Period]) -> list[Fact]:
    """The numbers of contacts of the sentence that no other period stands nearer to."""
    sentence = _going_on(scene, scene.sentence_of(period.span.first), period, periods)
    inside = [p for p in periods if p.span.first in sentence]
    found: list[Fact] = []
    for fact in scene.facts_within(sentence):
        span = scene.span(fact)
        if any(span.first in p.span for p in inside) or not _counts(scene, fact):
            continue
        if found and (_part(scene, span) or scene.words[span.first - 1].lower in listed("against_another_year")):
            continue  # «18 тыс. против 17 тыс. годом ранее»
        before = [p for p in inside if p.span.last < span.first]
        if (before[-1] if before else inside[0]) is period and _over(scene, period, span, sentence):
            found.append(fact)
    return found


def _part(scene: TextScene, number: Span) -> bool:
    """ "13,431 requests; 12,735 of them were resolved"."""
    return any(m.family == "of_them" for m in scene.starting_at(number.last + 1))


def _parts(scene: TextScene, told: Sequence[Fact]) -> list[Fact]:
    """The numbers right behind those told that are only parts of them."""
    first = scene.span(told[-1]).last + 1
    last = min(len(scene.words) - 1, first + _HEADING)
    behind = [f for f in scene.facts_within(Span(first, last)) if f.kind == "number"] if first <= last else []
    return [f for f in behind if _part(scene, scene.span(f))]


def _going_on(scene: TextScene, sentence: Span, period: Period, periods: Sequence[Period]) -> Span:
    """The sentence with the parts behind its semicolons that name no period of their own."""
    opens = period.span.first - sentence.first <= _LEAD
    last = sentence.last
    while opens and scene.words[last].text == ";" and last + 1 < len(scene.words):
        following = scene.sentence_of(last + 1)
        if any(p.span.first in following for p in periods):
            break
        last = following.last
    return Span(sentence.first, last)


def _over(scene: TextScene, period: Period, number: Span, sentence: Span) -> bool:
    """The clauses of the period and the number tell of what was; those beside them may tell of anything else."""
    clauses = [scene.clause_of(each, is_clause_sign) for each in (period.span, number)]
    between = Span(min(c.first for c in clauses), max(c.last for c in clauses))
    within = [period.span, *(Span(m.first, m.last) for m in scene.inside(between, ("contact",)))]
    ahead = [m for m in scene.inside(between, _AHEAD) if not any(m.first in w or m.last in w for w in within)]
    if any(len(scene.words[m.last].lower) > 1 for m in ahead):
        return False  # a preposition by itself, «с января», wants nothing
    return told_as_past(scene, sentence, period.dated)


def _below(scene: TextScene, period: Period, until: int) -> list[Fact]:
    """The numbers of contacts in the lines below a heading that names the period."""
    sentence = scene.sentence_of(period.span.first)
    line = scene.words[sentence.first : sentence.last + 1]
    if len(line) > _HEADING or line[-1].text not in "\n:)" or scene.inside(sentence, _AHEAD):
        return []
    named = {form for word in line for form in word.forms} & listed("volume_headings")
    alone = len(line) - (period.span.last - period.span.first + 1) <= _HEADING // 4
    inside = [f for f in scene.facts_within(sentence) if f not in period.facts and f.kind in _QUANTITIES]
    if not (named or alone) or [f for f in inside if scene.span(f).first not in period.span]:
        return []
    found: list[Fact] = []
    at, lines = sentence.last + 1, 0
    while at < until and lines < _LINES:
        following = scene.sentence_of(at)
        found += [f for f in scene.facts_within(following) if _counts(scene, f)]
        at, lines = following.last + 1, lines + 1
    return found


def _counts(scene: TextScene, fact: Fact) -> bool:
    """A bare number of contacts: by what it counts, by the name before it, or so many times that somebody called."""
    if fact.kind != "number" or fact.unit not in (None, "times") or middle(fact.value) < _FEWEST:
        return False
    span = scene.span(fact)
    if of_line(scene, span):
        return False
    sentence = scene.sentence_of(span.first)
    if _times(scene, fact):
        return scene.has(scene.clause_of(span, is_clause_sign), "contact", "writes")
    if counts_contacts(scene, fact):
        return True
    after = scene.words[span.last + 1] if span.last < sentence.last else None
    if after is not None and after.is_word and scene.head(fact) != (None, False):
        return False
    ends = after is None or not after.is_word or after.lower in listed("against_another_year")
    return ends and _label(scene, span) is not None


def _label(scene: TextScene, number: Span) -> Mention | None:
    """The contacts named before a number, no other quantity between: «звонки жителей: 232 тысячи»."""
    first = max(scene.sentence_of(number.first).first, number.first - _ASIDE)
    named = scene.inside(Span(first, number.first - 1), ("contact",)) if first < number.first else []
    between = scene.facts_within(Span(named[-1].last + 1, number.first - 1)) if named else []
    told = [f for f in between if f.kind in _QUANTITIES and f.kind != "duration"]
    return named[-1] if named and not any(not _YEAR.fullmatch(f.text.split()[0]) for f in told) else None


def _times(scene: TextScene, fact: Fact) -> bool:
    """ "They called 2,300 times", «обратились 29 822 раза»."""
    after = scene.span(fact).last + 1
    return fact.unit == "times" or (after < len(scene.words) and scene.words[after].lower in listed("times_words"))


def _dialled(scene: TextScene, span: Span) -> bool:
    """ "Toll-free number 1915", «по номеру 122»: a number and nothing else."""
    start, end = scene.words[span.first].start, scene.words[span.last].end
    if any(m.start() <= start and end <= m.end() for m in _TELEPHONE.finditer(scene.text)):
        return True
    before = scene.words[span.first - 1] if span.first else None
    figures = scene.words[span.first].text
    led = {word.lower for word in scene.words[max(0, span.first - 2) : span.first]}
    if led & listed("toll_free") and figures.isdigit() and span.first == span.last:
        return True  # "toll-free on 1554"
    short = span.first == span.last and figures.isdigit() and len(figures) <= len("12345")
    return short and before is not None and bool({before.lower, *before.forms} & listed("number_nouns"))


def of_line(scene: TextScene, span: Span) -> bool:
    """The 311 of "the 311 call centre", the 122 of «по номеру 122»: what is dialled."""
    words = scene.words
    if span.first != span.last or len(words[span.last].text) > len("12345") or not words[span.last].text.isdigit():
        return False
    before = words[span.first - 1] if span.first else None
    if before is not None and {before.lower, *before.forms} & listed("line_nouns"):
        return True
    after = words[span.last + 1 : span.last + 3]
    return any({w.lower, *w.forms} & listed("called_by_number") for w in after)
