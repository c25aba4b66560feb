"""Channels and their numbers in a row with no sign between: «звонков в сутки 120 чатов с сайта 40 в день»."""

from assistant.reading.rate_words import period_forms
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed

_BETWEEN = 3  # words of a period between a channel and its number
_AHEAD = 5  # words behind the next channel among which its own number stands


def led_in_row(scene: TextScene, first: int) -> str | None:
    """The channel right before the number at a word, where the next one has its own number too; None for no row."""
    before = [(channel, place) for channel, place in scene.channels if place.last < first]
    behind = [(channel, place) for channel, place in scene.channels if place.first > first]
    if not behind and len(before) > 1 and _ends_row(scene, first, before[-2][1], before[-1][1]):
        return before[-1][0]
    if not before or not behind or before[-1][0] == behind[0][0]:
        return None
    (channel, place), after = before[-1], behind[0][1]
    period = scene.words[place.last + 1 : first]
    numbers = [at for at in range(place.last + 1, after.first) if (f := scene.fact_at[at]) and f.kind in _COUNTS]
    if len(period) > _BETWEEN or not all(_of_period(word.lower) for word in period) or _counted_ahead(scene, place):
        return None
    if len({id(scene.fact_at[at]) for at in numbers}) != 1 or not _together(scene, place.last, after.last):
        return None
    ahead = range(after.last + 1, min(len(scene.words), after.last + 1 + _AHEAD))
    others = {at for _, other in behind[1:] for at in range(other.first, other.last + 1)}
    own = next((at for at in ahead if at in others or ((f := scene.fact_at[at]) and f.kind in _COUNTS)), None)
    return channel if own is not None and own not in others and _together(scene, after.last, own) else None


def _ends_row(scene: TextScene, first: int, earlier: Span, place: Span) -> bool:
    """The last number of such a row: its channel follows the number of the one before, and little stands between."""
    between = range(place.last + 1, first)
    numbers = {id(f) for at in range(earlier.last + 1, place.first) if (f := scene.fact_at[at]) and f.kind in _COUNTS}
    told = [at for at in between if scene.fact_at[at] is not None]
    led = len(numbers) == 1 and not _counted_ahead(scene, earlier) and _together(scene, earlier.last, first)
    return led and len(between) <= _AHEAD and not told and _led_so(scene, earlier, place)


def _led_so(scene: TextScene, earlier: Span, place: Span) -> bool:
    """Only a period stands between the earlier channel and its number, which the next channel follows at once."""
    start = next(at for at in range(earlier.last + 1, place.first) if (f := scene.fact_at[at]) and f.kind in _COUNTS)
    period = scene.words[earlier.last + 1 : start]
    return len(period) <= _BETWEEN and all(_of_period(word.lower) for word in period)


def _counted_ahead(scene: TextScene, place: Span) -> bool:
    """Whether a number stands before the channel, up to the last sign: then numbers may lead their channels."""
    starts = max((at for at in range(place.first) if scene.words[at].text in _SIGNS), default=-1) + 1
    return any((f := scene.fact_at[at]) and f.kind in _COUNTS for at in range(starts, place.first))


_COUNTS = ("number", "volume")
_SIGNS = frozenset(",;.:!?()\n—–")


def _of_period(word: str) -> bool:
    return word in period_forms() or word in listed("in_period")


def _together(scene: TextScene, first: int, last: int) -> bool:
    return not any(scene.words[at].text in _SIGNS for at in range(first, last + 1))
