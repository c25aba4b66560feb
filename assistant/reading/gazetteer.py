"""Towns of the world by their names, for a country told by a town: "a bakery in Sheffield", «мы из Сызрани».

The names stand in `towns.yaml` of each language. A name of many towns, of people or of things is taken only where the
sentence says that a place is meant.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

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
    """

    def __init__(
        self, placed_by: Lexicon[bool], belongs_to: Lexicon[bool], before: Lexicon[bool], joined: Lexicon[bool]
    ) -> None:
        self._placed_by = placed_by
        self._belongs_to = belongs_to
        self._before = before
        self._joined = joined
        self._towns: dict[str, list[tuple[_Parts, str]]] = {}
        self._doubtful: set[str] = set()
        self.rows: dict[str, dict[str, str]] = {}  # names by country, of each language, as the file has them
        for code in language_codes():
            data = read_file(LANGUAGES_DIR / code / "towns.yaml", SCHEMA)
            self._doubtful.update(plain(fold(name)) for name in _names(data["doubtful"]))
            self._add(data["towns"], code)
            self.rows[code] = data["towns"]
        for towns in self._towns.values():
            towns.sort(key=lambda town: -len(town[0]))

    def _add(self, towns: Mapping[str, str], code: str) -> None:
        seen: dict[str, str] = {}
        for country, row in towns.items():
            for name in _names(row):
                if name in seen:
                    raise VocabularyError(
                        [f"{code}/towns.yaml:1: {name} stands in {seen[name]} and {country}. hint: keep one"]
                    )
                seen[name] = country
                parts = tuple(plain(part) for part in _WORD.findall(fold(name)))
                self._towns.setdefault(parts[0], []).append((parts[1:], country))

    def match(self, tokens: list[Token], i: int) -> tuple[str, int] | None:
        """Return the country of the town named at token ``i`` and the token after the name, or None."""
        token = tokens[i]
        if token.kind != "word" or len(token.low) < _SHORTEST:
            return None
        placed = self._placed(tokens, i)
        if not placed and not token.text[0].isupper():
            return None
        for form in _forms(token.low):
            for rest, country in self._towns.get(form, ()):
                end = self._end(tokens, i + 1, rest)
                if end and self._meant(tokens, i, end, form, placed):
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
            if at >= len(tokens) or tokens[at].newline or part not in _forms(tokens[at].low):
                return 0
            at += 1
        return at

    def _meant(self, tokens: list[Token], i: int, end: int, form: str, placed: bool) -> bool:
        """Whether a place is meant at all: a town's name of several words is sure, one of a word hangs on its place."""
        placed = placed or self._seated(tokens, end)
        if end > i + 1:
            return tokens[i].text[0].isupper() or placed
        if _named_on(tokens, end):
            return False
        capital = tokens[i].text[0].isupper() and not tokens[i].text.isupper()
        guessed = is_cyrillic(form) and form != tokens[i].low and not is_known(tokens[i].low)
        if form in self._doubtful or guessed:
            return capital and placed
        before = None if ends_sentence(tokens, i) else tokens[i - 1]  # "our shop, Sheffield", "the city of Tampere"
        set_off = before is not None and (before.kind == "sign" or before.low in self._belongs_to)
        return placed or (capital and (set_off or self._followed(tokens, end)))

    def _seated(self, tokens: list[Token], end: int) -> bool:
        """ "Galway-based": a joined word after the name says that it is a place."""
        joined = end + 1 < len(tokens) and tokens[end].low in _JOINTS and not tokens[end + 1].spaced
        return joined and tokens[end + 1].low in self._joined

    def _followed(self, tokens: list[Token], end: int) -> bool:
        """ "Sheffield office": what people have in a place stands after the name; not "Doreen's office"."""
        if _possessive(tokens[end - 1]):
            return False
        return end < len(tokens) and not tokens[end].newline and tokens[end].low in self._before


def _owns(tokens: list[Token], i: int, end: int, country: str) -> bool:
    """ "Zaragoza's hospitals", of a town that is no person."""
    return _possessive(tokens[end - 1]) and tokens[i].text[0].isupper() and country not in _NAMED_AS_PEOPLE


def _possessive(token: Token) -> bool:
    return token.text.endswith(("'s", "’s"))


def _named_on(tokens: list[Token], end: int) -> bool:
    """Whether a name goes on with a capital letter: "in Lincoln Park", "by Warren Hill"."""
    return end < len(tokens) and not ends_sentence(tokens, end) and tokens[end].text[0].isupper()


def _names(row: str) -> Iterator[str]:
    return (name.strip() for name in row.split(",") if name.strip())


@cache
def _forms(low: str) -> tuple[str, ...]:
    """Names a word may be a form of: the word itself first, then the shorter, «Киров» before «Кирово» for «Кирове»."""
    if not is_cyrillic(low):
        return (plain(low),)
    return tuple(sorted(dictionary_forms(low, parts=False), key=lambda form: (form != low, len(form), form)))


def plain(name: str) -> str:
    """A Latin name in plain letters, as it may be typed: łódź → lodz, iași and iaşi → iasi."""
    if name.isascii() or is_cyrillic(name):
        return name
    return _MARKS.sub("", unicodedata.normalize("NFKD", name.translate(_LETTERS)))
