"""What belongs to a vendor's offer and not to the buyer's case: its people, its package of contacts, its launch.

"3.2 million for 20 agents" is 160 thousand an agent; "£350 a month for 200 calls, then £1.60 a call" is one offer.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.number_found import tidy
from assistant.reading.number_words import words as number_words
from assistant.reading.offer_people import offered_people
from assistant.reading.offer_units import quote_of, unit_told
from assistant.reading.offers_put_right import with_offers_put_right
from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.sums import currency_assumed, money, money_amount
from assistant.reading.word_lists import listed

_DONE = ("handle", "copes")
_PEOPLE = ("agent", "person")
_BESIDE = 3  # words between a sum and what it is for
_CLOSE = 8  # words between a price and the people it is for
_JOINED = 25  # signs between one price of a list and the next
_LOWEST_PAID = 20.0  # a month of a person costs more than so much in any currency


def with_offer_terms(
    scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any], question: str | None = None
) -> tuple[Change, ...]:
    """The changes with what an offer says of itself put into the offer, and out of the volume and the people."""
    found = [_whole(scene, change) for change in with_offers_put_right(scene, changes, brief)]
    found += _in_other_currency(scene, found, brief)
    found = [told for change in found if (told := _in_its_unit(scene, change)) is not None]
    for quote in [c for c in found if _is_quote(c)]:
        found = _with_own_terms(scene, found, quote, brief)
    found = _by_channel(scene, _numbered([c for c in found if not _told_before(c, brief)], brief))
    home = _home(scene, found, brief)
    return (*(_at_home(scene, change, home) for change in found), *_counted_by(scene, found, brief))


def _is_quote(change: Change) -> bool:
    path = change.path.split(".")
    return change.op == "set" and path[0] == "quotes" and len(path) == 2 and isinstance(change.value, Mapping)


def _told_before(change: Change, brief: Mapping[str, Any]) -> bool:
    """A price without a name that is a known offer's: it is told once more."""
    if not _is_quote(change) or "vendor" in change.value:
        return False
    known = [quote for quote in brief.get("quotes") or () if isinstance(quote, Mapping)]
    new = int(change.path.split(".")[1]) >= len(known)
    return new and any(all(v == quote.get(k) for k, v in change.value.items()) for quote in known)


def _whole(scene: TextScene, change: Change) -> Change:
    """An answer that names a sum alone made a quote: "AnswerCo, $1.35 a minute"."""
    if not _is_quote(change) or "amount" not in change.value:
        return change
    fact = _priced(scene, change)
    if fact is None:
        return change
    return Change("set", change.path, quote_of(scene, fact), change.start, change.end, change.text)


def _priced(scene: TextScene, change: Change) -> Fact | None:
    return next((f for f in scene.facts if f.start < change.end and change.start < f.end), None)


def _in_its_unit(scene: TextScene, change: Change) -> Change | None:
    """The offer by the unit that stands after its price, "per voice contact"; None where nobody knows the unit."""
    fact = _priced(scene, change) if _is_quote(change) else None
    if fact is None or "price" not in change.value:
        return change
    unit = unit_told(scene, fact)
    if unit == "":
        return None if change.value.get("unit") == "per_hour" and fact.per is None else change
    return _with(change, unit=unit) if unit else change


def _with(change: Change, **more: Any) -> Change:
    value = {**change.value, **more}
    return Change(change.op, change.path, value, change.start, change.end, change.text, change.detail)


