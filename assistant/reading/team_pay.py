"""What one's own people are paid, told by its place beside them: «два оператора по 60 тысяч», "5 agents at $19/hr".

A sum told of the whole team, its payroll or all it costs, is shared out among its people.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from assistant.reading.changes import set_field
from assistant.reading.concepts import Mention
from assistant.reading.facts import Fact
from assistant.reading.pay_of_each import each_is_paid, paid_for_each
from assistant.reading.result import Change
from assistant.reading.roles import Role, middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.sums import MONTHLY, YEAR_FROM, dollars, money, money_amount, of_leaders, period_named, wage
from assistant.reading.word_lists import conjunctions, listed
from assistant.reading.workload import tidy

_PEOPLE = frozenset({"agent", "person"})
_OWN = ("possess", "own", "own_team", "own_people", "on_payroll", "us_together")
_OFFERED = ("vendor", "quote", "quote_from", "paid_vendor", "outsourced")
_WORD_REACH = 4  # words from a word for pay to the sum
_LIKE = 2.5  # times by which pay that is told anew may differ from the known one
_REACH = 7  # words from people to the word that leads to their pay
_NEXT = 4  # words between people and the comma before what each of them gets
_BEFORE_PEOPLE = 4  # words from the verb that pays to those who are paid
_LEAST, _MOST = 40, 15_000  # dollars a month that somebody may be paid…
_LEAST_HOURLY, _MOST_HOURLY = 0.3, 120  # …and an hour
_FEWEST_MONEY = 15  # of a number without a currency: thousands, if it is so few
_LEAST_BARE = 500  # of a number without a currency where thousands are named
_MOST_HEADS = 500  # people counted behind their name
_PERIODS = (None, "hour", "day", "week", "month", "year", "shift")


def team_pay(scene: TextScene, brief: Mapping[str, Any], silent: Collection[int] = ()) -> list[Change]:
    """Changes of the pay, and of the number, of one's own people; words at `silent` tell of somebody else."""
    found: list[Change] = []
    for fact in scene.facts:
        if fact.kind not in ("money", "number", "volume") or fact.unit or scene.span(fact).first in silent:
            continue
        if any(change.start < fact.end and fact.start < change.end for change in found):
            continue
        found += _of_all(scene, fact, brief) or _of_each(scene, fact, brief)
    return found


def _of_each(scene: TextScene, fact: Fact, brief: Mapping[str, Any]) -> list[Change]:
    """The pay of each of the people named right before a sum, and how many they are."""
    if fact.per not in _PERIODS or _no_sum(scene, fact):
        return []
    people = _told_of(scene, fact) or _of_sentence_before(scene, fact) or each_is_paid(scene, fact)
    if people is None and (heads := paid_for_each(scene, fact)) is not None:
        pay = wage(scene, Role("wage", fact, scene.span(fact), None, 0.0), brief)
        return [set_field("in_house.agents", heads.value, heads), pay] if pay is not None and plausible(pay) else []
    if people is None:
        return _of_known_people(scene, fact, brief) or _of_known_pay(scene, fact, brief)
    if not _ours(scene, fact, people, brief) or of_leaders(scene, scene.span(fact)):
        return []
    role = Role("wage", fact, scene.span(fact), None, 0.0)
    pay = wage(scene, role, brief)
    if pay is None or not plausible(pay):
        return []
    counted = _count(scene, fact, people)
    return [pay] if counted is None else [counted, pay]


def _of_known_people(scene: TextScene, fact: Fact, brief: Mapping[str, Any]) -> list[Change]:
    """ "28k each" after the team was told: what each of them is paid; a handful of anything is no pay."""
    if (
        not _own_known(brief)
        or not _each_after(scene, fact)
        or scene.has(scene.sentence_of(scene.span(fact).first), *_OFFERED)
    ):
        return []
    pay = wage(scene, Role("wage", fact, scene.span(fact), None, 0.0), brief)
    return [pay] if pay is not None and plausible(pay) else []


