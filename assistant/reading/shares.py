"""Percents and shares: 30 %, half, «каждый третий», 70/30."""

from __future__ import annotations

import re
from typing import Any

from assistant.reading import durations, time_words
from assistant.reading.dates import makes_a_whole
from assistant.reading.found import Found
from assistant.reading.number_found import Number
from assistant.reading.number_words import match_any, words
from assistant.reading.numbers import number_range, range_separator, single
from assistant.reading.rate_words import words as per_words
from assistant.reading.tokens import Token, ends_sentence

_DRIVERS = frozenset({"order", "customer", "user"})
_BASES = (10, 100, 1000)  # wholes a rate is told out of
_MOST_EACH = 10  # contacts of one customer
_MOST_OUT_OF = 500  # "1 in 500"; beyond it stands a year


def percent_at(tokens: list[Token], number: Number, text: str) -> Found | None:
    """Return the percentage whose number, or lower end, is ``number``."""
    end = _percent_sign(tokens, _past_more(tokens, number.end))
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


def _past_more(tokens: list[Token], i: int) -> int:
    """Where "60-odd percent", «20 с лишним процентов» goes on: a little more counts as the number told."""
    j = i + 1 if i + 1 < len(tokens) and tokens[i].low == "-" else i
    return match_any(per_words().and_odd, tokens, j) or i


def percent_first(tokens: list[Token], i: int, text: str) -> Found | None:
    """«процентов двадцать»: roughly, by inversion."""
    if tokens[i].low not in {"процентов", "процента"} or i + 1 >= len(tokens) or tokens[i + 1].newline:
        return None
    after = i + 2 if tokens[i + 1].low in {"на", "по", "в"} and i + 2 < len(tokens) else i + 1
    number = number_range(tokens, after, text)
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


def split_at(tokens: list[Token], i: int) -> list[Found] | None:
    """70/30 is two shares and 50/30/20 three; 80/20 and 90/30 are service levels, no quantity ([]); all else is no
    split (None).
    """
    if parts := _whole_in_parts(tokens, i):
        return [Found("percent", int(tokens[at].text), at, at + 1) for at in parts]
    j = i + 2
    if (
        j >= len(tokens)
        or tokens[i + 1].low not in {"/", "на", ":", "к"}
        or not (tokens[i].text + tokens[j].text).isdecimal()
    ):
        return None
    if j + 2 < len(tokens) and tokens[j + 1].low in {"/", "."} and not tokens[j + 1].spaced:
        further = tokens[j + 2]
        if further.kind == "digits" and not further.spaced:
            return []  # 1/2/3
    first, second = int(tokens[i].text[:9]), int(tokens[j].text[:9])
    if tokens[i + 1].low == "/" and 0 < first < second <= 10:
        if second <= 5 or first == 1:
            return [Found("percent", _whole(round(100 * first / second, 2)), i, j + 1)]
        return []
    if first + second == 100 and first in {80, 20}:
        return []
    if first + second == 100 and not _service_level_near(tokens, i):
        return [Found("percent", first, i, i + 1), Found("percent", second, j, j + 1)]
    if tokens[i + 1].low != "/":
        return None
    return [] if 50 <= first <= 100 and second <= 300 else None


def _whole_in_parts(tokens: list[Token], i: int) -> list[int]:
    """Where the numbers of "50/30/20" stand, which make a hundred; none for "31/12/57", which may be a date."""
    parts, at = [i], i + 2
    while at < len(tokens) and tokens[at - 1].low in {"/", "-", "–"} and tokens[at].text.isdecimal():
        parts.append(at)
        at += 2
    if len(parts) < _FEWEST_PARTS or not tokens[i].text.isdecimal():
        return []
    return parts if makes_a_whole([tokens[k].text for k in parts]) else []


_FEWEST_PARTS = 3  # beyond the two of "70/30"


def _service_level_near(tokens: list[Token], i: int) -> bool:
    near = tokens[max(0, i - 4) : i] + tokens[i + 3 : i + 6]
    return any(t.low in words().service_level for t in near)


