"""Whose market a conversation is priced for while nothing in the brief says where the customers are.

A brief alone is priced for the default market (`tools.places`). A person who speaks Russian most likely serves Russia:
there the talk takes that market, says so, and asks. What the case was told in the talk goes on with, whatever language
follows: a greeting or opening hours before it settle nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tools.brief import Brief
from tools.comparison import compare as compare_estimates
from tools.estimate import Estimate, estimate
from tools.places import DEFAULT_HOME

# Where the customers are most likely to be, by the language of the talk.
LIKELY_HOME = {"ru": "RU"}
_CASE = ("channels", "contacts_per_month", "agents", "in_house")  # fields that make a case


def market_of(turns: Iterable[tuple[str, Mapping[str, Any]]], language: str) -> str:
    """The country taken for the customers' in a talk: by the language of the turn that first told a case.

    `turns` are the languages of the turns before, each with the brief after it; `language` is that of this message.
    """
    told_in = next((spoken for spoken, brief in turns if any(brief.get(name) for name in _CASE)), language)
    return LIKELY_HOME.get(told_in, DEFAULT_HOME)


def price(brief: Brief, language: str, market: str) -> Estimate:
    """The estimate of a brief in a talk; `market` is taken only where nothing in the brief hints at a country."""
    return estimate(brief, language=language, default_home=market)


def difference_of(base: Brief, brief: Brief, language: str, market: str) -> tuple[Estimate, Estimate, dict[str, Any]]:
    """Two estimates in one currency, that of the second, and how they differ: only like can be compared with like."""
    before, after = price(base, language, market), price(brief, language, market)
    if before.currency != after.currency:
        before = price(base.set("currency", after.currency), language, market)
        after = price(brief.set("currency", after.currency), language, market)
    return before, after, compare_estimates(before, after, language).to_json()
