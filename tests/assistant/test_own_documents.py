"""A person's own documents: what they say is answered from them, and nothing else is."""

from types import SimpleNamespace

import pytest

from assistant.builtin.bearing import bearing_rows
from assistant.offers import price_offered
from assistant.proposals import MOST_READ
from assistant.ui.passage import passage_view

TENDER = """# Tender for contact services
## Scope
In the last financial year the company received 186,000 calls and 54,000 e-mails.
## Service hours
Lines shall be open 08:00 to 20:00 Monday to Friday.
## Term
The initial term is three years.
"""
OFFER = """# Коммерческое предложение ООО «Голос-Сервис»
## Цены
Минута разговора стоит 19,50 ₽, подключение — 120 000 ₽ один раз.
## Срок
Договор на 12 месяцев.
"""


@pytest.fixture
def with_document(assistant, tmp_path):
    def add(name, text):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        assistant.documents.add("d", [path])
        return assistant

    yield add
    assistant.forget("d")


@pytest.mark.parametrize(
    ("name", "text", "question", "cited", "words"),
    [
        ("tender.md", TENDER, "What hours do they want?", "tender", "08:00 to 20:00"),
        ("tender.md", TENDER, "How long is the term in the tender?", "tender", "three years"),
        ("offer.md", OFFER, "Сколько стоит подключение в их предложении?", "offer", "120 000"),
    ],
)
def test_a_question_about_the_document_is_answered_from_it(with_document, name, text, question, cited, words):
    turn = with_document(name, text).ask(question, "d")
    assert turn.citations[0].article == cited
    assert words in turn.citations[0].quote


@pytest.mark.parametrize(
    ("name", "text", "question", "said"),
    [
        ("tender.md", TENDER, "What insurance does the tender ask for?", "says nothing"),
        ("offer.md", OFFER, "Какая неустойка в этом предложении?", "ничего нет"),
    ],
)
def test_a_document_that_is_silent_is_said_to_be(with_document, name, text, question, said):
    turn = with_document(name, text).ask(question, "d")
    assert said in turn.reply
    assert {citation.article for citation in turn.citations} & {"tender", "offer"} == set()


@pytest.mark.parametrize(
    ("name", "text", "question"),
    [
        ("tender.md", TENDER, "What hidden costs does outsourcing have?"),
        ("offer.md", OFFER, "Какие бывают скрытые расходы?"),
    ],
)
def test_a_document_does_not_answer_for_the_guidance(with_document, name, text, question):
    cited = [citation.article for citation in with_document(name, text).ask(question, "d").citations]
    assert cited
    assert cited[0] not in ("tender", "offer")


def test_yearly_volumes_of_a_tender_are_proposed_by_the_month(with_document):
    turn = with_document("tender.md", TENDER).ask("take the requirements from the tender", "d")
    reply = turn.reply.replace("\xa0", " ")
    assert "15,500 calls a month" in reply
    assert "4,500 e-mails a month" in reply


@pytest.mark.parametrize(
    ("title", "text", "quote"),
    [
        ("Commercial offer by Acme Contact Ltd",
         "| Service | Price |\n|---|---|\n| Set-up fee | $3,000 |\n| Agent hour (weekday) | $14.50 |",
         ("Acme Contact Ltd", 14.5, "USD", "per_hour")),
        ("Offer – HelpNow", "Set-up is £4,500. Our price is £2.85 per handled call.",
         ("HelpNow", 2.85, "GBP", "per_contact")),
        ("КП Контакт-центра «Диалог»", "Запуск — 150 000 руб. Час работы оператора стоит 520 руб., ночью доплата 20 %.",
         ("Диалог", 520, "RUB", "per_hour")),
        ("Прайс-лист", "Абонентская плата — 45 000 ₽ в месяц\nМинута разговора оператора — 19,50 ₽",
         ("Прайс-лист", 19.5, "RUB", "per_minute")),
        ("КП", "Оператор на выделенной линии: 95 000 ₽ в месяц.", ("КП", 95000, "RUB", "per_agent")),
        ("RFP", "The budget shall not exceed $40,000 per month. Set-up fees of $500 are acceptable.", None),
        ("Отчёт", "В 2024 году выручка составила 12 млн ₽, штраф за срыв срока — 50 000 ₽.", None),
    ],
)  # fmt: skip
def test_the_price_of_an_offer_is_that_of_the_work(title, text, quote):
    language = "ru" if any("а" <= letter <= "я" for letter in text) else "en"
    found = price_offered(SimpleNamespace(title=title, language=language, passages=[SimpleNamespace(text=text)]))
    if quote is None:
        assert found is None
    else:
        told = found.quote.value
        assert (told["vendor"], told["price"]["amount"], told["price"]["currency"], told["unit"]) == quote


