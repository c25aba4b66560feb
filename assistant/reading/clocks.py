"""Times of day: 9:00, 9am, «половина девятого», "a quarter to six"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.reading.number_words import match_any
from assistant.reading.number_words import words as number_words
from assistant.reading.time_words import words
from assistant.reading.tokens import DASHES, Token


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; ``half`` is am, pm or "" when it was not said; ``explicit`` when it can be nothing else."""

    minutes: int
    half: str
    explicit: bool
    end: int


def plain(token: Token) -> int | None:
    """Return the value of one or two digits, None for anything else."""
    return int(token.text) if token.kind == "digits" and token.text.isdecimal() and len(token.text) <= 2 else None


def clock_at(tokens: list[Token], i: int, dotted: bool = False) -> Clock | None:
    """Return the time of day at token ``i``; ``dotted`` admits 9.00 and 9-00 beside 9:00."""
    if i >= len(tokens):
        return None
    w = words()
    token = tokens[i]
    if token.kind == "word":
        past = _past(tokens, i)
        if past:
            return past
        if token.low in w.noon:
            return Clock(720, "set", True, i + 1)
        if token.low in w.midnight:
            return Clock(0, "set", True, i + 1)
        hour = number_words().small.get(token.low)
        if token.low in {"час", "часа", "часу"} and half_of_day(tokens, i + 1)[0]:
            hour = 1  # «до часу ночи»
        if hour is None or hour != int(hour) or hour > 24:
            return None
        hours, minutes, end, explicit = int(hour), 0, i + 1, False
        spoken = number_words().small.get(tokens[end].low, 0) if end < len(tokens) else 0
        if hours < 20 and spoken in {10, 15, 20, 30, 40, 45, 50} and not unit_follows(tokens, end + 1):
            minutes, end = int(spoken), end + 1  # «с восьми тридцати»
        if hours == 20 and end < len(tokens) and 0 < number_words().small.get(tokens[end].low, 99) <= 4:
            hours, end = 20 + int(number_words().small[tokens[end].low]), end + 1
        if not minutes and 20 <= hours < 24 and (spoken := _minutes_spoken(tokens, end)):
            minutes, end = spoken, end + 1  # «до двадцати тридцати»
        if minutes in {20, 40, 50} and end < len(tokens) and number_words().small.get(tokens[end].low) == 5:
            minutes, end = minutes + 5, end + 1  # «с восьми сорока пяти»
    else:
        read = _digital(tokens, i, dotted)
        if read is None:
            return None
        hours, minutes, end, explicit = read
    if (
        end < len(tokens)
        and tokens[end].low in w.clock_mark
        and (tokens[end].low not in {"h", "ч"} or _led(tokens, i, hours) or half_of_day(tokens, end + 1)[0])
    ):
        end += 1
        if end + 1 < len(tokens) and tokens[end].text in _QUARTERS and minutes_at(tokens, end + 1):
            minutes, end, explicit = int(tokens[end].text), end + 2, True  # «с 9 часов 00 минут»
    half, end = half_of_day(tokens, end)
    if half in {"am", "pm"} and hours > 12 and not explicit and token.kind == "digits":
        return None  # "30 calls in the morning, 20 in the afternoon"
    explicit = explicit or bool(half)
    if hours > 24 or minutes > 59 or (half in {"am", "pm"} and hours > 12 and half == "am"):
        return None
    return Clock(_to_minutes(hours, minutes, half), half, explicit, end)


def _minutes_spoken(tokens: list[Token], i: int) -> int:
    """The minutes said behind the hours of an evening, 0 for none."""
    spoken = number_words().small.get(tokens[i].low, 0) if i < len(tokens) else 0
    return int(spoken) if spoken in {15, 30, 40, 45} and not unit_follows(tokens, i + 1) else 0


_QUARTERS = frozenset({"00", "15", "30", "45"})
_HOUR_MARKS = frozenset({":", "h", "ч"})  # between hours and two digits of minutes: 07:00, 07h00, «9ч00»


def minutes_at(tokens: list[Token], i: int) -> bool:
    """Whether the unit of minutes stands at a token."""
    from assistant.reading.durations import unit_at

    unit = unit_at(tokens, i)
    return unit is not None and unit[0] == "minute"


