"""Numbers in digits, in words or in both, and ranges of them."""

from __future__ import annotations

from assistant.reading.digits import digits, multiplied
from assistant.reading.number_found import Number
from assistant.reading.number_words import match_any, words
from assistant.reading.spelt_numbers import and_part, between, governed, halved, neighbour, spelt
from assistant.reading.tokens import DASHES, Token

_RANGE_SIGNS = DASHES | {"…"}


_OR_RATIO = 20  # "one or two", hardly ever "one or a hundred"


def single(tokens: list[Token], i: int, text: str) -> Number | None:
    """Return the one number (no range) that begins at token ``i``."""
    if i >= len(tokens):
        return None
    w = words()
    token = tokens[i]
    if token.kind == "digits":
        number = digits(tokens, i, text)
        if number is None:
            return None
        number = _with_half(tokens, number)
        return _repeated(tokens, multiplied(tokens, number, text), text)
    if token.kind != "word":
        return None
    if token.low in w.articles:
        return _after_article(tokens, i)
    number = halved(tokens, i) or _inverted(tokens, i, text) or spelt(tokens, i)
    return _repeated(tokens, number, text) if number else None


def _with_half(tokens: list[Token], number: Number) -> Number:
    """«3 с половиной тысячи», "5 and a half minutes"."""
    half = and_part(tokens, number.end)
    return Number(number.low + half[0], None, number.start, half[1], raw=number.raw) if half else number


def _after_article(tokens: list[Token], i: int) -> Number | None:
    """ "a thousand", "a couple of hundred", "a dozen", "a half million"."""
    w = words()
    if i + 1 >= len(tokens) or tokens[i + 1].newline:
        return None
    low = tokens[i + 1].low
    number = halved(tokens, i + 1)
    if number is None and (low in w.multipliers or low in w.rough):
        number = spelt(tokens, i + 1)
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
    if tokens[j].low in w.rough_by and j + 1 < len(tokens) and not match_any(w.vague, tokens, i - 1):
        j += 1  # «тысяч в триста»
    found = number_range(tokens, j, text, plain=True)
    if not found or found.low >= 1000 or found.bare or (few and (found.low >= 5 or _counted_up(tokens, i, j))):
        return None
    factor = w.multipliers[low]
    high = found.high * factor if found.high is not None else None
    return Number(found.low * factor, high, i, found.end, True, spelt=True)


def _counted_up(tokens: list[Token], i: int, j: int) -> bool:
    """«Около тысячи двух» is a thousand and two; in «ну тысячи две», «где-то тысячи полторы» the two is no genitive."""
    return governed(tokens, i) and tokens[j].low.endswith("х")


def _repeated(tokens: list[Token], number: Number, text: str) -> Number:
    """Take in the same number said again in brackets: "three hundred fifty (350)", "350 (three hundred fifty)"."""
    j = number.end
    if j + 2 >= len(tokens) or tokens[j].low != "(":
        return number
    again = digits(tokens, j + 1, text) or spelt(tokens, j + 1)
    if again is None or again.end >= len(tokens) or tokens[again.end].low != ")" or again.spelt == number.spelt:
        return number
    if abs(again.low - number.low) > 1e-9:
        return number
    return Number(number.low, None, number.start, again.end + 1, number.approximate, raw=number.raw or again.raw)


def range_separator(tokens: list[Token], j: int) -> int:
    """Return the token after a range sign or word at ``j`` ("-", "to", «до», "..."), or 0."""
    if j >= len(tokens) or tokens[j].newline:
        return 0
    if tokens[j].low in _RANGE_SIGNS:
        joined = match_any(words().range_to, tokens, j + 1) if tokens[j].low == "-" and not tokens[j].spaced else 0
        hyphen = joined and joined < len(tokens) and tokens[joined].low == "-"  # "five-to-ten"
        return joined + 1 if hyphen and not tokens[joined].spaced else j + 1
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
    first = spelt(tokens, i) if plain and tokens[i].kind == "word" else single(tokens, i, text)
    if first is None or first.high is not None:
        return first
    j = range_separator(tokens, first.end)
    if not j and between(tokens, i) and first.end < len(tokens) and tokens[first.end].low in words().range_and:
        j = first.end + 1
    if not j and (second := neighbour(tokens, first)) is not None:
        return join(first, second, tokens) or first
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
    both = join(first, second, tokens)
    return _repeated_range(tokens, both, text) if both else first


def _repeated_range(tokens: list[Token], number: Number, text: str) -> Number:
    """Take in the same range said again in brackets: "three to five (3–5) minutes"."""
    if number.end + 2 >= len(tokens) or tokens[number.end].low != "(":
        return number
    again = number_range(tokens, number.end + 1, text)
    if again is None or again.end >= len(tokens) or tokens[again.end].low != ")":
        return number
    if (again.low, again.high) != (number.low, number.high):
        return number
    return Number(number.low, number.high, number.start, again.end + 1, number.approximate, number.spelt)


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
    return float(factor) if factor >= 100 and not number.bare else 1.0
