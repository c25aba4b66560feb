"""Hours of the day, from one time to another or by a pattern such as 24/7."""

from __future__ import annotations

from dataclasses import replace

from assistant.reading.clocks import Clock, clock_at, minutes_at, plain, unit_follows
from assistant.reading.day_in_pieces import piece_of_day
from assistant.reading.durations import unit_at
from assistant.reading.found import Found
from assistant.reading.hours_told_again import closed_anew
from assistant.reading.number_words import match_any
from assistant.reading.number_words import words as number_words
from assistant.reading.time_words import words
from assistant.reading.tokens import DASHES, Token, ends_sentence
from assistant.reading.vocabulary import Lexicon, is_cyrillic
from assistant.reading.weekdays import ALL_DAYS, day_item
from assistant.reading.words import noun_cases

_BY = {"/", "x", "х", "*", "×", "на", "on", "by", "-", "\\"}


_SHIFT_PATTERNS = {
    (7, 7): list(range(1, 8)),
    (5, 2): [1, 2, 3, 4, 5],
    (6, 1): [1, 2, 3, 4, 5, 6],
    (7, 0): list(range(1, 8)),
}


ROUND_THE_CLOCK = {"open": "00:00", "close": "24:00"}


BUSINESS_HOURS = {"open": "09:00", "close": "18:00"}


def time_range_at(tokens: list[Token], i: int) -> Found | None:
    """Return the hours that begin at token ``i``: «с 9 до 21», "9am–6pm", "4 pm to 8 am", 9-18."""
    w = words()
    told_apart = _opened_and_closed(tokens, i) or _closed_and_opened(tokens, i)
    if told_apart is not None:
        return told_apart
    if i and minutes_at(tokens, i - 1):
        return None  # «разговор минуты 3-4» tells how long it takes
    opener = match_any(w.range_from, tokens, i)
    led = i if opener else i - 1
    between = bool(opener) and tokens[opener - 1].low in number_words().between_words  # "picked up between 8 and 5"
    changed = any(token.low in number_words().changed_from for token in tokens[max(0, led - 2) : max(0, led)])
    first = clock_at(tokens, opener or i, dotted=True)
    if first is None:
        return None
    if first.end < len(tokens) and tokens[first.end].low in w.zones:
        first = replace(first, end=first.end + 1)
    dash = first.end < len(tokens) and tokens[first.end].low in DASHES
    changed = changed and not between and not (dash and first.explicit)
    if changed and first.half != "am":
        return None  # «время ответа упало с девяти часов до двух», but "amended to read 07:00–22:00"
    together = first.half == "am" and clock_at(tokens, first.end) is not None  # «8 утра 8 вечера»
    to = first.end + 1 if dash else match_any(w.range_to, tokens, first.end) or (first.end if together else 0)
    if not to or (not opener and tokens[first.end].low in {"and", "и", "по"}) or tokens[first.end].newline:
        return None
    if (
        dash
        and not first.explicit
        and tokens[first.end - 1].kind == "word"
        and tokens[first.end - 1].low not in w.clock_mark
        and not tokens[to - 1].spaced
        and not tokens[to].spaced
    ):
        return None  # "twenty-eight"
    second = clock_at(tokens, to, dotted=True)
    if second is None or (to < len(tokens) and tokens[to].newline) or (to == first.end and second.half != "pm"):
        return None
    if changed and second.half not in ("pm", "day_part", "night"):
        return None  # but "we pick up from 7 in the morning until 11 at night" tells a whole day
    explicit = first.explicit or (second.explicit and (second.half != "day_part" or bool(opener)))
    anew = closed_anew(tokens, second.end)
    second = anew or second
    piece = None if anew else piece_of_day(tokens, opener or i)
    if piece is None and not _are_hours(tokens, i, bool(opener), dash, first, second, explicit):
        return None
    if piece is not None:
        value = {"open": _clock(piece[0]), "close": _clock(piece[1])}
        return Found("time_range", value, i if opener and _time_opener(tokens, i) else opener or i, second.end)
    start, close = _twelve_hours(first, second)
    if (
        not anew
        and tokens[to].text.startswith("0")
        and (first.half or (second.explicit and second.minutes <= _LATEST_CLOSE))
    ):
        close = second.minutes  # 09:00–01:00, "6 pm to 09:00"
    past_midnight = _past_midnight(tokens, opener or i, to, first, second)
    close = second.minutes if past_midnight else close
    if not explicit and not past_midnight and _evening_meant(tokens, i, second.end, start, close):
        close += 720
    late = any(tokens[k].low in w.pm_before for k in range(max(0, i - 2), i))
    if late and not first.half and not second.half and close <= 720 and start <= 720:
        start, close = start % 720 + 720, close % 720 + 720  # "evenings from six until ten"
    later = i > 0 and tokens[i - 1].low in w.later_than and not first.half and second.half in _EVENING_HALVES
    if later and start < 720 < start + 720 < close:
        start += 720  # "after seven till eleven at night"
    if later and 720 <= start < close:
        i = opener = i - 1
    if start == close and not explicit:
        return None
    value = {"open": _clock(start % 1440), "close": _clock(close if close else 1440)}
    return Found("time_range", value, i if opener and _time_opener(tokens, i) else opener or i, second.end)


