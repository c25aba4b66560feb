"""The knowledge opened once, with its embedder, in a data folder of the test run's own."""

from __future__ import annotations

import pytest

from knowledge import Knowledge


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory):
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def knowledge(data_dir) -> Knowledge:
    opened = Knowledge.open(data_dir, background=False)
    assert opened.ready, opened.problem
    return opened
