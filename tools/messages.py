"""The texts of input problems, English and Russian side by side in messages.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tools.errors import Problem

LANGUAGES = ("en", "ru")


@cache
def _texts() -> Mapping[str, Any]:
    path = Path(__file__).with_name("messages.yaml")
    return yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)


def text(section: str, key: str, language: str, **values: object) -> str:
    """Return the text `key` of a section ("problems", "hints", "found") with the values put in, English by default."""
    wordings = _texts()[section][key]
    return str(wordings.get(language) or wordings["en"]).format(**values)


def problem(path: str, key: str, language: str, hint: str = "", **values: object) -> Problem:
    """Return the problem `key` at `path`; `hint` is a ready text."""
    return Problem(path, text("problems", key, language, **values), hint)
