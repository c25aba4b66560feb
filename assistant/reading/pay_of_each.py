"""What each of one's own people is paid, told of each: «каждому плачу 1800», "2,600 a month for each of 95 clerks"."""

from assistant.reading.concepts import Mention
from assistant.reading.facts import Fact
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed

_PEOPLE = frozenset({"agent", "person"})
_BEFORE = 4  # words before a sum among which it is said that each gets it
_BEHIND = 7  # words behind a sum to "each"
_COUNTED = 5  # words from "each" to how many they are
_MOST_HEADS = 5000


def each_is_paid(scene: TextScene, fact: Fact) -> Mention | None:
    """«Два приёмщика сидят на телефоне, каждому плачу 1800»: the people told before that."""
    first = scene.span(fact).first
    sentence = scene.sentence_of(first)
    near = [word.lower for word in scene.words[max(sentence.first, first - _BEFORE) : first]]
    paid = any(word in listed("pays") or word in listed("paid_at_only") for word in near)
    if not paid or not any(word in listed("each_of_them") for word in near):
        return None
    told = scene.sentences_before(sentence, 1)
    people = [m for m in scene.nouns if m.family in _PEOPLE and m.last < first]
    people = [m for m in people if any(m.first in each for each in told)]
    return people[-1] if people else None


def paid_for_each(scene: TextScene, fact: Fact) -> Fact | None:
    """ "R$ 2,600 per month for each one of 95 attendants", «45 тысяч каждому из 12»: how many are paid the sum."""
    last = scene.span(fact).last
    end = scene.sentence_of(last).last
    each = next((k for k in range(last + 1, min(last + _BEHIND, end) + 1) if _each(scene, k)), None)
    if each is None or scene.facts_within(Span(last + 1, each)) not in ([], ()):
        return None
    counted = scene.facts_within(Span(each + 1, min(each + _COUNTED, end)))
    if not counted or counted[0].kind != "number" or counted[0].unit or not isinstance(counted[0].value, int):
        return None
    joined = [scene.words[k].lower for k in range(each + 1, scene.span(counted[0]).first)]
    led = all(word in listed("of_how_many") for word in joined)
    head, counts = scene.head(counted[0])
    people = (head is not None and head.family in _PEOPLE) or not counts
    sentence = scene.sentence_of(last)
    return counted[0] if led and people and 1 < counted[0].value <= _MOST_HEADS and _we_pay(scene, sentence) else None


def _we_pay(scene: TextScene, sentence: Span) -> bool:
    said = {scene.words[at].lower for at in range(sentence.first, sentence.last + 1)}
    return bool(said & (listed("pays") | listed("paid_at_only"))) or scene.has(sentence, "wage", "own", "own_team")


def _each(scene: TextScene, at: int) -> bool:
    return scene.words[at].lower in listed("each_of_them")
