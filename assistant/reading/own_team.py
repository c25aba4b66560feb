"""What a message says of the buyer's own people and no single reader sees: own_team.yaml has the phrases.

People who are there already ("12 agents in house now"), pay that holds the contributions ("$58k fully loaded"), volumes
told beside a team and its pay, and how many chats one agent has at once.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.concepts import Mention, vocabulary
from assistant.reading.facts import Fact
from assistant.reading.in_brief import value_at
from assistant.reading.judged_heads import not_ours
from assistant.reading.no_place import without_place
from assistant.reading.result import Change
from assistant.reading.reworded import Reread, Told
from assistant.reading.roles import Role, middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.sums import wage
from assistant.reading.team_pay import plausible
from assistant.reading.team_place import with_team_placed
from assistant.reading.word_lists import listed
from assistant.reading.workload import tidy

_PAY = ("in_house.salary_per_month", "in_house.hourly_wage")
_OURS, _WANTED, _LOADED, _AT_ONCE = (
    "in_house.agents", "agents", "in_house.fully_loaded", "channels.chat.concurrency",
)  # fmt: skip
_OTHERS = ("vendor", "quote", "quote_from", "paid_vendor", "outsourced")
_PEOPLE = frozenset({"agent", "person"})
# What a bare figure may be taken for.
_TAKEN = ("coverage.", "channels.", "contacts_per_month", "agents", "peak_factor", "growth_percent", "contract_months")
Heard = Callable[[Span], Mapping[str, float]]
_LEAST_SUM = 500  # of whatever currency: less is no pay without its sign
_SAME = 1e-6
_MOST_AT_ONCE = 12  # chats one agent has at once
_FEWEST, _MOST = 1, 5000  # people of a team
_SURELY = 0.95
_WISHED = 5  # words before people among which they are asked for
_COUNTED = 2  # words from a number to what it counts
_NEAR_PAY = 12  # words between a sum and what is said of it
_BRIEF = 7  # words of a message that says no more than what the known pay holds


def said(scene: TextScene, concept: str) -> list[Mention]:
    """Where a message says one of the things of own_team.yaml."""
    found: list[Mention] = vocabulary("own_team").overlapping(scene.scene)
    return [mention for mention in found if mention.concept == concept]


def with_own_team(
    scene: TextScene,
    changes: Sequence[Change],
    brief: Mapping[str, Any],
    question: str | None,
    reread: Reread,
    opinion: Heard | None = None,
) -> tuple[Change, ...]:
    """The changes with what is told of the buyer's own team; `opinion` is what the judge says of a stretch of words."""
    found = _without_costs(scene, tuple(changes), brief, question, reread)
    found = _people_of_today(scene, found, brief, opinion)
    found = _cost_of_one(scene, found, brief, opinion)
    found = _volumes_beside(scene, found, brief, question, reread)
    found = _with_loaded(scene, found, brief)
    return _with_chats_at_once(scene, with_team_placed(scene, found, brief), brief)


def _without_costs(
    scene: TextScene, changes: tuple[Change, ...], brief: Mapping[str, Any], question: str | None, reread: Reread
) -> tuple[Change, ...]:
    """The changes without figures that have no place: "licences are 4k a month", "shrinkage 35" where hours were asked.

    What else such a figure took, the calls of which it looked like a share, is read once more without it.
    """
    found = without_place(scene)
    taken = [c for c in changes if any(_takes(c, each.fact) for each in found)]
    if not taken:
        return changes
    text = scene.text
    for each in found:
        ends = (each.named, scene.span(each.fact))
        first, last = min(e.first for e in ends), max(e.last for e in ends)
        start, end = scene.words[first].start, max(scene.words[last].end, each.fact.end)
        text = text[:start] + " " * (end - start) + text[end:]
    kept = tuple(c for c in changes if c not in taken)
    paths = {c.path for c in kept}
    again = reread(Told(text, None, brief)).changes if text.strip() else ()
    return (*kept, *(c for c in again if c.path not in paths and c.path.startswith(_TAKEN)))


def _takes(change: Change, fact: Fact) -> bool:
    if change.op != "set" or not change.path.startswith(_TAKEN):
        return False
    share = change.detail.get("share")
    if share is not None and fact.kind == "percent" and abs(middle(fact.value) / 100 - share) < _SAME:
        return True
    return change.start < fact.end and fact.start < change.end and change.end > change.start and change.value != {}


