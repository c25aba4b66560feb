"""Towns and lands of the world by their names, for a country told by one: "a bakery in Sheffield", «мы из Сызрани».

The names of towns stand in `towns.yaml` of each language, those of regions, islands and resorts in `lands.yaml`. A name
of many towns, of people or of things is taken only where the sentence says that a place is meant.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from assistant.reading.tokens import Token, ends_sentence, fold
from assistant.reading.vocabulary import (
    LANGUAGES_DIR,
    Lexicon,
    Schema,
    VocabularyError,
    is_cyrillic,
    language_codes,
    read_file,
)
from assistant.reading.words import dictionary_forms, is_known

SCHEMA: Schema = {"doubtful": str, "towns": (str, str)}
_SHORTEST = 3  # letters
_SET_OFF_BY = {",", ".", ";", ":", "—", "–", "!", "?", "("}
_ABBREVIATION = 3  # letters at most
_LABELS = {"?", "!", ":", "—", "–"}
# Endings of a name that the dictionary has not: «Лиепае» → «Лиепая», «Кахетии» → «Кахетия».
_OBLIQUE, _NOMINATIVE = "еиуыю", "ая"
_JOINTS = {"-", "‑", "."}
# Where towns bear the names that people bear: "Doreen's gone" is of no town.
_NAMED_AS_PEOPLE = frozenset({"US", "GB", "AU", "CA", "NZ", "IE"})
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_MARKS = re.compile(r"[\u0300-\u036f]")
_LETTERS = str.maketrans("łŁøØđĐıß", "lLoOdDis")  # which Unicode does not take apart
_Parts = tuple[str, ...]


class Gazetteer:
    """Countries of towns by their names.

    Args:
        placed_by: Words after which a name is one of a place: "in", «из».
        belongs_to: Words after which it may be one: "of", «города».
        before: Words before which it is one: "Sheffield office".
        joined: Words that are joined to one: "Galway-based".
        greeted_by: Words after which it is a person's: "hello".
    """

    def __init__(
        self,
        placed_by: Lexicon[bool],
        belongs_to: Lexicon[bool],
        before: Lexicon[bool],
        joined: Lexicon[bool],
        greeted_by: Lexicon[bool],
    ) -> None:
        self._greeted_by = greeted_by
        self._placed_by = placed_by
        self._belongs_to = belongs_to
        self._before = before
        self._joined = joined
        self._towns: dict[str, list[tuple[_Parts, str]]] = {}
        self._doubtful: set[str] = set()
        self._lands: set[tuple[str, _Parts]] = set()  # names that are of a place wherever they have a capital letter
        self.rows: dict[str, dict[str, str]] = {}  # names by country, of each language, as the file has them
        for code in language_codes():
            lands = read_file(LANGUAGES_DIR / code / "lands.yaml", SCHEMA)
            self._add(lands, f"{code}/lands.yaml")
        self._lands = {(first, rest) for first, named in self._towns.items() for rest, _ in named}
        for code in language_codes():
            towns = read_file(LANGUAGES_DIR / code / "towns.yaml", SCHEMA)
            self._add(towns, f"{code}/towns.yaml")  # behind the lands, which come first of two with a name
            self.rows[code] = towns["towns"]
        for named in self._towns.values():
            named.sort(key=lambda town: -len(town[0]))

    def _add(self, data: Mapping[str, Any], path: str) -> None:
        self._doubtful.update(plain(fold(name)) for name in _names(data["doubtful"]))
        seen: dict[str, str] = {}
        for country, row in data["towns"].items():
            for name in _names(row):
                if name in seen:
                    raise VocabularyError([f"{path}:1: {name} stands in {seen[name]} and {country}. hint: keep one"])
                seen[name] = country
                parts = tuple(plain(part) for part in _WORD.findall(fold(name)))
                self._towns.setdefault(parts[0], []).append((parts[1:], country))

    def match(self, tokens: list[Token], i: int) -> tuple[str, int] | None:
        """Return the country of the town named at token ``i`` and the token after the name, or None."""
        token = tokens[i]
        if token.kind != "word":
            return None
        placed = self._placed(tokens, i)
        if not placed and not token.text[0].isupper():
            return None
        for form in _forms(token.low):
            for rest, country in self._towns.get(form, ()):
                if not rest and len(token.low) < _SHORTEST and form not in self._doubtful:
                    continue
                end = self._end(tokens, i + 1, rest)
                land = (form, rest) in self._lands
                if end and self._meant(tokens, i, end, form, placed, land):
                    return country, end
                if end and _owns(tokens, i, end, country) and form not in self._doubtful:
                    return country, end
        return None

    def _placed(self, tokens: list[Token], i: int) -> bool:
        """Whether the word before says that a place follows, an abbreviation with its full stop too: «г. Клин»."""
        before = i - 2 if i > 1 and tokens[i - 1].low == "." and len(tokens[i - 2].low) < 4 else i - 1
        if before < 0 or (before == i - 1 and ends_sentence(tokens, i)):
            return False
        return tokens[before].low in self._placed_by

    @staticmethod
    def _end(tokens: list[Token], at: int, rest: _Parts) -> int:
        """The token after a name whose other words should stand from ``at`` on; 0 where they do not."""
        for part in rest:
            while at < len(tokens) and tokens[at].low in _JOINTS:
                at += 1
            if at >= len(tokens) or tokens[at].newline:
                return 0
            if part not in _forms(tokens[at].low) and part not in _forms(fold(tokens[at].text)):
                return 0  # as it is written: of «Улан-Батор» the second half looks like a slip
            at += 1
        return at

    def _meant(self, tokens: list[Token], i: int, end: int, form: str, placed: bool, land: bool) -> bool:
        """Whether a place is meant at all: a town's name of several words is sure, one of a word hangs on its place."""
        placed = placed or self._seated(tokens, end)
        if end > i + 1:
            return tokens[i].text[0].isupper() or placed
        if _named_on(tokens, end):
            return False
        capital = tokens[i].text[0].isupper() and not tokens[i].text.isupper()
        guessed = is_cyrillic(form) and form != tokens[i].low and not is_known(tokens[i].low)
        if form in self._doubtful or guessed:
            return capital and (placed or self._alone(tokens, i, end))
        before = None if ends_sentence(tokens, i) else tokens[i - 1]  # "our shop, Sheffield", "the city of Tampere"
        set_off = before is not None and (before.kind == "sign" or before.low in self._belongs_to)
        set_off = (
            set_off or land or (before is None and _closed(tokens, end) and not _abbreviated(tokens, i))
        )  # "Haifa,"
        set_off = set_off or (
            before is not None and is_cyrillic(form) and not before.text[0].isupper()
        )  # «пока Саранск»
        return placed or (capital and (set_off or self._followed(tokens, end)))

    def _alone(self, tokens: list[Token], i: int, end: int) -> bool:
        """ "… a pharmacy. Cork, five shops": a name between signs, of nobody who is greeted or who signs."""
        opened = i > 0 and (tokens[i - 1].low in _SET_OFF_BY or ends_sentence(tokens, i))
        signed = tokens[i].newline and end >= len(tokens)
        if _abbreviated(tokens, i):
            return False
        labels = end < len(tokens) and tokens[end].low in _LABELS  # "Price?", «Часы — с 8 до 20»: no town, but a word
        return (
            opened and _closed(tokens, end) and not labels and not signed and not greeted(tokens, i, self._greeted_by)
        )

    def _seated(self, tokens: list[Token], end: int) -> bool:
        """ "Galway-based": a joined word after the name says that it is a place."""
        joined = end + 1 < len(tokens) and tokens[end].low in _JOINTS and not tokens[end + 1].spaced
        return joined and tokens[end + 1].low in self._joined

    def _followed(self, tokens: list[Token], end: int) -> bool:
        """ "Sheffield office": what people have in a place stands after the name; not "Doreen's office"."""
        if _possessive(tokens[end - 1]):
            return False
        return end < len(tokens) and not tokens[end].newline and tokens[end].low in self._before


