"""Every mistake in a parameter or source file is refused with its own message.

A case is a wrong file; its leading comments are the messages it must give, all of them and no others.
"""

from pathlib import Path

import pytest

from knowledge.checked_yaml import DataError
from knowledge.sources import read_sources
from tools.parameter import read_parameters

CASES = Path(__file__).parent.parent / "cases"
KNOWN_SOURCES = {"hourly-rates-016"}


def cases(folder):
    return [pytest.param(path, id=path.stem) for path in sorted((CASES / folder).glob("*.yaml"))]


def expected(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix("# ") for line in lines if line.startswith("# ")]


@pytest.mark.parametrize("path", cases("parameters"))
def test_parameter_file_is_refused(path):
    with pytest.raises(DataError) as refused:
        read_parameters([path], references=KNOWN_SOURCES)
    assert [str(problem) for problem in refused.value.problems] == expected(path)


@pytest.mark.parametrize("path", cases("sources"))
def test_source_file_is_refused(path):
    with pytest.raises(DataError) as refused:
        read_sources(path)
    assert [str(problem) for problem in refused.value.problems] == expected(path)


def test_same_parameter_in_two_files_is_refused(tmp_path):
    good = (CASES / "parameters" / "duplicate-parameter.yaml").read_text(encoding="utf-8").split("\n", 1)[1]
    entry = good[: len(good) // 2]
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(entry, encoding="utf-8")
    with pytest.raises(DataError, match=r"b\.yaml:1: rates\.hourly\.PH: given twice, first in a\.yaml:1"):
        read_parameters([tmp_path / "a.yaml", tmp_path / "b.yaml"], references=KNOWN_SOURCES)
    assert len(read_parameters([tmp_path / "a.yaml"], references=KNOWN_SOURCES)) == 1