def _past_midnight(tokens: list[Token], i: int, to: int, first: Clock, second: Clock) -> bool:
    """The 02 of "10-02" and «с 10 до 02», where the opening has no nought: it closes at night."""
    written = (tokens[i].text, tokens[to].text)
    digits = all(text.isdecimal() and len(text) == _TWO_DIGITS for text in written)
    nought = digits and written[1].startswith("0") and not written[0].startswith("0")
    return nought and not (first.half or second.half) and second.minutes <= _NIGHT_ENDS


_TWO_DIGITS = 2
_HALF_DAY, _LONG_DAY = 720, 420  # minutes
_EVENING_HALVES = ("pm", "night", "day_part")
_NIGHT_ENDS = 360  # minutes after midnight
_SHORTEST_DAY = 180  # minutes
_EARLY_OPENING, _LATE_CLOSING = (360, 600), 660  # minutes between which a line opens, and until which it may close


def _evening_meant(tokens: list[Token], i: int, end: int, start: int, close: int) -> bool:
    """ "Open 8-9", «работаем с 9 до 10»: nobody is open for an hour or two, so it closes in the evening.

    A single day may be that short: "Saturdays 9-11".
    """
    opens = _EARLY_OPENING[0] <= start <= _EARLY_OPENING[1]
    if not opens or not start < close <= _LATE_CLOSING or close - start >= _SHORTEST_DAY:
        return False
    beside = [day_item(tokens, k) for k in (i - 1, i - 2, end, end + 1) if 0 <= k < len(tokens)]
    return not any(item is not None and len(item[0]) == 1 for item in beside)


_SHORTEST_EVENING = 120  # minutes
_EVENING = 960  # minutes after midnight, when it begins at the earliest
_LATEST_CLOSE = 300  # minutes after midnight, up to which 01:00 is a closing time of the night
_BEFORE_HOUR = 2  # words between one of opening and its hour: «открываемся обычно в девять»


def _opened_and_closed(tokens: list[Token], i: int) -> Found | None:
    """«Открываемся в девять, закрываемся в семь вечера»: each end of the day with a verb of its own."""
    w = words()
    since = match_any(w.since, tokens, i)
    first = _end_of_day(tokens, i, w.opening) or (clock_at(tokens, since) if since else None)
    if first is None or (since and not first.explicit):
        return None
    joined = next(
        (k for k in range(first.end, min(len(tokens), first.end + 4)) if match_any(w.closing, tokens, k)), None
    )
    second = _end_of_day(tokens, joined, w.closing) if joined is not None else None
    if second is None:
        return None
    start, close = _twelve_hours(first, second)
    if not second.half and start < close < min(720, start + _SHORTEST_DAY):
        close += 720  # «с восьми, закрываемся в полдесятого»
    value = {"open": _clock(start % 1440), "close": _clock(close if close else 1440)}
    return Found("time_range", value, i, second.end)


