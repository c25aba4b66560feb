"""What the buyer wants to be billed by: the hour, the minute, the agent, the contact, the result."""

from collections.abc import Iterable
from itertools import pairwise

from assistant.reading.concepts import Mention
from assistant.reading.facts import Fact
from assistant.reading.once import once_a_text
from assistant.reading.opinion import Opinion
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed

_CUE_REACH = 3.0
_RIGHT_BEFORE = 0.2
_BETWEEN = 4  # words between two ways of paying
_PRICE_WORDS = 4  # words between a price and its unit
_SHORT = 6  # words of a message that says nothing else
_WISHED = 0.7  # above it the judge takes what stands beside a price for a way of paying too
_LED = 3  # words before a way of paying that is given up among which "from" stands
_SIGNS = 3  # a message of a few words has no more words and signs than so many times as many


@once_a_text
def billing_units(scene: TextScene, question: str | None = None) -> list[Mention]:
    """Units the buyer wants to pay by: named beside a word of paying, or alone in a short message or answer."""
    units = [m for m in scene.labels if m.family in ("unit", "pricing")]
    kept = [m for m in units if m.family == "pricing" or _paid_by(scene, m, question)]
    kept = [m for m in kept if not _refused(scene, m) and not _one_of_two(scene, m)]
    kept = [m for m in kept if not _billed_by_others(scene, m) and not _left_for(scene, m, units)]
    kept = [m for m in kept if not price_asked(scene, Span(m.first, m.last))]
    return [m for m in kept if not priced(scene, m) and not _negated(scene, m) and not _of_pay(scene, m)]


def refused_units(scene: TextScene) -> list[Mention]:
    """Units the buyer says not to want to pay by, alone and in no choice between two."""
    units = [m for m in scene.labels if m.family in ("unit", "pricing") and not priced(scene, m)]
    gone = [m for m in units if _refused(scene, m) or _negated(scene, m)]
    return [m for m in gone if not _one_of_two(scene, m) and not _of_pay(scene, m) and not _billed_by_others(scene, m)]


def price_asked(scene: TextScene, place: Span) -> bool:
    """ "Give me the price per minute", "per hour what would it be": what a unit comes to, and no wish to pay by it."""
    sentence = scene.sentence_of(place.first)
    before = [word.lower for word in scene.words[sentence.first : place.last + 1]]
    after = [word.lower for word in scene.words[place.last + 1 : sentence.last + 1]]
    named = any(set(scene.words[at].forms) & listed("price_nouns") for at in range(sentence.first, place.last + 1))
    if named and set(before) & listed("price_given"):
        return True
    told = {*before, *after[:_SHORT]}
    return bool(told & listed("price_wondered")) and not told & listed("paying_told")


def quoted_units(scene: TextScene, span: Span) -> list[Mention]:
    """ "Please quote us per contact", «котируйте за минуту»: units that are ordered to be priced by, no price asked."""
    found = []
    light = listed("quoted_to") | {","}
    for mention in (m for m in scene.labels if m.family == "unit" and m.first in span):
        at = mention.first - 1
        while at >= span.first and scene.words[at].lower in light:
            at -= 1
        ordered = at >= span.first and scene.words[at].lower in listed("quoting_orders")
        begins = ordered and at == scene.sentence_of(mention.first).first
        if begins or (ordered and scene.words[at - 1].lower in listed("order_led")):
            found.append(mention)
    return found


def prices_asked(scene: TextScene, span: Span) -> list[Span]:
    """The units of the service whose price a part of the message asks for."""
    units = [Span(m.first, m.last) for m in scene.mentions if m.family == "offer_unit" and m.first in span]
    return [unit for unit in units if price_asked(scene, unit)]


def without_prices_asked(scene: TextScene, changes: Iterable[Change]) -> list[Change]:
    """The changes without a way of paying, or a length of a contact, read out of the price of a unit asked for."""
    units = prices_asked(scene, Span(0, len(scene.words) - 1))
    places = [(scene.words[unit.first].start, scene.words[unit.last].end) for unit in units]
    return [
        c for c in changes
        if not any(c.start < end and start < c.end for start, end in places)
        or not (c.path == "pricing_model" or c.path.endswith(".aht_seconds")) or any(s.isdigit() for s in c.text)
    ]  # fmt: skip


