"""Roles: what each quantity of a text is about, decided by the structure around it (frames.yaml)."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from assistant.reading.concepts import Mention
from assistant.reading.cues_not_meant import all_of_them, by_so_much, no_less, only_a_verb
from assistant.reading.ellipsis import elliptical
from assistant.reading.facts import Fact
from assistant.reading.frames import ALL, Frame, Role, frames, middle
from assistant.reading.heads import of_pay
from assistant.reading.improbable import improbable
from assistant.reading.judged_roles import as_judged
from assistant.reading.named_in_row import led_in_row
from assistant.reading.other_topics import aside_topic, of_another, of_contacts
from assistant.reading.refusals import WITHOUT
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed, turns
from assistant.reading.words import noun_cases

QUANTITIES = frozenset({"number", "percent", "money", "duration", "volume"})
NO_CONTEXT = 1.0
UNLESS_REACH = 2.0
AFTER_REACH = 0.3  # a noun that is no head may follow its number this closely
CONTEXT_REACH = 3.5
_OF_TWO = frozenset({"some_of", "of_so_many"})
_OF_ALL = frozenset({"some_after", "all_before"})
_CERTAIN = -1.5  # cost of a topic that is not ours, known for sure
_TELLS_AGAIN = ("now", "by_now", "forecast", "average_of", "truth", "on_reflection")


@dataclass
class Roles:
    """Roles of a text, and the quantities that are about nothing known."""

    taken: list[Role] = field(default_factory=list)
    free: list[Fact] = field(default_factory=list)

    def of(self, *fields: str) -> list[Role]:
        """Roles of some fields in the order of the text."""
        return [role for role in self.taken if role.field in fields]


def find_roles(scene: TextScene, skip: Iterable[Fact] = ()) -> Roles:
    """Decide what every quantity of the scene is about; those in `skip` are spoken for already."""
    found = Roles()
    passed = {id(fact) for fact in skip}
    for fact in scene.facts:
        if fact.kind not in QUANTITIES or id(fact) in passed:
            continue
        role = _best(scene, fact)
        if role is not None and role.cue is not None and role.cue.family == "team_of" and _no_people(scene, fact):
            role = _counted_again(scene, fact) or role  # "19,000 calls a month then, today there are 12,500"
        if role is None or (not role.field and role.cost > _CERTAIN):
            role = _counted_again(scene, fact) or _goes_on(scene, fact, found.taken) or role
        role = _of_same_contacts(scene, fact, role) or role
        role = role if role is not None and role.field else by_so_much(scene, fact) or role
        role = elliptical(scene, fact, role, found.taken)
        if role is None or improbable(scene, role):
            role = as_judged(scene, fact) if role is None else None
        bare = (role is None or not role.field) and fact.kind == "number" and not fact.unit
        if bare and led_in_row(scene, scene.span(fact).first):
            role = Role("contacts", fact, scene.span(fact), None, 0.5)  # "calls per day 25 chats from the site 10"
        if role is None or not role.field:
            if role is None:
                found.free.append(fact)
            continue
        found.taken.append(role)
    _pair_levels(scene, found)
    return found


def _pair_levels(scene: TextScene, found: Roles) -> None:
    """A percentage answered in time takes the one short time of its sentence, were it taken for a handle time."""
    timed = [r.span.first for r in found.of("service_level.seconds")]
    for percent in found.of("service_level.percent"):
        sentence = scene.sentence_of(percent.span.first)
        near = [
            r for r in found.of("aht") if r.span.first in sentence and (r.cue is None or r.cue.family != "aht_name")
        ]
        if len(near) == 1 and middle(near[0].fact.value) <= 120 and not any(at in sentence for at in timed):
            role = near[0]
            found.taken[found.taken.index(role)] = Role(
                "service_level.seconds", role.fact, role.span, role.cue, role.cost
            )


def _no_people(scene: TextScene, fact: Fact) -> bool:
    head, counts = scene.head(fact)
    return not counts or (head is not None and head.family not in ("agent", "person"))


def _counted_again(scene: TextScene, fact: Fact) -> Role | None:
    """«Было 30 операторов, сейчас осталось 12»: a number after a word for now counts what the one before it counted."""
    span = scene.span(fact)
    if fact.kind not in ("number", "volume"):
        return None
    again = scene.around(span, _TELLS_AGAIN, 0.4)
    told_again = any(m.last < span.first or m.family == "average_of" for _, m in again)  # "…, 300 is the average"
    partly = any(m.family == "of_them" for m in scene.starting_at(span.last + 1))
    if partly or not (told_again or _turned_to(scene, fact, span)):
        return None
    sentence = scene.sentence_of(span.first)
    told = scene.facts_within(Span(sentence.first, span.first - 1))
    before = [f for f in told if f.kind in ("number", "volume")]
    if not before and len(near := scene.sentences_before(sentence, 1)) > 1 and not scene.head(fact)[1]:
        before = [f for f in scene.facts_within(near[1]) if f.kind in ("number", "volume")]  # "…; now it's 7,200"
        if before and not 0.1 < middle(fact.value) / (middle(before[-1].value) or 1.0) < 10:
            return None
    averaged = bool(scene.around(span, ("average_of",), 0.4))
    if averaged and before and not 0.1 < middle(fact.value) / (middle(before[-1].value) or 1.0) < 10:
        return None  # another thing is averaged: «260 звонков …, разговор в среднем три»
    head, has_head = scene.head(before[-1]) if before else (None, False)
    for other in reversed(before[:-1]):  # "4,800 calls at worst and 2,900 at best, so on average 3,700"
        if head is None and not has_head:
            head, has_head = scene.head(other)
    if head is None and before and before[-1].unit == "times" and fact.kind == "number":
        return _as_often(scene, fact, before[-1])
    return _best(scene, fact, (head, has_head)) if head is not None else None


def _goes_on(scene: TextScene, fact: Fact, taken: list[Role]) -> Role | None:
    """«… в 2022-м упали до пяти. Сейчас стабильно семь тысяч в месяц»: the next sentence tells of the same contacts."""
    span = scene.span(fact)
    sentence = scene.sentence_of(span.first)
    before = taken[-1] if taken else None
    if fact.kind != "volume" or before is None or before.field != "contacts" or scene.head(fact)[1]:
        return None
    now = any(m.last < span.first for m in scene.inside(Span(sentence.first, span.first), ("now", "usual")))
    follows = (
        len(scene.sentences_before(sentence, 1)) > 1 and before.span.first in scene.sentences_before(sentence, 1)[1]
    )
    alone = not any(scene.span(f).first < span.first for f in scene.facts_within(sentence))
    return Role("contacts", fact, span, before.cue, 0.1) if now and follows and alone else None


def _of_same_contacts(scene: TextScene, fact: Fact, role: Role | None) -> Role | None:
    """«Вместо 4 000 звонков закладывайте 5 200 в месяц»: a volume in no currency right after one of contacts."""
    if role is None or role.field != "budget_per_month" or fact.kind != "volume":
        return None
    sentence = scene.sentence_of(role.span.first)
    told = [f for f in scene.facts_within(Span(sentence.first, role.span.first)) if f is not fact]
    before = [f for f in told if f.kind in ("number", "volume")][-1:]
    counted = scene.head(before[0])[0] if before else None
    if not before or not 0.1 < middle(fact.value) / (middle(before[0].value) or 1.0) < 10:
        return None  # "10,000 calls a month, at most 900,000 a month": a sum after all
    return Role("contacts", fact, role.span, counted, 0.1) if counted and counted.family == "contact" else None


def _turned_to(scene: TextScene, fact: Fact, span: Span) -> bool:
    """«Летом было 900 звонков, а сейчас, после рекламы на радио, 1800 в месяц»: something put in after "now"."""
    near = [m for _, m in scene.around(span, ("now",), 3.2) if m.last < span.first] if fact.kind == "volume" else []
    return any(m.first and scene.words[m.first - 1].lower in turns() for m in near)


def _as_often(scene: TextScene, fact: Fact, before: Fact) -> Role | None:
    """«Раньше звонили 300 раз в день, теперь 120»: as many a day."""
    sentence = scene.sentence_of(scene.span(fact).first)
    cues = [m for m in scene.inside(sentence, ("contact",)) if m.first < scene.span(fact).first]
    volume = Fact("volume", {"value": fact.value, "per": before.per}, fact.start, fact.end, fact.text, per=before.per)
    scene.span_of[id(volume)] = scene.span(fact)
    return Role("contacts", volume, scene.span(fact), cues[-1], 0.1) if cues and before.per else None


def _best(scene: TextScene, fact: Fact, counts: tuple[Mention | None, bool] | None = None) -> Role | None:
    head, has_head = (None, False)
    if fact.kind in ("number", "volume", "percent"):
        head, has_head = counts or scene.head(fact)
    best: Role | None = None
    for frame in frames():
        if fact.kind not in frame.kinds or not _fits(frame, fact):
            continue
        role = _try(scene, fact, frame, head, has_head)
        if role is not None and (best is None or role.cost < best.cost):
            best = role
    return best


_BILLED = frozenset(
    {"contact", "call", "email", "chat", "ticket", "message", "case", "request", "resolution", "minute"}
)
_BUDGET_PERIODS = frozenset({"day", "week", "month", "quarter", "half_year", "year"})


def _fits(frame: Frame, fact: Fact) -> bool:
    if not frame.low <= middle(fact.value) <= frame.high:
        return False
    if frame.unit and fact.unit != frame.unit:
        return False
    if fact.unit == "part" and frame.field != "share":
        return False  # one of the parts of a whole: "of ten, six call and four write"
    if not frame.field and fact.unit == ALL and "output" in frame.cues:
        return False  # what each of them takes is told of all
    if "takes_up" in frame.cues and fact.per not in _BUDGET_PERIODS:
        return False  # "a call takes five minutes" tells how long one is
    if not frame.unit and fact.unit == "times":
        return False
    if frame.field == "budget_per_month" and (fact.each or (fact.per and fact.per not in _BUDGET_PERIODS)):
        return False  # "no more than $12 an hour" limits a rate
    if frame.field == "exchange_rates" and fact.per:
        return False  # "at a rate of USD 15.40 per hour"
    if frame.field == "wage" and fact.per in _BILLED:
        return False  # nobody is paid by the contact
    if frame.field == "contacts" and fact.each == "agent":
        return False  # calls an agent takes, or has checked
    if frame.units and (fact.unit or "") not in frame.units:
        return False
    return not (frame.per and fact.per and fact.per not in frame.per)


def _try(scene: TextScene, fact: Fact, frame: Frame, head: Mention | None, has_head: bool) -> Role | None:
    span = scene.span(fact)
    if frame.alone and not scene.stands_alone(span):
        return None
    if frame.field == "contact_rate" and fact.kind == "percent" and not fact.unit and _of_them(scene, span.last):
        return None  # «80 % таких обращений приходят в чат»: a share of contacts, not of those who get in touch
    if frame.field == "share" and by_so_much(scene, fact):
        return None
    if frame.nowhere and scene.has(scene.sentence_of(span.first), *frame.nowhere):
        return None
    if frame.beside and not _lasts(scene, scene.sentence_of(span.first), frame.beside):
        return None
    after = scene.starting_at(span.last + 1)
    if frame.bare and has_head and not any(m.family in frame.cues for m in after):  # but "2,700 gross"
        return None
    if frame.somewhere and not _anywhere(scene, frame.somewhere):
        return None
    if frame.unless and any(
        m.first in scene.sentence_of(span.first) and not no_less(scene, m)
        for _, m in scene.around(span, frame.unless, UNLESS_REACH)
    ):
        return None
    link = _link(scene, fact, frame, head, has_head)
    if link is None:
        if frame.free is None or (frame.per and "" not in frame.per and frame.free < 1 and fact.per not in frame.per):
            return None
        if (
            fact.kind == "duration"
            and span.first == span.last
            and scene.words[span.first].is_word
            and frame.field == "aht"
        ):
            return None  # «на минуту представим»
        link = (frame.free, None)
    cost, cue = link
    if frame.and_:
        distances = [d for d in (_context(scene, span, family) for family in frame.and_) if d is not None]
        near = min(distances, default=float("inf"))
        if near > frame.near:
            return None
        cost += 0.1 * near
    if frame.with_:
        distances = [d for d in (_context(scene, span, family) for family in frame.with_) if d is not None]
        cost += min([0.3 * d for d in distances], default=NO_CONTEXT)
    return Role(frame.field, fact, span, cue, cost + frame.cost)


def _of_them(scene: TextScene, last: int) -> bool:
    """A noun for contacts in the genitive follows; an English one may as well be a verb: "8% contact us"."""
    ahead = [m for at in (last + 1, last + 2) for m in scene.starting_at(at) if m.family == "contact"]
    return any("gent" in noun_cases(scene.words[m.first].lower) for m in ahead)


def _lasts(scene: TextScene, sentence: Span, units: tuple[str, ...]) -> bool:
    return any(f.kind == "duration" and f.unit in units for f in scene.facts_within(sentence))


def _anywhere(scene: TextScene, families: tuple[str, ...]) -> bool:
    return scene.names_any(families) or ("channel" in families and bool(scene.channels))


def _context(scene: TextScene, span: Span, family: str) -> float | None:
    """Distance to a context of the same sentence; what was said before counts for more than what follows."""
    sentence = scene.sentence_of(span.first)
    best: float | None = None
    if family == "channel":
        gaps = [_gap(scene, span, place) for _, place in scene.channels if place.first in sentence]
        return min((gap for gap in gaps if gap <= CONTEXT_REACH), default=None)
    for distance, mention in scene.around(span, (family,), CONTEXT_REACH):
        if mention.first not in sentence:
            continue
        cost = distance if mention.first <= span.first else distance + 0.8
        best = cost if best is None else min(best, cost)
    return best


def _gap(scene: TextScene, a: Span, b: Span) -> float:
    return scene.distance(a.last, b.first) if a.first < b.first else scene.distance(b.last, a.first)


def _link(
    scene: TextScene, fact: Fact, frame: Frame, head: Mention | None, has_head: bool
) -> tuple[float, Mention | None] | None:
    """How closely one of the frame's cues belongs to the fact; None when none does."""
    if frame.per and fact.per in frame.per and fact.per:
        return frame.free or 0.0, None
    if frame.head and (head is not None or has_head):
        return (0.0, head) if head is not None and head.family in frame.cues else None
    if head is not None and head.family in frame.cues:
        return 0.05, head
    span = scene.span(fact)
    best: tuple[float, Mention | None] | None = None
    for distance, mention in scene.around(span, frame.cues, frame.reach):
        if no_less(scene, mention) or only_a_verb(scene, mention):
            continue
        us = mention.family == "us_together"  # «втроём» says whom it counts, and counts nothing beside it
        if us and not mention.first <= span.first <= mention.last:
            continue
        if mention.first in span and mention.last in span and not us and fact.kind != "volume":
            continue
        if mention.family not in ("other_number", "contact") and of_another(scene, mention):
            continue
        if mention.family == "other_number" and (aside_topic(scene, mention, span) or of_contacts(scene, mention)):
            continue
        if mention.family in _OF_TWO and (mention.first == span.first) != (mention.family == "some_of"):
            continue  # "three of the twenty-six": the three are some, the twenty-six are all there are
        if mention.family in _OF_ALL and (scene.fact_at[mention.last] is fact) != (mention.family == "some_after"):
            continue  # "of our 22 people four answer": the four are some, the 22 are all there are
        if mention.family == "peak" and mention.first and scene.words[mention.first - 1].lower in WITHOUT:
            continue  # «рост +18 %, без сезона»
        if mention.family == "output" and all_of_them(scene, mention):
            continue  # «100 человек, которые принимают 6500 звонков»: what all of them take
        after = mention.first > span.last
        if after and mention.first == mention.last and scene.words[mention.first].lower in listed("each_time"):
            continue  # «объяснял сорок минут, по 240 евро за час»
        if frame.follows and not after:
            continue
        if frame.head and after and distance > AFTER_REACH:
            continue
        cost = distance + (0.5 if after else 0.2) + (0.6 if frame.head and after else 0.0)
        if frame.head and of_pay(scene, mention):
            continue
        if frame.head and (_counted_by_another(scene, mention, fact) or _comma_between(scene, mention, span)):
            continue
        if cost <= frame.reach and (best is None or cost < best[0]):
            best = (cost, mention)
    if "channel" in frame.cues:
        for _, place in scene.channels:
            gap = (
                scene.distance(place.last, span.first)
                if place.first < span.first
                else scene.distance(span.last, place.first)
            )
            if gap <= frame.reach and (best is None or gap + 0.3 < best[0]):
                best = (gap + 0.3, None)
    return best


def _comma_between(scene: TextScene, mention: Mention, span: Span) -> bool:
    between = range(mention.last + 1, span.first) if mention.last < span.first else range(span.last + 1, mention.first)
    return any(scene.words[at].text == "," and at not in scene.parenthetical for at in between)


def _counted_by_another(scene: TextScene, mention: Mention, fact: Fact) -> bool:
    """True when the noun is the head of another number: «12 операторов, 3000 …» – the operators are twelve."""
    before = mention.first - 1
    steps = 0
    while before >= 0 and steps < 4 and scene.words[before].is_word and scene.fact_at[before] is None:
        before -= 1
        steps += 1
    other = scene.fact_at[before] if before >= 0 else None
    if other is None or other is fact or other.kind not in ("number", "volume"):
        return False
    head, _ = scene.head(other)
    return head == mention
