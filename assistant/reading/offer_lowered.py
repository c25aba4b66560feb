"""A new price of the one offer known: "they would go down to 34", «готов скинуть до 34 р» after 38 a minute."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.result import Change
from assistant.reading.scene import TextScene

_BUDGET = "budget_per_month"
_UNITS = ("per_hour", "per_minute", "per_contact")  # of others a budget of the month may be as much
_LEAST, _MOST = 0.3, 2.0  # of the known price: beyond it, a sum is no other price of the offer


def with_offer_lowered(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with a budget that nobody named as the price of the only offer known, where it is near that price."""
    quotes: Sequence[Any] = brief.get("quotes") or []
    price = quotes[0].get("price") if len(quotes) == 1 else None
    named = any(mention.family == "budget_named" for mention in scene.mentions)
    if not price or named or not price.get("amount") or quotes[0].get("unit") not in _UNITS:
        return list(changes)
    found = []
    for change in changes:
        value = change.value if change.path == _BUDGET and isinstance(change.value, Mapping) else None
        alike = value is not None and _LEAST <= float(value["amount"]) / float(price["amount"]) <= _MOST
        if alike and value is not None and value.get("currency") in (None, price.get("currency")):
            offer = {**quotes[0], "price": {**price, "amount": value["amount"]}}
            change = replace(change, path="quotes.0", value=offer)
        found.append(change)
    return found
