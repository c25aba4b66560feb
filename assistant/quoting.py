"""Quoting a passage: its sentences, how much two texts have in common, and the words that bear a statement."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

import snowballstemmer

from assistant.passages import Numbered
from assistant.turn import Citation

MARK = re.compile(r"\[(\d{1,3})\](?!\()")
_MARK_AND_GAP = re.compile(r"([ \t]?)\[(\d{1,3})\](?!\()")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[»\"”)]*\s+(?=[«\"“(*_]*[A-ZА-ЯЁ0-9])")
_SHORT = re.compile(r"(?:^|\s)(?:т\.\s?е|т\.\s?п|т\.\s?д|руб|тыс|млн|млрд|ч|мин|e\.g|i\.e|vs|approx|No|St)\.$")
_WORD = re.compile(r"[^\W_]+")
_STEMMERS = {"en": "english", "ru": "russian"}
LONGEST_QUOTE = 360


@cache
def _stemmer(language: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(_STEMMERS.get(language, "english"))


def stems(text: str, language: str) -> set[str]:
    """The stems of the words of a text that carry meaning: three letters or more, or a number."""
    words = [word for word in _WORD.findall(text.lower().replace("ё", "е")) if len(word) > 2 or word.isdecimal()]
    return {_stem(word, language) for word in words}


@lru_cache(maxsize=50_000)
def _stem(word: str, language: str) -> str:
    return str(_stemmer(language).stemWord(word))


def likeness(query: str, text: str, language: str) -> float:
    """The share of the query's stems that the text has, 0 to 1."""
    wanted = stems(query, language)
    return len(wanted & stems(text, language)) / len(wanted) if wanted else 0.0


def sentences(text: str) -> list[str]:
    """The sentences, list items and table rows of a passage, each a verbatim piece of it."""
    pieces: list[str] = []
    for block in text.split("\n"):
        for sentence in _split(block):
            if sentence.strip():
                pieces.append(sentence.strip())
    return pieces


def _split(block: str) -> Iterable[str]:
    start = 0
    for end in _SENTENCE_END.finditer(block):
        if not _SHORT.search(block[start : end.start()]):
            yield block[start : end.start()]
            start = end.end()
    yield block[start:]


def best_quote(passage: str, statement: str, language: str) -> str:
    """The verbatim piece of a passage that says what `statement` says: one sentence, or a few neighbours."""
    pieces = sentences(passage)
    if not pieces:
        return passage.strip()
    shared = [len(stems(statement, language) & stems(piece, language)) for piece in pieces]
    first = max(range(len(pieces)), key=lambda index: (shared[index], -index))
    last = first
    while last + 1 < len(pieces) and shared[last + 1] >= max(3, shared[first] // 2):
        if len(_span(passage, pieces[first], pieces[last + 1])) > LONGEST_QUOTE:
            break
        last += 1
    return _span(passage, pieces[first], pieces[last])


def _span(passage: str, first: str, last: str) -> str:
    start = passage.index(first)
    return passage[start : passage.index(last, start) + len(last)]


def cite(reply: str, passages: Iterable[Numbered], language: str) -> tuple[str, tuple[Citation, ...]]:
    """The reply with its marks numbered from 1 in order of appearance, and the citation behind each.

    A mark that stands for no passage is taken out: no reader is sent to nothing.
    """
    by_number = {passage.number: passage for passage in passages}
    order: dict[int, int] = {}
    statements: dict[int, list[str]] = {}
    for match in MARK.finditer(reply):
        number = int(match[1])
        if number in by_number:
            order.setdefault(number, len(order) + 1)
            statements.setdefault(number, []).append(_statement(reply, match.start()))
    text = _MARK_AND_GAP.sub(
        lambda match: f"{match[1]}[{order[int(match[2])]}]" if int(match[2]) in order else "", reply
    )
    citations = tuple(
        Citation(
            mark=mark,
            article=by_number[number].article,
            title=by_number[number].title,
            quote=best_quote(by_number[number].text, " ".join(statements[number]), language),
            url=by_number[number].url,
            page=by_number[number].page,
        )
        for number, mark in order.items()
    )
    return text, citations


def _statement(reply: str, mark: int) -> str:
    """What stands before a mark, back to the beginning of its line, or of the last row of the table it stands under."""
    line = reply[reply.rfind("\n", 0, mark) + 1 : mark]
    if not line.strip():
        line = reply[:mark].rstrip().rpartition("\n")[2]
    pieces = [piece for piece in _split(line) if MARK.sub("", piece).strip(" .")]
    return " ".join(pieces[-2:]) if pieces else line
