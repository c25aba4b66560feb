"""Concepts: what the words of a text stand for, by the vocabularies of the language folders.

`fields.yaml` and `acts.yaml` of every language name concepts and list the phrases that express them. A phrase is words
in dictionary form; `a|b` are alternatives, `word?` may be absent, `стем*` is the beginning of a word, `=word` must
stand exactly so, `...` is up to four words or none, `<number>` is a fact of that kind, `<number>|<money>` of either,
`^` the beginning of a clause and `$` its end.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from assistant.reading.facts import Fact
from assistant.reading.words import Word, vocabulary_forms, words

LANGUAGES = Path(__file__).resolve().parents[1] / "languages"
GAP = 4


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept expressed by the words `first` … `last` (positions in the list of words, both included)."""

    concept: str
    first: int
    last: int

    @property
    def family(self) -> str:
        """The part of the name before the first dot: `contact` for `contact.phone`."""
        return _parts(self.concept)[0]

    @property
    def value(self) -> str:
        """The part of the name after the first dot: `phone` for `contact.phone`."""
        return _parts(self.concept)[1]


@cache
def _parts(concept: str) -> tuple[str, str]:
    family, _, value = concept.partition(".")
    return family, value


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a phrase: its alternatives, each a word, a beginning (`prefixes`) or kinds of facts."""

    words: frozenset[str]
    prefixes: tuple[str, ...] = ()
    exact: frozenset[str] = frozenset()
    facts: frozenset[str] = frozenset()
    sign: str = ""  # "gap", "start" or "end"
    optional: bool = False


class VocabularyError(ValueError):
    """A language folder says something wrong; one line per problem, `file: entry: what is wrong. hint: …`."""


def parse_phrase(phrase: str) -> tuple[Element, ...]:
    """Elements of a phrase written as in the module's description."""
    parts: list[str] = []
    for part in phrase.lower().replace("ё", "е").split():
        special = any(sign in part for sign in "|*<>^$=?") or part == "..."
        parts += [part] if special else [word.text for word in words(part)]
    return tuple(_element(part) for part in parts)


def _element(part: str) -> Element:
    signs = {"...": "gap", "^": "start", "$": "end"}
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

    by_word: dict[str, list[tuple[str, tuple[Element, ...]]]] = field(default_factory=dict)
    by_prefix: dict[str, list[tuple[str, tuple[Element, ...]]]] = field(default_factory=dict)
    by_fact: dict[str, list[tuple[str, tuple[Element, ...]]]] = field(default_factory=dict)
    long_words: dict[int, set[str]] = field(default_factory=dict)
    said: set[str] = field(default_factory=set)  # every word of every phrase

    def add(self, concept: str, phrase: str) -> None:
        """Index one phrase of a concept."""
        elements = parse_phrase(phrase)
        lead = next(i for i, element in enumerate(elements) if element.sign == "")
        for begin in range(lead, len(elements)):
            entry = (concept, elements[:lead] + elements[begin:])
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

    def candidates(self, scene: "Scene", at: int) -> Iterable[tuple[str, tuple[Element, ...]]]:
        """Phrases that may begin with the word at a position."""
        word = scene.words[at]
        for form in scene.forms[at]:
            yield from self.by_word.get(form, ())
        if word.is_word:
            yield from self.by_prefix.get(word.lower[:3], ())
        fact = scene.fact_at[at]
        if fact is not None and (at == 0 or scene.fact_at[at - 1] is not fact):
            yield from self.by_fact.get(fact.kind, ())

    def overlapping(self, scene: "Scene", first: int = 0, last: int | None = None) -> list[Mention]:
        """Concepts from word `first` to `last`: of each the longest at each place; different ones may overlap."""
        found: list[Mention] = []
        free_from: dict[str, int] = {}
        for at in range(first, len(scene.words) if last is None else last + 1):
            best: dict[str, int] = {}
            for concept, elements in self.candidates(scene, at):
                end = _match(elements, scene, at) if free_from.get(concept, 0) <= at else None
                if end is not None and end >= at:
                    best[concept] = max(best.get(concept, -1), end)
            for concept, end in sorted(best.items()):
                found.append(Mention(concept, at, end))
                free_from[concept] = end + 1
        return found

    def mentions(self, scene: "Scene") -> list[Mention]:
        """Concepts of the scene, the longest at each place; they do not overlap."""
        found: list[Mention] = []
        at = 0
        while at < len(scene.words):
            best: dict[str, int] = {}
            for concept, elements in self.candidates(scene, at):
                last = _match(elements, scene, at)
                if last is not None and last >= at:
                    best[concept] = max(best.get(concept, -1), last)
            if best:
                longest = max(best.values())
                found += [Mention(c, at, e) for c, e in sorted(best.items()) if e == longest]
                at = longest + 1
            else:
                at += 1
        return found


@dataclass(slots=True)
class Scene:
    """A text as words with the facts that cover them; `starts` and `ends` are where clauses begin and end."""

    words: Sequence[Word]
    forms: Sequence[frozenset[str]]
    fact_at: Sequence[Fact | None]
    starts: frozenset[int]
    ends: frozenset[int]


def _match(elements: tuple[Element, ...], scene: Scene, at: int, begin: int = 0) -> int | None:
    """Position of the last word of the phrase found at `at`, or None; backtracks over gaps and optional words."""
    for index in range(begin, len(elements)):
        element = elements[index]
        if element.sign == "start":
            if at not in scene.starts:
                return None
            continue
        if element.sign == "end":
            if at - 1 not in scene.ends:
                return None
            continue
        if element.sign == "gap":
            for skip in range(GAP + 1):
                if at + skip > len(scene.words) or (skip and at + skip - 1 in scene.ends):
                    return None
                last = _match(elements, scene, at + skip, index + 1)
                if last is not None:
                    return last
            return None
        step = _step(element, scene, at)
        if not step and index and at < len(scene.words) and scene.words[at].text == ",":
            step = _step(element, scene, at + 1)
            at += 1 if step else 0
        if element.optional:
            if step:
                last = _match(elements, scene, at + step, index + 1)
                if last is not None:
                    return last
            continue
        if not step:
            return None
        at += step
    return at - 1


def _step(element: Element, scene: Scene, at: int) -> int:
    """How many words the element takes at a position: 0 when it does not match."""
    if at >= len(scene.words):
        return 0
    if element.facts:
        fact = scene.fact_at[at]
        if fact is None or fact.kind not in element.facts:
            return 0
        taken = at
        while taken < len(scene.words) and scene.fact_at[taken] is fact:
            taken += 1
        return taken - at
    word = scene.words[at]
    if element.words & scene.forms[at] or word.lower in element.exact:
        return 1
    return int(any(word.lower.startswith(prefix) for prefix in element.prefixes))


@cache
def vocabulary(layer: str, section: str = "concepts") -> Vocabulary:
    """Phrases of every language for one layer (`fields`, `acts`) and section of its file.

    Raises VocabularyError naming every mistake of the files.
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
                built.add(concept, phrase)
            for phrase in sorted({p for p in phrases if phrases.count(p) > 1}):
                problems.append(f"{name}: {concept}: «{phrase}» is listed twice. hint: keep one")
    if problems:
        raise VocabularyError("\n".join(problems))
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
