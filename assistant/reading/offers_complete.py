"""Every offer of a list taken in, each with the country it comes from: "A) Philippines, $11.50 an hour, B) …".

Where one price of a message is an offer, the other prices of units beside it are offers too.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.firm_names import NAME
from assistant.reading.firm_that_leads import leading_firm
from assistant.reading.in_brief import volumes_in
from assistant.reading.offer_people import offered_people
from assistant.reading.offer_units import quote_of, unit_told
from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.unsigned_prices import of_whole
from assistant.reading.word_lists import firms, function_words, listed
from assistant.reading.workload import tidy

_MARK = re.compile(r"(?:^|[\s,;:(])([A-ZА-ЯЁ])[).]\s")
_UNITS = ("hour", "minute", "contact", "agent", "seat", "fte", "operator", "call", "ticket", "email", "chat", "message")
_ASIDE = 5  # words between a price and what it is an extra for
_JOINED = 8  # words between a fee and the price of a unit
_BEFORE = 6  # words between a name or a country and the price
_OWN = ("in_house.", "budget_per_month", "exchange_rates", "quotes.")


def with_all_offers(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with the offers of the message that no reader of single prices took, in the order they are told."""
    found = _no_budgets(scene, changes, brief)
    prices = [fact for fact in scene.facts if _by_unit(scene, fact)]
    prices += [fact for fact in scene.facts if fact not in prices and _fee_of(scene, fact, prices)]
    prices.sort(key=lambda fact: fact.start)
    free = [fact for fact in prices if not any(_over(c, fact) for c in found if c.path.startswith(_OWN))]
    told = [c for c in found if is_quote(c)]
    if len(told) > 1:
        aside = [f for f in prices if _aside(scene, f) and not _fee_of(scene, f, prices)]
        extra = [c for c in told if "vendor" not in c.value and any(_over(c, f) for f in aside)]
        found = [c for c in found if c not in extra]
    named = [fact for fact in prices if marker(scene, fact) or _name(scene, fact)]
    if free and len(prices) > 1 and (told or len(named) > 1 or _spoken_of(scene)):
        count = len(brief.get("quotes") or ()) + len(told)
        for fact in free:
            if _aside(scene, fact) and not _fee_of(scene, fact, prices):
                continue
            quote = quote_of(scene, fact)
            name = marker(scene, fact) or _name(scene, fact) or quote.get("vendor")
            quote = {**({"vendor": name} if name else {}), **{k: v for k, v in quote.items() if k != "vendor"}}
            found.append(Change("set", f"quotes.{count}", quote, fact.start, fact.end, fact.text))
            count += 1
    found = _of_firm_that_leads(scene, found, prices, brief)
    if len(prices) > 1:
        found = [_named_by_mark(scene, c) if is_quote(c) else c for c in found]
    return _from_countries(scene, _in_order([_tidied(c) if is_quote(c) else c for c in found], brief), brief)


def _of_firm_that_leads(
    scene: TextScene, changes: Sequence[Change], prices: Sequence[Fact], brief: Mapping[str, Any]
) -> list[Change]:
    """The changes with the one price of a unit as the offer of the firm that leads its sentence, and no budget."""
    found = list(changes)
    if len(prices) != 1 or any(is_quote(c) for c in found) or not (name := leading_firm(scene, prices[0])):
        return found
    price = prices[0]
    if any(_over(c, price) for c in found if c.path.startswith(("in_house.", "exchange_rates"))):
        return found
    quote = {"vendor": name, **{k: v for k, v in quote_of(scene, price).items() if k != "vendor"}}
    found = [c for c in found if not _over(c, price)]
    at = len(brief.get("quotes") or ())
    return [*found, Change("set", f"quotes.{at}", quote, price.start, price.end, price.text)]


