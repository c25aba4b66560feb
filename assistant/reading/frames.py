"""Frames, what a quantity may be about as frames.yaml lists it, and roles, what one is about."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assistant.reading.concepts import Mention, VocabularyError, load_yaml
from assistant.reading.facts import Fact
from assistant.reading.sentences import Span

ALL = "all"  # the unit of a number that is of all of them, whatever "each" stands beside it
FRAMES = Path(__file__).with_name("frames.yaml")


@dataclass(frozen=True)
class Frame:
    """One thing a quantity may be about; the keys are described at the top of frames.yaml."""

    field: str
    kinds: tuple[str, ...]
    cues: tuple[str, ...] = ()
    reach: float = 1.0
    near: float = 50.0
    head: bool = False
    with_: tuple[str, ...] = ()
    and_: tuple[str, ...] = ()
    somewhere: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    unit: str = ""
    units: tuple[str, ...] = ()
    per: tuple[str, ...] = ()
    alone: bool = False
    follows: bool = False
    bare: bool = False
    beside: tuple[str, ...] = ()
    nowhere: tuple[str, ...] = ()
    low: float = float("-inf")
    high: float = float("inf")
    cost: float = 0.0
    free: float | None = None


@dataclass(frozen=True)
class Role:
    """A quantity with the field it is about and the concept that says so."""

    field: str
    fact: Fact
    span: Span
    cue: Mention | None
    cost: float


@cache
def frames() -> tuple[Frame, ...]:
    """Frames of frames.yaml; raises VocabularyError for an unknown key."""
    built = []
    for entry in load_yaml(FRAMES)["frames"]:
        values: dict[str, Any] = {}
        for key, value in entry.items():
            name = {"with": "with_", "and": "and_"}.get(key, key)
            if name not in Frame.__dataclass_fields__:
                raise VocabularyError(
                    f"frames.yaml: {entry.get('field')}: unknown key {key}. hint: see the head of the file"
                )
            values[name] = tuple(value) if isinstance(value, list) else value
        built.append(Frame(**values))
    return tuple(built)


def middle(value: Any) -> float:
    """The number itself, or the middle of a range; the amount of a sum of money, the count of a volume."""
    if isinstance(value, dict):
        if "amount" in value:
            return middle(value["amount"])
        if "value" in value:
            return middle(value["value"])
        if "low" in value and "high" in value:
            return (float(value["low"]) + float(value["high"])) / 2
    return float(value) if isinstance(value, int | float) else 0.0


_WORKDAYS = 3  # working days of eight hours in a day


def time_to_answer(fact: Fact) -> float:
    """The seconds in which contacts are to be answered; a working day is one of eight hours."""
    return middle(fact.value) / (_WORKDAYS if fact.unit == "business_day" else 1)
