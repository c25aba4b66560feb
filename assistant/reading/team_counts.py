"""How many people there are or shall be, where a message counts them in parts.

"Six full-time and four part-time agents" are ten; of "ten agents, four of them part-time" there are ten too.
"""

from assistant.reading.changes import set_field
from assistant.reading.facts import Fact
from assistant.reading.result import Change
from assistant.reading.roles import Role, Roles, middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed
from assistant.reading.workload import scaled

_AFTER_PEOPLE = 3  # words from people to a number that is told of each of them

_PEOPLE = frozenset({"agent", "person"})
_PEOPLE_AT_LARGE = frozenset({"person", "us_together", "team_of", "works_here"})
_ANSWERING = ("support", "copes", "agent", "contact", "in_support", "wage", "each_paid", "attend")
_MANY = 60  # more people than these are rarely those who answer customers
_CLAUSE = 7  # words after a number that tell what those people do
_PART_REACH = 4  # words after a number among which its part is named
_DESK = 6  # words from people to the channel they answer
_OF_THEM = 3  # words from a number to the people it counts some of
_APART = 9  # words between two parts of one team


def with_joined(scene: TextScene) -> TextScene:
    """The scene with the parts of one team read as their sum, where each part is named and they are joined."""
    pointed = sum(word.lower in listed("one_and_other") for word in scene.words) > 1
    channels = {channel for channel, _ in scene.channels}
    if not pointed and len(channels) < 2 and not any(m.family == "team_part" for m in scene.mentions):
        return scene
    facts: list[Fact] = []
    joined = False
    for fact in scene.facts:
        numbers = (k for k in range(len(facts) - 1, -1, -1) if facts[k].kind == "number")
        at = next((k for k in numbers if not _points(scene, facts[k])), None)
        part = at is not None and (
            not _points(scene, fact) or _by_channel(scene, scene.span(facts[at]), scene.span(fact))
        )
        if part and at is not None and _goes_on(scene, facts[at], fact):
            before = facts[at]
            facts[at] = Fact(
                "number", before.value + fact.value, before.start, fact.end, scene.text[before.start : fact.end]
            )
            scene.span_of[id(facts[at])] = Span(scene.span(before).first, scene.span(fact).last)
            joined = True
        else:
            facts.append(fact)
    return scene.with_facts(facts) if joined else scene


def _goes_on(scene: TextScene, before: Fact, fact: Fact) -> bool:
    """The second number counts another part of the people the first one counts."""
    if not (_counts(before) and _counts(fact)):
        return False
    first, last = scene.span(before), scene.span(fact)
    between = scene.words[first.last + 1 : last.first]
    if last.first not in scene.sentence_of(first.first) or not 0 < len(between) <= _APART:
        return False
    joined = any(word.text in ",+&" or word.lower in _JOINERS for word in between)
    if joined and (_one_and_other(scene, before, fact) or _by_channel(scene, first, last)):
        return True
    if not joined or not (_part(scene, first, last.first) and _part(scene, last, last.last + _PART_REACH + 1)):
        return False
    around = Span(first.first, min(last.last + _PART_REACH, len(scene.words) - 1))
    return scene.has(around, *_PEOPLE)


def _one_and_other(scene: TextScene, before: Fact, fact: Fact) -> bool:
    """ "13 agents in one and 21 in the other", "one in Leeds with nine people and one in Cork with six"."""
    first, last = scene.span(before), scene.span(fact)
    counted, _ = scene.head(before)
    other, counts = scene.head(fact)
    if counted is None or counted.family not in _PEOPLE or (counts and (other is None or other.family not in _PEOPLE)):
        return False
    ends = min(last.last + _PART_REACH, scene.sentence_of(first.first).last)
    after = [_pointer(scene, range(first.last + 1, last.first)), _pointer(scene, range(last.last + 1, ends + 1))]
    led = range(max(0, first.first - _PART_REACH), first.first)
    ahead = [_pointer(scene, led), _pointer(scene, range(first.last + 1, last.first))]
    return all(after) or all(ahead)


def _by_channel(scene: TextScene, first: Span, last: Span) -> bool:
    """ "14 people on the phones and six on chat", «двое на чате, один на почте»: people of two channels."""
    sentence = scene.sentence_of(last.last)
    if any(word.lower in _OF_EVERY for word in scene.words[sentence.first : first.first]):
        return False  # «из каждых десяти двое звонят и один пишет»
    if not _people_at(scene, first) or not (_people_at(scene, last) or _counts_nothing(scene, last)):
        return False
    after = (Span(first.last, min(first.last + _DESK, last.first - 1)), Span(last.last, last.last + _DESK))
    ahead = (
        Span(first.first - _PART_REACH, first.first),
        Span(max(first.last + 1, last.first - _PART_REACH), last.first),
    )
    for spans in (after, ahead):
        one, other = (_channel_in(scene, each, sentence) for each in spans)
        if one and other and one != other:
            return True
    return False


def _channel_in(scene: TextScene, near: Span, sentence: Span) -> str:
    named = (channel for channel, span in scene.channels if span.first in near and span.first in sentence)
    return next(named, "")


def _people_at(scene: TextScene, span: Span) -> bool:
    """ "14 people", "three of my people", «двое»."""
    fact = scene.fact_at[span.first]
    head = scene.head(fact)[0] if fact is not None else None
    of = Span(span.last, min(span.last + _OF_THEM, len(scene.words) - 1))
    return (head is not None and head.family in _PEOPLE) or (head is None and scene.has(of, *_PEOPLE))


