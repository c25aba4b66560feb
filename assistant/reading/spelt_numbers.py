"""Numbers in words: «двадцать пять тысяч», "twenty-five hundred", "half a million"."""

from __future__ import annotations

from assistant.reading.number_found import Number
from assistant.reading.number_words import match_any, words
from assistant.reading.tokens import Token

_NEIGHBOURS = 2  # times the lower end that the upper end of a range without a sign may be
_HUNDREDS_SAID = 99.5  # a ceiling that lets the tens of "two fifty" through


def spelt(tokens: list[Token], i: int) -> Number | None:
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
            elif not seen and _thousands_said(tokens, k):
                current, ceiling = current * 1000, 1000
            j, seen, bare = k + 1, True, False
            half = and_part(tokens, j)
            if half:
                current, j = current + half[0], half[1]
                ceiling = 0
        elif rough_value is not None and not seen:
            current, rough, seen, ceiling, j = rough_value, True, True, 0, k + 1
            after = match_any(w.of, tokens, j)
            if after and after < len(tokens) and (tokens[after].low in w.multipliers or tokens[after].low in w.plurals):
                j = after
        elif factor is not None and factor < limit and (seen or low not in w.plurals):
            if not seen and low in w.plural_only and not governed(tokens, k):
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
            half = and_part(tokens, j)
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


def _thousands_said(tokens: list[Token], k: int) -> bool:
    """«Четыре двести» is four thousand two hundred; «в двух двести» are two numbers."""
    w = words()
    if tokens[k].low not in w.thousands_before_hundreds or k + 1 >= len(tokens) or tokens[k + 1].newline:
        return False
    return w.small.get(tokens[k + 1].low, 0) in range(100, 1000, 100)


def governed(tokens: list[Token], i: int) -> bool:
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


def and_part(tokens: list[Token], j: int) -> tuple[float, int] | None:
    """Return the part of one that «с половиной» or "and a quarter" adds at token ``j``, and the token after it."""
    w = words()
    for lexicon, part in ((w.and_half, 0.5), (w.and_quarter, 0.25), (w.and_three_quarters, 0.75)):
        end = match_any(lexicon, tokens, j)
        if end:
            return part, end
    return None


def halved(tokens: list[Token], i: int) -> Number | None:
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


def between(tokens: list[Token], i: int) -> bool:
    """Tell whether "between" or «между» stands before token ``i`` (then "and" joins the ends of a range)."""
    return i > 0 and tokens[i - 1].low in {"between", "между"}


def neighbour(tokens: list[Token], first: Number) -> Number | None:
    """The upper end of a range told by two neighbouring number words: «минут шесть семь», "two three thousand".

    Each is one word and the second up to twice the first; a third number, a hyphen behind ("five six-hour shifts") or
    contacts on both sides («писем двести триста звонков») make no range of them.
    """
    w = words()
    i, j = first.start, first.end
    if j - i != 1 or j >= len(tokens) or tokens[j].newline or not _plain_word(tokens, i) or not _plain_word(tokens, j):
        return None
    second = spelt(tokens, j)
    if second is None or second.end - j != (2 if tokens[second.end - 1].low in w.multipliers else 1):
        return None
    if not 1 < w.small[tokens[j].low] / w.small[tokens[i].low] <= _NEIGHBOURS:
        return None
    before, after = tokens[i - 1 : i] if i else [], tokens[second.end : second.end + 1]
    if any(t.low in w.small or t.low in w.multipliers or t.kind == "digits" for t in (*before, *after)):
        return None
    glued = bool(after) and after[0].low in {"-", "‑"} and not after[0].spaced
    return None if glued or (before and after and _contact(before[0]) and _contact(after[0])) else second


def _plain_word(tokens: list[Token], i: int) -> bool:
    return tokens[i].kind == "word" and words().small.get(tokens[i].low, 0) >= 1


def _contact(token: Token) -> bool:
    from assistant.reading.rate_words import words as rates

    return token.low in rates().counted
