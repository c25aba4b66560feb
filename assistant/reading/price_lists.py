"""Price lists and rate cards: rows of a thing, its unit and its price, which no vendor is named for.

"Bilingual agent: $34.25 per hour", «входящая линия, 1 мин. — 0,62 BYN», a table with the columns "Unit | Price, EUR":
each row is an offer, names of tariffs are no vendors, and what a row says of hours or people is only what it prices.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.next_prices import unit_after
from assistant.reading.once import once_a_text
from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.sums import currency_named, money, money_amount
from assistant.reading.word_lists import listed
from assistant.reading.words import is_known
from assistant.reading.workload import tidy

_BAR = "|"
_PER = {
    "per_hour": "hour",
    "per_minute": "minute",
    "per_contact": "contact",
    "per_agent": "month",
    "per_resolution": "resolution",
}
_UNITS = {
    **{unit: f"per_{unit}" for unit in ("hour", "minute", "contact", "agent", "resolution")},
    **dict.fromkeys(("call", "ticket", "email", "chat", "message", "request", "case"), "per_contact"),
    **dict.fromkeys(("seat", "fte", "operator", "person"), "per_agent"),
}
_QUANTITIES = ("number", "volume", "money", "duration")
_DROPPED = (
    "coverage.",
    "contacts_per_month",
    "contract_months",
    "budget_per_month",
    "support_level",
    "in_house.",
    "agents",
)
_LABEL = 12  # words of the label of a row
_HEADING = 10  # words and signs of a line that heads a list


@dataclass(frozen=True)
class Row:
    """A row of a price list: its words up to the price, the price and the unit it is for."""

    label: Span
    price: Fact
    unit: str


def with_listed_prices(scene: TextScene) -> TextScene:
    """The scene with the prices of such rows as sums of money, and nothing else of their labels but what is priced."""
    rows = listed_rows(scene)
    if not rows:
        return scene
    prices = {row.price.start: row.price for row in rows}
    kept = [f for f in scene.facts if f.start not in prices and not _of_label(scene, f, rows)]
    return scene.with_facts(sorted([*kept, *prices.values()], key=lambda f: (f.start, -f.end)))


def _of_label(scene: TextScene, fact: Fact, rows: Sequence[Row]) -> bool:
    """The hours, the days and the "1 min" of a label."""
    if fact.kind not in ("number", "duration", "time_range", "days", "volume"):
        return False
    return any(scene.span(fact).first in row.label for row in rows)


def with_price_list(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with an offer for every row, and without what else was made of the rows."""
    rows = listed_rows(scene)
    if not rows:
        return list(changes)
    named = [c for c in changes if c.path.startswith("quotes.") and _named(c)]
    if len({str(c.value["vendor"]) for c in named}) > 1 or any(_inside(scene, c, rows) for c in named):
        return list(changes)  # every row is of a firm of its own
    vendor = str(named[0].value["vendor"]) if named else ""
    starts = [scene.words[row.label.first].start for row in rows]
    spans = list(zip(starts, (row.price.end for row in rows), strict=True))
    kept = [c for c in changes if not _within(c, spans)]
    count = len(brief.get("quotes") or ())
    offers = []
    for at, row in enumerate(rows):
        amount, currency = money_amount(row.price)
        quote = {**({"vendor": vendor} if vendor else {}), "price": money(tidy(amount), currency), "unit": row.unit}
        offers.append(Change("set", f"quotes.{count + at}", quote, row.price.start, row.price.end, row.price.text))
    heads = [word.start for word in scene.words if word.text == _BAR]
    kept = [c for c in kept if not (c.path == "currency" and heads)]  # a column's head says it
    told = [] if heads or any(c.path == "currency" for c in kept) else _currency_of_head(scene, rows[0])
    return [*(c for c in kept if not c.path.startswith("quotes.")), *told, *offers]


def _currency_of_head(scene: TextScene, first: Row) -> list[Change]:
    """ "Rate card (GBP, excl. VAT)": the currency in the line that heads the list."""
    line = next((each for each in _lines(scene) if scene.inside(each, ("price_list",))), None)
    if line is None or line.last >= first.label.first:
        return []
    at = next((k for k in range(line.first, line.last + 1) if currency_named(scene, [k])), None)
    word = scene.words[at] if at is not None else None
    return (
        [Change("set", "currency", currency_named(scene, [at]), word.start, word.end, word.text)]
        if word and at is not None
        else []
    )


