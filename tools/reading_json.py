"""JSON from a file or standard input, or a problem that says why not."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tools.errors import InputError
from tools.messages import problem, text

MOST_BYTES = 10_000_000


class _RepeatedKeyError(ValueError):
    pass


def read_json(source: str, language: str = "en") -> Any:
    """Return the JSON value in the file `source`, or on standard input if it is "-". Raises InputError."""
    name = "input" if source == "-" else source
    raw = _read_bytes(source, name, language)
    try:
        content = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _refusal(name, "not_text", language) from None
    if not content.strip():
        raise _refusal(name, "empty_input", language)
    return parse_json(content, name, language)


def parse_json(content: str, name: str = "input", language: str = "en") -> Any:
    """Return the JSON value of a text. Raises InputError: not JSON, nested too deeply, or a field given twice."""
    try:
        return json.loads(content, object_pairs_hook=_without_repetition)
    except json.JSONDecodeError as error:
        hint = text("hints", "json", language)
        refused = problem(name, "bad_json", language, hint, line=error.lineno, column=error.colno)
        raise InputError([refused], language) from None
    except _RepeatedKeyError as error:
        refused = problem(name, "repeated_key", language, text("hints", "keep_one", language),
                          found=json.dumps(str(error)[:80], ensure_ascii=False))  # fmt: skip
        raise InputError([refused], language) from None
    except (RecursionError, ValueError):  # ValueError: a number of thousands of digits
        raise _refusal(name, "deep_json", language) from None


def _without_repetition(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _RepeatedKeyError(key)
        found[key] = value
    return found


def _read_bytes(source: str, name: str, language: str) -> bytes:
    try:
        if source == "-":
            raw = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with Path(source).open("rb") as file:
                raw = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        hint = text("hints", "input", language)
        raise InputError([problem(name, "not_readable", language, hint, reason=reason)], language) from None
    if len(raw) > MOST_BYTES:
        raise _refusal(name, "too_big", language)
    return raw


def _refusal(name: str, key: str, language: str) -> InputError:
    return InputError([problem(name, key, language, text("hints", "input", language))], language)
