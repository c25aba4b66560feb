"""Text typed with the keyboard switched to the other language: «уьфшды» is "emails", "ye;ty xfn" is «нужен чат».

A letter is exchanged for the one on the same key, so the text keeps its length and every offset stays right.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import zip_longest

from assistant.reading.language import SCHEMA
from assistant.reading.typos import is_english, speller
from assistant.reading.vocabulary import load, morphology

_PIECE = re.compile(r"\S+")
_LATIN = re.compile(r"[a-z]", re.IGNORECASE)
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_EDGES = ".,!?:;()«»\"'"
_LOOKED_AT = 100  # words enough to tell by
_TELLING = 4  # letters of a word long enough to tell a slip of the layout from a chance


@cache
def _keys() -> tuple[dict[str, str], dict[str, str]]:
    """Letters of one layout under those of the other: Latin to Cyrillic and back."""
    files = load("language.yaml", SCHEMA)
    latin, cyrillic = (files[code].get("keyboard", []) for code in ("en", "ru"))
    there: dict[str, str] = {}
    for row, other in zip_longest(latin, cyrillic, fillvalue=""):
        there.update(zip(row, other, strict=False))
        there.update((a.upper(), b.upper()) for a, b in zip(row, other, strict=False) if a.isalpha())
    return there, {b: a for a, b in there.items()}


@lru_cache(maxsize=256)
def typed_right(text: str) -> str:
    """Return the text with the words typed in the wrong layout put right; it has the same length."""
    pieces = list(_PIECE.finditer(text))
    to_cyrillic, to_latin = _keys()
    changed = list(text)
    latin = [m for m in pieces if _LATIN.search(m.group()) and not _CYRILLIC.search(m.group())]
    if _slipped(latin):
        for match in latin:
            if _russian(_mapped(match.group(), to_cyrillic)) and not (
                len(match.group()) >= _TELLING and is_english(match.group().lower())
            ):
                changed[match.start() : match.end()] = _mapped(match.group(), to_cyrillic)
    for match in pieces:
        piece = match.group()
        if _CYRILLIC.search(piece) and not _LATIN.search(piece) and not _is_russian(piece):
            mapped = _mapped(piece, to_latin)
            core = mapped.strip(_EDGES).lower()
            if len(core) >= _TELLING and core.isalpha() and is_english(core):
                changed[match.start() : match.end()] = mapped
    return "".join(changed)


def _mapped(piece: str, keys: dict[str, str]) -> str:
    return "".join(keys.get(sign, sign) for sign in piece)


def _slipped(pieces: list[re.Match[str]]) -> bool:
    """Most of the longer words are no English and become Russian ones."""
    to_cyrillic, _ = _keys()
    longer = [m.group() for m in pieces if len(m.group().strip(_EDGES)) >= _TELLING][:_LOOKED_AT]  # «а FCR?»
    odd = [p for p in longer if not is_english(p.strip(_EDGES).lower()) and _russian(_mapped(p, to_cyrillic))]
    return bool(odd) and 2 * len(odd) > len(longer)


def _russian(piece: str) -> bool:
    core = piece.strip(_EDGES).lower()
    known = core.isalpha() and bool(_CYRILLIC.match(core))
    return known and (bool(morphology().word_is_known(core)) or core in speller().known)  # «аутсорс»


def _is_russian(piece: str) -> bool:
    """A word of the Russian dictionary, or too short or too strange to tell."""
    core = piece.strip(_EDGES).lower()
    letters = "".join(sign for sign in core if sign.isalpha())
    return len(letters) < _TELLING or bool(morphology().word_is_known(letters))