def unit_follows(tokens: list[Token], i: int) -> bool:
    """A unit of time or the rest of a number stands at a token."""
    from assistant.reading.durations import unit_at

    return bool(unit_at(tokens, i)) or (i < len(tokens) and tokens[i].low in number_words().multipliers)


def _past(tokens: list[Token], i: int) -> Clock | None:
    """ "Half past seven in the morning", "a quarter to six"."""
    w = words()
    for name, shift in (("half_past", 30), ("quarter_past", 15), ("quarter_to", -15)):
        hour_at = match_any(w.sections[name], tokens, i)
        if hour_at and hour_at < len(tokens):
            hour = number_words().small.get(tokens[hour_at].low) or plain(tokens[hour_at])
            if hour is not None and hour == int(hour) and hour <= 12:
                half, end = half_of_day(tokens, hour_at + 1)
                return Clock(_to_minutes(int(hour), 0, half) + shift, half, True, end)
    return _towards(tokens, i) or _half_of_hour(tokens, i)


def _towards(tokens: list[Token], i: int) -> Clock | None:
    """«Половина девятого», «четверть восьмого», «полдевятого», «без пятнадцати семь»: told by the hour to come."""
    w = words()
    ordinals = number_words().ordinal_values
    for name, shift in (("half_towards", 30), ("quarter_towards", 45), ("minutes_short", 0)):
        at = match_any(w.sections[name], tokens, i)
        if not at or at >= len(tokens):
            continue
        if shift:
            hour = ordinals.get(tokens[at].low, 0)
        else:
            shift, at = _minutes_short(tokens, at)
            hour = int(number_words().small.get(tokens[at].low) or plain(tokens[at]) or 0) if at < len(tokens) else 0
        if shift and 0 < hour <= 12:
            half, end = half_of_day(tokens, at + 1)
            return Clock((_to_minutes(hour, 0, half) - shift) % 1440, half, True, end)
    glued = next((p for p in w.half_glued.single() if tokens[i].low.startswith(p)), "")
    hour = ordinals.get(tokens[i].low[len(glued) :], 0) if glued else 0
    if 0 < hour <= 12:
        half, end = half_of_day(tokens, i + 1)
        return Clock((_to_minutes(hour, 0, half) - 30) % 1440, half, True, end)
    return None


def _minutes_short(tokens: list[Token], i: int) -> tuple[int, int]:
    """Minutes left to the hour, and the token after them: the 15 of «без пятнадцати семь»."""
    quarter = match_any(number_words().quarter_of, tokens, i)
    if quarter:
        return 15, quarter
    minutes = number_words().small.get(tokens[i].low) or plain(tokens[i])
    return (int(minutes), i + 1) if minutes in {5, 10, 15, 20, 25} else (0, i + 1)


def _digital(tokens: list[Token], i: int, dotted: bool) -> tuple[int, int, int, bool] | None:
    token = tokens[i]
    hour = plain(token)
    if hour is not None:
        j = i + 2
        colon = j < len(tokens) and not tokens[j].spaced and not tokens[j - 1].spaced
        if colon and tokens[i + 1].low in _HOUR_MARKS and plain(tokens[j]) is not None and len(tokens[j].text) == 2:
            return hour, int(tokens[j].text), j + 1, True
        if colon and dotted and tokens[i + 1].low in DASHES and tokens[j].text in {"00", "30"} and hour <= 24:
            return hour, int(tokens[j].text), j + 1, True
        if colon and tokens[i + 1].low in _HOUR_LETTERS and re.fullmatch(r"[0-5][0-9]", tokens[j].text) and hour <= 24:
            return hour, int(tokens[j].text), j + 1, True  # 07h00
        return hour, 0, i + 1, False
    match = re.fullmatch(r"([0-9]{1,2})\.([0-5][0-9])", token.text) if dotted else None
    if dotted and match is None and _pressed(tokens, i):
        match = re.fullmatch(r"([0-9])([0-9]{2})", token.text)
    if dotted and match is None and _military(tokens, i):
        match = re.fullmatch(r"([0-9]{2})([0-9]{2})", token.text)
    return (int(match[1]), int(match[2]), i + 1, False) if match else None


_HOUR_LETTERS = frozenset({"h", "ч"})
_PRESSED = re.compile(r"[1-9](?:[0-5]0|15|45)")