def share_at(tokens: list[Token], i: int) -> Found | None:
    """Return a share in words: "half of the calls", «треть», "two thirds", «пополам»."""
    w = words()
    even = match_any(w.even_shares, tokens, i)
    if even:
        return Found("percent", 50, i, even)
    found = w.shares.match(tokens, i)
    if not found or (i and tokens[i - 1].low in w.not_share_before and not _joined_share(tokens, i, found[1])):
        return None
    value, end = found
    token = tokens[i]
    if part := _part_of_a_percent(tokens, end):
        return Found("percent", value / 100, i, part)
    if durations.unit_at(tokens, end) or (end < len(tokens) and tokens[end].low in w.multipliers):
        return None
    if token.text.isascii() and (_is_period(tokens, i, end) or not _english_share(tokens, i, end)):
        return None
    return Found("percent", value if value != int(value) else int(value), i, end)


def _part_of_a_percent(tokens: list[Token], end: int) -> int:
    """ "Half a per cent", "a quarter of one percent": the token after the sign of per cent, or 0."""
    w = words()
    at = end
    while at < len(tokens) and at < end + 2 and (tokens[at].low in w.of or tokens[at].low in w.articles):
        at += 1
    return match_any(w.percent, tokens, at) if at < len(tokens) and tokens[at].kind == "word" else 0


def _joined_share(tokens: list[Token], i: int, end: int) -> bool:
    """ "900 orders and a third of the buyers write": a share after "and" where it is one of something."""
    return tokens[i - 1].low in words().and_words and end < len(tokens) and tokens[end].low in words().of


def _is_period(tokens: list[Token], i: int, end: int) -> bool:
    """ "3,300 calls a quarter": three months, no share."""
    period = per_words().adverbs.match(tokens, i)
    goes_on = end < len(tokens) and tokens[end].low in words().of
    counted = i > 0 and (tokens[i - 1].low in per_words().counted or tokens[i - 1].low in per_words().frequencies)
    return bool(period) and not goes_on and counted


def _english_share(tokens: list[Token], i: int, end: int) -> bool:
    """ "half", "third" and "quarter" are shares only beside words that make them so."""
    w = words()
    before = tokens[i - 1].low if i else ""
    spelt_fully = tokens[i].low not in {"half", "third", "quarter"}
    if end < len(tokens) and (tokens[end].low in w.articles or tokens[end].low in w.of):
        nearby = end + 2 if end + 1 < len(tokens) and tokens[end + 1].low in w.articles else end + 1
        return not (
            durations.unit_at(tokens, nearby)
            or (nearby < len(tokens) and tokens[nearby].low in {*w.multipliers, *w.rough})
        )
    if end < len(tokens) and tokens[end].low in {"-", "party", "past", "time", "level"}:
        return False
    after = (
        end >= len(tokens)
        or ends_sentence(tokens, end)
        or tokens[end].low in w.share_after
        or (before in {",", "and"} and tokens[end].low in per_words().counted)
        or tokens[end].kind == "sign"
    )
    if tokens[end - 1].low == "of":
        article = end < len(tokens) and tokens[end].low in {"a", "an"}
        return not (article and durations.unit_at(tokens, end + 1))
    return (after or before in w.share_before) or (spelt_fully and tokens[i].low in {"two", "three", "one", "four"})


def one_in(tokens: list[Token], i: int) -> Found | None:
    """«каждый третий», "every fifth"."""
    if i + 1 >= len(tokens) or not match_any(words().one_in, tokens, i):
        return None
    found, end = words().ordinal_values.get(tokens[i + 1].low, 0), i + 2
    if not found:
        found, end = _in_figures(tokens, i + 1)
    a_unit = bool(durations.unit_at(tokens, i + 1)) and i + 2 == len(tokens)
    dated = end < len(tokens) and tokens[end].low in time_words.words().day_of_month  # «каждое 5-е число»
    if not found or a_unit or dated or durations.unit_at(tokens, end):
        return None  # "every third day"
    return Found("percent", _whole(round(100 / found, 2)), i, end, unit="one_in")


