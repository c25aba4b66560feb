"""A known volume that was another period's, a total made anew, or pay taken for a volume.

"I said 600 e-mails, that was the quarter, it's 200 a month"; "24,000 a year that is, so two thousand a month"; "make
the total 4,800". The old number and the new one must come to the same by the period that is named.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.in_brief import value_at, volumes_in
from assistant.reading.rate_words import TIME_UNITS, period_forms
from assistant.reading.result import Change
from assistant.reading.scene import TextScene
from assistant.reading.told_figures import said
from assistant.reading.word_lists import listed
from assistant.reading.workload import per_month, tidy

_VOLUME = "contacts_per_month"
_PAY = "in_house.salary_per_month"
_SAME = 0.02
_ALIKE = 4.0  # times the known total that a new one may be
_BESIDE = 3  # words between "the total" and its number
_FEWEST = 10


def figure_of_period(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with such a volume put right."""
    changes = _without_pay(scene, changes, brief)
    known = volumes_in(brief)
    if not known or scene.text.rstrip().endswith("?"):
        return changes
    found = list(_of_another_period(scene, known)) or list(_total(scene, known))
    if len({path for path, _, _ in found}) != 1:
        return changes
    path, value, fact = found[0]
    kept = [c for c in changes if not (c.path == path or (c.path.endswith(_VOLUME) and c.start == fact.start))]
    return [*kept, Change("set", path, tidy(value), fact.start, fact.end, fact.text)]


def _counts(scene: TextScene, fact: Fact) -> bool:
    """A number of contacts, or of nothing that is named."""
    if fact.kind not in ("number", "volume") or fact.unit not in (None, "times") or fact.each:
        return False
    head, content = scene.head(fact)
    return head.family == "contact" if head is not None else not content or fact.kind == "volume"


def _of_another_period(scene: TextScene, known: Mapping[str, float]) -> Iterator[tuple[str, float, Fact]]:
    """A known number said once more with its true period, and what that comes to in a shorter one."""
    numbers = [f for f in scene.facts if _counts(scene, f)]
    named = {period_forms()[form] for word in scene.words for form in word.forms if form in period_forms()}
    named |= {str(f.per) for f in numbers if f.per}
    for path, volume in known.items():
        for old in (f for f in numbers if abs(middle(f.value) - volume) <= _SAME * volume):
            for new in numbers:
                per = str(new.per) if new.kind == "volume" else _period_beside(scene, new)
                if new is old or per not in TIME_UNITS or middle(new.value) >= middle(old.value):
                    continue
                monthly = middle(new.value) * per_month(per, {})
                for true in named - {per}:
                    if abs(middle(old.value) * per_month(true, {}) - monthly) <= _SAME * monthly:
                        yield path, monthly, new


def _period_beside(scene: TextScene, fact: Fact) -> str | None:
    """«В месяц 200»: the period right before or behind a number."""
    span = scene.span(fact)
    words = (*scene.words[max(0, span.first - 1) : span.first], *scene.words[span.last + 1 : span.last + 3])
    return next((period_forms()[f] for w in words for f in sorted(w.forms) if f in period_forms()), None)


def _total(scene: TextScene, known: Mapping[str, float]) -> Iterator[tuple[str, float, Fact]]:
    """ "Make the total 6,200", «пусть всего будет 4800»: the known total, where it is all that is known."""
    volume = known.get(_VOLUME)
    numbers = [f for f in scene.facts if f.kind in ("number", "volume") and middle(f.value) >= _FEWEST]
    if volume is None or len(known) > 1 or len(numbers) != 1 or not _counts(scene, numbers[0]):
        return
    fact = numbers[0]
    span, sentence = scene.span(fact), scene.sentence_of(scene.span(fact).first)
    before = range(max(sentence.first, span.first - _BESIDE), span.first)
    behind = range(span.last + 1, min(sentence.last, span.last + _BESIDE) + 1)
    led = [at for at in (*before, *behind) if scene.words[at].lower in listed("total_named")]
    put = any(word.lower in listed("total_put") for word in scene.words[sentence.first : span.first])
    if led and put and not scene.channels_within(sentence) and not said(scene, sentence, "busy"):
        value = middle(fact.value) * (per_month(fact.per, {}) if fact.kind == "volume" else 1.0)
        if 1 / _ALIKE <= value / volume <= _ALIKE:
            yield _VOLUME, value, fact


def _without_pay(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes without pay taken for contacts: "2,250 a head a month now", "28k a year each, so 2,333 monthly"."""
    pay = value_at(brief, _PAY)
    if not isinstance(pay, Mapping):
        return list(changes)
    told = [c.value for c in changes if c.path == _PAY and isinstance(c.value, Mapping)]
    kept: list[Change] = []
    for change in changes:
        fact = next((f for f in scene.facts if f.start == change.start and f.kind == "volume"), None)
        if not change.path.endswith(_VOLUME) or fact is None or (scene.head(fact)[0] is not None and not fact.each):
            kept.append(change)
            continue
        amount = middle(fact.value)
        if any(abs(amount - float(each["amount"])) <= _SAME * amount for each in told):
            continue
        near = float(pay["amount"])
        if fact.each == "agent" and not told and 1 / 2 <= amount / near <= 2:
            change = Change("set", _PAY, {**pay, "amount": tidy(amount)}, fact.start, fact.end, fact.text)
        kept.append(change)
    return kept