def _people_of_today(
    scene: TextScene, changes: tuple[Change, ...], brief: Mapping[str, Any], opinion: Heard | None
) -> tuple[Change, ...]:
    """ "40-seat contact centre", «8 операторов свои»: people there already, whom nobody is asked for."""
    for mention in said(scene, "support_of_all"):
        counted = [f for f in scene.facts_within(Span(mention.first, mention.last)) if _counts(f)][-1:]
        if counted and not any(c.path == _OURS and c.start == counted[0].start for c in changes):
            (people,) = counted
            told = Change("set", _OURS, tidy(middle(people.value)), people.start, people.end, people.text)
            start, end = scene.words[mention.first].start, people.end
            kept = [c for c in changes if c.path != _OURS and not (c.path == _WANTED and start <= c.start < end)]
            return (*kept, told)
    if any(c.path == _OURS for c in changes):
        return changes
    spans = [Span(mention.first, mention.last) for mention in said(scene, "of_today")]
    spans += [scene.span(f) for f in scene.facts if _counts(f) and scene.has(scene.span(f), "in_support", "team_part")]
    busy = [Span(mention.first, mention.last) for mention in said(scene, "busy_answering")]
    for place in (*spans, *busy):
        sentence = scene.sentence_of(place.first)
        fact = next((f for f in scene.facts_within(place) if _counts(f)), None)
        before = Span(max(sentence.first, place.first - _WISHED), place.last)
        wished = any(w.lower in listed("if_words") for w in scene.words[sentence.first : sentence.last + 1])
        if fact is None or wished or scene.has(before, "wanted", "seeks") or _counts_customers(scene, fact):
            continue
        if scene.words[max(0, scene.span(fact).first - 1)].lower in listed("instead_words"):
            continue  # «8 часов вместо 9»: what another value stands in the place of
        if place not in busy and (scene.has(sentence, *_OTHERS) or not_ours(opinion, scene.span(fact))):
            continue  # "my neighbour runs a call centre of 200 seats", "thirty agents are to be made available"
        taken = [c for c in changes if c.start < fact.end and fact.start < c.end and c.value != {}]
        if any(c.path != _WANTED for c in taken) or (_WANTED in brief and not value_at(brief, _OURS)):
            continue
        told = Change("set", _OURS, tidy(middle(fact.value)), fact.start, fact.end, fact.text)
        return (*(c for c in changes if c not in taken), told)
    return changes


def _counts_customers(scene: TextScene, fact: Fact) -> bool:
    """ "300 customers take calls"; "three personnel answer citizens' calls" are no citizens."""
    last = scene.span(fact).last
    return scene.has(Span(last, last + _COUNTED), "driver")


def _cost_of_one(
    scene: TextScene, changes: tuple[Change, ...], brief: Mapping[str, Any], opinion: Heard | None
) -> tuple[Change, ...]:
    """ "An agent in Leipzig costs us €3,900 a month", "my admin earns 900 a week": pay, and no team of one."""
    counted = [c for c in changes if c.path == _OURS and c.op == "set" and c.value != 1]
    told_of = said(scene, "one_costs") if counted or value_at(brief, _OURS) else []
    for mention in [*told_of, *_one_paid(scene, changes)]:
        sentence = scene.sentence_of(mention.first)
        sums = [f for f in scene.facts_within(Span(mention.first, mention.last)) if _is_sum(f)]
        if not sums or scene.has(sentence, "vendor", "quote", "quote_from", "paid_vendor"):
            continue
        fact = sums[-1]
        if opinion is not None and opinion(scene.span(fact)).get("volume", 0.0) >= _SURELY:
            continue  # "my boss asked me what it costs, we get 4,000 a month"
        amount = fact.value["value"] if fact.kind == "volume" else fact.value
        told = fact if fact.kind == "money" else replace(fact, kind="number", value=amount)
        told = replace(told, per=told.per if told.per in ("hour", "week", "month", "year") else None, each=None)
        pay = wage(scene, Role("wage", told, scene.span(fact), None, 0.0), brief)
        if pay is None or not plausible(pay):
            continue
        start, end = scene.words[mention.first].start, scene.words[mention.last].end
        kept = [c for c in changes if not (c.start < fact.end and fact.start < c.end) and c.path not in _PAY]
        kept = [c for c in kept if not (c.path == _OURS and c.value == 1)]
        kept = [c for c in kept if c.path != "provider_countries" or not start <= c.start < end]
        return (*kept, pay)
    return changes


