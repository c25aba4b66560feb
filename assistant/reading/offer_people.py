"""The people a vendor offers, told before their price: "a vendor offers 9 agents at £1,900 each a month".

«Предлагают 5 операторов по 120 тысяч» is a price of one of them, "9 agents for £17,100 a month" that of all.
"""

from collections.abc import Collection
from dataclasses import dataclass

from assistant.reading.facts import Fact
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.sums import money_amount
from assistant.reading.word_lists import listed

_PEOPLE = ("agent", "person")
_OFFERED = ("vendor", "quote", "quote_from", "another_vendor", "paid_vendor")
_COUNTED = 3  # words from a number to the people it counts: "11 dedicated night agents"
_PAID = ("wage", "home_weak", "team_cost")  # between people and a sum: what they earn, or with whom they work
_APART = 8  # words from the people to their price
_BEHIND = 2  # words from the people to the verb that offers them
_AFTER = 4  # words after a price that may say whose it is
_LOWEST_PAID = 20.0  # a month of a person costs more than so much in any currency
_MONTHS = 12


@dataclass(frozen=True)
class OfferedPeople:
    """The number of people of an offer, its price, and what one of them costs: an hour, or else a month."""

    people: Fact
    price: Fact
    amount: float
    unit: str

    @property
    def agents(self) -> float:
        """How many they are."""
        return middle(self.people.value)


def offered_people(scene: TextScene) -> list[OfferedPeople]:
    """The people of every offer of the message whose price follows them."""
    found = []
    for price in scene.facts:
        if price.kind == "money" and (people := _before(scene, price)) is not None:
            pair = _priced(scene, people, price)
            found += [pair] if pair else []
    return found


def prices_of_people(scene: TextScene) -> list[Fact]:
    """The prices told after the people of offers."""
    return [pair.price for pair in offered_people(scene)]


def people_without_price(scene: TextScene, named: Collection[int] = ()) -> list[Fact]:
    """The people of an offer whose price the message does not tell: "they give us 6 agents for that".

    `named`: where the offer is named.
    """
    if sum(fact.kind in ("money", "number", "volume") for fact in scene.facts) > 1:
        return []  # «готов дать 5 операторов по 99 тысяч» tells a price
    found = []
    for fact in scene.facts:
        if fact.kind != "number" or fact.unit or fact.per or _head(scene, fact) is None:
            continue
        first = scene.span(fact).first
        if middle(fact.value) > 1 and _offered(scene, Span(scene.sentence_of(first).first, first), named):
            found.append(fact)
    return found


def each_after(scene: TextScene, price: Fact) -> bool:
    """The price is of one of several people: "£1,900 each a month", «по 120 тысяч за человека»."""
    if price.each == "agent" or price.per in ("agent", "seat", "fte", "operator", "person"):
        return True
    first = scene.span(price).last + 1
    for at in range(first, min(first + _AFTER, len(scene.words))):
        word = scene.words[at]
        if word.text in ".;,?!" or (scene.fact_at[at] != price and scene.kind_at(at) == "money"):
            return False
        led = scene.words[at - 1].lower in listed("priced_per")
        one = any(m.family in _PEOPLE and m.first == at for m in scene.mentions)
        if word.lower in listed("each_of_them") or (led and one) or (led and word.lower in listed("one_of_them")):
            return True
    return False


def _before(scene: TextScene, price: Fact) -> Fact | None:
    """The number of people told before a price and joined to it, by somebody who offers them."""
    span = scene.span(price)
    sentence = scene.sentence_of(span.first)
    for fact in reversed(scene.facts_within(Span(sentence.first, max(sentence.first, span.first - 1)))):
        if fact.kind in ("country", "language", "channel", "duration") or fact is price:
            continue
        head = _head(scene, fact)
        if fact.kind != "number" or fact.unit or fact.per or head is None or middle(fact.value) <= 1:
            return None
        between = [scene.words[at].lower for at in range(head + 1, span.first)]
        apart = len(between) > _APART or set(between) & {".", ";", "?", "!"}
        if apart or _of_the_buyer(scene, scene.span(fact), span):
            return None
        if _offered(scene, Span(sentence.first, scene.span(fact).first)) or _offered_behind(scene, fact, between):
            return fact
        return None
    return None


def _offered_behind(scene: TextScene, people: Fact, between: list[str]) -> bool:
    """«Двадцать операторов предлагают по 600 рублей в час»: the verb right behind people who are not the buyer's."""
    first = scene.span(people).first
    before = scene.words[scene.sentence_of(first).first : first]
    ours = scene.has(Span(scene.sentence_of(first).first, first), "possess") or any(
        word.lower in listed("people_of_buyer") for word in before
    )
    return not ours and bool(set(between[:_BEHIND]) & listed("offer_asked")) and "," not in between[:_BEHIND]


def _head(scene: TextScene, fact: Fact) -> int | None:
    first = scene.span(fact).last + 1
    near = range(first, min(first + _COUNTED, len(scene.words)))
    return next((at for at in near if any(m.family in _PEOPLE and m.first == at for m in scene.mentions)), None)


def _offered(scene: TextScene, before: Span, named: Collection[int] = ()) -> bool:
    """A vendor or an offer is named before the people, and nothing says that they are the buyer's or wanted by him."""
    cues = [m.last for m in scene.inside(before, _OFFERED) if m.last < before.last]
    said = listed("offer_asked") | listed("offer_meant")
    cues += [at for at in range(before.first, before.last) if scene.words[at].lower in said]
    cues += [at for at in named if at in before and at < before.last]
    if not cues:
        return False
    since = [scene.words[at] for at in range(max(cues) + 1, before.last)]
    return not any(word.lower in listed("people_of_buyer") for word in since)


def _of_the_buyer(scene: TextScene, people: Span, price: Span) -> bool:
    """ "Three agents who work with us get 15 an hour", «11 операторов, платим им по 380»: the buyer's and their pay."""
    between = Span(people.first, price.first)
    own = any(scene.words[at].lower in listed("people_of_buyer") for at in range(between.first, between.last))
    return own or bool(scene.inside(between, _PAID))


def _priced(scene: TextScene, people: Fact, price: Fact) -> OfferedPeople | None:
    amount, _ = money_amount(price)
    link = scene.words[scene.span(price).first - 1].lower
    each = each_after(scene, price) or link in listed("people_at_each")
    if price.per == "hour":
        return OfferedPeople(people, price, amount, "per_hour")
    if price.per not in (None, "month", "year", "agent", "seat", "fte", "operator", "person"):
        return None
    amount = amount / _MONTHS if price.per == "year" else amount
    if not each:
        between = range(scene.span(people).last + 1, scene.span(price).first)
        if link not in listed("offer_for") or any(scene.words[at].text == "," for at in between):
            return None  # «780 сотрудников, вкладов на 31 миллиард»
        amount /= middle(people.value)
    return OfferedPeople(people, price, amount, "per_agent") if amount > _LOWEST_PAID else None
