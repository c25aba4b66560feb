"""Quotes: the price a vendor asks, what it is for and whose it is."""

import re
from collections.abc import Mapping
from typing import Any

from assistant.reading.changes import set_field
from assistant.reading.exchange import equated
from assistant.reading.facts import Fact
from assistant.reading.firm_names import (
    NAME,
    coined,
    is_name,
    joined_before,
    name_end,
    name_start,
    of_two_words,
    place_in_name,
)
from assistant.reading.offer_people import each_after, offered_people
from assistant.reading.offers_listed import listed_offers
from assistant.reading.offers_told import price_told, unit_before
from assistant.reading.result import Change
from assistant.reading.roles import QUANTITIES, Role, Roles, middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.sums import money, money_amount
from assistant.reading.typos import is_english
from assistant.reading.vendor_named import solved_only, spoken_name, vendor_after
from assistant.reading.word_lists import conjunctions, firms, function_words, listed
from assistant.reading.words import is_known, nominative
from assistant.reading.workload import tidy

QUOTE_UNITS = {
    "hour": "per_hour",
    "minute": "per_minute",
    "agent": "per_agent",
    "seat": "per_agent",
    "fte": "per_agent",
    "operator": "per_agent",
    "person": "per_agent",
    "contact": "per_contact",
    "call": "per_contact",
    "ticket": "per_contact",
    "email": "per_contact",
    "chat": "per_contact",
    "message": "per_contact",
    "request": "per_contact",
    "case": "per_contact",
    "resolution": "per_resolution",
    "month": "per_month",
}
_NAME_REACH = 3  # words between a name and its price
_VENDOR_REACH = 16  # words between a vendor and its price, "Voxa offers the services of Annex B at a rate of"
_GOES_ON = 9  # words between one price and the next
_ALIKE = 4.0  # how many times apart two prices of one service may be
_QUOTED = re.compile(r"[«“„\"]([A-ZА-ЯЁ0-9][^«»“”„\"\n]{0,60})[»”“\"]")
_BY = frozenset({"by", "from", "от", "у", "with"})


def quotes(scene: TextScene, roles: Roles, brief: Mapping[str, Any]) -> list[Change]:
    """Changes of `quotes.N`: vendor where named, price and its unit; a vendor known keeps its number."""
    known = brief.get("quotes")
    count = len(known) if isinstance(known, list) else 0
    found: list[Change] = []
    equal = [f for pair in equated(scene) for f in pair]
    asked = [*roles.of("quotes"), *_named_prices(scene, roles)]
    with_people = {id(pair.price): pair for pair in offered_people(scene)}
    taken = {id(role.fact) for role in asked}
    told = [pair.price for pair in with_people.values() if id(pair.price) not in taken]
    asked += [Role("quotes", price, scene.span(price), None, 0.0) for price in told]
    for role in sorted([*asked, *_said_after(scene, roles, asked)], key=lambda role: role.fact.start):
        if role.fact in equal:
            continue  # "1 GBP = 1.25 USD" is a rate
        amount, currency = money_amount(role.fact)
        if not currency:
            continue
        unit = _quote_unit(scene, role)
        if role.fact.per is None and found:
            unit = found[-1].value["unit"]  # "$3.50 per ticket, the second one $4.10"
        quote: dict[str, Any] = {"price": money(amount, currency), "unit": unit}
        if (pair := with_people.get(id(role.fact))) is not None:
            quote = {"price": money(tidy(pair.amount), currency), "unit": pair.unit}
        vendor = _vendor(scene, role)
        index = count + sum(int(change.path.split(".")[1]) >= count for change in found)
        if vendor and not (found and found[-1].value.get("vendor") == vendor and _of_another_vendor(scene, role.span)):
            quote = {"vendor": vendor, **quote}
            names = [q.get("vendor") for q in known if isinstance(q, Mapping)] if isinstance(known, list) else []
            index = names.index(vendor) if vendor in names else index
        found.append(set_field(f"quotes.{index}", quote, role.fact))
    return found


