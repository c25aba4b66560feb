"""Numbers in digits, in words and in both; ranges."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from assistant.reading.number_words import match_any, words
from assistant.reading.shapes import parse_shape
from assistant.reading.tokens import DASHES, Token

_RANGE_SIGNS = DASHES | {"…"}


_OR_RATIO = 20  # "one or two", hardly ever "one or a hundred"
_HUNDREDS_SAID = 99.5  # a ceiling that lets the tens of "two fifty" through
_GROUP_SPACES = {" ", "\u00a0", "\u2009", "\u202f", "\u2007"}


@dataclass(frozen=True, slots=True)
class Number:
    """A number or a range at tokens ``start`` to ``end`` (exclusive)."""

    low: float
    high: float | None
    start: int
    end: int
    approximate: bool = False
    spelt: bool = False  # in words alone
    raw: str = ""  # the digits as written
    bare: bool = False  # a multiplier or a collective noun with nothing before it

    @property
    def value(self) -> Any:
        """A number, or the range as ``{"low", "high"}``; whole numbers are int."""
        return tidy(self.low) if self.high is None else {"low": tidy(self.low), "high": tidy(self.high)}


def tidy(x: float) -> int | float:
    """Return ``x`` as int when it is whole, else without the noise of binary fractions."""
    rounded = round(x, 6)
    return int(rounded) if rounded == int(rounded) else rounded


# --- digits -------------------------------------------------------------------------------------------------------


def _digits(tokens: list[Token], i: int, text: str) -> Number | None:
    """A number in digits at ``i``, spaces between the thousands included."""
    first = tokens[i]
    if first.kind != "digits":
        return None
    end = i + 1
    raw = first.text
    if len(raw) <= 3 and raw.isdigit() and raw[0] != "0":
        while end < len(tokens) and tokens[end].kind == "digits":
            gap = text[tokens[end - 1].end : tokens[end].start]
            if gap not in _GROUP_SPACES or not re.fullmatch(r"[0-9]{3}(?:[.,][0-9]{1,2})?", tokens[end].text):
                break
            raw += tokens[end].text
            end += 1
            if not raw.isdigit():
                break
    value = float(raw.replace(",", ".")) if end > i + 1 else parse_shape(raw)
    if value is not None and _leading_point(tokens, i) and end == i + 1 and raw.isdigit():
        value /= 10 ** len(raw)
    return None if value is None else Number(value, None, i, end, raw=raw)


def _leading_point(tokens: list[Token], i: int) -> bool:
    """.3 is three tenths."""
    point = tokens[i - 1] if i else None
    return point is not None and point.low == "." and not tokens[i].spaced and (point.spaced or i == 1)


def _multiplied(tokens: list[Token], number: Number, text: str) -> Number:
    """Take in the multipliers after digits: 10k, 1,5 млн, 25 thousand, 2 тысячи 500."""
    w = words()
    value, end = number.low, number.end
    limit = 0.0
    while end < len(tokens):
        token = tokens[end]
        factor: float | None = w.multipliers.get(token.low) or w.plurals.get(token.low)
        if factor is None and not token.spaced and not _letters_follow(tokens, end):
            factor = 1_000_000 if token.text in {"M", "М"} else w.attached.get(token.low)
        if factor is None and not token.spaced and token.low == "m" and _counted_noun(tokens, end + 1):
            factor = 1_000_000  # "5m users"
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
    number = _digits(tokens, i, text)
    if number:
        full = _multiplied(tokens, number, text)
        whole_group = number.raw.isdigit() and len(number.raw) == 3
        return full if full.low < limit and (full.end > number.end or (limit == 1000 and whole_group)) else None
    return None


# --- words --------------------------------------------------------------------------------------------------------


def _spelt(tokens: list[Token], i: int) -> Number | None:
    """A number in words at ``i``: «двадцать пять тысяч», "twenty-five hundred", "half a million", «полторы тысячи»."""
    w = words()
    total = current = 0.0
    ceiling = 1e15  # what comes next within the thousand must be smaller
    limit = 1e15  # the next multiplier must be smaller
    j, seen, rough, bare = i, False, False, False
    joined = between(tokens, i)
    while j < len(tokens):
        k = _skip_glue(tokens, j, seen, joined)
        low = tokens[k].low if k < len(tokens) else ""
        if not low or (tokens[k].newline and seen):
            break
        small = w.small.get(low)
        rough_value = w.rough.get(low)
        factor = w.multipliers.get(low) or w.plurals.get(low)
        if factor is None and low == "k" and current:
            factor = w.attached.get(low)  # "ten k"
        if small is not None and (not seen or small < ceiling) and not (seen and small == 0):
            colloquial = seen and ceiling == _HUNDREDS_SAID
            current = current * 100 + small if colloquial else current + small
            ceiling = _ceiling(small)
            if not seen and _hundreds_said(tokens, k):
                ceiling = _HUNDREDS_SAID
            j, seen, bare = k + 1, True, False
            half = _and_part(tokens, j)
            if half:
                current, j = current + half[0], half[1]
                ceiling = 0
        elif rough_value is not None and not seen:
            current, rough, seen, ceiling, j = rough_value, True, True, 0, k + 1
            after = match_any(w.of, tokens, j)
            if after and after < len(tokens) and (tokens[after].low in w.multipliers or tokens[after].low in w.plurals):
                j = after
        elif factor is not None and factor < limit and (seen or low not in w.plurals):
            if not seen and low in w.plural_only and not _governed(tokens, k):
                return None
            bare = not seen
            if factor <= 100 and current >= 1000:
                break
            if factor <= 100 and (current or not total):
                current = (current or 1) * factor
                ceiling = factor if factor == 100 else 0
            elif factor <= 100:
                current = factor
                ceiling = factor
            else:
                total, current = total + (current or 1) * factor, 0
                ceiling = limit = factor
            j, seen = k + 1, True
            half = _and_part(tokens, j)
            if half:
                total, j = total + half[0] * factor, half[1]
        else:
            break
    if not seen:
        return None
    if limit == 1e6 and 100 <= current < 1000 and current % 50 == 0 and not tokens[i].low.isascii():
        current *= 1000  # «миллион двести»
    return Number(total + current, None, i, j, rough, spelt=True, bare=bare)


def _hundreds_said(tokens: list[Token], k: int) -> bool:
    """ "Two fifty" is two hundred and fifty, but "two fifty-minute calls" are two calls."""
    w = words()
    if k + 1 >= len(tokens) or not tokens[k].low.isascii() or not 1 <= w.small[tokens[k].low] <= 9:
        return False
    tens = w.small.get(tokens[k + 1].low, 0)
    glued = k + 2 < len(tokens) and tokens[k + 2].low == "-" and tokens[k + 3 : k + 4]
    unit_glued = bool(glued) and w.small.get(tokens[k + 3].low, 99) >= 10
    return tens in {20, 30, 40, 50, 60, 70, 80, 90} and not unit_glued and not tokens[k + 1].newline


def _governed(tokens: list[Token], i: int) -> bool:
    """«до тысячи», «около сотни»: one of it, in the genitive."""
    if not i or not tokens[i].low.endswith(("и", "а")):
        return False
    w = words()
    before = tokens[i - 1].low
    return any(
        before in lexicon for lexicon in (w.approximate_before, w.at_least_before, w.at_most_before, w.range_from)
    )


def _ceiling(small: float) -> float:
    if small >= 100:
        return 100
    return 10 if small >= 20 and small % 10 == 0 else 0.0001 if small else 0


def _skip_glue(tokens: list[Token], j: int, seen: bool, joined: bool) -> int:
    """Step over the hyphen of "twenty-five", the "and" of "hundred and five"."""
    if not seen or j + 1 >= len(tokens):
        return j
    w = words()
    if tokens[j].low in {"-", "‑"} and not tokens[j].spaced and not tokens[j + 1].spaced:
        return (
            j + 1
            if tokens[j - 1].low in w.small
            and w.small.get(tokens[j + 1].low, 99) < 10
            and w.small[tokens[j - 1].low] >= 20
            else j
        )
    before, after = tokens[j - 1].low, tokens[j + 1].low
    glued = not joined and tokens[j].low in w.and_words and (before in w.multipliers) and after in w.small
    return j + 1 if glued else j


def _and_part(tokens: list[Token], j: int) -> tuple[float, int] | None:
    w = words()
    for lexicon, part in ((w.and_half, 0.5), (w.and_quarter, 0.25), (w.and_three_quarters, 0.75)):
        end = match_any(lexicon, tokens, j)
        if end:
            return part, end
    return None


def _halved(tokens: list[Token], i: int) -> Number | None:
    """ "half a million", «пол тысячи», "a quarter of a million", «полмиллиона», "half a dozen"."""
    w = words()
    low = tokens[i].low
    if low in w.fused:
        return Number(w.fused[low], None, i, i + 1, spelt=True)
    part = 0.5 if low in w.half_of else 0.25 if low in w.quarter_of else 0
    if not part:
        return None
    j = i + 1
    while j < len(tokens) and j <= i + 3 and (tokens[j].low in w.articles or tokens[j].low in {"of", "-"}):
        j += 1
    if j < len(tokens) and tokens[j].low in w.multipliers and not tokens[j].newline:
        return Number(part * w.multipliers[tokens[j].low], None, i, j + 1, spelt=True)
    return None


def single(tokens: list[Token], i: int, text: str) -> Number | None:
    """Return the one number (no range) that begins at token ``i``."""
    if i >= len(tokens):
        return None
    w = words()
    token = tokens[i]
    if token.kind == "digits":
        number = _digits(tokens, i, text)
        if number is None:
            return None
        number = _with_half(tokens, number)
        return _repeated(tokens, _multiplied(tokens, number, text), text)
    if token.kind != "word":
        return None
    if token.low in w.articles:
        return _after_article(tokens, i)
    number = _halved(tokens, i) or _inverted(tokens, i, text) or _spelt(tokens, i)
    return _repeated(tokens, number, text) if number else None


def _with_half(tokens: list[Token], number: Number) -> Number:
    """«3 с половиной тысячи», "5 and a half minutes"."""
    half = _and_part(tokens, number.end)
    return Number(number.low + half[0], None, number.start, half[1], raw=number.raw) if half else number


def _after_article(tokens: list[Token], i: int) -> Number | None:
    """ "a thousand", "a couple of hundred", "a dozen", "a half million"."""
    w = words()
    if i + 1 >= len(tokens) or tokens[i + 1].newline:
        return None
    low = tokens[i + 1].low
    number = _halved(tokens, i + 1)
    if number is None and (low in w.multipliers or low in w.rough):
        number = _spelt(tokens, i + 1)
    if number is None:
        return None
    return Number(number.low, None, i, number.end, number.approximate, spelt=True)


def _inverted(tokens: list[Token], i: int, text: str) -> Number | None:
    """«тысяч пять», «тысячи полторы-две»: a rough number by inversion."""
    w = words()
    low = tokens[i].low
    few = low.endswith(("и", "а", "ы"))  # «тысячи две», but «тысяч пять»
    if low not in w.plural_only or i + 1 >= len(tokens) or tokens[i + 1].newline:
        return None
    j = i + 1
    found = number_range(tokens, j, text, plain=True)
    if not found or found.low >= 1000 or found.bare or (few and (found.low >= 5 or _governed(tokens, i))):
        return None
    factor = w.multipliers[low]
    high = found.high * factor if found.high is not None else None
    return Number(found.low * factor, high, i, found.end, True, spelt=True)


def _repeated(tokens: list[Token], number: Number, text: str) -> Number:
    """Take in the same number said again in brackets: "three hundred fifty (350)", "350 (three hundred fifty)"."""
    j = number.end
    if j + 2 >= len(tokens) or tokens[j].low != "(":
        return number
    again = _digits(tokens, j + 1, text) or _spelt(tokens, j + 1)
    if again is None or again.end >= len(tokens) or tokens[again.end].low != ")" or again.spelt == number.spelt:
        return number
    if abs(again.low - number.low) > 1e-9:
        return number
    return Number(number.low, None, number.start, again.end + 1, number.approximate, raw=number.raw or again.raw)


# --- ranges -------------------------------------------------------------------------------------------------------


def range_separator(tokens: list[Token], j: int) -> int:
    """Return the token after a range sign or word at ``j`` ("-", "to", «до», "..."), or 0."""
    if j >= len(tokens) or tokens[j].newline:
        return 0
    if tokens[j].low in _RANGE_SIGNS:
        return j + 1
    if tokens[j].low == ".":
        k = j
        while k < len(tokens) and tokens[k].low == "." and k < j + 3:
            k += 1
        return k if k >= j + 2 else 0
    return match_any(words().range_to, tokens, j)


def number_range(tokens: list[Token], i: int, text: str, plain: bool = False) -> Number | None:
    """Return the number or the range of numbers that begins at ``i``: "5–7 тысяч", "200-400", "10 to 15".

    A multiplier after the upper end belongs to the lower one too, if that keeps them in order.
    """
    first = _spelt(tokens, i) if plain and tokens[i].kind == "word" else single(tokens, i, text)
    if first is None or first.high is not None:
        return first
    j = range_separator(tokens, first.end)
    if not j and between(tokens, i) and first.end < len(tokens) and tokens[first.end].low in words().range_and:
        j = first.end + 1
    if not j or j >= len(tokens) or tokens[j].newline:
        return first
    if tokens[j].kind == "word" and tokens[j].low in words().multipliers and first.raw:
        return first
    second = single(tokens, j, text)
    if second is None or second.high is not None:
        return first
    if tokens[j - 1].low in DASHES and tokens[j].spaced and first.spelt != second.spelt:
        return first  # «одного — 110 тысяч»: the dash is a verb
    if tokens[j - 1].kind == "word" and tokens[j - 1].low in words().range_or and second.low > _OR_RATIO * first.low:
        return first  # "the big one maybe eight thousand"
    return join(first, second, tokens) or first


def between(tokens: list[Token], i: int) -> bool:
    """Tell whether "between" or «между» stands before token ``i`` (then "and" joins the ends of a range)."""
    return i > 0 and tokens[i - 1].low in {"between", "между"}


def join(first: Number, second: Number, tokens: list[Token]) -> Number | None:
    """Make a range of two numbers, or None when they do not ascend."""
    low, high = first.low, second.low
    factor = _factor(second, tokens)
    if factor > 1 and _factor(first, tokens) == 1 and low < high / factor:
        low *= factor
    if not low < high:
        return None
    approximate = first.approximate or second.approximate
    return Number(low, high, first.start, second.end, approximate, first.spelt and second.spelt)


def _factor(number: Number, tokens: list[Token]) -> float:
    """The multiplier a number ends with: 1000 for «7 тысяч» and 10k, 1 for 700."""
    w = words()
    end = number.end - 1
    while end > number.start and tokens[end].low in {".", ")", "("}:
        end -= 1
    low = tokens[end].low
    factor = w.multipliers.get(low) or w.plurals.get(low) or 0
    if not factor and end > number.start:
        factor = w.attached.get(low, 0)
    return float(factor) if factor >= 1000 and not number.bare else 1.0
