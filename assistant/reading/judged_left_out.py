"""What the rules left out and the judge is sure of: quantities that made no change.

The judge says what a quantity is about; what it is worth in its field follows from its own unit and period alone, so
that nothing is taken whose value is not plain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from assistant.reading.coverage import clock_hours
from assistant.reading.facts import Fact
from assistant.reading.frames import middle, time_to_answer
from assistant.reading.handle_times import waited
from assistant.reading.hours_of_the_line import when_they_come
from assistant.reading.in_brief import present, value_at
from assistant.reading.nearest_channel import channel_of, gap, of_its_part, usual_channel
from assistant.reading.opinion import Opinion
from assistant.reading.quotes import QUOTE_UNITS, unit_of, vendor_beside
from assistant.reading.result import Change
from assistant.reading.roles import Role
from assistant.reading.scene import TextScene
from assistant.reading.service_levels import level_of
from assistant.reading.sums import MONTH_SECONDS
from assistant.reading.word_lists import listed, only_words
from assistant.reading.workload import per_month, tidy

Allowed = Callable[[int], bool]

_SURE = 0.9  # above it a quantity is what the judge takes it for…
_SURE_ANEW = 0.95  # …in the place of what was known…
_LEAST = {"service_level": 0.7, "aht": 0.75, "volume": 0.8, "coverage": 0.6, "quotes": 0.8}  # …and these at less
_TIMES = ("service_level", "aht")
_SHORT = ("second", "minute", "hour")
_UNITS = {"aht": _SHORT, "service_level": (*_SHORT, "day", "business_day")}
_HOUR, _DAY = 3600, 86_400
_SHORTEST, _ALL_DAY = 2, 24  # hours of a day
_WORKING, _FEWEST_DAYS, _WEEK = 5, 4, 7  # days of a week that are told by their number
_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
_FEWEST = 5  # contacts that are told as a volume


def with_left_out(
    scene: TextScene, opinion: Opinion, changes: Sequence[Change], brief: Mapping[str, Any], allowed: Allowed
) -> tuple[Change, ...]:
    """Changes with those of which only the judge is sure; `allowed` tells of a word whether it is stated at all."""
    found = list(changes)
    for fact in scene.facts:
        span = scene.span(fact)
        if not allowed(span.first) or any(c.start < fact.end and fact.start < c.end for c in found):
            continue
        likely = opinion.of(span)
        aspect = max(likely, key=lambda each: likely[each])
        if likely[aspect] < _LEAST.get(aspect, _SURE):
            continue
        for path, value in _plain_value(scene, aspect, fact, found, brief):
            known = present(brief, path)
            surely = aspect == "volume" or likely[aspect] > _SURE_ANEW
            if not any(c.path == path for c in found) and (
                not known or (surely and value_at(brief, path, None) != value)
            ):
                found.append(Change("set", path, value, fact.start, fact.end, fact.text))
    return tuple(found)


def _plain_value(
    scene: TextScene, aspect: str, fact: Fact, told: Sequence[Change], brief: Mapping[str, Any]
) -> Iterator[tuple[str, Any]]:
    """The field and the value of a quantity that is about `aspect`, where they are plain."""
    if aspect == "pay" and fact.kind == "money" and fact.per == "hour":
        yield "in_house.hourly_wage", _money(fact, 1)
    elif aspect == "pay" and fact.kind == "money" and fact.per in _MONTHS:
        yield "in_house.salary_per_month", _money(fact, _MONTHS[fact.per])
    elif aspect == "budget_per_month" and fact.kind == "money" and fact.per in _MONTHS:
        yield aspect, _money(fact, _MONTHS[fact.per])
    elif aspect == "contract_months" and fact.kind == "duration" and fact.unit in _MONTHS and not fact.per:
        months = float(middle(fact.value)) / MONTH_SECONDS
        if months >= 1 and abs(months - round(months)) < 0.05:
            yield aspect, round(months)
    elif aspect in _TIMES and fact.kind == "duration" and fact.unit in _UNITS[aspect] and not fact.per:
        if aspect != "aht" or not waited(scene, scene.span(fact)):
            yield from _time(scene, aspect, fact, brief)
    elif aspect == "coverage":
        yield from _coverage(scene, fact, told)
    elif aspect == "quotes" and fact.kind == "money" and QUOTE_UNITS.get(fact.per or ""):
        yield from _offer(scene, fact, told, brief)
    elif aspect == "volume" and fact.kind in ("number", "volume") and not _of_minutes(scene, fact):
        placed = list(_of_nearest_channel(scene, fact, told, brief))
        whole = fact.kind == "volume" and not fact.each and middle(fact.value) >= _FEWEST
        yield from placed or (_volume(fact, told, brief) if whole else ())


def _of_minutes(scene: TextScene, fact: Fact) -> bool:
    """ "84,000 talk minutes a month": minutes are counted, and no contacts."""
    span = scene.span(fact)
    return any(scene.words[at].forms & listed("minute_words") for at in range(span.first, span.last + 1))


def _coverage(scene: TextScene, fact: Fact, told: Sequence[Change]) -> Iterator[tuple[str, Any]]:
    """Hours of the day, how many of them, or how many days a week, where none are told and the message names no others.

    Two times of opening may be of two parts of the week, of which neither is the coverage.
    """
    if when_they_come(scene, fact, scene.facts):
        return
    paths = {c.path for c in told}
    alone = [f for f in scene.facts if f.kind == fact.kind and f.unit == fact.unit] == [fact]
    amount = middle(fact.value) if fact.kind == "duration" else 0.0
    if fact.kind == "duration" and fact.unit == "hour" and fact.per in (None, "day"):
        if "coverage.hours_per_day" not in paths and _SHORTEST <= amount / _HOUR <= _ALL_DAY:
            yield "coverage.hours_per_day", tidy(amount / _HOUR)
    elif fact.kind == "duration" and fact.unit in ("day", "business_day") and fact.per in (None, "week"):
        if "coverage.days_per_week" not in paths and _FEWEST_DAYS <= amount / _DAY <= _WEEK:
            yield "coverage.days_per_week", round(amount / _DAY)
    elif fact.kind == "days" and fact.unit is None and alone and "coverage.days_per_week" not in paths:
        # "Evenings to nine and Saturdays" are no week of one day: a day of the weekend ends a week.
        first = scene.span(fact).first
        if len(fact.value) == 1 and first and scene.words[first - 1].lower in listed("deadline_words"):
            return  # "a figure by Friday"
        sentence = scene.words[scene.sentence_of(first).first :]
        ends = len(fact.value) == 1 and fact.value[0] > _WORKING and not {w.lower for w in sentence} & only_words()
        yield "coverage.days_per_week", fact.value[0] if ends else len(fact.value)
    elif fact.kind == "time_range" and alone and not fact.vague and "coverage.hours_per_day" not in paths:
        opening, closing = str(fact.value["open"]), str(fact.value["close"])
        yield "coverage.hours_per_day", tidy(clock_hours(opening, closing))
        if clock_hours(opening, closing) < _ALL_DAY:
            yield "coverage.open", opening
            yield "coverage.close", closing.replace("24:00", "00:00")


def _of_nearest_channel(
    scene: TextScene, fact: Fact, told: Sequence[Change], brief: Mapping[str, Any]
) -> Iterator[tuple[str, Any]]:
    """A volume of the channel named nearest in its sentence, else in the one before: "The mails? Those are 2,300"."""
    span = scene.span(fact)
    here, *before = scene.sentences_before(scene.sentence_of(span.first), 1)
    near = scene.channels_within(here) or [named for one in before for named in scene.channels_within(one)]
    counted, counts = scene.head(fact)
    if not near or fact.each or fact.unit or middle(fact.value) < _FEWEST or (counts and counted is None):
        return
    channel = min(near, key=lambda named: gap(scene, named[1], span))[0]
    path = f"channels.{channel}.contacts_per_month"
    if any(c.path == path or (c.path == f"channels.{channel}" and c.value is None) for c in told):
        return
    period = fact.value.get("per") if isinstance(fact.value, dict) else fact.per
    yield path, round(middle(fact.value) * per_month(period or "month", brief.get("coverage", {})), 2)


def _money(fact: Fact, months: int) -> dict[str, Any]:
    """A sum told for so many months, for one."""
    return {"amount": round(middle(fact.value) / months, 2), "currency": fact.value["currency"]}


def _volume(fact: Fact, told: Sequence[Change], brief: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """A volume where there is none yet, of the only channel named or of all of them."""
    known = [*(c.path for c in told), *(f"channels.{c}" for c, value in brief.get("channels", {}).items() if value)]
    if any(path.endswith("contacts_per_month") for path in known) or "contacts_per_month" in brief:
        return
    channels = {path.split(".")[1] for path in known if path.startswith("channels.")}
    if len(channels) > 1:
        return
    days = {c.path.removeprefix("coverage."): c.value for c in told if c.path.startswith("coverage.")}
    amount = middle(fact.value) * per_month(fact.value.get("per"), {**brief.get("coverage", {}), **days})
    yield f"channels.{channels.pop()}.contacts_per_month" if channels else "contacts_per_month", round(amount, 2)


def _time(scene: TextScene, aspect: str, fact: Fact, brief: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The time in which contacts are answered or done with, of the channel beside it or of the usual one."""
    seconds = time_to_answer(fact) if aspect == "service_level" else float(middle(fact.value))
    role = Role(aspect, fact, scene.span(fact), None, 0.0)
    nearest = channel_of(scene, role, scene.channels, set())
    if aspect == "service_level":
        nearest = of_its_part(scene, role.span, nearest, seconds, scene.channels)
    channel = nearest or usual_channel(seconds, scene.channels, brief)
    if aspect == "aht":
        yield f"channels.{channel}.aht_seconds", tidy(seconds)
    else:
        percent = value_at(brief, f"service_level.{channel}.percent", None)
        yield f"service_level.{channel}", level_of(percent, seconds)


def _offer(scene: TextScene, fact: Fact, told: Sequence[Change], brief: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """A price by the unit of the service, with the vendor named beside it, after the offers known."""
    known = brief.get("quotes", ())
    index = len(known) + sum(c.path.startswith("quotes.") for c in told)
    vendor = vendor_beside(scene, fact)
    if vendor is None or all(quote.get("vendor") != vendor for quote in known):
        named = {"vendor": vendor} if vendor else {}
        yield f"quotes.{index}", {**named, "price": _money(fact, 1), "unit": unit_of(scene, fact)}
