"""What is supposed or asked of the buyer's own people (own_team.yaml): who stays, who is hired, what the team costs.

"What if we keep 6 of our people?" is a question of the sum of two bills, and no team of six; "hire a third at 45k" is
one more than there are; "hire ourselves at 24k" is the pay of a team for the whole workload.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.reading.bots import said_of
from assistant.reading.concepts import Mention
from assistant.reading.facts import Fact
from assistant.reading.in_brief import value_at, volumes_in
from assistant.reading.own_against import own_against
from assistant.reading.own_team import as_supposed, chats_at_once, said
from assistant.reading.own_told_beside import asked_beside, own_told_beside
from assistant.reading.result import Act, Change, apply
from assistant.reading.roles import Role, middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.sums import wage
from assistant.reading.word_lists import listed
from assistant.reading.workload import tidy

_OURS, _PAY = "in_house.agents", "in_house.salary_per_month"
_PEOPLE_OF_FEW = 40  # people hired or kept by a number said of them
_PAY_REACH = 9  # words from who is hired to what they are paid
_LEAST_PAY = 15  # of a number without a currency
_ASKING = ("ask", "why_expensive", "explain_line", "estimate", "compare", "off_topic", "no", "negate")
_FIELDS_OF_PEOPLE = ("in_house.", "agents", "coverage.", "channels.", "contacts_per_month", "growth", "peak", "budget")


@dataclass(frozen=True)
class Supposed:
    """A message as it is read so far."""

    stated: tuple[Change, ...]
    supposed: tuple[Change, ...]
    acts: tuple[Act, ...]


def with_team_supposed(scene: TextScene, brief: Mapping[str, Any], read: Supposed) -> Supposed:
    """The message with what it supposes or asks of the own team."""
    known = apply(brief, read.stated)
    for shape in (_told_beside, _cost_asked, _kept, _hired_more, _hired_selves, _chats, _against):
        if (found := shape(scene, known, read)) is not None:
            return found
    return read


def _span(scene: TextScene, mention: Mention) -> tuple[int, int]:
    return scene.words[mention.first].start, scene.words[mention.last].end


def _without(changes: Sequence[Change], start: int, end: int) -> tuple[Change, ...]:
    """The changes that the words from `start` to `end` were not taken for."""
    return tuple(c for c in changes if not (c.start < end and start < c.end and c.path.startswith(_FIELDS_OF_PEOPLE)))


def _asks(scene: TextScene) -> bool:
    return "?" in scene.text or any(w.lower in listed("if_words") for w in scene.words)


def _with_figure(read: Supposed, figure: str, start: int, end: int, **detail: Any) -> tuple[Act, ...]:
    """The acts with a question of the own case in the place of what else its words were taken for."""
    acts = [a for a in read.acts if not (a.kind in _ASKING and a.start < end and start < a.end)]
    acts = [a for a in acts if "own_team" not in a.detail.get("figures", ())]  # the figure answers that as well
    return (*acts, Act("ask", start, end, {"figures": [figure], "own": True, **detail}))


def _told_beside(scene: TextScene, known: Mapping[str, Any], read: Supposed) -> Supposed | None:
    """«Сравни с моими тремя менеджерами по 60 000 р»: what is told of them in the wish to compare is stated."""
    found = own_told_beside(scene, known, read.stated, read.supposed)
    if found is None:
        return None
    told, place = found
    start, end = scene.words[place.first].start, scene.words[place.last].end
    kept = tuple(c for c in _without(read.stated, start, end) if c.path not in [t.path for t in told])
    return Supposed((*kept, *told), _without(read.supposed, start, end), asked_beside(scene, place, read.acts))


def _cost_asked(scene: TextScene, known: Mapping[str, Any], read: Supposed) -> Supposed | None:
    """«Почему своя команда столько стоит?»: what the sum of the own team is made of."""
    mentions = said(scene, "team_cost_asked")
    priced = [f for f in scene.facts if f.kind == "money" and f.per in ("hour", "minute")]
    if not mentions or priced or any(m.family in ("vendor", "quote") for m in scene.mentions if m.family == "quote"):
        return None
    sentence = scene.sentence_of(mentions[0].first)
    start, end = scene.words[sentence.first].start, scene.words[sentence.last].end
    stated = tuple(c for c in read.stated if not (c.op == "remove" and c.path.startswith("in_house")))
    return replace(read, stated=stated, acts=_with_figure(read, "team_cost", start, end))


def _number_in(scene: TextScene, first: int, last: int, all_own: float = 0.0) -> Fact | None:
    """The number of people told there; of "three of the nine" not the one that counts the whole team."""
    inside = scene.facts_within(Span(first, last))
    told = [f for f in inside if f.kind == "number" and 0 < middle(f.value) <= _PEOPLE_OF_FEW]
    return next((f for f in told if middle(f.value) != all_own), told[0] if told else None)


def _kept(scene: TextScene, known: Mapping[str, Any], read: Supposed) -> Supposed | None:
    """ "Keep 6 of our people", "if I keep the receptionists anyway": they are paid beside the provider."""
    mentions = said(scene, "people_kept")
    if not mentions or not (_asks(scene) or any(a.kind == "what_if" for a in read.acts)):
        return None
    at = mentions[0]
    own = value_at(known, _OURS)
    fact = _number_in(scene, at.first, min(at.last + 2, len(scene.words) - 1), float(own or 0))
    one = any(w.lower in listed("one_person") for w in scene.words[at.first : at.last + 1])
    count = middle(fact.value) if fact else 1.0 if one else float(own or 0)
    if not count:
        return None
    start, end = _span(scene, at)
    end = max(end, fact.end if fact else end)
    rest = bool(said(scene, "rest_given"))
    supposed = list(_without(read.supposed, start, end))
    stated = _without(read.stated, start, end)
    if rest and own and count < own:
        share = 1 - count / own
        volumes = volumes_in(known)
        supposed = [c for c in supposed if c.path not in volumes]
        place = (start, end, scene.text[start:end])
        supposed += [Change("set", path, tidy(v * share), *place) for path, v in volumes.items()]
    acts = _with_figure(read, "kept_team", start, end, kept=count, rest=rest)
    if supposed and not any(a.kind == "what_if" for a in acts):
        acts = (*acts, Act("what_if", start, end))
    if not supposed:
        acts = tuple(a for a in acts if a.kind != "what_if")
    return Supposed(stated, tuple(supposed), acts)


def _paid(scene: TextScene, at: Mention, known: Mapping[str, Any]) -> Change | None:
    """What is paid to those who are hired: the sum told beside them."""
    last = min(scene.sentence_of(at.first).last, at.last + _PAY_REACH)
    for fact in scene.facts_within(Span(at.first, last)):
        number = fact.kind == "number" and middle(fact.value) >= _LEAST_PAY
        yearly = fact.kind == "volume" and fact.per in ("hour", "month", "year") and scene.head(fact)[0] is None
        if fact.kind != "money" and not (number and scene.head(fact)[0] is None) and not yearly:
            continue
        if (pay := wage(scene, Role("wage", fact, scene.span(fact), None, 0.0), known)) is not None:
            return pay
    return None


def _shared(scene: TextScene, mention: Mention) -> bool:
    return any(f.kind == "percent" for f in scene.facts_within(Span(mention.first, mention.last)))


def _hired_more(scene: TextScene, known: Mapping[str, Any], read: Supposed) -> Supposed | None:
    """ "Hire a third at 45k": one more than there are, of whom the new one is paid so."""
    mentions = [m for m in said(scene, "hired_more") if not scene.has(scene.sentence_of(m.first), "vendor", "quote")]
    # "What if a bot took a third?": a share, and nobody hired
    mentions = [m for m in mentions if not said_of(scene, "bot", scene.sentence_of(m.first)) and not _shared(scene, m)]
    own = float(value_at(known, _OURS) or 0)
    if not mentions:
        return None
    at = mentions[0]
    words = scene.words[at.first : at.last + 1]
    rank = next((n for w in words for n in _RANKS if w.lower in listed(f"ranked_{n}")), 0)
    told = [c for c in read.stated if c.path == _OURS and c.start < words[-1].end and words[0].start < c.end]
    if told:
        own = 0.0  # «взяли ещё двоих» told as the team itself: the count before is in the brief alone
    before = own or (rank - 1 if rank else 0)
    if before <= 0:
        return None
    pay = _paid(scene, at, known)
    fact = _number_in(scene, at.first, at.last)
    more = 1.0 if rank or fact is None or (pay and fact.start == pay.start) else middle(fact.value)
    start, end = words[0].start, max(words[-1].end, pay.end if pay else 0)
    place = (start, end, scene.text[start:end])
    total = before + more
    changes = [Change("set", _OURS, tidy(total), *place)]
    if pay is not None:
        changes.append(replace(_averaged(pay, value_at(known, pay.path), before, more), start=start, end=end))
    stated = _without(read.stated, start, end)
    supposed = (*_without(read.supposed, start, end), *changes)
    acts = read.acts if any(a.kind == "what_if" for a in read.acts) else (*read.acts, Act("what_if", start, end))
    return Supposed(stated, supposed, tuple(a for a in acts if a.kind not in ("ask", "estimate", "state")))


_RANKS = (2, 3, 4, 5, 6)


def _averaged(pay: Change, known: Any, before: float, more: float) -> Change:
    """The pay of all where the new ones are paid otherwise; theirs alone where nothing else is known."""
    if not isinstance(known, Mapping) or known.get("currency") != pay.value["currency"]:
        return pay
    mean = (known["amount"] * before + pay.value["amount"] * more) / (before + more)
    return replace(pay, value={**pay.value, "amount": tidy(round(mean, 2))})


def _hired_selves(scene: TextScene, known: Mapping[str, Any], read: Supposed) -> Supposed | None:
    """ "If we hired someone ourselves at 24k a year": what the whole work costs with people paid so."""
    mentions = said(scene, "hired_selves")
    offers = bool(known.get("quotes"))
    if not mentions or not volumes_in(known) or not (_asks(scene) or offers):
        return None
    at = mentions[0]
    pay = _paid(scene, at, known)
    if pay is None:
        return None
    sentence = scene.sentence_of(at.first)
    start, end = scene.words[sentence.first].start, scene.words[sentence.last].end
    if offers:
        return _beside_offers(scene, at, pay, read)
    stated = _without(read.stated, start, end)
    acts = tuple(a for a in read.acts if not (a.kind in _ASKING and a.start < end and start < a.end))
    acts = acts if any(a.kind == "what_if" for a in acts) else (*acts, Act("what_if", start, end))
    return Supposed(stated, (*_without(read.supposed, start, end), pay), acts)


def _beside_offers(scene: TextScene, at: Mention, pay: Change, read: Supposed) -> Supposed:
    """ "And hiring 5 people ourselves at 900 euros?" where offers are known: one more way beside them."""
    sentence = scene.sentence_of(at.first)
    start, end = scene.words[sentence.first].start, scene.words[sentence.last].end
    counted = _number_in(scene, at.first, min(sentence.last, at.last + _PAY_REACH))
    people = middle(counted.value) if counted is not None and counted.start != pay.start else None
    own = {"kind": "own", "pay": {pay.path.partition(".")[2]: pay.value}, **({"people": people} if people else {})}
    told = Act("compare", start, end, {"options": [{"kind": "offers"}, own]})
    kept = tuple(a for a in read.acts if a.kind not in (*_ASKING, "what_if", "summary", "quotes", "advise", "state"))
    stated = tuple(c for c in _without(read.stated, start, end) if not c.path.startswith("quotes"))
    return Supposed(stated, _without(read.supposed, start, end), (*kept, told))


def _against(scene: TextScene, known: Mapping[str, Any], read: Supposed) -> Supposed | None:
    """ "Own team or vendor, which is cheaper?", "prove it": the question of the team against a provider."""
    supposed = tuple(c for c in read.supposed if c.path != _OURS or c.value != value_at(known, _OURS))
    acts = own_against(scene, known, read.acts, supposed)
    return None if acts is None else replace(read, acts=acts, supposed=supposed)


def _chats(scene: TextScene, known: Mapping[str, Any], read: Supposed) -> Supposed | None:
    """«А если чат в 2 диалога?»: how many chats one agent has at once, supposed otherwise."""
    told = next((c for c in read.stated if c.path.endswith(".concurrency")), None) or (
        chats_at_once(scene, known) if any(a.kind == "what_if" for a in read.acts) else None
    )
    acts = [a for a in read.acts if a.kind == "what_if"]
    if told is None or not any(a.start <= told.start < a.end for a in acts):
        return None
    stated = tuple(c for c in read.stated if c is not told)
    return replace(read, stated=stated, supposed=tuple(as_supposed(told, read.supposed)))
