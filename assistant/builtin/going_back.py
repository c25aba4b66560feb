"""Going back to what was known before: "no, 1,200 was right", «вернёмся в Беларусь», a bot that was kept and is not
wanted any longer.

What the brief held when an earlier message was said is taken from there, and nothing else of the brief is touched.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.builtin.decided_parts import clauses_told, renderings, values_said
from assistant.builtin.talk import Talk
from assistant.reading import read
from assistant.reading.bots import said_of
from assistant.reading.in_brief import value_at, volumes_in
from assistant.reading.scene import Span, TextScene, look
from assistant.reading.word_lists import listed

_ASIDE = frozenset({"ask", "what_if", "compare", "estimate", "restart", "quotes"})


def gone_back(talk: Talk) -> list[dict[str, Any]]:
    """The changes that bring back what a message goes back to; none where it does not, or a supposition is open."""
    if talk.command or talk.situation.get("pending_before") or talk.reading.what_if or not talk.told:
        return []
    scene = look(talk.text, talk.reading.language)
    told = [span for span in clauses_told(scene)]
    if not told:
        return []
    if changes := _without_bot(talk, scene, told):
        return changes
    if not any(said_of(scene, "goes_back", scene.sentence_of(span.first)) for span in told):
        return []
    values = {value for span in told for value in values_said(scene, span)}
    return _of_values(talk, values) if values else []


def _of_values(talk: Talk, values: set[Any]) -> list[dict[str, Any]]:
    """The field that held all the values named when an earlier message was said, as it was then."""
    now = talk.situation.get("brief_before") or {}
    for message in talk.told:
        was = message.get("brief") or {}
        found = [path for path in _fields(was) if value_at(was, path) != value_at(now, path)]
        meant = [path for path in found if values <= renderings(path, value_at(was, path))]
        if len(meant) == 1:
            return [{"op": "set", "path": meant[0], "value": value_at(was, meant[0])}]
    return []


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
