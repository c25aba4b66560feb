"""What quantities are counted per: calls a day, dollars an hour, orders per customer."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from assistant.reading.found import Found
from assistant.reading.number_words import match_any
from assistant.reading.number_words import words as number_words
from assistant.reading.rate_words import TIME_UNITS, period_forms, words
from assistant.reading.tokens import Token, closes_sentence, ends_sentence, glued_plus
from assistant.reading.volume_lists import (
    adjective,
    counts_or_calls,
    drives,
    heads_its_rate,
    in_list,
    led_by_times,
    make_volume,
    nothing_counted_else,
    noun_after,
    of_a_share,
    of_one_list,
    past_odd,
    right_before,
    share_rates,
    who_call_so_often,
)

_REACH = 7  # words between a number and its "a month"
_LONG = frozenset({"week", "month", "quarter", "half_year", "year"})
_EACH = frozenset({"per", "each", "every", "каждый", "каждую", "каждое", "ежедневно", "ежемесячно", "еженедельно"})
_PERSONS = frozenset({"person", "человек", "человека", "люди", "людей", "чел"})  # who may as well call or write
_DASHES = frozenset({"-", "–", "—"})
_LED = 3  # words of a rate before its number
_SHARE = 5  # words between a percentage and what it is of
_LEAD = 8  # words between "every month" and its number
_CENTRES = {"center", "centre", "centers", "centres", "centred", "центр", "центра", "центре", "пик"}
_CLOSING = {".", "!", "?", ";", ":"}


def per_at(tokens: list[Token], i: int, bare: bool = False) -> tuple[str, int] | None:
    """Return the unit of a rate at token ``i`` and the token after it: "per day", "/мес", «в месяц», "monthly".

    With ``bare``, a unit with no joining word counts too («600 рублей час»).
    """
    if i >= len(tokens) or tokens[i].newline:
        return None
    w = words()
    adverb = w.adverbs.match(tokens, i)
    if adverb:
        return adverb
    j = match_any(w.joiners, tokens, i)
    if not j and not bare:
        return None
    sign = tokens[i].low == "/"
    j = j or i
    apart = sign and tokens[i].spaced and i + 1 < len(tokens) and tokens[i + 1].spaced
    if apart and _numbered(tokens, i + 2) and tokens[i + 1].low not in period_forms():
        return None  # "voice 18,400 / mail 7,250", but "22k e-mails / month, 150 chats / day"
    for _ in range(3):
        unit = w.units.match(tokens, j)
        if unit and (sign or len(tokens[j].low) > 1 or unit[1] > j + 1):
            end = unit[1]
            if (
                end < len(tokens)
                and tokens[end].low == "."
                and len(tokens[end - 1].low) <= 4
                and not ends_sentence(tokens, end + 1)
            ):
                end += 1 if end + 1 < len(tokens) and not tokens[end + 1].text[0].isupper() else 0
            if tokens[i].low == "в" and unit[0] not in TIME_UNITS:
                return None  # «2 в чате»
            return (unit[0], end) if not _counts_on(tokens, end) else None
        step = match_any(w.modifiers, tokens, j)
        if not step:
            return None
        j = step
    return None


def _numbered(tokens: list[Token], i: int) -> bool:
    return any(token.kind == "digits" for token in tokens[i : i + 2])


def _counts_on(tokens: list[Token], i: int) -> bool:
    """ "a call center" is no rate, nor is «на весь контакт-центр»."""
    i += 1 if i < len(tokens) and tokens[i].low == "-" and not tokens[i].spaced else 0
    return i < len(tokens) and tokens[i].low in _CENTRES


def per_chain_at(tokens: list[Token], i: int, bare: bool = False) -> tuple[str, str | None, int] | None:
    """Return unit, second unit and end of a rate such as "per agent per hour"; the unit of time comes first."""
    first = per_at(tokens, i, bare)
    if not first:
        return None
    unit, end = first
    second = per_at(tokens, end)
    if second and second[0] == "contact" and match_any(words().goes_on, tokens, second[1]):
        return unit, None, end  # "a month each call is twenty minutes"
    if second and second[0] != unit and (second[0] in TIME_UNITS) != (unit in TIME_UNITS):
        end = second[1]
        return (unit, second[0], end) if unit in TIME_UNITS else (second[0], unit, end)
    timed = words().units.match(tokens, end) if unit == "agent" else None
    if timed and timed[0] in ("minute", "hour"):
        return timed[0], None, timed[1]  # "$1.09 per operator minute"
    return unit, None, end


def attach(tokens: list[Token], found: list[Found]) -> list[Found]:
    """Give every quantity what it is counted per; numbers that have one become volumes."""
    claimed = [False] * (len(tokens) + 1)
    swallowed: set[int] = set()  # tokens of a rate, where a lesser quantity may have been seen
    for item in found:
        for k in range(item.start, item.end):
            claimed[k] = True
    for item in found:
        if item.start not in swallowed:
            _attach_right(tokens, item, claimed, swallowed)
    _attach_lead(tokens, found, claimed, swallowed)
    found[:] = [item for item in found if item.start not in swallowed]
    share_rates(tokens, found)
    return found


def _attach_right(tokens: list[Token], item: Found, claimed: list[bool], swallowed: set[int]) -> None:
    if item.kind not in {"number", "money", "percent", "duration"} or item.per or item.unit == "times":
        return
    if item.kind == "number":
        reach = _reach(tokens, item, claimed)
        if reach:
            unit, each, end = reach
            if unit == "minute" and tokens[end - 1].low in {"m", "м"}:
                unit = "month"  # "2,000 calls/m": nobody counts contacts by the minute
            times = match_any(number_words().times, tokens, item.end)
            part = isinstance(item.value, float) and not item.value.is_integer()
            rated = words().units.match(tokens, times + 1) or words().adverbs.match(tokens, times)
            if times and part and not rated:
                item.unit, item.end = "times", times  # "2.5 times those of an average month": nothing happens so often
                return
            if times or led_by_times(tokens, item):
                item.unit = "times"  # "they call 900 times a month", «звонят раз десять за сутки»
            item.value = {"value": item.value, "per": unit}
            item.kind, item.each, item.end = "volume", each, end
            item.per = unit
        return
    end = item.end
    bare = item.kind == "money"
    if bare:
        end = _past_remarks(tokens, end)
        end += match_any(words().priced_for, tokens, end) > 0  # "0.17 USD for minute"
    chain = per_chain_at(tokens, end, bare)
    if not chain or (item.kind != "money" and chain[0] not in TIME_UNITS and chain[0] != "contact"):
        return
    if item.kind == "percent" and chain[0] not in {"month", "quarter", "year", "week"}:
        return
    if item.kind == "duration" and chain[0] not in {"day", "week", "month", "shift", "year", "contact"}:
        return
    item.per, item.each = chain[0], chain[1]
    if item.kind == "duration" and chain[0] in TIME_UNITS:
        item.end = chain[2]
    for k in range(item.end, chain[2]):
        claimed[k] = True
        swallowed.add(k)


def _past_remarks(tokens: list[Token], i: int) -> int:
    """Step over what may stand between a sum and its unit: "$12 all-in per hour", «60 тысяч на руки в месяц»."""
    from assistant.reading.money import words as money_words

    remarks = money_words().between
    j = i
    while j < len(tokens) and j < i + 5:
        after = match_any(remarks, tokens, j)
        if after:
            j = after
        elif tokens[j].low in {"(", ")", ".", ","} and j < i + 4 and not ends_sentence(tokens, j + 1):
            j += 1
        else:
            break
    return j if per_at(tokens, j) else i


def _reach(tokens: list[Token], item: Found, claimed: list[bool]) -> tuple[str, str | None, int] | None:
    """Look right of a number for its rate, over the noun it counts."""
    from assistant.reading.entity_words import words as names

    w = words()
    start = past_odd(tokens, item.end + glued_plus(tokens, item.end))
    if match_any(w.people, tokens, start) and of_a_share(tokens, item):
        return None  # "10% of our 5,000 customers call each month"
    if adjective(tokens, start):
        return None
    acting = match_any(w.contacting, tokens, start)  # "some 300 get in touch every month"
    counted = bool(acting)
    crossed, passed = False, 0
    for j in range(acting or start, min(len(tokens), (acting or start) + _REACH + 1)):
        token = tokens[j]
        if counted and j < passed:
            continue
        passed = match_any(w.passive, tokens, j) if counted else 0
        if passed and per_at(tokens, passed - 1):
            passed -= 1  # "1,400 calls come in a week"
        if passed > j:
            continue
        if claimed[j] or token.newline or (j > start and ends_sentence(tokens, j)):
            return None
        chain = per_chain_at(tokens, j) or (_abbreviated(tokens, j) if counted else None)
        if chain and j > start + 1 and tokens[j - 1].low in w.frequencies:
            return None  # "500 clients e-mail us twice a month"
        if chain and j > start and _of_next(tokens, item, j, chain[2]):
            return None
        if chain and (j == start or counted or not crossed):
            if (
                chain[0] not in TIME_UNITS
                and j > start
                and tokens[j].low in {"с", "на", "за", "a", "an", "в"}
                and not counted
                and j > start + 1
            ):
                return None
            if not counted and chain[0] == "shift" and j > start:
                return None  # «10 операторов в смену»
            if not counted and (_term(tokens, j, chain[0]) if j > start else chain[0] == "contact" and _for(tokens, j)):
                return None  # «пять операторов на год», «человек шесть на чат»
            for k in range(start, chain[2]):
                claimed[k] = True
            return chain
        if not counted and j < len(tokens) - 1 and token.low.removesuffix("s") in _people() - _PERSONS:
            return None  # "25 full-time agents during the first contract year"
        if token.low == "," and counted and of_one_list(tokens, j):
            continue
        if token.low == "," and counted:
            closing = w.adverbs.match(tokens, j + 1)
            ends = closing and (closing[1] >= len(tokens) or tokens[closing[1]].kind == "sign")
            if closing and ends and not _of_next(tokens, item, j + 1, closing[1]):
                for k in range(start, closing[1]):
                    claimed[k] = True
                return closing[0], None, closing[1]  # "300 calls, daily"
        if counted and token.low in w.breaks and names().channels.match(tokens, j + 1):
            continue  # "1,400 posts on social networks every week"
        if token.low == "." and tokens[j - 1].low in w.shortened:
            continue
        if token.low in w.breaks or token.low in _CLOSING or token.low in {",", "%", "—"}:
            return None
        following = tokens[j + 1].low if j + 1 < len(tokens) else ""
        if (
            j == start
            and token.kind == "word"
            and following in w.counted
            and match_any(w.list_marks, tokens, j) == j + 1
        ):
            return None  # «сотрудников 120, а писем в месяц…»: the noun is the next number's
        counted = counted or token.low in w.counted
        crossed = crossed or token.low in w.list_marks
    return None


def _of_next(tokens: list[Token], item: Found, at: int, end: int) -> bool:
    """ "Daily 40 calls and weekly 90 emails": both numbers have their rate before them."""
    end += end < len(tokens) and tokens[end].low == ":"
    parted = match_any(words().list_marks, tokens, at - 1) or tokens[at - 1].low in _DASHES
    if end >= len(tokens) or tokens[end].kind != "digits" or not parted:
        return False
    before = item.start - (item.start > 0 and tokens[item.start - 1].low == ":")
    return any((led := per_at(tokens, k)) and led[1] == before for k in range(max(0, before - _LED), before))


@cache
def _people() -> frozenset[str]:
    """Names of those who answer, each for one."""
    return frozenset(form for form, unit in words().units.single().items() if unit == "agent")


def _abbreviated(tokens: list[Token], i: int) -> tuple[str, str | None, int] | None:
    """«400 заявок нед»: a period without its preposition."""
    for unit in ("day", "week", "month"):
        end = match_any(words().sections[f"{unit}_abbreviated"], tokens, i)
        if end:
            return unit, None, end
    return None


def _for(tokens: list[Token], i: int) -> bool:
    return bool(match_any(words().for_term, tokens, i))


def _term(tokens: list[Token], i: int, unit: str) -> bool:
    """«Пять операторов на год»: how long, not how many a year."""
    return unit in {"month", "quarter", "half_year", "year"} and bool(match_any(words().for_term, tokens, i))


def _attach_lead(tokens: list[Token], found: list[Found], claimed: list[bool], swallowed: set[int]) -> None:
    """«В месяц около 6000 обращений», "monthly volume: 3000": the rate stands before its number."""
    starts = {item.start: item for item in found if item.kind == "number" and item.unit != "times"}
    sums = {item.start: item for item in found if item.kind == "money" and item.per is None}
    shares = {item.start: item for item in found if item.kind == "percent" and item.per is None}
    occupied = {k for item in found for k in range(item.start, item.end)}
    for i in range(len(tokens)):
        if claimed[i]:
            continue
        rate = per_at(tokens, i)
        if not rate:
            continue
        _rate_of_sum(tokens, i, rate, sums)
        _rate_of_share(tokens, rate, shares)
        if rate[0] not in TIME_UNITS:
            continue
        for j in _ahead(tokens, rate[1], occupied):
            if ends_sentence(tokens, j) or tokens[j].low in {";", ","} or closes_sentence(tokens, j):
                break
            item = starts.get(j)
            if item and item.end < len(tokens) and tokens[item.end].low.removesuffix("s") in _people() - _PERSONS:
                continue  # «каждый день 370 операторов принимают 15 тысяч звонков»
            if item:
                bound = tokens[i].low in _EACH or rate[0] == "shift" or right_before(tokens, rate, item)
                if not bound and _rated_after(tokens, found, item):
                    break
                counted = noun_after(tokens, item) is not None or who_call_so_often(tokens, rate[1], item)
                counted = counted or drives(tokens, item) or heads_its_rate(tokens, i, rate[1], item)
                if (item.per is None and counted) or (
                    tokens[i].low not in {"a", "an"}
                    and (rate[0] != "shift" or counts_or_calls(tokens, rate[1], j))
                    and item.per is None
                    and nothing_counted_else(tokens, item)
                    and not any(t.kind == "word" and t.low in words().list_marks for t in tokens[rate[1] : j])
                ):
                    make_volume(tokens, item, rate[0])
                    for k in range(i, rate[1]):
                        claimed[k] = True
                        swallowed.add(k)
                break
            if j in occupied and j not in range(i, rate[1]):
                break


def _rated_after(tokens: list[Token], found: list[Found], item: Found) -> bool:
    """ "Over the year we average 4,000 calls and 2,500 chats a month": the list of the number has a rate of its own."""
    later = next((other for other in found if other.start > item.start and other.kind in ("number", "volume")), None)
    if later is None or later.kind != "volume" or later.per not in TIME_UNITS or noun_after(tokens, item) is None:
        return False
    if any(ends_sentence(tokens, k) for k in range(item.start + 1, later.start + 1)):
        return False
    return later.end - item.end <= _LEAD and in_list(tokens, item, item.start, later.start)


def _ahead(tokens: list[Token], start: int, occupied: set[int]) -> Iterator[int]:
    """The tokens within reach of a rate that leads; what is put in between commas does not count."""
    j, left = start, _LEAD + 1
    while j < len(tokens) and left:
        if tokens[j].low == ",":
            closing = next((k for k in range(j + 1, min(len(tokens), j + _LEAD)) if tokens[k].low in ",.;"), 0)
            if closing and tokens[closing].low == "," and not occupied & set(range(j, closing)):
                j = closing + 1
                continue
        yield j
        j, left = j + 1, left - 1


def _rate_of_sum(tokens: list[Token], i: int, rate: tuple[str, int], sums: dict[int, Found]) -> None:
    """ "Hourly rate: $12", "cost per contact $3.20", «каждую неделю можем отдавать на это по 60 000 рублей»."""
    opens = rate[0] in _LONG and ends_sentence(tokens, i)
    for j in range(rate[1], min(len(tokens), rate[1] + (_LEAD + 1 if opens else 5))):
        if ends_sentence(tokens, j) or tokens[j].low in {",", ";"}:
            return
        item = sums.get(j)
        if item:
            item.per = item.per or rate[0]
            return


def _rate_of_share(tokens: list[Token], rate: tuple[str, int], shares: dict[int, Found]) -> None:
    """«Каждую неделю звонит 1,2 % базы»: a share that gets in touch in each period."""
    if rate[0] not in TIME_UNITS:
        return
    acting = False
    for j in range(rate[1], min(len(tokens), rate[1] + _SHARE)):
        if ends_sentence(tokens, j) or tokens[j].low in {",", ";"}:
            return
        if acting and j in shares:
            shares[j].per = rate[0]
            return
        acting = acting or bool(match_any(words().contacting, tokens, j))