def _of_known_pay(scene: TextScene, fact: Fact, brief: Mapping[str, Any]) -> list[Change]:
    """ "Gross it is 430 thousand" of people whose pay is known: a sum like that, right after a word for pay."""
    own = brief.get("in_house")
    known = own.get("salary_per_month") if isinstance(own, Mapping) else None
    if not isinstance(known, Mapping) or not known.get("amount"):
        return []
    first = scene.span(fact).first
    sentence = scene.sentence_of(first)
    near = Span(max(sentence.first, first - _WORD_REACH), first)
    if not scene.has(near, "wage") or scene.has(Span(sentence.first, first), *_OFFERED, "limit", "budget"):
        return []
    pay = wage(scene, Role("wage", fact, scene.span(fact), None, 0.0), brief)
    if pay is None or pay.value.get("currency") != known.get("currency") or not pay.path.endswith("per_month"):
        return []
    times = pay.value["amount"] / known["amount"]
    return [pay] if 1 / _LIKE < times < _LIKE else []


def _no_sum(scene: TextScene, fact: Fact) -> bool:
    """A number of things: «по 40 звонков», «по 12 часов», "at 4 sites"; or too few of whatever currency."""
    if fact.kind == "money":
        return False
    if fact.kind == "volume" and fact.per not in ("hour", "month", "year"):
        return True  # «пишут человек по шестьдесят ежедневно»
    amount = money_amount(fact)[0] if fact.kind == "number" else middle(fact.value.get("value", 0))
    if scene.language == "en" and amount < _LEAST_BARE:
        return True  # "headcount unchanged at 19"
    head, counts = scene.head(fact)
    after = scene.span(fact).last + 1
    paid = after < len(scene.words) and bool(scene.words[after].forms & listed("paid_at_only"))
    per_contact = any(m.family in ("contact", "driver") for m in scene.starting_at(after))
    return amount < _FEWEST_MONEY or per_contact or head is not None or (counts and not paid)


def _told_of(scene: TextScene, fact: Fact) -> Mention | None:
    """The people whose pay a sum is: those before the "at" that leads to it, or those who are said to be paid it."""
    first, sentence = scene.span(fact).first, scene.sentence_of(scene.span(fact).first)
    at = _past_about(scene, first - 1)
    if at < sentence.first:
        return None
    word = scene.words[at]
    if word.text == "," and (_each_after(scene, fact) or _pay_after(scene, fact)):  # "9 agents, 24k each"
        beside = [m for m in scene.nouns if m.family in _PEOPLE and at - _NEXT <= m.last < at]
        return next((m for m in beside if _only_numbers(scene, m.last, at)), None)
    link = word.lower in listed("paid_at") or bool(word.forms & listed("paid_at_only"))
    link = link or (word.lower in listed("costs_each") and _each_after(scene, fact))
    if link and word.lower not in listed("paid_at_only"):  # "for" and "on" lead to anything, unless somebody is hired
        link = _hired(scene, Span(sentence.first, at)) or _each_after(scene, fact) or _on_so_much(scene, fact, at)
    link = link or any(m.family == "wage" and m.last == m.first for m in scene.ending_at(at))
    people = [m for m in scene.nouns if m.family in _PEOPLE and sentence.first <= m.first and m.last < first]
    people = people or _team_named(scene, Span(sentence.first, first - 1))
    if not people:
        return None
    near = people[-1]
    if link and scene.words[at - 1].lower in listed("they_people") and _only_numbers(scene, near.last, at):
        return near  # "12 agents in Ohio, they get 41k"
    if link and at - near.last <= _REACH and _joined(scene, near.last + 1, at):
        return near
    before = scene.words[max(sentence.first, near.first - _BEFORE_PEOPLE) : near.first]
    pays = any(word.lower in listed("pays") for word in before)
    return near if pays and at == near.last else None


