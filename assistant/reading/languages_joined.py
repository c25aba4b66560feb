"""Whether a language named comes beside those known: "and French too", «плюс узбекский»."""

from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed


def joined_on(scene: TextScene, span: Span) -> bool:
    """ "And Spanish?", «и польский тоже»: a word that joins what follows to all that is known opens the sentence."""
    sentence = scene.sentence_of(span.first)
    before = [word.lower for word in scene.words[sentence.first : span.first]]
    opens = bool(before) and before[0] in listed("joined_on")
    opens = opens and all(word in listed("joined_on") | listed("seated") for word in before)
    after = scene.words[span.last + 1].lower if span.last < sentence.last else ""
    return opens or (after in listed("joined_too") and not _led(scene, span.last, sentence))


def comes_beside(scene: TextScene, sentence: Span) -> bool:
    """Whether something is said to come beside what is known, and not beside what the sentence names before it."""
    return any(not _led(scene, m.first - 1, sentence) for m in scene.inside(sentence, ("addition",)))


def _led(scene: TextScene, last: int, sentence: Span) -> bool:
    """Whether the language that ends at a word has another before it: "Russian, Chinese too" names both."""
    named = [f for f in scene.facts_within(sentence) if f.kind == "language"]
    ends = [f for f in named if scene.span(f).last == last]
    return bool(ends) and any(f.end <= ends[0].start for f in named)
