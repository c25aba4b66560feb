"""Rules of the house: layers, sizes, names, one reader of the environment, imports that do nothing."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ORDER = ("knowledge", "tools", "assistant", "app")
HEAVY = ("torch", "gradio", "chromadb", "langchain", "sentence_transformers")
FORBIDDEN_NAMES = {"utils", "helpers", "common", "manager"}
LONGEST_MODULE_LINES = 400


def modules() -> list[Path]:
    return sorted([*(p for room in ORDER[:3] for p in (ROOT / room).rglob("*.py")), ROOT / "app.py"])


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def names(paths: list[Path]) -> list[str]:
    return [str(p.relative_to(ROOT)) for p in paths]


@pytest.mark.parametrize("path", modules(), ids=names(modules()))
def test_a_lower_layer_never_imports_a_higher_one(path: Path) -> None:
    room = path.relative_to(ROOT).parts[0].removesuffix(".py")
    above = ORDER[ORDER.index(room) + 1 :]
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert [name for name in imported(tree) if name.split(".")[0] in above] == []


def test_calculators_know_no_framework() -> None:
    barred = {"langchain", "langchain_core", "langgraph", "gradio", "chromadb", "httpx", "requests", "urllib"}
    found = {
        str(path): name
        for path in (ROOT / "tools").rglob("*.py")
        for name in imported(ast.parse(path.read_text(encoding="utf-8")))
        if name.split(".")[0] in barred
    }
    assert found == {}


def test_the_environment_has_one_reader() -> None:
    readers = []
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv"):
                readers.append(str(path.relative_to(ROOT)))
    assert set(readers) == {"assistant/settings.py"}


def test_modules_are_short_enough_to_be_one_thing() -> None:
    long = {
        n: c
        for p, n in zip(modules(), names(modules()), strict=True)
        if (c := len(p.read_text().splitlines())) > LONGEST_MODULE_LINES
    }
    assert long == {}


def test_no_module_is_a_drawer_for_everything() -> None:
    assert [
        n for p, n in zip(modules(), names(modules()), strict=True) if set(p.stem.split("_")) & FORBIDDEN_NAMES
    ] == []


@pytest.mark.parametrize("door", ["knowledge", "tools", "tools.estimate", "assistant", "assistant.reading"])
def test_importing_a_door_loads_nothing_heavy_and_prints_nothing(door: str) -> None:
    code = f"import sys, {door}; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert done.stderr == ""


def test_the_project_names_no_path_of_a_machine() -> None:
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    texts = [
        ROOT / n
        for n in tracked
        if Path(n).suffix in {".py", ".md", ".yaml", ".toml", ".css", ".js", ""} and (ROOT / n).is_file()
    ]
    # A path stands by itself; inside an address the same words belong to somebody's site.
    barred = re.compile(r"(?<![\w.~-])/(?:work|root|opt/pypi)\b[\w-]*/")
    assert [str(p) for p in texts if barred.search(p.read_text(encoding="utf-8", errors="ignore"))] == []
