"""Whether a message keeps or drops the what-if that is open."""

from __future__ import annotations

from typing import Any

from assistant.builtin.decided_parts import SETS_SIDE_BY_SIDE, answered_first, parts_decided
from assistant.builtin.talk import Talk
from assistant.builtin.values_named import renderings
from assistant.reading.in_brief import value_at
from assistant.reading.orders_alone import STAYS
from assistant.reading.result import Act, Change
from assistant.reading.supposed_again import ANOTHER
from assistant.reading.supposed_taken_back import TURNED_DOWN


def decision_of(talk: Talk) -> bool | None:
    """Whether the message keeps (True) or drops (False) the what-if that is open; None if it does neither.

    What is kept in part is dropped as a whole, and the part is told anew (`parts_kept`); so is what is kept with
    another value.
    """
    if not talk.situation.get("pending_before"):
        return None
    if parts_kept(talk) or any(act.detail.get(ANOTHER) for act in talk.reading.acts):
        return False
    if talk.reading.what_if or any(a.kind == "what_if" and a.detail.get("automation") for a in talk.reading.acts):
        return _agreed_first(talk)
    if any(act.detail.get(TURNED_DOWN) for act in talk.reading.acts):
        return False
    if _keeps_left_out(talk):
        return False  # "no, keep the chat" of a supposition without it
    if (first := answered_first(talk)) is not None and not parts_decided(talk).kept:
        return first
    if "yes" in talk.acts and _said_itself(talk):
        return True  # "yes, take the phone away" of a supposition without it
    if (named := _named(talk)) is not None:
        return named
    if (said := _said_itself(talk)) is not None:
        return said  # "ok, drop the Italian then" of a supposition without it
    if talk.acts & {"drop", "undo"}:
        return False
    if not talk.acts & {"keep", "yes", "no"}:
        return None
    told = _told_otherwise(talk)
    if "old" in told or (told and "yes" not in talk.acts):
        return False  # "keep 24/7" of a supposed day shift, "we take Armenia" of a supposed Georgia
    return bool(talk.acts & {"keep", "yes"})


def _keeps_left_out(talk: Talk) -> bool:
    """Whether a message orders to keep a channel that the supposition leaves out."""
    stays = [path for act in talk.reading.acts for path in act.detail.get(STAYS, ())]
    supposed = supposed_before(talk)
    return any(path in supposed and supposed[path] is None for path in stays)


def _said_itself(talk: Talk) -> bool | None:
    """Whether a message without a question tells just what is supposed, and nothing else."""
    changes = [c for c in talk.reading.changes if c.op == "set"]
    if not changes or talk.acts & SETS_SIDE_BY_SIDE or talk.text.rstrip().endswith("?"):
        return None
    supposed = supposed_before(talk)
    same = [c for c in changes if c.path in supposed and _alike(c.value, supposed[c.path])]
    if talk.acts & {"drop", "no"} and "keep" not in talk.acts and not any(_gives_up(talk, c) for c in same):
        return False if same else None  # "forget French" of a supposition with it
    return True if len(same) == len(talk.reading.changes) else None


def _gives_up(talk: Talk, change: Change) -> bool:
    """Whether a change leaves something out of a list that was known."""
    known = value_at(talk.situation.get("brief_before") or {}, change.path)
    return isinstance(known, list) and isinstance(change.value, list) and len(change.value) < len(known)


def _alike(one: Any, other: Any) -> bool:
    if isinstance(one, list) and isinstance(other, list):
        return sorted(map(str, one)) == sorted(map(str, other))
    return bool(one == other)


def parts_kept(talk: Talk) -> list[dict[str, Any]]:
    """The changes of a supposition that a message keeps while it drops the others.

    "Keep Estonia, and Swedish stays", "take the Philippines, forget the bot", "yes, but not the late hours".
    """
    decided = parts_decided(talk)
    agreed = bool(talk.acts & {"yes", "keep"}) and "no" not in talk.acts
    kept = decided.kept if decided.kept or not agreed else decided.unnamed
    return _joined([change for part in kept for change in part.changes]) if kept and decided.dropped else []


