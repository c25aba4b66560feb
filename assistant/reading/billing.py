"""What the buyer wants to be billed by: the hour, the minute, the agent, the contact, the result."""

from collections.abc import Iterable

from assistant.reading.concepts import Mention
from assistant.reading.facts import Fact
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed

_CUE_REACH = 3.0
_PRICE_WORDS = 4  # words between a price and its unit
_SHORT = 6  # words of a message that says nothing else
_SIGNS = 3  # a message of a few words has no more words and signs than so many times as many


def billing_units(scene: TextScene, question: str | None = None) -> list[Mention]:
    """Units the buyer wants to pay by: named beside a word of paying, or alone in a short message or answer."""
    units = [m for m in scene.labels if m.family in ("unit", "pricing")]
    kept = [m for m in units if m.family == "pricing" or _paid_by(scene, m, question)]
    kept = [m for m in kept if not _refused(scene, m)]
    return [m for m in kept if not _priced(scene, m) and not _negated(scene, m) and not _of_pay(scene, m)]


def billed_facts(scene: TextScene, question: str | None = None) -> list[Fact]:
    """Durations that only name such a unit: the "hour" of "paid by the hour", negated or not."""
    if not billing_units(scene, question):
        return []
    places = [m for m in scene.labels if m.family in ("unit", "pricing") and not _priced(scene, m)]
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
    near = scene.around(Span(mention.first, mention.last), ("pricing_cue",), _CUE_REACH)
    if any(m.first in sentence for _, m in near):
        return True
    alone = len(scene.words) <= _SIGNS * _SHORT and sum(w.is_word for w in scene.words) <= _SHORT
    put_right = question is None or any(m.family == "afresh" for m in scene.mentions)  # "no, per call is better"
    return alone and (question == "pricing_model" or (put_right and not scene.facts_besides(mention)))


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
    if any(m.last < mention.first for _, m in scene.around(place, ("negation",), 0.2)):
        return True
    refused = [m for _, m in scene.around(place, ("decline",), 0.3) if m.last < mention.first and m.last > m.first]
    return any(scene.words[m.first].lower in listed("denials") for m in refused)  # «не хотим платить за минуты»


def _priced(scene: TextScene, mention: Mention) -> bool:
    """«50 ₽ за обращение» is a price, not a wish to be billed by the contact."""
    before = scene.fact_at[mention.first - 1] if mention.first else None
    if before is not None and before.kind in ("money", "duration"):
        return True
    sentence = scene.sentence_of(mention.first)
    behind = range(max(sentence.first, mention.first - _PRICE_WORDS), mention.first)
    sums = [at for at in behind if scene.kind_at(at) == "money"]
    if sums and not any(scene.words[at].text in ",;:" for at in range(sums[-1] + 1, mention.first)):
        return True  # "EUR 2,450 a month per head"
    ahead = range(mention.last + 1, min(len(scene.words), mention.last + 4))
    return any(scene.kind_at(at) == "money" for at in ahead)
