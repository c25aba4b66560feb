"""Countries, languages and channels named in a text."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from assistant.reading import money
from assistant.reading.codes_in_row import GLUE, with_codes_in_row
from assistant.reading.entity_words import words
from assistant.reading.found import Found
from assistant.reading.gazetteer import greeted
from assistant.reading.number_words import match_any
from assistant.reading.rate_words import words as rates
from assistant.reading.said_of import said_of_business
from assistant.reading.state_codes import placed_by_codes
from assistant.reading.tokens import Token, ends_sentence
from assistant.reading.words import attribute_of

_COUNTED = 5  # words before a country in small letters among which a number stands
_NOUN_AHEAD = 3  # words after an adjective of a people among which stands the business it is of
_LONGEST_NAME = 4  # words of a place's name before the ending of its possessive


def find_entities(tokens: list[Token]) -> list[Found]:
    """Return the countries, languages and channels of a tokenized text in order."""
    found: list[Found] = []
    bare = [replace(token, low=token.low[:-2]) if token.low.endswith("'s") else token for token in tokens]
    i = 0
    while i < len(tokens):
        item = _at(tokens, i, found)
        if item == i + 1 and not match_any(words().regions, tokens, i):
            item = _of_town(tokens, i) or _owning(tokens, bare, i, found) or item
        if isinstance(item, Found):
            last = found[-1] if found else None
            if last and _once_more(tokens, last, item):
                i = item.end  # "ZA (South Africa)"
                continue
            if (
                last
                and item.kind == last.kind == "channel"
                and item.value == last.value
                and _touch(tokens, last.end, item.start)
            ):
                last.end = item.end  # «Telegram-чат»
            else:
                found.append(item)
            i = item.end
        else:
            i = max(i + 1, item)
    _place_in_states(tokens, found)
    found = placed_by_codes(tokens, found)
    return with_codes_in_row(tokens, found)


def _place_in_states(tokens: list[Token], found: list[Found]) -> None:
    """ "Naples, Florida": of the towns of a name the one in the state told behind it; "Canada, USA" are two places."""
    w = words()
    for town, state in pairwise(found):
        if not town.kind == state.kind == "country" or state.start != town.end + 1 or tokens[town.end].low != ",":
            continue
        said = " ".join(token.low for token in tokens[town.start : town.end])
        is_town = said in w.city_names or w.countries.match(tokens, town.start) is None
        after = tokens[state.end] if state.end < len(tokens) else None
        ends = after is None or after.kind == "sign" or after.low in w.noun_ends
        ends = ends or not match_any(w.customers, tokens, state.end)  # not "…in Manila, Texas customers"
        if is_town and ends and match_any(w.states, tokens, state.start) == state.end:
            town.value = state.value


def _of_town(tokens: list[Token], i: int) -> Found | None:
    """A town or its adjective, which stand for their country."""
    town = words().towns.match(tokens, i) or words().town_adjectives.match(tokens, i)
    return Found("country", town[0], i, town[1]) if town else None


def _owning(tokens: list[Token], bare: list[Token], i: int, found: list[Found]) -> Found | int | None:
    """A place in the possessive case, "Cape Town's port"; the token to go on from where it is part of another name.

    ``bare`` are the tokens without the endings of the case.
    """
    name = range(i, min(i + _LONGEST_NAME, len(tokens)))
    last = next((k for k in name if tokens[k] is not bare[k]), None)
    if last is None or not tokens[i].text[0].isupper() or (i == last and bare[i].low in words().given_names):
        return None  # "Jordan's calls"
    item = _at(bare, i, found)
    if item == i + 1 and last == i:
        item = _of_town(bare, i) or item
    if isinstance(item, int):
        return item if item == last + 1 > i + 1 else None  # "Latin America's largest bank"
    return item if item.kind == "country" and item.end == last + 1 else None


def _touch(tokens: list[Token], end: int, start: int) -> bool:
    return end == start or (end + 1 == start and tokens[end].low in {"-", "‑"})


def _at(tokens: list[Token], i: int, found: list[Found]) -> Found | int:
    """Return what is named at token ``i``, or the token to go on from."""
    token = tokens[i]
    w = words()
    if token.text in w.exact and _of_currency(tokens, i + 1):
        return i + 1  # "US dollars"
    if token.text in w.exact:
        return Found("country", w.exact[token.text], i, i + 1)
    if token.text in w.small and _small_country(tokens, i):
        return Found("country", w.small[token.text], i, i + 1)
    if token.low not in w.first:
        return i + 1
    other = match_any(w.not_channels, tokens, i)
    if any(ends_sentence(tokens, k) for k in range(i + 1, other)) or _refused(tokens, other):
        other = 0  # "No phone. No mail", "no phone no mail" and "phone no" name no phone number
    other = other or match_any(w.regions, tokens, i)
    channel = w.channels.match(tokens, i)
    place = w.countries.match(tokens, i) if channel else None
    channel = None if channel and place and place[1] > channel[1] else channel  # the "Tel" of "Tel Aviv"
    if other and (not channel or other >= channel[1]):
        return other
    if channel:
        return Found("channel", channel[0], i, channel[1])
    country = w.countries.match(tokens, i)
    people = w.peoples.match(tokens, i)
    if people and (named := money.currency_at(tokens, i)):
        return max(people[1], named[1])  # "Norwegian kroner"
    if people and money.currency_at(tokens, people[1]) and tokens[people[1]].kind == "word":
        return people[1]  # "Australian dollars"
    language = w.languages.match(tokens, i)
    speaker = w.speakers.match(tokens, i)
    if speaker:
        return Found("language", speaker[0], i, speaker[1])
    if (country and not (people or language)) or (country and country[1] > max(x[1] for x in (people, language) if x)):
        listed = bool(found) and found[-1].kind == "country" and 0 < i - found[-1].end <= 2
        listed = listed and all(token.low in GLUE for token in tokens[found[-1].end : i])
        if (_lower_name(tokens, i, country[1]) and not listed) or _person(tokens, i):
            return country[1]
        if _american_state(tokens, i):
            return Found("country", "US", i, country[1])
        if i and tokens[i - 1].kind == "word" and money.currency_at(tokens, i - 1):
            return country[1]  # «в долларах США»
        if (
            i
            and match_any(w.zones, tokens, i)
            and (tokens[i - 1].kind == "digits" or tokens[i - 1].low in w.zone_before)
        ):
            return country[1]  # «до 21:00 мск»
        return Found("country", country[0], i, country[1])
    if not people and not language:
        return i + 1
    if _lower_name(tokens, i, i + 1) and not _language_beside(tokens, i, (language or people or ("", i + 1))[1], found):
        return i + 1
    if language and _taught(tokens, i):
        return language[1]
    if language and people and people[1] >= language[1]:
        return _adjective(tokens, i, language, people, found)
    if language:
        return Found("language", language[0], i, language[1])
    return Found("country", people[0], i, people[1]) if people else i + 1


def _small_country(tokens: list[Token], i: int) -> bool:
    """ "2000 calls us", "online shop us 3k emails", "phone support us customers": where no pronoun would stand."""
    w = words()
    before = tokens[i - 1] if i and not ends_sentence(tokens, i) else None
    after = tokens[i + 1] if i + 1 < len(tokens) and not ends_sentence(tokens, i + 1) else None
    ahead = after is None or after.kind != "word" or after.low in w.small_before
    if before is None:
        return ahead and after is not None and (after.kind != "sign" or any(t.kind == "digits" for t in tokens))
    if before.low in {",", "("}:
        return ahead
    if before.low in w.small_served and after is not None and after.low in w.customers:
        beyond = tokens[i + 2] if i + 2 < len(tokens) and not ends_sentence(tokens, i + 2) else None
        return beyond is None or beyond.kind != "word" or beyond.low in w.small_after
    beside = before.low in w.small_behind or before.low in w.small_before or _long_number(before)
    told = _long_number(before) or before.low in w.small_before or _counted_before(tokens, i)
    return ahead and beside and told


def _refused(tokens: list[Token], end: int) -> bool:
    """A "no" at the end of a phrase that no figure follows: "no phone no chat", not "phone no: 6711 8840"."""
    if not end or tokens[end - 1].low != "no":
        return False
    return end == len(tokens) or tokens[end].kind == "word"


def _once_more(tokens: list[Token], last: Found, item: Found) -> bool:
    """ "ZA (South Africa)": the same country again, in brackets right behind."""
    again = item.kind == last.kind == "country" and item.value == last.value
    return again and item.start == last.end + 1 and tokens[last.end].low == "("


def _long_number(token: Token) -> bool:
    return token.kind == "digits" and len(token.text) > 1  # not "safest 4 us"


def _counted_before(tokens: list[Token], i: int) -> bool:
    """A number a few words before makes a noun of "calls" in "2,000 calls a month us"."""
    return any(token.kind == "digits" for token in tokens[max(0, i - _COUNTED) : i])


def _taught(tokens: list[Token], i: int) -> bool:
    """«Школа английского», «учим взрослых английскому»: what is taught, not what is spoken."""
    w = words()
    if i and match_any(w.language_before, tokens, i - 1) == i:
        return tokens[i - 1].low in w.taught
    return any(token.low in w.taught for token in tokens[max(0, i - 2) : i])


def _of_currency(tokens: list[Token], i: int) -> bool:
    return i < len(tokens) and tokens[i].kind == "word" and bool(money.currency_at(tokens, i))


def _lower_name(tokens: list[Token], i: int, end: int) -> bool:
    """A name that is also a word ("turkey", «перу») and has no capital letter here."""
    if end != i + 1 or tokens[i].low not in words().capital_only:
        return False
    placed = i > 0 and tokens[i - 1].text.isascii() and tokens[i - 1].low in words().placed_by  # "customers in turkey"
    return tokens[i].text[0].islower() and not placed


def _person(tokens: list[Token], i: int) -> bool:
    """ "Jordan Smith" is no country, nor is "Hello Sofia"."""
    if tokens[i].low in words().given_names and greeted(tokens, i, words().greeted_by):
        return True
    if i + 1 >= len(tokens) or tokens[i].low not in words().given_names or ends_sentence(tokens, i + 1):
        return False
    after = tokens[i + 1].text
    return after[0].isupper() and after[1:].islower()


def _american_state(tokens: list[Token], i: int) -> bool:
    if tokens[i].low != "georgia":
        return False
    near = range(max(0, i - 40), min(len(tokens), i + 40))
    return any(match_any(words().states_beside, tokens, k) for k in near)


def _adjective(
    tokens: list[Token], i: int, language: tuple[str, int], people: tuple[str, int], found: list[Found]
) -> Found | int:
    """Decide whether "Polish" or «немецкий» is a language or a country; the token to go on from where it is neither."""
    w = words()
    end = language[1]
    as_language = Found("language", language[0], i, end)
    as_country = Found("country", people[0], i, end)
    if _weighed_with_country(tokens, i, end, found):
        return as_country
    end = _past_joined(tokens, end)
    after = tokens[end] if end < len(tokens) and not ends_sentence(tokens, end) else None
    if said_of_business(tokens, i, end):
        return as_country
    if _language_beside(tokens, i, as_language.end, found) and not (after and match_any(w.country_nouns, tokens, end)):
        return as_language
    if after is None or after.kind != "word" or after.newline:
        return as_language
    if match_any(w.language_after, tokens, end) or match_any(w.language_nouns, tokens, end):
        return as_language
    if _of_kitchen(tokens, end):
        return end  # "French bakery in London"
    if match_any(w.country_nouns, tokens, end) or _of_business(tokens, end):
        return as_country
    if match_any(w.either_nouns, tokens, end):
        as_country.alternative = ("language", language[0])
        as_language.alternative = ("country", people[0])
        return as_language if people[0] in {"RU", "GB"} and language[0] in {"ru", "en"} else as_country
    goods = end == i + 1 and after.low not in rates().counted and after.low[:1].isalpha()
    if goods and attribute_of(tokens[i].low, after.low):
        return end  # «корейской косметики»: where goods are from
    return as_language


def _weighed_with_country(tokens: list[Token], i: int, end: int, found: list[Found]) -> bool:
    """ "Czech or Lithuania", "Hungary vs Slovak": what stands on the other side is a country and nothing else."""
    w = words()
    if i and tokens[i - 1].low in w.places_weighed and found and found[-1].kind == "country":
        return found[-1].end == i - 1 and not match_any(w.language_after, tokens, end)
    if end + 1 >= len(tokens) or tokens[end].low not in w.places_weighed:
        return False
    there = w.countries.match(tokens, end + 1)
    other = w.peoples.match(tokens, end + 1) or w.languages.match(tokens, end + 1)
    return there is not None and other is None and not match_any(w.language_after, tokens, there[1])


def _of_kitchen(tokens: list[Token], end: int) -> bool:
    """Whether what an adjective is of is food, or where it is served: nobody lives there and nobody speaks it."""
    return any(match_any(words().cuisines, tokens, k) for k in _noun_phrase(tokens, end))


def _of_business(tokens: list[Token], end: int) -> bool:
    """ "Irish dental group", «немецкая мебельная фабрика»: the business stands after a word that says of what kind."""
    return any(match_any(words().country_nouns, tokens, k) for k in _noun_phrase(tokens, end))


def _noun_phrase(tokens: list[Token], end: int) -> list[int]:
    """The next words up to the one that ends a noun phrase or speaks of a language."""
    w, found = words(), []
    for k in range(end, min(end + _NOUN_AHEAD, len(tokens))):
        stops = tokens[k].low in w.noun_ends or match_any(w.language_after, tokens, k)
        if tokens[k].kind != "word" or ends_sentence(tokens, k) or stops or match_any(w.either_nouns, tokens, k):
            break
        found.append(k)
    return found


def _past_joined(tokens: list[Token], end: int) -> int:
    """Where the noun of "Polish and Romanian call centres" stands: after the other names it is of."""
    w = words()
    while end + 1 < len(tokens) and tokens[end].low in GLUE:
        other = w.peoples.match(tokens, end + 1) or w.languages.match(tokens, end + 1)
        if other is None:
            break
        end = other[1]
    return end


def _language_beside(tokens: list[Token], i: int, end: int, found: list[Found]) -> bool:
    """Tell whether the words around say that a language is meant."""
    w = words()
    after = end + 1 if end < len(tokens) and tokens[end].low in {"-", "‑"} else end
    if match_any(w.language_after, tokens, after):
        return True
    if i and (
        match_any(w.language_before, tokens, i - 1) == i
        or (i > 1 and tokens[i - 1].low == ":" and match_any(w.language_before, tokens, i - 2))
    ):
        return not (tokens[i - 1].low == "на" and tokens[i].low.endswith(("ий", "ый", "ие", "ую", "ых", "их")))
    if end + 1 < len(tokens) and tokens[end].low in GLUE and w.languages.match(tokens, end + 1):
        return True  # "polish n english"
    last = found[-1] if found else None
    return bool(
        last and last.kind == "language" and 0 < i - last.end <= 2 and all(t.low in GLUE for t in tokens[last.end : i])
    )
