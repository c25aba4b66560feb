"""Numbers, money and units as people write them in each language (CLDR, through babel)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from pathlib import Path

import yaml
from babel import Locale
from babel.numbers import NumberPattern, format_currency, format_decimal, get_currency_precision, parse_pattern

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"
# Signs CLDR spells out as codes in some locales, though readers of both languages know them.
_SIGNS = {"RUB": "₽", "KZT": "₸", "UAH": "₴", "PHP": "₱", "INR": "₹", "TRY": "₺", "GEL": "₾", "AMD": "֏"}


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language)


@cache
def _units() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    path = Path(__file__).with_name("units.yaml")
    return yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)


def _rounded(value: float | Decimal, decimals: int) -> Decimal:
    # Half up on the decimal digits a reader sees: 0.125 is 0.13, and never -0.
    exact = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return rounded if rounded else abs(rounded)


@cache
def _parsed(pattern: str) -> NumberPattern:
    return parse_pattern(pattern)


@cache
def _precision(currency: str) -> int:
    return get_currency_precision(currency)


def _pattern(decimals: int) -> str:
    return "#,##0." + "0" * decimals if decimals else "#,##0"


# The ways of one estimate write the same rates and hours again and again. Typed: a Decimal is taken as it is, and a
# float by the digits it is printed with.
@lru_cache(maxsize=4096, typed=True)
def number(value: float | Decimal, language: str, decimals: int | None = None) -> str:
    """Return the number with the language's separators: 1,234.5 or 1 234,5 with a no-break space.

    Without `decimals`: none for whole numbers and from 1,000 up, else up to two, trailing zeros dropped.
    """
    if decimals is not None:
        return format_decimal(_rounded(value, decimals), format=_parsed(_pattern(decimals)), locale=_locale(language))
    return format_decimal(_rounded(value, _places(value)), format=_parsed("#,##0.##"), locale=_locale(language))


def _places(value: float | Decimal) -> int:
    return 0 if abs(float(value)) >= 1000 else 2


@lru_cache(maxsize=4096, typed=True)
def money(amount: float | Decimal, currency: str, language: str, decimals: int | None = None) -> str:
    """Return an amount with its currency: $1,234.56 in English, 1 234,56 ₽ in Russian (no-break spaces).

    `decimals` is the currency's own number of decimals unless given.
    """
    places = _precision(currency) if decimals is None else decimals
    return _with_sign(
        format_currency(
            _rounded(amount, places),
            currency,
            format=_parsed(_money_pattern(language, places)),
            locale=_locale(language),
            currency_digits=False,
        ),
        currency,
        language,
    )


_NOTHING = 0.0005  # of a currency: what three decimals show as none


def sensible(amount: float) -> float:
    """The amount to four digits: nobody believes the fifth of an estimate. A half goes up."""
    step = 10.0 ** max(len(str(int(abs(amount)))) - 4, 0)
    return math.copysign(math.floor(abs(amount) / step + 0.5) * step, amount)


def about(amount: float, currency: str, language: str) -> str:
    """An estimated amount with no more digits than mean something: four of them, cents only when small."""
    if abs(amount) < _NOTHING:
        return money(0, currency, language, 0)  # a difference of nothing
    if abs(amount) < 0.1:
        return money(amount, currency, language, 3)
    if abs(amount) < 100:
        return money(amount, currency, language, 2 if amount != int(amount) else 0)
    return money(sensible(amount), currency, language, 0)


def _money_pattern(language: str, decimals: int) -> str:
    return _pattern(decimals) + NO_BREAK_SPACE + "¤" if language == "ru" else "¤" + _pattern(decimals)


def _with_sign(text: str, currency: str, language: str) -> str:
    shown = _locale(language).currency_symbols.get(currency, currency)
    sign = _SIGNS.get(currency, shown)
    text = text.replace(shown, sign, 1)
    # A bare code needs air around it in English: KES 1,200.
    if language != "ru" and sign.isalpha() and sign == currency:
        text = text.replace(sign, sign + NO_BREAK_SPACE, 1)
    return text


def money_range(
    low: float | Decimal, high: float | Decimal, currency: str, language: str, decimals: int | None = None
) -> str:
    """Return a range with the currency named once: $8–14, or 8–14 $ in Russian; one amount if both ends read alike.

    Decimals are shown only if an end needs them, unless given.
    """
    if decimals is None:
        whole = all(_rounded(end, 2) == _rounded(end, 0) or not _places(end) for end in (low, high))
        decimals = 0 if whole else _precision(currency)
    first, last = money(low, currency, language, decimals), money(high, currency, language, decimals)
    if first == last:
        return first
    if language == "ru":
        return number(low, language, decimals) + "–" + last
    return first + "–" + number(high, language, decimals)


@lru_cache(maxsize=4096, typed=True)
def percent(fraction: float, language: str, decimals: int | None = None) -> str:
    """Return a fraction as a percentage: 0.3 is 30% in English, 30 % in Russian. Up to one decimal unless given."""
    value = Decimal(repr(float(fraction))) * 100
    shown = (
        number(value, language, decimals)
        if decimals is not None
        else format_decimal(_rounded(value, 1), format=_parsed("#,##0.#"), locale=_locale(language))
    )
    return shown + (NO_BREAK_SPACE + "%" if language == "ru" else "%")


def number_range(low: float, high: float, language: str, decimals: int | None = None) -> str:
    """Return two numbers as a range with an en dash; one number if both read alike."""
    first, last = number(low, language, decimals), number(high, language, decimals)
    return first if first == last else f"{first}–{last}"


@lru_cache(maxsize=4096, typed=True)
def unit_name(amount: float | Decimal, unit: str, language: str, decimals: int | None = None) -> str:
    """Return the name of `unit` in the form that goes with `amount`: 1 hour, 5 часов, 2,5 часа.

    Units and their plural forms are in units.yaml; a unit not listed there is returned as it is.
    """
    forms = _units().get(unit, {}).get(language)
    if forms is None:
        return unit
    shown = abs(_rounded(amount, _places(amount) if decimals is None else decimals))
    # Trailing zeros count only where they are shown: "1 824,0 часа", but "1 824 часа".
    plural = _locale(language).plural_form(shown.normalize() if decimals is None else shown)
    return forms.get(plural, forms["other"])


def unit(amount: float | Decimal, unit: str, language: str, decimals: int | None = None) -> str:
    """Return an amount with its unit in the right plural form: 1 agent, 3 оператора, 1 824,6 часа."""
    return number(amount, language, decimals) + NO_BREAK_SPACE + unit_name(amount, unit, language, decimals)


def rate(amount: float | Decimal, currency: str, per: str, language: str, decimals: int | None = None) -> str:
    """Return a price per unit: $11.00/hour, 11,00 $/час."""
    return money(amount, currency, language, decimals) + "/" + unit_name(1, per, language)
