"""What a message decides about each part of the supposition that is open, clause by clause.

"Take Romania, lose the bot", «полтора раза оставьте, а до часу не надо», "only the 70 in 60": a clause points at a part
by a value, supposed or known, or by what it is about, and says whether it is to stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from assistant.builtin.talk import Talk
from assistant.builtin.values_named import (
    by_day_and_week,
    hours_said,
    is_number,
    of_people,
    plain,
    renderings,
    single_days,
    values_said,
)
from assistant.reading.bots import said_of
from assistant.reading.facts import Fact
from assistant.reading.in_brief import value_at
from assistant.reading.scene import Span, TextScene, look
from assistant.reading.supposed_taken_back import TURNED_DOWN
from assistant.reading.word_lists import listed, only_words, turns
from assistant.reading.words import Word, words

SETS_SIDE_BY_SIDE = frozenset({"ask", "compare", "what_if", "estimate"})
_KEEP_ASKED = "yes_no:keep"
_NAMED = 3  # letters that name a standard
_STEM = 4  # letters that two forms of one verb share
_FEW = 5  # words of a clause that only judges what was supposed
_VOLUME = "contacts_per_month"
_ALIKE = 0.01  # how far a told multiple may lie from the one supposed
_AMOUNTS = frozenset({"number", "percent", "volume", "duration", "money", "time_range"})
_HOURS, _DAYS = "coverage", "coverage.days_per_week"  # the topics of a week
_LISTS = ("languages", "compliance")


@dataclass
class Part:
    """What belongs together in a supposition: the hours, the volume of a channel, all that a bot takes over."""

    topic: str
    changes: list[dict[str, Any]]
    supposed: set[Any] = field(default_factory=set)
    known: set[Any] = field(default_factory=set)
    ratios: set[float] = field(default_factory=set)
    fewer: bool = False  # days or hours than known
    later: bool = False  # it closes later than known


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
    if _done_so(said, talk.before):
        return True
    if len(said) > _FEW or any(scene.fact_at[at] is not None for at in range(first.first, first.last + 1)):
        return None
    if said_of(scene, "decided_declined", first):
        return False
    refused = scene.has(first, "negation", "decline")
    return True if said_of(scene, "decided_approved", first) and not refused else None


def _done_so(said: Sequence[Word], before: str) -> bool:
    """Whether a clause is no more than the deed that was supposed, as it is done: «Опустим до 70/60?» – «Опускаем»."""
    idle = listed("fillers") | listed("agreements") | turns()
    deeds = [word.lower for word in said if word.lower not in idle]
    if len(deeds) != 1 or not deeds[0].endswith(tuple(listed("we_do_endings"))):
        return False
    return any(deeds[0][:_STEM] == word.lower[:_STEM] for word in words(before))


def _asked(scene: TextScene, span: Span) -> bool:
    """Whether a clause is of a question, by its mark or its first word: "why does Norwegian cost so much"."""
    sentence = scene.sentence_of(span.first)
    said = [scene.words[at].lower for at in range(sentence.first, sentence.last + 1) if scene.words[at].is_word]
    return scene.words[sentence.last].text == "?" or bool(set(said[:1]) & listed("asks_first"))


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
        self.values |= {
            item
            for part in parts
            for item in part.supposed
            if isinstance(item, str)
            for at in self._words()
            if len(scene.words[at].lower) >= _NAMED and item.startswith(scene.words[at].lower)
        }  # the ISO of "iso yes, soc2 no"
        self.people = {float(f.value) for f in scene.facts_within(span) if is_number(f.value) and of_people(scene, f)}
        for at, part in enumerate(parts):
            values = self.values | (self.hours if part.topic == _HOURS else set())
            values |= self.people if part.topic == "agents" else set()
            if values & (part.supposed - part.known) or self._multiple(part):
                self.names_supposed.add(at)
            elif values & (part.known - part.supposed) or (self.home and part.topic == "provider_countries"):
                self.names_known.add(at)
        if not self.pointed and (not self._counts() or self.verdict == "as_known"):  # "days stay 5" of 7 supposed
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
        if without or self._says("decided_refused") or self._turned_down():
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
        if part.topic in (_HOURS, _DAYS):
            added = bool(said & listed("evening_names")) and part.later
            return part.fewer and not added and bool(said & listed("parts_of_week") or self._days_off())
        is_gone = bool(part.changes) and all(change.get("value") is None for change in part.changes)
        return is_gone and at in self.names_topic and bool(said & listed("needed_after_all"))

    def _days_off(self) -> bool:
        """«По выходным не работаем»: the days are named as those when nobody works."""
        return any(f.kind == "days" and f.unit == "except" for f in self.scene.facts_within(self.span))

    def _turned_down(self) -> bool:
        """Whether the clause turns down what it names; the close of "the 18:00 close" does not."""
        said = {self.scene.words[at].lower for at in self._words()}
        if self.hours and self._says("decided_kept") and said & listed("closing_words"):
            return self.scene.has(self.span, "negation", "forget")
        return self.scene.has(self.span, "decline", "negation", "forget")

    def _names_days(self) -> bool:
        said = {form for at in self._words() for form in (self.scene.words[at].lower, *self.scene.words[at].forms)}
        days = any(fact.kind == "days" for fact in self.scene.facts_within(self.span))
        return days or bool(said & listed("days_of_week_named"))

    def _words(self) -> range:
        return range(self.span.first, self.span.last + 1)

    def _says(self, concept: str) -> bool:
        return bool(said_of(self.scene, concept, self.span))

    def _counts(self) -> bool:
        """Whether the clause tells an amount: where it points at nothing, it tells a third value."""
        facts = self.scene.facts_within(self.span)
        return any(f.kind in _AMOUNTS or (f.kind == "days" and not single_days(f)) for f in facts)

    def _multiple(self, part: Part) -> bool:
        named = {name for name, _ in self.scene.channels_within(self.span)}
        if named and part.topic.startswith("channels.") and part.topic.split(".")[1] not in named:
            return False  # "WhatsApp doubled" of e-mails doubled
        said = [float(m.value) for m in self.scene.mentions if m.family == "multiply" and m.first in self.span]
        said += [float(f.value) for f in self.scene.facts_within(self.span) if f.unit == "times" and is_number(f.value)]
        shares = [float(f.value) / 100 for f in self.scene.facts_within(self.span) if _is_share(f)]
        said += [ratio for share in shares for ratio in (share, 1 - share, 1 + share)]  # "the half", "the 30% off"
        return any(abs(ratio - told) < _ALIKE for ratio in part.ratios for told in said)

    def _about(self, part: Part) -> bool:
        said = {form for at in self._words() for form in (self.scene.words[at].lower, *self.scene.words[at].forms)}
        if part.topic == "bot":
            return bool(said & listed("bot_names"))
        if part.topic in (_HOURS, _DAYS):
            of_days = self._names_days()
            if any(p.topic == _DAYS for p in self.parts) and of_days != (part.topic == _DAYS):
                return False  # the hours and the days are two parts
            return of_days or self.scene.has(self.span, "schedule") or self._says("decided_hours")
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
    if behind is not None and not behind.pointed and not behind.values and behind.verdict:
        return behind.verdict
    return next((each.verdict for each in reversed(said[:at]) if each.verdict), None) if at else None


def _clauses(scene: TextScene) -> list[Span]:
    """The clauses of a message: between its signs, before a joining word, and an opening "yes" or "no" by itself."""
    cuts = {0, len(scene.words)}
    for at, word in enumerate(scene.words):
        inside = scene.fact_at[at] is not None and at and scene.fact_at[at] is scene.fact_at[at - 1]
        if scene.fact_at[at] is None and _is_sign(word.text) and word.text not in "'’-/%()":
            cuts |= {at, at + 1}
        elif not inside and word.lower in listed("conjunctions") | listed("contrasts") | turns():
            cuts.add(at)
    if scene.words and scene.words[0].lower in listed("refusals"):
        cuts.add(1)
    spans = [Span(first, last - 1) for first, last in pairwise(sorted(cuts))]
    return [s for s in spans if any(not _is_sign(scene.words[at].text) for at in range(s.first, s.last + 1))]


def _is_share(fact: Fact) -> bool:
    return fact.kind == "percent" and is_number(fact.value)


def _is_sign(text: str) -> bool:
    """Whether a token is a sign, and no hour: the "18:00" of "the 18:00 close" is none."""
    return not any(letter.isalnum() for letter in text)


def _parts(talk: Talk) -> list[Part]:
    """The open supposition, parted by what its changes are about."""
    pending = talk.situation.get("pending_before") or {}
    before, parts = talk.situation.get("brief_before") or {}, dict[str, Part]()
    bot = pending.get("bot") or {}
    moved = {
        str(c["path"]) for c in pending.get("changes", ()) if c.get("value") != value_at(before, str(c["path"]), None)
    }
    apart = _DAYS in moved and bool(moved & {"coverage.open", "coverage.close", "coverage.hours_per_day"})
    for change in _item_by_item(pending.get("changes", ()), before):
        topic = _topic(str(change["path"]), bool(bot))
        topic = _DAYS if apart and change["path"] == _DAYS else topic
        topic = f"{topic}.{change['value'][-1]}" if change.get("item") else topic
        part = parts.setdefault(topic, Part(topic, []))
        part.changes.append({key: each for key, each in change.items() if key != "item"})
        known: Any = _known(before, str(change["path"]))
        value: Any = change.get("value")
        if change.get("item"):
            part.supposed |= {value[-1]}
            continue
        part.supposed |= renderings(str(change["path"]), value)
        part.known |= renderings(str(change["path"]), known)
        if str(change["path"]).endswith(_VOLUME):
            part.supposed |= by_day_and_week(value, before)
            part.known |= by_day_and_week(known, before)
        if is_number(known) and is_number(value) and topic in (_HOURS, _DAYS):
            part.fewer = part.fewer or float(value) < float(known)
        if change["path"] == "coverage.close" and isinstance(value, str) and isinstance(known, str):
            part.later = value > known
        if is_number(known) and is_number(value) and known:
            part.ratios.add(float(value) / float(known))
    if "bot" in parts and (share := plain(bot.get("share_percent"))) is not None:
        parts["bot"].supposed.add(share)
    return list(parts.values())


def _item_by_item(changes: Sequence[Mapping[str, Any]], before: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The changes, with those that add several items to a list one by one: "SOC 2 and ISO 27001"."""
    for change in changes:
        known: Any = value_at(before, str(change["path"])) or []
        value: Any = change.get("value")
        news = [each for each in value if each not in known] if isinstance(value, list) else []
        told = bool(known) or change["path"] != "languages"  # where no language is told, the home one is supposed too
        if change["path"] in _LISTS and told and len(news) > 1 and all(each in value for each in known):
            yield from ({**change, "value": [*known, each], "item": True} for each in news)
        else:
            yield change


def _topic(path: str, with_bot: bool) -> str:
    if with_bot and path.endswith(_VOLUME):
        return "bot"
    head = path.split(".")[0]
    return path if head == "channels" else head


def _known(before: Mapping[str, Any], path: str) -> Any:
    value = value_at(before, path)
    # The provider is taken to be at home.
    return [before.get("home_country")] if path == "provider_countries" and not value else value
