"""Misspelt words of the vocabulary put right, and ordinary words left alone.

A word is corrected only if it is long enough, is no word of the dictionary and differs from exactly one word of the
vocabulary by one slip (two in long words), its first letter kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache

from assistant.reading import durations, money, names, number_words, time_words, volumes
from assistant.reading.tokens import Token
from assistant.reading.vocabulary import Lexicon, is_cyrillic, morphology

MIN_LETTERS = 5
LONG_LETTERS = 8


class Speller:
    """An index of the words worth correcting by what remains of them when one letter is left out."""

    def __init__(self, known: frozenset[str], targets: frozenset[str]) -> None:
        self.known = known
        self._index: dict[str, list[str]] = {}
        for word in targets:
            if len(word) >= MIN_LETTERS:
                for shorter in _shorter(word):
                    self._index.setdefault(shorter, []).append(word)

    def correct(self, low: str) -> str | None:
        """Return the word of the vocabulary meant by ``low``, or None."""
        from rapidfuzz.distance import OSA

        slips = 2 if len(low) >= LONG_LETTERS else 1
        candidates = {word for shorter in _shorter(low) for word in self._index.get(shorter, ()) if word[0] == low[0]}
        ranked = sorted((OSA.distance(low, word, score_cutoff=slips), word) for word in candidates)
        ranked = [pair for pair in ranked if pair[0] <= slips]
        return ranked[0][1] if ranked else None


def _shorter(word: str) -> Iterator[str]:
    yield word
    for k in range(1, len(word)):
        yield word[:k] + word[k + 1 :]


@cache
def speller() -> Speller:
    """Return the speller of all languages (built once)."""
    n, m, d, t, v, e = (module.words() for module in (number_words, money, durations, time_words, volumes, names))
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
    return Speller(frozenset(known | targets), frozenset(targets))


@lru_cache(maxsize=50_000)
def _meant(low: str) -> str | None:
    if low in speller().known or not low.isalpha():
        return None
    if is_cyrillic(low):
        return None if morphology().word_is_known(low) else speller().correct(low)
    if low in names.words().ordinary or not low.isascii():
        return None
    return speller().correct(low)


def corrected(tokens: list[Token]) -> list[Token]:
    """Return the tokens with the misspelt words of the vocabulary looked up under their right spelling."""
    result = tokens
    for i, token in enumerate(tokens):
        if token.kind == "word" and MIN_LETTERS <= len(token.low) <= 24:
            meant = _meant(token.low)
            if meant:
                if result is tokens:
                    result = list(tokens)
                result[i] = replace(token, low=meant)
    return result
