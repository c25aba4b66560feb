"""Names of units that head what follows and count nothing: "90 chats hours 9 to 5", «вотсап 90 часы с 8 до 22»."""

from assistant.reading.number_words import words
from assistant.reading.tokens import DASHES, Token


def heads_hours(tokens: list[Token], i: int, end: int) -> bool:
    """Whether the plural of the hour at `i`, which ends before `end`, opens the hours of the day told behind it."""
    if tokens[i].low not in words().heading_hours:
        return False
    after = [token.low for token in tokens[end : end + 2]]
    if not after or after[0] in words().range_from:
        return bool(after)
    return len(after) > 1 and after[0].isdecimal() and after[1] in {*DASHES, "to", "till", "until", "до"}
