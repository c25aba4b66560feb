"""The period of volumes told apart from them: "On weekdays 66 calls, 99 emails", «Неделя — 250 звонков», "Per week, I
mean." behind a list that told none."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.period_of_all import counts_contacts
from assistant.reading.rate_words import period_forms
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed

_SECONDS = {"day": 86_400.0, "week": 604_800.0, "month": 365 / 12 * 86_400.0}
_PLAIN = {"day": "day", "week": "week", "month": "month", "quarter": "month", "half_year": "month", "year": "month"}
_LEAD = 2  # words before a period that still opens its sentence
_REACH = 5  # words from a period to the first number of its list
_AFTER_WORKDAY = 9  # the same behind "on a working day", which tells nothing else
_GOES_ON = 6  # words from one number of a list to the next
_ALONE = 5  # words and signs of a sentence that tells a period and nothing else
_WORKDAYS = [1, 2, 3, 4, 5]
_QUANTITIES = ("number", "volume", "money", "percent", "duration", "days", "time_range")
_DASHES = frozenset("—–-:,")


@dataclass(frozen=True)
class _Period:
    """A period as it is told: of so many of a plain one, where it stands, and the fact it is read as, if any."""

    unit: str
    length: float
    span: Span
    fact: Fact | None = None


def with_periods_apart(scene: TextScene) -> TextScene:
    """The scene with the numbers of contacts whose period is told apart read as volumes of that period."""
    replaced: dict[int, Fact] = {}
    dropped: set[int] = set()
    for period, facts in (*_opened(scene), *_told_after(scene)):
        for fact in facts:
            value = fact.value if period.length == 1 else middle(fact.value) / period.length
            told = {"value": value, "per": period.unit}
            replaced.setdefault(id(fact), replace(fact, kind="volume", value=told, per=period.unit))
        dropped |= {id(period.fact)} if facts and period.fact is not None and period.fact.kind == "duration" else set()
    if not replaced:
        return scene
    return scene.with_facts([replaced.get(id(f), f) for f in scene.facts if id(f) not in dropped])


def _sentences(scene: TextScene) -> Iterator[Span]:
    at = 0
    while at < len(scene.words):
        sentence = scene.sentence_of(at)
        yield sentence
        at = sentence.last + 1


def _opened(scene: TextScene) -> Iterator[tuple[_Period, list[Fact]]]:
    """Periods that open a sentence, with the numbers of the list behind them."""
    for sentence in _sentences(scene):
        starts = [sentence.first]
        starts += [at + 1 for at in range(sentence.first, sentence.last) if scene.words[at].text in ":;\n"]
        for start in starts:
            period = _period_at(scene, start, sentence.last) or _over(scene, sentence.first, start - 1)
            behind = _past_days(scene, max(start, period.span.last + 1), sentence.last) if period else start
            facts = _list_behind(scene, behind, sentence.last, _AFTER_WORKDAY) if period and _of_days(period) else []
            facts = _list_behind(scene, behind, sentence.last) if period and not facts else facts
            if period and facts:
                yield period, facts


def _of_days(period: _Period) -> bool:
    return period.unit == "workday" and period.fact is None


def _past_days(scene: TextScene, at: int, last: int) -> int:
    """ "On a working day (Mon–Fri) the desk …": where the days in brackets or commas end."""
    fact = scene.fact_at[at + 1] if at < last and scene.words[at].text in "(," else None
    if fact is None or fact.kind != "days" or fact.value != _WORKDAYS:
        return at
    after = scene.span(fact).last + 1
    return after + 1 if after <= last and scene.words[after].text in ")," else after


def _over(scene: TextScene, first: int, colon: int) -> _Period | None:
    """ "Volume per working day (Mon–Fri): 95 calls, 40 emails": the working days in the heading of a list."""
    if colon <= first or scene.words[colon].text != ":":
        return None
    if any(f.kind in _QUANTITIES and f.kind != "days" for f in scene.facts_within(Span(first, colon))):
        return None
    days = [m for m in scene.inside(Span(first, colon), ("workday",)) if _whole(scene, Span(m.first, m.last))]
    return _Period("workday", 1.0, Span(days[0].first, days[0].last)) if days else None


def _period_at(scene: TextScene, start: int, last: int) -> _Period | None:
    """The period told at the first words of a sentence or of a part of it."""
    for at in range(start, min(start + _LEAD, last) + 1):
        fact = scene.fact_at[at]
        if fact is not None and fact.kind == "days" and fact.value == _WORKDAYS and not fact.unit:
            return _Period("workday", 1.0, scene.span(fact), fact)
        if fact is not None and fact.kind == "duration":
            span = scene.span(fact)
            unit = _PLAIN.get(fact.unit or "", "")
            if not unit or isinstance(fact.value, dict) or not _signed(scene, span.last, last):
                return None
            return _Period(unit, middle(fact.value) / _SECONDS[unit], span, fact)
        for mention in scene.starting_at(at):
            span = Span(mention.first, mention.last)
            if mention.family == "workday" and _whole(scene, span):
                return _Period("workday", 1.0, span)
            if mention.family == "period_head" and mention.value in ("day", "week"):
                workday = scene.has(Span(at, min(last, mention.last + 1)), "workday")
                return _Period("workday" if workday else mention.value, 1.0, span)
        if fact is not None or not scene.words[at].is_word:
            return None
        named = next((period_forms()[f] for f in sorted(scene.words[at].forms) if f in period_forms()), "")
        if named in ("day", "week") and _signed(scene, at, last):
            return _Period(named, 1.0, Span(at, at))
    return None


def _whole(scene: TextScene, span: Span) -> bool:
    """«В будний день»: no clock stands with the days, which would be hours of work."""
    return all(scene.kind_at(at) in (None, "days") for at in range(span.first, span.last + 1))


def _signed(scene: TextScene, at: int, last: int) -> bool:
    """«Неделя — …», "Half a year, …": a sign right behind it."""
    return at < last and scene.words[at + 1].text in _DASHES


def _list_behind(scene: TextScene, first: int, last: int, reach: int = _REACH) -> list[Fact]:
    """The numbers of contacts that follow, as long as nothing else is counted and none has a period."""
    found: list[Fact] = []
    before = first
    for fact in scene.facts:
        span = scene.span(fact)
        if span.first < first or span.first > last or fact.kind not in _QUANTITIES:
            continue
        if span.first - before > (_GOES_ON if found else reach) or not counts_contacts(scene, fact):
            break
        found.append(fact)
        before = span.last
    rest = [f for f in scene.facts if scene.span(f).first > before and scene.span(f).first <= last]
    apart = any(f.kind == "days" for f in rest) and any(f.kind == "number" for f in rest)  # «в выходные 100»
    return [] if apart or any(f.kind == "volume" for f in rest) else found


def _told_after(scene: TextScene) -> Iterator[tuple[_Period, list[Fact]]]:
    """Periods that are a sentence of their own: "2,000 calls. Per week, I mean.", «…двести чатов. За неделю.»."""
    for sentence in _sentences(scene):
        if not sentence.first or sentence.last - sentence.first >= _ALONE + 2:
            continue
        if any(f.kind in _QUANTITIES and f.kind not in ("duration", "days") for f in scene.facts_within(sentence)):
            continue
        period = _alone(scene, sentence)
        if period is None:
            continue
        before = scene.sentence_of(sentence.first - 1)
        facts = [f for f in scene.facts_within(before) if f.kind in _QUANTITIES]
        if facts and all(counts_contacts(scene, f) for f in facts):
            yield period, facts


def _alone(scene: TextScene, sentence: Span) -> _Period | None:
    for at in range(sentence.first, min(sentence.first + _LEAD, sentence.last) + 1):
        for mention in scene.starting_at(at):
            if mention.family == "period_head" and mention.value in ("day", "week"):
                return _Period(mention.value, 1.0, Span(mention.first, mention.last))
        named = next((period_forms()[f] for f in sorted(scene.words[at].forms) if f in period_forms()), "")
        led = at > sentence.first and scene.words[at - 1].lower in listed("period_led")
        if named in ("day", "week", "quarter", "year") and (led or at == sentence.last):
            fact = scene.fact_at[at]
            return _Period(named, 1.0, Span(at, at), fact)
    return None
