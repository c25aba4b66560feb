"""The data folder: where it is, whether it can be used, and which embedding model its index was built with."""

from __future__ import annotations

import json
import logging
import os
import shutil
import sys
from pathlib import Path

from knowledge.store import write_atomically
from knowledge.vectors import IndexMismatchError, mismatch

log = logging.getLogger(__name__)


def default_data_dir() -> Path:
    """Where this system keeps a user's data."""
    home = Path.home()
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "smeta"
    if sys.platform == "win32":
        return home / "AppData" / "Local" / "smeta"
    return home / ".local" / "share" / "smeta"


def usable(data_dir: Path | None) -> Path | None:
    """The data folder, made if need be; None when it cannot be written to."""
    if data_dir is None:
        return None
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        log.warning("%s cannot be made (%s): nothing will be kept", data_dir, error.strerror)
        return None
    if not os.access(data_dir, os.W_OK):
        log.warning("%s cannot be written to: nothing will be kept", data_dir)
        return None
    return data_dir


def check_stamp(data_dir: Path | None, embedder: str) -> None:
    """See that the index in the folder, if there is one, was built with this embedding model.

    Raises:
        IndexMismatchError: it was built with another.
    """
    if data_dir is None:
        return
    path = data_dir / "index.json"
    try:
        built_with = json.loads(path.read_text(encoding="utf-8")).get("embedder")
    except (OSError, ValueError, AttributeError):
        return
    if built_with and built_with != embedder:
        raise mismatch(str(data_dir), str(built_with), embedder)


def has_index(data_dir: Path | None, embedder: str | None = None) -> bool:
    """Whether the folder holds an index built with this embedding model; None is the built-in one."""
    from knowledge.embedding import describe

    try:
        check_stamp(data_dir, describe(embedder).name)
    except IndexMismatchError:
        return False
    return data_dir is not None and (data_dir / "index.json").exists() and usable(data_dir) is not None


def vectors_at_hand(data_dir: Path | None, embedder: str | None = None) -> bool:
    """Whether the guidance's vectors have only to be loaded: they are shipped for this model, or in the folder."""
    from knowledge.embedding import describe
    from knowledge.shipped_vectors import shipped_vectors

    return bool(shipped_vectors(describe(embedder).name).rows) or has_index(data_dir, embedder)


def stamp(data_dir: Path | None, embedder: str) -> None:
    """Note which embedding model the index in the folder is built with."""
    if data_dir is not None:
        write_atomically(data_dir / "index.json", json.dumps({"embedder": embedder}).encode())


def forget_vectors(data_dir: Path) -> None:
    """Throw the vectors of a data folder away, so that any embedding model may build them anew."""
    (data_dir / "index.json").unlink(missing_ok=True)
    shutil.rmtree(data_dir / "vectors", ignore_errors=True)