def _team_named(scene: TextScene, span: Span) -> list[Mention]:
    """ "Own team of 8 on 27k": the team, up to its number, stands for its people."""
    found = []
    for team in (m for m in scene.mentions if m.family == "team_of" and m.first in span):
        counted = next((f for f in scene.facts_within(span) if scene.span(f).first == team.last + 1), None)
        if counted is not None and counted.kind == "number":
            found.append(replace(team, last=scene.span(counted).last))
    return found


def _only_numbers(scene: TextScene, first: int, last: int) -> bool:
    """No other sum and no contacts stand between people and the "they" that stands for them."""
    inside = scene.facts_within(Span(first + 1, last))
    return not any(fact.kind in ("money", "volume", "percent") for fact in inside)


def _on_so_much(scene: TextScene, fact: Fact, at: int) -> bool:
    """ "4 receptionists on 32k", "12 agents on £25k": a sum told in thousands or in a currency, right after "on"."""
    people = [m for m in scene.nouns if m.family in _PEOPLE and m.last == at - 1]
    people = people or _team_named(scene, Span(scene.sentence_of(at).first, at - 1))
    if scene.words[at].lower not in listed("paid_on") or not people:
        return False  # «путёвка на двоих вышла в среднем на 212 тысяч»
    return fact.kind == "money" or any(sign.isalpha() for sign in fact.text)


def _past_about(scene: TextScene, at: int) -> int:
    while at > 0 and (
        scene.words[at].lower in listed("about_so_much")
        or any(m.family in ("approximate", "roughly") for m in scene.ending_at(at))
    ):
        at -= 1
    return at


def _joined(scene: TextScene, first: int, at: int) -> bool:
    """Nothing else is told between people and what leads to their pay; one comma may stand right before that."""
    between = range(first, at)
    if any(scene.words[k].lower in conjunctions() for k in between):
        return False  # «на 300 человек и подарки по 900»
    commas = [k for k in between if scene.words[k].text in ",;:()"]
    led = first < at and any(m.family == "wage" for m in scene.ending_at(at - 1))  # «…, зарплата по 52 тысячи»
    if any(k != at - 1 - led for k in commas):
        return False
    return not any(
        (told := scene.fact_at[k]) is not None and told.kind in ("money", "volume", "percent") for k in between
    )


def _hired(scene: TextScene, span: Span) -> bool:
    words = scene.words[span.first : span.last + 1]
    return any(word.lower in listed("hires") or word.forms & listed("hires") for word in words)


def _each_after(scene: TextScene, fact: Fact) -> bool:
    """ "28,000 each", «60 на человека»: the sum is of one of them."""
    last = scene.span(fact).last
    ahead = scene.words[last + 1 : last + 4]
    if any(word.lower in listed("each_of_them") for word in ahead):
        return True
    return any(led.lower in listed("one_led_by") and one.lower in listed("one_of_them") for led, one in pairwise(ahead))


def _pay_after(scene: TextScene, fact: Fact) -> bool:
    """ "6 clerks, 18k salary": the word for pay stands right behind the sum."""
    after = scene.span(fact).last + 1
    return any(m.family == "wage" and m.first == after for m in scene.starting_at(after))


def _of_sentence_before(scene: TextScene, fact: Fact) -> Mention | None:
    """ "3 agents now. $19/hr.": a sum that is a sentence by itself, after the people of today."""
    span = scene.span(fact)
    if fact.kind != "money" or fact.per is None or not scene.stands_alone(span):
        return None
    sentence = scene.sentence_of(span.first)
    if scene.has(Span(sentence.first, span.first), "budget", "limit"):
        return None  # "4 agents now. Budget: £9,000/month."
    told = scene.sentences_before(sentence, 1)
    before = told[1] if len(told) > 1 else None
    if before is None:
        return None
    people = [m for m in scene.nouns if m.family in _PEOPLE and m.first in before]
    return people[-1] if people and scene.has(before, *_OWN, "now") else None