def greeted(tokens: list[Token], i: int, by: Lexicon[bool]) -> bool:
    """ "Hello Sofia", "Best regards, Florence": a word of greeting or of leave stands before a name."""
    before = i - 2 if i > 1 and tokens[i - 1].low in {",", "!"} else i - 1
    return before >= 0 and tokens[before].low in by


def _abbreviated(tokens: list[Token], i: int) -> bool:
    """«ул. Казанская», "St. Paul": the stop before a name is that of a short word."""
    return i > 1 and tokens[i - 1].text == "." and len(tokens[i - 2].text) <= _ABBREVIATION


def _closed(tokens: list[Token], end: int) -> bool:
    """Whether a sign, or the end of a sentence, stands right after a name."""
    return end >= len(tokens) or ends_sentence(tokens, end) or tokens[end].low in _SET_OFF_BY


def _owns(tokens: list[Token], i: int, end: int, country: str) -> bool:
    """ "Zaragoza's hospitals", of a town that is no person."""
    return _possessive(tokens[end - 1]) and tokens[i].text[0].isupper() and country not in _NAMED_AS_PEOPLE


def _possessive(token: Token) -> bool:
    return token.text.endswith(("'s", "’s"))


def _named_on(tokens: list[Token], end: int) -> bool:
    """Whether a name goes on with a capital letter: "in Lincoln Park", "by Warren Hill"."""
    if end >= len(tokens) or ends_sentence(tokens, end):
        return False
    return tokens[end].text[0].isupper() and tokens[end].low.split("'")[0] != "i"  # not "in Oslo I met…"


def _names(row: str) -> Iterator[str]:
    return (name.strip() for name in row.split(",") if name.strip())


@cache
def _forms(low: str) -> tuple[str, ...]:
    """Names a word may be a form of: the word itself first, then the shorter, «Киров» before «Кирово» for «Кирове»."""
    if not is_cyrillic(low):
        return (plain(low),)
    named = {*dictionary_forms(low, parts=False), *(low[:-1] + end for end in _NOMINATIVE if low[-1] in _OBLIQUE)}
    return tuple(sorted(named, key=lambda form: (form != low, len(form), form)))


def plain(name: str) -> str:
    """A Latin name in plain letters, as it may be typed: łódź → lodz, iași and iaşi → iasi."""
    if name.isascii() or is_cyrillic(name):
        return name
    return _MARKS.sub("", unicodedata.normalize("NFKD", name.translate(_LETTERS)))