def vendor_beside(scene: TextScene, price: Fact) -> str | None:
    """The vendor that names a price, None where nobody is named."""
    return _vendor(scene, Role("quotes", price, scene.span(price), None, 0.0))


def unit_of(scene: TextScene, price: Fact) -> str:
    """What a price is for."""
    return _quote_unit(scene, Role("quotes", price, scene.span(price), None, 0.0))


def _said_after(scene: TextScene, roles: Roles, asked: list[Role]) -> list[Role]:
    """ "One quoted €14 per hour, the other 16": a bare number after another vendor is a price like the one before."""
    found: list[Role] = []
    for fact in roles.free:
        span = scene.span(fact)
        before = max((r for r in asked if r.fact.start < fact.start), key=lambda r: r.fact.start, default=None)
        if before is None or fact.kind not in ("number", "money") or fact.unit or fact.per:
            continue
        amount, currency = money_amount(before.fact)
        if fact.kind == "money" and money_amount(fact)[1] != currency:
            continue
        between = range(before.span.last + 1, span.first)
        alike = currency and 1 / _ALIKE <= middle(fact.value) / max(amount, 1e-9) <= _ALIKE
        if not alike or not 0 < len(between) <= _GOES_ON or any(_tells(scene, at) for at in between):
            continue
        other = scene.has(Span(between.start, span.first), "another_vendor")
        named = any(NAME.fullmatch(scene.words[at].text) and is_name(scene, at, Span(0, at)) for at in between)
        counts = fact.kind == "number" and scene.head(fact) != (None, False)
        if (other or named) and not counts:
            value = money(middle(fact.value), currency)
            priced = Fact("money", value, fact.start, fact.end, fact.text, per=before.fact.per, each=before.fact.each)
            scene.span_of[id(priced)] = span
            found.append(Role("quotes", priced, span, None, 0.0))
    return found


def _of_another_vendor(scene: TextScene, span: Span) -> bool:
    """ "19 from a firm called Telvista and 21 by another": the name before belongs to the price before."""
    around = Span(max(0, span.first - _GOES_ON), min(len(scene.words) - 1, span.last + _NAME_REACH))
    return scene.has(around, "another_vendor")


def _tells(scene: TextScene, at: int) -> bool:
    """A figure of its own, not the "one" of "the other one"."""
    fact = scene.fact_at[at]
    return fact is not None and fact.kind in QUANTITIES and fact.value != 1


def _named_prices(scene: TextScene, roles: Roles) -> list[Role]:
    """ "Concentrix 13.5 USD/hour vs Alorica 12.90": a price by the unit with a name right before it is an offer."""
    listed_ = [fact for fact, _ in listed_offers(scene) if QUOTE_UNITS.get(fact.per or "")]
    taken = [role.fact for role in roles.of("quotes")]
    found = [Role("quotes", fact, scene.span(fact), None, 0.0) for fact in listed_ if fact not in taken]
    for fact in (f for f in roles.free if f not in listed_):
        span = scene.span(fact)
        if price_told(scene, fact):
            found.append(Role("quotes", fact, span, None, 0.0))
            continue
        priced = fact.kind == "money" and not fact.per and _price_of(scene, span)
        if priced and _quoted_before(scene, span) is not None:
            found.append(Role("quotes", fact, span, None, 0.0))
            continue
        if (
            fact.kind == "money"
            and QUOTE_UNITS.get(fact.per or "")
            and (
                _quoted_beside(scene, span, fact)
                or _labelled(scene, span, bool(found or roles.of("quotes")))
                or _from_vendor(scene, span)
                or _said_by_vendor(scene, fact)
            )
        ):
            found.append(Role("quotes", fact, span, None, 0.0))
            continue
        software = scene.around(span, ("software",), 1.0)
        if fact.kind != "money" or QUOTE_UNITS.get(fact.per or "") is None or software:
            continue
        sentence = scene.sentence_of(span.first)
        at = span.first - 1
        steps = 0
        while at > sentence.first and steps < _NAME_REACH and not NAME.fullmatch(scene.words[at].text):
            if scene.fact_at[at] is not None or scene.words[at].text in ",;.":
                break
            at, steps = at - 1, steps + 1
        word = scene.words[at] if at >= sentence.first else None
        if word is None or not NAME.fullmatch(word.text) or scene.fact_at[at] is not None:
            continue
        parts = word.text.split("-")  # «Нева-Контакт» is a name
        plain = len(parts) == 1 or not all(part[:1].isupper() for part in parts)
        common = at == sentence.first and plain and any(is_known(p) or is_english(p) for p in word.lower.split("-"))
        told = not is_english(word.lower) or of_two_words(scene, at, sentence)
        listed_on = bool(found or taken) and _name_in_list(scene, span) is not None
        if (is_name(scene, at, sentence) and told and not common) or listed_on:
            found.append(Role("quotes", fact, span, None, 0.0))
    return found