def test_the_price_of_an_offer_is_taken_in_as_a_quote(with_document):
    assistant = with_document("offer.md", OFFER)
    assistant.ask("4000 звонков в месяц по 4 минуты, клиенты в России", "d")
    assert "19,5" in assistant.ask("учти их предложение", "d").reply
    quote = assistant.ask("да", "d").brief["quotes"][0]
    assert quote == {"vendor": "Голос-Сервис", "price": {"amount": 19.5, "currency": "RUB"}, "unit": "per_minute"}


def test_an_added_document_says_what_it_states_and_what_that_comes_to(with_document):
    assistant = with_document("tender.md", TENDER)
    turn = assistant.read_added("d", assistant.documents.titles("d"), "en")
    reply = turn.reply.replace("\xa0", " ")
    assert "15,500 calls a month" in reply
    assert "From 8:00 to 20:00" in reply
    assert turn.estimate is not None
    assert turn.brief == {}
    assert turn.question == {"field": "yes_no:keep"}
    asked = assistant.ask("How long is the term in the tender?", "d")
    assert "three years" in asked.reply
    assert assistant.ask("yes, take it in", "d").brief["channels"]["phone"]["contacts_per_month"] == 15500


def test_a_document_with_nothing_about_the_case_is_said_to_be_read(with_document):
    assistant = with_document("minutes.md", "# Minutes\nThe committee thanked the gardener and adjourned.")
    turn = assistant.read_added("d", assistant.documents.titles("d"), "en")
    assert "Minutes" in turn.reply
    assert turn.estimate is None


LIST = """# Коммерческое предложение
ООО «Контакт Плюс», Пенза. 600 рабочих мест, 120 клиентов.

| Услуга | Цена, руб. без НДС |
| --- | --- |
| Подключение проекта | 60 000 единовременно |
| Входящий вызов, за минуту разговора | 17,80 |
| Обработка письма | 46 |

Минимальный договор 6 месяцев.
"""


def test_of_an_offer_the_price_and_the_terms_are_taken_and_not_the_vendor_s_own_figures(with_document):
    assistant = with_document("offer.md", LIST)
    assistant.read_added("d", assistant.documents.titles("d"), "ru")
    assert assistant.ask("да", "d").brief == {
        "contract_months": 6,
        "quotes": [
            {
                "vendor": "Контакт Плюс",
                "price": {"amount": 17.8, "currency": "RUB"},
                "unit": "per_minute",
                "channel": "phone",
            },
            {
                "vendor": "Контакт Плюс",
                "price": {"amount": 46, "currency": "RUB"},
                "unit": "per_contact",
                "channel": "email",
            },
        ],
    }


REQUEST = """# Request for Proposal: Customer care
Our present supplier, CallPoint, charges us £19.40 an hour.
## Volumes
| Contact type | Weekly volume |
|:--|--:|
| Phone | 2,100 |
## Requirements
GDPR. Seasonal peak in January about 40% above the average.
"""


def test_a_buyer_s_request_is_no_offer_though_it_names_a_price(with_document):
    assistant = with_document("rfp.md", REQUEST)
    assistant.read_added("d", assistant.documents.titles("d"), "en")
    brief = assistant.ask("yes", "d").brief
    assert brief["quotes"] == [
        {"vendor": "CallPoint", "price": {"amount": 19.4, "currency": "GBP"}, "unit": "per_hour"}
    ]
    assert brief["channels"]["phone"]["contacts_per_month"] == 9100
    assert brief["peak_factor"] == 1.4
    assert brief["compliance"] == ["gdpr"]


