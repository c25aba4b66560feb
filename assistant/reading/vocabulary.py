"""The words of a language: strict reading of its YAML files and fast look-up of their inflected forms.

A vocabulary file says what a word means, not how it is inflected. Russian words are spread into all their forms by
the morphological dictionary when the file is loaded; ``=word`` keeps a word as it is written.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

import yaml

from assistant.reading.tokens import Token, fold, tokenize

LANGUAGES_DIR = Path(__file__).resolve().parent.parent / "languages"
Value = TypeVar("Value", bound=Hashable)
Schema = Mapping[str, Any]


class VocabularyError(ValueError):
    """A language file is wrong; one line per problem, ``file:line: path: what is wrong. hint: …``."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


def language_codes() -> tuple[str, ...]:
    """Return the codes of the languages that have a folder, in alphabetical order."""
    return tuple(sorted(p.name for p in LANGUAGES_DIR.iterdir() if (p / "numbers.yaml").is_file()))


def read_file(path: Path, schema: Schema) -> dict[str, Any]:
    """Read one language file by its schema, or raise `VocabularyError` with all that is wrong in it.

    A schema maps each section to ``list`` (words), to ``str`` (a line of text), to ``(key type, list)`` for a mapping
    of meanings to words (``(key type, str)`` to lines), to ``(key type, schema)`` for a mapping to records of sections,
    or to a frozenset of meanings of which a word may have one only.
    """
    problems: list[str] = []
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (OSError, yaml.YAMLError) as error:
        raise VocabularyError([f"{path.name}:1: cannot be read: {error}. hint: check the YAML"]) from error
    data = _section(node, schema, path, "", problems)
    if problems:
        raise VocabularyError(problems)
    return data


def _say(problems: list[str], path: Path, node: Any, where: str, what: str, hint: str) -> None:
    line = node.start_mark.line + 1 if node is not None else 1
    place = f"{path.parent.name}/{path.name}:{line}"
    problems.append(f"{place}: {where or 'file'}: {what}. hint: {hint}")


def _pairs(node: Any, path: Path, where: str, problems: list[str]) -> Iterator[tuple[Any, Any]]:
    if not isinstance(node, yaml.MappingNode):
        _say(problems, path, node, where, "not a mapping", "write `meaning: [words]`")
        return
    seen: set[str] = set()
    for key, value in node.value:
        if key.value in seen:
            _say(problems, path, key, f"{where}.{key.value}".lstrip("."), "stands twice", "join the two entries")
        seen.add(key.value)
        yield key, value


