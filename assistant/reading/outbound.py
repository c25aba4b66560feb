"""Calls that go out, told apart from those that come in: "12,000 inbound and 3,000 outbound calls".

An estimate is of contacts that come in: nobody waits in a queue for a call that is made.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.coverage import known_coverage
from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed
from assistant.reading.workload import per_month, tidy

_PHONE = "channels.phone.contacts_per_month"
_LEAD = 5  # words between "outbound" and its number
_SAME = 0.02  # between two volumes that are one
_SIGNS = frozenset({",", ";", ".", "!", "?", "\n"})


def outbound_told(scene: TextScene) -> list[Fact]:
    """The numbers of calls that go out."""
    return [
        f for f in scene.facts if f.kind in ("number", "volume") and not f.unit and _led(scene, f, "outbound_words")
    ]


def without_outbound(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with the calls that go out taken from those that come in, where both are told."""
    out = outbound_told(scene)
    volume = next((c for c in changes if c.op == "set" and c.path in (_PHONE, "contacts_per_month")), None)
    if not out or volume is None or not isinstance(volume.value, int | float):
        return list(changes)
    coverage = known_coverage(brief, list(changes))
    others = [f for f in scene.facts if f.kind in ("number", "volume") and not f.unit and f not in out]
    periods = [p for f in (*out, *others) if (p := _per(f))]
    common = periods[0] if periods else None

    def monthly(fact: Fact) -> float:
        return middle(fact.value) * per_month(_per(fact) or common, coverage)

    gone = sum(monthly(f) for f in out)
    left = next((v for f in others if (v := _left(scene, f, monthly(f), gone, float(volume.value))) is not None), None)
    if left is None or left <= 0:
        return list(changes)
    path = _PHONE if volume.path == "contacts_per_month" and not _beside_phone(scene) else volume.path
    mended = replace(volume, path=path, value=tidy(left), detail={})
    kept = [mended if c is volume else c for c in changes]
    return [c for c in kept if not (c.path == "channels.phone" and path == _PHONE)]


def _beside_phone(scene: TextScene) -> bool:
    """Whether channels besides the phone are named."""
    return any(channel != "phone" for channel, _ in scene.channels)


def _left(scene: TextScene, fact: Fact, told: float, gone: float, volume: float) -> float | None:
    """What comes in by one number told beside those that go out; None where it says nothing of it."""
    if _same(volume, told + gone) or (_same(volume, gone) and _led(scene, fact, "inbound_words")):
        return told
    if _same(volume, told) and told > gone and _of_which(scene, fact):
        return told - gone
    return None


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= _SAME * max(one, other)


def _of_which(scene: TextScene, fact: Fact) -> bool:
    """ "12,000 calls, of which 3,000 are outbound"."""
    span = scene.span(fact)
    after = Span(span.last + 1, min(len(scene.words) - 1, span.last + _LEAD + 2))
    return after.first <= after.last and scene.has(after, "of_which", "of_them")


def _led(scene: TextScene, fact: Fact, section: str) -> bool:
    """One of the words stands in what a number counts: in it, behind it, or before it in the same phrase."""
    span, words = scene.span(fact), scene.words
    known = listed(section)
    if any({w.lower, *w.forms} & known for w in words[span.first : span.last + 1]):
        return True
    after = span.last + 1
    if after < len(words) and ({words[after].lower, *words[after].forms} & known):
        return True
    for at in range(span.first - 1, max(-1, span.first - 1 - _LEAD), -1):
        if words[at].text in _SIGNS or scene.kind_at(at) in ("number", "volume", "duration", "money", "percent"):
            return False
        if {words[at].lower, *words[at].forms} & known:
            return True
    return False


def _per(fact: Fact) -> str | None:
    return str(fact.value["per"]) if isinstance(fact.value, dict) and fact.value.get("per") else fact.per
