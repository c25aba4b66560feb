"""Search by words: tokens, stems and lemmas of Russian and English, and BM25 over them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml

LANGUAGES_FOLDER = Path(__file__).parent / "languages"
MOST_STEMS = 400_000

Floats = npt.NDArray[np.float32]

_WORD = re.compile(r"([a-zа-я0-9]+)(?:['’][a-z]+)?")
# What stands in every text a pattern finds something in is looked for first, as that takes no time.
_JOINED = (
    ("mail", re.compile(r"\be[- ]?mail"), "email"),
    ("мейл", re.compile(r"\bи-?мейл"), "имейл"),
    ("24", re.compile(r"\b24\s*[/xх*на-]+\s*7\b"), "24x7"),
    ("-", re.compile(r"\b(wi|on|off|near|in|help|call|set|start|hand|follow|co)-"), r"\1"),
    ("центр", re.compile(r"\b(?:колл|кол|call)[- ]?центр"), "коллцентр"),
    ("call", re.compile(r"\bcall[ -]?cent(?:er|re)"), "callcenter"),
    ("contact", re.compile(r"\bcontact[ -]?cent(?:er|re)"), "contactcenter"),
    ("контакт", re.compile(r"\bконтакт[- ]центр"), "контактцентр"),
)
_THOUSANDS = re.compile(r"(?<![\d.,])(\d{1,3})[,\u00a0\u202f ](\d{3})(?!\d)")
_PLAIN = re.compile(r"[a-zа-я]+")
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_ADJECTIVES = frozenset({"ADJF", "ADJS", "COMP", "ADVB", "PRED"})
_LATIN = re.compile(r"[a-z]", re.IGNORECASE)
_SHORTEST_RELATIVE = 4
_LEAST_LIKENESS = 0.45
_MOST_RELATIVES = 11


@cache
def language_data(language: str) -> Mapping[str, Any]:
    """The words search treats specially in a language; empty for a language it has no data for."""
    path = LANGUAGES_FOLDER / f"{language}.yaml"
    return yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader) if path.exists() else {}


@cache
def stopwords() -> frozenset[str]:
    """Words without a topic, of all languages together (their alphabets keep them apart)."""
    found: set[str] = set()
    for path in sorted(LANGUAGES_FOLDER.glob("*.yaml")):
        found.update(str(language_data(path.stem).get("stopwords", "")).replace("ё", "е").split())
    return frozenset(found)


@lru_cache(maxsize=100_000)
def is_stopword(word: str) -> bool:
    """Whether a word carries no topic; a Russian one also by its dictionary form (нашему, являются)."""
    ignored = stopwords()
    return word in ignored or (bool(_CYRILLIC.match(word)) and stem(word) in ignored)


def is_russian(text: str) -> bool:
    """Whether a text is mostly in Cyrillic letters."""
    cyrillic = len(_CYRILLIC.findall(text))
    return cyrillic > 0 and cyrillic * 2 >= len(_LATIN.findall(text))


def language_of(text: str) -> str:
    """``ru`` or ``en``, by the letters of a text."""
    return "ru" if is_russian(text) else "en"


def words(text: str) -> list[str]:
    """Words in order: lower case, ё as е, spellings of one thing (e-mail, call center, 24/7, 9,289) made one."""
    text = text.lower().replace("ё", "е").replace("‑", "-")
    # Most of what is stemmed to open a library is a word alone, and of those only the centres have two spellings.
    if _PLAIN.fullmatch(text) and "центр" not in text and "centre" not in text:
        return [text]
    for needed, pattern, replacement in _JOINED:
        if needed in text:
            text = pattern.sub(replacement, text)
    return _WORD.findall(_THOUSANDS.sub(r"\1\2", text))


def stems(text: str, *, keep_stopwords: bool = False) -> list[str]:
    """Stems (English) and lemmas (Russian) of a text's words, in order; words without a topic are left out."""
    return [stem(word) for word in words(text) if keep_stopwords or not is_stopword(word)]


# Stems found out so far, which `knowledge.kept_stems` keeps from process to process.
known_stems: dict[str, str] = {}


@lru_cache(maxsize=MOST_STEMS)
def stem(word: str) -> str:
    """What all forms of a word have in common."""
    found = known_stems.get(word)
    if found is None:
        found = _stem(word)
        if len(known_stems) < MOST_STEMS:
            known_stems[word] = found
    return found


