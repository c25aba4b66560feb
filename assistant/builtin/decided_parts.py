"""What a message decides about each part of the supposition that is open, clause by clause.

"Take Romania, lose the bot", «полтора раза оставьте, а до часу не надо», "only the 70 in 60": a clause points at a part
by a value, supposed or known, or by what it is about, and says whether it is to stay.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from assistant.builtin.talk import Talk
from assistant.reading.bots import said_of
from assistant.reading.clocks import Clock, clock_at
from assistant.reading.facts import Fact
from assistant.reading.in_brief import value_at
from assistant.reading.scene import Span, TextScene, look
from assistant.reading.service_levels import slashed_levels
from assistant.reading.supposed_taken_back import TURNED_DOWN
from assistant.reading.word_lists import listed, only_words, turns

SETS_SIDE_BY_SIDE = frozenset({"ask", "compare", "what_if", "estimate"})
_KEEP_ASKED = "yes_no:keep"
_FEW = 5  # words of a clause that only judges what was supposed
_VOLUME = "contacts_per_month"
_THOUSAND = 1000
_MINUTE = 60  # seconds
_MONTH = 365 / 12 * 86_400  # seconds
_NOON = 12
_WEEKEND = 2  # days
_WEEKS, _WEEK = 52 / 12, 7  # weeks of a month, days of a week
_OF_MONTH = 12 / 365  # of a volume of a month that comes in a day
_WHOLE = 100  # per cent
_ALIKE = 0.01  # how far a told multiple may lie from the one supposed
_AMOUNTS = frozenset({"number", "percent", "volume", "duration", "money", "time_range"})
_CLOCK = re.compile(r"(\d{1,2}):\d\d")


@dataclass
class Part:
    """What belongs together in a supposition: the hours, the volume of a channel, all that a bot takes over."""

    topic: str
    changes: list[dict[str, Any]]
    supposed: set[Any] = field(default_factory=set)
    known: set[Any] = field(default_factory=set)
    ratios: set[float] = field(default_factory=set)
    fewer: bool = False  # days or hours than known


@dataclass(frozen=True)
class Decided:
    """The parts a message keeps and drops, the parts it does not name, and where it says so."""

    kept: tuple[Part, ...]
    dropped: tuple[Part, ...]
    unnamed: tuple[Part, ...]
    alone: bool  # only what is kept is wanted
    places: tuple[tuple[int, int], ...]


_NOTHING = Decided((), (), (), False, ())


def parts_decided(talk: Talk) -> Decided:
    """What the clauses of a message decide about the parts of the open supposition."""
    parts = _parts(talk)
    if not parts or any(act.detail.get(TURNED_DOWN) for act in talk.reading.acts):
        return _NOTHING
    scene = look(talk.text, talk.reading.language)
    said = [_Clause(scene, span, parts) for span in clauses_told(scene)]
    aside = [(act.start, act.end) for act in talk.reading.acts if act.kind in SETS_SIDE_BY_SIDE]
    said = [each for each in said if each.verdict or not any(_meet(each.place, act) for act in aside)]
    if {each.verdict for each in said} <= {None, "only"} and any(each.only for each in said):
        return _NOTHING  # "only the chats" narrows what is supposed and decides nothing
    pointing = [clause for clause in said if clause.pointed]
    verdicts: dict[int, bool] = {}
    places = []
    for clause in pointing:
        verdict = clause.verdict
        if verdict is None:
            verdict = _of_neighbour(said, clause)
        for at in clause.pointed:
            stays = clause.stays(at, verdict, others_kept=any(v for n, v in verdicts.items() if n != at))
            if at in verdicts and at in clause.names_known:
                continue  # "I like Albania. Italy is too dear"
            if stays is not None:
                verdicts[at] = stays
                places.append(clause.place)
    alone = any(clause.only and any(verdicts.get(at) for at in clause.pointed) for clause in pointing)
    kept = tuple(part for at, part in enumerate(parts) if verdicts.get(at) is True)
    dropped = tuple(part for at, part in enumerate(parts) if verdicts.get(at) is False)
    unnamed = tuple(part for at, part in enumerate(parts) if at not in verdicts)
    if alone:
        dropped, unnamed = (*dropped, *unnamed), ()
    if not (kept and dropped) and any(_meet(place, act) for place in places for act in aside):
        return _NOTHING  # what it says of a part belongs to what it asks or supposes
    return Decided(kept, dropped, unnamed, alone, tuple(places))


def answered_first(talk: Talk) -> bool | None:
    """What the first clause of an answer to "shall I keep this version?" says: a "no" by itself, or a judgement.

    "No, we can't drop Italian", «не, он нужен», "that works, and we open at nine", «нереально».
    """
    scene = look(talk.text, talk.reading.language)
    clauses = _clauses(scene)
    if talk.asked_field != _KEEP_ASKED or not clauses or _asked(scene, clauses[0]):
        return None
    first = clauses[0]
    said = [scene.words[at] for at in range(first.first, first.last + 1) if scene.words[at].is_word]
    if said and len(said) == 1 and said[0].lower in listed("refusals"):
        after = scene.words[first.last + 1] if first.last + 1 < len(scene.words) else None
        return False if after is None or not after.is_word else None
    if len(said) > _FEW or any(scene.fact_at[at] is not None for at in range(first.first, first.last + 1)):
        return None
    if said_of(scene, "decided_declined", first):
        return False
    refused = scene.has(first, "negation", "decline")
    return True if said_of(scene, "decided_approved", first) and not refused else None


def _asked(scene: TextScene, span: Span) -> bool:
    sentence = scene.sentence_of(span.first)
    return scene.words[sentence.last].text == "?"


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def clauses_told(scene: TextScene) -> list[Span]:
    """The clauses of a message that are no part of a question."""
    return [span for span in _clauses(scene) if not _asked(scene, span)]


class _Clause:
    """One clause of a message: what it points at, and what it wants of it."""

    def __init__(self, scene: TextScene, span: Span, parts: Sequence[Part]) -> None:
        self.scene, self.span, self.parts = scene, span, parts
        self.place = scene.words[span.first].start, scene.words[span.last].end
        self.values = values_said(scene, span)
        self.hours = hours_said(scene, span)
        self.home = any(m.family == "location" and m.value == "onshore" and m.first in span for m in scene.labels)
        self.names_supposed: set[int] = set()
        self.names_known: set[int] = set()
        self.names_topic: set[int] = set()
        for at, part in enumerate(parts):
            values = self.values | (self.hours if part.topic == "coverage" else set())
            if values & (part.supposed - part.known) or self._multiple(part):
                self.names_supposed.add(at)
            elif values & (part.known - part.supposed) or (self.home and part.topic == "provider_countries"):
                self.names_known.add(at)
        if not self.pointed and not self._counts():
            self.names_topic = {at for at, part in enumerate(parts) if self._about(part)}

    @property
    def pointed(self) -> set[int]:
        return self.names_supposed | self.names_known | self.names_topic

    @property
    def only(self) -> bool:
        return any(self.scene.words[at].lower in only_words() for at in self._words())

    @property
    def verdict(self) -> str | None:
        """ "as_known", "refused", "left" or "kept", whichever its words say; None where they say none of it."""
        if self._says("decided_as_known") or self.scene.has(self.span, "forbidden"):
            return "as_known"
        without = any(self.scene.words[at].lower in listed("without_words") for at in self._words())
        if without or self._says("decided_refused") or self.scene.has(self.span, "decline", "negation", "forget"):
            return "refused"
        if self._says("decided_left"):
            return "left"
        if self._says("decided_kept"):
            return "kept"
        return "only" if self.only else None

    def stays(self, at: int, verdict: str | None, others_kept: bool) -> bool | None:
        """Whether a part that the clause points at stays; None where the clause does not say so."""
        if self._names_gone(at):
            if self._days_off() or verdict == "refused":
                return True  # it is to be taken away
            return None if verdict in (None, "only") else False
        if at in self.names_topic:
            if verdict == "left":
                return not others_kept  # "the e-mails can double, leave the calls"
            left_out = all(change.get("value") is None for change in self.parts[at].changes)
            if verdict == "refused" and left_out:
                return True  # "yes, take the phone away" of a supposition without it
            return {"as_known": False, "refused": False, "kept": True, "only": True}.get(verdict or "")
        if at in self.names_known:
            return None if verdict == "refused" else False
        return verdict != "refused"

    def _names_gone(self, at: int) -> bool:
        """Whether the clause names what the supposition takes away: "weekends stay" of one for weekdays only."""
        part = self.parts[at]
        if part.topic == "languages":
            gone = {each for each in part.known - part.supposed if isinstance(each, str)}
            return bool(gone) and gone <= self.values
        said = {self.scene.words[k].lower for k in self._words()}
        if part.topic == "coverage":
            return part.fewer and bool(said & listed("parts_of_week") or self._days_off())
        is_gone = bool(part.changes) and all(change.get("value") is None for change in part.changes)
        return is_gone and at in self.names_topic and bool(said & listed("needed_after_all"))

    def _days_off(self) -> bool:
        """«По выходным не работаем»: the days are named as those when nobody works."""
        return any(f.kind == "days" and f.unit == "except" for f in self.scene.facts_within(self.span))

    def _words(self) -> range:
        return range(self.span.first, self.span.last + 1)

    def _says(self, concept: str) -> bool:
        return bool(said_of(self.scene, concept, self.span))

    def _counts(self) -> bool:
        """Whether the clause tells an amount: where it points at nothing, it tells a third value."""
        facts = self.scene.facts_within(self.span)
        return any(f.kind in _AMOUNTS or (f.kind == "days" and not _single_days(f)) for f in facts)

    def _multiple(self, part: Part) -> bool:
        named = {name for name, _ in self.scene.channels_within(self.span)}
        if named and part.topic.startswith("channels.") and part.topic.split(".")[1] not in named:
            return False  # "WhatsApp doubled" of e-mails doubled
        said = [float(m.value) for m in self.scene.mentions if m.family == "multiply" and m.first in self.span]
        said += [
            float(f.value) for f in self.scene.facts_within(self.span) if f.unit == "times" and _is_number(f.value)
        ]
        return any(abs(ratio - told) < _ALIKE for ratio in part.ratios for told in said)

    def _about(self, part: Part) -> bool:
        said = {form for at in self._words() for form in (self.scene.words[at].lower, *self.scene.words[at].forms)}
        if part.topic == "bot":
            return bool(said & listed("bot_names"))
        if part.topic == "coverage":
            return self.scene.has(self.span, "schedule") or self._says("decided_hours")
        if part.topic.startswith("channels."):
            _, channel, *what = part.topic.split(".")
            if what == ["aht_seconds"] and self._says("decided_times"):
                return True
            others = {p.topic for p in self.parts if p.topic.startswith(f"channels.{channel}")}
            named = any(name == channel for name, _ in self.scene.channels_within(self.span))
            return named and (len(others) == 1 or what != ["aht_seconds"])
        concept = {"service_level": "decided_levels", "languages": "decided_languages"}.get(part.topic)
        return concept is not None and self._says(concept)


def _of_neighbour(said: Sequence[_Clause], clause: _Clause) -> str | None:
    """The verdict of the clause before where this one goes on, or of the one behind that points at nothing."""
    at = said.index(clause)
    behind = said[at + 1] if at + 1 < len(said) else None
    if behind is not None and not behind.pointed and behind.verdict:
        return behind.verdict
    return next((each.verdict for each in reversed(said[:at]) if each.verdict), None) if at else None


def _clauses(scene: TextScene) -> list[Span]:
    """The clauses of a message: between its signs, before a joining word, and an opening "yes" or "no" by itself."""
    cuts = {0, len(scene.words)}
    for at, word in enumerate(scene.words):
        inside = scene.fact_at[at] is not None and at and scene.fact_at[at] is scene.fact_at[at - 1]
        if not word.is_word and scene.fact_at[at] is None and word.text not in "'’-/%()":
            cuts |= {at, at + 1}
        elif not inside and word.lower in listed("conjunctions") | listed("contrasts") | turns():
            cuts.add(at)
    if scene.words and scene.words[0].lower in listed("refusals"):
        cuts.add(1)
    spans = [Span(first, last - 1) for first, last in pairwise(sorted(cuts))]
    return [s for s in spans if any(scene.words[at].is_word or scene.fact_at[at] for at in range(s.first, s.last + 1))]


def _parts(talk: Talk) -> list[Part]:
    """The open supposition, parted by what its changes are about."""
    pending = talk.situation.get("pending_before") or {}
    before, parts = talk.situation.get("brief_before") or {}, dict[str, Part]()
    bot = pending.get("bot") or {}
    for change in pending.get("changes", ()):
        topic = _topic(str(change["path"]), bool(bot))
        part = parts.setdefault(topic, Part(topic, []))
        part.changes.append(dict(change))
        known, value = _known(before, str(change["path"])), change.get("value")
        part.supposed |= renderings(str(change["path"]), value)
        part.known |= renderings(str(change["path"]), known)
        if str(change["path"]).endswith(_VOLUME):
            part.supposed |= _by_day_and_week(value, before)
            part.known |= _by_day_and_week(known, before)
        if _is_number(known) and _is_number(value) and topic == "coverage":
            part.fewer = part.fewer or float(value) < float(known)
        if _is_number(known) and _is_number(value) and known:
            part.ratios.add(float(value) / float(known))
    if "bot" in parts and (share := _plain(bot.get("share_percent"))) is not None:
        parts["bot"].supposed.add(share)
    return list(parts.values())


def _topic(path: str, with_bot: bool) -> str:
    if with_bot and path.endswith(_VOLUME):
        return "bot"
    head = path.split(".")[0]
    return path if head == "channels" else head


def _known(before: Mapping[str, Any], path: str) -> Any:
    value = value_at(before, path)
    # The provider is taken to be at home.
    return [before.get("home_country")] if path == "provider_countries" and not value else value


def renderings(path: str, value: Any) -> set[Any]:
    """What a value of the brief may be named by: itself, in thousands or minutes, items of a list, a clock's hour."""
    if isinstance(value, Mapping):
        return {said for key, each in value.items() for said in renderings(f"{path}.{key}", each)}
    if isinstance(value, list):
        return {*(item for item in value if isinstance(item, str)), float(len(value))}
    if isinstance(value, str):
        hour = _CLOCK.fullmatch(value)
        return {value, float(hour[1]), float(hour[1]) % _NOON} if hour else {value}
    if not _is_number(value):
        return set()
    amount = float(value)
    if path.endswith("aht_seconds"):
        return {amount, amount / _MINUTE}
    if path == "contract_months":
        return {amount, amount * _MONTH}
    return {amount, amount / _THOUSAND} if amount >= _THOUSAND else {amount}


