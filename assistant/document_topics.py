"""What people ask of a document of theirs, and which of its lines tell it: the term, the notice, the penalties.

People ask who the supplier is and a contract says by whom the calls "are currently handled"; they ask for the hours,
and the line that answers has none of their words but a time of day. So a question has topics, and a line tells a
topic by its own words and by the kind of figure that stands in it, in either language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.reading import Fact
from assistant.reading.concepts import LANGUAGES, load_yaml
from assistant.reading.words import dictionary_forms, words

_FILE = "documents.yaml"
_DATE = re.compile(r"\d{1,2}[. /-](?:[^\W\d]{3,9}|\d{1,2})[. /,-]{1,2}20\d\d|[A-Z][a-z]+\s+\d{1,2},\s*20\d\d")
_FIRM = re.compile(r"\b(?:Ltd|Limited|LLC|Inc|GmbH|PLC|plc|Corp|Pty|B\.?V|ООО|АО|ПАО|ЗАО|ИП)\b|[а-яё]\s«[А-ЯЁA-Z]")
_CAPITAL = re.compile(r"(?<=[a-zа-яё,]\s)[A-ZА-ЯЁ][a-zа-яё]{2,}")  # a word that begins no sentence
_NAMING = frozenset({"language", "country", "place", "town"})

Groups = tuple[tuple[frozenset[str], ...], ...]


@dataclass(frozen=True)
class Topic:
    """A thing documents tell: the words that ask for it, the words that tell it, the kinds of figure it is told by.

    A definite one is asked of the person's own contract even where no document is named.
    """

    name: str
    asked: Groups
    told: Groups
    shows: tuple[tuple[frozenset[str], ...], ...]
    definite: bool


def topics_asked(query: str) -> tuple[Topic, ...]:
    """What a question asks of a document."""
    forms = _forms(query)
    return tuple(topic for topic in _topics() if any(_holds(groups, forms) for groups in topic.asked))


def asks_own_terms(query: str) -> bool:
    """Whether a question asks for a term of the person's own contract and not how such contracts are made."""
    return any(topic.definite for topic in topics_asked(query)) and not _forms(query) & worded("general")


def tells(topic: Topic, line: str, head: str, facts: Sequence[Fact]) -> int:
    """How plainly a line tells a topic, 0 for not at all; `head` is that of its table, `facts` what is found in it."""
    kinds = _kinds(line, facts)
    shown = next((len(topic.shows) - at for at, ways in enumerate(topic.shows) if any(way <= kinds for way in ways)), 0)
    if not shown:
        return 0
    forms = _forms(f"{head} {line}")
    said = sum(_holds(groups, forms) for groups in topic.told)
    return 1 + said * len(topic.shows) + shown if said or not topic.told else 0


def _kinds(line: str, facts: Iterable[Fact]) -> set[str]:
    found = {fact.kind for fact in facts}
    if _DATE.search(line):
        found.add("date")
    if _FIRM.search(line):
        found.add("firm")
    taken = [(fact.start, fact.end) for fact in facts if fact.kind in _NAMING]
    if any(not any(start <= name.start() < end for start, end in taken) for name in _CAPITAL.finditer(line)):
        found.add("capital")
    return found


def _forms(text: str) -> set[str]:
    return {form for word in words(text) if word.is_word for form in dictionary_forms(word.lower)}


def _holds(groups: Sequence[frozenset[str]], forms: set[str]) -> bool:
    return all(group & forms for group in groups)


@cache
def worded(section: str) -> frozenset[str]:
    """Words of a list of the language files on documents, of every language together."""
    return frozenset(str(word) for content in _contents() for word in content[section])


@cache
def _topics() -> tuple[Topic, ...]:
    """The topics, their words of every language together: a question may be in another language than the document."""
    contents = [content["topics"] for content in _contents()]
    return tuple(
        Topic(
            name,
            _groups(content[name]["asked"] for content in contents),
            _groups(content[name]["told"] for content in contents),
            tuple(tuple(frozenset(way.split("+")) for way in str(ways).split("|")) for ways in one["shows"]),
            bool(one.get("definite")),
        )
        for name, one in contents[0].items()
    )


def _groups(lists: Iterable[Sequence[str]]) -> Groups:
    entries = [str(entry).replace("ё", "е").split() for listed in lists for entry in listed]
    return tuple(tuple(frozenset(group.split("|")) for group in entry) for entry in entries)


@cache
def _contents() -> tuple[Mapping[str, Any], ...]:
    return tuple(load_yaml(path) for path in sorted(LANGUAGES.glob(f"*/{_FILE}")))
