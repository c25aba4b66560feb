"""Misspelt words of the vocabulary put right, and ordinary words left alone.

Common short spellings ("ppl", "abt", «скока») are listed in spellings.yaml of each language. Any other word is
corrected only if no dictionary has it and one word of the vocabulary sounds the same or differs by one slip of the
finger (two in long words), its first letter kept.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache
from importlib.resources import files

from assistant.reading import durations, entity_words, money, number_words, time_words, volumes
from assistant.reading.tokens import Token
from assistant.reading.vocabulary import Lexicon, Schema, is_cyrillic, merged, morphology

MIN_LETTERS = 4
RUSSIAN_LETTERS = 5  # shorter Russian words differ by one letter from too many others
LONG_LETTERS = 8
MAX_LETTERS = 24
SCHEMA: Schema = {"spellings": (str, list)}
_SOUNDS = (("ph", "f"), ("ck", "k"), ("q", "k"), ("c", "k"), ("z", "s"), ("y", "i"), ("ee", "i"), ("oo", "u"))
_DOUBLED = re.compile(r"(.)\1+")


def sound(word: str) -> str:
    """A rough key of how an English word sounds: "fone" and "phone" share one."""
    for written, said in _SOUNDS:
        word = word.replace(written, said)
    return _DOUBLED.sub(r"\1", word)


class Speller:
    """An index of the words worth correcting by what remains of them when one letter is left out."""

    def __init__(self, known: frozenset[str], targets: frozenset[str], names: frozenset[str] = frozenset()) -> None:
        self.known = known
        self._names = names  # of countries, which short names of towns are too like
        self._index: dict[str, list[str]] = {}
        self._sounds: dict[str, list[str]] = {}
        for word in targets:
            if len(word) >= MIN_LETTERS:
                for shorter in _shorter(word):
                    self._index.setdefault(shorter, []).append(word)
            if len(word) >= MIN_LETTERS and not is_cyrillic(word):
                self._sounds.setdefault(sound(word), []).append(word)

    def correct(self, low: str) -> str | None:
        """Return the word of the vocabulary meant by ``low``, or None."""
        from rapidfuzz.distance import OSA

        alike = self._sounds.get(sound(low), ())
        if alike and not is_cyrillic(low):
            return min(alike, key=lambda word: (OSA.distance(low, word), word))
        slips = 2 if len(low) >= LONG_LETTERS else 1
        candidates = {word for shorter in _shorter(low) for word in self._index.get(shorter, ()) if word[0] == low[0]}
        # Letters that only changed places are the likeliest slip: "waht" is "what" and no "wait".
        ranked = sorted(
            (OSA.distance(low, word, score_cutoff=slips), sorted(low) != sorted(word), -len(word), word)
            for word in candidates
        )
        ranked = [item for item in ranked if item[0] <= slips]
        if len(low) == MIN_LETTERS:  # "oban" is a town and no slip for Oman, "omna" is one
            ranked = [item for item in ranked if not item[1] or item[3] not in self._names]
        return ranked[0][3] if ranked else None


def _shorter(word: str) -> Iterator[str]:
    yield word
    for k in range(1, len(word)):
        yield word[:k] + word[k + 1 :]


@cache
def speller() -> Speller:
    """Return the speller of all languages (built once)."""
    from assistant.reading.concepts import vocabulary  # which reads facts, and they need this module

    n, m, d, t, v, e = (
        module.words() for module in (number_words, money, durations, time_words, volumes, entity_words)
    )
    known: set[str] = set()
    for holder in (n, m, d, t, v, e):
        lexicons = [value for value in vars(holder).values() if isinstance(value, Lexicon)]
        for lexicon in (*lexicons, *vars(holder).get("sections", {}).values()):
            known.update(lexicon.all_forms())
    targets = {*n.small, *n.multipliers, *n.plurals, *n.rough, *n.fused, *d.fused}
    meaning = (
        n.percent,
        n.shares,
        m.currencies,
        d.units,
        t.weekdays,
        t.groups,
        t.round_the_clock,
        v.units,
        v.adverbs,
        v.counted,
    )
    for lexicon in (*meaning, e.countries, e.peoples, e.languages, e.speakers, e.channels):
        targets.update(form for form in lexicon.single() if form.isalpha())
    said = {word for section in ("concepts", "cues", "labels") for word in vocabulary("fields", section).said}
    targets |= {word for word in said if word.isascii() and word.isalpha() and is_english(word)}
    return Speller(frozenset(known | targets | said), frozenset(targets), frozenset(e.countries.single()))


@cache
def english() -> frozenset[str]:
    """Words of the English dictionary that comes with pyspellchecker."""
    packed = files("spellchecker").joinpath("resources/en.json.gz").read_bytes()
    return frozenset(json.loads(gzip.decompress(packed)))


def is_english(low: str) -> bool:
    """True for a word of the English dictionary or of our own vocabulary."""
    return low in english()


@cache
def spellings() -> dict[str, str]:
    """Common short and slang spellings with the word each stands for."""
    return {short: word for word, shorts in merged("spellings.yaml", SCHEMA, "spellings").items() for short in shorts}


@lru_cache(maxsize=50_000)
def meant(low: str) -> str | None:
    """Return the word that a misspelt one stands for, None when it is to be left as it is."""
    if low in spellings():
        return spellings()[low]
    if not MIN_LETTERS <= len(low) <= MAX_LETTERS or not low.isalpha() or low in speller().known:
        return None
    if is_cyrillic(low):
        short = len(low) < RUSSIAN_LETTERS
        return None if short or morphology().word_is_known(low) else speller().correct(low)
    return None if not low.isascii() or is_english(low) else speller().correct(low)


def corrected(tokens: list[Token]) -> list[Token]:
    """Return the tokens with the misspelt words of the vocabulary looked up under their right spelling."""
    result = tokens
    for i, token in enumerate(tokens):
        if token.kind == "word" and not _named(token.text, i):
            right = meant(token.low)
            if right:
                if result is tokens:
                    result = list(tokens)
                result[i] = replace(token, low=right)
    return result


_SURNAMES = ("ский", "ская", "ское", "ского", "ской", "цкий", "цкая")


def _named(text: str, position: int) -> bool:
    """A short word with a capital inside a sentence, or capitals inside the word, is a name: Zoho, iQor."""
    inner = any(letter.isupper() for letter in text[1:])
    if position > 0 and text[0].isupper() and text.lower().endswith(_SURNAMES):
        return True  # «Лиговский проспект» is no misspelt language
    return len(text) <= RUSSIAN_LETTERS + 1 and text.isascii() and (inner or (position > 0 and text[0].isupper()))
