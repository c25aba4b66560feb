"""The known team and its pay changed by so much: "two of the six left", "we hired two more", "everyone got 5% more".

What is told is the step, and the brief holds where it starts. Pay may also be told beside the old one, "from 26,000 to
29,000", or as what all of them get together. own_team.yaml has the phrases; where a figure is left over, or anything is
asked or supposed, nothing changes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.reading.concepts import Mention
from assistant.reading.facts import Fact
from assistant.reading.in_brief import value_at, volumes_in
from assistant.reading.own_team import said
from assistant.reading.put_right import people_left
from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.sums import MONTHLY, money_amount
from assistant.reading.team_pay import plausible
from assistant.reading.word_lists import listed
from assistant.reading.workload import tidy

_OURS, _WANTED = "in_house.agents", "agents"
_PAY = ("in_house.salary_per_month", "in_house.hourly_wage")
# What a message says of heads, the field it is said of, and the way the count goes.
_STEPS = (
    ("wanted_more", _WANTED, 1),
    ("wanted_fewer", _WANTED, -1),
    ("heads_left", _OURS, -1),
    ("heads_joined", _OURS, 1),
)
_LIKE = 2.0  # times the known pay that a new one may be
_STEP = 0.6  # of the known pay that a raise may be
_SAME = 0.005
_NEARLY = 0.02  # from a whole number of people
_SCALES = (1, 1000)
_FIGURES = ("number", "volume", "money", "percent")
_PAIR = 2  # figures of a message that tells the old pay and the new one
_BEFORE = 3  # words before a figure that set it aside


@dataclass(frozen=True)
class _Known:
    """The one pay that the brief holds, and its path."""

    path: str
    value: Mapping[str, Any]

    @property
    def amount(self) -> float:
        return float(self.value["amount"])

    @property
    def period(self) -> str:
        return "hour" if self.path == _PAY[1] else "month"

    def now(self, amount: float, at: Change) -> Change:
        return Change("set", self.path, {**self.value, "amount": tidy(round(amount, 2))}, at.start, at.end, at.text)


def team_changed(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> tuple[Change, ...]:
    """The changes with the team and the pay that such a step leads to."""
    found = tuple(changes)
    if "?" in scene.text or any(w.lower in listed("if_words") for w in scene.words) or said(scene, "change_later"):
        return found
    found = _heads_changed(scene, found, brief)
    if found and all(c.path in _PAY for c in found):
        found = (*people_left(scene, brief), *found)  # «двое останутся, и зарплату поднял до 60»
    known = _known_pay(brief)
    told = known and (
        _pay_moved(scene, known)
        or _pay_beside_old(scene, known, brief)
        or _known_shared(scene, known, brief)
        or _pay_of_them(scene, known, brief)
    )
    if known and told:
        spent = [told, *(_at(f) for f in scene.facts if f.kind in _FIGURES and _like_pay(f, known))]
        return (*(c for c in found if c.path not in _PAY and not any(_overlap(c, each) for each in spent)), told)
    return _told_shared(scene, found, brief)


def _heads_changed(scene: TextScene, changes: tuple[Change, ...], brief: Mapping[str, Any]) -> tuple[Change, ...]:
    """The count after those who left or came; the number told of them is no count of the team."""
    if said(scene, "heads_now"):
        return changes  # «осталось четверо, один ушёл»
    for concept, path, way in _STEPS:
        for mention in said(scene, concept):
            before, step, inside = _counted(scene, mention, float(value_at(brief, path) or 0))
            after = before + way * step
            if before <= 0 or after <= 0 or not step.is_integer() or not _fits(scene, inside, before, after):
                continue
            start, end = scene.words[mention.first].start, scene.words[mention.last].end
            at = Change("set", path, tidy(after), start, end, scene.text[start:end])
            kept = [c for c in changes if c.path not in (_OURS, _WANTED) or _elsewhere(c, path, step, after)]
            kept = [c for c in kept if not _overlap(c, at) or c.path.startswith("in_house.")]
            return (*kept, at)
    return changes


def _counted(scene: TextScene, mention: Mention, known: float) -> tuple[float, float, list[Fact]]:
    """How many there were, how many of them are told of, and by which numbers; «двоих из восьми» is a share of all."""
    inside = [f for f in scene.facts_within(Span(mention.first, mention.last)) if f.kind in ("number", "percent")]
    shares = [f for f in inside if f.kind == "percent"]
    if shares:
        part = known * middle(shares[0].value) / 100
        return known, float(round(part)) if abs(part - round(part)) < _NEARLY else 0.5, inside
    counts = sorted(middle(f.value) for f in inside)
    if counts == [known] and scene.fact_at[mention.first] is None:
        return known, 1.0, inside  # "one of the five left"
    return (counts[-1] if len(counts) > 1 else known), (counts[0] if counts else 1.0), inside


def _elsewhere(change: Change, path: str, step: float, after: float) -> bool:
    """A count of the other side that is neither the step nor what it leads to."""
    return change.path != path and change.value not in (step, after)


def _fits(scene: TextScene, inside: Sequence[Fact], before: float, after: float) -> bool:
    """No other people are counted there, but those there were and those there are."""
    others = [f for f in scene.facts if f.kind == "number" and not f.unit and f not in inside]
    people = [f for f in others if (head := scene.head(f)[0]) is not None and head.family in ("agent", "person")]
    return all(middle(f.value) in (before, after, 1) for f in people)


def _known_pay(brief: Mapping[str, Any]) -> _Known | None:
    told = [_Known(path, value) for path in _PAY if isinstance(value := value_at(brief, path), Mapping)]
    told = [each for each in told if each.value.get("amount") and each.value.get("currency")]
    return told[0] if len(told) == 1 else None


def _amounts(fact: Fact, scales: Sequence[int] = _SCALES) -> Iterator[float]:
    amount = middle(fact.value.get("value", 0)) if fact.kind == "volume" else money_amount(fact)[0]
    for scale in scales if fact.kind != "money" else (1,):
        yield amount * scale


def _at(fact: Fact) -> Change:
    return Change("set", "", None, fact.start, fact.end, fact.text)


def _pay_moved(scene: TextScene, known: _Known) -> Change | None:
    """ "A 5% raise", "120 quid more each", «накинули всем по 5 тысяч»: so much more than they got."""
    for concept, way in (("pay_more", 1), ("pay_less", -1)):
        for mention in said(scene, concept):
            inside = scene.facts_within(Span(mention.first, mention.last))
            told = [f for f in inside if f.kind in ("percent", "money", "number")]
            fact = told[0] if len(told) == 1 else None
            if fact is None or (isinstance(fact.value, Mapping) and fact.kind == "percent"):
                continue
            if fact.kind == "percent":
                return known.now(known.amount * (1 + way * middle(fact.value) / 100), _at(fact))
            scales = (1000,) if fact.kind == "number" and middle(fact.value) < known.amount / 250 else (1,)
            step = next(iter(_amounts(fact, scales)))
            if 0 < step < _STEP * known.amount:
                return known.now(known.amount + way * step, _at(fact))
    return None


def _pay_beside_old(scene: TextScene, known: _Known, brief: Mapping[str, Any]) -> Change | None:
    """ "From 26,000 to 29,000", «62, а не 55», "it is 350 now, up from 320": the one not known is the new one."""
    figures = [f for f in scene.facts if f.kind in _FIGURES]
    paid = scene.has(Span(0, len(scene.words) - 1), "wage") or said(scene, "pay_named") or not scene.channels
    if not paid or any(f.kind == "percent" for f in figures) or known.amount in volumes_in(brief).values():
        return None
    if len(figures) == 1 and (pair := _range(figures[0])):
        return _other(known, figures[0], pair)
    if len(figures) != _PAIR:
        return None
    for old, new in (figures, reversed(figures)):
        scale = next((s for s in _SCALES if _same(next(iter(_amounts(old, (s,)))), known.amount)), 0)
        if not scale or _set_aside(scene, new) or not (said(scene, "pay_named") or _set_aside(scene, old)):
            continue
        amount = next(iter(_amounts(new, (scale,))))
        if not _same(amount, known.amount) and 1 / _LIKE < amount / known.amount < _LIKE:
            return known.now(amount, _at(new))
    return None


def _pay_of_them(scene: TextScene, known: _Known, brief: Mapping[str, Any]) -> Change | None:
    """ "She's on 2,900 since January", "they get 5600 now": a sum like the known pay, said of those who are known."""
    volumes = [v for v in volumes_in(brief).values() if isinstance(v, int | float)]
    for concept in ("pay_anew", "got_anew"):
        for mention in said(scene, concept):
            told = [f for f in scene.facts_within(Span(mention.first, mention.last)) if f.kind in _FIGURES]
            if len(told) != 1 or _of_things(scene, told[0]) or told[0].per not in (None, "year", known.period):
                continue
            part = MONTHLY["year"] if told[0].per == "year" else 1.0
            paid = next((a * part for a in _amounts(told[0]) if 1 / _LIKE < a * part / known.amount < _LIKE), None)
            if paid is None or _same(paid, known.amount):
                continue
            counted = any(1 / _LIKE < paid / v < _LIKE for v in volumes if v)
            if not (concept == "got_anew" and told[0].kind == "number" and counted):
                return known.now(paid, _at(told[0]))
    return None


def _range(fact: Fact) -> tuple[float, float] | None:
    value = fact.value.get("amount") if fact.kind == "money" and isinstance(fact.value, Mapping) else fact.value
    if not isinstance(value, Mapping) or not {"low", "high"} <= value.keys():
        return None
    low, high = value["low"], value["high"]
    return (float(low), float(high)) if isinstance(low, int | float) and isinstance(high, int | float) else None


def _other(known: _Known, fact: Fact, pair: tuple[float, float]) -> Change | None:
    for old, new in (pair, pair[::-1]):
        for scale in _SCALES:
            if _same(old * scale, known.amount) and not _same(new, old) and 1 / _LIKE < new / old < _LIKE:
                return known.now(new * scale, _at(fact))
    return None


def _set_aside(scene: TextScene, fact: Fact) -> bool:
    """ "Not 55", "from 320", "was 410", «вместо 55»: the figure is the one of before."""
    first = scene.span(fact).first
    before = scene.words[max(scene.sentence_of(first).first, first - _BEFORE) : first]
    return any(word.lower in listed("said_of_old") for word in before)


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= _SAME * other


def _known_shared(scene: TextScene, known: _Known, brief: Mapping[str, Any]) -> Change | None:
    """«180 тыс это на троих, не каждому» of a known 180,000: what one of them gets."""
    people = value_at(brief, _OURS)
    shared = said(scene, "pay_of_all")
    figures = [f for f in scene.facts if f.kind in ("money", "number", "volume") and _like_pay(f, known)]
    if not isinstance(people, int | float) or people <= 1 or not shared or len(figures) != 1:
        return None
    told = known.now(known.amount / people, _at(figures[0]))
    return told if plausible(told) else None


def _like_pay(fact: Fact, known: _Known) -> bool:
    return any(_same(amount, known.amount) for amount in _amounts(fact))


def _told_shared(scene: TextScene, changes: tuple[Change, ...], brief: Mapping[str, Any]) -> tuple[Change, ...]:
    """ "Three of them, together 4,500 a month": the sum of all is shared out where nothing has done it yet."""
    pay = next((c for c in changes if c.path == _PAY[0] and c.op == "set" and c.end > c.start), None)
    people = next((c.value for c in changes if c.path == _OURS), value_at(brief, _OURS))
    fact = next((f for f in scene.facts if pay is not None and _overlap(pay, _at(f))), None)
    if pay is None or fact is None or not isinstance(people, int | float) or people <= 1:
        return changes
    sentence = scene.sentence_of(scene.span(fact).first)
    if not any(m.first in sentence and _before_sum(scene, m, fact) for m in said(scene, "together_get")):
        return changes
    if any(m.first in sentence for m in said(scene, "each_gets")):
        return changes  # «вместе с бухгалтером посчитали: каждому по 62 тысячи»
    raw = money_amount(fact)[0] * MONTHLY.get(fact.per or "month", 1.0)
    whole = raw if _same(raw, pay.value["amount"]) else raw * 1000
    each = Change(
        "set", pay.path, {**pay.value, "amount": tidy(round(whole / people, 2))}, pay.start, pay.end, pay.text
    )
    if not _same(whole, pay.value["amount"]) or not plausible(each):
        return changes
    return tuple(each if c is pay else c for c in changes)


def _before_sum(scene: TextScene, mention: Mention, fact: Fact) -> bool:
    """The word stands beside the sum, and no other figure between them."""
    span = scene.span(fact)
    between = Span(*sorted((mention.first, span.first)))
    return all(f is fact or f.kind == "number" for f in scene.facts_within(between))


def _overlap(one: Change, other: Change) -> bool:
    return one.start < other.end and other.start < one.end


def _of_things(scene: TextScene, fact: Fact) -> bool:
    """Whether a number counts something named; "2,900 since January" counts nothing."""
    head = scene.head(fact)[0]
    return head is not None and head.family != "other_number"
