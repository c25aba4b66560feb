"""The words of rates in all languages: what quantities are counted per, and what they count."""

from __future__ import annotations

from functools import cache
from typing import Any

from assistant.reading.vocabulary import Lexicon, Schema, Sections, merged

SCHEMA: Schema = {
    "units": (str, list),
    "adverbs": (str, list),
    **dict.fromkeys(
        [
            "joiners",
            "priced_for",
            "modifiers",
            "counted",
            "breaks",
            "list_marks",
            "for_term",
            "people",
            "contacting",
            "passive",
            "between_rate",
            "frequencies",
            "week_abbreviated",
            "month_abbreviated",
            "day_abbreviated",
            "shortened",
            "totals",
            "averaged",
            "and_odd",
            "goes_on",
            "set_against",
            "by_way_of",
        ],
        list,
    ),
}
TIME_UNITS = ("minute", "hour", "day", "week", "month", "quarter", "half_year", "year", "shift")


class PerWords(Sections):
    """Words for rates in all languages."""

    def __init__(self) -> None:
        super().__init__("volumes.yaml", SCHEMA)

        def take(section: str) -> Any:
            return merged("volumes.yaml", SCHEMA, section)

        self.units = Lexicon.of(take("units"))
        self.adverbs = Lexicon.of(_with_possessives(take("adverbs")))


def _with_possessives(adverbs: dict[str, list[str]]) -> dict[str, list[str]]:
    """The adverbs with "last quarter's", "this month's" beside "last quarter"."""
    return {
        unit: [*said, *(f"{one}'s" for one in said if " " in one and one.isascii() and one.endswith(unit))]
        for unit, said in adverbs.items()
    }


@cache
def words() -> PerWords:
    """Return the words for rates (built once)."""
    return PerWords()


@cache
def period_forms() -> dict[str, str]:
    """Words for periods in all languages with the period each names."""
    spoken = {**words().units.single(), **words().adverbs.single()}
    return {form: unit for form, unit in spoken.items() if unit in TIME_UNITS and len(form) > 1}
