"""The knowledge opened once a process; the guidance is embedded once a run, by whoever comes first."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from filelock import FileLock

import knowledge as room
from knowledge import Knowledge


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def knowledge(data_dir: Path, tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Knowledge:
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "guidance-with-vectors"
    with FileLock(f"{shared}.lock"):
        opened = None if shared.exists() else _embedded(data_dir, pytestconfig)
        if opened:
            shutil.copytree(data_dir, shared)
    if opened is None:
        shutil.copytree(shared, data_dir, dirs_exist_ok=True)
        opened = _opened(data_dir)
    return opened


def _opened(data_dir: Path) -> Knowledge:
    opened = Knowledge.open(data_dir, background=False)
    assert opened.ready, opened.problem
    return opened


def _embedded(data_dir: Path, config: pytest.Config) -> Knowledge:
    """The guidance with its vectors. They are kept from run to run, and what has changed since is embedded anew."""
    with _kept(config) as kept:
        if kept.exists():
            shutil.copytree(kept, data_dir, dirs_exist_ok=True)
        opened = _opened(data_dir)
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(data_dir, aside := kept.with_suffix(".new"), dirs_exist_ok=True)
        aside.rename(kept)  # at one stroke: a run that is stopped leaves no half a folder
    return opened


@contextmanager
def _kept(config: pytest.Config) -> Iterator[Path]:
    """Where vectors are kept between runs, held by nobody else meanwhile; other code of the embedder, other vectors."""
    code = Path(room.__file__).parent
    digest = hashlib.sha256()
    for name in ("embedding/models.py", "embedding/minilm.py", "vectors.py", "shipped_vectors.py", "vectors.npz"):
        digest.update((code / name).read_bytes())
    folder = Path(config.cache.mkdir("guidance-with-vectors"))
    with FileLock(folder / "lock"):
        for other in folder.glob("*/"):
            if other.name != digest.hexdigest()[:16]:
                shutil.rmtree(other)
        yield folder / digest.hexdigest()[:16]


@pytest.fixture
def warm(knowledge: Knowledge, data_dir: Path, tmp_path: Path) -> Path:
    """A data folder where the guidance has its vectors already."""
    return shutil.copytree(data_dir, tmp_path / "data")
