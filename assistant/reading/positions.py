"""Where the words, facts and concepts of a text stand, in which sentence, and how far apart.

Distance is measured along the sentence: a word is a short step, a comma or a conjunction a longer one, the end of a
sentence or of a list item longer still. A colon brings a label and its value together.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from assistant.reading.concepts import Mention, vocabulary
from assistant.reading.facts import Fact
from assistant.reading.families import Family
from assistant.reading.masks import address_spans
from assistant.reading.matching import Scene
from assistant.reading.misspelt import with_typos
from assistant.reading.sentences import Span, sentences
from assistant.reading.tickets_counted import tickets_in_writing
from assistant.reading.word_lists import clause_starters, firms, listed, relatives, turns
from assistant.reading.words import Word, parts_of_speech

ENTITIES = frozenset({"country", "language", "channel"})
_STEP = {",": 1.0, ";": 3.0, ":": 0.1, "(": 0.6, ")": 0.9, "—": 0.2, "–": 0.2, "-": 0.2, "|": 0.3, "\n": 2.5, "/": 0.3}
_POLITE = 3  # words of "if possible," that opens a sentence
_CLAUSE = 9  # words of a clause put in between
_CONDITION = 7  # words of a condition put in between
_CONJUNCTIONS = frozenset({"and", "or", "plus", "&", "+", "и", "или", "плюс", "то"})
_QUOTED_NAME = re.compile(r"[«“„\"]([A-ZА-ЯЁ][^«»“”„\"\n]{0,40})[»”“\"]")


@dataclass
class PlacedText:
    """The words of a text with the facts and concepts found in it, each in its place.

    `tickets_are` is the channel that earlier messages called tickets.
    """

    text: str
    language: str
    words: Sequence[Word]
    facts: Sequence[Fact]
    found: Sequence[Fact]
    fact_at: list[Fact | None]
    span_of: dict[int, Span]
    sentences: list[Span] = field(default_factory=list)
    scene: Scene = field(init=False)
    tickets_are: str | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.sentences = list(sentences(self.words, self.fact_at))
        starts = {s.first for s in self.sentences}
        ends = {s.last for s in self.sentences} | {-1, len(self.words) - 1}
        for at, word in enumerate(self.words):
            if self.fact_at[at] is None and (word.text in ",:()—–-" or word.lower in turns()):
                starts.add(at + 1)
                ends.add(at - 1)
            if word.text in ".!?;…\n":
                ends.add(at - 1)
                starts.add(at + 1)
        for sentence in self.sentences:
            at = sentence.first
            while at < sentence.last and self.words[at].lower in listed("fillers"):
                at += 1
                starts.add(at)
        # A capital letter within a sentence begins a name: "Contacta" is a firm and no contact misspelt.
        forms = [w.forms if at not in starts and w.text.istitle() else with_typos(w) for at, w in enumerate(self.words)]
        joints = frozenset(at for at, word in enumerate(self.words) if word.lower in listed("within_no_name"))
        self.scene = Scene(self.words, forms, self.fact_at, frozenset(starts), frozenset(ends), joints)

    @cached_property
    def nouns(self) -> list[Mention]:
        """Concepts of fields.yaml named by nouns; of those that overlap the longest stands."""
        return tickets_in_writing(self, vocabulary("fields").mentions(self.scene), self.tickets_are)

    @cached_property
    def mentions(self) -> list[Mention]:
        """Concepts of fields.yaml: nouns, of which the longest stands, and cues, which may overlap."""
        found = self.nouns + vocabulary("fields", "cues").overlapping(self.scene)
        return sorted(found, key=lambda m: (m.first, m.last))

    @cached_property
    def labels(self) -> list[Mention]:
        """Values named by word: industries, levels, pricing models…"""
        known = vocabulary("fields", "labels")
        found = known.mentions(self.scene)
        found += [m for whole in found if not whole.sure for m in self._within(whole)]
        wide = [m for m in found if m.family == "currency" and m.last > m.first + 1]
        gapped = [m for m in found if m.family == "industry" and m.last > m.first + 1]
        if gapped:  # "we sell insurance online" is about insurance
            others = [m for m in known.overlapping(self.scene) if m.family == "industry"]
            for whole in gapped:
                inner = [m for m in others if m.value != whole.value and self._tells_more(m, whole)]
                found = [m for m in found if m is not whole] + inner if inner else found
        if wide:  # "price on a per-minute basis in euro" says two things
            inner = [m for m in known.overlapping(self.scene) if m.family != "currency"]
            found += [m for m in inner if any(w.first <= m.first and m.last <= w.last for w in wide)]
        return sorted(found, key=lambda m: (m.first, m.last))

    @cached_property
    def families(self) -> Counter[str]:
        """How many mentions each family of concepts and labels has in the text."""
        return Counter(mention.family for mention in (*self.mentions, *self.labels))

    @cached_property
    def in_order(self) -> list[Mention]:
        """Mentions of concepts and labels by where they begin."""
        return sorted((*self.mentions, *self.labels), key=lambda mention: mention.first)

    def mentions_of(self, sentence: Span) -> list[Mention]:
        """Mentions of concepts and labels that begin in a sentence."""
        known = self.in_order
        first = bisect_left(known, sentence.first, key=lambda mention: mention.first)
        return known[first : bisect_right(known, sentence.last, key=lambda mention: mention.first)]

    def _within(self, whole: Mention) -> list[Mention]:
        """Trades named for sure within the words of one that is not: "bank" in "our bank rents out marquees"."""
        inside = vocabulary("fields", "labels").overlapping(self.scene, whole.first, whole.last)
        return [m for m in inside if m.family == "industry" and m.sure and m.last <= whole.last]

    def _tells_more(self, inner: Mention, whole: Mention) -> bool:
        """Whether a trade named within a longer phrase is the one meant: "insurance" in "we sell insurance online".

        A word before the last one only says of what kind that is, "school" in "sell school uniforms", and a name of
        several words at the end says more than its last word: "food trucks" in "we run food trucks".
        """
        if inner.last == whole.last:
            return inner.last > inner.first > whole.first
        between = range(inner.last + 1, whole.last)
        of_kind = self.words[whole.last].lower not in listed("where_sold") and not set(between) & self.scene.joints
        return whole.first < inner.first and inner.last < whole.last and not of_kind

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
        return frozenset(found | self._conditions() | self._relatives())

    def _relatives(self) -> set[int]:
        """Words of a participle or a "which" between commas that tells no figure: «…, подлежащих обработке, —»."""
        found: set[int] = set()
        commas = [at for at, word in enumerate(self.words) if word.text == ","]
        for opening, closing in pairwise(commas):
            inside = range(opening + 1, closing)
            if not 0 < len(inside) <= _CLAUSE or self.sentence_of(opening) != self.sentence_of(closing):
                continue
            leads = self.words[opening + 1].lower in relatives() or "PRTF" in parts_of_speech(
                self.words[opening + 1].lower
            )
            if leads and all(self._tells_nothing(at) for at in inside):
                found.update(range(opening, closing + 1))
        return found

    def _tells_nothing(self, at: int) -> bool:
        return self.fact_at[at] is None and not any(sign.isdecimal() for sign in self.words[at].text)

    def _conditions(self) -> set[int]:
        """Words of a short "if" put in between, "if there is to be one", that tells no figure, with its commas."""
        found: set[int] = set()
        for sentence in self.sentences:
            if self.words[sentence.last].text == "?":
                continue
            commas = [at for at in range(sentence.first, sentence.last + 1) if self.words[at].text == ","]
            brief = commas[0] - sentence.first <= _POLITE if commas else False
            for opening, closing in pairwise([sentence.first - 1, *commas] if brief else commas):
                inside = range(opening + 1, closing)
                if self.words[opening + 1].lower not in listed("conditionals") or len(inside) > _CONDITION:
                    continue
                if all(self.fact_at[at] is None for at in inside):
                    found.update(range(max(0, opening), closing + 1))
        return found

    @cached_property
    def names_given(self) -> frozenset[int]:
        """Words by which something is given a name: "we call it"."""
        return frozenset(at for m in self.mentions if m.family == "naming" for at in range(m.first, m.last + 1))

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

    def distance(self, before: int, after: int) -> float:
        """Distance between two words, what stands strictly between them counted."""
        if after <= before + 1:
            return 0.0
        return self._costs[after] - self._costs[before + 1]

    def span(self, fact: Fact) -> Span:
        """The words of a fact."""
        return self.span_of[id(fact)]

    def kind_at(self, position: int) -> str | None:
        """The kind of the fact a word belongs to; None for a word of no fact."""
        fact = self.fact_at[position]
        return fact.kind if fact is not None else None

    def facts_within(self, span: Span) -> list[Fact]:
        """Facts whose first word stands within a span, in order."""
        starts, ordered = self._facts_placed
        return ordered[bisect_left(starts, span.first) : bisect_right(starts, span.last)]

    @cached_property
    def _facts_placed(self) -> tuple[list[int], list[Fact]]:
        """Where facts begin, in the order of the text, and the facts themselves."""
        ordered = sorted(self.facts, key=lambda f: self.span(f).first)
        return [self.span(f).first for f in ordered], ordered

    @cached_property
    def _of_family(self) -> dict[str, Family]:
        """The concepts named, by family."""
        families: dict[str, list[tuple[int, Mention]]] = {}
        for place, mention in enumerate(self.mentions):
            families.setdefault(mention.family, []).append((place, mention))
        return {name: Family(placed) for name, placed in families.items()}

    def names_any(self, families: Iterable[str]) -> bool:
        """True when a concept of one of the families is named anywhere in the text."""
        return any(family in self._of_family for family in families)

    def sentences_before(self, sentence: Span, count: int) -> list[Span]:
        """A sentence and up to `count` before it, the nearest first."""
        at = bisect_left(self._sentence_ends, sentence.last)
        return self.sentences[max(0, at - count) : at + 1][::-1]

    def sentence_of(self, position: int) -> Span:
        """The sentence a word belongs to."""
        at = bisect_left(self._sentence_ends, position)
        return self.sentences[at] if at < len(self.sentences) else Span(0, max(0, len(self.words) - 1))

    def clause_of(self, span: Span, parts: Callable[[Word], bool]) -> Span:
        """The words around a span within its sentence, up to a word or sign that parts clauses on either side."""
        sentence = self.sentence_of(span.first)
        first, last = span.first, span.last
        while first > sentence.first and not parts(self.words[first - 1]):
            first -= 1
        while last < sentence.last and not parts(self.words[last + 1]):
            last += 1
        return Span(first, last)

    def stands_alone(self, span: Span) -> bool:
        """True when a sign or an end of the text stands on both sides."""
        before = span.first == 0 or not self.words[span.first - 1].text[0].isalnum()
        return before and (span.last + 1 >= len(self.words) or not self.words[span.last + 1].text[0].isalnum())

    def facts_besides(self, mention: Mention) -> list[Fact]:
        """Facts that stand outside a mention."""
        return [f for f in self.facts if not mention.first <= self.span(f).first <= mention.last]

    def inside(self, span: Span, families: Iterable[str]) -> list[Mention]:
        """Mentions of some families within a span."""
        named = [self._of_family[family] for family in set(families) if family in self._of_family]
        return sorted((m for family in named for m in family.within(span)), key=lambda m: (m.first, m.last, m.concept))

    def around(self, span: Span, families: Iterable[str], reach: float) -> list[tuple[float, Mention]]:
        """Mentions within reach of a span with their distances, nearest first; negative reach is not an error."""
        named = [self._of_family[family] for family in set(families) if family in self._of_family]
        found = sorted(near for family in named for near in family.near(span, self._costs, reach))
        return [(near[0], near[-1]) for near in found]

    def has(self, span: Span, *families: str) -> bool:
        """True when a concept of one of the families stands within the span."""
        return any(self._of_family[f].stands_within(span) for f in families if f in self._of_family)

    def starting_at(self, position: int) -> list[Mention]:
        """Mentions whose first word is at a position."""
        return self._starts_at.get(position, [])

    def ending_at(self, position: int) -> list[Mention]:
        """Mentions whose last word is at a position."""
        return self._ends_at.get(position, [])

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

    def of_address(self, place: Span) -> bool:
        """«тел. +7 495 …», "e-mail: sales@…": the name of an address, not a channel to be served."""
        start, end = self.words[place.first].start, self.words[place.last].end
        for first, last in self._addresses:
            if first <= start and end <= last:
                return True
            if end <= first and not any(c.isalnum() for c in self.text[end:first]):
                return True
        return False