def _counts_nothing(scene: TextScene, span: Span) -> bool:
    """ "And 5 on the phone", "one sits on the chat"."""
    fact = scene.fact_at[span.first]
    head, counts = scene.head(fact) if fact is not None else (None, True)
    return head is None and (not counts or _points(scene, fact))


def _points(scene: TextScene, fact: Fact | None) -> bool:
    """The "one" of "one in Leeds and one in Cork"."""
    return fact is not None and fact.value == 1 and scene.words[scene.span(fact).first].lower in listed("one_and_other")


def _pointer(scene: TextScene, places: range) -> bool:
    return any(scene.words[at].lower in listed("one_and_other") for at in places)


_OF_EVERY = frozenset({"every", "each", "каждых", "каждого", "каждой"})
_JOINERS = frozenset({"and", "plus", "и", "плюс", "да"})


def _counts(fact: Fact) -> bool:
    return fact.kind == "number" and not fact.unit and isinstance(fact.value, int | float) and fact.value > 0


def _part(scene: TextScene, span: Span, until: int) -> bool:
    """A name of a part, "full-time", «на полставки», stands after the number and before the next one."""
    ahead = Span(span.first, min(span.last + _PART_REACH, until - 1, len(scene.words) - 1))
    return scene.has(ahead, "team_part")


def team_counts(scene: TextScene, roles: Roles) -> list[Change]:
    """Changes of `agents` and `in_house.agents`."""
    changes = []
    told = roles.of("agents", "in_house.agents")
    for role in told:
        if _part_of(scene, role) or _uncertain(role) or _leaving(scene, role, told) or _of_whole_firm(scene, role):
            continue
        if _of_contacts(scene, role):
            continue
        value, detail = scaled(role.fact, 1)
        changes.append(set_field(role.field, value, role.fact, detail))
    return changes


def _leaving(scene: TextScene, role: Role, told: list[Role]) -> bool:
    """«Сидят семь операторов, и двое вот-вот уйдут»: some of those counted before are going."""
    before = [r for r in told if r.span.last < role.span.first and middle(r.fact.value) > middle(role.fact.value)]
    last = role.span.last
    end = min(last + _PART_REACH, scene.sentence_of(role.span.first).last)
    while last < end and scene.words[last + 1].text not in ",;:":
        last += 1
    return bool(before) and scene.has(Span(role.span.last, last), "leaving")


def _part_of(scene: TextScene, role: Role) -> bool:
    """ "Ten agents, four of them …", «семь человек, пятеро из них»: some of those counted before."""
    behind = Span(max(0, role.span.first - 2), role.span.first)
    clause = Span(role.span.last, min(role.span.last + _CLAUSE, scene.sentence_of(role.span.first).last))
    if scene.has(clause, "support", "in_support") and not scene.has(clause, "contact"):
        return False  # "1,040 employees, but only 33 of them do customer service"
    if scene.has(behind, "of_which"):
        return True
    ahead = Span(role.span.last, min(role.span.last + 2, len(scene.words) - 1))
    some = [m for m in scene.inside(ahead, ("of_them", "of_which")) if m.last > m.first]
    if not some or role.cue is None or scene.has(behind, "team_of", "possess", "own"):
        return False
    counted = min(role.cue.first, role.span.first)
    before = scene.fact_at[max(0, counted - _PART_REACH) : counted]
    return any(fact is not None and fact.kind == "number" for fact in before)


def _of_contacts(scene: TextScene, role: Role) -> bool:
    """ "There are 500 more calls": so many more contacts, whatever "there are" says of people."""
    after = Span(role.span.last + 1, min(role.span.last + 2, len(scene.words) - 1))
    more = [m for m in scene.inside(after, ("more", "fewer")) if m.first == after.first]
    return bool(more) and scene.has(after, "contact") and not scene.has(after, *_PEOPLE)


def _of_whole_firm(scene: TextScene, role: Role) -> bool:
    """ "Our 130 staff fill two floors", "there are nine of them": people, or things, nobody says answer customers."""
    if role.field != "in_house.agents" or role.cue is None or role.cue.family not in _PEOPLE_AT_LARGE:
        return False
    sentence = scene.sentence_of(role.span.first)
    head, counts = scene.head(role.fact)
    pointed = role.span.last < sentence.last and scene.has(Span(role.span.last + 1, sentence.last), "of_them")
    if role.cue.family == "team_of" and (counts or pointed) and (head is None or head.family not in _PEOPLE):
        return not scene.has(Span(sentence.first, role.span.first), *_PEOPLE)
    return middle(role.fact.value) > _MANY and not scene.has(sentence, *_ANSWERING)


def _uncertain(role: Role) -> bool:
    """ "One or two of those": no count of a team."""
    return isinstance(role.fact.value, dict) and middle(role.fact.value) < _FEW


_FEW = 3


def of_people(scene: TextScene, fact: Fact) -> bool:
    """Whether a number stands just after people, so that it is their pay or output: «4 администратора по 45 тысяч»."""
    first = scene.span(fact).first
    people = [m for m in scene.mentions if m.family in ("person", "agent") and 0 < first - m.last <= _AFTER_PEOPLE]
    return fact.kind == "number" and bool(people)