def test_a_number_of_the_paper_in_its_heading_is_no_volume(with_document):
    text = REQUEST.replace("# Request for Proposal: Customer care", "# Request for Proposal 2026-114: Contact services")
    assistant = with_document("rfp.md", text)
    assistant.read_added("d", assistant.documents.titles("d"), "en")
    assert "contacts_per_month" not in assistant.ask("yes", "d").brief


def test_of_a_long_document_the_beginning_is_read_for_the_case_and_that_is_said(with_document):
    rows = "\n\n".join(f"## Clause {n}\n" + "The parties meet and agree in writing. " * 8 for n in range(MOST_READ + 5))
    assistant = with_document("long.md", TENDER + rows)
    turn = assistant.read_added("d", assistant.documents.titles("d"), "en")
    assert "in its beginning only" in turn.reply
    assert "15,500" in turn.reply


CARD = """# Rate card – Helix CX Ltd
| Location | Rate per hour (EUR) |
| --- | --- |
| Poland | 24.50 |
| Portugal | 22.00 |

Minimum 10 agents. Annual increase 4%.
"""


def test_of_several_offers_the_prices_alone_are_proposed_and_then_laid_side_by_side(with_document):
    with_document("rates.md", RATES)
    assistant = with_document("card.md", CARD)
    assistant.ask("2,000 calls a month, US customers", "d")
    assert assistant.ask("compare the two offers", "d").question == {"field": "yes_no:keep"}
    turn = assistant.ask("yes", "d")
    told = [(quote["vendor"], quote.get("channel")) for quote in turn.brief["quotes"]]
    assert told == [("Helix CX Ltd", None), ("Bright Desk", "phone"), ("Bright Desk", "chat")]
    assert "comes out lower" in turn.reply
    assert "agents" not in turn.brief
    assert "Helix CX Ltd" in turn.reply
    assert "Bright Desk" in turn.reply


def test_the_line_of_a_price_list_that_is_asked_for_is_taken(with_document):
    assistant = with_document("card.md", CARD)
    assert "22" in assistant.ask("take the Portugal rate from the rate card file", "d").reply


@pytest.mark.parametrize(
    ("text", "question", "words"),
    [("rates", "How much is the set-up?", "2,500 USD"), ("list", "Сколько стоит подключение?", "60 000")],
)
def test_where_only_documents_are_known_the_price_of_a_thing_is_looked_up_in_them(with_document, text, question, words):
    texts = {"rates": RATES, "list": LIST}
    assert words in with_document(f"{text}.md", texts[text]).ask(question, "d").reply


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("tender.md", "run the numbers on the tender I uploaded"),
        ("tender.md", "What would this RFP cost us?"),
        ("scope of work.md", "use the facts from Scope of work"),
        ("tender.md", "оцени по приложенному тз"),
        ("tender.md", "прочитай файл и посчитай"),
    ],
)
def test_a_wish_to_reckon_with_the_document_proposes_what_it_states(with_document, name, words):
    text = TENDER.replace("# Tender for contact services", "# Scope of work") if "scope" in name else TENDER
    turn = with_document(name, text).ask(words, "d")
    assert turn.question == {"field": "yes_no:keep"}
    assert turn.estimate is not None


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What's the price in their offer?", "14 USD"),
        ("how much is a chat hour in the offer?", "11 USD"),
        ("Сколько звонков в предложении?", None),
    ],
)
def test_a_question_on_a_document_that_sounds_like_another_wish_is_answered_from_it(with_document, question, words):
    turn = with_document("rates.md", RATES).ask(question, "d")
    assert turn.brief == {}
    if words is not None:
        assert words in turn.reply


RATES = """# Offer of Bright Desk
## Rates
| Service | Price |
|---|---|
| Hour of an agent on the phone | 14 USD |
| Hour of an agent in chat | 11 USD |
| Set-up of the project | 2,500 USD |
"""


def test_of_a_table_the_row_that_bears_the_answer_is_told_under_its_header(with_document):
    turn = with_document("rates.md", RATES).ask("How much is the set-up in the offer?", "d")
    assert "| Service | Price |" in turn.reply
    assert "2,500 USD" in turn.reply
    assert "11 USD" not in turn.reply


