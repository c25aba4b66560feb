"""``python -m knowledge`` as another program uses it, and an index that survives a kill."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from knowledge import Knowledge
from knowledge.library import LIBRARY_FOLDER
from knowledge.vectors import WRITE_BATCH

ROOT = Path(__file__).parent.parent.parent


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "knowledge", *map(str, arguments)]


def run(*arguments: str | Path, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(*arguments), input=given, capture_output=True, text=True, cwd=ROOT, timeout=300)


def test_search_prints_json_and_nothing_else(tmp_path: Path) -> None:
    done = run("search", "сколько стоит час", "--json", "--top", "2", "--data", tmp_path, "--words-only")
    assert done.returncode == 0, done.stderr
    hits = json.loads(done.stdout)
    assert len(hits) == 2
    assert {"article", "title", "passage", "score"} <= set(hits[0])


def test_add_then_search_a_batch(tmp_path: Path, warm: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "refund.en.md").write_text("# Refunds\n\nMoney comes back in five days.\n", encoding="utf-8")
    (folder / "refund.ru.md").write_text("# Возврат денег\n\nДеньги вернутся за пять дней.\n", encoding="utf-8")
    (folder / "delivery.en.md").write_text("# Delivery\n\nParcels leave every morning.\n", encoding="utf-8")
    (folder / "bad.docx").write_bytes(b"bad")
    added = run("add", folder, "--library", "shop", "--data", warm, "--json", "--language", "ru")
    assert added.returncode == 0, added.stderr
    assert json.loads(added.stdout)["added"] == 3
    assert "bad.docx: файл повреждён" in added.stderr
    lines = "when is money returned\nкогда вернут деньги\nwhen are parcels sent\n\nzzz qqq\n"
    found = run("search", "--batch", "--json", "--library", "shop", "--data", warm, given=lines)
    answers = [json.loads(line) for line in found.stdout.splitlines()]
    assert [answer[0]["article"] for answer in answers[:3]] == ["refund", "refund", "delivery"]
    assert answers[1][0]["passage"] == "Деньги вернутся за пять дней."
    assert len(answers) == 5
    assert answers[3] == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["search", "--json"], "query:"),
        (["search", "x", "--top", "0"], "top:"),
        (["search", "x", "--library", "nowhere", "--words-only"], "there is no library 'nowhere'"),
        (["add", "no/such/file.txt"], "there is no such file"),
        (["add", "pyproject.toml"], "files of the kind .toml are not read"),
    ],
)
def test_wrong_input_is_told_in_a_line(tmp_path: Path, arguments: list[str], told: str) -> None:
    done = run(*arguments, "--data", tmp_path)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert not done.stdout.startswith("[")


def test_another_embedder_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "index.json").write_text('{"embedder": "some/model"}', encoding="utf-8")
    done = run("search", "rate", "--data", tmp_path)
    assert done.returncode == 2
    assert "built with the embedding model 'some/model'" in done.stderr
    assert "--rebuild" in done.stderr


# A guidance of a few articles is enough here; what is embedded is told as soon as it is kept.
ADDING = """
import sys
from pathlib import Path
from knowledge import Knowledge
data, library, folder = map(Path, sys.argv[1:])
opened = Knowledge.open(data, background=False, library_folder=library)
opened.add([folder], "many", lambda done, total: print(done, flush=True))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
@pytest.mark.parametrize("kept", [0, WRITE_BATCH])
def test_a_kill_leaves_an_index_that_opens(tmp_path: Path, warm: Path, kept: int) -> None:
    """Killed when the files are read and nothing of them is embedded, and in the midst of embedding."""
    folder, data, library = tmp_path / "files", warm, tmp_path / "library"
    folder.mkdir()
    (library / "faq").mkdir(parents=True)
    for path in LIBRARY_FOLDER.glob("faq/faq-h*.md"):
        shutil.copy(path, library / "faq")
    for number in range(700):
        text = f"# Question {number}\n\nThe answer to question {number} concerns item {number * 7} of the catalogue.\n"
        (folder / f"q{number}.md").write_text(text, encoding="utf-8")
    adding = [sys.executable, "-c", ADDING, *map(str, (data, library, folder))]
    with subprocess.Popen(adding, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline and not list(data.glob("libraries/*many*.jsonl")):
            time.sleep(0.02)
        if kept:
            assert int(process.stdout.readline()) == kept
            time.sleep(0.2)
        os.kill(process.pid, signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    opened = Knowledge.open(data, background=False, library_folder=library)
    assert opened.ready, opened.problem
    assert opened.search("what does an agent cost per hour")[0].article == "faq-hourly-rates"
    missing: list[int] = []
    report = opened.add([folder], "many", lambda done, total: missing.append(total))
    assert len(report.unchanged) == 700
    assert opened.search("question 321 item 2247", libraries=["many"])[0].article == "q321"
    side = opened.index_of("many").sides["en"]
    assert side.present is not None
    assert side.present.all()
    found = len(set(side.texts)) - missing[0]
    assert found >= kept
    assert found % WRITE_BATCH == 0, "a batch is kept whole or not at all"