def _in_other_currency(scene: TextScene, found: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """Prices told without a currency beside an offer, or where a quote is spoken of: "Provider E 11.80 per call"."""
    told = [c for c in found if _is_quote(c)]
    known = [q for q in brief.get("quotes") or () if isinstance(q, Mapping)]
    taken = [(c.start, c.end) for c in found if c.end and c.path.split(".")[0] in ("quotes", "exchange_rates")]
    count = len(known) + len(told)
    more: list[Change] = []
    for fact in scene.facts:
        if fact.kind not in ("number", "volume", "money") or any(a < fact.end and fact.start < b for a, b in taken):
            continue
        if fact.kind == "money" or not (unit := unit_told(scene, fact)) or unit == "per_agent":
            continue
        span = scene.span(fact)
        sentence = scene.sentence_of(span.first)
        taken_on = bool(scene.inside(Span(sentence.first, span.first), _DONE))
        counted = fact.kind == "volume" and fact.per and fact.per not in ("contact", "agent")
        if counted and (taken_on or scene.has(span, "contact")):
            continue  # "250 calls an hour" are no price, nor is what a vendor handles
        cue = [m.last for m in scene.inside(Span(sentence.first, span.first), ("quote",)) if m.last < span.first]
        before = [c for c in told if c.end <= fact.start and c.start >= scene.words[sentence.first].start]
        quoted = quote_of(scene, fact)
        asked = cue and not _ours(scene, cue[-1] + 1, span.first)
        joined = (
            before and unit == "per_contact" and fact.start - before[-1].end <= _JOINED
        )  # "60 a call and 35 a chat"
        if not asked and not joined and not (before and "vendor" in quoted):
            continue
        currency = str(before[-1].value["price"]["currency"]) if before else _known_currency(scene, known, brief)
        quote = {**quoted, "price": money(_amount(fact), currency), "unit": unit}
        more.append(Change("set", f"quotes.{count}", quote, fact.start, fact.end, fact.text))
        count += 1
    return more


def _amount(fact: Fact) -> float:
    return middle(fact.value["value"] if fact.kind == "volume" else fact.value)


def _known_currency(scene: TextScene, known: Sequence[Mapping[str, Any]], brief: Mapping[str, Any]) -> str:
    said = [str(quote["price"]["currency"]) for quote in known if isinstance(quote.get("price"), Mapping)]
    return said[-1] if said else currency_assumed(scene, brief)


def _ours(scene: TextScene, first: int, last: int) -> bool:
    """The buyer speaks of what he has or needs: "we need 20 agents", «у нас 6000 звонков»."""
    words = [word.lower for word in scene.words[first:last]]
    return bool(set(words) & listed("first_person_having"))


def _region(scene: TextScene, fact: Fact, found: Sequence[Change]) -> Span:
    """The words of one offer after its price: up to the next offer or the end of the sentence."""
    span = scene.span(fact)
    last = scene.sentence_of(span.first).last
    vendor = [c for c in found if _is_quote(c) and c.start > fact.start and "vendor" in c.value]
    for change in vendor:
        at = scene.text.rfind(str(change.value["vendor"]), fact.end, change.start)
        named = [k for k, word in enumerate(scene.words) if word.start >= (at if at >= 0 else change.start)]
        last = min(last, named[0] - 1) if named else last
    return Span(span.last + 1, last) if last > span.last else Span(span.last, span.last)


def _with_own_terms(scene: TextScene, found: list[Change], quote: Change, brief: Mapping[str, Any]) -> list[Change]:
    fact = _priced(scene, quote)
    if fact is None or quote not in found:
        return found
    region = _region(scene, fact, found)
    inside = [f for f in scene.facts if region.first <= scene.span(f).first <= region.last and f.start >= fact.end]
    value, gone = dict(quote.value), list[Fact]()
    if (pair := next((pair for pair in offered_people(scene) if pair.price is fact), None)) is not None:
        currency = str(value["price"]["currency"])
        value |= {"agents": tidy(pair.agents), "unit": pair.unit, "price": money(tidy(pair.amount), currency)}
        gone = [pair.people]
    elif (people := _people(scene, fact, inside)) is not None:
        agents = tidy(middle(people.value))
        least = scene.words[scene.span(people).first - 1].lower in listed("offer_least")
        value, gone = {**value, "agents_least" if least else "agents": agents}, [people]
        per = middle(fact.value.get("amount")) / agents if isinstance(fact.value, Mapping) else 0.0
        for_all = _led_by_for(scene, people) and scene.span(people).first - scene.span(fact).last <= _BESIDE + 2
        if for_all and fact.each is None and value["unit"] in ("per_agent", "per_month") and per > _LOWEST_PAID:
            value |= {"unit": "per_agent", "price": money(per, str(value["price"]["currency"]))}
    if value["unit"] == "per_month" and (package := _package(scene, fact, inside)) is not None:
        beyond = _beyond(scene, package, inside, found)
        volume = [c for c in found if c.path.endswith("contacts_per_month")]
        told_before = _volume_known(brief) or any(not _within(c, package) for c in volume)
        if beyond is not None or told_before:
            value |= {"contacts_included": tidy(_amount(package))}
            gone.append(package)
        if beyond is not None:
            value |= {"price_beyond": money(*money_amount(beyond))}
            gone.append(beyond)
    if (setup := _setup(scene, inside, found, quote)) is not None:
        amount, currency = _amount_of(setup)
        value |= {"setup": money(amount, currency or str(value["price"]["currency"]))}
        gone.append(setup)
    if value == quote.value:
        return found
    kept = [c for c in found if c is quote or not any(_within(c, f) for f in gone)]
    kept = [c for c in kept if not (c.path.startswith("in_house.") and _within(c, fact))]
    return [_with(quote, **value) if c is quote else c for c in kept]


def _within(change: Change, fact: Fact) -> bool:
    return change.start < fact.end and fact.start < change.end


def _amount_of(fact: Fact) -> tuple[float, str]:
    return money_amount(fact) if fact.kind == "money" else (middle(fact.value), "")


def _people(scene: TextScene, price: Fact, inside: Sequence[Fact]) -> Fact | None:
    """The number of people an offer is for, told right after its price and not as the buyer's own."""
    for fact in inside:
        span = scene.span(fact)
        near = range(span.last, min(span.last + _BESIDE, len(scene.words)))
        named = _named_before(scene, span)
        counted = fact.kind == "number" and not fact.per and (named or any(_of(scene, at, _PEOPLE) for at in near))
        close = span.first - scene.span(price).last <= _CLOSE and middle(fact.value) > 1
        led = named or scene.words[span.first - 1].lower in listed("offer_for") | listed("offer_least") | {","}
        if counted and close and led and not _ours(scene, scene.span(price).last + 1, span.first):
            return fact
    return None


def _named_before(scene: TextScene, span: Span) -> bool:
    """«…, операторов 4», ", agents: 6": people told before their number, each in a part of its own."""
    at = span.first - 1
    at -= scene.words[at].text in ":—–-"
    return at > 0 and _of(scene, at, _PEOPLE) and scene.words[at - 1].text in ",;"


def _of(scene: TextScene, at: int, families: tuple[str, ...]) -> bool:
    return any(m.family in families and m.first <= at <= m.last for m in scene.mentions)


def _led_by_for(scene: TextScene, fact: Fact) -> bool:
    first = scene.span(fact).first
    return bool({word.lower for word in scene.words[max(0, first - 2) : first]} & listed("offer_for"))


def _package(scene: TextScene, price: Fact, inside: Sequence[Fact]) -> Fact | None:
    """The contacts that a price a month covers: "for 200 calls", «включая 300 звонков», "up to 500 chats"."""
    for fact in inside:
        span = scene.span(fact)
        near = range(span.last, min(span.last + _BESIDE, len(scene.words)))
        counted = any(_of(scene, at, ("contact",)) or scene.kind_at(at) == "channel" for at in near)
        before = {word.lower for word in scene.words[max(0, span.first - _BESIDE) : span.first]}
        led = before & (listed("offer_for") | listed("offer_includes"))
        if fact.kind in ("number", "volume") and counted and led:
            ours = _ours(scene, scene.span(price).last + 1, span.first)
            return None if ours else fact
    return None


def _beyond(scene: TextScene, package: Fact, inside: Sequence[Fact], found: Sequence[Change]) -> Fact | None:
    """The price of a contact beyond the package: "then £1.60 a call after", «сверх — по 40 рублей»."""
    named = [c for c in found if _is_quote(c) and "vendor" in c.value]
    prices = [f for f in inside if f.kind == "money" and f.start > package.end]
    return next((f for f in prices if not any(_within(c, f) for c in named)), None)


def _volume_known(brief: Mapping[str, Any]) -> bool:
    channels = brief.get("channels")
    told = channels.values() if isinstance(channels, Mapping) else ()
    return "contacts_per_month" in brief or any("contacts_per_month" in (each or {}) for each in told)


def _setup(scene: TextScene, inside: Sequence[Fact], found: Sequence[Change], quote: Change) -> Fact | None:
    """What a vendor asks once for the launch: "plus 150 setup", «запуск 900 тысяч»."""
    for fact in inside:
        if fact.kind not in ("money", "number") or fact.per or fact.unit or fact.end <= quote.end:
            continue
        span = scene.span(fact)
        around = range(max(0, span.first - _BESIDE), min(span.last + _BESIDE, len(scene.words) - 1) + 1)
        told = [at for at in around if scene.words[at].forms & listed("offer_launch")]
        joined = any(
            all(scene.words[k].text not in ",;." for k in range(min(at, span.first), max(at, span.last)))
            and not any(scene.fact_at[k] not in (None, fact) for k in range(min(at, span.first), max(at, span.last)))
            for at in told
        )
        if joined:
            return fact
    return None


def _by_channel(scene: TextScene, found: list[Change]) -> list[Change]:
    """ "X offers €4.10 per call and €2.60 per chat": prices without a name, each of a channel, are of the one named."""
    told = sorted((c for c in found if _is_quote(c)), key=lambda c: c.start)
    named = [c for c in told if "vendor" in c.value]
    if len(told) < 2 or len(named) != 1 or named[0] is not told[0]:
        return found
    channels = [_channel_of(scene, change) for change in told]
    by_contact = all(change.value.get("unit") == "per_contact" for change in told)
    if None in channels or len(set(channels)) < len(told) or not by_contact:
        return found
    anew = {
        change.path: _with(change, vendor=named[0].value["vendor"], channel=channel)
        for change, channel in zip(told, channels, strict=True)
    }
    return [anew.get(c.path, c) if _is_quote(c) else c for c in found]


def _channel_of(scene: TextScene, change: Change) -> str | None:
    """The channel right after a price: "€4.10 per voice contact"."""
    fact = _priced(scene, change)
    if fact is None:
        return None
    first = scene.span(fact).last
    near = scene.facts_within(Span(first, min(first + _BESIDE + 1, len(scene.words) - 1)))
    return next((str(f.value) for f in near if f.kind == "channel"), None)


def _numbered(found: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """New offers numbered anew after one of them has become part of another."""
    known = len(brief.get("quotes") or ())
    fresh = sorted({int(c.path.split(".")[1]) for c in found if _is_quote(c) and int(c.path.split(".")[1]) >= known})
    anew = {str(old): str(known + at) for at, old in enumerate(fresh)}
    return [
        Change(c.op, f"quotes.{anew.get(c.path.split('.')[1], c.path.split('.')[1])}", *_rest(c)) if _is_quote(c) else c
        for c in found
    ]


def _rest(change: Change) -> tuple[Any, int, int, str, Mapping[str, Any]]:
    return change.value, change.start, change.end, change.text, change.detail


def _home(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> str:
    """The buyer's country as told; else the only one the message names."""
    told = [str(c.value) for c in changes if c.path == "home_country" and c.op == "set"]
    if told or brief.get("home_country"):
        return told[-1] if told else str(brief["home_country"])
    named = {str(fact.value) for fact in scene.facts if fact.kind == "country"}
    named -= {str(code) for c in changes if c.path == "provider_countries" for code in c.value or ()}
    return named.pop() if len(named) == 1 else ""


def _at_home(scene: TextScene, change: Change, home: str) -> Change:
    """The rouble of a Belarusian buyer is the Belarusian one, unless the message says whose it is."""
    if home != "BY" or not isinstance(change.value, Mapping):
        return change
    countries = {fact.value for fact in scene.facts if fact.kind == "country"}
    signed = "₽" in scene.text or "RUB" in scene.text.upper() or scene.has(_all(scene), "rouble_of_russia")
    return (
        change
        if signed or "RU" in countries
        else Change(change.op, change.path, _belarusian(change.value), *_rest(change)[1:])
    )


def _all(scene: TextScene) -> Span:
    return Span(0, len(scene.words) - 1)


def _belarusian(value: Any) -> Any:
    if not isinstance(value, Mapping):
        return value
    return {k: "BYN" if k == "currency" and v == "RUB" else _belarusian(v) for k, v in value.items()}


def _counted_by(scene: TextScene, found: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """ "Count by Alpha's price": the quote that the estimate is to be made by."""
    said = [m for m in scene.mentions if m.family == "count_by_quote"]
    known = {str(at): q for at, q in enumerate(brief.get("quotes") or ()) if isinstance(q, Mapping)}
    known |= {c.path.split(".")[1]: c.value for c in found if _is_quote(c)}
    if not said or not known:
        return []
    meant = [at for at, quote in known.items() if _named(scene, quote, int(at))] or (
        list(known) if len(known) == 1 else []
    )
    if len(meant) != 1:
        return []
    word = scene.words[said[0].first]
    others = [at for at, quote in known.items() if quote.get("use") and at != meant[0]]
    place = (word.start, scene.words[said[0].last].end)
    return [
        Change("set", f"quotes.{meant[0]}.use", "estimate", *place),
        *(Change("remove", f"quotes.{at}.use", None, *place) for at in others),
    ]


def _named(scene: TextScene, quote: Mapping[str, Any], number: int) -> bool:
    vendor = str(quote.get("vendor") or "").lower()
    first = vendor.split()[0] if vendor else ""
    ordinals = number_words().ordinal_values
    return any(
        (first and first in {word.lower, *word.forms, word.lower.removesuffix("'s"), word.lower.removesuffix("’s")})
        or ordinals.get(word.lower) == number + 1
        for word in scene.words
    )
