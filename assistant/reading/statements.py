"""What the changes of a message amount to: it states, corrects or refuses; and in which of its parts they stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.reading.acts import Acts
from assistant.reading.result import Act, Change
from assistant.reading.scene import Span, TextScene


def within(scene: TextScene, change: Change, spans: tuple[Span, ...]) -> bool:
    """Whether the words of a change stand in one of some spans."""
    return change.end > change.start and inside(scene, change.start, spans)


def inside(scene: TextScene, offset: int, spans: tuple[Span, ...]) -> bool:
    """Whether a place of the text stands in one of some spans."""
    return any(scene.words[s.first].start <= offset < scene.words[s.last].end for s in spans)


def with_statements(
    scene: TextScene,
    acts: Acts,
    stated: tuple[Change, ...],
    supposed: tuple[Change, ...],
    old: list[Any],
    brief: Mapping[str, Any],
    question: str | None,
) -> tuple[Act, ...]:
    """Acts of the message with what its changes amount to: state, correct, negate."""
    found = list(acts.acts)
    refusals = [c for c in stated if c.op == "remove" or (c.value is None and c.path.startswith("channels."))]
    asked = [c for c in stated if c.path == "provider_countries" and within(scene, c, acts.asked)]
    statements = [c for c in stated if c not in refusals and c not in asked]  # "what is an agent in Kenya?" states none
    corrected = bool(old) or any(m.family == "afresh" for m in scene.mentions)
    if refusals:
        found.append(
            Act(
                "negate",
                min(c.start for c in refusals),
                max(c.end for c in refusals),
                {"paths": [c.path for c in refusals]},
            )
        )
    if statements:
        kind = "correct" if corrected and (old or brief) else "state"
        found.append(
            Act(
                kind,
                min(c.start for c in statements),
                max(c.end for c in statements),
                {"paths": [c.path for c in statements]},
            )
        )
    if {a.kind for a in found} & {"state", "correct", "negate"}:
        found = [
            a
            for a in found
            if not (
                a.kind in ("yes", "no") and len(scene.words) > 3 and question is None and a.kind == "no" and corrected
            )
        ]
    return tuple(sorted(found, key=lambda a: (a.start, a.end)))