def _section(node: Any, schema: Schema, path: Path, where: str, problems: list[str]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for key, value in _pairs(node, path, where, problems):
        place = f"{where}.{key.value}".lstrip(".")
        if key.value not in schema:
            _say(problems, path, key, place, "unknown key", f"known are {', '.join(sorted(schema))}")
            continue
        data[key.value] = _value(value, schema[key.value], path, place, problems)
    return data


def _value(node: Any, kind: Any, path: Path, where: str, problems: list[str]) -> Any:
    if kind is list:
        return _words(node, path, where, problems)
    if kind is str:
        return _scalar(node, path, where, problems)
    if isinstance(kind, frozenset):
        return _parted(node, kind, path, where, problems)
    key_type, inner = kind
    data: dict[Any, Any] = {}
    for key, value in _pairs(node, path, where, problems):
        place = f"{where}.{key.value}"
        try:
            meaning = key_type(key.value)
        except ValueError:
            _say(problems, path, key, place, f"not a {key_type.__name__}", "the key is the meaning of the words")
            continue
        leaf = inner is list or inner is str
        data[meaning] = (
            _value(value, inner, path, place, problems) if leaf else _section(value, inner, path, place, problems)
        )
    return data


def _scalar(node: Any, path: Path, where: str, problems: list[str]) -> str:
    if not isinstance(node, yaml.ScalarNode):
        _say(problems, path, node, where, "not one line of text", 'write "a word, another word"')
        return ""
    return str(node.value)


def _parted(node: Any, meanings: frozenset[str], path: Path, where: str, problems: list[str]) -> dict[str, list[str]]:
    """Words by their meaning, each under one of the meanings only."""
    data = _section(node, dict.fromkeys(meanings, list), path, where, problems)
    home: dict[str, str] = {}
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        for item in value.value if isinstance(value, yaml.SequenceNode) else ():
            first = home.setdefault(str(item.value), key.value)
            if first != key.value:
                place = f"{where}.{key.value}"
                _say(problems, path, item, place, f"«{item.value}» stands under {first} too", "keep it under one")
    return data


def _words(node: Any, path: Path, where: str, problems: list[str]) -> list[str]:
    if not isinstance(node, yaml.SequenceNode):
        _say(problems, path, node, where, "not a list of words", "write [word, another word]")
        return []
    words: list[str] = []
    for item in node.value:
        word = item.value if isinstance(item, yaml.ScalarNode) else ""
        if not isinstance(word, str) or not word.strip():
            _say(problems, path, item, where, "not a word", "put signs in quotes")
        elif word in words:
            _say(problems, path, item, where, f"«{word}» stands twice", "remove one")
        else:
            words.append(word)
    return words


def load(name: str, schema: Schema) -> dict[str, dict[str, Any]]:
    """Read the file ``name`` of every language: ``{"en": {...}, "ru": {...}}``."""
    return {code: read_file(LANGUAGES_DIR / code / name, schema) for code in language_codes()}


def merged(name: str, schema: Schema, section: str) -> Any:
    """Return one section of a file with the words of all languages together."""
    if name not in _FILES:
        _FILES[name] = load(name, schema)
    files = [data.get(section) for data in _FILES[name].values()]
    if schema[section] is list:
        return [word for words in files if words for word in words]
    result: dict[Any, list[str]] = {}
    for mapping in files:
        for meaning, words in (mapping or {}).items():
            result.setdefault(meaning, []).extend(words)
    return result


_FILES: dict[str, dict[str, dict[str, Any]]] = {}  # what `merged` has read


@cache
def morphology() -> Any:
    """Return the Russian morphological dictionary (loaded once, about a tenth of a second)."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


def is_cyrillic(word: str) -> bool:
    """Tell whether a word is written in Cyrillic."""
    return "Ѐ" <= word[0] <= "ӿ"


@cache
def forms(word: str) -> frozenset[str]:
    """Return the folded inflected forms of one word; the word alone if it is foreign, short or marked ``=``."""
    exact = word.startswith("=")
    low = fold(word.lstrip("="))
    if exact or len(low) < 3 or not is_cyrillic(low):
        return frozenset({low})
    found = {low}
    parses = morphology().parse(low)
    same = [parse for parse in parses if fold(parse.normal_form) == low]
    for parse in same or parses[:1]:
        found.update(fold(form.word) for form in parse.lexeme if form.tag.POS != "COMP")
        if parse.tag.POS != "NUMR":
            break
    return frozenset(found)


class Lexicon(Generic[Value]):
    """Words and phrases with a value each; the longest phrase that stands at a token wins."""

    def __init__(self, entries: Iterable[tuple[str, Value]], expand: Callable[[str], frozenset[str]] = forms) -> None:
        self._index: dict[str, list[tuple[tuple[frozenset[str], ...], Value]]] = {}
        for phrase, value in entries:
            mark = "=" if phrase.startswith("=") else ""
            words = [t.text for t in tokenize(phrase.lstrip("=")) if t.low not in {"-", "."}]
            parts = [expand(mark + word) for word in words]
            if not parts:
                continue
            for form in parts[0]:
                self._index.setdefault(form, []).append((tuple(parts[1:]), value))
        for choices in self._index.values():
            choices.sort(key=lambda choice: -len(choice[0]))
        self._alone = {form: value for form, choices in self._index.items() for tail, value in choices if not tail}

    @classmethod
    def of(cls, meanings: Mapping[Value, Iterable[str]]) -> Lexicon[Value]:
        """Build from a mapping of meanings to words."""
        return cls((word, meaning) for meaning, words in meanings.items() for word in words)

    @classmethod
    def words(cls, words: Iterable[str]) -> Lexicon[bool]:
        """Build a set of words: the value of each is True."""
        return Lexicon((word, True) for word in words)

    def match(self, tokens: list[Token], i: int) -> tuple[Value, int] | None:
        """Return the value of the longest phrase at token ``i`` and the token after it."""
        choices = self._index.get(tokens[i].low) if i < len(tokens) else None
        if choices is None:
            return None
        for tail, value in choices:
            end = self._tail(tokens, i + 1, tail)
            if end:
                return value, end
        return None

    @staticmethod
    def _tail(tokens: list[Token], i: int, tail: tuple[frozenset[str], ...]) -> int:
        for choices in tail:
            while (
                i < len(tokens) and tokens[i].low in {"-", "‑", "."} and (not tokens[i].spaced or tokens[i].low == "‑")
            ):
                i += 1
            if i >= len(tokens) or tokens[i].low not in choices or tokens[i].newline:
                return 0
            i += 1
        return i

    def __contains__(self, word: str) -> bool:
        return word in self._alone

    def first_forms(self) -> Iterator[str]:
        """Yield every form a phrase may begin with."""
        yield from self._index

    def all_forms(self) -> Iterator[str]:
        """Yield every form of every word."""
        for form, choices in self._index.items():
            yield form
            for tail, _ in choices:
                for part in tail:
                    yield from part

    def single(self) -> Mapping[str, Value]:
        """Return the one-word forms with their values."""
        return self._alone


class Sections:
    """The lists of words of one vocabulary file, each an attribute by the name of its section."""

    def __init__(self, name: str, schema: Schema) -> None:
        self.sections = {
            section: Lexicon.words(merged(name, schema, section)) for section, kind in schema.items() if kind is list
        }

    def __getattr__(self, name: str) -> Lexicon[bool]:
        try:
            return self.__dict__["sections"][name]
        except KeyError:
            raise AttributeError(name) from None
