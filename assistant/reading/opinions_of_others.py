"""What others think of a thing, told to ask what is to be thought of it: "Some colleagues prefer per call. Are they
right?", «Шеф любит поминутную оплату. Он прав?».

Nothing of it is decided. "The CFO wants per call" decides.
"""

from collections.abc import Sequence

from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import first_person, listed

_SHORT = 8  # words of a question that asks what to think of it


def opinions_asked(scene: TextScene) -> tuple[Span, ...]:
    """The sentences that tell an opinion of others, where a short question beside or behind asks for a judgement."""
    if "?" not in scene.text:
        return ()
    told = [m for m in scene.mentions if m.family == "others_opine"]
    spans = {scene.sentence_of(m.first) for m in told}
    spans = {span for span in spans if not (_ours(scene, span) or _reports(scene, span))}
    return tuple(spans) if spans and any(_judgement(scene, s, spans) for s in scene.sentences) else ()


def without_opinions(scene: TextScene, changes: Sequence[Change]) -> tuple[Change, ...]:
    """The changes without those that only such an opinion tells."""
    spans = opinions_asked(scene)
    ends = [(scene.words[span.first].start, scene.words[span.last].end) for span in spans]
    return tuple(c for c in changes if not any(start <= c.start < end for start, end in ends))


def _ours(scene: TextScene, span: Span) -> bool:
    """Whether the buyer speaks of himself in it, beside "our CFO"."""
    said = [scene.words[at].lower for at in range(span.first, span.last + 1)]
    return bool(set(said) & first_person() & listed("first_person_doing"))


def _reports(scene: TextScene, span: Span) -> bool:
    """Whether a figure is reported and no thing is judged: "they say it is 500 calls a month"."""
    return any(fact.kind in ("volume", "money", "number") for fact in scene.facts_within(span))


def _judgement(scene: TextScene, sentence: Span, opinions: set[Span]) -> bool:
    asked = scene.words[sentence.last].text == "?"
    said = [w for w in scene.words[sentence.first : sentence.last + 1] if w.is_word]
    short = len(said) <= _SHORT or sentence in opinions
    return asked and short and any({w.lower, *w.forms} & listed("judged_so") for w in said)
