"""Quantities of a text: numbers, percents, money, durations, hours, days and volumes."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any

from assistant.reading import durations, money, times, volumes
from assistant.reading.found import Found
from assistant.reading.numbers import Number, match_any, number_range, range_separator, single, words
from assistant.reading.tokens import Token, ends_sentence
from assistant.reading.vocabulary import Lexicon

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>]{1,500}|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5}", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w.,$€£₽+])\+?[0-9(][0-9() \u00a0.-]{7,22}[0-9](?![\w%])")
_BOUNDS = ("at_least", "at_most")


def find_quantities(tokens: list[Token], text: str) -> list[Found]:
    """Return the quantities of a tokenized text in order."""
    masked = _masks(tokens, text)
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
            _flag(tokens, item)
        found.extend(items)
        i = max(end, i + 1)
    volumes.attach(tokens, found)
    _join_hours_and_days(tokens, found)
    return _with_daily(tokens, _outermost(found))


@cache
def _openers() -> frozenset[str]:
    """The words a quantity may begin with; all others are passed over at once."""
    n, d, m, t = words(), durations.words(), money.words(), times.words()
    lexicons: list[Lexicon] = [n.shares, n.even_shares, n.half_of, n.quarter_of, n.articles, n.vague, n.one_in, n.percent]
    lexicons += [d.units, m.currencies, t.weekdays, t.groups, t.round_the_clock, t.business_hours, t.range_from]
    lexicons += [t.noon, t.midnight, t.excluded_by]
    found = {*n.small, *n.multipliers, *n.plurals, *n.rough, *n.fused, *d.fused}
    for lexicon in lexicons:
        found.update(lexicon.first_forms())
    return frozenset(found)


def _at(tokens: list[Token], i: int, text: str, before: Found | None) -> tuple[list[Found], int]:
    """Return what begins at token ``i`` and the token after it; nothing found may still be stepped over."""
    token = tokens[i]
    if token.kind == "sign" and token.low not in "$€£₽₴₸₹¥₱₩₺₪₾₼֏฿₫₦<>~+":
        return [], i + 1
    if token.kind == "word" and token.low not in _openers() and token.text not in money.words().codes:
        return [], i + 1
    coverage = times.coverage_at(tokens, i)
    if coverage:
        return coverage, coverage[-1].end
    days = times.days_at(tokens, i)
    if days:
        return [days], days.end
    if not _after_handle_time(tokens, i):
        hours = times.time_range_at(tokens, i)
        if hours:
            return [hours], hours.end
    if token.kind == "digits":
        return _digits_at(tokens, i, text, before)
    return _words_at(tokens, i, text, before)


def _after_handle_time(tokens: list[Token], i: int) -> bool:
    """4:30-5:00 after "AHT" are minutes."""
    return bool(durations.clock_duration_at(tokens, i)) and any(t.low in {"aht", "handle", "длительность"} for t in tokens[max(0, i - 6) : i])


def _digits_at(tokens: list[Token], i: int, text: str, before: Found | None) -> tuple[list[Found], int]:
    clock = durations.clock_duration_at(tokens, i)
    if clock:
        j = range_separator(tokens, clock.end)
        following = durations.clock_duration_at(tokens, j) if j and j < len(tokens) else None
        if following and clock.value < following.value:
            clock = replace(clock, value={"low": clock.value, "high": following.value}, end=following.end)
        return [clock], clock.end
    moment = times.clock_at(tokens, i)
    if moment and moment.explicit and moment.half != "day_part":
        return [], moment.end
    shares = _split(tokens, i)
    if shares is not None:
        return shares, i + 3
    skip = _no_quantity(tokens, i) or _hour_of_day(tokens, i)
    if skip:
        return [], skip
    number = number_range(tokens, i, text)
    if number is None:
        return [], i + 1
    return _classify(tokens, number, text, before)


def _words_at(tokens: list[Token], i: int, text: str, before: Found | None) -> tuple[list[Found], int]:
    share = _share_at(tokens, i)
    if share:
        return [share], share.end
    duration = durations.wordy_duration_at(tokens, i, text)
    if duration:
        return [duration], duration.end
    sum_of_money = money.money_at(tokens, i, text, None)
    if sum_of_money:
        return [sum_of_money], sum_of_money.end
    unit_price = money.one_unit_at(tokens, i)
    if unit_price:
        return [unit_price], unit_price.end
    vague = match_any(words().vague, tokens, i)
    if vague:
        number = single(tokens, vague, text) if vague < len(tokens) else None
        if number and number.bare:
            return [], number.end
    one_of = _one_in(tokens, i)
    if one_of:
        return [one_of], one_of.end
    percents = _percent_first(tokens, i, text)
    if percents:
        return [percents], percents.end
    number = number_range(tokens, i, text)
    if number is None:
        return [], i + 1
    ordinal = _ordinal_after(tokens, number.end)
    if ordinal:
        return [], ordinal
    if _no_number_word(tokens, number):
        out_of = _out_of(tokens, number, text)
        return ([out_of], out_of.end) if out_of else ([], i + 1)
    return _classify(tokens, number, text, before)


def _ordinal_after(tokens: list[Token], i: int) -> int:
    """«двадцать первого мая», "twenty-first": the number is part of an ordinal."""
    j = i + 1 if i < len(tokens) and tokens[i].low in {"-", "‑"} and not tokens[i].spaced else i
    return match_any(words().ordinals, tokens, j)


def _classify(tokens: list[Token], number: Number, text: str, before: Found | None) -> tuple[list[Found], int]:
    """Name the kind of a number by what follows it."""
    if _closing_time(tokens, number, before):
        return [], number.end
    per_week = times.days_per_week_at(tokens, number, number.end, _is_coverage(before, number.start))
    if per_week:
        return [per_week], per_week.end
    out_of = _out_of(tokens, number, text)
    if out_of:
        return [out_of], out_of.end
    percent = _percent(tokens, number, text)
    if percent:
        return [percent], percent.end
    hour = durations.unit_at(tokens, number.end)
    if hour and hour[0] == "hour" and number.start and tokens[number.start - 1].low == "к":
        return [], hour[1]  # «к пяти часам»: a time of day
    duration = durations.duration_at(tokens, number, text)
    if duration and not _years_old(tokens, duration):
        clock = _day_long(tokens, duration)
        return [clock or duration], (clock or duration).end
    sum_of_money = money.money_at(tokens, number.start, text, number)
    if sum_of_money:
        return [sum_of_money], sum_of_money.end
    times_end = match_any(words().times, tokens, number.end)
    unit = None
    if times_end and not tokens[number.end].newline:
        glued = not tokens[number.end].spaced
        if tokens[number.end].low not in {"x", "х", "fold"} or glued or tokens[number.end].low == "х":
            preceded = number.start and tokens[number.start - 1].low in {"в", "by", "is", "grow", "grows", "up"}
            if tokens[number.end].low not in {"раз", "times"} or preceded or match_any(words().times, tokens, number.end) > number.end + 1:
                unit = "times"
    end = times_end if unit else number.end
    if end < len(tokens) and tokens[end].low == "ish" and not tokens[end].spaced:
        return [Found("number", number.value, number.start, end + 1, True)], end + 1
    if not unit and end < len(tokens) and tokens[end].kind == "word" and not tokens[end].spaced and tokens[end - 1].kind == "digits":
        return [], end + 1  # 365d7, 4K: a name, not a quantity
    return [Found("number", number.value, number.start, end, number.approximate, unit=unit)], end


def _is_coverage(before: Found | None, start: int) -> bool:
    """Tell whether hours of work were said just before token ``start``."""
    if before is None or start - before.end > 2:
        return False
    return before.kind == "time_range" or (before.kind == "duration" and (before.per == "day" or before.value == 86_400))


def _closing_time(tokens: list[Token], number: Number, before: Found | None) -> bool:
    """«пт и сб до 23»: an hour after the days it is said of."""
    if before is None or before.kind != "days" or number.high is not None or number.low > 24 or not number.start:
        return False
    return tokens[number.start - 1].low in {"до", "с", "till", "until", "til", "from"} and number.start - before.end <= 2


def _day_long(tokens: list[Token], duration: Found) -> Found | None:
    """"24 hours a day" is round the clock."""
    end = match_any(times.words().in_day, tokens, duration.end)
    if duration.value != 86_400 or duration.unit != "hour" or not end:
        return None
    return Found("time_range", times.ROUND_THE_CLOCK, duration.start, end)


def _years_old(tokens: list[Token], duration: Found) -> bool:
    return duration.unit == "year" and duration.end < len(tokens) and tokens[duration.end].low in {"old"}


# --- shares -------------------------------------------------------------------------------------------------------


def _percent(tokens: list[Token], number: Number, text: str) -> Found | None:
    end = _percent_sign(tokens, number.end)
    if not end:
        return None
    value = _exact(tokens, number)
    j = range_separator(tokens, end)
    if j and j < len(tokens) and number.high is None:
        following = single(tokens, j, text)
        after = _percent_sign(tokens, following.end) if following else 0
        if following and after and following.high is None and number.low < following.low:
            return Found("percent", {"low": value, "high": following.value}, number.start, after, number.approximate)
    return Found("percent", value, number.start, end, number.approximate)


def _percent_first(tokens: list[Token], i: int, text: str) -> Found | None:
    """«процентов двадцать»: roughly, by inversion."""
    if tokens[i].low != "процентов" or i + 1 >= len(tokens) or tokens[i + 1].newline:
        return None
    number = number_range(tokens, i + 1, text)
    return Found("percent", number.value, i, number.end, True) if number and number.low <= 100 else None


def _exact(tokens: list[Token], number: Number) -> Any:
    """99.995 % has decimals, whatever the rule for three digits after a point."""
    token = tokens[number.start]
    if number.high is None and number.end == number.start + 1 and re.fullmatch(r"[0-9]{1,2}[.,][0-9]+", token.text):
        return float(token.text.replace(",", "."))
    return number.value


def _percent_sign(tokens: list[Token], i: int) -> int:
    if i < len(tokens) and tokens[i].low in {"-", "‑"} and not tokens[i].spaced:
        i += 1
        if i < len(tokens) and tokens[i].low in {"ти", "и", "ми"}:
            i += 1
    return match_any(words().percent, tokens, i)


def _split(tokens: list[Token], i: int) -> list[Found] | None:
    """70/30 is two shares; 80/20 and 90/30 are service levels: no quantity ([]); anything else is not a split (None)."""
    j = i + 2
    if j >= len(tokens) or tokens[i + 1].low not in {"/", "на", ":"} or not (tokens[i].text + tokens[j].text).isdigit():
        return None
    if j + 1 < len(tokens) and tokens[j + 1].low in {"/", "."} and not tokens[j + 1].spaced and j + 2 < len(tokens):
        if tokens[j + 2].kind == "digits" and not tokens[j + 2].spaced:
            return []
    first, second = int(tokens[i].text[:9]), int(tokens[j].text[:9])
    if tokens[i + 1].low == "/" and 0 < first < second <= 10:
        if second <= 5 or first == 1:
            return [Found("percent", round(100 * first / second, 2), i, j + 1)]
        return []
    if first + second == 100 and first in {80, 20}:
        return []
    if first + second == 100 and not _service_level_near(tokens, i):
        return [Found("percent", first, i, i + 1), Found("percent", second, j, j + 1)]
    if tokens[i + 1].low != "/":
        return None
    return [] if 50 <= first <= 100 and second <= 300 else None


def _service_level_near(tokens: list[Token], i: int) -> bool:
    near = tokens[max(0, i - 4) : i] + tokens[i + 3 : i + 6]
    return any(t.low in {"sla", "sl", "service", "сервиса", "обслуживания", "tsf"} for t in near)


def _share_at(tokens: list[Token], i: int) -> Found | None:
    """Return a share in words: "half of the calls", «треть», "two thirds", «пополам»."""
    w = words()
    even = match_any(w.even_shares, tokens, i)
    if even:
        return Found("percent", 50, i, even)
    found = w.shares.match(tokens, i)
    if not found or (i and tokens[i - 1].low in w.not_share_before):
        return None
    value, end = found
    token = tokens[i]
    if durations.unit_at(tokens, end) or (end < len(tokens) and tokens[end].low in w.multipliers):
        return None
    if token.text.isascii() and not _english_share(tokens, i, end):
        return None
    return Found("percent", value if value != int(value) else int(value), i, end)


def _english_share(tokens: list[Token], i: int, end: int) -> bool:
    """"half", "third" and "quarter" are shares only beside words that make them so."""
    w = words()
    before = tokens[i - 1].low if i else ""
    spelt_fully = tokens[i].low not in {"half", "third", "quarter"}
    if end < len(tokens) and tokens[end].low in w.articles:
        nearby = end + 1
        return not (durations.unit_at(tokens, nearby) or (nearby < len(tokens) and tokens[nearby].low in {*w.multipliers, *w.rough}))
    if end < len(tokens) and tokens[end].low in {"-", "party", "past", "time", "level"}:
        return False
    after = end >= len(tokens) or ends_sentence(tokens, end) or tokens[end].low in w.share_after or tokens[end].kind == "sign"
    if tokens[end - 1].low == "of":
        nearby = tokens[end].low if end < len(tokens) else ""
        unit = durations.unit_at(tokens, end + 1) if nearby in {"a", "an"} else None
        return not unit
    return (after or before in w.share_before) or (spelt_fully and tokens[i].low in {"two", "three", "one", "four"})


def _one_in(tokens: list[Token], i: int) -> Found | None:
    """«каждый третий», "every fifth"."""
    if i + 1 >= len(tokens) or not match_any(words().one_in, tokens, i):
        return None
    found = _ordinal(tokens[i + 1].low)
    return Found("percent", _whole(round(100 / found, 2)), i, i + 2) if found else None


def _ordinal(low: str) -> int:
    for n, stem in enumerate(("втор", "трет", "четверт", "пят", "шест", "седьм", "восьм", "девят", "десят"), start=2):
        if low.startswith(stem) and low.endswith(("ый", "ой", "ий", "ая", "ья", "ое", "ье", "ого", "ьего")):
            return n
    return 0


def _out_of(tokens: list[Token], number: Number, text: str) -> Found | None:
    """"three out of ten", "1 in 5", «семь из десяти»: a share in percent."""
    w = words()
    j = match_any(w.out_of, tokens, number.end)
    if not j or number.high is not None or j >= len(tokens) or tokens[j].newline:
        return None
    whole = single(tokens, j, text)
    if whole is None or whole.low not in {2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 100} or not 0 < number.low < whole.low or number.low != int(number.low):
        return None
    if durations.unit_at(tokens, whole.end) or _percent_sign(tokens, whole.end):
        return None
    if tokens[number.end].low == "in" and not (number.low == 1 or number.low < 10 == whole.low):
        return None
    return Found("percent", _whole(round(100 * number.low / whole.low, 2)), number.start, whole.end)


def _whole(x: float) -> int | float:
    return int(x) if x == int(x) else x


# --- what is no quantity ------------------------------------------------------------------------------------------


def _masks(tokens: list[Token], text: str) -> list[bool]:
    """Mark the tokens of addresses, telephone numbers, dates and names with numbers in them."""
    spans = [match.span() for match in _ADDRESS.finditer(text)]
    spans += [match.span() for match in _PHONE.finditer(text) if _is_phone(match.group())]
    spans += times.date_spans(text)
    spans.sort()
    masked = [False] * len(tokens)
    k = 0
    for i, token in enumerate(tokens):
        while k < len(spans) and spans[k][1] <= token.start:
            k += 1
        masked[i] = k < len(spans) and spans[k][0] < token.end and token.start < spans[k][1]
    i = 0
    while i < len(tokens):
        end = 0 if masked[i] else times.date_at(tokens, i)
        for j in range(i, min(end, len(tokens))):
            masked[j] = True
        i = max(end, i + 1)
    return masked


def _is_phone(piece: str) -> bool:
    groups = re.findall(r"[0-9]+", piece)
    count = sum(map(len, groups))
    if not 10 <= count <= 13:
        return False
    if piece[0] in "+(":
        return True
    if len(groups) == 1:
        return count == 11 and piece[0] in "78"
    lengths = [len(group) for group in groups]
    return (lengths[0] == 1 and groups[0] in "178" and lengths[1] == 3 and lengths[2:] not in ([3, 3], [3])) or lengths == [3, 3, 4]


def _no_quantity(tokens: list[Token], i: int) -> int:
    """Return the token after a number that counts nothing: an ordinal, a name, a code; else 0."""
    w = words()
    before = tokens[i - 1] if i else None
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if before and not tokens[i].spaced and before.kind == "word" and before.low not in {"x", "х"}:
        return i + 1  # B2B, L2, Q3
    if before and before.low in {"-", "_", "."} and not tokens[i].spaced and not before.spaced and i >= 2:
        if tokens[i - 2].kind == "word" and tokens[i - 2].low not in {"от", "до"}:
            return i + 1  # COVID-19, GPT-4
    if before and _is_name(tokens, i):
        j = i + 1
        while j + 1 < len(tokens) and tokens[j].low in {"/", "-"} and tokens[j + 1].kind == "digits" and not tokens[j].spaced:
            j += 2  # №45/2024
        return j
    if after and not after.spaced and after.low in w.ordinal_endings and after.text.isascii():
        return i + 2
    if after and after.low in {"-", "‑"} and not after.spaced and i + 2 < len(tokens) and not tokens[i + 2].spaced:
        if tokens[i + 2].low in w.ordinal_endings and not tokens[i + 2].text.isascii():
            return 0 if _unit_follows(tokens, i + 3) else i + 3
        if tokens[i + 2].low in {"фз", "c", "с"} and tokens[i + 2].text != "с":
            return i + 3
    return 0


def _hour_of_day(tokens: list[Token], i: int) -> int:
    """"Call me at 5": a small number after "at", with nothing to count."""
    if not i or tokens[i - 1].low != "at" or not tokens[i].text.isdigit() or int(tokens[i].text[:3]) > 12:
        return 0
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    return i + 1 if after is None or (after.kind == "sign" and after.low in {".", ",", "!", "?", ")"}) else 0


def _unit_follows(tokens: list[Token], i: int) -> bool:
    return i < len(tokens) and bool(durations.unit_at(tokens, i)) and tokens[i].low.endswith(("ный", "ная", "ное"))


def _is_name(tokens: list[Token], i: int) -> bool:
    """"Office 365", "tier 2", "ISO 27001", «пункт 4»: the word before makes a name of the number."""
    w = words()
    j = i - 1
    if tokens[j].low in {".", "-", ":"} and j and not tokens[j].spaced and tokens[j - 1].kind == "word":
        if tokens[j].low == ":" or (tokens[j].low == "." and len(tokens[j - 1].low) > 3):
            return False
        j -= 1
    if tokens[i].newline or not match_any(w.name_before, tokens, j):
        return False
    if tokens[j].low in {"top", "топ"}:
        return True
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if tokens[j].low in {"line", "web", "order", "no", "version", "option", "id", "unit", "class", "level", "industry", "квартал", "part", "question", "case"}:
        return after is None or after.kind == "sign" or (after.low in {"and", "or", "to", "support", "agents", "и", "или"} and tokens[j].low != "no")
    return True


def _no_number_word(tokens: list[Token], number: Number) -> bool:
    """"one of our agents", "this one", «один из»: the word is a pronoun."""
    w = words()
    if number.end - number.start > 1 or number.low != 1 or number.high is not None or not number.spelt:
        return False
    if number.bare:
        return False
    before = tokens[number.start - 1].low if number.start else ""
    after = tokens[number.end].low if number.end < len(tokens) else ""
    if before in w.not_one_before or (after in w.not_one_after and after):
        return True
    return tokens[number.start].text.isascii() and (not after or (tokens[number.end].kind == "sign" and after != "-")) and len(tokens) > 2 and tokens[
        number.start - 1
    ].low not in {"about", "around", "only", "just", "is", ":", "or"}


# --- flags --------------------------------------------------------------------------------------------------------


def _flag(tokens: list[Token], item: Found) -> None:
    """Set what the words around a quantity say: roughly, at least, at most."""
    if item.kind in {"time_range", "days"}:
        return
    w = words()
    _take_in_opener(tokens, item)
    start = item.start
    for _ in range(2):
        for length in (4, 3, 2, 1):
            k = start - length
            if k < 0:
                continue
            if match_any(w.approximate_before, tokens, k) == start:
                item.approximate, start = True, k
                break
            if match_any(w.at_least_before, tokens, k) == start and not isinstance(item.value, dict):
                item.bound, start = "at_least", k
                break
            if match_any(w.at_most_before, tokens, k) == start and not isinstance(item.value, dict):
                item.bound, start = "at_most", k
                break
        else:
            break
    if isinstance(item.value, dict) and item.kind == "money" and item.bound is None and not isinstance(item.value["amount"], dict):
        _money_bound(tokens, item)
    end = item.end
    beyond = end + 1  # "2000 users or so", "10 agents max"
    if beyond < len(tokens) and tokens[end].kind == "word" and not ends_sentence(tokens, beyond):
        closing = any(match_any(lexicon, tokens, beyond) for lexicon in (w.at_least_after, w.at_most_after, w.approximate_after))
        end = beyond if closing and tokens[beyond].low not in {"plus", "+"} else end
    if match_any(w.approximate_after, tokens, end):
        item.approximate = True
    if end < len(tokens) and item.bound is None and not tokens[end].newline:
        spaced_plus = tokens[end].low == "+" and tokens[end].spaced
        if match_any(w.at_least_after, tokens, end) and not spaced_plus and not (tokens[end].low == "plus" and end + 1 < len(tokens) and not ends_sentence(tokens, end + 1)):
            item.bound = "at_least"
        elif match_any(w.at_most_after, tokens, end):
            item.bound = "at_most"


def _take_in_opener(tokens: list[Token], item: Found) -> None:
    """The "between" or «от» of a range belongs to it."""
    amount = item.value["amount"] if item.kind == "money" else item.value
    if isinstance(amount, dict) and item.start and match_any(words().range_from, tokens, item.start - 1) == item.start:
        item.start -= 1


def _money_bound(tokens: list[Token], item: Found) -> None:
    w = words()
    for length in (4, 3, 2, 1):
        k = item.start - length
        if k >= 0:
            for name in _BOUNDS:
                if match_any(w.sections[f"{name}_before"], tokens, k) == item.start:
                    item.bound = name
                    return


def _join_hours_and_days(tokens: list[Token], found: list[Found]) -> None:
    """"24 hours, 7 days a week": the hours are those of every day."""
    for first, second in pairwise(found):
        if second.kind == "days" and first.kind == "duration" and first.value == 86_400 and first.unit == "hour":
            between = tokens[first.end : second.start]
            if all(token.low in {",", "and", "/", "и", "-", "x"} for token in between):
                first.kind, first.value, first.per, first.unit = "time_range", times.ROUND_THE_CLOCK, None, None


def _outermost(found: list[Found]) -> list[Found]:
    """Drop what a volume has grown over: the "a day" of "calls in a day"."""
    kept: list[Found] = []
    for item in sorted(found, key=lambda item: (item.start, -item.end)):
        if kept and item.start < kept[-1].end and (item.start, item.end) != (kept[-1].start, kept[-1].end):
            continue
        kept.append(item)
    return kept


def _with_daily(tokens: list[Token], found: list[Found]) -> list[Found]:
    """"Every day" that no volume took is all the days of the week."""
    taken = {k for item in found for k in range(item.start, item.end)}
    near_volume = [item for item in found if item.kind == "volume" and item.value["per"] == "day"]
    w = times.words()
    for i in range(len(tokens)):
        if i in taken:
            continue
        end = match_any(w.daily, tokens, i)
        if end and match_any(w.excluded_by, tokens, end):
            continue
        if end and not any(item.start - 6 <= i <= item.end + 3 for item in near_volume):
            found.append(Found("days", times.ALL_DAYS, i, end))
    found.sort(key=lambda item: (item.start, -item.end))
    return found
