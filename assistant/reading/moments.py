"""Changes of known hours by one of their ends: «работаем до 22, а не до 20», "we close at ten", «ещё и суббота»."""

from collections.abc import Mapping
from typing import Any

from assistant.reading.clocks import Clock, clock_at
from assistant.reading.concepts import Mention
from assistant.reading.coverage import clock_hours
from assistant.reading.facts import Fact
from assistant.reading.number_words import match_any
from assistant.reading.once import once_a_text
from assistant.reading.result import Change
from assistant.reading.scene import TextScene
from assistant.reading.time_words import words
from assistant.reading.tokens import Token
from assistant.reading.word_lists import listed, only_words
from assistant.reading.workload import tidy

_LATEST_OPENING = 480  # until an hour up to eight: in the evening
_WEEKEND = frozenset({6, 7})
_WORKING = 5  # days
_DROPPED = 0.6  # how far from the days stands what drops them: "Saturdays were dropped"
_NEGATED = 3  # words before an hour among which "not" may stand


@once_a_text
def read_moments(scene: TextScene, brief: Mapping[str, Any], question: str | None = None) -> list[Change]:
    """Changes of coverage by one end of the day, or by a day added; of hours not known yet only "only till six".

    A bare «до 20» is an hour unless it may answer a `question` about something else.
    """
    known = brief.get("coverage")
    if not isinstance(known, Mapping):
        return _only_until(scene)
    facts = [f for f in scene.facts if f.kind in ("time_range", "days")]
    changes = _days_added(scene, known, facts) + _days_removed(scene, known, facts)
    moved = _end_moved(scene, known)
    if moved:
        return changes + moved
    if any(f.kind == "time_range" for f in facts):
        return changes
    if not isinstance(known.get("open"), str):
        return changes if "hours_per_day" in known else changes + _only_until(scene)
    asked = question is not None and not question.startswith("coverage") and not scene.text.rstrip().endswith("?")
    return changes + _ends(scene, known, may_be_bare=not asked)


def _opening_told(tokens: list[Token]) -> list[tuple[Clock, int]]:
    """Hours of opening that stand apart from that of closing: "weekdays from 9"."""
    found = []
    for i in range(len(tokens)):
        at = match_any(words().since, tokens, i)
        clock = clock_at(tokens, at, dotted=True) if at else None
        if clock is not None and clock.minutes < 1440 and _nothing_counted(tokens, clock):
            found.append((clock, at))
    return found


def _only_until(scene: TextScene) -> list[Change]:
    """ "And only till 6": an hour of closing, though nothing of hours was told before."""
    only = only_words()
    if not any(word.lower in only for word in scene.words):
        return []
    tokens = scene.tokens
    for i in (i for i in range(1, len(tokens)) if tokens[i - 1].low in only):
        at = match_any(words().until, tokens, i)
        clock = clock_at(tokens, at, dotted=True) if at else None
        if clock is None or clock.minutes > 1440 or not _nothing_counted(tokens, clock):
            continue
        minutes = clock.minutes + (720 if not clock.half and clock.minutes <= _LATEST_OPENING else 0)
        first, last = tokens[at].start, tokens[clock.end - 1].end
        place = (first, last, scene.text[first:last])
        closing = Change("set", "coverage.close", clock_text(minutes), *place)
        opened = _opening_told(tokens)
        if len(opened) != 1:
            return [closing]
        opening = clock_text(opened[0][0].minutes)
        hours = tidy(clock_hours(opening, clock_text(minutes)))
        values = {"open": opening, "hours_per_day": hours}
        return [closing, *(Change("set", f"coverage.{k}", v, *place) for k, v in values.items())]
    return []


def _days_added(scene: TextScene, known: Mapping[str, Any], facts: list[Fact]) -> list[Change]:
    days = [f for f in facts if f.kind == "days"]
    count = known.get("days_per_week")
    if len(days) != 1 or not isinstance(count, int) or len(days[0].value) > 2:
        return []
    if not scene.around(scene.span(days[0]), ("addition",), 0.8) and not _weekend_wanted(scene, days[0], facts, count):
        return []
    fresh = [day for day in days[0].value if day > count]
    value = min(7, count + len(fresh))
    return [Change("set", "coverage.days_per_week", value, days[0].start, days[0].end, days[0].text)] if fresh else []


def denied(scene: TextScene, mention: Mention) -> bool:
    """A word of refusal that is refused itself: "don't drop", «не убирайте»."""
    return mention.first > 0 and scene.words[mention.first - 1].lower in listed("denials")