def _by_day_and_week(volume: Any, brief: Mapping[str, Any]) -> set[Any]:
    """A volume of a month as a person may have told it: so many a day or a week, "150" of 150 chats a day."""
    if not _is_number(volume):
        return set()
    days = value_at(brief, "coverage.days_per_week") or _WEEK
    a_week = float(volume) / _WEEKS
    return {float(round(a_week)), float(round(a_week / float(days))), float(round(float(volume) * _OF_MONTH))}


def values_said(scene: TextScene, span: Span) -> set[Any]:
    """The values a clause names; "both" is two."""
    said: set[Any] = set()
    for fact in scene.facts_within(span):
        head = scene.head(fact)[0] if fact.kind == "number" else None
        if head is None or head.family not in ("agent", "person"):  # "9 of our own agents" are no 9,000 calls
            said |= _of_fact(fact)
    said |= {float(str(m.value)) * _WHOLE for m in scene.mentions if m.family == "fraction" and m.first in span}
    for at, percent, seconds in slashed_levels(scene):
        said |= {float(percent), float(seconds)} if at in span else set()
    both = any(scene.words[at].lower in listed("both_words") for at in range(span.first, span.last + 1))
    return {*said, 2.0} if both else said


def hours_said(scene: TextScene, span: Span) -> set[Any]:
    """The hours of day a clause names, which are no other numbers: "8 to 20" keeps no 20 agents."""
    said = {float(clock.minutes // _MINUTE) for clock in _clocks(scene, span)}
    for fact in scene.facts_within(span):
        if fact.kind == "time_range":
            said |= {float(hour) for hour in re.findall(r"\d{1,2}(?=:\d\d)", str(fact.value))}
            said |= {float(number) for number in re.findall(r"(?<![\d:.,])\d{1,2}(?![\d.,])", fact.text)}
    return said


def _clocks(scene: TextScene, span: Span) -> list[Clock]:
    """Times of day of a clause that can be nothing else: "9pm", «до часу ночи»."""
    start, end = scene.words[span.first].start, scene.words[span.last].end
    places = [at for at, token in enumerate(scene.tokens) if start <= token.start < end]
    found = [clock_at(scene.tokens, at) for at in places]
    return [clock for clock in found if clock is not None and (clock.explicit or clock.half)]


def _of_fact(fact: Fact) -> set[Any]:
    if fact.unit == "times" or fact.kind == "time_range":
        return set()
    if fact.kind == "days" and isinstance(fact.value, list):
        return set() if _single_days(fact) else {float(len(fact.value))}  # weekdays are five of a week
    if isinstance(fact.value, Mapping) and {"low", "high"} <= fact.value.keys():
        return {_plain(fact.value["low"]), _plain(fact.value["high"])} - {None}  # "the 8 to 10" of hours supposed
    return {_plain(fact.value)} - {None}


def _single_days(fact: Fact) -> bool:
    """Whether days are named for themselves and are no week: the Saturdays of "skip the Saturdays"."""
    return isinstance(fact.value, list) and len(fact.value) <= _WEEKEND


def _plain(value: Any) -> Any:
    """A number or a word that can be compared; None for anything else."""
    amount = value.get("value") if isinstance(value, Mapping) else value
    if isinstance(amount, int | float) and not isinstance(amount, bool):
        return float(amount)
    return amount if isinstance(amount, str) else None


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
