"""A "no" that denies something of a channel and refuses no channel: "no call is lost", "no phone trees"."""

from assistant.reading.concepts import Mention
from assistant.reading.scene import TextScene
from assistant.reading.sentences import Span
from assistant.reading.word_lists import listed


def none_of_them(scene: TextScene, mention: Mention, span: Span) -> bool:
    """True when "no" opens a subject or another noun: "no call holds longer than a minute", "no calls after six".

    What is refused outright ends there, or is followed by small words or a wish: "no phone please", "no calls needed".
    """
    if scene.words[mention.last].lower not in listed("none_of_determiners"):
        return False
    sentence = scene.sentence_of(span.first)
    after = span.last + 1
    if after > sentence.last or not scene.words[after].is_word:
        return False
    word = scene.words[after]
    if word.lower in listed("none_of_verbs") or word.forms & listed("none_of_nouns"):
        return not scene.has(Span(after, sentence.last), "wish", "wanted", "decline")
    if word.lower in listed("none_of_times"):
        timed = scene.words[after + 1].text[:1].isdigit() if after < sentence.last else False
        return timed or scene.has(Span(after, min(after + 2, sentence.last)), "period_head", "weekday", "hour_named")
    return word.lower in listed("none_of_links") and any(
        scene.words[at].lower in listed("none_of_verbs") for at in range(after + 1, sentence.last + 1)
    )


def denied_of(scene: TextScene, span: Span) -> bool:
    """True when a "no" beside a channel denies something of it and refuses nothing."""
    near = (m for m in scene.ending_at(span.first - 1) if m.family == "decline") if span.first else ()
    return any(none_of_them(scene, mention, span) for mention in near)