def test_a_table_none_of_whose_rows_stands_out_is_told_whole():
    assert bearing_rows(RATES, "what do they charge", "en") == RATES


PRICED_BY_CHANNEL = """# Commercial proposal — Harbour Desk Ltd
We would work for you from Gdansk.
## Rates
| Service | Unit | Price, EUR |
|---|---|---|
| Inbound voice, English | productive minute | 0.62 |
| Live chat | conversation | 2.10 |
| Team leader | month | 2,900 |
## Volumes assumed
| Channel | 2024 | 2025 |
|---|---|---|
| Calls | 31,200 | 36,000 |
| Chats | 12,000 | 18,000 |
"""


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


AGREEMENT = """# Services agreement
This agreement is made between Alder Kitchens Ltd (the “Client”) and Rowan Contact Ltd (the “Supplier”).
## 2. Term
2.1 The Services commence on 3 March 2025. 2.2 The agreement continues for an initial period of thirty months.
## 5. Charges
5.1 The Client commits to no less than £30,000 a month, the minimum charge. Invoices are payable within 45 days.
## 9. Ending
9.1 Either party may end this agreement on five months' written notice.
## Schedule 1
Agents answer calls in English and Welsh, Monday to Friday 08:00–20:00.
| Measure | Target | Service credit |
|---|---|---|
| Calls answered within 20 seconds | 80% | 3% of the fees |
"""
TERMS = """# Техническое задание
## Сведения
В настоящее время обращения обрабатывает ООО «Вектор», г. Тула.
Начало оказания услуг — 1 июня 2026 года.
## Требования
Линия открыта ежедневно с 8:00 до 22:00. Обслуживание ведётся на русском и татарском языках.
Не менее 85 % звонков принимают в течение 25 секунд; при снижении уровня сервиса счёт уменьшается на 4 %.
## Договор
Договор заключается на 18 месяцев. Заказчик вправе отказаться от него, предупредив исполнителя за 60 дней.
Минимальный платёж — 300 000 ₽ в месяц.
"""


@pytest.mark.parametrize(
    ("text", "question", "words"),
    [
        (AGREEMENT, "How long is the contract?", "thirty months"),
        (AGREEMENT, "what notice do we have to give", "five months"),
        (AGREEMENT, "who is the current supplier", "Rowan Contact Ltd"),
        (AGREEMENT, "What is the minimum?", "£30,000"),
        (AGREEMENT, "When does it start according to the document?", "3 March 2025"),
        (AGREEMENT, "What languages are in the document?", "English and Welsh"),
        (AGREEMENT, "what hours does the document say", "08:00–20:00"),
        (AGREEMENT, "Which penalties are there in the file?", "3% of the fees"),
        (AGREEMENT, "какой срок договора в документе?", "thirty months"),
        (TERMS, "на какой срок договор?", "18 месяцев"),
        (TERMS, "за сколько надо уведомить о расторжении по документу?", "60 дней"),
        (TERMS, "кто сейчас подрядчик", "ООО «Вектор», г. Тула"),
        (TERMS, "какой минимальный платёж в тз", "300 000"),
        (TERMS, "когда начало по документу?", "1 июня 2026"),
        (TERMS, "какие часы работы в документе?", "8:00 до 22:00"),
        (TERMS, "какой уровень сервиса в тз?", "в течение 25 секунд"),
        (TERMS, "какие штрафы в документе?", "на 4 %"),
        (TERMS, "what languages are in the document?", "татарском"),
    ],
)
def test_what_a_document_tells_is_found_whatever_its_words(with_document, text, question, words):
    turn = with_document("paper.md", text).ask(question, "d")
    answer = turn.reply.split("\n\n**")[0]
    assert words in answer
    assert turn.citations[0].article == "paper"
    assert len(answer) < 250


@pytest.mark.parametrize("question", ["How long does such a contract usually last?", "Какие бывают штрафы подрядчику?"])
def test_how_contracts_are_made_is_not_answered_from_the_person_s_own(with_document, question):
    turn = with_document("paper.md", AGREEMENT).ask(question, "d")
    assert turn.citations[0].article != "paper"


