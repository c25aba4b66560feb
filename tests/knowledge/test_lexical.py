"""Words: families that look alike, words without a topic, glosses by relatives and synonyms; weights and contrast."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.cases import read_cases
from knowledge.contrast import Contrast, load_off_topic
from knowledge.embedding import Lexicon
from knowledge.embedding.glossary import Glossary
from knowledge.evidence import load_weights
from knowledge.lexical import BM25, Families, is_stopword, stems
from knowledge.library import load_library
from knowledge.questions import Vocabulary, ask

CASES = sorted((Path(__file__).parent.parent / "cases" / "retrieval").glob("*.yaml"))
GLOSSARY = Glossary.of({"обновлять": ["update"], "тариф": ["rate"], "ставка": ["rate", "bet"]})


def test_families_take_misprints_and_relatives_and_no_strangers() -> None:
    families = Families(["acceptance", "contract", "увольнение", "договор", "на", "24x7"])
    assert list(families.of("accept")) == ["acceptance"]
    assert list(families.of("contarct")) == ["contract"]
    assert list(families.of("увольнять")) == ["увольнение"]
    assert families.of("погода") == {}
    assert families.of("на") == {}


@pytest.mark.parametrize("word", ["нашему", "являются", "хотим", "the"])
def test_words_without_a_topic_in_any_form(word: str) -> None:
    assert is_stopword(word)
    assert stems(word) == []


@pytest.mark.parametrize(
    ("spelled", "meant"),
    [("рои", "ROI"), ("какое АХТ закладывать", "какое AHT закладывать"), ("своя црм", "своя CRM"), ("слива", "слив")],
)
def test_an_abbreviation_in_russian_letters_is_the_one_in_latin(spelled: str, meant: str) -> None:
    assert stems(spelled) == stems(meant)


def test_what_is_counted_is_asked_for_by_how_many() -> None:
    lexicon = Lexicon.learn((), Glossary.of({"оператор": ["agent"], "стоить": ["cost"], "час": ["hour"]}))
    assert lexicon.to_english("сколько операторов").text == "how many agent"
    assert lexicon.to_english("сколько стоит час").text == "how much cost hour"


def test_a_word_is_glossed_by_a_relative_when_nobody_translated_it() -> None:
    lexicon = Lexicon.learn((), GLOSSARY)
    assert lexicon.to_english("обновляется").text == "update"
    assert lexicon.to_english("погода").text == ""


def test_synonyms_share_a_translation() -> None:
    assert list(Lexicon.learn((), GLOSSARY).synonyms("тариф")) == ["ставка"]


def test_weights_are_refused_when_one_is_missing(tmp_path: Path) -> None:
    file = tmp_path / "ranking.yaml"
    file.write_text("en: {worded: {passage: 1}, plain: {}}\nru: {worded: {}, plain: {}}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"en\.worded.*hint"):
        load_weights(file)


def test_words_of_the_topic_have_better_odds_than_others() -> None:
    contrast = Contrast.build(load_library(), load_off_topic())
    lexicon = Lexicon.learn(())
    for ours, theirs in (("agent attrition at the vendor", "bake bread"), ("ставка оператора", "рецепт супа")):
        near, away = (ask(each, lexicon, {}, reads=("en",)) for each in (ours, theirs))
        assert contrast.word_odds(near)[0] > contrast.word_odds(away)[0]


def test_no_labelled_question_is_learned_by_heart() -> None:
    asked = {case.question.casefold() for case in read_cases(CASES)}
    assert not [each for texts in load_off_topic().values() for each in texts if each.casefold() in asked]


def test_a_mistyped_word_is_the_more_usual_of_the_words_as_near_whatever_order_they_come_in() -> None:
    counts = {"plans": 9, "plane": 3, "widen": 20, "costs": 9}
    glossless = Lexicon.learn((), Glossary())
    for names in (list(counts), list(counts)[::-1]):
        vocabulary = {"en": Vocabulary.of(names, {name: counts[name] for name in names})}
        asked = ask("plann costs", glossless, vocabulary, reads=None)
        assert set(asked.weights) == {"plan", "cost"}


def test_a_mistyped_word_without_a_topic_is_no_word_the_library_lacks() -> None:
    vocabulary = {"en": Vocabulary.of(["expect"], {"expect": 1})}
    assert set(ask("what shoud i expect", Lexicon.learn(()), vocabulary, reads=None).weights) == {"expect"}


def test_words_a_question_shares_with_a_text_are_measured_by_the_most_it_could_share() -> None:
    texts = [["ship", "canal"], ["ship", "map"], ["tea"]]
    index = BM25.build(texts)
    asked = [{"ship": 1.0}, {"vessel": 1.0}, {"stuck": 1.0}]
    best = float(index.scores_of_alternatives(asked).max())
    assert 0 < best < 0.4 * index.most(asked)  # one common word of three
    whole = [{each: 1.0} for each in texts[2]]
    assert float(index.scores_of_alternatives(whole).max()) > 0.4 * index.most(whole)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("he took", "taking it"),
        ("theatre", "theaters"),
        ("the deepest", "how deep"),
        ("9,289 kilometres", "9 289 kilometer"),
        ("organisations", "organization"),
    ],
)
def test_forms_and_spellings_of_a_word_are_one(one: str, other: str) -> None:
    assert stems(one) == stems(other)


def test_years_and_lists_of_figures_stay_apart() -> None:
    assert stems("1998, 2004 and 12, 345.600") == ["1998", "2004", "12", "345", "600"]


def test_headwords_of_one_key_begin_with_the_one_that_is_the_key() -> None:
    glossary = Glossary.of({"часы": ["clock"], "час": ["hour"]})
    assert glossary.forward[("час",)] == ("hour", "clock")
