"""Languages named by short codes that stand in a row: "EN/DE/FR", "languages: en de it", «рус англ»."""

from itertools import pairwise

from assistant.reading.entity_words import words
from assistant.reading.found import Found
from assistant.reading.number_words import match_any
from assistant.reading.tokens import Token

GLUE = {"-", "‑", ",", "/", "and", "и", "&", "+", "or", "или", "plus", "а", "также", "n"}
_TWO_LETTERS = 2


def with_codes_in_row(tokens: list[Token], found: list[Found]) -> list[Found]:
    """Read EN/DE/FR: two-letter codes count when another language stands beside them."""
    w = words()
    taken: dict[int, Found] = {k: item for item in found for k in range(item.start, item.end)}
    places = [
        i for i, token in enumerate(tokens) if token.text in w.codes and (i not in taken or taken[i].kind == "country")
    ]
    places += (small := _small_codes(tokens))
    plain = {i for i in small if tokens[i].low not in w.code_words}
    languages = {item.start for item in found if item.kind == "language"} | {
        item.end - 1 for item in found if item.kind == "language"
    }
    known = languages | set(places)
    for i in places:
        named = i in taken and taken[i].kind == "country"
        if named and not _neighbours(tokens, i) & (set(places) - {i}):
            continue  # "English, UK": only beside another code is it Ukrainian
        row = _row_at(i, set(small))
        in_row = len(row & plain) >= _FEWEST_CODES  # of which "it" is one where others are none but codes
        if in_row or _neighbours(tokens, i) & known:
            if i in taken:
                found.remove(taken[i])
            found.append(Found("language", w.codes.get(tokens[i].text) or w.codes[tokens[i].text.upper()], i, i + 1))
    found.sort(key=lambda item: item.start)
    return found


def _row_at(i: int, codes: set[int]) -> set[int]:
    """The codes that follow one another around a token: "languages en ru zh it"."""
    first = last = i
    while first - 1 in codes:
        first -= 1
    while last + 1 in codes:
        last += 1
    return set(range(first, last + 1)) & codes


def _neighbours(tokens: list[Token], i: int) -> set[int]:
    """Places of a row before and after token ``i``; an abbreviation in it may end in a full stop: «англ., исп.»."""
    found = set()
    before = i - 2 if i and tokens[i - 1].low in GLUE else -1
    if before > 0 and tokens[before].low == ".":
        before -= 1
    after = i + 2 if i + 1 < len(tokens) and tokens[i + 1].low == "." else i + 1
    after, before = _past_shares(tokens, after, 1), _past_shares(tokens, before, -1)
    found |= {k for k in (i - 1, i + 1) if 0 <= k < len(tokens) and _short_name(tokens[k]) and _short_name(tokens[i])}
    if after < len(tokens) and tokens[after].low in GLUE:
        found.add(after + 1)
    return found | {before}


def _short_name(token: Token) -> bool:
    """«Рус», «англ»: shortened, and said by itself beside another: «рус англ»."""
    return token.text in words().codes and not token.text.isascii() and len(token.text) > _TWO_LETTERS


def _past_shares(tokens: list[Token], at: int, step: int) -> int:
    """The token beyond a share told with a language: "EN 55%, DE 30%"."""
    while 0 <= at < len(tokens) and (tokens[at].kind == "digits" or tokens[at].low in {"%", "(", ")"}):
        at += step
    return at


def _small(code: str) -> bool:
    """In small letters, or of three as a sentence or a heading has them: "eng", "Eng"."""
    return code.islower() or (code.istitle() and code.isascii() and len(code) > _TWO_LETTERS)


def _by_themselves(tokens: list[Token], row: list[int], end: int) -> bool:
    """A row of codes is a sentence of its own: "en, es, pt. No phone"."""
    opened = row[0] == 0 or tokens[row[0] - 1].text in _ENDS
    return opened and (end == len(tokens) or tokens[end - 1].text in _ENDS)


def _run_together(row: list[int]) -> bool:
    """Without a sign or an "and" between them."""
    return any(later - earlier == 1 for earlier, later in pairwise(row))


_ENDS = frozenset(".;\n")
_FEWEST_CODES = 2  # of a row that may be other words


def _small_codes(tokens: list[Token]) -> list[int]:
    """Codes in small letters count after a word for languages, "langs: en, fr", or as the whole text."""
    w = words()
    places: list[int] = []
    row: list[int] = []
    for i in range(len(tokens) + 1):
        if i < len(tokens) and _small(tokens[i].text) and tokens[i].text.upper() in w.codes:
            row.append(i)
        elif i < len(tokens) and row and (tokens[i].low in GLUE or tokens[i].low == "."):
            continue
        elif row:
            before = range(max(0, row[0] - 3), row[0])
            opened = any(match_any(w.language_nouns, tokens, k) for k in before)
            beside = any(w.languages.match(tokens, k) is not None for k in before)
            whole = row[0] == 0 and i == len(tokens) and len(row) > 1
            sure = [k for k in row if opened or whole or tokens[k].low not in w.code_words]
            clear = [k for k in row if tokens[k].low not in w.code_words]
            whole = whole or (_by_themselves(tokens, row, i) and len(clear) > 1)
            whole = whole or (len(row) > _FEWEST_CODES and len(clear) > 1 and not _run_together(row))
            sure = row if whole else sure
            longer = [k for k in sure if len(tokens[k].text) > _TWO_LETTERS]
            beside = beside or len(longer) > 1
            places += (row if len(longer) > 1 else sure) if opened or beside or whole else []
            row = []
    return places