def _in_figures(tokens: list[Token], i: int) -> tuple[float, int]:
    """ "20th", «20-й»: the number, and the token after its ending; 0 where there is none."""
    digits, end = tokens[i].text, i + 1
    end += end < len(tokens) and tokens[end].low == "-" and not tokens[end].spaced
    ended = end < len(tokens) and not tokens[end].spaced and tokens[end].low in words().ordinal_endings
    whole = digits.isdecimal() and 1 < int(digits) <= _MOST_OUT_OF
    return (float(digits), end + 1) if ended and whole else (0, i)


def _bare_hundred(tokens: list[Token], i: int) -> Number | None:
    """The hundred of "three in every hundred"."""
    value = words().multipliers.get(tokens[i].low, 0)
    return Number(value, None, i, i + 1, spelt=True) if value in (100, 1000) else None


def out_of_share(tokens: list[Token], number: Number, text: str) -> Found | None:
    """ "three out of ten", "1 in 5", «семь из десяти»: a share in percent."""
    w = words()
    of = _past_counted(tokens, number)
    j = match_any(w.out_of, tokens, of) or _of_a_base(tokens, number, of, text)
    if not j or number.high is not None or j >= len(tokens) or tokens[j].newline:
        return None
    whole = single(tokens, j, text) or _bare_hundred(tokens, j)
    if (
        whole is None
        or not 2 <= whole.low <= _MOST_OUT_OF
        or whole.low != int(whole.low)
        or not 0 < number.low < whole.low
        or number.low != int(number.low)
    ):
        return None
    if durations.unit_at(tokens, whole.end) or _percent_sign(tokens, whole.end):
        return None
    if (
        tokens[of].low == "in"
        and j == of + 1
        and not (number.low == 1 or number.low < 10 == whole.low or whole.low in _BASES[1:])
        and not (number.spelt and whole.spelt and number.low < whole.low <= _BASES[0])  # "three chats in four"
    ):
        return None
    driver = of > number.end and per_words().units.match(tokens, of - 1)
    unit = "ratio" if driver and driver[0] in _DRIVERS else None
    return Found("percent", _whole(round(100 * number.low / whole.low, 2)), number.start, whole.end, unit=unit)


def _of_a_base(tokens: list[Token], number: Number, of: int, text: str) -> int:
    """ "9 of 10 calls", "97 cases of 100": the token after a plain "of" from most of a round whole to that whole."""
    if of + 1 >= len(tokens) or tokens[of].low not in words().of:
        return 0
    whole = single(tokens, of + 1, text)
    if whole is None or whole.low not in _BASES[:2] or not whole.low / 2 <= number.low < whole.low:
        return 0
    after = {token.low for token in tokens[whole.end : whole.end + 3] if token.kind == "word"}
    return of + 1 if of > number.end or any(word in per_words().counted for word in after) else 0


_ADJECTIVES = 2  # words before the noun a share counts


def _past_counted(tokens: list[Token], number: Number) -> int:
    """The token after the noun a number counts: "one customer in twenty", «девять звонков из десяти»."""
    i = number.end
    if i >= len(tokens) or tokens[i].newline:
        return i
    unit = per_words().units.match(tokens, i)
    counted = tokens[i].low in per_words().counted or (unit and unit[0] in _DRIVERS)
    counted = counted or (number.low == 1 and number.spelt and tokens[i].kind == "word")  # "about one parcel in twenty"
    if (
        counted
        and i + 1 < len(tokens)
        and (match_any(words().out_of, tokens, i + 1) or tokens[i + 1].low in words().of)
    ):
        return i + 1
    j = i + 1  # "one active user in fifty", "three paying customers out of ten"
    while j < min(len(tokens), i + _ADJECTIVES + 1) and tokens[j].kind == "word" and not tokens[j].newline:
        unit = per_words().units.match(tokens, j)
        named = tokens[j].low in per_words().counted or (unit and unit[0] in _DRIVERS)
        if named and j + 1 < len(tokens) and match_any(words().out_of, tokens, j + 1):
            return j + 1
        j += 1
    return i