def _name_in_list(scene: TextScene, span: Span) -> str | None:
    """ "Omega $11.50 an hour, Policy $2.40 a contact": of a list of offers, whatever has a capital letter names one."""
    sentence = scene.sentence_of(span.first)
    at = span.first - 1
    while at > sentence.first and scene.words[at].text in ":—–-":
        at -= 1
    word, before = scene.words[at], scene.words[max(0, at - 1)]
    led = at > sentence.first and (before.text in ",;" or before.lower in conjunctions())
    priced = any(f.kind == "money" and f.per for f in scene.facts_within(Span(sentence.first, at)))
    named = led and priced and len(word.text) > 2 and NAME.fullmatch(word.text) and scene.fact_at[at] is None
    return scene.text[word.start : word.end] if named else None


def _said_by_vendor(scene: TextScene, fact: Fact) -> bool:
    """A vendor named says what it would take for a unit of the service: "Corvus says they'd take 85 cents a minute"."""
    span = scene.span(fact)
    if fact.each is None and QUOTE_UNITS.get(fact.per or "") in (None, "per_month"):
        return False
    said = scene.has(scene.sentence_of(span.first), "offer_said")
    return said and _vendor(scene, Role("quotes", fact, span, None, 0.0)) is not None


def _from_vendor(scene: TextScene, span: Span) -> bool:
    """A firm the price comes from, right before it and a comma, or after it: "from DeskPoint, $0.45 a minute"."""
    if _vendor_after(scene, span) is not None:
        return True
    at = span.first - 2
    if at < 1 or scene.words[at + 1].text not in ",:—–-":
        return False
    last = at
    while at > 1 and (step := joined_before(scene, at)):
        at -= step
    listed_ = last > at and scene.words[at - 1].text in ";:\n"  # "…; Coral Desk, AUD 5,900 per agent per month"
    return bool(NAME.fullmatch(scene.words[at].text)) and (scene.words[at - 1].lower in _BY or listed_)


def _quoted_beside(scene: TextScene, span: Span, fact: Fact) -> bool:
    """A name in quotation marks before the price: «Диалог» — 105 000 руб. за оператора; of a month's, right before."""
    reach = _NAME_REACH if QUOTE_UNITS[fact.per or ""] == "per_month" else _GOES_ON
    beside = range(max(scene.sentence_of(span.first).first, span.first - reach), span.first)
    return any(scene.in_name(Span(at, at)) for at in beside) and _quoted_before(scene, span) is not None


def _quote_unit(scene: TextScene, role: Role) -> str:
    if not role.fact.per and (named := _price_of(scene, role.span) or unit_before(scene, role.fact) or ""):
        return named
    if role.fact.per in (None, "month") and each_after(scene, role.fact):
        return "per_agent"
    if role.fact.each == "agent" and role.fact.per not in ("hour", "minute"):
        return "per_agent"
    if role.fact.per == "month":
        agent = scene.around(role.span, ("agent", "person"), 0.8)
        return "per_agent" if agent and agent[0][1].first > role.span.first - 1 else "per_month"
    if QUOTE_UNITS.get(role.fact.per or "") == "per_contact" and solved_only(scene, role.span):
        return "per_resolution"
    return QUOTE_UNITS.get(role.fact.per or "", "per_hour" if money_amount(role.fact)[0] < 100 else "per_month")


