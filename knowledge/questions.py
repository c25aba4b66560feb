"""A question made ready for searching: its language, its words with typing mistakes mended, its gloss, its vector."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.embedding import Lexicon
from knowledge.embedding.gloss import Gloss
from knowledge.embedding.sounds import Sounds, english_words
from knowledge.lexical import Floats, is_stopword, knows_word, language_data, language_of, stem, stems, stopwords, words

CONTEXT_WEIGHT = 0.6
_MENDED_WEIGHT = 0.8
_SHORTEST_MENDED = 5
_MOST_WORDS = 64
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Stems a library knows, and by their first letter the words that are recognised when mistyped.

    The most usual come first there: of two words as near to a mistyped one, the more usual is meant.
    """

    known: frozenset[str] = frozenset()
    longer: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def sounds(self) -> Sounds:
        """The longer words by how they sound."""
        return Sounds(word for words_of_letter in self.longer.values() for word in words_of_letter)

    @classmethod
    def of(cls, known: Iterable[str], counts: Mapping[str, int]) -> Vocabulary:
        """The vocabulary of these stems, and of words with the number of times each is used.

        Words without a topic are in it as well: a mistyped "should" is not a word the library lacks.
        """
        everything = {**dict.fromkeys(stopwords(), 0), **counts}
        longer: dict[str, list[str]] = {}
        for each in sorted(everything, key=lambda word: (-everything[word], word)):
            if len(each) >= _SHORTEST_MENDED - 1 and each.isalpha():
                longer.setdefault(each[0], []).append(each)
        return cls(frozenset(known), {first: tuple(words) for first, words in longer.items()})


_NOTHING = Vocabulary()


@dataclass(frozen=True)
class Question:
    """What arms of the search are given.

    ``weights`` are stems of the question's own language; ``gloss`` the same in the other one; ``vector`` its meaning,
    when the embedder reads the text or its gloss (``to_embed``); ``near`` are cosines of the nearest texts by id;
    ``context`` is what was said before, if it continues that.
    """

    text: str
    language: str
    weights: Mapping[str, float]
    gloss: Gloss
    to_embed: str | None
    synonyms: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    vector: Floats | None = None
    near: Mapping[str, float] | None = None
    context: str | None = None

    @property
    def whole(self) -> str:
        """The question after what it continues."""
        return f"{self.context} {self.text}" if self.context else self.text

    def with_vector(self, vector: Floats | None) -> Question:
        """The same question with its meaning."""
        return replace(self, vector=vector)

    def with_near(self, near: Mapping[str, float]) -> Question:
        """The same question with the texts nearest to it, by text id, out of a library too large to compare all."""
        return replace(self, near=near)


def ask(
    text: str,
    lexicon: Lexicon,
    vocabulary: Mapping[str, Vocabulary],
    *,
    reads: Collection[str] | None,
    context: str | None = None,
) -> Question:
    """Make a question ready. ``reads`` are the languages of the embedder (None: any); ``context`` is what it continues.

    ``vocabulary`` holds the stems of the libraries by language: words outside it may be typing mistakes.
    """
    whole = f"{context} {text}" if context else text
    language = language_of(text) if words(text) else language_of(whole)
    tokens = words(text)[:_MOST_WORDS]
    weights = _weighted(tokens, language, vocabulary.get(language, _NOTHING))
    shown = " ".join(text.split()[:_MOST_WORDS])
    if context and language_of(context) == language:
        for each, weight in _weighted(words(context)[:_MOST_WORDS], language, _NOTHING).items():
            weights.setdefault(each, CONTEXT_WEIGHT * weight)
        shown = f"{context} {shown}"
    mended = _mended_text(shown, language, vocabulary.get(language, _NOTHING))
    english, russian = vocabulary.get("en"), vocabulary.get("ru")
    if language == "ru":
        gloss = lexicon.to_english(mended, english.sounds if english else None)
        direct = reads is None or "ru" in reads
        to_embed = shown if direct else gloss.text if gloss.text.strip() else None
    else:
        gloss = lexicon.to_russian(mended, russian.sounds if russian else None)
        to_embed = shown
    synonyms = {each: lexicon.synonyms(each) for each in weights}
    return Question(text, language, weights, gloss, to_embed, synonyms, context=context)


def continues(text: str, language: str | None = None) -> bool:
    """Whether a question leans on what was said before it: «а в России?», "what about weekends"."""
    language = language or language_of(text)
    data = language_data(language)
    tokens = words(text)
    topics = stems(text)
    lowered = " ".join(tokens) + " "
    opens = any(lowered.startswith(str(each).replace("ё", "е") + " ") for each in data.get("elliptic_openings", ()))
    points = bool(set(tokens) & {str(each).replace("ё", "е") for each in data.get("pronouns", ())})
    return not topics or (len(topics) <= 3 and (opens or points)) or (len(topics) <= 1 and len(tokens) <= 3)


def _weighted(tokens: Sequence[str], language: str, vocabulary: Vocabulary) -> dict[str, float]:
    kept = [token for token in tokens if not is_stopword(token)] or list(tokens)
    weights: dict[str, float] = {}
    for token in kept:
        each = stem(token)
        mended = None
        if vocabulary.known and each not in vocabulary.known:
            mended = _mended(token, language, vocabulary)
        if mended is None:
            weights[each] = weights.get(each, 0.0) + 1.0
        elif not is_stopword(mended):
            weights[stem(mended)] = max(weights.get(stem(mended), 0.0), _MENDED_WEIGHT)
    return {each: min(weight, 1.5) for each, weight in weights.items()}


def _mended_text(text: str, language: str, vocabulary: Vocabulary) -> str:
    """The text with its typing mistakes mended and its capital letters kept, as they tell names."""
    if not vocabulary.known:
        return text

    def mend(found: re.Match[str]) -> str:
        word = found[0].lower().replace("ё", "е")
        right = None if stem(word) in vocabulary.known or is_stopword(word) else _mended(word, language, vocabulary)
        return right or found[0]

    return _WORD.sub(mend, text)


def _mended(token: str, language: str, vocabulary: Vocabulary) -> str | None:
    """The word a mistyped one was meant to be; None for real words, names and short words."""
    if len(token) < _SHORTEST_MENDED or not token.isalpha() or (language == "ru") == token.isascii():
        return None
    if knows_word(token) or (token.isascii() and token in english_words(_SHORTEST_MENDED)):
        return None
    return _closest(token, vocabulary)


@lru_cache(maxsize=4096)
def _closest(wrong: str, vocabulary: Vocabulary) -> str | None:
    allowed = 1 if len(wrong) < 8 else 2
    likely = vocabulary.longer.get(wrong[0], ())
    found = process.extractOne(wrong, likely, scorer=OSA.distance, score_cutoff=allowed)
    return str(found[0]) if found else None
