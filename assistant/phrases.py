"""What Smeta says: phrases as data, one `phrases.yaml` a language, with Russian and English plurals.

A phrase is a text or a list of wordings of one meaning. `{name}` is filled in; `{count#operator|operators}` becomes a
number with the right form of the word (Russian: one, few, many; a fraction takes the "few" form).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from babel import Locale
from babel.numbers import format_decimal

LANGUAGES = ("en", "ru")
_FOLDER = Path(__file__).parent / "languages"
_PLACEHOLDER = re.compile(r"\{(\w+)(?:#([^{}]*))?\}")
_FORMS = {"en": 2, "ru": 3}


class PhrasesError(ValueError):
    """The phrase files are wrong: one line per problem."""


class Phrases:
    """The phrases of one language."""

    def __init__(self, language: str, entries: Mapping[str, tuple[str, ...]]) -> None:
        self.language = language
        self._entries = entries
        self._plural = Locale.parse(language).plural_form

    def __contains__(self, key: str) -> bool:
        return key in self._entries

    def keys(self) -> list[str]:
        """All keys, dotted."""
        return list(self._entries)

    def under(self, prefix: str) -> list[str]:
        """The keys directly under a dotted prefix, without it."""
        start = prefix + "."
        return list(dict.fromkeys(key[len(start) :].split(".")[0] for key in self._entries if key.startswith(start)))

    def say(self, key: str, variant: int = 0, /, **values: Any) -> str:
        """The phrase under `key`, its placeholders filled; `variant` chooses among wordings, round and round.

        Raises KeyError for a key or a value that is missing.
        """
        wordings = self._entries[key]
        text = wordings[variant % len(wordings)]
        return _PLACEHOLDER.sub(lambda match: self._fill(match, values), text)

    def count(self, value: float, forms: str) -> str:
        """`value` with the right one of `forms` ("agent|agents", «оператор|оператора|операторов»)."""
        shown = round(value, 1)
        return f"{format_decimal(shown, locale=self.language)}\u00a0{self.plural(shown, forms)}"

    def plural(self, value: float, forms: str) -> str:
        """The form of a word that goes with `value`."""
        words = forms.split("|")
        if self.language == "ru":
            if value != int(value):
                return words[1]
            return words[{"one": 0, "few": 1}.get(self._plural(int(value)), 2)]
        return words[0 if value == 1 else 1]

    def _fill(self, match: re.Match[str], values: Mapping[str, Any]) -> str:
        name, forms = match.groups()
        value = values[name]
        if forms is None:
            return str(value)
        return self.count(float(value), forms)


@cache
def phrases(language: str) -> Phrases:
    """The phrases of a language, checked against the others.

    Raises PhrasesError naming the file and the key when the languages differ in keys or placeholders.
    """
    loaded = _load_all()
    return Phrases(language, loaded[language if language in loaded else "en"])


@cache
def _load_all() -> dict[str, dict[str, tuple[str, ...]]]:
    return load_phrases({code: (_FOLDER / code / "phrases.yaml").read_text(encoding="utf-8") for code in LANGUAGES})


def load_phrases(texts: Mapping[str, str]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Phrases of every language from the text of its file, all problems reported together."""
    problems: list[str] = []
    loaded = {code: _flatten(code, _parse(code, text, problems), problems) for code, text in texts.items()}
    every_key = sorted({key for entries in loaded.values() for key in entries})
    for key in every_key:
        for code, entries in loaded.items():
            if key not in entries:
                problems.append(f"{code}/phrases.yaml: {key}: missing. hint: every language has every phrase")
        wanted = {code: _names(entries[key]) for code, entries in loaded.items() if key in entries}
        if len(set(map(frozenset, wanted.values()))) > 1:
            listed = "; ".join(f"{code}: {', '.join(sorted(names)) or 'none'}" for code, names in wanted.items())
            problems.append(f"phrases.yaml: {key}: placeholders differ ({listed}). hint: use the same names")
    if problems:
        raise PhrasesError("\n".join(problems))
    return loaded


class _Strict(yaml.CSafeLoader):
    """YAML that refuses a key written twice."""


def _no_duplicates(loader: _Strict, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
    seen: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in seen:
            raise yaml.MarkedYAMLError(problem=f"{key}: written twice", problem_mark=key_node.start_mark)
        seen[key] = loader.construct_object(value_node, deep=True)
    return seen


_Strict.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _no_duplicates)


def _parse(code: str, text: str, problems: list[str]) -> dict[Any, Any]:
    try:
        parsed = yaml.load(text, Loader=_Strict)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        problems.append(f"{code}/phrases.yaml:{line}: {error.problem}. hint: fix the YAML")
        return {}
    return parsed if isinstance(parsed, dict) else {}


def _flatten(code: str, node: Mapping[Any, Any], problems: list[str], prefix: str = "") -> dict[str, tuple[str, ...]]:
    entries: dict[str, tuple[str, ...]] = {}
    for key, value in node.items():
        path = f"{prefix}{key}"
        if isinstance(value, dict):
            entries.update(_flatten(code, value, problems, f"{path}."))
        elif isinstance(value, str) or (isinstance(value, list) and value and all(isinstance(v, str) for v in value)):
            wordings = (value,) if isinstance(value, str) else tuple(value)
            entries[path] = tuple(wording.strip("\n") for wording in wordings)
            _check_forms(code, path, entries[path], problems)
        else:
            problems.append(f"{code}/phrases.yaml: {path}: {value!r} is not a text. hint: a text or a list of texts")
    return entries


def _check_forms(code: str, path: str, wordings: tuple[str, ...], problems: list[str]) -> None:
    expected = _FORMS.get(code, 2)
    for wording in wordings:
        for match in _PLACEHOLDER.finditer(wording):
            if match[2] is not None and len(match[2].split("|")) != expected:
                problems.append(f"{code}/phrases.yaml: {path}: {match[0]}: {expected} forms of the word are needed")


def _names(wordings: tuple[str, ...]) -> set[str]:
    return {match[1] for wording in wordings for match in _PLACEHOLDER.finditer(wording)}