def _billed_by_others(scene: TextScene, mention: Mention) -> bool:
    """ "Our lawyers, who charge by the minute": how somebody else is paid."""
    sentence = scene.sentence_of(mention.first)
    before = Span(max(sentence.first, mention.first - _SHORT), mention.first)
    return any(m.last <= mention.first for m in scene.inside(before, ("other_biller",)))


def _left_for(scene: TextScene, mention: Mention, units: Iterable[Mention]) -> bool:
    """ "We'd move from hourly to per ticket", «вместо почасовой — за обращение»: what is given up for another."""
    sentence = scene.sentence_of(mention.first)
    others = [m for m in units if m.value != mention.value and m.first in sentence]
    led = {word.lower for word in scene.words[max(sentence.first, mention.first - _LED) : mention.first + 1]}
    if others and led & listed("instead_words"):
        return True
    if not led & listed("moved_from"):
        return False
    later = [m for m in others if m.first > mention.last]
    between = (scene.words[at].lower for m in later for at in range(mention.last + 1, m.first))
    return any(word in listed("moved_into") for word in between)


def models_compared(scene: TextScene, span: Span) -> list[str]:
    """The ways of paying set side by side in a part of the message: "per minute or per agent"; else none."""
    said = sorted((m for m in scene.labels if m.family in ("unit", "pricing")), key=lambda m: (m.first, -m.last))
    said = [m for m in said if m.first in span and not priced(scene, m)]
    told_apart = listed("alternatives") | listed("told_apart")
    found = []
    for before, after in pairwise(said):
        between = [word.lower for word in scene.words[before.last + 1 : after.first]]
        if before.value != after.value and len(between) <= _BETWEEN and set(between) & told_apart:
            found += [before.value, after.value]
    return list(dict.fromkeys(found))


def _one_of_two(scene: TextScene, mention: Mention) -> bool:
    """ "Per hour or per call": one is not chosen yet."""
    sentence = scene.sentence_of(mention.first)
    either = {word.lower for word in scene.words[sentence.first : sentence.last + 1]} & listed("or_words")
    return bool(either) and mention.value in models_compared(scene, sentence)


def billed_facts(scene: TextScene, question: str | None = None) -> list[Fact]:
    """Durations that only name such a unit: the "hour" of "paid by the hour", negated or not."""
    if not billing_units(scene, question):
        return []
    places = [m for m in scene.labels if m.family in ("unit", "pricing") and not priced(scene, m)]
    return [f for f in scene.facts if f.kind == "duration" and _within(scene.span(f), places)]


def _within(span: Span, places: Iterable[Mention]) -> bool:
    return any(m.first <= span.first and span.last <= m.last for m in places)


def _paid_by(scene: TextScene, mention: Mention, question: str | None) -> bool:
    sentence = scene.sentence_of(mention.first)
    answers = [m for m in scene.inside(sentence, ("answer",)) if not mention.first <= m.first <= mention.last]
    answers = [m for m in answers if m.last > m.first or scene.words[m.first].lower not in _AT_LEAST]
    timed = mention.value in ("per_hour", "per_minute")
    if timed and any(scene.distance(m.last, mention.first) < 1.0 for m in answers if m.last < mention.first):
        return False  # "answered within an hour"
    # "Per minute sounds fair to us", but not "an hour is fine"
    cues = ("pricing_cue",) if scene.words[mention.first].lower in _ARTICLES else ("pricing_cue", "prefers")
    near = scene.around(Span(mention.first, mention.last), cues, _CUE_REACH)
    if any(m.first in sentence for _, m in near):
        return True
    alone = len(scene.words) <= _SIGNS * _SHORT and sum(w.is_word for w in scene.words) <= _SHORT
    if not alone:
        return False
    put_right = question is None or any(m.family == "afresh" for m in scene.mentions)  # "no, per call is better"
    taken = _just_taken(scene, mention) and not (timed and str(question).startswith("service_level"))
    units = [m for m in scene.labels if m.family in ("unit", "pricing")]  # "per minute, not per hour" is of units alone
    besides = [f for f in scene.facts_besides(mention) if not _within(scene.span(f), units)]
    return question == "pricing_model" or taken or (put_right and not besides)


