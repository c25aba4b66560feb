"""Offers told in rows whose prices name no currency: "Voxa 16/h, Orly 14/h", «Вектор — 700/ч, Дельта — 13 р/мин».

The unit stands behind a price, or that of the row before goes on; the currency is the one told anywhere, else that of
the case. Rows are offers where offers are spoken of, one of them has a currency, or their names are no common words.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.firm_names import NAME
from assistant.reading.money import currency_at
from assistant.reading.next_prices import number_end, unit_after
from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.sums import currency_assumed, money, money_amount
from assistant.reading.typos import is_english
from assistant.reading.word_lists import conjunctions, function_words, listed
from assistant.reading.words import is_known

_FEWEST = 2  # rows of a list
_LONGEST = 4  # words of a name
_ALIKE = 3.0  # how far apart the prices of rows by one unit may be
_BREAKS = frozenset("\n;,.:•*)(|")
_JOINS = frozenset(":—–-|=«»\"“”„'")
_UNITS = frozenset({"hour", "minute", "contact", "agent"})
_SPOKEN = ("quote", "vendor", "another_vendor", "quote_from")
_NO_NAME = frozenset({"contact", "agent", "person", "own", "wage", "shift"})


def with_prices_in_rows(scene: TextScene, brief: Mapping[str, Any]) -> TextScene:
    """The scene with the numbers of such rows as sums of money by their units."""
    rows = _rows(scene)
    if len(rows) < _FEWEST:
        return scene
    currency = _currency(scene, rows, brief)
    anew: dict[int, Fact] = {}
    for _, fact, per in rows:
        if fact.kind != "money":
            anew[id(fact)] = _priced(scene, fact, currency, per)
    return scene.with_facts([anew.get(id(fact), fact) for fact in scene.facts]) if anew else scene


def without_currency_of_rows(plain: TextScene, changes: Sequence[Change]) -> list[Change]:
    """The changes without the currency of a list of offers, which asks for no report in it: «Рубли, без НДС»."""
    told = [c for c in changes if c.path.startswith("quotes.") and isinstance(c.value, Mapping) and "price" in c.value]
    bare = [c for c in told if c.text and not any(_names_currency(plain, c.start + k) for k in range(len(c.text)))]
    if len(told) < _FEWEST or not bare:
        return list(changes)
    return [c for c in changes if c.path != "currency"]


def _names_currency(scene: TextScene, offset: int) -> bool:
    at = next((k for k, token in enumerate(scene.tokens) if token.start == offset), None)
    return at is not None and currency_at(scene.tokens, at) is not None


def _rows(scene: TextScene) -> list[tuple[Span, Fact, str]]:
    """Name, price and unit of every row; none where they may be rows of something else."""
    found: list[tuple[Span, Fact, str]] = []
    for fact in scene.facts:
        name = _name_before(scene, fact)
        if name is None:
            continue
        per = _unit(scene, fact)
        if not per and found and fact.kind == "number" and _goes_on(scene, fact, found[-1]):
            per = found[-1][2]
        if per in _UNITS:
            found.append((name, fact, per))
    if len(found) < _FEWEST or all(fact.kind == "money" for _, fact, _ in found):
        return []
    return found if _of_offers(scene, found) else []


def _of_offers(scene: TextScene, rows: Sequence[tuple[Span, Fact, str]]) -> bool:
    spoken = scene.has(Span(0, len(scene.words) - 1), *_SPOKEN)
    signed = any(fact.kind == "money" for _, fact, _ in rows) or _told_currency(scene) is not None
    strange = all(_strange(scene, name) for name, _, _ in rows)
    counted = any(per == "contact" for _, fact, per in rows if fact.kind != "money") and not (spoken or signed)
    return (spoken or signed or strange) and not counted


def _strange(scene: TextScene, name: Span) -> bool:
    words = [scene.words[at] for at in range(name.first, name.last + 1) if scene.words[at].is_word]
    parts = [part for word in words for part in word.lower.split("-")]
    return any(not (is_known(part) or is_english(part)) for part in parts)


def _name_before(scene: TextScene, fact: Fact) -> Span | None:
    """The name that alone leads a row up to its number."""
    if fact.kind not in ("number", "volume", "money") or fact.unit or not any(s.isdigit() for s in fact.text):
        return None
    last = scene.span(fact).first - 1
    while last >= 0 and (scene.words[last].text in _JOINS or scene.words[last].lower in listed("row_leads")):
        last -= 1
    first = last + 1
    while first > 0 and last - first < _LONGEST and NAME.fullmatch(scene.words[first - 1].text):
        first -= 1
    if first > last:
        return None
    before = first - 1
    while before >= 0 and scene.words[before].text in _JOINS - {":"}:
        before -= 1
    led = before < 0 or scene.words[before].text in _BREAKS or scene.words[before].lower in conjunctions()
    return Span(first, last) if led and _may_be_firm(scene, Span(first, last)) else None


def _may_be_firm(scene: TextScene, name: Span) -> bool:
    """No channel, place, day, people or common little word by itself."""
    if name.first == name.last:
        word = scene.words[name.first]
        fact = scene.fact_at[name.first]
        whole = fact is not None and fact.start <= word.start and word.end <= fact.end
        named = {m.family for m in scene.mentions if m.first <= name.first <= m.last}
        common = word.lower in function_words() or len(word.text) < 2 or bool(named & _NO_NAME and "-" not in word.text)
        return not (whole or common)
    facts = {scene.kind_at(at) for at in range(name.first, name.last + 1)}
    return None in facts and not scene.has(name, "agent", "person", "wage")


def _unit(scene: TextScene, fact: Fact) -> str:
    if fact.kind == "money":
        return "agent" if fact.each == "agent" else str(fact.per or "")
    if fact.kind == "volume" and fact.each == "agent":
        return "agent"  # "2,100/agent/month"
    last = number_end(scene, scene.span(fact))
    per = unit_after(scene, last + 1)[0] if last is not None else ""
    told = str(fact.value.get("per") or "") if fact.kind == "volume" else ""
    return per or told


def _goes_on(scene: TextScene, fact: Fact, before: tuple[Span, Fact, str]) -> bool:
    was, now = _amount(before[1]), _amount(fact)
    plain = scene.head(fact) == (None, False)
    return plain and was > 0 and 1 / _ALIKE <= now / was <= _ALIKE


def _amount(fact: Fact) -> float:
    if fact.kind == "money":
        return money_amount(fact)[0]
    return middle(fact.value["value"] if fact.kind == "volume" else fact.value)


def _told_currency(scene: TextScene) -> str | None:
    """The one currency that is named anywhere."""
    tokens = scene.tokens
    named = {found[0] for k in range(len(tokens)) if (found := currency_at(tokens, k)) is not None}
    return named.pop() if len(named) == 1 else None


def _currency(scene: TextScene, rows: Sequence[tuple[Span, Fact, str]], brief: Mapping[str, Any]) -> str:
    signed = [money_amount(fact)[1] for _, fact, _ in rows if fact.kind == "money"]
    return signed[0] if signed else _told_currency(scene) or currency_assumed(scene, brief)


def _priced(scene: TextScene, fact: Fact, currency: str, per: str) -> Fact:
    last = number_end(scene, scene.span(fact))
    end = scene.words[last].end if last is not None else fact.end
    each = "agent" if per == "agent" else None
    price = money(_amount(fact), currency)
    return Fact("money", price, fact.start, end, scene.text[fact.start : end], per="month" if each else per, each=each)
