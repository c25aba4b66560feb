"""Towns by name: their country, and the names that are people or things until a place is said."""

from __future__ import annotations

import pytest

from assistant.reading.facts import find_facts
from assistant.reading.gazetteer import SCHEMA
from assistant.reading.vocabulary import LANGUAGES_DIR, language_codes, read_file


def _countries(text: str, language: str) -> list[str]:
    return [str(fact.value) for fact in find_facts(text, language) if fact.kind == "country"]


@pytest.mark.parametrize(
    ("text", "language", "countries"),
    [
        ("a bakery in Bristol", "en", ["GB"]),
        ("based in sheffield, phones only", "en", ["GB"]),
        ("shops in Ann Arbor and in Cedar Rapids", "en", ["US", "US"]),
        ("our office, Sibiu, is small", "en", ["RO"]),
        ("мы из Сызрани", "ru", ["RU"]),
        ("клуб в Нижнем Тагиле и магазин в Гюмри", "ru", ["RU", "AM"]),
        ("г. Клин, 30 звонков в день", "ru", ["RU"]),
        # Names that many towns or people bear, and words.
        ("Preston called in April", "en", []),
        ("in bulk, most of it in orange", "en", []),
        ("our vendor in Springfield", "en", ["US"]),
        ("in Warren Hill", "en", []),
        ("в мире много телефонов", "ru", []),
    ],
)
def test_towns_give_their_country(text: str, language: str, countries: list[str]) -> None:
    assert _countries(text, language) == countries


@pytest.mark.parametrize("language", language_codes())
def test_a_town_stands_under_one_country(language: str) -> None:
    rows = read_file(LANGUAGES_DIR / language / "towns.yaml", SCHEMA)["towns"]
    names = [name for row in rows.values() for name in row.split(", ")]
    assert len(names) == len(set(names)) > 3_000


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Timișoara", "RO"),
        ("Timişoara", "RO"),
        ("Timisoara", "RO"),
        ("Brașov", "RO"),
        ("Łódź", "PL"),
        ("Plzeň", "CZ"),
        ("Ghent", "BE"),
    ],
)
def test_a_town_is_known_with_the_marks_of_its_letters_and_without(name: str, country: str) -> None:
    assert [f.value for f in find_facts(f"our customers live round {name}, so") if f.kind == "country"] == [country]
