"""Dates and years, which are no quantities."""

from __future__ import annotations

import re

from assistant.reading.clocks import plain
from assistant.reading.number_words import words as number_words
from assistant.reading.time_words import words
from assistant.reading.tokens import DASHES, Token, ends_sentence

_DATE = re.compile(
    r"(?<![\w.,/-])(?:[0-9]{1,2}([./-])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{2})|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}/[0-9]{2}/[0-9]{2})"
    r"(?![\w/])"
)


_YEARS = re.compile(
    r"(?<![\w.,$€£])(?:19|20)[0-9]{2}\s?[-–—/]\s?(?:(?:19|20)?[0-9]{2})(?=\s*(?:г\.|гг|год|years?\b|[).,]|$))"
)


_SPACED = re.compile(r"(?<![\w.])([0-9]{1,2})\. ([0-9]{1,2})\. ((?:19|20)[0-9]{2})(?!\w)")


def dates_closed(text: str) -> str:
    """The text with "1. 1. 2019" as "  1.1.2019": its stops end no sentence, and it keeps its length."""
    return _SPACED.sub(lambda match: f"  {match[1]}.{match[2]}.{match[3]}", text) if ". " in text else text


def date_spans(text: str) -> list[tuple[int, int]]:
    """Return the places of dates in figures."""
    dates = [match for match in _DATE.finditer(text) if not makes_a_whole(re.split(r"\D", match[0]))]
    return [match.span() for match in (*dates, *_YEARS.finditer(text))]


def makes_a_whole(parts: list[str]) -> bool:
    """Whether "70/20/10" parts a whole into percentages rather than naming a day, as "31/12/57" does."""
    shares = [int(part) for part in parts]
    if sum(shares) != _WHOLE or any(len(part) > len("99") for part in parts):
        return False
    round_shares = not any(share % _ROUND for share in shares)
    return round_shares or max(shares[:2]) > _LONGEST_MONTH or min(shares[:2]) > _MONTHS


_WHOLE, _ROUND, _LONGEST_MONTH, _MONTHS = 100, 5, 31, 12


def date_at(tokens: list[Token], i: int) -> int:
    """Return the token after a date in words or a year that begins at ``i`` («24 ноября 2026», "March 2024"), or 0."""
    token = tokens[i]
    if token.kind == "word":
        if not _is_month(tokens, i):
            return 0
        j = i + 1
        if j < len(tokens) and plain(tokens[j]) is not None and not tokens[j].newline and _date_goes_on(tokens, j):
            j += 1
            if j < len(tokens) and tokens[j].low in number_words().ordinal_endings and not tokens[j].spaced:
                j += 1
        return _year_after(tokens, j)
    if _is_year(token):
        return i + 1 if _says_year(tokens, i) else 0
    day = plain(token)
    if day is None or not 1 <= day <= 31:
        return 0
    j = i + 1
    if j + 1 < len(tokens) and tokens[j].low in DASHES and plain(tokens[j + 1]) is not None:
        j += 2
    if j < len(tokens) and tokens[j].low in number_words().ordinal_endings and not tokens[j].spaced:
        j += 1
    if j < len(tokens) and tokens[j].low == "of":
        j += 1
    return _year_after(tokens, j + 1) if j < len(tokens) and _is_month(tokens, j) and not tokens[j].newline else 0


def _date_goes_on(tokens: list[Token], j: int) -> bool:
    """A number after a month is a day of it unless it counts something ("in March 30 agents")."""
    after = tokens[j + 1] if j + 1 < len(tokens) else None
    return (
        after is None
        or (after.kind == "sign" and after.low not in {"%", "-", "–"})
        or after.low in {"st", "nd", "rd", "th"}
    )


_TOLD_YEARS = range(1980, 2061)  # with a month: «январь 2100, февраль 1900» counts calls


def _is_month(tokens: list[Token], i: int) -> bool:
    w = words()
    return tokens[i].low in w.months or tokens[i].text in w.capital_months


def _is_year(token: Token) -> bool:
    return len(token.text) == 4 and token.text.isdecimal() and 1900 <= int(token.text) <= 2100


def _year_after(tokens: list[Token], j: int) -> int:
    k = j + 1 if j < len(tokens) and tokens[j].low in {",", "."} and j + 1 < len(tokens) else j
    if k < len(tokens) and _is_year(tokens[k]) and int(tokens[k].text) in _TOLD_YEARS and not tokens[k].newline:
        j = k + 1
    if j < len(tokens) and tokens[j].low in words().year_words:
        j += 1
    return j


def _says_year(tokens: list[Token], i: int) -> bool:
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    w = words()
    if after and after.low in w.year_words:
        return True
    if after and after.low == "-" and i + 2 < len(tokens) and tokens[i + 2].low in number_words().ordinal_endings:
        return True
    before = tokens[i - 1].low if i else ""
    if i > 1 and tokens[i - 1].kind == "digits" and tokens[i - 2].low in {"q", "h", "fy"} and not tokens[i - 1].spaced:
        return True
    counted = after is not None and after.kind == "word" and not ends_sentence(tokens, i + 1)
    if before in w.year_before_any:
        return True
    if before not in w.year_after:
        return False
    clause = after is not None and after.low in w.clause_starts
    return not counted or (clause and before in w.year_before_clause)
