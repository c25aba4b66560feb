"""A list of prices under the heading that says their currency and unit: "Bids (EUR/agent hour): Voxa 13, Orly 14.9".

Every row is the name of a firm and a number; the numbers are the prices these firms ask, and the heading tells neither
a currency to report in nor a way of paying.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.reading.facts import Fact
from assistant.reading.firm_names import NAME
from assistant.reading.money import currency_at
from assistant.reading.number_words import words as number_words
from assistant.reading.once import once_a_text
from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.sums import money
from assistant.reading.volumes import per_at
from assistant.reading.workload import tidy

_FEWEST = 2  # rows of a list
_LONGEST = 4  # words of a name
_HEADING = 14  # words and signs of a heading
_BETWEEN = 4  # tokens between a unit and the currency told after it
_JOINS = frozenset(":—–-|=")
_BREAKS = frozenset("\n;,.:|-—–•*)")
_UNITS = frozenset({"hour", "minute", "contact", "agent", "resolution"})
_OF_HEADING = ("currency", "pricing_model")


@dataclass(frozen=True)
class HeadedPrices:
    """The words of the heading, the names and the prices of its rows."""

    heading: Span
    names: tuple[Span, ...]
    prices: tuple[Fact, ...]


def with_headed_prices(scene: TextScene) -> TextScene:
    """The scene with the numbers of such a list as sums of money by the unit of its heading."""
    found = headed_prices(scene)
    if found is None:
        return scene
    told = {price.start for price in found.prices}
    kept = [f for f in scene.facts if f.start not in told and not _in_name(scene, f, found.names)]
    return scene.with_facts(sorted([*kept, *found.prices], key=lambda f: f.start))


def without_heading(scene: TextScene, changes: Sequence[Change]) -> list[Change]:
    """The changes without those of the words that head a list of prices."""
    found = headed_prices(scene)
    if found is None:
        return list(changes)
    start, end = scene.words[found.heading.first].start, scene.words[found.heading.last].end
    return [c for c in changes if not (c.path in _OF_HEADING and c.start < end and start < c.end)]


@once_a_text
def headed_prices(scene: TextScene) -> HeadedPrices | None:
    """The one list of a message, where there is one."""
    rows = [(name, fact) for fact in scene.facts if (name := _name_before(scene, fact)) is not None]
    if len(rows) < _FEWEST:
        return None
    first = rows[0][0].first
    last = next((at for at in range(first - 1, -1, -1) if scene.words[at].is_word), 0)
    start = next((at for at in range(last - 1, -1, -1) if _ends(scene, at)), -1) + 1
    if not 0 < first - start <= _HEADING or any(scene.kind_at(at) in ("number", "money") for at in range(start, first)):
        start = max((at + 1 for at in range(first) if scene.words[at].text == ","), default=start)
    heading = Span(start, first - 1)
    unit = _unit(scene, heading)
    if unit is None or not all(_only_name(scene, one, other) for one, other in pairwise(rows)):
        return None
    currency, per, times = unit
    prices = tuple(_price(scene, fact, currency, per, times) for _, fact in rows)
    return HeadedPrices(heading, tuple(name for name, _ in rows), prices)


def _ends(scene: TextScene, at: int) -> bool:
    """A sentence or line ends there; the stop of «тыс. руб. за звонок» ends none."""
    after = scene.words[at + 1].text
    return scene.words[at].text in ";?!\n" or (scene.words[at].text == "." and after[:1].isupper())


def _name_before(scene: TextScene, fact: Fact) -> Span | None:
    """The name that leads a row up to its number: "- Voxa:", "Helpline One"."""
    if fact.kind not in ("number", "volume", "money") or fact.unit or not any(s.isdigit() for s in fact.text):
        return None
    last = scene.span(fact).first - 1
    while last >= 0 and scene.words[last].text in _JOINS:
        last -= 1
    first = last + 1
    while first > 0 and last - first < _LONGEST and NAME.fullmatch(scene.words[first - 1].text):
        first -= 1
    led = first > 0 and scene.words[first - 1].text in _BREAKS
    return Span(first, last) if first <= last and led else None


def _only_name(scene: TextScene, one: tuple[Span, Fact], other: tuple[Span, Fact]) -> bool:
    """Nothing but signs stands between a price and the name of the next row."""
    after = scene.span(one[1]).last + 1
    return all(not scene.words[at].is_word for at in range(after, other[0].first))


def _unit(scene: TextScene, heading: Span) -> tuple[str, str, int] | None:
    """The currency and the unit that a heading tells beside each other, and how many of them a one stands for."""
    start, end = scene.words[heading.first].start, scene.words[heading.last].end
    tokens = scene.tokens
    inside = [k for k, token in enumerate(tokens) if start <= token.start < end]
    named = [(k, found) for k in inside if (found := currency_at(tokens, k)) is not None]
    units = [(k, found) for k in inside if (found := per_at(tokens, k)) is not None and found[0] in _UNITS]
    if len({found[0] for _, found in named}) != 1 or not units:
        return None
    (at, (currency, after)), (unit_at, (unit, _)) = named[0], units[0]
    if not -_BETWEEN - 1 <= unit_at - after <= _BETWEEN - 1:
        return None
    before = [token.low for token in tokens[max(0, at - 2) : at]]
    times = next((int(number_words().multipliers[low]) for low in before if low in number_words().multipliers), 1)
    return currency, unit, times


def _price(scene: TextScene, fact: Fact, currency: str, per: str, times: int) -> Fact:
    if fact.kind == "money":
        return fact
    amount = middle(fact.value["value"] if fact.kind == "volume" else fact.value) * times
    each = "agent" if per == "agent" else None
    per = "month" if each else per
    return Fact("money", money(tidy(amount), currency), fact.start, fact.end, fact.text, per=per, each=each)


def _in_name(scene: TextScene, fact: Fact, names: Sequence[Span]) -> bool:
    """What is only a part of a name: the "One" of "Helpline One"; a country alone is a place."""
    inside = next((name for name in names if scene.span(fact).first in name), None)
    return inside is not None and (fact.kind != "country" or inside.last > inside.first)
