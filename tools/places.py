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
    return yaml.load(Path(__file__).with_name("markets.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)


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
    everyday = markets()["everyday_names"].get(language, {})
    return str(everyday.get(country) or Locale.parse(language).territories.get(country, country))


def country_in_text(country: str, language: str) -> str:
    """The name of a country as it stands in a sentence: "the Philippines"."""
    named = markets()["names_in_text"].get(language, {}).get(country)
    return str(named or country_name(country, language))


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
    """Where the buyer's customers are. `hint` is the field of the brief that says so, None where nothing does."""

    country: str
    currency: str
    currency_stated: bool
    hint: str | None

    @property
    def stated(self) -> bool:
        """Whether the buyer named the country itself."""
        return self.hint == "home_country"


def home_of(brief: Brief, default: str = DEFAULT_HOME) -> Home:
    """The buyer's country and currency: stated, or read off the rest of the brief; `default` where nothing hints."""
    country, hint = _hinted(brief) or (default, None)
    currency = brief.get("currency")
    return Home(country, currency or currency_of(country), currency is not None, hint)


def _hinted(brief: Brief) -> tuple[str, str] | None:
    """A country and the field that hints at it, the surest first."""
    if "home_country" in brief:
        return brief.get("home_country"), "home_country"
    rules = brief.get("compliance") or []
    for rule, country in markets()["country_of_rule"].items():
        if rule in rules:
            return country, "compliance"
    return _by_money(brief) or _by_provider(brief) or _by_language(brief) or _by_exchange(brief)


def _by_money(brief: Brief) -> tuple[str, str] | None:
    """The country whose money the buyer counts in. Dollars are counted in everywhere and hint at nothing."""
    paths = ["currency", "in_house.salary_per_month.currency", "in_house.hourly_wage.currency",
             "budget_per_month.currency"]  # fmt: skip
    paths += [f"quotes.{number}.price.currency" for number in range(len(brief.get("quotes") or []))]
    for path in paths:
        currency = brief.get(path)
        country = markets()["country_of_currency"].get(currency)
        if country and currency != "USD":
            return _speaking(brief, currency) or country, path.split(".")[0]
    return None


def _speaking(brief: Brief, currency: str) -> str | None:
    """Of the countries that share a currency, the one of a language the buyer serves."""
    spoken = [markets()["country_of_language"].get(code) for code in brief.get("languages") or []]
    return next((country for country in spoken if country and currency_of(country) == currency), None)


def _by_provider(brief: Brief) -> tuple[str, str] | None:
    """A provider at home names the home."""
    named = brief.get("provider_countries") or []
    return (named[0], "provider_countries") if len(named) == 1 and brief.get("location") == "onshore" else None


def _by_language(brief: Brief) -> tuple[str, str] | None:
    """The country of the main language: the first named carries most contacts, others are served beside it.

    Where the main one is at home all over the world, two others of one part of it tell the part: "English, French and
    Dutch" are of Europe.
    """
    languages = brief.get("languages") or [None]
    country = markets()["country_of_language"].get(languages[0])
    if country:
        return country, "languages"
    others = [code for code in languages[1:] if code not in languages_of(DEFAULT_HOME)]
    homes = [markets()["country_of_language"].get(code) for code in others]
    one_part = len(homes) > 1 and None not in homes and all(group_of(home) is group_of(homes[0]) for home in homes)
    return (homes[0], "languages") if one_part else None


def _by_exchange(brief: Brief) -> tuple[str, str] | None:
    for pair in brief.get("exchange_rates") or {}:
        for code in pair.split("/"):
            if code in markets()["country_of_currency"] and code != "USD":
                return markets()["country_of_currency"][code], "exchange_rates"
    return None


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