def _price_of(scene: TextScene, span: Span) -> str:
    """What the words before a price say it is of: «стоимость часа работы оператора — 560 рублей»; "" for nothing."""
    sentence = scene.sentence_of(span.first)
    named = scene.inside(Span(sentence.first, span.first), ("price_of",))
    return str(named[-1].value) if named else ""


def _vendor(scene: TextScene, role: Role) -> str | None:
    """The name nearest before the price: quoted, or with a capital letter and no known word, or "vendor A"."""
    line = next((name for fact, name in listed_offers(scene) if fact is role.fact), None)
    if line:
        return line
    after = _vendor_after(scene, role.span) or _quoted_before(scene, role.span)
    if after or (after := _named_apart(scene)):
        return after
    if in_list := _name_in_list(scene, role.span):
        return in_list
    sentence = scene.sentence_of(role.span.first)
    busy = {at for m in scene.mentions if m.family != "quote" for at in range(m.first, m.last + 1)}
    words = scene.words
    at = role.span.first - 1
    while at >= max(sentence.first, role.span.first - _VENDOR_REACH):
        fact = scene.fact_at[at]
        if fact is not None and fact.kind == "money":
            break
        word = words[at]
        if (
            word.is_word
            and (fact is None or place_in_name(scene, at))
            and (at not in busy or "-" in word.text or coined(scene, at, sentence))
            and NAME.fullmatch(word.text)
            and is_name(scene, at, sentence)
            and not (at and words[at - 1].forms & listed("paper_parts"))
        ):
            first = name_start(scene, at, sentence)
            name = scene.text[words[first].start : words[name_end(scene, at)].end]
            led = words[first - 1].lower if first else ""
            return nominative(name) if led in listed("from_firm") else name
        at -= 1
    return spoken_name(scene, role.span) or vendor_after(scene, role.span) or None


def _named_apart(scene: TextScene) -> str | None:
    """ "They've quoted us €3.40; the company's name is Zephyr": a name told by itself, of the only price there is."""
    if sum(f.kind == "money" for f in scene.facts) == 1 and (signed := _firms_quoted(scene)) and len(signed) == 1:
        return signed.pop()
    said = [m for m in scene.mentions if m.family == "firm_named" and m.last + 1 < len(scene.words)]
    if not said or sum(f.kind == "money" for f in scene.facts) != 1:
        return None
    at = said[-1].last + 1
    at += scene.words[at].text in ",:" and at + 1 < len(scene.words)
    quoted = _QUOTED.match(scene.text, scene.words[at].start)
    if quoted:
        return quoted[1].strip()
    named = NAME.fullmatch(scene.words[at].text) and scene.fact_at[at] is None
    first = name_start(scene, at, scene.sentence_of(at)) if len(scene.words[at].text) == 1 else at  # "Supplier X"
    return scene.text[scene.words[first].start : scene.words[name_end(scene, at)].end] if named else None


def _firms_quoted(scene: TextScene) -> set[str]:
    """Names in quotation marks after a word for a firm: «С уважением, ООО „Контакт Лайн“»."""
    found = set()
    for match in _QUOTED.finditer(scene.text):
        before = scene.text[: match.start()].split()[-1:]
        if before and before[0].lower().strip(",.:—") in firms() | listed("called"):
            found.add(match[1].strip())
    return found


def _labelled(scene: TextScene, span: Span, listed_before: bool) -> bool:
    """ "Kestrel Services: USD 1,780 per agent": a name of its own, or a line of a list of offers, and a colon."""
    sentence = scene.sentence_of(span.first)
    if span.first - 2 < sentence.first or scene.words[span.first - 1].text != ":":
        return False
    name = scene.words[sentence.first : span.first - 1]
    known = all(is_english(w.lower) or w.lower in function_words() for w in name)
    named = len(name) <= _NAME_REACH and all(NAME.fullmatch(w.text) for w in name)
    return named and (listed_before or not known)


