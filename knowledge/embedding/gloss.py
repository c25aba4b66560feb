"""Russian words into English ones and back, word by word, for retrieval only: a gloss is never shown.

Two sources are merged: a glossary the project writes (`glossary.yaml`), and a lexicon learned in about a second from
texts a library has in both languages. Names, which stand in neither, are compared by their sound.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import Prefix

from knowledge.embedding.glossary import RANK_WEIGHTS, Glossary, Weights, load_glossary
from knowledge.embedding.model_1 import model_1
from knowledge.embedding.sounds import Sounds, english_sounds, transliterated
from knowledge.lexical import (
    is_name,
    is_of_many,
    is_stopword,
    knows_word,
    language_data,
    stem,
    stems,
    words,
)

_GLOSSARY_SHARE = 0.6
_LEAST_SHARE = 0.12
_LEAST_LEARNED = 0.3  # what is learned of a word nobody wrote down is mostly chance below it
_MOST_ALTERNATIVES = 5
_SHORTEST_ROOT = 5
_SHARED_ROOT = 0.75
_NEIGHBOURS = 12
_MOST_SYNONYMS = 6
_LEAST_SYNONYM = 0.5
_JUST_ALIKE = 0.9
_NAME_ALIKE = 0.8

_CAPITALISED = re.compile(r"(?<=[a-zа-яё0-9,;:»)] )[«\"]?([А-ЯЁ][а-яё]+)")


@dataclass(frozen=True)
class Gloss:
    """A text in the other language: alternatives (weighted stems) for every word, and the likeliest words in order."""

    alternatives: tuple[Weights, ...]
    text: str
    known_share: float


@dataclass(frozen=True)
class Lexicon:
    """Translations of stems in both directions, learned and written ones merged."""

    glossary: Glossary
    english_of: Mapping[str, Weights]
    russian_of: Mapping[str, Weights]
    surface: Mapping[str, str]
    written_russian_of: Mapping[str, Weights]
    written_english_of: Mapping[str, Weights]
    headwords: Sequence[str] = ()

    @classmethod
    def learn(cls, twins: Iterable[tuple[str, str]], glossary: Glossary | None = None) -> Lexicon:
        """A lexicon from pairs of a Russian and an English text of the same meaning."""
        glossary = load_glossary() if glossary is None else glossary
        pairs = list(twins)
        surface: dict[str, Counter[str]] = defaultdict(Counter)
        for _, english in pairs:
            for word in words(english):
                surface[stem(word)][word] += 1
        forward, backward = model_1([(stems(russian), stems(english)) for russian, english in pairs])
        return cls(
            glossary,
            forward,
            backward,
            {each: counts.most_common(1)[0][0] for each, counts in surface.items()},
            glossary.russian_of,
            glossary.english_of,
            sorted({key[0] for key in glossary.forward if len(key) == 1} | {each for each in forward if each}),
        )

    def to_english(self, text: str, known: Sounds | None = None) -> Gloss:
        """A Russian text word by word; Latin words stay as they are, words without a topic are in the text at most.

        ``known`` are English words the answer may stand under: what has no translation, as most names, is looked for
        among them by its sound, and then among all common English words.
        """
        tokens = words(text)
        named = _capitalised(text)
        alternatives: list[Weights] = []
        shown: list[str] = []
        found = total = position = 0
        while position < len(tokens):
            taken, english = self._written(tokens, position)
            word = tokens[position]
            if taken == 1 and is_stopword(word):
                shown.extend(_asked(word, tokens[position + 1 : position + 2]))
            if taken == 1 and is_stopword(word) and not english:
                position += 1
                continue
            choices = self._merged(tokens[position : position + taken], english)
            if taken == 1 and is_stopword(word):
                choices = {}
            elif not choices and knows_word(word) and not is_name(word):
                choices = self._of_a_relative(word)
            total += 1
            found += bool(choices)
            if not is_stopword(word) and not word.isascii() and (not choices or (taken == 1 and word in named)):
                choices = {**choices, **_by_sound(word, word in named, alone=not choices, known=known)}
            if choices:
                alternatives.append(_by_stems(choices))
                shown.append(_likeliest(choices))
            position += taken
        return Gloss(tuple(alternatives), " ".join(shown), found / total if total else 0.0)

    def to_russian(self, text: str, known: Sounds | None = None) -> Gloss:
        """An English text as alternatives of Russian stems; ``known`` are the Russian words that may sound like it."""
        alternatives: list[Weights] = []
        translated = 0
        for word in words(text):
            if is_stopword(word):
                continue
            each = stem(word)
            learned, written = self.russian_of.get(each, {}), self.written_russian_of.get(each, {})
            choices = _kept(_mixed(learned, written))
            translated += bool(choices)
            if not choices and known is not None:
                alike, likeness = known.like(word)
                choices = {stem(alike): likeness} if alike else {}
            alternatives.append({each: 1.0, **choices})
        return Gloss(tuple(alternatives), "", translated / len(alternatives) if alternatives else 0.0)

    def synonyms(self, word: str) -> dict[str, float]:
        """Stems of one language that the glossary translates alike: тариф and ставка, fee and charge."""
        there, back = (self.written_english_of, self.written_russian_of)
        if word not in there:
            there, back = back, there
        found: dict[str, float] = {}
        for other, weight in there.get(word, {}).items():
            for each, again in back.get(other, {}).items():
                if each != word:
                    found[each] = max(found.get(each, 0.0), weight * again)
        ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))[:_MOST_SYNONYMS]
        return {each: weight for each, weight in ranked if weight >= _LEAST_SYNONYM}

    def _written(self, tokens: Sequence[str], position: int) -> tuple[int, tuple[str, ...]]:
        """The longest headword of the glossary that begins here: how many words it takes, its English.

        A headword in just this form is meant before one of the same dictionary form: средства are not a средство.
        """
        key = tuple(stem(token) for token in tokens[position : position + self.glossary.longest])
        for length in range(len(key), 0, -1):
            english = self.glossary.forward.get(key[:length])
            if length == 1:
                english = self.glossary.in_form(tokens[position]) or english
            if english:
                return length, english
        return 1, ()

    def _of_a_relative(self, word: str) -> dict[str, float]:
        """English for a word nobody translated by one of its family: обновляться by обновлять."""
        lemma = stem(word)
        plain = lemma.removesuffix("ся").removesuffix("сь")
        place = bisect_left(self.headwords, plain)
        best, longest = "", _SHORTEST_ROOT - 1
        for other in self.headwords[max(place - _NEIGHBOURS, 0) : place + _NEIGHBOURS]:
            common = Prefix.similarity(plain, other)
            if common > longest and common >= _SHARED_ROOT * max(len(plain), len(other)):
                best, longest = other, common
        return self._merged_stem(best, self.glossary.forward.get((best,), ())) if best else {}

    def _merged(self, tokens: Sequence[str], english: Sequence[str]) -> dict[str, float]:
        """English words or phrases for one Russian word (or phrase) with weights, the likeliest 1."""
        if len(tokens) == 1 and tokens[0].isascii():
            return {tokens[0]: 1.0}
        return self._merged_stem(stem(tokens[0]) if len(tokens) == 1 else None, english)

    def _merged_stem(self, russian: str | None, english: Sequence[str]) -> dict[str, float]:
        written = {word: RANK_WEIGHTS[min(rank, len(RANK_WEIGHTS) - 1)] for rank, word in enumerate(english)}
        learned: dict[str, float] = {}
        if russian is not None:
            by_stem = {stem(word): word for word in reversed(english) if " " not in word}
            found = self.english_of.get(russian, {})
            sure = english or max(found.values(), default=0.0) >= _LEAST_LEARNED
            for each, probability in found.items() if sure else ():
                learned[by_stem.get(each, self.surface.get(each, each))] = probability
        return _kept(_mixed(learned, written))


@cache
def _asking() -> Mapping[str, tuple[str, ...]]:
    forms = {word: (str(english),) for word, english in language_data("ru").get("asking", {}).items()}
    return {**{stem(word): english for word, english in forms.items()}, **forms}


def _asked(word: str, following: Sequence[str] = ()) -> tuple[str, ...]:
    """English for a word that has no topic and yet changes what is asked: the embedder reads it."""
    counted = language_data("ru").get("asking_of_many", {}).get(word)
    if counted and any(map(is_of_many, following)):
        return (str(counted),)
    return _asking().get(word) or _asking().get(stem(word), ())


def _capitalised(text: str) -> frozenset[str]:
    """Words with a capital letter that does not begin a sentence: names mostly."""
    return frozenset(each.lower().replace("ё", "е") for each in _CAPITALISED.findall(text))


def _by_sound(word: str, named: bool, alone: bool, known: Sounds | None) -> dict[str, float]:
    """English for a Russian word by its sound; of a plain word of the dictionary only what is very much like it.

    A name nobody knows is spelled in Latin letters. A word that has a translation and may be a name (``alone`` is
    false) must be long, and sound just like one.
    """
    plain = not named and knows_word(word) and not is_name(word)
    forms = _forms(word, named)
    if not alone:
        forms = [form for form in forms if len(form) >= _SHORTEST_ROOT]
    for sounds in (known, None if plain else english_sounds()):
        least = _JUST_ALIKE if plain or not alone else 0.0 if sounds is known else _NAME_ALIKE
        heard = [sounds.like(form, least) for form in forms] if sounds is not None else []
        alike, likeness = max(heard, key=lambda each: each[1], default=("", 0.0))
        if alike:
            return {alike: likeness}
    return {transliterated(forms[0]): 0.6} if alone and not plain else {}


def _forms(word: str, named: bool) -> list[str]:
    """Forms of a word, the likeliest first: a name nobody knows may have no other, and суэцкий is made from Суэц."""
    lemma = stem(word)
    forms = [word, lemma] if named and not knows_word(word) else [lemma, word]
    return list(dict.fromkeys([*forms, *(lemma.removesuffix(end) for end in ("ск", "к") if lemma.endswith(end))]))


def _likeliest(choices: Weights) -> str:
    """The one the embedder reads: a second counterpart beside it draws the meaning away more often than it helps."""
    return max(choices, key=lambda word: choices[word])


def _mixed(learned: Weights, written: Weights) -> dict[str, float]:
    if not learned or not written:
        return dict(learned or written)
    total = sum(written.values())
    mixed = {word: _GLOSSARY_SHARE * weight / total for word, weight in written.items()}
    for word, probability in learned.items():
        mixed[word] = mixed.get(word, 0.0) + (1 - _GLOSSARY_SHARE) * probability
    return mixed


def _kept(choices: Weights) -> dict[str, float]:
    """The likeliest few, the first of them weighing 1."""
    if not choices:
        return {}
    ranked = sorted(choices.items(), key=lambda item: (-item[1], item[0]))[:_MOST_ALTERNATIVES]
    best = ranked[0][1]
    return {word: weight / best for word, weight in ranked if weight >= _LEAST_SHARE * best}


def _by_stems(choices: Weights) -> dict[str, float]:
    """Alternatives for BM25: the stems of a phrase share its weight."""
    found: dict[str, float] = {}
    for phrase, weight in choices.items():
        parts = stems(phrase) or stems(phrase, keep_stopwords=True)
        for part in parts:
            found[part] = max(found.get(part, 0.0), weight / len(parts) ** 0.5)
    return found
