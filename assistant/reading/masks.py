"""Numbers that are no quantities: addresses, telephones, dates, names, ordinals."""

from __future__ import annotations

import re
from functools import cache

from assistant.reading import dates, durations, time_words
from assistant.reading.currency_names import codes
from assistant.reading.number_found import Number
from assistant.reading.number_words import SCHEMA, match_any, words
from assistant.reading.tokens import Token
from assistant.reading.vocabulary import merged
from assistant.reading.words import parts_of_speech

_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>]{1,500}|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5}", re.IGNORECASE
)


_PHONE = re.compile(r"(?<![\w.,$€£₽+])\+?[0-9(][0-9() \u00a0.-]{7,22}[0-9](?![\w%])")

# What free numbers begin with: «по 8-800 звонят чаще», "our 1-800 line".
_FREE_PHONE = re.compile(r"(?<![\w.,-])[18][-‑]8[0-9]{2}(?![\w-])")

# Numbers of paragraphs: «6.1 Операторы», "7. Term", «5) почта».
_NUMBERING = re.compile(
    r"(?m)^[ \t]*(?:(?!0)(?:[0-9]{1,2}\.){1,4}[0-9]{0,2}(?=[ \t]+([A-ZА-ЯЁ«\"]\w*))"
    r"|[0-9]{1,2}\)(?=[ \t]+[^\W\d_]))"
)


# A firm's name: «Семь дней», «Два оператора», and no «Не менее 80 % вызовов».
_QUOTED_NAME = re.compile(r"«[А-ЯЁA-Z][а-яёa-z]+(?: [а-яёa-z]+){1,2}»")

_SHORT_NUMBER = 2  # digits of the number of a lot or a line
_LABEL = 5  # tokens of a label after its number


@cache
def _labelled() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """ "Tel 6711 8840", «тел. 45-67-89»; "ext. 405", «доб. 12»: a number by what it is called by."""
    phone, inner = (
        "|".join(
            sorted((re.escape(w.lstrip("=")) for w in merged("numbers.yaml", SCHEMA, name)), key=len, reverse=True)
        )
        for name in ("telephone_labels", "extension_labels")
    )
    end = rf"(?=[ \t]*(?:[),.;|]|$|[\r\n]|(?:{inner})\b))"
    return re.compile(rf"(?i)(?<!\w)(?:{phone}){_DIALLED}{end}"), re.compile(
        rf"(?i)(?<!\w)(?:{inner}){_DIALLED_INSIDE}"
    )


# The digits after such a label: "Tel 6711 8840", "ext. 405)".
_DIALLED = r"[.:]{0,2}[ \t]{0,2}[+(]?[0-9]{2,8}(?:[ ()./-]{1,2}[0-9]{2,5}){1,4}"
_DIALLED_INSIDE = r"[.:]{0,2}[ \t]{0,2}[0-9]{2,5}(?=[ \t]{0,2}(?:[),.;]|$|[\r\n]))"


def _named_numbers(text: str) -> list[tuple[int, int]]:
    """Places of telephone numbers and extensions told by a label; "tel 12 000" and "phone 2024 2025" are none."""
    phone, inner = _labelled()
    spans = [match.span() for match in inner.finditer(text)]
    for match in phone.finditer(text):
        groups = re.findall(r"[0-9]+", match.group())
        thousands = "000" in groups or (len(groups[0]) <= 3 and all(len(g) == 3 for g in groups[1:]))
        bounds = len(groups) == 2 and "-" in match.group() and int(groups[0]) < int(groups[1])  # "phone 900-1200"
        if not (bounds or (thousands and "-" not in match.group())) and 6 <= sum(map(len, groups)) <= 13:
            spans.append(match.span())
    return spans


def ordinal_after(tokens: list[Token], i: int) -> int:
    """«двадцать первого мая», "twenty-first": the number is part of an ordinal."""
    j = i + 1 if i < len(tokens) and tokens[i].low in {"-", "‑"} and not tokens[i].spaced else i
    return match_any(words().ordinals, tokens, j)


def address_spans(text: str) -> list[tuple[int, int]]:
    """Places of addresses and telephone numbers."""
    spans = [match.span() for match in _ADDRESS.finditer(text)]
    spans += _named_numbers(text)
    return sorted(spans + [match.span() for match in _PHONE.finditer(text) if _is_phone(match.group())])


