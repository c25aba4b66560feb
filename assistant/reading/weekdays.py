"""Days of the week: «пн–пт», "weekdays and Saturday", "7 days a week"."""

from __future__ import annotations

from assistant.reading.clocks import clock_at
from assistant.reading.found import Found
from assistant.reading.number_found import Number
from assistant.reading.number_words import match_any
from assistant.reading.number_words import words as number_words
from assistant.reading.time_words import words
from assistant.reading.tokens import DASHES, Token

ALL_DAYS = list(range(1, 8))

_WORKED, _FREE = frozenset(range(1, 6)), frozenset({6, 7})


def days_per_week_at(tokens: list[Token], number: Number, after: int, covered: bool) -> Found | None:
    """ "7 days a week", «пять дней в неделю»: the first days of the week, that many."""
    w = words()
    if number.high is not None or not 1 <= number.low <= 7 or number.low != int(number.low):
        return None
    unit = match_any(w.day_units, tokens, after)
    end = match_any(w.in_week, tokens, unit) if unit else 0
    if unit and not end and covered and number.low >= 5:
        end = unit  # "9 to 6, 7 days"
    days = list(range(1, int(number.low) + 1))
    return Found("days", days, number.start, end, unit="count") if end else None


_TO_COUNT = 4  # words between "days a week" and how many they are


def _counted_after(tokens: list[Token], i: int) -> Found | None:
    """«Рабочих дней у нас шесть в неделю», "days a week: 6": the number follows what it counts."""
    w, small = words(), number_words().small
    unit = match_any(w.day_units, tokens, i)
    led = match_any(w.in_week, tokens, unit) if unit else 0
    stays = match_any(w.days_stay, tokens, unit) if unit and not led else 0
    led = led or stays
    for k in range(led or unit, min(len(tokens), (led or unit) + _TO_COUNT)) if unit else ():
        value = small.get(tokens[k].low) or (int(tokens[k].text) if tokens[k].text.isdecimal() else 0)
        if not value:
            if tokens[k].newline or tokens[k].low in {".", ";", ","}:
                return None
            continue
        end = match_any(w.in_week, tokens, k + 1)
        closed = k + 1 >= len(tokens) or (tokens[k + 1].kind == "sign" and tokens[k + 1].low not in DASHES)
        if value != int(value) or not 1 <= value <= 7 or not (end or (led and closed)):
            return None
        return Found("days", list(range(1, int(value) + 1)), i, end or k + 1, unit="count")
    return None


def _week_first(tokens: list[Token], i: int) -> Found | None:
    """«Неделя шесть день работаем», "one week six day we work": the week before its days, with nothing to join them."""
    w, small = words(), number_words().small
    number = match_any(w.week_first, tokens, i)
    if not number or number >= len(tokens):
        return None
    days = small.get(tokens[number].low) or (int(tokens[number].text) if tokens[number].text.isdecimal() else 0)
    unit = match_any(w.day_units, tokens, number + 1)
    counts = bool(unit) and days == int(days) and 1 < days <= len(ALL_DAYS)
    return Found("days", list(range(1, int(days) + 1)), i, unit, unit="count") if counts else None


def days_at(tokens: list[Token], i: int) -> Found | None:
    """Return the days named at token ``i``: «пн–пт», "weekdays and Saturday", "every day except Sunday"."""
    counted_after = _counted_after(tokens, i) or _week_first(tokens, i)
    if counted_after is not None:
        return counted_after
    found = _with_weekend(tokens, i) or _times_days(tokens, i)
    if found is not None:
        return found
    first = _day_list(tokens, i)
    if first is None:
        return _all_but(tokens, i)
    days, end = _up_to_other_hours(tokens, i, *first)
    counted = i > 0 and (tokens[i - 1].kind == "digits" or tokens[i - 1].low in number_words().small)
    within = i > 0 and tokens[i - 1].low in words().within_days
    if (counted or within) and set(days) == {6, 7} and not _hours_beside(tokens, i):
        return None  # "he wrote it in fourteen weekends", «за выходные»
    refused = [k for k in range(max(0, i - 3), i) if tokens[k].low in {"no", "without", "без"}]
    weekend = day_item(tokens, i)
    if refused and weekend and weekend[0] == [6, 7]:
        return Found("days", ALL_DAYS[:5], refused[-1], weekend[1])  # «без ночей и выходных»
    end, days = _without(tokens, end, days)
    after = end + 1 if end < len(tokens) and tokens[end].low in DASHES else end
    off = match_any(words().off_after, tokens, after)
    while not off and match_any(words().off_between, tokens, after):
        after = match_any(words().off_between, tokens, after)
        off = match_any(words().off_after, tokens, after)
    off = 0 if off and _hour_follows(tokens, off) else off or _off_ending(tokens, after)
    if off and len(days) < 3:
        off, days = _off_likewise(tokens, off, days)
        return Found("days", [day for day in ALL_DAYS if day not in days], i, off, unit="except")
    return Found("days", sorted(days), i, end)


