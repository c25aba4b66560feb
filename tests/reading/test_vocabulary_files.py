"""Language files: what is wrong with one is said line by line, and nothing wrong is accepted."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.reading.trade_names import trade_phrases
from assistant.reading.vocabulary import Lexicon, VocabularyError, forms, language_codes, read_file

SCHEMA = {"words": list, "values": (int, list)}


def _problems(tmp_path: Path, text: str) -> tuple[str, ...]:
    path = tmp_path / "numbers.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(VocabularyError) as error:
        read_file(path, SCHEMA)
    return error.value.problems


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("words: [a]\nwrods: [b]\n", ":2: wrods: unknown key. hint: known are values, words"),
        ("words: [a, b, a]\n", ":1: words: «a» stands twice. hint: remove one"),
        ("words: [a]\nwords: [b]\n", ":2: words: stands twice. hint: join the two entries"),
        ("words: a\n", ":1: words: not a list of words. hint: write [word, another word]"),
        ("values:\n  one: [a]\n", ":2: values.one: not a int. hint: the key is the meaning of the words"),
        ("values:\n  1: [a]\n  1: [b]\n", ":3: values.1: stands twice. hint: join the two entries"),
        ("values: [a]\n", ":1: values: not a mapping. hint: write `meaning: [words]`"),
        ("words: [a, [b]]\n", ":1: words: not a word. hint: put signs in quotes"),
        ("words: [a\n", "cannot be read"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    assert any(said in problem for problem in _problems(tmp_path, text))


def test_all_problems_are_said_at_once(tmp_path: Path) -> None:
    assert len(_problems(tmp_path, "words: [a, a]\nother: [b]\nvalues: [c]\n")) == 3


def test_both_languages_are_discovered() -> None:
    assert {"en", "ru"} <= set(language_codes())


def test_russian_words_are_inflected_and_marked_words_are_not() -> None:
    assert {"польша", "польши", "польше", "польшу"} <= forms("польша")
    assert forms("=мин") == {"мин"}
    assert forms("thousand") == {"thousand"}


def test_the_longest_phrase_wins() -> None:
    from assistant.reading.tokens import tokenize

    lexicon = Lexicon([("южная корея", "KR"), ("корея", "?"), ("south korea", "KR")])
    assert lexicon.match(tokenize("Южной Корее"), 0) == ("KR", 2)
    assert lexicon.match(tokenize("Корее"), 0) == ("?", 1)
    assert lexicon.match(tokenize("south-korea"), 0) == ("KR", 3)
    assert lexicon.match(tokenize("south\nkorea"), 0) is None


def _trades(tmp_path: Path, text: str) -> Path:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "trades.yaml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "industry:\n  travel: [inn]\n  spaceflight: [rocket]\n",
            "en/trades.yaml:3: industry.spaceflight: unknown key",
        ),
        (
            "industry:\n  travel: [inn]\n  other: [inn]\n",
            ":3: industry.other: «inn» stands under travel too. hint: keep",
        ),
        ('industry:\n  other: ["{goods} maker"]\n', ":2: other: «{goods} maker» names no list. hint: known"),
        ("lists:\n  goods: [hat, garden chair]\n", ":2: goods: «garden chair» is no single word. hint: keep"),
        (
            "industry:\n  travel: [inn]\nowned:\n  travel: [inn]\n",
            ":2: travel?: «inn» names a trade anyway. hint:",
        ),
        ('industry:\n  other: ["... maker"]\n', ":2: other: «... maker» begins with no word. hint: leave"),
    ],
)
def test_a_wrong_file_of_trades_is_refused_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(VocabularyError) as error:
        list(trade_phrases(_trades(tmp_path, text)))
    assert any(said in problem for problem in error.value.problems)


def test_a_list_of_goods_stands_in_a_phrase_as_alternatives(tmp_path: Path) -> None:
    text = 'lists:\n  goods: [hat, shoe]\nindustry:\n  ecommerce: ["{goods} shop"]\n'
    assert list(trade_phrases(_trades(tmp_path, text))) == [("ecommerce", "hat|shoe shop")]


def test_what_names_a_trade_only_in_its_owners_mouth_is_marked(tmp_path: Path) -> None:
    phrases = trade_phrases(_trades(tmp_path, "industry:\n  other: [car wash]\nowned:\n  other: [garage]\n"))
    assert list(phrases) == [("other", "car wash"), ("other?", "garage")]
