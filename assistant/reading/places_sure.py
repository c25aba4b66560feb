"""Places whose part a construction leaves no doubt of, whatever else speaks for another.

"Nearshore from France" is near the customers there, "Portuguese (Brazil)" a kind of a language, and «Клиенты — Беларусь»
says nothing of where those are who made the offers before it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.places import kind_of_language, near_whom
from assistant.reading.result import Change
from assistant.reading.scene import TextScene

_HOME, _PROVIDERS = "home_country", "provider_countries"


def places_sure(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with such places put where they belong."""
    countries = [fact for fact in scene.facts if fact.kind == "country"]
    found = list(changes)
    for fact in countries:
        if near_whom(scene, scene.span(fact)) and _HOME not in brief:
            found = [*(c for c in found if not _only(c, fact) and c.path != _HOME), _home(fact)]
    of_languages = [f for f in countries if kind_of_language(scene, scene.span(f))]
    elsewhere = {f.value for f in countries if f not in of_languages}
    for fact in of_languages:
        if fact.value not in elsewhere and brief.get(_HOME) != fact.value:
            found = [c for c in found if not (_only(c, fact) or (c.path == _HOME and c.value == fact.value))]
    return _without_customers_place(found, countries)


def _home(fact: Fact) -> Change:
    return Change("set", _HOME, fact.value, fact.start, fact.end, fact.text)


def _only(change: Change, fact: Fact) -> bool:
    return change.path == _PROVIDERS and change.value == [fact.value]


def _without_customers_place(changes: list[Change], countries: Sequence[Fact]) -> list[Change]:
    """Offers without the country of the customers, told but once and of them, whatever town a vendor is called after."""
    home = next((c for c in changes if c.path == _HOME and c.op == "set"), None)
    names = [str(c.value.get("vendor")) for c in changes if c.path.startswith("quotes") and isinstance(c.value, Mapping)]
    named = [fact for fact in countries if any(fact.text in name for name in names)]  # «Минск-Колл»
    told = [f for f in countries if home is not None and f.value == home.value and f not in named]
    if home is None or len(told) != 1 or not told[0].start <= home.start < told[0].end:
        return changes
    return [_elsewhere(c, home) if c.path.startswith("quotes") and isinstance(c.value, Mapping) else c for c in changes]


def _elsewhere(quote: Change, home: Change) -> Change:
    if quote.value.get("country") != home.value or quote.start <= home.start < quote.end:
        return quote
    return replace(quote, value={key: value for key, value in quote.value.items() if key != "country"})
