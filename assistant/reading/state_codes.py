"""Towns told with the short name of their state: "Hartford, Conn.", "Cary, N.C.", "Provo, UT 84601".

The short name says that a place is meant and in which country: "Birmingham, Ala." is no town of Britain.
"""

from assistant.reading.entity_words import words
from assistant.reading.found import Found
from assistant.reading.tokens import Token, ends_sentence

_INITIALS = 2  # letters of "N.C."
_LONGEST = 4  # letters of a short name
_NAME = 3  # words of the name of a town
_ZIP = 5


def placed_by_codes(tokens: list[Token], found: list[Found]) -> list[Found]:
    """What is found, each town with a short name of a state behind it in the country of that state."""
    for at in range(1, len(tokens)):
        told = _state(tokens, at)
        if told is None:
            continue
        country, end = told
        sign = tokens[at - 1].text if tokens[at - 1].kind == "sign" else ""
        before = at - 1 if sign in (",", "(") else at
        town = next((f for f in found if f.kind == "country" and f.end == before), None)
        stopped = tokens[end - 1].text == "."
        if town is not None and not stopped and (town.value == tokens[at].text or not _is_town(tokens, town)):
            continue  # "Berlin, DE", "Canada, NS"
        if town is None and not (sign and _named(tokens, before) and (stopped or _postcode(tokens, end))):
            continue  # "Jane Doe, MA", "ask for OK"
        over = [f for f in found if f.kind == "country" and f.start < end and at <= f.start]
        if town is not None:
            town.value, start = country, town.start
            found = [f for f in found if f not in over or f is town]
            continue
        start = before - 1
        while start > 0 and before - start < _NAME and _capital(tokens[start - 1]) and not ends_sentence(tokens, start):
            start -= 1
        kept = [f for f in found if f.end <= start or f.start >= end]
        found = sorted([*kept, Found("country", country, start, end)], key=lambda f: f.start)
    return found


def _state(tokens: list[Token], at: int) -> tuple[str, int] | None:
    """The country of a short name of a state at a token, and the token after it."""
    codes = words().state_codes
    token = tokens[at]
    if token.kind != "word" or len(token.text) > _LONGEST or not token.text[0].isupper():
        return None
    stops = [k for k in (at + 1, at + 3) if k < len(tokens) and tokens[k].text == "." and not tokens[k].spaced]
    if len(stops) == _INITIALS and (country := codes.get(f"{token.text}.{tokens[at + 2].text}.")):
        return country, at + 4
    if stops[:1] == [at + 1] and (country := codes.get(f"{token.text}.")):
        return country, at + 2
    country = codes.get(token.text)
    return (country, at + 1) if country else None


def _is_town(tokens: list[Token], found: Found) -> bool:
    """No name of a country and no code of one."""
    w = words()
    said = " ".join(token.low for token in tokens[found.start : found.end])
    return tokens[found.start].text not in w.exact and (
        said in w.city_names or w.countries.match(tokens, found.start) is None
    )


def _named(tokens: list[Token], before: int) -> bool:
    return before > 0 and _capital(tokens[before - 1])


def _capital(token: Token) -> bool:
    return token.kind == "word" and token.text[0].isupper()


def _postcode(tokens: list[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].kind == "digits" and len(tokens[at].text) == _ZIP
