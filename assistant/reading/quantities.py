"""Quantities of a text: numbers, percents, money, durations, hours, days and volumes."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise

from assistant.reading import clocks, durations, money, time_words, times, volumes, weekdays
from assistant.reading.clock_durations import clock_duration_at
from assistant.reading.found import Found
from assistant.reading.labelled_units import labelled_duration_at
from assistant.reading.marks import flag
from assistant.reading.masks import hour_of_day, masked_tokens, no_number_word, no_quantity, ordinal_after, part_of_day
from assistant.reading.multipliers import counted_times, times_after, times_first
from assistant.reading.number_found import Number
from assistant.reading.number_words import match_any, words
from assistant.reading.numbers import number_range, range_separator, single
from assistant.reading.rate_words import words as rate_words
from assistant.reading.shares import (
    one_in,
    out_of_share,
    percent_at,
    percent_first,
    ratio_after,
    ratio_first,
    ratios_on,
    share_at,
    split_at,
)
from assistant.reading.tables import read_columns
from assistant.reading.tokens import DASHES, Token, apart
from assistant.reading.vocabulary import Lexicon


def find_quantities(tokens: list[Token], text: str) -> list[Found]:
    """Return the quantities of a tokenized text in order."""
    masked = masked_tokens(tokens, text)
    found: list[Found] = []
    i = 0
    while i < len(tokens):
        if masked[i]:
            i += 1
            continue
        items, end = _at(tokens, i, text, found[-1] if found else None)
        if any(masked[k] for k in range(i, min(end, len(tokens)))):
            items = []
            end = i + 1
        for item in items:
            flag(tokens, item)
        found.extend(items)
        i = max(end, i + 1)
    found = _said_once(tokens, found)
    read_columns(tokens, found)
    volumes.attach(tokens, found)
    _join_hours_and_days(tokens, found)
    return _with_daily(tokens, _outermost(found))


@cache
def _openers() -> frozenset[str]:
    """The words a quantity may begin with; all others are passed over at once."""
    n, d, m, t = words(), durations.words(), money.words(), time_words.words()
    lexicons: list[Lexicon] = [
        n.shares,
        n.even_shares,
        n.half_of,
        n.quarter_of,
        n.articles,
        n.vague,
        n.one_in,
        n.ratio_lead,
        n.percent,
    ]
    lexicons += [
        d.units,
        m.currencies,
        t.day_units,
        t.weekdays,
        t.groups,
        t.round_the_clock,
        t.business_hours,
        t.range_from,
        t.until,
        t.included_by,
        t.week_first,
    ]
    lexicons += [n.times_first, t.noon, t.midnight, t.excluded_by, t.opening, t.half_towards, t.quarter_towards]
    found = {*weekdays.TIMES, *n.small, *n.multipliers, *n.plurals, *n.rough, *n.fused, *d.fused}
    for lexicon in lexicons:
        found.update(lexicon.first_forms())
    return frozenset(found)


def _at(tokens: list[Token], i: int, text: str, before: Found | None) -> tuple[list[Found], int]:
    """Return what begins at token ``i`` and the token after it; nothing found may still be stepped over."""
    token = tokens[i]
    if token.kind == "sign" and token.low not in "$€£₽₴₸₹¥₱₩₺₪₾₼֏฿₫₦<>~+":
        return [], i + 1
    named = token.low in _openers() or token.text in money.words().codes
    if token.kind == "word" and not named and not durations.told_by_adjective(token.low):
        return [], i + 1
    coverage = times.coverage_at(tokens, i)
    if coverage:
        return coverage, coverage[-1].end
    days = weekdays.days_at(tokens, i)
    if days:
        return [days], days.end
    if not _after_handle_time(tokens, i):
        hours = times.time_range_at(tokens, i)
        if hours and not _counts_people(tokens, i, hours.end):
            return [hours], hours.end
    if token.kind == "digits":
        return _digits_at(tokens, i, text, before)
    return _words_at(tokens, i, text, before)


_OPENED = 3  # words before "every day" among which it is said what is open
_NOON = 12


def _counts_people(tokens: list[Token], start: int, end: int) -> bool:
    """ "From 2 to 8 support agents": a rising range of bare numbers, and the people it counts right after it."""
    numbers = [int(token.text) for token in tokens[start:end] if token.text.isdecimal()]
    bare = all(token.text.isdecimal() or token.kind == "word" or token.low in DASHES for token in tokens[start:end])
    if len(numbers) != 2 or not numbers[0] < numbers[1] <= _NOON or not bare or not tokens[end - 1].text.isascii():
        return False
    people = {form for form, unit in rate_words().units.single().items() if unit == "agent"}
    joined = {
        "by",
        "with",
        "our",
        "the",
        *words().and_words.first_forms(),
        *time_words.words().range_from.first_forms(),
    }
    ahead = [token.low for token in tokens[end : end + 3] if token.kind == "word"]
    ahead = ahead[: next((k for k, low in enumerate(ahead) if low in joined), 3)]
    return any(low in people or low.removesuffix("s") in people for low in ahead)


def _after_handle_time(tokens: list[Token], i: int) -> bool:
    """4:30-5:00 after "AHT" are minutes."""
    said = durations.words().handle_time
    return bool(clock_duration_at(tokens, i)) and any(t.low in said for t in tokens[max(0, i - 6) : i])


def _after_clock(tokens: list[Token], i: int, before: Found | None) -> bool:
    """ "6:15 on voice, on email 9:30": minutes and seconds again."""
    if before is None or before.kind != "duration" or before.unit != "minute" or i - before.end > 6:
        return False
    return any(token.low == ":" for token in tokens[before.start : before.end])


def _digits_at(tokens: list[Token], i: int, text: str, before: Found | None) -> tuple[list[Found], int]:
    clock = clock_duration_at(tokens, i, _after_clock(tokens, i, before))
    if clock:
        j = range_separator(tokens, clock.end)
        following = clock_duration_at(tokens, j) if j and j < len(tokens) else None
        if following and clock.value < following.value:
            clock = replace(clock, value={"low": clock.value, "high": following.value}, end=following.end)
        return [clock], clock.end
    moment = clocks.clock_at(tokens, i)
    if moment and moment.explicit and moment.half != "day_part":
        return [], moment.end
    shares = split_at(tokens, i)
    if shares is not None:
        return shares, shares[-1].end if shares else i + 3
    skip = no_quantity(tokens, i) or hour_of_day(tokens, i)
    if skip:
        return [], skip
    number = number_range(tokens, i, text)
    if number is None:
        return [], i + 1
    return _classify(tokens, number, text, before)


def _words_at(tokens: list[Token], i: int, text: str, before: Found | None) -> tuple[list[Found], int]:
    labelled = labelled_duration_at(tokens, i, text)
    if labelled:
        return [labelled], labelled.end
    ratio = ratio_first(tokens, i, text)
    if ratio:
        also = [] if match_any(words().out_of, tokens, i) else ratios_on(tokens, ratio, text)
        return [ratio, *also], also[-1].end if also else ratio.end
    rated = volumes.per_at(tokens, i) if before is not None and before.end == i and before.kind == "number" else None
    if rated and rated[0] == "quarter":
        return [], rated[1]  # "26,000 a quarter": how often, no share
    share = share_at(tokens, i)
    if share:
        return [share], share.end
    duration = durations.wordy_duration_at(tokens, i, text)
    if duration:
        return [duration], duration.end
    sum_of_money = money.money_at(tokens, i, text, None)
    if sum_of_money:
        return [sum_of_money], sum_of_money.end
    unit_price = money.one_unit_at(tokens, i, text)
    if unit_price:
        return [unit_price], unit_price.end
    vague = match_any(words().vague, tokens, i)
    if vague:
        number = single(tokens, vague, text) if vague < len(tokens) else None
        if number and number.bare:
            return [], number.end
    inverted = money.inverted_sum_at(tokens, i, text)
    if inverted:
        return [inverted], inverted.end
    ratio = times_first(tokens, i, text)
    if ratio:
        return [ratio], ratio.end
    one_of = one_in(tokens, i)
    if one_of:
        return [one_of], one_of.end
    percents = percent_first(tokens, i, text)
    if percents:
        return [percents], percents.end
    number = number_range(tokens, i, text)
    if number is None:
        return [], i + 1
    ordinal = ordinal_after(tokens, number.end)
    if ordinal:
        return [], ordinal
    if part_of_day(tokens, number.start, number.end):
        return [], number.end
    if no_number_word(tokens, number):
        out_of = out_of_share(tokens, number, text)
        return ([out_of], out_of.end) if out_of else ([], i + 1)
    return _classify(tokens, number, text, before)


def _classify(tokens: list[Token], number: Number, text: str, before: Found | None) -> tuple[list[Found], int]:
    """Name the kind of a number by what follows it."""
    if _closing_time(tokens, number, before):
        return [], number.end
    covered = _is_coverage(before, number.start) or _says_open(tokens, number.start)
    per_week = weekdays.days_per_week_at(tokens, number, number.end, covered)
    if per_week:
        return [per_week], per_week.end
    out_of = ratio_after(tokens, number, text, before) or out_of_share(tokens, number, text)
    if out_of:
        return [out_of], out_of.end
    number, ahead = _two_said(tokens, number, text), number
    if number is not ahead:
        return [Found("number", number.value, number.start, number.end, number.approximate)], number.end
    percent = percent_at(tokens, number, text)
    if percent:
        return [percent], percent.end
    hour = durations.unit_at(tokens, number.end)
    if hour and hour[0] == "hour" and number.start and tokens[number.start - 1].low == "к":
        return [], hour[1]  # «к пяти часам»: a time of day
    duration = durations.duration_at(tokens, number, text)
    sum_of_money = money.money_at(tokens, number.start, text, number)
    if duration and not _years_old(tokens, duration) and not _millions_of(tokens, number, sum_of_money):
        lasts = _day_long(tokens, duration) or duration
        return [lasts], lasts.end
    if sum_of_money:
        return [sum_of_money], sum_of_money.end
    rated = counted_times(tokens, number)
    if rated:
        return [rated], rated.end
    end, unit = times_after(tokens, number)
    ish = end + 1 if end < len(tokens) and tokens[end].low == "-" else end
    if ish < len(tokens) and tokens[ish].low == "ish" and not tokens[ish].spaced:
        return [Found("number", number.value, number.start, ish + 1, True)], ish + 1
    if (
        not unit
        and end < len(tokens)
        and tokens[end].kind == "word"
        and not tokens[end].spaced
        and tokens[end - 1].kind == "digits"
    ):
        return [], end + 1  # 365d7, 4K: a name, not a quantity
    return [Found("number", number.value, number.start, end, number.approximate, unit=unit)], end


def _two_said(tokens: list[Token], number: Number, text: str) -> Number:
    """«Пять тысяч семьдесят процентов почта»: two numbers in one breath, the second a percentage or minutes."""
    unit = durations.unit_at(tokens, number.end)
    small = match_any(words().percent, tokens, number.end) or (unit and unit[0] in {"second", "minute", "hour"})
    if not small or number.low <= 1000 or number.high is not None or not number.spelt:
        return number
    big = [k for k in range(number.start, number.end - 1) if words().multipliers.get(tokens[k].low, 0) >= 1000]
    first = single(tokens[: big[-1] + 1], number.start, text) if big else None
    return first if first and first.end == big[-1] + 1 else number


def _is_coverage(before: Found | None, start: int) -> bool:
    """Tell whether hours of work were said just before token ``start``."""
    if before is None or start - before.end > 2:
        return False
    return before.kind == "time_range" or (
        before.kind == "duration" and (before.per == "day" or before.value == 86_400)
    )


def _says_open(tokens: list[Token], start: int) -> bool:
    return start > 0 and tokens[start - 1].low in time_words.words().open_words


def _closing_time(tokens: list[Token], number: Number, before: Found | None) -> bool:
    """«пт и сб до 23»: an hour after the days it is said of."""
    if before is None or before.kind != "days" or number.high is not None or number.low > 24 or not number.start:
        return False
    if tokens[number.start - 1].low == "по" and durations.unit_at(tokens, number.end):
        return False  # «семь дней по шестнадцать часов»: how long each
    return tokens[number.start - 1].low in _hour_prepositions() and number.start - before.end <= 2


@cache
def _hour_prepositions() -> frozenset[str]:
    w = time_words.words()
    return frozenset((*w.range_from.first_forms(), *w.range_to.first_forms())) - {"and", "и", "-"}


def _day_long(tokens: list[Token], duration: Found) -> Found | None:
    """ "24 hours a day" is round the clock, and so is "24-hour cover"."""
    w = time_words.words()
    end = match_any(w.in_day, tokens, duration.end)
    if not end and tokens[duration.end - 1].low == "hour" and match_any(w.staffed_all_day, tokens, duration.end):
        end = duration.end
    if duration.value != 86_400 or duration.unit != "hour" or not end:
        return None
    return Found("time_range", times.ROUND_THE_CLOCK, duration.start, end)


def _millions_of(tokens: list[Token], number: Number, sum_of_money: Found | None) -> bool:
    """ "4.5m CAD": the letter stands for millions where a currency follows it, and for minutes elsewhere."""
    return sum_of_money is not None and sum_of_money.end > number.end + 1 and tokens[number.end].low in {"m", "м"}


def _years_old(tokens: list[Token], duration: Found) -> bool:
    return duration.unit == "year" and duration.end < len(tokens) and tokens[duration.end].low in {"old"}


def _said_once(tokens: list[Token], found: list[Found]) -> list[Found]:
    """Take "ninety percent (90%)" for one quantity."""
    kept: list[Found] = []
    for item in found:
        last = kept[-1] if kept else None
        again = last and last.kind == item.kind and last.value == item.value and item.start == last.end + 1
        if last and again and tokens[last.end].low == "(" and item.end < len(tokens) and tokens[item.end].low == ")":
            last.end = item.end + 1
        else:
            kept.append(item)
    return kept


def _join_hours_and_days(tokens: list[Token], found: list[Found]) -> None:
    """ "24 hours, 7 days a week": the hours are those of every day."""
    for first, second in pairwise(found):
        whole_days = (second.kind, first.kind, first.value, first.unit) == ("days", "duration", 86_400, "hour")
        between = {token.low for token in tokens[first.end : second.start]}
        if whole_days and between <= {",", "and", "/", "и", "-", "x"}:
            first.kind, first.value, first.per, first.unit = "time_range", times.ROUND_THE_CLOCK, None, None


def _outermost(found: list[Found]) -> list[Found]:
    """Drop what a volume has grown over: the "a day" of "calls in a day"."""
    kept: list[Found] = []
    for item in sorted(found, key=lambda item: (item.start, -item.end)):
        if kept and item.start < kept[-1].end and (item.start, item.end) != (kept[-1].start, kept[-1].end):
            continue
        kept.append(item)
    return kept


def _daily_thing(tokens: list[Token], i: int) -> bool:
    """ "The daily huddle", "our daily report": what comes every day, and no days of work."""
    w = time_words.words()
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    led = i > 0 and tokens[i - 1].low in w.daily_led
    return tokens[i].low in w.daily_adjectives and led and after is not None and after.kind == "word"


def _with_daily(tokens: list[Token], found: list[Found]) -> list[Found]:
    """ "Every day" that no volume took, or with hours after it, is all the days of the week."""
    taken = {k for item in found for k in range(item.start, item.end)}
    near_volume = [item for item in found if item.kind == "volume" and item.value["per"] == "day"]
    w = time_words.words()
    for i in range(len(tokens)):
        end = 0 if i in taken else match_any(w.daily, tokens, i)
        if (
            not end
            or _daily_thing(tokens, i)
            or match_any(w.daily_of, tokens, end)
            or match_any(w.excluded_by, tokens, end)
        ):
            continue  # "our daily order volume", "every day but Sunday"
        near = any(item.start - 6 <= i <= item.end + 3 and not apart(tokens, i, item.start) for item in near_volume)
        hours = end + (end < len(tokens) and tokens[end].low == ",")
        opened = any(token.low in w.open_words for token in tokens[max(0, i - _OPENED) : i])  # "we're open every day"
        led = any(item.kind == "time_range" and 0 <= i - item.end <= 1 for item in found)  # "8am to 8pm every day"
        if not near or opened or led or times.time_range_at(tokens, hours):
            found.append(Found("days", weekdays.ALL_DAYS, i, end))
    found.sort(key=lambda item: (item.start, -item.end))
    return found