def _weekend_wanted(scene: TextScene, days: Fact, facts: list[Fact], count: int) -> bool:
    """ "The director wants Saturdays" of a week of five days: nobody gives up the other days for them."""
    sentence = scene.sentence_of(scene.span(days).first)
    alone = any(scene.words[at].lower in only_words() for at in range(sentence.first, sentence.last + 1))
    refused = scene.has(sentence, "decline", "negation", "forget")
    return set(days.value) <= _WEEKEND and count >= _WORKING and not alone and not refused and len(facts) == 1


def _days_removed(scene: TextScene, known: Mapping[str, Any], facts: list[Fact]) -> list[Change]:
    """«Работаем без субботы»: a day less than before."""
    days = [f for f in facts if f.kind == "days"]
    count = known.get("days_per_week")
    if len(days) != 1 or not isinstance(count, int) or len(days[0].value) > 2:
        return []
    span = scene.span(days[0])
    before = [m for _, m in scene.around(span, ("decline", "negation", "forget"), 0.4) if m.last < span.first]
    after = [m for _, m in scene.around(span, ("decline", "forget"), _DROPPED) if m.first > span.last]
    if any(scene.words[m.first].lower in listed("left_unsaid") for m in (*before, *after)):
        return []  # «пятницу забыл»: it was left unsaid, not given up
    dropping = [m for m in (*before, *after) if m.family == "negation" or not denied(scene, m)]
    if not dropping or any(m.family != "negation" and denied(scene, m) for m in (*before, *after)):
        return []
    gone = [day for day in days[0].value if day <= count]
    value = count - len(gone) if gone else count
    return [Change("set", "coverage.days_per_week", value, days[0].start, days[0].end, days[0].text)] if value else []


def _end_moved(scene: TextScene, known: Mapping[str, Any]) -> list[Change]:
    """«Окончание работы изменить с 20:00 на 22:00»: the end of the day known before, and what it becomes."""
    tokens, w = scene.tokens, words()
    opening, closing = str(known.get("open") or ""), str(known.get("close") or "")
    for i in range(len(tokens)):
        since = match_any(w.since, tokens, i)
        was = clock_at(tokens, since, dotted=True) if since else None
        to = match_any(w.moved_to, tokens, was.end) or match_any(w.until, tokens, was.end) if was else 0
        becomes = clock_at(tokens, to, dotted=True) if to else None
        if was is None or becomes is None:
            continue
        sure = bool(match_any(w.moved_to, tokens, was.end))
        opens = bool(opening) and was.minutes == minutes_of(opening)  # the eight of "8 to 8" opens the day
        if _same_hour(was, closing) and not opens:
            ends = (opening, clock_text(_evening(becomes, opening)))
        elif _same_hour(was, opening) and sure:
            ends = (clock_text(becomes.minutes), closing)
        else:
            continue
        place = (tokens[i].start, tokens[becomes.end - 1].end)
        place_text = scene.text[place[0] : place[1]]
        hours = tidy(clock_hours(*ends))
        values = {"open": ends[0], "close": ends[1], "hours_per_day": hours}
        return [Change("set", f"coverage.{k}", v, *place, place_text) for k, v in values.items()]
    return []


def _same_hour(clock: Clock, known: str) -> bool:
    return bool(known) and clock.minutes % 720 == minutes_of(known) % 720


def _evening(clock: Clock, opening: str) -> int:
    evening = not clock.explicit and clock.minutes <= 720 and bool(opening) and clock.minutes <= minutes_of(opening)
    return clock.minutes + 720 if evening else clock.minutes


def _ends(scene: TextScene, known: Mapping[str, Any], may_be_bare: bool) -> list[Change]:
    """The end of the day that was said: what «до» and "at" mean is told by words of opening and closing."""
    tokens = scene.tokens
    ends: dict[str, tuple[Clock, int]] = {}
    put_right = _known_end_denied(tokens, known)
    for i in range(len(tokens)):
        side, at = _side(tokens, i)
        clock = clock_at(tokens, at, dotted=True) if side else None
        if clock is None or _negated(tokens, i):
            continue
        if not (put_right or _is_hour(tokens, clock, i) or (may_be_bare and _bare(scene, tokens, clock, i))):
            continue
        ends[side] = (clock, at)
    if not ends:
        return []
    opening, closing = str(known["open"]), str(known.get("close") or "")
    first = min(at for _, at in ends.values())
    last = max(clock.end for clock, _ in ends.values()) - 1
    place = (tokens[first].start, tokens[last].end, scene.text[tokens[first].start : tokens[last].end])
    if "open" in ends:
        opening = clock_text(ends["open"][0].minutes)
    if "close" in ends:
        minutes = ends["close"][0].minutes
        evening = not ends["close"][0].explicit and minutes <= 720 and minutes <= minutes_of(opening)
        closing = clock_text(minutes + 720 if evening or _later_meant(minutes, ends["close"][0], opening) else minutes)
    if not closing:
        return []
    changes = [Change("set", f"coverage.{side}", {"open": opening, "close": closing}[side], *place) for side in ends]
    return [*changes, Change("set", "coverage.hours_per_day", tidy(clock_hours(opening, closing)), *place)]


