"""Towns by name: their country, and the names that are people or things until a place is said."""

from __future__ import annotations

import pytest

from assistant.reading.facts import find_facts
from assistant.reading.gazetteer import SCHEMA
from assistant.reading.town_stems import stems
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
        ("мебельная мастерская в Кирове", "ru", ["RU"]),
        ("Zaragoza's hospitals and a Sibiu-based bank", "en", ["ES", "RO"]),
        # Names that many towns or people bear, and words.
        ("Preston called in April", "en", []),
        ("Doreen's customers", "en", []),
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


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("ижевск", "ижевск"),
        ("казань", "казанск"),
        ("тула", "тульск"),
        ("рига", "рижск"),
        ("сочи", "сочинск"),
        ("баку", "бакинск"),
        ("одесса", "одесск"),
        ("тбилиси", "тбилисск"),
        ("винница", "винницк"),
        ("череповец", "череповецк"),
        ("шанхай", "шанхайск"),
        ("токио", "токийск"),
        ("гродно", "гродненск"),
        ("нью-йорк", "нью-йоркск"),
        ("старый оскол", "старооскольск"),
        ("нижний тагил", "нижнетагильск"),
    ],
)
def test_the_adjective_of_a_town_is_among_those_made(name: str, stem: str) -> None:
    assert stem in set(stems(name))


def test_a_town_that_is_an_adjective_has_none() -> None:
    assert list(stems("жуковский")) == []
