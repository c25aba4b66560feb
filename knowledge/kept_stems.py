"""Stems of words, kept beside the vectors: finding them out takes longer than all else there is to opening a library.

The stem of a word hangs on the word, the dictionaries and the rules alone, so the table is one for all libraries and
outlives any change of their texts. It is left aside when the dictionaries or the rules are not those it was made with,
or when it cannot be read; whatever it lacks is found out as if there were none.
"""

from __future__ import annotations

import hashlib
import json
import logging
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from knowledge import lexical
from knowledge.lexical import LANGUAGES_FOLDER, known_stems
from knowledge.store import write_atomically

log = logging.getLogger(__name__)

_PACKAGES = ("pymorphy3", "pymorphy3-dicts-ru", "snowballstemmer", "PyStemmer")
_FEWEST_NEW = 10  # a handful of new words is found out again quicker than the table is written


class KeptStems:
    """The table in a data folder; None keeps nothing."""

    def __init__(self, data_dir: Path | None) -> None:
        self._path = data_dir / "stems.json" if data_dir else None
        self._kept = 0
        if self._path is not None:
            self._read(self._path)

    def _read(self, path: Path) -> None:
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            made_with, found = content["made_with"], content["stems"]
        except (OSError, ValueError, KeyError, TypeError):
            return
        if made_with == rules_version() and isinstance(found, dict):
            known_stems.update(found)
            self._kept = len(known_stems)

    def keep(self) -> None:
        """Put the stems found out by now on disk, at once or not at all."""
        if self._path is None or len(known_stems) < self._kept + _FEWEST_NEW:
            return
        found = dict(known_stems)
        content = {"made_with": rules_version(), "stems": found}
        try:
            write_atomically(self._path, json.dumps(content, ensure_ascii=False).encode())
        except OSError as error:
            log.warning("%s cannot be written (%s): stems will be found out anew", self._path, error.strerror)
        self._kept = len(found)

    def forget(self) -> None:
        """Throw the table away: words of documents that are removed must not stay in it."""
        if self._path is not None:
            self._path.unlink(missing_ok=True)
        known_stems.clear()
        self._kept = 0


@cache
def rules_version() -> str:
    """What a stem hangs on besides the word: the packages' versions, our rules and lists of words."""
    digest = hashlib.sha256()
    for name in _PACKAGES:
        try:
            digest.update(f"{name} {version(name)}\n".encode())
        except PackageNotFoundError:
            digest.update(f"{name} is missing\n".encode())
    for path in (Path(lexical.__file__), *sorted(LANGUAGES_FOLDER.glob("*.yaml"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
