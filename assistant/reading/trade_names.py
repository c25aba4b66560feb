"""The names of trades: phrases by which people name a business, each with the industry it belongs to.

In `trades.yaml` of every language the phrases under `industry` name a trade wherever they stand, those under `owned`
where the buyer speaks of its own business ("our garage"); `{list}` in a phrase stands for any word of a list under
`lists`, so that "{goods} shop" is a shop for any of the goods. Those under `words` name no trade and mostly belong to
one.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from assistant.reading.vocabulary import LANGUAGES_DIR, VocabularyError, read_file
from tools.brief_fields import INDUSTRIES

_SCHEMA = {
    "industry": frozenset(INDUSTRIES),
    "owned": frozenset(INDUSTRIES),
    "lists": (str, list),
    "words": (str, list),
}
_MARKS = {"industry": "", "owned": "?"}
_LIST = re.compile(r"\{(\w*)\}")


def trade_phrases(folder: Path = LANGUAGES_DIR) -> Iterator[tuple[str, str]]:
    """Industries with their phrases, those of every language below a folder; a list stands in them as alternatives.

    An industry has a question mark after it where its phrase names it only in the mouth of its owner. Raises
    VocabularyError naming every mistake of the first file that has any.
    """
    for path in sorted(folder.glob("*/trades.yaml")):
        data = read_file(path, _SCHEMA)
        if problems := list(_problems(path, data)):
            raise VocabularyError(problems)
        lists = {name: "|".join(words) for name, words in data.get("lists", {}).items()}
        for industry, phrase in _listed(data):
            for name in _LIST.findall(phrase):
                phrase = phrase.replace(f"{{{name}}}", lists[name])
            yield industry, phrase


def trade_lists(folder: Path = LANGUAGES_DIR) -> Mapping[str, frozenset[str]]:
    """The words of every language that are on a list or mostly belong to one trade, each with the names of these."""
    found: dict[str, set[str]] = {}
    for path in sorted(folder.glob("*/trades.yaml")):
        data = read_file(path, _SCHEMA)
        for name, words in (*data.get("lists", {}).items(), *data.get("words", {}).items()):
            for word in words:
                found.setdefault(word.removeprefix("=").replace("ё", "е"), set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


def _listed(data: Mapping[str, Mapping[str, list[str]]]) -> Iterator[tuple[str, str]]:
    for section, mark in _MARKS.items():
        for industry, phrases in data.get(section, {}).items():
            for phrase in phrases:
                yield industry + mark, phrase


def _problems(path: Path, data: Mapping[str, Mapping[str, list[str]]]) -> Iterator[str]:
    lists = data.get("lists", {})
    names = {phrase for phrases in data.get("industry", {}).values() for phrase in phrases}
    for industry, phrase in _listed(data):
        if industry.endswith("?") and phrase in names:
            yield f"{_place(path, industry, phrase)} names a trade anyway. hint: keep it under industry or under owned"
        if phrase.lstrip("^ ").startswith(("..", "$")):
            yield f"{_place(path, industry, phrase)} begins with no word. hint: leave out dots and $"
        if not set(_LIST.findall(phrase)) <= lists.keys():
            yield f"{_place(path, industry, phrase)} names no list. hint: known are {', '.join(sorted(lists))}"
    for trade in data.get("words", {}).keys() - set(INDUSTRIES):
        yield f"{_place(path, 'words', trade)} is no industry. hint: known are {', '.join(INDUSTRIES)}"
    for name, words in (*lists.items(), *data.get("words", {}).items()):
        for word in words:
            if set(word) & set(" |<>?{}"):
                yield f"{_place(path, name, word)} is no single word. hint: keep its last word"


def _place(path: Path, key: str, phrase: str) -> str:
    """Where a phrase stands: the file, the first line with it, what it stands under."""
    lines = path.read_text(encoding="utf-8").splitlines()
    line = next((number for number, text in enumerate(lines, 1) if phrase in text), 1)
    return f"{path.parent.name}/{path.name}:{line}: {key}: «{phrase}»"
