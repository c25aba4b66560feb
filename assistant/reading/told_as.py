"""Which known volume a number was told for, and in which period: 300 of 1,300 a month were told for a week."""

from collections.abc import Mapping
from typing import Any

from assistant.reading.coverage import known_coverage
from assistant.reading.in_brief import volumes_in
from assistant.reading.workload import per_month

_SAME = 0.005
_PERIODS = ("month", "day", "week", "workday", "quarter", "year", "hour")


def told_as(number: float, per: str | None, brief: Mapping[str, Any]) -> tuple[list[str], float]:
    """The known volumes that a number is, and how many of its period make a month; none where it is of no volume."""
    coverage = known_coverage(brief, [])
    for period in (per,) if per else _PERIODS:
        for days in (coverage, {}):
            factor = per_month(period, days)
            found = [p for p, known in volumes_in(brief).items() if abs(known - number * factor) <= _SAME * known]
            if found:
                return found, factor
    return [], 1.0