def _ours(scene: TextScene, fact: Fact, people: Mention, brief: Mapping[str, Any]) -> bool:
    """The people are the buyer's own, or would be; no vendor offers them and none is asked for them."""
    sentence = scene.sentence_of(people.first)
    told = Span(sentence.first, max(scene.span(fact).last, people.last))
    hired = _hired(scene, Span(max(sentence.first, people.first - _BEFORE_PEOPLE), people.first))
    offered = _OFFERED[:-1] if hired else _OFFERED  # «зачем аутсорс, если можно нанять двоих»
    if scene.has(told, *offered) or _limited(scene, sentence) or _more(scene, people):
        return False
    if hired or scene.has(told, *_OWN) or _own_known(brief):
        return True
    return not scene.has(told, "wanted")


def _own_known(brief: Mapping[str, Any]) -> bool:
    return bool(isinstance(own := brief.get("in_house"), Mapping) and own.get("agents"))


def _limited(scene: TextScene, sentence: Span) -> bool:
    return any(word.lower in listed("limits_named") for word in scene.words[sentence.first : sentence.last + 1])


def _more(scene: TextScene, people: Mention) -> bool:
    """ "One more person at 52k": how many they make with those there are is not told."""
    before = scene.words[max(0, people.first - 3) : people.first]
    return any(word.lower in listed("more_people") for word in before)


def plausible(pay: Change) -> bool:
    """Whether somebody may be paid so much."""
    value = pay.value["amount"] * dollars(pay.value["currency"])
    hourly = pay.path.endswith("hourly_wage")
    return _LEAST_HOURLY <= value <= _MOST_HOURLY if hourly else _LEAST <= value <= _MOST


def _count(scene: TextScene, fact: Fact, people: Mention) -> Change | None:
    """How many are paid so: the number the people before the sum are counted by; one where one is hired."""
    sentence = scene.sentence_of(people.first)
    last = max(people.last, min(people.last + 2, scene.span(fact).first - 1))
    if people.family == "team_of":
        return None  # the team is counted by other readers
    for counted in reversed(scene.facts_within(Span(sentence.first, last))):
        head = scene.head(counted)[0] if counted.kind == "number" and counted is not fact else None
        if head is not None and head.family in _PEOPLE and not counted.unit and not isinstance(counted.value, dict):
            return set_field("in_house.agents", tidy(middle(counted.value)), counted)
    if (behind := _counted_behind(scene, fact, people)) is not None:
        return set_field("in_house.agents", tidy(middle(behind.value)), behind)
    told = Span(max(sentence.first, people.first - 2), people.first)
    if not _hired(scene, told) or scene.facts_within(Span(people.first, people.last)):
        return None
    word = scene.words[people.first]
    return Change("set", "in_house.agents", 1, word.start, word.end, word.text) if _one(scene, people) else None


def _counted_behind(scene: TextScene, fact: Fact, people: Mention) -> Fact | None:
    """«Девочки на ресепшене, 4 по 45 тыс»: the number between people and what each of them gets."""
    before = _past_about(scene, scene.span(fact).first - 1) - 1
    counted = scene.fact_at[before] if before > people.last else None
    plain = counted is not None and counted.kind == "number" and not counted.unit and scene.head(counted)[0] is None
    whole = plain and counted is not None and isinstance(counted.value, int) and 1 < counted.value <= _MOST_HEADS
    return counted if whole else None


def _one(scene: TextScene, people: Mention) -> bool:
    """«Нанять студентку», "hire an agent": one of them, as the form or the article says."""
    from assistant.reading.words import noun_cases

    before = scene.words[people.first - 1].lower if people.first else ""
    word = scene.words[people.last].lower
    return before in ("a", "an", "one") or ("accs" in noun_cases(word) and word.endswith(("у", "ю", "а", "я")))


