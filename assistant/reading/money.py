"""Sums of money in any common notation."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from assistant.reading.currency_names import codes, full_names, told_by_code
from assistant.reading.found import Found
from assistant.reading.number_found import Number, tidy
from assistant.reading.number_words import words as number_words
from assistant.reading.numbers import number_range, range_separator, single
from assistant.reading.spelt_numbers import between
from assistant.reading.tokens import Token
from assistant.reading.vocabulary import Lexicon, Schema, is_cyrillic, merged

SCHEMA: Schema = {
    "currencies": (str, list),
    "prefixes": (str, list),
    "cents": (str, list),
    "slang": (str, list),
    "thousands": (str, list),
    "by_country": (str, list),
    "ambiguous": list,
    "between": list,
}
_COUNTRY_TOKENS = 100


class MoneyWords:
    """Names of currencies in all languages."""

    def __init__(self) -> None:
        def take(section: str) -> Any:
            return merged("money.yaml", SCHEMA, section)

        self.currencies = Lexicon.of(take("currencies"))
        self.prefixes = {sign: code for code, signs in take("prefixes").items() for sign in signs}
        self.cents = Lexicon.of(take("cents"))
        self.slang = Lexicon.of(take("slang")).single()
        self.thousands = Lexicon.of(take("thousands"))
        self.by_country = Lexicon.of(take("by_country"))
        self.ambiguous = Lexicon.words(take("ambiguous")).single()
        self.between = Lexicon.words(take("between"))
        self.codes = codes()


@cache
def words() -> MoneyWords:
    """Return the names of currencies (built once)."""
    return MoneyWords()


def currency_at(tokens: list[Token], i: int) -> tuple[str, int] | None:
    """Return the currency named at token ``i`` and the token after it."""
    if i >= len(tokens) or tokens[i].newline:
        return None
    w = words()
    told = full_names().match(tokens, i)
    if told and told[1] - i > 1:
        return told  # "Rwandan francs", whatever francs alone are
    found = None if _article(tokens, i) else w.currencies.match(tokens, i) or told
    if found and (code := told_by_code(tokens, i)):
        bracketed = [token.text for token in tokens[found[1] : found[1] + 3]] == ["(", code, ")"]
        return code, found[1] + 3 * bracketed
    if found and tokens[i].low in w.ambiguous:
        return _of_country(tokens, i, found[0]), found[1]
    if found:
        return found
    return (tokens[i].text, i + 1) if tokens[i].text in w.codes else None


def _article(tokens: list[Token], i: int) -> bool:
    """ "A $3 million budget" has no Australian dollars."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    return tokens[i].low == "a" and after is not None and after.low == "$" and after.spaced


def _of_country(tokens: list[Token], place: int, default: str) -> str:
    """A peso or a rupee is that of the country the text names."""
    w = words()
    same = {"PHP", "ARS", "COP", "CLP", "MXN"} if default == "MXN" else {"PKR", "INR"}
    for i in range(max(0, place - _COUNTRY_TOKENS), min(len(tokens), place + _COUNTRY_TOKENS)):
        found = w.by_country.match(tokens, i)
        if found and found[0] in same:
            return found[0]
    return default


def _prefix(tokens: list[Token], i: int) -> tuple[str, int] | None:
    """A currency that stands before its number: a sign, a code, or "Rs."."""
    token = tokens[i]
    if token.kind == "word" and len(token.text) > 4:
        return None
    if token.text in words().prefixes and _before_a_sum(tokens, i):
        return words().prefixes[token.text], i + 1
    found = currency_at(tokens, i)
    if not found or found[1] >= len(tokens):
        return None
    currency, end = found
    is_sign = tokens[end - 1].kind == "sign"
    if not is_sign and token.text != currency and token.low not in {"rs", "php", "usd", "eur", "gbp", "rub", "inr"}:
        return None
    if tokens[end].low == "." and token.low == "rs":
        end += 1
    return currency, end