def masked_tokens(tokens: list[Token], text: str) -> list[bool]:
    """Mark the tokens of addresses, telephone numbers, dates and names with numbers in them."""
    named = [match.span() for pattern in (_FREE_PHONE, _QUOTED_NAME) for match in pattern.finditer(text)]
    named += [match.span() for match in _NUMBERING.finditer(text) if match.group(1) not in codes()]  # "2.30 USD"
    spans = sorted(address_spans(text) + dates.date_spans(text) + named)
    masked = [False] * len(tokens)
    k = 0
    for i, token in enumerate(tokens):
        while k < len(spans) and spans[k][1] <= token.start:
            k += 1
        masked[i] = k < len(spans) and spans[k][0] < token.end and token.start < spans[k][1]
    i = 0
    while i < len(tokens):
        end = 0 if masked[i] else dates.date_at(tokens, i)
        for j in range(i, min(end, len(tokens))):
            masked[j] = True
        i = max(end, i + 1)
    return masked


def _is_phone(piece: str) -> bool:
    groups = re.findall(r"[0-9]+", piece)
    count = sum(map(len, groups))
    if not 10 <= count <= 13:
        return False
    if piece[0] in "+(":
        return True
    if len(groups) == 1:
        return count == 11 and piece[0] in "78"
    if re.match(r"[78] ?\([0-9]{3,5}\)", piece):
        return count == 11  # «8 (3452) 56-78-12»
    lengths = [len(group) for group in groups]
    if groups[0][0] == "0" and lengths[0] > 1 and not re.search(r"[.]", piece):
        return True  # "020 7946 0018"
    return (
        lengths[0] == 1 and groups[0] in "178" and lengths[1] == 3 and lengths[2:] not in ([3, 3], [3])
    ) or lengths == [3, 3, 4]


def no_quantity(tokens: list[Token], i: int) -> int:
    """Return the token after a number that counts nothing: an ordinal, a name, a code; else 0."""
    w = words()
    before = tokens[i - 1] if i else None
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if before and not tokens[i].spaced and before.kind == "word" and before.low not in {"x", "х"}:
        return i + 1  # B2B, L2, Q3
    if before and after and (before.low, after.low) in _QUOTES and tokens[i].text.isdecimal():
        return i + 1  # «на линию „122“», but: for "12,000" read "18,000"
    joined = before and before.low in {"-", "_", "."} and not tokens[i].spaced and not before.spaced and i >= 2
    if joined and tokens[i - 2].kind == "word" and tokens[i - 2].low not in {"от", "до"}:
        return i + 1  # COVID-19, GPT-4
    refused = i == 1 and before is not None and before.text in _REFUSALS  # "no 6", as a message begins
    if before and not refused and _is_name(tokens, i):
        j = i + 1
        while (
            j + 1 < len(tokens)
            and tokens[j].low in {"/", "-"}
            and tokens[j + 1].kind == "digits"
            and not tokens[j].spaced
        ):
            j += 2  # №45/2024
        if j + 1 < len(tokens) and tokens[j].low in {"and", "и", "&"} and re.fullmatch(r"[0-9]", tokens[j + 1].text):
            j += 2  # "tier 1 and 2"
        return j
    if after and not after.spaced and after.low in w.ordinal_endings and after.text.isascii():
        return i + 2
    if after and after.low in {"-", "‑"} and not after.spaced and i + 2 < len(tokens) and not tokens[i + 2].spaced:
        if tokens[i + 2].low in w.ordinal_endings and not tokens[i + 2].text.isascii():
            return 0 if _unit_follows(tokens, i + 3) else i + 3
        if tokens[i + 2].low in {"фз", "c", "с"} and tokens[i + 2].text != "с":
            return i + 3
    return 0


