"""The buyer's trade: of the trades a message names, the one that is the buyer's own.

A story names many: the bank of a neighbour, the airport one waits at, the shop down the road. Who speaks of it, and how
it is led in, tell the buyer's own from the others.
"""

from collections.abc import Sequence

from assistant.reading.concepts import Mention
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import first_person, listed, turns
from assistant.reading.words import Word, is_clause_sign, noun_cases

_LEAD = 3  # words before a trade that lead it in
_OPENING = 2  # sentences in which people say who they are
_OWN = 1.0  # weight of a trade somebody says to be his own
_SUBJECT = 3  # words of a clause within which its subject begins
_REACH = 6  # words before a trade among which its subject stands
_STORY = 45  # words of a message that tells much besides


def own_trade(scene: TextScene, named: Sequence[Mention]) -> Mention | None:
    """The trade of the buyer among those named, in the order of the text; None where all are somebody else's."""
    story = sum(word.is_word for word in scene.words) > _STORY
    weighed = [(_weight(scene, mention, story) - _served(scene, mention, named), mention) for mention in named]
    own = [(weight, mention) for weight, mention in weighed if weight >= _least(mention, story)]
    if not own:
        return None
    whole = [(weight, m) for weight, m in own if not any(_part_of(m, other) for _, other in own)]
    best = max(whole, key=lambda found: (found[0], found[1].sure))[1]  # of equals the first
    return _shop_of_maker(scene, best, own) if best.value == "other" else best


def _served(scene: TextScene, mention: Mention, named: Sequence[Mention]) -> float:
    """What a trade weighs less for being the customers' one: the clinics of "software for dental clinics"."""
    led = [word.lower for word in scene.words[max(0, mention.first - 2) : mention.first]]
    clause = scene.clause_of(Span(mention.first, mention.last), _breaks)
    after_another = any(other.last < mention.first and other.first in clause for other in named)
    return 0.5 if after_another and any(word in listed("for_whom") for word in led) else 0.0


def _least(mention: Mention, story: bool) -> float:
    """What a trade must weigh; a story tells of many that are no industry of their own: a builder, a hairdresser."""
    if not story:
        return 0.0
    return 0.5 if mention.value == "other" else 0.1


def _shop_of_maker(scene: TextScene, maker: Mention, own: Sequence[tuple[float, Mention]]) -> Mention:
    """ "We bake cakes and sell them in our online shop": a maker that runs a shop of its own is a shop."""
    sentence = scene.sentence_of(maker.first)
    shops = [m for weight, m in own if m.value == "ecommerce" and weight >= _OWN and m.first in sentence]
    return shops[0] if shops else maker


def named_as_own(scene: TextScene, mention: Mention) -> bool:
    """A trade by its name, or by words that name one only where the buyer speaks of its own, as here."""
    return mention.family == "industry" and (mention.sure or _weight(scene, mention, story=False) >= 0)


def _part_of(mention: Mention, whole: Mention) -> bool:
    """The "landlords" of "our app helps landlords": only a part of what names the trade."""
    inside = whole.first <= mention.first and mention.last <= whole.last
    return inside and whole.last - whole.first > mention.last - mention.first


def _weight(scene: TextScene, mention: Mention, story: bool) -> float:
    """How likely a trade is the buyer's own; below 0 it is somebody else's."""
    clause = scene.clause_of(Span(mention.first, mention.last), _breaks)
    inside = range(max(clause.first, mention.first - _LEAD), mention.first)
    before = [scene.words[at].lower for at in inside if scene.words[at].is_word]
    weight = 0.0
    if mention.last > mention.first:
        weight += 0.25
    if in_a_name(scene, Span(mention.first, mention.last)):
        weight -= 0.4
    opens = clause.first == scene.sentence_of(mention.first).first or scene.words[clause.first - 1].text == ":"
    if opens and mention.first - clause.first <= 2:
        weight += 0.5
    own = any(word in first_person() for word in before) or scene.has(clause, "trade_own")
    if not mention.sure and not own and weight < 0.5 and not _done_by_buyer(scene, mention, clause):
        return -1.0
    lends = any(m.first <= mention.first <= m.last for m in scene.inside(Span(clause.first, clause.last), ("lender",)))
    learnt = [at for at in inside if scene.words[at].lower in listed("experience_words")]  # "a background in banking"
    # …but "I head player experience at a game studio"
    knows = any(at == 0 or scene.words[at - 1].lower not in listed("experience_of") for at in learnt)
    others = _of_another(before) or _of_customers(scene, mention, clause) or listed("used") & set(before[-2:])
    if lends or knows or others or _department_of_firm(scene, mention) or _led_aside(scene, mention, before):
        return weight - 1.5
    if any(scene.words[at].lower in first_person() for at in range(clause.first, clause.last + 1)):
        weight += 1.0
    if own:
        weight += 1.0
    elif founded_by_buyer(scene, mention):
        weight += 0.5
    elif scene.has(clause, "contact", "driver", "support"):
        weight += 0.25
    elif story and _pointed_at(scene, mention):
        weight -= 1.0
    some = bool(before) and before[-1] in listed("indefinite")  # "they spent it on an ERP"
    if story and (weight >= 1.0 or not some) and scene.sentence_of(mention.first) in scene.sentences[:_OPENING]:
        weight += 0.15
    return weight


