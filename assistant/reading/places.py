"""What a country named in passing says: where somebody once lived, what is put in whose place, where a business is."""

from assistant.reading.concepts import Mention
from assistant.reading.entity_words import nations
from assistant.reading.facts import Fact
from assistant.reading.roles import Roles
from assistant.reading.scene import Span, TextScene
from assistant.reading.trades import named_as_own
from assistant.reading.word_lists import first_person, left_from, listed
from assistant.reading.words import animate, dictionary_forms

_NEAR = 0.8
_BESIDE = 2  # words after a trade among which one says that it is a vendor
_SAID_OF_PEOPLE = 3  # words after the people of a country among which stands what they do
_ALONG = 7  # words between "from" and "to", between "replace" and "with"


def visited(scene: TextScene, span: Span) -> bool:
    """ "I lived in Egypt for years", «прожил в Ташкенте»: a life, no market; "Russian law" is no place either."""
    if kind_of_language(scene, span):
        return True
    within = [m for m in scene.mentions if m.family == "no_place" and m.first <= span.first <= m.last]
    within = [m for m in within if not (m.first < span.first and scene.words[span.first - 1].text in ",;")]
    if any(scene.words[at].text != "," for m in within for at in range(span.last + 1, min(m.last, span.last + 1) + 1)):
        return True  # not "customers in Germany, GDPR applies"
    if any(m.last <= span.last for m in within):
        return True
    sentence = scene.sentence_of(span.first)
    for _, mention in scene.around(span, ("visits",), _NEAR):
        if mention.first in sentence and (mention.last < span.first or scene.distance(span.last, mention.first) < 0.3):
            between = range(min(mention.last, span.last) + 1, max(mention.first, span.first))
            if mention.last < span.first and not any(scene.words[at].text in ",;" for at in between):
                return True
    return False


def kind_of_language(scene: TextScene, span: Span) -> bool:
    """ "Portuguese (Brazil)": which kind of a language is meant, and no place of anybody."""
    before, after = span.first - 1, span.last + 1
    inside = before > 0 and scene.words[before].text == "(" and after < len(scene.words)
    return inside and scene.words[after].text == ")" and scene.kind_at(before - 1) == "language"


def people_named(fact: Fact) -> bool:
    """«Поляки», "Germans": the people of a country rather than the country."""
    low = fact.text.lower().replace("ё", "е")
    if low.isascii():
        return low.endswith("s") and low in nations()
    return animate(low) and bool(dictionary_forms(low) & nations())


def who_call(scene: TextScene, span: Span) -> bool:
    """ "Canadians who tried to speak with an agent", "Missourians waited": people who do what customers do."""
    ahead = range(span.last + 1, min(span.last + _SAID_OF_PEOPLE, scene.sentence_of(span.first).last) + 1)
    for at in ahead:
        if not scene.words[at].is_word:
            return False
        if scene.words[at].lower in listed("customers_do"):
            return True
    return False


def replaced(scene: TextScene, span: Span) -> str:
    """ "Replace Romania with Moldova", "moved from India to Kenya": "out", "in", or "" where nothing is replaced."""
    sentence = scene.sentence_of(span.first)
    before = range(max(sentence.first, span.first - _ALONG), span.first)
    swaps = [m for m in scene.inside(Span(before.start, span.first), ("swap",)) if m.last < span.first]
    lead = scene.words[span.first - 1].lower if span.first > sentence.first else ""
    if lead in listed("definite") and span.first - 2 >= sentence.first:
        lead = scene.words[span.first - 2].lower
    if swaps:
        return "in" if lead in listed("put_in") else "out" if swaps[-1].last + 3 > span.first else ""
    moved = scene.has(Span(sentence.first, span.first), "move", "moving")
    if not moved or lead not in left_from():
        return ""
    ahead = range(span.last + 1, min(sentence.last, span.last + 4))
    return "out" if any(scene.words[at].lower in listed("moved_into") for at in ahead) else ""