def _within(change: Change, spans: Sequence[tuple[int, int]]) -> bool:
    inside = any(start <= change.start < end for start, end in spans)
    figures = change.path.startswith(_DROPPED) or change.path.endswith(("contacts_per_month", "aht_seconds"))
    return inside and (figures or change.path == "currency")


def _inside(scene: TextScene, change: Change, rows: Sequence[Row]) -> bool:
    """The name of the vendor stands in the label of a row."""
    name = str(change.value["vendor"])
    labels = [scene.text[scene.words[r.label.first].start : scene.words[r.label.last].end] for r in rows[1:]]
    return any(name in label for label in labels)


def _named(change: Change) -> bool:
    return isinstance(change.value, Mapping) and bool(change.value.get("vendor")) and not tariff(change.value["vendor"])


def tariff(name: str) -> bool:
    """A name that only says which tariff or hours it is: «Экономный», "Standard", «Рабочее»."""
    words = [word.lower() for word in name.split()]
    return all(word in listed("tariff_names") or (not word.isascii() and is_known(word)) for word in words)


@once_a_text
def listed_rows(scene: TextScene) -> list[Row]:
    """Rows of the price list of a message; none where firms are named for the prices, or there is no list."""
    rows = [*_of_tables(scene), *_of_lines(scene)]
    unlike = {row.price.start: row for row in rows}
    return sorted(unlike.values(), key=lambda row: row.price.start)


def _of_tables(scene: TextScene) -> Iterator[Row]:
    """Rows with bars under a head that names a price, or with the currency and the unit in their own label."""
    head: tuple[int | None, str, str] | None = None
    unit_at: int | None = None
    for line in _lines(scene):
        cells = _cells(scene, line)
        if len(cells) < 2:
            found = _price_head(scene, cells[0]) if cells else None
            head, unit_at = ((None, *found), None) if found else (None, None)
            continue
        priced = [(at, found) for at, cell in enumerate(cells) if (found := _price_head(scene, cell))]
        figures = [at for at, cell in enumerate(cells) if _figure(scene, cell) is not None]
        if (
            priced
            and priced[0][0] not in figures
            and (not figures or (priced[0][0] > 0 and priced[0][0] + 1 not in figures))
        ):
            head = (priced[0][0], *priced[0][1])
            unit_at = next((at for at, cell in enumerate(cells) if _says(scene, cell, "unit_heads")), None)
            continue
        own = next((found for at, found in priced if at == 0 and found[1]), None)
        if own is not None and figures[:1] == [1]:
            yield from _row(scene, cells, 1, own[0], own[1])
        elif head is not None and head[0] is not None and head[0] < len(cells):
            unit = _unit_in(scene, cells[unit_at]) if unit_at is not None and unit_at < len(cells) else ""
            yield from _row(scene, cells, head[0], head[1], unit or head[2] or _unit_in(scene, cells[0]))
        elif head is not None and head[0] is None and figures:
            yield from _row(scene, cells, figures[-1], head[1], head[2])


def _lines(scene: TextScene) -> Iterator[Span]:
    first = 0
    for at in range(len(scene.words) + 1):
        if at == len(scene.words) or scene.words[at].text == "\n":
            if at > first:
                yield Span(first, at - 1)
            first = at + 1


def _row(scene: TextScene, cells: Sequence[Span], at: int, currency: str, unit: str) -> Iterator[Row]:
    fact = _figure(scene, cells[at])
    if fact is None or not unit:
        return
    amount, told = money_amount(fact) if fact.kind == "money" else (_amount(fact), currency)
    if told or currency:
        yield Row(Span(cells[0].first, cells[at].first - 1), _priced(fact, amount, told or currency, unit), unit)


def _amount(fact: Fact) -> float:
    """The number as it is written: of "21.60" under a head of minutes, which made a time of it."""
    if fact.kind == "duration":
        digits = fact.text.replace(" ", "").replace(",", ".")
        return float(digits) if digits.replace(".", "", 1).isdigit() else 0.0
    return middle(fact.value["value"] if fact.kind == "volume" else fact.value)


def _priced(fact: Fact, amount: float, currency: str, unit: str) -> Fact:
    each = "agent" if unit == "per_agent" else None
    value = money(tidy(amount), currency)
    return replace(fact, kind="money", value=value, per=_PER.get(unit, "hour"), each=each, unit=None)


def _cells(scene: TextScene, line: Span) -> list[Span]:
    """The cells of a line with bars; the whole line where it has none."""
    bars = [at for at in range(line.first, line.last + 1) if scene.words[at].text == _BAR]
    edges = [line.first - 1, *bars, line.last + 1]
    return [Span(a + 1, b - 1) for a, b in pairwise(edges) if b - a > 1]


