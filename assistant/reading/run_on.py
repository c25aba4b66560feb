"""Clauses run together: «абонентов 25 000 звонят 15 процентов», «учеников 5тыс. пишут в чат 2400 сообщений».

Whoever dictates sets no comma, and the customers counted would be taken for those who call.
"""

from assistant.reading import number_words
from assistant.reading.word_lists import listed
from assistant.reading.words import Word, words

_BACK = 8  # words between the customers and what they do


def clauses_parted(text: str) -> str:
    """The text, as long as before, with a comma where customers counted run into what some of them do.

    «Клиентов в день 120 звонят» counts those who call.
    """
    told = words(text)
    for at in range(2, len(told)):
        word = told[at]
        if not word.forms & listed("done_by_some") or text[word.start - 1] != " ":
            continue
        number = at - 2 if told[at - 1].text == "." else at - 1  # «5 тыс. пишут»
        before = told[max(0, at - _BACK) : number]
        first = next((n for n, w in enumerate(before) if w.forms & listed("counted_people")), None)
        if first is None or not _number(told[number]):
            continue
        if any(not _number(w) and w.lower not in listed("guessing") for w in before[first + 1 :]):
            continue  # "customers call us, about 200 calls a day"
        if told[number - 1].lower in listed("contacts_made"):
            continue  # "our customers make 19,000 calls a month"
        text = f"{text[: word.start - 1]},{text[word.start :]}"
    return text


def _number(word: Word) -> bool:
    known = number_words.words()
    return word.is_digits or word.lower[0].isdigit() or word.lower in known.small or word.lower in known.multipliers
