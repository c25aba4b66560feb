"""Text cut into words, digit groups and signs, each with its place in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"[0-9]+(?:[.,'’][0-9]+)*|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*|\S")
DASHES = frozenset("-–—‑−")
_ABBREVIATED = 3  # letters at most of a word cut short…
_SHORT_WORDS = frozenset({"day", "год"})  # …and whole words as short
_FOLD = str.maketrans("ё’ʼ", "е''")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a group of digits ("1,200.50" is one) or a single sign."""

    text: str
    low: str  # lower case, ё as е, typographic apostrophes straightened
    start: int
    end: int
    kind: str  # "word" | "digits" | "sign"
    spaced: bool  # white space stands before it
    newline: bool  # a line begins with it


def fold(word: str) -> str:
    """Return the spelling under which a word is looked up."""
    return word.lower().translate(_FOLD)


def tokenize(text: str) -> list[Token]:
    """Cut ``text`` into tokens; white space is dropped, nothing else is."""
    tokens = []
    end = 0
    for match in _TOKEN.finditer(text):
        piece, start = match.group(), match.start()
        kind = "digits" if piece[0] in "0123456789" else "word" if piece[0].isalpha() else "sign"
        gap = text[end:start]
        tokens.append(Token(piece, fold(piece), start, match.end(), kind, bool(gap), "\n" in gap or "\r" in gap))
        end = match.end()
    return tokens


def ends_sentence(tokens: list[Token], i: int) -> bool:
    """Tell whether a sentence or a line ends before token ``i``."""
    if i <= 0 or i >= len(tokens) or tokens[i].newline:
        return True
    before = tokens[i - 1]
    if before.low in {"!", "?"}:
        return True
    return before.low == "." and tokens[i].spaced and (tokens[i].text[0].isupper() or tokens[i].kind == "sign")


def closes_sentence(tokens: list[Token], i: int) -> bool:
    """Tell whether token ``i`` is a full stop behind a word written out: "every day. 120 calls", not «в мес. 120»."""
    if not 0 < i < len(tokens) - 1 or tokens[i].low != "." or not tokens[i + 1].spaced:
        return False
    return len(tokens[i - 1].low) > _ABBREVIATED or tokens[i - 1].low in _SHORT_WORDS


def glued_plus(tokens: list[Token], i: int) -> int:
    """1 where "+" is written right behind a number that ends before token ``i``: "5000+ a day"."""
    return int(i < len(tokens) and tokens[i].low == "+" and not tokens[i].spaced)


def apart(tokens: list[Token], i: int, end: int) -> bool:
    """A sentence ends between two tokens: «с 22 до 8, ежедневно. За ночь 35 чатов»."""
    return any(ends_sentence(tokens, k) for k in range(i + 1, end))
