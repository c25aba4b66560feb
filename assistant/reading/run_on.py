"""Clauses run together: «абонентов 25 000 звонят 15 процентов», «учеников 5тыс. пишут в чат 2400 сообщений».

Whoever dictates sets no comma, and the customers counted would be taken for those who call, or the rooms for the calls:
«номеров девяносто звонков в сутки пятьдесят».
"""

import re
from collections.abc import Sequence

from assistant.reading import number_words, rate_words
from assistant.reading.word_lists import function_words, listed
from assistant.reading.words import Word, noun_cases, parts_of_speech, words

_COMPOUND = re.compile(r"\b([а-яё]{4,})-([а-яё]{4,})\b", re.IGNORECASE)
_BACK = 8  # words between the customers and what they do
_PERIOD = 3  # words between what is counted and its number: "calls a day thirty"


def compounds_parted(text: str) -> str:
    """The text, as long as before, with the two words of «звонков-эскалаций» apart: contacts, and what they are."""
    return _COMPOUND.sub(lambda m: m[0].replace("-", " ") if _contacts_of_kind(m[1], m[2]) else m[0], text)


def _contacts_of_kind(contacts: str, kind: str) -> bool:
    counted = contacts.lower() in rate_words.words().counted
    return counted and "gent" in noun_cases(contacts.lower()) and "gent" in noun_cases(kind.lower())


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
        if any(not (_number(w) or w.lower in listed("guessing") or _timed(w)) for w in before[first + 1 :]):
            continue  # "customers call us, about 200 calls a day"
        if told[number - 1].lower in listed("contacts_made"):
            continue  # "our customers make 19,000 calls a month"
        text = f"{text[: word.start - 1]},{text[word.start :]}"
    return _by_channels(_numbers_behind(text, told), told)


def _by_channels(text: str, told: Sequence[Word]) -> str:
    """The text with a comma between «20 в вотсап 10 в инсту»: each number is of the channel behind it."""
    for at in range(3, len(told) - 2):
        word = told[at]
        if not _number(word) or _number(told[at - 1]) or text[word.start - 1] != " " or not _to_channel(told, at - 2):
            continue
        behind = _run(told, at, 1)
        if _number(told[at - 3]) and behind + 1 < len(told) and _to_channel(told, behind):
            text = f"{text[: word.start - 1]},{text[word.start :]}"
    return text


def _to_channel(told: Sequence[Word], at: int) -> bool:
    return told[at].lower in listed("by_channel") and told[at + 1].lower in listed("channel_places")


def _numbers_behind(text: str, told: Sequence[Word]) -> str:
    """The text with a comma between things that are each counted by the number behind them.

    «Номеров 97 звонков в сутки 50 писем 20» are ninety-seven rooms, fifty calls and twenty e-mails.
    """
    parted = -1
    for at in range(2, len(told)):
        word = told[at]
        if not (_contacts(word) or _of_many(word)) or not _number(told[at - 1]) or text[word.start - 1] != " ":
            continue
        noun = _past_period(told, _run(told, at - 1, -1), -1)
        behind = _past_period(told, at + 1, 1)
        if noun < 0 or behind >= len(told) or not _number(told[behind]):
            continue
        if noun != parted and _of_number(told, noun):
            continue
        if _counted_behind(told[noun]) and _nothing_counted(told, _run(told, behind, 1)):
            text, parted = f"{text[: word.start - 1]},{text[word.start :]}", at
    return text


def _contacts(word: Word) -> bool:
    return word.lower in rate_words.words().counted


def _of_many(word: Word) -> bool:
    """A Russian noun as it stands before its number, «посылок 300»; no period."""
    return not _timed(word) and not _number(word) and "gent" in noun_cases(word.lower)


def _run(told: Sequence[Word], at: int, step: int) -> int:
    """The place next to a number that stands at a word and goes on from it."""
    while 0 <= at < len(told) and _number(told[at]):
        at += step
    return at


def _past_period(told: Sequence[Word], at: int, step: int) -> int:
    """The place past the words for a period, «в сутки», if they stand at a word, and past "about"."""
    for _ in range(_PERIOD):
        timed = 0 <= at < len(told) and (
            told[at].lower in listed("guessing")
            or told[at].lower in listed("per_words") | listed("in_period")
            or _timed(told[at])
        )
        at += step if timed else 0
    return at


def _of_number(told: Sequence[Word], noun: int) -> bool:
    """The noun before has a number before it, which counts it: «12 операторов 60 звонков в день»."""
    return noun > 0 and _number(told[noun - 1])


def _counted_behind(noun: Word) -> bool:
    """A noun as it stands before its number: «номеров 97», "rooms sixty"."""
    cases = noun_cases(noun.lower)
    return "gent" in cases if cases else noun.lower.isascii() and noun.lower.endswith("s") and noun.is_word


def _nothing_counted(told: Sequence[Word], after: int) -> bool:
    """What stands behind the last number is not what it counts, or has a number of its own."""
    if after >= len(told) or not told[after].is_word or told[after].lower in function_words():
        return True
    if _contacts(told[after]):
        own = _past_period(told, after + 1, 1)
        return own < len(told) and _number(told[own])
    return bool(parts_of_speech(told[after].lower)) and not parts_of_speech(told[after].lower) & {"NOUN", "ADJF"}


def _timed(word: Word) -> bool:
    return bool(word.forms & rate_words.period_forms().keys())


def _number(word: Word) -> bool:
    known = number_words.words()
    return word.is_digits or word.lower[0].isdigit() or word.lower in known.small or word.lower in known.multipliers
