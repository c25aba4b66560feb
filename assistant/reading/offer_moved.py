"""A new price of a known offer told or supposed without its unit or its currency: "they came back with 44", «а если
скинут до 20?», "Halden would take 43", "got them down to £13.50".

The number is the price of the offer whose vendor is named, else of the one offer whose price is like it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.concepts import Mention
from assistant.reading.facts import Fact
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.sums import money, money_amount
from assistant.reading.word_lists import listed

_LEAST, _MOST = 0.5, 1.6  # of the known price: beyond it, a number is no other price of the offer
_THOUSANDS = 10_000  # from here on a price may be told in thousands
_WHOLE = 2  # below it a price may be told in pence or cents
_LONGEST = 22  # words of a message that moves a price
_SAME = 1e-9
_PER = {
    "per_hour": "hour",
    "per_minute": "minute",
    "per_contact": "contact",
    "per_resolution": "resolution",
    "per_month": "month",
}
_COUNTED = ("contact", "agent", "person", "budget_named", "wage", "own")
_OTHERS = ("volume", "percent", "time_range")


def as_price(scene: TextScene, fact: Fact, brief: Mapping[str, Any]) -> Fact | None:
    """The number as the new price of a known offer, in its currency and by its unit; None where it is none."""
    if fact.kind not in ("number", "money"):
        return None
    at = offer_moved(scene, fact, brief)
    if at is None or (fact.kind == "money" and (fact.per or fact.each)):
        return None
    quote = brief["quotes"][at]
    price = money(_told(fact, quote), str(quote["price"]["currency"]))
    each = "agent" if quote["unit"] == "per_agent" else None
    return Fact("money", price, fact.start, fact.end, fact.text, per=_PER.get(quote["unit"], "month"), each=each)


def offer_moved(scene: TextScene, fact: Fact, brief: Mapping[str, Any]) -> int | None:
    """Which of the known offers a message gives another price with a number or a sum of it; None for no one of them."""
    quotes = [q for q in brief.get("quotes") or () if isinstance(q, Mapping) and isinstance(q.get("price"), Mapping)]
    if not quotes or len(quotes) != len(brief["quotes"]) or fact.unit or len(scene.words) > _LONGEST:
        return None
    sentence = scene.sentence_of(scene.span(fact).first)
    if not _of_price(scene, fact, sentence):
        return None
    alike = [i for i, quote in enumerate(quotes) if _alike(fact, quote)]
    named = _named(scene, quotes)
    meant = [i for i in alike if i in named] if named else alike
    if len(meant) != 1 or not (_moves(scene, sentence, bool(named))):
        return None
    fresh = abs(_told(fact, quotes[meant[0]]) - middle(quotes[meant[0]]["price"])) > _SAME
    return meant[0] if fresh and _alone(scene, fact, quotes[meant[0]]) else None


def _told(fact: Fact, quote: Mapping[str, Any]) -> float:
    """The amount, in thousands or in pence where the known price says so: «снизили до 84» of 90 000, "44" of £0.48."""
    amount = money_amount(fact)[0] if fact.kind == "money" else middle(fact.value)
    was = middle(quote["price"])
    scale = 1000 if was >= _THOUSANDS else 1 / 100 if was < _WHOLE else 1
    scaled = fact.kind == "number" and scale != 1 and _LEAST <= amount * scale / was <= _MOST
    return amount * scale if scaled else amount


def _alike(fact: Fact, quote: Mapping[str, Any]) -> bool:
    was = middle(quote["price"])
    if fact.kind == "money":
        currency, unit = money_amount(fact)[1], quote.get("unit")
        per = "per_agent" if fact.each == "agent" else f"per_{fact.per}" if fact.per else unit
        if currency != quote["price"].get("currency") or (per != unit and _PER.get(str(unit)) != fact.per):
            return False
    return was > 0 and _LEAST <= _told(fact, quote) / was <= _MOST


def _of_price(scene: TextScene, fact: Fact, sentence: Span) -> bool:
    """The number counts nothing, and no people, contacts or pay are spoken of beside it."""
    if fact.kind == "money":
        return not scene.has(sentence, "budget_named", "wage", "own")
    spelt = not any(sign.isdigit() for sign in fact.text)
    head, counts = scene.head(fact)
    plain = not spelt and head is None and not counts
    return plain and not scene.has(sentence, *_COUNTED) and not scene.channels_within(sentence)


def _named(scene: TextScene, quotes: Sequence[Mapping[str, Any]]) -> set[int]:
    """The offers whose vendor the message names by the first word of the name, unless others begin with it too."""
    firsts = [str(quote.get("vendor") or "").lower().split()[:1] for quote in quotes]
    words = {form for word in scene.words for form in (word.lower, *word.forms)}
    return {i for i, first in enumerate(firsts) if first and firsts.count(first) == 1 and first[0] in words}


def _moves(scene: TextScene, sentence: Span, named: bool) -> bool:
    """A verb of lowering a price whose subject is not the buyer, or the vendor or "they" and a verb of asking."""
    words = scene.words[sentence.first : sentence.last + 1]
    theirs = named or any(word.lower in listed("offer_theirs") for word in words)
    buyer = any(word.lower in listed("first_person_doing") for word in words)
    lowered = any(word.forms & listed("offer_lowers") for word in words)
    asked = any(word.forms & listed("offer_asks_anew") for word in words)
    # «Прислали новое: 22,5»: in Russian "they" goes without saying.
    theirs |= any(
        word.forms & listed("offer_asks_anew") and word.lower.endswith(tuple(listed("they_do_endings")))
        for word in words
    )
    return (lowered and (theirs or not buyer)) or ((asked or _newly_priced(scene, sentence)) and theirs)


def _newly_priced(scene: TextScene, sentence: Span) -> bool:
    """ "New price from them 8.75": no verb, and a price that is new."""
    pairs = zip(scene.words[sentence.first : sentence.last], scene.words[sentence.first + 1 :], strict=False)
    return any(
        {a.lower, *a.forms} & listed("new_of_price") and {b.lower, *b.forms} & listed("priced_anew") for a, b in pairs
    )


def price_supposed(scene: TextScene, span: Span, brief: Mapping[str, Any]) -> bool:
    """Whether another price of a known offer stands in a piece of a sentence that says "if"."""
    sentence = scene.sentence_of(span.first)
    if not any(scene.words[at].lower in listed("if_words") for at in range(sentence.first, sentence.last + 1)):
        return False
    return any(f.kind == "money" and offer_moved(scene, f, brief) is not None for f in scene.facts_within(span))


def _alone(scene: TextScene, fact: Fact, quote: Mapping[str, Any]) -> bool:
    """Nothing else of the sentence is a figure but the old price."""
    sentence = scene.sentence_of(scene.span(fact).first)
    for other in scene.facts_within(sentence):
        if other is fact or (other.start < fact.end and fact.start < other.end) or other.kind in ("country", "days"):
            continue
        if other.kind in _OTHERS or (other.kind == "number" and other.value != 1 and not _is_old(other, quote)):
            return False
        if other.kind == "money" and not _is_old(other, quote):
            return False
    return True


def _is_old(fact: Fact, quote: Mapping[str, Any]) -> bool:
    return abs(_told(fact, quote) - middle(quote["price"])) <= _SAME


_TERM = 3  # words from what leaves something out to the term of an offer that goes


def term_left_out(scene: TextScene, mention: Mention) -> str:
    """What of an offer goes: "without VAT", "waived the set-up fee", «минимум убрали»; "" for none."""
    if any(m.first <= mention.last and mention.first <= m.last for m in scene.mentions if m.family == "tax_in_price"):
        return "tax"  # «без НДС»
    clause = range(max(0, mention.first - _TERM), min(len(scene.words), mention.last + _TERM + 1))
    for at in clause:
        said = {scene.words[at].lower, *scene.words[at].forms}
        for term, words in _TERMS.items():
            if said & listed(words):
                return term
    return ""


_TERMS = {"setup": "offer_launch", "agents_least": "offer_least"}


def without_offers_named(scene: TextScene, brief: Mapping[str, Any]) -> TextScene:
    """The scene without what is only a part of a known vendor's name, and without the number of the offers known.

    The Riga of "Riga CX" is no place, and «кто из троих дешевле?» counts no team.
    """
    quotes = [q for q in brief.get("quotes") or () if isinstance(q, Mapping)]
    names = [name for q in quotes if len(name := str(q.get("vendor") or "").lower().split()) > 1]
    inside: set[int] = set()
    for at in range(len(scene.words)):
        for name in names:
            words = [word.lower for word in scene.words[at : at + len(name)]]
            inside |= set(range(at, at + len(name))) if words == name else set()
    gone = [f for f in scene.facts if f.kind in _NAMES and scene.span(f).first in inside]
    gone += [f for f in scene.facts if len(quotes) > 1 and _counts_offers(scene, f, len(quotes))]
    return scene.with_facts([f for f in scene.facts if not any(f is each for each in gone)]) if gone else scene


_NAMES = ("country", "language", "channel")


def _counts_offers(scene: TextScene, fact: Fact, offers: int) -> bool:
    if fact.kind != "number" or fact.unit or fact.value != offers or any(sign.isdigit() for sign in fact.text):
        return False
    span = scene.span(fact)
    led = {word.lower for word in scene.words[max(0, span.first - 2) : span.first]} & listed("one_out_of")
    head = scene.head(fact)[0]
    return bool(led) and (head is None or head.first in span)  # «троих» is people by itself
