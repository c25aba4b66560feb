"""Language files: what is wrong with one is said line by line, and nothing wrong is accepted."""

from __future__ import annotations

from pathlib import Path

import pytest

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
