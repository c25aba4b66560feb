"""Offers told line by line, the name of a firm and its price: "Bluefern BPO Ltd: GBP 2.35 per contact; Harrow & Lyle
Services: GBP 2.60 per contact".
"""

from assistant.reading.facts import Fact
from assistant.reading.firm_names import NAME, is_name
from assistant.reading.once import once_a_text
from assistant.reading.scene import Span, TextScene
from assistant.reading.typos import is_english
from assistant.reading.word_lists import function_words
from assistant.reading.words import is_known

_FEWEST = 2  # lines of a list
_LONGEST = 5  # words of a name
_SEAT = 4  # words and brackets of where a firm sits
_JOINING = 3  # letters of the words within it: "Sol y Mar"
_APART = frozenset(":—–-|,=/")
_QUOTES = frozenset("«»“”„\"'")
_BREAKS = frozenset(";.!?\n")


@once_a_text
def listed_offers(scene: TextScene) -> list[tuple[Fact, str]]:
    """Prices by a unit that stand right after a name which is all of the line before them; fewer than two are none."""
    found = []
    for fact in scene.facts:
        if fact.kind == "money" and fact.per:
            name = _line_name(scene, scene.span(fact).first)
            if name:
                found.append((fact, name))
    return found if len(found) >= _FEWEST else []


def _line_name(scene: TextScene, price: int) -> str:
    """The name that alone leads a line up to the price at a word, "" for none."""
    words = scene.words
    last = price - 1
    while last >= 0 and words[last].text in _APART | _QUOTES:
        last -= 1
    last = _before_seat(scene, last)
    first = last + 1
    while first > 0 and _goes_on(scene, first - 1, last) and last - first + 1 < _LONGEST:
        first -= 1
    while first <= last and words[first].text in _QUOTES:
        first += 1
    before = words[first - 1].text if first else ";"
    if before in _QUOTES and first > 1:
        before = words[first - 2].text
    named = first <= last and NAME.fullmatch(words[first].text) and NAME.fullmatch(words[last].text)
    if not named or before not in _BREAKS | {":", "|"}:
        return ""
    line = scene.sentence_of(price)
    while first < last and NAME.fullmatch(words[first + 1].text) and not is_name(scene, first, line):
        first += 1  # "BPO Alpha"
    return scene.text[words[first].start : words[last].end] if _is_firm(scene, Span(first, last)) else ""


def _before_seat(scene: TextScene, last: int) -> int:
    """The end of the name before its seat in brackets: "Conexa (Bogotá) $13.25 an hour"."""
    opened = next((at for at in range(last, max(0, last - _SEAT), -1) if scene.words[at].text == "("), 0)
    seated = opened and scene.words[last].text == ")" and scene.kind_at(opened + 1) == "country"
    return opened - 1 if seated else last


def _goes_on(scene: TextScene, at: int, last: int) -> bool:
    """The word before belongs to the name: it has a capital letter, or is a small one between two that have."""
    word = scene.words[at]
    fact = scene.fact_at[at]
    if fact is not None and fact.kind != "channel":
        return False
    if NAME.fullmatch(word.text) or word.text in ("&", "+"):
        return True
    small = word.is_word and len(word.text) <= _JOINING and word.lower not in function_words()
    return small and at < last and at > 0 and bool(NAME.fullmatch(scene.words[at - 1].text))


def _is_firm(scene: TextScene, name: Span) -> bool:
    """No common thing with a price, "Supervisor: 25 USD per hour": a word nobody knows, or several with capitals."""
    said = [word for word in scene.words[name.first : name.last + 1] if word.is_word]
    unknown = any(not (is_known(part) or is_english(part)) for word in said for part in word.lower.split("-"))
    return unknown or sum(word.text[0].isupper() for word in said) > 1