def _joined(changes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The changes with those that each add an item to one list as one change."""
    found: dict[str, dict[str, Any]] = {}
    for change in changes:
        before = found.get(change["path"])
        if before and isinstance(before["value"], list) and isinstance(change["value"], list):
            change = {**change, "value": list(dict.fromkeys([*before["value"], *change["value"]]))}
        found[change["path"]] = change
    return list(found.values())


def names_value(talk: Talk, change: dict[str, Any]) -> bool:
    """Whether a change is made of words that only say which part of a supposition is kept or dropped: "keep the 20"."""
    supposed, before = supposed_before(talk).get(change["path"]), talk.situation.get("brief_before") or {}
    if isinstance(supposed, list) and isinstance(change["value"], list):
        known = value_at(before, change["path"]) or []
        if set(change["value"]) == {*supposed, *known} and parts_decided(talk).places:
            return True  # "I like Albania. Italy is too dear" wants no two countries
        if set(supposed) < set(change["value"]) < set(known):
            return False  # "Italian goes, French stays" of a supposition without both
    if _third_value(talk, change, supposed):
        return False  # "keep the chats, days stay 5" of seven supposed and none known
    if change["path"] in ("provider_countries", "location") and value_at(before, change["path"]) is None:
        return False  # "Mexico it stays", "local only" of a case at home that named no provider's place
    read = next((c for c in talk.reading.changes if c.path == change["path"]), None)
    places = parts_decided(talk).places
    return read is not None and any(read.start < end and start < max(read.end, read.start + 1) for start, end in places)


def _third_value(talk: Talk, change: dict[str, Any], supposed: Any) -> bool:
    """Whether a change tells another value of a field supposed than any that was supposed or known."""
    known = value_at(talk.situation.get("brief_before") or {}, change["path"], None)
    if supposed is None or known is not None or (talk.situation.get("pending_before") or {}).get("bot"):
        return False
    every = {said for path, value in supposed_before(talk).items() for said in renderings(path, value)}
    return not renderings(change["path"], change["value"]) & every


def only_decides(talk: Talk, said: Act | Change) -> bool:
    """Whether what looks supposed or asked only says which parts are kept: "calls as they were, mails can double"."""
    return bool(parts_kept(talk)) and any(
        said.start < end and start < said.end for start, end in parts_decided(talk).places
    )


def _named(talk: Talk) -> bool | None:
    """Whether a message keeps (True) or drops (False) what it names of the supposition, and names nothing else."""
    decided = parts_decided(talk)
    if decided.dropped:
        return False
    left_out = all(change.get("value") is None for part in decided.kept for change in part.changes)
    return "no" not in talk.acts or left_out if decided.kept else None  # "no phone any more" of one without it


def _agreed_first(talk: Talk) -> bool | None:
    """ "Yes, keep it. And what if …?": the answer to one supposition, before the next begins."""
    next_one = min((act.start for act in talk.reading.acts if act.kind == "what_if"), default=0)
    said = {act.kind for act in talk.reading.acts if act.end <= next_one}
    if said & {"drop", "undo", "no"}:
        return False
    return True if said & {"keep", "yes"} else None


def supposed_before(talk: Talk) -> dict[str, Any]:
    """What the open what-if sets, by the paths of the fields."""
    pending = talk.situation.get("pending_before") or {}
    return {change["path"]: change.get("value") for change in pending.get("changes", ())}


def _told_otherwise(talk: Talk) -> set[str]:
    """How a message that decides on a what-if sets the same fields: as they were ("old"), or in a third way ("new")."""
    supposed, before = supposed_before(talk), talk.situation.get("brief_before") or {}
    told = [c for c in talk.reading.changes if c.op == "set" and c.path in supposed and c.value != supposed[c.path]]
    return {"old" if change.value == value_at(before, change.path) else "new" for change in told}