def _no_budgets(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """ "A firm would do the lot for £1,500 a month": what somebody asks for all the work is no budget of the buyer."""
    found = list(changes)
    for fact in (f for f in scene.facts if f.kind == "money" and f.per == "month" and of_whole(scene, f)):
        budgets = [c for c in found if c.path == "budget_per_month" and _over(c, fact)]
        if budgets and not any(is_quote(c) for c in found):
            at = len(brief.get("quotes") or ())
            quote = Change("set", f"quotes.{at}", quote_of(scene, fact), fact.start, fact.end, fact.text)
            found = [quote if c is budgets[0] else c for c in found]
    return found


def _tidied(change: Change) -> Change:
    """The offer with a price of 11 and not 11.0; of a price told as a range the middle."""
    price = change.value.get("price")
    if not isinstance(price, Mapping):
        return change
    return replace(change, value={**change.value, "price": {**price, "amount": tidy(middle(price["amount"]))}})


def is_quote(change: Change) -> bool:
    """The change tells a whole offer."""
    path = change.path.split(".")
    return change.op == "set" and path[0] == "quotes" and len(path) == 2 and isinstance(change.value, Mapping)


def _by_unit(scene: TextScene, fact: Fact) -> bool:
    if fact.kind != "money":
        return False
    return fact.each is not None or fact.per in _UNITS or bool(unit_told(scene, fact))


def _over(change: Change, fact: Fact) -> bool:
    return change.start < fact.end and fact.start < change.end


def _spoken_of(scene: TextScene) -> bool:
    return any(m.family == "quote" for m in scene.mentions)


def _aside(scene: TextScene, fact: Fact) -> bool:
    """A price of something else than the work, "a premium of $2 an hour", "… for nights"; or what the buyer pays."""
    span = scene.span(fact)
    sentence = scene.sentence_of(span.first)
    first = span.first
    while first > sentence.first and not _ends_before(scene, first - 1):
        first -= 1
    asides = [m.first for m in scene.mentions if m.family == "offer_aside"]
    if any(first <= at < span.first for at in asides):
        return True
    words = {scene.words[at].lower for at in range(first, span.first)}
    after = [at for at in asides if span.last < at <= min(sentence.last, span.last + _ASIDE)]
    led = after and scene.words[after[0] - 1].lower in listed("aside_for")
    return bool(led) or bool(words & listed("first_person_having"))


def _ends_before(scene: TextScene, at: int) -> bool:
    word = scene.words[at]
    return word.text in ",;:" or word.lower in listed("comes_with") or scene.fact_at[at] is not None


def _fee_of(scene: TextScene, fact: Fact, prices: Sequence[Fact]) -> bool:
    """A sum a month with the price of a unit joined to it: "$900 a month plus $2 per call"."""
    after = [f for f in prices if f.start > fact.end]
    if fact.kind != "money" or fact.per != "month" or fact.each is not None or not after:
        return False
    between = scene.words[scene.span(fact).last + 1 : scene.span(after[0]).first]
    said = {word.lower for word in between}
    return len(between) <= _JOINED and bool(said & listed("comes_with")) and not said & {".", ";", "?"}


def marker(scene: TextScene, fact: Fact) -> str:
    """The letter that numbers the item a price stands in, "A)"; "" for none."""
    start = max([f.end for f in scene.facts if f.kind == "money" and f.end <= fact.start], default=0)
    between = scene.text[start : fact.start]
    marks = list(_MARK.finditer(between))
    return marks[-1][1] if marks else ""


def _named_by_mark(scene: TextScene, change: Change) -> Change:
    """An offer without a vendor is called by the letter of its item, or by the name that leads it."""
    fact = next((f for f in scene.facts if f.kind == "money" and _over(change, f)), None)
    letter = marker(scene, fact) or _name(scene, fact) if fact is not None else ""
    if not letter or change.value.get("vendor"):
        return change
    return Change(change.op, change.path, {"vendor": letter, **change.value}, change.start, change.end, change.text)


def _name(scene: TextScene, fact: Fact) -> str:
    """A capitalised name that leads the clause of the price: "…; Sutherland £9.80/hr"."""
    span = scene.span(fact)
    last = span.first - 1
    while last >= 0 and (scene.words[last].text in ":—–-" or scene.words[last].lower in listed("offer_asked")):
        last -= 1
    first = last
    while first >= 0 and NAME.fullmatch(scene.words[first].text) and scene.kind_at(first) in (None, "country"):
        first -= 1
    if first == last or last - first > _BEFORE - 2:
        return ""
    if all(scene.fact_at[at] is not None for at in range(first + 1, last + 1)):
        return ""  # "Poland €14 an hour" is a place, "Yerevan Desk" a firm of one
    if scene.has(Span(first + 1, last), "agent", "person"):
        return ""  # «Оператор 12$/ч, супервизор 20$/ч»
    led = first < 0 or scene.words[first].text in ",;:.\n(" or scene.words[first].lower in function_words()
    return scene.text[scene.words[first + 1].start : scene.words[last].end] if led else ""


def _in_order(changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """New offers numbered in the order they are told."""
    known = len(brief.get("quotes") or ())
    fresh = sorted((c for c in changes if is_quote(c) and int(c.path.split(".")[1]) >= known), key=lambda c: c.start)
    anew = {id(c): f"quotes.{known + at}" for at, c in enumerate(fresh)}
    kept = [c for c in changes if id(c) not in anew]
    more = [Change(c.op, anew[id(c)], c.value, c.start, c.end, c.text, c.detail) for c in fresh]
    return [*kept, *more]


def _from_countries(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """Offers with the countries told in their items, which are then no countries of the buyer's case.

    A lone offer told at once with the case names the provider too; once the case is known it moves nothing of it.
    """
    told = sorted((c for c in changes if is_quote(c)), key=lambda c: c.start)
    found, taken = list(changes), list[Fact]()
    for at, change in enumerate(told):
        since = told[at - 1].end if at else scene.words[scene.sentence_of(_word(scene, change.start)).first].start
        until = told[at + 1].start if at + 1 < len(told) else len(scene.text)
        homes = [f for f in scene.facts if any(c.path == "home_country" and _over(c, f) for c in changes)]
        country = _country(scene, change, since, until, [*taken, *(f for f in homes if _apart(scene, f, change))])
        if country is None:
            continue
        taken.append(country)
        value = {**change.value, "country": str(country.value)}
        anew = Change(change.op, change.path, value, change.start, change.end, change.text, change.detail)
        found = [anew if c is change else c for c in found]
    if len(told) < 2 and not volumes_in(brief):
        return found
    if len(told) == 1 and not taken:
        taken = [f for f in scene.facts if f.kind == "country" and _of_vendor(scene, f, told[0])]
        found = [_with_country(c, taken[0]) if c is told[0] and taken else c for c in found]
    return [c for c in found if not (_of_places(c) and any(_over(c, f) for f in taken))] if taken else found


def _of_vendor(scene: TextScene, place: Fact, price: Change) -> bool:
    """ "An agency in Leeds would give us …", «подрядчик из Перми»: the place of who makes the offer of the sentence."""
    first = scene.span(place).first
    beside = Span(max(0, first - 3), max(0, first - 1))
    vendor = scene.has(beside, "vendor", "another_vendor") or any(
        word.lower in firms() or any(m.family == "quote" for m in scene.starting_at(at))
        for at, word in enumerate(scene.words[beside.first : beside.last + 1], start=beside.first)
    )
    return vendor and _word(scene, price.start) in scene.sentence_of(first)


def _with_country(change: Change, place: Fact) -> Change:
    return replace(change, value={**change.value, "country": str(place.value)})


def _apart(scene: TextScene, home: Fact, price: Change) -> bool:
    """ "5,000 calls in the UK, a vendor asks …": the buyer's country, and a comma between it and the price."""
    return "," in scene.text[home.end : price.start]


def _of_places(change: Change) -> bool:
    return change.path in ("provider_countries", "home_country", "location")


def _word(scene: TextScene, offset: int) -> int:
    return next((at for at, word in enumerate(scene.words) if word.end > offset), len(scene.words) - 1)


def _country(scene: TextScene, change: Change, since: int, until: int, taken: Sequence[Fact]) -> Fact | None:
    """The country of an item: right before its price, or right after it with nothing told in between."""
    places = [f for f in scene.facts if f.kind == "country" and since <= f.start < until and f not in taken]
    places = [f for f in places if not _in_name(scene, f, str(change.value.get("vendor") or ""))]
    before = [f for f in places if f.end <= change.start]
    if before and _joins(scene, before[-1].end, change.start):
        return before[-1]
    after = [f for f in places if f.start >= change.end]
    return after[0] if after and _joins(scene, change.end, after[0].start) else None


def _in_name(scene: TextScene, place: Fact, vendor: str) -> bool:
    """A town that is part of the name of a firm: "Halden & Co", "Vox Iberia"."""
    after = scene.span(place).last + 1
    joined = after < len(scene.words) and scene.words[after].text in "&+"
    return joined or (bool(vendor) and place.text in vendor)


def _joins(scene: TextScene, start: int, end: int) -> bool:
    """No sentence, item or clause of the buyer's own ends between the place and the price."""
    between = scene.text[start:end]
    if re.search(r"[;\n?!]|\.\s", between) or len(between.split()) > _BEFORE:
        return False
    inside = [w.lower for w in scene.words if start <= w.start < end]
    quantities = [f for f in scene.facts if f.kind in ("number", "volume", "duration") and start < f.start < end]
    offered = [pair.people for pair in offered_people(scene)]
    quantities = [f for f in quantities if f not in offered]
    return not set(inside) & listed("first_person_having") and not [
        f for f in quantities if f.unit not in ("hour", "minute")
    ]


def region_of(scene: TextScene, told: Sequence[Change], change: Change) -> Span:
    """The words of one offer from its price on: up to the next offer or the end of the message's sentence."""
    first = _word(scene, change.start)
    later = [c.start for c in told if c.start > change.start]
    last = scene.sentence_of(first).last
    if later:
        last = min(last, _word(scene, min(later)) - 1)
    return Span(first, max(first, last))
