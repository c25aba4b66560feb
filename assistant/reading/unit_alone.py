"""A unit of time that nothing counts, whose price is asked: "what do they ask for an hour of an agent's work?".

It supposes no hour a day, and no way of paying.
"""

from assistant.reading.rate_words import period_forms
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed


def unit_alone(scene: TextScene, slot: Span) -> bool:
    """«Сколько просят за час?»: whether a stretch holds one unit of time that no number counts, behind "for"."""
    facts = scene.facts_within(slot)
    bare = [f for f in facts if f.kind == "duration" and f.text.lower() in period_forms()]
    if len(facts) != 1 or facts != bare or scene.channels_within(slot):
        return False
    first = scene.span(bare[0]).first
    return first > 0 and scene.words[first - 1].lower in listed("priced_per")
