"""Russian adjectives of towns that say where a business is: «казанская компания», «нью-йоркский офис».

An adjective of a town is as often said of goods, streets and times («тульские пряники», «Казанский вокзал»,
«московское время»), so it counts only before a word for a business, for its people or for a part of a country.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from assistant.reading.number_words import match_any
from assistant.reading.tokens import Token, ends_sentence, fold
from assistant.reading.town_stems import stems
from assistant.reading.vocabulary import Lexicon, is_cyrillic
from assistant.reading.words import agrees, is_known, noun_cases, parts_of_speech

_ENDING = re.compile(r"(.{2,}[сц]к)(?:ий|ой|ая|ое|ие|ого|ому|им|ом|ую|их|ими)")
# Towns of a country, the largest first, whose adjectives count though the dictionary has them: «советский», of Советск,
# is a word before all.
_LARGE: Mapping[str, int] = {"RU": 170, "UA": 60, "BY": 25, "KZ": 25}
_LARGE_ELSEWHERE = 12
_RUSSIAN_SPOKEN = frozenset({"RU", "UA", "BY", "KZ", "KG", "UZ", "AM", "GE"})
_KNOWN_OF = 40  # towns of a country of other languages that people make adjectives of
_WORDS_BETWEEN = 2  # other adjectives before the noun: «казанская сетевая компания»
_JOINTS = {"-", "‑"}
_AND = {"и", "или", ",", "/"}


class TownAdjectives:
    """Countries by the adjectives of their towns.

    Args:
        rows: Names of towns by country, the largest first.
        cities: Well-known towns and regions with their countries; their adjectives always count.
        told: Adjectives that no rule makes, with their countries.
        nouns: The sections of `entities.yaml` by name.
    """

    def __init__(
        self,
        rows: Mapping[str, str],
        cities: Iterable[tuple[str, str]],
        told: Iterable[tuple[str, str]],
        nouns: Mapping[str, Lexicon[bool]],
    ) -> None:
        self._rows = rows
        self._cities = list(cities)
        self._told = list(told)
        self._nouns = nouns

    @cached_property
    def _by_stem(self) -> dict[str, tuple[str, bool]]:
        """Countries by stem, and whether a large town has it.

        Of two countries with a stem neither has it, unless it is of a well-known town.
        """
        found: dict[str, tuple[str, bool]] = {}
        for country, row in self._rows.items():
            names = row.split(", ")
            large = _LARGE.get(country, _LARGE_ELSEWHERE)
            for rank, name in enumerate(names if country in _RUSSIAN_SPOKEN else names[:_KNOWN_OF]):
                for stem in stems(fold(name)):
                    other, known = found.get(stem, (country, False))
                    found[stem] = (country if other == country else "", known or rank < large)
        for name, country in self._cities:
            found.update((stem, (country, True)) for stem in stems(fold(name.lstrip("="))) if is_cyrillic(stem))
        found.update((fold(name)[:-2], (country, True)) for name, country in self._told)
        return found

    def match(self, tokens: list[Token], i: int) -> tuple[str, int] | None:
        """Return the country of the adjective of a town at token ``i`` and the token after it, or None."""
        named = self._named(tokens, i)
        if named is None:
            return None
        country, end = named
        return (country, end) if self._before_noun(tokens, i, end) or self._after_noun(tokens, i, end) else None

    def _named(self, tokens: list[Token], i: int) -> tuple[str, int] | None:
        if tokens[i].kind != "word" or not is_cyrillic(tokens[i].low) or _joined(tokens, i - 1):
            return None
        low, end = tokens[i].low, i + 1
        while _joined(tokens, end):
            low, end = f"{low}-{tokens[end + 1].low}", end + 2
        ending = _ENDING.fullmatch(low)
        if ending is None or low in self._nouns["not_town_adjectives"]:
            return None
        country, large = self._by_stem.get(ending[1], ("", False))
        return (country, end) if country and (large or not is_known(low)) else None

    def _before_noun(self, tokens: list[Token], i: int, end: int) -> bool:
        """Whether a noun for a business, for people or for a land stands after the adjective and agrees with it."""
        at = end
        while at + 1 < len(tokens) and tokens[at].low in _AND and (other := self._named(tokens, at + 1)):
            at = other[1]
        several = at > end
        for _ in range(_WORDS_BETWEEN + 1):
            at = _last_joined(tokens, at)
            if at >= len(tokens) or ends_sentence(tokens, at) or tokens[at].kind != "word":
                return False
            if self._places(tokens, i, at):
                return several or self._agree(tokens, end - 1, at)
            if is_cyrillic(tokens[at].low) and not parts_of_speech(tokens[at].low) & {"ADJF", "PRTF"}:
                return False
            at += 1
        return False

    def _places(self, tokens: list[Token], i: int, at: int) -> bool:
        """Whether the noun at a token is of a kind that a town has; a name with a capital letter only of few kinds."""
        if match_any(self._nouns["town_institutions"], tokens, at):
            return True
        if not ends_sentence(tokens, i) and tokens[i].text[0].isupper():
            return False
        kinds = ("town_nouns", "country_nouns", "either_nouns")
        noun = any(match_any(self._nouns[kind], tokens, at) for kind in kinds)
        return noun and not match_any(self._nouns["not_town_nouns"], tokens, at)

    @staticmethod
    def _agree(tokens: list[Token], last: int, at: int) -> bool:
        """«По московскому клиенты звонят»: the adjective is of no such noun."""
        return not noun_cases(tokens[at].low) or agrees(tokens[last].low, tokens[at].low)

    def _after_noun(self, tokens: list[Token], i: int, end: int) -> bool:
        """«Клиенты пермские», «мы самарские», «Водоканал. Питерский.»: what is told of a noun before it."""
        if end < len(tokens) and not (
            ends_sentence(tokens, end) or tokens[end].kind == "sign" or tokens[end].low == "и"
        ):
            return False
        sentence = ends_sentence(tokens, i)
        stop = end >= len(tokens) or ends_sentence(tokens, end) or tokens[end].low in ".!"
        if i == 0 or (sentence and not stop) or (not sentence and tokens[i].text[0].isupper()):
            return False
        at = i - 2 if sentence and i > 1 and tokens[i - 1].low == "." else i - 1
        while at > 0 and self._passed(tokens[at]):
            at -= 1
        subject = tokens[at].low
        if subject in self._nouns["town_subjects"]:
            return True
        return self._places(tokens, 0, at) and bool(noun_cases(subject)) and agrees(tokens[end - 1].low, subject)

    def _passed(self, token: Token) -> bool:
        """«Клиника чужая, московская»: words between a noun and what is told of it."""
        if token.low == "," or token.low in self._nouns["mostly"]:
            return True
        return token.kind == "word" and parts_of_speech(token.low) == {"ADJF"}


def _joined(tokens: list[Token], at: int) -> bool:
    """Whether a dash at a token joins two parts of a word."""
    if not 0 < at < len(tokens) - 1 or tokens[at].low not in _JOINTS:
        return False
    return not tokens[at].spaced and not tokens[at + 1].spaced and tokens[at + 1].kind == "word"


def _last_joined(tokens: list[Token], at: int) -> int:
    """The last part of a word with dashes: «магазин» of «интернет-магазин»."""
    while _joined(tokens, at + 1):
        at += 2
    return at
