"""Words of a text with their dictionary forms, Russian and English alike.

A word is compared with the vocabularies through its possible dictionary forms: `calls` may be *call*, `писем` is
*письмо*. A word may have several; vocabularies match when any of them does.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import pymorphy3

_TOKEN = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d_]\w*(?:[-'’‑]\w+)*|\n|\S")
_CYRILLIC = re.compile(r"[а-яё]")
_LATIN = re.compile(r"[a-z]")
_CLAUSE_SIGNS = ",;:()—–"
_PARTICLES = ("-то", "-ка", "-таки", "-де")
_VOWELS = set("aeiouy")
_PAST = frozenset({"was", "were", "had", "got", "took", "went", "came", "did", "made", "ran", "saw", "used"})
_IRREGULAR = {
    "is": "be",
    "are": "be",
    "was": "be",
    "were": "be",
    "am": "be",
    "been": "be",
    "has": "have",
    "had": "have",
    "does": "do",
    "did": "do",
    "paid": "pay",
    "spent": "spend",
    "got": "get",
    "went": "go",
    "took": "take",
    "people": "person",
    "men": "man",
    "grew": "grow",
    "said": "say",
    "meant": "mean",
    "told": "tell",
    "wrote": "write",
    "gave": "give",
    "lies": "lie",
    "dies": "die",
    "us": "us",
    "this": "this",
    "its": "its",
    "his": "his",
    "business": "business",
    "process": "process",
    "address": "address",
    "plus": "plus",
    "always": "always",
    "sms": "sms",
    "analysis": "analysis",
    "ours": "our",
    "less": "less",
    "sales": "sale",
    "gross": "gross",
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word, number or sign of the text, with offsets; `forms` are its possible dictionary forms (none for signs)."""

    text: str
    start: int
    end: int
    forms: frozenset[str]
    lower: str  # in small letters, ё as е

    @property
    def is_word(self) -> bool:
        """True for letters, false for digits and signs."""
        return self.text[0].isalpha()

    @property
    def is_digits(self) -> bool:
        """True for a number written in digits."""
        return self.text[0].isdecimal()


def words(text: str) -> list[Word]:
    """Words, numbers, signs and line ends of `text`, in order."""
    found = []
    for match in _TOKEN.finditer(text):
        token = match.group()
        forms = dictionary_forms(token.lower()) if token[0].isalpha() else frozenset({token})
        found.append(Word(token, match.start(), match.end(), forms, token.lower().replace("ё", "е")))
    return found


@cache
def _russian() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer()


@lru_cache(maxsize=50_000)
def dictionary_forms(word: str, parts: bool = True) -> frozenset[str]:
    """Possible dictionary forms of a word in small letters; the word itself is always one of them.

    With `parts`, a hyphenated word also counts as its last part: «онлайн-чат» is a *чат*.
    """
    word = word.replace("ё", "е").replace("’", "'").replace("‑", "-")
    forms = {word}
    if len(word) == 1:
        return frozenset(forms)  # «к» is no abbreviation of «как»
    if "-" in word and not word.startswith("-"):
        forms.add(word.replace("-", ""))
        last = word.rsplit("-", 1)[1]
        if parts and len(last) > 3:
            forms |= dictionary_forms(last)
    if _CYRILLIC.search(word):
        forms |= {parse.normal_form.replace("ё", "е") for parse in _russian().parse(word)[:5]}
        if word.endswith(_PARTICLES) and not _russian().word_is_known(word):
            forms |= dictionary_forms(word.rsplit("-", 1)[0])  # «дорого-то», but not «где-то»
    elif _LATIN.search(word):
        forms |= set(_english(word))
        if "-" in word:
            forms |= set(_english(word.replace("-", "")))
    return frozenset(forms)


@lru_cache(maxsize=20_000)
def vocabulary_forms(word: str) -> frozenset[str]:
    """Forms under which a word of a vocabulary is found: itself, and if it is no dictionary form the likeliest one."""
    if _CYRILLIC.search(word):
        parses = _russian().parse(word)
        normal = [parse.normal_form.replace("ё", "е") for parse in parses]
        return frozenset({word} if word in normal else {word, *normal[:1]})
    if word.endswith("s") and len(word) > 3:
        return dictionary_forms(word, parts=False)
    return frozenset({word, word.replace("-", ""), _IRREGULAR.get(word, word)})


