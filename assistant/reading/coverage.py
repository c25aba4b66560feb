"""From hours, days and opening times to the coverage of the brief."""

from collections.abc import Mapping
from typing import Any

from assistant.reading.days_meant import days_by_number, only_days, only_part
from assistant.reading.facts import Fact
from assistant.reading.hours_of_the_line import of_the_line
from assistant.reading.impossible_hours import impossible_hours
from assistant.reading.levels_told import said_of_questions
from assistant.reading.off_hours import turned_round
from assistant.reading.result import Change
from assistant.reading.roles import Roles, middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.shifts import WHOLE_DAY, daily, shifts
from assistant.reading.shorter_days import only_as_ends, with_shorter_days
from assistant.reading.uneven_weeks import average_day, made_of, parts_of_week, whole_days
from assistant.reading.week_known import days_told, open_then
from assistant.reading.weekend_volumes import said_of_contacts
from assistant.reading.word_lists import listed, turns
from assistant.reading.workload import tidy

_JOINED = 12  # characters between the two pieces of a working day
_PAUSE = 4  # hours
_DAY = 86_400
_DAYS_OFF = 3  # days of the week on which a line that serves somebody may be closed


def clock_hours(opening: str, closing: str) -> float:
    """Hours from opening to closing, past midnight if closing comes first; equal times are a whole day."""
    start, end = (int(clock[:2]) + int(clock[3:5]) / 60 for clock in (opening, closing))
    return (end - start) % 24 or WHOLE_DAY


def read_coverage(scene: TextScene, roles: Roles) -> list[Change]:
    """Changes of `coverage`: from times and days, hours a day, days a week, and weekends declined."""
    stated: dict[str, tuple[Any, Fact]] = {}
    told = [f for f in scene.facts if f.kind in ("time_range", "days") and not _about_something_else(scene, f)]
    told = of_the_line(scene, _without_callers_idle(scene, _as_wished(scene, told)))
    ranges = turned_round(scene, [f for f in told if f.kind == "time_range"])
    days = [f for f in told if f.kind == "days" and not _callers_then(scene, f, ranges)]
    days = [f for f in days if not any(len(f.value) > len(d.value) > 4 and 0 <= f.start - d.end <= 2 for d in days)]
    open_days = [f for f in days if not _declined(scene, f)]
    open_days = [f for f in open_days if not _weekend_of_another_sentence(scene, f, open_days, ranges)]
    alone = [f for f in open_days if _only_those(scene, f)]
    open_days = [f for f in open_days if not alone or f in alone or _with_hours(scene, f, ranges)]
    closed = {d for f in days if f not in open_days for d in f.value}
    parts = parts_of_week(scene, [f for f in ranges if not f.vague] or ranges, open_days)
    if (kept := only_part(scene, open_days, parts)) is not None:
        ranges, parts = [kept.fact], []  # «по будням 9–20, в выходные 10–18. Считай только будни»
    open_days = only_days(scene, open_days)
    _hours(ranges, open_days, stated, scene.names_any(("shift",)))
    _days(open_days, closed, days, stated)
    _beside_the_week(ranges, open_days, stated)
    if parts:
        only_as_ends(stated)
        stated.update(average_day(parts))
    if shorter := with_shorter_days(scene, ranges, open_days):
        only_as_ends(stated)
        stated.update(shorter)
    weekend = [f for f in open_days if f.unit != "except"]
    besides = bool(weekend) and any(_besides(scene, f) for f in weekend)
    if weekend and all(set(f.value) <= {6, 7} for f in weekend) and besides:
        off = closed.union(*({6, 7} - set(f.value) for f in open_days if f.unit == "except"))
        added = {d for f in weekend for d in f.value} - off
        # "Sundays too" of a week not told: whoever serves on Sunday does on Saturday.
        stated["days_per_week"] = (7 if added == {7} and not off else 5 + len(added), weekend[0])
    shifts(scene, roles, stated)
    for role in roles.of("coverage.hours"):
        stated.setdefault("hours_per_day", (tidy(middle(role.fact.value) / 3600), role.fact))
        if middle(role.fact.value) >= WHOLE_DAY * 3600 or daily(scene, role.span):
            stated.setdefault("days_per_week", (7, role.fact))
    for role in roles.of("coverage.days"):
        stated.setdefault("days_per_week", (round(middle(role.fact.value) / _DAY), role.fact))
    for key, value, fact in impossible_hours(scene):
        stated.setdefault(key, (value, fact))
    if (counted := days_by_number(scene)) is not None:
        stated["days_per_week"], days, open_days, closed = (round(middle(counted.value) / _DAY), counted), [], [], set()
    of_days = {**days_told(days, open_days, closed, besides), **(made_of(parts) if parts else {})}
    return [
        Change("set", f"coverage.{k}", v, f.start, f.end, f.text, {"vague": True} if f.vague else of_days)
        for k, (v, f) in stated.items()
    ]


