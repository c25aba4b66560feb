"""The price of a vendor's offer, read off its lines and rows: "Agent hour | $14.50", «минута разговора — 19,50 ₽».

People say whom a price is from and what it is for; an offer says it once, in its title, and lists prices by name. So a
line with one price is taken by what its label counts, unless the label tells of something beside the work itself: a
set-up, a surcharge, a licence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from assistant.reading import Change, detect_language
from assistant.reading.facts import Fact
from assistant.reading.scene import Span, TextScene, look
from assistant.reading.sums import money, money_amount
from assistant.reading.word_lists import listed
from knowledge import Article

# A label may name several: a minute of an agent's talk is a minute, an agent's hour is an hour.
_SUREST = ("per_minute", "per_hour", "per_resolution", "per_contact", "per_agent")
_UNIT_OF_RATE = {
    "minute": "per_minute", "hour": "per_hour", "contact": "per_contact", "call": "per_contact", "email": "per_contact",
    "chat": "per_contact", "ticket": "per_contact", "agent": "per_agent", "operator": "per_agent", "seat": "per_agent",
    "fte": "per_agent", "person": "per_agent",
}  # fmt: skip
_QUOTED = re.compile(r"[«“\"]([^«»“”\"]{2,60})[»”\"]")
_PARTS = re.compile(r"\s+[—–|:-]\s+|:\s+")
_LONGEST_NAME = 60


def price_offered(article: Article) -> tuple[Any, Change] | None:
    """The first price of the work in a document, with the passage it stands in, as a quote; None if there is none."""
    for passage in article.passages:
        language = detect_language(passage.text, article.language)
        for line in _lines(passage.text):
            for fact, unit in _prices(look(line, language)):
                amount, currency = money_amount(fact)
                quote = {"vendor": vendor_of(article), "price": money(amount, currency), "unit": unit}
                return passage, Change("set", "quotes", quote, text=fact.text)
    return None


def vendor_of(article: Article) -> str:
    """Who makes the offer: the name in quotation marks in its title, the one after "by", else the title."""
    by = re.split(rf"\b(?:{'|'.join(sorted(listed('said_by')))})\s+", article.title)
    quoted = _QUOTED.search(article.title)
    return (quoted[1] if quoted else by[-1] if len(by) > 1 else _PARTS.split(article.title)[-1]).strip()[:_LONGEST_NAME]


def _lines(text: str) -> Iterator[str]:
    """Rows of tables, items of lists and sentences: each may be one price."""
    for line in text.split("\n"):
        yield from (line,) if line.lstrip().startswith("|") else re.split(r"(?<=[.;!?])\s+(?=\S)", line)


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
    unit = told or next((each for each in _SUREST if each in named), None)
    monthly = price.per == "month" or scene.has(label, "offer_month")
    of_agent = unit == "per_agent"
    return unit if (monthly if of_agent else price.per != "month") else None


def _measured(scene: TextScene, at: int) -> bool:
    """The word is a part of a quantity, as the minutes of "a call of up to 4 minutes" are."""
    fact = scene.fact_at[at]
    return fact is not None and fact.kind != "channel"
