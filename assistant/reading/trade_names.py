"""The names of trades: phrases by which people name a business, each with the industry it belongs to.

`trades.yaml` of every language holds them: phrases under `industry`, and under `lists` the words that `{list}` stands
for in a phrase, so that "{goods} shop" is a shop for any of the goods.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from assistant.reading.vocabulary import LANGUAGES_DIR, VocabularyError, read_file
from tools.brief_fields import INDUSTRIES

_SCHEMA = {"industry": frozenset(INDUSTRIES), "lists": (str, list)}
_LIST = re.compile(r"\{(\w*)\}")


def trade_phrases(folder: Path = LANGUAGES_DIR) -> Iterator[tuple[str, str]]:
    """Industries with their phrases, those of every language below a folder; a list stands in them as alternatives.

    Raises VocabularyError naming every mistake of the first file that has any.
    """
    for path in sorted(folder.glob("*/trades.yaml")):
        data = read_file(path, _SCHEMA)
        if problems := list(_problems(path, data)):
            raise VocabularyError(problems)
        lists = {name: "|".join(words) for name, words in data.get("lists", {}).items()}
        for industry, phrases in data.get("industry", {}).items():
            for phrase in phrases:
                for name in _LIST.findall(phrase):
                    phrase = phrase.replace(f"{{{name}}}", lists[name])
                yield industry, phrase


def _problems(path: Path, data: Mapping[str, Mapping[str, list[str]]]) -> Iterator[str]:
    lists = data.get("lists", {})
    for industry, phrases in data.get("industry", {}).items():
        for phrase in phrases:
            place = f"{_place(path, phrase)}: industry.{industry}: «{phrase}»"
            if phrase.lstrip("^ ").startswith(("...", "$")):
                yield f"{place} begins with no word. hint: leave out ... and $"
            for name in _LIST.findall(phrase):
                if name not in lists:
                    yield f"{place} names no list. hint: known are {', '.join(sorted(lists))}"
    for name, words in lists.items():
        for word in words:
            if set(word) & set(" |<>?{}"):
                yield f"{_place(path, word)}: lists.{name}: «{word}» is no single word. hint: keep its last word"


def _place(path: Path, phrase: str) -> str:
    lines = path.read_text(encoding="utf-8").splitlines()
    at = next((number for number, line in enumerate(lines, 1) if phrase in line), 1)
    return f"{path.parent.name}/{path.name}:{at}"
