"""Rates of several channels of the one thing that is counted: what is read of the first is so read of all.

"Orders: 10,000 a month; chat: 1 per 20 orders, phone: 1 per 50";
«клиентов 30 000, звонит 4 % из них, а в чат пишет 2 %».
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.reading.channel_shares import fraction
from assistant.reading.coverage import known_coverage
from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.in_brief import volumes_in
from assistant.reading.rate_words import TIME_UNITS, period_forms
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import conjunctions, listed, turns
from assistant.reading.workload import per_month, tidy

_VOLUME = "contacts_per_month"
_FEWEST = 30  # of whom a share gets in touch
_MOST = 50  # contacts of one thing
_ALL = 100.0
_NEARLY = 0.01  # share by which wholes may differ that were rounded
_LEADS = frozenset(":—–-=")
_PARTED = frozenset(",;.\n()|")
_BESIDE = 2  # words between a count and what it counts


def rates_of_things(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with a volume for each rate; as they are where the rates part a whole or are of nothing sure."""
    if volumes_in(brief):
        return list(changes)
    rates = list(_rates(scene))
    named = [channel for _, channel in rates]
    base = _base(scene, [rate for rate, _ in rates])
    parts = sum(middle(rate.value) for rate, _ in rates if rate.kind == "percent" and rate.unit is None)
    if base is None or len(rates) < 2 or "" in named or len(set(named)) < len(named) or parts > _ALL - 1:
        return list(changes)
    if not any(_of_things(scene, rate) for rate, _ in rates) or _parted_already(rates, changes):
        return list(changes)
    coverage = known_coverage(brief, list(changes))
    periods = [_period(scene, rate) for rate, _ in rates]
    shared = next((per for per in periods if per), None) or (base.per if base.kind == "volume" else "month")
    many = [middle(base.value) * per_month(per or shared, coverage) for per in periods]
    own = {f"channels.{channel}" for channel in named}
    if any(c.path in own and c.value is None for c in changes):
        return list(changes)
    spent = {base.start, *(rate.start for rate, _ in rates)}
    kept = [c for c in changes if not (c.path.endswith(_VOLUME) and (c.start in spent or c.path == _VOLUME))]
    kept = [c for c in kept if c.path not in own and c.path not in {f"{path}.{_VOLUME}" for path in own}]
    found = [
        Change("set", f"channels.{c}.{_VOLUME}", tidy(number * _of_one(r)), r.start, r.end, r.text)
        for (r, c), number in zip(rates, many, strict=True)
    ]
    return [*kept, *found]


def _parted_already(rates: Sequence[tuple[Fact, str]], changes: Sequence[Change]) -> bool:
    """Whether a volume is parted by these shares: "three in ten orders bring a request; half of them are calls"."""
    told = {c.path: c.value for c in changes}
    volumes = [told.get(f"channels.{channel}.{_VOLUME}") for _, channel in rates]
    wholes = [v / _of_one(rate) for v, (rate, _) in zip(volumes, rates, strict=True) if isinstance(v, int | float)]
    return len(wholes) == len(rates) and max(wholes) - min(wholes) <= _NEARLY * max(wholes)


def _rates(scene: TextScene) -> Iterator[tuple[Fact, str]]:
    """The shares that call or write, each with the channel of its words; a share of nothing of the kind is left out."""
    for fact in scene.facts:
        counted = fact.kind in ("number", "volume") and _each_has(scene, fact)
        if not counted and (fact.kind != "percent" or fact.unit not in (None, "one_in", "ratio")):
            continue
        about = _about(scene, scene.span(fact))
        named = {channel for channel, place in scene.channels if place.first in about}
        if named:
            yield fact, named.pop() if len(named) == 1 else ""


def _each_has(scene: TextScene, fact: Fact) -> bool:
    """ "Calls per tenant per year: 2": so many of each thing, behind the words for it."""
    span = scene.span(fact)
    if fact.unit not in (None, "times") or not 0 < middle(fact.value) <= _MOST or not span.first:
        return False
    about = _about(scene, span)
    led = any(scene.words[at].lower in listed("per_words") | listed("by_each") for at in range(about.first, span.first))
    return led and scene.words[span.first - 1].text in _LEADS and scene.has(Span(about.first, span.first), "driver")


def _of_one(rate: Fact) -> float:
    return fraction(middle(rate.value)) if rate.kind == "percent" else middle(rate.value)


def _period(scene: TextScene, rate: Fact) -> str | None:
    """The period told with a rate."""
    if rate.per in TIME_UNITS:
        return rate.per
    about = _about(scene, scene.span(rate))
    named = [
        period_forms()[form]
        for at in range(about.first, about.last + 1)
        if scene.kind_at(at) in (None, "percent", rate.kind)
        for form in sorted(scene.words[at].forms)
        if form in period_forms()
    ]
    return named[0] if (named and rate.unit not in (None, "one_in")) or (named and rate.kind != "percent") else None


def _about(scene: TextScene, own: Span) -> Span:
    """The words of a share, from the sign or the joining word before it to the one behind."""
    first, last = own.first, own.last
    while first and not _parts(scene, first - 1):
        first -= 1
    while last + 1 < len(scene.words) and not _parts(scene, last + 1):
        last += 1
    return Span(first, last)


def _parts(scene: TextScene, at: int) -> bool:
    word = scene.words[at]
    return word.text in _PARTED or word.lower in conjunctions() or word.lower in turns()


def _of_things(scene: TextScene, rate: Fact) -> bool:
    """One in so many of them, a share of them, or of those who write: no part of the contacts."""
    after = scene.span(rate).last + 1
    of_them = any(m.family in ("of_them", "of_which") for m in scene.starting_at(after))
    each = scene.span(rate).first and scene.words[scene.span(rate).first - 1].lower in listed("by_each")
    return rate.kind != "percent" or rate.unit in ("one_in", "ratio") or of_them or bool(each)


def _base(scene: TextScene, rates: Sequence[Fact]) -> Fact | None:
    """The one count of orders, customers and the like; contacts counted leave none."""
    found = []
    for fact in scene.facts:
        if fact.kind not in ("number", "volume") or fact.unit or middle(fact.value) < _FEWEST or fact in rates:
            continue
        span = scene.span(fact)
        first, last = max(0, span.first - _BESIDE), min(len(scene.words) - 1, span.first + _BESIDE)
        head, _ = scene.head(fact)
        if scene.has(Span(first, last), "driver"):
            found.append(fact)
        elif head is not None and head.family == "contact":
            return None
    return found[0] if len(found) == 1 else None
