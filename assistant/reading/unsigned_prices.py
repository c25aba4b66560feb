"""Prices told without a currency: "the vendor says 14/hr", «просит 120 тыс за оператора», «2,2 млн фикс в месяц».

A number that a vendor asks for a unit of the service is money and never contacts, people or hours of the buyer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.currency_names import sharing_noun
from assistant.reading.facts import Fact
from assistant.reading.headed_prices import with_headed_prices
from assistant.reading.next_prices import number_end, unit_after, with_prices_going_on
from assistant.reading.offer_moved import as_price, without_offers_named
from assistant.reading.offers_in_rows import with_prices_in_rows
from assistant.reading.price_lists import with_listed_prices
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.sums import currency_assumed, money, money_amount
from assistant.reading.word_lists import listed, turns
from assistant.reading.workload import tidy
from tools.places import currency_of

_REACH = 9  # words between a vendor and its price
_WHOSE = 3  # words from "our" to the vendor
_SHORT = 12  # words of a message that tries another price…
_ALIKE = 3.0  # …at most so many times apart from the one known
_EACH_AFTER = 3  # words after a sum that may say it is of each: «98 тысяч за каждого»
_DOLLARS = ("AUD", "CAD", "NZD", "SGD", "HKD", "USD")  # which people there call bucks
_UNLESS_NAMED = ("MXN", "INR", "MDL")  # what pesos, rupees and lei are where no country is known
_SECONDS: Mapping[str, float] = {"hour": 3600, "minute": 60}
_TEN, _ELEVEN, _HUNDRED = 10, 11, 100
_JOINED = 4  # words between a fee and the price of a unit it comes with


def with_unsigned_prices(scene: TextScene, brief: Mapping[str, Any]) -> TextScene:
    """The scene with the numbers that vendors ask for as sums of money in the currency of the conversation."""
    scene = with_listed_prices(without_offers_named(scene, brief))
    scene = with_prices_in_rows(with_headed_prices(scene), brief)
    anew: dict[int, Fact] = {}
    for fact in scene.facts:
        priced = as_price(scene, fact, brief)
        if priced is None and fact.kind in ("number", "volume"):
            priced = _priced(scene, fact, brief)
        if priced is None and fact.kind == "duration":
            priced = _price_of_time(scene, fact, brief)
        if priced is not None:
            anew[id(fact)] = priced
    scene = scene.with_facts([anew.get(id(fact), fact) for fact in scene.facts]) if anew else scene
    return with_prices_going_on(_in_money_of_home(scene, brief))


def _in_money_of_home(scene: TextScene, brief: Mapping[str, Any]) -> TextScene:
    """The scene with sums told by a word that stands for any money in that of the buyer: bucks are Australian there."""
    named = {str(f.value) for f in scene.facts if f.kind == "country"}
    home = str(brief.get("home_country") or (named.pop() if len(named) == 1 else "US"))
    told = str(brief.get("currency") or "") or currency_of(home)
    shared = [f for f in scene.facts if f.kind == "money" and _shares_noun(scene, f, told)]
    if shared:
        alike = {id(f): replace(f, value={**f.value, "currency": told}) for f in shared}
        return scene.with_facts([alike.get(id(fact), fact) for fact in scene.facts])
    loose = [f for f in scene.facts if f.kind == "money" and _loosely(scene, f) and money_amount(f)[1] != told]
    if not loose or not (told in _DOLLARS or _any_money(scene, loose)):
        return scene
    anew = {id(f): replace(f, value={**f.value, "currency": told}) for f in loose}
    return scene.with_facts([anew.get(id(fact), fact) for fact in scene.facts])


def _shares_noun(scene: TextScene, fact: Fact, told: str) -> bool:
    """ "22 thousand pesos" in Manila: the noun alone stands for the money of several countries, and home is one."""
    words = [scene.words[at].lower for at in _places(scene, fact) if scene.words[at].is_word]
    by_noun = isinstance(fact.value, Mapping) and fact.value.get("currency") in _UNLESS_NAMED and bool(words)
    noun = any(told in sharing_noun().get(word, ()) for word in words)
    return by_noun and noun and not set(words) & listed("lands_of_money")


def _loosely(scene: TextScene, fact: Fact) -> bool:
    words = {scene.words[at].lower for at in _places(scene, fact)}
    return isinstance(fact.value, Mapping) and bool(words & (listed("local_money") | listed("any_money")))


def _places(scene: TextScene, fact: Fact) -> range:
    span = scene.span(fact)
    return range(span.first, span.last + 1)


def _any_money(scene: TextScene, facts: Sequence[Fact]) -> bool:
    """ "18 grand" are thousands of pounds in Leeds."""
    return all({scene.words[at].lower for at in _places(scene, f)} & listed("any_money") for f in facts)


def _priced(scene: TextScene, fact: Fact, brief: Mapping[str, Any]) -> Fact | None:
    span = scene.span(fact)
    amount = middle(fact.value["value"] if fact.kind == "volume" else fact.value)
    last = number_end(scene, span)
    if last is None or amount <= 0 or amount == 1 or (fact.kind == "number" and fact.unit):
        return None
    per, fixed = unit_after(scene, last + 1)
    if not per and of_whole(scene, fact):
        amount /= 12 if fact.per == "year" else 1
        return _in_currency(scene, fact, last, amount, brief) if fact.per in (None, "month", "year") else None
    if per == "month" and of_whole(scene, fact):
        return _in_currency(scene, fact, last, amount, brief)
    apiece = not per and _at_each(scene, span)
    per = per or ("month" if fixed or apiece or _fee_before(scene, span.first) else "")
    tried = fact.kind == "volume" and _tries_another(scene, fact, amount, brief)
    by_vendor = apiece and scene.has(Span(scene.sentence_of(span.first).first, span.first), "vendor", "another_vendor")
    if not per or not (tried or by_vendor or _asked(scene, span, last, per, fixed)):
        return None
    currency = _currency_beside(scene, brief)
    end = scene.words[last].end
    each = "agent" if per == "agent" or apiece else None
    per = "month" if each else per
    return Fact("money", money(amount, currency), fact.start, end, scene.text[fact.start : end], per=per, each=each)


def _price_of_time(scene: TextScene, fact: Fact, brief: Mapping[str, Any]) -> Fact | None:
    """«ManilaDesk просит 9.50 час», "wants 14 hour": a price and what it is of, so many hours have another ending."""
    span = scene.span(fact)
    unit = scene.words[span.last].lower
    per = next((name for name in _SECONDS if unit in listed(f"{name}_alone")), None)
    if per is None or span.last == span.first or not scene.words[span.first].text[:1].isdigit():
        return None
    amount = middle(fact.value) / _SECONDS[per]
    if amount % _TEN == 1 and amount % _HUNDRED != _ELEVEN:
        return None  # «21 час»
    after = scene.words[span.last + 1] if span.last + 1 < len(scene.words) else None
    goes_on = after is not None and (after.text == "-" or (after.is_word and after.lower not in turns()))
    if goes_on or not _asked(scene, span, span.last, per, fixed=False):  # "they want a 12 hour day"
        return None
    return Fact("money", money(tidy(amount), _currency_beside(scene, brief)), fact.start, fact.end, fact.text, per=per)


def _in_currency(scene: TextScene, fact: Fact, last: int, amount: float, brief: Mapping[str, Any]) -> Fact:
    """The number as what all the work costs a month."""
    end = scene.words[last].end
    price = money(tidy(amount), _currency_beside(scene, brief))
    return Fact("money", price, fact.start, end, scene.text[fact.start : end], per="month")


def of_whole(scene: TextScene, fact: Fact) -> bool:
    """What somebody asks for all the work: "they want 1,900 a month all in", «за всё про всё просят 45 тысяч»."""
    span = scene.span(fact)
    sentence = scene.sentence_of(span.first)
    if not scene.has(sentence, "offer_whole") or scene.has(sentence, "budget_named", "wage", "own"):
        return False
    inside = scene.words[sentence.first : sentence.last + 1]
    asks = any(word.lower in listed("offer_asked") for word in inside)
    asks = asks or scene.has(sentence, "vendor", "another_vendor", "quote")
    counted = fact.kind != "money" and scene.head(fact)[0] is not None
    return asks and not counted and not buyer_does(scene, Span(sentence.first, span.first))


def _tries_another(scene: TextScene, fact: Fact, amount: float, brief: Mapping[str, Any]) -> bool:
    """ "And if it was 1.10 a minute?" of a known offer of 1.30 a minute: a price like it, and no volume."""
    known = [q for q in brief.get("quotes") or () if isinstance(q, Mapping) and q.get("unit") == f"per_{fact.per}"]
    prices = [float(quote["price"]["amount"]) for quote in known if isinstance(quote.get("price"), Mapping)]
    return len(scene.words) <= _SHORT and any(1 / _ALIKE <= amount / price <= _ALIKE for price in prices if price)


def _currency_beside(scene: TextScene, brief: Mapping[str, Any]) -> str:
    """Of the offers known, the last one's; else what the conversation counts in."""
    known = [q for q in brief.get("quotes") or () if isinstance(q, Mapping) and isinstance(q.get("price"), Mapping)]
    here = any(f.kind == "money" and money_amount(f)[1] for f in scene.facts)
    return str(known[-1]["price"]["currency"]) if known and not here else currency_assumed(scene, brief)