def _hour_follows(tokens: list[Token], i: int) -> bool:
    """«В пятницу закрываемся в 16»: the day ends sooner, and is worked."""
    w = words()
    at = match_any(w.at_hour, tokens, i) or match_any(w.until, tokens, i)
    return bool(at) and clock_at(tokens, at) is not None


def _off_ending(tokens: list[Token], i: int) -> int:
    """«Сб рабочая, вс нет», "Sundays no": all that is said of the days, where the thought ends with it."""
    end = match_any(words().off_ending, tokens, i)
    return end if end and (end >= len(tokens) or tokens[end].low in {",", ".", ";", ")", "!"}) else 0


def _off_likewise(tokens: list[Token], off: int, days: set[int]) -> tuple[int, set[int]]:
    """«Суббота выходной, воскресенье тоже»: a second day is off as the first is."""
    glue = _list_glue(tokens, off)
    second = _day_list(tokens, glue) if glue else None
    end = match_any(words().likewise, tokens, second[1]) if second else 0
    return (end, days | second[0]) if second and end and len(second[0]) < 3 else (off, days)


def _with_weekend(tokens: list[Token], i: int) -> Found | None:
    """ "Including Saturdays", «воскресенье включено»: the working days, and the weekend up to the day named."""
    w = words()
    led = match_any(w.included_by, tokens, i)
    item = _day_list(tokens, led or i)
    if item is None or not item[0] <= {6, 7}:
        return None
    end = item[1] if led else match_any(w.included_after, tokens, item[1])
    return Found("days", list(range(1, max(item[0]) + 1)), i, end) if end else None


def _times_days(tokens: list[Token], i: int) -> Found | None:
    """ "8-20 x 7": the days after the hours of each."""
    if i + 1 >= len(tokens) or tokens[i].low not in TIMES or tokens[i + 1].text not in {"5", "6", "7"}:
        return None
    hours = i >= 3 and all(tokens[k].kind == "digits" for k in (i - 1, i - 3)) and tokens[i - 2].low in _HOURS_JOINED
    hours = hours or _hours_end(tokens, i)  # "8am-8pm x 7"
    return Found("days", ALL_DAYS[: int(tokens[i + 1].text)], i, i + 2, unit="count") if hours else None


TIMES = frozenset({"x", "х", "×", "*"})
_HOURS_JOINED = frozenset({*DASHES, ":"})


def _off(tokens: list[Token], end: int) -> bool:
    """The days that end before a token are not worked: «…, в выходные не работаем»."""
    while match_any(words().off_between, tokens, end):
        end = match_any(words().off_between, tokens, end)
    return bool(match_any(words().off_after, tokens, end))


def _day_list(tokens: list[Token], i: int) -> tuple[set[int], int] | None:
    first = day_item(tokens, i)
    if first is None:
        return None
    days, end = set(first[0]), first[1]
    apart = len(days) == 1
    if (week := _first_and_last(tokens, first)) is not None:
        days, end, apart = *week, False
    while True:
        j = _list_glue(tokens, end)
        item = day_item(tokens, j) if j else _next_day(tokens, end, apart)
        if item is None or set(item[0]) < days:
            return days, end  # «без выходных, только будни»: no more days, but fewer
        if len(days) > 2 and len(item[0]) < 3 and _off_soon(tokens, item[1]):
            return days, end
        days.update(item[0])
        apart = apart and len(item[0]) == 1
        end = item[1]