def _one_paid(scene: TextScene, changes: tuple[Change, ...]) -> list[Mention]:
    """Where a message says what one of the house is paid, and no other reader has found it."""
    if any(c.path in _PAY for c in changes):
        return []
    found = []
    for mention in said(scene, "one_paid"):
        sentence = scene.sentence_of(mention.first)
        who = scene.has(Span(sentence.first, mention.last), *_PEOPLE)
        named = [m for name in ("house_person", "close_person") for m in said(scene, name)]
        counts = [f for f in scene.facts_within(Span(mention.first, mention.last)) if f.kind != "money"]
        if (who or any(m.first in sentence for m in named)) and not any(_of_things(scene, f) for f in counts):
            found.append(mention)
    return found


def _of_things(scene: TextScene, fact: Fact) -> bool:
    """Whether a number counts something: contacts, people, visitors; «за 50 тысяч работает» does not."""
    head, counts = scene.head(fact)
    return counts and (head is None or head.concept != "schedule")


def _is_sum(fact: Fact) -> bool:
    if fact.kind == "money":
        return True
    amount = fact.value.get("value") if fact.kind == "volume" and isinstance(fact.value, Mapping) else fact.value
    return fact.kind in ("number", "volume") and isinstance(amount, int | float) and amount >= _LEAST_SUM


def _counts(fact: Fact) -> bool:
    whole = fact.kind == "number" and isinstance(fact.value, int | float)
    return whole and not fact.unit and _FEWEST <= fact.value <= _MOST


def _volumes_beside(
    scene: TextScene, changes: tuple[Change, ...], brief: Mapping[str, Any], question: str | None, reread: Reread
) -> tuple[Change, ...]:
    """Volumes that a team or its pay knocked out: what is said around those is read once more without them."""
    own = [c for c in changes if c.path in (*_PAY, _OURS) and c.op == "set" and c.end > c.start]
    empty = {c.path for c in changes if c.path.startswith("channels.") and c.value == {}}
    lacks = empty or not any(c.path.endswith("contacts_per_month") for c in changes)
    loose = [f for f in scene.facts if f.kind in ("number", "volume") and not _covered(f, changes)]
    if not (own and lacks and loose and scene.channels):
        return changes
    text = _around(scene, own)
    for first, last in _spans_of(scene, own):
        text = text[:first] + " " * (last - first) + text[last:]
    again = reread(Told(text, question, brief))
    told = [c for c in again.changes if c.path.endswith(("contacts_per_month", "aht_seconds")) and c.op == "set"]
    known = {c.path for c in changes}
    kept = {c.path for c in changes if c.value is None}  # channels the buyer keeps are told apart from their volumes
    told = [c for c in told if c.path.rpartition(".")[0] not in kept]
    told = [c for c in told if c.path not in known and c.end > c.start and not _covered_by(c, changes)]
    rest = (c for c in changes if not any(t.path.startswith(f"{c.path}.") and c.value == {} for t in told))
    return (*rest, *told) if told else changes


def _around(scene: TextScene, own: Sequence[Change]) -> str:
    """The sentences that tell of the team and those next to them, each where it stands; blanks in place of others."""
    ends = [(scene.words[s.first].start, scene.words[s.last].end) for s in scene.sentences]
    told = {k for k, (start, end) in enumerate(ends) if any(c.start < end and start < c.end for c in own)}
    near = [each for k, each in enumerate(ends) if told & {k - 1, k, k + 1}]
    text = [" "] * len(scene.text)
    for start, end in near:
        text[start:end] = scene.text[start:end]
    return "".join(text)


def _spans_of(scene: TextScene, own: Sequence[Change]) -> list[tuple[int, int]]:
    """The text from the people to their pay, with the words that count them."""
    places = sorted((c.start, c.end) for c in own)
    found = []
    for start, end in places:
        words = [w for w in scene.words if w.start >= start]
        people = words[1] if len(words) > 1 and any(m.family in _PEOPLE for m in _at(scene, words[1].start)) else None
        found.append((start, max(end, people.end if people else end)))
    first, last = found[0][0], found[-1][1]
    between = scene.text[first:last]
    joined = len(found) > 1 and len(between) < 90 and not any(sign in between for sign in ".;\n")
    return [(first, last)] if joined else found


def _at(scene: TextScene, start: int) -> list[Mention]:
    return [m for m in scene.mentions if scene.words[m.first].start == start]


def _covered(fact: Fact, changes: Sequence[Change]) -> bool:
    return any(c.start < fact.end and fact.start < c.end for c in changes if c.value != {})


def _covered_by(change: Change, changes: Sequence[Change]) -> bool:
    return any(c.start < change.end and change.start < c.end for c in changes if c.value != {})


