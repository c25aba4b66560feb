"""How long a contract runs between two dates: "from 1 March 2026 to 28 February 2028", «с июня по конец августа»."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from babel.dates import get_month_names

from assistant.reading.changes import set_field
from assistant.reading.concepts import Mention
from assistant.reading.facts import Fact
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.vocabulary import language_codes
from assistant.reading.word_lists import listed, only_words

_LONGEST = 240  # months
_MONTH = 30.4  # days
_FIGURES = re.compile(r"(?<![\w.])(?:(\d{4})-(\d{2})-(\d{2})|(\d{1,2})(?:[./]|\. )(\d{1,2})(?:[./]|\. )(\d{4}))(?!\w)")
_WORD = re.compile(r"[^\W\d_]+|[-–—]")
_UNSAID = ("growth", "past", "former", "multiply", "more", "fewer", "usual")  # what else two dates may be told of


@dataclass(frozen=True)
class _Date:
    """A date of a text, in months from year 0: the `month`, and how much of it has passed where it begins or ends."""

    start: int
    end: int
    month: int
    dated: bool  # the year is said
    opens: float
    closes: float | None  # None where the whole month is meant


def months_between_dates(scene: TextScene) -> list[Change]:
    """The change of `contract_months` that two dates of a contract make; none where no contract is spoken of."""
    for sentence, start, end, length, dated in dates_joined(scene):
        months = round(length)
        if 1 <= months <= _LONGEST and _of_term(scene, sentence, dated):
            text = scene.text[start:end]
            return [set_field("contract_months", months, Fact("duration", months, start, end, text))]
    return []


def dates_joined(scene: TextScene) -> Iterator[tuple[Span, int, int, float, bool]]:
    """Pairs of dates that bound a time: their sentence, their place, the months between, whether a year is said."""
    for sentence in scene.sentences:
        start, end = scene.words[sentence.first].start, scene.words[sentence.last].end
        for first, second in pairwise(_dates(scene.text[start:end])):
            if _joined(scene.text[start + first.end : start + second.start]):
                place = (start + first.start, start + second.end)
                yield sentence, *place, _between(first, second), first.dated or second.dated


def months_named(scene: TextScene) -> Iterator[tuple[int, int]]:
    """Places of single months told with their year, "April 2015", «в мае 2023 года»."""
    for sentence in scene.sentences:
        start, end = scene.words[sentence.first].start, scene.words[sentence.last].end
        for date in _in_words(scene.text[start:end]):
            if date.dated and date.closes is None:
                yield start + date.start, start + date.end


def month_names() -> Mapping[str, int]:
    """Names of months in every language and their numbers, as they stand in dates, alone and after «в»."""
    return _months()


def _of_term(scene: TextScene, sentence: Span, dated: bool) -> bool:
    """The dates are those of a contract, or of the only time when help is wanted."""
    if scene.has(sentence, "contract"):
        return not scene.has(sentence, "former") and (dated or not _of_another_time(scene, sentence))
    words = {scene.words[at].lower for at in range(sentence.first, sentence.last + 1)}
    asked = [m for m in scene.inside(sentence, ("vendor", "wanted", "wish")) if not _bare(scene, m)]
    wanted = asked and not _of_another_time(scene, sentence)
    return bool(wanted and (dated or words & only_words() or words & listed("seasonal")))


def _bare(scene: TextScene, mention: Mention) -> bool:
    """«Сезон у нас с марта по сентябрь»: a preposition by itself, with nothing wanted."""
    return mention.first == mention.last and len(scene.words[mention.first].lower) == 1


def _of_another_time(scene: TextScene, sentence: Span) -> bool:
    """A peak, growth or what is past is told of; the season for which help is wanted is no peak."""
    peaks = [m for m in scene.mentions if m.family == "peak" and m.first in sentence]
    rushed = any(scene.words[m.first].lower not in listed("seasonal") for m in peaks)
    return rushed or scene.has(sentence, *_UNSAID)


def _joined(between: str) -> bool:
    words = _WORD.findall(between.lower())
    return bool(words) and len(words) <= 6 and all(w in "-–—" or w in listed("between_dates") for w in words)


def _between(first: _Date, second: _Date) -> float:
    """Months from the one to the other; a year left out is that of the other date or the next."""
    begins, ends = first.month, second.month
    if not first.dated or not second.dated:
        begins, ends = begins % 12, ends % 12
        ends += 12 if ends < begins else 0
    whole = 0.0 if begins % 12 == ends % 12 and first.dated and second.dated else 1.0
    return ends + (whole if second.closes is None else second.closes) - begins - first.opens


def _dates(text: str) -> list[_Date]:
    """Dates of a text in order."""
    found = [*_in_figures(text), *_in_words(text)]
    return sorted(found, key=lambda date: date.start)


def _in_figures(text: str) -> Iterator[_Date]:
    for match in _FIGURES.finditer(text):
        year, month, day = (match[1], match[2], match[3]) if match[1] else (match[6], match[5], match[4])
        counted = int(year) * 12 + int(month)
        yield _Date(match.start(), match.end(), counted, True, (int(day) - 1) / _MONTH, int(day) / _MONTH)


def _in_words(text: str) -> Iterator[_Date]:
    for match in _named().finditer(text):
        month, year, part = _months()[match["month"].lower()], match["year"], (match["part"] or "").lower()
        opens, closes = 0.0, None
        if day := match["day"] or match["day_after"]:
            opens, closes = (int(day) - 1) / _MONTH, int(day) / _MONTH
        elif part:
            opens = 0.0 if part in listed("begins") else 0.5 if part in listed("middles") else 1.0
            closes = opens
        yield _Date(match.start(), match.end(), int(year or 0) * 12 + month, bool(year), opens, closes)


@cache
def _months() -> dict[str, int]:
    """Names of months in every language, as they stand in dates and alone, and after «в»."""
    names = {
        name.lower().rstrip("."): number
        for language in language_codes()
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, context, locale=language).items()
    }
    ends = {"я": "е", "а": "е"}  # «сентября» – «в сентябре»
    return names | {name[:-1] + ends[name[-1]]: number for name, number in names.items() if name[-1] in ends}


@cache
def _named() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    parts = "|".join(sorted(map(re.escape, (*listed("begins"), *listed("middles"), *listed("ends"))), reverse=True))
    return re.compile(
        rf"(?:\b(?P<part>{parts})[\s-]+(?:of\s+)?|\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|-?го)?\s+(?:of\s+)?)?"
        rf"\b(?P<month>{names})\b(?:\.?\s+(?P<day_after>\d{{1,2}})(?:st|nd|rd|th)?(?=,?\s+20\d{{2}}\b|\b(?!\d)))?"
        r"(?:\.?,?\s+(?P<year>20\d{2})(?:\s*(?:-?го|г\.|года?)(?!\w))?)?",
        re.IGNORECASE,
    )
