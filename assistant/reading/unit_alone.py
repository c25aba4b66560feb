"""A unit that nothing counts, whose price is asked: "what do they ask for an hour of an agent's work?", "how much per
call?".

It supposes no hour a day, and no way of paying.
"""

from assistant.reading.rate_words import period_forms
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed


def unit_alone(scene: TextScene, slot: Span) -> bool:
    """«Сколько просят за час?»: whether a stretch holds one unit that no number counts, behind "for"."""
    if _contact_alone(scene, slot):
        return True
    facts = scene.facts_within(slot)
    bare = [f for f in facts if f.kind == "duration" and f.text.lower() in period_forms()]
    if len(facts) != 1 or facts != bare or scene.channels_within(slot):
        return False
    first = scene.span(bare[0]).first
    return first > 0 and scene.words[first - 1].lower in listed("priced_per")


def _contact_alone(scene: TextScene, slot: Span) -> bool:
    """ "How much per call?", «сколько за звонок?»: one contact, or one of the agents, and no other word."""
    before = [scene.words[slot.first - 1]] if slot.first else []
    said = [word.lower for word in (*before, *scene.words[slot.first : slot.last + 1]) if word.is_word]
    return (
        len(said) >= 2
        and said[-1] in listed("priced_units")
        and said[-2] in listed("priced_per")
        and (len(said) - len(before) <= 2)
    )
