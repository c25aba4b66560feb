"""Questions on a person's own documents: what they say is answered from them, and nothing else is."""

import pytest

from assistant.proposals import MOST_READ
from tests.assistant.documents import AGREEMENT, OFFER, RATES, REQUEST, TENDER

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


def test_how_many_contacts_there_are_is_looked_up_in_the_document_alone(with_document):
    turn = with_document("offer.md", OFFER).ask("сколько звонков в документе?", "d")
    assert "ничего нет" in turn.reply
    assert turn.citations == ()
