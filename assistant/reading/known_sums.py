"""A known sum of money told anew: "finance gives me £18k rather than £22k", "pay has gone up, they make 2,350 now".

Read where nothing else has changed a sum: a sum like one that the brief holds is that one, put right.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.in_brief import value_at
from assistant.reading.known_fields import known_fields
from assistant.reading.refusals import taken_back
from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.sums import currency_named, money, money_amount
from assistant.reading.word_lists import listed

_BUDGET = "budget_per_month"
_FEW, _STEP = 9, 2  # words of a message that moves the budget, and from its figure to the word that says which way
_PAY = ("in_house.hourly_wage", "in_house.salary_per_month")
_TOPICS = {"budget_per_month": ("budget", "limit"), **dict.fromkeys(_PAY, ("wage", "own_team"))}
_MONTHS = {"year": 1 / 12, "quarter": 1 / 3, "month": 1.0, None: 1.0}
_LIKE = 2.5  # how many times a sum may change where its topic or its currency is named
_VERY_LIKE = 1.35  # …and where it is a bare number of nothing
_UNLIKE = 5.0  # so many times another field's value is no new value of it
_PUT_RIGHT = ("past", "said_wrongly", "untrue", "afresh", "overmuch")
_MOVED = ("growth", "decline", "move")  # of the sum where nothing else is named before them: "rent went up" is of rent
_LEADING = 1  # words before the one that says that something moved


def sums_told_anew(
    scene: TextScene, brief: Mapping[str, Any], changes: Sequence[Change], allowed: Callable[[int], bool]
) -> list[Change]:
    """The changes with a known budget or pay set to the one sum of the message that is like it.

    A figure that was taken for another field is the sum's where it is unlike what that field holds. `allowed` tells of
    a word whether it states anything.
    """
    known = {path: value for path in _TOPICS if isinstance(value := value_at(brief, path), Mapping) and _told(value)}
    if (moved := _budget_moved(scene, known.get(_BUDGET), changes)) is not None:
        return moved
    if not known or any(_of_sums(change) for change in changes):
        return list(changes)
    figures = [f for f in scene.facts if f.kind in ("money", "number", "volume") and allowed(scene.span(f).first)]
    figures = [f for f in figures if not _of_another(f, brief)]
    old = {path: _old(scene, figures, path, value) for path, value in known.items()}
    taken = [fact for facts in old.values() for fact in facts]
    found = [
        (path, fact, amount)
        for fact in figures
        if fact not in taken and not taken_back(scene, scene.span(fact))
        for path, value in known.items()
        if not _elsewhere(fact, changes, brief, bool(old[path]))
        if (amount := _like(scene, fact, path, value, bool(old[path]))) is not None
    ]
    if len({path for path, _, _ in found}) != 1 or len({amount for _, _, amount in found}) != 1:
        return list(changes)
    path, fact, amount = found[-1]
    kept = [c for c in changes if not (c.start < fact.end and fact.start < c.end)]
    change = Change("set", path, money(amount, known[path]["currency"]), fact.start, fact.end, fact.text)
    return [*kept, change]


def _budget_moved(scene: TextScene, known: Mapping[str, Any] | None, changes: Sequence[Change]) -> list[Change] | None:
    """The changes with the known budget more or less by the one figure of the message: "5k more budget"."""
    figures = [f for f in scene.facts if f.kind in ("money", "number")]
    words = {word.lower for word in scene.words}
    if known is None or len(figures) != 1 or len(scene.words) > _FEW or not words & listed("budget_nouns"):
        return None
    span = scene.span(figures[0])
    near = {word.lower for word in scene.words[max(0, span.first - _STEP) : span.last + 1 + _STEP]}
    by = span.first > 0 and scene.words[span.first - 1].lower in listed("differs_by")
    way = 1 if near & listed("more_words") else -1 if near & listed("fewer_words") else 0
    if not way and by:
        way = 1 if scene.has(Span(0, span.first), "growth", "more") else -1
    step = _amount(figures[0], _BUDGET, known)
    if not way or not 0 < step < known["amount"] or words & listed("than_words"):
        return None
    kept = [c for c in changes if not (c.start < figures[0].end and figures[0].start < c.end)]
    told = money(known["amount"] + way * step, known["currency"])
    return [*kept, Change("set", _BUDGET, told, figures[0].start, figures[0].end, figures[0].text)]


def _of_another(fact: Fact, brief: Mapping[str, Any]) -> bool:
    """Whether a bare figure repeats what another field holds: "2,650 was wrong, 3,150 calls", «не до 18, а до 20»."""
    if fact.kind == "money" or not isinstance(number := middle(fact.value), int | float):
        return False
    coverage = brief.get("coverage")
    ends = [str(coverage.get(end, "")) for end in ("open", "close")] if isinstance(coverage, Mapping) else []
    held = [float(end[:2]) for end in ends if end[:2].isdecimal()]
    held += [field.number for field in known_fields(brief) if field.path not in _TOPICS]
    return any(_near(float(number), each) < 1.001 for each in held)


def _told(value: Mapping[str, Any]) -> bool:
    return isinstance(value.get("amount"), int | float) and value["amount"] > 0 and bool(value.get("currency"))


def _of_sums(change: Change) -> bool:
    return change.path in _TOPICS or change.path.startswith("exchange_rates.")


def _old(scene: TextScene, figures: Sequence[Fact], path: str, value: Mapping[str, Any]) -> list[Fact]:
    """Figures that repeat the known sum."""
    return [f for f in figures if _near(_amount(f, path, value), value["amount"]) < 1.001 and not scene.head(f)[1]]


def _amount(fact: Fact, path: str, value: Mapping[str, Any]) -> float:
    """The figure as a sum at a path; 0 where it is in another currency, of another period or counts something."""
    amount, currency = money_amount(fact)
    if fact.kind == "volume" and isinstance(fact.value, Mapping):
        amount = middle(fact.value.get("value", 0))
    if (currency and currency != value["currency"]) or fact.unit in ("per_driver", "times"):
        return 0.0
    if path == _PAY[0]:
        return amount if fact.per in ("hour", None) else 0.0
    if fact.per is None and path == _PAY[1] and _near(amount / 12, value["amount"]) < _near(amount, value["amount"]):
        amount /= 12  # "it is 33k" of pay that is told by the year
    amount *= _MONTHS.get(fact.per, 0.0)
    thousands = fact.kind == "number" and amount < 1000 and value["amount"] >= 10_000
    return amount * 1000 if thousands else amount


def _near(one: float, other: float) -> float:
    low, high = sorted((one, other))
    return high / low if low > 0 else float("inf")


def _like(scene: TextScene, fact: Fact, path: str, value: Mapping[str, Any], contrasted: bool) -> float | None:
    """The figure as the known sum put right, where the words say that it is one and has changed."""
    amount = _amount(fact, path, value)
    near = _near(amount, value["amount"])
    whole = Span(0, len(scene.words) - 1)
    if fact.kind != "money" and scene.head(fact)[1]:
        return None
    topic = scene.has(whole, *_TOPICS[path])
    other = any(scene.has(whole, *families) for name, families in _TOPICS.items() if families != _TOPICS[path])
    free = [at for at in range(len(scene.words)) if scene.fact_at[at] is None]
    sum_ = fact.kind == "money" or currency_named(scene, free) == value["currency"]
    given = path == _BUDGET and _given(scene, fact)
    changed = given or contrasted or scene.has(whole, *_PUT_RIGHT) or _moved(scene, bool(topic))
    if other and not topic:
        return None
    sure = given or (topic and (sum_ or changed)) or (sum_ and changed)
    return amount if near <= (_LIKE if sure else _VERY_LIKE) and (sure or topic or changed) else None


def _given(scene: TextScene, fact: Fact) -> bool:
    """ "They gave us 25k a month": a sum for a time, and nothing that it counts."""
    said = {word.lower for word in scene.words}
    return fact.kind == "volume" and not scene.channels and bool(said & listed("sum_given"))


def _moved(scene: TextScene, named: bool) -> bool:
    """«Урезали до 450 тысяч»: the message opens with what was done to the sum, or names the sum."""
    said = [m for m in scene.mentions if m.family in _MOVED]
    return any(named or m.first <= scene.sentence_of(m.first).first + _LEADING for m in said)


def _elsewhere(fact: Fact, changes: Sequence[Change], brief: Mapping[str, Any], contrasted: bool) -> bool:
    """Whether a change of another field is made of the figure, and may be right.

    A price beside the old sum is that sum, whoever "gives" it; there are no parts of people.
    """
    for change in changes:
        if change.start < fact.end and fact.start < change.end:
            price = contrasted and change.path.startswith("quotes.") and fact.kind == "money"
            parted = (
                change.path.endswith("agents") and isinstance(change.value, float) and not change.value.is_integer()
            )
            if price or parted:
                continue
            before = value_at(brief, change.path)
            fits = isinstance(before, int | float) and isinstance(change.value, int | float)
            if not fits or _near(float(change.value), float(before)) < _UNLIKE:
                return True
    return False
