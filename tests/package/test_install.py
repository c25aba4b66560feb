"""A wheel built from the checkout works from another directory, with its data, and nothing of the checkout in sight."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BRIEF = {"channels": {"phone": {"contacts_per_month": 5000, "aht_seconds": 240}}, "languages": ["en"]}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("wheel")
    source = base / "source"
    subprocess.run(["git", "clone", "-q", str(ROOT), str(source)], check=True)
    # What is tracked but not committed yet is part of what a developer is about to ship.
    changed = subprocess.run(["git", "diff", "HEAD", "--binary"], cwd=ROOT, capture_output=True, check=True).stdout
    if changed:
        subprocess.run(["git", "apply"], cwd=source, input=changed, check=True)
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(base / "dist"), str(source)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = (base / "dist").glob("*.whl")
    target = base / "site"
    install = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(target), str(wheel)]
    subprocess.run(install, check=True)
    return target


def run(site: Path, where: Path, *arguments: str, text: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(site), "SMETA_DATA": str(site.parent / "data")}
    command = [sys.executable, "-P", "-m", *arguments]
    return subprocess.run(command, cwd=where, env=environment, input=text, capture_output=True, text=True, check=False)


def test_the_installed_calculators_find_their_parameters(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "tools", "estimate", "-", text=json.dumps(BRIEF))
    assert done.returncode == 0, done.stderr
    monthly = json.loads(done.stdout)["monthly"]
    assert 0 < monthly["low"] <= monthly["typical"] <= monthly["high"]


def test_the_installed_library_answers(installed: Path, tmp_path: Path) -> None:
    done = run(
        installed, tmp_path, "knowledge", "search", "What are the hidden costs?", "--json", "--words-only", text=""
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)[0]["article"] == "faq-hidden-costs"


def test_the_installed_guidance_has_its_vectors(installed: Path) -> None:
    assert (installed / "knowledge" / "vectors.npz").read_bytes() == (ROOT / "knowledge" / "vectors.npz").read_bytes()


def test_the_installed_assistant_talks(installed: Path, tmp_path: Path) -> None:
    message = {"conversation": "a", "message": "5000 calls a month, 4 minutes each, 24/7, English. Cost?"}
    done = run(installed, tmp_path, "assistant", "chat", "--json", text=json.dumps(message) + "\n")
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    assert json.loads(line)["estimate"]["monthly"]["typical"] > 0


def test_the_installed_page_has_its_files(installed: Path, tmp_path: Path) -> None:
    code = """
from assistant import Assistant, Settings
from assistant.ui import build_page
from assistant.reports import FORMATS, render
from knowledge import Knowledge
with Assistant(Settings(), Knowledge.open(words_only=True)) as assistant:
    build_page(assistant, assistant.settings)
    turn = assistant.ask("10 agents in Poland")
    print({name: len(render(turn.estimate, turn.brief, "en", name)) > 1000 for name in FORMATS})
"""
    environment = os.environ | {"PYTHONPATH": str(installed)}
    command = [sys.executable, "-P", "-c", code]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "False" not in done.stdout
    assert "True" in done.stdout
