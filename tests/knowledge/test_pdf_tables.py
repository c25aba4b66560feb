"""Tables of PDF files, found by where their words stand."""

from __future__ import annotations

from pathlib import Path

import pytest
import typst

from knowledge.laid_out import with_tables
from knowledge.readers import read_document

OFFER = """
Rates

              Service                            Unit         Price, EUR
Inbound voice, English                   productive minute    0.62
Live chat                                conversation         2.10

Hours of service: Monday to Friday, 8am to 8pm CET, with a notice of 90 days to either side.
"""

CELLS_OF_SEVERAL_LINES = """
                                                            Target agreed
 No.                   Requirement                          for the first
                                                                year

         Answering of inbound telephone                   80 % within 30
 1       calls during the hours of operation,             seconds
         Monday to Saturday

 2       E-mails                                          95 % within 8 hours
"""

NOTHING_BETWEEN_ROWS = """
Channel                       A month
Calls to the main line        6 500
Messages in the chat and
in messengers                 3 200
E-mails                       900
of all mailboxes
"""

TWO_COLUMNS_OF_PROSE = """
The Contractor shall operate a customer contact point        The Authority will supply manuals and access to its
for the users of the bicycle hire scheme and shall take      systems. Roughly 9,000 calls a month reach the
all reasonable steps to keep waiting times low.              present operator, most of them about deposits.
"""

LIST = """
 1.    Signing of the contract
 2.    Start of the service
 3.    Review after six months
"""


def rows(text: str | None) -> list[list[str]]:
    lines = (text or "").split("\n")
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]


def test_rows_are_found_by_the_blank_columns_between_their_cells():
    found = with_tables(OFFER)
    assert rows(found) == [
        ["Service", "Unit", "Price, EUR"],
        ["---", "---", "---"],
        ["Inbound voice, English", "productive minute", "0.62"],
        ["Live chat", "conversation", "2.10"],
    ]
    assert found is not None
    assert "8am to 8pm CET, with a notice" in found


def test_a_cell_of_several_lines_is_one():
    assert rows(with_tables(CELLS_OF_SEVERAL_LINES)) == [
        ["No.", "Requirement", "Target agreed for the first year"],
        ["---", "---", "---"],
        [
            "1",
            "Answering of inbound telephone calls during the hours of operation, Monday to Saturday",
            "80 % within 30 seconds",
        ],
        ["2", "E-mails", "95 % within 8 hours"],
    ]


def test_where_nothing_parts_the_rows_a_part_of_a_cell_goes_to_the_row_it_completes():
    assert rows(with_tables(NOTHING_BETWEEN_ROWS))[2:] == [
        ["Calls to the main line", "6 500"],
        ["Messages in the chat and in messengers", "3 200"],
        ["E-mails of all mailboxes", "900"],
    ]


@pytest.mark.parametrize("page", [TWO_COLUMNS_OF_PROSE, LIST, "One line of text.\nAnother line of text.\n", ""])
def test_prose_and_lists_are_no_tables(page: str):
    assert with_tables(page) is None


def test_columns_of_prose_beside_a_table_are_read_one_after_the_other():
    found = with_tables(OFFER + "\n\n\n" + TWO_COLUMNS_OF_PROSE)
    assert found is not None
    assert "keep waiting times low." in found.partition("The Authority will supply")[0]


def test_a_table_of_a_real_file_is_read_as_one(tmp_path: Path):
    source = tmp_path / "tender.typ"
    source.write_text(
        "= Техническое задание\nЗаказчик принимает обращения покупателей по телефону и в чате.\n"
        "#table(columns: (auto, 4cm, auto), [Канал], [Обращений в месяц], [Среднее время], "
        "[Входящие звонки на общий номер], [6 500], [4 мин 30 с], [Чат], [3 200], [6 мин])\n"
        "Срок договора — 24 месяца.\n",
        encoding="utf-8",
    )
    (tmp_path / "tender.pdf").write_bytes(typst.compile(str(source)))
    text = read_document(tmp_path / "tender.pdf").pages[0][1]
    assert ["Входящие звонки на общий номер", "6 500", "4 мин 30 с"] in rows(text)
    assert "Срок договора — 24 месяца." in text


def test_the_name_of_a_file_is_no_title(tmp_path: Path):
    source = tmp_path / "a.typ"
    source.write_text('#set document(title: "Offer final.docx")\nOur price is 14 USD an hour.\n', encoding="utf-8")
    (tmp_path / "a.pdf").write_bytes(typst.compile(str(source)))
    assert read_document(tmp_path / "a.pdf").title is None
