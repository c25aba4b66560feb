"""The scene of a text: its words, facts and concepts, its sentences and clauses, and how far apart things stand.

Distance is measured along the sentence: a word is a short step, a comma or a conjunction a longer one, the end of a
sentence or of a list item longer still. A colon brings a label and its value together.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from assistant.reading.concepts import Mention, Scene, vocabulary
from assistant.reading.facts import Fact, find_facts
from assistant.reading.layout import typed_right
from assistant.reading.masks import address_spans
from assistant.reading.typos import meant as right_spelling
from assistant.reading.word_lists import clause_starters, firms, function_words, listed, turns
from assistant.reading.words import Word, dictionary_forms, is_known, noun_cases, parts_of_speech, words

ENTITIES = frozenset({"country", "language", "channel"})
_STEP = {",": 1.0, ";": 3.0, ":": 0.1, "(": 0.6, ")": 0.9, "—": 0.2, "–": 0.2, "-": 0.2, "|": 0.3, "\n": 2.5, "/": 0.3}
_CONJUNCTIONS = frozenset({"and", "or", "plus", "&", "+", "и", "или", "плюс", "то"})
_BULLETS = frozenset("-–—•*·▪◦")
_QUOTED_NAME = re.compile(r"[«“„\"]([A-ZА-ЯЁ][^«»“”„\"\n]{0,40})[»”“\"]")
REACH = 12.0


@dataclass(frozen=True, slots=True)
class Span:
    """Words `first` … `last` of the text, both included."""

    first: int
    last: int

    def __contains__(self, position: object) -> bool:
        return isinstance(position, int) and self.first <= position <= self.last


@dataclass
class TextScene:
    """Everything the reader knows about a text before it decides what is meant."""

    text: str
    language: str
    words: Sequence[Word]
    facts: Sequence[Fact]
    found: Sequence[Fact]
    fact_at: list[Fact | None]
    span_of: dict[int, Span]
    sentences: list[Span] = field(default_factory=list)
    scene: Scene = field(init=False)

    def __post_init__(self) -> None:
        self.sentences = list(_sentences(self.words, self.fact_at))
        starts = {s.first for s in self.sentences}
        ends = {s.last for s in self.sentences} | {-1, len(self.words) - 1}
        for at, word in enumerate(self.words):
            if self.fact_at[at] is None and (word.text in ",:()—–-" or word.lower in turns()):
                starts.add(at + 1)
                ends.add(at - 1)
            if word.text in ".!?;…\n":
                ends.add(at - 1)
                starts.add(at + 1)
        forms = [_with_typos(word) for word in self.words]
        self.scene = Scene(self.words, forms, self.fact_at, frozenset(starts), frozenset(ends))

    @cached_property
    def _nouns(self) -> list[Mention]:
        return vocabulary("fields").mentions(self.scene)

    @cached_property
    def mentions(self) -> list[Mention]:
        """Concepts of fields.yaml: nouns, of which the longest stands, and cues, which may overlap."""
        found = self._nouns + vocabulary("fields", "cues").overlapping(self.scene)
        return sorted(found, key=lambda m: (m.first, m.last))

    @cached_property
    def labels(self) -> list[Mention]:
        """Values named by word: industries, levels, pricing models…"""
        known = vocabulary("fields", "labels")
        found = known.mentions(self.scene)
        wide = [m for m in found if m.family == "currency" and m.last > m.first + 1]
        gapped = [m for m in found if m.family == "industry" and m.last > m.first + 1]
        if gapped:  # "we sell insurance online" is about insurance
            others = [m for m in known.overlapping(self.scene) if m.family == "industry"]
            for whole in gapped:
                inner = [m for m in others if whole.first < m.first and m.last < whole.last and m.value != whole.value]
                found = [m for m in found if m is not whole] + inner if inner else found
        if wide:  # "price on a per-minute basis in euro" says two things
            inner = [m for m in known.overlapping(self.scene) if m.family != "currency"]
            found += [m for m in inner if any(w.first <= m.first and m.last <= w.last for w in wide)]
        return sorted(found, key=lambda m: (m.first, m.last))

    @cached_property
    def _ends_at(self) -> dict[int, list[Mention]]:
        table: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            table.setdefault(mention.last, []).append(mention)
        return table

    @cached_property
    def _starts_at(self) -> dict[int, list[Mention]]:
        table: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            table.setdefault(mention.first, []).append(mention)
        return table

    @cached_property
    def _sentence_ends(self) -> list[int]:
        return [sentence.last for sentence in self.sentences]

    @cached_property
    def parenthetical(self) -> frozenset[int]:
        """Words put in between, "honestly", «как мне кажется», with the commas on both sides."""
        found: set[int] = set()
        for mention in self.mentions:
            if mention.family != "parenthetical":
                continue
            found.update(range(mention.first, mention.last + 1))
            opening, closing = mention.first - 1, mention.last + 1
            enclosed = opening >= 0 and closing < len(self.words)
            if enclosed and {self.words[opening].text, self.words[closing].text} <= set(",—–"):
                found.update((opening, closing))
        return frozenset(found)

    @cached_property
    def _costs(self) -> list[float]:
        """Distance from the beginning of the text to each word, for differences."""
        total, costs = 0.0, [0.0]
        sentence_ends = {s.last for s in self.sentences}
        for at, word in enumerate(self.words):
            total += 0.05 if at in self.parenthetical else self._step(at, word)
            if at in sentence_ends:
                total += 2.0
            costs.append(total)
        return costs

    def _step(self, at: int, word: Word) -> float:
        fact = self.fact_at[at]
        if fact is not None and fact.kind not in ENTITIES:
            return 0.25 if at == self.span_of[id(fact)].first else 0.0
        if not word.is_word:
            if word.text == "." and not self._closes(at):
                return 0.1  # «310 руб./час»
            if word.text in ".!?…":
                return 2.5
            return _STEP.get(word.text, 0.1)
        if word.lower in turns():
            return 1.0
        if word.lower in _CONJUNCTIONS:
            return 0.6
        return 0.12 + (0.7 if word.lower in clause_starters() else 0.0)

    def _closes(self, at: int) -> bool:
        return self.sentence_of(at).last == at

    def hearing(self, facts: Sequence[Fact]) -> "TextScene":
        """The same scene with some of its facts only; words and concepts stay."""
        self._names_given, self.mentions, self.labels, self._starts_at, self._ends_at, self._costs, self._sentence_ends  # noqa: B018 – kept by the copy
        heard = copy(self)
        heard.facts = facts
        heard.__dict__.pop("channels", None)
        return heard

    def with_facts(self, facts: Sequence[Fact]) -> "TextScene":
        """The same text with other facts in it."""
        return _placed(self.text, self.language, self.words, facts, self.found)

    def distance(self, before: int, after: int) -> float:
        """Distance between two words, what stands strictly between them counted."""
        if after <= before + 1:
            return 0.0
        return self._costs[after] - self._costs[before + 1]

    def span(self, fact: Fact) -> Span:
        """The words of a fact."""
        return self.span_of[id(fact)]

    def sentences_before(self, sentence: Span, count: int) -> list[Span]:
        """A sentence and up to `count` before it, the nearest first."""
        at = bisect_left(self._sentence_ends, sentence.last)
        return self.sentences[max(0, at - count) : at + 1][::-1]

    def sentence_of(self, position: int) -> Span:
        """The sentence a word belongs to."""
        at = bisect_left(self._sentence_ends, position)
        return self.sentences[at] if at < len(self.sentences) else Span(0, max(0, len(self.words) - 1))

    def stands_alone(self, span: Span) -> bool:
        """True when a sign or an end of the text stands on both sides."""
        before = span.first == 0 or not self.words[span.first - 1].text[0].isalnum()
        return before and (span.last + 1 >= len(self.words) or not self.words[span.last + 1].text[0].isalnum())

    def facts_besides(self, mention: Mention) -> list[Fact]:
        """Facts that stand outside a mention."""
        return [f for f in self.facts if not mention.first <= self.span(f).first <= mention.last]

    def inside(self, span: Span, families: Iterable[str]) -> list[Mention]:
        """Mentions of some families within a span."""
        wanted = set(families)
        found = []
        for at in range(span.first, span.last + 1):
            found += [m for m in self._starts_at.get(at, ()) if m.family in wanted]
        return found

    def around(self, span: Span, families: Iterable[str], reach: float) -> list[tuple[float, Mention]]:
        """Mentions within reach of a span with their distances, nearest first; negative reach is not an error."""
        wanted = set(families)
        found: list[tuple[float, Mention]] = [(0.0, m) for m in self.inside(span, wanted)]
        costs, ends, starts = self._costs, self._ends_at, self._starts_at
        at = span.first - 1
        while at >= 0:
            gap = max(0.0, costs[span.first] - costs[at + 1])
            if gap > reach:
                break
            if at in ends:
                found += [(gap, m) for m in ends[at] if m.family in wanted]
            if at in starts:
                found += [(gap, m) for m in starts[at] if m.family in wanted and m.last >= span.first]
            at -= 1
        at = span.last + 1
        while at < len(self.words):
            gap = max(0.0, costs[at] - costs[span.last + 1])
            if gap > reach:
                break
            if at in starts:
                found += [(gap, m) for m in starts[at] if m.family in wanted]
            at += 1
        return sorted(found, key=lambda pair: (pair[0], pair[1].first))

    def has(self, span: Span, *families: str) -> bool:
        """True when a concept of one of the families stands within the span."""
        return bool(self.inside(span, families))

    def starting_at(self, position: int) -> list[Mention]:
        """Mentions whose first word is at a position."""
        return self._starts_at.get(position, [])

    def ending_at(self, position: int) -> list[Mention]:
        """Mentions whose last word is at a position."""
        return self._ends_at.get(position, [])

    @cached_property
    def channels(self) -> list[tuple[str, Span]]:
        """Channels named, in order: by facts and by the nouns that count contacts.

        A name inside a word group with a meaning of its own ("phone number", "call centre", "ticket") names none.
        """
        nouns = [m for m in self._nouns if m.family in ("contact", "support", "other_number", "paper")]
        spoken = {at for m in nouns if m.family == "paper" for at in range(m.first, m.last + 1)}
        found: dict[int, tuple[str, Span]] = {}
        for fact in self.facts:
            if fact.kind == "channel":
                place = self.span(fact)
                over = [m for m in nouns if m.first <= place.last and m.last >= place.first]
                if (
                    not self._priced(place)
                    and not self._of_address(place)
                    and not self.in_name(place)
                    and place.first not in spoken
                    and not any(
                        (m.concept == "contact._" and m.first <= place.first and m.last >= place.last)
                        or (m.family != "contact" and m.last - m.first > place.last - place.first)
                        for m in over
                    )
                ):
                    found[place.first] = (str(fact.value), place)
        lost = {m.last + 1 for m in nouns if m.family == "other_number"}
        lost |= {at for f in self.facts if f.each == "agent" for at in range(self.span(f).first, self.span(f).last + 1)}
        found = {at: pair for at, pair in found.items() if at not in lost}  # "abandoned calls" ask for no phone
        inert = {at for m in self.mentions if m.family == "inert" for at in range(m.first, m.last + 1)}
        found = {at: pair for at, pair in found.items() if at not in inert}  # "it sits in my inbox"
        units = [m for m in self.labels if m.family in ("unit", "pricing") and self._billing(m)]
        found = {at: pair for at, pair in found.items() if not any(m.first < at <= m.last for m in units)}  # "per call"
        covered = {at for _, place in found.values() for at in range(place.first, place.last + 1)}
        for mention in nouns:
            named = mention.family == "contact" and mention.value != "_"
            spot = Span(mention.first, mention.last)
            named = named and not self._of_address(spot) and not self._priced(spot)
            named = named and not self.in_name(spot) and mention.first not in spoken
            named = named and not any(m.first < mention.first <= m.last for m in units) and not self._naming(mention)
            if (
                named
                and mention.first not in lost | inert
                and not covered & set(range(mention.first, mention.last + 1))
            ):
                found[mention.first] = (mention.value, Span(mention.first, mention.last))
        return [found[at] for at in sorted(found)]

    @cached_property
    def _names_given(self) -> frozenset[int]:
        return frozenset(at for m in self.mentions if m.family == "naming" for at in range(m.first, m.last + 1))

    def _naming(self, mention: Mention) -> bool:
        """ "A firm called Transcom", "as you call it": the verb gives a name."""
        after = mention.last + 1
        if mention.first in self._names_given:
            return True
        named = after < len(self.words) and self.words[after].text[:1].isupper() and self.fact_at[after] is None
        return named and self.words[mention.last].lower.endswith("ed")

    def _billing(self, mention: Mention) -> bool:
        """True when the sentence speaks of paying and of no handle time: "we'd pay per call"."""
        sentence = self.sentence_of(mention.first)
        return self.has(sentence, "pricing_cue") and not self.has(sentence, "aht_name", "contract")

    @cached_property
    def _addresses(self) -> list[tuple[int, int]]:
        return address_spans(self.text)

    @cached_property
    def _names(self) -> list[tuple[int, int]]:
        """Names of firms in quotation marks: those a price is asked by or a word for a firm stands before."""
        found = []
        for match in _QUOTED_NAME.finditer(self.text):
            at = next((k for k, word in enumerate(self.words) if word.start >= match.start()), 0)
            sentence = self.sentence_of(at)
            priced = any(f.kind == "money" and self.span(f).first in sentence for f in self.facts)
            before = self.words[at - 1] if at else None
            if priced or (before is not None and before.lower in firms()):
                found.append((match.start(), match.end()))
        return found

    def in_name(self, place: Span) -> bool:
        """The words stand in the name of a firm: «Контакт Плюс», «Диалог»."""
        start, end = self.words[place.first].start, self.words[place.last].end
        return any(first <= start and end <= last for first, last in self._names)

    def _of_address(self, place: Span) -> bool:
        """«тел. +7 495 …», "e-mail: sales@…": the name of an address, not a channel to be served."""
        start, end = self.words[place.first].start, self.words[place.last].end
        for first, last in self._addresses:
            if first <= start and end <= last:
                return True
            if end <= first and not any(c.isalnum() for c in self.text[end:first]):
                return True
        return False

    def _priced(self, place: Span) -> bool:
        """The channel is what a price is for: «55 ₽ за звонок»."""
        for at in range(max(0, place.first - 3), place.first):
            fact = self.fact_at[at]
            if fact is not None and fact.kind == "money" and fact.per:
                return True
        return False

    def head(self, fact: Fact) -> tuple[Mention | None, bool]:
        """What a quantity counts: the concept that is the head of its noun phrase, and whether there is a head at all.

        In «300 обращений клиентов» the head comes first, in "300 customer calls" last.
        """
        span = self.span(fact)
        found: list[Mention] = self.inside(span, _COUNTED)
        if not found and self.inside(Span(span.first, min(span.last + 1, len(self.words) - 1)), ("of_them",)):
            before = [m for m in self._nouns if m.family in _BACK and m.last < span.first]
            return (before[-1], True) if before else (None, False)
        if not found:
            pointed = self._pointed_back(span)
            if pointed is not None:
                return pointed, True
        content = False
        at = span.last + 1
        if at + 1 < len(self.words) and self.words[at].text == "-" and self.words[at + 1].is_word:
            at += 1  # "a 35-seat floor"
        stop = min(len(self.words), at + 5)
        while not found and at < stop:
            word = self.words[at]
            within = self.fact_at[at]
            if not word.is_word or (within is not None and within.kind not in ENTITIES):
                break
            if within is not None and within.kind != "channel":
                at += 1  # "5 Polish-speaking agents"
                continue
            if not _countable_by(word, fact):
                break
            mentions = [m for m in self.starting_at(at) if m.family in _COUNTABLE]
            if mentions:
                found += self._phrase_heads(at, stop)
                break
            if _ends_noun_phrase(word):
                break
            content = content or _is_content(word)
            at += 1
        if not found and not content:
            counted = [m for m in self.ending_at(span.first - 1) if m.family in ("person", "agent")]
            if counted and any(m.family == "of_them" for m in self.ending_at(span.first - 1)):
                before = [m for m in self._nouns if m.family in _BACK and m.last < counted[0].first]
                return (before[-1], True) if before else (counted[0], True)  # «звонки, их сорок»
            if counted and not isinstance(fact.value, dict) and self._free_of_number(counted[0].first - 1):
                return counted[0], True  # «человек шесть», «операторов десять»
        if not found:
            return None, content
        if not self.inside(span, _COUNTABLE) and self._labelled(span, found[-1]):
            return None, False
        russian = "а" <= self.words[found[0].first].lower[0] <= "я" or fact.unit == "per_driver"
        return (found[0] if russian else found[-1]), True

    def _pointed_back(self, span: Span) -> Mention | None:
        """ "E-mail, of which there are 1,150 a month": the noun before "of which" without a number of its own."""
        marks = [m for d, m in self.around(span, ("of_which",), 1.3) if m.last < span.first]
        if not marks:
            return None
        nouns = [m for m in self._nouns if m.family in _BACK and m.last < marks[0].first]
        if not nouns:
            return None
        before = self.fact_at[nouns[-1].first - 1] if nouns[-1].first else None
        counted = before is not None and before.kind in ("number", "volume")
        inside = self.fact_at[nouns[-1].first]
        counted = counted or (inside is not None and inside.kind in ("number", "volume"))
        return None if counted else nouns[-1]

    def _free_of_number(self, position: int) -> bool:
        return position < 0 or self.fact_at[position] is None

    def _labelled(self, span: Span, head: Mention) -> bool:
        """In a list of names with numbers, "calls 3000 e-mails 2000", the noun after belongs to the next number."""
        after = head.last + 1
        follows = after < len(self.words) and self.fact_at[after] is not None and self.words[after].is_digits
        before = [m for m in self.ending_at(span.first - 1) if m.family == "contact"]
        if not before or head.family != "contact":
            return False
        first = before[0].first - 1
        return (follows or self._labels_seen(first)) and (
            first < 0 or self.fact_at[first] is None or self._labels_seen(first)
        )

    def _labels_seen(self, position: int) -> bool:
        """True when the number at a position itself stands right after a name of contacts."""
        fact = self.fact_at[position] if position >= 0 else None
        return fact is not None and any(m.family == "contact" for m in self.ending_at(self.span(fact).first - 1))

    def _verbal(self, mention: Mention) -> bool:
        """ "1,100 parents ringing": what they do, not what is counted."""
        return mention.family == "contact" and self.words[mention.last].lower.endswith("ing")

    def _phrase_heads(self, at: int, stop: int) -> list[Mention]:
        found: list[Mention] = []
        while at < stop and self.words[at].is_word:
            mentions = [m for m in self.starting_at(at) if m.family in _COUNTABLE and not self._verbal(m)]
            if mentions:
                found += mentions
                at = max(m.last for m in mentions) + 1
            elif _ends_noun_phrase(self.words[at]):
                break
            else:
                at += 1
        return found


_BACK = frozenset({"contact", "agent", "person", "driver"})
_COUNTED = frozenset({"contact", "driver", "agent", "person", "other_number"})
_COUNTABLE = frozenset({"contact", "driver", "agent", "person", "other_number", "contract", "schedule"})


def look(text: str, language: str) -> TextScene:
    """Words, facts and sentences of a text."""
    typed = typed_right(text)
    original = find_facts(typed, language)
    if typed != text:
        original = [replace(fact, text=text[fact.start : fact.end]) for fact in original]
    found = [_counted(fact) for fact in original]
    tokens = [_spelt_right(word) for word in words(typed)]
    return _placed(text, language, tokens, found, original)


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


def _counted(fact: Fact) -> Fact:
    """«5 операторов на чат» counts operators: a volume per something that is not a time is a number here."""
    if fact.kind != "volume" or fact.value.get("per") in _PERIODS:
        return fact
    unit = "per_driver" if fact.value.get("per") in _DRIVER_UNITS else None
    return Fact("number", fact.value["value"], fact.start, fact.end, fact.text, fact.approximate, fact.bound, unit=unit)


def _sentences(tokens: Sequence[Word], fact_at: Sequence[Fact | None]) -> Iterator[Span]:
    first = 0
    for at, word in enumerate(tokens):
        ends = word.text in "!?;…\n" or (word.text == "." and not _abbreviated(tokens, at))
        inside = at + 1 < len(tokens) and fact_at[at] is not None and fact_at[at] is fact_at[at + 1]
        if ends and not inside and word.text:
            if at > first or word.text != "\n":
                yield Span(first, at)
            first = at + 1
    if first < len(tokens):
        yield Span(first, len(tokens) - 1)


def _abbreviated(tokens: Sequence[Word], at: int) -> bool:
    if at == 0 or at + 1 >= len(tokens):
        return False
    glued = tokens[at].end == tokens[at + 1].start and tokens[at + 1].text not in "\n"
    before = tokens[at - 1].lower
    return (
        glued
        or before in listed("abbreviations_before_names")
        or (before in listed("abbreviations") and not tokens[at + 1].text[0].isupper())
    )


def _ends_noun_phrase(word: Word) -> bool:
    if word.lower in function_words():
        return True
    parts = parts_of_speech(word.lower)
    return bool(parts) and not parts & {"NOUN", "ADJF", "PRTF"}


def _countable_by(word: Word, fact: Fact) -> bool:
    """After a number other than one a Russian noun stands in the genitive: «150, операторы» are two things."""
    cases = noun_cases(word.lower)
    return not cases or "gent" in cases or fact.value in (1, 21, 31) or fact.kind == "percent"


def _is_content(word: Word) -> bool:
    parts = parts_of_speech(word.lower)
    return len(word.text) > 1 and (not parts or "NOUN" in parts)


@lru_cache(maxsize=20_000)
def _typo_forms(lower: str) -> frozenset[str]:
    """Vocabulary words one slip of the finger away from a long word that no dictionary knows."""
    known = [vocabulary("fields", section).long_words for section in ("concepts", "cues", "labels")]
    if any(lower in words.get(len(lower), ()) for words in known):
        return frozenset()
    near = {word for words in known for size in (-1, 0, 1) for word in words.get(len(lower) + size, ())}
    said = lower.translate(_ALIKE)
    return frozenset(
        word
        for word in near
        if word[0] == lower[0]
        and (_one_slip(lower, word) or (len(lower) >= 8 and _one_slip(said, word.translate(_ALIKE))))
    )


# Unstressed vowels and voiced endings that are written as they are heard: «стамотология».
_ALIKE = str.maketrans({"о": "а", "е": "и", "я": "и", "э": "и", "ы": "и"})


def _one_slip(a: str, b: str) -> bool:
    """True when one letter is missing, added, wrong, or two neighbours are swapped."""
    if len(a) > len(b):
        a, b = b, a
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    if len(a) < len(b):
        return a[at:] == b[at + 1 :]
    return a[at + 1 :] == b[at + 1 :] or (a[at : at + 2] == b[at : at + 2][::-1] and a[at + 2 :] == b[at + 2 :])


def _spelt_right(word: Word) -> Word:
    """The word under its right spelling; the text stays as it was typed."""
    right = right_spelling(word.lower) if word.is_word and word.text.islower() else None
    right = right or _one_script(word.lower)
    return replace(word, lower=right, forms=word.forms | dictionary_forms(right)) if right else word


def _one_script(lower: str) -> str | None:
    """A Russian word typed with Latin letters in it that look or sound alike: «аgенты»."""
    cyrillic = sum("а" <= letter <= "я" for letter in lower)
    if not cyrillic or not any("a" <= letter <= "z" for letter in lower) or len(lower) < _MIXED:
        return None
    return next((word for table in _LATIN if is_known(word := lower.translate(table))), None)


_MIXED = 4  # letters of the shortest word read so
_LATIN = (
    str.maketrans("abcehkmoptxy", "авсенкмортху"),
    str.maketrans("abvgdezijklmnoprstufhcy", "абвгдезийклмнопрстуфхцы"),
)


def _with_typos(word: Word) -> frozenset[str]:
    lower = word.lower
    cyrillic = "а" <= lower[0] <= "я"
    if not word.is_word or len(lower) < (5 if cyrillic else 7) or "-" in lower:
        return word.forms
    if cyrillic and is_known(lower):
        return word.forms
    extra: frozenset[str] = frozenset()
    for form in sorted(word.forms):
        if len(form) >= (5 if cyrillic else 6):
            extra |= _typo_forms(form)
    return word.forms | extra if extra else word.forms