def _quoted_before(scene: TextScene, span: Span) -> str | None:
    """The name in quotation marks nearest before a price: «Открытая линия» берёт 95 рублей."""
    sentence = scene.sentence_of(span.first)
    since = max(
        [scene.span(f).last + 1 for f in scene.facts if f.kind == "money" and scene.span(f).last < span.first],
        default=0,
    )
    first = max(sentence.first, since, span.first - 14)
    if first >= span.first:
        return None
    names = _QUOTED.findall(scene.text[scene.words[first].start : scene.words[span.first].start])
    if not names:
        return None
    name = names[-1].strip()
    at = next((k for k in range(first, span.first) if scene.text[scene.words[k].start :].startswith(name)), first)
    led = scene.words[at - 2].lower if at >= 2 else ""
    return nominative(name) if led in listed("from_firm") else name


def _vendor_after(scene: TextScene, span: Span) -> str | None:
    """ "$14 an hour by TeleWorks": a name after the price and its unit."""
    for at in range(span.last + 1, min(span.last + 9, len(scene.words) - 1)):
        word = scene.words[at]
        if word.text == "," and scene.words[at + 1].lower in _BY:
            continue  # "11 dollars an hour, from Medallion"
        if word.text == "," and scene.has(Span(at + 1, min(at + 3, len(scene.words) - 1)), "quote_from"):
            continue  # "EUR 18.20, as offered by Wisla"
        if not (word.is_word or word.text in "/") or (scene.fact_at[at] is not None and at > span.last + 3):
            return None
        if word.lower in listed("called") and NAME.fullmatch(scene.words[at + 1].text):
            return scene.text[scene.words[at + 1].start : scene.words[name_end(scene, at + 1)].end]
        if (
            word.lower in _BY
            and NAME.fullmatch(scene.words[at + 1].text)
            and (scene.fact_at[at + 1] is None or place_in_name(scene, at + 1))
        ):
            last = at + 1
            while last + 1 < len(scene.words) and NAME.fullmatch(scene.words[last + 1].text):
                last += 1
            if _prices_next(scene, last + 1):
                return None  # "€24 an hour, from Concentrix 21": the name of another price
            return scene.text[scene.words[at + 1].start : scene.words[last].end]
    return None


def _prices_next(scene: TextScene, at: int) -> bool:
    """A price or a bare number follows at once."""
    while at < len(scene.words) and scene.words[at].text in ":—–-":
        at += 1
    fact = scene.fact_at[at] if at < len(scene.words) else None
    return fact is not None and fact.kind in ("money", "number")


def offered(scene: TextScene, fact: Fact) -> bool:
    """ "Helios BPO wants $14.50 an hour, is that normal?": the price of a vendor named is told, though asked about."""
    if price_told(scene, fact):
        return True
    if fact.kind in ("money", "number") and fact.per is None:
        before = [f for f in scene.facts if f.kind == "money" and f.per and f.end <= fact.start]
        between = range(scene.span(before[-1]).last + 1, scene.span(fact).first) if before else range(0)
        named = any(NAME.fullmatch(scene.words[at].text) for at in between)
        return named and len(between) <= _GOES_ON and offered(scene, before[-1])
    if fact.kind != "money" or QUOTE_UNITS.get(fact.per or "") is None:
        return False
    if _from_vendor(scene, scene.span(fact)):
        return True
    role = Role("quotes", fact, scene.span(fact), None, 0.0)
    sentence = scene.sentence_of(role.span.first)
    said = scene.has(sentence, "quote", "offer_said") or any(
        scene.words[at].lower in listed("at_whose")
        for at in range(max(sentence.first, role.span.first - 5), role.span.first)
    )
    return said and _vendor(scene, role) is not None
