"""The question that ends a reply: what is asked, why it matters, and how to pass it by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.builtin.own_figures import priceable
from assistant.builtin.prose import Prose
from assistant.builtin.talk import Talk
from assistant.phrases import Phrases
from assistant.questions import first_open
from assistant.reading.in_brief import value_at, volumes_in

KEEP = "yes_no:keep"
_TAIL_EVERY = 3
# Fields of which there is an average to go by; of the others a question is only passed by.
_AVERAGED = ("aht_seconds", "coverage", "peak_factor", "support_level", "growth_percent")
_BETWEEN_FORMS = 2  # replies to questions of knowledge between two questions about the person's case


def question_of(talk: Talk) -> tuple[str, dict[str, Any]] | None:
    """The one question of the reply and the field it is about; None when there is nothing to ask."""
    for asked in (_conflict(talk), _ambiguity(talk), _keep(talk), _missing(talk)):
        if asked:
            return asked
    if _waits(talk):
        again = talk.asked_field != KEEP  # once is enough
        return (talk.say("ask.take_in_still"), {"field": KEEP}) if again else None
    return None if _reads_up(talk) else _next(talk)


def _reads_up(talk: Talk) -> bool:
    """Whether the person only asks about the subject, and was asked about a case before: who reads up on outsourcing is
    offered a calculation once, and answers no form at the end of every reply.
    """
    if priceable(talk.known) or talk.estimate or talk.results.get("note_facts"):
        return False
    if not talk.results.get("search_knowledge"):
        return False
    return any(reply.rsplit("\n\n", 1)[-1].startswith("**") for reply in talk.earlier)


def _waits(talk: Talk) -> bool:
    """Whether what the documents state waits for a word, and this turn has changed nothing."""
    return bool((talk.situation.get("what_if_pending") or {}).get("of_documents")) and not priceable(talk.known)


def _conflict(talk: Talk) -> tuple[str, dict[str, Any]] | None:
    for result in talk.results.get("note_facts", []):
        for conflict in result.get("conflicts", []):
            prose = Prose(talk.language)
            values = [prose.value(conflict["path"], value) for value in conflict["values"]]
            text = talk.say("ask.conflict", values=prose.joined(values, f" {talk.words.say('or')} "))
            return text, {"field": conflict["path"], "options": conflict["values"]}
    return None


def asks_which(talk: Talk) -> bool:
    """Whether the question of the reply is which of two things the message means: it is the whole of the reply."""
    return _conflict(talk) is None and _ambiguity(talk) is not None


def _ambiguity(talk: Talk) -> tuple[str, dict[str, Any]] | None:
    if talk.command or talk.one("decide_what_if"):
        return None
    prose = Prose(talk.language)
    for doubt in talk.reading.ambiguities:
        if len(doubt.options) < 2:
            continue
        meanings = [_meaning(prose, label, changes) for label, changes in doubt.options]
        if len(set(meanings)) < 2:
            continue
        said = talk.text[doubt.start : doubt.end].strip()
        text = talk.say("ask.ambiguity", said=said, meanings=prose.joined(meanings, f" {talk.words.say('or')} "))
        return text, {"field": doubt.path, "options": [label for label, _ in doubt.options]}
    return None


def _meaning(prose: Prose, label: str, changes: Sequence[Any]) -> str:
    key = f"meaning.{label}"
    if key in prose.words:
        return prose.words.say(key)
    return prose.joined(
        [
            prose.fact(change.path, change.value) if change.value is not None else field_name(prose, change.path)
            for change in changes
        ]
    )


def _keep(talk: Talk) -> tuple[str, dict[str, Any]] | None:
    if (talk.one("read_documents") or {}).get("applied"):
        return talk.say("ask.take_in"), {"field": KEEP}
    result = talk.one("compare") or {}
    if result.get("comparison") and result.get("applied"):
        return talk.say("ask.keep"), {"field": KEEP}
    if talk.one("price_with_bot") and (talk.situation.get("what_if_pending") or {}).get("bot"):
        return talk.say("ask.keep"), {"field": KEEP}
    return None


def asked_again(talk: Talk) -> tuple[str, dict[str, Any]] | None:
    """The open question once more, where a bare "yes" does not say which: "does it have to be here, or further?"."""
    field = talk.asked_field
    if not field or talk.acts != {"yes"} or field.startswith("yes_no") or talk.reading.changes or talk.reading.what_if:
        return None
    key = question_key(talk.words, field)
    if key is None:
        return None
    ask = ask_of(talk.words, key, field)
    return talk.words.say("yes_to_what", ask=ask), {
        "field": field,
        "options": list(talk.situation["last_question"].get("options", ())),
    }


def _missing(talk: Talk) -> tuple[str, dict[str, Any]] | None:
    """The volume of the channel a supposition multiplies though the brief has none of it."""
    field = f"channels.{talk.missing[0]}.contacts_per_month" if talk.missing else ""
    return (question_text(talk, field), {"field": field}) if field else None


def _next(talk: Talk) -> tuple[str, dict[str, Any]] | None:
    closed = {*talk.situation.get("asked", ()), *talk.situation.get("declined", ())}
    if (added := _added_without_volume(talk)) and added not in closed:
        return question_text(talk, added), {"field": added}
    if _pay_of_unknown_people(talk) and "in_house.agents" not in closed:
        return question_text(talk, "in_house.agents"), {"field": "in_house.agents"}
    needed = (talk.one("estimate_cost") or talk.one("compare") or talk.one("check_quotes") or {}).get("need")
    candidates = list(needed or (talk.estimate or {}).get("next_questions", ())) or _standing(talk)
    known = dict(talk.known)
    while (field := first_open(candidates, closed, known)) is not None:
        if question_key(talk.words, field):
            return question_text(talk, field), {"field": field}
        closed.add(field)
    if not talk.estimate and not priceable(talk.known):
        # Without a workload there is no estimate, so this one may come again, in other words.
        return talk.say("question.contacts_per_month.again"), {"field": "contacts_per_month"}
    return None


def _pay_of_unknown_people(talk: Talk) -> bool:
    """Whether this turn tells what the own people earn and nobody has said how many they are."""
    told = talk.known.get("in_house") or {}
    new = any(c.path.startswith("in_house.") and c.op == "set" for c in talk.reading.changes)
    return bool(new and talk.one("note_facts") and told and "agents" not in told)


def _added_without_volume(talk: Talk) -> str:
    """The volume of a channel that this turn has put beside one whose volume is known."""
    if not talk.one("note_facts") or not volumes_in(talk.known):
        return ""
    added = [c.path.split(".")[1] for c in talk.reading.changes if c.path.startswith("channels.") and c.value == {}]
    empty = [name for name in added if value_at(talk.known, f"channels.{name}", None) == {}]
    total = talk.known.get("contacts_per_month") is not None
    return f"channels.{empty[0]}.contacts_per_month" if len(set(empty)) == 1 and not total else ""


def _standing(talk: Talk) -> list[str]:
    """What is open when the turn computed nothing: the next question of the estimate there is, or the workload."""
    if talk.one("start_over") is None and (field := talk.situation.get("next_question")):
        return [field]
    priced = talk.situation.get("estimated") and talk.one("start_over") is None
    return [] if priced else ["contacts_per_month", "channels", "agents"]


def question_key(words: Any, field: str) -> str | None:
    """The phrase a field is asked with: its own, or that of its kind ("channels.*.aht_seconds")."""
    parts = field.split(".")
    wild = ".".join(
        "any" if index == 1 and parts[0] in ("channels", "service_level") else part for index, part in enumerate(parts)
    )
    return next((f"question.{name}" for name in (field, wild) if f"question.{name}.ask" in words), None)


def ask_of(words: Phrases, key: str, field: str) -> str:
    """The question of a field by its key, with the channel it is about: "a call", "calls"."""
    part = field.split(".")[1] if "." in field else ""
    named = {name: f"{kind}.{part}" for name, kind in (("channel", "channel_of"), ("many", "many_of"))}
    return words.say(f"{key}.ask", **{name: words.say(at) if at in words else "" for name, at in named.items()})


def question_text(talk: Talk, field: str) -> str:
    """A field's question, why it is asked and what happens if it is passed by."""
    key = question_key(talk.words, field)
    parts = field.split(".")
    named = len(parts) > 1 and parts[0] in ("channels", "service_level")
    channel = talk.words.say(f"channel_of.{parts[1]}") if named else ""
    ask = ask_of(talk.words, str(key), field)
    why = talk.words.say(f"{key}.why", channel=channel)
    # That a question may be passed by is said now and then: at the end of every reply it is noise.
    kind = "skip" if field.endswith(_AVERAGED) or field.startswith("service_level") else "skip_plain"
    tail = "" if talk.turn_number % _TAIL_EVERY else " " + talk.words.say(kind, talk.turn_number // _TAIL_EVERY)
    return f"**{ask}** {why}{tail}"


def field_name(prose: Prose, path: str) -> str:
    """What a field of the brief is called."""
    parts = path.split(".")
    if parts[0] in ("channels", "service_level") and len(parts) > 1:
        kind = parts[2] if len(parts) > 2 and f"field.of_channel.{parts[2]}" in prose.words else parts[0]
        return prose.words.say(f"field.of_channel.{kind}", channel=prose.words.say(f"channel.{parts[1]}"))
    for name in (path, parts[0]):
        if f"field.{name}" in prose.words:
            return prose.words.say(f"field.{name}")
    return path


def wanted(result: Mapping[str, Any] | None) -> bool:
    """Whether a result says that more must be known."""
    return bool(result and result.get("need"))