def ratio_after(tokens: list[Token], number: Number, text: str, before: Found | None = None) -> Found | None:
    """ "7 calls per 1,000 parcels": contacts per driver, in percent; its unit is "ratio".

    After another ratio, `before`, the driver may go unsaid: "one chat for every 25 orders and one e-mail for every 20".
    """
    for j in range(number.end, min(len(tokens), number.end + 4)):
        if tokens[j].newline or tokens[j].kind == "digits":
            return None
        after = match_any(words().ratio_joined_by, tokens, j)
        driver = _driver_count(tokens, after, text) if after else None
        if after and not driver and before is not None and before.unit == "ratio" and number.start - before.end <= 2:
            driver = _bare_count(tokens, after, text)
        if driver and number.high is None:
            return _ratio(number.low, driver[0], number.start, driver[1])
    return None


def _bare_count(tokens: list[Token], i: int, text: str) -> tuple[float, int] | None:
    """A number of whatever the ratio before was of, and nothing it counts."""
    number = single(tokens, i, text) if i < len(tokens) else None
    if number is None or number.high is not None or number.low < 2:
        return None
    alone = number.end >= len(tokens) or tokens[number.end].kind == "sign"
    return (number.low, number.end) if alone else None


def ratio_first(tokens: list[Token], i: int, text: str) -> Found | None:
    """ "For every hundred orders we get about 8 requests": the same, the other way round."""
    after = match_any(words().ratio_lead, tokens, i)
    driver = (_driver_count(tokens, after, text) or _one_driver(tokens, after)) if after else None
    if (
        driver
        and after == i + 1
        and tokens[i].low in words().out_of
        and driver[0] not in _BASES
        and driver[0] > _MOST_OUT_OF
    ):
        return None  # «из 5 000 клиентов пишут 300» tells how many write
    if not driver:
        return None
    for j in range(driver[1], min(len(tokens), driver[1] + 8)):
        if ends_sentence(tokens, j):
            return None
        number = single(tokens, j, text)
        if number:
            one = driver[0] == 1 and number.end < len(tokens) and tokens[number.end].low not in per_words().counted
            return _ratio(number.low, driver[0], i, number.end) if number.high is None and not one else None
    return None


def ratios_on(tokens: list[Token], ratio: Found, text: str) -> list[Found]:
    """The numbers that go on with what a ratio is of: "for every hundred members eight chats and three calls"."""
    found: list[Found] = []
    part = single(tokens, ratio.end - 1, text)
    at, whole = ratio.end, 100 * part.low / ratio.value if part and ratio.value else 0
    while whole and at < len(tokens) and tokens[at].low in per_words().counted:
        joined = match_any(per_words().list_marks, tokens, at + 1)
        number = single(tokens, joined, text) if joined and joined < len(tokens) else None
        if number is None or number.high is not None or number.end >= len(tokens):
            break
        more = _ratio(number.low, whole, number.start, number.end)
        if more is None or tokens[number.end].low not in per_words().counted:
            break
        found.append(more)
        at = number.end
    return found


def _one_driver(tokens: list[Token], i: int) -> tuple[float, int] | None:
    """ "Every order generates 0.2 contacts"."""
    unit = per_words().units.match(tokens, i) if i < len(tokens) else None
    return (1.0, unit[1]) if unit and unit[0] in _DRIVERS else None


def _driver_count(tokens: list[Token], i: int, text: str) -> tuple[float, int] | None:
    """A number of orders or customers greater than one, and the token after their name."""
    number = (single(tokens, i, text) or _bare_hundred(tokens, i)) if i < len(tokens) else None
    if number is None or number.high is not None or number.low < 2:
        return None
    for j in range(number.end, min(len(tokens), number.end + 3)):
        unit = per_words().units.match(tokens, j)
        if unit and unit[0] in _DRIVERS:
            return number.low, unit[1]
        if tokens[j].kind != "word" or tokens[j].newline:
            return None
    return None


def _ratio(part: float, whole: float, start: int, end: int) -> Found | None:
    return (
        Found("percent", _whole(round(100 * part / whole, 4)), start, end, unit="ratio")
        if part <= whole * _MOST_EACH
        else None
    )


def _whole(x: float) -> int | float:
    return int(x) if x == int(x) else x