def _as_wished(scene: TextScene, told: list[Fact]) -> list[Fact]:
    """ "At the moment nine to five, … what we want is day and night": what is wished for, where both are told."""
    wished = [f for f in told if scene.has(scene.sentence_of(scene.span(f).first), "wish", "wanted", "goal")]
    present = [f for f in told if f not in wished and scene.has(scene.sentence_of(scene.span(f).first), "at_present")]
    if not any(f.kind == "time_range" for f in wished):
        return told
    return [f for f in told if f not in present]


def _without_callers_idle(scene: TextScene, told: list[Fact]) -> list[Fact]:
    """«Родители пишут днём и ночью … нам хватит с десяти до семи»: when they write is not when they are answered."""
    ranges = [f for f in told if f.kind == "time_range"]
    whole = [f for f in ranges if f.value["close"] == "24:00" and f.value["open"] == "00:00"]
    if not whole or len(whole) == len(ranges):
        return told
    callers = [f for f in whole if scene.has(scene.sentence_of(scene.span(f).first), "writes")]
    return [f for f in told if f not in callers]


def _hours(ranges: list[Fact], days: list[Fact], stated: dict[str, tuple[Any, Fact]], shifts: bool) -> None:
    if not ranges:
        return
    ranges = [f for f in ranges if not f.vague] or ranges  # "normal hours are from 8 to 8": those told in figures
    again = len(days) > 1 and set(days[0].value) == set(days[1].value)
    if again and len(ranges) > 1:
        ranges = ranges[-1:]  # «по будням до семнадцати, ой нет, до восемнадцати по будням»
    first = ranges[0]
    if in_pieces := _with_break(ranges):
        stated["hours_per_day"] = (tidy(in_pieces), first)
        return
    opening, closing = first.value["open"], first.value["close"]
    for following in ranges[ranges.index(first) + 1 :]:
        overlaps = shifts and opening < following.value["open"] < closing < following.value["close"]
        if following.value["open"] != closing and not overlaps:  # «смены 9–18 и 12–21»
            break
        closing = following.value["close"]  # «первая смена с 6 до 14, вторая с 14 до 22»
    length = clock_hours(opening, closing)
    stated["hours_per_day"] = (tidy(length), first)
    if length >= WHOLE_DAY:
        stated["days_per_week"] = (7, first)  # round the clock means every day unless days are named
    else:
        stated["open"], stated["close"] = (opening, first), (closing.replace("24:00", "00:00"), first)


def _with_break(ranges: list[Fact]) -> float:
    """Hours of a day told in two pieces with a pause between: "9-13 and 14-18" are eight; 0.0 where they are not."""
    if len(ranges) != 2 or any(f.vague for f in ranges):
        return 0.0
    morning, afternoon = ((str(f.value["open"]), str(f.value["close"])) for f in ranges)
    if not morning[0] < morning[1] < afternoon[0] < afternoon[1] or ranges[1].start - ranges[0].end > _JOINED:
        return 0.0
    pause = clock_hours(morning[1], afternoon[0])
    return clock_hours(*morning) + clock_hours(*afternoon) if pause <= _PAUSE else 0.0