def _of_all(scene: TextScene, fact: Fact, brief: Mapping[str, Any]) -> list[Change]:
    """The share of one of a sum told of the whole team: «ФОТ 360 тысяч на четверых», "the department costs $1.4m"."""
    span = scene.span(fact)
    sentence = scene.sentence_of(span.first)
    cues = [m for m in scene.mentions if m.family == "team_cost" and m.first <= span.first and span.last <= m.last]
    if not cues or fact.per not in (*_PERIODS, "quarter", "half_year") or _each_after(scene, fact):
        return []
    if scene.has(Span(sentence.first, span.last), "vendor", "quote_from", "paid_vendor", "outsourced"):
        return []
    if _told_each(scene, sentence, span):
        return []
    if _limited(scene, sentence) or _of_one(scene, cues[0], span) or _counts_something(scene, fact):
        return []
    heads = _heads(scene, fact, brief)
    if not heads:
        return []
    amount, stated = money_amount(fact) if fact.kind != "volume" else (middle(fact.value.get("value", 0)), "")
    role = Role("wage", fact, span, None, 0.0)
    whole = wage(scene, role, brief)
    currency = stated or (whole.value["currency"] if whole is not None else "")
    per = fact.per or period_named(scene, span)
    each = amount / heads
    per = per or ("year" if each * dollars(currency) > YEAR_FROM else "month")
    monthly = each * MONTHLY.get(per, 1.0)
    if per == "hour" or not _LEAST <= monthly * dollars(currency) <= _MOST:
        return []
    detail = whole.detail if whole is not None else {}
    return [set_field("in_house.salary_per_month", money(monthly, currency), fact, detail)]


def _told_each(scene: TextScene, sentence: Span, span: Span) -> bool:
    """ "Salaries average 54k", «все на зарплате по 1100», "each agent costs us 4,200": what one of them gets."""
    words = scene.words[sentence.first : sentence.last + 1]
    led = span.first > sentence.first and bool(scene.words[span.first - 1].forms & listed("paid_at_only"))
    return led or any(w.lower in listed("each_of_them") or w.lower in listed("averaged") for w in words)


def _of_one(scene: TextScene, cue: Mention, span: Span) -> bool:
    """«ФОТ на одного 68 500»."""
    between = scene.words[cue.first : span.first]
    return any(
        (led.lower in listed("one_led_by") or led.lower in listed("per_head")) and one.lower in listed("one_of_them")
        for led, one in pairwise(between)
    ) or any(word.lower in listed("each_of_them") for word in between)


def _counts_something(scene: TextScene, fact: Fact) -> bool:
    if fact.kind == "money":
        return False
    return scene.head(fact)[0] is not None or (fact.kind == "number" and middle(fact.value) < _FEWEST_MONEY)


def _heads(scene: TextScene, fact: Fact, brief: Mapping[str, Any]) -> float:
    """How many share the sum: those the message counts, else the team of the brief; 0 where nobody is counted."""
    counted = [f for f in scene.facts if f.kind == "number" and not f.unit and f is not fact]
    people = [f for f in counted if (head := scene.head(f)[0]) is not None and head.family in _PEOPLE]
    people = people or [f for f in counted if _of_team(scene, f)]
    if people:
        return middle(people[0].value)
    own = brief.get("in_house")
    known = own.get("agents") if isinstance(own, Mapping) else None
    return float(known) if isinstance(known, int | float) else 0.0


def _of_team(scene: TextScene, fact: Fact) -> bool:
    """ "Our support team of 14", "the 12 of us"."""
    span = scene.span(fact)
    near = scene.has(Span(max(0, span.first - 2), min(len(scene.words) - 1, span.last + 2)), "team_of", "us_together")
    return near and not scene.head(fact)[1]


def confirmed(changes: Sequence[Change], before: Sequence[Change], sure: Sequence[Change]) -> tuple[Change, ...]:
    """The changes with those of `sure` that stood `before` the judge and that it dropped, moved or overlaid."""
    kept = [c for c in before if any(c is each or (c.path, c.start) == (each.path, each.start) for each in sure)]
    if not kept:
        return tuple(changes)
    paths = {c.path for c in kept}
    rest = [c for c in changes if c.path not in paths and not any(_overlap(c, each) for each in kept)]
    return (*rest, *kept)


def _overlap(one: Change, other: Change) -> bool:
    return one.start < other.end and other.start < one.end
