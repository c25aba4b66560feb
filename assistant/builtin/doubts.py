"""Volumes hardly anybody means: fewer than ten contacts a month, or a correction many times up or down.

They are taken as they were told, and the reply asks whether they are right, before anyone rests on the figure.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.builtin.prose import Prose
from assistant.builtin.talk import Talk
from assistant.reading.in_brief import volumes_in

_VOLUME = "contacts_per_month"
_FEWEST = 10  # contacts a month, below which a price is rarely asked
_TIMES = 5.0  # up or down, beyond which a correction is more likely a slip


def doubted_volume(talk: Talk) -> str:
    """A question about a volume told in this message that is hardly meant; nothing where there is none."""
    if talk.command or talk.one("note_facts") is None:
        return ""
    before = _volumes(talk.situation.get("brief_before") or {})
    told = [c for c in talk.reading.changes if c.op == "set" and c.path.endswith(_VOLUME) and "share" not in c.detail]
    said = any(fact.per for fact in talk.reading.facts if fact.kind == "volume")
    prose = Prose(talk.language)
    for change in told:
        new, old = float(change.value or 0), before.get(change.path)
        if old and not (1 / _TIMES <= new / old <= _TIMES) and not said:
            return talk.words.say("doubt.changed", new=round(new), old=prose.number(round(old)))
    after = sum(_volumes(talk.known).values())
    if told and not before and 0 < after < _FEWEST:
        return talk.words.say("doubt.few", new=round(after))
    return ""


def _volumes(brief: Mapping[str, Any]) -> dict[str, float]:
    return {path: float(volume) for path, volume in volumes_in(brief).items()}
