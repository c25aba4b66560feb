"""The scene of a text: everything the reader knows about it before it decides what is meant."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import replace
from functools import cached_property
from typing import Any

from assistant.reading import heads
from assistant.reading.channels import channels_named
from assistant.reading.concepts import Mention
from assistant.reading.dates import dates_closed
from assistant.reading.facts import Fact, find_facts
from assistant.reading.layout import typed_right
from assistant.reading.misspelt import spelt_right
from assistant.reading.positions import PlacedText
from assistant.reading.rows import laid_out
from assistant.reading.run_on import clauses_parted, compounds_parted
from assistant.reading.sentence_ends import ends_put_in
from assistant.reading.sentences import Span
from assistant.reading.tokens import Token, tokenize
from assistant.reading.words import Word, words

_PERIODS = frozenset(
    {
        "minute",
        "hour",
        "shift",
        "day",
        "business_day",
        "working_day",
        "weekday",
        "week",
        "month",
        "quarter",
        "half_year",
        "year",
    }
)
_DRIVER_UNITS = frozenset({"order", "customer", "user"})


class TextScene(PlacedText):
    """Everything the reader knows about a text before it decides what is meant.

    `opinion` is what the judge says of the words at a span, by aspect; None where it is not asked. `judged` is the
    same, of a known case too.
    """

    opinion: Callable[[Span], Mapping[str, float]] | None = None
    judged: Callable[[Span], Mapping[str, float]] | None = None

    @cached_property
    def channels(self) -> list[tuple[str, Span]]:
        """Channels named, in order, each with its words."""
        return channels_named(self)

    @cached_property
    def tokens(self) -> list[Token]:
        """The text cut as it is for finding facts; not to be changed."""
        return tokenize(self.text)

    @cached_property
    def kept(self) -> dict[Any, Any]:
        """What `once_a_text` has found in it."""
        return {}

    def channels_within(self, span: Span) -> list[tuple[str, Span]]:
        """Channels named within a span, in order."""
        first = bisect_left(self.channels, span.first, key=_place)
        return self.channels[first : bisect_right(self.channels, span.last, key=_place)]

    def head(self, fact: Fact) -> tuple[Mention | None, bool]:
        """What a quantity counts, and whether there is anything it counts at all."""
        return heads.head(self, fact)

    def hearing(self, facts: Sequence[Fact]) -> "TextScene":
        """The same scene with some of its facts only; words and concepts stay."""
        self.names_given, self.mentions, self.labels, self._starts_at, self._ends_at, self._costs, self._sentence_ends  # noqa: B018 – kept by the copy
        heard = copy(self)
        heard.facts = facts
        for of_facts in ("channels", "_facts_placed", "kept"):
            heard.__dict__.pop(of_facts, None)
        return heard

    def with_facts(self, facts: Sequence[Fact]) -> "TextScene":
        """The same text with other facts in it."""
        other = _placed(self.text, self.language, self.words, facts, self.found)
        other.opinion = self.opinion
        other.tickets_are = self.tickets_are
        other.scene.take_over(self.scene)
        return other

    def part_of(self, at: int) -> Span:
        """The part of a list a word stands in: between signs, a dash set off by blanks among them."""
        return self.clause_of(Span(at, at), self.parts_lists)

    def parts_lists(self, word: Word) -> bool:
        """Whether a sign parts what is told in a row: "calls 40 a day - open 9 to 6; in English"."""
        dash = word.text == "-" and f"{self.text} "[word.end] == " " and f" {self.text}"[word.start].isspace()
        return dash or word.text in _PARTING


_PARTING = (",", ";", ":", "(", ")", "—", "–", "|")


def _place(channel: tuple[str, Span]) -> int:
    return channel[1].first


def look(text: str, language: str) -> TextScene:
    """Words, facts and sentences of a text."""
    from assistant.reading.times_added import with_times_added
    from assistant.reading.times_of_parts import with_times_of_parts

    typed = ends_put_in(clauses_parted(compounds_parted(laid_out(dates_closed(typed_right(text))))))
    original = find_facts(typed, language)
    if typed != text:
        original = [replace(fact, text=text[fact.start : fact.end]) for fact in original]
    found = [_counted(fact) for fact in original]
    tokens = [spelt_right(word) for word in words(typed)]
    return with_times_added(with_times_of_parts(_placed(text, language, tokens, found, original)))


def _placed(
    text: str, language: str, tokens: Sequence[Word], found: Sequence[Fact], original: Sequence[Fact]
) -> TextScene:
    fact_at: list[Fact | None] = [None] * len(tokens)
    spans: dict[int, Span] = {}
    at = 0
    for fact in sorted(found, key=lambda f: (f.start, -f.end)):
        while at > 0 and tokens[at - 1].end > fact.start:
            at -= 1
        while at < len(tokens) and tokens[at].end <= fact.start:
            at += 1
        last = at
        while last < len(tokens) and tokens[last].start < fact.end:
            if fact_at[last] is None:
                fact_at[last] = fact
            last += 1
        spans[id(fact)] = Span(min(at, len(tokens) - 1), max(min(at, len(tokens) - 1), last - 1))
    return TextScene(text, language, tokens, found, original, fact_at, spans)


def _counted(fact: Fact) -> Fact:
    """«5 операторов на чат» counts operators: a volume per something that is not a time is a number here."""
    if fact.kind != "volume" or fact.value.get("per") in _PERIODS:
        return fact
    unit = "per_driver" if fact.value.get("per") in _DRIVER_UNITS else None
    return Fact("number", fact.value["value"], fact.start, fact.end, fact.text, fact.approximate, fact.bound, unit=unit)
