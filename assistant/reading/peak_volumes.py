"""Peaks told by their own volume: "4,000 calls a month, 9,000 in December", «обычно 200 звонков в день, в пик до 500».

The busiest period over the average is what the second figure makes of the first.
"""

import re

from assistant.reading.changes import set_field
from assistant.reading.facts import Fact
from assistant.reading.result import Change
from assistant.reading.roles import Role, Roles, middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import conjunctions, turns
from assistant.reading.words import Word
from assistant.reading.workload import tidy

_NEAR = 1.2  # how far from the figure the word for the peak may stand
_LEAST, _MOST = 1.1, 10.0  # times the average that a busiest period is
_YEAR = re.compile(r"20[0-4]\d")
_PARTS = {"quarter", "hour", "minute", "shift", "year", "half_year"}  # periods no monthly average is compared with


def peak_by_volumes(scene: TextScene, roles: Roles) -> list[Change]:
    """The change of `peak_factor` that two volumes of the same contacts make; none where one is no plain average."""
    volumes = roles.of("contacts")
    free = [Role("contacts", f, scene.span(f), None, 0.0) for f in roles.free if f.kind == "number"]
    for role in sorted([*volumes, *free], key=lambda r: r.span.first):
        if not _at_peak(scene, role):
            continue
        base = next((b for b in reversed(volumes) if b.span.first < role.span.first), None)
        if base is None or not _plain(scene, base, role):
            base = next((b for b in volumes if b.span.first > role.span.first), None)
            if (
                base is None
                or not scene.has(scene.clause_of(base.span, _parts), "usual")
                or not _plain(scene, base, role)
            ):
                continue
        times = middle(role.fact.value) / middle(base.fact.value) if middle(base.fact.value) else 0.0
        if _LEAST <= times <= _MOST and _same_contacts(base, role):
            return [set_field("peak_factor", tidy(times), role.fact)]
    return []


def _at_peak(scene: TextScene, role: Role) -> bool:
    """A word for the peak in the clause of the figure, and nothing else that the figure counts."""
    head, counted = scene.head(role.fact)
    if _YEAR.fullmatch(role.fact.text) or (counted and (head is None or head.family != "contact")):
        return False
    clause = scene.clause_of(role.span, _parts)
    named = [
        m for d, m in scene.around(role.span, ("peak",), _NEAR) if clause.first <= m.first and m.last <= clause.last
    ]
    named = [m for m in named if not any(_per(scene, at) in _PARTS for at in range(m.first, m.last + 1))]
    return bool(named) and not scene.has(clause, "usual", "past", "former", "untrue", "afresh", "other_number", "days")


def _plain(scene: TextScene, base: Role, role: Role) -> bool:
    """The volume told before is one of every month, week or day, with no other figure of contacts between."""
    per = base.fact.per or _told_per(base.fact)
    own = role.fact.per or _told_per(role.fact)
    if per in _PARTS or (own and own != per):
        return False
    first, second = sorted((base.span, role.span), key=lambda span: span.first)
    near = scene.sentences_before(scene.sentence_of(second.first), 1)
    between = Span(first.last + 1, second.first - 1)
    if not any(first.first in sentence for sentence in near) or between.first > between.last:
        return False
    others = [f for f in scene.facts_within(between) if f.kind in ("number", "volume", "money", "duration", "percent")]
    clause = scene.clause_of(base.span, _parts)
    return not others and not scene.has(clause, "peak", "past", "former") and not scene.has(between, "afresh", "untrue")


def _same_contacts(base: Role, role: Role) -> bool:
    return role.cue is None or base.cue is None or role.cue.value in ("_", base.cue.value) or base.cue.value == "_"


def _told_per(fact: Fact) -> str | None:
    return str(fact.value["per"]) if isinstance(fact.value, dict) and "per" in fact.value else None


def _per(scene: TextScene, at: int) -> str:
    return next(iter(scene.words[at].forms & _PARTS), "")


def _parts(word: Word) -> bool:
    """A sign, a turn or an "and"; a label before a colon goes with its figure."""
    return word.text in ",;()—–." or word.lower in turns() or word.lower in conjunctions()
