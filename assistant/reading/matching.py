"""Phrases of the vocabularies laid against the words of a text.

A phrase is a row of elements. It is tried where its first word stands; most trials are spared by asking first whether a
word the phrase cannot do without stands near enough.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from assistant.reading.facts import Fact
from assistant.reading.words import Word

GAP = 4  # words at most in place of "..."
NAME = 3  # words at most in place of "..", all before the last word of one name: "hand-made leather" before "bags"
_FAR = 12  # words after the beginning of a phrase among which it is worth looking for one it needs
LONGEST = 100  # words at most that a phrase may depend on, with the facts in it
_STEP = 2  # a comma may stand before a word of a phrase
_SKIPPED = {"gap": GAP, "name": NAME}


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a phrase: its alternatives, each a word, a beginning (`prefixes`) or kinds of facts."""

    words: frozenset[str]
    prefixes: tuple[str, ...] = ()
    exact: frozenset[str] = frozenset()
    facts: frozenset[str] = frozenset()
    sign: str = ""  # "gap", "name", "start" or "end"
    optional: bool = False

    def taken_by(self, lower: str, forms: frozenset[str]) -> bool:
        """True when a word, in small letters and in its dictionary forms, is one of the alternatives."""
        if not self.words.isdisjoint(forms) or lower in self.exact:
            return True
        return bool(self.prefixes) and lower.startswith(self.prefixes)


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase of a concept as it may begin; of `needs` one stands within `reach` words after the beginning, if any."""

    concept: str
    elements: tuple[Element, ...]
    head: int  # the element that begins it; before it stands nothing but "start"
    needs: frozenset[str]
    reach: int

    @classmethod
    def of(cls, concept: str, elements: tuple[Element, ...]) -> "Entry":
        """The entry of a phrase that begins with its first element that takes a word."""
        head = next(i for i, element in enumerate(elements) if element.sign != "start")
        return cls(concept, elements, head, *_needed(elements[head + 1 :]))

    def end(self, scene: "Scene", at: int) -> int | None:
        """The last word of the phrase begun at a word its head takes, or None where it does not go on so."""
        if self.head and at not in scene.starts:
            return None
        after = at + (taken(self.elements[self.head], scene, at) if self.elements[self.head].facts else 1)
        if len(self.elements) == self.head + 1:
            return after - 1
        if self.needs and self.needs.isdisjoint(scene.ahead(after, self.reach)):
            return None
        return match(self.elements, scene, after, self.head + 1)


def _needed(rest: Sequence[Element]) -> tuple[frozenset[str], int]:
    """The words of which one must follow the head, and how many words after it at most; none where nothing must."""
    reach = 0
    for element in rest:
        if element.facts:
            break  # a fact may take any number of words
        reach += _SKIPPED.get(element.sign, 0 if element.sign else _STEP)
        if reach > _FAR:
            break
        if not (element.sign or element.optional or element.prefixes):
            return element.words | element.exact, reach
    return frozenset(), 0


@dataclass(slots=True)
class Scene:
    """A text as words with the facts that cover them.

    `starts` and `ends` are where clauses begin and end; `joints` are words that stand within no name: to, and, our.
    """

    words: Sequence[Word]
    forms: Sequence[frozenset[str]]
    fact_at: Sequence[Fact | None]
    starts: frozenset[int]
    ends: frozenset[int]
    joints: frozenset[int] = frozenset()
    found: dict[object, dict[int, dict[str, int]]] = field(default_factory=dict, repr=False, compare=False)
    _ahead: dict[tuple[int, int], frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    def take_over(self, other: "Scene") -> None:
        """Keep what was found in the same words with other facts, where no phrase reaches what differs."""
        self._ahead = other._ahead
        here, there = self._marks(), other._marks()
        changed = {at for at, (one, two) in enumerate(zip(here, there, strict=True)) if one != two}
        changed |= (self.starts ^ other.starts) | (self.ends ^ other.ends)
        touched = {at for place in changed for at in range(place - LONGEST, place + 1)}
        for vocabulary, places in other.found.items():
            self.found[vocabulary] = {at: best for at, best in places.items() if at not in touched}

    def _marks(self) -> list[tuple[str, bool] | None]:
        """What phrases see of the facts: the kind at each word, and where one begins."""
        before = (None, *self.fact_at)
        pairs = zip(self.fact_at, before, strict=False)
        return [(fact.kind, fact is not last) if fact is not None else None for fact, last in pairs]

    def ahead(self, at: int, reach: int) -> frozenset[str]:
        """All forms of the words that a phrase may take next, from word `at` on."""
        known = self._ahead.get((at, reach))
        if known is None:
            near = 1 if reach == _STEP and at < len(self.words) and self.words[at].text != "," else reach
            places = range(at, min(at + near, len(self.words)))
            spelt = [self.words[k].lower for k in places]
            known = self._ahead[at, reach] = frozenset(spelt).union(*(self.forms[k] for k in places))
        return known


def match(elements: tuple[Element, ...], scene: Scene, at: int, begin: int = 0) -> int | None:
    """Position of the last word of the phrase found at `at`, or None; backtracks over gaps and optional words."""
    for index in range(begin, len(elements)):
        element = elements[index]
        if element.sign == "start":
            if at not in scene.starts:
                return None
            continue
        if element.sign == "end":
            if at - 1 not in scene.ends:
                return None
            continue
        if element.sign in _SKIPPED:
            return _over_gap(elements, scene, at, index + 1, element.sign)
        step = taken(element, scene, at)
        if not step and index and at < len(scene.words) and scene.words[at].text == ",":
            step = taken(element, scene, at + 1)
            at += 1 if step else 0
        if element.optional:
            if step:
                last = match(elements, scene, at + step, index + 1)
                if last is not None:
                    return last
            continue
        if not step:
            return None
        at += step
    return at - 1


def _over_gap(elements: tuple[Element, ...], scene: Scene, at: int, index: int, sign: str) -> int | None:
    """Position of the last word of what follows a gap begun at `at`: the shortest gap that fits, within its clause."""
    for skip in range(_SKIPPED[sign] + 1):
        if at + skip > len(scene.words) or (skip and at + skip - 1 in scene.ends):
            return None
        if skip and sign == "name" and at + skip - 1 in scene.joints:
            return None
        last = match(elements, scene, at + skip, index)
        if last is not None:
            return last
    return None


def taken(element: Element, scene: Scene, at: int) -> int:
    """How many words the element takes at a position: 0 when it does not match."""
    if at >= len(scene.words):
        return 0
    if not element.facts:
        return int(element.taken_by(scene.words[at].lower, scene.forms[at]))
    fact = scene.fact_at[at]
    if fact is None or fact.kind not in element.facts:
        return 0
    after = at
    while after < len(scene.words) and scene.fact_at[after] is fact:
        after += 1
    return after - at


class Beginnings:
    """What one word may begin: concepts it names alone, phrases by the word that must come next, and the others."""

    __slots__ = ("alone", "beside", "others")

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.alone: set[str] = set()
        self.beside: dict[str, list[Entry]] = {}
        self.others: list[Entry] = []
        for entry in entries:
            if len(entry.elements) == 1:
                self.alone.add(entry.concept)
            elif entry.reach == _STEP:
                for form in entry.needs:
                    self.beside.setdefault(form, []).append(entry)
            else:
                self.others.append(entry)

    def longest(self, scene: Scene, at: int) -> dict[str, int]:
        """Concepts expressed from a word on, each with the last word of its longest phrase."""
        best = dict.fromkeys(self.alone, at)
        put_longest(self.others, scene, at, best)
        if self.beside:
            for form in scene.ahead(at + 1, _STEP):
                if form in self.beside:
                    put_longest(self.beside[form], scene, at, best)
        return best


def put_longest(entries: Iterable[Entry], scene: Scene, at: int, best: dict[str, int]) -> None:
    """Put the last word of the longest phrase of each concept begun at a word into `best`."""
    for entry in entries:
        end = entry.end(scene, at)
        if end is not None and end >= at and end > best.get(entry.concept, -1):
            best[entry.concept] = end
