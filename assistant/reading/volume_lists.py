"""Volumes of one list: they have one rate, told with one of them: "3000 calls, 500 emails and 200 chats a month"."""

from __future__ import annotations

from assistant.reading.durations import words as duration_words
from assistant.reading.found import Found
from assistant.reading.number_words import match_any
from assistant.reading.number_words import words as number_words
from assistant.reading.rate_words import TIME_UNITS, words
from assistant.reading.tokens import Token, ends_sentence

_LIST_TOKENS = 60  # length of a list of volumes
_NAME = 4  # words of a channel's name
_FRAMES = frozenset({"quarter", "half_year", "year"})  # "over the year we get 4,000 calls and 2,500 chats a month"
_SHARE = 5  # words between a percentage and what it is of
_MORE = frozenset({"another", "ещё", "еще"})


def make_volume(tokens: list[Token], item: Found, unit: str) -> None:
    """Make a volume of a number, with the contact it counts."""
    item.value = {"value": item.value, "per": unit}
    item.kind, item.per = "volume", unit
    noun = noun_after(tokens, item)
    if noun is not None:
        item.end = noun + 1


def heads_its_rate(tokens: list[Token], first: int, end: int, item: Found) -> bool:
    """«Звонков в сутки 150 работаем …»: what is counted, its rate and its number in a row."""
    return item.start == end and first > 0 and tokens[first - 1].low in words().counted


def noun_after(tokens: list[Token], item: Found) -> int | None:
    """Return the token of the contact a number counts, within a few words."""
    w = words()
    glued = item.end + 1 < len(tokens) and tokens[item.end].low == "-" and not tokens[item.end].spaced
    start = past_odd(tokens, item.end)
    if glued and start == item.end and tokens[item.end + 1].low not in w.counted:
        return None  # "40-point letters"
    for j in range(start, min(len(tokens), start + 5)):
        if (
            tokens[j].low in number_words().small
            or tokens[j].newline
            or (j > start and ends_sentence(tokens, j))
            or tokens[j].kind == "digits"
        ):
            return None
        if tokens[j].low in w.counted:
            return j
        if (
            tokens[j].low in w.breaks
            or tokens[j].low in w.list_marks
            or (tokens[j].kind == "sign" and tokens[j].low not in {"-", "'"})
        ):
            return None
    return None


def of_one_list(tokens: list[Token], at: int) -> bool:
    """ "50 calls, emails and chats a day": the comma parts two of the contacts that one number counts."""
    w = words()
    if at + 3 >= len(tokens) or tokens[at - 1].low not in w.counted:
        return False
    return tokens[at + 1].low in w.counted and tokens[at + 2].low in w.list_marks and tokens[at + 3].low in w.counted


def _labelled(tokens: list[Token], item: Found) -> bool:
    """ "Phone – 4200", «звонки 3000, письма 500»: the contact stands before its number."""
    from assistant.reading.entity_words import words as names

    after = tokens[item.end] if item.end < len(tokens) else None
    plain = after and after.low not in words().list_marks and after.low not in number_words().heading_hours
    if after and plain and after.kind == "word" and not ends_sentence(tokens, item.end):
        return False
    j = item.start - 1
    while (
        j > 0
        and tokens[j].low
        in {
            "-",
            "–",
            "—",
            ":",
            "=",
            "~",
            "около",
            "примерно",
            "about",
            "штук",
            "шт",
            "где-то",
            "еще",
            "ещё",
            "another",
        }
    ) or (tokens[j].low == "," and tokens[j + 1].low in _MORE):
        j -= 1
    if j < 0:
        return False
    if tokens[j].low in words().counted:
        return True
    channels = (names().channels.match(tokens, k) for k in range(max(0, j - _NAME + 1), j + 1))
    return any(found is not None and found[1] == j + 1 for found in channels)  # «чат на сайте 600»


_NAME_OF_TIME = 3  # words before a number among which a handle time is named