def _english(word: str) -> list[str]:
    """Base forms an English word may come from: plural, third person, -ing, -ed, possessive."""
    if word in _IRREGULAR:
        return [_IRREGULAR[word]]
    if word.endswith("'s"):
        return [word[:-2], *_english(word[:-2])]
    found = []
    if word.endswith("ies") and len(word) > 4:
        found.append(word[:-3] + "y")
    if word.endswith("es") and len(word) > 4:
        found.append(word[:-2])
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        found.append(word[:-1])
    for ending in ("ing", "ed"):
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) > 2 and _VOWELS & set(stem):
            found += [stem, stem + "e"]
            if stem[-1] == stem[-2]:
                found.append(stem[:-1])
            if stem.endswith("i"):
                found.append(stem[:-1] + "y")
    return found


@lru_cache(maxsize=50_000)
def parts_of_speech(word: str) -> frozenset[str]:
    """Parts of speech a Russian word may be (pymorphy's names); empty for a word of another script."""
    if not _CYRILLIC.search(word):
        return frozenset()
    return frozenset(str(parse.tag.POS) for parse in _russian().parse(word)[:3])


@lru_cache(maxsize=50_000)
def is_past(word: str) -> bool:
    """True for a verb that can only tell of the past: «было», "were"."""
    if _CYRILLIC.search(word):
        parses = _russian().parse(word)
        return bool(parses) and parses[0].tag.tense == "past" and parses[0].tag.POS == "VERB"
    return word in _PAST


@lru_cache(maxsize=50_000)
def asks_to_do(word: str) -> bool:
    """False for a Russian verb that only tells what somebody does: «представляет», «расскажу»; True for any other word.

    An imperative, an infinitive and a "let us" may ask for it.
    """
    if not _CYRILLIC.search(word):
        return True
    tag = _russian().parse(word)[0].tag
    if tag.POS in ("PRTF", "PRTS", "GRND"):
        return False
    together = tag.person == "1per" and tag.number == "plur" and tag.tense != "past"
    return tag.POS != "VERB" or together or is_imperative(word)


@lru_cache(maxsize=50_000)
def is_given_name(word: str) -> bool:
    """True for a Russian given name that may stand as the subject or behind "with": «Оля», «с Таней»."""
    if not _CYRILLIC.search(word):
        return False
    tags = [parse.tag for parse in _russian().parse(word) if "Name" in parse.tag]
    return any(tag.number == "sing" and tag.case in ("nomn", "ablt") for tag in tags)


@lru_cache(maxsize=50_000)
def is_imperative(word: str) -> bool:
    """True for a Russian verb in the imperative: «сравните»."""
    return bool(_CYRILLIC.search(word)) and any(parse.tag.mood == "impr" for parse in _russian().parse(word)[:3])


@lru_cache(maxsize=50_000)
def noun_cases(word: str) -> frozenset[str]:
    """Cases a Russian noun may stand in (pymorphy's names); empty for what is no Russian noun or does not decline."""
    if not _CYRILLIC.search(word):
        return frozenset()
    tags = [parse.tag for parse in _russian().parse(word)]
    if any(tag.POS != "NOUN" or "Fixd" in tag for tag in tags):
        return frozenset()
    return frozenset(str(tag.case) for tag in tags)


@lru_cache(maxsize=50_000)
def attribute_of(adjective: str, noun: str) -> bool:
    """True for a Russian adjective (no masculine in the nominative) of the noun: «корейской косметики»."""
    return not adjective.endswith(("ий", "ый")) and bool(noun_cases(noun)) and agrees(adjective, noun)


@lru_cache(maxsize=50_000)
def agrees(adjective: str, noun: str) -> bool:
    """True for a Russian adjective that may stand in the case, number and gender of the noun."""
    said = [parse.tag for parse in _russian().parse(adjective) if parse.tag.POS == "ADJF"]
    named = [parse.tag for parse in _russian().parse(noun)]
    return any(
        a.case == n.case and a.number == n.number and (a.number == "plur" or a.gender == n.gender)
        for a in said
        for n in named
    )


