"""How long a contract runs between two dates: "from 1 March 2026 to 28 February 2028" is two years."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from babel.dates import get_month_names

from assistant.reading.changes import set_field
from assistant.reading.facts import Fact
from assistant.reading.result import Change
from assistant.reading.scene import TextScene
from assistant.reading.vocabulary import language_codes

_LONGEST = 240  # months
_MONTH = 30.4  # days
_FIGURES = re.compile(r"(?<![\w.])(?:(\d{4})-(\d{2})-(\d{2})|(\d{1,2})[./](\d{1,2})[./](\d{4}))(?!\w)")
_BETWEEN = re.compile(
    r"[\s,г.]*(?:года)?\s*(?:to|until|till|through|up to|and|по|до|-|–|—)\s*(?:the\s+)?", re.IGNORECASE
)


def months_between_dates(scene: TextScene) -> list[Change]:
    """The change of `contract_months` that two dates of a contract make; none where no contract is spoken of."""
    for sentence in scene.sentences:
        if not scene.has(sentence, "contract"):
            continue
        start, end = scene.words[sentence.first].start, scene.words[sentence.last].end
        dates = list(_dates(scene.text[start:end]))
        for (_, first_end, first), (second_start, second_end, second) in pairwise(dates):
            months = round(second - first)
            joined = _BETWEEN.fullmatch(scene.text[start + first_end : start + second_start])
            if joined and 1 <= months <= _LONGEST:
                place = (start + dates[0][0], start + second_end)
                text = scene.text[place[0] : place[1]]
                return [set_field("contract_months", months, Fact("duration", months, *place, text))]
    return []


def _dates(text: str) -> Iterator[tuple[int, int, float]]:
    """Dates of a text in order, each with its place and the months from year 0 to it."""
    found = [(m.start(), m.end(), _counted(*map(int, filter(None, _in_order(m))))) for m in _FIGURES.finditer(text)]
    for match in _named().finditer(text):
        month = _months()[match["month"].lower()]
        found.append((match.start(), match.end(), _counted(int(match["year"]), month, int(match["day"] or 1))))
    yield from sorted(found)


def _in_order(match: re.Match[str]) -> tuple[str | None, ...]:
    return (match[1], match[2], match[3]) if match[1] else (match[6], match[5], match[4])


def _counted(year: int, month: int, day: int) -> float:
    return year * 12 + month + day / _MONTH


@cache
def _months() -> dict[str, int]:
    """Names of months in every language, as they stand in dates and alone."""
    return {
        name.lower().rstrip("."): number
        for language in language_codes()
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, context, locale=language).items()
    }


@cache
def _named() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    return re.compile(
        rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?\b(?P<month>{names})\b\.?,?\s+(?P<year>20\d{{2}})",
        re.IGNORECASE,
    )
