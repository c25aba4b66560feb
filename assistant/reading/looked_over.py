"""A message with its words and figures found, those left aside that are of nothing the case is about."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.kept_aside import without_kept_aside
from assistant.reading.levels_denied import without_denied_levels
from assistant.reading.pace import without_output, without_stock
from assistant.reading.reactions import counts_reactions
from assistant.reading.repeated_times import without_repeated_times
from assistant.reading.reworded import Told
from assistant.reading.scene import TextScene, look
from assistant.reading.tickets_known import with_tickets_known
from assistant.reading.unsigned_prices import with_unsigned_prices


def looked_over(
    text: str, language: str, known: Mapping[str, Any], earlier: Sequence[Told], question: str | None
) -> TextScene:
    """The scene of a message without likes, backlogs, what one person gets through and what stays with the buyer."""
    scene = look(text, language)
    if reacted := [f for f in scene.facts if counts_reactions(scene, f)]:
        scene = scene.with_facts([f for f in scene.facts if f not in reacted])
    scene = without_repeated_times(without_denied_levels(scene, known), known, question)
    scene = without_stock(without_output(with_unsigned_prices(scene, known)))
    return without_kept_aside(with_tickets_known(scene, known, earlier), known)
