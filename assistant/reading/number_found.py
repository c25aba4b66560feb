"""A number or a range of numbers found in a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Number:
    """A number or a range at tokens ``start`` to ``end`` (exclusive)."""

    low: float
    high: float | None
    start: int
    end: int
    approximate: bool = False
    spelt: bool = False  # in words alone
    raw: str = ""  # the digits as written
    bare: bool = False  # a multiplier or a collective noun with nothing before it

    @property
    def value(self) -> Any:
        """A number, or the range as ``{"low", "high"}``; whole numbers are int."""
        return tidy(self.low) if self.high is None else {"low": tidy(self.low), "high": tidy(self.high)}


def tidy(x: float) -> int | float:
    """Return ``x`` as int when it is whole, else without the noise of binary fractions."""
    rounded = round(x, 6)
    return int(rounded) if rounded == int(rounded) else rounded
