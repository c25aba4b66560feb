"""The concepts of one family in a text, by their places: which stand within a span, and which near it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from assistant.reading.concepts import Mention
from assistant.reading.sentences import Span

_LONGEST_PHRASE = 12  # words before a span among which a phrase that runs up to it may begin
# Distance, first word and what decides between equals: the side, the way from the span, the concept, the place.
Near = tuple[float, int, int, int, str, int, Mention]


class Family:
    """Mentions of one family in the order of the text; each keeps its place among all the mentions."""

    def __init__(self, placed: Sequence[tuple[int, Mention]]) -> None:
        self._placed = placed
        self._starts = [mention.first for _, mention in placed]
        self._by_end = sorted(placed, key=lambda pair: pair[1].last)
        self._ends = [mention.last for _, mention in self._by_end]

    def within(self, span: Span) -> list[Mention]:
        """Mentions that begin within a span."""
        found = self._placed[bisect_left(self._starts, span.first) : bisect_right(self._starts, span.last)]
        return [mention for _, mention in found]

    def stands_within(self, span: Span) -> bool:
        """True when a mention begins within a span."""
        at = bisect_left(self._starts, span.first)
        return at < len(self._starts) and self._starts[at] <= span.last

    def near(self, span: Span, costs: Sequence[float], reach: float) -> Iterator[Near]:
        """Mentions within a span or within reach of it; `costs` are distances from the beginning of the text."""
        begins, ends = bisect_left(self._starts, span.first), bisect_right(self._starts, span.last)
        for place, m in self._placed[begins:ends]:
            yield 0.0, m.first, 0, m.last, m.concept, place, m
        for index in range(bisect_left(self._ends, span.first) - 1, -1, -1):
            place, m = self._by_end[index]
            gap = max(0.0, costs[span.first] - costs[m.last + 1])
            if gap > reach:
                break
            yield gap, m.first, 1, -m.last, "before", place, m
        for index in range(begins - 1, -1, -1):
            place, m = self._placed[index]
            if span.first - m.first > _LONGEST_PHRASE and max(0.0, costs[span.first] - costs[m.first + 1]) > reach:
                break
            if m.last >= span.first:  # a phrase that runs into the span belongs to it, wherever it began
                yield 0.0, m.first, 1, -m.first, "into", place, m
        for index in range(ends, len(self._starts)):
            place, m = self._placed[index]
            gap = max(0.0, costs[m.first] - costs[span.last + 1])
            if gap > reach:
                break
            yield gap, m.first, 2, m.first, "after", place, m