def _days(open_days: list[Fact], closed: set[int], days: list[Fact], stated: dict[str, tuple[Any, Fact]]) -> None:
    counted = next((f for f in open_days if f.unit == "count"), None)
    if counted is not None and all(f.unit in ("count", "except") for f in open_days):
        stated["days_per_week"] = (len(counted.value), counted)  # "six days a week, closed on Mondays"
        return
    named = {d for f in open_days if f.unit != "except" for d in f.value}
    closed = closed | {d for f in open_days if f.unit == "except" for d in range(1, 8) if d not in f.value}
    kept = named or ({d for d in range(1, 8) if d not in closed} if open_days else set())
    if kept:
        stated["days_per_week"] = (len(kept - closed) or len(kept), open_days[0])
    elif closed and len(closed) < 7:
        stated["days_per_week"] = (7 - len(closed), next(f for f in days if set(f.value) & closed))


def _beside_the_week(ranges: list[Fact], days: list[Fact], stated: dict[str, tuple[Any, Fact]]) -> None:
    """ "Eight to six, and Saturdays ten to two": hours told before those of the weekend are those of working days."""
    if len(ranges) < 2 or len(days) != 1 or not set(days[0].value) <= {6, 7} or ranges[0].start > days[0].start:
        return
    if ranges[1].start > days[0].start:
        stated["days_per_week"] = (5 + len(days[0].value), days[0])


def _callers_then(scene: TextScene, fact: Fact, ranges: list[Fact]) -> bool:
    """«С 8 до 17, а в выходные звонят мне»: a weekend set against the hours, when nobody is said to serve."""
    span = scene.span(fact)
    sentence = scene.sentence_of(span.first)
    before = [scene.span(f).last for f in ranges if f.start < fact.start and scene.span(f).first in sentence]
    if not before or not set(fact.value) <= {6, 7} or any(f.start > fact.start for f in ranges):
        return False
    turned = any(scene.words[at].lower in turns() for at in range(before[-1] + 1, span.first))
    return turned and scene.has(Span(span.last + 1, sentence.last), "writes")


def _weekend_of_another_sentence(scene: TextScene, fact: Fact, days: list[Fact], ranges: list[Fact]) -> bool:
    """ "Monday to Friday. Weekends here are for families": no hours of theirs, no "too", so they are not worked."""
    if not set(fact.value) <= {6, 7} or fact.unit is not None:
        return False
    week = [f for f in days if f.end <= fact.start and len(f.value) >= 5 and not set(fact.value) <= set(f.value)]
    sentence = scene.sentence_of(scene.span(fact).first)
    apart = bool(week) and all(scene.span(f).first not in sentence for f in week)
    opened = scene.has(sentence, "addition", "wanted", "wish", "must") or _with_hours(scene, fact, ranges)
    opened = opened or bool(whole_days(scene, [fact]))  # "Saturday and Sunday: 24 hours"
    return apart and not opened and not any(scene.span(f).first in sentence for f in ranges)


def _only_those(scene: TextScene, fact: Fact) -> bool:
    """ "On Saturdays and Sundays only, the weekday service being supplied by others": those days and no more."""
    last = scene.span(fact).last
    return (
        set(fact.value) <= {6, 7}
        and fact.unit != "count"
        and any(m.family == "only" for m in scene.starting_at(last + 1))
    )


def _with_hours(scene: TextScene, fact: Fact, ranges: list[Fact]) -> bool:
    """Hours of its own stand beside the days: "weekends only, 6pm to midnight on weekdays"."""
    span = scene.span(fact)
    before = (scene.distance(scene.span(r).last, span.first) for r in ranges if r.start < fact.start)
    after = (scene.distance(span.last, scene.span(r).first) for r in ranges if r.start > fact.start)
    return any(gap <= _SIDE for gap in (*before, *after))


