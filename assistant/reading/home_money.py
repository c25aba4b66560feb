"""Money whose name several countries share, by the buyer's own country: who serves Canada and pays "22 dollars an hour"
means Canadian ones, and the kroner of a shop in Copenhagen are Danish.

Of dollars only pay and budgets of one's own are meant so: what a vendor asks may be in those of America.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.currency_names import sharing, sharing_noun
from assistant.reading.in_brief import present, value_at
from assistant.reading.result import Change, Reading
from assistant.reading.reworded import Reread, Told
from assistant.reading.scene import TextScene
from assistant.reading.word_lists import listed
from tools.places import currency_of

_OWN = ("budget_per_month", "in_house.salary_per_month", "in_house.hourly_wage")
_DOLLARS = frozenset({"CAD", "AUD", "NZD", "SGD", "HKD"})
_AMERICAN = "USD"
_ELSEWHERE = frozenset({"USD", "RUB", "GBP"})  # meant far beyond their own countries


def with_home_dollars(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with sums of one's own in the dollars of the customers' country, unless others are named."""
    home = _home(changes, brief)
    currency = currency_of(home) if home else ""
    if currency not in _DOLLARS or brief.get("currency") == _AMERICAN or _known_american(brief):
        return list(changes)
    if any(word.lower in listed("american_money") for word in scene.words) or any(
        c.path == "currency" for c in changes
    ):
        return list(changes)
    return [_at_home(c, currency) if c.path in _OWN and c.op == "set" else c for c in changes]


def with_home_money(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with sums in kroner, pesos, francs… in those of the customers' country, unless others are named."""
    home = _home(changes, brief)
    currency = currency_of(home) if home else ""
    return [_in(c, currency) if c.op == "set" and currency in _shared(scene, c) else c for c in changes]


def with_sums_of_new_home(
    scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any], earlier: Sequence[Told], reread: Reread
) -> list[Change]:
    """The changes with sums told before in no currency put into that of the country just told: "1,950 each", "UK"."""
    told = [c.value for c in changes if c.path == "home_country" and c.op == "set"]
    currency = currency_of(str(told[-1])) if told else ""
    if not currency or told[-1] == brief.get("home_country") or brief.get("currency"):
        return list(changes)
    found: dict[str, Change] = {}
    for reading in (reread(message) for message in earlier):
        for change in reading.changes:
            own = change.path in _OWN or (change.path.startswith("quotes.") and change.path.count(".") == 1)
            if own and change.op == "set" and change.path not in found:
                found[change.path] = change if _bare(change, reading) else replace(change, value=None)
    anew = []
    for path, change in found.items():
        known = value_at(brief, path)
        if change.value is not None and isinstance(known, Mapping) and not any(c.path == path for c in changes):
            place = next(c for c in changes if c.path == "home_country")
            anew.append(replace(place, path=path, value=_at_home_now(known, currency)))
    return [*changes, *(c for c in anew if c.value != value_at(brief, c.path))]


def _bare(change: Change, reading: Reading) -> bool:
    """Whether the sum was told with no currency."""
    money = any(f.kind == "money" and f.start < change.end and change.start < f.end for f in reading.facts)
    return change.detail.get("assumed") == "currency" or not money


def _at_home_now(value: Mapping[str, Any], currency: str) -> dict[str, Any]:
    """A sum, or an offer with its price, in a currency."""
    if "price" in value:
        return {**value, "price": {**value["price"], "currency": currency}}
    return {**value, "currency": currency}


def _home(changes: Sequence[Change], brief: Mapping[str, Any]) -> str:
    told = [c.value for c in changes if c.path == "home_country" and c.op == "set"]
    return str(told[-1] if told else brief.get("home_country") or "")


def _shared(scene: TextScene, change: Change) -> frozenset[str]:
    """The currencies that a sum may be in by the noun it is told with; none where its country is told too."""
    words = [w for w in scene.words if change.start <= w.start and w.end <= change.end]
    if any(len(sharing().get(form, ())) == 1 for word in words for form in (word.lower, *word.forms)):
        return frozenset()  # "Danish kroner"
    nouns = (sharing_noun().get(form, frozenset()) for word in words for form in (word.lower, *word.forms))
    found = frozenset[str]().union(*nouns)
    return frozenset() if found & _ELSEWHERE else found


def _in(change: Change, currency: str) -> Change:
    value = change.value
    if not isinstance(value, Mapping):
        return change
    if isinstance(price := value.get("price"), Mapping):
        return replace(change, value={**value, "price": {**price, "currency": currency}})
    return replace(change, value={**value, "currency": currency}) if "currency" in value else change


def _at_home(change: Change, currency: str) -> Change:
    value = change.value
    if not isinstance(value, Mapping) or value.get("currency") != _AMERICAN:
        return change
    return replace(change, value={**value, "currency": currency})


def _known_american(brief: Mapping[str, Any]) -> bool:
    """Whether a sum of one's own is known in American dollars already."""
    for path in _OWN:
        head, _, tail = path.partition(".")
        value = brief.get(head) if present(brief, path) else None
        value = value.get(tail) if tail and isinstance(value, Mapping) else value
        if isinstance(value, Mapping) and value.get("currency") == _AMERICAN:
            return True
    return False
