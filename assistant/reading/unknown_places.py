"""Places a provider is to be in that are on no list of countries: "a vendor in Wakanda", «а в Нарнии?»."""

from assistant.reading.result import Act
from assistant.reading.scene import TextScene
from assistant.reading.time_words import words as time_words
from assistant.reading.words import is_known

_SHORTEST = 4  # letters: "UTC", "QA" are no places
_ASKED = "asked"  # the frame of a short question, which must end with the name


def unknown_places(scene: TextScene) -> list[Act]:
    """Acts `unknown_place`, each with the name that was told for a place and cannot be found."""
    found = []
    for mention in scene.mentions:
        if mention.family != "placed_in":
            continue
        first = after = mention.last + 1
        while after < len(scene.words) and _name(scene, after):
            after += 1
        sentence = scene.sentence_of(mention.first)
        whole = mention.first == sentence.first and (after > sentence.last or scene.words[after].text in "?.!\n")
        if after > first and (whole or mention.value != _ASKED):
            start, end = scene.words[first].start, scene.words[after - 1].end
            found.append(Act("unknown_place", start, end, {"name": scene.text[start:end]}))
    return found


def _name(scene: TextScene, at: int) -> bool:
    """A word with a capital letter that is no fact, no month and no word of the dictionary."""
    word = scene.words[at]
    if not word.is_word or len(word.text) < _SHORTEST or not word.text[0].isupper() or word.text.isupper():
        return False
    month = word.lower in time_words().months or word.text in time_words().capital_months
    free = scene.fact_at[at] is None and not any(
        m.first <= at <= m.last for m in (*scene.starting_at(at), *scene.labels)
    )
    return free and not month and not is_known(word.lower)