_SIDE = 0.4  # from days to the hours they are told with


def _besides(scene: TextScene, fact: Fact) -> bool:
    """ "Weekends too", "and weekends": the days that are named come on top of the others."""
    span = scene.span(fact)
    opens = span.first == 1 and scene.words[0].lower in listed("list_joins")
    if span.first > 1 and (scene.words[span.first - 1].lower in listed("list_joins") | {"&", "+"}):
        parts = ("mornings_said", "evenings_said", "nights")
        first = scene.sentence_of(span.first).first  # "evenings and weekends", "evenings to nine and Saturdays"
        opens = any(word.lower in listed(part) for word in scene.words[first : span.first - 1] for part in parts)
    return opens or open_then(scene, span) or bool(scene.around(span, ("addition",), 0.6))


def _declined(scene: TextScene, fact: Fact) -> bool:
    span = scene.span(fact)
    return any(
        (d <= 0.4 or _of_us(scene, span.last + 1, m.first))
        and not any(
            scene.words[at].text == ":" for at in range(m.last + 1, span.first)
        )  # «без воскресений: шесть дней»
        and not (m.last < span.first and scene.words[span.first - 1].lower in listed("lowered_to"))  # "cut to Mon-Fri"
        and not span.first <= m.last <= span.last  # the "no" of "no weekends" is told with the days
        and not (m.first > span.last and scene.kind_at(m.first) == "days")  # «6 дней кроме воскресенья»
        and (
            m.last < span.first
            or (m.family == "decline" and m.first < span.first)  # "take Sundays out"
            or (m.first > span.last and all(scene.words[at].is_word for at in range(span.last + 1, m.first)))
        )
        for d, m in scene.around(span, ("decline", "negation"), 1.1)
        if scene.words[m.first].lower not in listed("instead_words")  # "7 days a week instead of 5"
        and not (m.last + 1 < len(scene.words) and scene.words[m.last + 1].lower in listed("bounds"))
        and not (m.first == 0 and scene.words[m.last + 1].text in ".!")  # "No. 9-5 mon-fri"
        and not any(
            o.family in ("afresh", "slip") for o in scene.starting_at(m.last + 1)
        )  # "no make that Monday to Friday"
    ) or _nobody_then(scene, span)


def _of_us(scene: TextScene, first: int, end: int) -> bool:
    """Only the buyer stands between the days and what declines them: «выходные нам не нужны», "weekends we don't"."""
    between = [scene.words[at].lower for at in range(first, end)]
    return bool(between) and all(word in listed("first_person") for word in between)


def _nobody_then(scene: TextScene, span: Span) -> bool:
    """«В субботу нас никто не ищет», and no other days named before it; not of a week: "Mon–Fri, nobody at lunch"."""
    days = scene.fact_at[span.first]
    if days is not None and days.kind == "days" and len(days.value) > _DAYS_OFF:
        return False
    after = [m for _, m in scene.around(span, ("nobody",), 1.1) if m.first > span.last]
    others = [f for f in scene.facts if f.kind == "days" and scene.span(f).first > span.last]
    return bool(after) and not any(scene.span(f).first < after[0].first for f in others)


def _schedule_of(scene: TextScene, span: Span) -> bool:
    """A single day belongs to a schedule when hours, other days or a word of opening stand beside it."""
    others = [f for f in scene.facts if f.kind in ("time_range", "days") and scene.span(f).first != span.first]
    beside = any(abs(scene.span(f).first - span.last) <= 6 or abs(span.first - scene.span(f).last) <= 6 for f in others)
    return beside or bool(scene.around(span, ("schedule", "decline", "support"), 0.6))


