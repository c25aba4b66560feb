"""Names and words of two alphabets, found by how they sound."""

from __future__ import annotations

import pytest

from knowledge.embedding import Lexicon
from knowledge.embedding.glossary import Glossary
from knowledge.embedding.sounds import Sounds, transliterated
from knowledge.questions import Vocabulary, ask

PAIRS = [
    ("пушкин", "pushkin"),
    ("шереметьево", "sheremetyevo"),
    ("гугл", "google"),
    ("шекспир", "shakespeare"),
    ("чайковский", "tchaikovsky"),
    ("ньютон", "newton"),
    ("дженнер", "jenner"),
    ("цюрих", "zurich"),
    ("хлорофилл", "chlorophyll"),
    ("рейкьявик", "reykjavik"),
]
RUSSIAN = Sounds(russian for russian, _ in PAIRS)
ENGLISH = Sounds(english for _, english in PAIRS)


@pytest.mark.parametrize(("russian", "english"), PAIRS)
def test_a_name_is_found_by_its_sound_both_ways(russian: str, english: str) -> None:
    assert ENGLISH.like(russian)[0] == english
    assert RUSSIAN.like(english)[0] == russian


@pytest.mark.parametrize("word", ["ролики", "повар", "оговорка", "мост"])
def test_a_word_that_sounds_like_none_is_like_none(word: str) -> None:
    assert ENGLISH.like(word) == ("", 0.0)


def test_of_words_that_sound_alike_the_one_spelled_alike_is_taken() -> None:
    assert Sounds(["allan", "alan", "alana"]).like("алан")[0] == "alan"


def test_a_name_of_the_dictionary_is_not_lost_in_the_gloss() -> None:
    lexicon = Lexicon.learn((), Glossary.of({"родиться": ["be born"], "толстый": ["thick"]}))
    assert "pushkin" in lexicon.to_english("Где родился Пушкин?").text.split()
    assert "tolstoy" in lexicon.to_english("Где жил Толстой?", Sounds(["tolstoy"])).text.split()
    assert transliterated("щука") == "shchuka"


def test_a_name_leads_to_the_library_s_way_of_writing_it() -> None:
    lexicon = Lexicon.learn((), Glossary.of({}))
    libraries = {
        "en": Vocabulary.of(["sheremetyevo"], {"sheremetyevo": 3}),
        "ru": Vocabulary.of(["дженнер"], {"дженнер": 1}),
    }
    asked = ask("аэропорт Шереметьево", lexicon, libraries, reads=("en",))
    assert any("sheremetyevo" in each for each in asked.gloss.alternatives)
    asked = ask("who was Jenner", lexicon, libraries, reads=("en",))
    assert any("дженнер" in each for each in asked.gloss.alternatives)
