"""The firm that leads the sentence of a price, whatever its verb: "Harrow Desk will do it for two dollars a call"."""

from assistant.reading.facts import Fact
from assistant.reading.firm_names import NAME, is_name
from assistant.reading.scene import Span, TextScene
from assistant.reading.typos import is_english
from assistant.reading.word_lists import clause_starters, first_person, function_words, listed
from assistant.reading.words import is_known

_REACH = 14  # words between a firm and its price
_LONGEST = 4  # words of a name
_NO_FIRM = ("agent", "person", "wage", "own", "budget_named")
_LEADS = ",;:—–-.("


def leading_firm(scene: TextScene, price: Fact) -> str:
    """The name at the head of the price's clause or sentence; "" for none, or where the buyer speaks of himself."""
    first = scene.span(price).first
    sentence = scene.sentence_of(first)
    last = scene.words[sentence.last].text
    if last == "?" or (scene.has(sentence, *_NO_FIRM) and scene.has(Span(sentence.first, first), *_NO_FIRM)):
        return ""
    for at in range(max(sentence.first, first - _REACH), first):
        led = at == sentence.first or scene.words[at - 1].text in _LEADS
        if not led or not (end := _name_end(scene, at, first)):
            continue
        between = {scene.words[k].lower for k in range(end, first)}
        if not between & (first_person() | listed("first_person_doing") | listed("if_words")) and _only_price(
            scene, end, first
        ):
            return scene.text[scene.words[at].start : scene.words[end - 1].end]
    return ""


def _only_price(scene: TextScene, since: int, until: int) -> bool:
    """No other figure stands between the name and its price, and no sentence ends."""
    kinds = {scene.kind_at(at) for at in range(since, until)}
    ends = any(scene.words[at].text in "?!;\n" for at in range(since, until))
    return not ends and not kinds & {"money", "number", "volume", "percent", "country"}


def _name_end(scene: TextScene, at: int, until: int) -> int:
    """The word after a name that begins at a word; 0 where none does."""
    end = at
    while end < until and end - at < _LONGEST and NAME.fullmatch(scene.words[end].text):
        end += 1
    if end == at or (end == until and end - at < 2):
        return 0
    word = scene.words[at]
    fact = scene.fact_at[at]
    plain = word.lower not in function_words() | clause_starters() and not any(
        m.first <= at <= m.last for m in scene.mentions
    )
    if end - at == 1:
        strange = not (is_english(word.lower) or is_known(word.lower)) and len(word.text) > 2
        return end if plain and fact is None and strange and is_name(scene, at, Span(max(0, at - 1), at)) else 0
    place = fact is not None and fact.kind == "country" and scene.span(fact).last == at and end - at > 1
    return end if plain and (fact is None or place) else 0
