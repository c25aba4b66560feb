"""Clauses run together: «абонентов 25 000 звонят 15 процентов», "customers 5,000 call 10 percent a month".

Whoever dictates sets no comma, and the customers counted would be taken for those who call.
"""

from assistant.reading import number_words
from assistant.reading.word_lists import listed
from assistant.reading.words import Word, words

_BACK = 8  # words between the customers and what they do
_AHEAD = 5  # words between what they do and how many of them do it


def clauses_parted(text: str) -> str:
    """The text, as long as before, with a comma where customers counted run into what a share of them does."""
    told = words(text)
    for at in range(2, len(told)):
        word = told[at]
        if not word.forms & listed("done_by_some") or text[word.start - 1] != " " or not _number(told[at - 1]):
            continue
        before = told[max(0, at - _BACK) : at - 1]
        first = next((n for n, w in enumerate(before) if w.forms & listed("counted_people")), None)
        if first is None or any(w.text in ",;.!?" for w in before[first:]):
            continue
        after = told[at + 1 : at + 1 + _AHEAD]
        if any(w.text == "%" or {w.lower, *w.forms} & listed("share_words") for w in after):
            text = f"{text[: word.start - 1]},{text[word.start :]}"
    return text


def _number(word: Word) -> bool:
    known = number_words.words()
    return word.is_digits or word.lower in known.small or word.lower in known.multipliers