def _stem(word: str) -> str:
    if _CYRILLIC.match(word):
        return _russian_lemma(word)
    if not word.isalpha():
        return word
    return str(_snowball("english").stemWord(language_data("en").get("lemmas", {}).get(word, word)))


def _russian_lemma(word: str) -> str:
    analyzer = _morphology()
    if analyzer is None:
        return _snowball("russian").stemWord(word)
    exceptional = language_data("ru").get("lemmas", {}).get(word)
    if exceptional:
        return str(exceptional)
    best = analyzer.parse(word)[0]
    lemma = str(best.normal_form).replace("ё", "е")
    # Without its ending the adjective дорогой meets the adverb дорого; the noun дорога must not meet them.
    return str(_snowball("russian").stemWord(lemma)) if best.tag.POS in _ADJECTIVES else lemma


def knows_word(word: str) -> bool:
    """Whether the Russian dictionary has the word (False for other alphabets, and where there is no dictionary)."""
    analyzer = _morphology()
    return analyzer is not None and bool(_CYRILLIC.match(word)) and bool(analyzer.word_is_known(word))


def is_of_many(word: str) -> bool:
    """Whether a Russian word is, first of all, the genitive plural of a noun, as what is counted is: операторов."""
    analyzer = _morphology()
    if analyzer is None or not _CYRILLIC.match(word):
        return False
    return {"NOUN", "gent", "plur"} in analyzer.parse(word)[0].tag


def is_plural(word: str) -> bool:
    """Whether a Russian word may be a plural."""
    analyzer = _morphology()
    return analyzer is not None and any("plur" in each.tag for each in analyzer.parse(word))


def is_dictionary_form(word: str) -> bool:
    """Whether a word may be the form a Russian dictionary lists it under (True where there is no dictionary)."""
    analyzer = _morphology()
    if analyzer is None or not _CYRILLIC.match(word):
        return True
    return any(str(each.normal_form).replace("ё", "е") == word for each in analyzer.parse(word))


_NAMES = ("Name", "Surn", "Patr", "Geox", "Orgn")


@lru_cache(maxsize=100_000)
def is_name(word: str) -> bool:
    """Whether the Russian dictionary has the word as the name of a person, a place or an organisation."""
    analyzer = _morphology()
    if analyzer is None or not _CYRILLIC.match(word):
        return False
    return any(kind in analyzer.parse(word)[0].tag for kind in _NAMES)


@cache
def _morphology() -> Any:
    """The Russian dictionary, or None on a machine where it is not installed: stems then stand in for lemmas."""
    try:
        import pymorphy3

        return pymorphy3.MorphAnalyzer(lang="ru")
    except (ImportError, ValueError, OSError):
        return None


@cache
def _snowball(language: str) -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer(language)


