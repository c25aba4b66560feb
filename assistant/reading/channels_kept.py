"""To say of a known channel that it stays as it was is no refusal: "phone and email stay as they were".

Of a channel nobody has told of yet the same words say that it is not handed over: "the phone stays as it is".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.known_left_out import clause_of
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed
from assistant.reading.words import is_clause_sign

_FEW = 3  # words of a clause before the channel that it leaves in


def without_kept_channels(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> Sequence[Change]:
    """Changes without the refusals of wanted channels of which nothing is said but that they go on as known."""
    channels = brief.get("channels") or {}
    return [c for c in changes if not (_refuses_known(c, channels) and (_as_it_was(scene, c) or _wanted(scene, c)))]


def _refuses_known(change: Change, channels: Mapping[str, Any]) -> bool:
    head, _, channel = change.path.partition(".")
    return head == "channels" and change.value is None and bool(channels.get(channel))


def _wanted(scene: TextScene, change: Change) -> bool:
    """ "No phone, WhatsApp is enough", «чат надо, а почту не надо»: the clause of the channel wants it."""
    named = next((span for channel, span in scene.channels if change.path == f"channels.{channel}"), None)
    places = [span for channel, span in scene.channels if change.path == f"channels.{channel}"]
    if named is None or len(places) != 1:
        return False
    clause = clause_of(scene, named)
    if _not_alone(scene, named, clause) or _left_in(scene, named, clause):
        return True
    if (
        scene.has(clause, "decline", "negation", "let_go", "forget", "shut_down")
        or len(scene.channels_within(clause)) > 1
    ):
        return False
    said = [m for m in scene.inside(clause, ("wanted", "sole")) if m.first > named.last]
    return any(m.first == named.last + 1 for m in said)


def _left_in(scene: TextScene, named: Span, clause: Span) -> bool:
    """ "No, leave email", «письма оставьте»: nothing is said of where or with whom it is left."""
    leads = [scene.words[at].lower for at in range(clause.first, named.first) if scene.words[at].is_word]
    behind = [scene.words[at].lower for at in range(named.last + 1, clause.last + 1) if scene.words[at].is_word]
    if len(leads) > _FEW or len(behind) > 1:
        return False
    said = behind or leads[-1:]
    return bool(said) and said[0] in listed("left_in_by")


def _not_alone(scene: TextScene, named: Span, clause: Span) -> bool:
    """ "Voice only is no longer true": it is not the only channel any longer, and is one still."""
    only = [m for m in scene.inside(clause, ("only",)) if m.first == named.last + 1 or m.last == named.first - 1]
    last = max([named.last, *(m.last for m in only)])
    denied = [m for m in scene.inside(clause, ("decline", "negation")) if m.first > last]
    return bool(only and denied)


def _as_it_was(scene: TextScene, change: Change) -> bool:
    places = [at for at, word in enumerate(scene.words) if word.start < change.end and change.start < word.end]
    if not places:
        return False
    named = Span(places[0], places[-1])
    clause = scene.clause_of(named, is_clause_sign)
    kept = scene.inside(clause, ("as_it_was",))
    refused = scene.inside(clause, ("decline", "changed_mind"))
    return bool(kept) and all(any(m.first <= k.last and k.first <= m.last for k in kept) for m in refused)