def _figure(scene: TextScene, cell: Span) -> Fact | None:
    """The one quantity of a cell that holds nothing else."""
    inside = [f for f in scene.facts_within(cell) if f.kind in _QUANTITIES and scene.span(f).first >= cell.first]
    whole = len(inside) == 1 and not any(
        scene.words[at].is_word for at in range(cell.first, cell.last + 1) if scene.fact_at[at] is None
    )
    return inside[0] if whole and any(sign.isdigit() for sign in inside[0].text) else None


def _price_head(scene: TextScene, cell: Span) -> tuple[str, str] | None:
    """The currency of a cell or a line that heads prices, and the unit if it says one: «Стоимость (руб/час)»."""
    if cell.last - cell.first > _HEADING:
        return None
    currency = currency_named(scene, range(cell.first, cell.last + 1))
    said = _says(scene, cell, "price_heads")
    unit = _unit_in(scene, cell)
    return (currency, unit) if currency and (said or unit) else None


def _says(scene: TextScene, cell: Span, words: str) -> bool:
    return any(
        {scene.words[at].lower, *scene.words[at].forms} & listed(words) for at in range(cell.first, cell.last + 1)
    )


def _unit_in(scene: TextScene, span: Span) -> str:
    """The unit that some words say: a minute, an hour, a month of somebody, a contact."""
    if span.last < span.first:
        return ""
    if _says(scene, span, "row_minutes"):
        return "per_minute"
    if _says(scene, span, "row_hours"):
        return "per_hour"
    people = scene.has(span, "agent", "person") or _says(scene, span, "row_people")
    if people and _says(scene, span, "row_months"):
        return "per_agent"
    return "per_contact" if scene.has(span, "contact") or _says(scene, span, "row_contacts") else ""


def _of_lines(scene: TextScene) -> Iterator[Row]:
    """Rows without bars: "label: price" below or behind a word for a price list, or which begin with a unit of work."""
    heads = [m for m in scene.mentions if m.family == "price_list"]
    since, unit = 0, ""
    for fact in (f for f in scene.facts if f.kind == "money" and money_amount(f)[1]):
        span = scene.span(fact)
        label = _label_of(scene, span, since)
        since = span.last + 1
        headed = any(m.last < span.first for m in heads)
        foreign = ("own", "possess") if headed else ("vendor", "own", "possess")
        if label is None or scene.has(label, *foreign) or not (headed or _of_work(scene, label, unit)):
            unit = ""
            continue
        told = _unit_of(scene, fact, label) or (unit if _goes_on(scene, label, headed) else "")
        if told:
            yield Row(label, fact if fact.per else _priced(fact, *money_amount(fact), told), told)
        unit = told


def _label_of(scene: TextScene, price: Span, since: int) -> Span | None:
    """The words right before a price that a dash, a colon or a bar parts from it, or that are a short name."""
    sentence = scene.sentence_of(price.first)
    first = max(since, sentence.first, price.first - _LABEL)
    if since > sentence.first:  # what is said of the price before ends at the next comma
        first = next((at for at in range(since, price.first) if scene.words[at].text in ",;"), first)
    while first < price.first and not scene.words[first].is_word:
        first += 1
    return Span(first, price.first - 1) if first < price.first else None


def _of_work(scene: TextScene, label: Span, unit: str) -> bool:
    """The label is all that leads to its price, and begins with a unit of work: «Час работы оператора —»."""
    dash = scene.words[label.last].text in "—–:-|"
    opens = label.first == scene.sentence_of(label.first).first
    begun = scene.words[label.first].lower in listed("row_hours") | listed("row_minutes")
    staffed = _unit_in(scene, label) == "per_agent"
    return dash and ((opens and (begun or staffed)) or bool(unit))


def _goes_on(scene: TextScene, label: Span, headed: bool) -> bool:
    """ "…, in the evening — 740": the next price of the same thing."""
    opens = label.first == scene.sentence_of(label.first).first
    return not opens or (headed and label.last - label.first <= 2)


def _unit_of(scene: TextScene, fact: Fact, label: Span) -> str:
    """The unit behind a price, or the one in its label."""
    if fact.each == "agent" and fact.per not in ("hour", "minute"):
        return "per_agent"
    if fact.per:
        return _UNITS.get(fact.per, "")
    after = scene.span(fact).last + 1
    per = unit_after(scene, after)[0] if after < len(scene.words) else ""
    return _UNITS.get(per, "") or _unit_in(scene, label)
