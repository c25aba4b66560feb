"""Which language a message is written in."""

from __future__ import annotations

from functools import cache

from assistant.reading.tokens import tokenize
from assistant.reading.vocabulary import Schema, merged

SCHEMA: Schema = {"stop_words": list, "keyboard": list}
# Latin names and abbreviations are at home in Russian text, so Cyrillic letters weigh more.
CYRILLIC_WEIGHT = 1.5
STOP_WORD_WEIGHT = 2  # letters
LOOKED_AT = 4000  # characters


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(merged("language.yaml", SCHEMA, "stop_words"))


def detect_language(text: str, default: str = "en") -> str:
    """Return ``"ru"`` or ``"en"``, the language most of ``text`` is in.

    ``default``, the language of the conversation so far, is returned when there is too little to tell by: a number, an
    abbreviation, one or two Latin words that could be names ("WhatsApp").
    """
    cyrillic = latin = latin_words = 0
    telling = False
    for token in tokenize(text[:LOOKED_AT]):
        if token.kind != "word":
            continue
        if "\u0400" <= token.low[0] <= "\u04ff":
            cyrillic += len(token.low) + STOP_WORD_WEIGHT * (token.low in _stop_words())
        elif token.low[0].isascii():
            if token.low in _stop_words():
                telling = True
                latin += STOP_WORD_WEIGHT
            if not (token.text.isupper() and len(token.text) > 1) and not _is_brand(token.text):
                latin += len(token.low)
                latin_words += 1
    if cyrillic >= 2:
        return "ru" if cyrillic * CYRILLIC_WEIGHT >= latin or not telling else "en"
    return "en" if telling or latin_words > 2 else default


def _is_brand(word: str) -> bool:
    """WhatsApp, iPhone: capitals inside a word are a brand's, in any language."""
    return any(letter.isupper() for letter in word[1:])
