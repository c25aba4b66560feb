"""The knowledge opened once, with its embedder, in a data folder of the test run's own."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from knowledge import Knowledge


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the first process of the test run that has embedded the guidance leaves its data folder for the others."""
    base = tmp_path_factory.getbasetemp()
    return (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "guidance-with-vectors"


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Path:
    folder = tmp_path_factory.mktemp("data")
    return shutil.copytree(shared, folder, dirs_exist_ok=True) if shared.exists() else folder


@pytest.fixture(scope="session")
def knowledge(data_dir: Path, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    opened = Knowledge.open(data_dir, background=False)
    assert opened.ready, opened.problem
    if not shared.exists():
        copy = shutil.copytree(data_dir, tmp_path_factory.mktemp("copy") / "data")
        try:
            copy.rename(shared)  # at one stroke: nobody finds half a folder
        except OSError:  # another process has come first
            assert shared.exists()
    return opened


@pytest.fixture
def warm(knowledge: Knowledge, data_dir: Path, tmp_path: Path) -> Path:
    """A data folder where the guidance has its vectors already."""
    return shutil.copytree(data_dir, tmp_path / "data")
