"""Names of days, parts of the day and hours in all languages."""

from __future__ import annotations

from functools import cache
from typing import Any

from assistant.reading.vocabulary import Lexicon, Schema, Sections, merged

SCHEMA: Schema = {
    "weekdays": (int, list),
    "groups": (str, list),
    **dict.fromkeys(
        [
            "daily",
            "excluded_by",
            "included_by",
            "included_after",
            "likewise",
            "off_after",
            "off_between",
            "off_ending",
            "slipped",
            "days_stay",
            "named_days",
            "round_the_clock",
            "business_hours",
            "daily_of",
            "daily_adjectives",
            "daily_led",
            "staffed_all_day",
            "am",
            "pm",
            "day_part",
            "night",
            "clock_mark",
            "noon",
            "midnight",
            "until",
            "moved_to",
            "since",
            "at_hour",
            "closing",
            "opening",
            "negated_by",
            "half_past",
            "half_bare",
            "people",
            "and_also",
            "half_towards",
            "half_glued",
            "quarter_towards",
            "minutes_short",
            "pm_before",
            "later_than",
            "mornings",
            "moment_frame",
            "period_frame",
            "quarter_past",
            "quarter_to",
            "day_units",
            "in_week",
            "week_first",
            "in_day",
            "range_from",
            "range_to",
            "hour_context",
            "after_hours",
            "time_limit",
            "within_days",
            "months",
            "months_in_capitals",
            "first_months",
            "last_months",
            "year_after",
            "zones",
            "time_of_place",
            "open_words",
            "day_of_month",
            "year_words",
            "year_before_any",
            "year_before_clause",
            "clause_starts",
        ],
        list,
    ),
}


class TimeWords(Sections):
    """Names of days, parts of the day and hours in all languages."""

    def __init__(self) -> None:
        super().__init__("times.yaml", SCHEMA)

        def take(section: str) -> Any:
            return merged("times.yaml", SCHEMA, section)

        self.weekdays = Lexicon.of(take("weekdays"))
        self.groups = Lexicon.of(take("groups"))
        self.capital_months = frozenset(take("months_in_capitals"))


@cache
def words() -> TimeWords:
    """Return the words of time (built once)."""
    return TimeWords()
