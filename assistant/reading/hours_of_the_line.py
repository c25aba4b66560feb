"""Whose hours are told: those of the line, of the office behind it, or those in which most people call."""

from collections.abc import Sequence

from assistant.reading.facts import Fact
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import contrasts, listed, turns

_SIGNS = frozenset(",;:()—–")
_PLACES = ("other_number", "schedule", "person")


def of_the_line(scene: TextScene, told: list[Fact]) -> list[Fact]:
    """The hours and days told of the line where others are set against them.

    "Clubs are staffed 9 to 6 but phones should be 6 to 9" is 6 to 9; "24/7, but most calls come 9 to 5" is 24/7.
    """
    told = _without_machines(scene, _without_busiest(scene, _as_judged(scene, told)))
    return _without_the_office(scene, [fact for fact in told if not when_they_come(scene, fact, told)])


_SURE = 0.6  # how likely hours are those of the line, or are not, where the message tells of both


def _as_judged(scene: TextScene, told: list[Fact]) -> list[Fact]:
    """ "Riders work 7 to 10, the helpdesk nine to five": of several, those the judge says are of the line."""
    kinds = [fact.kind for fact in told]
    in_parts = min(kinds.count("time_range"), kinds.count("days")) > 1
    if scene.judged is None or in_parts:
        return told  # "eight to eight on weekdays, ten to four at weekends" are one week
    gone = []
    for kind in ("time_range", "days"):
        likely = [(fact, scene.judged(scene.span(fact)).get("coverage", 0.0)) for fact in told if fact.kind == kind]
        if any(each > _SURE for _, each in likely):
            gone += [fact for fact, each in likely if each < 1 - _SURE]
    return [fact for fact in told if fact not in gone]


def _without_busiest(scene: TextScene, told: list[Fact]) -> list[Fact]:
    ranges = [f for f in told if f.kind == "time_range"]
    busiest = [f for f in ranges if _most_come(scene, _clause(scene, f, ranges))]
    if not busiest or len(busiest) == len(ranges):
        return told
    clauses = [_clause(scene, f, ranges) for f in busiest]
    return [f for f in told if f not in busiest and not _whole_in(scene, f, clauses)]


def _without_machines(scene: TextScene, told: list[Fact]) -> list[Fact]:
    """ "Between 22:00 and 6:00 calls go to voicemail, staffed 6:00 to 22:00": the hours in which people answer."""
    ranges = [f for f in told if f.kind == "time_range"]
    answered = [f for f in ranges if not _by_machine(scene, _clause(scene, f, ranges))]
    return [f for f in told if f not in ranges or f in answered] if answered else told


def _by_machine(scene: TextScene, clause: Span) -> bool:
    return any(word.forms & listed("answering_machines") for word in scene.words[clause.first : clause.last + 1])


def when_they_come(scene: TextScene, fact: Fact, told: Sequence[Fact]) -> bool:
    """ "Parents write at weekends", "busiest from 6 to 10": when most get in touch, no opening time."""
    if fact.kind not in ("days", "time_range"):
        return False
    if fact.kind == "days" and _said_to_be_more(scene, fact):
        return True
    span, clause = scene.span(fact), _clause(scene, fact, [f for f in told if f.kind == "time_range"])
    if scene.has(clause, *_SERVED) or any(
        m.last < span.first or m.first > span.last for m in scene.inside(clause, ("schedule",))
    ):
        return False
    words = scene.words[clause.first : clause.last + 1]
    most = any(word.lower in listed("most_words") for word in words) or scene.has(clause, "busier", "peak_time")
    callers = scene.has(clause, "driver", "person", "others") or most
    come = scene.has(clause, "writes") or (callers and _uncounted(scene, clause))
    if fact.kind == "days":
        return (come or most) and set(fact.value) <= _LATE_WEEK and fact.unit not in ("count", "except")
    return most and (come or scene.has(clause, "busier", "peak_time"))


_BEHIND = 3  # words behind days within which they are said to be busier


def _said_to_be_more(scene: TextScene, fact: Fact) -> bool:
    """ "Sat and Sun more", "fri sat double", «в выходные вдвое больше»: how much comes then, and no opening days."""
    if not set(fact.value) <= _LATE_WEEK or fact.unit in ("count", "except"):
        return False
    behind = Span(scene.span(fact).last + 1, scene.span(fact).last + _BEHIND)
    signs = [at for at in range(behind.first, min(behind.last + 1, len(scene.words))) if scene.words[at].text in _SIGNS]
    behind = Span(behind.first, min([*(at - 1 for at in signs), behind.last]))
    facts = scene.facts_within(behind)
    return (
        behind.last >= behind.first
        and not any(f.kind == "time_range" for f in facts)
        and scene.has(behind, "more", "multiply")
    )


_SERVED = ("must", "wish", "goal", "support", "agent")
_LATE_WEEK = frozenset({5, 6, 7})  # days few are open on alone


def _uncounted(scene: TextScene, clause: Span) -> bool:
    """Getting in touch is spoken of and not counted: "people mostly ring", «звонят после работы»."""
    return any(scene.kind_at(m.first) in (None, "channel") for m in scene.inside(clause, ("contact",)))


def _most_come(scene: TextScene, clause: Span) -> bool:
    """Most of the contacts are said to come then."""
    most = any(scene.words[at].lower in listed("most_words") for at in range(clause.first, clause.last + 1))
    return most and (bool(scene.channels_within(clause)) or scene.has(clause, "contact", "writes"))


def _whole_in(scene: TextScene, fact: Fact, clauses: Sequence[Span]) -> bool:
    span = scene.span(fact)
    return any(clause.first <= span.first and span.last <= clause.last for clause in clauses)


def _clause(scene: TextScene, fact: Fact, ranges: Sequence[Fact]) -> Span:
    """The words around the hours up to a turn, a sign or other hours; the days right behind belong to it."""
    span, sentence = scene.span(fact), scene.sentence_of(scene.span(fact).first)
    others = {id(f) for f in scene.facts_within(sentence) if f is not fact and any(f is each for each in ranges)}
    first, last = span.first, span.last
    while first > sentence.first and not _ends(scene, first - 1) and id(scene.fact_at[first - 1]) not in others:
        first -= 1
    while last < sentence.last and not _ends(scene, last + 1) and id(scene.fact_at[last + 1]) not in others:
        last += 1
    return Span(first, last)


def _ends(scene: TextScene, at: int) -> bool:
    word = scene.words[at]
    return word.text in _SIGNS or word.lower in turns() or word.lower in contrasts()


def _without_the_office(scene: TextScene, told: list[Fact]) -> list[Fact]:
    """Two hours set against each other, of which one is told of a channel, with what it has to be: that one counts."""
    ranges = [f for f in told if f.kind == "time_range"]
    if len(ranges) != 2 or len([f for f in told if f.kind == "days"]) > 1:
        return told
    first, second = ranges
    between = range(scene.span(first).last + 1, scene.span(second).first)
    if not any(scene.words[at].lower in turns() or scene.words[at].lower in contrasts() for at in between):
        return told
    clauses = [_clause(scene, f, ranges) for f in ranges]
    served = [bool(scene.channels_within(c)) or scene.has(c, "support") for c in clauses]
    if served[0] == served[1]:
        return told
    line, office = (clauses[0], clauses[1]) if served[0] else (clauses[1], clauses[0])
    if not scene.has(office, *_PLACES) and not scene.has(line, "goal", "must", "wanted", "wish"):
        return told
    gone = second if served[0] else first
    return [f for f in told if f is not gone]
