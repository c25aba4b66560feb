"""Concepts: what the words of a text stand for, by the vocabularies of the language folders.

`fields.yaml` and `acts.yaml` of every language name concepts and list the phrases that express them. A phrase is words
in dictionary form; `a|b` are alternatives, `word?` may be absent, `стем*` is the beginning of a word, `=word` must
stand exactly so, `...` is up to four words or none, `..` up to three that may stand within a name, `<number>` is a fact
of that kind, `<number>|<money>` of either, `^` the beginning of a clause and `$` its end.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from assistant.reading.matching import Beginnings, Element, Entry, Scene, put_longest
from assistant.reading.trade_names import trade_phrases
from assistant.reading.words import Word, vocabulary_forms, words

LANGUAGES = Path(__file__).resolve().parents[1] / "languages"
_KEPT = 20_000  # words of texts whose phrases are remembered, in each vocabulary


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept expressed by the words `first` … `last` (positions in the list of words, both included).

    A concept with a question mark after it is only meant where the rest of the text says so: `sure` is then False.
    """

    concept: str
    first: int
    last: int
    family: str = field(init=False, repr=False, compare=False)  # what stands before the first dot: `contact`
    value: str = field(init=False, repr=False, compare=False)  # what stands after it: `phone`
    sure: bool = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        family, value, sure = _parts(self.concept)
        object.__setattr__(self, "family", family)
        object.__setattr__(self, "value", value)
        object.__setattr__(self, "sure", sure)


@cache
def _parts(concept: str) -> tuple[str, str, bool]:
    family, _, value = concept.removesuffix("?").partition(".")
    return family, value, not concept.endswith("?")


class VocabularyError(ValueError):
    """A language folder says something wrong; one line per problem, `file: entry: what is wrong. hint: …`."""


def parse_phrase(phrase: str) -> tuple[Element, ...]:
    """Elements of a phrase written as in the module's description."""
    parts: list[str] = []
    for part in phrase.lower().replace("ё", "е").split():
        special = any(sign in part for sign in "|*<>^$=?") or part in ("..", "...")
        parts += [part] if special else [word.text for word in words(part)]
    return tuple(_element(part) for part in parts)


def _element(part: str) -> Element:
    signs = {"...": "gap", "..": "name", "^": "start", "$": "end"}
    if part in signs:
        return Element(frozenset(), sign=signs[part])
    if part.startswith("<") and part.endswith(">"):
        return Element(frozenset(), facts=frozenset(part.replace("<", "").replace(">", "").split("|")))
    optional = len(part) > 1 and part.endswith("?")
    plain: set[str] = set()
    exact: set[str] = set()
    prefixes = []
    for option in (part[:-1] if optional else part).split("|"):
        if option.startswith("=") and len(option) > 1:
            exact.add(option[1:])
        elif option.endswith("*") and len(option) > 1:
            prefixes.append(option[:-1])
        else:
            plain |= vocabulary_forms(option)
    return Element(frozenset(plain), tuple(prefixes), frozenset(exact), optional=optional)


