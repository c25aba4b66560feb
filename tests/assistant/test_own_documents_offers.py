"""Offers and requests among a person's own documents: what is proposed of them, and what it comes to."""

from types import SimpleNamespace

import pytest

from assistant.offers import price_offered
from tests.assistant.documents import CARD, OFFER, PRICED_BY_CHANNEL, RATES, REQUEST, TENDER

LIST = """# Коммерческое предложение
ООО «Контакт Плюс», Пенза. 600 рабочих мест, 120 клиентов.

| Услуга | Цена, руб. без НДС |
| --- | --- |
| Подключение проекта | 60 000 единовременно |
| Входящий вызов, за минуту разговора | 17,80 |
| Обработка письма | 46 |

Минимальный договор 6 месяцев.
"""


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


def test_of_an_offer_the_price_and_the_terms_are_taken_and_not_the_vendor_s_own_figures(with_document):
    assistant = with_document("offer.md", LIST)
    assistant.read_added("d", assistant.documents.titles("d"), "ru")
    assert assistant.ask("да", "d").brief == {
        "provider_countries": ["RU"],
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


def test_of_several_offers_the_prices_alone_are_proposed_and_then_laid_side_by_side(with_document):
    with_document("rates.md", RATES)
    assistant = with_document("card.md", CARD)
    assistant.ask("2,000 calls a month, US customers", "d")
    assert assistant.ask("compare the two offers", "d").question == {"field": "yes_no:keep"}
    turn = assistant.ask("yes", "d")
    told = [(quote["vendor"], quote.get("channel")) for quote in turn.brief["quotes"]]
    assert told == [("Helix CX Ltd", None), ("Bright Desk", "phone"), ("Bright Desk", "chat")]
    assert "is the cheapest" in turn.reply
    assert "agents" not in turn.brief
    assert "Helix CX Ltd" in turn.reply
    assert "Bright Desk" in turn.reply


@pytest.mark.parametrize(
    ("text", "question", "words"),
    [("rates", "How much is the set-up?", "2,500 USD"), ("list", "Сколько стоит подключение?", "60 000")],
)
def test_where_only_documents_are_known_the_price_of_a_thing_is_looked_up_in_them(with_document, text, question, words):
    texts = {"rates": RATES, "list": LIST}
    assert words in with_document(f"{text}.md", texts[text]).ask(question, "d").reply


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


def test_where_neither_a_document_nor_the_guidance_has_a_price_the_document_is_said_to_be_silent(with_document):
    assert "says nothing" in with_document("tender.md", TENDER).ask("how much is a chat?", "d").reply