def _pressed(tokens: list[Token], i: int) -> bool:
    """The 530 of "9 to 530" and the 830 of "830-6": three digits beside another hour of the day."""
    if not _PRESSED.fullmatch(tokens[i].text):
        return False
    joined = {*DASHES, "to", "till", "til", "until", "до"}
    beside = [k for k in (i - 2, i + 2) if 0 <= k < len(tokens) and tokens[(i + k) // 2].low in joined]
    hours = [plain(tokens[k]) for k in beside]
    return any(h is not None and h <= 12 for h in hours) or any(_PRESSED.fullmatch(tokens[k].text) for k in beside)


def _military(tokens: list[Token], i: int) -> bool:
    """0900 and the 1800 after it are hours; 1800 alone is a number."""
    pattern = re.compile(r"(?:[01][0-9]|2[0-4])[0-5][0-9]")
    if not pattern.fullmatch(tokens[i].text):
        return False
    return any(
        0 <= k < len(tokens) and pattern.fullmatch(tokens[k].text) and tokens[k].text[0] == "0" for k in (i, i - 2)
    )


_SHORT_HALVES = {"a": "am", "p": "pm"}  # glued to an hour


def half_of_day(tokens: list[Token], i: int) -> tuple[str, int]:
    """The half of the day named at a token, "am", "pm", "day_part", "night" or "", and the token after it."""
    w = words()
    if i < len(tokens) and tokens[i].low in _SHORT_HALVES and not tokens[i].spaced and tokens[i - 1].kind == "digits":
        return _SHORT_HALVES[tokens[i].low], i + 1  # "8a-8p"
    for name in ("am", "pm", "day_part", "night"):
        end = match_any(w.sections[name], tokens, i)
        if end and not tokens[i].newline:
            if tokens[i].low in {"a", "p"} and end < len(tokens) and tokens[end].low == "." and not tokens[end].spaced:
                end += 1
            return name, end
    return "", i


def _to_minutes(hours: int, minutes: int, half: str) -> int:
    if (half == "pm" and hours < 12) or (half == "day_part" and hours <= 6) or (half == "night" and 6 <= hours < 12):
        hours += 12
    elif half in {"am", "night"} and hours == 12:
        hours = 0
    return hours * 60 + minutes


def _led(tokens: list[Token], i: int, hours: int) -> bool:
    """The 9h and 19h of "from 9h to 19h", both ends of "8h-18h"; shorter lengths of time are none."""
    w = words()
    before = tokens[i - 1].low if i else ""
    paired = _hour_pair(tokens, i) or (i >= _PAIR and _hour_pair(tokens, i - _PAIR))
    return 6 <= hours <= 24 and (before in w.range_from or before in w.range_to or paired)


_NOON = 12
_PAIR = 3  # tokens from one end of "8h-18h" to the other


def _hour_pair(tokens: list[Token], i: int) -> bool:
    """Whether "8h-18h" or "8h to 18h" begins at a token; "10h to 12h" may be so many hours a day."""
    pair = tokens[i : i + _PAIR + 2]
    dash = len(pair) > _PAIR + 1 and pair[2].low in DASHES
    if len(pair) < _PAIR + 2 or not (dash or match_any(words().range_to, tokens, i + 2) == i + _PAIR):
        return False
    first, last = plain(pair[0]), plain(pair[3])
    marked = pair[1].low in _HOUR_MARKS and pair[4].low in _HOUR_MARKS
    if not marked or first is None or last is None:
        return False
    return first < last if dash else first < _NOON < last


def _half_of_hour(tokens: list[Token], i: int) -> Clock | None:
    """ "Half 8 in the morning", "half nine till half six": half past, where it can be nothing else."""
    w = words()
    at = match_any(w.half_bare, tokens, i)
    if not at or at >= len(tokens):
        return None
    hour = number_words().small.get(tokens[at].low) or plain(tokens[at])
    if hour is None or hour != int(hour) or not 0 < hour <= 12:
        return None
    half, end = half_of_day(tokens, at + 1)
    closing = i > 0 and match_any(w.range_to, tokens, i - 1) == i
    told = half or closing or match_any(w.range_to, tokens, at + 1)
    return Clock(_to_minutes(int(hour), 0, half) + 30, half, True, end) if told else None
