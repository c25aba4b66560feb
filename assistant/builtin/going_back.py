"""Going back to what was known before: "no, 1,200 was right", «вернёмся в Беларусь», a bot that was kept and is not
wanted any longer.

What the brief held when an earlier message was said is taken from there, and nothing else of the brief is touched.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.builtin.decided_parts import clauses_told, hours_said, renderings, values_said
from assistant.builtin.talk import Talk
from assistant.reading import read
from assistant.reading.bots import said_of
from assistant.reading.in_brief import value_at, volumes_in
from assistant.reading.scene import Span, TextScene, look
from assistant.reading.word_lists import listed

# The fields told by themselves, and the words that name each.
_FIELDS = {
    "coverage": "decided_hours",
    "service_level": "decided_levels",
    "languages": "decided_languages",
    "contract_months": "decided_contract",
    "provider_countries": "decided_provider",
}
_NEVER = object()


def gone_back(talk: Talk) -> list[dict[str, Any]]:
    """The changes that bring back what a message goes back to; none where it does not, or a supposition is open."""
    aside = talk.command or talk.reading.what_if or "restart" in talk.acts
    if aside or talk.situation.get("pending_before") or not talk.told:
        return []
    scene = look(talk.text, talk.reading.language)
    told = clauses_told(scene)
    if changes := _without_bot(talk, scene, told):
        return changes
    if changes := _of_removed(talk):
        return changes
    back = [span for span in told if said_of(scene, "goes_back", scene.sentence_of(span.first))]
    if not back and "undo" not in talk.acts:
        return []
    return _of_values(talk, scene, told) if back and _values(scene, told) else _of_field(talk, scene, back or told)


def _of_removed(talk: Talk) -> list[dict[str, Any]]:
    """What the fields held before that a message says to undo by name: «срок договора отмени»."""
    removed = [c for c in talk.reading.changes if c.op == "remove" and c.value is None]
    if "undo" not in talk.acts or not removed or len(removed) < len(talk.reading.changes):
        return []
    now, found = talk.situation.get("brief_before") or {}, []
    for path in dict.fromkeys(change.path for change in removed):
        earlier = [value_at(message.get("brief") or {}, path) for message in talk.told]
        was = next((value for value in earlier if value != value_at(now, path)), None)
        found.append({"op": "remove" if was is None else "set", "path": path, "value": was})
    return found


def _of_values(talk: Talk, scene: TextScene, told: list[Span]) -> list[dict[str, Any]]:
    """The field that held all the values named when an earlier message was said, as it was then."""
    named, values = _named(scene, told), _values(scene, told)
    now = talk.situation.get("brief_before") or {}
    for message in talk.told if values else ():
        was = message.get("brief") or {}
        found = [path for path in _fields(was) if value_at(was, path) != value_at(now, path)]
        meant = [path for path in found if values <= renderings(path, value_at(was, path))]
        meant = [path for path in meant if not named or (path.startswith("channels.") and path.split(".")[1] in named)]
        if len(meant) == 1:
            return [_as_it_was(meant[0], was, now)]
    return []


def _named(scene: TextScene, told: list[Span]) -> set[str]:
    return {name for span in told for name, _ in scene.channels_within(span)}


def _values(scene: TextScene, told: list[Span]) -> set[Any]:
    said = {value for span in told for value in values_said(scene, span) | hours_said(scene, span)}
    return said - _named(scene, told)


def _of_field(talk: Talk, scene: TextScene, told: list[Span]) -> list[dict[str, Any]]:
    """What the one field named held before: its first value, or the one before this: "back to the original hours"."""
    fields = {field for span in told for field, words in _FIELDS.items() if said_of(scene, words, span)}
    now = talk.situation.get("brief_before") or {}
    times = any(said_of(scene, "decided_times", span) for span in told)
    if len(fields) != 1 or times or talk.reading.changes:
        return []  # "undo that last change to the handle time" is of no hours
    field = fields.pop()
    held = [value_at(message.get("brief") or {}, field) for message in talk.told]
    first = any(said_of(scene, "at_first", span) for span in told)
    known = [value for value in held if value] if first else []
    was = known[-1] if known else next((value for value in held if value != value_at(now, field)), _NEVER)
    if was is _NEVER or was == value_at(now, field):
        return []
    return [{"op": "remove" if was is None else "set", "path": field, "value": was}]


def _as_it_was(path: str, was: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """The change that brings a field back; a channel given up since comes back with all that was known of it."""
    channel = ".".join(path.split(".")[:2])
    if path.startswith("channels.") and value_at(now, channel) is None:
        path = channel
    return {"op": "set", "path": path, "value": value_at(was, path)}


def _fields(brief: Mapping[str, Any]) -> list[str]:
    """The paths of the fields of a brief that are told by themselves: those of a channel one by one."""
    fields = [name for name in brief if name not in ("channels", "quotes")]
    channels = brief.get("channels") or {}
    return [*fields, *(f"channels.{name}.{key}" for name, told in channels.items() for key in told or {})]


def _without_bot(talk: Talk, scene: TextScene, told: list[Span]) -> list[dict[str, Any]]:
    """The volumes from before a bot was kept, where a message wants none after all."""
    if talk.reading.changes or not any(_refuses_bot(scene, span) for span in told):
        return []
    now = volumes_in(talk.situation.get("brief_before") or {})
    for message in talk.told:
        was = volumes_in(message.get("brief") or {})
        fewer = {path: volume for path, volume in was.items() if path in now and now[path] < volume}
        if fewer and _supposes_bot(message, talk.language):
            return [{"op": "set", "path": path, "value": volume} for path, volume in fewer.items()]
    return []


def _supposes_bot(message: Mapping[str, Any], language: str) -> bool:
    said = read(str(message["text"]), brief=message.get("brief") or {}, language=language)
    return any(act.detail.get("automation") for act in said.acts)


def _refuses_bot(scene: TextScene, span: Span) -> bool:
    places = range(span.first, span.last + 1)
    said = {form for at in places for form in (scene.words[at].lower, *scene.words[at].forms)}
    without = any(scene.words[at].lower in listed("without_words") for at in places)
    return bool(said & listed("bot_names")) and (without or bool(said_of(scene, "decided_refused", span)))
