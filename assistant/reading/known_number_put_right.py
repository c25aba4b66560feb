"""A known number that is said to hold something else, with the one that holds: "70 is with spam, really 55".

«1500 это вместе с приложением, чисто по телефону 900», "50 was the weekends, call it 1,000 a month".
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.coverage import known_coverage
from assistant.reading.facts import Fact
from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.told_as import told_as
from assistant.reading.told_figures import said
from assistant.reading.word_lists import listed
from assistant.reading.workload import per_month, tidy

_BESIDE = 2  # words from the known number to "is" or "was"
_FEWEST = 3
_CHANNEL = ".contacts_per_month"


def known_number_put_right(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with the number that holds; as they are where no known number is told again beside another."""
    numbers = [f for f in scene.facts if _plain(scene, f)]
    if len(numbers) != 2 or scene.text.rstrip().endswith("?"):
        return list(changes)
    coverage = known_coverage(brief, [])
    told = [(fact, *_as_told(fact, brief)) for fact in numbers]
    if sorted(len(paths) for _, paths, _ in told) != [0, 1]:
        return list(changes)
    (old, (path,), factor), (new, _, _) = sorted(told, key=lambda each: not each[1])
    clause, own = _clause(scene, old, new), _clause(scene, new, old)
    explained = _explained(scene, old) or said(scene, clause, "swollen")
    holds = said(scene, own, "truly", "usual", "now", "taken") or scene.has(own, "truth", "afresh")
    if not (explained and holds) or _of_another(scene, own, path):
        return list(changes)
    value = tidy(middle(new.value) * (per_month(new.per, coverage) if new.per else factor))
    if any(c.path == path and c.value == value for c in changes):
        return list(changes)
    first, last = scene.words[clause.first].start, scene.words[clause.last].end
    kept = [c for c in changes if c.path != path and not _overlaps(c, new) and not first <= c.start < last]
    return [*kept, Change("set", path, value, new.start, new.end, new.text, {"per": new.per} if new.per else {})]


def _plain(scene: TextScene, fact: Fact) -> bool:
    """A number of contacts or of nothing that is named."""
    if fact.kind not in ("number", "volume") or fact.unit not in (None, "times") or fact.each:
        return False
    head, content = scene.head(fact)
    counts = (
        head.family == "contact" if head is not None else not content or _explained(scene, fact) or _sure(scene, fact)
    )
    return middle(fact.value) >= _FEWEST and counts


def _as_told(fact: Fact, brief: Mapping[str, Any]) -> tuple[list[str], float]:
    """The fields that hold a number, and how many times; «9400 это было в год аварии» tells no yearly one."""
    paths, factor = told_as(middle(fact.value), fact.per, brief)
    return (paths, factor) if paths or not fact.per else told_as(middle(fact.value), None, brief)


def _sure(scene: TextScene, fact: Fact) -> bool:
    """ "Nearer 8,200 really": what follows the number only says how true it is."""
    after = scene.span(fact).last + 1
    said_so = after < len(scene.words) and scene.words[after].lower in listed("figure_is")
    return said_so or any(m.first == after and m.family in ("truth", "afresh") for m in scene.mentions)


def _clause(scene: TextScene, fact: Fact, other: Fact) -> Span:
    """The words of a number: its sentence, up to the other number or the sign before it."""
    own, beside = scene.span(fact), scene.span(other)
    sentence = scene.sentence_of(own.first)
    if beside.first > own.last:
        end = min(sentence.last, beside.first - 1)
        parted = [at for at in range(own.last + 1, end + 1) if scene.words[at].text in ",;:.—–("]
        return Span(sentence.first, parted[-1] - 1 if parted and parted[-1] > own.last + 1 else end)
    first = max(sentence.first, beside.last + 1)
    parted = [at for at in range(first, own.first) if scene.words[at].text in ",;:.—–("]
    return Span(parted[-1] if parted else first, sentence.last)


def _explained(scene: TextScene, fact: Fact) -> bool:
    """ "70 is …", «70 это …», "the 2,000 was …": the number is spoken of as one told before."""
    last = scene.span(fact).last
    after = [w.lower for w in scene.words[last + 1 : last + 1 + _BESIDE]]
    return bool(set(after) & listed("number_spoken_of"))


def _of_another(scene: TextScene, clause: Span, path: str) -> bool:
    """The words of the number name a channel it is not known for."""
    named = {channel for channel, _ in scene.channels_within(clause)}
    return path.endswith(_CHANNEL) and bool(named) and path.split(".")[1] not in named


def _overlaps(change: Change, fact: Fact) -> bool:
    return change.start < fact.end and fact.start < change.end