def of_own_business(scene: TextScene, span: Span) -> bool:
    """ "Vet clinic in Leeds", «наш банк в Гане»: the trade with its place right after it is where its customers are."""
    if near_whom(scene, span) or _before_its_trade(scene, span) or _of_what_it_deals_in(scene, span):
        return True
    at = span.first - 1
    while at >= 0 and scene.words[at].lower in listed("definite"):
        at -= 1
    if at < 1 or scene.words[at].lower not in listed("seated"):
        return False
    trade = any(named_as_own(scene, m) and m.last in (at - 1, at - 2) for m in scene.labels)
    others = {scene.words[k].lower for k in range(max(0, at - 4), at)} & listed("of_others")
    return trade and not others and not (scene.words[at - 1].lower in first_person() and at < 2)


def near_whom(scene: TextScene, span: Span) -> bool:
    """ "Nearshore from France", «ниаршор для Германии»: a neighbour of that country is wanted."""
    led = span.first > 0 and scene.words[span.first - 1].lower in listed("near_whom")
    return led and any(m.concept == "location.nearshore" and m.last == span.first - 2 for m in scene.labels)


_NAMED_SOON = 5  # words between "supplier of" and a trade


def _of_what_it_deals_in(scene: TextScene, span: Span) -> bool:
    """ "A Portuguese supplier of gas and electricity": what it supplies is a trade, and no support."""
    for mark in scene.mentions:
        if mark.family != "vendor" or not mark.first - 2 <= span.last <= mark.last:
            continue
        after = mark.last + 1
        if after >= len(scene.words) or scene.words[after].lower not in listed("of_words"):
            continue
        ahead = Span(after, after + _NAMED_SOON)
        if any(m.family == "industry" and m.first in ahead for m in scene.labels) and not scene.has(
            ahead, "agent", "support", "outsourced", "contact"
        ):
            return True
    return False


def _before_its_trade(scene: TextScene, span: Span) -> bool:
    """ "UK charity helpline", «казахстанский маркетплейс»: a place that opens what is told of a trade."""
    trades = [m for m in scene.labels if named_as_own(scene, m) and m.first in (span.last + 1, span.last + 2)]
    at = span.last + 1
    if at < len(scene.words) and scene.words[at].forms & listed("own_businesses"):  # "UK shop", «московский магазин»
        trades = [*trades, Mention("industry.other", at, at)]
    sentence = scene.sentence_of(span.first)
    opens = sentence.first
    for at in range(sentence.first, span.first):
        opens = at + 1 if scene.words[at].text in ",;:" else opens  # "9,000 calls a month, US insurance company, …"
    articles = [at for at in range(opens, span.first) if scene.words[at].lower in listed("indefinite")]
    opens = articles[-1] if articles else opens  # "nearshore or offshore for a Berlin webshop"
    before = [word.lower for word in scene.words[opens : span.first] if word.is_word]
    known = first_person() | listed("definite") | listed("indefinite") | listed("opening_words")
    alone = all(word in known for word in before)
    if not trades or not alone:
        return False
    last = trades[0].last
    while last < min(trades[0].last + _BESIDE, len(scene.words) - 1) and scene.words[last + 1].text not in ",;:":
        last += 1
    return not scene.has(Span(span.first, last), "vendor", "agent", "quote")


def place_of_own_case(scene: TextScene, roles: Roles, at: int) -> bool:
    """ "We pay 16 operators $31 an hour. What is the break-even against a provider in Fiji?": the case is told already.

    Only a place of a provider counts so, since a question may name any country.
    """
    fact = scene.fact_at[at]
    if fact is None or fact.kind != "country" or not roles.of("in_house.agents", "agents", "contacts", "wage"):
        return False
    span = scene.span(fact)
    if any(m.first < span.first for m in scene.inside(scene.sentence_of(span.first), ("same_work",))):
        return True
    outsourced = [m for _, m in scene.around(span, ("provider",), _NEAR) if "outsourc" in _stem(scene, m.first)]
    return bool(outsourced) or bool(scene.around(span, ("vendor",), _NEAR))


def _stem(scene: TextScene, at: int) -> str:
    return scene.words[at].lower.replace("аутсорс", "outsourc")
