"""Lengths of time, in seconds."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from assistant.reading.duration_adjectives import count_and_unit
from assistant.reading.found import Found
from assistant.reading.number_found import Number, tidy
from assistant.reading.number_words import match_any
from assistant.reading.number_words import words as number_words
from assistant.reading.numbers import number_range, range_separator, single
from assistant.reading.tokens import Token
from assistant.reading.unit_headings import heads_hours
from assistant.reading.vocabulary import Lexicon, Schema, is_cyrillic, merged
from assistant.reading.words import noun_cases

SCHEMA: Schema = {
    "units": (str, list),
    "adjectives": (str, list),
    "one_after": list,
    "one_more": list,
    "same": list,
    "in_which": list,
    "clock_context": list,
    "handle_time": list,
    "joined_by": list,
    "spaced_letters": list,
    "closing_letters": list,
    "bare_after": list,
    "and_one": list,
    "unit_first": list,
    "clock_before": list,
    "clock_lasts_before": list,
    "clock_lasts_after": list,
    "label_units": (str, list),
    "label_before": list,
    "month_letters": list,
    "month_letter_beside": list,
}
DAY_SECONDS = 86_400
UNIT_SECONDS = {
    "second": 1,
    "minute": 60,
    "hour": 3600,
    "day": DAY_SECONDS,
    "business_day": DAY_SECONDS,
    "week": 7 * DAY_SECONDS,
    "month": 365 * DAY_SECONDS // 12,
    "quarter": 365 * DAY_SECONDS // 4,
    "year": 365 * DAY_SECONDS,
}
_LONGEST = 100 * 365 * DAY_SECONDS


class DurationWords:
    """Units of time in all languages."""

    def __init__(self) -> None:
        def take(section: str) -> Any:
            return merged("durations.yaml", SCHEMA, section)

        self.units = Lexicon.of(take("units"))
        self.one_after = Lexicon.words(take("one_after")).single()
        self.one_more = Lexicon.words(take("one_more")).single()
        self.same = Lexicon.words(take("same")).single()
        self.in_which = Lexicon.words(take("in_which")).single()
        self.handle_time = Lexicon.words(take("handle_time")).single()
        self.clock_context = Lexicon.words(take("clock_context")).single()
        self.spaced_letters = frozenset(take("spaced_letters"))
        self.closing_letters = frozenset(take("closing_letters"))
        self.joined_by = Lexicon.words(take("joined_by")).single()
        self.and_one = Lexicon.words(take("and_one")).single()
        self.bare_after = Lexicon.words(take("bare_after")).single()
        self.unit_first, self.clock_before = (Lexicon.words(take(n)).single() for n in ("unit_first", "clock_before"))
        self.lasts_before, self.lasts_after = (Lexicon.words(take(f"clock_lasts_{n}")) for n in ("before", "after"))
        self.label_units = Lexicon.of(take("label_units")).single()
        self.label_before = Lexicon.words(take("label_before")).single()
        self.month_letters = frozenset(take("month_letters"))
        self.month_letter_beside = frozenset(take("month_letter_beside"))
        singles = self.units.single()
        self.adjectives = {stem: unit for unit, stems in take("adjectives").items() for stem in stems}
        long = [(form, unit) for form, unit in singles.items() if is_cyrillic(form) and len(form) >= 3]
        self.fused = {half + form: unit for form, unit in long for half in ("пол", "полу")}


@cache
def words() -> DurationWords:
    """Return the units of time (built once)."""
    return DurationWords()


@cache
def told_by_adjective(word: str) -> tuple[float, str] | None:
    """How many of which unit a Russian adjective says: «двухлетний»; None for any other word."""
    return count_and_unit(word, words().adjectives)


def unit_at(tokens: list[Token], i: int, loose: bool = False) -> tuple[str, int] | None:
    """Return the unit of time at token ``i``; a single letter must touch its number unless ``loose``."""
    if i >= len(tokens) or tokens[i].newline:
        return None
    found = words().units.match(tokens, i)
    if not found:
        return None
    token = tokens[i]
    if token.text in {"M", "М", "C", "С", "S"} or heads_hours(tokens, i, found[1]):
        return None  # millions; 1С; "hours 9 to 5"
    lone = loose or token.low in words().spaced_letters or (token.low in words().closing_letters and _closes(tokens, i))
    if len(token.low) == 1 and token.spaced and not lone:
        return None
    if token.low == "г" and not (i and tokens[i - 1].kind == "digits" and len(tokens[i - 1].text) <= 2):
        return None
    return found


def _closes(tokens: list[Token], i: int) -> bool:
    """The letter after digits ends its phrase: «голос 240 с, почта 480 с»."""
    after = i + 1
    if after < len(tokens) and tokens[after].low == "." and not tokens[after].spaced:
        after += 1
    ends = after < len(tokens) and (tokens[after].newline or (after > i + 1 and tokens[after].text[0].isupper()))
    return i > 0 and tokens[i - 1].kind == "digits" and (ends or _sign_at(tokens, after))


def duration_at(tokens: list[Token], number: Number, text: str) -> Found | None:
    """Return the duration whose first number is ``number``: "4 minutes 30 seconds", "1h 15m", «4-5 минут»."""
    first = _one(tokens, number)
    if first is None:
        return None
    found = _compound(tokens, first, text)
    j = range_separator(tokens, found.end)
    if j and j < len(tokens) and not isinstance(found.value, dict):
        following_number = single(tokens, j, text)
        following = _one(tokens, following_number) if following_number else None
        if following_number and following is None and _same_unit(tokens, number, following_number):
            high = tidy(following_number.low * UNIT_SECONDS[found.unit or "second"])
            following = Found("duration", high, following_number.start, following_number.end)
        if following and not isinstance(following.value, dict):
            following = _compound(tokens, following, text)
            if found.value < following.value:
                value = {"low": found.value, "high": following.value}
                return replace(found, value=value, end=following.end)
    return found


def _same_unit(tokens: list[Token], number: Number, upper: Number) -> bool:
    """ "From 4 minutes to five and a half": the second number counts nothing of its own."""
    led = number.start > 0 and tokens[number.start - 1].low in number_words().range_from
    after = tokens[upper.end] if upper.end < len(tokens) else None
    ends = after is None or (after.kind == "sign" and after.low not in {"%", "/", ":", "-", "$", "€", "£"})
    return led and ends and upper.high is None and upper.low > number.low


def _one(tokens: list[Token], number: Number) -> Found | None:
    end = number.end
    if end < len(tokens) and tokens[end].low in {"-", "‑"} and not tokens[end].spaced:
        end += 1
        while end < len(tokens) and tokens[end].low in {"ти", "и", "ми", "х"} and not tokens[end].spaced:
            end += 1
    elif end < len(tokens) and tokens[end].low == "." and tokens[end - 1].kind == "word":
        end += 1
    elif number.approximate and match_any(number_words().of, tokens, end):
        end += 1  # "a couple of minutes"
    found = unit_at(tokens, end)
    if not found or (found[0] == "hour" and number.start and tokens[number.start - 1].low == "к"):
        return None  # «к пяти часам» is a time of day
    unit, end = found
    if unit == "minute" and tokens[end - 1].low in words().month_letters and _of_contract(tokens, number.start, end):
        unit = "month"
    seconds = UNIT_SECONDS[unit]
    if number.low * seconds > _LONGEST:
        return None  # "9k mo" is a rate
    half = _half_after(tokens, end)
    low, high = (number.low + half[0]) * seconds, number.high
    if half:
        end = half[1] or end
    value: Any = tidy(low) if high is None else {"low": tidy(number.low * seconds), "high": tidy(high * seconds)}
    return Found("duration", value, number.start, end, number.approximate, unit=unit)


def _of_contract(tokens: list[Token], start: int, end: int) -> bool:
    """ "12m contract", "term: 24m": a letter that is of months beside a contract, though it is of minutes elsewhere."""
    at = start - 1 - (start > 1 and tokens[start - 1].low == ":")
    beside = [tokens[k].low for k in (at, end) if 0 <= k < len(tokens) and not (k == end and tokens[k].newline)]
    return any(low in words().month_letter_beside for low in beside)


def _half_after(tokens: list[Token], end: int) -> tuple[float, int]:
    """The end of "a minute and a half", «час с половиной»."""
    w = number_words()
    for lexicon, part in ((w.and_half, 0.5), (w.and_quarter, 0.25), (w.and_three_quarters, 0.75)):
        after = match_any(lexicon, tokens, end)
        following = tokens[after].low if after < len(tokens) else ""
        goes_on = following in w.of or following in w.times_after  # "a week and half as many"
        if after and not unit_at(tokens, after) and not goes_on:
            return part, after
    return 0.0, 0


def _compound(tokens: list[Token], found: Found, text: str) -> Found:
    """Add the smaller units that follow: «4 минуты 30 секунд», "1 hour and 15 minutes"."""
    unit = found.unit or "second"
    while not isinstance(found.value, dict) and UNIT_SECONDS[unit] > 1:
        j = found.end
        if j < len(tokens) and tokens[j].low == "." and len(tokens[j - 1].text) <= 3:
            j += 1
        parted = j < len(tokens) and tokens[j].low == ","
        if j < len(tokens) and (tokens[j].low in words().joined_by or parted):
            j += 1
        number = single(tokens, j, text) if j < len(tokens) and not tokens[j].newline else None
        if number is None:
            break
        following = unit_at(tokens, number.end, loose=True)
        if not following and unit in {"hour", "minute"} and _bare_minutes(tokens, number, unit):
            part = number.low * (60 if unit == "hour" else 1)
            found = replace(found, value=tidy(found.value + part), end=number.end)
            break
        if not following or UNIT_SECONDS[following[0]] >= UNIT_SECONDS[unit]:
            break
        if parted and unit == "day" and following[0] == "hour":
            break  # "6 days, 9 hours each day": how many days a week, and how long each of them is
        if number.low * UNIT_SECONDS[following[0]] >= UNIT_SECONDS[unit] * (1 if parted else 2):
            break  # "24 months, 1,200,000 minutes of talk", «в месяц 40 000 минут»
        unit = following[0]
        found = replace(found, value=tidy(found.value + number.low * UNIT_SECONDS[unit]), end=following[1])
    return found


def _bare_minutes(tokens: list[Token], number: Number, unit: str) -> bool:
    """The 30 of "1 hr 30", the last word of «две минуты сорок»."""
    after = tokens[number.end] if number.end < len(tokens) else None
    alone = after is None or (after.kind == "sign" and after.low in {".", ",", ")", ";"})
    alone = alone or (after is not None and after.low in words().bare_after)
    joined = {",", *words().joined_by}
    two = len(number.raw) == 2 or (number.spelt and number.low >= 10)
    same = unit == "hour" or number.spelt == (tokens[number.start - 2].kind == "word")
    return alone and two and same and number.low < 60 and tokens[number.start - 1].low not in joined


def wordy_duration_at(tokens: list[Token], i: int, text: str) -> Found | None:
    """Return a duration with no number before its unit: «полчаса», "half an hour", «минут пять», "within an hour"."""
    w = words()
    token = tokens[i]
    if token.kind != "word":
        return None
    if token.low in w.fused:
        unit = w.fused[token.low]
        low = tidy(UNIT_SECONDS[unit] / 2)
        to = range_separator(tokens, i + 1)
        upper = unit_at(tokens, to) if to else None
        if upper and UNIT_SECONDS[upper[0]] > low:  # «полгода-год»
            value = {"low": low, "high": UNIT_SECONDS[upper[0]]}
            return Found("duration", value, i, upper[1], unit=upper[0])
        return Found("duration", low, i, i + 1, unit=unit)
    lasting = told_by_adjective(token.low)
    if lasting:
        return Found("duration", tidy(lasting[0] * UNIT_SECONDS[lasting[1]]), i, i + 1, unit=lasting[1])
    return _part_of_unit(tokens, i) or _unit_first(tokens, i, text) or _one_unit(tokens, i, text)


def _part_of_unit(tokens: list[Token], i: int) -> Found | None:
    """ "half an hour", "a quarter of an hour", «четверть часа», «пол часа»."""
    w = number_words()
    j = i + 1 if tokens[i].low in w.articles else i
    if j >= len(tokens):
        return None
    part = 0.5 if tokens[j].low in w.half_of else 0.25 if tokens[j].low in w.quarter_of else 0
    if not part:
        return None
    j += 1
    while j < len(tokens) and j < i + 5 and (tokens[j].low in w.articles or tokens[j].low in {"of", "-"}):
        j += 1
    found = unit_at(tokens, j)
    if not found:
        return None
    return Found("duration", tidy(part * UNIT_SECONDS[found[0]]), i, found[1], unit=found[0])


_ROUGHLY = frozenset({"second", "minute"})  # units of a range in figures that stands behind them
_MANY = 5  # a number after which a noun stands in the genitive plural


def _unit_first(tokens: list[Token], i: int, text: str) -> Found | None:
    """«минут пять», «часа два», «минуту-две», «час-полтора»: the unit before its number makes it a rough one."""
    found, said = unit_at(tokens, i), tokens[i].low
    if not found or not is_cyrillic(said) or len(said) < 3 or said.endswith(("ах", "ях", "ам", "ям", "ами")):
        return None  # «смен в сутках две»
    unit, j = found
    if j >= len(tokens) or tokens[j].newline:
        return None
    seconds = UNIT_SECONDS[unit]
    one_to = tokens[j].low in {"-", "–", "—"} and j + 1 < len(tokens)
    if tokens[j].low in words().unit_first and j + 1 < len(tokens) and not tokens[i].low.endswith(("у", "ь", "й")):
        j += 1  # «минут на 25», «минуты по четыре»
    number = number_range(tokens, j + 1 if one_to else j, text)
    rough = number is not None and number.high is not None and unit in _ROUGHLY  # «минут 5-6», but «часы 9-18»
    if number is None or not (number.spelt or number.raw or rough) or number.low > 90 or unit_at(tokens, number.end):
        return None
    counts = not one_to and (number.low > 1 or (i > 0 and tokens[i - 1].low == "в"))
    if counts and noun_cases(tokens[i].low) in ({"nomn", "accs"}, {"accs"}, {"nomn"}):
        return None  # «за сутки 55 звонков», «в неделю 45», «в месяц один звонок», «чат неделя 90»
    if one_to:
        if number.high is not None or number.low <= 1 or not number.spelt:
            return None
        return Found("duration", {"low": seconds, "high": tidy(number.low * seconds)}, i, number.end, True, unit=unit)
    if tokens[i].low.endswith(("у", "ь", "й")) or (tokens[j].kind == "digits" and tokens[j].spaced is False):
        return None
    high = number.high
    value = (
        tidy(number.low * seconds)
        if high is None
        else {"low": tidy(number.low * seconds), "high": tidy(high * seconds)}
    )
    return Found("duration", value, i, number.end, True, unit=unit)


def _one_unit(tokens: list[Token], i: int, text: str) -> Found | None:
    """ "within an hour", «за минуту», "a minute and a half", "a minute or two", «час с половиной»."""
    w, n = words(), number_words()
    article = tokens[i].low in n.articles
    j = i + 1 if article else i
    if j >= len(tokens) or len(tokens[j].low) < 3:
        return None
    found = unit_at(tokens, j)
    if not found:
        return None
    unit, end = found
    seconds = UNIT_SECONDS[unit]
    if _of_answering(tokens, i, unit, end):
        return Found("duration", seconds, i, end, unit=unit)
    half = _half_after(tokens, end)
    if half[1]:
        return Found("duration", tidy((1 + half[0]) * seconds), i, half[1], unit=unit)
    if article and end + 1 < len(tokens) and tokens[end].low == "or":
        number = single(tokens, end + 1, text)
        if number and number.low <= 3 and number.spelt:
            return Found(
                "duration", {"low": seconds, "high": tidy(number.low * seconds)}, i, number.end, True, unit=unit
            )
    whole = _compound(tokens, Found("duration", seconds, i, end, unit=unit), text)
    if unit == "business_day" and whole.end > end and whole.value > seconds:
        hours = tidy(whole.value - seconds)  # «рабочий день 9 часов» tells how long it is
        return Found("duration", hours, i, whole.end, unit="hour", per="day") if hours <= DAY_SECONDS else None
    rate = i > 1 and tokens[i - 1].low in {"/", "в"} and tokens[i - 2].kind != "sign"  # «чат 50/день 10 мин»
    if not rate and whole.end > end and is_cyrillic(tokens[j].low) and tokens[end].low != ",":
        return whole  # «час тридцать минут»
    before = tokens[i - 1].low if i else ""
    to = range_separator(tokens, end) if before in number_words().range_from else 0
    upper = single(tokens, to, text) if to and to < len(tokens) else None
    if upper and upper.spelt and 1 < upper.low <= 5 and not unit_at(tokens, upper.end):
        value = {"low": seconds, "high": tidy(upper.low * seconds)}
        return Found("duration", value, i, upper.end, unit=unit)
    russian = is_cyrillic(tokens[j].low)
    if (article or (russian and unit in {"month", "quarter", "year"})) and i == 0 and end == len(tokens):
        return Found("duration", seconds, i, end, unit=unit)  # "a year" is the whole answer
    if before in w.one_after and (article or russian) and _singular(tokens[j].low, russian):
        return Found("duration", seconds, i, end, unit=unit)
    if before in w.one_more and unit in {"second", "minute"}:
        return Found("duration", seconds, i, end, unit=unit)  # "4 minutes plus a minute", "another minute"
    if before in w.and_one and i > 1 and unit_at(tokens, i - 2) and unit in {"second", "minute"}:
        return Found("duration", seconds, i, end, unit=unit)  # «три минуты и минута постобработки»
    alone = _sign_at(tokens, i - 1) and _sign_at(tokens, end) and unit in {"month", "quarter", "year"}
    if alone and (article or russian) and i and _singular(tokens[j].low, russian):
        return Found("duration", seconds, i, end, unit=unit)  # «10 операторов, год»
    return None


def _of_answering(tokens: list[Token], i: int, unit: str, end: int) -> bool:
    """ "The same working hour", "within the working day", «за рабочий день»: one of what an answer is due in."""
    working = unit == "business_day" or (unit == "hour" and end > i + 1)
    before = tokens[i - 1].low if i else ""
    if not working and not (unit == "hour" and before == "the"):
        return False
    led = before == "the" and i > 1 and tokens[i - 2].low in words().in_which
    return led or before in words().same or (working and is_cyrillic(tokens[i].low) and before in words().in_which)


def _sign_at(tokens: list[Token], i: int) -> bool:
    return not 0 <= i < len(tokens) or (tokens[i].kind == "sign" and tokens[i].low not in {"/", "-", "("})


_SINGULARS = {"секунду", "минуту", "минутку", "минута", "секунда", "час", "день", "сутки", "суток", "неделю", "месяц"}
_SINGULARS |= {"квартал", "год", "годик", "часа", "минуты", "года"}


def _singular(low: str, russian: bool) -> bool:
    return not russian or low in _SINGULARS
