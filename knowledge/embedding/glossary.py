"""The written glossary: Russian headwords with their English counterparts, read from `glossary.yaml`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

import yaml

from knowledge.lexical import is_dictionary_form, is_plural, stem, stems, words

GLOSSARY_FILE = Path(__file__).parent / "glossary.yaml"
RANK_WEIGHTS = (1.0, 0.75, 0.6, 0.5, 0.4, 0.35, 0.3)  # of counterparts, the likeliest first

# Lines of plain words are read without the reader of YAML, which takes seconds for all; the others are left to it.
_TEXT = r"[a-z](?:[a-z '-]*[a-z'])?"
_PLAIN = re.compile(rf"([а-яё](?:[а-яё -]*[а-яё])?): \[({_TEXT}(?:, {_TEXT})*)\]")
_NO_TEXTS = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})

Weights = Mapping[str, float]


class GlossaryError(ValueError):
    """The glossary is wrong; one line per problem."""


@dataclass(frozen=True)
class Glossary:
    """The written glossary by stems. A headword of several words is found before its single words.

    ``exact`` has headwords of one word that are no dictionary forms, as they are spelled: средства, данные.
    """

    forward: Mapping[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    longest: int = 1
    exact: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def russian_of(self) -> Mapping[str, Weights]:
        """Russian stems of every English one, for headwords of one word."""
        return _reversed(self)

    @cached_property
    def english_of(self) -> Mapping[str, Weights]:
        """English stems of every headword of one word, for those translations that are one word too."""
        return _single_words(self)

    def in_form(self, word: str) -> tuple[str, ...]:
        """English for a word that a headword is a form of, in its number at least: средства, средств, средствами."""
        headword = word if word in self.exact else self._forms.get(stem(word), "")
        return self.exact[headword] if headword and (word == headword or is_plural(word)) else ()

    @cached_property
    def _forms(self) -> Mapping[str, str]:
        return {stem(each): each for each in self.exact if is_plural(each)}

    @classmethod
    def of(cls, entries: Mapping[str, Sequence[str]]) -> Glossary:
        """A glossary of `headword: [English words, likeliest first]`."""
        keyed = [(tuple(stem(word) for word in words(headword)), headword) for headword in entries]
        singles = {
            words(headword)[0]: headword for key, headword in keyed if len(key) == 1 and key[0] not in words(headword)
        }
        forward: dict[tuple[str, ...], tuple[str, ...]] = {}
        # The dictionary takes some words for forms of others (род for родился): a headword's own key is its own first.
        for key, headword in sorted(keyed, key=lambda pair: pair[0] != tuple(words(pair[1]))):
            forward[key] = tuple(dict.fromkeys((*forward.get(key, ()), *entries[headword])))
        longest = max((len(key) for key in forward), default=1)
        exact = {word: tuple(entries[headword]) for word, headword in singles.items() if not is_dictionary_form(word)}
        return cls(forward, longest, exact)


@cache
def load_glossary() -> Glossary:
    """The written glossary.

    Raises:
        GlossaryError: an entry is not `русское слово: [english, words]`, or a headword stands twice.
    """
    return Glossary.of(read_glossary(GLOSSARY_FILE))


def read_glossary(path: Path) -> dict[str, list[str]]:
    """Entries of a glossary file (it is flat: one headword a line).

    Raises:
        GlossaryError: an entry is wrong; the message tells the line of each.
    """
    entries: dict[str, list[str]] = {}
    odd: list[tuple[int, str]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        plain = _PLAIN.fullmatch(line)
        english = plain[2].split(", ") if plain else []
        if plain and plain[1] not in entries and not _NO_TEXTS.intersection(english):
            entries[plain[1]] = english
        elif line.strip() and not line.lstrip().startswith("#"):
            odd.append((number, line))
    return {**entries, **_checked_entries(path.name, odd, entries)} if odd else entries


def _checked_entries(
    name: str, lines: Iterable[tuple[int, str]], known: Mapping[str, Sequence[str]]
) -> dict[str, list[str]]:
    entries: dict[str, list[str]] = {}
    problems: list[str] = []
    for number, line in lines:
        try:
            parsed = yaml.load(line, Loader=yaml.CSafeLoader)
        except yaml.YAMLError:
            parsed = None
        if not isinstance(parsed, dict) or len(parsed) != 1:
            problems.append(f"{name}:{number}: not an entry. hint: write русское слово: [english, words]")
            continue
        headword, english = next(iter(parsed.items()))
        if not isinstance(english, list) or not english or not all(isinstance(each, str) for each in english):
            hint = "write [english, words], and quote yes, no and on"
            problems.append(f"{name}:{number}: {headword}: a list of texts is expected. hint: {hint}")
        elif headword in entries or headword in known:
            problems.append(f"{name}:{number}: {headword}: stands twice. hint: merge the two lists")
        else:
            entries[str(headword)] = english
    if problems:
        raise GlossaryError("\n".join(problems))
    return entries


def _single_words(glossary: Glossary) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for key, english in glossary.forward.items():
        if len(key) == 1:
            found[key[0]] = {
                stem(each): RANK_WEIGHTS[min(rank, len(RANK_WEIGHTS) - 1)]
                for rank, each in enumerate(english)
                if " " not in each
            }
    return found


def _reversed(glossary: Glossary) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for key, english in glossary.forward.items():
        if len(key) != 1:
            continue
        for rank, phrase in enumerate(english):
            weight = RANK_WEIGHTS[min(rank, len(RANK_WEIGHTS) - 1)]
            parts = stems(phrase)
            for part in parts:
                found[part][key[0]] = max(found[part].get(key[0], 0.0), weight / len(parts))
    return dict(found)
