"""The period a volume is counted in: told with it, with a neighbour of its list, in its heading, or by a year."""

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from assistant.reading.rate_words import period_forms
from assistant.reading.roles import Role, Roles
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed, year_joiners

NEAR = 1.3  # the farthest a word may stand that belongs to a number
_WEEK = 7  # days
_RATE_NOUN = 4  # words behind a rate among which its period is told
_LONG = ("quarter", "half_year")
_YEAR = re.compile(r"(?:FY)?20[0-4]\d(?:/\d{2,4})?|FY\d\d(?:/\d\d)?", re.IGNORECASE)
_SECTION_LINES = 16  # and how far above it the heading of its section
_HEADING = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*\.?\s+)?[^\W\d](?:(?!20\d\d)[^\d.!?;:|]|\bFY\d\d|20\d\d){2,60}")
_LIST_LINES = 8  # how far above a line its heading may stand


class WorkloadPeriods:
    """Tells the period of each volume of a scene."""

    def __init__(self, scene: TextScene, roles: Roles, coverage: Mapping[str, Any]) -> None:
        self.scene, self.roles, self.coverage = scene, roles, coverage
        self._rates: dict[int, str] = {}  # by the last word of a sentence: the period of its first rate
        for fact in (f for f in scene.facts if f.kind == "volume"):
            self._rates.setdefault(scene.sentence_of(scene.span(fact).first).last, str(fact.value["per"]))

    def of(self, role: Role) -> str | None:
        """The period of a volume, as the brief's periods are named; None where nothing tells it."""
        fact = role.fact
        if isinstance(fact.value, dict) and "per" in fact.value:
            per = str(fact.value["per"])
            other = self.coverage.get("days_per_week") in (None, _WEEK)  # else the days open are the working days
            weekdays = per == "day" and other and self._on_working_days(role.span)
            return "workday" if weekdays else per
        if fact.per:
            return fact.per
        sentence = self.scene.sentence_of(role.span.first)
        goes_on = sentence.first and self.scene.words[sentence.first - 1].text == ";"  # one list
        for one in self.scene.sentences_before(sentence, 1 if goes_on else 0)[::-1]:
            if one.last in self._rates:
                return self._rates[one.last]
        if role.fact.kind != "number":
            return None
        if self._each_night(sentence, role.span.first):
            return "day"
        headed = self._headed(sentence, role.span.first) or self._labelled(sentence, role.span.first)
        dated = self._in_a_year(sentence, role.span.last) or self._year_before(sentence, role.span.first)
        return headed or ("year" if dated else None) or self._under_heading(role.fact.start) or self._of_all_figures

    def _on_working_days(self, volume: Span) -> bool:
        """ "12 calls a working day", or with the day told first: "on a working day we get 12 calls"."""
        if self.scene.has(volume, "workday"):
            return True
        if self._listed_with_working_days(volume):
            return True
        before = Span(self.scene.sentence_of(volume.first).first, volume.first)
        whole_week = self.coverage.get("days_per_week") == _WEEK  # then "a day" beside "a working day" is another
        return any(
            m.last < volume.first
            and not (whole_week and self.scene.kind_at(m.first) == "volume")
            and not self.scene.facts_within(Span(m.last + 1, volume.first - 1))
            for m in self.scene.inside(before, ("workday",))
        )

    def _listed_with_working_days(self, volume: Span) -> bool:
        """ "45 calls and 20 emails on a weekday": one day is told for a whole list, behind its last number."""
        if any(self._names_period(at) for at in _within(volume)):
            return False
        sentence = self.scene.sentence_of(volume.first)
        volumes = [f for f in self.scene.facts if f.kind == "volume" and f.value["per"] == "day"]
        later = [s for f in volumes if (s := self.scene.span(f)).first > volume.last and s.first in sentence]
        told = next((s for s in later if any(self._names_period(at) for at in _within(s))), None)
        return told is not None and self.scene.has(told, "workday")

    def _names_period(self, at: int) -> bool:
        return bool(self.scene.words[at].forms & period_forms().keys())

    @cached_property
    def _of_all_figures(self) -> str | None:
        """ "The volumes below are annual": the one period that a statement gives to all figures, or None."""
        told = {m.value for m in self.scene.mentions if m.family == "figures_per"}
        return told.pop() if len(told) == 1 else None

    def of_rate(self, rate: Role) -> str | None:
        """ "In a given week 19 out of every thousand subscribers ring": the one period told with a rate, or None."""
        told = self.scene.inside(self.scene.sentence_of(rate.span.first), ("period_head",))
        apart = [m for m in told if self.scene.fact_at[m.last] is None]
        if len(apart) == len(told) == 1 and apart[0].value:
            return apart[0].value
        # «На одного ученика приходится полтора обращения в год»
        words, first = self.scene.words, rate.span.last + 2
        for at in range(first, min(len(words), first + _RATE_NOUN)):
            period = next((period_forms()[f] for f in sorted(words[at].forms) if f in period_forms()), None)
            if period and words[at - 1].lower in listed("period_led"):
                return period
        return None

    def _under_heading(self, start: int) -> str | None:
        """ "Volumes (2025)" in a line of its own, and the volumes in the lines below: the period the heading names."""
        above = self.scene.text[:start].split("\n")[:-1]
        for at in range(len(above) - 1, max(len(above) - _SECTION_LINES, 0) - 1, -1):
            line = above[at].strip(" #*_:")
            if not line or not _HEADING.fullmatch(line):
                continue
            begin = sum(len(each) + 1 for each in above[:at])
            words = [k for k, word in enumerate(self.scene.words) if begin <= word.start < begin + len(above[at])]
            if not words or not {form for k in words for form in self.scene.words[k].forms} & listed("volume_headings"):
                return None  # another section
            if named := self.scene.inside(Span(words[0], words[-1]), ("period_head", "year_head")):
                return named[0].value or "year"
            return "year" if any(_YEAR.fullmatch(self.scene.words[k].text) for k in words) else None
        return None

    def _in_a_year(self, sentence: Span, after: int) -> bool:
        """ "1.2 million calls in 2023": a year named after the number."""
        words, distance = self.scene.words, self.scene.distance
        years = [at for at in range(after + 2, sentence.last + 1) if _YEAR.fullmatch(words[at].text)]
        listed = [r.span for r in self.roles.of("contacts") if after < r.span.first <= sentence.last] if years else []
        for following in [*listed, None]:  # a list of volumes may share the year named at its end
            for at in (year for year in years if year > after + 1 and distance(after, year) <= NEAR):
                if {w.lower for w in words[max(after + 1, at - 4) : at]} & year_joiners():
                    return True
            if following is None or distance(after, following.first) > NEAR:
                return False
            after = following.last
        return False

    def _year_before(self, sentence: Span, before: int) -> bool:
        """ "In 2025 the line took 600,000 calls": a year named before the number, no other clause between."""
        words = self.scene.words
        for at in range(before - 1, sentence.first, -1):
            if words[at].text in ";—–()" or (words[at].text == "," and not _YEAR.fullmatch(words[at - 1].text)):
                return False
            if self.scene.fact_at[at] is not None and not _YEAR.fullmatch(words[at].text):
                return False
            if _YEAR.fullmatch(words[at].text) and words[at - 1].lower in year_joiners():
                return True
        return False

    def _each_night(self, sentence: Span, first: int) -> bool:
        """«С 23:00 до 7:00 у нас падает по 90 звонков»: so many each time in the hours told."""
        each = first > sentence.first and self.scene.words[first - 1].lower in listed("each_time")
        hours = any(f.kind == "time_range" for f in self.scene.facts_within(Span(sentence.first, first)))
        return each and hours

    def _labelled(self, sentence: Span, before: int) -> str | None:
        """«Объём первого года — 102 000 писем»: a dash right before the number, and the period named before it."""
        dash = before - 1
        if dash <= sentence.first or self.scene.words[dash].text not in "—–-":
            return None
        first = dash
        while first > sentence.first and self.scene.words[first - 1].text not in ",;:()—–":
            first -= 1
        named = self.scene.inside(Span(first, dash), ("period_head", "year_head"))
        return (named[0].value or "year") if named else None

    def _headed(self, sentence: Span, before: int) -> str | None:
        """ "Quarterly volumes: calls 57,000; …", "Volumes (FY2024): …": the heading of the list names a period."""
        for one in self.scene.sentences_before(sentence, _LIST_LINES):
            heads = [at for at in range(one.first, min(one.last + 1, before)) if self.scene.words[at].text == ":"]
            heading = Span(one.first, heads[-1]) if heads else None
            if heading and (named := self.scene.inside(heading, ("period_head", "year_head"))):
                return named[0].value or "year"
            if heading and any(_YEAR.fullmatch(w.text) for w in self.scene.words[heading.first : heading.last]):
                return "year"  # «за 2024 год: телефон — 61 400, …»
            opens = self.scene.inside(Span(one.first, min(one.last, before - 1)), ("period_head",))
            opens = [m for m in opens if m.first == one.first or self.scene.words[m.first - 1].text == ":"]
            opens = [m for m in opens if "percent" not in {self.scene.kind_at(at) for at in (m.first, m.last)}]
            if opens and opens[0].value in _LONG:
                return opens[0].value  # "Q3 – 10,800 calls; 2,100 chats", "in the third quarter we took 900 calls"
            if one.first and self.scene.words[one.first - 1].text not in ";\n":
                return None
        return None


def _within(span: Span) -> range:
    return range(span.first, span.last + 1)