def _closed_and_opened(tokens: list[Token], i: int) -> Found | None:
    """«До десяти вечера, с десяти утра», "until 22:00, starting at 8:00": the end is told before the beginning."""
    w = words()
    until = match_any(w.until, tokens, i)
    last = clock_at(tokens, until) if until else None
    if last is None or not last.explicit or any(match_any(w.closing, tokens, k) == i for k in range(max(0, i - 2), i)):
        return None
    at = last.end + 1 if last.end < len(tokens) and tokens[last.end].low == "," else last.end
    since = match_any(w.since, tokens, at)
    first = clock_at(tokens, since) if since else _end_of_day(tokens, at, w.opening)
    if first is None or not first.explicit or not first.minutes < last.minutes:
        return None
    return Found("time_range", {"open": _clock(first.minutes), "close": _clock(last.minutes)}, i, first.end)


def _end_of_day(tokens: list[Token], i: int, verbs: Lexicon[bool]) -> Clock | None:
    """The hour a verb of opening or closing at a token names, with nothing counted after it."""
    w = words()
    after = match_any(verbs, tokens, i)
    for k in range(after, min(len(tokens), after + _BEFORE_HOUR + 1)) if after else ():
        at = match_any(w.at_hour, tokens, k) or match_any(w.since, tokens, k)
        clock = clock_at(tokens, at, dotted=True) if at else None
        if clock is not None and clock.minutes <= 1440:
            beyond = tokens[clock.end] if clock.end < len(tokens) else None
            ends = beyond is None or beyond.kind == "sign" or beyond.low in w.after_hours
            ends = ends or bool(match_any(w.until, tokens, clock.end))  # "opens at seven till it closes at ten"
            return clock if ends or match_any(w.closing, tokens, clock.end) else None
        if tokens[k].kind != "word":
            return None
    return None


def _time_opener(tokens: list[Token], i: int) -> bool:
    return tokens[i].low not in {"open", "hours"}


def _twelve_hours(first: Clock, second: Clock) -> tuple[int, int]:
    """Fill in the halves of the day left unsaid: "9-6pm" opens in the morning, "9 to 6" closes in the evening."""
    start, close = first.minutes, second.minutes
    if first.half == "set" and start == 720 and not second.half and 0 < close < 720:
        return start, close + 720  # "noon to eight"
    if first.half in ("pm", "day_part") and not second.half and start >= 720 and 0 < close < 720:
        return start, close + 720 if close + 720 >= start + _SHORTEST_EVENING else close  # "from six pm until eleven"
    if not first.half and second.half == "day_part" and start < 420 and start + 720 < close:
        return start + 720, close  # «с 2 до 5 дня»
    if not first.half and second.half in ("pm", "night") and first.minutes < 720 < second.minutes:
        if first.minutes < second.minutes - 720 and first.minutes + 720 < close and second.minutes - 720 >= 60:
            start = (
                first.minutes + 720
                if first.minutes < 420 or (not first.explicit and first.minutes >= 720)
                else first.minutes
            )
        return start, close
    if (not second.half and 0 < close <= 720 and (close <= start and start < 720)) or (
        first.half == "am" and not second.half and 0 < close < 720 and start < 720
    ):
        close += 720
    return start, close


