"""Words by which a value may be meant, of which only the judge says whether it is: "the hourly rate", "a call centre".

The vocabularies of `hints.yaml` are wide on purpose: what the rules go by stands in `fields.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from babel.core import UnknownLocaleError
from babel.numbers import get_territory_currencies

from assistant.reading.concepts import Mention, vocabulary
from assistant.reading.currency_names import sharing_noun
from assistant.reading.money import currency_at
from assistant.reading.scene import Span, TextScene
from assistant.reading.tokens import tokenize
from assistant.reading.words import Word

_LINE = "line"  # the family of places that answer


def hints(scene: TextScene, home: str = "") -> list[Mention]:
    """Ways of paying, places and currencies that may be meant; `home` is the country of a currency many have."""
    return [*vocabulary("hints", "labels").mentions(scene.scene), *currencies(scene, home)]


def lines(scene: TextScene) -> list[tuple[str, Span]]:
    """Channels with no name of their own that may be meant: by "call centre", "switchboard", «инфолиния» the phone.

    Where the channel is named as well it says nothing more.
    """
    marks = [m for m in vocabulary("hints", "labels").mentions(scene.scene) if m.family == _LINE]
    taken = {at for _, place in scene.channels for at in range(place.first, place.last + 1)}
    return [(m.value, Span(m.first, m.last)) for m in marks if not taken & set(range(m.first, m.last + 1))]


def currencies(scene: TextScene, home: str) -> Iterator[Mention]:
    """Currencies named without a sum, "Norwegian crowns", "in kroner": the pesos of a Mexican firm are Mexican ones."""
    countries = [home, *(str(f.value) for f in scene.facts if f.kind == "country")]
    tokens = tokenize(scene.text)
    places = {token.start: k for k, token in enumerate(tokens)}
    past = -1
    for at, word in enumerate(scene.words):
        if at <= past or word.start not in places or not _free(scene, at):
            continue
        named = currency_at(tokens, places[word.start])
        past = at if named is None else _last_word(scene, at, tokens[named[1] - 1].end)
        alike = _alike(word) if past == at else frozenset()
        own = (each for country in countries if country for each in _used_in(country) if each in alike)
        code = next(own, named[0] if named else "")
        if code:
            yield Mention(f"currency.{code}", at, past)


def _last_word(scene: TextScene, first: int, end: int) -> int:
    last = first
    while last + 1 < len(scene.words) and scene.words[last + 1].end <= end:
        last += 1
    return last


def _alike(word: Word) -> frozenset[str]:
    """The currencies that share the noun: dollars, kroner, pesos."""
    return frozenset[str]().union(*(sharing_noun().get(form, frozenset()) for form in (word.lower, *word.forms)))


def _free(scene: TextScene, at: int) -> bool:
    """No figure stands there; a country may, that of "New Zealand dollars"."""
    fact = scene.fact_at[at]
    return fact is None or fact.kind in ("country", "language")


@cache
def _used_in(country: str) -> tuple[str, ...]:
    try:
        return tuple(get_territory_currencies(country))
    except (KeyError, UnknownLocaleError):
        return ()
