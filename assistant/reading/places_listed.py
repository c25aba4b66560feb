"""Places told beside others: one more of those known, or that of the customers among several."""

from collections.abc import Sequence

from assistant.reading.facts import Fact
from assistant.reading.refusals import same_list
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed, places_told

_SAID_THERE = 6  # words after a place among which "there" points back to it


def beside_known(scene: TextScene, providers: Sequence[Fact], known: Sequence[Fact]) -> bool:
    """ "Poland and Romania" where Poland is known: a list of places, of which the new one comes beside the old."""
    for old in known:
        for new in providers:
            first, second = sorted((scene.span(old), scene.span(new)), key=lambda span: span.first)
            if first.last < second.first and same_list(scene, first.last + 1, second.first):
                return True
    return False


def customers_there(scene: TextScene, span: Span) -> bool:
    """ "I'm in Kenya but our clients are in the UK": where the customers are."""
    counted = [m for _, m in scene.around(span, ("driver",), 0.8) if m.last < span.first]
    if any(scene.words[m.last].forms & listed("people_served") for m in counted):
        return True  # not "a meal kit startup in Toronto"
    told = span.last + 1 < len(scene.words) and scene.words[span.last + 1].text in ":—"
    after = Span(span.last + 1, min(span.last + _SAID_THERE, scene.sentence_of(span.first).last))
    there = any(word.lower in places_told() for word in scene.words[after.first : after.last + 1])
    return told and there and scene.has(after, "driver")  # «бизнес в Узбекистане: все клиенты там»
