"""The period of a list of volumes told once, behind it: «25 звонков, 30 чатов, это всё за день», "all that a week"."""

from dataclasses import replace

from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.scene import Span, TextScene

_SECONDS = {"day": 86_400.0, "week": 604_800.0, "month": 2_628_000.0, "quarter": 7_884_000.0, "year": 31_536_000.0}
_AHEAD = 4  # words between "all of it" and the period
_BACK = 6  # sentences a list may run over
_LABEL = 0.6  # from the name of a channel to its number
_QUANTITIES = ("number", "volume", "money", "percent")


def with_period_of_all(scene: TextScene) -> TextScene:
    """The scene with the numbers of contacts before "all of it per day" read as volumes of that period."""
    replaced: dict[int, Fact] = {}
    dropped: set[int] = set()
    for mark in (m for m in scene.mentions if m.family == "all_told"):
        unit, told = _period(scene, mark.last)
        for fact in _listed(scene, mark.first) if unit else ():
            replaced[id(fact)] = replace(fact, kind="volume", value={"value": fact.value, "per": unit}, per=unit)
            dropped |= {id(told)} if told is not None else set()
    if not replaced:
        return scene
    return scene.with_facts([replaced.get(id(f), f) for f in scene.facts if id(f) not in dropped])


def _period(scene: TextScene, last: int) -> tuple[str, Fact | None]:
    """The period named right behind the words of all, and the fact it is; "" where none is."""
    sentence = scene.sentence_of(last)
    ahead = Span(last, min(sentence.last, last + _AHEAD))
    for fact in scene.facts_within(ahead):
        if fact.kind in _QUANTITIES:
            return "", None
        if (
            fact.kind == "duration"
            and fact.unit in _SECONDS
            and abs(middle(fact.value) / _SECONDS[fact.unit] - 1) < 0.1
        ):
            return fact.unit, fact
    named = [m for m in scene.inside(ahead, ("period_head", "year_head")) if m.last > last]
    return (named[0].value or "year", None) if named else ("", None)


def _listed(scene: TextScene, first: int) -> list[Fact]:
    """The numbers of contacts without a period before a word, in its sentence, else in those right before it."""
    sentence = scene.sentence_of(first)
    for one in scene.sentences_before(sentence, _BACK):
        last = min(one.last, first - 1)
        facts = (
            [f for f in scene.facts_within(Span(one.first, last)) if f.kind in _QUANTITIES] if last >= one.first else []
        )
        if any(f.kind == "volume" for f in facts):
            return []
        found = [f for f in facts if counts_contacts(scene, f)]
        if found:
            return found + (_before(scene, one) if one != sentence else [])
        if facts or (one != sentence and one.last - one.first > 2 * _AHEAD):
            return []
    return []


def _before(scene: TextScene, sentence: Span) -> list[Fact]:
    """More of the list in the sentences before: «Звонки: 1300. Письма: 900.»."""
    found: list[Fact] = []
    for one in scene.sentences_before(sentence, _BACK)[1:]:
        facts = [f for f in scene.facts_within(one) if f.kind in _QUANTITIES]
        if not facts or not all(counts_contacts(scene, f) for f in facts):
            break
        found += facts
    return found


def counts_contacts(scene: TextScene, fact: Fact) -> bool:
    """Whether a fact is a bare number of contacts, by what it counts or by the name of a channel before it."""
    if fact.kind != "number" or fact.unit:
        return False
    head, _ = scene.head(fact)
    span = scene.span(fact)
    if head is not None:
        return head.family == "contact"
    labelled = any(m.last < span.first for _, m in scene.around(span, ("contact",), _LABEL))
    named = (at for _, at in scene.channels if at.last < span.first)
    return labelled or any(scene.distance(at.last, span.first) <= _LABEL for at in named)
