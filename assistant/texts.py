"""Texts of the page and the reports: one YAML file a language, the same keys and placeholders in each.

A language is a folder of ``assistant/languages``; nothing else lists the languages.
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

LANGUAGES_FOLDER = Path(__file__).parent / "languages"


class TextsError(ValueError):
    """A file of texts is wrong; the message names the file and the key."""


@cache
def languages() -> tuple[str, ...]:
    """Codes of the languages Smeta speaks, in alphabetical order."""
    return tuple(sorted(folder.name for folder in LANGUAGES_FOLDER.iterdir() if folder.is_dir()))


@cache
def texts(name: str, language: str) -> Mapping[str, str]:
    """Texts of one room (``page``, ``report``) in one language, by dotted key.

    Raises:
        TextsError: a key or a placeholder stands in one language and not in another.
    """
    by_language = {code: _read(LANGUAGES_FOLDER / code / f"{name}.yaml") for code in languages()}
    _refuse_differences(name, by_language)
    return by_language[language if language in by_language else "en"]


def _read(path: Path) -> dict[str, str]:
    flat: dict[str, str] = {}

    def walk(prefix: str, node: Any) -> None:
        if isinstance(node, dict):
            for key, child in node.items():
                walk(f"{prefix}.{key}" if prefix else str(key), child)
        elif isinstance(node, str):
            flat[prefix] = node.strip()
        else:
            raise TextsError(f"{path}: {prefix}: a text is expected. hint: put the value in quotes")

    walk("", yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader))
    return flat


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def _refuse_differences(name: str, by_language: Mapping[str, Mapping[str, str]]) -> None:
    reference_code = "en" if "en" in by_language else next(iter(by_language))
    reference = by_language[reference_code]
    for code, entries in by_language.items():
        for key in reference.keys() ^ entries.keys():
            missing = code if key in reference else reference_code
            raise TextsError(f"{missing}/{name}.yaml: {key}: missing. hint: every language has every text")
        for key, text in entries.items():
            if _placeholders(text) != _placeholders(reference[key]):
                raise TextsError(f"{code}/{name}.yaml: {key}: other placeholders than in {reference_code}")