def buyer_does(scene: TextScene, before: Span) -> bool:
    """The buyer is spoken of before a price, otherwise than as whose the vendor is: "our supplier charges 1.30"."""
    for at in range(before.first, before.last):
        if scene.words[at].lower in listed("first_person_doing"):
            beside = scene.inside(Span(at, min(at + _WHOSE, before.last)), ("vendor", "another_vendor"))
            if not beside:
                return True
    return False


def _at_each(scene: TextScene, span: Span) -> bool:
    """ "Offers 3 agents at 1,900", «даст троих человек по 90 тысяч»: what each of the people right before it costs."""
    led = scene.words[span.first - 1].lower in listed("people_at_each") if span.first else False
    after = {word.lower for word in scene.words[span.last + 1 : span.last + 1 + _EACH_AFTER]}
    return (led or bool(after & listed("each_of_them"))) and _people_before(
        scene, Span(max(0, span.first - _JOINED), span.first - 1)
    )


def _people_before(scene: TextScene, before: Span) -> bool:
    """«Дают четырёх операторов за 520 тысяч в месяц»: people counted right before the sum that is asked for them."""
    counted = [f for f in scene.facts_within(before) if f.kind == "number" and f.value != 1]
    return bool(counted) and scene.has(Span(scene.span(counted[-1]).last, before.last), "agent", "person")


