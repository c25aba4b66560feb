"""Numbers in digits, with the multipliers after them: 12 500, 10k, 1,5 млн."""

from __future__ import annotations

import re
from unicodedata import numeric

from assistant.reading.number_found import Number
from assistant.reading.number_words import words
from assistant.reading.shapes import parse_shape
from assistant.reading.tokens import Token

_GROUP_SPACES = {" ", "\u00a0", "\u2009", "\u202f", "\u2007"}
_VULGAR = frozenset("½¼¾⅓⅔")
_WRITTEN = {("1", "2"): 0.5, ("1", "4"): 0.25, ("3", "4"): 0.75}


def digits(tokens: list[Token], i: int, text: str) -> Number | None:
    """Return the number in digits at ``i``, spaces between the thousands included."""
    first = tokens[i]
    if first.kind != "digits":
        return None
    end = i + 1
    raw = first.text
    if len(raw) <= 3 and raw.isdecimal() and raw[0] != "0":
        while end < len(tokens) and tokens[end].kind == "digits":
            gap = text[tokens[end - 1].end : tokens[end].start]
            if gap not in _GROUP_SPACES or not re.fullmatch(r"[0-9]{3}(?:[.,][0-9]{1,2})?", tokens[end].text):
                break
            raw += tokens[end].text
            end += 1
            if not raw.isdecimal():
                break
    value = float(raw.replace(",", ".")) if end > i + 1 else parse_shape(raw)
    if value is not None and _leading_point(tokens, i) and end == i + 1 and raw.isdecimal():
        value /= 10 ** len(raw)
    if value is None:
        return None
    part, end = _fraction(tokens, end) if raw.isdecimal() else (0.0, end)
    return Number(value + part, None, i, end, raw=raw)


def _fraction(tokens: list[Token], i: int) -> tuple[float, int]:
    """What "4½" and "4 1/2" say beyond the four, and the token after it."""
    if i < len(tokens) and not tokens[i].newline and tokens[i].text in _VULGAR:
        return numeric(tokens[i].text), i + 1
    written = tokens[i : i + 3]
    joined = len(written) == 3 and written[0].spaced and not written[0].newline and written[1].low == "/"
    if joined and not (written[1].spaced or written[2].spaced):
        part = _WRITTEN.get((written[0].text, written[2].text), 0.0)
        return part, i + 3 if part else i
    return 0.0, i


def _leading_point(tokens: list[Token], i: int) -> bool:
    """.3 is three tenths."""
    point = tokens[i - 1] if i else None
    return point is not None and point.low == "." and not tokens[i].spaced and (point.spaced or i == 1)


def multiplied(tokens: list[Token], number: Number, text: str) -> Number:
    """Take in the multipliers after digits: 10k, 1,5 млн, 25 thousand, 2 тысячи 500."""
    w = words()
    value, end = number.low, number.end
    limit = 0.0
    while end < len(tokens):
        token = tokens[end]
        factor: float | None = w.multipliers.get(token.low) or w.plurals.get(token.low)
        if factor is None and not token.spaced and not _letters_follow(tokens, end):
            factor = 1_000_000 if token.text in {"M", "М"} else w.attached.get(token.low)
        if factor is None and token.text == "m" and _counted_noun(tokens, end + 1):
            factor = 1_000_000  # "5m users", "1.4 m calls"
        elif factor is None and token.low == "т" and tokens[end + 1 : end + 2] and tokens[end + 1].low == ".":
            factor = 1000  # «7 т. обращений»
        elif factor is None and token.low == "k" and not _letters_follow(tokens, end):
            factor = 1000  # "25 k"
        if factor is None or token.newline or (limit and factor >= limit):
            break
        value, limit, end = value * factor, factor, end + 1
        if end < len(tokens) and tokens[end].low == "." and len(token.text) <= 4 and _continues(tokens, end + 1):
            end += 1
    if limit:
        rest = _remainder(tokens, end, limit, text)
        if rest:
            value, end = value + rest.low, rest.end
    return Number(value, None, number.start, end, number.approximate, raw=number.raw) if end > number.end else number


def _counted_noun(tokens: list[Token], i: int) -> bool:
    """Tell whether an English noun in the plural stands at ``i``, and no unit of time."""
    if i >= len(tokens) or not tokens[i].spaced or tokens[i].newline:
        return False
    low = tokens[i].low
    return len(low) > 4 and low.endswith("s") and not low.startswith(("sec", "min", "hour"))


def _letters_follow(tokens: list[Token], i: int) -> bool:
    return i + 1 < len(tokens) and not tokens[i + 1].spaced and tokens[i + 1].kind in {"word", "digits"}


def _continues(tokens: list[Token], i: int) -> bool:
    """Tell whether a full stop before token ``i`` belongs to an abbreviation («тыс. рублей»)."""
    return i < len(tokens) and not tokens[i].newline and not tokens[i].text[0].isupper()


def _remainder(tokens: list[Token], i: int, limit: float, text: str) -> Number | None:
    """«2 тысячи 500», "2 million 300 thousand": the smaller part after a multiplier."""
    if i >= len(tokens) or tokens[i].newline:
        return None
    number = digits(tokens, i, text)
    if number:
        full = multiplied(tokens, number, text)
        whole_group = number.raw.isdecimal() and len(number.raw) == 3
        return full if full.low < limit and (full.end > number.end or (limit == 1000 and whole_group)) else None
    return None
