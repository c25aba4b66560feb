"""Contacts told as one in so many of some things counted once in the message, when everything else is read.

"A call for every fourth seat, and we fill 6,000 seats monthly", «подписчиков 400 тыс., обращается один из ста в месяц».
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.asides import asides
from assistant.reading.coverage import known_coverage
from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.rate_words import TIME_UNITS, period_forms
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed
from assistant.reading.workload import per_month, tidy

_ALL = 100.0  # per cent
_FEWEST = 30  # things of which a share is told
_NO_TEAM = 1_000  # "6,000 seats" are sold, and nobody's agents
_LABEL = 3  # words before a colon that say what is counted
_APART = 2  # sentences between the share and the things
_YEARS = range(1900, 2100)
_ROUNDED = 0.02  # of so many, by which a share told in per cent misses them
_ONE_IN = ("one_in", "ratio")


def contacts_of_share(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with such contacts; as they are where a number of contacts is told, or nothing is counted."""
    shares = [f for f in scene.facts if f.kind == "percent" and _one_in(scene, f)]
    if len(shares) != 1 or not 0 < middle(shares[0].value) < _ALL:
        return list(changes)
    share, span = shares[0], scene.span(shares[0])
    sentence = scene.sentence_of(span.first)
    aside = {at for one in asides(scene) for at in range(one.first, one.last + 1)}
    gets_in_touch = scene.has(sentence, "contact", "writes") or bool(scene.channels_within(sentence))
    things = _things(scene, sentence)
    channels = {c for c, _ in scene.channels_within(sentence)} or {c for c, _ in scene.channels}
    if len(things) != 1 or not gets_in_touch or span.first in aside or len(channels) > 1:
        return list(changes)
    base = things[0]
    per = base.value.get("per") if base.kind == "volume" else _period(scene, sentence, base)
    part = middle(share.value) / _ALL
    if share.unit in _ONE_IN and abs(1 / part - round(1 / part)) < _ROUNDED:
        part = 1 / round(1 / part)  # "every third" is a third, and not 33.33 %
    value = tidy(middle(base.value) * part * per_month(per, known_coverage(brief, list(changes))))
    others = [c for c in changes if c.path.endswith("contacts_per_month") and c.start not in (base.start, share.start)]
    if others:
        return list(changes)
    named = next(iter(channels), None)
    own = f"channels.{named}" if named else ""
    path = f"{own}.contacts_per_month" if own else "contacts_per_month"
    kept = [c for c in changes if not c.path.endswith("contacts_per_month") and not (c.path == own and c.value == {})]
    return [*kept, Change("set", path, value, share.start, share.end, share.text)]


def _one_in(scene: TextScene, fact: Fact) -> bool:
    """ "Every fourth", "one in a hundred", "one buyer in twelve": no percentage, no half."""
    if fact.unit in _ONE_IN:
        return True
    span = scene.span(fact)
    inside = scene.words[span.first : span.last + 1]
    return fact.unit is None and len(inside) > 2 and any(w.lower in listed("out_of_so_many") for w in inside)


def _things(scene: TextScene, sentence: Span) -> list[Fact]:
    """What is counted near a share: anything but contacts, people who work, money and time."""
    first = scene.sentences_before(sentence, _APART)[-1].first
    last = sentence.last
    for _ in range(_APART):
        last = scene.sentence_of(min(last + 2, len(scene.words) - 1)).last
    found = []
    for fact in scene.facts_within(Span(first, last)):
        if fact.kind not in ("number", "volume") or fact.unit or middle(fact.value) < _FEWEST:
            continue
        if fact.kind == "volume" and fact.value.get("per") not in TIME_UNITS:
            continue
        if fact.kind == "number" and fact.text.isdecimal() and middle(fact.value) in _YEARS:
            continue
        head, _ = scene.head(fact)
        people = head is not None and head.family == "agent" and middle(fact.value) < _NO_TEAM
        if not people and (head is None or head.family != "contact") and not _labelled(scene, fact):
            found.append(fact)
    return found


def _labelled(scene: TextScene, fact: Fact) -> bool:
    """ "Calls received: 2,880 a week": contacts by the words before a colon."""
    first = scene.span(fact).first
    label = Span(max(0, first - 1 - _LABEL), first - 2)
    return bool(first) and scene.words[first - 1].text == ":" and scene.has(label, "contact")


def _period(scene: TextScene, sentence: Span, base: Fact) -> str:
    """The time named with the share or with the things, "6,000 seats monthly"; a month where none is."""
    for part in (sentence, scene.sentence_of(scene.span(base).first)):
        forms = (form for word in scene.words[part.first : part.last + 1] for form in sorted(word.forms))
        if named := next((period_forms()[form] for form in forms if form in period_forms()), None):
            return str(named)
    return "month"