def hour_of_day(tokens: list[Token], i: int) -> int:
    """ "Call me at 5": a small number after "at", with nothing to count."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is not None and after.low in time_words.words().day_of_month:
        return i + 2  # «10 числа»
    alone = after is None or (after.kind == "sign" and after.low in {".", ",", "!", "?", ")"})
    before = tokens[i - 1].low if i else ""
    if re.fullmatch(r"(?:[01]?[0-9]|2[0-3])\.[0-5][0-9]", tokens[i].text):
        return i + 1 if before in {"в", "к", "at"} and alone else 0  # «в 18.30»
    if part_of_day(tokens, i, i + 1):
        return i + 1
    small = tokens[i].text.isdecimal() and int(tokens[i].text[:3]) <= 12
    return i + 1 if before == "at" and small and alone else 0


def part_of_day(tokens: list[Token], start: int, end: int) -> bool:
    """ "At three in the morning": the number from `start` to `end` is an hour that something happens at."""
    if not start or tokens[start - 1].low not in {"at", "в", "by", "к"} or end >= len(tokens):
        return False
    w = time_words.words()
    return bool(match_any(w.am, tokens, end) or match_any(w.pm, tokens, end))


def _unit_follows(tokens: list[Token], i: int) -> bool:
    return i < len(tokens) and bool(durations.unit_at(tokens, i)) and tokens[i].low.endswith(("ный", "ная", "ное"))


def _is_name(tokens: list[Token], i: int) -> bool:
    """ "Office 365", "tier 2", "ISO 27001", «пункт 4»: the word before makes a name of the number."""
    w = words()
    j = i - 1
    if tokens[j].low in {".", "-", ":"} and j and not tokens[j].spaced and tokens[j - 1].kind == "word":
        if tokens[j].low == ":" or (tokens[j].low == "." and len(tokens[j - 1].low) > 3):
            return False
        if tokens[j].low == "." and tokens[i].spaced and tokens[j - 1].text.isupper():
            return False  # "PCI DSS. 11,000 chats a month"
        j -= 1
    if tokens[i].newline or _refusing(tokens, j):
        return False
    if match_any(w.numbered_names, tokens, j) or match_any(w.name_before, tokens, j):
        return True
    if not match_any(w.weak_name_before, tokens, j) or (
        j and tokens[j - 1].low in {"per", "a", "an", "each", "every", "/"}
    ):
        return False
    if match_any(w.part_before, tokens, j) and _second_part(tokens, i, j):
        return False
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is not None and match_any(w.percent, tokens, i + 1):
        return False  # "service level 80%"
    if after is not None and parts_of_speech(after.low) == {"VERB"}:
        return True  # «на линию 122 обратились»
    goes_on = after is not None and after.spaced and after.low in w.name_goes_on  # «линия 45к звонков» counts
    return after is None or after.kind == "sign" or goes_on or _labels(tokens, i)


def _refusing(tokens: list[Token], j: int) -> bool:
    """ "Lol no 1200": a "no" behind an exclamation turns something down and numbers nothing."""
    before = [k for k, token in enumerate(tokens[:j]) if token.kind == "word"]
    return (
        tokens[j].low in _REFUSALS and bool(before) and all(match_any(words().exclamations, tokens, k) for k in before)
    )


def _labels(tokens: list[Token], i: int) -> bool:
    """ "Lot 2 e-mail: 30,000", «Лот 2 письма: 30 000»: a number of its own follows the colon, so this one names."""
    if len(tokens[i].text) > _SHORT_NUMBER:
        return False
    label = tokens[i + 1 : i + 1 + _LABEL]
    colon = next((k for k, token in enumerate(label, i + 1) if token.low == ":" or token.newline), None)
    if colon is None or tokens[colon].low != ":":
        return False
    ahead = (t for t in tokens[colon + 1 : colon + 3] if t.kind == "digits")  # «в офисе 20 звонков: 10 утром» counts
    return any(len(t.text) > _SHORT_NUMBER for t in ahead)


def _second_part(tokens: list[Token], i: int, j: int) -> bool:
    """ "The sales line gets 200 calls, the service line 300": the same noun was told a number of its own before."""
    before = range(max(0, j - _PART_REACH), j)
    told = any(tokens[k].low == tokens[j].low for k in before)
    return told and len(tokens[i].text) > 1 and any(tokens[k].kind == "digits" for k in before)


_REFUSALS = frozenset({"no", "No"})
_QUOTES = frozenset({("«", "»"), ("“", "”"), ("„", "“"), ('"', '"')})
_PART_REACH = 14  # words between two parts of one list


def no_number_word(tokens: list[Token], number: Number) -> bool:
    """ "one of our agents", "this one", «один из»: the word is a pronoun."""
    w = words()
    if number.end - number.start > 1 or number.low != 1 or number.high is not None or not number.spelt:
        return False
    if number.bare:
        return False
    if durations.unit_at(tokens, number.end + (number.end < len(tokens) and tokens[number.end].low == "-")):
        return False  # "a one-year contract"
    before = tokens[number.start - 1].low if number.start else ""
    after = tokens[number.end].low if number.end < len(tokens) else ""
    if before in w.not_one_before or (after in w.not_one_after and after):
        return True
    return (
        tokens[number.start].text.isascii()
        and (not after or (tokens[number.end].kind == "sign" and after != "-"))
        and len(tokens) > 2
        and tokens[number.start - 1].low not in {"about", "around", "only", "just", "is", ":", "or"}
    )
