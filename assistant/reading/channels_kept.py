"""To say of a known channel that it stays as it was is no refusal: "phone and email stay as they were".

Of a channel nobody has told of yet the same words say that it is not handed over: "the phone stays as it is".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.words import is_clause_sign


def without_kept_channels(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> Sequence[Change]:
    """Changes without the refusals of wanted channels of which nothing is said but that they go on as known."""
    channels = brief.get("channels") or {}
    return [c for c in changes if not (_refuses_known(c, channels) and _as_it_was(scene, c))]


def _refuses_known(change: Change, channels: Mapping[str, Any]) -> bool:
    head, _, channel = change.path.partition(".")
    return head == "channels" and change.value is None and bool(channels.get(channel))


def _as_it_was(scene: TextScene, change: Change) -> bool:
    places = [at for at, word in enumerate(scene.words) if word.start < change.end and change.start < word.end]
    if not places:
        return False
    named = Span(places[0], places[-1])
    clause = scene.clause_of(named, is_clause_sign)
    kept = scene.inside(clause, ("as_it_was",))
    refused = scene.inside(clause, ("decline", "changed_mind"))
    return bool(kept) and all(any(m.first <= k.last and k.first <= m.last for k in kept) for m in refused)
