"""A lone number of the one channel named, apart from its name: "emails, forgot those. 120 or so", «и почта, 20».

Of a channel just added it is in the period the known volumes were told in; of a known one it puts its volume right,
"phone: only 1,100 really", «телефон: 1100 на самом деле».
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.coverage import known_coverage
from assistant.reading.facts import Fact
from assistant.reading.in_brief import value_at, volumes_in
from assistant.reading.result import Change
from assistant.reading.reworded import Reread, Told
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.told_figures import marks_of_figures, said
from assistant.reading.volumes_corrected import likely_factor
from assistant.reading.word_lists import listed
from assistant.reading.workload import per_month, tidy

_VOLUME = "contacts_per_month"
_FEWEST = 3
_HOURS = 24  # up to it a number behind a word of the clock is an hour
_MANY = 3.0  # times the known volumes that one added is hardly of their period
_FEW = 100  # contacts a month, as many of which are told for a shorter time where the others are
_WORDS = 14  # of a message that adds a channel and hardly anything else


def number_of_added(
    scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any], earlier: Sequence[Told], reread: Reread
) -> list[Change]:
    """The changes with that number as the volume of its channel; as they are where it may be of anything else."""
    if scene.text.rstrip().endswith("?") or sum(w.is_word for w in scene.words) > _WORDS:
        return list(changes)
    named = {channel for channel, _ in scene.channels}
    numbers = [f for f in scene.facts if f.kind in ("number", "volume", "percent", "money", "duration")]
    if len(named) != 1 or len(numbers) != 1 or not _bare(scene, numbers[0]):
        return list(changes)
    fact, own = numbers[0], f"channels.{next(iter(named))}"
    path = f"{own}.{_VOLUME}"
    added = [c for c in changes if c.path == own and c.value == {}]
    known = value_at(brief, path)
    refused = any(c.path == own and c.value is None for c in changes)
    if refused or any(c.path == path for c in changes) or not (added if known is None else _anew(scene)):
        return list(changes)
    taken = [c for c in changes if c.start < fact.end and fact.start < c.end and c not in added]
    if any(not c.path.endswith(_VOLUME) for c in taken):
        return list(changes)
    if known is None or fact.per:
        value = _monthly(fact, brief, earlier, reread)
    else:
        value = tidy(middle(fact.value) * likely_factor(middle(fact.value), known, known_coverage(brief, [])))
    kept = [c for c in changes if c not in added and c not in taken]
    return [*kept, Change("set", path, value, fact.start, fact.end, fact.text)]


def _anew(scene: TextScene) -> bool:
    """Something in the message says that what was told is put right."""
    whole = Span(0, len(scene.words) - 1)
    return scene.has(whole, "afresh", "truth", "slip", "untrue") or said(scene, whole, "truly", "swollen", "now")


def _bare(scene: TextScene, fact: Fact) -> bool:
    """Nothing is counted, and the words around the number only say how sure it is."""
    if fact.kind not in ("number", "volume") or fact.unit not in (None, "times") or fact.each:
        return False
    if middle(fact.value) < _FEWEST or scene.head(fact) != (None, False):
        return False
    span = scene.span(fact)
    led = scene.words[span.first - 1].lower if span.first else ""
    if led in listed("instead_words") or (led in listed("clock_led") and middle(fact.value) <= _HOURS):
        return False  # «на телефоне трое вместо 4», «почта, и там с 8»
    clause = _clause(scene, span)
    inside = {at for _, place in scene.channels for at in range(place.first, place.last + 1)}
    inside |= set(range(span.first, span.last + 1))
    hedges = listed("guessing") | listed("conjunctions") | listed("put_right_by") | listed("adding")
    hedges |= listed("of_that_channel")
    words = [(at, scene.words[at]) for at in range(clause.first, clause.last + 1) if scene.words[at].is_word]
    told = [m for m in marks_of_figures(scene) if m.family in ("usual", "now", "truly")]
    told += scene.inside(clause, ("afresh", "truth", "slip"))
    marked = {at for m in told for at in range(m.first, m.last + 1)}
    return all(at in inside or at in marked or word.lower in hedges for at, word in words)


def _clause(scene: TextScene, span: Span) -> Span:
    sentence = scene.sentence_of(span.first)
    first = max((at + 1 for at in range(sentence.first, span.first) if scene.words[at].text in ",;:—–("), default=0)
    last = min((at for at in range(span.last + 1, sentence.last) if scene.words[at].text in ",;:—–("), default=0)
    return Span(max(first, sentence.first), last or sentence.last)


def _monthly(fact: Fact, brief: Mapping[str, Any], earlier: Sequence[Told], reread: Reread) -> int | float:
    """The number in its own period, or in that of the volumes told before, where it is small for a month."""
    coverage = known_coverage(brief, [])
    number = middle(fact.value)
    if fact.per:
        return tidy(number * per_month(fact.per, coverage))
    known = max(volumes_in(brief).values(), default=0.0)
    for told in earlier:
        periods = [c.detail["per"] for c in reread(told).changes if c.path.endswith(_VOLUME) and c.detail.get("per")]
        if periods:
            value = number * per_month(periods[-1], coverage)
            return tidy(value if number < _FEW or value <= _MANY * known else number)
    return tidy(number)