def _done_by_buyer(scene: TextScene, mention: Mention, clause: Span) -> bool:
    """ "Our small van fleet delivers groceries": whose doing it is, told a few words before."""
    for at in range(mention.first - 1, max(clause.first, mention.first - _REACH) - 1, -1):
        if scene.words[at].lower in first_person():
            return True
        if at in scene.scene.joints:
            return False
    return False


def founded_by_buyer(scene: TextScene, mention: Mention) -> bool:
    """ "When my father opened the school in 1994": told of the past, and the trade of today all the same."""
    return scene.has(scene.clause_of(Span(mention.first, mention.last), _breaks), "founds")


def _pointed_at(scene: TextScene, mention: Mention) -> bool:
    """ "The supermarket down the road": known to everybody in the story, and no name of the buyer."""
    before = scene.words[mention.first - 1] if mention.first else None
    return before is not None and before.text in listed("definite") and scene.words[mention.first].text[0].islower()


def _department_of_firm(scene: TextScene, mention: Mention) -> bool:
    """ "The procurement department of a supplier", «департамент закупок»: every firm has one."""
    beside = [scene.words[at] for at in (mention.first - 1, mention.last + 1) if 0 <= at < len(scene.words)]
    named = bool(scene.words[mention.first].forms & listed("departments"))
    return named and any(word.forms & listed("firm_departments") for word in beside)


def _of_another(before: list[str]) -> bool:
    """ "His shop", "some other bank", «у него автосервис»: at most one word stands between."""
    return any(word in listed("of_others") for word in before[-2:])


def _of_customers(scene: TextScene, mention: Mention, clause: Span) -> bool:
    """ "Our callers are mostly farmers", "we write software for florists": those whom the buyer serves or pays."""
    lead = range(clause.first, mention.first)
    subject = list(scene.inside(Span(clause.first, mention.first), ("driver", "agent", "vendor", "person")))
    if subject and subject[0].first <= clause.first + _SUBJECT:
        since = range(subject[0].last + 1, mention.first)
        linked = any("be" in scene.words[at].forms for at in since)
        return linked and not any(scene.words[at].lower in first_person() for at in since)
    led = mention.first > clause.first and scene.words[mention.first - 1].lower in listed("served_by")
    served = led and any(scene.words[at].lower in first_person() for at in lead)
    return served and not scene.has(clause, "support", "contact", "wanted", "wish")


def _led_aside(scene: TextScene, mention: Mention, before: list[str]) -> bool:
    """A place, a way or a likeness: "near the airport", "than the bank pays", «в банк», «как банк»."""
    if any(m.first == mention.last + 1 for m in scene.inside(scene.sentence_of(mention.first), ("beside_us",))):
        return True
    articles = listed("definite") | listed("indefinite")
    led = [word for word in before if word not in articles]
    if not led:
        return False
    if led[-1] in listed("towards") and not scene.has(
        scene.clause_of(Span(mention.first, mention.last), _breaks), "contact"
    ):
        cases = noun_cases(scene.words[mention.first].lower)
        return "accs" in cases and "loct" not in cases
    return led[-1] in listed("aside_by")


def _breaks(word: Word) -> bool:
    return is_clause_sign(word) or word.lower in turns()


def in_a_name(scene: TextScene, span: Span) -> bool:
    """The "Utilities" of "Orange Utilities": a word with a capital letter beside another one, within a sentence."""
    sentence = scene.sentence_of(span.first)
    text = scene.words[span.first].text
    if not text[:1].isupper() or any(sign.isupper() for sign in text[1:]):
        return False  # "SaaS" is written so everywhere
    beside = [at for at in (span.first - 1, span.last + 1) if sentence.first <= at <= sentence.last]
    return any(scene.words[at].is_word and scene.words[at].text[:1].isupper() for at in beside)
