"""Whose market a conversation is priced for while nothing in the brief says where the customers are.

A brief alone is priced for the default market (`tools.places`). A person who speaks Russian most likely serves Russia:
there the talk takes that market, says so, and asks. What a talk began with it goes on with, whatever language follows.
"""

from __future__ import annotations

from tools.brief import Brief
from tools.estimate import Estimate, estimate
from tools.places import DEFAULT_HOME

# Where the customers are most likely to be, by the language of the talk.
LIKELY_HOME = {"ru": "RU"}


def market_of(first_language: str) -> str:
    """The country taken for the customers' in a talk that began in a language."""
    return LIKELY_HOME.get(first_language, DEFAULT_HOME)


def price(brief: Brief, language: str, market: str) -> Estimate:
    """The estimate of a brief in a talk; `market` is taken only where nothing in the brief hints at a country."""
    return estimate(brief, language=language, default_home=market)
