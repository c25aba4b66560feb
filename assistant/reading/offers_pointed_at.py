"""Which of the known offers a message points at: by vendor or number, by price, by being the cheaper, by unit, by rest.

"The one at 640", «тот, что подешевле», "the hourly one", "the other", "both"; offers.yaml has the words.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.reading.concepts import Mention, vocabulary
from assistant.reading.facts import Fact
from assistant.reading.number_words import words as number_words
from assistant.reading.offers_known import named_at
from assistant.reading.roles import middle
from assistant.reading.scene import TextScene
from assistant.reading.word_lists import conjunctions, listed
from assistant.reading.words import parts_of_speech

_NUMBER = re.compile(r"\d+(?:[.,]\d{1,2})?")
_SAME = 1e-9
_THOUSAND = 1000
_SIGNS = ",;:.—–-!?("
_MERGED = 3  # words between two names said together
Quote = Mapping[str, Any]


@dataclass(frozen=True)
class Pointed:
    """The words that point, the numbers of the offers meant, whether by name, and the known price that points."""

    first: int
    last: int
    offers: frozenset[int]
    named: bool = False
    price: Fact | None = None
    every: bool = False  # "both", "all three"


def said(scene: TextScene, *families: str) -> list[Mention]:
    """Where a message says one of the things of offers.yaml."""
    found: list[Mention] = vocabulary("offers").overlapping(scene.scene)
    return [mention for mention in found if mention.family in families]


def with_all_numbers(scene: TextScene) -> TextScene:
    """The scene with what looks like a clock or a house as a number too: "Birchline at 3.15", «у Линии 47»."""
    more = [
        Fact("number", float(word.text.replace(",", ".")), word.start, word.end, word.text)
        for at, word in enumerate(scene.words)
        if scene.fact_at[at] is None
        and _NUMBER.fullmatch(word.text)
        and not scene.text[word.end : word.end + 1].isalpha()  # "the 30th"
    ]
    return scene.with_facts(sorted([*scene.facts, *more], key=lambda f: f.start)) if more else scene


def amounts(fact: Fact) -> list[float]:
    """The numbers of a fact, in the order told: two of a range."""
    value: Any = fact.value
    if isinstance(value, Mapping) and "value" in value:
        value = value["value"]
    if isinstance(value, Mapping) and "amount" in value:
        value = value["amount"]
    if isinstance(value, Mapping) and "low" in value:
        return [middle(value["low"]), middle(value["high"])]
    return [float(value)] if isinstance(value, int | float) else []


def is_price_of(amount: float, quote: Quote) -> bool:
    """The amount is the known price, in thousands where it may be told so: «тот, что 78» of 78 000."""
    was = middle(quote["price"])
    return any(abs(each - was) <= _SAME * max(was, 1) for each in (amount, amount * _THOUSAND))


def pointed_at(scene: TextScene, known: Sequence[Quote]) -> list[Pointed]:
    """Everything that points at known offers, in order; what is said together points together: «Кедр и Тополь»."""
    found = _named(scene, known)
    found += [each for each in _by_kind(scene, known) if not _over(each, found)]
    found += [each for each in _by_price(scene, known) if not _over(each, found)]
    found.sort(key=lambda each: each.first)
    found += [each for each in _others(scene, known, found) if not _over(each, found)]
    return _joined(scene, sorted(found, key=lambda each: each.first))


def _over(one: Pointed, others: Sequence[Pointed]) -> bool:
    return any(one.first <= other.last and other.first <= one.last for other in others)


def _named(scene: TextScene, known: Sequence[Quote]) -> list[Pointed]:
    found: list[Pointed] = []
    for at, i in [*named_at(scene, known), *_inflected(scene, known), *_numbered(scene, known)]:
        parts = len(str(known[i].get("vendor") or "").split())
        last = at
        while last - at + 1 < parts and last + 1 < len(scene.words) and scene.words[last + 1].text[:1].isupper():
            last += 1
        each = Pointed(at, last, frozenset({i}), named=True)
        if not _over(each, found):
            found.append(each)
    return found


_STEM = 4  # letters of a name that its endings leave as they are


def _inflected(scene: TextScene, known: Sequence[Quote]) -> list[tuple[int, int]]:
    """«С Авророй», «у Ромашки»: a name in another case, which no dictionary knows."""
    found = []
    for i, quote in enumerate(known):
        name = str(quote.get("vendor") or "").lower()
        stem = name.rstrip("аяойеиыу") if name and not name.isascii() else ""
        if len(stem) < _STEM or " " in name:
            continue
        for at, word in enumerate(scene.words):
            if word.lower.startswith(stem) and len(word.lower) - len(stem) <= 2 and word.text[:1].isupper():
                found.append((at, i))
    return found


def _numbered(scene: TextScene, known: Sequence[Quote]) -> list[tuple[int, int]]:
    """«…, второй скинул до 500»: an ordinal that leads a clause, and a verb after it."""
    found = []
    for at, word in enumerate(scene.words[:-1]):
        value = 1 if word.lower in listed("first_of") else number_words().ordinal_values.get(word.lower)
        before = scene.words[at - 1] if at else None
        led = before is None or before.text in _SIGNS or before.lower in conjunctions() | listed("clause_joins")
        after = scene.words[at + 1].lower
        verb = bool(parts_of_speech(after) & {"VERB"}) or re.split(r"['’]", after)[0] in listed("offer_nouns") - {after}
        if value is not None and led and verb and 0 < int(value) <= len(known):
            found.append((at, int(value) - 1))
    return found


def _by_kind(scene: TextScene, known: Sequence[Quote]) -> list[Pointed]:
    """The cheaper or the dearer, the one by the hour, the last, all of them."""
    found: list[Pointed] = []
    for mention in sorted(
        said(scene, "cheaper_one", "dearer_one", "unit_one", "last_one", "all_of_them"), key=lambda m: m.first - m.last
    ):
        meant = _of_kind(mention, known)
        every = mention.family == "all_of_them"
        each = Pointed(mention.first, mention.last, frozenset(meant), every=every)
        if meant and not _over(each, found):
            found.append(each)
    return found


def _of_kind(mention: Mention, known: Sequence[Quote]) -> set[int]:
    if len(known) < 2:
        return set()
    if mention.family == "all_of_them":
        return set(range(len(known)))
    if mention.family == "last_one":
        return {len(known) - 1}
    if mention.family == "unit_one":
        meant = {i for i, quote in enumerate(known) if quote.get("unit") == mention.value}
        return meant if len(meant) == 1 else set()
    alike = {(quote.get("unit"), quote["price"].get("currency")) for quote in known}
    prices = [middle(quote["price"]) for quote in known]
    edge = min(prices) if mention.family == "cheaper_one" else max(prices)
    meant = {i for i, price in enumerate(prices) if price == edge}
    return meant if len(alike) == 1 and len(meant) == 1 else set()


def _by_price(scene: TextScene, known: Sequence[Quote]) -> list[Pointed]:
    """A number that is the price of one known offer points at it."""
    found = []
    for fact in scene.facts:
        if fact.kind not in ("number", "money", "volume") or fact.unit or not any(s.isdigit() for s in fact.text):
            continue
        meant = {i for i, quote in enumerate(known) for amount in amounts(fact)[:1] if is_price_of(amount, quote)}
        if len(meant) == 1:
            span = scene.span(fact)
            found.append(Pointed(span.first, span.last, frozenset(meant), price=fact))
    return found


def _others(scene: TextScene, known: Sequence[Quote], pointed: Sequence[Pointed]) -> list[Pointed]:
    """Those that nothing else points at."""
    left = set(range(len(known))) - {i for each in pointed for i in each.offers if len(each.offers) < len(known)}
    found: list[Pointed] = []
    for mention in sorted(said(scene, "other_one", "other_ones"), key=lambda m: m.first - m.last):
        meant = left if mention.family == "other_ones" or len(left) == 1 else set()
        each = Pointed(mention.first, mention.last, frozenset(meant))
        found += [] if _over(each, found) else [each]
    return found


def _joined(scene: TextScene, pointed: Sequence[Pointed]) -> list[Pointed]:
    joined: list[Pointed] = []
    for each in pointed:
        before = joined[-1] if joined else None
        both = _both(scene, before, each) if before else frozenset[int]()
        if before is not None and both:
            every = before.every or each.every
            joined[-1] = Pointed(before.first, each.last, both, before.named and each.named, every=every)
        else:
            joined.append(each)
    return joined


def _both(scene: TextScene, one: Pointed, other: Pointed) -> frozenset[int]:
    """The offers of two that are told together, "Ardent and Corvane", "Ardent and Corvane both"; none where not."""
    between = [word.lower for word in scene.words[one.last + 1 : other.first]]
    if one.price is not None or other.price is not None:
        return frozenset()
    if other.every and not between:
        return one.offers if len(one.offers) > 1 else frozenset()
    together = 0 < len(between) < _MERGED and all(w in conjunctions() or w in {",", "&"} for w in between)
    return one.offers | other.offers if together and one.named and other.named else frozenset()
