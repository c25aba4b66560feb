"""Phrases: plurals, and a loader that refuses what the languages do not share."""

from __future__ import annotations

import pytest

from assistant.phrases import PhrasesError, load_phrases, phrases


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "1 обращение в месяц"), (2, "2 обращения в месяц"), (5, "5 обращений в месяц"), (11, "11 обращений в месяц"),
     (21, "21 обращение в месяц"),
     (6000, "6 000 обращений в месяц"), (4.0, "4 обращения в месяц"), (4.5, "4,5 обращения в месяц")],
)  # fmt: skip
def test_russian_plurals(count, words):
    said = phrases("ru").say("brief.total", count=count)
    assert said.replace("\u00a0", " ").replace("\u202f", " ") == words


@pytest.mark.parametrize(
    ("count", "words"), [(1, "1 contact a month"), (2, "2 contacts a month"), (6000, "6,000 contacts a month")]
)
def test_english_plurals(count, words):
    assert phrases("en").say("brief.total", count=count).replace("\u00a0", " ") == words


def test_wordings_take_turns():
    said = [phrases("en").say("thank", turn) for turn in range(3)]
    assert said[0] != said[1]
    assert said[0] == said[2]


GOOD = {"en": 'a: "{count#agent|agents}"\nb: [x, y]\n', "ru": 'a: "{count#оператор|оператора|операторов}"\nb: z\n'}


def test_a_good_pair_loads():
    assert load_phrases(GOOD)["ru"]["b"] == ("z",)


@pytest.mark.parametrize(
    ("russian", "problem"),
    [
        ('a: "{count#оператор|оператора|операторов}"\n', "ru/phrases.yaml: b: missing"),
        ('a: "{n#оператор|оператора|операторов}"\nb: z\n', "phrases.yaml: a: placeholders differ"),
        ('a: "{count#оператор|операторов}"\nb: z\n', "3 forms of the word are needed"),
        ('a: "{count#оператор|оператора|операторов}"\nb: z\nb: y\n', "b: written twice"),
        ('a: "{count#оператор|оператора|операторов}"\nb: 5\n', "b: 5 is not a text"),
        ("a: [\n", "ru/phrases.yaml:2"),
    ],
)
def test_mistakes_are_named(russian, problem):
    with pytest.raises(PhrasesError, match=problem.replace("(", r"\(")):
        load_phrases({"en": GOOD["en"], "ru": russian})
