"""Two clocks joined by a dash: hours of the day, or minutes and seconds."""

from assistant.reading.tokens import Token

_DASHES = frozenset({"-", "–", "—", "−"})
_CLOCK, _NOON = 3, 12  # tokens of a clock; hours


def hours_of_day(tokens: list[Token], first: int) -> bool:
    """Whether the clock at `first` is joined by a dash to another, and one of the two is past noon: "08:00-20:00"."""
    start = max(0, first - _CLOCK - 1)
    texts = [token.low for token in tokens[start : first + 2 * _CLOCK + 1]]
    at = first - start
    before, clock, after = texts[:at], texts[at : at + _CLOCK], texts[at + _CLOCK :]
    joined = [before[:-1]] if before and before[-1] in _DASHES else []
    joined += [after[1:]] if after and after[0] in _DASHES else []
    clocks = [clock, *(other for other in joined if len(other) == _CLOCK and other[1] == ":")]
    return len(clocks) > 1 and any(each[0].isdecimal() and int(each[0]) > _NOON for each in clocks)
