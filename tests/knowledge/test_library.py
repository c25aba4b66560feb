"""The strict loader of articles: what it makes of a sound article, and what it says of every kind of mistake."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from knowledge.figures import FIGURE, load_figures
from knowledge.library import KINDS, LIBRARY_FOLDER, Library, LibraryProblem, read_library
from knowledge.sources import source_of

SOURCES = {"founding-guidance", "some-study"}
FIGURES = {"rates.hourly.PH": {"low": 8, "typical": 11, "high": 14, "unit": "USD/hour"}}
SOUND = """---
title: What an hour costs
reviewed: 2026-11-24
sources: [founding-guidance]
wordings:
  - going rate
---
Ten to fifty dollars.[^founding-guidance] In the Philippines {{rates.hourly.PH}}, mostly {{rates.hourly.PH.typical}}.
"""
RUSSIAN = """---
title: Сколько стоит час
reviewed: 2026-11-24
sources: [founding-guidance]
wordings:
  - почём час
---
От десяти до пятидесяти долларов.[^founding-guidance] На Филиппинах {{rates.hourly.PH}}.
"""


def write(folder: Path, english: str = SOUND, russian: str | None = RUSSIAN) -> tuple[Library, list[LibraryProblem]]:
    (folder / "faq").mkdir(exist_ok=True)
    (folder / "faq" / "rate.en.md").write_text(english, encoding="utf-8")
    if russian is not None:
        (folder / "faq" / "rate.ru.md").write_text(russian, encoding="utf-8")
    return read_library(folder, SOURCES, FIGURES)


def test_sound_article(tmp_path: Path) -> None:
    library, problems = write(tmp_path)
    assert problems == []
    article = library.article("rate", "en")
    assert article.title == "What an hour costs"
    assert article.reviewed == dt.date(2026, 11, 24)
    assert article.kind == "faq"
    assert article.wordings == ("going rate",)
    assert article.body.strip() == "Ten to fifty dollars. In the Philippines $8–14 an hour, mostly $11 an hour."
    assert library.article("rate", "ru").body.strip().endswith("На Филиппинах 8–14\u00a0$/час.")


def test_marks_are_kept_with_the_statement_they_support(tmp_path: Path) -> None:
    library, _ = write(tmp_path)
    (passage,) = library.article("rate", "en").passages
    assert "[^" not in passage.text
    ((place, source),) = passage.marks
    assert passage.text[:place] == "Ten to fifty dollars."
    assert source == "founding-guidance"


def test_missing_language_is_answered_in_the_other(tmp_path: Path) -> None:
    library, problems = write(tmp_path, russian=None)
    assert [problem.message for problem in problems] == ["the article has no sound 'ru' version"]
    assert library.article("rate", "ru").language == "en"
    with pytest.raises(KeyError):
        library.article("no-such", "en")


@pytest.mark.parametrize(
    ("before", "after", "line", "told", "hint"),
    [
        ("title: What", "titel: What", 2, "unknown key 'titel'", "did you mean title?"),
        ("title: What an hour costs\n", "", 1, "title: missing", "add title:"),
        ("reviewed: 2026-11-24", "reviewed: yesterday", 3, "reviewed: not a date", "2026-11-24"),
        ("sources: [founding-guidance]", "sources: founding-guidance", 4, "sources: a list of texts", "one per line"),
        ("[founding-guidance]", "[founding-guidence]", 4, "no source 'founding-guidence'", "founding-guidance?"),
        ("  - going rate", "  - going rate\n  - Going rate", 5, "is written twice", "take one out"),
        ("wordings:\n  - going rate", "wordings: []", 5, "wordings: the list is empty", "how people would ask"),
        ("reviewed: 2026-11-24", "reviewed: 2026-11-24\nrelated: [rat]", 1, "no article 'rat'", "another article"),
        ("reviewed: 2026", "title: Twice\nreviewed: 2026", 3, "the key 'title' is written twice", "quotes"),
        (
            "dollars.[^founding",
            "dollars.[^some-study][^founding",
            8,
            "not among the article's sources",
            "add some-study",
        ),
        ("dollars.[^founding-guidance]", "dollars.[^nobody]", 8, "no such source", "sources.yaml"),
        ("{{rates.hourly.PH}}", "{{rates.hourly.PX}}", 8, "no parameter 'rates.hourly.PX'", "rates.hourly.PH?"),
        ("{{rates.hourly.PH}}", "{{rates.hourly.PH}", 8, "a figure is not closed", "{{rates.hourly.PH}}"),
        ("title: What", "title: Cost: what", 2, "the front matter cannot be read", "quotes"),
        ("---\ntitle", "title", 1, "there is no front matter", "---"),
    ],
)
def test_mistakes_are_told_with_place_and_hint(
    tmp_path: Path, before: str, after: str, line: int, told: str, hint: str
) -> None:
    assert before in SOUND
    _, problems = write(tmp_path, SOUND.replace(before, after, 1))
    mine = [problem for problem in problems if problem.file == "faq/rate.en.md" and told in problem.message]
    assert mine, problems
    assert mine[0].line == line
    assert hint in mine[0].hint
    assert str(mine[0]).startswith(f"faq/rate.en.md:{line}: ")


def test_wrong_file_name_and_encoding(tmp_path: Path) -> None:
    (tmp_path / "guidance").mkdir()
    (tmp_path / "guidance" / "Wrong Name.md").write_text(SOUND, encoding="utf-8")
    (tmp_path / "guidance" / "cp.ru.md").write_bytes(RUSSIAN.encode("cp1251"))
    _, problems = read_library(tmp_path, SOURCES, FIGURES)
    assert [problem.message.split(" (")[0] for problem in problems] == [
        "the file name is not ID.LANGUAGE.md",
        "the file is not UTF-8",
    ]


def test_one_id_in_two_folders(tmp_path: Path) -> None:
    (tmp_path / "guidance").mkdir()
    (tmp_path / "guidance" / "rate.en.md").write_text(SOUND, encoding="utf-8")
    _, problems = write(tmp_path)
    assert any("is taken by guidance/rate.en.md" in problem.message for problem in problems)


def test_shipped_library_is_sound() -> None:
    library, problems = read_library(LIBRARY_FOLDER)
    assert [str(problem) for problem in problems] == []
    core = {"what-is-outsourcing", "cost-labour", "practice-sla", "faq-hourly-rates", "faq-data-security", "faq-roi"}
    assert core <= set(library.ids)


def test_shipped_passages_are_verbatim_and_of_a_quotable_length() -> None:
    library, _ = read_library(LIBRARY_FOLDER)
    lengths = []
    for article in library:
        for passage in article.passages:
            assert passage.text in article.body, passage.id
            assert passage.text.strip() == passage.text
            lengths.append(len(passage.text.split()))
        covered = sum(len(passage.text) for passage in article.passages)
        headings = sum(len(line) for line in article.body.splitlines() if line.startswith("#"))
        assert covered + headings >= 0.95 * len("".join(article.body.split())), article.id
    assert max(lengths) <= 260
    assert sum(30 <= each <= 170 for each in lengths) >= 0.8 * len(lengths)


FILES = sorted(path for kind in KINDS for path in (LIBRARY_FOLDER / kind).glob("*.md"))
NOT_FIGURES = re.compile(
    r"\[\^[^\]]*\]|^\s*\d+\.\s|24/7|ISO(?:/IEC)? ?\d+|SOC ?[12]|\d+-ФЗ|№ ?\d+|152-FZ|\b\d{1,2}:\d\d\b", re.MULTILINE
)
NUMBER = re.compile(
    r"\d+(?:[ \u00a0\u202f]\d{3}(?!\d))+(?:[.,]\d+)?|[1-9]\d{0,2}(?:,\d{3}(?!\d))+(?:\.\d+)?|\d+(?:[.,]\d+)?"
)


def numbers(text: str) -> set[float]:
    """Numbers of a text in either language: 2,979,000 and 2 979 000 are one, 0.48 and 0,48 are one."""
    found = set()
    for written in NUMBER.findall(text):
        plain = re.sub(r"[ \u00a0\u202f]", "", written)
        whole = re.fullmatch(r"[1-9]\d{0,2}(,\d{3})+(\.\d+)?", plain)
        found.add(float(plain.replace(",", "") if whole else plain.replace(",", ".")))
    return found


def sourced(reference: str) -> set[float]:
    """Numbers a cited source or fact vouches for: those of its facts, its title and its own date."""
    source, fact = source_of(reference)
    vouched = numbers(source.title) | numbers((source.date or "").replace("-", " . "))
    for each in (fact,) if fact else source.facts:
        vouched |= numbers(each.statement) | ({float(each.year)} if each.year else set())
        vouched |= {value for value in (each.low, each.typical, each.high) if value is not None}
    return vouched


def front_and_body(path: Path) -> tuple[str, str]:
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return front, body


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2,979,000 and 1.5", {2979000, 1.5}),
        ("2\u00a0979\u00a0000 и 0,038", {2979000, 0.038}),
        ("8–14 dollars, 20%", {8, 14, 20}),
        ("of 17,300 pesos, 5,000–7,500", {17300, 5000, 7500}),
        ("ten", set()),
    ],
)
def test_numbers_are_read_in_both_languages(text: str, found: set[float]) -> None:
    assert numbers(text) == found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_number_is_found_in_a_cited_source(path: Path) -> None:
    """What is not filled from a parameter ({{…}}) has to stand in a source the article cites."""
    front, body = front_and_body(path)
    cited = re.search(r"^sources: \[(.*)\]$", front, re.MULTILINE)
    assert cited
    vouched = set().union(*(sourced(each.strip()) for each in cited.group(1).split(",") if each.strip()))
    assert numbers(NOT_FIGURES.sub(" ", FIGURE.sub(" ", body))) <= vouched


def test_country_pages_take_their_rate_from_the_parameters() -> None:
    pages = [path for path in FILES if path.name.startswith("country-")]
    assert len({path.name.split(".")[0] for path in pages}) >= 24
    for path in pages:
        opening = front_and_body(path)[1].strip().split("\n")[0]
        rates = [name for name in FIGURE.findall(opening) if name.startswith("rates.hourly.")]
        assert rates, path.name
        assert rates[0] in load_figures(), path.name


def test_the_library_is_as_large_as_promised() -> None:
    library, _ = read_library(LIBRARY_FOLDER)
    assert len(library.ids) >= 26 + 85
    for article in library:
        assert len(article.wordings) >= 7, (article.id, article.language)
        assert 120 <= len(re.findall(r"\w+", article.body)) <= 480, (article.id, article.language)
