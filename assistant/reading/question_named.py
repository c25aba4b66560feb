"""A short message that names a field beside its one number: "budget up to 60" tells the budget, whatever was asked.

The number answers the question of the field that is named, and not the one asked last. A budget told in few figures is
told in thousands: «бюджет до 60» of roubles.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.exchanged import AMOUNTS
from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import TextScene
from assistant.reading.word_lists import listed

_FIELDS = ("budget_per_month", "contract_months", "peak_factor")
_MOST: Mapping[str, float] = {"peak_factor": 5, "contract_months": 60}
_SHORT = 6  # words of a message that does no more than that
_BUDGET = "budget_per_month"
_FEWEST, _FEWEST_OF_SMALL = 100, 1000  # a month's budget in whole units; of currencies with small ones
_SMALL = frozenset({"RUB", "KZT", "UZS", "KGS", "AMD", "INR", "PHP", "HUF", "COP", "CLP", "JPY", "KRW", "VND", "IDR"})


def question_named(scene: TextScene, question: str | None) -> str | None:
    """The question that the message answers: that of the one field it names, else the one asked."""
    told = [fact for fact in scene.facts if fact.kind in (*AMOUNTS, "duration", "time_range", "days")]
    if len(told) != 1 or told[0].kind != "number" or told[0].unit or scene.channels or scene.text.rstrip()[-1:] == "?":
        return question
    words = [word for word in scene.words if word.is_word]
    named = [field for field in _FIELDS if any({w.lower, *w.forms} & listed(f"{field}_named") for w in words)]
    if len(named) != 1 or len(words) > _SHORT or scene.head(told[0]) != (None, False):
        return question
    field = named[0]
    return field if middle(told[0].value) <= _MOST.get(field, middle(told[0].value)) else None  # «пик в 18»


def budget_in_thousands(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> tuple[Change, ...]:
    """The changes with a budget of few figures and no sign of money in thousands."""
    return tuple(_in_thousands(scene, c) if c.path == _BUDGET and c.op == "set" else c for c in changes)


def _in_thousands(scene: TextScene, change: Change) -> Change:
    bare = [
        f for f in scene.facts if f.kind == "number" and change.start <= f.start < change.end and f.text.isdecimal()
    ]
    if len(bare) != 1 or not isinstance(change.value, Mapping):
        return change
    amount, currency = float(change.value["amount"]), str(change.value["currency"])
    fewest = _FEWEST_OF_SMALL if currency in _SMALL else _FEWEST
    if amount != middle(bare[0].value) or not 0 < amount < fewest:
        return change
    return replace(change, value={"amount": int(amount * 1000), "currency": currency})
