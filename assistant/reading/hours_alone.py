"""Messages that are nothing but hours of a day and days of a week: "24 hrs", "7 days 10 hours", «10 часов 6 дней».

Whatever was asked, no other field is told in them; only a promised time to answer is told in hours as well.
"""

from collections.abc import Sequence

from assistant.reading.facts import Fact
from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import conjunctions, function_words, listed, turns
from assistant.reading.workload import tidy

_HOUR, _DAY = 3600, 86_400
_SHORTEST, _LONGEST = 4, 24  # hours a line may be open in a day
_FEWEST, _MOST = 5, 7  # days of a week told without the word
_OTHER = ("service_level", "contract_months", "quotes")  # questions whose answer may be a length of hours or days
_AHT = "aht_seconds"
_FEW = 16  # words of a message that tells hours and is no story of them
_HOURS, _DAYS = "coverage.hours_per_day", "coverage.days_per_week"


def hours_alone(scene: TextScene, changes: Sequence[Change], question: str | None) -> Sequence[Change]:
    """The changes with the hours and days of a sentence that holds nothing else, where nothing was read of them."""
    if (question and question.startswith(_OTHER)) or "?" in scene.text or len(scene.words) > _FEW:
        return changes
    found: list[Change] = []
    for clause in _clauses(scene):
        lengths = [fact for fact in scene.facts_within(clause) if fact.kind == "duration"]
        if not lengths or any(c.start < f.end and f.start < c.end for c in changes for f in lengths):
            continue
        if not _nothing_else(scene, clause, lengths):
            continue
        told = [each for fact in lengths for each in _told(fact)]
        days = [c for c in told if c.path == _DAYS]
        if any(c.path == _HOURS for c in told) and len(told) == len({c.path for c in told}):
            found += told if days or not (question or "").endswith(_AHT) or len(scene.words) == 2 else []
    paths = {c.path for c in found}
    return [*(c for c in changes if c.path not in paths), *found] if found else changes


def _clauses(scene: TextScene) -> list[Span]:
    """The pieces between commas and ends of sentences."""
    found, first = [], 0
    for at, word in enumerate(scene.words):
        if word.text in {",", ";", ".", "!", "\n"}:
            found.append(Span(first, at - 1))
            first = at + 1
    found.append(Span(first, len(scene.words) - 1))
    return [span for span in found if span.first <= span.last]


def _nothing_else(scene: TextScene, clause: Span, lengths: Sequence[Fact]) -> bool:
    """Whether all the words of a clause beside the lengths say nothing of their own."""
    free = {at for f in lengths for at in range(scene.span(f).first, scene.span(f).last + 1)}
    idle = listed("fillers") | turns() | conjunctions() | function_words() | listed("guessing")
    words = [scene.words[at] for at in range(clause.first, clause.last + 1) if at not in free]
    return len(scene.facts_within(clause)) == len(lengths) and all(w.lower in idle or not w.is_word for w in words)


def _told(fact: Fact) -> list[Change]:
    """The hours of a day and the days of a week of one length: of "7 days 10 hours", ten and seven."""
    seconds = middle(fact.value)
    days, rest = divmod(seconds, _DAY)
    place = (fact.start, fact.end, fact.text)
    hours = Change("set", _HOURS, tidy(rest / _HOUR), *place)
    week = Change("set", _DAYS, round(days), *place)
    if fact.unit == "hour" and _SHORTEST * _HOUR <= seconds <= _LONGEST * _HOUR:
        return [Change("set", _HOURS, tidy(seconds / _HOUR), *place)]
    if fact.unit != "day" or not _FEWEST <= days <= _MOST:
        return []
    if not rest:
        return [week]
    return [hours, week] if rest >= _SHORTEST * _HOUR else []