_AGAINST = 2  # words between a number and the wrong one it is set against
_OF_CONTACTS = ("minute", "second")  # units in which contacts last


def share_rates(tokens: list[Token], found: list[Found]) -> None:
    """Numbers of contacts in one list have one rate: "3000 calls, 500 emails and 200 chats a month"."""
    for order in (reversed(found), found):
        rate: tuple[str, int, bool] | None = None  # unit, the token where its volume stands, and if it is of times
        for item in order:
            if item.kind == "volume" and item.value["per"] in TIME_UNITS:
                rate = (item.value["per"], item.start, item.unit == "times")
            elif item.kind == "duration" and item.unit in _OF_CONTACTS:
                rate = None  # «2000 звонков в месяц, чат четыре минуты, звонок три»: what follows is as long
            elif item.kind == "number" and rate and item.unit != "times" and not _singular(tokens, item):
                first, last = sorted((item.start, rate[1]))
                broken = last - first > _LIST_TOKENS or any(
                    ends_sentence(tokens, k) for k in range(first + 1, last + 1)
                )
                if broken:
                    rate = None
                elif _set_against(tokens, first, last):
                    make_volume(tokens, item, rate[0])
                elif (
                    _handle_time_named(tokens, item)
                    or not in_list(tokens, item, first, last)
                    or (rate[1] > item.start and _told_before(tokens, item, found, rate[0], rate[1]))
                ):
                    continue
                elif noun_after(tokens, item) is not None or _labelled(tokens, item) or by_channel(tokens, item.end):
                    make_volume(tokens, item, rate[0])
                elif rate[2] and match_any(words().frequencies, tokens, item.end):
                    make_volume(tokens, item, rate[0])  # "2,400 times a month, and by telephone 3,100 times"
                    item.unit = "times"


def _set_against(tokens: list[Token], first: int, last: int) -> bool:
    """ "Calls are 70, not 100 a day": the number put right is of the time of the one that was wrong."""
    between = [token.low for token in tokens[first + 1 : last] if token.low not in {",", "-", "–", "—"}]
    return (
        0 < len(between) <= _AGAINST
        and bool(set(between) & set(words().set_against.single()))
        and not any(token.kind == "digits" for token in tokens[first + 1 : last])
    )


def _handle_time_named(tokens: list[Token], item: Found) -> bool:
    """«Чаты 40к/мес, AHT чата 540»: the number right behind the name of a handle time is of no volume."""
    said = [token.low for token in tokens[max(0, item.start - _NAME_OF_TIME) : item.start]]
    clause = said[max((k for k, low in enumerate(said) if low in ",;.:("), default=-1) + 1 :]
    return any(low in duration_words().handle_time for low in clause)


def _told_before(tokens: list[Token], item: Found, found: list[Found], unit: str, after: int) -> bool:
    """ "Chats 1,100 a month, emails 300, phone maybe 15 a day": the list goes on with the rate told before.

    Unless an "and" joins a number to the one behind it: "500 chats a month, 40 calls and 30 emails a day".
    """
    before = [f for f in found if f.kind == "volume" and f.start < item.start and f.value["per"] in TIME_UNITS]
    if not before or before[-1].value["per"] == unit:
        return False
    joined = any(tokens[k].low in {"and", "&", "и"} for k in range(item.end, after))
    whole = not any(ends_sentence(tokens, k) for k in range(before[-1].start + 1, item.start))
    return not joined and whole and in_list(tokens, item, before[-1].start, item.start)


def _singular(tokens: list[Token], item: Found) -> bool:
    """ "One chat", «одного звонка»: any of them, no volume."""
    return item.value == 1 and tokens[item.start].kind == "word"


