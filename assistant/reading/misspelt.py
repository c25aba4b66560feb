"""Forms of a misspelt word: what a word of the text may have been meant to be.

A word with one right spelling takes it. A long word that no dictionary has keeps its own forms and adds those words of
the vocabulary that are one slip of the finger away.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache, lru_cache

from assistant.reading.concepts import vocabulary
from assistant.reading.typos import is_english
from assistant.reading.typos import meant as right_spelling
from assistant.reading.words import Word, dictionary_forms, is_known

_MIXED = 4  # letters of the shortest word that is read though it mixes two scripts
_LATIN = (
    str.maketrans("abcehkmoptxy", "авсенкмортху"),
    str.maketrans("abvgdezijklmnoprstufhcy", "абвгдезийклмнопрстуфхцы"),
)
# Unstressed vowels and voiced endings that are written as they are heard: «стамотология».
_ALIKE = str.maketrans({"о": "а", "е": "и", "я": "и", "э": "и", "ы": "и"})


def spelt_right(word: Word) -> Word:
    """The word under its right spelling; the text stays as it was typed."""
    right = right_spelling(word.lower) if word.is_word and word.text.islower() else None
    right = right or _one_script(word.lower)
    return replace(word, lower=right, forms=word.forms | dictionary_forms(right)) if right else word


def _one_script(lower: str) -> str | None:
    """A Russian word typed with Latin letters in it that look or sound alike: «аgенты»."""
    cyrillic = sum("а" <= letter <= "я" for letter in lower)
    if not cyrillic or not any("a" <= letter <= "z" for letter in lower) or len(lower) < _MIXED:
        return None
    return next((word for table in _LATIN if is_known(word := lower.translate(table))), None)


def with_typos(word: Word) -> frozenset[str]:
    """The forms of a word and, where no dictionary has it, of the words of the vocabulary it may stand for."""
    lower = word.lower
    cyrillic = "а" <= lower[0] <= "я"
    if not word.is_word or len(lower) < (5 if cyrillic else 7) or "-" in lower:
        return word.forms
    if cyrillic and is_known(lower):
        return word.forms
    extra: frozenset[str] = frozenset()
    for form in sorted(word.forms):
        if len(form) >= (5 if cyrillic else 6):
            extra |= _typo_forms(form)
    if extra and not cyrillic and is_english(lower):  # "withdrawn" is a form of "withdraw", "chapter" is no "charter"
        extra = frozenset(form for form in extra if lower.startswith(form) or form.startswith(lower))
    return word.forms | extra if extra else word.forms


@lru_cache(maxsize=20_000)
def _typo_forms(lower: str) -> frozenset[str]:
    """Vocabulary words one slip of the finger away from a long word that no dictionary knows."""
    known = _long_words()
    if lower in known.get((lower[0], len(lower)), ()):
        return frozenset()
    said = lower.translate(_ALIKE)
    return frozenset(
        word
        for size in (-1, 0, 1)
        for word in known.get((lower[0], len(lower) + size), ())
        if _one_slip(lower, word) or (len(lower) >= 8 and _one_slip(said, word.translate(_ALIKE)))
    )


@cache
def _long_words() -> Mapping[tuple[str, int], frozenset[str]]:
    """The long words of the vocabulary by their first letter and their length."""
    found: dict[tuple[str, int], set[str]] = {}
    for section in ("concepts", "cues", "labels"):
        for size, words in vocabulary("fields", section).long_words.items():
            for word in words:
                found.setdefault((word[0], size), set()).add(word)
    return {place: frozenset(words) for place, words in found.items()}


def _one_slip(a: str, b: str) -> bool:
    """True when one letter is missing, added, wrong, or two neighbours are swapped."""
    if len(a) > len(b):
        a, b = b, a
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    if len(a) < len(b):
        return a[at:] == b[at + 1 :]
    return a[at + 1 :] == b[at + 1 :] or (a[at : at + 2] == b[at : at + 2][::-1] and a[at + 2 :] == b[at + 2 :])
