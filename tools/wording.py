"""The sentences of an estimate, kept as data: tools/texts/<group>.yaml, each entry in every language.

The loader refuses an entry without a language, an unknown key, or an id given twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).with_name("texts")
LANGUAGES = ("en", "ru")
_KEYS = {*LANGUAGES, "article", "severity", "driver"}


class WordingError(ValueError):
    """A text file is wrong; one line per problem: `file: id: what is wrong. hint: …`."""


@dataclass(frozen=True)
class Wording:
    """One text in every language, with the article that explains its subject."""

    id: str
    texts: Mapping[str, str]
    article: str = ""
    severity: str = "note"
    driver: str = "volume"

    def say(self, language: str, /, **values: object) -> str:
        """The text in a language (English if it has no such language) with the values put in."""
        return self.texts.get(language, self.texts["en"]).format(**values)


class _NoDuplicates(yaml.CSafeLoader):
    """YAML that refuses a key given twice."""


def _mapping(loader: yaml.CSafeLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    keys = [loader.construct_object(key) for key, _ in node.value]
    twice = {key for key in keys if keys.count(key) > 1}
    if twice:
        raise WordingError(f"{node.start_mark.name}:{node.start_mark.line + 1}: {sorted(twice)}: given twice.")
    return loader.construct_mapping(node, deep=True)


_NoDuplicates.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def read(path: Path) -> dict[str, Wording]:
    """Read and check one text file. Raises WordingError with every problem found."""
    with path.open(encoding="utf-8") as file:
        entries = yaml.load(file, _NoDuplicates)
    problems: list[str] = []
    found: dict[str, Wording] = {}
    for key, entry in (entries or {}).items():
        unknown = set(entry) - _KEYS if isinstance(entry, dict) else {"(not a mapping)"}
        missing = [code for code in LANGUAGES if not isinstance(entry, dict) or not entry.get(code)]
        if unknown or missing:
            wrong = f"unknown keys {sorted(unknown)}" if unknown else f"no text for {', '.join(missing)}"
            problems.append(f"{path.name}: {key}: {wrong}. hint: write {{en: …, ru: …}}.")
            continue
        texts = {code: str(entry[code]) for code in LANGUAGES}
        rest = {name: str(entry[name]) for name in ("article", "severity", "driver") if name in entry}
        found[str(key)] = Wording(str(key), texts, **rest)
    if problems:
        raise WordingError("\n".join(problems))
    return found


@cache
def group(name: str) -> Mapping[str, Wording]:
    """All texts of one file."""
    return read(FOLDER / f"{name}.yaml")


def wording(group_name: str, key: str) -> Wording:
    """One entry; KeyError if there is none."""
    return group(group_name)[key]


def say(group_name: str, key: str, language: str, /, **values: object) -> str:
    """The text of one entry with the values put in."""
    return wording(group_name, key).say(language, **values)
