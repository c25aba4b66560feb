"""Words by which a value may be meant, of which only the judge says whether it is: "the hourly rate", "in zloty".

The vocabularies of `hints.yaml` are wide on purpose: what the rules go by stands in `fields.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from babel.core import UnknownLocaleError
from babel.numbers import get_territory_currencies

from assistant.reading.concepts import Mention, vocabulary
from assistant.reading.currency_names import sharing
from assistant.reading.scene import TextScene
from assistant.reading.sums import currency_named


def hints(scene: TextScene, home: str = "") -> list[Mention]:
    """Ways of paying, places and currencies that may be meant; `home` is the country of a currency many have."""
    return [*vocabulary("hints", "labels").mentions(scene.scene), *_currencies(scene, home)]


def _currencies(scene: TextScene, home: str) -> Iterator[Mention]:
    """Currencies named without a sum: the pesos of a Mexican firm are Mexican ones."""
    countries = [home, *(str(f.value) for f in scene.facts if f.kind == "country")]
    for at, word in enumerate(scene.words):
        code = currency_named(scene, [at]) if scene.fact_at[at] is None else ""
        if not code:
            continue
        alike = frozenset[str]().union(*(sharing().get(form, frozenset()) for form in (word.lower, *word.forms)))
        own = (each for country in countries if country for each in _used_in(country) if each in alike)
        yield Mention(f"currency.{next(own, code)}", at, at)


def _used_in(country: str) -> list[str]:
    try:
        return list(get_territory_currencies(country))
    except (KeyError, UnknownLocaleError):
        return []
