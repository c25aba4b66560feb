"""What a multiple or a percentage is compared with: another channel, or figures of the past.

"Emails come in four times as often" is how many e-mails there are, and "18% more than the year before" is what was.
Neither tells by how much the volume is going to grow.
"""

from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed
from assistant.reading.words import is_past

_BEHIND = 4  # words behind a multiple among which the comparison is told
_TO_CHANNEL = 6  # words from the comparison to the channel compared with
_TO_PAST = 7  # words from a percentage to the past it is compared with


def likened_to_channel(scene: TextScene, span: Span) -> bool:
    """ "Ring three times as often", «звонков в три раза больше, чем писем»: as many of one channel as of another.

    Not where it is compared with the usual or with another time: "four times as many calls as a year ago".
    """
    sentence = scene.sentence_of(span.first)
    behind = range(span.last + 1, min(sentence.last, span.last + _BEHIND) + 1)
    said = {scene.words[at].lower for at in (*behind, *range(span.first, span.last + 1))}
    if _times_another(scene, sentence, span):
        return True
    if not said & listed("compares"):
        return False
    after = Span(span.last + 1, min(sentence.last, span.last + _BEHIND + _TO_CHANNEL))
    if scene.has(after, "usual", "past_year", "yearly", "now", "peak") or scene.has(sentence, "wanted", "rises_to"):
        return False
    if any({word.lower, *word.forms} & listed("forecast_said") for word in scene.words[sentence.first : span.first]):
        return False
    if any(scene.words[at].lower in listed("than") for at in behind):
        return bool(scene.channels_within(after))
    ours = [channel for channel, place in scene.channels if place.first in sentence]
    others = {channel for channel, place in scene.channels if place.first < span.first and channel not in ours[-1:]}
    return bool(ours) and bool(others)


def _times_another(scene: TextScene, sentence: Span, span: Span) -> bool:
    """ "Chats are three times the calls": another channel right behind the multiple."""
    behind = [channel for channel, place in scene.channels if 0 < place.first - span.last <= _NEXT]
    before = [channel for channel, place in scene.channels if sentence.first <= place.first < span.first]
    return bool(behind) and bool(before) and behind[0] != before[-1]


_NEXT = 2  # words from a multiple to the channel it is a multiple of


def compared_with_past(scene: TextScene, span: Span) -> bool:
    """ "In Q2 we had 30% more calls than in Q2 2023", «на 18 % больше, чем в позапрошлом»: what was is no growth."""
    sentence = scene.sentence_of(span.first)
    ahead = range(span.last + 1, min(sentence.last, span.last + _TO_PAST) + 1)
    behind = range(sentence.first, span.first)  # "Q1 2024 set against Q1 2023 showed 40% more calls"
    if not any(_leads_to_past(scene, sentence, at) for at in (*ahead, *behind)):
        return False
    told = scene.words[sentence.first : span.last + _BEHIND]
    ahead_of_us = any({word.lower, *word.forms} & listed("forecast_said") for word in told)
    return not ahead_of_us and any(is_past(word.lower) or word.lower in listed("was_counted") for word in told)


def _leads_to_past(scene: TextScene, sentence: Span, at: int) -> bool:
    """ "Than in Q2 2023", "against the year before": a comparison, and a date or a word of the past behind it."""
    if scene.words[at].lower not in listed("than_past"):
        return False
    base = scene.words[at + 1 : min(sentence.last, at + _BEHIND + 1) + 1]
    dated = any(word.text.isdecimal() and word.text[:2] in ("19", "20") for word in base)
    return dated or any(word.lower in listed("past_base") for word in base)
