"""Adjectives of a people that stand behind their noun and are of a country: "the insurer is Maltese", "we're Irish",
«подрядчик только турецкий», «аудитория японская».
"""

from __future__ import annotations

from assistant.reading.entity_words import words
from assistant.reading.number_words import match_any
from assistant.reading.tokens import Token, ends_sentence
from assistant.reading.vocabulary import is_cyrillic
from assistant.reading.words import agrees, parts_of_speech

_BACK = 7  # words before an adjective among which stands what it is said of
_SHORTENED = ("'re", "'m")  # "we're"


def said_of_business(tokens: list[Token], i: int, end: int) -> bool:
    """Whether the adjective at token ``i``, which no noun follows, is said of a business, of its customers or of us."""
    if not _last(tokens, end):
        return False
    if is_cyrillic(tokens[i].low):
        return _behind_noun(tokens, i)
    return _behind_copula(tokens, i)


def _last(tokens: list[Token], end: int) -> bool:
    if end >= len(tokens) or ends_sentence(tokens, end):
        return True
    return tokens[end].kind == "sign" or tokens[end].low in words().noun_ends


def _behind_copula(tokens: list[Token], i: int) -> bool:
    """ "The callers making these calls are Irish": the last noun that may have a country before the verb."""
    w, at = words(), i - 1
    while at > 0 and tokens[at].low in w.mostly and not ends_sentence(tokens, at):
        at -= 1
    if at < 0 or ends_sentence(tokens, i):
        return False
    if tokens[at].low.endswith(_SHORTENED):
        return tokens[at].low.split("'")[0] in w.town_subjects
    if tokens[at].low not in w.copulas or at == 0:
        return False
    if tokens[at - 1].low in w.town_subjects:
        return True
    spoken = False  # "the calls are Spanish", unless those who make them are named before
    for k in range(at - 1, max(-1, at - 1 - _BACK), -1):
        if tokens[k].low in ",;:":
            return False
        spoken |= bool(match_any(w.language_nouns, tokens, k) or match_any(w.language_after, tokens, k))
        if match_any(w.customers, tokens, k) or (match_any(w.said_of, tokens, k) and not spoken):
            return True
        if ends_sentence(tokens, k):
            return False
    return False


def _behind_noun(tokens: list[Token], i: int) -> bool:
    """«Подрядчика рассматриваем только белорусского»: a noun before it in its clause that it agrees with."""
    w = words()
    if ends_sentence(tokens, i):
        return False
    for k in range(i - 1, max(-1, i - 1 - _BACK), -1):
        if match_any(w.said_of, tokens, k) or match_any(w.customers, tokens, k):
            return agrees(tokens[i].low, tokens[k].low)
        passed = tokens[k].low in w.mostly or "ADJF" in parts_of_speech(tokens[k].low)
        if ends_sentence(tokens, k) or not passed:
            return False
    return False
