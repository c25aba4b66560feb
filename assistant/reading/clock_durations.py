"""Minutes and seconds written as a clock: "AHT 4:30", «на звонок 3:30», 3'30"."""

from __future__ import annotations

import re

from assistant.reading.clock_pairs import hours_of_day
from assistant.reading.durations import unit_at, words
from assistant.reading.found import Found
from assistant.reading.number_words import match_any
from assistant.reading.tokens import DASHES, Token

_CONTEXT_TOKENS = 8
_TABLE_TOKENS = 80  # from a cell back to the head of its table
_LONGEST_CLOCK = 20  # minutes from which 20:30 rather is a time of day
_LEADING = 4  # words of the longest "takes on average", «на звонок уходит»


def _lasts(tokens: list[Token], i: int, end: int) -> bool:
    """Whether the words right before or behind a clock say that it lasts: "5:15 average", "calls monthly at 4:30"."""
    w = words()
    if (tokens[end].low if end < len(tokens) else "") in DASHES or (i and tokens[i - 1].low in DASHES):
        return False  # "each day 9:00-18:00"
    after = end + 1 if end < len(tokens) and tokens[end].low in {",", "("} else end
    behind = match_any(w.lasts_after, tokens, after)
    if behind and not (hours_of_day(tokens, i) or unit_at(tokens, behind)):  # "at 9:30 each day"
        return True
    return any(match_any(w.lasts_before, tokens, k) == i for k in range(max(0, i - _LEADING), i))


def clock_duration_at(tokens: list[Token], i: int, again: bool = False) -> Found | None:
    """Return 4:30 or 00:04:30 read as minutes and seconds, if the words around it speak of length."""
    primes = re.fullmatch(r"([0-9]{1,2})['’]([0-5][0-9])", tokens[i].text)
    if primes:  # 3'30"
        end = i + 2 if i + 1 < len(tokens) and tokens[i + 1].low in {'"', "″", "”"} else i + 1
        return Found("duration", int(primes[1]) * 60 + int(primes[2]), i, end, unit="minute")
    parts: list[int] = []
    j = i
    while len(parts) < 4 and j < len(tokens) and tokens[j].kind == "digits" and len(tokens[j].text) <= 2:
        if not tokens[j].text.isdecimal():
            break
        parts.append(int(tokens[j].text))
        if j + 2 < len(tokens) and tokens[j + 1].low == ":" and not tokens[j + 1].spaced and not tokens[j + 2].spaced:
            j += 2
        else:
            break
    if len(parts) not in {2, 3} or parts[-1] > 59 or tokens[j].kind != "digits":
        return None
    w = words()
    reach = _TABLE_TOKENS if i and tokens[i - 1].low == "|" else _CONTEXT_TOKENS
    around = tokens[max(0, i - reach) : i] + tokens[j + 1 : j + 4]
    alone = i == 0 and j + 1 == len(tokens) and parts[0] < 20
    lasts = len(parts) == 2 and parts[0] < _LONGEST_CLOCK and _lasts(tokens, i, j + 1)
    if len(parts) == 2 and not (alone or again or lasts) and not any(t.low in w.clock_context for t in around):
        return None
    if i and tokens[i - 1].low in w.clock_before and not (lasts or any(t.low in w.handle_time for t in around)):
        return None  # "takes place at 10:30"
    if hours_of_day(tokens, i):
        return None  # "handle time 330 seconds, 08:00-20:00"
    seconds = parts[-1] + 60 * parts[-2] + (3600 * parts[0] if len(parts) == 3 else 0)
    end = j + 1
    after = unit_at(tokens, end, loose=True)
    if after and after[0] == "minute":
        end = after[1]
    return Found("duration", seconds, i, end, unit="minute")