def _with_loaded(scene: TextScene, changes: tuple[Change, ...], brief: Mapping[str, Any]) -> tuple[Change, ...]:
    """ "58k fully loaded each", «это с налогами» of known pay: contributions are in it; in gross pay they are not."""
    paid = [c for c in changes if c.path in _PAY and c.op == "set"]
    known = any(value_at(brief, path) for path in _PAY)
    bare = [m for m in said(scene, "pay_bare") if _of_pay(scene, m, paid)]
    told = [m for m in said(scene, "pay_loaded") if _of_pay(scene, m, paid) and not _inside(m, bare)]
    told = [m for m in told if scene.kind_at(min(m.last + 1, len(scene.words) - 1)) not in ("country", "language")]
    alone = known and len([w for w in scene.words if w.is_word]) <= _BRIEF and not changes
    if (paid or alone) and told and not (bare and not alone):
        at = told[0]
        start, end = scene.words[at.first].start, scene.words[at.last].end
        return (*changes, Change("set", _LOADED, True, start, end, scene.text[start:end]))
    if value_at(brief, _LOADED) and (bare or paid):
        return (*changes, Change("remove", _LOADED))
    return changes


def _inside(mention: Mention, others: Sequence[Mention]) -> bool:
    return any(m.first <= mention.last and mention.first <= m.last for m in others)


def _of_pay(scene: TextScene, mention: Mention, paid: Sequence[Change]) -> bool:
    """What is said stands in the sentence of the pay, or follows it closely; no offer is told there."""
    sentence = scene.sentence_of(mention.first)
    if not paid:
        return not scene.has(sentence, *_OTHERS)
    for change in paid:
        at = next((k for k, w in enumerate(scene.words) if w.start >= change.start), None)
        if at is not None and (at in sentence or abs(at - mention.first) <= _NEAR_PAY):
            return True
    return False


def _with_chats_at_once(scene: TextScene, changes: tuple[Change, ...], brief: Mapping[str, Any]) -> tuple[Change, ...]:
    told = chats_at_once(scene, brief, changes)
    if told is None:
        return changes
    rest = [c for c in changes if not (c.start < told.end and told.start < c.end) or c.value == {}]
    rest = [c for c in rest if not _any_one(scene, c, told)]
    return (*(c for c in rest if not (c.path == "channels.chat" and c.value == {})), told)


def _any_one(scene: TextScene, change: Change, told: Change) -> bool:
    """ "One agent handles up to 4 chats at once": any of them, and no team of one unless somebody has it."""
    if change.path not in ("agents", "in_house.agents") or change.value != 1:
        return False
    at = next((k for k, word in enumerate(scene.words) if word.end > told.start), 0)
    sentence = scene.sentence_of(at)
    counted = scene.words[sentence.first].start <= change.start < told.start
    said = {word.lower for word in scene.words[sentence.first : sentence.last + 1]}
    return counted and not said & listed("first_person_having")


def chats_at_once(scene: TextScene, brief: Mapping[str, Any], changes: Sequence[Change] = ()) -> Change | None:
    """How many chats one agent has at once, where chats are told of: "concurrency 2", «3 диалога одновременно»."""
    wanted = isinstance((brief.get("channels") or {}).get("chat"), Mapping)
    named = any(channel == "chat" for channel, _ in scene.channels)
    if not (wanted or named or any(c.path.startswith("channels.chat") for c in changes)):
        return None
    spans = [Span(mention.first, mention.last) for mention in said(scene, "chats_at_once")]
    spans += [scene.span(f) for f in scene.facts if f.kind == "number" and scene.has(scene.span(f), "at_once")]
    for place in spans:
        for fact in scene.facts_within(place):
            value = middle(fact.value) if fact.kind in ("number", "volume") else 0
            if isinstance(fact.value, Mapping) and "value" in fact.value:
                value = middle(fact.value["value"])
            if 1 < value <= _MOST_AT_ONCE:
                return Change("set", _AT_ONCE, tidy(value), fact.start, fact.end, fact.text)
    return None


def without_chats_at_once(scene: TextScene, brief: Mapping[str, Any]) -> TextScene:
    """The scene of a case first told without how many chats one has at once, which are no volume of a month."""
    told = None if brief else chats_at_once(scene, brief)
    if told is None:
        return scene
    return scene.with_facts([f for f in scene.facts if f.start != told.start or f.kind not in ("number", "volume")])


def as_supposed(told: Change, supposed: Sequence[Change]) -> list[Change]:
    """What is supposed with `told` in the place of whatever else its words were taken for."""
    rest = [c for c in supposed if not (c.start < told.end and told.start < c.end) or c.end <= c.start]
    return [*(replace(c) for c in rest), told]