def _fee_before(scene: TextScene, at: int) -> bool:
    """ "A retainer of 500", «абонентка 35 тысяч»."""
    return any(scene.words[k].lower in listed("fixed_fee") for k in range(max(0, at - 2), at))


def _asked(scene: TextScene, span: Span, last: int, per: str, fixed: bool) -> bool:
    """Somebody asks for it: a vendor or a verb of asking stands before, or it is a fee beside the price of a unit."""
    sentence = scene.sentence_of(span.first)
    before = range(max(sentence.first, span.first - _REACH), span.first)
    words = [scene.words[at].lower for at in before]
    if buyer_does(scene, Span(before.start, span.first)):
        return False
    counted = any(m.family in ("handle", "copes") and m.first in before for m in scene.mentions)
    verb = bool(set(words) & listed("offer_asked"))
    vendor = any(m.family in ("vendor", "another_vendor") and m.first in before for m in scene.mentions)
    turned = bool(set(words) & turns()) and not verb
    asks_at = max((at for at in before if scene.words[at].lower in listed("offer_asked")), default=span.first)
    since = asks_at if verb else before.start
    if scene.has(Span(asks_at, span.first), "contact") or any(
        since <= place.first < span.first for _, place in scene.channels
    ):
        return False  # «просит дать цену на приём звонков: 2 700 в месяц»
    beside = [f for f in scene.facts if f.kind == "money" and f.per in ("minute", "hour", "contact", "agent")]
    joined = any(0 < scene.span(f).first - last <= 2 * _JOINED for f in beside)
    people = verb and _people_before(scene, Span(asks_at, span.first))
    if per == "month" and not (fixed or vendor or joined or people or _fee_before(scene, span.first)):
        return False
    timed = per in ("hour", "minute", "agent") and vendor and not counted
    if (verb or timed) and not turned and not (verb and per == "contact" and counted):
        return True
    return joined and (fixed or _fee_before(scene, span.first))
