"""Which language a message is written in."""

from __future__ import annotations


def detect_language(text: str, default: str = "en") -> str:
    """Return ``"ru"`` or ``"en"``, the dominant language of ``text``; ``default`` when the text is too short to tell."""
    cyrillic = sum("а" <= c <= "я" or c == "ё" for c in text.lower())
    latin = sum("a" <= c <= "z" for c in text.lower())
    return default if cyrillic + latin < 3 else "ru" if cyrillic > latin else "en"
