"""Codes of countries, languages and currencies in use, from CLDR; and what a wrong one was meant to be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from babel import Locale
from babel.core import get_global
from babel.languages import get_official_languages

_REPLACED_CURRENCIES = {"RUR": "RUB", "BYR": "BYN", "UAK": "UAH", "TRL": "TRY", "RMB": "CNY"}
# Groupings and test codes that CLDR lists among the territories.
_NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"})


@cache
def known(kind: str) -> frozenset[str]:
    """Return every valid code of `kind`: "country", "language" or "currency"."""
    english = Locale("en")
    if kind == "country":
        return frozenset(filter(re.compile("[A-Z]{2}").fullmatch, map(str, english.territories))) - _NOT_COUNTRIES
    if kind == "language":
        return frozenset(filter(re.compile("[a-z]{2}").fullmatch, map(str, english.languages))) - {"sh"}
    used = get_global("territory_currencies").values()
    return frozenset(code for spans in used for code, _, end, tender in spans if end is None and tender)


@cache
def _names(kind: str) -> Mapping[str, str]:
    names: dict[str, str] = {}
    for language in ("ru", "en"):
        locale = Locale(language)
        table = {"country": locale.territories, "language": locale.languages, "currency": locale.currencies}[kind]
        names.update({name.casefold(): code for code, name in table.items() if code in known(kind)})
    return names


def meant(kind: str, value: str) -> str | None:
    """Return the code a wrong one stands for: "UK" is "GB", "english" is "en", "usd" is "USD"; None if unclear."""
    text = value.strip()[:100]
    right_case = text.lower() if kind == "language" else text.upper()
    if right_case in known(kind):
        return right_case
    if kind == "currency" and text.upper() in _REPLACED_CURRENCIES:
        return _REPLACED_CURRENCIES[text.upper()]
    if kind == "country":
        aliases = get_global("territory_aliases").get(text.upper(), ())
        if len(aliases) == 1 and aliases[0] in known(kind):
            return str(aliases[0])
    if kind == "language":
        alias = get_global("language_aliases").get(text.lower())
        if alias in known(kind):
            return str(alias)
        official = get_official_languages(text.upper()) if text.upper() in known("country") else ()
        if official and official[0] in known(kind):
            return str(official[0])
    return _names(kind).get(text.casefold())
