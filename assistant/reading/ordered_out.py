"""A channel that a clause of its own orders out: «Чаты бот заберёт, убери совсем»."""

from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed


def ordered_out(scene: TextScene, span: Span) -> bool:
    """«Чаты бот заберёт, убери совсем», "the bot takes the chats, drop it": a clause that is nothing but the order.

    It is of the only channel of the clause before.
    """
    sentence = scene.sentence_of(span.first)
    comma = next((at for at in range(span.last + 1, sentence.last) if scene.words[at].text in ",-–—"), None)
    if comma is None or any(f.kind != "channel" for f in scene.facts_within(sentence)):
        return False
    rest = Span(comma + 1, sentence.last)
    order = next((m for m in scene.inside(rest, ("decline",)) if m.first == rest.first), None)
    if order is None or len({channel for channel, _ in scene.channels_within(sentence)}) != 1:
        return False
    said = [scene.words[at] for at in range(order.last + 1, rest.last + 1) if scene.words[at].is_word]
    alone = all(word.lower in listed("beside_order") for word in said)
    return alone and scene.words[order.first].lower in listed("orders_out")