def _of_peak(scene: TextScene, span: Span) -> bool:
    """True when a word of peaks stands before, with none of opening between."""
    sentence = scene.sentence_of(span.first)
    peaks = [m for d, m in scene.around(span, ("peak_time",), 2.2) if m.last < span.first and m.first in sentence]
    opened = [m for m in scene.inside(Span(sentence.first, span.first), ("schedule",)) if not scene.fact_at[m.first]]
    return bool(peaks) and not any(m.first > peaks[0].last for m in opened)


def _they_call(scene: TextScene, span: Span) -> bool:
    """Right beside the days stands what callers do, and nothing of serving or of hours in the sentence."""
    sentence = scene.sentence_of(span.first)
    served = scene.has(sentence, "schedule", "wanted", "wish", "must", "answer", "attend")
    hours = any(f.kind in ("time_range", "volume") for f in scene.facts_within(sentence))
    return not served and not hours and bool(scene.around(span, ("writes",), 0.15))


def _busier(scene: TextScene, span: Span) -> bool:
    """The days are only said to be busier or quieter than others, and no hours are told of them."""
    sentence = scene.sentence_of(span.first)
    inside = [f for f in scene.facts if scene.span(f).first in sentence]
    if any(f.kind == "time_range" for f in inside):
        return False
    if any(m.first > span.last for _, m in scene.around(span, ("busier",), 0.35)):
        return True  # «вторник и четверг самые злые»
    volumes = any(f.kind == "volume" for f in inside)
    return volumes and bool(scene.around(span, ("more", "fewer", "busier"), 0.6))


def _about_something_else(scene: TextScene, fact: Fact) -> bool:
    """Opening times of an office or a shop, a call-back time: not the hours of support."""
    span = scene.span(fact)
    if any(
        m.first <= span.first <= m.last and m.family == "peak"
        for m in scene.inside(Span(max(0, span.first - 2), span.last), ("peak",))
    ):
        return True  # "Black Friday"
    if span.first == span.last and said_of_questions(scene, span.first):
        return True  # "mostly everyday questions"
    if _of_peak(scene, span):
        return True  # «пик приходится на понедельник с 10 до 12»
    if fact.kind == "days" and len(fact.value) == 1 and not _schedule_of(scene, span):
        return True  # "mostly on Mondays"
    if fact.kind == "days" and (_busier(scene, span) or said_of_contacts(scene, fact)):
        return True  # "200 calls a day, fewer on Saturdays"
    if fact.vague and span.first and scene.words[span.first - 1].forms & listed("time_kept"):
        return True  # «программа для учёта рабочего времени»
    if fact.kind == "days" and len(fact.value) == 7 and fact.unit is None and _they_call(scene, span):
        return True  # «бабушки, которые звонят каждый день»
    if any(m.first > span.last for _, m in scene.around(span, ("delay",), 0.2)):
        return True  # «за каждый день просрочки»
    if scene.has(scene.sentence_of(span.first), "paper_questions"):
        return True  # «вопросы по документации принимаются с 10 до 17»
    if any(m.last < span.first for _, m in scene.around(span, ("tried",), 0.3)):
        return True  # "we tried Saturdays for a while"
    near = scene.around(span, ("other_number",), 0.8)
    sentence = scene.sentence_of(span.first)
    served = any(place.first in sentence for _, place in scene.channels) or bool(
        scene.around(span, ("workday", "performed"), 1.2)
    )
    return bool(near) and not served and not scene.around(span, ("support", "schedule", "wanted"), 1.2)


def known_coverage(brief: Mapping[str, Any], changes: list[Change]) -> dict[str, Any]:
    """Coverage after the changes: what periods are converted by."""
    known = brief.get("coverage")
    coverage = dict(known) if isinstance(known, Mapping) else {}
    coverage.update({c.path.split(".", 1)[1]: c.value for c in changes if c.path.startswith("coverage.")})
    return coverage
