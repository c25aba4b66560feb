"""Offers in a table with a column of vendors and one of prices: "Vendor | Rate per hour", under it "Alpha | $9".

Each row is one offer; what its other cells count, agents or sites, is the vendor's.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.drawn_tables import Cell, Row, column, quantity, span_of, tables
from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.quotes import QUOTE_UNITS
from assistant.reading.result import Change
from assistant.reading.scene import TextScene
from assistant.reading.sums import currency_named, money, money_amount
from assistant.reading.workload import tidy

_FEWEST = 2  # offers of a table
_BILLED = ("unit", "pricing")
_OF_ROWS = ("quotes.", "agents", "in_house.", "pricing_model", "budget_per_month", "contacts_per_month")


def with_offers_of_tables(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> tuple[Change, ...]:
    """The changes with an offer for every row of such a table in the place of what its rows gave."""
    for head, body in tables(scene):
        named = column(head, "vendor_heads")
        priced = column(head, "offer_price_heads")
        priced = _of_unit(scene, head) if priced is None else priced
        if named is None or priced is None or named == priced or brief.get("quotes"):
            continue
        rows = [row for row in body if any(sign.isalpha() for sign in scene.text[row[named].start : row[named].end])]
        offers = [_offer(scene, head[priced], row, named, priced) for row in rows]
        told = [offer for offer in offers if offer is not None]
        if len(told) < _FEWEST or len(told) < len(offers):
            continue
        first, last = head[0].start, body[-1][-1].end
        kept = [c for c in changes if not (c.path.startswith(_OF_ROWS) and first <= c.start < last)]
        if any(c.path.startswith("quotes.") for c in kept):
            continue  # offers are told beside the table as well
        return (*kept, *(_numbered(fact, value, at) for at, (fact, value) in enumerate(told)))
    return tuple(changes)


def _of_unit(scene: TextScene, head: Row) -> int | None:
    """The column whose head is a unit of billing: "Per agent per month"."""
    spans = [span_of(scene, cell, cell) for cell in head]
    units = [m.first for m in scene.labels if m.family in _BILLED]
    return next((at for at, span in enumerate(spans) if any(first in span for first in units)), None)


def _numbered(fact: Fact, value: Mapping[str, Any], at: int) -> Change:
    return Change("set", f"quotes.{at}", value, fact.start, fact.end, fact.text)


def _offer(scene: TextScene, head: Cell, row: Row, named: int, priced: int) -> tuple[Fact, Mapping[str, Any]] | None:
    """The price of a row and the offer it makes; None where its currency or its unit is not told."""
    fact = quantity(scene, row[priced], ("money", "number", "volume"))
    if fact is None:
        return None
    amount, currency = money_amount(fact) if fact.kind == "money" else (middle(fact.value), "")
    above = span_of(scene, head, head)
    currency = currency or currency_named(scene, list(range(above.first, above.last + 1)))
    units = [m.value for m in scene.labels if m.family in _BILLED and above.first <= m.first <= above.last]
    unit = ("per_agent" if fact.each == "agent" else QUOTE_UNITS.get(fact.per or "")) or next(iter(units), None)
    if not currency or not unit or amount <= 0:
        return None
    vendor = scene.text[row[named].start : row[named].end].strip()
    places = {f.value for cell in row for f in scene.facts if f.kind == "country" and cell.start <= f.start < cell.end}
    land = {"country": places.pop()} if len(places) == 1 else {}
    return fact, {"vendor": vendor, "price": money(tidy(amount), currency), "unit": unit, **land}
