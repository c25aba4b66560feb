"""python -m tools, as a program: answers on standard output, problems on standard error, never a traceback."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

RIGHT = '{"contacts_per_hour": 200, "aht_seconds": 180, "service_level": {"percent": 80, "seconds": 20}}'


def run(*arguments: str, text: bytes = b"") -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-m", "tools", *arguments], input=text, capture_output=True, timeout=120)


def test_a_request_on_standard_input_is_answered_in_json():
    done = run("staffing", "-", text=RIGHT.encode())
    assert done.returncode == 0
    assert done.stderr == b""
    assert json.loads(done.stdout)["agents"] == 14


def test_a_request_in_a_file_is_answered(tmp_path):
    path = tmp_path / "запрос.json"
    path.write_text("\ufeff" + RIGHT, encoding="utf-8")
    assert json.loads(run("staffing", str(path)).stdout)["agents"] == 14


@pytest.mark.parametrize("command", ["staffing", "estimate"])
@pytest.mark.parametrize(
    "text",
    [b"", b"  \n", b"{", b"[1]", b"null", b"\xff\xfe\x00", b'{"a": 1, "a": 2}', b"[" * 50_000, b'{"agents": NaN}',
     b'{"contacts_per_hour": ' + b"9" * 5000 + b"}", b'{"contacts_per_hour": -1, "contacts_per_month": -1}'],
    ids=["empty", "blank", "broken", "list", "null", "binary", "twice", "deep", "nan", "huge", "negative"],
)  # fmt: skip
def test_wrong_input_is_refused_without_a_traceback(command, text):
    done = run(command, "-", text=text)
    said = done.stderr.decode()
    assert done.returncode == 2, said
    assert done.stdout == b""
    assert "Traceback" not in said
    assert all(": " in line for line in said.strip().splitlines())


def test_a_directory_and_a_missing_file_are_refused(tmp_path):
    for path in (tmp_path, tmp_path / "nothing.json"):
        done = run("staffing", str(path))
        assert done.returncode == 2
        assert str(path) in done.stderr.decode()


def test_problems_are_told_in_russian_on_request():
    done = run("estimate", "-", "--language", "ru", text=b'{"contacts_per_month": -5}')
    assert done.returncode == 2
    assert "отрицательное" in done.stderr.decode()


def test_every_calculator_is_listed_with_its_schema():
    listed = json.loads(run("list").stdout)
    assert {"estimate", "staffing"} <= {one["name"] for one in listed}
    assert all(one["description"] and one["schema"]["type"] == "object" for one in listed)


def test_the_package_gives_the_function_whichever_way_it_was_imported_first():
    for first in ("import tools.estimate", "from tools import estimate", "from tools.estimate import NeedMore"):
        code = f"{first}\nfrom tools import Brief, InputError, Problem, estimate\nassert callable(estimate)"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=120)
        assert done.returncode == 0, done.stderr.decode()