@dataclass(frozen=True)
class BM25:
    """An inverted index with BM25 weights worked out in advance (the ATIRE form of the inverse document frequency).

    ``vocabulary`` maps a stem to its row; the postings of row r are ``documents[starts[r]:starts[r + 1]]`` with their
    ``weights``. Scores are sums of weights, so a query costs as much as its words are common.
    """

    vocabulary: Mapping[str, int]
    starts: npt.NDArray[np.int64]
    documents: npt.NDArray[np.int32]
    weights: Floats
    inverse_frequency: Floats
    size: int
    k1: float = 1.2

    @classmethod
    def build(cls, texts: Sequence[Iterable[str]], k1: float = 1.2, b: float = 0.7) -> BM25:
        """Index documents given as their stems."""
        vocabulary: dict[str, int] = {}
        rows: list[int] = []
        lengths = np.zeros(len(texts), dtype=np.int64)
        for number, text in enumerate(texts):
            before = len(rows)
            rows.extend(vocabulary.setdefault(each, len(vocabulary)) for each in text)
            lengths[number] = len(rows) - before
        size = len(texts)
        keys = np.asarray(rows, dtype=np.int64) * max(size, 1) + np.repeat(np.arange(size, dtype=np.int64), lengths)
        unique, counts = np.unique(keys, return_counts=True)
        terms, documents = np.divmod(unique, max(size, 1))
        frequency = np.bincount(terms, minlength=len(vocabulary))
        inverse = np.log(1 + size / np.maximum(frequency, 1)).astype(np.float32)
        relative_length = lengths / max(float(lengths.mean()) if size else 1.0, 1.0)
        tf = counts.astype(np.float32)
        norm = k1 * (1 - b + b * relative_length[documents])
        weights = inverse[terms] * (tf * (k1 + 1) / (tf + norm)).astype(np.float32)
        starts = np.zeros(len(vocabulary) + 1, dtype=np.int64)
        np.cumsum(frequency, out=starts[1:])
        return cls(vocabulary, starts, documents.astype(np.int32), weights, inverse, size, k1)

    def scores(self, query: Mapping[str, float]) -> Floats:
        """BM25 of every document for weighted stems."""
        total = np.zeros(self.size, dtype=np.float32)
        for term, weight in query.items():
            row = self.vocabulary.get(term)
            if row is not None:
                span = slice(self.starts[row], self.starts[row + 1])
                total[self.documents[span]] += weight * self.weights[span]
        return total

    def scores_of_alternatives(self, query: Sequence[Mapping[str, float]]) -> Floats:
        """BM25 where every word of the query is given as alternatives: the best alternative counts, not their sum.

        Rare alternatives must not outweigh common ones, so all share the least inverse frequency among the likely.
        """
        total = np.zeros(self.size, dtype=np.float32)
        best = np.zeros(self.size, dtype=np.float32)
        for alternatives in query:
            known = [(self.vocabulary[term], w) for term, w in alternatives.items() if term in self.vocabulary]
            if not known:
                continue
            if len(known) == 1:
                [(row, weight)] = known
                span = slice(self.starts[row], self.starts[row + 1])
                total[self.documents[span]] += weight * self.weights[span]
                continue
            likely = max(weight for _, weight in known)
            shared = min(self.inverse_frequency[row] for row, weight in known if weight >= 0.5 * likely)
            touched = []
            for row, weight in known:
                span = slice(self.starts[row], self.starts[row + 1])
                documents = self.documents[span]
                scale = weight * min(1.0, shared / self.inverse_frequency[row])
                best[documents] = np.maximum(best[documents], scale * self.weights[span])
                touched.append(documents)
            seen = np.unique(np.concatenate(touched))
            total[seen] += best[seen]
            best[seen] = 0
        return total

    def holders(self, term: str) -> npt.NDArray[np.int32]:
        """Numbers of the documents a stem stands in, in order."""
        row = self.vocabulary.get(term)
        return self.documents[:0] if row is None else self.documents[self.starts[row] : self.starts[row + 1]]

    def most(self, query: Sequence[Mapping[str, float]]) -> float:
        """About the most a document can have for weighted alternatives, whether or not there is such a document."""
        rarity = sum(min(map(self.idf, each)) * max(each.values()) for each in query if each)
        return (self.k1 + 1) * rarity

    def idf(self, term: str) -> float:
        """Inverse document frequency; of a word that stands nowhere, that of a word standing once."""
        row = self.vocabulary.get(term)
        return float(self.inverse_frequency[row]) if row is not None else float(np.log(1 + max(self.size, 1)))


class Families:
    """Words of a vocabulary that look alike: увольнять and увольнение, accept and acceptance, a word and its misprint.

    Likeness is the Dice coefficient of the sets of three letters in a row, the ends of a word counting as letters.
    """

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._words = [each for each in vocabulary if len(each) >= _SHORTEST_RELATIVE and each.isalpha()]
        holders: dict[str, list[int]] = {}
        sizes = []
        for number, word in enumerate(self._words):
            parts = _trigrams(word)
            sizes.append(len(parts))
            for part in parts:
                holders.setdefault(part, []).append(number)
        self._sizes = np.asarray(sizes, dtype=np.float32)
        self._holders = {part: np.asarray(numbers, dtype=np.int64) for part, numbers in holders.items()}

    def of(self, word: str) -> dict[str, float]:
        """The likest other words and how like they are, 0 to 1."""
        if len(word) < _SHORTEST_RELATIVE or not word.isalpha():
            return {}
        parts = _trigrams(word)
        held = [self._holders[part] for part in parts if part in self._holders]
        if not held:
            return {}
        numbers, common = np.unique(np.concatenate(held), return_counts=True)
        likeness = 2.0 * common / (self._sizes[numbers] + len(parts))
        best = np.argsort(-likeness, kind="stable")[: _MOST_RELATIVES + 1]
        return {
            self._words[numbers[each]]: float(likeness[each])
            for each in best
            if likeness[each] >= _LEAST_LIKENESS and self._words[numbers[each]] != word
        }


def _trigrams(word: str) -> set[str]:
    framed = f"^{word}$"
    return {framed[place : place + 3] for place in range(len(framed) - 2)}
