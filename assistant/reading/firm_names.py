"""Names of firms by their capital letters: where one begins and ends, and what is none."""

import re

from assistant.reading.number_words import words as number_words
from assistant.reading.scene import Span, TextScene
from assistant.reading.time_words import words as time_words
from assistant.reading.word_lists import clause_starters, first_person, function_words, listed
from assistant.reading.words import parts_of_speech

_VERBS = frozenset({"VERB", "INFN", "PRED", "INTJ"})
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
    while (
        last + 1 < len(scene.words)
        and NAME.fullmatch(scene.words[last + 1].text)
        and scene.words[last + 1].start - scene.words[last].end == 1
        and _may_name(scene, last + 1)
    ):
        last += 1
    return last


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
        if before < sentence.first or not alike or not _may_name(scene, before):
            break
        reached = before
        first = before if is_name(scene, before, sentence) else first  # the "BPO" of "Bluefern BPO Ltd" is within
    return first


def _may_name(scene: TextScene, at: int) -> bool:
    """No figure: "Baltic Voice" is a name, though a voice is a channel."""
    fact = scene.fact_at[at]
    return fact is None or fact.kind == "channel"


def is_name(scene: TextScene, at: int, sentence: Span) -> bool:
    """Tell whether the word, which begins with a capital letter, may belong to the name of a firm."""
    word = scene.words[at]
    if word.lower in number_words().small or word.lower in first_person() or _month(word.text):
        return False  # «Один из подрядчиков», "until 31 March"
    parts = parts_of_speech(word.lower)
    if at == sentence.first and ("ADJF" in parts or (parts and parts <= _VERBS)):
        return False  # «Первый просит…», «Есть два КП: …»
    if word.lower in listed("price_words"):
        return False  # "CPC is $4.10"
    mention = any(m.first <= at <= m.last for m in scene.mentions)
    if mention and len(word.text) > 1 and "-" not in word.text:
        return False
    if at > sentence.first:
        return True
    return word.lower not in function_words() and word.lower not in clause_starters() and len(word.text) > 1


def _month(text: str) -> bool:
    """ "Until 31 March": a month is no firm."""
    months = time_words()
    return (
        text.lower() in months.months or text in months.months_in_capitals or text.lower() in months.months_in_capitals
    )
