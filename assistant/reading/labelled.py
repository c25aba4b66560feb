"""Percentages told of something with a name of its own: «текучесть — 46 %», «доля потерянных выросла с 5 % до 11 %»."""

from assistant.reading.frames import Role
from assistant.reading.positions import PlacedText
from assistant.reading.sentences import Span
from assistant.reading.word_lists import listed
from assistant.reading.words import noun_cases, parts_of_speech

_LABEL = 5  # words of a label before its percentage
_BESIDE = 2  # words after a noun that say what it is of
_RANGE = 4  # words of "from 5% to 11%" after its first
_MOVES = ("growth", "falling")  # what every such range is told by
_DASHES = "—–-:"


def of_another_label(scene: PlacedText, role: Role, *families: str) -> bool:
    """True where a noun in the nominative names the percentage and speaks of none of the families, nor of a channel."""
    sentence = scene.sentence_of(role.span.first)
    if _of_range(scene, role):
        if (subject := _moved(scene, sentence, role.span.first)) is not None and _is_share(scene, subject):
            return True
        families = tuple(family for family in families if family not in _MOVES)
    find = _moved if _of_range(scene, role) else _label
    noun = find(scene, sentence, role.span.first)
    if noun is None:
        return False
    named = Span(max(sentence.first, noun - 1), min(role.span.first, noun + _BESIDE))
    channel = any(f.kind == "channel" for f in scene.facts_within(named))
    return not channel and not scene.has(named, *families)


def _is_share(scene: PlacedText, at: int) -> bool:
    """The "share" of "the share of complaints rose from 5% to 11%"."""
    return bool(scene.words[at].forms & listed("share_nouns"))


def _of_range(scene: PlacedText, role: Role) -> bool:
    """«С 5 % до 11 %»: what was and what has become of it."""
    led = scene.words[role.span.first].lower in listed("moved_from")
    return led and role.span.last - role.span.first >= _RANGE


def _label(scene: PlacedText, sentence: Span, first: int) -> int | None:
    """The noun right before a percentage, a dash or a verb of being at most between; what it is of may follow it."""
    at = first - 1
    while at > sentence.first and (scene.words[at].text in _DASHES or scene.words[at].lower in listed("amounts_to")):
        at -= 1
    while at >= sentence.first and first - at <= _LABEL and scene.words[at].is_word and scene.fact_at[at] is None:
        parts = parts_of_speech(scene.words[at].lower)
        if _names(scene.words[at].lower):
            return None if _period(scene, at) else at
        if not parts & {"NOUN", "ADJF", "PRTF"} or "PREP" in parts:
            return None
        at -= 1
    return None


def _moved(scene: PlacedText, sentence: Span, before: int) -> int | None:
    """The subject of what rose or fell: the first noun in the nominative of its clause."""
    first = before
    while first > sentence.first and scene.words[first - 1].text not in ",;:()":
        first -= 1
    for at in range(first, before):
        if scene.words[at].is_word and _names(scene.words[at].lower):
            return at
    return None


def _names(word: str) -> bool:
    """A noun that may stand in the nominative, or one that does not decline."""
    cases, parts = noun_cases(word), parts_of_speech(word)
    return "nomn" in cases or (not cases and parts == {"NOUN"} and len(word) > 2)


def _period(scene: PlacedText, at: int) -> bool:
    return bool(scene.words[at].forms & listed("period_nouns"))
