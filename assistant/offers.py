"""The price of a vendor's offer, read off its lines and rows: "Agent hour | $14.50", «минута разговора — 19,50 ₽».

People say whom a price is from and what it is for; an offer says it once, in its title, and lists prices by name. So a
line with one price is taken by what its label counts, unless the label tells of something beside the work itself: a
set-up, a surcharge, a licence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.document_lines import lines_of
from assistant.document_topics import worded
from assistant.reading import Change, detect_language, find_facts
from assistant.reading.facts import Fact
from assistant.reading.scene import Span, TextScene, look
from assistant.reading.sums import money, money_amount
from assistant.reading.word_lists import listed
from assistant.reading.words import dictionary_forms, words
from knowledge import Article
from knowledge.lexical import stems

# A label may name several: a minute of an agent's talk is a minute, an agent's hour is an hour.
_SUREST = ("per_minute", "per_hour", "per_resolution", "per_contact", "per_agent")
_UNIT_OF_RATE = {
    "minute": "per_minute", "hour": "per_hour", "contact": "per_contact", "call": "per_contact", "email": "per_contact",
    "chat": "per_contact", "ticket": "per_contact", "agent": "per_agent", "operator": "per_agent", "seat": "per_agent",
    "fte": "per_agent", "person": "per_agent",
}  # fmt: skip
_TABLE = re.compile(r"(?:^[ \t]*\|.*\|[ \t]*(?:\n|\Z))+", re.MULTILINE)
_QUOTED = re.compile(r"[«“\"]([^«»“”\"]{2,60})[»”\"]")
_PARTS = re.compile(r"\s+[—–|:-]\s+|:\s+")
_COMPANY = re.compile(
    r"(?:ООО|АО|ПАО|ЗАО|ИП)\s+[«\"]?(?P<ru>[^»\",.;:|\n]{2,50}?)[»\"]?(?=[,.;:|\n»\"]|\s[—–-]\s|\Z)"
    r"|(?:[Кк]омпани|[Фф]ирм|[Аа]гентств|[Цц]ентр)\w*\s+[«\"](?P<named>[^»\"\n]{2,50})[»\"]"
    r"|(?P<en>(?:[A-Z][\w&'-]*\s+(?:and\s+|&\s+)?){1,4}"
    r"(?:Ltd|Limited|LLC|Inc|GmbH|PLC|plc|Corp|Pty|B\.?V|S\.?A|Sp\. z o\.o)\b)"
)
_ROLE = re.compile(r"[«“\"']\s*(?:the\s+)?([^\W\d]+)\s*[»”\"']", re.IGNORECASE)
_FAR = 200  # characters between a party and what the contract calls it
_LONGEST_NAME = 60
_SEVERAL = 2
_MOST_READ = 100  # passages of an offer among which its price is looked for


@dataclass(frozen=True)
class Priced:
    """The price of the work in an offer: the passage it stands in, the line, and the quote as a change."""

    passage: Any
    line: str
    quote: Change


def price_offered(article: Article, asked: str = "") -> Priced | None:
    """The price of the work in an offer: that of the line most like what is asked, else the first; None if there is
    none, or if the document is a request and not an offer.
    """
    if _is_request(article):
        return None
    found = list(_all_priced(article))
    wanted = set(stems(asked))
    return max(found, key=lambda each: len(wanted & set(stems(each.line))), default=None)


def prices_offered(article: Article, asked: str = "") -> list[Priced]:
    """The prices of the work in an offer: one for each channel where its lines name several, of those asked for if any
    is; else the one that `price_offered` finds.
    """
    main = price_offered(article, asked)
    if main is None:
        return []
    by_channel: dict[str, Priced] = {}
    for priced in (main, *_all_priced(article)):
        if (channel := _channel(priced.line, article.language)) is not None:
            by_channel.setdefault(channel, priced)
    meant = {str(fact.value) for fact in find_facts(asked, article.language) if fact.kind == "channel"}
    if len(by_channel) < _SEVERAL or _channel(main.line, article.language) is None:
        return [main]
    return [
        replace(priced, quote=replace(priced.quote, value={**priced.quote.value, "channel": channel}))
        for channel, priced in by_channel.items()
        if channel in meant or not meant & set(by_channel)
    ]


def _channel(line: str, language: str) -> str | None:
    """The one channel a line is about."""
    named = {str(fact.value) for fact in find_facts(line, language) if fact.kind == "channel"}
    return named.pop() if len(named) == 1 else None


def _all_priced(article: Article) -> Iterator[Priced]:
    for passage in article.passages[:_MOST_READ]:
        language = detect_language(passage.text, article.language)
        for line, told in lines_of(passage.text):
            for fact, unit in _prices(look(told, language)):
                amount, currency = money_amount(fact)
                quote = {"vendor": vendor_of(article), "price": money(amount, currency), "unit": unit}
                words = fact.text if fact.text in line else line.strip()
                yield Priced(passage, line, Change("set", "quotes", quote, text=words))


def _is_request(article: Article) -> bool:
    """Whether a document says in its title that a buyer wrote it: an RFP, terms of reference, a statement of work."""
    for word in (each for each in words(article.title) if each.is_word):
        forms = dictionary_forms(word.lower)
        if forms & (listed("requests") | listed("offer_words")):
            return bool(forms & listed("requests"))  # "Request for proposal", "Proposal in response to the RFP"
    return False


def without_prices(text: str, language: str) -> str:
    """The text of an offer without its price lists and the lines that tell a sum: what is left may be of the case."""
    listed_prices = _priced_rows(text, language)
    kept = (line for line, told in lines_of(text) if told == line and line not in listed_prices)
    return "\n".join(line for line in kept if not _tells_a_sum(look(line, language)))


def _priced_rows(text: str, language: str) -> frozenset[str]:
    """The rows of the tables in which some row tells a sum."""
    rows: set[str] = set()
    for table in _TABLE.findall(text):
        lines = table.strip("\n").split("\n")
        if any(told != line or _tells_a_sum(look(line, language)) for line, told in lines_of(table)):
            rows.update(lines)
    return frozenset(rows)


def _tells_a_sum(scene: TextScene) -> bool:
    return any(fact.kind == "money" for fact in scene.facts)


def vendor_of(article: Article) -> str:
    """Who makes the offer: the name in quotation marks in its title, the one after "by", the first company its text
    names where the title is but the kind of document or whom it is for, else the title.
    """
    title = article.title
    if party := _supplier_by_contract(article):
        return party[:_LONGEST_NAME]
    makers = sorted(listed("said_by") - listed("offered_to"))
    by = re.split(rf"\b(?:{'|'.join(makers)})\s+", title)
    quoted = next((m for m in _QUOTED.finditer(title) if not _addressed(title[: m.start()])), None)
    name = quoted[1] if quoted else by[-1] if len(by) > 1 else _without_kind(_PARTS.split(title)[-1])
    if not quoted and len(by) == 1 and (_only_kind(title) or any(_addressed(title[:at]) for at in _gaps(title))):
        text = "\n".join(passage.text for passage in article.passages)
        company = next((m for m in _COMPANY.finditer(text) if not _addressed(text[: m.start()])), None)
        name = _named(company) if company else name
    return name.strip()[:_LONGEST_NAME]


def _supplier_by_contract(article: Article) -> str | None:
    """The party of a contract that is called its supplier: "Rowan Ltd (the “Supplier”)"."""
    for passage in article.passages[:_MOST_READ]:
        parties = list(_COMPANY.finditer(passage.text))
        ends = [party.start() for party in parties[1:]] + [len(passage.text)]
        for party, end in zip(parties, ends, strict=False):
            role = _ROLE.search(passage.text[party.end() : min(end, party.end() + _FAR)])
            if role and any(dictionary_forms(word.lower) & worded("supplier_roles") for word in words(role[1])):
                return _named(party)
    return None


def _named(company: re.Match[str]) -> str:
    return str(company["ru"] or company["named"] or company["en"]).strip()


def _without_kind(name: str) -> str:
    """A name without the words before it that say what kind of document it stands on: "Offer of Bright Desk"."""
    kinds = listed("document_names") | listed("offer_titles")
    first = next((w for w in words(name) if w.is_word and not dictionary_forms(w.lower) & kinds), None)
    return name[first.start :] if first is not None else name


def _gaps(text: str) -> Sequence[int]:
    """Where the words of a text begin."""
    return [match.start() for match in re.finditer(r"(?<=\s)\S", text)]


def _only_kind(title: str) -> bool:
    """Whether a title says what kind of document it is and no more."""
    kinds = listed("document_names") | listed("offer_titles")
    return all(dictionary_forms(word.lower) & kinds for word in words(title) if word.is_word)


def _addressed(before: str) -> bool:
    """Whether what follows is whom the offer is made to: "prepared for …", «для …», "Client: …"."""
    last = [word for word in words(before[-40:]) if word.is_word][-2:]
    return any(dictionary_forms(word.lower) & listed("offered_to") for word in last)


def _prices(scene: TextScene) -> Iterator[tuple[Fact, str]]:
    """The prices of the work in a line, each with its unit."""
    start = 0
    for price in (fact for fact in scene.facts if fact.kind == "money" and money_amount(fact)[1]):
        commas = [at for at in range(start, len(scene.words)) if scene.words[at].text in ",;"]
        place = scene.span(price)
        end = next((at - 1 for at in commas if at > place.last), len(scene.words) - 1)
        if (unit := _unit(scene, Span(start, end), price)) is not None:
            yield price, unit
        start = end + 1


def _unit(scene: TextScene, label: Span, price: Fact) -> str | None:
    """What a price is for, by the rate told with it or by what its label counts; None if it is not for the work."""
    if scene.has(label, "offer_aside"):
        return None
    named = {m.value for m in scene.inside(label, ("offer_unit",)) if not _measured(scene, m.first)}
    told = _UNIT_OF_RATE.get(price.each or "") or _UNIT_OF_RATE.get(price.per or "")
    monthly = price.per == "month" or scene.has(label, "offer_month")
    if told == "per_agent" and not monthly:
        told = None  # "Hour of an agent | 14 USD"
    unit = told or next((each for each in _SUREST if each in named), None)
    of_agent = unit == "per_agent"
    return unit if (monthly if of_agent else price.per != "month") else None


def _measured(scene: TextScene, at: int) -> bool:
    """The word is a part of a quantity, as the minutes of "a call of up to 4 minutes" are."""
    fact = scene.fact_at[at]
    return fact is not None and fact.kind != "channel"