@lru_cache(maxsize=5_000)
def nominative(name: str) -> str:
    """A Russian name in another case as it is called: «Линии Заботы» → «Линия Заботы», «Диалогом» → «Диалог»."""
    words_ = name.split(" ")
    of_name = [_oblique(word) for word in words_]
    head = next((k for k, parse in enumerate(of_name) if parse is not None and parse.tag.POS == "NOUN"), -1)
    gender = of_name[head].tag.gender if head >= 0 else None
    for k, parse in enumerate(of_name[: head + 1] if head >= 0 else of_name):
        if parse is None:
            continue
        wanted = {"nomn"} | ({gender} if gender and parse.tag.POS != "NOUN" else set())
        called = parse.inflect(wanted)
        if called is not None:
            before, last, after = _declined_part(words_[k])
            words_[k] = f"{before}{_in_case_of(last, called.word)}{after}"
    return " ".join(words_)


def _declined_part(word: str) -> tuple[str, str, str]:
    """What stands before the part that is declined, the part, and what stands after it: «Линии-М», «Бета-Лайном»."""
    stem, dash, last = word.rpartition("-")
    return ("", stem, dash + last) if dash and len(last) == 1 else (stem + dash, last, "")


_OBLIQUE = ("gent", "loct", "ablt")


def _oblique(word: str) -> Any:
    """The parse of a Russian word in a case names are told in, of one thing; None of a word that is called so."""
    last = _declined_part(word)[1]
    if not _CYRILLIC.search(last):
        return None
    parses = [p for p in _russian().parse(last) if p.tag.number == "sing" and p.tag.POS in ("NOUN", "ADJF", "PRTF")]
    if not _of_masculine(last, parses) and any(p.tag.case == "nomn" and p.tag.POS == "NOUN" for p in parses):
        return None
    return next((p for p in parses if p.tag.case in _OBLIQUE), None)


def _of_masculine(word: str, parses: Sequence[Any]) -> bool:
    """«У „Прайма“»: an unknown word in -а may be one of a feminine, but names are told in the genitive here."""
    return word[-1] in "ая" and any(p.tag.case == "gent" and p.tag.gender == "masc" for p in parses)


def _in_case_of(word: str, called: str) -> str:
    """A form in the capitals of the word it is made of: «КоллМастер»."""
    kept = 0
    while kept < min(len(word), len(called)) and word[kept].lower() == called[kept]:
        kept += 1
    return word[:kept] + (called[kept:].upper() if word.isupper() and len(word) > 1 else called[kept:])


@lru_cache(maxsize=5_000)
def may_stand_for(pronoun: str, noun: str) -> bool:
    """Whether a Russian pronoun agrees with a noun, as «её» with «почту»; a word of another script always does."""
    if not _CYRILLIC.search(noun):
        return True
    of_pronoun = [parse.tag for parse in _russian().parse(pronoun) if parse.tag.POS == "NPRO"]
    of_noun = [parse.tag for parse in _russian().parse(noun) if parse.tag.POS == "NOUN"]
    kinds = {(tag.number, tag.gender if tag.number == "sing" else None) for tag in of_noun}
    return any((tag.number, tag.gender if tag.number == "sing" else None) in kinds for tag in of_pronoun)


@lru_cache(maxsize=5_000)
def animate(word: str) -> bool:
    """True for a Russian noun of living beings: «поляки»."""
    if not _CYRILLIC.search(word):
        return False
    parses = _russian().parse(word)
    return bool(parses) and parses[0].tag.POS == "NOUN" and parses[0].tag.animacy == "anim"


@lru_cache(maxsize=50_000)
def is_known(word: str) -> bool:
    """True when the Russian dictionary has the word."""
    return bool(_russian().word_is_known(word))


def is_clause_sign(word: Word) -> bool:
    """Whether a sign parts clauses."""
    return word.text in _CLAUSE_SIGNS
