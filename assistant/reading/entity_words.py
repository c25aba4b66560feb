"""Names of countries, languages and channels in all languages, from `entities.yaml` and the CLDR."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from assistant.reading.gazetteer import Gazetteer
from assistant.reading.town_adjectives import TownAdjectives
from assistant.reading.vocabulary import Lexicon, Schema, is_cyrillic, language_codes, load, morphology

SCHEMA: Schema = {
    **dict.fromkeys(
        [
            "countries",
            "exact_countries",
            "small_countries",
            "state_codes",
            "peoples",
            "cities",
            "town_adjectives",
            "languages",
            "code_aliases",
            "channels",
        ],
        (str, list),
    ),
    **dict.fromkeys(
        [
            "country_nouns",
            "either_nouns",
            "language_nouns",
            "language_after",
            "language_before",
            "regions",
            "given_names",
            "greeted_by",
            "capital_only",
            "not_countries",
            "states_beside",
            "states",
            "placed_by",
            "town_after",
            "town_of",
            "town_nouns",
            "town_joined",
            "town_institutions",
            "town_subjects",
            "not_town_nouns",
            "not_town_adjectives",
            "not_languages",
            "language_codes",
            "code_words",
            "taught",
            "not_channels",
            "customers",
            "said_of",
            "copulas",
            "mostly",
            "small_behind",
            "small_before",
            "small_served",
            "small_after",
            "places_weighed",
            "cuisines",
            "noun_ends",
            "zone_before",
            "zones",
        ],
        list,
    ),
}
_NO_COUNTRIES = {"AC", "CP", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ", "AQ", "BV", "HM"}


class EntityWords:
    """Names of countries, languages and channels in all languages."""

    def __init__(self) -> None:
        self._files = load("entities.yaml", SCHEMA)
        self.capital_only = Lexicon.words(self._list("capital_only"))
        self.countries = Lexicon(self._countries())
        self.peoples = Lexicon(self._pairs("peoples"))
        self.languages = Lexicon(self._languages())
        self.speakers = Lexicon(self._speakers())
        self.channels = Lexicon(self._pairs("channels"))
        lexicons = (self.countries, self.peoples, self.languages, self.speakers, self.channels)
        self.first = {form for lexicon in lexicons for form in lexicon.first_forms()}
        self.exact = dict(self._pairs("exact_countries"))
        self.state_codes = {name.lstrip("="): country for name, country in self._pairs("state_codes")}
        self.small = dict(self._pairs("small_countries"))
        self.codes = self._codes()
        names = (
            "country_nouns either_nouns language_nouns language_after language_before regions given_names "
            "greeted_by states states_beside placed_by town_after town_of not_channels code_words taught customers "
            "copulas mostly said_of small_behind small_before small_served small_after places_weighed "
            "cuisines noun_ends zone_before zones "
            "town_nouns town_joined town_institutions town_subjects not_town_nouns not_town_adjectives"
        )
        self.sections = {name: Lexicon.words(self._list(name)) for name in names.split()}
        for name in ("not_channels", "regions"):
            self.first.update(self.sections[name].first_forms())
        self.towns = Gazetteer(
            *(self.sections[name] for name in ("town_after", "town_of", "town_nouns", "town_joined", "greeted_by"))
        )
        self.city_names = {name.lstrip("=").lower() for name, _ in self._pairs("cities")}
        self.town_adjectives = TownAdjectives(
            self.towns.rows["ru"], self._pairs("cities"), self._pairs("town_adjectives"), self.sections
        )

    def __getattr__(self, name: str) -> Lexicon[bool]:
        try:
            return self.__dict__["sections"][name]
        except KeyError:
            raise AttributeError(name) from None

    def _list(self, section: str) -> list[str]:
        return [word for data in self._files.values() for word in data.get(section, [])]

    def _pairs(self, section: str) -> Iterator[tuple[str, str]]:
        for data in self._files.values():
            for code, words in data.get(section, {}).items():
                for word in words:
                    yield word, code

    def _countries(self) -> Iterator[tuple[str, str]]:
        yield from self._pairs("countries")
        yield from self._pairs("cities")
        dropped = {word.lower() for word in self._list("not_countries")}
        for code, name in _cldr("territories"):
            if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES:
                plain = name.split("(")[0].strip()
                if plain.lower() not in dropped and "о-в" not in plain:
                    yield plain, code
                    if "&" in plain:
                        yield plain.replace("&", "and"), code

    def _languages(self) -> Iterator[tuple[str, str]]:
        yield from self._pairs("languages")
        dropped = {word.lower() for word in self._list("not_languages")}
        for code, name in _cldr("languages"):
            if len(code) == 2 and name.lower() not in dropped:
                yield name, code

    def _speakers(self) -> Iterator[tuple[str, str]]:
        """«англоязычный», «русскоговорящий»: a stem of the adjective and a word for speaking."""
        stems = {
            "англо": "en",
            "русско": "ru",
            "рус": "ru",
            "франко": "fr",
            "испано": "es",
            "португало": "pt",
            "арабо": "ar",
            "китае": "zh",
        }
        for name, code in self._languages():
            low = name.lower().lstrip("=")
            if is_cyrillic(low) and low.endswith(("ский", "цкий")):
                stems.setdefault(low[:-2] + "о", code)
                stems.setdefault(low[:-4] + "о", code)
                yield f"=по-{low[:-1]}", code
        for stem, code in stems.items():
            for ending in ("язычный", "говорящий"):
                yield from ((f"={stem}{form}", code) for form in _forms_of(ending))

    def _codes(self) -> dict[str, str]:
        """Two-letter codes of languages as people write them in a row."""
        aliases = dict(self._pairs("code_aliases"))
        codes = {code: code.lower() for code in self._list("language_codes")}
        return codes | aliases


@cache
def _forms_of(word: str) -> tuple[str, ...]:
    adjective = {"язычный": "русскоязычный", "говорящий": "говорящий"}[word]
    cut = len(adjective) - len(word)
    found = {
        form.word[cut:]
        for form in morphology().parse(adjective)[0].lexeme
        if form.word.startswith(adjective[: cut + 3])
    }
    return tuple(sorted(found))


def _cldr(section: str) -> Iterator[tuple[str, str]]:
    from babel import Locale

    for language in language_codes():
        yield from getattr(Locale(language), section).items()


@cache
def words() -> EntityWords:
    """Return the names of entities (built once)."""
    return EntityWords()


@cache
def nations() -> frozenset[str]:
    """Names of peoples in lower case: "Germans", «немец», adjectives among them."""
    return frozenset(name.lower().lstrip("=") for name, _ in words()._pairs("peoples"))