def _are_hours(
    tokens: list[Token], i: int, opened: bool, dash: bool, first: Clock, second: Clock, explicit: bool
) -> bool:
    """Decide between hours of the day and a range of numbers or minutes."""
    after = tokens[second.end] if second.end < len(tokens) and not ends_sentence(tokens, second.end) else None
    if after and after.low in {"%", "$", "€", "₽", "£"}:
        return False
    beyond = tokens[second.end + 1] if second.end + 1 < len(tokens) else None
    if after and beyond and not after.spaced:
        decimal = after.low == "." and beyond.kind == "digits" and not beyond.spaced
        if after.low == "/" or decimal:
            return False
    if explicit:
        return True
    if not opened and _how_long(tokens, i, second.end):
        return False
    if after and after.low == "(" and beyond and beyond.kind == "digits":
        return False  # "three to five (3–5) minutes"
    w = words()
    marked = tokens[second.end - 1].low in w.clock_mark
    follows_well = after is None or after.kind == "sign" or after.low in w.after_hours
    follows_well = follows_well or day_item(tokens, second.end) is not None or _days_counted(tokens, second.end)
    follows_well = follows_well or (_days_before(tokens, i) and _not_counted(tokens, second.end))
    context = any(t.low in w.hour_context for t in tokens[max(0, i - 5) : i]) or (
        after is not None and after.low in w.hour_context
    )
    day_long = 6 * 60 <= first.minutes <= 12 * 60 and 15 * 60 <= second.minutes <= 1440
    day_long = day_long and second.minutes - first.minutes >= 360
    if marked and not (dash or opened):
        both = tokens[first.end - 1].low in w.clock_mark  # "8h to 20h"; "12 to 24 hours" is a length
        of_clock = both or not unit_at(tokens, second.end - 1) or _days_before(tokens, i)
        return day_long and first.minutes < 720 and of_clock
    if opened and day_long and after is not None and is_cyrillic(tokens[i].low) and _not_counted(tokens, second.end):
        return tokens[i].low not in {"от", "между"}  # «с 6 до 22 операторы»; a range counts «с 6 до 22 операторов»
    falling = second.minutes <= first.minutes and first.minutes < 1440
    night = first.minutes >= 17 * 60 and second.minutes <= 12 * 60
    if opened and is_cyrillic(tokens[i].low) and tokens[i].low in {"от", "между"}:
        return (context or marked or night) and follows_well
    counted = after is not None and not _not_counted(tokens, second.end)
    if falling and _whole_day(first, second) and not counted and (opened or not dash):
        return True  # "nine to five two of us answer": no range falls so
    if opened:
        return follows_well and not (after is not None and after.kind == "digits")
    half_day = falling and first.minutes <= 720 and second.minutes <= 720 and first.minutes >= 300
    daily = bool(match_any(w.daily, tokens, second.end)) or day_item(tokens, second.end) is not None
    evening = daily and _EVENING <= first.minutes < second.minutes - _SHORTEST_EVENING and second.minutes <= 1440
    return (follows_well and (context or day_long or half_day or night)) or evening


def _whole_day(first: Clock, second: Clock) -> bool:
    """Whether two hours of the clock face, morning and afternoon, lie as far apart as a working day."""
    opening, closing = first.minutes, second.minutes + _HALF_DAY
    return _EARLY_OPENING[0] <= opening <= _HALF_DAY and _LONG_DAY <= closing - opening <= _HALF_DAY


def _days_counted(tokens: list[Token], i: int) -> bool:
    """ "0800-2000 7 days": how many days of the week those hours are of."""
    return i < len(tokens) and tokens[i].text in {"5", "6", "7"} and bool(match_any(words().day_units, tokens, i + 1))


def _how_long(tokens: list[Token], i: int, end: int) -> bool:
    """ "Within 12-24 hours": a length of time, in which something is done."""
    unit = unit_at(tokens, end - 1) or unit_at(tokens, end)
    led = range(max(0, i - 2), i)
    if not unit or unit[0] != "hour":
        return False
    return any(match_any(words().time_limit, tokens, k) == i for k in led)


def _days_before(tokens: list[Token], i: int) -> bool:
    """Days end right before a token, a comma at most between: «будни с 8 до 20 нас устроят»."""
    last = i - 1 if i and tokens[i - 1].low == "," else i
    return any((item := day_item(tokens, k)) is not None and item[1] == last for k in range(max(0, last - 4), last))


def _not_counted(tokens: list[Token], i: int) -> bool:
    """No unit and no noun that a range of numbers could count."""
    said = tokens[i].low
    cases = noun_cases(said) if tokens[i].kind == "word" else frozenset()
    several = said.isascii() and (said.endswith("s") or said in words().people.single())
    return tokens[i].kind == "word" and "gent" not in cases and not several and not unit_follows(tokens, i)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


