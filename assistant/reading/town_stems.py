"""Stems of Russian adjectives from the names of towns: «Казань» → «казанск», «Рига» → «рижск».

A rule cannot tell which suffix a town takes, so each name gives every stem that it may have; what no one says does no
harm. Only the stem up to «-ск-» or «-цк-» is made: the endings are those of any adjective.
"""

from __future__ import annotations

from collections.abc import Iterator

_VOWELS = "аеиоуыэюя"
_DROPPED = "ьй"  # letters at the end of a name that its adjective may lose
_HARD = ("ый", "ой", "ая", "ое", "ые")  # of an adjective before the town: «Старый Оскол» → «старооскольск»
_SOFT = ("ий", "яя", "ее", "ие")
_NO_BASE = ("ский", "цкий", "ская", "цкая", "ское", "цкое", "ной", "ный", "ское")  # «Жуковский» has no adjective
_SHORTEST = 3


def stems(name: str) -> Iterator[str]:
    """Yield the stems that the adjective of a town may have, from its name in small letters (ё as е)."""
    words = name.split(" ")
    if len(words) == 2 and words[0].endswith(_HARD + _SOFT):
        joint = "о" if words[0].endswith(_HARD) or words[0].endswith(("кий", "гий", "кие")) else "е"
        yield from (words[0][:-2] + joint + stem for stem in _of_word(words[1]))
    elif len(words) == 1 or "-" not in name:
        head, dash, last = "-".join(words).rpartition("-")
        yield from (head + dash + stem for stem in _of_word(last))


def _of_word(word: str) -> Iterator[str]:
    if len(word) < _SHORTEST or word.endswith(_NO_BASE):
        return
    if word.endswith(("ск", "цк")):
        yield word  # «Ижевск» → «ижевский»
        return
    if word[-1] in _VOWELS:
        yield from _after_vowel(word)
        return
    base = word.rstrip(_DROPPED)
    if word.endswith("ец"):
        yield base[:-1] + "цк"  # «Череповец» → «череповецкий»
    elif word.endswith("й"):
        yield word + "ск"  # «Шанхай» → «шанхайский»
    elif base.endswith("л"):
        yield from (base + "ьск", base + "ск")  # «Стамбул», «Ярославль»
    elif base.endswith("сс"):
        yield base + "к"
    else:
        yield base + "ск"
        if not word.endswith("ь"):
            yield base + "овск"  # «Днепр» → «днепровский»
        else:
            yield base + "инск"  # «Лодзь» → «лодзинский»


def _after_vowel(word: str) -> Iterator[str]:
    base = word[:-1]
    last = base[-1]
    if last in "иеао" and word[-1] in "яеоа":  # «София», «Токио»
        yield from (base + "йск", base[:-1] + "ийск")
        base = base[:-1]
        last = base[-1]
    if last == "г":
        yield base[:-1] + "жск"  # «Рига», «Прага»
    elif last == "ц":
        yield base[:-1] + "цк"  # «Винница»
    elif last in "кч":
        yield base + "ск"
    elif last == "л":
        yield base + "ьск"  # «Тула»
    elif last == "ь":  # «Анталья», «Севилья»
        yield from (base + "ск", base[:-1] + "ийск")
    elif base.endswith("сс"):
        yield base + "к"  # «Одесса», «Черкассы»
    else:
        yield base + "ск"
    yield base.rstrip("ь") + "инск"  # «Сочи», «Баку», «Алматы»
    yield base.rstrip("ь") + "енск"  # «Пенза», «Гродно»
    if word[-1] == "о":
        yield base + "овск"