@dataclass
class Vocabulary:
    """Concepts with their phrases, indexed by how a phrase may begin."""

    by_word: dict[str, list[Entry]] = field(default_factory=dict)
    by_prefix: dict[str, list[Entry]] = field(default_factory=dict)
    by_fact: dict[str, list[Entry]] = field(default_factory=dict)
    long_words: dict[int, set[str]] = field(default_factory=dict)
    said: set[str] = field(default_factory=set)  # every word of every phrase
    _begun: dict[tuple[str, frozenset[str]], Beginnings | None] = field(default_factory=dict, repr=False)

    def add(self, concept: str, phrase: str) -> None:
        """Index one phrase of a concept."""
        elements = parse_phrase(phrase)
        lead = next(i for i, element in enumerate(elements) if element.sign == "")
        for begin in range(lead, len(elements)):
            entry = Entry.of(concept, elements[:lead] + elements[begin:])
            head = elements[begin]
            for word in head.words | head.exact:
                self.by_word.setdefault(word, []).append(entry)
            for prefix in head.prefixes:
                self.by_prefix.setdefault(prefix[:3], []).append(entry)
            for kind in head.facts:
                self.by_fact.setdefault(kind, []).append(entry)
            if not head.optional:
                break
        for element in elements:
            self.said |= element.words | element.exact
            for word in element.words:
                if len(word) >= 7 or (len(word) == 6 and "а" <= word[0] <= "я"):
                    self.long_words.setdefault(len(word), set()).add(word)

    def begun_by(self, word: Word, forms: frozenset[str]) -> Beginnings | None:
        """What a word of a text may begin; the same words come again and again."""
        if (word.lower, forms) not in self._begun:
            near = [entry for form in forms for entry in self.by_word.get(form, ())]
            near += self.by_prefix.get(word.lower[:3], ()) if word.is_word else ()
            fitting = {id(entry): entry for entry in near if entry.elements[entry.head].taken_by(word.lower, forms)}
            if len(self._begun) >= _KEPT:
                self._begun.clear()
            self._begun[word.lower, forms] = Beginnings(fitting.values()) if fitting else None
        return self._begun[word.lower, forms]

    def ends_at(self, scene: Scene, at: int) -> dict[str, int]:
        """Concepts expressed from a word on, each with the last word of its longest phrase."""
        found = scene.found.setdefault(id(self), {})
        if at not in found:
            found[at] = self._ends_at(scene, at)
        return found[at]

    def _ends_at(self, scene: Scene, at: int) -> dict[str, int]:
        begun = self.begun_by(scene.words[at], scene.forms[at])
        best = begun.longest(scene, at) if begun else {}
        fact = scene.fact_at[at]
        if fact is not None and (at == 0 or scene.fact_at[at - 1] is not fact):
            put_longest(self.by_fact.get(fact.kind, ()), scene, at, best)
        return best

    def overlapping(self, scene: Scene, first: int = 0, last: int | None = None) -> list[Mention]:
        """Concepts from word `first` to `last`: of each the longest at each place; different ones may overlap."""
        found: list[Mention] = []
        free_from: dict[str, int] = {}
        for at in range(first, len(scene.words) if last is None else last + 1):
            best = self.ends_at(scene, at)
            for concept, end in sorted(best.items()) if best else ():  # most words begin nothing
                if free_from.get(concept, 0) <= at:
                    found.append(Mention(concept, at, end))
                    free_from[concept] = end + 1
        return found

    def mentions(self, scene: Scene) -> list[Mention]:
        """Concepts of the scene, the longest at each place; they do not overlap."""
        found: list[Mention] = []
        at = 0
        while at < len(scene.words):
            best = self.ends_at(scene, at)
            if best:
                furthest = max(best.values())
                found += [Mention(c, at, e) for c, e in sorted(best.items()) if e == furthest]
                at = max(furthest, at)
            at += 1
        return found


@cache
def vocabulary(layer: str, section: str = "concepts") -> Vocabulary:
    """Phrases of every language for one layer (`fields`, `acts`) and section of its file.

    Trades are labels in a file of their own. Raises VocabularyError naming every mistake of the files.
    """
    built = Vocabulary()
    problems: list[str] = []
    for folder in sorted(path for path in LANGUAGES.iterdir() if (path / f"{layer}.yaml").is_file()):
        name = f"{folder.name}/{layer}.yaml"
        entries = load_yaml(folder / f"{layer}.yaml").get(section, {})
        for concept, phrases in _flat(entries):
            if not isinstance(phrases, list) or not all(isinstance(p, str) and p.strip() for p in phrases):
                problems.append(
                    f"{name}: {concept}: not a list of phrases. hint: quote words YAML reads as true, no, 12"
                )
                continue
            for phrase in phrases:
                if phrase.lstrip("^ ").startswith(("..", "$")):
                    problems.append(f"{name}: {concept}: «{phrase}» begins with no word. hint: leave out dots and $")
                else:
                    built.add(concept, phrase)
            for phrase in sorted({p for p in phrases if phrases.count(p) > 1}):
                problems.append(f"{name}: {concept}: «{phrase}» is listed twice. hint: keep one")
    if problems:
        raise VocabularyError("\n".join(problems))
    for industry, phrase in trade_phrases() if (layer, section) == ("fields", "labels") else ():
        built.add(f"industry.{industry}", phrase)
    return built


def _flat(entries: Mapping[str, Any], prefix: str = "") -> Iterable[tuple[str, Any]]:
    for key, value in entries.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict):
            yield from _flat(value, f"{name}.")
        else:
            yield name, value


class _UniqueKeys(yaml.CSafeLoader):
    """Safe loader that refuses a key given twice."""


def _mapping(loader: _UniqueKeys, node: yaml.MappingNode) -> dict[Any, Any]:
    keys = [loader.construct_object(key) for key, _ in node.value]
    twice = sorted({str(key) for key in keys if keys.count(key) > 1})
    if twice:
        raise VocabularyError(f"{node.start_mark.name}:{node.start_mark.line + 1}: {', '.join(twice)}: given twice")
    return loader.construct_mapping(node, deep=True)


# «on», «off», yes and no are words here, not truth values.
_UniqueKeys.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in pairs if tag != "tag:yaml.org,2002:bool" or sign in "tTfF"]
    for sign, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_UniqueKeys.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


@cache
def load_yaml(path: Path) -> dict[str, Any]:
    """Content of a YAML file whose keys are unique; raises VocabularyError when it is not a mapping."""
    with path.open(encoding="utf-8") as stream:
        content = yaml.load(stream, _UniqueKeys)
    if not isinstance(content, dict):
        raise VocabularyError(f"{path.name}: the file is not a mapping. hint: write `concepts:` and entries under it")
    return content
