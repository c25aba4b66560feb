"""Prices that go on from one told before, without a currency: "62 an hour, their rival said 58", «22 рубля за минуту и
165 000 за оператора».
"""

from assistant.reading.concepts import Mention
from assistant.reading.facts import Fact
from assistant.reading.firm_names import NAME, is_name
from assistant.reading.number_words import words as number_words
from assistant.reading.once import once_a_text
from assistant.reading.roles import QUANTITIES, middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.sums import money, money_amount
from assistant.reading.word_lists import listed

_TIMES = {"hour": "hour", "minute": "minute"}
_GOES_ON = 9  # words between one price and the next
_THOUSAND = 1000
_THOUSANDS = 10_000  # from here on a price may be told in thousands
_ALIKE = 4.0  # how many times apart two prices of one service may be
_UNITS = ("minute", "hour", "contact", "call", "ticket", "email", "chat", "agent")


def with_prices_going_on(scene: TextScene) -> TextScene:
    """The scene with the bare numbers after the price of a unit that are prices of another vendor or another unit."""
    priced: list[Fact] = []
    for fact in scene.facts:
        earlier = next((f for f in reversed(priced) if f.end <= fact.start), None)
        anew = _going_on(scene, fact, earlier) if earlier is not None and fact.kind in ("number", "volume") else None
        if anew is not None:
            scene = scene.with_facts([anew if each is fact else each for each in scene.facts])
        told = fact if anew is None else anew
        priced += [told] if _priced_by_unit(told) else []
    return scene


def _priced_by_unit(fact: Fact) -> bool:
    return fact.kind == "money" and bool(money_amount(fact)[1]) and (fact.each is not None or fact.per in _UNITS)


def _going_on(scene: TextScene, fact: Fact, before: Fact) -> Fact | None:
    span, since = scene.span(fact), scene.span(before)
    last = number_end(scene, span) or _spelt_end(scene, fact)
    between = range(since.last + 1, span.first)
    if last is None or fact.unit or not 0 < len(between) <= _GOES_ON:
        return None
    if any(_tells(scene, at, since) for at in between):
        return None
    amount, currency = money_amount(before)
    per, _ = unit_after(scene, last + 1)
    if fact.kind == "volume":  # «Север — 520 рублей в час, Юг — 95 тысяч в месяц за оператора»
        named = per == "agent" and _of_another(scene, between)
        return _money(scene, fact, last, currency, "month", "agent") if named else None
    offers = scene.has(Span(0, len(scene.words) - 1), "quote", "another_vendor") or _of_another(scene, between)
    if per and offers and per != before.per:
        each = "agent" if per == "agent" else None
        return _money(scene, fact, last, currency, "month" if each else per, each)
    thousands = _THOUSAND if amount >= _THOUSANDS and middle(fact.value) < _THOUSAND else 1  # "88 thousand, … 79"
    alike = 1 / _ALIKE <= middle(fact.value) * thousands / max(amount, 1e-9) <= _ALIKE
    if per or not alike or scene.head(fact) != (None, False) or not _of_another(scene, between):
        return None
    return _money(scene, fact, last, currency, before.per, before.each, thousands)


def _spelt_end(scene: TextScene, fact: Fact) -> int | None:
    """The last word of a number in words, «пятьдесят два», where it can be no "one" of "the other one"."""
    spelt = fact.kind == "number" and not any(sign.isdigit() for sign in fact.text)
    return scene.span(fact).last if spelt and middle(fact.value) > 1 else None


def _money(
    scene: TextScene, fact: Fact, last: int, currency: str, per: str | None, each: str | None, times: int = 1
) -> Fact:
    end = scene.words[last].end
    amount = middle(fact.value["value"] if fact.kind == "volume" else fact.value) * times
    return Fact("money", money(amount, currency), fact.start, end, scene.text[fact.start : end], per=per, each=each)


def _tells(scene: TextScene, at: int, since: Span) -> bool:
    """A figure of its own between the two prices, not the "an hour" of the first."""
    fact = scene.fact_at[at]
    unit = fact is not None and fact.kind == "duration" and at - since.last <= 2
    return fact is not None and fact.kind in QUANTITIES and fact.value != 1 and not unit


def _of_another(scene: TextScene, between: range) -> bool:
    """A name or a word for another vendor stands between the two prices."""
    if scene.has(Span(between.start, between[-1]), "another_vendor"):
        return True
    inside = Span(max(0, between.start - 1), between[-1])
    named = [at for at in between if NAME.fullmatch(scene.words[at].text) and len(scene.words[at].text) > 1]
    return any(is_name(scene, at, inside) and scene.fact_at[at] is None for at in named)


def number_end(scene: TextScene, span: Span) -> int | None:
    """The last word of the number itself, with its thousands or millions; None where it is told in words."""
    multipliers = number_words().multipliers
    at = span.first
    if not any(sign.isdigit() for sign in scene.words[at].text):
        return None
    while at + 1 < len(scene.words):
        word = scene.words[at + 1]
        digits = any(sign.isdigit() for sign in word.text) and at + 1 <= span.last
        joined = word.text in ".,-–" and at + 2 <= span.last and scene.words[at + 2].text[0].isdigit()
        if not (digits or joined or word.lower.rstrip(".") in multipliers):
            break
        at += 1
    return at


def unit_after(scene: TextScene, at: int) -> tuple[str, bool]:
    """What the price right before a word is for, "" for nothing, and whether it is called a fixed one."""
    fixed, per = False, ""
    limit = min(len(scene.words), at + 7)
    while at < limit:
        word = scene.words[at]
        if word.lower in listed("fixed_fee"):
            fixed, at = True, at + 1
            continue
        led = word.lower in listed("priced_per") | listed("month_led")
        named = _unit_at(scene, at + 1) if led and at + 1 < len(scene.words) else _unit_at(scene, at)
        if not named or (not led and named not in ("month", "hour", "minute")):
            break
        if per and named != "month" and per != "month":
            break
        per = named if per in ("", "month") and (named != "month" or not per) else per
        at += 2 if led else 1
    return per, fixed


@once_a_text
def _named(scene: TextScene) -> dict[int, list[Mention]]:
    """What may name the unit of a price, by each of its words."""
    found: dict[int, list[Mention]] = {}
    for mention in scene.mentions:
        if mention.family in ("offer_unit", "offer_month", "agent", "person"):
            for at in range(mention.first, mention.last + 1):
                found.setdefault(at, []).append(mention)
    return found


def _unit_at(scene: TextScene, at: int) -> str:
    if at >= len(scene.words):
        return ""
    here = _named(scene).get(at, ())
    said = {str(m.value) for m in here if m.family == "offer_unit"}
    people = {m.family for m in here} & {"agent", "person"}
    if any(m.family == "offer_month" for m in here):
        return "month"
    named = {"per_hour": "hour", "per_minute": "minute", "per_agent": "agent", "per_contact": "contact"}
    found = [named[unit] for unit in named if unit in said]
    if found:
        return found[0]
    beside = scene.fact_at[at]
    short = scene.words[at].lower.rstrip(".") in listed("hour_short")
    timed = beside is not None and beside.kind == "duration" and beside.unit in _TIMES
    return "agent" if people else "hour" if short else str(beside.unit) if timed and beside is not None else ""
