"""The own team and its pay put right in one breath: "it's 17 people, not 14, and 4,500", «22 оператора и по 65».

A bare number belongs to the one of the two known figures it is like; pay may be told in thousands.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.in_brief import value_at, volumes_in
from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.told_as import told_as
from assistant.reading.word_lists import listed
from assistant.reading.workload import tidy

_AGENTS, _PAY = "in_house.agents", "in_house.salary_per_month"
_LIKE = 1.9  # times the known pay or team that a new one may be
_THOUSAND, _TENS = 1000, 10  # pay told in thousands is of tens of them: "two have left" is none
_OF_THEM = 4  # words after a number that say it is of some of them
_FEWEST = 2  # numbers that put both right


def team_put_right(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with the new team and pay; as they are where a number of the message is of anything else."""
    agents, pay = value_at(brief, _AGENTS), value_at(brief, _PAY)
    if isinstance(agents, int | float) and (recounted := _recounted(scene, float(agents))) is not None:
        taken = [f for f in scene.facts if f.kind == "number"]
        return [*(c for c in changes if not any(c.start < f.end and f.start < c.end for f in taken)), recounted]
    if isinstance(agents, int | float) and (counted := _counted_alone(scene, brief)) is not None:
        return [*(c for c in changes if c.path not in (_AGENTS, "agents")), counted]
    amount = pay.get("amount") if isinstance(pay, Mapping) else None
    if not isinstance(agents, int | float) or not isinstance(amount, int | float):
        return list(changes)
    facts = [f for f in scene.facts if f.kind in ("number", "volume", "money", "percent", "duration", "time_range")]
    facts = [f for f in facts if f.kind != "duration" or f.value != _YEAR]
    if scene.channels or scene.text.rstrip().endswith("?") or len(facts) < _FEWEST:
        return list(changes)
    if any(told_as(middle(f.value), None, brief)[0] for f in facts if f.kind == "number" and volumes_in(brief)):
        return list(changes)
    told: dict[str, tuple[Fact, float]] = {}
    for fact in facts:
        path, value = _of_team(fact, float(agents), float(amount))
        if not path or (value not in (agents, amount) and path in told):
            return list(changes)
        if value not in (agents, amount):
            told[path] = (fact, value)
    if set(told) != {_AGENTS, _PAY}:
        return list(changes)
    spent = [fact for fact, _ in told.values()]
    kept = [c for c in changes if c.path not in told and not any(c.start < f.end and f.start < c.end for f in spent)]
    people, wage = told[_AGENTS], told[_PAY]
    return [
        *kept,
        Change("set", _AGENTS, tidy(people[1]), people[0].start, people[0].end, people[0].text),
        Change("set", _PAY, {**pay, "amount": tidy(wage[1])}, wage[0].start, wage[0].end, wage[0].text),
    ]


def _counted_alone(scene: TextScene, brief: Mapping[str, Any]) -> Change | None:
    """ "6 people", «операторов осталось 3», and hardly a word more: the own team, where no other one is known."""
    told = [f for f in scene.facts if f.kind not in ("country", "language", "channel")]
    if len(told) != 1 or told[0].kind != "number" or told[0].unit or "?" in scene.text or brief.get("agents"):
        return None
    span = scene.span(told[0])
    others = [at for at, word in enumerate(scene.words) if word.is_word and at not in span]
    nouns = {at for m in scene.mentions if m.family in ("agent", "person") for at in range(m.first, m.last + 1)}
    nouns |= {at for at in others if scene.words[at].lower in listed("team_nouns")}
    plain = all(at in nouns or scene.words[at].lower in listed("team_alone") for at in others)
    value = middle(told[0].value)
    if not plain or not nouns & set(others) or value != int(value) or value < 1:
        return None
    return Change("set", _AGENTS, tidy(value), told[0].start, told[0].end, told[0].text)


def _recounted(scene: TextScene, agents: float) -> Change | None:
    """ "Two of them are part time, so it's 5 FTE", of six: some of the team, and what the team comes to by that."""
    told = [f for f in scene.facts if f.kind in ("number", "volume", "money", "percent", "time_range")]
    if len(told) != _FEWEST or scene.channels or any(f.kind != "number" or f.unit for f in told):
        return None
    some, whole = (middle(f.value) for f in told)
    ahead = Span(scene.span(told[0]).last, min(scene.span(told[0]).last + _OF_THEM, len(scene.words) - 1))
    less = some < whole < agents and whole >= agents - some
    if not less or not scene.has(ahead, "of_them", "of_which", "team_part"):
        return None
    return Change("set", _AGENTS, tidy(whole), told[1].start, told[1].end, told[1].text)


def _of_team(fact: Fact, agents: float, amount: float) -> tuple[str, float]:
    """Which of the two a number is of, and its value; "" where it is like neither or like both."""
    if fact.kind == "money" and isinstance(fact.value, Mapping):
        number = middle(fact.value.get("amount", 0))
    elif fact.kind == "number" and fact.unit is None:
        number = middle(fact.value)
    else:
        return "", 0.0
    people = fact.kind == "number" and _like(number, agents)
    scales = [scale for scale in (1, _THOUSAND) if _like(number * scale, amount) and (scale == 1 or number >= _TENS)]
    if people and not scales and number == int(number):
        return _AGENTS, number
    return (_PAY, number * scales[0]) if scales and not people else ("", 0.0)


def _like(one: float, other: float) -> bool:
    return one > 0 and other > 0 and max(one, other) / min(one, other) <= _LIKE


_YEAR = 365 * 86_400  # "it was 260 a year ago"
