"""A supposition put once more with another value: "suppose the bot takes 40%", and then "and if it only manages 20%?".

The value is put in the place of the one supposed before, and the supposition is read again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.acts import Acts
from assistant.reading.facts import Fact
from assistant.reading.in_brief import value_at, volumes_in
from assistant.reading.pieces import pieces
from assistant.reading.result import Act, Change
from assistant.reading.reworded import Reread, Told
from assistant.reading.roles import middle
from assistant.reading.scene import TextScene, look
from assistant.reading.word_lists import listed, turns
from assistant.reading.workload import tidy

_AMOUNTS = frozenset({"number", "percent", "volume", "duration", "money", "time_range"})
_NAMES = frozenset({"country", "language", "days"})
_FEW = 10  # words of a message that only puts another value
_ALL = 100.0  # per cent
_NOT = frozenset({"how_to", "why_word", "generic_price", "quotes", "explain_line", "dont_know"})


def supposed_again(
    scene: TextScene, acts: Acts, brief: Mapping[str, Any], earlier: Sequence[Told], reread: Reread
) -> tuple[tuple[Change, ...], tuple[Act, ...]] | None:
    """What the last supposition comes to with the one value of a short message, and the acts of it."""
    if not earlier or not volumes_in(brief) or not _puts_a_value(scene, acts):
        return None
    before = reread(earlier[0])
    if before.changes or not before.has("what_if"):
        return None
    facts = [f for f in scene.facts if f.kind in _AMOUNTS | _NAMES]
    edited = _with_value(scene, facts[0], earlier[0])
    start, end = scene.words[0].start, scene.words[-1].end
    if edited is None:
        scaled = _scaled(scene, facts[0], before.what_if, brief)
        return (scaled, (Act("what_if", start, end),)) if scaled else None
    again = reread(replace(edited, brief=brief))
    details = [act.detail for act in again.acts if act.kind == "what_if"]
    if again.changes or not details or not (again.what_if or any("automation" in each for each in details)):
        return None
    return tuple(replace(c, start=start, end=end) for c in again.what_if), (
        Act("what_if", start, end, {**details[0], "again": True} if details[0] else {}),
    )


def _puts_a_value(scene: TextScene, acts: Acts) -> bool:
    """Whether a message is short, supposes or joins by "and", and has one value and little else."""
    facts = [f for f in scene.facts if f.kind in _AMOUNTS | _NAMES]
    kinds = {kind for piece in pieces(scene) for kind in piece.kinds}
    said = [word.lower for word in scene.words if word.is_word]
    if len(facts) != 1 or len(said) > _FEW or kinds & _NOT or scene.channels:
        return False
    opened = any(word in listed("supposing_openers") for word in said) or bool(
        said and said[0] in listed("joins_supposed") | turns() and scene.text.rstrip().endswith("?")
    )
    return opened and {act.kind for act in acts.acts} <= {"what_if", "ask", "estimate", "keep", "yes"}


def _with_value(scene: TextScene, fact: Fact, told: Told) -> Told | None:
    """The earlier message with the value in the place of its only one of the kind."""
    there = look(told.text, scene.language)
    alike = [f for f in there.facts if f.kind == fact.kind and f.text != fact.text]
    if not alike and fact.kind == "number" and not fact.unit:
        alike = [f for f in there.facts if f.kind in _AMOUNTS and f.text[:1].isdecimal()]
        if len(alike) == 1:
            digits = alike[0].text.split()[0].rstrip("%")
            at = alike[0].start
            return replace(told, text=told.text[:at] + fact.text + told.text[at + len(digits) :])
    if len(alike) != 1:
        return None
    return replace(told, text=told.text[: alike[0].start] + fact.text + told.text[alike[0].end :])


def _scaled(scene: TextScene, fact: Fact, before: Sequence[Change], brief: Mapping[str, Any]) -> tuple[Change, ...]:
    """The volumes that were doubled before, moved by the share told now: "and if only by 50%?"."""
    volumes = {c.path: c for c in before if c.path.endswith("contacts_per_month")}
    known = {path: value_at(brief, path) for path in volumes}
    if (
        fact.kind != "percent"
        or len(volumes) != len(before)
        or not all(isinstance(v, int | float) for v in known.values())
    ):
        return ()
    grew = all(float(c.value or 0) >= float(known[path]) for path, c in volumes.items())
    sentence = scene.sentence_of(scene.span(fact).first)
    falls = scene.has(sentence, "fewer", "falling") or scene.text[max(0, fact.start - 1) : fact.start] in (
        "-",
        "−",
        "–",
    )
    sign = -1 if falls else 1 if grew or scene.has(sentence, "more", "growth") else -1
    factor = 1 + sign * middle(fact.value) / _ALL
    place = (fact.start, fact.end, fact.text)
    return tuple(Change("set", path, tidy(round(float(v) * factor)), *place) for path, v in known.items())
