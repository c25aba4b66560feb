"""An hour of closing put right in the same breath: «с 9 до 19, ой, до 20», "9 to 7, no, 8"."""

from assistant.reading.clocks import Clock, clock_at
from assistant.reading.number_words import match_any
from assistant.reading.time_words import words
from assistant.reading.tokens import DASHES, Token

_LIGHT = frozenset({",", "-", "–", "—", "(", "…"})
_MOST = 4  # words and signs that take the hour before back


def closed_anew(tokens: list[Token], end: int) -> Clock | None:
    """The hour that takes the place of the one told before token `end`; None where nothing is put right.

    It has nothing counted after it and opens no hours of its own: "9 to 5, no, 8 to 6" and "9 to 5, no 20 calls" put no
    hour of closing right.
    """
    w = words()
    at, slipped = end, False
    while at < len(tokens) and at - end <= _MOST:
        after = match_any(w.slipped, tokens, at)
        if not after and tokens[at].low not in _LIGHT:
            break
        slipped = slipped or bool(after)
        at = after or at + 1
    if not slipped or at >= len(tokens) or tokens[at].newline:
        return None
    until = match_any(w.until, tokens, at)
    clock = clock_at(tokens, until or at, dotted=True)
    if clock is None or clock.minutes > _DAY or (clock.end < len(tokens) and tokens[clock.end].low in DASHES):
        return None
    beyond = tokens[clock.end] if clock.end < len(tokens) else None
    if beyond is not None and (match_any(w.range_to, tokens, clock.end) or beyond.low in {"%", "/", ":"}):
        return None
    return clock if beyond is None or beyond.kind == "sign" or beyond.low in w.after_hours else None


_DAY = 1440  # minutes
