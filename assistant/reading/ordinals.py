"""Which of several a word picks: first, second, the latter, "the 2nd"; «второй», «2-й»."""

import re

from assistant.reading.number_words import words as number_words
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed
from assistant.reading.words import Word

LAST = -1  # the place in a list of "the latter"


def ordinal(word: Word) -> int | None:
    """Which of several a word picks: first, second; «первый», «вторую»."""
    forms = {word.lower, *word.forms}
    if forms & listed("first_of"):
        return 1
    if forms & listed("last_of"):
        return LAST
    values = number_words().ordinal_values
    return next((int(values[form]) for form in forms if form in values), None)


def ordinals_in_figures(scene: TextScene, span: Span) -> list[tuple[int, int]]:
    """ "The 2nd one", «2-й»: where an ordinal in figures stands, with its ending beside it, and which it is."""
    endings = number_words().ordinal_endings
    found = []
    for at in range(span.first, span.last + 1):
        word = scene.words[at]
        ending = re.match(r"-?(\w+)", scene.text[word.end :])
        if len(word.text) == 1 and word.text.isdecimal() and ending and ending[1].lower() in endings:
            found.append((at, int(word.text)))
    return found