def _just_taken(scene: TextScene, mention: Mention) -> bool:
    """ "Ok, per minute then", «давай за час»: nothing but consent stands beside the unit, whatever was asked last."""
    beside = [w.lower for at, w in enumerate(scene.words) if w.is_word and not mention.first <= at <= mention.last]
    length = scene.words[mention.first].lower in _ARTICLES  # "ok, an hour then" is how long it takes
    return bool(beside) and not length and all(word in listed("consents") for word in beside)


_ARTICLES = frozenset({"a", "an"})


_AT_LEAST = frozenset({"за", "per"})


def _of_pay(scene: TextScene, mention: Mention) -> bool:
    """ "An hourly wage" is what the own team earns."""
    near = scene.around(Span(mention.first, mention.last), ("wage",), 0.1)
    return any(m.last >= mention.last for _, m in near)


def _refused(scene: TextScene, mention: Mention) -> bool:
    """«Почасовка нам не годится»: what is refused right after it is named."""
    sentence = scene.sentence_of(mention.first)
    near = scene.around(Span(mention.first, mention.last), ("decline",), 1.0)
    after = [m for _, m in near if m.first > mention.last and m.first in sentence and m.last > m.first]
    return any(all(scene.words[at].is_word for at in range(mention.last + 1, m.first)) for m in after)


def _negated(scene: TextScene, mention: Mention) -> bool:
    place = Span(mention.first, mention.last)
    for distance, mark in scene.around(place, ("negation",), 0.8):
        between = {word.lower for word in scene.words[mark.last + 1 : mention.first]}
        if mark.last < mention.first and (distance <= _RIGHT_BEFORE or between <= listed("paying_words")):
            return True  # "we'd prefer not to be charged by the hour"
    if mention.first and scene.words[mention.first - 1].lower in listed("than_words"):
        return True  # «лучше за минуту, чем за час»
    refused = [m for _, m in scene.around(place, ("decline",), 0.3) if m.last < mention.first and m.last > m.first]
    return any(scene.words[m.first].lower in listed("denials") for m in refused)  # «не хотим платить за минуты»


def priced(scene: TextScene, mention: Mention) -> bool:
    """«50 ₽ за обращение» is a price, not a wish to be billed by the contact."""
    if any(scene.kind_at(at) == "money" for at in range(mention.first, mention.last + 1)):
        return True  # «цена: 2,80 евро за решённый вопрос»
    before = scene.fact_at[mention.first - 1] if mention.first else None
    if before is not None and before.kind in ("money", "duration"):
        return True
    sentence = scene.sentence_of(mention.first)
    if before is not None and before.kind == "number" and scene.kind_at(mention.first) != "number":
        told = scene.facts_within(Span(sentence.first, mention.first))
        if any(f.kind == "money" and f.start < before.start for f in told):
            return True  # "19.50 euros for an hour, plus 2.10 for each e-mail"
    behind = range(max(sentence.first, mention.first - _PRICE_WORDS), mention.first)
    sums = [at for at in behind if scene.kind_at(at) == "money"]
    if sums and not any(scene.words[at].text in ",;:" for at in range(sums[-1] + 1, mention.first)):
        return True  # "EUR 2,450 a month per head"
    ahead = range(mention.last + 1, min(len(scene.words), mention.last + 4))
    return any(scene.kind_at(at) == "money" for at in ahead)


def only_priced(scene: TextScene, mention: Mention, opinion: Opinion) -> bool:
    """ "They ask 16 roubles a minute": the unit of a price, and not a wish as in "we pay per call, under 2 euros"."""
    return priced(scene, mention) and opinion.of(Span(mention.first, mention.last)).get("pricing_model", 0.0) < _WISHED


def denominators(scene: TextScene) -> list[Fact]:
    """Durations that are only the "per hour" of a price standing before them."""
    found = []
    for before, fact in pairwise(scene.facts):
        if (
            fact.kind == "duration"
            and before.kind == "money"
            and before.per
            and fact.unit == before.per
            and fact.start - before.end <= 6
        ):
            found.append(fact)
    return found
