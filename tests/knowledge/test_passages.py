"""Cutting texts into passages."""

from __future__ import annotations

import itertools
import re

from hypothesis import given
from hypothesis import strategies as st

from knowledge.passages import LONGEST_BLOCK_WORDS, MOST_WORDS, cut, word_count

SENTENCE = "The agent answers the call and writes down what the customer wants to know today. "


def pieces(text: str) -> list[str]:
    return [text[piece.start : piece.end] for piece in cut(text)]


def test_headings_are_seams_and_are_remembered() -> None:
    text = "# Title\n\nFirst part.\n\n## Next\n\nSecond part.\n"
    found = cut(text)
    assert [(piece.heading, text[piece.start : piece.end]) for piece in found] == [
        ("Title", "First part."),
        ("Next", "Second part."),
    ]


def test_a_list_stays_with_its_lead_in() -> None:
    text = SENTENCE * 5 + "\n\nAsk the vendor for:\n\n- references;\n- a trial;\n- the rate card.\n"
    assert pieces(text)[-1] == "Ask the vendor for:\n\n- references;\n- a trial;\n- the rate card."


def test_a_long_table_is_cut_between_rows_and_keeps_its_header() -> None:
    rows = [f"| Country {number} | {number} dollars an hour and a note of some words |" for number in range(60)]
    text = "\n".join(["| Country | Rate |", "|---|---|", *rows]) + "\n"
    found = cut(text)
    assert len(found) > 2
    assert found[0].lead == ""
    assert {piece.lead for piece in found[1:]} == {"| Country | Rate |"}
    for piece in found:
        assert all(line.startswith("|") and line.endswith("|") for line in text[piece.start : piece.end].split("\n"))


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    found = pieces(SENTENCE * 30)
    assert len(found) > 2
    assert all(piece.endswith("today.") for piece in found)
    assert max(word_count(piece) for piece in found) <= MOST_WORDS


def test_short_paragraphs_are_joined() -> None:
    assert pieces("One short line.\n\nAnother short line.\n") == ["One short line.\n\nAnother short line."]


@given(st.text(alphabet="ab .#-|\n1:*", max_size=400))
def test_nothing_is_lost_and_nothing_overlaps(text: str) -> None:
    found = cut(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    kept = "".join(text[piece.start : piece.end] for piece in found)
    body = "\n".join(line for line in text.splitlines() if not re.match(r"^#{1,6}\s", line.rstrip()))
    assert re.sub(r"\s", "", kept) == re.sub(r"\s", "", body)


def test_words_without_end_are_cut_all_the_same() -> None:
    found = pieces("word " * 1000)
    assert max(word_count(piece) for piece in found) <= LONGEST_BLOCK_WORDS
