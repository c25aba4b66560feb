"""How the buyer wants to be billed, as a judge of whole messages takes it, where the rules found nothing or another.

"We pay for what gets closed", «закрыл тикет — получил деньги» name no pricing model by a word of a list. Labelled
messages have taught which model all the words of one tell, or that a price per minute in them is only a vendor's.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from assistant.reading.billing import quoted_units
from assistant.reading.judge import NOTHING
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.whole import LONGEST, Whole

WEIGHTS = Path(__file__).with_name("billing.npz")
PATH = "pricing_model"
MODELS = (NOTHING, "per_agent", "per_contact", "per_hour", "per_minute", "per_resolution")
_LEFT_OUT = 0.9  # above it a model that the rules left out is taken
_ANOTHER = 0.8  # above it a model takes the place of the one the rules took
_NONE = 0.95  # above it the model the rules took is not the buyer's


def with_billing(
    scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any], unsaid: Collection[int] = ()
) -> tuple[Change, ...]:
    """Changes with the pricing model of the buyer, where none is known yet.

    `unsaid` are the words only asked or supposed: of a message that does nothing else none is taken.
    """
    if brief.get(PATH):
        return tuple(changes)
    likely = _taught().likely(scene.text, scene.language)
    model = max(MODELS[1:], key=lambda each: likely[each])
    told = next((change for change in changes if change.path == PATH), None)
    if "?" not in scene.text and (ordered := quoted_units(scene, Span(0, len(scene.words) - 1))):
        first, last = scene.words[ordered[0].first].start, scene.words[ordered[0].last].end
        change = Change("set", PATH, ordered[0].value, first, last, scene.text[first:last])
        return tuple(changes) if told is not None else (*changes, change)
    if told is not None and likely[NOTHING] > _NONE and _weighed(scene, told):
        return tuple(change for change in changes if change is not told)
    if told is None:
        says = any(word.is_word and at not in unsaid for at, word in enumerate(scene.words))
        return (*changes, Change("set", PATH, model)) if likely[model] > _LEFT_OUT and says else tuple(changes)
    if told.value == model or likely[model] <= _ANOTHER:
        return tuple(changes)
    return tuple(replace(change, value=model) if change is told else change for change in changes)


def _weighed(scene: TextScene, change: Change) -> bool:
    """Whether the words of a change are among those that were weighed: of a long message only the first are."""
    return sum(word.end <= change.end for word in scene.words) <= LONGEST


@cache
def _taught() -> Whole:
    return Whole.load(WEIGHTS, MODELS)
