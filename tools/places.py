"""Where the buyer is, where its providers may be, and what languages cost there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from babel import Locale
from babel.core import get_global
from babel.languages import get_official_languages

from tools.brief import Brief
from tools.sheet import Sheet

TIERS = ("onshore", "nearshore", "offshore")
PUBLIC = frozenset({"government", "utilities", "healthcare"})
DEFAULT_HOME = "US"  # where nothing hints at a country
LOW_COST_RATE = 14.0  # USD an hour: below it abroad is hardly cheaper, and home is the usual choice


@cache
def markets() -> Mapping[str, Any]:
    """The market data: tools/markets.yaml."""
    return yaml.safe_load(Path(__file__).with_name("markets.yaml").read_text(encoding="utf-8"))


@cache
def group_of(country: str) -> Mapping[str, Any]:
    """The part of the world a buyer's country belongs to."""
    groups = [entry for entry in markets().values() if isinstance(entry, dict) and "members" in entry]
    return next((entry for entry in groups if country in entry["members"]), markets()["rest"])


@cache
def currency_of(country: str) -> str:
    """The currency in use in a country."""
    spans = get_global("territory_currencies").get(country, [])
    used = [code for code, _, end, tender in spans if end is None and tender]
    return used[0] if used else "USD"


@cache
def languages_of(country: str) -> tuple[str, ...]:
    """The languages a provider of this country quotes its ordinary rate for."""
    quoted = markets()["quoted_in"].get(country)
    official = tuple(code.split("_")[0] for code in get_official_languages(country))
    return tuple(quoted) if quoted else official or ("en",)


def country_name(country: str, language: str) -> str:
    """The name of a country in a language."""
    return Locale.parse(language).territories.get(country, country)


def language_name(code: str, language: str) -> str:
    """The name of a language in a language."""
    return Locale.parse(language).languages.get(code, code)


def language_class(country: str, language: str) -> str | None:
    """The premium a language carries at providers of a country: None, common, uncommon or rare."""
    if language in languages_of(country):
        return None
    served = language in markets()["also_serves"].get(country, ())
    if language in markets()["common"]:
        return "common" if served else "uncommon"
    if language in markets()["uncommon"]:
        return "uncommon" if served else "rare"
    return "rare"


def serves(country: str, languages: tuple[str, ...]) -> bool:
    """Whether providers of a country usually have all these languages."""
    also = markets()["also_serves"].get(country, ())
    return all(code in languages_of(country) or code in also for code in languages)


@dataclass(frozen=True)
class Home:
    """Where the buyer's customers are, and whether it was stated."""

    country: str
    currency: str
    stated: bool
    currency_stated: bool


def home_of(brief: Brief, language: str) -> Home:
    """The buyer's country and currency: stated, or read off a currency, the languages, the reader's language."""
    stated_currency = brief.get("currency")
    country = brief.get("home_country")
    if country is None:
        country = _inferred_home(brief, language)
    currency = stated_currency or currency_of(country)
    return Home(country, currency, "home_country" in brief, stated_currency is not None)


def _inferred_home(brief: Brief, language: str) -> str:
    if "ru_152fz" in (brief.get("compliance") or []):
        return "RU"
    if "hipaa" in (brief.get("compliance") or []):
        return "US"
    by_language: Mapping[str, str] = markets()["country_of_language"]
    by_currency: Mapping[str, str] = markets()["country_of_currency"]
    for path in ("currency", "in_house.salary_per_month.currency", "in_house.hourly_wage.currency",
                 "budget_per_month.currency"):  # fmt: skip
        found = by_currency.get(brief.get(path) or "")
        if found and brief.get(path) != "USD":
            return found
    languages = brief.get("languages") or []
    for code in languages:
        if code in by_language:
            return by_language[code]
    for pair in brief.get("exchange_rates") or {}:
        for code in pair.split("/"):
            if code in by_currency and code != "USD":
                return by_currency[code]
    if not languages and brief.get("currency") is None and language in by_language:
        return by_language[language]
    return DEFAULT_HOME


def tier_of(home: str, provider: str, sheet: Sheet) -> str:
    """How a provider's country is called seen from home."""
    if home == provider:
        return "onshore"
    group = group_of(home)
    if provider in group["offshore"] and provider not in group["nearshore"]:
        return "offshore"
    if provider in group["nearshore"] or provider in group["members"]:
        return "nearshore"
    return "offshore"