def _known_end_denied(tokens: list[Token], known: Mapping[str, Any]) -> bool:
    """«До 21, а не до 18», where 18:00 is the end known."""
    for i in range(len(tokens)):
        side, at = _side(tokens, i)
        clock = clock_at(tokens, at, dotted=True) if side and _negated(tokens, i) else None
        if clock is not None and _same_hour(clock, str(known.get(side) or "")):
            return True
    return _bare_end_denied(tokens, known)


def _bare_end_denied(tokens: list[Token], known: Mapping[str, Any]) -> bool:
    """ "Until six, not four", where 16:00 is the end known: the preposition is said once."""
    ends = [str(known.get(side) or "") for side in ("open", "close")]
    for i in range(1, len(tokens)):
        clock = clock_at(tokens, i, dotted=True) if tokens[i - 1].low in words().negated_by else None
        if clock is not None and _nothing_counted(tokens, clock) and any(_same_hour(clock, end) for end in ends):
            return True
    return False


def _later_meant(minutes: int, clock: Clock, opening: str) -> bool:
    """ "Until eight" in a day that opens at nine: in the evening."""
    return not clock.half and 0 < minutes <= 720 and minutes < minutes_of(opening) + 240


def without_old_ends(changes: list[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with the known ends of the day forgotten where it gets a length that they do not give."""
    told = {c.path: c for c in changes if c.path.startswith("coverage.") and c.op == "set"}
    hours = told.get("coverage.hours_per_day")
    known = brief.get("coverage")
    ends = [known.get(side) for side in ("open", "close")] if isinstance(known, Mapping) else []
    apart = {"coverage", "coverage.open", "coverage.close"} & told.keys()
    if hours is None or apart or not ends or not all(isinstance(end, str) for end in ends):
        return changes
    if tidy(clock_hours(str(ends[0]), str(ends[1]))) == hours.value:
        return changes
    place = (hours.start, hours.end, hours.text)
    return [*changes, *(Change("remove", f"coverage.{side}", None, *place) for side in ("open", "close"))]


def minutes_of(clock: str) -> int:
    """Minutes from midnight of "18:30"."""
    return int(clock[:2]) * 60 + int(clock[3:5])


def clock_text(minutes: int) -> str:
    """ "18:30" of minutes from midnight."""
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def _side(tokens: list[Token], i: int) -> tuple[str, int]:
    """Which end of the day the preposition at a token introduces, and where its hour begins."""
    w = words()
    until = match_any(w.until, tokens, i)
    opened = i > 1 and any(token.low in w.opening for token in tokens[i - 2 : i])
    if until and not (opened and tokens[i].low not in listed("hours_until")):
        return "close", until  # but "the start slips to ten"
    since = match_any(w.since, tokens, i)
    if since:
        return "open", since
    at = match_any(w.at_hour, tokens, i) or until
    if at:
        for token in reversed(tokens[max(0, i - 8) : i]):  # "the closing to 9 pm; opening stays at nine"
            if token.low in w.closing:
                return "close", at
            if token.low in w.opening:
                return "open", at
    return "", 0


def _is_hour(tokens: list[Token], clock: Clock, i: int) -> bool:
    """An hour of the day and no number of something: the clause speaks of hours, or nothing is counted after it."""
    alone = _nothing_counted(tokens, clock)
    spoken = any(t.low in words().hour_context or t.low in words().closing or t.low in words().opening for t in tokens)
    return alone and (clock.explicit or spoken or (i > 0 and tokens[i - 1].low in only_words()))


def _bare(scene: TextScene, tokens: list[Token], clock: Clock, i: int) -> bool:
    """ "And till eight?", «а если с семи»: nothing is said beside the hour but how it is meant."""
    others = [token for k, token in enumerate(tokens) if not i <= k < clock.end and token.kind == "word"]
    light = all(token.low in words().moment_frame for token in others)
    return light and _nothing_counted(tokens, clock) and not any(f.kind == "days" for f in scene.facts)


def _nothing_counted(tokens: list[Token], clock: Clock) -> bool:
    after = tokens[clock.end] if clock.end < len(tokens) else None
    return after is None or after.kind == "sign" or after.low in words().after_hours


def _negated(tokens: list[Token], i: int) -> bool:
    return any(t.low in words().negated_by for t in tokens[max(0, i - _NEGATED + 1) : i])
