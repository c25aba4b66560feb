"""Tables in a person's own documents: the row that bears the answer, and figures taken out of columns."""

import pytest

from assistant.builtin.bearing import bearing_rows
from assistant.ui.passage import passage_view
from tests.assistant.documents import AGREEMENT, CARD, PRICED_BY_CHANNEL, RATES

YEARS = """# Support report
## Contacts
| Year | Inbound calls | E-mails | Average handling time | Agents |
|---|---|---|---|---|
| 2024 | 96,000 | 18,000 | 5:20 | 14 |
| 2025 | 108,000 | 24,000 | 5:10 | 15 |
"""
MONTHS = """# Отчёт поддержки
## Обращения
| Месяц | Звонки | Чаты |
|---|---|---|
| Январь | 9 000 | 3 000 |
| Февраль | 9 600 | 3 300 |
| Март | 10 200 | 3 600 |
| Итого | 28 800 | 9 900 |
"""
RATED = f"{AGREEMENT}| Item | Unit | Rate (GBP) |\n|---|---|---|\n| Calls | productive hour | 18.75 |"
SIGNED = """# ДОГОВОР № 12/2026
ООО «Кедр», именуемое в дальнейшем «Заказчик», и АО «Эхо Сервис», именуемое в дальнейшем «Исполнитель», договорились.
| Услуга | Единица | Цена, руб. |
|---|---|---|
| Входящий звонок | минута разговора | 20,40 |
"""


def test_the_line_of_a_price_list_that_is_asked_for_is_taken(with_document):
    assistant = with_document("card.md", CARD)
    assert "22" in assistant.ask("take the Portugal rate from the rate card file", "d").reply


def test_of_a_table_the_row_that_bears_the_answer_is_told_under_its_header(with_document):
    turn = with_document("rates.md", RATES).ask("How much is the set-up in the offer?", "d")
    assert "| Service | Price |" in turn.reply
    assert "2,500 USD" in turn.reply
    assert "11 USD" not in turn.reply


def test_a_table_none_of_whose_rows_stands_out_is_told_whole():
    assert bearing_rows(RATES, "what do they charge", "en") == RATES


@pytest.mark.parametrize(
    ("question", "row", "other"),
    [
        ("what is their price for calls?", "| Inbound voice, English | productive minute | 0.62 |", "36,000"),
        ("what do they charge for a chat?", "| Live chat | conversation | 2.10 |", "18,000"),
        ("how many calls do they assume?", "| Calls | 31,200 | 36,000 |", "0.62"),
        ("сколько у них стоит звонок?", "| Inbound voice, English | productive minute | 0.62 |", "36,000"),
    ],
)
def test_a_question_on_a_channel_finds_the_row_with_the_figure_it_asks_for(with_document, question, row, other):
    turn = with_document("harbour.md", PRICED_BY_CHANNEL).ask(question, "d")
    assert row in turn.reply
    assert other not in turn.reply
    assert turn.brief == {}


def test_of_years_side_by_side_the_last_is_proposed(with_document):
    turn = with_document("harbour.md", PRICED_BY_CHANNEL).ask("take the terms of the proposal", "d")
    reply = turn.reply.replace("\xa0", " ")
    assert "3,000 calls a month" in reply
    assert "1,500 chats a month" in reply


@pytest.mark.parametrize(
    ("text", "wish", "calls", "words", "other"),
    [
        (YEARS, "take the volumes from the document", 9000, "“108,000”", 2000),
        (MONTHS, "возьми объёмы из документа", 9600, "«28 800»", 3300),
        (MONTHS.replace("| Итого | 28 800 | 9 900 |\n", ""), "возьми объёмы из документа", 9600, "«Звонки»", 3300),
    ],
)
def test_rows_that_follow_in_time_are_volumes_of_their_columns(with_document, text, wish, calls, words, other):
    assistant = with_document("report.md", text)
    assert words in assistant.ask(wish, "d").reply.replace("\xa0", " ")
    channels = assistant.ask("да" if text is not YEARS else "yes", "d").brief["channels"]
    volumes = [channel.get("contacts_per_month") for channel in channels.values()]
    assert volumes == [calls, other]


@pytest.mark.parametrize(("text", "vendor"), [(SIGNED, "Эхо Сервис"), (RATED, "Rowan Contact Ltd")])
def test_the_price_of_a_contract_is_its_supplier_s_and_its_row_is_shown_without_bars(with_document, text, vendor):
    assistant = with_document("contract.md", text)
    turn = assistant.read_added("d", assistant.documents.titles("d"), "ru" if text is SIGNED else "en")
    assert vendor in turn.reply
    assert "|" not in turn.reply
    assert assistant.ask("да" if text is SIGNED else "yes", "d").brief["quotes"][0]["vendor"] == vendor


def test_of_months_under_each_other_the_sum_is_told_where_the_table_has_it(with_document):
    turn = with_document("report.md", MONTHS).ask("сколько звонков в документе?", "d")
    answer = turn.reply.split("\n\n**")[0].replace("\xa0", " ")
    assert "| Итого | 28 800 | 9 900 |" in answer
    assert "Февраль" not in answer


@pytest.mark.parametrize("quote", ["| Hour of an agent in chat | 11 USD |", "11 USD"])
def test_a_cited_row_of_an_own_document_is_shown_without_bars(quote):
    shown = passage_view("Offer", RATES, quote, "en", is_markdown=False)
    assert "|" not in shown
    assert "Hour of an agent on the phone · 14 USD" in shown
    assert f"<mark>{quote.strip('| ').replace(' | ', ' · ')}</mark>" in shown
