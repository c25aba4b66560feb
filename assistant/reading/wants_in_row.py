"""Channels wanted and not wanted told in one breath: «звонки не нужны почта нужна 300 в месяц», "no phone no chat".

Each word of wanting belongs to one channel, the nearest that has none yet: the one before it, else the one behind it.
"""

from assistant.reading.scene import TextScene, look
from assistant.reading.word_lists import listed
from assistant.reading.words import words

_LEAST = 2  # channels with a word of wanting each that make a row


def with_wants_parted(text: str, language: str) -> str:
    """The text, as long as before, with a comma behind each channel told of, where none stands."""
    wanting = listed("wanting", "orders")
    if sum(word.lower in wanting for word in words(text)) < _LEAST:
        return text
    scene = look(text, language)
    for at in _ends(scene, wanting):
        end = scene.words[at].end
        if text[end : end + 1] == " ":
            text = f"{text[:end]},{text[end + 1 :]}"
    return text


def _ends(scene: TextScene, wanting: frozenset[str]) -> list[int]:
    """The last words of all pairs of a channel and its word but the last; none where anything stands alone."""
    named = {span.first: span.last for _, span in scene.channels}
    ends: list[int] = []
    free: list[int] = []  # ends of channels that have no word of wanting yet
    asked = False  # a word of wanting has no channel yet
    for at, word in enumerate(scene.words):
        if at in named and asked:
            ends, asked = [*ends, named[at]], False
        elif at in named:
            free.append(named[at])
        elif word.lower in wanting and asked:
            return []
        elif word.lower in wanting and free:
            ends, free = [*ends, at], free[:-1]
        elif word.lower in wanting:
            asked = True
        if len(free) > 1:
            return []
    whole = not free and not asked and len(ends) >= _LEAST
    return ends[:-1] if whole else []
