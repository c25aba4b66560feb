"""Whether a message keeps or drops the what-if that is open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.builtin.talk import Talk
from assistant.reading.in_brief import value_at
from assistant.reading.result import Change
from assistant.reading.scene import Span, look
from assistant.reading.word_lists import listed
from assistant.reading.words import words

SETS_SIDE_BY_SIDE = frozenset({"ask", "compare", "what_if", "estimate"})
_SHORT = 8  # words of an answer that names the value to keep


def decision_of(talk: Talk) -> bool | None:
    """Whether the message keeps (True) or drops (False) the what-if that is open; None if it does neither.

    What is kept in part is dropped as a whole, and the part is told anew (`parts_kept`).
    """
    if not talk.situation.get("pending_before"):
        return None
    if talk.reading.what_if or any(a.kind == "what_if" and a.detail.get("automation") for a in talk.reading.acts):
        return _agreed_first(talk)
    if parts_kept(talk):
        return False
    if (said := _said_itself(talk)) is not None:
        return said  # "ok, drop the Italian then" of a supposition without it
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
    """The changes of a supposition that a message keeps while it names the known value of the others.

    "Keep Estonia, and Swedish stays", "take the Philippines, forget the bot".
    """
    pending = talk.situation.get("pending_before") or {}
    changes = [dict(change) for change in pending.get("changes", ())]
    if len(changes) < 2 or talk.text.rstrip().endswith("?") or talk.acts & SETS_SIDE_BY_SIDE:
        return []
    said, before = _said(talk), talk.situation.get("brief_before") or {}
    refused, told = _refused_values(talk), {(c.path, str(c.value)) for c in talk.reading.changes}
    kept, dropped = [], []
    for change in changes:
        known, supposed = _values(_known(before, change["path"])), _values(change.get("value"))
        if refused & (supposed - known):
            dropped.append(change)  # «белорусов не надо, а будни оставь»
        elif said & (supposed - known) or (change["path"], str(change.get("value"))) in told:
            kept.append(change)
        elif said & (known - supposed) or (_refuses_bot(talk) and str(change["path"]).endswith("contacts_per_month")):
            dropped.append(change)
    return kept if kept and dropped else []


def _refused_values(talk: Talk) -> set[Any]:
    """Countries and languages that a message names in a clause that turns them down."""
    scene = look(talk.text, talk.reading.language)
    found = set()
    for fact in (f for f in scene.facts if f.kind in ("country", "language")):
        first = last = scene.span(fact).first
        while first > 0 and scene.words[first - 1].is_word:
            first -= 1
        while last + 1 < len(scene.words) and scene.words[last + 1].is_word:
            last += 1
        clause = Span(first, last)
        without = any(scene.words[at].lower in listed("without_words") for at in range(first, last + 1))
        if without or scene.has(clause, "decline", "negation", "forget"):
            found.add(_plain(fact.value))
    return found - {None}


def _refuses_bot(talk: Talk) -> bool:
    pending = talk.situation.get("pending_before") or {}
    said = {form for word in words(talk.text) for form in (word.lower, *word.forms)}
    return bool(pending.get("bot")) and bool(talk.acts & {"drop", "no"}) and bool(said & listed("bot_names"))


def names_value(talk: Talk, change: dict[str, Any]) -> bool:
    """Whether a change is made of a number that only says which supposition is kept or dropped: "keep the 20"."""
    if talk.acts & SETS_SIDE_BY_SIDE or _value_named(talk) is None:
        return False
    read = next((c for c in talk.reading.changes if c.path == change["path"]), None)
    values = {_plain(f.value) for f in talk.reading.facts if read and f.start < read.end and read.start < f.end}
    return change["path"] not in supposed_before(talk) and bool(values & _named_values(talk))


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
    said = _said(talk)
    before, known, supposed = talk.situation.get("brief_before") or {}, set(), _share_of_bot(talk)
    for path, value in supposed_before(talk).items():
        known |= _values(_known(before, path))
        supposed |= _values(value)
    if said & (known - supposed):
        return False
    return True if said & (supposed - known) else None


def _named_values(talk: Talk) -> set[Any]:
    """The values of the open supposition and those known in their place."""
    before, found = talk.situation.get("brief_before") or {}, _share_of_bot(talk)
    for path, value in supposed_before(talk).items():
        found |= _values(value) | _values(_known(before, path))
    return found


def _share_of_bot(talk: Talk) -> set[Any]:
    """The share of the bot supposed, in per cent: "keep the 20"."""
    bot = (talk.situation.get("pending_before") or {}).get("bot") or {}
    return {_plain(bot.get("share_percent"))} - {None}


def _known(before: Mapping[str, Any], path: str) -> Any:
    value = value_at(before, path)
    # The provider is taken to be at home.
    return [before.get("home_country")] if path == "provider_countries" and not value else value


def _said(talk: Talk) -> set[Any]:
    """The values a message names, as they can be compared; "both" is two."""
    said = {_plain(fact.value) for fact in talk.reading.facts} - {None}
    both = any(word.lower in listed("both_words") for word in words(talk.text))
    return {*said, 2.0} if both else said


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
