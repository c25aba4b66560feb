"""Questions about data and a country: may what customers tell be handled there?

The rates of the country are beside such a question. It is answered from the law of the customers' own country on data
that leaves it, and from what the country's page says of its own law; where neither is known, not at all.
"""

from __future__ import annotations

from typing import Any

from assistant.following import asks_of_data, listed_words, places_named, sides_asked, sides_named
from assistant.jurisdictions import countries_of, country_page
from assistant.market import LIKELY_HOME
from assistant.passages import PassageHit
from assistant.quoting import sentences
from assistant.reading.words import dictionary_forms, words
from assistant.state import Desk
from knowledge import Knowledge

_OF_EUROPE, _OF_RUSSIA = "faq-gdpr", "faq-russia-personal-data"
_OF_OTHERS = "faq-data-abroad"  # a section for each of its countries
_GDPR = "gdpr"


def of_data_abroad(knowledge: Knowledge, query: str, desk: Desk) -> list[Any] | None:
    """The hits for a question about data and a country it names; None for any other question."""
    places = places_named(query, desk.language)
    if not places or not asks_of_data(query) or any(side.name == "cost" for side in sides_asked(query)):
        return None
    home = desk.brief.get("home_country") or LIKELY_HOME.get(desk.language)
    said = {word.lower for word in words(query)}
    europe, russia = countries_of(_OF_EUROPE), countries_of(_OF_RUSSIA)
    hits: list[Any] = []
    if _GDPR in said or ({*places, home} & europe):
        hits += _law(knowledge, _OF_EUROPE, desk.language, abroad=bool(set(places) - europe))
    elif home in russia or set(places) & russia:
        hits += _law(knowledge, _OF_RUSSIA, desk.language, abroad=bool(set(places) - russia))
        if set(places) - russia and not set(places) & russia and not desk.brief.get("home_country"):
            hits = []  # «данные пациентов по закону Казахстана»: the law asked for is that country's
    for country in dict.fromkeys(each for each in (home, *places) if each in countries_of(_OF_OTHERS)):
        hits = hits or _section(knowledge, _OF_OTHERS, desk.language, str(country))
    for place in places:
        hits += _on_data(knowledge, place, desk.language)
    return hits


def _law(knowledge: Knowledge, name: str, language: str, *, abroad: bool) -> list[Any]:
    """The passages of an article on a law: what it says of data that leaves the country first, where that is asked."""
    article = knowledge.article(name, language)
    sides = sides_named("abroad")
    passages = list(article.passages)
    if abroad:
        passages.sort(key=lambda passage: -max(side.told_by(passage.heading, passage.text) for side in sides))
    return [PassageHit(article, passage) for passage in passages[:2]]


def _section(knowledge: Knowledge, name: str, language: str, country: str) -> list[Any]:
    """What an article on several countries says of one: its section, and the answer it opens with."""
    article = knowledge.article(name, language)
    own = [each for each in article.passages if country in places_named(each.heading, language)]
    return [PassageHit(article, passage) for passage in (*own, article.passages[0])]


def _on_data(knowledge: Knowledge, place: str, language: str) -> list[Any]:
    """The line on data protection of a country's page."""
    page = country_page(place)
    if page is None:
        return []
    article = knowledge.article(page, language)
    for passage in article.passages:
        for piece in sentences(passage.text):
            forms = {form for word in words(piece) if word.is_word for form in dictionary_forms(word.lower)}
            if len(forms & listed_words("data_law")) > 1:
                hit = PassageHit(article, passage)
                hit.passage = piece
                return [hit]
    return []