def in_list(tokens: list[Token], item: Found, first: int, last: int) -> bool:
    """Tell whether only a list, and no new clause, lies between two numbers."""
    w = words()
    k = first + 1
    while k < last:
        mark = match_any(w.list_marks, tokens, k)
        if not mark and tokens[k].low in w.breaks:
            return False
        k = mark or k + 1
    return True


def counts_or_calls(tokens: list[Token], first: int, end: int) -> bool:
    """«За смену писем 40», «за смену звонит человек 60»: contacts, or those who make them, before a number."""
    w = words()
    return any(tokens[k].low in w.counted or match_any(w.contacting, tokens, k) for k in range(first, end))


def nothing_counted_else(tokens: list[Token], item: Found) -> bool:
    """The number stands alone, or what it counts is a contact."""
    j = item.end
    if j >= len(tokens) or ends_sentence(tokens, j) or tokens[j].kind == "sign":
        return True
    if tokens[j].low in words().list_marks or tokens[j].low in words().breaks:
        return True
    return by_channel(tokens, j)


def by_channel(tokens: list[Token], i: int) -> bool:
    """ "60 by phone and 40 on WhatsApp", «60 по телефону»: so many came in by the channel named."""
    from assistant.reading.entity_words import words as names

    led = match_any(words().by_way_of, tokens, i)
    return bool(led) and names().channels.match(tokens, led) is not None


def past_odd(tokens: list[Token], i: int) -> int:
    """Where the words after "sixty-odd calls" go on: a number that is a little more counts as it stands."""
    j = i + 1 if i + 1 < len(tokens) and tokens[i].low == "-" else i
    return match_any(words().and_odd, tokens, j) or i


def drives(tokens: list[Token], item: Found) -> bool:
    """«Ежедневно развозим 15 тысяч посылок»: orders or customers, of whom a share gets in touch."""
    unit = words().units.match(tokens, item.end)
    return unit is not None and unit[0] in {"order", "customer", "user"}


def right_before(tokens: list[Token], rate: tuple[str, int], item: Found) -> bool:
    """«В неделю 90 чатов, звонки 40 в день»: nothing but how they come in parts the rate from its number."""
    if rate[0] in _FRAMES:
        return False
    j = rate[1]
    while j < item.start:
        after = match_any(words().between_rate, tokens, j) or match_any(words().contacting, tokens, j)
        if not after:
            return False
        j = after
    return True


def who_call_so_often(tokens: list[Token], first: int, item: Found) -> bool:
    """«Ежедневно нам звонят двести человек», "every day 200 people call us": they are counted by what they do."""
    w = words()
    if match_any(number_words().times, tokens, item.end):
        if any(match_any(w.contacting, tokens, k) for k in range(first, item.start)):
            item.unit = "times"  # «за квартал нам позвонили 75 600 раз»
            return True
        return False
    if not match_any(w.people, tokens, item.end):
        return False
    last = min(len(tokens), item.end + 3)
    return any(match_any(w.contacting, tokens, k) for k in (*range(first, item.start), *range(item.end + 1, last)))


def of_a_share(tokens: list[Token], item: Found) -> bool:
    """The number is what a share is of."""
    before = [token.low for token in tokens[max(0, item.start - _SHARE) : item.start]]
    n = number_words()
    return any(low in n.percent for low in before) and any(low in n.of or low in n.out_of for low in before)


def led_by_times(tokens: list[Token], item: Found) -> bool:
    """«Звонят раз десять за сутки»: the number is of times."""
    before = tokens[item.start - 1] if item.start else None
    if before is None or before.low not in number_words().times_first:
        return False
    return item.start < 2 or tokens[item.start - 2].low not in number_words().small


def adjective(tokens: list[Token], i: int) -> bool:
    """The "-star" of "2,700 one-star reviews in a week", which no figure counts."""
    joined = i + 1 < len(tokens) and tokens[i].low == "-" and not tokens[i].spaced and not tokens[i + 1].spaced
    return joined and tokens[i + 1].kind == "word" and tokens[i + 1].low not in words().counted
