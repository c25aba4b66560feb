"""The texts of an estimate: complete, well formed, each article they name a real one."""

import string
from pathlib import Path

import pytest

from tools.wording import FOLDER, WordingError, read

ROOT = Path(__file__).parents[2]
FILES = sorted(FOLDER.glob("*.yaml"))
ARTICLES = {
    path.name.split(".")[0] for kind in ("guidance", "faq") for path in (ROOT / "knowledge" / kind).glob("*.md")
}


def fields(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_both_languages_take_the_same_values_and_articles_exist(file):
    for entry in read(file).values():
        assert fields(entry.texts["en"]) == fields(entry.texts["ru"]), entry.id
        assert not entry.article or entry.article in ARTICLES, entry.id


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: {en: One}", "no text for ru"),
        ("a: {en: One, ru: Один, de: Eins}", r"unknown keys \['de'\]"),
        ("a: just words", "unknown keys"),
        ("a: {en: One, ru: Один}\na: {en: Two, ru: Два}", "given twice"),
    ],
)
def test_a_mistake_is_refused_with_its_place(text, message, tmp_path):
    file = tmp_path / "lines.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(WordingError, match=message):
        read(file)


@pytest.mark.parametrize("name", ["lines", "warnings", "not_priced", "billing"])
def test_what_is_shown_with_an_article_has_one(name):
    parts = (".reason", "unit.", "risk.", "tax.")
    for entry in read(FOLDER / f"{name}.yaml").values():
        if not any(part in entry.id for part in parts):
            assert entry.article, entry.id
