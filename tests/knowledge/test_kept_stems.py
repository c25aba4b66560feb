"""Stems kept beside the vectors: used when they fit, made anew when they do not, and never more than a memory."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge import Knowledge
from knowledge.kept_stems import KeptStems, rules_version
from knowledge.lexical import known_stems, stem
from knowledge.library import Library

# What stands in the table is told from what is found out: no rule makes this of the word.
WORD, KEPT = "кракозябрище", "kept"
MANY = {f"word{number}": f"word{number}" for number in range(100)}


@pytest.fixture(autouse=True)
def _own_stems() -> Iterator[None]:
    before = dict(known_stems)
    yield
    known_stems.clear()
    known_stems.update(before)
    stem.cache_clear()


def table(folder: Path, text: str) -> KeptStems:
    (folder / "stems.json").write_text(text, encoding="utf-8")
    stem.cache_clear()
    return KeptStems(folder)


def test_stems_kept_are_not_found_out_again(tmp_path: Path) -> None:
    table(tmp_path, json.dumps({"made_with": rules_version(), "stems": {WORD: KEPT}}))
    assert stem(WORD) == KEPT


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"made_with": "other dictionaries", "stems": {WORD: KEPT}}),
        json.dumps({"made_with": rules_version(), "stems": {WORD: KEPT}})[:-9],
        json.dumps({"made_with": rules_version(), "stems": [WORD]}),
        "[]",
        "",
    ],
    ids=["other version", "torn", "of another form", "a list", "empty"],
)
def test_a_table_that_does_not_fit_is_left_aside_and_made_anew(tmp_path: Path, text: str) -> None:
    kept = table(tmp_path, text)
    assert stem(WORD) != KEPT
    known_stems.update(MANY)
    kept.keep()
    made = json.loads((tmp_path / "stems.json").read_text(encoding="utf-8"))
    assert made["made_with"] == rules_version()
    assert made["stems"][WORD] == stem(WORD)


def test_nothing_is_kept_without_a_folder_and_a_full_disk_is_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    KeptStems(None).keep()
    known_stems.update(MANY)

    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("knowledge.kept_stems.write_atomically", full)
    KeptStems(tmp_path).keep()
    assert "found out anew" in caplog.text


def test_documents_taken_out_leave_no_word_in_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.door.read_library", lambda folder: (Library(), []))
    data, file = tmp_path / "data", tmp_path / "secret.txt"
    file.write_text(" ".join(f"{WORD}{letter}" for letter in "абвгдежзик"), encoding="utf-8")
    opened = Knowledge.open(data, words_only=True)
    opened.add([file], "own")
    assert WORD in (data / "stems.json").read_text(encoding="utf-8")
    opened.remove("own")
    assert not (data / "stems.json").exists()
    known_stems.update(MANY)
    KeptStems(data).keep()
    assert WORD not in (data / "stems.json").read_text(encoding="utf-8")
