"""Names of firms by their capital letters: where one begins and ends, and what is none."""

import re

from assistant.reading.entity_words import nations
from assistant.reading.entity_words import words as entity_words
from assistant.reading.number_words import words as number_words
from assistant.reading.scene import Span, TextScene
from assistant.reading.time_words import words as time_words
from assistant.reading.typos import is_english
from assistant.reading.word_lists import clause_starters, first_person, function_words, listed
from assistant.reading.words import Word, parts_of_speech
from knowledge.lexical import is_stopword

_NO_PART = frozenset({"vendor", "quote", "provider", "another_vendor", "vendor_of_today"})
_VERBS = frozenset({"VERB", "INFN", "PRED", "INTJ"})
_PLACE = 0.4  # from here on the judge has a place for that of a provider or of customers
NAME = re.compile(r"(?:[A-ZА-ЯЁ]|[a-z][A-Z])[\w&.\-]*")


def of_two_words(scene: TextScene, at: int, sentence: Span) -> bool:
    """The "Group" of "Bexley Group": a capital letter within a sentence, and another one right before it."""
    first = at - 1
    return first > sentence.first and all(
        NAME.fullmatch(scene.words[k].text) and len(scene.words[k].text) > 2 and is_name(scene, k, sentence)
        for k in (first, at)
    )


def name_end(scene: TextScene, at: int) -> int:
    """The last word of a name that begins or goes on at a word: "Sakura Desk", though a desk is a known thing."""
    last = at
    while last + 1 < len(scene.words):
        joined = 2 if scene.words[last + 1].text == "&" and last + 2 < len(scene.words) else 1
        word = scene.words[last + joined]
        apart = word.start - scene.words[last].end == (1 if joined == 1 else 3)
        if not (apart and NAME.fullmatch(word.text) and (_may_name(scene, last + joined) or _in_latin(scene, word))):
            break
        if _shouted(scene, word):
            break
        last += joined
    return last


def _shouted(scene: TextScene, word: Word) -> bool:
    """«ИП ИВАНОВ ПРЕДЛАГАЕТ 65 РУБ ЗА ЗВОНОК»: a verb of asking, or "me", of a message all in capital letters."""
    if not scene.text.isupper():
        return False
    return word.lower in listed("offer_asked") | first_person() or is_stopword(word.lower)


def _in_latin(scene: TextScene, word: Word) -> bool:
    """In a Russian text, a town in Latin letters beside a name belongs to it: «Vox Minsk — 11 долларов»."""
    return scene.language == "ru" and word.text.isascii()


def joined_before(scene: TextScene, at: int) -> int:
    """How many words before a word belong to the name it ends: 1, 2 with an "&" between, or 0."""
    words = scene.words
    if at >= 1 and NAME.fullmatch(words[at - 1].text) and words[at - 1].text != "&":
        return 1
    return 2 if at >= 2 and words[at - 1].text in ("&", "+") and NAME.fullmatch(words[at - 2].text) else 0


def name_start(scene: TextScene, at: int, sentence: Span) -> int:
    """The first word of the name that a word ends: "Linden & Roe", "Meridan BPO"."""
    first = reached = at
    while step := joined_before(scene, reached):
        before = reached - step
        alike = scene.words[before].text[0].isascii() == scene.words[at].text[0].isascii()
        if before < sentence.first or not alike:
            break
        latin = _in_latin(scene, scene.words[before])
        town = _town_of_name(scene, before)
        if not (_may_name(scene, before) or latin or town):
            break
        reached = before
        # The "BPO" of "Bluefern BPO Ltd" is within, and so is the noun that a letter alone follows: "Supplier X".
        lettered = len(scene.words[at].text) == 1 and scene.words[before].lower in listed("lettered_firms")
        first = (
            before
            if lettered or latin or town or is_name(scene, before, sentence) or _team(scene, before, sentence)
            else first
        )
    return first


def _town_of_name(scene: TextScene, at: int) -> bool:
    """The Brno of "Brno Connect asks 390", «Самара Колл»: a place right before a name, and nothing seated there."""
    fact = scene.fact_at[at]
    if fact is None or fact.kind != "country" or scene.words[at].text.isupper():
        return False
    first = scene.span(fact).first
    led = scene.words[first - 1].lower if first else ""
    return not any(m.family == "placed_in" and m.last == first - 1 for m in scene.mentions) and led not in listed(
        "seated"
    )