_FIRST_AND_LAST = frozenset({(1, 5), (1, 6), (1, 7), (2, 6), (2, 7)})


def _first_and_last(tokens: list[Token], first: tuple[list[int], int]) -> tuple[set[int], int] | None:
    """ "Mon sat 9 to 6", «пн сб с восьми»: the first and the last day of a week, the dash between left out."""
    second = _next_day(tokens, first[1], len(first[0]) == 1)
    if second is None or (first[0][0], second[0][0]) not in _FIRST_AND_LAST or _next_day(tokens, second[1], True):
        return None
    return set(range(first[0][0], second[0][0] + 1)), second[1]


def _off_soon(tokens: list[Token], end: int) -> bool:
    """A day off, or two of them: «пн-пт, сб вс закрыто»."""
    glue = _list_glue(tokens, end)
    second = _next_day(tokens, end, True) or (day_item(tokens, glue) if glue and tokens[end].low != "," else None)
    ends = [end, *([second[1]] if second is not None and len(second[0]) < 3 else [])]
    return any(_off(tokens, each) or _off_ending(tokens, each) for each in ends)


def _up_to_other_hours(tokens: list[Token], i: int, days: set[int], end: int) -> tuple[set[int], int]:
    """ "9am-9pm mon-sat, sunday 10am-6pm": with hours before the list and behind it, its last day has others."""
    if not _hours_end(tokens, i) or not (_hours_begin(tokens, end) or _all_day(tokens, end)):
        return days, end
    for cut in range(end - 1, i, -1):
        glue = _list_glue(tokens, cut)
        last = day_item(tokens, glue) if glue else None
        before = _day_list(tokens[:cut], i) if last and last[1] == end else None
        if tokens[cut].low != "," and not (before and last and before[0] >= _WORKED and set(last[0]) <= _FREE):
            continue  # «с 9 до 20, в субботу и воскресенье с 10 до 18»
        if before is not None and before[1] == cut and not before[0] & set(last[0] if last else ()):
            return before
    return days, end


def _all_day(tokens: list[Token], i: int) -> bool:
    """ "… Friday, Saturday 24 hours": the whole day."""
    return bool(match_any(words().round_the_clock, tokens, i)) or (i < len(tokens) and tokens[i].text == "24")


def _hours_end(tokens: list[Token], i: int) -> bool:
    """Hours end right before a token: "9-6 mon", "9am to 9pm on", «с 9 до 18 в»."""
    k = i - 1
    while k >= 0 and tokens[k].low in {",", "on", "from", "в", "по", "с"} and k > i - 3:
        k -= 1
    w = words()
    if k >= 0 and (tokens[k].low in w.am or tokens[k].low in w.pm or tokens[k].low in w.clock_mark):
        k -= 1
    if k < 1 or tokens[k].kind != "digits":
        return False
    joined = {*DASHES, ":", "to", "till", "until", "до", "по"}
    return tokens[k - 1].low in joined


def _hours_begin(tokens: list[Token], i: int) -> bool:
    """Hours begin right behind the days."""
    k = i
    while k < len(tokens) and tokens[k].low in {",", ":", "from", "с", "со", "—", "–", "-"} and k < i + 3:
        k += 1
    if k + 2 >= len(tokens) or tokens[k].kind != "digits" or tokens[k].newline:
        return False
    w = words()
    after = k + 3 if tokens[k + 1].low == ":" else k + 1
    if after < len(tokens) and (tokens[after].low in w.am or tokens[after].low in w.pm):
        after += 1
    return after < len(tokens) and (tokens[after].low in DASHES or tokens[after].low in {"to", "till", "until", "до"})


def _next_day(tokens: list[Token], end: int, apart: bool) -> tuple[list[int], int] | None:
    """The next day of «сб вс», «пн вт ср чт», named one by one with no sign between."""
    item = day_item(tokens, end) if apart and end < len(tokens) and not tokens[end].newline else None
    return item if item and len(item[0]) == 1 else None


