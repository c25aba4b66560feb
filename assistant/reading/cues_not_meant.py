"""Words that look like a cue of a quantity and are none: the "under" of "never under five minutes", "call it 60"."""

from assistant.reading.concepts import Mention
from assistant.reading.facts import Fact
from assistant.reading.frames import Role, middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed

_MOVED = 5  # words from contacts to by how much they moved
_DENIED = 4  # words from "never" to the limit it denies


def only_a_verb(scene: TextScene, mention: Mention) -> bool:
    """ "Call it 60" tells of no calls."""
    said = scene.starting_at(mention.first) if mention.family == "contact" else ()
    return any(m.family == "truth" and m.last > mention.last for m in said)


def no_less(scene: TextScene, mention: Mention) -> bool:
    """ "A call is never under five minutes" bounds it from below: nothing is to be done within them."""
    before = scene.words[max(0, mention.first - _DENIED) : mention.first]
    return mention.family == "within" and any(word.lower in listed("never_before_limit") for word in before)


def all_of_them(scene: TextScene, mention: Mention) -> bool:
    """The word is counted: what several people take together is no one's output."""
    counted = scene.fact_at[mention.first - 1] if mention.first else None
    return counted is not None and counted.kind == "number" and middle(counted.value) > 1


def by_so_much(scene: TextScene, fact: Fact) -> Role | None:
    """ "Calls are up 10%", «звонков минус 10 %»: by how much the contacts named before have moved."""
    span = scene.span(fact)
    led = fact.kind == "percent" and span.first and scene.words[span.first - 1].lower in listed("by_so_much")
    near = Span(max(scene.sentence_of(span.first).first, span.first - _MOVED), span.first)
    return Role("growth_percent", fact, span, None, 1.0) if led and scene.channels_within(near) else None
