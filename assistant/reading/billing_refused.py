"""A way of paying that is said not to be wanted: "I don't want to pay per contact", «поминутная нам не подходит».

It is chosen by nobody, whatever the judge of billing hears, and the other ways are what such a message wants to see.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assistant.reading.billing import billing_units, refused_units
from assistant.reading.in_brief import volumes_in
from assistant.reading.quotes import QUOTE_UNITS
from assistant.reading.result import Act, Change
from assistant.reading.scene import TextScene
from assistant.reading.team_supposed import Supposed
from assistant.reading.word_lists import first_person

_MODEL = "pricing_model"
_ALL = tuple(dict.fromkeys(unit for unit in QUOTE_UNITS.values() if unit != "per_month"))
_REPLACED = frozenset({"ask", "state", "negate", "no", "estimate", "why_expensive", "compare"})
_LONGEST = 14  # words of a message that refuses a way of paying and wants nothing else


def with_billing_refused(scene: TextScene, known: Mapping[str, Any], read: Supposed) -> Supposed:
    """The message without a way of paying that it refuses, asking what the others come to."""
    refused = [str(mention.value) for mention in refused_units(scene)]
    if not refused or billing_units(scene) or scene.text.rstrip().endswith("?") or _of_an_offer(scene, known):
        return read
    stated = tuple(c for c in read.stated if not (c.path == _MODEL and c.op == "set" and c.value in refused))
    gone = known.get(_MODEL) in refused and not any(c.path == _MODEL for c in stated)
    if gone:
        stated = (*stated, Change("remove", _MODEL))
    others = [m for m in scene.labels if m.family in ("unit", "pricing") and m.value not in refused]
    if len({mention.value for mention in others}) == 1 and not any(c.path == _MODEL for c in read.stated):
        other = others[0]  # "not per contact, per hour"
        start, end = scene.words[other.first].start, scene.words[other.last].end
        taken = Change("set", _MODEL, str(other.value), start, end, scene.text[start:end])
        acts = tuple(act for act in read.acts if act.kind not in _REPLACED)
        return replace(read, stated=(*(c for c in stated if c.path != _MODEL), taken), acts=acts)
    alone = not [c for c in stated if c.path != _MODEL] and sum(word.is_word for word in scene.words) <= _LONGEST
    if not alone or read.supposed or not volumes_in(known):
        return replace(read, stated=stated)
    detail = {"figures": ["billing"], "own": True, "models": [m for m in _ALL if m not in refused], "refused": refused}
    kept = tuple(act for act in read.acts if act.kind not in _REPLACED)
    return replace(read, stated=stated, acts=(*kept, Act("ask", scene.words[0].start, scene.words[-1].end, detail)))


def _of_an_offer(scene: TextScene, known: Mapping[str, Any]) -> bool:
    """ "Vendor A is per hour, not per agent": the unit of a known offer is put right, and the buyer chooses nothing."""
    return bool(known.get("quotes")) and not any(word.lower in first_person() for word in scene.words)