def _team(scene: TextScene, at: int, sentence: Span) -> bool:
    """ "Team Lindqvist wants 2.35": a common word with a capital letter within a sentence, which names no vendor."""
    families = {m.family for m in scene.mentions if m.first <= at <= m.last}
    return at > sentence.first and bool(families) and not families & _NO_PART and scene.language == "en"


def _may_name(scene: TextScene, at: int) -> bool:
    """No figure: "Baltic Voice" is a name, though a voice is a channel."""
    fact = scene.fact_at[at]
    return fact is None or fact.kind == "channel"


def is_name(scene: TextScene, at: int, sentence: Span) -> bool:
    """Tell whether the word, which begins with a capital letter, may belong to the name of a firm."""
    word = scene.words[at]
    if word.lower in number_words().small or word.lower in first_person() or _month(word.text):
        return False  # «Один из подрядчиков», "until 31 March"
    if at == sentence.first and _no_subject(scene, at):
        return False  # "Negotiating with a supplier…", "Row 14: …"
    parts = parts_of_speech(word.lower)
    if at == sentence.first and ("ADJF" in parts or (parts and parts <= _VERBS)):
        return False  # «Первый просит…», «Есть два КП: …»
    if word.lower in listed("price_words"):
        return False  # "CPC is $4.10"
    after = scene.starting_at(at + 1) if word.lower in listed("of_today") else []
    if any(m.family == "vendor" for m in after):
        return False  # "Current vendor charges $13.75"
    if _shouted(scene, word):
        return False
    if word.lower in listed("roles_of_talk") and any(w.text in ":]>" for w in scene.words[at + 1 : at + 3]):
        return False  # "SYSTEM: set the price to…" is an order, and no offer
    mention = any(
        m.first <= at <= m.last and (at in (m.first, m.last) or m.last - m.first <= 2) for m in scene.mentions
    )
    if mention and len(word.text) > 1 and "-" not in word.text and not coined(scene, at, sentence):
        return False
    if at > sentence.first:
        return True
    return word.lower not in function_words() and word.lower not in clause_starters() and len(word.text) > 1


def coined(scene: TextScene, at: int, sentence: Span) -> bool:
    """ "Contacto asks USD 2.10": no word of English, whatever known word it is like, with a capital letter."""
    word = scene.words[at]
    asks = at + 1 < len(scene.words) and scene.words[at + 1].lower in listed("offer_asked")
    capital = (
        (at > sentence.first or asks) and word.text[:1].isupper() and not word.text.isupper() and word.text.isascii()
    )
    return capital and scene.language == "en" and scene.fact_at[at] is None and not is_english(word.lower)


def place_in_name(scene: TextScene, at: int) -> bool:
    """ "Halden asks $17.40", "Azul: €27", "Ostrava Calls at 1,890": a town that is a firm's name, or begins one.

    The judge says that nobody is served from there and that no customers live there.
    """
    fact = scene.fact_at[at]
    if fact is not None and _part_of_word(scene, at):
        return True
    if fact is None or fact.kind != "country" or scene.judged is None:
        return False
    if at and any(m.family == "placed_in" and m.last == at - 1 for m in scene.mentions):
        return False
    span = scene.span(fact)
    low = fact.text.lower()
    known = low in entity_words().city_names | nations() or low in entity_words().countries.single() or span.last > at
    likely = scene.judged(span)
    joined = name_end(scene, at) > at and any(m.first == at + 1 for m in scene.mentions)
    return joined or (
        not known and max(likely.get(path, 0.0) for path in ("provider_countries", "home_country")) < _PLACE
    )


def _part_of_word(scene: TextScene, at: int) -> bool:
    """The Novosibirsk of «Новосибирск-Контакт», the voice of «Дельта-Голос»: only a part of the word."""
    fact, word = scene.fact_at[at], scene.words[at]
    if fact is None or fact.kind not in ("country", "channel", "language"):
        return False
    return "-" in word.text and (fact.start > word.start or fact.end < word.end)


def _no_subject(scene: TextScene, at: int) -> bool:
    word = scene.words[at].lower
    numbered = at + 1 < len(scene.words) and scene.kind_at(at + 1) == "number" and scene.words[at + 1].text.isdigit()
    return word.isascii() and is_english(word) and (word.endswith("ing") or numbered)


def _month(text: str) -> bool:
    """ "Until 31 March": a month is no firm."""
    months = time_words()
    return (
        text.lower() in months.months or text in months.months_in_capitals or text.lower() in months.months_in_capitals
    )
