"""Currencies of the whole world by their names in every language, "310,000 Rwandan francs", "2,800 cedis", and by a
code that says which rupees are meant: "85,000 rupees, LKR of course".
"""

from __future__ import annotations

from functools import cache

from babel.core import get_global
from babel.numbers import get_currency_name

from assistant.reading.tokens import Token
from assistant.reading.vocabulary import Lexicon, language_codes
from assistant.reading.words import parts_of_speech

_COUNTS = (1, 2, 5)  # numbers whose forms of a name differ
_SMALL_WORDS = frozenset({"CONJ", "ADVB", "PRCL", "PREP", "NPRO"})
_WORDS_IN_CAPITALS = frozenset(
    {"ALL", "BAM", "CUP", "CVE", "ERN", "GIP", "LAK", "MAD", "MOP", "NIO", "PEN", "SOS", "STD", "TOP", "TRY", "WST"}
)
_NEAR = 40  # tokens from a sum to the code that says whose it is


@cache
def full_names() -> Lexicon[str]:
    """Names in full, and the last words of names that are of one currency alone."""
    phrases: dict[str, list[str]] = {}
    for code, name in _names():
        last = name.split()[-1]
        phrases.setdefault(code, []).append(name)
        if name != last and last.islower() and len(sharing().get(last, ())) == 1:
            phrases[code].append(last)
    return Lexicon((phrase.lower(), code) for code, told in phrases.items() for phrase in told if not _ordinary(phrase))


def _ordinary(name: str) -> bool:
    """A name that is a small word of the language: «так» is no taka, many as there may be."""
    return bool(parts_of_speech(name.lower()) & _SMALL_WORDS)


@cache
def sharing() -> dict[str, frozenset[str]]:
    """Currencies by each word of their names: the rupee is that of India, Pakistan, Sri Lanka…"""
    found: dict[str, set[str]] = {}
    for code, name in _names():
        for word in name.lower().split():
            found.setdefault(word, set()).add(code)
    return {word: frozenset(codes) for word, codes in found.items()}


@cache
def sharing_noun() -> dict[str, frozenset[str]]:
    """Currencies by the noun of their names, where it is that of several."""
    nouns = {name.lower().split()[-1] for _, name in _names()}
    return {noun: codes for noun, codes in sharing().items() if noun in nouns and len(codes) > 1}


def told_by_code(tokens: list[Token], place: int) -> str:
    """The code that stands by itself near a sum and names one of the currencies called so; "" for none."""
    alike = sharing().get(tokens[place].low, frozenset())
    if len(alike) < 2:
        return ""
    for k in range(max(0, place - _NEAR), min(len(tokens), place + _NEAR)):
        beside = [tokens[at] for at in (k - 1, k + 1) if 0 <= at < len(tokens)]
        if tokens[k].text in alike and not any(token.kind == "digits" for token in beside):
            return tokens[k].text
    return ""


@cache
def _names() -> tuple[tuple[str, str], ...]:
    found: dict[tuple[str, str], None] = {}
    for code in sorted(_in_use()):
        for language in language_codes():
            found |= {(code, get_currency_name(code, n, language)): None for n in _COUNTS}
    return tuple((code, name) for code, name in found if name != code)


def _in_use() -> frozenset[str]:
    """Codes of money that is legal tender somewhere today."""
    told = (entry for entries in get_global("territory_currencies").values() for entry in entries)
    return frozenset(code for code, _, end, tender in told if end is None and tender)


@cache
def codes() -> frozenset[str]:
    """Codes of all currencies but those that are words in capitals: "USD", and no "ALL"."""
    return frozenset(code for code in get_global("all_currencies") if len(code) == 3) - _WORDS_IN_CAPITALS
