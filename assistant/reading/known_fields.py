"""The fields of a brief that hold a number, and what a number told in few words comes to in one of them.

A number fits a field by its unit and its scale: a handle time is no 4,000, and "12" beside 10,000 calls is 12,000.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.in_brief import volumes_in
from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.told_as import told_as
from assistant.reading.volumes_corrected import likely_factor
from assistant.reading.workload import per_month, tidy

VOLUME, AHT = "contacts_per_month", "aht_seconds"
_MONTH = 365 / 12 * 86_400
_THOUSANDS = (1, 1000, 1_000_000)
_TERMS = ("month", "quarter", "half_year", "year")
_LENGTHS = ("second", "minute")
_FEWEST = 3  # contacts that a number alone is taken for
_LEAST: Mapping[str, float] = {"peak_factor": 1, "contract_months": 1, "agents": 1, AHT: 5}
_MOST: Mapping[str, float] = {
    "hours_per_day": 24,
    "days_per_week": 7,
    "peak_factor": 10,
    "growth_percent": 300,
    "contract_months": 120,
    AHT: 5400,
    "percent": 100,
    "seconds": 86_400,
}
# How many times as much or as little a field is likely to become when it is put right.
ALIKE: Mapping[str, float] = {
    VOLUME: 5,
    AHT: 4,
    "growth_percent": 5,
    "peak_factor": 3,
    "agents": 3,
    "contract_months": 6,
    "hours_per_day": 3,
    "days_per_week": 7,
    "amount": 1.9,
    "percent": 2,
    "seconds": 60,
}
_OF_LEVELS = ("percent", "seconds")  # of a service level, which readers of its own put right as a rule
_SAME = 0.005


@dataclass(frozen=True)
class Field:
    """A field that is known: its path in the brief, its number (of money, the amount), the time it was told for."""

    path: str
    number: float
    money: Mapping[str, Any] | None = None
    per: str | None = None

    @property
    def kind(self) -> str:
        """What sort of number it holds."""
        return "amount" if self.money is not None else self.path.rpartition(".")[2]


@dataclass(frozen=True)
class Fit:
    """A field with the number it would hold, and how many times as much or as little as now that is."""

    field: Field
    number: float
    unlike: float

    @property
    def likely(self) -> bool:
        """Whether the number is of the order of the one known."""
        return self.unlike <= ALIKE[self.field.kind]

    def change(self, fact: Fact) -> Change:
        """The change that puts the number in its field."""
        money = self.field.money
        value: Any = tidy(self.number) if money is None else {**money, "amount": tidy(self.number)}
        detail = {"per": fact.per} if self.field.kind == VOLUME and fact.per else {}
        return Change("set", self.field.path, value, fact.start, fact.end, fact.text, detail)


def known_fields(brief: Mapping[str, Any], levels: bool = False) -> list[Field]:
    """Every field of the brief that holds a number somebody may put right, with those of service levels if asked."""
    return [field for field in _fields(brief, "") if levels or field.kind not in _OF_LEVELS]


def in_period_told(fields: Iterable[Field], told: Iterable[Change]) -> list[Field]:
    """The fields, each with the time that the latest of these changes told it for: 5,000 a month as 60,000 a year."""
    periods: dict[str, str] = {}
    for change in told:
        per = change.detail.get("per")
        if per and change.path.endswith(VOLUME):
            periods.setdefault(change.path, str(per))
    return [replace(field, per=periods.get(field.path)) for field in fields]


def _fields(brief: Mapping[str, Any], prefix: str) -> Iterator[Field]:
    for key, value in brief.items():
        path = f"{prefix}{key}"
        if isinstance(value, Mapping) and "amount" in value:
            if isinstance(value["amount"], int | float):
                yield Field(path, float(value["amount"]), value)
        elif isinstance(value, Mapping):
            yield from _fields(value, f"{path}.")
        elif key == "quotes" and isinstance(value, list | tuple):
            offers = {
                str(at): {"price": each.get("price")} for at, each in enumerate(value) if isinstance(each, Mapping)
            }
            yield from _fields(offers, f"{path}.")
        elif isinstance(value, int | float) and not isinstance(value, bool) and value > 0 and key in ALIKE:
            yield Field(path, float(value))


def fit(fact: Fact, field: Field, coverage: Mapping[str, Any]) -> Fit | None:
    """What a quantity comes to in a field; None where its unit is not that of the field."""
    numbers = [n for n in _numbers(fact, field, coverage) if n >= _LEAST.get(field.kind, 0) and n > 0]
    numbers = [n for n in numbers if n <= _MOST.get(field.kind, n)]
    if not numbers:
        return None
    number = min(numbers, key=lambda n: unlike(n, field.number))
    return Fit(field, number, unlike(number, field.number))


def repeats(fact: Fact, field: Field, brief: Mapping[str, Any], coverage: Mapping[str, Any]) -> bool:
    """Whether a quantity is the one the field holds, in whatever period, unit or scale it was told."""
    if field.kind == VOLUME and fact.kind in ("number", "volume") and fact.unit in (None, "times"):
        paths, _ = told_as(middle(fact.value), fact.per, brief) if volumes_in(brief) else ([], 1.0)
        if field.path in paths:
            return True
    found = fit(fact, field, coverage)
    return found is not None and found.unlike <= 1 + _SAME


def unlike(one: float, other: float) -> float:
    """How many times as large the larger of two numbers is."""
    low, high = sorted((one, other))
    return high / low if low > 0 else float("inf")


def _numbers(fact: Fact, field: Field, coverage: Mapping[str, Any]) -> list[float]:
    """What the quantity may come to in the unit of the field."""
    bare = fact.kind == "number" and fact.unit is None and not fact.per and not fact.each
    if field.kind == VOLUME:
        return _contacts(fact, field, coverage)
    if field.kind == "amount":
        return _amounts(fact, field, bare)
    number = middle(fact.value) if isinstance(fact.value, int | float | list | tuple) or bare else 0.0
    if field.kind == AHT:
        if fact.kind == "duration":
            return [number] if fact.unit in _LENGTHS and not fact.per else []
        return [number * 60, number] if bare else []
    if field.kind == "contract_months" and fact.kind == "duration":
        return [round(number / _MONTH)] if fact.unit in _TERMS and not fact.per else []
    if field.kind == "seconds" and fact.kind == "duration":
        return [number] if fact.unit in (*_LENGTHS, "hour") and not fact.per else []
    if field.kind in ("growth_percent", "percent") and fact.kind == "percent":
        return [number]
    if field.kind == "peak_factor" and fact.kind == "number" and fact.unit == "times":
        return [number]
    whole = field.kind in ("peak_factor", "growth_percent", "hours_per_day") or number == int(number)
    return [number] if bare and whole else []


def _contacts(fact: Fact, field: Field, coverage: Mapping[str, Any]) -> list[float]:
    if fact.kind not in ("number", "volume") or fact.unit not in (None, "times") or fact.each:
        return []
    if fact.unit == "times" and not fact.per:
        return []  # «раза в четыре больше»: a multiple
    number = middle(fact.value)
    monthly = field.per == "month" and not fact.per  # told so in words: no other period is guessed
    if fact.per or (field.per and not monthly):
        told = number * per_month(fact.per or field.per, coverage)
        return [told] if fact.per else [told, number]
    if number < _FEWEST and field.number < _THOUSANDS[1]:
        return []
    in_thousands = field.number >= _THOUSANDS[1] and number < _THOUSANDS[1] / 5
    return [
        number if monthly else number * likely_factor(number, field.number, coverage),
        *([number * _THOUSANDS[1]] if in_thousands else []),
    ]


def _amounts(fact: Fact, field: Field, bare: bool) -> list[float]:
    if fact.kind == "money" and isinstance(fact.value, Mapping) and field.money is not None:
        same = fact.value.get("currency") in (None, field.money.get("currency"))
        number = middle(fact.value.get("amount", 0)) if same else 0.0
    else:
        number = middle(fact.value) if bare else 0.0
    return [number * scale for scale in _THOUSANDS]
