"""A known vendor pointed at by its letter alone: «А подвинулся, 560» of «Подрядчик А», "B dropped out" of "Vendor B".

A letter that is a word of the language, as the article and the conjunction are, needs a verb of offers behind it that
agrees with one subject.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.scene import TextScene
from assistant.reading.word_lists import function_words, listed

_BEFORE = 2  # words from what gives an offer up to its letter


def lettered_at(scene: TextScene, known: Sequence[Mapping[str, Any]]) -> list[tuple[int, int]]:
    """Where the letter of a known vendor stands alone: the word and the number of the offer."""
    letters = [str(quote.get("vendor") or "").split()[-1:] for quote in known]
    letters = [each if each and len(each[0]) == 1 and each[0].isalpha() else [] for each in letters]
    found = []
    for i, letter in enumerate(letters):
        if letter and letters.count(letter) == 1:
            found += [(at, i) for at, word in enumerate(scene.words) if word.text == letter[0] and _subject(scene, at)]
    return found


def _subject(scene: TextScene, at: int) -> bool:
    after = scene.words[at + 1] if at + 1 < len(scene.words) else None
    led = {scene.words[k].lower for k in range(max(0, at - _BEFORE), at)} & listed("lettered_firms")
    if led:
        return False  # the whole name is told
    if after is not None and after.lower in listed("letter_does"):
        return True
    return scene.words[at].lower not in function_words() and not scene.text.isupper()