@pytest.mark.parametrize(
    ("text", "question"),
    [(TENDER, "Who is the current supplier in the tender?"), (TENDER, "what is their price for calls?")],
)
def test_what_a_document_does_not_tell_is_not_made_up_from_its_other_lines(with_document, text, question):
    turn = with_document("tender.md", text).ask(question, "d")
    assert "tender" not in {citation.article for citation in turn.citations}


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


RATED = f"{AGREEMENT}| Item | Unit | Rate (GBP) |\n|---|---|---|\n| Calls | productive hour | 18.75 |"
SIGNED = """# ДОГОВОР № 12/2026
ООО «Кедр», именуемое в дальнейшем «Заказчик», и АО «Эхо Сервис», именуемое в дальнейшем «Исполнитель», договорились.
| Услуга | Единица | Цена, руб. |
|---|---|---|
| Входящий звонок | минута разговора | 20,40 |
"""


@pytest.mark.parametrize(("text", "vendor"), [(SIGNED, "Эхо Сервис"), (RATED, "Rowan Contact Ltd")])
def test_the_price_of_a_contract_is_its_supplier_s_and_its_row_is_shown_without_bars(with_document, text, vendor):
    assistant = with_document("contract.md", text)
    turn = assistant.read_added("d", assistant.documents.titles("d"), "ru" if text is SIGNED else "en")
    assert vendor in turn.reply
    assert "|" not in turn.reply
    assert assistant.ask("да" if text is SIGNED else "yes", "d").brief["quotes"][0]["vendor"] == vendor


@pytest.mark.parametrize(
    ("text", "case", "take", "compare", "together"),
    [
        (PRICED_BY_CHANNEL, "we get calls of 5 minutes and chats, German customers", "take their offer",
         "compare the offer with the market", "12,450"),  # 3,000 calls and 1,500 chats are assumed in it
        (LIST, "2000 звонков по 5 минут и 1000 писем в месяц, клиенты в России", "учти их предложение",
         "сравни предложение с рынком", "224 000"),
    ],
)  # fmt: skip
def test_an_offer_with_a_price_for_each_channel_is_added_up(with_document, text, case, take, compare, together):
    assistant = with_document("offer.md", text)
    assistant.ask(case, "d")
    taken = assistant.ask(take, "d")
    assert len({fact for fact in taken.reply.split("\n") if "Harbour Desk" in fact or "Контакт Плюс" in fact}) >= 2
    assistant.ask("да" if text is LIST else "yes", "d")
    turn = assistant.ask(compare, "d")
    assert together in turn.reply.replace("\xa0", " ")


def test_of_an_offer_the_price_of_the_channel_asked_for_is_taken(with_document):
    assistant = with_document("harbour.md", PRICED_BY_CHANNEL)
    assistant.ask("take the chat price from the offer", "d")
    assert [quote["channel"] for quote in assistant.ask("yes", "d").brief["quotes"]] == ["chat"]


def test_of_months_under_each_other_the_sum_is_told_where_the_table_has_it(with_document):
    turn = with_document("report.md", MONTHS).ask("сколько звонков в документе?", "d")
    answer = turn.reply.split("\n\n**")[0].replace("\xa0", " ")
    assert "| Итого | 28 800 | 9 900 |" in answer
    assert "Февраль" not in answer


def test_how_many_contacts_there_are_is_looked_up_in_the_document_alone(with_document):
    turn = with_document("offer.md", OFFER).ask("сколько звонков в документе?", "d")
    assert "ничего нет" in turn.reply
    assert turn.citations == ()


@pytest.mark.parametrize("quote", ["| Hour of an agent in chat | 11 USD |", "11 USD"])
def test_a_cited_row_of_an_own_document_is_shown_without_bars(quote):
    shown = passage_view("Offer", RATES, quote, "en", is_markdown=False)
    assert "|" not in shown
    assert "Hour of an agent on the phone · 14 USD" in shown
    assert f"<mark>{quote.strip('| ').replace(' | ', ' · ')}</mark>" in shown


def test_where_neither_a_document_nor_the_guidance_has_a_price_the_document_is_said_to_be_silent(with_document):
    assert "says nothing" in with_document("tender.md", TENDER).ask("how much is a chat?", "d").reply
