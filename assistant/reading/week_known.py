"""Single days opened or closed in a week that is known: "closed Tuesdays too", «и в субботу», "Sundays until six".

The brief holds how many days there are and the hours of an average one. Which days they are, the messages tell: each
change of the days remembers those it was told by.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.days_meant import days_by_number
from assistant.reading.facts import Fact
from assistant.reading.in_brief import value_at
from assistant.reading.result import Change
from assistant.reading.reworded import Reread, Told
from assistant.reading.scene import Span, TextScene
from assistant.reading.time_words import words
from assistant.reading.uneven_weeks import Part, average_day, made_of
from assistant.reading.word_lists import listed, only_words, suppositions

_DAYS, _HOURS = "coverage.days_per_week", "coverage.hours_per_day"
_ENDS = ("open", "close")
_EVERY, _USUAL = frozenset(range(1, 8)), 5
_WEEKEND = frozenset({6, 7})
_FEW = 2  # days that are named as single ones, beside a week that is known
_BESIDE = 6  # words between a day and its end
_OF_CALLERS = ("writes", "busier", "more", "fewer", "peak_time")
_SHORT = 7  # words of a message that adds a day and says nothing else
_LIKENED = 4  # words between "same" and the days that others are likened to
_NOON, _WHOLE = 12, 24


def days_told(days: Sequence[Fact], opened: Sequence[Fact], closed: set[int], besides: bool) -> dict[str, Any]:
    """What a change of the days remembers: the days named as open, those as closed, and whether they come on top."""
    if any(fact.unit == "count" for fact in days):
        return {}
    named = {day for fact in opened if fact.unit != "except" for day in fact.value}
    off = closed | {day for fact in opened if fact.unit == "except" for day in _EVERY - set(fact.value)}
    return {"named": sorted(named), "off": sorted(off), "besides": besides} if named or off else {}


def with_known_week(
    scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any], earlier: Sequence[Told], reread: Reread
) -> tuple[Change, ...]:
    """The changes with single days put into the week that is known, or taken out of it."""
    count = value_at(brief, _DAYS)
    told = [fact for fact in scene.facts if fact.kind == "days" and fact.unit != "count"]
    if not told or any(fact.kind == "time_range" and not _known_hours(fact, brief) for fact in scene.facts):
        return tuple(changes)
    if days_by_number(scene) is not None:
        return tuple(changes)  # «6 дней, пятницу забыл»
    if shorter := _with_own_end(scene, told, brief, earlier, reread):
        return (*(c for c in changes if not c.path.startswith("coverage")), *shorter)
    change = next((c for c in changes if c.path == _DAYS and c.op == "set"), None)
    if change is not None and _closed_already(change, told, count, earlier, reread):
        return tuple(c for c in changes if not c.path.startswith("coverage"))  # "no Friday then" of Sunday to Thursday
    if change is not None and _a_day_or_two(scene, change, told, count):
        if not scene.has(Span(0, len(scene.words) - 1), "addition"):
            return tuple(c for c in changes if c is not change)
        named = sorted({day for fact in told for day in fact.value})
        change = replace(change, detail={"named": named, "off": [], "besides": True})
    compared = [fact for fact in told if _compared(scene, fact)]
    if compared and change is not None and (single := [f for f in told if f not in compared and not f.unit]):
        named = sorted({day for fact in single for day in fact.value})
        place = (single[0].start, single[0].end, single[0].text)
        change = Change("set", _DAYS, count, *place, {"named": named, "off": [], "besides": True})
        told = single
    change = _added(scene, told, changes, brief) if change is None else _with_days(change, told, count)
    if change is not None and count is None and _weekend_parted(scene, change):
        days = _USUAL + len(change.detail["named"])
        return tuple(replace(c, value=days) if c is change else c for c in changes)
    if change is None or not isinstance(count, int) or not (moved := _moved(change.detail)):
        return tuple(changes)
    alone = any(word.lower in only_words() for word in scene.words)
    if moved > 0 and alone and not change.detail["besides"]:
        return tuple(changes)  # "Saturdays only": the others are not served any more
    week = _week(earlier, reread, count)
    single_days = set(change.detail.get("named", ()))
    if (
        week is None
        and single_days
        and single_days <= set(range(1, _USUAL + 1))
        and count >= _USUAL
        and not change.detail.get("besides")
    ):
        return tuple(c for c in changes if c is not change and c.path != _DAYS)  # "we close at 8 on Thursdays"
    after = len(_after(week, change.detail)) if week else count + (moved if moved > 0 else -len(change.detail["off"]))
    if not 0 < after <= len(_EVERY) or after == change.value:
        return tuple(changes)
    put_right = Change("set", _DAYS, after, change.start, change.end, change.text, change.detail)
    return (*(c for c in changes if c.path != _DAYS), put_right)


def _a_day_or_two(scene: TextScene, change: Change, told: Sequence[Fact], count: Any) -> bool:
    """A whole week known would become the single days that are named, though nothing says that they are all."""
    single = all(not fact.unit and len(fact.value) <= _FEW for fact in told)
    fewer = isinstance(count, int) and count >= _USUAL and change.value <= _FEW and "named" not in change.detail
    return single and fewer and not any(word.lower in only_words() for word in scene.words)


def _known_hours(fact: Fact, brief: Mapping[str, Any]) -> bool:
    """«Пятницу добавим, тоже 9–19»: the hours that all the other days have."""
    return all(value_at(brief, f"coverage.{end}") == fact.value[end] for end in _ENDS)


def _closed_already(change: Change, told: Sequence[Fact], count: Any, earlier: Sequence[Told], reread: Reread) -> bool:
    """Whether days are taken off the week that are no part of it."""
    named = {day for fact in told if not fact.unit for day in fact.value}
    named |= {day for fact in told if fact.unit == "except" for day in _EVERY - set(fact.value)}
    off = bool(change.detail.get("off")) and not change.detail.get("named")
    fewer = isinstance(count, int) and (off or change.value < count) and not change.detail.get("besides")
    if not fewer or not 0 < len(named) <= _FEW:
        return False
    week = _week(earlier, reread, count)
    if week is None and not earlier and count >= _USUAL:
        week = frozenset(range(1, count + 1))
    return bool(week) and not named & set(week or ())


def _weekend_parted(scene: TextScene, change: Change) -> bool:
    """ "Open Saturdays but not Sundays": the working days go without saying."""
    named, off = set(change.detail.get("named", ())), set(change.detail.get("off", ()))
    alone = any(word.lower in only_words() for word in scene.words)
    return bool(named and off) and (named | off) <= _WEEKEND and not alone


def _compared(scene: TextScene, fact: Fact) -> bool:
    """ "Same hours as the weekdays": the days others are likened to, which are open already."""
    first = scene.span(fact).first
    near = scene.words[max(0, first - _LIKENED) : first]
    return any(word.lower in listed("likened_days") for word in near)


def _with_days(change: Change, told: Sequence[Fact], count: Any) -> Change:
    """A change that a reader of few words made, with the day that it adds."""
    adds = isinstance(count, int) and change.value > count and len(told) == 1 and not told[0].unit
    if "named" in change.detail or not adds or len(told[0].value) > _FEW:
        return change
    return replace(change, detail={"named": sorted(told[0].value), "off": [], "besides": True})


def _added(
    scene: TextScene, told: Sequence[Fact], changes: Sequence[Change], brief: Mapping[str, Any]
) -> Change | None:
    """ "We do Tuesdays as well", all a short message says of a case whose days are known: a day on top of them."""
    said = [word.lower for word in scene.words if word.is_word]
    alone = len(told) == len(scene.facts) == 1 and not changes and len(said) <= _SHORT
    if not alone or len(told[0].value) > _FEW or told[0].unit or scene.text.rstrip().endswith("?"):
        return None
    whole = Span(0, len(scene.words) - 1)
    if not scene.has(whole, "addition") or scene.has(
        whole, "writes", "busier", "more", "fewer", "peak_time", "negation"
    ):
        return None
    detail = {"named": sorted(told[0].value), "off": [], "besides": True}
    return Change("set", _DAYS, value_at(brief, _DAYS), told[0].start, told[0].end, told[0].text, detail)


def _moved(detail: Mapping[str, Any]) -> int:
    """How many single days a message adds (above 0), or that it only takes some away (below); else 0."""
    named, off = detail.get("named", ()), detail.get("off", ())
    if off and not named and len(off) <= _FEW:
        return -1
    return len(named) if named and len(named) <= _FEW and not off else 0


def _after(week: frozenset[int], detail: Mapping[str, Any]) -> frozenset[int]:
    named, off = frozenset(detail["named"]), frozenset(detail["off"])
    if _moved(detail):
        return (week | named) - off
    return (named or _EVERY) - off


def _week(earlier: Sequence[Told], reread: Reread, count: int | None) -> frozenset[int] | None:
    """The days open after the earlier messages; None where they cannot be told or are not as many as known."""
    if not earlier:
        return None
    week = frozenset(range(1, count + 1)) if count is not None and count >= _USUAL else None
    said = False
    for message in reversed(earlier):
        changes = {c.path: c for c in reread(message).changes if c.op == "set"}
        change = changes.get(_DAYS)
        if change is None:
            continue
        if "off" in change.detail:
            before = week if said and week else frozenset(range(1, _USUAL + 1)) if change.detail["named"] else _EVERY
            week, said = _after(before, change.detail), True
        else:
            week, said = (frozenset(range(1, change.value + 1)) if change.value >= _USUAL else None), True
    return week if week is None or count is None or len(week) == count else None


def _with_own_end(
    scene: TextScene, told: Sequence[Fact], brief: Mapping[str, Any], earlier: Sequence[Told], reread: Reread
) -> list[Change]:
    """ "Sundays until six", of a week whose hours are known: those days end sooner or later, the others as they did."""
    opening, closing = (_hour(value_at(brief, f"coverage.{end}")) for end in _ENDS)
    off = {day for fact in told if fact.unit == "except" for day in _EVERY - set(fact.value)}
    told = [fact for fact in told if fact.unit != "except"]  # "Sundays no, Saturdays till 6"
    if len(told) != 1 or len(told[0].value) > _FEW or opening is None or closing is None:
        return []
    end = _end_beside(scene, told[0])
    if end is None:
        return []
    end += _NOON if end <= opening and end < _NOON else 0
    closing = closing or _WHOLE
    if end <= opening or end == closing:
        return []
    count = value_at(brief, _DAYS)
    days = frozenset(told[0].value)
    known = _week(earlier, reread, count if isinstance(count, int) else None)
    # Of a week not told, a Sunday is the last of seven days, a Saturday of six.
    others = (known or frozenset(range(1, max(*days, _USUAL) + 1))) - days - off
    if not others:
        return []
    start = _clock(opening)
    parts = [Part(others, start, _clock(closing), told[0]), Part(days, start, _clock(end), told[0])]
    detail = {**made_of(parts), "named": sorted(days), "off": sorted(off), "besides": True}
    place = (told[0].start, told[0].end, told[0].text)
    fresh = [Change("set", f"coverage.{k}", v, *place, detail) for k, (v, _) in average_day(parts).items()]
    return [*fresh, *(Change("remove", f"coverage.{end}", None, *place) for end in _ENDS)]


def _end_beside(scene: TextScene, fact: Fact) -> float | None:
    """The hour after "until" close behind the day or close before it; None where there is none."""
    span = scene.span(fact)
    near = Span(max(0, span.first - _BESIDE), min(len(scene.words) - 1, span.last + _BESIDE))
    for at in range(near.first, near.last):
        closes = scene.words[at].lower in words().at_hour and scene.words[at - 1].lower in words().closing
        if not (scene.words[at].lower in listed("until_words") or (at and closes)):
            continue
        text = scene.words[at + 1].text.lower()
        digits, _, rest = text.partition(":")
        rest = rest.rstrip("apm.") if rest else ""
        late = "pm" in text or (at + 2 < len(scene.words) and scene.words[at + 2].lower in {"pm", "p.m"})
        digits = digits.rstrip("apm.")
        if digits.isdecimal() and 0 < int(digits) <= _WHOLE:
            hour = int(digits) + (int(rest) / 60 if rest.isdecimal() else 0)
            return hour + _NOON if late and hour < _NOON else hour
    return None


def _hour(clock: Any) -> float | None:
    return int(clock[:2]) + int(clock[3:5]) / 60 if isinstance(clock, str) else None


def _clock(hour: float) -> str:
    return f"{int(hour) % _WHOLE:02d}:{round(hour % 1 * 60):02d}"


def open_then(scene: TextScene, span: Span) -> bool:
    """ "What if we open Saturdays?": a day only supposed comes on top of the week, unless it is all there is."""
    sentence = scene.sentence_of(span.first)
    said = {word.lower for word in scene.words[sentence.first : sentence.last + 1]}
    return bool(said & suppositions()) and not said & (only_words() | listed("without_words"))