def _before_a_sum(tokens: list[Token], i: int) -> bool:
    """ "KSh 500"; one letter only right before two digits or more: "R185 an hour", and no "R 5" of a list."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    return after is not None and after.kind == "digits" and (len(tokens[i].text) > 1 or _joined(after))


def _joined(digits: Token) -> bool:
    return not digits.spaced and len(digits.text) > 1


def money_at(tokens: list[Token], i: int, text: str, number: Number | None) -> Found | None:
    """Return the sum of money that begins at token ``i``; ``number`` is the number there, if there is one."""
    found = _one_sum(tokens, i, text, number)
    if found is None:
        return None
    found = _with_cents(tokens, found, text)
    j = range_separator(tokens, found.end)
    if not j and between(tokens, i) and found.end < len(tokens) and tokens[found.end].low in number_words().range_and:
        j = found.end + 1
    if j and j < len(tokens) and not isinstance(found.value["amount"], dict):
        following = _one_sum(tokens, j, text, single(tokens, j, text))
        if following and following.value["currency"] == found.value["currency"]:
            return _ranged(found, following)
    return found


def _with_cents(tokens: list[Token], found: Found, text: str) -> Found:
    """«100 рублей 50 копеек»."""
    end = found.end
    if end < len(tokens) and tokens[end].low in number_words().and_words:
        end += 1
    number = single(tokens, end, text) if end < len(tokens) and not tokens[end].newline else None
    cents = words().cents.match(tokens, number.end) if number else None
    if not number or isinstance(found.value["amount"], dict):
        return found
    if not cents and _bare_cents(tokens, found, number):
        cents = (found.value["currency"], number.end)
    if not cents or cents[0] != found.value["currency"]:
        return found
    amount = tidy(found.value["amount"] + number.low / 100)
    return replace(found, value={**found.value, "amount": amount}, end=cents[1])


def _bare_cents(tokens: list[Token], found: Found, number: Number) -> bool:
    """ "9 dollars 80 an hour", "two dollars fifty a call", «12 рублей 50 в минуту»: hundredths after whole units.

    They are two digits or a number in words, and what they are paid for follows.
    """
    from assistant.reading.volumes import per_at

    digits = tokens[found.end].text if number.end == found.end + 1 else ""
    whole = float(found.value["amount"]).is_integer()
    spelt = (
        all(token.kind == "word" or token.text == "-" for token in tokens[found.end : number.end])
        and number.high is None
    )
    hundredths = (len(digits) == 2 and digits.isdecimal()) or (spelt and number.low in range(1, 100))
    return whole and hundredths and per_at(tokens, number.end) is not None


def _ranged(first: Found, second: Found) -> Found:
    low, high = first.value["amount"], second.value["amount"]
    if isinstance(high, dict) or not low < high:
        return first
    value = {"amount": {"low": low, "high": high}, "currency": first.value["currency"]}
    return replace(first, value=value, end=second.end, approximate=first.approximate or second.approximate)


def _one_sum(tokens: list[Token], i: int, text: str, number: Number | None) -> Found | None:
    if number is None:
        prefix = _prefix(tokens, i)
        if not prefix:
            return None
        currency, j = prefix
        amount = number_range(tokens, j, text)
        if amount is None or tokens[j].newline:
            return None
        amount = _millions(tokens, amount)
        end = amount.end
        again = currency_at(tokens, end)
        if (
            again
            and (again[0] == currency or tokens[j - 1].low == "$")
            and not _prefix_of_next(tokens, end, again[1], text)
        ):
            currency, end = again
        elif tokens[j - 1].low == "$" and (code := _bracketed(tokens, end)):
            currency, end = code, end + 3
        return Found("money", _value(amount, currency), i, end, amount.approximate)
    return _suffixed(tokens, number)


def _bracketed(tokens: list[Token], at: int) -> str:
    """The code of "$1.86 million (CAD)", which says whose dollars they are."""
    said = [token.text for token in tokens[at : at + 3]]
    within = len(said) == 3 and (said[0], said[2]) == ("(", ")") and said[1] in words().codes
    return said[1] if within else ""


def _prefix_of_next(tokens: list[Token], start: int, end: int, text: str) -> bool:
    """In "$5 - $7" the second sign belongs to the second number."""
    sign = tokens[start].kind == "sign"
    return sign and end < len(tokens) and tokens[end].kind == "digits" and not tokens[end].spaced


def _millions(tokens: list[Token], number: Number, needs_currency: bool = False) -> Number:
    """$1.5m is a million and a half of dollars, not of minutes."""
    end = number.end
    if end < len(tokens) and tokens[end].low in {"m", "м"} and not tokens[end].spaced and number.raw:
        if needs_currency and not currency_at(tokens, end + 1):
            return number
        high = number.high * 1e6 if number.high is not None else None
        return replace(number, low=number.low * 1e6, high=high, end=end + 1)
    return number


def _suffixed(tokens: list[Token], number: Number) -> Found | None:
    """A currency after the number: 15 евро, 1.2k$, 90 т.р., five grand."""
    w = words()
    number = _millions(tokens, number, needs_currency=True)
    end = number.end
    if end < len(tokens) and tokens[end].low == "." and tokens[end - 1].kind == "word" and not tokens[end].spaced:
        end += 1
    if end < len(tokens) and tokens[end].low == "-" and end + 1 < len(tokens) and not tokens[end].spaced:
        end += 1 if tokens[end + 1].low in w.currencies and not tokens[end + 1].spaced else 0
    thousands = w.thousands.match(tokens, end)
    if thousands:
        return Found(
            "money", _value(_scaled(number, 1000), thousands[0]), number.start, thousands[1], number.approximate
        )
    cents = w.cents.match(tokens, end)
    if cents and _hundredth(tokens, end):
        return Found("money", _value(_scaled(number, 0.01), cents[0]), number.start, cents[1], number.approximate)
    found = currency_at(tokens, end)
    if found:
        if tokens[end].low in {"р", "p"} and tokens[end].text != "р" and tokens[end].spaced:
            return None
        return Found("money", _value(number, found[0]), number.start, found[1], number.approximate)
    slang = w.slang.get(tokens[number.end - 1].low)
    if slang and not _counts_contacts(tokens, number.end):
        return Found("money", _value(number, slang), number.start, number.end, number.approximate)
    return None


def _hundredth(tokens: list[Token], i: int) -> bool:
    """A letter alone is of hundredths right behind its number, and in a text in Latin letters: "85p", but «500p»."""
    if len(tokens[i].low) > 1:
        return True
    return not tokens[i].spaced and not any(is_cyrillic(token.low) for token in tokens)


def _counts_contacts(tokens: list[Token], i: int) -> bool:
    """«Пол-ляма обращений»: what is counted follows, and is no money."""
    from assistant.reading.rate_words import words as per_words

    return any(
        tokens[k].low in per_words().counted
        for k in range(i, min(len(tokens), i + 2))
        if tokens[i].kind == "word" and not tokens[k].newline
    )


def inverted_sum_at(tokens: list[Token], i: int, text: str) -> Found | None:
    """«Рублей 350», «долларов десять»: a rough sum, the currency before its number."""
    found = words().currencies.match(tokens, i)
    j = found[1] if found else 0
    if not found or not is_cyrillic(tokens[i].low) or len(tokens[i].low) < 4 or j >= len(tokens) or tokens[j].newline:
        return None
    if not tokens[i].low.endswith(("ей", "ов", "ев", "вен")) or tokens[j].kind == "sign":
        return None
    before = tokens[i - 1] if i else None
    if before is not None and (before.kind == "digits" or before.low in number_words().multipliers):
        return None
    number = number_range(tokens, j, text)
    if number is None or currency_at(tokens, number.end):
        return None
    return Found("money", _value(number, found[0]), i, number.end, True)


def one_unit_at(tokens: list[Token], i: int, text: str) -> Found | None:
    """ "A dollar a minute", "a buck per chat", "a dollar five a minute": one and so many cents, if a rate follows."""
    from assistant.reading.volumes import per_at

    if tokens[i].low not in number_words().articles or i + 1 >= len(tokens):
        return None
    found = currency_at(tokens, i + 1)
    if not found or tokens[i + 1].kind != "word":
        return None
    one = Found("money", {"amount": 1, "currency": found[0]}, i, found[1])
    if per_at(tokens, found[1]):
        return one
    with_cents = _with_cents(tokens, one, text)
    return with_cents if with_cents.end > one.end else None


def _scaled(number: Number, factor: float) -> Number:
    high = number.high * factor if number.high is not None else None
    return replace(number, low=number.low * factor, high=high)


def _value(number: Number, currency: str) -> dict[str, Any]:
    return {"amount": number.value, "currency": currency}