# --- coverage patterns --------------------------------------------------------------------------------------------


def coverage_at(tokens: list[Token], i: int) -> list[Found]:
    """Return what 24/7, 8x5, 5/2 or a phrase such as «круглосуточно» at token ``i`` says of hours and days."""
    w = words()
    vague = match_any(w.business_hours, tokens, i)
    if vague:
        return [Found("time_range", BUSINESS_HOURS, i, vague, vague=True)]
    hours = plain(tokens[i]) if i + 2 < len(tokens) else None
    days = plain(tokens[i + 2]) if hours is not None and tokens[i + 1].low in _BY else None
    if hours is not None and days is not None and not _longer_group(tokens, i):
        found = _pattern(hours, days, tokens[i + 1].low, i, i + 3)
        if found:
            end = i + 5 if _all_year(tokens, i + 3) else i + 3
            for one in found:
                one.end = end
            return found
    spaced = _hours_and_days(tokens, i)
    if spaced:
        return spaced
    clock = match_any(w.round_the_clock, tokens, i)
    if clock and (tokens[i].kind != "digits" or match_any(w.in_day, tokens, clock)):
        end = match_any(w.in_day, tokens, clock) or clock if tokens[i].kind == "digits" else clock
        return [Found("time_range", ROUND_THE_CLOCK, i, end)]
    return []


def _hours_and_days(tokens: list[Token], i: int) -> list[Found]:
    """ "24 7" and "12h x 7d": the pattern with a gap or with units."""
    hours = plain(tokens[i])
    if hours == 24 and i + 1 < len(tokens) and tokens[i + 1].text == "7" and tokens[i + 1].spaced:
        return _pattern(24, 7, "/", i, i + 2)
    marked = hours is not None and i + 3 < len(tokens) and tokens[i + 1].low in words().clock_mark
    j = i + 3 if marked and tokens[i + 2].low in _BY else 0
    days = plain(tokens[j]) if j else None
    unit = match_any(words().day_units, tokens, j + 1) if days is not None else 0
    return _pattern(hours or 0, days or 0, "x", i, unit) if unit else []


def _longer_group(tokens: list[Token], i: int) -> bool:
    """1/24/7 and 24/7/2026 are no coverage."""
    if i >= 2 and tokens[i - 1].low in {"/", "."} and tokens[i - 2].kind == "digits" and not tokens[i].spaced:
        return True
    j = i + 3
    joined = j + 1 < len(tokens) and tokens[j].low in {"/", "%"} and not tokens[j].spaced
    return joined and not _all_year(tokens, j) and (tokens[j].low == "%" or tokens[j + 1].kind == "digits")


def _all_year(tokens: list[Token], j: int) -> bool:
    return j + 1 < len(tokens) and tokens[j].low in {"/", "x", "х"} and tokens[j + 1].text in {"365", "366"}


def _pattern(hours: int, days: int, sign: str, start: int, end: int) -> list[Found]:
    if 5 <= hours <= 7 and 8 <= days <= 24 and (sign in {"x", "х", "*", "×"} or days == 24):
        hours, days = days, hours  # «режим 5 × 8»
    week = list(range(1, days + 1))
    if hours == 24 and 1 <= days <= 7:
        return [Found("time_range", ROUND_THE_CLOCK, start, end), Found("days", week, start, end)]
    if sign == "-":
        return []
    if 6 <= hours <= 23 and 5 <= days <= 7 and hours != days and sign not in {"by", "on"}:
        return [
            Found("duration", hours * 3600, start, end, per="day", unit="hour"),
            Found("days", week, start, end),
        ]
    if sign in {"/", "на", "\\"} and (hours, days) in _SHIFT_PATTERNS:
        return [Found("days", _SHIFT_PATTERNS[hours, days], start, end)]
    if sign in {"/", "на", "\\"} and hours == days and 2 <= hours <= 4:
        return [Found("days", ALL_DAYS, start, end, unit="shift")]
    return []
