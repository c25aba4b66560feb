"""Whether a message keeps or drops the what-if that is open."""

from __future__ import annotations

from typing import Any

from assistant.builtin.talk import Talk
from assistant.reading.in_brief import value_at

SETS_SIDE_BY_SIDE = frozenset({"ask", "compare", "what_if", "estimate"})
_SHORT = 8  # words of an answer that names the value to keep


def decision_of(talk: Talk) -> bool | None:
    """Whether the message keeps (True) or drops (False) the what-if that is open; None if it does neither."""
    if not talk.situation.get("pending_before"):
        return None
    if talk.reading.what_if or any(a.kind == "what_if" and a.detail.get("automation") for a in talk.reading.acts):
        return _agreed_first(talk)
    if talk.acts & {"drop", "undo"}:
        return False
    if (named := _value_named(talk)) is not None:
        return named and "no" not in talk.acts
    if not talk.acts & {"keep", "yes", "no"}:
        return None
    told = _told_otherwise(talk)
    if "old" in told or (told and "yes" not in talk.acts):
        return False  # "keep 24/7" of a supposed day shift, "we take Armenia" of a supposed Georgia
    return bool(talk.acts & {"keep", "yes"})


def _agreed_first(talk: Talk) -> bool | None:
    """ "Yes, keep it. And what if …?": the answer to one supposition, before the next begins."""
    next_one = min((act.start for act in talk.reading.acts if act.kind == "what_if"), default=0)
    said = {act.kind for act in talk.reading.acts if act.end <= next_one}
    if said & {"drop", "undo", "no"}:
        return False
    return True if said & {"keep", "yes"} else None


def _value_named(talk: Talk) -> bool | None:
    """Whether a short answer names the value that is supposed (True) or the one that is known (False): "leave it at
    1,800", "Mexico it stays", "keep all three"; None where it names neither or asks for something.
    """
    if talk.acts & SETS_SIDE_BY_SIDE or talk.text.rstrip().endswith("?") or len(talk.text.split()) > _SHORT:
        return None
    said = {_plain(fact.value) for fact in talk.reading.facts}
    before, known, supposed = talk.situation.get("brief_before") or {}, set(), set()
    for path, value in supposed_before(talk).items():
        now = value_at(before, path)
        if path == "provider_countries" and not now:
            now = [before.get("home_country")]  # the provider is taken to be at home
        known |= _values(now)
        supposed |= _values(value)
    if bot := (talk.situation.get("pending_before") or {}).get("bot"):
        supposed |= {_plain(bot["share_percent"])} - {None}  # "keep the 20" of a bot for 20%
    if said & (known - supposed):
        return False
    return True if said & (supposed - known) else None


def _values(value: Any) -> set[Any]:
    """What a value of the brief may be named by: itself, or the items of a list and how many there are."""
    return {*map(_plain, value), float(len(value))} if isinstance(value, list) else {_plain(value)} - {None}


def _plain(value: Any) -> Any:
    """A number or a word that can be compared; None for anything else."""
    amount = value.get("value") if isinstance(value, dict) else value
    return float(amount) if isinstance(amount, int | float) else amount if isinstance(amount, str) else None


def supposed_before(talk: Talk) -> dict[str, Any]:
    """What the open what-if sets, by the paths of the fields."""
    pending = talk.situation.get("pending_before") or {}
    return {change["path"]: change.get("value") for change in pending.get("changes", ())}


def _told_otherwise(talk: Talk) -> set[str]:
    """How a message that decides on a what-if sets the same fields: as they were ("old"), or in a third way ("new")."""
    supposed, before = supposed_before(talk), talk.situation.get("brief_before") or {}
    told = [c for c in talk.reading.changes if c.op == "set" and c.path in supposed and c.value != supposed[c.path]]
    return {"old" if change.value == value_at(before, change.path) else "new" for change in told}