def _all_but(tokens: list[Token], i: int) -> Found | None:
    """ "Except Sundays", «кроме воскресенья»: the rest of the week."""
    after = match_any(words().excluded_by, tokens, i)
    weak = tokens[i].low in {"but", "without"} and not _after_daily(tokens, i)
    item = _day_list(tokens, after) if after and not weak else None
    left = [day for day in ALL_DAYS if item is not None and day not in item[0]]
    return Found("days", left, i, item[1], unit="except") if item else None


def _after_daily(tokens: list[Token], i: int) -> bool:
    """ "Every day but Sunday"."""
    return any(match_any(words().daily, tokens, k) == i for k in range(max(0, i - 4), i))


def _without(tokens: list[Token], end: int, days: set[int]) -> tuple[int, set[int]]:
    j = end + 1 if end < len(tokens) and tokens[end].low in {",", "("} else end
    after = match_any(words().excluded_by, tokens, j)
    item = _day_list(tokens, after) if after else None
    return (item[1], days - set(item[0])) if item and days - set(item[0]) else (end, days)


def day_item(tokens: list[Token], i: int) -> tuple[list[int], int] | None:
    """Return a day, a group of days or days from one to another named at token ``i``, and the token after them."""
    w = words()
    if i >= len(tokens):
        return None
    group = w.groups.match(tokens, i)
    if group:
        return [int(digit) for digit in group[0]], group[1]
    first = _day_name(tokens, i)
    if first is None:
        return None
    day, end = first
    j = end + 1 if end < len(tokens) and tokens[end].low == "." and end + 1 < len(tokens) else end
    dash = j < len(tokens) and tokens[j].low in DASHES
    to = j + 1 if dash else match_any(w.range_to, tokens, j)
    if to and tokens[j].low not in {"and", "и"}:
        second = _day_name(tokens, to)
        if second:
            last = second[0]
            span = range(day, last + 1) if day <= last else [*range(day, 8), *range(1, last + 1)]
            return list(span), second[1]
    return [day], end


def _day_name(tokens: list[Token], i: int) -> tuple[int, int] | None:
    found = words().weekdays.match(tokens, i)
    if not found:
        return None
    token = tokens[i]
    if i and tokens[i - 1].low in words().named_days:
        return None  # Black Friday
    if token.low == "ср" and i + 2 < len(tokens) and tokens[i + 1].low == "." and tokens[i + 2].kind == "word":
        return None  # «ср. время»
    if token.low in {"sun", "sat", "mo", "wed"} and token.text[0].islower() and not _day_beside(tokens, i):
        return None
    return found


def _day_beside(tokens: list[Token], i: int) -> bool:
    w = words()
    near = [k for k in (i - 2, i - 1, i + 1, i + 2) if 0 <= k < len(tokens)]
    alone = i == 0 and 1 < len(tokens) <= _FEW and tokens[1].low in w.after_hours  # "sat too"
    return alone or any(tokens[k].low in w.weekdays for k in near) or _hours_beside(tokens, i)


def _hours_beside(tokens: list[Token], i: int) -> bool:
    """ "Sat 9-5", "9-5 sat": hours joined by a dash right before or behind, or a number in a list of days behind."""
    ahead = i + 3 < len(tokens) and tokens[i + 1].kind == "digits" and tokens[i + 2].low in _HOURS_JOINED
    behind = i >= 3 and tokens[i - 1].kind == "digits" and tokens[i - 2].low in _HOURS_JOINED
    return ahead or behind or (i > 0 and tokens[i - 1].low in {"am", "pm"})


_FEW = 4  # words and signs of a message that names a day and little else
_INSTRUMENTAL = ("ем", "ой", "ей", "ом")


def _list_glue(tokens: list[Token], i: int) -> int:
    j = i
    if j + 1 < len(tokens) and tokens[j].low in {"с", "со"} and tokens[j + 1].low.endswith(_INSTRUMENTAL):
        return j + 1  # «суббота с воскресеньем»
    while (
        j < len(tokens)
        and tokens[j].low in {",", "and", "n", "и", "&", "+", "plus", "/", "on", "also", "по", "в", "or", "или"}
        and j < i + 3
    ):
        if tokens[j].newline:
            return 0
        j += 1
    return j if j > i else 0
