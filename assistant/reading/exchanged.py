"""What stands in another's place in a correction: a figure and the one it replaces, a word and the one taken back."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.reading.concepts import Mention
from assistant.reading.facts import Fact, find_facts
from assistant.reading.money import currency_at
from assistant.reading.positions import ENTITIES
from assistant.reading.roles import middle
from assistant.reading.scene import TextScene
from assistant.reading.tokens import tokenize
from assistant.reading.word_lists import listed, only_words
from assistant.reading.words import Word, words

AMOUNTS = ("number", "volume", "money", "duration", "percent")
LONGEST_PIECE = 3  # words of what stands in another's place
_SCALES = (1, 1000, 1_000_000)
_UNITS = {"second": 1, "minute": 60, "hour": 3600}
_SHORT_WORD = 3  # letters of a word that hardly names a thing
_NEAR = 4  # words between a figure and the name it was told under


@dataclass(frozen=True)
class Edit:
    """New text for a stretch of an earlier message."""

    start: int
    end: int
    text: str

    def made(self, text: str) -> str:
        """The message with the new text in it."""
        return text[: self.start] + self.text + text[self.end :]


def scale_of(gone: Fact, told: Fact) -> int | None:
    """By what the number said to be wrong is to be multiplied to make the one told; None where it is another."""
    if gone.kind == told.kind and gone.kind not in ("number", "volume"):
        return 1 if gone.value == told.value or _amount(gone) == _amount(told) is not None else None
    said, was = _amount(gone), _amount(told)
    if said is None or was is None or gone.kind not in ("number", "volume"):
        return None
    return next((scale for scale in _SCALES if abs(said * scale - was) < 1e-6 * max(1.0, was)), None)


def _amount(fact: Fact) -> float | None:
    """The number of a quantity, in the unit it was told in."""
    if fact.kind == "duration":
        return middle(fact.value) / _UNITS[fact.unit] if fact.unit in _UNITS else None
    value = fact.value.get("amount") if fact.kind == "money" else fact.value
    return middle(value) if fact.kind in AMOUNTS else None


def put(there: TextScene, told: Fact, new: Fact, gone: Fact | None) -> Edit | None:
    """The new quantity in the place of the one told: all of it, or the number alone with the unit kept."""
    inside = [f for f in there.facts if f is not told and told.start <= f.start < told.end]
    whole = new.kind == told.kind != "number" and (new.kind not in ("money", "volume") or new.per or not told.per)
    if whole and (not inside or new.per != told.per):
        return None if inside else Edit(told.start, told.end, new.text)
    length = _number_length(told.text)
    value = _amount(new)
    if not length or value is None or new.kind not in ("number", "volume", "money"):
        return None
    scale = (scale_of(gone, told) or 1) if gone is not None else 1
    was = _amount(told) or 0
    if scale == 1 and was >= _SCALES[1] and was % (_SCALES[1] / 2) == 0 and value < _SCALES[1] / 10:
        scale = _SCALES[1]  # «не две тысячи, а три с половиной»
    number = value * scale if value < _SCALES[1] or scale == 1 else value
    return Edit(told.start, told.start + length, f"{number:.10g}")


def _number_length(text: str) -> int:
    """How long the number is with which a quantity begins; 0 where it begins with something else."""
    ends = [word.end for word in words(text)]
    for end in reversed(ends):
        facts = find_facts(text[:end])
        if len(facts) == 1 and facts[0].kind == "number" and (facts[0].start, facts[0].end) == (0, end):
            return end
    return 0


def counted(scene: TextScene, fact: Fact) -> frozenset[str]:
    """Dictionary forms of the noun a number counts, "salons" of "8 salons"; none where a sign or nothing follows it."""
    at = scene.span(fact).last + 1
    if fact.kind != "number" or at >= len(scene.words) or not scene.words[at].is_word:
        return frozenset()
    word = scene.words[at]
    idle = _grammar(word) or word.lower in listed("put_in")  # «вместо 60 читать 84»
    return frozenset() if idle or scene.fact_at[at] is not None else word.forms


def said_of(scene: TextScene) -> frozenset[str]:
    """Dictionary forms of the words of a message that name something."""
    return frozenset(
        form
        for at, word in enumerate(scene.words)
        if says_more(scene, at) and scene.fact_at[at] is None and len(word.text) > _SHORT_WORD
        for form in word.forms
    )


def says_more(scene: TextScene, at: int) -> bool:
    """Whether a word or number says more than that something is put right."""
    word = scene.words[at]
    if not word.text[0].isalnum() or _grammar(word):
        return False
    return not any(m.first <= at <= m.last for m in marks(scene))


def told_beside(scene: TextScene, fact: Fact, named: frozenset[str]) -> bool:
    """Whether a figure was told under one of these names, or counts it."""
    span = scene.span(fact)
    near = range(max(0, span.first - _NEAR), min(span.last + 2, len(scene.words)))
    return any(scene.words[at].is_word and scene.words[at].forms & named for at in near)


def words_exchanged(scene: TextScene) -> list[tuple[list[Word], list[Word]]]:
    """What is taken back by word and what stands in its place: ([«писем»], [«звонков»])."""
    found = []
    for mention in scene.mentions:
        said = {scene.words[at].lower for at in range(mention.first, mention.last + 1)}
        at = mention.last + 1
        if not said & listed("taken_back") or (at < len(scene.words) and scene.words[at].lower in only_words()):
            continue
        gone = _piece(scene, mention.last + 1, 1)
        if not gone:
            continue
        after = scene.words.index(gone[-1]) + 1
        turned = after
        while turned < len(scene.words) and (
            scene.words[turned].text in ",—–-" or scene.words[turned].lower in listed("put_instead")
        ):
            turned += 1
        new = _piece(scene, turned, 1) if turned > after else _piece(scene, mention.first - 1, -1)
        if new and new != gone and _names_a_thing(scene, gone) and _names_a_thing(scene, new):
            found.append((gone, new))
    return found


def _names_a_thing(scene: TextScene, piece: Sequence[Word]) -> bool:
    """Whether words name what a brief holds: a channel, a place, a trade, a period, a currency.

    "Not needed" takes nothing back.
    """
    first, last = scene.words.index(piece[0]), scene.words.index(piece[-1])
    entity = any(scene.kind_at(at) in ENTITIES for at in range(first, last + 1))
    said = [*scene.labels, *(m for m in scene.nouns if m.family == "contact")]
    named = any(m.first <= last and first <= m.last for m in said)
    period = any(word.forms & listed("period_nouns") for word in piece)
    return entity or named or period or bool(currency_at(tokenize(piece[0].text), 0))


def _piece(scene: TextScene, at: int, step: int) -> list[Word]:
    """Up to three words from a place on, or back from it, without words of grammar; none where a number is among
    them."""
    while 0 <= at < len(scene.words) and (_grammar(scene.words[at]) or (step < 0 and scene.words[at].text in ",—–-")):
        at += step
    taken: list[Word] = []
    while 0 <= at < len(scene.words) and len(taken) < LONGEST_PIECE:
        word = scene.words[at]
        if not word.is_word or not says_more(scene, at):
            break
        taken.append(word)
        at += step
    fact = scene.fact_at[at] if 0 <= at < len(scene.words) else None
    if fact is not None and fact.kind in AMOUNTS:
        return []
    return taken if step > 0 else taken[::-1]


def marks(scene: TextScene) -> list[Mention]:
    """The words by which a message puts something right."""
    return [m for m in scene.mentions if m.family in ("afresh", "slip", "negation")]


def _grammar(word: Word) -> bool:
    """A word that only joins: a preposition, an article, a conjunction."""
    return word.is_word and word.lower in listed("joining_words")


def standing(gone: Sequence[Word], there: Sequence[Word]) -> list[tuple[int, int]]:
    """Where the words stand in another text one after the other, in any of their forms."""
    found = []
    for at in range(len(there) - len(gone) + 1):
        run = there[at : at + len(gone)]
        if all(word.is_word and word.forms & other.forms for word, other in zip(run, gone, strict=True)):
            found.append((run[0].start, run[-1].end))
    return found
