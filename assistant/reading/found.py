"""What the readers of quantities and entities hand to each other before facts are made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(slots=True)
class Found:
    """A quantity or entity at tokens ``start`` to ``end`` (exclusive); the fields are those of a Fact."""

    kind: str
    value: Any
    start: int
    end: int
    approximate: bool = False
    bound: str | None = None
    per: str | None = None
    unit: str | None = None
    each: str | None = None
    vague: bool = False
    alternative: tuple[str, str] | None = None
